//! Messages (.eml) and web pages saved as one file (.mhtml): MIME, RFC 2045 to 2049 and RFC 2557.

use dateline_annotation::Date;
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use crate::draft::Draft;
use crate::{Document, OpenError, html};

const KIND: &str = "message";

/// Headers that messages and saved pages begin with.
const HEADERS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "delivered-to",
    "x-",
    "content-type",
    "reply-to",
    "dkim-signature",
    "snapshot-content-location",
];
/// How much of a file is looked at for headers, in bytes.
const HEAD: usize = 4096;

/// Whether bytes begin with the headers of a message.
pub(crate) fn is_message(name: &str, bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let mut known = 0;
    for line in head.lines().take_while(|line| !line.is_empty()) {
        let folded = line.starts_with([' ', '\t']);
        match line.split_once(':') {
            _ if folded => {}
            Some((field, _)) if field.bytes().all(|b| b.is_ascii_graphic()) => {
                let field = field.to_ascii_lowercase();
                known += usize::from(HEADERS.iter().any(|header| field.starts_with(header)));
            }
            // The mailbox format puts a line before.
            _ if line.starts_with("From ") => {}
            _ => return false,
        }
    }
    let named = ["eml", "mht", "mhtml"].contains(&&*crate::open::extension(name));
    known >= if named { 1 } else { 3 }
}

/// The text of a message: its page where it has one, else its plain text.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Document, OpenError> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| OpenError::damaged(KIND, "it has no headers"))?;
    let page = message
        .html_part(0)
        .filter(|part| matches!(part.body, PartType::Html(_)));
    let mut document = match page.and_then(|part| part.text_contents()) {
        Some(page) => page_of(&message, name, page)?,
        None => plain(&message, name)?,
    };
    let attachments = message
        .attachments()
        .filter(|part| part.attachment_name().is_some())
        .count();
    if attachments > 0 && location(&message).is_none() {
        document.notices.push(format!(
            "Its attachments ({attachments}) were left out. Save them and open those."
        ));
    }
    Ok(document)
}

/// A saved page is told by its address; the date in its headers is when it was saved.
fn page_of(message: &Message, name: &str, page: &str) -> Result<Document, OpenError> {
    let mut article = html::read(name, page)?;
    let details = &mut article.details;
    if let Some(address) = location(message) {
        if details.source == name && address.contains("://") && !address.starts_with("file:") {
            details.source = address;
        }
    } else {
        let draft = headers(message);
        if details.source == name
            && let Some(source) = draft.source
        {
            details.source = source;
        }
        details.published = details.published.or(draft.published);
        if details.author.is_empty() {
            details.author = draft.author.unwrap_or_default();
        }
        if let Some(title) = draft.title {
            details.title = title;
        }
    }
    Ok(Document::new(article, Vec::new()))
}

fn plain(message: &Message, name: &str) -> Result<Document, OpenError> {
    let part = message.text_part(0);
    let flowed = part
        .and_then(|part| part.content_type())
        .and_then(|kind| kind.attribute("format"))
        .is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
    let body = part
        .and_then(|part| part.text_contents())
        .unwrap_or_default();
    // Mail ends its lines with two characters on the way, whatever the writer's were.
    let body = body.replace("\r\n", "\n");
    let text = if flowed { unfold(&body) } else { body };
    let text = text.trim_matches('\n').to_owned();
    Draft {
        text,
        ..headers(message)
    }
    .document(KIND, name)
}

/// Joins the lines of a flowed text (RFC 3676): one that ends with a space goes on in the next.
fn unfold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let stuffed = line.strip_prefix(' ').unwrap_or(line);
        match stuffed.strip_suffix('\n') {
            Some(soft) if soft.ends_with(' ') && soft != "-- " => out.push_str(soft),
            _ => out.push_str(stuffed),
        }
    }
    out
}

/// Where a saved page was.
fn location(message: &Message) -> Option<String> {
    let header = message.header_raw("Snapshot-Content-Location")?;
    Some(header.trim().to_owned())
}

/// What the headers say.
fn headers(message: &Message) -> Draft {
    let from = message.from().and_then(Address::first);
    Draft {
        title: message.subject().map(str::to_owned),
        author: from.and_then(|from| from.name()).map(str::to_owned),
        source: from.and_then(|from| from.address()).map(str::to_owned),
        published: message.date().and_then(|date| {
            let year = i16::try_from(date.year).ok()?;
            Date::new(
                year,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        }),
        ..Draft::default()
    }
}
