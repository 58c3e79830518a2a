//! How marks cut a text into the pieces that a page shows.

use std::ops::Range;

use crate::{Annotation, Span};

/// A stretch of one line under the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    /// The bytes of the text that it covers; never empty, never beyond its line.
    pub bytes: Range<usize>,
    /// The marks that cover it, the shortest last.
    pub marks: Vec<&'a Annotation>,
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

/// Cuts a line at the edges of the marks in it; the runs together are the line.
///
/// `marks` are those that touch the line, in the order of the text; others are passed over.
pub fn runs<'a>(line: Range<usize>, marks: &[&'a Annotation]) -> Vec<Run<'a>> {
    let inside: Vec<_> = marks
        .iter()
        .filter(|mark| !clip(mark.span, &line).is_empty())
        .collect();
    let mut cuts: Vec<usize> = vec![line.start, line.end];
    for mark in &inside {
        let clipped = clip(mark.span, &line);
        cuts.extend([clipped.start, clipped.end]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let covering = |bytes: &Range<usize>| {
        let covers = |mark: &&&&Annotation| {
            mark.span.start().to_usize() <= bytes.start && bytes.end <= mark.span.end().to_usize()
        };
        let mut marks: Vec<&Annotation> = inside.iter().filter(covers).map(|mark| **mark).collect();
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.span.byte_len()));
        marks
    };
    cuts.windows(2)
        .map(|pair| pair[0]..pair[1])
        .map(|bytes| Run {
            marks: covering(&bytes),
            bytes,
        })
        .collect()
}

fn clip(span: Span, line: &Range<usize>) -> Range<usize> {
    span.start().to_usize().max(line.start)..span.end().to_usize().min(line.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AnnotationId, Label, Origin, State};
    use proptest::prelude::*;

    fn mark(number: u64, span: Span) -> Annotation {
        Annotation {
            id: AnnotationId::new(number),
            span,
            label: Label::PER,
            origin: Origin::Model,
            state: State::Suggested,
            confidence: None,
            value: None,
            entity: None,
            note: String::new(),
        }
    }

    #[test]
    fn overlapping_marks_share_a_run_with_the_shortest_last() {
        let text = "abcdef\nghi";
        let (long, short) = (
            mark(1, Span::of(text, 1, 9).unwrap()),
            mark(2, Span::of(text, 2, 4).unwrap()),
        );
        let cut: Vec<_> = runs(0..7, &[&long, &short])
            .into_iter()
            .map(|run| {
                (
                    &text[run.bytes],
                    run.marks
                        .iter()
                        .map(|mark| mark.id.to_string())
                        .collect::<String>(),
                )
            })
            .collect();
        let (one, two) = (
            "0000000000000001".to_owned(),
            "00000000000000010000000000000002".to_owned(),
        );
        assert_eq!(
            cut,
            [
                ("a", String::new()),
                ("b", one.clone()),
                ("cd", two),
                ("ef\n", one)
            ]
        );
    }

    proptest! {
        #[test]
        fn runs_join_to_their_lines_and_lines_to_the_text(
            text in "(?s)[a\n\r é😀]{0,40}",
            edges in proptest::collection::vec((0..60_usize, 0..60_usize), 0..8),
        ) {
            let spans = edges.iter().filter_map(|(a, b)| Span::of(&text, *a.min(b), *a.max(b)));
            let marks: Vec<_> = spans.enumerate().map(|(n, span)| mark(n as u64, span)).collect();
            let marks: Vec<_> = marks.iter().collect();
            let mut joined = String::new();
            for line in lines(&text) {
                for run in runs(line, &marks) {
                    prop_assert!(!run.bytes.is_empty());
                    for mark in &marks {
                        let inside = mark.span.start().to_usize() <= run.bytes.start && run.bytes.end <= mark.span.end().to_usize();
                        prop_assert_eq!(inside, run.marks.iter().any(|other| other.id == mark.id));
                    }
                    joined.push_str(&text[run.bytes]);
                }
            }
            prop_assert_eq!(joined, text);
        }
    }
}
