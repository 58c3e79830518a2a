//! How marks cut a text into the pieces that a page shows.

use std::ops::Range;

use crate::{Span, unseen};

/// A stretch of one line under the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The bytes of the text that it covers; never empty, never beyond its line.
    pub bytes: Range<usize>,
    /// What the one character in it is called, if it is one that a reader would not see and should.
    pub unseen: Option<&'static str>,
    /// Which of the marks cover it, the shortest last.
    pub marks: Vec<usize>,
}

/// The lines of a text, each with its line break; together they are the text.
///
/// ```
/// let lines: Vec<_> = dateline_annotation::layout::lines("a\r\n\nb").collect();
/// assert_eq!(lines, [0..3, 3..4, 4..5]);
/// ```
pub fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}

/// Groups of whole lines, each of `bytes` or, in its last line, a little more; together they are the text.
///
/// ```
/// assert_eq!(dateline_annotation::layout::blocks("a\nb\nc", 3), [0..4, 4..5]);
/// ```
pub fn blocks(text: &str, bytes: usize) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for line in lines(text) {
        match blocks.last_mut().filter(|block| block.len() < bytes) {
            Some(block) => block.end = line.end,
            None => blocks.push(line),
        }
    }
    blocks
}

/// Cuts a line of a text at the edges of the marks in it and around each character that is [`unseen`]; the runs together
/// are the line. A line that is not one of the text has no runs.
///
/// `marks` are in the order of their starts, and may hold others than those that touch the line.
pub fn runs(text: &str, line: Range<usize>, marks: &[Span]) -> Vec<Run> {
    let Some(shown) = text.get(line.clone()) else {
        return Vec::new();
    };
    let hidden: Vec<(Range<usize>, &str)> = unseen::find(shown)
        .map(|(bytes, name)| (bytes.start + line.start..bytes.end + line.start, name))
        .collect();
    let clip =
        |span: &Span| span.start().to_usize().max(line.start)..span.end().to_usize().min(line.end);
    let mut inside: Vec<(Range<usize>, usize)> = marks.iter().map(clip).zip(0..).collect();
    inside.retain(|(bytes, _)| !bytes.is_empty());
    let mut cuts: Vec<usize> = vec![line.start, line.end];
    cuts.extend(
        inside
            .iter()
            .flat_map(|(bytes, _)| [bytes.start, bytes.end]),
    );
    cuts.extend(
        hidden
            .iter()
            .flat_map(|(bytes, _)| [bytes.start, bytes.end]),
    );
    cuts.sort_unstable();
    cuts.dedup();
    let mut active: Vec<usize> = Vec::new();
    let mut next = inside.into_iter().peekable();
    let mut hidden = hidden.into_iter().peekable();
    let mut runs = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        active.retain(|mark| marks[*mark].end().to_usize() > pair[0]);
        while let Some((_, mark)) = next.next_if(|(bytes, _)| bytes.start == pair[0]) {
            active.push(mark);
        }
        let mut marks_here = active.clone();
        marks_here.sort_by_key(|mark| std::cmp::Reverse(marks[*mark].byte_len()));
        runs.push(Run {
            bytes: pair[0]..pair[1],
            unseen: hidden
                .next_if(|(bytes, _)| bytes.start == pair[0])
                .map(|(_, name)| name),
            marks: marks_here,
        });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn overlapping_marks_share_a_run_with_the_shortest_last() {
        let text = "abcdef\nghi";
        let (long, short) = (Span::of(text, 1, 9).unwrap(), Span::of(text, 2, 4).unwrap());
        let cut: Vec<_> = runs(text, 0..7, &[long, short])
            .into_iter()
            .map(|run| (&text[run.bytes], run.marks))
            .collect();
        assert_eq!(
            cut,
            [
                ("a", vec![]),
                ("b", vec![0]),
                ("cd", vec![0, 1]),
                ("ef\n", vec![0])
            ]
        );
    }

    #[test]
    fn what_is_not_seen_has_a_run_of_its_own_also_in_a_mark() {
        let text = "Mo\u{200b}sul";
        let mark = Span::of(text, 0, text.len()).unwrap();
        let cut: Vec<_> = runs(text, 0..text.len(), &[mark])
            .into_iter()
            .map(|run| (&text[run.bytes], run.unseen, run.marks))
            .collect();
        assert_eq!(
            cut,
            [
                ("Mo", None, vec![0]),
                ("\u{200b}", Some("ZWSP"), vec![0]),
                ("sul", None, vec![0])
            ]
        );
    }

    proptest! {
        #[test]
        fn runs_join_to_their_lines_and_lines_and_blocks_to_the_text(
            text in "(?s)[a\n\r é😀\u{202e}\u{200d}]{0,40}",
            edges in proptest::collection::vec((0..60_usize, 0..60_usize), 0..8),
            bytes in 0..30_usize,
        ) {
            let spans = edges.iter().filter_map(|(a, b)| Span::of(&text, *a.min(b), *a.max(b)));
            let mut marks: Vec<_> = spans.collect();
            marks.sort();
            let mut joined = String::new();
            for line in blocks(&text, bytes).into_iter().flat_map(|block| {
                lines(&text[block.clone()]).map(move |line| line.start + block.start..line.end + block.start)
            }) {
                for run in runs(&text, line, &marks) {
                    prop_assert!(!run.bytes.is_empty());
                    for (index, mark) in marks.iter().enumerate() {
                        let inside = mark.start().to_usize() <= run.bytes.start && run.bytes.end <= mark.end().to_usize();
                        prop_assert_eq!(inside, run.marks.contains(&index));
                    }
                    joined.push_str(&text[run.bytes]);
                }
            }
            prop_assert_eq!(joined, text);
        }
    }
}
