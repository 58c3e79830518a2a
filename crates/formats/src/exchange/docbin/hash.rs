//! The numbers that spaCy has for strings.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The strings that have a number of their own, a line each, in their order from 0.
static SYMBOLS: &str = include_str!("symbols.txt");

static NUMBERS: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| SYMBOLS.lines().zip(0..).collect());

/// The number of a string, as `StringStore` gives it.
pub(super) fn number(text: &str) -> u64 {
    let known = || NUMBERS.get(text).copied();
    if text.is_empty() {
        return 0;
    }
    known().unwrap_or_else(|| murmur64a(text.as_bytes(), 1))
}

/// The string of a small number that spaCy has in its table.
pub(super) fn symbol(number: u64) -> Option<&'static str> {
    static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| SYMBOLS.lines().collect());
    LINES.get(usize::try_from(number).ok()?).copied()
}

/// `MurmurHash64A` by Austin Appleby, little-endian.
/// See <https://github.com/aappleby/smhasher/blob/master/src/MurmurHash2.cpp>.
fn murmur64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const R: u32 = 47;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, tail) = bytes.as_chunks::<8>();
    for block in blocks {
        let mut part = u64::from_le_bytes(*block).wrapping_mul(M);
        part ^= part >> R;
        hash = (hash ^ part.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> R;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> R)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from spaCy 3.8: `StringStore()["…"]`.
    #[test]
    fn numbers_are_those_of_spacy() {
        for (text, expected) in CASES {
            assert_eq!(number(text), expected, "{text}");
        }
        assert_eq!(symbol(number("ORG")), Some("ORG"));
    }

    const CASES: [(&str, u64); 8] = [
        ("", 0),
        ("ORG", 383),
        ("PERSON", 380),
        ("a", 11_901_859_001_352_538_922),
        ("Zoë", 16_948_573_035_762_911_534),
        ("😀", 13_900_606_239_988_879_105),
        ("Mossoul", 13_146_308_198_002_247_692),
        ("Sint-Niklaas", 16_949_723_274_334_802_665),
    ];
}
