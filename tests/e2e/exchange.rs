//! Files in and out: the text is never altered, and what was exported comes back byte for byte.

use crate::{
    app::App,
    texts::{HARD, OTHER, REPORT},
};
use serde_json::{Value, json};

fn edited(text: &str) -> App {
    let page = App::open();
    page.paste(text);
    page.wait_for_marks();
    page.select_words("umbrella");
    page.press('w');
    page.until("the new mark", || page.mark("umbrella"));
    page.click_words("Anna");
    page.until("the machine's mark", || {
        page.selected().filter(|mark| mark.text.contains("Anna"))
    });
    page.press('x');
    page
}

fn export(page: &App) -> Vec<u8> {
    page.download(|page| page.click("export"))
}

fn parsed(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("an export is JSON")
}

fn import(bytes: &[u8]) -> App {
    let page = App::open();
    let file = page.file("from a colleague.json", bytes);
    page.choose(&[&file]);
    page.until("the article", || (!page.text().is_empty()).then_some(()));
    page
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_export_imported_in_a_fresh_browser_exports_as_the_same_bytes() {
    let page = edited(HARD);
    let first = export(&page);
    let other = import(&first);
    assert_eq!(other.text(), HARD);
    assert_eq!(
        String::from_utf8_lossy(&export(&other)),
        String::from_utf8_lossy(&first)
    );
    let unselected = |page: &App| {
        page.marks()
            .into_iter()
            .map(|mark| (mark.start, mark.end, mark.label, mark.state))
            .collect::<Vec<_>>()
    };
    assert_eq!(unselected(&other), unselected(&page));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn exported_offsets_point_at_exactly_the_words_on_screen() {
    let page = edited(HARD);
    let file = parsed(&export(&page));
    let article = &file["articles"][0];
    assert_eq!(article["text"], HARD);
    assert_eq!(file["offset_unit"], "codepoint");
    let points: Vec<char> = HARD.chars().collect();
    let annotations = article["annotations"]
        .as_array()
        .expect("annotations")
        .iter();
    let exported: Vec<(String, String)> = annotations
        .filter(|annotation| annotation["state"] != "rejected")
        .map(|annotation| {
            let at = |key: &str| {
                usize::try_from(annotation[key].as_u64().expect("an offset")).expect("it fits")
            };
            let words: String = points[at("start")..at("end")].iter().collect();
            assert!(
                annotation["text"].is_null() || annotation["text"] == *words,
                "{annotation} on {words:?}"
            );
            (
                words,
                annotation["label"].as_str().expect("a label").to_owned(),
            )
        })
        .collect();
    let shown: Vec<(String, String)> = page
        .marks()
        .into_iter()
        .map(|mark| (mark.text, mark.label))
        .collect();
    assert_eq!(exported, shown);
    assert!(shown.contains(&("umbrella".to_owned(), "WEAPON".to_owned())));
    for mark in page.marks() {
        assert_eq!(HARD[mark.start..mark.end], mark.text);
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_text_file_keeps_every_character_of_a_hard_text() {
    let page = App::open();
    let file = page.file("hard.txt", HARD);
    page.choose(&[&file]);
    page.wait_for_marks();
    assert_eq!(page.text(), HARD);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn all_articles_leave_and_come_back_together() {
    let page = edited(REPORT);
    page.click("add");
    page.paste(OTHER);
    page.wait_for_marks();
    let first = page.download(|page| page.click("export-all"));
    assert_eq!(parsed(&first)["articles"].as_array().map(Vec::len), Some(2));
    let other = import(&first);
    assert_eq!(other.read_all("article-row").len(), 2);
    assert_eq!(other.download(|page| page.click("export-all")), first);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn what_is_copied_is_what_is_downloaded() {
    let page = edited(REPORT);
    page.click("copy");
    page.wait_to_read("message", |text| text.contains("Copied"));
    assert_eq!(page.clipboard(), String::from_utf8_lossy(&export(&page)));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn several_files_are_picked_at_once_and_dropped_at_once() {
    let page = App::open();
    let files = [
        page.file("report.txt", REPORT),
        page.file("other.txt", OTHER),
    ];
    page.choose(&[&files[0], &files[1]]);
    page.until("two articles", || {
        (page.read_all("article-row").len() == 2).then_some(())
    });
    page.drop_text(&[
        ("three.txt", "Three\n\nA third one came."),
        ("four.txt", "Four\n\nA fourth one came."),
    ]);
    page.until("four articles", || {
        (page.read_all("article-row").len() == 4).then_some(())
    });
    let list = page.read_all("article-row").join("\n");
    for title in ["Troops leave Aleppo", "Storm hits Ghent", "Three", "Four"] {
        assert!(list.contains(title), "{title} is not in {list}");
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_web_page_gives_its_readable_text_title_and_date() {
    let page = App::open();
    let paragraph = "The bridge over the river was closed on Monday after heavy rain, said mayor Anna Jansen. \
                     Engineers from Ghent will look at it, and traffic goes round by the old road until then. ";
    let html = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Bridge closed</title>\
         <meta property=\"og:title\" content=\"Bridge closed\">\
         <meta property=\"article:published_time\" content=\"2019-05-06T10:00:00Z\"></head>\
         <body><nav><a href=/>Home</a><a href=/sport>Sport</a></nav><article><h1>Bridge closed</h1>\
         <p>{0}</p><p>{0}{0}</p><p>{0}</p></article><footer>Cookies and imprint</footer></body></html>",
        paragraph.repeat(3)
    );
    let file = page.file("bridge.html", html);
    page.choose(&[&file]);
    page.wait_for_marks();
    let text = page.text();
    assert!(
        text.contains("The bridge over the river was closed"),
        "{text}"
    );
    assert!(
        !text.contains("Cookies and imprint") && !text.contains('<'),
        "{text}"
    );
    assert_eq!(
        page.attribute("title", "value").as_deref(),
        Some("Bridge closed")
    );
    assert_eq!(
        page.attribute("published", "value").as_deref(),
        Some("2019-05-06")
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn each_sample_is_one_click_away_and_its_language_is_found() {
    for language in ["nl", "fr", "en"] {
        let page = App::open();
        let marks = page.again(|page| page.click(&format!("sample-{language}")));
        assert!(marks.len() > 5, "{language}: {marks:?}");
        assert_eq!(
            page.attribute("language", "value").as_deref(),
            Some(language)
        );
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn characters_that_nobody_would_see_are_shown_and_stay_in_text_marks_and_export() {
    let page = App::open();
    page.paste(HARD);
    page.wait_for_marks();
    let shown = page.script(
        "return [...document.querySelectorAll('[data-unseen]')].map((piece) =>
            [piece.dataset.unseen, piece.textContent, getComputedStyle(piece, '::before').content])",
        json!([]),
    );
    let expected = json!([
        ["RLO", "\u{202e}", "\"RLO\""],
        ["PDF", "\u{202c}", "\"PDF\""],
        ["ZWSP", "\u{200b}", "\"ZWSP\""],
        ["BOM", "\u{feff}", "\"BOM\""],
        ["SHY", "\u{ad}", "\"SHY\""],
    ]);
    assert_eq!(shown, expected);
    page.select_words("zero\u{200b}width");
    page.press('w');
    let mark = page.until("the mark around one", || page.mark("zero\u{200b}width"));
    assert_eq!(&HARD[mark.start..mark.end], "zero\u{200b}width");
    assert_eq!(
        parsed(&export(&page))["articles"][0]["text"],
        HARD,
        "nothing is taken out"
    );
}
