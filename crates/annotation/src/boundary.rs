//! Where words and characters begin and end, for moving edges and carets.
//!
//! Characters are grapheme clusters and words are those of [UAX #29], but that an apostrophe ends a
//! word too: `l'armée` is two, since a mark often starts after the elided article.
//!
//! [UAX #29]: https://www.unicode.org/reports/tr29/

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::{ByteOffset, Span};

/// How far one step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the next grapheme cluster: an emoji with its modifiers, a letter with its accents.
    Character,
    /// To the next word.
    Word,
    /// To the next sentence, white space at its edges left out.
    Sentence,
}

/// In which direction of the text, whatever way it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Towards the start of the text.
    Earlier,
    /// Towards its end.
    Later,
}

/// Which edge of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The first byte.
    Start,
    /// The byte after the last.
    End,
}

/// The span with one edge moved a step; `None` when it would be empty or has no room to move.
///
/// A start goes from word start to word start, an end from word end to word end.
///
/// ```
/// use dateline_annotation::{boundary::{Direction, Edge, Step, move_edge}, Span};
/// let text = "l'armée turque";
/// let armee = Span::of(text, 2, 8).unwrap();
/// let grown = move_edge(text, armee, Edge::End, Direction::Later, Step::Word).unwrap();
/// assert_eq!(grown.slice(text), Some("armée turque"));
/// ```
pub fn move_edge(
    text: &str,
    span: Span,
    edge: Edge,
    direction: Direction,
    step: Step,
) -> Option<Span> {
    let from = match edge {
        Edge::Start => span.start(),
        Edge::End => span.end(),
    };
    let to = border(text, from, edge, direction, step).filter(|to| *to != from)?;
    match edge {
        Edge::Start => Span::new(to, span.end()),
        Edge::End => Span::new(span.start(), to),
    }
}

/// The nearest border of that kind on that side of `from`; `None` when there is none up to the edge of the text.
pub fn border(
    text: &str,
    from: ByteOffset,
    edge: Edge,
    direction: Direction,
    step: Step,
) -> Option<ByteOffset> {
    let from = from.to_usize().min(text.len());
    let mut line = line_around(text, from, direction)?;
    loop {
        let borders = borders(text, line.clone(), edge, step);
        let found = match direction {
            Direction::Earlier => borders.into_iter().rev().find(|border| *border < from),
            Direction::Later => borders.into_iter().find(|border| *border > from),
        };
        if let Some(found) = found {
            return Some(ByteOffset::from_usize(found));
        }
        line = match direction {
            Direction::Earlier => line_around(text, line.start, direction)?,
            Direction::Later => line_around(text, line.end, direction)?,
        };
    }
}

/// The span grown to whole words at both edges, as a drag over the text is meant.
///
/// ```
/// use dateline_annotation::{boundary::snap, Span};
/// let text = "in Mosoel vandaag";
/// assert_eq!(snap(text, Span::of(text, 5, 7).unwrap()).slice(text), Some("Mosoel"));
/// ```
pub fn snap(text: &str, span: Span) -> Span {
    let Some(span) = span.trimmed(text) else {
        return span;
    };
    let (start, end) = (span.start().to_usize(), span.end().to_usize());
    let around = |place: usize| {
        words(text, line_of(text, place))
            .into_iter()
            .find(|word| word.contains(&place))
    };
    let start = around(start).map_or(start, |word| word.start);
    let end = around(end - 1).map_or(end, |word| word.end);
    Span::of(text, start, end).unwrap_or(span)
}

/// Where `words` stand in `text` as whole words, in the same case; none for words that are empty.
///
/// ```
/// use dateline_annotation::boundary::occurrences;
/// let starts = occurrences("IS is IS-kalifaat, niet ISIS", "IS").map(|span| span.start().get());
/// assert_eq!(starts.collect::<Vec<_>>(), [0, 6]);
/// ```
pub fn occurrences<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Span> + 'a {
    let found = text
        .match_indices(words)
        .map(move |(start, _)| (start, start + words.len()));
    found
        .filter_map(move |(start, end)| Span::of(text, start, end))
        .filter(move |span| !splits_word(text, *span))
}

/// Where `words` stand in `text`, whatever the case of their letters; also inside words.
///
/// Letters are compared by their lower case, so that `İ` is found by `i̇` and offsets are still those of `text`.
///
/// ```
/// use dateline_annotation::boundary::occurrences_in_any_case;
/// let text = "ÉTAT, état et l’État";
/// let found = occurrences_in_any_case(text, "État").filter_map(|span| span.slice(text));
/// assert_eq!(found.collect::<Vec<_>>(), ["ÉTAT", "état", "État"]);
/// ```
pub fn occurrences_in_any_case(text: &str, words: &str) -> impl Iterator<Item = Span> {
    let wanted: Vec<char> = words.chars().flat_map(char::to_lowercase).collect();
    let first = wanted.first().copied();
    let mut from = 0;
    std::iter::from_fn(move || {
        let first = first?;
        loop {
            let rest = &text[from..];
            let (at, c) = rest
                .char_indices()
                .find(|(_, c)| c.to_lowercase().next() == Some(first))?;
            let start = from + at;
            if let Some(length) = prefix_in_any_case(&text[start..], &wanted) {
                from = start + length;
                return Span::of(text, start, from);
            }
            from = start + c.len_utf8();
        }
    })
}

/// How many bytes of `text` at its start are `wanted` but for the case of the letters.
fn prefix_in_any_case(text: &str, wanted: &[char]) -> Option<usize> {
    let mut wanted = wanted.iter().copied();
    let mut length = 0;
    for c in text.chars() {
        if wanted.len() == 0 {
            break;
        }
        for lower in c.to_lowercase() {
            if wanted.next() != Some(lower) {
                return None;
            }
        }
        length += c.len_utf8();
    }
    (wanted.len() == 0).then_some(length)
}

/// Whether an edge of a span stands between two letters or digits.
pub fn splits_word(text: &str, span: Span) -> bool {
    let (start, end) = (span.start().to_usize(), span.end().to_usize());
    let inside = |at: usize| {
        let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        beside(text[..at].chars().next_back()) && beside(text[at..].chars().next())
    };
    inside(start) || inside(end)
}

/// The line to look in for a border on one side of `from`.
fn line_around(text: &str, from: usize, direction: Direction) -> Option<Range<usize>> {
    match direction {
        Direction::Earlier => (from > 0).then(|| line_of(text, from - 1)),
        Direction::Later => (from < text.len()).then(|| line_of(text, from)),
    }
}

/// The line that the byte at `place` belongs to, with its line break.
fn line_of(text: &str, place: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let place = place.min(bytes.len());
    let start = bytes[..place]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |index| index + 1);
    let end = bytes[place..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |index| place + index + 1);
    start..end
}

fn borders(text: &str, line: Range<usize>, edge: Edge, step: Step) -> Vec<usize> {
    let pick = |unit: Range<usize>| match edge {
        Edge::Start => unit.start,
        Edge::End => unit.end,
    };
    match step {
        Step::Word => words(text, line).into_iter().map(pick).collect(),
        Step::Sentence => sentences(text, line).into_iter().map(pick).collect(),
        Step::Character => {
            let start = line.start;
            let graphemes = text[line].grapheme_indices(true);
            graphemes
                .map(|(index, grapheme)| pick(start + index..start + index + grapheme.len()))
                .collect()
        }
    }
}

/// The sentences of a line, without the white space around them.
fn sentences(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let whole = text[line.clone()].split_sentence_bound_indices();
    let trimmed = whole.map(|(index, sentence)| {
        let start = line.start + index + (sentence.len() - sentence.trim_start().len());
        start..start + sentence.trim().len()
    });
    trimmed.filter(|sentence| !sentence.is_empty()).collect()
}

/// The word at a place, or that ends there; `None` between two words.
///
/// ```
/// use dateline_annotation::{boundary::word_at, ByteOffset};
/// let text = "in Mosoel, vandaag";
/// let word = |at| word_at(text, ByteOffset::new(at)).and_then(|word| word.slice(text));
/// assert_eq!(word(5), Some("Mosoel"));
/// assert_eq!(word(9), Some("Mosoel"));
/// assert_eq!(word(10), None);
/// ```
pub fn word_at(text: &str, at: ByteOffset) -> Option<Span> {
    let at = at.to_usize();
    let words = words(text, line_of(text, at));
    let holding = words.iter().find(|word| word.contains(&at));
    let word = holding.or_else(|| words.iter().find(|word| word.end == at))?;
    Span::of(text, word.start, word.end)
}

/// The sentence that a span starts in, cut at line breaks: what a person reads to see what the span means.
///
/// ```
/// use dateline_annotation::{boundary::sentence_around, Span};
/// let text = "Rain fell. Rome cheered.\nNobody else did.";
/// let rome = Span::of(text, 11, 15).unwrap();
/// assert_eq!(sentence_around(text, rome).slice(text), Some("Rome cheered."));
/// ```
pub fn sentence_around(text: &str, span: Span) -> Span {
    let start = span.start().to_usize();
    let sentences = sentences(text, line_of(text, start));
    let around = sentences
        .into_iter()
        .find(|sentence| sentence.contains(&start));
    around
        .and_then(|sentence| Span::of(text, sentence.start, sentence.end))
        .unwrap_or(span)
}

/// The words of a line: what has a letter or digit in it, cut at apostrophes.
fn words(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    for (index, segment) in text[line.clone()].split_word_bound_indices() {
        let mut start = line.start + index;
        for part in segment.split_inclusive(['\'', '’']) {
            let word = part.trim_end_matches(['\'', '’']);
            if word.chars().any(char::is_alphanumeric) {
                words.push(start..start + word.len());
            }
            start += part.len();
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moved(
        text: &str,
        span: (usize, usize),
        edge: Edge,
        direction: Direction,
        step: Step,
    ) -> Option<&str> {
        move_edge(
            text,
            Span::of(text, span.0, span.1).unwrap(),
            edge,
            direction,
            step,
        )
        .and_then(|s| s.slice(text))
    }

    #[test]
    fn edges_go_from_word_to_word_and_over_line_ends() {
        use {Direction::*, Edge::*, Step::*};
        let text = "l’IS-strijders\r\nin Raqqa 👩‍👩‍👧!";
        let is = (4, 6);
        assert_eq!(moved(text, is, End, Later, Word), Some("IS-strijders"));
        assert_eq!(moved(text, is, Start, Earlier, Word), Some("l’IS"));
        assert_eq!(moved(text, is, End, Later, Character), Some("IS-"));
        assert_eq!(moved(text, is, Start, Later, Character), Some("S"));
        assert_eq!(
            moved(text, is, Start, Later, Word),
            None,
            "nothing would be left"
        );
        let strijders = (7, 16);
        assert_eq!(
            moved(text, strijders, End, Later, Word),
            Some("strijders\r\nin")
        );
    }

    #[test]
    fn an_edge_never_splits_a_family() {
        let text = "a👩‍👩‍👧b";
        assert_eq!(
            moved(text, (0, 1), Edge::End, Direction::Later, Step::Character),
            Some("a👩‍👩‍👧")
        );
    }

    #[test]
    fn snapping_takes_whole_words_and_leaves_white_space() {
        let text = " l'armée turque. ";
        let snapped = |a, b| snap(text, Span::of(text, a, b).unwrap()).slice(text);
        assert_eq!(snapped(4, 12), Some("armée turque"));
        assert_eq!(snapped(0, 2), Some("l"));
        assert_eq!(snapped(0, text.len()), Some("l'armée turque."));
    }

    proptest! {
        #[test]
        fn every_border_is_a_character_border_on_the_right_side(text in "(?s).{0,80}", at in 0..90_u32) {
            let from = ByteOffset::new(at.min(text.len() as u32));
            for edge in [Edge::Start, Edge::End] {
                for step in [Step::Character, Step::Word, Step::Sentence] {
                    if let Some(to) = border(&text, from, edge, Direction::Later, step) {
                        prop_assert!(to > from && text.is_char_boundary(to.to_usize()));
                    }
                    if let Some(to) = border(&text, from, edge, Direction::Earlier, step) {
                        prop_assert!(to < from && text.is_char_boundary(to.to_usize()));
                    }
                }
            }
        }
    }
}
