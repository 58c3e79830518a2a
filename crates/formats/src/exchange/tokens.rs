//! Words, for formats that tag words, and the tags on them.
//!
//! Tokens are the words of [UAX #29](https://www.unicode.org/reports/tr29/): runs of letters and
//! digits (`2.500` and `can't` are one), every other character a token of its own, emoji whole.
//! White space is never in one. A token also ends at every edge of a mark, so that marks
//! always start and end with a token: `l'` and `armée` are two where `armée` is marked.

use std::ops::Range;

use dateline_annotation::ByteOffset;
use unicode_segmentation::UnicodeSegmentation;

use super::adapter::without_space;
use super::extras::Spot;

/// The tokens of `text` in bytes; `edges` are places in ascending order where none goes across.
pub(super) fn tokens(text: &str, edges: &[usize]) -> Vec<Range<usize>> {
    let mut edges = edges.iter().copied().peekable();
    let mut tokens = Vec::new();
    for (start, segment) in text.split_word_bound_indices() {
        let mut open: Option<usize> = None;
        for (offset, c) in segment.char_indices() {
            let place = start + offset;
            while edges.next_if(|edge| *edge < place).is_some() {}
            let ends = c.is_whitespace() || edges.peek() == Some(&place);
            if let Some(from) = open.filter(|_| ends) {
                tokens.push(from..place);
                open = None;
            }
            if !c.is_whitespace() {
                open = open.or(Some(place));
            }
        }
        tokens.extend(open.map(|from| from..start + segment.len()));
    }
    tokens
}

/// Where each mark stands, in bytes, and the name of its label as a tag holds it.
pub(super) fn ranges_and_names(spots: &[Spot]) -> (Vec<Range<usize>>, Vec<String>) {
    let range = |spot: &Spot| spot.start as usize..spot.end as usize;
    let name = |spot: &Spot| without_space(spot.annotation.label.as_str()).into_owned();
    spots.iter().map(|spot| (range(spot), name(spot))).unzip()
}

/// The places where marks start or end, in order.
pub(super) fn edges(spots: &[Spot]) -> Vec<usize> {
    let edges = spots
        .iter()
        .flat_map(|spot| [spot.span.start(), spot.span.end()]);
    let mut edges: Vec<_> = edges.map(ByteOffset::to_usize).collect();
    edges.sort_unstable();
    edges
}

/// How marks are tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// The first token B, the others I.
    Iob2,
    /// The same, but the last one E and a single one S.
    Bioes,
    /// The same, but the last one L and a single one U.
    Bilou,
}

/// The prefix of token `index` of the `count` that a mark has.
pub(super) fn prefix(scheme: Scheme, index: usize, count: usize) -> char {
    match (scheme, index, index + 1 == count) {
        (Scheme::Bioes, 0, true) => 'S',
        (Scheme::Bilou, 0, true) => 'U',
        (Scheme::Bioes, _, true) if index > 0 => 'E',
        (Scheme::Bilou, _, true) if index > 0 => 'L',
        (_, 0, _) => 'B',
        _ => 'I',
    }
}

/// For each token the mark that covers it; marks in the order of the text, none overlapping.
pub(super) fn covering(tokens: &[Range<usize>], marks: &[Range<usize>]) -> Vec<Option<usize>> {
    let mut mark = 0;
    tokens
        .iter()
        .map(|token| {
            while marks.get(mark).is_some_and(|mark| mark.end <= token.start) {
                mark += 1;
            }
            marks
                .get(mark)
                .filter(|range| range.start <= token.start)
                .map(|_| mark)
        })
        .collect()
}

/// The tag of each token: `O`, or prefix and name.
pub(super) fn tags(scheme: Scheme, covering: &[Option<usize>], names: &[String]) -> Vec<String> {
    let mut tags = Vec::with_capacity(covering.len());
    for run in covering.chunk_by(|a, b| a == b) {
        let tag = |index| {
            run[0].map_or_else(
                || "O".to_owned(),
                |mark| format!("{}-{}", prefix(scheme, index, run.len()), names[mark]),
            )
        };
        tags.extend((0..run.len()).map(tag));
    }
    tags
}

/// The marks that tags spell: first token, the one after the last, name.
///
/// Any scheme is understood: IOB1, IOB2, BIOES, BILOU, also with faults, as `seqeval` does by default.
pub(super) fn marks<'a>(tags: impl IntoIterator<Item = &'a str>) -> Vec<(Range<usize>, &'a str)> {
    let mut marks: Vec<(Range<usize>, &'a str)> = Vec::new();
    let mut open = false;
    for (index, tag) in tags.into_iter().enumerate() {
        let Some((prefix, name)) = split(tag) else {
            open = false;
            continue;
        };
        let goes_on = open && !matches!(prefix, "B" | "S" | "U");
        match marks.last_mut() {
            Some((range, last)) if goes_on && *last == name => range.end = index + 1,
            _ => marks.push((index..index + 1, name)),
        }
        open = !matches!(prefix, "E" | "L" | "S" | "U");
    }
    marks
}

/// Prefix and name of a tag; `None` for `O` and what is no tag.
pub(super) fn split(tag: &str) -> Option<(&str, &str)> {
    let (prefix, name) = tag.split_once('-')?;
    matches!(prefix, "B" | "I" | "E" | "S" | "L" | "U").then_some((prefix, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'a>(text: &'a str, edges: &[usize]) -> Vec<&'a str> {
        let words = tokens(text, edges).into_iter();
        words.map(|range| &text[range]).collect()
    }

    #[test]
    fn words_end_at_marks_and_white_space() {
        assert_eq!(
            words("l'armée a 2.500 👩‍👩‍👧.\r\nRome", &[2, 8]),
            ["l'", "armée", "a", "2.500", "👩‍👩‍👧", ".", "Rome"]
        );
        assert_eq!(words("\u{a0} \u{301}x", &[]), ["\u{301}", "x"]);
    }

    #[test]
    fn tags_of_every_scheme_are_understood() {
        type Case<'a> = (&'a [&'a str], &'a [(Range<usize>, &'a str)]);
        let cases: [Case; 4] = [
            (
                &["B-PER", "I-PER", "B-PER", "O"],
                &[(0..2, "PER"), (2..3, "PER")],
            ),
            (
                &["I-PER", "I-PER", "I-LOC"],
                &[(0..2, "PER"), (2..3, "LOC")],
            ),
            (
                &["B-A", "E-A", "S-A", "S-A"],
                &[(0..2, "A"), (2..3, "A"), (3..4, "A")],
            ),
            (
                &["B-A", "L-A", "I-A", "U-A"],
                &[(0..2, "A"), (2..3, "A"), (3..4, "A")],
            ),
        ];
        for (tags, expected) in cases {
            assert_eq!(marks(tags.iter().copied()), expected, "{tags:?}");
        }
    }
}
