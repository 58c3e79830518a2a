//! One stored entry: what it is, which version of it, its content, and a checksum over all of that.
//!
//! ```text
//! kind 1 │ format 1 │ settled 1 │ stamp │ parent │ packing 1 │ content … │ checksum 8
//! ```
//!
//! A stamp is a number (seven bits a byte) and the eight bytes of the tab that wrote it. The checksum is the last eight
//! bytes in every format that will ever be, so that an entry of a newer format can be told from a damaged one.

use crate::bytes::{Reader, Writer};
use crate::packing::Packed;

/// The format that is written, and the newest that is read.
pub const FORMAT: u8 = 1;

/// No content is larger when unpacked, in bytes: the largest text, and room for what is known of it.
const LARGEST: usize = 256 << 20;
const CHECKSUM: usize = 8;

/// What an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The text of an article, which never changes.
    Text = 1,
    /// What is known and marked of a text.
    Marks = 2,
    /// The identifiers of the articles, in their order.
    Order = 3,
    /// Label set and entities.
    Set = 4,
}

/// Which version of an entry: its number in the one line of versions, and who wrote it.
///
/// The default is the version before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp {
    /// Counts up with each version.
    pub number: u64,
    /// The tab that wrote it: a random number.
    pub tab: u64,
}

impl Stamp {
    /// The version that a tab makes of this one.
    #[must_use]
    pub const fn next(self, tab: u64) -> Self {
        Self {
            number: self.number.saturating_add(1),
            tab,
        }
    }
}

/// What an entry says before its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// What it holds.
    pub kind: Kind,
    /// Which version it is.
    pub stamp: Stamp,
    /// The version that it was made of.
    pub parent: Stamp,
    /// Whether it is known to be in the line of versions; one that was written in haste, when the page closed, is not.
    pub settled: bool,
}

/// An entry that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What stands before the content.
    pub head: Head,
    /// The content.
    pub content: Vec<u8>,
}

/// Why an entry can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// It is not as it was written.
    #[error("it is damaged")]
    Damaged,
    /// It was written by a newer Dateline.
    #[error("it was written by a newer Dateline (format {0}; this one reads up to {FORMAT})")]
    Newer(u8),
}

impl Head {
    /// The bytes of an entry with this content.
    pub fn write(&self, content: &Packed) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.byte(self.kind as u8);
        writer.byte(FORMAT);
        writer.byte(u8::from(self.settled));
        for stamp in [self.stamp, self.parent] {
            writer.number(stamp.number);
            writer.fixed(stamp.tab);
        }
        writer.byte(u8::from(content.is_compressed()));
        writer.raw(content.bytes());
        let mut bytes = writer.finish();
        bytes.extend(checksum(&bytes).to_le_bytes());
        bytes
    }

    /// What the first bytes of an entry say, without a look at whether the entry is whole; `None` when they are no head
    /// of this format.
    ///
    /// It costs nothing, however large the entry is: enough to see whether it is the version that one wrote oneself.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Self::take(&mut Reader::new(bytes))
    }

    fn take(reader: &mut Reader) -> Option<Self> {
        let kind = match reader.byte()? {
            1 => Kind::Text,
            2 => Kind::Marks,
            3 => Kind::Order,
            4 => Kind::Set,
            _ => return None,
        };
        if reader.byte()? != FORMAT {
            return None;
        }
        let settled = reader.byte()? == 1;
        let mut stamp = || {
            Some(Stamp {
                number: reader.number()?,
                tab: reader.fixed()?,
            })
        };
        let (stamp, parent) = (stamp()?, stamp()?);
        Some(Self {
            kind,
            stamp,
            parent,
            settled,
        })
    }
}

impl Entry {
    /// The bytes of the entry.
    ///
    /// ```
    /// use dateline_store::{Entry, Head, Kind, Stamp};
    /// let parent = Stamp::default();
    /// let head = Head { kind: Kind::Text, stamp: parent.next(7), parent, settled: true };
    /// let entry = Entry { head, content: b"Gent".to_vec() };
    /// assert_eq!(Head::read(&entry.write()), Some(head));
    /// assert_eq!(Entry::read(&entry.write()), Ok(entry));
    /// ```
    pub fn write(&self) -> Vec<u8> {
        self.head.write(&Packed::of(self.content.clone()))
    }

    /// The entry of some bytes.
    ///
    /// # Errors
    /// When they are not exactly what [`write`](Self::write) made, or what a newer Dateline made.
    pub fn read(bytes: &[u8]) -> Result<Self, EntryError> {
        let whole = bytes.split_last_chunk::<CHECKSUM>();
        let (body, sum) = whole.ok_or(EntryError::Damaged)?;
        if checksum(body) != u64::from_le_bytes(*sum) {
            return Err(EntryError::Damaged);
        }
        match body.get(1) {
            Some(format) if *format > FORMAT => Err(EntryError::Newer(*format)),
            _ => Self::read_body(body).ok_or(EntryError::Damaged),
        }
    }

    fn read_body(body: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(body);
        let head = Head::take(&mut reader)?;
        let content = match reader.byte()? {
            0 => reader.rest().to_vec(),
            1 => miniz_oxide::inflate::decompress_to_vec_with_limit(reader.rest(), LARGEST).ok()?,
            _ => return None,
        };
        Some(Self { head, content })
    }
}

/// FNV-1a, 64 bits: finds every changed bit of one byte for certain, and any other damage but once in 2⁶⁴.
/// See <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv-21>.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(content: &[u8]) -> Entry {
        let parent = Stamp {
            number: 299,
            tab: 3,
        };
        let head = Head {
            kind: Kind::Marks,
            stamp: parent.next(u64::MAX),
            parent,
            settled: true,
        };
        Entry {
            head,
            content: content.to_vec(),
        }
    }

    #[test]
    fn a_newer_format_is_told_from_damage() {
        let mut bytes = entry(b"x").write();
        bytes[1] = FORMAT + 1;
        assert_eq!(Entry::read(&bytes), Err(EntryError::Damaged));
        let body = bytes.len() - CHECKSUM;
        let sum = checksum(&bytes[..body]).to_le_bytes();
        bytes[body..].copy_from_slice(&sum);
        assert_eq!(Entry::read(&bytes), Err(EntryError::Newer(FORMAT + 1)));
    }

    #[test]
    fn every_cut_and_every_flipped_bit_is_found() {
        let bytes = entry(
            "De brug in Gent werd maandag gesloten. "
                .repeat(9)
                .as_bytes(),
        )
        .write();
        for cut in 0..bytes.len() {
            assert_eq!(
                Entry::read(&bytes[..cut]),
                Err(EntryError::Damaged),
                "cut at {cut}"
            );
        }
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Entry::read(&flipped), Err(EntryError::Damaged), "bit {bit}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(content in proptest::collection::vec(any::<u8>(), 0..200), settled: bool) {
            let mut entry = entry(&content);
            entry.head.settled = settled;
            prop_assert_eq!(Head::read(&entry.write()), Some(entry.head));
            prop_assert_eq!(Entry::read(&entry.write()), Ok(entry));
        }
    }
}
