//! Where something stands in a text: typed offsets, spans, and the map between units.
//!
//! Inside Dateline every offset counts UTF-8 bytes. Other units exist only at the borders:
//! files count Unicode code points, the browser counts UTF-16 units. Each unit has its own type,
//! so that one can't be used for another; [`OffsetMap`] is the only way across.

use serde::{Deserialize, Serialize};

/// An offset in UTF-8 bytes from the start of a text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct ByteOffset(u32);

/// An offset in Unicode code points from the start of a text; Python's unit, and our files'.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct CodePointOffset(u32);

/// An offset in UTF-16 code units from the start of a text; the unit of JavaScript and the DOM.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Utf16Offset(u32);

macro_rules! offset {
    ($name:ident, $unit:literal) => {
        impl $name {
            #[doc = concat!("The offset of `", $unit, "` from the start of the text.")]
            pub const fn new(offset: u32) -> Self {
                Self(offset)
            }

            #[doc = concat!("The same offset of a `usize` in ", $unit, "; saturates at 4 GiB, which no text reaches.")]
            pub fn from_usize(offset: usize) -> Self {
                Self(u32::try_from(offset).unwrap_or(u32::MAX))
            }

            #[doc = concat!("The number of ", $unit, " before this place.")]
            pub const fn get(self) -> u32 {
                self.0
            }

            #[doc = concat!("The number of ", $unit, " before this place, as an index.")]
            pub const fn to_usize(self) -> usize {
                self.0 as usize
            }
        }
    };
}

offset!(ByteOffset, "bytes");
offset!(CodePointOffset, "code points");
offset!(Utf16Offset, "UTF-16 units");

/// A non-empty stretch of a text, in bytes, end exclusive.
///
/// ```
/// use dateline_annotation::Span;
/// let text = "Zoë joined IBM.";
/// let span = Span::of(text, 12, 15).unwrap();
/// assert_eq!(span.slice(text), Some("IBM"));
/// assert!(Span::of(text, 2, 3).is_none(), "inside ë");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(
    try_from = "(ByteOffset, ByteOffset)",
    into = "(ByteOffset, ByteOffset)"
)]
pub struct Span {
    start: ByteOffset,
    end: ByteOffset,
}

impl From<Span> for (ByteOffset, ByteOffset) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl TryFrom<(ByteOffset, ByteOffset)> for Span {
    type Error = &'static str;

    fn try_from((start, end): (ByteOffset, ByteOffset)) -> Result<Self, Self::Error> {
        Self::new(start, end).ok_or("a span ends after its start")
    }
}

impl Span {
    /// A span from `start` to `end`; `None` when it would be empty or turned around.
    pub fn new(start: ByteOffset, end: ByteOffset) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// A span of `text`; `None` when empty, beyond the text, or with an edge inside a character.
    pub fn of(text: &str, start: usize, end: usize) -> Option<Self> {
        let inside = text.is_char_boundary(start) && text.is_char_boundary(end);
        inside.then(|| Self::new(ByteOffset::from_usize(start), ByteOffset::from_usize(end)))?
    }

    /// The first byte of the span.
    pub const fn start(self) -> ByteOffset {
        self.start
    }

    /// The byte after the last one of the span.
    pub const fn end(self) -> ByteOffset {
        self.end
    }

    /// The length in bytes, at least one.
    pub const fn byte_len(self) -> usize {
        (self.end.0 - self.start.0) as usize
    }

    /// The part of `text` that the span covers; `None` when it does not lie on character borders of it.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start.to_usize()..self.end.to_usize())
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` belongs to the span.
    pub fn contains_offset(self, offset: ByteOffset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The same span without white space at its edges; `None` when nothing else is in it.
    pub fn trimmed(self, text: &str) -> Option<Self> {
        let covered = self.slice(text)?;
        let start = self.start.to_usize() + (covered.len() - covered.trim_start().len());
        Self::of(text, start, start + covered.trim().len())
    }
}

/// How many bytes lie between two entries of an [`OffsetMap`].
const STRIDE: usize = 256;

/// Converts offsets of one text between bytes, code points and UTF-16 units.
///
/// Built once in linear time; each conversion then scans at most 256 bytes.
///
/// ```
/// use dateline_annotation::{ByteOffset, OffsetMap};
/// let map = OffsetMap::new("Zoë 😀 joined");
/// let joined = ByteOffset::new(10);
/// assert_eq!(map.code_points("Zoë 😀 joined", joined).get(), 6);
/// assert_eq!(map.utf16("Zoë 😀 joined", joined).get(), 7);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffsetMap {
    /// At entry `i`: counts before the first character that starts at or after byte `i * STRIDE`.
    entries: Vec<Counts>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counts {
    bytes: u32,
    code_points: u32,
    utf16: u32,
}

impl Counts {
    fn after(self, c: char) -> Self {
        Self {
            bytes: self.bytes + c.len_utf8() as u32,
            code_points: self.code_points + 1,
            utf16: self.utf16 + c.len_utf16() as u32,
        }
    }
}

impl OffsetMap {
    /// The map of `text`. The methods must be given the same text again.
    pub fn new(text: &str) -> Self {
        let mut entries = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut counts = Counts::default();
        entries.push(counts);
        for c in text.chars() {
            counts = counts.after(c);
            if counts.bytes as usize >= entries.len() * STRIDE {
                entries.push(counts);
            }
        }
        Self { entries }
    }

    /// Counts at the last character border for which `reached` is still false or just true.
    fn seek(&self, text: &str, reached: impl Fn(Counts) -> bool) -> Counts {
        let index = self.entries.partition_point(|entry| !reached(*entry));
        let mut counts = self
            .entries
            .get(index.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        for c in text
            .get(counts.bytes as usize..)
            .unwrap_or_default()
            .chars()
        {
            if reached(counts) {
                break;
            }
            counts = counts.after(c);
        }
        counts
    }

    /// Code points before `offset`. An offset inside a character counts that character; one beyond the text, the whole text.
    pub fn code_points(&self, text: &str, offset: ByteOffset) -> CodePointOffset {
        CodePointOffset(
            self.seek(text, |counts| counts.bytes >= offset.0)
                .code_points,
        )
    }

    /// UTF-16 units before `offset`; see [`code_points`](Self::code_points) for odd offsets.
    pub fn utf16(&self, text: &str, offset: ByteOffset) -> Utf16Offset {
        Utf16Offset(self.seek(text, |counts| counts.bytes >= offset.0).utf16)
    }

    /// The byte at which code point number `offset` starts; `None` beyond the end of the text.
    pub fn byte_of_code_point(&self, text: &str, offset: CodePointOffset) -> Option<ByteOffset> {
        let counts = self.seek(text, |counts| counts.code_points >= offset.0);
        (counts.code_points == offset.0).then_some(ByteOffset(counts.bytes))
    }

    /// The byte at which UTF-16 unit number `offset` starts; `None` beyond the end or between two surrogates.
    pub fn byte_of_utf16(&self, text: &str, offset: Utf16Offset) -> Option<ByteOffset> {
        let counts = self.seek(text, |counts| counts.utf16 >= offset.0);
        (counts.utf16 == offset.0).then_some(ByteOffset(counts.bytes))
    }
}

/// How many bytes of `text` its first `units` UTF-16 units take; all of it when it has fewer.
///
/// Half a surrogate pair counts as the whole character.
pub fn utf16_prefix(text: &str, units: Utf16Offset) -> usize {
    let mut left = units.to_usize();
    let mut chars = text.chars();
    while left > 0 {
        let Some(c) = chars.next() else { break };
        left = left.saturating_sub(c.len_utf16());
    }
    text.len() - chars.as_str().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HARD: &str = "Zoë 😀 e\u{301}\r\n\u{a0}\u{202f}שלום مرحبا 👩‍👩‍👧 🇧🇪.";

    #[test]
    fn offsets_agree_with_a_plain_count_at_every_character() {
        let text = HARD.repeat(40);
        let map = OffsetMap::new(&text);
        for (code_points, (byte, _)) in text.char_indices().enumerate() {
            let byte_offset = ByteOffset::from_usize(byte);
            let utf16 = Utf16Offset::from_usize(text[..byte].encode_utf16().count());
            assert_eq!(
                map.code_points(&text, byte_offset),
                CodePointOffset::from_usize(code_points)
            );
            assert_eq!(map.utf16(&text, byte_offset), utf16);
            assert_eq!(
                map.byte_of_code_point(&text, CodePointOffset::from_usize(code_points)),
                Some(byte_offset)
            );
            assert_eq!(map.byte_of_utf16(&text, utf16), Some(byte_offset));
        }
    }

    #[test]
    fn the_end_of_the_text_is_an_offset_and_what_lies_beyond_is_none() {
        let map = OffsetMap::new(HARD);
        let length = CodePointOffset::from_usize(HARD.chars().count());
        assert_eq!(
            map.byte_of_code_point(HARD, length),
            Some(ByteOffset::from_usize(HARD.len()))
        );
        assert_eq!(
            map.byte_of_code_point(HARD, CodePointOffset(length.0 + 1)),
            None
        );
    }

    #[test]
    fn half_a_surrogate_pair_is_no_place() {
        let map = OffsetMap::new("😀!");
        assert_eq!(map.byte_of_utf16("😀!", Utf16Offset::new(1)), None);
        assert_eq!(
            map.byte_of_utf16("😀!", Utf16Offset::new(2)),
            Some(ByteOffset::new(4))
        );
    }

    #[test]
    fn a_prefix_in_utf16_units_ends_on_a_character() {
        assert_eq!(utf16_prefix("a😀b", Utf16Offset::new(3)), 5);
        assert_eq!(utf16_prefix("a😀b", Utf16Offset::new(2)), 5);
        assert_eq!(utf16_prefix("a😀b", Utf16Offset::new(9)), 6);
    }

    #[test]
    fn an_empty_or_split_span_does_not_exist() {
        assert!(Span::of("ë", 0, 0).is_none());
        assert!(Span::of("ë", 0, 1).is_none());
        assert!(Span::of("ë", 0, 3).is_none());
    }

    #[test]
    fn trimming_takes_off_every_kind_of_white_space() {
        let text = "\u{a0}\r\n IBM \t";
        let all = Span::of(text, 0, text.len()).unwrap();
        assert_eq!(
            all.trimmed(text).and_then(|span| span.slice(text)),
            Some("IBM")
        );
        assert_eq!(Span::of(" ", 0, 1).unwrap().trimmed(" "), None);
    }

    proptest! {
        #[test]
        fn converting_there_and_back_is_nothing(text in "(?s).{0,600}") {
            let map = OffsetMap::new(&text);
            for (byte, _) in text.char_indices() {
                let offset = ByteOffset::from_usize(byte);
                prop_assert_eq!(map.byte_of_code_point(&text, map.code_points(&text, offset)), Some(offset));
                prop_assert_eq!(map.byte_of_utf16(&text, map.utf16(&text, offset)), Some(offset));
            }
        }
    }
}
