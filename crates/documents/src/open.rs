//! Opening a file of any kind that can be read.
//!
//! What a file is, its content says first and its name second.

use dateline_annotation::{Article, Provenance};
use dateline_formats::{self as formats, exchange, json, text};
use sha2::{Digest, Sha256};

use crate::archive::Archive;
use crate::{OpenError, docx, epub, html, mail, odt, pdf, rtf};

/// What was in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// Articles with their marks, as Dateline or another tool exported them.
    File(json::File),
    /// One text without marks.
    Document(Box<Document>),
}

/// A text and what a person should know about how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The text, with the details that the file gives.
    pub article: Article,
    /// Where words may be divided: each byte offset lies behind a hyphen that stood at the end of a line. Whether it
    /// belongs to its word only a person can tell; see [`join_words`].
    pub divided: Vec<usize>,
    /// What was left out, and why.
    pub notices: Vec<String>,
}

impl Document {
    pub(crate) fn new(article: Article, notices: Vec<String>) -> Self {
        Self {
            article,
            divided: Vec::new(),
            notices,
        }
    }
}

/// A text without the hyphens before these byte offsets.
///
/// ```
/// assert_eq!(dateline_documents::join_words("een mili-tair", &[9]), "een militair");
/// ```
pub fn join_words(text: &str, divided: &[usize]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for to in divided {
        if let Some(piece) = text.get(from..*to) {
            out.push_str(piece.strip_suffix(['-', '\u{2010}']).unwrap_or(piece));
            from = *to;
        }
    }
    out.push_str(&text[from..]);
    out
}

/// What the word around each of these byte offsets looks like as it stands, for a person to judge by.
///
/// ```
/// assert_eq!(dateline_documents::divisions("een mili-tair konvooi", &[9]), ["mili-tair"]);
/// ```
pub fn divisions<'a>(text: &'a str, divided: &[usize]) -> Vec<&'a str> {
    let word = |at: &usize| {
        let (before, after) = text.split_at_checked(*at)?;
        let start = before.rfind(char::is_whitespace).map_or(0, |space| {
            space + before[space..].chars().next().map_or(1, char::len_utf8)
        });
        let end = after.find(char::is_whitespace).unwrap_or(after.len());
        text.get(start..at + end)
    };
    divided.iter().filter_map(word).collect()
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
    open_at(name, "", bytes).map(|(opened, _)| opened)
}

/// Opens the text of an article and its marks, which brat keeps in two files of one name; `path` is where the marks lie
/// in the folder that was opened, their name included.
///
/// # Errors
/// When the marks can't be read.
///
/// ```
/// use dateline_documents::{Opened, open_pair};
/// let Opened::File(file) = open_pair("a.ann", b"T1\tGPE 9 13\tGent", b"Storm in Gent")? else {
///     unreachable!("there are marks")
/// };
/// assert_eq!(file.articles[0].annotations.len(), 1);
/// # Ok::<(), dateline_documents::OpenError>(())
/// ```
pub fn open_pair(path: &str, marks: &[u8], text: &[u8]) -> Result<Opened, OpenError> {
    let stem = |path: &str| path.strip_suffix(".ann").unwrap_or(path).to_owned();
    let name = path.rsplit('/').next().unwrap_or(path);
    let of_text = format!("{}.txt", stem(name));
    let parts = [
        exchange::Part::new(name, marks),
        exchange::Part::new(&*of_text, text),
    ];
    let labels = exchange::LabelMap::default();
    let file = exchange::read(exchange::Format::Brat, &parts, &labels);
    let mut opened = Opened::File(file.map_err(formats::OpenError::from)?);
    let path = path.contains('/').then(|| format!("{}.txt", stem(path)));
    came_from(&mut opened, &of_text, &path.unwrap_or_default(), text);
    Ok(opened)
}

/// Opens a file that lies at `path` in a folder or archive, empty for a file of its own; with it, the tool whose format
/// it is in, if it brings the marks of another one.
pub(crate) fn open_at(
    name: &str,
    path: &str,
    bytes: &[u8],
) -> Result<(Opened, Option<exchange::Format>), OpenError> {
    let (mut opened, format) = read(name, bytes)?;
    if format.is_some() || matches!(opened, Opened::Document(_)) {
        came_from(&mut opened, name, path, bytes);
    }
    Ok((opened, format))
}

/// Notes where articles came from that don't say so themselves.
fn came_from(opened: &mut Opened, name: &str, path: &str, bytes: &[u8]) {
    let provenance = Provenance {
        file: name.to_owned(),
        path: path.to_owned(),
        sha256: digest(bytes),
    };
    match opened {
        Opened::Document(document) => document.article.details.provenance = Some(provenance),
        Opened::File(file) => {
            for article in &mut file.articles {
                if article.details.provenance.is_none() {
                    std::sync::Arc::make_mut(article).details.provenance = Some(provenance.clone());
                }
            }
        }
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<(Opened, Option<exchange::Format>), OpenError> {
    if let Some(read) = reader(name, bytes)? {
        return Ok((Opened::Document(read(name, bytes)?.into()), None));
    }
    // Some tools keep their marks in XML that looks like a page.
    let foreign = exchange::sniff(&exchange::Part::new(name, bytes));
    if foreign.is_none()
        && let Ok(decoded) = text::decode(bytes)
        && is_page(name, &decoded.text)
    {
        let notices = decoded.notice.iter().map(ToString::to_string).collect();
        let article = html::read(name, &decoded.text)?;
        let document = Document::new(article, notices);
        return Ok((Opened::Document(document.into()), None));
    }
    Ok(match formats::open(name, bytes)? {
        formats::Opened::File(file) => {
            let format = foreign.filter(|format| *format != exchange::Format::Dateline);
            (Opened::File(file), format)
        }
        formats::Opened::Article { article, notice } => {
            let notices = notice.iter().map(ToString::to_string).collect();
            let document = Document::new(std::sync::Arc::unwrap_or_clone(article), notices);
            (Opened::Document(document.into()), None)
        }
    })
}

/// Reads one kind of document.
type Reader = fn(&str, &[u8]) -> Result<Document, OpenError>;

/// Who reads a file that is no plain text; `None` when it may be text.
fn reader(name: &str, bytes: &[u8]) -> Result<Option<Reader>, OpenError> {
    // Some programs write something before the signature.
    let head = &bytes[..bytes.len().min(1024)];
    if head.starts_with(b"PK\x03\x04") {
        return packed(bytes).map(Some);
    }
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Ok(Some(pdf::read));
    }
    if head.starts_with(b"{\\rtf") {
        return Ok(Some(rtf::read));
    }
    Ok(mail::is_message(name, bytes).then_some(mail::read as Reader))
}

/// Whether bytes are a zip that is no document itself.
pub(crate) fn is_archive(bytes: &[u8]) -> Result<bool, OpenError> {
    match bytes.starts_with(b"PK\x03\x04").then(|| packed(bytes)) {
        Some(Err(OpenError::Archive)) => Ok(true),
        Some(Err(error @ (OpenError::TooManyFiles | OpenError::Damaged { .. }))) => Err(error),
        _ => Ok(false),
    }
}

/// Who reads a zip, as told by the files in it.
fn packed(bytes: &[u8]) -> Result<Reader, OpenError> {
    let mut archive = Archive::open("zip", bytes)?;
    let names = archive.names();
    let has = |name: &str| names.iter().any(|found| found == name);
    if has("word/document.xml") {
        return Ok(docx::read);
    }
    if has("META-INF/container.xml") {
        return Ok(epub::read);
    }
    match archive.read("mimetype")?.as_deref() {
        Some(kind) if kind.starts_with(b"application/vnd.oasis.opendocument.text") => Ok(odt::read),
        Some(kind) if kind.starts_with(b"application/vnd.oasis") => {
            Err(OpenError::Kind("OpenDocument, but no text"))
        }
        _ if has("xl/workbook.xml") => Err(OpenError::Kind("a workbook")),
        _ if has("ppt/presentation.xml") => Err(OpenError::Kind("a presentation")),
        _ => Err(OpenError::Archive),
    }
}

fn is_page(name: &str, text: &str) -> bool {
    html::is_page(text)
        || (["html", "htm", "xhtml", "xht"].contains(&&*extension(name)) && text.contains('<'))
}

/// What follows the last dot of a name, in lower case.
pub(crate) fn extension(name: &str) -> String {
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
