//! Opening a file of any kind that can be read.
//!
//! What a file is, its content says first and its name second. Each kind is one line of one
//! table, tried in order; the last takes every text.

use std::sync::Arc;

use dateline_annotation::Article;

use crate::json::{self, MAX_FILE_BYTES};
use crate::{MAX_TEXT_BYTES, exchange, sniff, text};

/// What was in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// Articles with their marks, as Dateline or another tool exported them.
    File(json::File),
    /// One article without marks.
    Article {
        /// The article.
        article: Arc<Article>,
        /// What a person should know about how it was read.
        notice: Option<text::Notice>,
    },
}

/// Why a file can't be opened. The messages leave out its name, which whoever shows them knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// There is nothing in it but white space.
    #[error("There is no text in it. Open or paste a text with at least one word.")]
    Empty,
    /// The text is longer than what is taken.
    #[error("The text is too long: {size} MB, and the limit is {limit} MB. Split it into shorter articles.", size = .bytes.div_ceil(1 << 20), limit = MAX_TEXT_BYTES >> 20)]
    TooLong {
        /// How long it is, in bytes.
        bytes: usize,
    },
    /// It is no text; what it probably is, if that can be told.
    #[error("This is not a text file{}. Save it as plain text or HTML and open that.", guess(.0.as_ref()))]
    Binary(Option<sniff::Kind>),
    /// It is UTF-8 with faults.
    #[error(
        "The text is damaged: line {line} is not valid UTF-8. Save it as UTF-8 and open it again."
    )]
    BrokenUtf8 {
        /// The first line with a fault, from 1.
        line: usize,
    },
    /// It says that it is UTF-16 but is not.
    #[error("The text starts as UTF-16 but is damaged. Save it as UTF-8 and open it again.")]
    BrokenUtf16,
    /// It is XML of a kind that nobody is known to write.
    #[error(
        "This is XML of a kind that Dateline can't read yet. Save it as plain text or HTML and open that."
    )]
    Xml,
    /// It is JSON that can't be read as a Dateline file.
    #[error(transparent)]
    Json(#[from] json::ReadError),
    /// It is another tool's and can't be read.
    #[error(transparent)]
    Exchange(#[from] exchange::ReadError),
}

fn guess(kind: Option<&sniff::Kind>) -> String {
    kind.map_or_else(String::new, |kind| {
        format!(": {}, so it is probably {}", kind.start, kind.name)
    })
}

/// A file whose bytes are text.
struct Input<'a> {
    /// Its name, for the source of the article.
    name: &'a str,
    /// What follows the last dot of the name, in lower case.
    extension: String,
    text: String,
    notice: Option<text::Notice>,
    part: &'a exchange::Part,
    /// Which format of articles with marks it is; `None` for Dateline's own, whole.
    foreign: Option<exchange::Format>,
}

/// One kind of file.
///
/// A new kind is a module of its own with these two functions, and a line in [`FORMATS`].
struct Format {
    /// Whether it is of this kind, as told by its text and then its name.
    recognises: fn(&Input) -> bool,
    /// What is in it.
    read: fn(&Input) -> Result<Opened, OpenError>,
}

const FORMATS: &[Format] = &[
    Format {
        recognises: |input| input.foreign.is_some(),
        read: |input| {
            input.foreign.map_or(Err(OpenError::Empty), |format| {
                read_foreign(format, input.part)
            })
        },
    },
    Format {
        recognises: is_json,
        read: read_json,
    },
    Format {
        recognises: is_xml,
        read: |_| Err(OpenError::Xml),
    },
    Format {
        recognises: |_| true,
        read: read_text,
    },
];

/// Opens a file: Dateline's own JSON, another tool's marks, or any text.
///
/// `name` is the name of the file; it becomes the source of the article of a text.
/// Nothing is read from disk and nothing panics; the time taken grows as the file does.
///
/// # Errors
/// When the file is empty, too large, no text, or JSON that nobody is known to write; the message says what to do.
///
/// ```
/// use dateline_formats::{Opened, open};
/// let Opened::Article { article, .. } = open("gent.txt", b"Storm in Gent\n\nTwee bomen om.")? else {
///     unreachable!("a text is one article")
/// };
/// assert_eq!(article.details.title, "Storm in Gent");
/// assert_eq!(article.details.source, "gent.txt");
///
/// let error = open("gent.pdf", b"%PDF-1.7 ...").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "This is not a text file: it starts with %PDF, so it is probably a PDF. Save it as plain text or HTML and open that.",
/// );
/// # Ok::<(), dateline_formats::OpenError>(())
/// ```
pub fn open(name: &str, bytes: &[u8]) -> Result<Opened, OpenError> {
    let extension = extension(name);
    // An export holds many articles; everything else is one.
    let start = bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    if !MANY.contains(&&*extension) && !matches!(start, Some(b'{' | b'[')) {
        text::check_length(bytes.len())?;
    } else if bytes.len() > MAX_FILE_BYTES {
        return Err(json::ReadError::TooLarge.into());
    }
    let part = exchange::Part::new(name, bytes);
    let text::Decoded { text, notice } = match text::decode(bytes) {
        Ok(decoded) => decoded,
        Err(error) => {
            return exchange::sniff(&part).map_or(Err(error), |format| read_foreign(format, &part));
        }
    };
    if text.trim().is_empty() {
        return Err(OpenError::Empty);
    }
    let input = Input {
        name,
        extension,
        foreign: exchange::sniff_text(&part, &text)
            .filter(|format| *format != exchange::Format::Dateline),
        part: &part,
        text,
        notice,
    };
    let format = FORMATS.iter().find(|format| (format.recognises)(&input));
    format.map_or(Err(OpenError::Empty), |format| (format.read)(&input))
}

/// How files are called that hold many articles.
const MANY: [&str; 8] = [
    "json", "jsonl", "jsonld", "bdocjs", "conll", "iob", "bio", "tsv",
];

fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .unwrap_or_default()
}

/// JSON is what is called so, what parses as an object or a list of such, and a broken export of ours.
fn is_json(input: &Input) -> bool {
    let text = input.text.trim_start();
    if ["json", "jsonl"].contains(&input.extension.as_str()) {
        return true;
    }
    if !text.starts_with(['{', '[']) {
        return false;
    }
    let head = text
        .char_indices()
        .nth(200)
        .map_or(text, |(cut, _)| &text[..cut]);
    head.contains("\"format\"") || json::shape(text).is_ok_and(|shape| shape.is_structured())
}

fn read_json(input: &Input) -> Result<Opened, OpenError> {
    Ok(Opened::File(json::read(&input.text)?))
}

fn read_foreign(format: exchange::Format, part: &exchange::Part) -> Result<Opened, OpenError> {
    let labels = exchange::LabelMap::default();
    let file = exchange::read(format, std::slice::from_ref(part), &labels)?;
    Ok(Opened::File(file))
}

fn is_xml(input: &Input) -> bool {
    input.text.trim_start().starts_with("<?xml")
}

fn read_text(input: &Input) -> Result<Opened, OpenError> {
    let mut article = text::article_of_text(&input.text)?;
    input.name.clone_into(&mut article.details.source);
    Ok(Opened::Article {
        article: article.into(),
        notice: input.notice,
    })
}
