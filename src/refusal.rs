//! Why a file or text can't be opened, as a message in the language of the page.

use dateline_documents::OpenError;
use dateline_formats as formats;

use crate::locale::Message;

/// What the page says of a document that can't be opened.
pub fn of_document(error: &OpenError) -> Message {
    match error {
        OpenError::Text(error) => of_text(error),
        OpenError::NoText => Message::new("refused-page"),
        OpenError::Blank(kind) => Message::new("refused-blank").with("kind", name(kind)),
        OpenError::NoTextLayer { pages } => Message::new("refused-pictures").with("pages", *pages),
        OpenError::Damaged { kind, reason } => Message::new("refused-damaged")
            .with("kind", name(kind))
            .with("reason", &**reason),
        OpenError::Locked(kind) => Message::new("refused-locked").with("kind", name(kind)),
        OpenError::Unpacks { megabytes } => {
            Message::new("refused-unpacks").with("megabytes", megabytes.to_string())
        }
        OpenError::TooManyFiles => {
            Message::new("refused-many-files").with("limit", dateline_documents::MAX_FILES)
        }
        OpenError::TooManyPages { found } => Message::new("refused-many-pages")
            .with("found", *found)
            .with("limit", dateline_documents::MAX_PAGES),
        OpenError::Archive => Message::new("refused-archive"),
        OpenError::TooDeep => Message::new("refused-deep"),
        OpenError::NoDocument => Message::new("refused-no-document"),
        other => Message::said(other.to_string()),
    }
}

/// What the page says of a text or a file of marks that can't be opened. What is wrong inside a file of marks is said in
/// English, as the documentation of its format is.
pub fn of_text(error: &formats::OpenError) -> Message {
    use formats::OpenError::{Binary, BrokenUtf8, BrokenUtf16, Empty, TooLong, Xml};
    match error {
        Empty => Message::new("refused-empty"),
        TooLong { bytes } => Message::new("refused-long")
            .with("size", bytes.div_ceil(1 << 20))
            .with("limit", formats::MAX_TEXT_BYTES >> 20),
        Binary(None) => Message::new("refused-binary"),
        Binary(Some(kind)) => Message::new("refused-binary-kind")
            .with("start", kind.start)
            .with("kind", kind.name),
        BrokenUtf8 { line } => Message::new("refused-utf8").with("line", line.to_string()),
        BrokenUtf16 => Message::new("refused-utf16"),
        Xml => Message::new("refused-xml"),
        other => Message::said(other.to_string()),
    }
}

/// A kind of document as the language of the page has it.
fn name(kind: &'static str) -> Message {
    match kind {
        "e-book" => Message::new("kind-e-book"),
        "rich text" => Message::new("kind-rich-text"),
        "message" => Message::new("kind-message"),
        other => Message::said(other),
    }
}

#[cfg(test)]
mod tests {
    use dateline_annotation::Language;

    use super::*;
    use crate::locale::Words;

    #[test]
    fn the_page_says_in_english_what_the_readers_say() {
        let words = Words::new(Language::English);
        let documents = [
            OpenError::NoText,
            OpenError::Blank("e-book"),
            OpenError::NoTextLayer { pages: 3 },
            OpenError::Damaged {
                kind: "Word document",
                reason: "a part is missing".to_owned(),
            },
            OpenError::Locked("PDF"),
            OpenError::Unpacks { megabytes: 64 },
            OpenError::Archive,
            OpenError::TooDeep,
            OpenError::NoDocument,
            OpenError::Kind("a workbook"),
        ];
        for error in documents {
            assert_eq!(words.say(&of_document(&error)), error.to_string());
        }
        let texts = [
            formats::OpenError::Empty,
            formats::OpenError::TooLong { bytes: 60 << 20 },
            formats::OpenError::Binary(None),
            formats::OpenError::Binary(formats::sniff::kind(b"%PDF-1.7")),
            formats::OpenError::BrokenUtf8 { line: 3 },
            formats::OpenError::BrokenUtf16,
            formats::OpenError::Xml,
        ];
        for error in texts {
            assert_eq!(words.say(&of_text(&error)), error.to_string());
        }
    }

    #[test]
    fn it_says_so_in_the_language_of_the_page() {
        let error = OpenError::Locked("e-book");
        let said = Words::new(Language::Dutch).say(&of_document(&error));
        assert!(
            said.contains("wachtwoord") && said.contains("e-boek"),
            "{said}"
        );
    }
}
