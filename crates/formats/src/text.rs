//! Plain text: from bytes to an article whose text is exactly what the bytes say.
//!
//! | bytes | read as |
//! |---|---|
//! | a byte order mark of UTF-8 or UTF-16 | that; the mark itself is no part of the text |
//! | valid UTF-8 | UTF-8 |
//! | every other byte zero, nearly | UTF-16 without a mark |
//! | not UTF-8, and no control characters in it | Windows-1252, ISO-8859-15 or Mac Roman, whichever spells more like Dutch, French or English, with a [`Notice`] |
//! | mostly UTF-8, broken in places | nothing: the message says where |
//! | anything with control characters | nothing: it is no text |
//!
//! Nothing else about a text is changed: not its line ends, not its spaces, not its composition.

mod single_byte;

use std::fmt;
use std::str::Utf8Error;

use dateline_annotation::Article;

use crate::{MAX_TEXT_BYTES, OpenError, sniff};

/// Something about a text that a person should know, though it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// It was no UTF-8 and was taken for this older encoding of western Europe.
    ReadAs(&'static str),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadAs(encoding) => write!(
                f,
                "The file is not UTF-8; it was read as {encoding}. If accents look wrong, save it as UTF-8 and open it again.",
            ),
        }
    }
}

/// The text that bytes stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What a person should know about it.
    pub notice: Option<Notice>,
}

/// The article of a text that was typed or pasted.
///
/// # Errors
/// [`OpenError::Empty`] when there is nothing but white space, [`OpenError::TooLong`] beyond [`MAX_TEXT_BYTES`].
///
/// ```
/// use dateline_formats::text::article_of_text;
/// assert_eq!(article_of_text("Storm\r\nin Gent")?.details.title, "Storm");
/// assert!(article_of_text(" \n").is_err());
/// # Ok::<(), dateline_formats::OpenError>(())
/// ```
pub fn article_of_text(text: &str) -> Result<Article, OpenError> {
    check_length(text.len())?;
    if text.trim().is_empty() {
        return Err(OpenError::Empty);
    }
    Ok(Article::new(text))
}

pub(crate) fn check_length(bytes: usize) -> Result<(), OpenError> {
    if bytes > MAX_TEXT_BYTES {
        Err(OpenError::TooLong { bytes })
    } else {
        Ok(())
    }
}

/// The text that `bytes` stand for; see the [module](self) for the rules.
///
/// # Errors
/// [`OpenError::Binary`] when they are no text, [`OpenError::BrokenUtf8`] when they are UTF-8 with faults.
pub fn decode(bytes: &[u8]) -> Result<Decoded, OpenError> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes);
    }
    if let Some(kind) = sniff::kind(bytes) {
        return Err(OpenError::Binary(Some(kind)));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(unit) = unmarked_utf16(bytes) {
        return utf16(bytes, unit);
    }
    if is_binary(bytes) {
        return Err(OpenError::Binary(None));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: text.to_owned(),
            notice: None,
        }),
        Err(error) => other_encoding(bytes, error),
    }
}

/// Whether bytes have a zero, or more than one control character in a hundred bytes.
fn is_binary(bytes: &[u8]) -> bool {
    let control = |byte: &&u8| **byte < 0x20 && !b"\t\n\x0b\x0c\r".contains(byte);
    bytes.contains(&0) || bytes.iter().filter(control).count() > bytes.len() / 100
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Decoded, OpenError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if rest.is_empty() && !text.contains('\0') => Ok(Decoded { text, notice: None }),
        _ => Err(OpenError::BrokenUtf16),
    }
}

/// How UTF-16 without a byte order mark puts its bytes; `None` when it is none. In a text of western Europe the upper
/// half of nearly every unit is zero, and no other text has zeros.
fn unmarked_utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if pairs.is_empty() || !rest.is_empty() {
        return None;
    }
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let nearly_all = pairs.len() * 3 / 4;
    match (zeros(0), zeros(1)) {
        (0, low) if low > nearly_all => Some(u16::from_le_bytes),
        (high, 0) if high > nearly_all => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// The text of bytes in an encoding that somebody names, as web pages and mails do; `None` when the name is none.
///
/// What the encoding has no character for becomes U+FFFD.
///
/// ```
/// let text = dateline_formats::text::decode_as(b"caf\xe9", "iso-8859-1");
/// assert_eq!(text.as_deref(), Some("café"));
/// ```
pub fn decode_as(bytes: &[u8], label: &str) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.trim().as_bytes())?;
    Some(encoding.decode(bytes).0.into_owned())
}

/// Bytes that are no UTF-8: UTF-8 with faults if it has more good sequences than bad ones, else one byte a character.
fn other_encoding(bytes: &[u8], error: Utf8Error) -> Result<Decoded, OpenError> {
    let mut good = 0;
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    match single_byte::decode(bytes) {
        Some((text, encoding)) if good <= bad => Ok(Decoded {
            text,
            notice: Some(Notice::ReadAs(encoding)),
        }),
        _ => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.split(|byte| *byte == b'\n').count();
            Err(OpenError::BrokenUtf8 { line })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<(String, Option<Notice>), OpenError> {
        decode(bytes).map(|decoded| (decoded.text, decoded.notice))
    }

    #[test]
    fn text_is_exactly_what_the_bytes_say() {
        for plain in ["a\r\nb\u{a0}c  \n", "😀 e\u{301}\u{feff}", "שלום\u{c}", ""] {
            assert_eq!(text(plain.as_bytes()), Ok((plain.to_owned(), None)));
            assert_eq!(
                text(format!("\u{feff}{plain}").as_bytes()),
                Ok((plain.to_owned(), None))
            );
            let units: Vec<u16> = plain.encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(
                text(&[b"\xff\xfe", &little[..]].concat()),
                Ok((plain.to_owned(), None))
            );
            assert_eq!(
                text(&[b"\xfe\xff", &big[..]].concat()),
                Ok((plain.to_owned(), None))
            );
        }
        let plain = "Dubbel: l’État, 2.500 €\r\n".replace("’", "'");
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = plain.encode_utf16().flat_map(unit).collect();
            assert_eq!(text(&bytes), Ok((plain.clone(), None)));
        }
    }

    #[test]
    fn western_bytes_are_read_with_a_notice() {
        assert_eq!(
            text(b"\x80 2.500 pay\xe9s \x96 \x93oui\x94"),
            Ok((
                "€ 2.500 payés – “oui”".to_owned(),
                Some(Notice::ReadAs("Windows-1252"))
            ))
        );
    }

    #[test]
    fn what_is_broken_or_no_text_is_refused() {
        assert_eq!(
            text(b"\xc3\xa9t\xc3\xa9 \xc3\xa0\nici \xc3( fin"),
            Err(OpenError::BrokenUtf8 { line: 2 })
        );
        assert_eq!(text(b"a\0b"), Err(OpenError::Binary(None)));
        assert_eq!(text(b"\x01\x02\x03abc"), Err(OpenError::Binary(None)));
        assert_eq!(
            text(b"caf\xe9 \x81"),
            Err(OpenError::BrokenUtf8 { line: 1 })
        );
        assert_eq!(text(b"\xff\xfea"), Err(OpenError::BrokenUtf16));
        assert_eq!(text(b"\xff\xfe\x00\xd8"), Err(OpenError::BrokenUtf16));
    }

    #[test]
    fn an_empty_or_endless_text_is_no_article() {
        assert_eq!(article_of_text(" \n\u{a0}"), Err(OpenError::Empty));
        let bytes = MAX_TEXT_BYTES + 1;
        assert_eq!(
            article_of_text(&"x".repeat(bytes)),
            Err(OpenError::TooLong { bytes })
        );
        assert!(article_of_text(&"x".repeat(MAX_TEXT_BYTES)).is_ok());
    }
}
