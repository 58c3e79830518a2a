//! Where marks stand in their text, whatever their offsets count.
//!
//! Offsets go wrong in two ways that can be explained: they count UTF-16 units where code points are
//! meant (or the other way about), or they were made on a text whose CRLF had become LF. One explanation
//! holds for a whole article.
//!
//! Where the file gives the text of its marks, the explanation under which most texts stand at their
//! offsets wins, and what the format says wins where two are equal. Where it does not, another explanation must
//! be better beyond doubt: every mark is then whole words, and at least half of those that it moves cut a word or
//! lie outside the text as they are. A file that states its unit is believed as long as its marks lie in the text.

use dateline_annotation::{ByteOffset, CodePointOffset, OffsetMap, Span, Utf16Offset};

use super::draft::Mark;

/// What offsets can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Unit {
    #[default]
    CodePoint,
    Utf16,
    Byte,
}

/// Where the marks of an article stand.
pub(super) struct Placed {
    /// For each mark its span, and whether it was found away from its offsets.
    pub spans: Vec<(Option<Span>, bool)>,
    /// What the offsets really counted, if not what the format says.
    pub converted: Option<&'static str>,
}

/// How much text is searched for marks that don't stand at their offsets, in bytes.
const SEARCH_BUDGET: usize = 64 << 20;

/// Finds the span of each mark; `stated` says that the unit is certain.
pub(super) fn place(text: &str, declared: Unit, stated: bool, marks: &[Mark]) -> Placed {
    let quoted = marks.iter().any(|mark| mark.text.is_some());
    let mut best = Fit::of(&Reading::plain(text, declared), text, marks);
    let mut converted = None;
    if !best.is_perfect() {
        for (reading, name) in others(text, declared) {
            let fit = Fit::of(&reading, text, marks);
            let better = if quoted {
                fit.good() > best.good()
            } else {
                converted.is_none() && fit.explains(&best, stated)
            };
            if better {
                (best, converted) = (fit, Some(name));
            }
        }
    }
    let mut budget = SEARCH_BUDGET;
    let spans = best
        .0
        .into_iter()
        .zip(marks)
        .map(|(found, mark)| match found {
            Found::Good(span) | Found::Odd(span) => (Some(span), false),
            Found::Cut(span) if mark.text.is_none() => (Some(span), false),
            _ => (elsewhere(text, mark, &mut budget), true),
        });
    Placed {
        spans: spans.collect(),
        converted,
    }
}

/// Whether marks that give no text would be taken to count something else than code points.
pub(super) fn is_doubtful(text: &str, places: impl Iterator<Item = (u32, u32)>) -> bool {
    let mark = |(start, end)| Mark {
        start,
        end,
        ..Mark::default()
    };
    let marks: Vec<_> = places.map(mark).collect();
    place(text, Unit::CodePoint, false, &marks)
        .converted
        .is_some()
}

/// The other readings that differ for this text at all.
fn others(text: &str, declared: Unit) -> Vec<(Reading, &'static str)> {
    let units = [
        (Unit::CodePoint, "code points", "code points, CRLF as one"),
        (Unit::Utf16, "UTF-16 units", "UTF-16 units, CRLF as one"),
        (Unit::Byte, "bytes", "bytes, CRLF as one"),
    ];
    let folds = text.contains("\r\n");
    let ascii = text.is_ascii();
    let mut readings = Vec::new();
    for (unit, plain, folded) in units {
        if unit != declared && !ascii {
            readings.push((Reading::plain(text, unit), plain));
        }
        if folds && (unit == declared || !ascii) {
            readings.push((Reading::folded(text, unit), folded));
        }
    }
    readings
}

/// One explanation of offsets.
struct Reading {
    unit: Unit,
    map: OffsetMap,
    /// The text with LF for CRLF, and where in it each such LF stands.
    folded: Option<(String, Vec<usize>)>,
}

impl Reading {
    fn plain(text: &str, unit: Unit) -> Self {
        Self {
            unit,
            map: OffsetMap::new(text),
            folded: None,
        }
    }

    fn folded(text: &str, unit: Unit) -> Self {
        let (mut folded, mut places) = (String::with_capacity(text.len()), Vec::new());
        for (index, line) in text.split("\r\n").enumerate() {
            if index > 0 {
                places.push(folded.len());
                folded.push('\n');
            }
            folded.push_str(line);
        }
        Self {
            unit,
            map: OffsetMap::new(&folded),
            folded: Some((folded, places)),
        }
    }

    fn byte(&self, text: &str, offset: u32) -> Option<usize> {
        let counted = self.folded.as_ref().map_or(text, |(folded, _)| folded);
        let byte = match self.unit {
            Unit::CodePoint => self
                .map
                .byte_of_code_point(counted, CodePointOffset::new(offset))?,
            Unit::Utf16 => self.map.byte_of_utf16(counted, Utf16Offset::new(offset))?,
            Unit::Byte => ByteOffset::new(offset),
        };
        let byte = byte.to_usize();
        let added = self.folded.as_ref().map_or(0, |(_, places)| {
            places.partition_point(|place| *place < byte)
        });
        Some(byte + added)
    }

    fn span(&self, text: &str, mark: &Mark) -> Option<Span> {
        Span::of(
            text,
            self.byte(text, mark.start)?,
            self.byte(text, mark.end)?,
        )
    }
}

/// What stands at the offsets of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// Its text or, if it gives none, whole words.
    Good(Span),
    /// Words with white space around them, or more than the parts that a mark gives.
    Odd(Span),
    /// A cut word, or another text than the mark gives.
    Cut(Span),
    /// Nothing: they lie outside the text or within a character.
    Nothing,
}

/// What a reading finds, mark by mark.
struct Fit(Vec<Found>);

impl Fit {
    fn of(reading: &Reading, text: &str, marks: &[Mark]) -> Self {
        let found = |mark| {
            let span = reading.span(text, mark);
            span.map_or(Found::Nothing, |span| judged(text, span, mark))
        };
        Self(marks.iter().map(found).collect())
    }

    fn good(&self) -> usize {
        let good = self
            .0
            .iter()
            .filter(|found| matches!(found, Found::Good(_)));
        good.count()
    }

    fn is_perfect(&self) -> bool {
        self.good() == self.0.len()
    }

    /// Whether this, of marks that give no text, is beyond doubt what `plain` should have been.
    fn explains(&self, plain: &Self, stated: bool) -> bool {
        let moved = self
            .0
            .iter()
            .zip(&plain.0)
            .filter(|(here, there)| here != there);
        let (mut all, mut cut, mut outside) = (0, 0, 0);
        for (_, there) in moved {
            all += 1;
            cut += usize::from(matches!(there, Found::Cut(_)));
            outside += usize::from(*there == Found::Nothing);
        }
        self.is_perfect() && 2 * (cut + outside) >= all && (outside > 0 || !stated)
    }
}

fn judged(text: &str, span: Span, mark: &Mark) -> Found {
    let covered = span.slice(text).unwrap_or_default();
    match mark.text.as_deref() {
        // Some tools write one space for each line end or run of spaces.
        Some(said) if covered == said || covered.split_whitespace().eq(said.split_whitespace()) => {
            Found::Good(span)
        }
        Some(_) if mark.gapped => Found::Odd(span),
        Some(_) => Found::Cut(span),
        None if cuts(text, span, covered) => Found::Cut(span),
        None if covered.trim() == covered => Found::Good(span),
        None => Found::Odd(span),
    }
}

/// Whether an edge lies within a word.
fn cuts(text: &str, span: Span, covered: &str) -> bool {
    let before = text[..span.start().to_usize()].chars().next_back();
    let after = text[span.end().to_usize()..].chars().next();
    let cuts = |outside: Option<char>, inside: Option<char>| {
        outside.is_some_and(char::is_alphanumeric) && inside.is_some_and(char::is_alphanumeric)
    };
    cuts(before, covered.chars().next()) || cuts(after, covered.chars().next_back())
}

/// Where the text of a mark stands, if it stands in one place only.
fn elsewhere(text: &str, mark: &Mark, budget: &mut usize) -> Option<Span> {
    let said = mark.text.as_deref().filter(|said| !said.is_empty())?;
    *budget = budget.checked_sub(text.len())?;
    let start = text.find(said)?;
    // A second one that overlaps the first is a second one too.
    let next = start + said.chars().next().map_or(1, char::len_utf8);
    if text[next..].contains(said) {
        return None;
    }
    Span::of(text, start, start + said.len())
}
