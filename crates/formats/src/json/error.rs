//! Why a file can't be read, and what was noticed about one that could.

use std::fmt;

use crate::sniff;

/// Why a text is not a Dateline file that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It is some other kind of file.
    #[error("This is not a Dateline file: {start}, so it is probably {kind}.", start = .0.start, kind = .0.name)]
    Other(sniff::Kind),
    /// There is nothing in it.
    #[error("The file is empty.")]
    Empty,
    /// It stops before the last bracket.
    #[error("The file breaks off in line {line}: it is incomplete. Export or download it again.")]
    Incomplete {
        /// The last line, from 1.
        line: usize,
    },
    /// It is no JSON.
    #[error("The file is not JSON: {reason} (line {line}, column {column}).")]
    NotJson {
        /// What is wrong there.
        reason: String,
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// It is JSON that another tool wrote, as far as its keys tell.
    #[error(
        "This looks like a file of {tool}, which Dateline can't read yet. Open a file that Dateline exported, or the plain text."
    )]
    Foreign {
        /// The tool.
        tool: &'static str,
    },
    /// It is JSON, but not ours.
    #[error(
        "This is JSON, but not a Dateline file: it has no \"format\": \"dateline\". Open a file that Dateline exported, or the plain text."
    )]
    NotOurs,
    /// A newer Dateline made it.
    #[error("The file was made by a newer Dateline (version {found} of the format); this one reads up to {newest}. Reload the page to get the newest Dateline.", newest = super::VERSION)]
    Newer {
        /// The version that the file states.
        found: u64,
    },
    /// It does not say which version it is.
    #[error("The file does not say which version of the format it is: \"version\" must be a whole number from 1 to {newest}.", newest = super::VERSION)]
    Version,
    /// A field is missing or holds something else than it should.
    #[error("The file can't be read: {place}{reason} (line {line}).", place = place(.path))]
    Field {
        /// Where, as in `articles[0].annotations[3]`; empty for the file as a whole.
        path: String,
        /// What is wrong there.
        reason: String,
        /// The line, from 1, at or just after the place.
        line: usize,
    },
    /// Its offsets count something that is not known.
    #[error(
        "The offsets in the file count “{0}”, which is not known; a Dateline file says \"offset_unit\": \"codepoint\"."
    )]
    OffsetUnit(String),
    /// It is larger than what is read.
    #[error("The file is larger than {limit} MB, which is the limit. Export fewer articles at once.", limit = super::MAX_FILE_BYTES >> 20)]
    TooLarge,
    /// The text of one article is longer than what is taken.
    #[error("The text of “{title}” is longer than {limit} MB, which is the limit for one article.", limit = crate::MAX_TEXT_BYTES >> 20)]
    TextTooLong {
        /// The title of the article.
        title: String,
    },
}

fn place(path: &str) -> String {
    if path.is_empty() {
        String::new()
    } else {
        format!("{path}: ")
    }
}

impl ReadError {
    /// The error of a text that JSON's grammar refuses.
    pub(super) fn of_syntax(text: &str, error: &serde_json::Error) -> Self {
        if text.trim().is_empty() {
            return Self::Empty;
        }
        let markup = || text.trim_start().starts_with('<').then_some(sniff::MARKUP);
        if let Some(kind) = sniff::kind(text.as_bytes()).or_else(markup) {
            return Self::Other(kind);
        }
        if error.is_eof() {
            return Self::Incomplete { line: error.line() };
        }
        Self::NotJson {
            reason: reason(error),
            line: error.line(),
            column: error.column(),
        }
    }
}

/// The message of an error without the place, which stands elsewhere.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

/// Something about a file that a person should know, though the rest of it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// The offsets of an article counted another unit and were converted.
    Converted {
        /// The title of the article.
        article: String,
        /// What they counted.
        unit: &'static str,
    },
    /// An annotation was left out, because its text does not stand at its offsets.
    LeftOut {
        /// The title of the article.
        article: String,
        /// The name of its label.
        label: String,
        /// Its start as the file has it.
        start: u32,
        /// Its end as the file has it.
        end: u32,
        /// The text that it says it covers, its first 40 code points.
        text: String,
    },
    /// An identifier was used twice in the file; the second holder got a new one.
    Renumbered {
        /// The title of the article.
        article: String,
        /// `article`, or `annotation`.
        what: &'static str,
        /// The identifier that stood twice.
        id: String,
    },
    /// A label or entity was defined twice; the first definition holds.
    DefinedTwice {
        /// `label`, or `entity`.
        what: &'static str,
        /// Its name or identifier.
        id: String,
    },
    /// The language of an article is none that Dateline reads and was left open.
    Language {
        /// The title of the article.
        article: String,
        /// What the file says.
        language: String,
    },
    /// A line, or what starts in it, could not be read.
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        problem: String,
    },
    /// A label of the file was taken for one that Dateline knows under another name.
    Renamed {
        /// Its name in the file.
        from: String,
        /// The label that it became.
        to: String,
        /// How many annotations have it.
        count: usize,
    },
    /// An annotation was put where its text stands, which is not where its offsets say.
    Moved {
        /// The title of the article.
        article: String,
        /// The text that it covers, its first 40 code points.
        text: String,
    },
    /// Something that Dateline has no place for was left out.
    Skipped {
        /// What, in the plural.
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// A file was no UTF-8 and was taken for the usual encoding of western Europe.
    ReadAs {
        /// What the encoding is called.
        encoding: &'static str,
        /// What the file is called.
        file: String,
    },
    /// There was more to say than is listed.
    More {
        /// How many notices are not listed.
        count: usize,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Converted { article, unit } => write!(
                f,
                "“{article}”: its offsets counted {unit} instead of code points; they were converted."
            ),
            Self::LeftOut {
                article,
                label,
                start,
                end,
                text,
            } => write!(
                f,
                "“{article}”: the {label} “{text}” at {start} to {end} was left out, because the article does not have that text there."
            ),
            Self::Renumbered { article, what, id } => write!(
                f,
                "“{article}”: the {what} identifier {id} was used twice; the second one got a new identifier."
            ),
            Self::DefinedTwice { what, id } => write!(
                f,
                "The {what} “{id}” was defined twice; the first definition holds."
            ),
            Self::Language { article, language } => write!(
                f,
                "“{article}”: “{language}” is no language that Dateline reads; it was left open."
            ),
            Self::Line { line, problem } => write!(f, "Line {line}: {problem}"),
            Self::Renamed { from, to, count } => {
                write!(f, "{from} was taken for {to} ({count} times).")
            }
            Self::Moved { article, text } => write!(
                f,
                "“{article}”: “{text}” did not stand at its offsets and was put where it does stand."
            ),
            Self::Skipped { what, count } => {
                write!(
                    f,
                    "{count} {what} were left out; Dateline has no place for them."
                )
            }
            Self::ReadAs { encoding, file } => {
                write!(f, "“{file}”: {}", crate::text::Notice::ReadAs(encoding))
            }
            Self::More { count } => write!(f, "{count} more notices are not listed."),
        }
    }
}
