//! Documents of every kind: pages, mail, office files, e-books, PDF.

use dateline_documents::{Opened, open, open_each};
use dateline_formats::exchange::{Part, pack, unpack};

use crate::Target;
use crate::behaviour::Behaviour;
use crate::formats::of_file;

macro_rules! files {
    ($($name:literal),*) => {
        &[$(($name, include_bytes!(concat!("../../crates/documents/tests/files/", $name)))),*]
    };
}

const PAGES: &[(&str, &[u8])] = files!["article.html", "nl.html", "fr.html"];
const MESSAGES: &[(&str, &[u8])] = files!["en.eml", "fr.eml", "nl.mhtml"];
const RICH: &[(&str, &[u8])] = files!["en.rtf", "nl.rtf"];
const PRINTED: &[(&str, &[u8])] = files![
    "en.pdf",
    "nl.columns.pdf",
    "fr.printed.pdf",
    "fr.typeset.pdf"
];
const PACKED: &[(&str, &[u8])] = files!["fr.docx", "nl.epub", "en.odt"];

const WORDS: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table><tr><td>",
    "<script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&#0;",
    "&nbsp;",
    "&amp",
    "<svg>",
    "<template>",
    "<title>",
    "<meta charset=utf-16>",
    "charset=iso-8859-1",
    "\r\n\r\n",
    "\n",
    "--",
    "Content-Type: multipart/mixed; boundary=",
    "Content-Transfer-Encoding: base64",
    "=?utf-8?q?",
    "?=",
    "=3D",
    "{",
    "}",
    "\\par ",
    "\\u-3913?",
    "\\'e9",
    "\\bin99999999 ",
    "\\ansicpg1252",
    "\\*",
    "\\fonttbl",
    "<w:p>",
    "<w:t xml:space=\"preserve\">",
    "<w:tab/>",
    "<text:p>",
    "<text:s text:c=\"4294967295\"/>",
    "<office:body>",
    "<spine>",
    "<itemref idref=",
    "obj",
    "endobj",
    "stream",
    "endstream",
    "/Length ",
    "/Filter/FlateDecode",
    "BT",
    "ET",
    "Tj",
    "[",
    "]",
    "<<",
    ">>",
    "/Kids",
    "/Parent 1 0 R",
    "xref",
    "\0",
    "\u{feff}",
    "😀",
    "999999999999",
];

/// Parts of office documents and e-books that no reader looks into: what is damaged in them shows nothing.
const UNREAD: [&str; 6] = [
    "Configurations2/",
    "Thumbnails/",
    "settings.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "OEBPS/styles/",
];

pub(crate) fn targets() -> Vec<Target> {
    let kinds = [
        ("html", PAGES),
        ("mail", MESSAGES),
        ("rtf", RICH),
        ("pdf", PRINTED),
    ];
    let whole = kinds.map(|(name, files)| Target::new(name, seeds(files), WORDS, is_opened));
    let inside = PACKED.iter().map(|(name, bytes)| {
        let kind = name.rsplit('.').next().unwrap_or(name);
        let mut parts = unpack(bytes).unwrap_or_default();
        parts.retain(|part| !UNREAD.iter().any(|unread| part.name.starts_with(unread)));
        Target::new(kind, vec![parts], WORDS, move |parts| {
            let packed = pack(parts).unwrap_or_default();
            is_opened(&[Part::new(*name, packed)])
        })
    });
    let archives = Target::new("archive", seeds(PACKED), WORDS, |parts| {
        let mut pieces = Vec::new();
        let opened = open_each(&parts[0].name, &parts[0].bytes, &mut |piece| {
            pieces.push(piece.opened);
            std::ops::ControlFlow::Continue(())
        });
        let any = pieces.iter().any(Result::is_ok);
        Behaviour::of(opened.is_ok() && any)
            .count("pieces", pieces.len())
            .say_all(opened.err())
            .say_all(pieces.into_iter().filter_map(Result::err))
    });
    whole.into_iter().chain(inside).chain([archives]).collect()
}

fn seeds(files: &[(&str, &[u8])]) -> Vec<Vec<Part>> {
    let parts = files
        .iter()
        .map(|(name, bytes)| vec![Part::new(*name, *bytes)]);
    parts.collect()
}

fn is_opened(parts: &[Part]) -> Behaviour {
    match open(&parts[0].name, &parts[0].bytes) {
        Err(error) => Behaviour::of(false).say(&error),
        Ok(Opened::File(file)) => of_file(&file),
        Ok(Opened::Document(document)) => {
            let text = &document.article.text;
            let on_characters = |place: &usize| text.is_char_boundary(*place);
            assert!(
                document.divided.iter().all(on_characters),
                "a hyphen off its text"
            );
            let details = &document.article.details;
            Behaviour::of(true)
                .count("bytes", text.len())
                .count("lines", text.lines().count())
                .count("title", details.title.len())
                .count("author", details.author.len())
                .count("day", usize::from(details.published.is_some()))
                .count("divided", document.divided.len())
                .say_all(&document.notices)
        }
    }
}
