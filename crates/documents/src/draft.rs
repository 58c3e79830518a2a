//! What a reader found in a document, before it is an article.

use dateline_annotation::{Article, Date, Language};
use dateline_formats::{MAX_TEXT_BYTES, OpenError as TextError};

use crate::{Document, OpenError, language};

/// A text with what the document says about it.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) text: String,
    /// See [`Document::divided`].
    pub(crate) divided: Vec<usize>,
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published: Option<Date>,
    /// Who published it.
    pub(crate) source: Option<String>,
    /// The language that the document states.
    pub(crate) language: Option<Language>,
    /// What was left out, and why.
    pub(crate) notices: Vec<String>,
}

impl Draft {
    /// The document; `kind` is what messages call it, `name` the source where it states none.
    pub(crate) fn document(self, kind: &'static str, name: &str) -> Result<Document, OpenError> {
        if self.text.trim().is_empty() {
            return Err(OpenError::Blank(kind));
        }
        if self.text.len() > MAX_TEXT_BYTES {
            let bytes = self.text.len();
            return Err(TextError::TooLong { bytes }.into());
        }
        let mut article = Article::new(self.text);
        if let Some(title) = told(self.title) {
            article.details.title = title;
        }
        article.details.author = told(self.author).unwrap_or_default();
        article.details.source = told(self.source).unwrap_or_else(|| name.to_owned());
        article.details.published = self.published;
        article.details.language = self
            .language
            .filter(|language| language::is_plausible(&article.text, *language));
        Ok(Document {
            article,
            divided: self.divided,
            notices: self.notices,
        })
    }
}

/// One line of what a document says, if it says anything; programs write their own names for titles.
fn told(text: Option<String>) -> Option<String> {
    let line = text?.split_whitespace().collect::<Vec<_>>().join(" ");
    let empty = line.is_empty() || EMPTY.contains(&line.to_lowercase().as_str());
    (!empty).then_some(line)
}

/// What programs write where nobody wrote anything.
const EMPTY: [&str; 6] = [
    "untitled",
    "unknown",
    "anonymous",
    "document",
    "(anonymous)",
    "sans titre",
];

/// The day that a time stamp of ISO 8601 begins with.
pub(crate) fn day(stamp: &str) -> Option<Date> {
    stamp.trim().get(..10)?.parse().ok()
}
