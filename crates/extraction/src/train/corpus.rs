//! Articles with marks in them: `[[LABEL surface]]`.

use dateline_annotation::{Label, Language};

use crate::tags::lane_of;

/// A marked span of an article, in bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its label.
    pub label: Label,
}

/// An article whose spans are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Where it comes from, such as `nl-a/008`.
    pub name: String,
    /// Its language; found from the text when `None`.
    pub language: Option<Language>,
    /// Its text, without the marks.
    pub text: String,
    /// Its spans, in order.
    pub marks: Vec<Mark>,
    /// The labels that were marked at all; `None` when all were.
    pub labels: Option<Vec<Label>>,
}

/// What is wrong with a marked text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MarkError {
    /// Brackets that don't belong together.
    #[error("line {line}: marks look like [[LABEL words]], one inside a line, none inside another")]
    Unbalanced {
        /// Counted from 1.
        line: usize,
    },
    /// A label that is not of the default set.
    #[error("line {line}: there is no label {label:?}")]
    Label {
        /// Counted from 1.
        line: usize,
        /// What stood there.
        label: String,
    },
}

impl Article {
    /// Reads a marked text.
    ///
    /// # Errors
    /// When brackets are unbalanced or a label is unknown.
    ///
    /// ```
    /// use dateline_extraction::train::Article;
    /// let article = Article::parse("a", None, "In [[LOC Gent]].").unwrap();
    /// assert_eq!(article.text, "In Gent.");
    /// assert_eq!((article.marks[0].start, article.marks[0].end), (3, 7));
    /// ```
    pub fn parse(name: &str, language: Option<Language>, marked: &str) -> Result<Self, MarkError> {
        let mut article = Self {
            name: name.to_owned(),
            language,
            text: String::with_capacity(marked.len()),
            marks: Vec::new(),
            labels: None,
        };
        for (number, line) in marked.split_inclusive('\n').enumerate() {
            article.parse_line(line, number + 1)?;
        }
        Ok(article)
    }

    fn parse_line(&mut self, line: &str, number: usize) -> Result<(), MarkError> {
        let unbalanced = || MarkError::Unbalanced { line: number };
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("[[") {
            let (mark, left) = after.split_once("]]").ok_or_else(unbalanced)?;
            let (label, surface) = mark.split_once(' ').ok_or_else(unbalanced)?;
            if surface.is_empty() || surface.contains("[[") || before.contains("]]") {
                return Err(unbalanced());
            }
            let label = Label::new(label);
            if lane_of(&label).is_none() {
                return Err(MarkError::Label {
                    line: number,
                    label: label.as_str().to_owned(),
                });
            }
            self.text.push_str(before);
            let start = self.text.len();
            self.text.push_str(surface);
            self.marks.push(Mark {
                start,
                end: self.text.len(),
                label,
            });
            rest = left;
        }
        if rest.contains("]]") {
            return Err(unbalanced());
        }
        self.text.push_str(rest);
        Ok(())
    }

    /// Whether the article belongs to the dev set: its number is divisible by eight.
    pub fn is_dev(&self) -> bool {
        let number = self
            .name
            .rsplit('/')
            .next()
            .and_then(|file| file.trim_end_matches(".txt").parse::<u32>().ok());
        number.is_some_and(|number| number > 0 && number.is_multiple_of(8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_of_the_text() {
        let article =
            Article::parse("nl-a/016.txt", None, "[[LOC Ede]] en\n[[DATE 3 mei]].").unwrap();
        assert_eq!(article.text, "Ede en\n3 mei.");
        assert_eq!(
            article.marks[1],
            Mark {
                start: 7,
                end: 12,
                label: Label::DATE
            }
        );
        assert!(article.is_dev());
    }

    #[test]
    fn broken_marks_name_their_line() {
        for broken in [
            "ok\n[[LOC Ede",
            "ok\n[[LOC Ede\n]]",
            "ok\nEde]]",
            "ok\n[[LOC [[PER Ede]]]]",
            "ok\n[[LOC]]",
        ] {
            assert_eq!(
                Article::parse("a", None, broken),
                Err(MarkError::Unbalanced { line: 2 }),
                "{broken}"
            );
        }
        let unknown = Article::parse("a", None, "[[SHIP Ede]]");
        assert_eq!(
            unknown,
            Err(MarkError::Label {
                line: 1,
                label: "SHIP".to_owned()
            })
        );
    }
}
