//! Paragraphs put one after the other, as plain text: a blank line between two, list items and table rows on lines of
//! their own, cells apart by a tab.

use dateline_formats::MAX_TEXT_BYTES;

/// What stands between two pieces of text; of several that are due the largest is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Gap {
    /// Nothing.
    #[default]
    None,
    /// A tab, between two cells of a table.
    Cell,
    /// A line end.
    Line,
    /// A blank line.
    Paragraph,
}

/// A text that grows paragraph by paragraph.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    out: String,
    /// The paragraph that is being written.
    line: String,
    /// What comes before the next paragraph that has text.
    due: Gap,
}

impl Flow {
    /// Appends to the paragraph.
    pub(crate) fn push(&mut self, text: &str) {
        self.line.push_str(text);
    }

    /// Ends the paragraph, if it has text; `gap` stands between it and the next.
    pub(crate) fn end(&mut self, gap: Gap) {
        let line = self.line.trim_matches(BLANK);
        if !line.is_empty() {
            if !self.out.is_empty() {
                self.out.push_str(match self.due {
                    Gap::None => "",
                    Gap::Cell => "\t",
                    Gap::Line => "\n",
                    Gap::Paragraph => "\n\n",
                });
            }
            self.out.push_str(line);
            self.due = Gap::None;
        }
        self.line.clear();
        self.due = self.due.max(gap);
    }

    /// Ends a cell of a table: what follows stands beside it, however its last paragraph ended.
    pub(crate) fn cell(&mut self) {
        self.end(Gap::Line);
        if self.due == Gap::Line {
            self.due = Gap::Cell;
        }
    }

    /// Whether there is more than an article may have.
    pub(crate) fn is_full(&self) -> bool {
        self.out.len() + self.line.len() > MAX_TEXT_BYTES
    }

    /// All paragraphs.
    pub(crate) fn finish(mut self) -> String {
        self.end(Gap::None);
        self.out
    }
}

/// White space at the edges of a paragraph that nobody sees.
const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_gap_between_two_texts_is_written_once() {
        let mut flow = Flow::default();
        flow.end(Gap::Paragraph);
        for (text, gap) in [
            ("Kop", Gap::Paragraph),
            ("  ", Gap::Paragraph),
            ("a ", Gap::Cell),
            ("b", Gap::Cell),
            ("", Gap::Line),
            ("c", Gap::Line),
            ("d", Gap::Paragraph),
        ] {
            flow.push(text);
            flow.end(gap);
        }
        assert_eq!(flow.finish(), "Kop\n\na\tb\nc\nd");
        let mut table = Flow::default();
        for row in [["a", "b"], ["c", "d"]] {
            for cell in row {
                table.push(cell);
                table.end(Gap::Line);
                table.cell();
            }
            table.end(Gap::Line);
        }
        assert_eq!(table.finish(), "a\tb\nc\td");
    }
}
