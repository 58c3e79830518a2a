//! The hashes by which words, phrases and features are known.
//!
//! They are part of the model file's format: a change here needs a new [`crate::model::VERSION`].

use std::hash::{BuildHasherDefault, Hasher};

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Adds a number to a hash.
#[inline]
pub(crate) const fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(23) ^ value).wrapping_mul(FACTOR)
}

/// Spreads a hash over 32 bits; never 0, which stands for an empty slot.
#[inline]
pub(crate) const fn finish(hash: u64) -> u32 {
    let hash = (hash ^ (hash >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let short = (hash >> 32) as u32;
    if short == 0 { 1 } else { short }
}

/// How many bits of its hash a feature or a phrase is known by. Each bit more makes the model file an eighth of
/// a byte larger for each of them; of these, one stranger in some three hundred is taken for one that is known.
const KEY_BITS: u32 = 26;
const SPARE_BITS: u32 = 32 - KEY_BITS;

/// A hash cut to the bits that matter, with some of them in the place of those that don't: keys are ordered and
/// spread as hashes are, down to the low byte.
#[inline]
pub(crate) const fn key(hash: u32) -> u32 {
    let short = hash >> SPARE_BITS;
    from_short(if short == 0 { 1 } else { short })
}

/// The bits of a key that matter.
#[cfg(feature = "train")]
pub(crate) const fn to_short(key: u32) -> u32 {
    key >> SPARE_BITS
}

/// The key of the bits that matter.
#[inline]
pub(crate) const fn from_short(short: u32) -> u32 {
    short << SPARE_BITS | short & ((1 << SPARE_BITS) - 1)
}

/// The hash of a string.
#[inline]
pub(crate) fn of_str(seed: u64, text: &str) -> u64 {
    let mut hash = mix(seed, text.len() as u64);
    hash = mix_bytes(hash, text.as_bytes());
    hash ^ (hash >> 31)
}

/// The hash of a word in 64 bits by which a vocabulary knows it. Eight bytes are mixed before they meet the next, so that
/// words that look alike are no likelier to share one than any others (Appleby, `MurmurHash64A`). No part of the model
/// file.
#[inline]
pub(crate) fn of_word(text: &str) -> u64 {
    let spread = |hash: u64| hash ^ (hash >> 47);
    let meet = |hash: u64, word: u64| {
        let word = spread(word.wrapping_mul(FACTOR)).wrapping_mul(FACTOR);
        (hash ^ word).wrapping_mul(FACTOR)
    };
    let hash = eights(text.as_bytes()).fold(text.len() as u64, meet);
    spread(spread(hash).wrapping_mul(FACTOR))
}

/// Adds bytes to a hash, eight at a time.
#[inline]
fn mix_bytes(hash: u64, bytes: &[u8]) -> u64 {
    eights(bytes).fold(hash, mix)
}

/// Bytes, eight in a number, with zeros after the last.
#[inline]
fn eights(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let (words, rest) = bytes.as_chunks();
    let last = rest
        .iter()
        .rev()
        .fold(0, |word, byte| word << 8 | u64::from(*byte));
    let last = (!rest.is_empty()).then_some(last);
    words
        .iter()
        .map(|word| u64::from_le_bytes(*word))
        .chain(last)
}

/// A fast hasher for maps whose keys are short strings or hashes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FastHasher(u64);

impl Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix_bytes(self.0, bytes);
    }

    fn write_u8(&mut self, value: u8) {
        self.0 = mix(self.0, u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = mix(self.0, u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = mix(self.0, value);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// A map with the fast hasher.
pub(crate) type FastMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<FastHasher>>;

/// A set of hashes that may also let others pass, one in some tens: asked before a map that has few keys.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sieve([u64; 32]);

impl Sieve {
    /// Whether the hash may be in the set.
    #[inline]
    pub(crate) const fn passes(&self, hash: u32) -> bool {
        self.0[(hash >> 6 & 31) as usize] >> (hash & 63) & 1 == 1
    }
}

impl FromIterator<u32> for Sieve {
    fn from_iter<I: IntoIterator<Item = u32>>(hashes: I) -> Self {
        let mut sieve = Self::default();
        for hash in hashes {
            sieve.0[(hash >> 6 & 31) as usize] |= 1 << (hash & 63);
        }
        sieve
    }
}

/// How many ranges of keys an [`Index`] tells apart for each key, at least.
const RANGES_PER_KEY: usize = 6;

/// At least so many that the low 24 bits tell apart the keys of a range.
const LEAST_RANGES: usize = 256;

/// Where the entries of keys are in a list that is sorted by key.
///
/// Most of what is looked up among features is not there, and what is there lies scattered over memory. So the
/// keys, which are hashes, are divided into many equal ranges, with a bit for each that has a key: few enough
/// bits for a near cache of the processor, and they answer for most strangers. For the others the number of
/// bits before a key's own tells where its entry is, with hardly a search:
///
/// ```text
/// ranges   0 1 0 0 1 0 1 1 0 …         one bit a range
/// counts   0               4           entries before each 32 ranges
/// entries  key key key key …           ascending; a list of its owner
/// ```
#[derive(Debug, Clone)]
pub(crate) struct Index {
    /// 32 ranges each, and how many entries are before them: side by side, since who asks for one mostly asks for
    /// the other as well.
    blocks: Vec<Block>,
    /// A key shifted right by this is the number of its range.
    shift: u32,
}

#[derive(Debug, Clone, Copy, Default)]
#[repr(align(8))]
struct Block {
    ranges: u32,
    before: u32,
}

impl Index {
    /// The index of keys in ascending order.
    pub(crate) fn new(keys: &[u32]) -> Self {
        let count = (keys.len() * RANGES_PER_KEY)
            .next_power_of_two()
            .max(LEAST_RANGES);
        let mut index = Self {
            blocks: vec![Block::default(); count / 32],
            shift: 32 - count.trailing_zeros(),
        };
        for key in keys {
            let range = (key >> index.shift) as usize;
            index.blocks[range / 32].ranges |= 1 << (range % 32);
            if let Some(next) = index.blocks.get_mut(range / 32 + 1) {
                next.before += 1;
            }
        }
        let mut sum = 0;
        for block in &mut index.blocks {
            sum += block.before;
            block.before = sum;
        }
        index
    }

    /// `false` when the key is surely not there.
    #[inline(always)]
    pub(crate) fn may_have(&self, key: u32) -> bool {
        let range = (key >> self.shift) as usize;
        self.blocks[range / 32].ranges >> (range % 32) & 1 == 1
    }

    /// The first place where the entry of a key may be.
    ///
    /// Ranges with several keys are few. They make the true place a little later, but not after that of the
    /// first entry with a greater key.
    #[inline(always)]
    pub(crate) fn place(&self, key: u32) -> usize {
        let range = (key >> self.shift) as usize;
        let block = self.blocks[range / 32];
        let before = block.ranges & ((1 << (range % 32)) - 1);
        (block.before + before.count_ones()) as usize
    }
}

/// A table from 32-bit keys to 32-bit values, built once.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    index: Index,
    /// Ascending by key.
    entries: Vec<(u32, u32)>,
}

impl Table {
    /// A table of entries in ascending order of keys.
    pub(crate) fn new(entries: Vec<(u32, u32)>) -> Self {
        let keys: Vec<_> = entries.iter().map(|(key, _)| *key).collect();
        Self {
            index: Index::new(&keys),
            entries,
        }
    }

    /// The value of a key.
    #[inline(always)]
    pub(crate) fn get(&self, key: u32) -> Option<u32> {
        if !self.index.may_have(key) {
            return None;
        }
        let near = self.entries.get(self.index.place(key)..)?;
        let (found, value) = near.iter().find(|(found, _)| *found >= key)?;
        (*found == key).then_some(*value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_alike_have_hashes_of_their_own() {
        let letters = || 'a'..='z';
        let words = letters().flat_map(|a| letters().map(move |b| format!("internac{a}on{b}l")));
        let dates = (0..10_000).map(|number| format!("2016{number:08}"));
        let all: Vec<_> = words.chain(dates).collect();
        let hashes: std::collections::HashSet<_> = all.iter().map(|word| of_word(word)).collect();
        assert_eq!(hashes.len(), all.len());
        assert_ne!(of_word("a"), of_word("a\0"));
    }

    #[test]
    fn a_table_finds_what_was_put_and_nothing_else() {
        let mut keys: Vec<u32> = (1..5000_u64).map(|n| finish(mix(7, n))).collect();
        keys.sort_unstable();
        let table = Table::new(keys.iter().copied().zip(0..).collect());
        for (key, value) in keys.iter().zip(0..) {
            assert!(table.index.may_have(*key));
            assert_eq!(table.get(*key), Some(value));
        }
        let strangers = (1..5000_u64).map(|n| finish(mix(8, n)));
        let taken = strangers
            .clone()
            .filter(|key| table.index.may_have(*key))
            .count();
        assert!(taken < 5000 / 7, "{taken} strangers pass");
        assert!(strangers.clone().all(|key| table.get(key).is_none()));
        assert_eq!(Table::new(Vec::new()).get(5), None);
    }
}
