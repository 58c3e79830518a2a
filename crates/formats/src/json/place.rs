//! Where annotations stand in their text, whatever their offsets count.

use dateline_annotation::{ByteOffset, CodePointOffset, OffsetMap, Span, Utf16Offset};

use super::wire::Annotation;

/// What offsets can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    CodePoint,
    Utf16,
    Byte,
}

impl Unit {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::CodePoint => "code points",
            Self::Utf16 => "UTF-16 units",
            Self::Byte => "bytes",
        }
    }

    fn offset(self, text: &str, map: &OffsetMap, offset: u32) -> Option<ByteOffset> {
        match self {
            Self::CodePoint => map.byte_of_code_point(text, CodePointOffset::new(offset)),
            Self::Utf16 => map.byte_of_utf16(text, Utf16Offset::new(offset)),
            Self::Byte => Some(ByteOffset::new(offset)),
        }
    }

    /// The span of an annotation, if its text stands there.
    fn span(self, text: &str, map: &OffsetMap, annotation: &Annotation) -> Option<Span> {
        let start = self.offset(text, map, annotation.start)?;
        let end = self.offset(text, map, annotation.end)?;
        Span::new(start, end).filter(|span| span.slice(text) == Some(&annotation.text))
    }
}

/// The unit that explains most of the annotations, and the span of each under it.
///
/// One unit holds for a whole article: a short word may by chance stand at the wrong place too,
/// but hundreds don't. Where two units explain equally many, code points win.
pub(super) fn place(text: &str, annotations: &[Annotation]) -> (Unit, Vec<Option<Span>>) {
    let map = OffsetMap::new(text);
    let under = |unit: Unit| -> Vec<_> {
        annotations
            .iter()
            .map(|annotation| unit.span(text, &map, annotation))
            .collect()
    };
    let explained = |spans: &[Option<Span>]| spans.iter().flatten().count();
    let mut best = (Unit::CodePoint, under(Unit::CodePoint));
    for unit in [Unit::Utf16, Unit::Byte] {
        if explained(&best.1) == annotations.len() {
            break;
        }
        let spans = under(unit);
        if explained(&spans) > explained(&best.1) {
            best = (unit, spans);
        }
    }
    best
}
