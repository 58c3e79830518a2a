//! Files that mean harm, or are only too large: each is refused or read within bounds, and nothing panics.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails panics, in the functions beside it too"
)]

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use dateline_documents::{OpenError, Opened, open, open_each, survey};
use dateline_formats::exchange::{self, Format, Part};

fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let parts = files.iter().map(|(name, bytes)| Part::new(*name, *bytes));
    exchange::pack(&parts.collect::<Vec<_>>()).unwrap()
}

fn file(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    fs::read(folder.join(name)).unwrap()
}

/// All files of an archive: their paths, and their text or why there is none.
fn all(path: &str, bytes: &[u8]) -> Vec<(String, Result<String, OpenError>)> {
    let mut found = Vec::new();
    open_each(path, bytes, &mut |piece| {
        let text = piece.opened.map(|opened| match opened {
            Opened::Document(document) => document.article.text.to_string(),
            Opened::File(file) => format!("{} articles", file.articles.len()),
        });
        found.push((piece.path, text));
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

#[test]
fn a_bad_file_among_good_ones_harms_no_other() {
    let inner = pack(&[("c.txt", b"Gent")]);
    let bytes = pack(&[
        ("a/nl.docx", &file("nl.docx")),
        ("a/broken.pdf", b"%PDF-1.7 nothing"),
        ("a/inner.zip", &inner),
        ("__MACOSX/a/._nl.docx", b"\0\x05\x16\x07"),
        ("b.txt", "Brugge".as_bytes()),
    ]);
    assert_eq!(survey("news.zip", &bytes).unwrap().files, 4);
    let found = all("news.zip", &bytes);
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "news.zip/a/broken.pdf",
            "news.zip/a/inner.zip/c.txt",
            "news.zip/a/nl.docx",
            "news.zip/b.txt"
        ]
    );
    assert!(
        found[0]
            .1
            .as_ref()
            .unwrap_err()
            .to_string()
            .starts_with("This PDF is damaged")
    );
    assert_eq!(found[1].1.as_deref(), Ok("Gent"));
    assert_eq!(
        found[2].1.as_deref(),
        Ok(String::from_utf8(file("nl.txt")).unwrap().trim_end())
    );
    assert_eq!(found[3].1.as_deref(), Ok("Brugge"));
}

#[test]
fn where_a_text_came_from_is_kept() {
    let bytes = pack(&[("a/b.txt", b"Gent")]);
    let mut kept = None;
    open_each("news.zip", &bytes, &mut |piece| {
        if let Ok(Opened::Document(document)) = piece.opened {
            kept = document.article.details.provenance;
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    let kept = kept.unwrap();
    assert_eq!((&*kept.file, &*kept.path), ("b.txt", "news.zip/a/b.txt"));
    // printf Gent | sha256sum
    assert_eq!(
        kept.sha256,
        "fdd7d052ed9f86d1091af9dae0f4f58f803efe265d54e2e2f0678bdd6a16a505"
    );
}

#[test]
fn the_two_files_of_an_article_come_in_as_one_with_its_marks() {
    let bytes = pack(&[
        ("a/annotation.conf", b"[entities]\nGPE"),
        ("a/b.ann", b"T1\tGPE 9 13\tGent\n"),
        ("a/b.txt", b"Storm in Gent"),
        ("a/c.txt", b"Brugge"),
    ]);
    let counted = survey("news.zip", &bytes).unwrap();
    let kinds: Vec<(&str, usize)> = counted
        .kinds
        .iter()
        .map(|(kind, count)| (&**kind, *count))
        .collect();
    assert_eq!((counted.files, kinds), (2, vec![("ann", 1), ("txt", 1)]));
    let mut found = Vec::new();
    open_each("news.zip", &bytes, &mut |piece| {
        let marks = match piece.opened.unwrap() {
            Opened::File(file) => file.articles[0].annotations.len(),
            Opened::Document(_) => 0,
        };
        found.push((piece.path, piece.format, marks));
        ControlFlow::Continue(())
    })
    .unwrap();
    let expected = [
        ("news.zip/a/b.ann".to_owned(), Some(Format::Brat), 1),
        ("news.zip/a/c.txt".to_owned(), None, 0),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let bomb = vec![b'a'; 80 << 20];
    let packed = pack(&[("a.txt", &bomb), ("b.txt", b"Gent")]);
    assert!(packed.len() < 1 << 20);
    let found = all("bomb.zip", &packed);
    assert!(
        matches!(found[0].1, Err(OpenError::Unpacks { .. })),
        "{:?}",
        found[0].0
    );
    assert_eq!(found[1].1.as_deref(), Ok("Gent"));
    let docx = pack(&[("word/document.xml", &bomb)]);
    assert!(matches!(
        open("a.docx", &docx),
        Err(OpenError::Unpacks { .. })
    ));
    let mut nested = pack(&[("a.txt", b"Gent")]);
    for _ in 0..6 {
        nested = pack(&[("a.zip", &nested)]);
    }
    assert!(matches!(
        all("nested.zip", &nested)[..],
        [(_, Err(OpenError::TooDeep))]
    ));
}

#[test]
fn entities_that_multiply_stay_unread() {
    let entities: Vec<String> = (1..30)
        .map(|level| format!("<!ENTITY a{level} \"&a{0};&a{0};\">", level - 1))
        .collect();
    let xml = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a0 \"ha\">{}]>\
         <w:document><w:body><w:p><w:r><w:t>x&a29;y</w:t></w:r></w:p></w:body></w:document>",
        entities.concat()
    );
    let docx = pack(&[("word/document.xml", xml.as_bytes())]);
    let Ok(Opened::Document(document)) = open("a.docx", &docx) else {
        panic!("it is a document");
    };
    assert_eq!(&*document.article.text, "xy");
}

#[test]
fn depth_costs_no_stack() {
    let deep =
        |open: &str, close: &str| format!("{}Gent{}", open.repeat(10_000), close.repeat(10_000));
    let xml = format!(
        "<w:document><w:p><w:r><w:t>Gent</w:t></w:r></w:p>{}</w:document>",
        deep("<w:tbl>", "</w:tbl>")
    );
    assert!(open("a.docx", &pack(&[("word/document.xml", xml.as_bytes())])).is_ok());
    assert!(open("a.html", deep("<div>", "</div>").as_bytes()).is_ok());
    assert!(open("a.json", deep("[", "]").as_bytes()).is_err());
    assert!(open("a.rtf", format!("{{\\rtf1 {}", deep("{", "}")).as_bytes()).is_err());
}

/// A PDF of so many empty pages.
fn pages(count: usize) -> Vec<u8> {
    let numbers = 3..count + 3;
    let kids: Vec<String> = numbers
        .clone()
        .map(|number| format!("{number} 0 R"))
        .collect();
    let pages = numbers.map(|number| {
        format!("{number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n")
    });
    let pages: Vec<String> = pages.collect();
    let (kids, pages) = (kids.join(" "), pages.concat());
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Count {count}/Kids[{kids}]>>endobj\n{pages}trailer<</Root 1 0 R>>\n%%EOF"
    )
    .into_bytes()
}

#[test]
fn a_pdf_of_too_many_pages_or_without_a_text_layer_says_so() {
    assert_eq!(
        open("a.pdf", &pages(5_000)),
        Err(OpenError::TooManyPages { found: 5_000 })
    );
    assert_eq!(
        open("a.pdf", &pages(3)),
        Err(OpenError::NoTextLayer { pages: 3 })
    );
}

#[test]
fn fonts_with_more_characters_than_there_are_are_refused_before_they_are_read() {
    let with = |font: &str| {
        let page = String::from_utf8(pages(1)).unwrap();
        let fonts = format!("/Type/Page/Resources<</Font<</F1<<{font}>>>>>>");
        open(
            "a.pdf",
            page.replace("/Type/Page/", &format!("{fonts}/")).as_bytes(),
        )
    };
    let descendant = |widths: &str| format!("/Subtype/Type0/DescendantFonts[<<{widths}>>]");
    let full = "0 65535 500 ".repeat(100);
    for font in [
        descendant("/W[1[500 600]0 4000000000 500]"),
        descendant("/W2[0 4000000000 -1000 250 772]"),
        descendant(&format!("/W[{full}]")),
        "/Subtype/TrueType/FirstChar 4000000000/LastChar 4000000001/Widths[500]".to_owned(),
    ] {
        let refused = OpenError::Damaged {
            kind: "PDF",
            reason: "a font has more characters than there are".to_owned(),
        };
        assert_eq!(with(&font), Err(refused), "{font}");
    }
    let possible = descendant("/W[1[500 600]3 65535 500]");
    assert_eq!(with(&possible), Err(OpenError::NoTextLayer { pages: 1 }));
}

/// Cuts, doubles, overwrites and joins pieces of real documents, the same ones at every run.
#[test]
fn damaged_documents_never_panic() {
    let mut random = Random(1);
    for name in [
        "nl.docx",
        "nl.odt",
        "nl.epub",
        "nl.rtf",
        "nl.eml",
        "nl.mhtml",
        "nl.html",
        "nl.pdf",
        "nl.columns.pdf",
    ] {
        let whole = file(name);
        for _ in 0..40 {
            let bytes = random.damage(&whole);
            // What comes of it is of no concern here.
            drop(open(name, &bytes));
        }
    }
}

/// Xorshift: <https://www.jstatsoft.org/article/view/v008i14>.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn damage(&mut self, whole: &[u8]) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len());
            let length = self.below(64).min(bytes.len() - at);
            match self.below(4) {
                0 => bytes[at..at + length].fill(self.below(256) as u8),
                1 => drop(bytes.drain(at..at + length)),
                2 => {
                    let piece = bytes[at..at + length].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => bytes.truncate(at.max(16)),
            }
        }
        bytes
    }
}
