//! Numbers written in one word: `honderdvijfentwintig`, `driejarig`.

use crate::hash::FastMap;
use crate::values::languages::template::{Class, Spelling};
use crate::values::numbers::spell::{Part, compound};

/// From this on, a symbol names a number in one word of the text at hand.
pub(in crate::values) const FIRST_COMPOUND: u16 = 0x8000;

/// A number written in one word, with what stands after it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) struct Compound {
    /// The number.
    pub value: u64,
    /// Whether it is an ordinal.
    pub ranked: bool,
    /// Whether it is a year in two parts.
    pub year: bool,
    /// The power of ten that its last part names.
    pub scale: u64,
    /// What stands after it.
    pub tail: Option<(Class, i32)>,
}

/// What such words are made of.
#[derive(Default)]
pub(super) struct Atoms {
    /// Number words by their first byte, longest first.
    by_letter: FastMap<u8, Vec<(&'static str, Part)>>,
    /// By its first letter: the second letters of all number words, as bits.
    seconds: [u32; 26],
    /// What may stand after a number.
    tails: Vec<(String, Class, i32)>,
}

impl Atoms {
    /// Adds a number word.
    pub(super) fn add(&mut self, form: &'static str, part: Part) {
        if let [first, second, ..] = form.as_bytes() {
            let atoms = self.by_letter.entry(*first).or_default();
            atoms.push((form, part));
            atoms.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
            if let (Some(row), Some(bit)) = (letter(*first), letter(*second)) {
                self.seconds[row] |= 1 << bit;
            }
        }
    }

    /// Adds what may stand after a number, folded.
    pub(super) fn add_tail(&mut self, tail: String, class: Class, number: i32) {
        self.tails.push((tail, class, number));
    }

    /// Whether a word may spell a number, once folded.
    pub(super) fn may_read(&self, word: &str) -> bool {
        let [first, second, ..] = *word.as_bytes() else {
            return false;
        };
        let letters = letter(first.to_ascii_lowercase()).zip(letter(second.to_ascii_lowercase()));
        let begins = letters.is_some_and(|(row, bit)| self.seconds[row] >> bit & 1 == 1);
        begins || !word.is_ascii()
    }

    /// The number that a folded word spells.
    pub(super) fn read(&self, word: &str, spelling: Spelling) -> Option<Compound> {
        if !self.may_read(word) {
            return None;
        }
        let atoms = |rest: &str| -> Vec<(Part, usize)> {
            let first = rest
                .as_bytes()
                .first()
                .and_then(|first| self.by_letter.get(first));
            first
                .into_iter()
                .flatten()
                .filter(|(atom, _)| rest.starts_with(atom))
                .map(|(atom, part)| (*part, atom.len()))
                .collect()
        };
        let tail = |rest: &str| -> Option<Tail> {
            if rest.is_empty() {
                return Some(Tail::Nothing);
            }
            if let Some((_, class, number)) = self.tails.iter().find(|(tail, ..)| tail == rest) {
                return Some(Tail::Word(*class, *number));
            }
            let end = |rest: &str| rest.is_empty().then_some(());
            let (sum, ()) = compound(rest, spelling, &atoms, &end)?;
            sum.value()
                .filter(|years| (10..100).contains(years) && !sum.ranked)
                .map(Tail::Years)
        };
        let (sum, tail) = compound(word, spelling, &atoms, &tail)?;
        let value = sum.value()?;
        let made = Compound {
            value,
            ranked: sum.ranked,
            year: false,
            scale: sum.scale(),
            tail: None,
        };
        match tail {
            Tail::Nothing => Some(made),
            Tail::Word(..) if sum.ranked => None,
            Tail::Word(class, number) => Some(Compound {
                tail: Some((class, number)),
                ..made
            }),
            Tail::Years(years) => (10..=20).contains(&value).then_some(Compound {
                value: value * 100 + years,
                year: true,
                ..made
            }),
        }
    }
}

enum Tail {
    Nothing,
    Word(Class, i32),
    Years(u64),
}

/// The place of a small letter in the alphabet.
fn letter(byte: u8) -> Option<usize> {
    byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'))
}
