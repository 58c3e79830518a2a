//! A quick look at how a word begins and ends, before it is looked up.

/// Asked before a word is folded and looked up, since most are in no table: a bit for the first two letters, the last
/// one and the length of each word. Other words may share the bit of one, and pass as well.
pub(super) struct Outlines(Box<[u64; 512]>);

impl Default for Outlines {
    fn default() -> Self {
        Self(Box::new([0; 512]))
    }
}

impl Outlines {
    /// The place and the bit of a word, in small letters or not.
    fn bit(word: &str) -> Option<(usize, u32)> {
        let bytes = word.as_bytes();
        let (first, last) = (*bytes.first()?, *bytes.last()?);
        let second = *bytes.get(1)?;
        // Capitals and small letters meet, and so do a few other bytes.
        let letters = u32::from_le_bytes([first, second, last, 0]) | 0x20_2020;
        let mixed = (letters ^ (bytes.len() as u32) << 24).wrapping_mul(0x9E37_79B1);
        Some(((mixed >> 23) as usize, mixed >> 17 & 63))
    }

    /// Adds a word.
    pub(super) fn add(&mut self, folded: &str) {
        if let Some((place, bit)) = Self::bit(folded) {
            self.0[place] |= 1 << bit;
        }
    }

    /// Whether a word may be in a table, once folded.
    pub(super) fn passes(&self, word: &str) -> bool {
        if !word.is_ascii() {
            return true;
        }
        Self::bit(word).is_none_or(|(place, bit)| self.0[place] >> bit & 1 == 1)
    }
}
