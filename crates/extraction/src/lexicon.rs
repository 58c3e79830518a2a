//! The word lists, compiled: an automaton over words that says what a phrase may be.
//!
//! A phrase is known by the hash of its words, so the automaton is one sorted table without any strings.
//! Each entry says which classes the phrase belongs to and whether a longer phrase starts with it. Hashes
//! have 32 bits: one lookup in thirty thousand or so may match by accident. A match is evidence for the
//! tagger, never a decision.

#[cfg(feature = "train")]
use crate::bytes::Writer;
use crate::bytes::{ModelError, Reader};
use crate::coding::{Decoder, Frequencies, read_ascending};
#[cfg(feature = "train")]
use crate::coding::{Encoder, write_ascending};
#[cfg(feature = "train")]
use crate::hash::to_short;
use crate::hash::{Table, finish, from_short, key, mix};

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $word:literal),* $(,)?) => {
        /// What an entry of the lexicon can be.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(dead_code, reason = "most are only written by the compiler of word lists")]
        pub(crate) enum Class { $($(#[$doc])* $name),* }

        impl Class {
            /// The class of a name in a word list; `None` when there is no such class.
            #[cfg(feature = "train")]
            pub(crate) fn from_name(name: &str) -> Option<Self> {
                match name { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    Person "person", Forename "forename", Surname "surname", Particle "particle",
    Organisation "organisation", OrganisationHead "organisation-head", OrganisationTail "organisation-tail",
    NotOrganisation "not-organisation", Group "group", Country "country", City "city", Town "town",
    Place "place", Norp "norp", Event "event", EventHead "event-head", Weapon "weapon", Title "title",
    Unit "unit", Currency "currency", Number "number", Month "month", Weekday "weekday", Compass "compass",
    Period "period", DayPart "day-part", Relative "relative", Ordinal "ordinal", PlaceHead "place-head",
    /// Also a common word.
    Ambiguous "ambiguous",
    Force "force", Family "family",
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Classes(pub(crate) u32);

impl Classes {
    pub(crate) const fn of(class: Class) -> Self {
        Self(1 << class as u8)
    }

    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// The numbers of the classes in the set.
    pub(crate) fn numbers(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let number = rest.trailing_zeros();
            rest &= rest.wrapping_sub(1);
            (number < 32).then_some(number as u8)
        })
    }
}

/// What the lexicon says of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Entry {
    /// What the phrase may be; empty when it is only the start of longer ones.
    pub(crate) classes: Classes,
    /// Whether a longer phrase starts with it.
    pub(crate) goes_on: bool,
}

/// A place in the automaton: the hash of the words so far.
pub(crate) type Place = u64;

/// The words that a word is used like: a few dozen, and some hundreds of which those are a part. 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cluster {
    pub(crate) narrow: u16,
    pub(crate) wide: u16,
}

/// The compiled word lists.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon {
    table: Table,
    sets: Vec<Classes>,
    /// The narrow clusters of words, by their folded form.
    clusters: Table,
    /// The wide cluster of which each narrow one is a part.
    wide: Vec<u8>,
}

impl Lexicon {
    /// The place after a phrase's first word, known by its folded form.
    pub(crate) const fn start(fold: u32) -> Place {
        mix(0xF01D, fold as u64)
    }

    /// The same for entries that count only as written.
    pub(crate) const fn start_exact(form: u32) -> Place {
        mix(0xE8AC7, form as u64)
    }

    /// The place after one more word.
    pub(crate) const fn step(place: Place, word: u32) -> Place {
        mix(place, word as u64)
    }

    /// What the phrase that ends at `place` is.
    #[inline(always)]
    pub(crate) fn word(&self, place: Place) -> Entry {
        let Some(found) = self.table.get(key(finish(place))) else {
            return Entry::default();
        };
        let classes = self
            .sets
            .get((found >> 1) as usize)
            .copied()
            .unwrap_or_default();
        Entry {
            classes,
            goes_on: found & 1 == 1,
        }
    }

    /// The words that a word is used like.
    pub(crate) fn cluster(&self, fold: u32) -> Cluster {
        let narrow = self.clusters.get(key(fold)).unwrap_or_default() as u16;
        let wide = usize::from(narrow).checked_sub(1);
        let wide = wide.and_then(|number| self.wide.get(number)).copied();
        Cluster {
            narrow,
            wide: u16::from(wide.unwrap_or_default()),
        }
    }

    /// A lexicon without entries.
    #[cfg(feature = "train")]
    pub(crate) fn empty() -> Self {
        Self {
            table: Table::new(Vec::new()),
            sets: Vec::new(),
            clusters: Table::new(Vec::new()),
            wide: Vec::new(),
        }
    }

    /// Reads what [`write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let set_count = reader.count(4)?;
        let sets = (0..set_count)
            .map(|_| reader.u32().map(Classes))
            .collect::<Result<Vec<_>, _>>()?;
        let wide_count = reader.count(1)?;
        let wide = reader.take(wide_count)?.to_vec();
        Ok(Self {
            sets,
            wide,
            table: read_table(reader)?,
            clusters: read_table(reader)?,
        })
    }
}

/// Reads keys with a symbol each.
fn read_table(reader: &mut Reader<'_>) -> Result<Table, ModelError> {
    let keys = read_ascending(reader)?.into_iter().map(from_short);
    let frequencies = Frequencies::read(reader)?;
    let mut decoder = Decoder::read(reader)?;
    let entries = keys.map(|key| (key, u32::from(decoder.next(&frequencies))));
    let table = Table::new(entries.collect());
    decoder.finish(reader)?;
    Ok(table)
}

/// Writes keys with a symbol each, for [`read_table`].
#[cfg(feature = "train")]
fn write_table(entries: &[(u32, u16)], writer: &mut Writer) {
    let keys: Vec<_> = entries.iter().map(|(key, _)| to_short(*key)).collect();
    write_ascending(&keys, writer);
    let most = entries.iter().map(|(_, symbol)| *symbol).max();
    let mut seen = vec![0; most.map_or(0, |most| usize::from(most) + 1)];
    for (_, symbol) in entries {
        seen[usize::from(*symbol)] += 1;
    }
    let frequencies = Frequencies::of(&seen);
    let mut encoder = Encoder::default();
    for (_, symbol) in entries {
        encoder.push(*symbol, &frequencies);
    }
    frequencies.write(writer);
    encoder.write(writer);
}

/// Writes phrases with their classes and words with their clusters in the form that [`Lexicon::read`] reads.
#[cfg(feature = "train")]
pub(crate) fn write(
    entries: &std::collections::BTreeMap<u32, Entry>,
    clusters: &std::collections::BTreeMap<u32, Cluster>,
    writer: &mut Writer,
) {
    let mut counts = std::collections::BTreeMap::<Classes, usize>::new();
    for entry in entries.values() {
        *counts.entry(entry.classes).or_default() += 1;
    }
    let mut sets: Vec<_> = counts.into_iter().collect();
    sets.sort_by_key(|(classes, count)| (std::cmp::Reverse(*count), *classes));
    let number: std::collections::BTreeMap<_, u16> =
        sets.iter().map(|(set, _)| *set).zip(0..).collect();
    writer.count(sets.len());
    for (classes, _) in &sets {
        writer.u32(classes.0);
    }
    let narrow = clusters.values().map(|cluster| cluster.narrow).max();
    let mut wide = vec![0; usize::from(narrow.unwrap_or_default())];
    for cluster in clusters.values() {
        wide[usize::from(cluster.narrow) - 1] = cluster.wide as u8;
    }
    writer.count(wide.len());
    writer.bytes.extend(wide);
    let phrases: Vec<_> = entries
        .iter()
        .map(|(key, entry)| (*key, number[&entry.classes] << 1 | u16::from(entry.goes_on)))
        .collect();
    write_table(&phrases, writer);
    let words: Vec<_> = clusters
        .iter()
        .map(|(key, cluster)| (*key, cluster.narrow))
        .collect();
    write_table(&words, writer);
}
