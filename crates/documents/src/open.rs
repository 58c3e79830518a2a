//! Opening a file of any kind that can be read.
//!
//! What a file is, its content says first and its name second.

use dateline_annotation::{Article, Provenance};
use dateline_formats::{self as formats, json, text};
use sha2::{Digest, Sha256};

use crate::{OpenError, html};

/// What was in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// Articles with their marks, as Dateline or another tool exported them.
    File(json::File),
    /// One text without marks.
    Document(Document),
}

/// A text and what a person should know about how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The text, with the details that the file gives.
    pub article: Article,
    /// What was left out, and why.
    pub notices: Vec<String>,
}

/// Opens one file.
///
/// `name` is the name of the file; it becomes the source of the article where the file names none.
///
/// # Errors
/// When it is empty, too large, damaged, or of a kind that nobody can read here; the message says what to do.
///
/// ```
/// use dateline_documents::{Opened, open};
/// let Opened::Document(document) = open("gent.html", b"<title>Storm</title><p>Twee bomen om.")? else {
///     unreachable!("a page is one article")
/// };
/// assert_eq!(&*document.article.text, "Twee bomen om.");
/// # Ok::<(), dateline_documents::OpenError>(())
/// ```
pub fn open(name: &str, bytes: &[u8]) -> Result<Opened, OpenError> {
    let mut opened = read(name, bytes)?;
    if let Opened::Document(document) = &mut opened {
        document.article.details.provenance = Some(Provenance {
            file: name.to_owned(),
            path: String::new(),
            sha256: digest(bytes),
        });
    }
    Ok(opened)
}

fn read(name: &str, bytes: &[u8]) -> Result<Opened, OpenError> {
    let decoded = text::decode(bytes)?;
    if is_page(name, &decoded.text) {
        let notices = decoded.notice.iter().map(ToString::to_string).collect();
        let article = html::read(name, &decoded.text)?;
        return Ok(Opened::Document(Document { article, notices }));
    }
    Ok(match formats::open_text(name, decoded)? {
        formats::Opened::File(file) => Opened::File(file),
        formats::Opened::Article { article, notice } => Opened::Document(Document {
            article: std::sync::Arc::unwrap_or_clone(article),
            notices: notice.iter().map(ToString::to_string).collect(),
        }),
    })
}

fn is_page(name: &str, text: &str) -> bool {
    html::is_page(text)
        || (["html", "htm", "xhtml", "xht"].contains(&&*extension(name)) && text.contains('<'))
}

/// What follows the last dot of a name, in lower case.
fn extension(name: &str) -> String {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.unwrap_or_default().to_ascii_lowercase()
}

/// SHA-256 in hexadecimal digits.
fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string can't fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
