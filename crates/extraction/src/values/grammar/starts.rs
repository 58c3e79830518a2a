//! A quick look at how a word begins, before it is looked up.

/// The words of a table by their first two letters, each with the lengths that such words have: asked before a word
/// is folded and looked up, since most are in no table.
pub(super) struct Starts(Box<[u32; 26 * 26]>);

impl Default for Starts {
    fn default() -> Self {
        Self(Box::new([0; 26 * 26]))
    }
}

impl Starts {
    /// The place of a word of letters without accents, and the bit of its length.
    fn place(word: &str) -> Option<(usize, u32)> {
        let [first, second, ..] = *word.as_bytes() else {
            return None;
        };
        let (first, second) = (first.to_ascii_lowercase(), second.to_ascii_lowercase());
        let row = letter(first)?;
        Some((row * 26 + letter(second)?, 1 << word.len().min(31)))
    }

    /// Adds a word.
    pub(super) fn add(&mut self, folded: &str) {
        if let Some((place, bit)) = Self::place(folded) {
            self.0[place] |= bit;
        }
    }

    /// Whether a word may be in a table, once folded.
    pub(super) fn passes(&self, word: &str) -> bool {
        if !word.is_ascii() {
            return true;
        }
        Self::place(word).is_none_or(|(place, bit)| self.0[place] & bit != 0)
    }
}

/// The place of a small letter in the alphabet.
pub(super) fn letter(byte: u8) -> Option<usize> {
    byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'))
}
