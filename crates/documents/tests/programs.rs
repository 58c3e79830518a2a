//! Documents that real programs wrote of our own articles: the text that comes back is the text that went in.
//!
//! `files/make.py` makes them. What a kind of document is known to change is stated in its row.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails panics, in the functions beside it too"
)]

use std::fs;
use std::path::PathBuf;

use dateline_annotation::{Date, Language};
use dateline_documents::{Document, Opened, open};

/// One kind of document, as one program writes it.
struct Kind {
    /// What follows the language in the name of the file.
    ending: &'static str,
    /// Whether the file has the language, the author and the day of publication.
    has: [bool; 3],
    /// What is known to be different.
    differs: fn(&str) -> String,
}

const LANGUAGE: [bool; 3] = [true, false, false];
const AUTHOR: [bool; 3] = [true, true, false];
const ALL: [bool; 3] = [true, true, true];

fn same(text: &str) -> String {
    text.to_owned()
}

const KINDS: [Kind; 10] = [
    Kind {
        ending: "odt",
        has: AUTHOR,
        differs: same,
    },
    Kind {
        ending: "docx",
        has: AUTHOR,
        differs: same,
    },
    Kind {
        ending: "rtf",
        has: AUTHOR,
        differs: same,
    },
    Kind {
        ending: "epub",
        has: AUTHOR,
        differs: same,
    },
    Kind {
        ending: "html",
        has: AUTHOR,
        differs: same,
    },
    Kind {
        ending: "mhtml",
        has: ALL,
        differs: same,
    },
    Kind {
        ending: "eml",
        has: ALL,
        differs: same,
    },
    Kind {
        ending: "pdf",
        has: AUTHOR,
        differs: same,
    },
    Kind {
        ending: "printed.pdf",
        has: LANGUAGE,
        differs: same,
    },
    Kind {
        ending: "columns.pdf",
        has: LANGUAGE,
        differs: same,
    },
];

const LANGUAGES: [(Language, &str); 3] = [
    (Language::Dutch, "Jan Peeters"),
    (Language::French, "Hélène Dupré"),
    (Language::English, "Mary O’Neill"),
];

fn file(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    fs::read(folder.join(name)).unwrap()
}

fn document(name: &str) -> Document {
    match open(name, &file(name)) {
        Ok(Opened::Document(document)) => document,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn text_comes_back_as_it_went_in() {
    let mut wrong = Vec::new();
    for (language, _) in LANGUAGES {
        let code = language.code();
        let original = String::from_utf8(file(&format!("{code}.txt"))).unwrap();
        for kind in KINDS {
            let name = format!("{code}.{}", kind.ending);
            let expected = (kind.differs)(original.trim_end());
            let found = document(&name).article.text;
            if *found != expected {
                wrong.push(format!("{name}:\n{}", difference(&expected, &found)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The first line that differs.
fn difference(expected: &str, found: &str) -> String {
    let lines = expected
        .lines()
        .zip(found.lines().chain(std::iter::repeat("(nothing)")));
    let first = lines.filter(|(a, b)| a != b).take(2);
    first
        .map(|(a, b)| format!("  expected {a:?}\n  found    {b:?}\n"))
        .collect()
}

#[test]
fn what_a_file_says_of_its_text_is_kept() {
    for (language, author) in LANGUAGES {
        let code = language.code();
        let original = String::from_utf8(file(&format!("{code}.txt"))).unwrap();
        for Kind {
            ending,
            has: [has_language, has_author, has_date],
            ..
        } in KINDS
        {
            let name = format!("{code}.{ending}");
            let details = document(&name).article.details;
            assert_eq!(details.title, original.lines().next().unwrap(), "{name}");
            assert_eq!(details.language, has_language.then_some(language), "{name}");
            assert_eq!(
                details.author,
                if has_author { author } else { "" },
                "{name}"
            );
            let day = has_date.then(|| Date::new(2017, 3, 14).unwrap());
            assert_eq!(details.published, day, "{name}");
            let provenance = details.provenance.unwrap();
            assert_eq!(
                (provenance.file.as_str(), provenance.sha256.len()),
                (&*name, 64)
            );
        }
    }
}
