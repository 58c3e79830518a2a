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

/// The hash of a string.
#[inline]
pub(crate) fn of_str(seed: u64, text: &str) -> u64 {
    let mut hash = mix(seed, text.len() as u64);
    for chunk in text.as_bytes().chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    hash ^ (hash >> 31)
}

/// A fast hasher for maps whose keys are short strings or hashes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FastHasher(u64);

impl Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = mix(self.0, u64::from_le_bytes(word));
        }
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

/// How many bits a [`Table`] has for each key to tell most strangers without a look at the slots.
const BITS_PER_KEY: usize = 8;

/// A table from 32-bit keys to 32-bit values: open addressing, at most half full, built once.
///
/// Most of what is looked up in a table of features is not there. A set of bits, one for each range of keys
/// and small enough for a near cache of the processor, says so for all but one in eight or more of the
/// strangers.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    slots: Vec<(u32, u32)>,
    shift: u32,
    bits: Vec<u64>,
    bit_shift: u32,
}

impl Table {
    /// A table of these entries; of two with one key the first is kept. Keys must not be 0.
    pub(crate) fn new(entries: impl ExactSizeIterator<Item = (u32, u32)>) -> Self {
        let bits = (entries.len() * 2 + 2).next_power_of_two().trailing_zeros();
        let known = (entries.len() * BITS_PER_KEY).next_power_of_two().max(64);
        let mut table = Self {
            slots: vec![(0, 0); 1 << bits],
            shift: 32 - bits.min(31),
            bits: vec![0; known / 64],
            bit_shift: 32 - known.trailing_zeros().min(31),
        };
        for (key, value) in entries {
            let (word, bit) = table.bit(key);
            table.bits[word] |= 1 << bit;
            let slot = table.slot(key);
            if table.slots[slot].0 == 0 {
                table.slots[slot] = (key, value);
            }
        }
        table
    }

    /// The slot that holds `key`, or the empty one where it would go.
    #[inline]
    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (key >> self.shift) as usize & mask;
        while self.slots[slot].0 != key && self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// The bit of a key's range: the number of a word of bits, and of the bit in it.
    #[inline]
    const fn bit(&self, key: u32) -> (usize, u32) {
        let range = key >> self.bit_shift;
        ((range / 64) as usize & (self.bits.len() - 1), range % 64)
    }

    /// `false` when the key is surely not there, which is much cheaper to say than what it stands for.
    #[inline]
    pub(crate) fn may_have(&self, key: u32) -> bool {
        let (word, bit) = self.bit(key);
        self.bits[word] >> bit & 1 == 1
    }

    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<u32> {
        let (found, value) = self.slots[self.slot(key)];
        (found == key).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_finds_what_was_put_and_nothing_else() {
        let keys: Vec<u32> = (1..5000_u64).map(|n| finish(mix(7, n))).collect();
        let table = Table::new(
            keys.iter()
                .zip(0..)
                .map(|(key, value)| (*key, value))
                .collect::<Vec<_>>()
                .into_iter(),
        );
        for (key, value) in keys.iter().zip(0..) {
            assert!(table.may_have(*key));
            assert_eq!(table.get(*key), Some(value));
        }
        let strangers = (1..5000_u64).map(|n| finish(mix(8, n)));
        let taken = strangers.clone().filter(|key| table.may_have(*key)).count();
        assert!(taken < 5000 / 7, "{taken} strangers pass");
        assert!(strangers.into_iter().all(|key| table.get(key).is_none()));
        assert_eq!(Table::new([].into_iter()).get(5), None);
    }
}
