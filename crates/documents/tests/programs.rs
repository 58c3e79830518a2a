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
    /// Which language it states.
    states: Stated,
    /// Whether it has the author and the day of publication.
    author: bool,
    published: bool,
}

/// Which language a document states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stated {
    /// That of the text.
    Own,
    /// That of the program, which counts only where the text is in it.
    Program,
    None,
}

const fn kind(ending: &'static str, states: Stated, author: bool, published: bool) -> Kind {
    Kind {
        ending,
        states,
        author,
        published,
    }
}

const KINDS: [Kind; 11] = [
    kind("odt", Stated::Program, true, false),
    kind("docx", Stated::Program, true, false),
    kind("rtf", Stated::Program, true, false),
    kind("epub", Stated::Program, true, false),
    kind("html", Stated::None, true, false),
    kind("mhtml", Stated::Own, true, true),
    kind("eml", Stated::Own, true, true),
    kind("pdf", Stated::Program, true, false),
    kind("printed.pdf", Stated::Own, false, false),
    kind("columns.pdf", Stated::Own, false, false),
    kind("typeset.pdf", Stated::Own, true, false),
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
        Ok(Opened::Document(document)) => *document,
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
            let expected = original.trim_end();
            let found = document(&name).article.text;
            if *found != *expected {
                wrong.push(format!("{name}:\n{}", difference(expected, &found)));
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
    let told: Vec<String> = first
        .map(|(a, b)| {
            format!(
                "  expected {a:?}
  found    {b:?}"
            )
        })
        .collect();
    told.join(
        "
",
    )
}

#[test]
fn what_a_file_says_of_its_text_is_kept() {
    for (language, author) in LANGUAGES {
        let code = language.code();
        let original = String::from_utf8(file(&format!("{code}.txt"))).unwrap();
        for kind in KINDS {
            let name = format!("{code}.{}", kind.ending);
            let details = document(&name).article.details;
            assert_eq!(details.title, original.lines().next().unwrap(), "{name}");
            let states = match kind.states {
                Stated::Own => true,
                Stated::Program => language == Language::English,
                Stated::None => false,
            };
            assert_eq!(details.language, states.then_some(language), "{name}");
            assert_eq!(
                details.author,
                if kind.author { author } else { "" },
                "{name}"
            );
            let day = kind.published.then(|| Date::new(2017, 3, 14).unwrap());
            assert_eq!(details.published, day, "{name}");
            let provenance = details.provenance.unwrap();
            assert_eq!(
                (provenance.file.as_str(), provenance.sha256.len()),
                (&*name, 64)
            );
        }
    }
}
