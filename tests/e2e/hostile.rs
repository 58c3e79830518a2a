//! Bad input gets a clear message, and what was there stays.

use crate::{app::App, keys::ESCAPE, texts::REPORT};

/// Gives the page a file that it cannot take; it must say so in words that contain one of `expected`.
fn refuses(name: &str, content: impl AsRef<[u8]>, expected: &[&str]) {
    let page = App::open();
    page.paste(REPORT);
    page.wait_for_marks();
    page.select_words("umbrella");
    page.press('w');
    page.until("the new mark", || page.mark("umbrella"));
    let before = (page.text(), page.marks());
    let file = page.file(name, content);
    page.choose(&[&file]);
    // Of a large one it is asked first.
    page.until("an answer or a question", || {
        page.read("message").or_else(|| page.read("import"))
    });
    if page.read("import").is_some() {
        page.click("import-start-import");
    }
    let message = page.wait_to_read("message", |text| text.contains(name));
    let lower = message.to_lowercase();
    assert!(
        expected.iter().any(|word| lower.contains(word)),
        "{message:?} says none of {expected:?}"
    );
    page.press(ESCAPE);
    page.until("the article that was there", || {
        (page.text() == before.0).then_some(())
    });
    let marks = |marks: Vec<crate::app::Mark>| {
        marks
            .into_iter()
            .map(|mark| (mark.start, mark.end, mark.label))
            .collect::<Vec<_>>()
    };
    assert_eq!(marks(page.marks()), marks(before.1));
    assert_eq!(page.read_all("article-row").len(), 1, "nothing came in");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_empty_file() {
    refuses("empty.txt", "", &["empty", "no text"]);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_file_of_spaces() {
    refuses("blank.txt", " \r\n\t\n ", &["empty", "no text"]);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_binary_file() {
    refuses(
        "notes.txt",
        b"PK\x03\x04\x14\0\0\0\x08\0word/document.xml\0\xff\xfe\0",
        &["zip", "docx"],
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_binary_file_without_a_known_start() {
    refuses(
        "noise.txt",
        (0..4_000_u32)
            .map(|n| (n * n % 251) as u8)
            .collect::<Vec<_>>(),
        &["not a text file"],
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_text_of_50_megabytes() {
    refuses(
        "huge.txt",
        "The bridge over the river was closed on Monday.\n".repeat(50_000_000 / 48),
        &["mb"],
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn json_that_breaks_off() {
    refuses(
        "broken.json",
        "{\"format\": \"dateline\", \"version\": 1, \"articles\": [{\"id\":",
        &["breaks off", "not json"],
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn json_of_another_tool() {
    refuses(
        "foreign.json",
        "{\"sentence\": \"Zoë joined IBM.\", \"weather\": [[0, 3, \"PER\"]]}",
        &["not a dateline file"],
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_export_of_a_future_version() {
    let future = "{\"format\": \"dateline\", \"version\": 99, \"offset_unit\": \"codepoint\", \"articles\": [], \"moon\": 1}";
    refuses("future.json", future, &["newer"]);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_export_with_a_mark_outside_its_text() {
    let wrong = "{\"format\": \"dateline\", \"version\": 1, \"offset_unit\": \"codepoint\", \"articles\": [{\"id\": \"1\", \
                 \"text\": \"Ghent\", \"annotations\": [{\"start\": 3, \"end\": 900, \"label\": \"LOC\"}]}]}";
    refuses("wrong.json", wrong, &["annotations[0]", "can't be read"]);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn bytes_that_are_no_utf_8_are_told_of() {
    let page = App::open();
    let file = page.file(
        "latin.txt",
        b"Caf\xe9 ferm\xe9 \xe0 Li\xe8ge\n\nLe caf\xe9 de la gare a ferm\xe9 lundi.\n",
    );
    page.choose(&[&file]);
    let message = page.wait_to_read("message", |text| {
        text.contains("latin.txt") || text.contains("UTF-8")
    });
    let text = page.text();
    assert!(
        text.is_empty() || text.contains("Café fermé à Liège"),
        "neither refused nor read: {message} {text}"
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn nothing_to_read_in_the_field() {
    let page = App::open();
    page.click("paste");
    page.type_text("  ");
    page.click("read");
    page.wait_to_read("message", |text| {
        text.to_lowercase().contains("empty") || text.contains("no text")
    });
}
