//! Tokens that are the whole text, as spaCy and Prodigy have it.

use std::collections::HashSet;
use std::ops::Range;

use super::extras::Spot;
use super::tokens::{edges, tokens};

/// The tokens of a text and, as tokens too, the white space between them, but for one space after a
/// token where no mark needs it.
///
/// A token ends at every edge of a mark, so each mark is a run of whole tokens.
pub(super) fn tiles(text: &str, spots: &[Spot]) -> Vec<Range<usize>> {
    Tiles::of(text, spots)
}

/// Cuts a text into tokens and, as tokens too, the white space between them, but for one space after a token.
struct Tiles<'a> {
    text: &'a str,
    /// Where marks start or end, in order.
    edges: Vec<usize>,
    /// Where marks start.
    starts: HashSet<usize>,
    /// Where marks end.
    ends: HashSet<usize>,
    cut: Vec<Range<usize>>,
}

impl<'a> Tiles<'a> {
    fn of(text: &'a str, spots: &[Spot]) -> Vec<Range<usize>> {
        let edges = edges(spots);
        let words = tokens(text, &edges);
        let mut tiles = Self {
            text,
            edges,
            starts: spots
                .iter()
                .map(|spot| spot.span.start().to_usize())
                .collect(),
            ends: spots
                .iter()
                .map(|spot| spot.span.end().to_usize())
                .collect(),
            cut: Vec::with_capacity(words.len()),
        };
        let mut end = 0;
        for word in words {
            tiles.space(end..word.start);
            end = word.end;
            tiles.cut.push(word);
        }
        tiles.space(end..text.len());
        tiles.cut
    }

    /// Appends the tokens of a stretch of white space, which end where marks do.
    fn space(&mut self, gap: Range<usize>) {
        let mut start = gap.start;
        if self.folds(&gap) {
            start += 1;
        }
        let from = self.edges.partition_point(|edge| *edge <= start);
        let to = self.edges.partition_point(|edge| *edge < gap.end);
        let inner = self.edges.get(from..to).unwrap_or_default();
        for edge in inner.iter().copied().chain([gap.end]) {
            if edge > start {
                self.cut.push(start..edge);
                start = edge;
            }
        }
    }

    /// Whether the gap starts with a space that its token speaks for: no mark needs it as a token.
    fn folds(&self, gap: &Range<usize>) -> bool {
        gap.start > 0
            && self.text[gap.clone()].starts_with(' ')
            && !self.starts.contains(&gap.start)
            && !self.ends.contains(&(gap.start + 1))
    }
}
