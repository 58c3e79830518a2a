//! What can't be read says why, in words that a person can act on; what can be repaired is, and says so.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails panics, in the functions beside it too"
)]

use dateline_annotation::Language;
use dateline_formats::json::{self, MAX_FILE_BYTES, Notice, ReadError};
use dateline_formats::{MAX_TEXT_BYTES, OpenError, Opened, open};

/// A file with one article of this text, and these annotations.
fn file(text: &str, annotations: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    format!(
        "{{\"format\": \"dateline\", \"version\": 1, \"offset_unit\": \"codepoint\", \"articles\": [\n\
         {{\"id\": \"000000000000000a\", \"title\": \"T\", \"text\": {text}, \"annotations\": [\n{annotations}]}}\n]}}"
    )
}

fn annotation(id: u32, start: u32, end: u32, text: &str) -> String {
    format!(
        "{{\"id\": \"{id:016x}\", \"start\": {start}, \"end\": {end}, \"label\": \"ORG\", \"text\": \"{text}\", \
         \"origin\": \"person\", \"state\": \"confirmed\"}}"
    )
}

fn error(text: &str) -> String {
    json::read(text).unwrap_err().to_string()
}

#[test]
fn what_is_no_export_says_what_it_is() {
    let cases = [
        ("", "The file is empty."),
        (
            "PK\u{3}\u{4}rest",
            "This is not a Dateline file: it starts with PK, so it is probably a .docx, .odt, .epub or .zip file.",
        ),
        ("%PDF-1.7", "it is probably a PDF."),
        ("\n<html><p>x", "it is probably a web page or XML."),
        (
            "Storm in Gent",
            "The file is not JSON: expected value (line 1, column 1).",
        ),
        (
            "{\"format\": \"dateline\",\n \"version\"",
            "The file breaks off in line 2: it is incomplete.",
        ),
        (
            "{\"format\": \"dateline\",\n \"version\": 1 2}",
            "The file is not JSON: expected `,` or `}` (line 2, column 15).",
        ),
        (
            "{\"format\": \"dateline\"}",
            "\"version\" must be a whole number from 1 to 1",
        ),
        (
            "{\"format\": \"dateline\", \"version\": \"1\"}",
            "\"version\" must be a whole number from 1 to 1",
        ),
        (
            "{\"format\": \"dateline\", \"version\": 7, \"articles\": {}}",
            "made by a newer Dateline (version 7 of the format); this one reads up to 1. Reload the page",
        ),
        (
            "{\"format\": \"other\"}",
            "This is JSON, but not a Dateline file",
        ),
        ("[1, 2]", "This is JSON, but not a Dateline file"),
        (
            "{\"text\": \"a\", \"label\": [[0, 1, \"PER\"]]}\n{\"text\": \"b\", \"label\": []}",
            "a file of doccano, which Dateline can't read yet",
        ),
        (
            "[{\"data\": {\"text\": \"a\"}, \"annotations\": []}]",
            "a file of Label Studio",
        ),
        (
            "[{\"text\": \"a\", \"entities\": [[0, 1, \"PER\"]]}]",
            "a file of spaCy",
        ),
        (
            "{\"text\": \"a\", \"tokens\": [], \"spans\": []}",
            "a file of Prodigy",
        ),
        (
            "{\"%TYPES\": {}, \"%FEATURE_STRUCTURES\": []}",
            "a file of UIMA CAS",
        ),
    ];
    for (text, message) in cases {
        assert!(error(text).contains(message), "{text}: {}", error(text));
    }
}

#[test]
fn a_wrong_field_is_named_with_its_path_and_line() {
    let good = annotation(1, 0, 3, "IBM");
    let cases = [
        (
            "\"text\": \"IBM\", \"ann",
            "\"ann",
            "articles[0]: missing field `text` (line 3)",
        ),
        (
            "\"start\": 0, ",
            "",
            "articles[0].annotations[0]: missing field `start` (line 3)",
        ),
        (
            "\"start\": 0",
            "\"start\": \"0\"",
            "articles[0].annotations[0].start: invalid type: string \"0\", expected u32 (line 3)",
        ),
        (
            "\"start\": 0",
            "\"start\": -1",
            "articles[0].annotations[0].start: invalid value: integer `-1`, expected u32 (line 3)",
        ),
        (
            "0000000000000001",
            "T1",
            "annotations[0].id: “T1” is not an identifier of sixteen hexadecimal digits (line 3)",
        ),
        (
            "\"person\"",
            "\"robot\"",
            "“robot” is no origin; it is one of model, rule, person, import",
        ),
        (
            "\"confirmed\"",
            "\"sure\"",
            "“sure” is no state of an annotation; it is one of suggested, confirmed, rejected",
        ),
        (
            "\"confirmed\"",
            "\"confirmed\", \"confidence\": 2",
            "2 is no confidence; it lies from 0 to 1",
        ),
        (
            "\"confirmed\"",
            "\"confirmed\", \"value\": {\"decimal\": \"1e3\"}",
            "“1e3” is not a decimal number; write for example 2500 or 0.5",
        ),
        (
            "\"confirmed\"",
            "\"confirmed\", \"value\": {\"timex\": \"soon\"}",
            "“soon” is not a TIMEX3 date",
        ),
        (
            "\"title\"",
            "\"published\": \"27-11-2016\", \"title\"",
            "“27-11-2016” is not a day; write for example 2016-11-27",
        ),
        (
            "\"title\"",
            "\"published\": \"2016-11-27T08:00\", \"title\"",
            "“2016-11-27T08:00” is not a day",
        ),
        (
            "codepoint",
            "utf16",
            "The offsets in the file count “utf16”, which is not known",
        ),
    ];
    let whole = file("IBM", &good);
    json::read(&whole).unwrap();
    for (old, new, message) in cases {
        let broken = whole.replacen(old, new, 1);
        assert_ne!(broken, whole, "{old}");
        assert!(
            error(&broken).contains(message),
            "{new}: {}",
            error(&broken)
        );
    }
}

#[test]
fn offsets_in_another_unit_are_converted_and_told() {
    let text = "😀 Zoë ha ha IBM";
    // The first ha in UTF-16 units is where the second letter of it is in code points.
    for (unit, zoe, ha, ibm) in [("UTF-16 units", 3, 7, 13), ("bytes", 5, 10, 16)] {
        let marks = [
            annotation(1, zoe, zoe + if unit == "bytes" { 4 } else { 3 }, "Zoë"),
            annotation(2, ha, ha + 2, "ha"),
            annotation(3, ibm, ibm + 3, "IBM"),
        ];
        let read = json::read(&file(text, &marks.join(",\n"))).unwrap();
        assert_eq!(
            read.notices,
            [Notice::Converted {
                article: "T".to_owned(),
                unit
            }]
        );
        let starts: Vec<_> = read.articles[0]
            .annotations
            .iter()
            .map(|mark| mark.span.start().get())
            .collect();
        assert_eq!(starts, [5, 10, 16]);
    }
}

#[test]
fn an_annotation_that_fits_nowhere_is_left_out_and_told() {
    let marks = [
        annotation(1, 0, 3, "IBM"),
        annotation(2, 4, 9, "SHELL"),
        annotation(3, 4, 400, "Shell and all"),
        annotation(4, 4, 4, ""),
        annotation(5, 9, 4, "Shell"),
        annotation(6, 0, 3, "IBM"),
    ];
    let read = json::read(&file("IBM Shell", &marks.join(","))).unwrap();
    assert_eq!(read.articles[0].annotations.len(), 2);
    assert_eq!(read.notices.len(), 4);
    assert_eq!(
        read.notices[0].to_string(),
        "“T”: the ORG “SHELL” at 4 to 9 was left out, because the article does not have that text there."
    );
}

#[test]
fn what_stands_twice_is_kept_under_a_new_identifier_and_told() {
    let marks = [
        annotation(1, 0, 3, "IBM"),
        annotation(1, 4, 9, "Shell"),
        annotation(2, 4, 9, "Shell"),
    ];
    let one = file("IBM Shell", &marks.join(","));
    let read = json::read(&one).unwrap();
    assert_eq!(read.articles[0].annotations.len(), 3);
    assert_eq!(read.notices.len(), 1);

    let article = &one[one.find("[\n").unwrap() + 1..one.rfind(']').unwrap()];
    let twice = one.replacen(article, &format!("{article},{article}"), 1);
    let read = json::read(&twice).unwrap();
    assert_eq!(read.articles.len(), 2);
    assert_ne!(read.articles[0].id, read.articles[1].id);
    assert!(
        read.notices[1]
            .to_string()
            .contains("the article identifier 000000000000000a was used twice")
    );

    let labels = "\"labels\": [{\"name\": \"A\", \"key\": \"a\"}, {\"name\": \"A\", \"key\": \"b\"}], \"articles\"";
    let read = json::read(&file("x", "").replacen("\"articles\"", labels, 1)).unwrap();
    assert_eq!(
        read.notices,
        [Notice::DefinedTwice {
            what: "label",
            id: "A".to_owned()
        }]
    );
}

#[test]
fn thousands_of_equal_identifiers_take_no_time() {
    let marks: Vec<String> = (0..50_000).map(|_| annotation(7, 0, 3, "IBM")).collect();
    let read = json::read(&file("IBM", &marks.join(","))).unwrap();
    assert_eq!(read.articles[0].annotations.len(), 50_000);
}

#[test]
fn an_unknown_language_is_left_open_and_told() {
    let german = file("x", "").replacen("\"title\"", "\"language\": \"de\", \"title\"", 1);
    let read = json::read(&german).unwrap();
    assert_eq!(read.articles[0].details.language, None);
    assert_eq!(
        read.notices,
        [Notice::Language {
            article: "T".to_owned(),
            language: "de".to_owned()
        }]
    );
    let belgian = german.replacen("\"de\"", "\"nl-BE\"", 1);
    assert_eq!(
        json::read(&belgian).unwrap().articles[0].details.language,
        Some(Language::Dutch)
    );
}

#[test]
fn unknown_fields_and_a_byte_order_mark_do_no_harm() {
    let more = file("x", "").replacen("\"title\"", "\"mood\": {\"a\": [1]}, \"title\"", 1);
    assert!(json::read(&format!("\u{feff}{more}")).is_ok());
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = "[".repeat(1 << 20);
    for text in [
        deep.clone(),
        format!("{{\"format\": {deep}"),
        file("x", "").replacen(
            "\"title\"",
            &format!("\"x\": {}{}, \"title\"", deep, "]".repeat(1 << 20)),
            1,
        ),
        file(
            "IBM",
            &annotation(1, 0, 3, "IBM").replacen(
                "\"origin\"",
                &format!("\"value\": {{\"a\": {deep}"),
                1,
            ),
        ),
    ] {
        let reading = move || drop(json::read(&text));
        std::thread::Builder::new()
            .stack_size(512 << 10)
            .spawn(reading)
            .unwrap()
            .join()
            .unwrap();
    }
}

#[test]
fn what_is_too_large_is_refused_at_once() {
    assert_eq!(
        open("big.txt", &vec![b'x'; 50 << 20])
            .unwrap_err()
            .to_string(),
        "The text is too long: 50 MB, and the limit is 20 MB. Split it into shorter articles."
    );
    let long = file(&"x".repeat(MAX_TEXT_BYTES + 1), "");
    assert_eq!(
        json::read(&long),
        Err(ReadError::TextTooLong {
            title: "T".to_owned()
        })
    );
    assert_eq!(
        json::read(&" ".repeat(MAX_FILE_BYTES + 1)),
        Err(ReadError::TooLarge)
    );
}

fn text_of(name: &str, bytes: &[u8]) -> String {
    match open(name, bytes).unwrap() {
        Opened::Article { article, .. } => article.text.to_string(),
        Opened::File(_) => panic!("{name} is no export"),
    }
}

#[test]
fn content_decides_before_the_name_does() {
    assert_eq!(text_of("a.html", b"5 is less"), "5 is less");
    assert_eq!(text_of("a.txt", b"[UPDATE] Storm"), "[UPDATE] Storm");
    assert_eq!(text_of("a", b"<3 Gent"), "<3 Gent");
    assert_eq!(text_of("RIFF.txt", b"RIFF raff"), "RIFF raff");
    assert_eq!(text_of("a.txt", b"\xef\xbb\xbfa\r\n"), "a\r\n");
    assert!(matches!(
        open("a.txt", file("x", "").as_bytes()),
        Ok(Opened::File(_))
    ));
    let broken = file("x", "").replacen("\"articles\"", "\"art\"", 1);
    assert!(matches!(
        open("a.txt", broken.as_bytes()),
        Err(OpenError::Json(ReadError::Field { .. }))
    ));
    assert!(matches!(
        open("a.txt", &broken.as_bytes()[..60]),
        Err(OpenError::Json(ReadError::Incomplete { .. }))
    ));
    assert!(matches!(
        open("a.txt", b"{\"text\": \"a\", \"label\": []}"),
        Ok(Opened::File(_))
    ));
    assert!(matches!(
        open("a.json", b"{\"classes\": [], \"annotations\": []}"),
        Err(OpenError::Json(ReadError::Foreign {
            tool: "ner-annotator"
        }))
    ));
}

#[test]
fn what_is_no_text_says_what_it_probably_is() {
    for (bytes, message) in [
        (&b""[..], "There is no text in it."),
        (b" \n\xc2\xa0", "There is no text in it."),
        (
            b"%PDF-1.7\n\xe2\xe3",
            "so it is probably a PDF. Save it as plain text",
        ),
        (
            b"PK\x03\x04\x14\0",
            "probably a .docx, .odt, .epub or .zip file",
        ),
        (b"\x1f\x8b\x08\0", "probably a gzip archive"),
        (b"\x89PNG\r\n\x1a\n\0", "probably a PNG image"),
        (b"RIFF\x24\0\0\0WEBP", "probably a WebP image"),
        (b"\0\0\0\x18ftypheic", "probably a film or photograph"),
        (b"{\\rtf1\\ansi Storm}", "probably a rich text (.rtf) file"),
        (b"ab\0cd", "This is not a text file. Save it as plain text"),
        (
            b"<?xml version='1.0'?><rss/>",
            "This is XML of a kind that Dateline can't read yet.",
        ),
        (
            b"\xc3\xa9t\xc3\xa9\n\xc3\xa9t\xc3( ",
            "line 2 is not valid UTF-8",
        ),
    ] {
        let error = open("a.bin", bytes).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}
