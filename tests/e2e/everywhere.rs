//! The whole loop, from text to export, in every browser, from the site and from the one file; and that meanwhile nobody
//! is asked for anything.

use crate::{
    app::{self, App},
    texts::REPORT,
};
use dateline_annotation::{
    Annotation, AnnotationId, Article, Label, LabelSet, Origin, Span, State,
};
use dateline_formats::json;
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};

/// HTML that tries to reach a server in all the ways it knows.
const HOSTILE: &str = "\
<!DOCTYPE html><html><head><title>Troops leave Aleppo</title>
<base href=\"http://outside.test/\"><link rel=\"stylesheet\" href=\"http://outside.test/a.css\">
<link rel=\"preload\" href=\"http://outside.test/b\" as=\"fetch\"><meta http-equiv=\"refresh\" content=\"0; http://outside.test/c\">
<style>@import 'http://outside.test/d.css'; p { background: url(http://outside.test/e.png) }</style>
<script src=\"http://outside.test/f.js\"></script><script>fetch('http://outside.test/g')</script></head>
<body onload=\"fetch('http://outside.test/h')\"><h1>Troops leave Aleppo</h1>
<p style=\"background: url(http://outside.test/i.png)\">On 12 March 2016 about 300 soldiers left Aleppo.
<img src=\"http://outside.test/j.png\" onerror=\"fetch('http://outside.test/k')\"><img srcset=\"http://outside.test/l.png 2x\">
<a href=\"http://outside.test/m\" ping=\"http://outside.test/n\">Anna Jansen</a> spoke in Brussels that day.</p>
<iframe src=\"http://outside.test/o\"></iframe><iframe srcdoc=\"<img src='http://outside.test/p'>\"></iframe>
<object data=\"http://outside.test/q\"></object><embed src=\"http://outside.test/r\"><video src=\"http://outside.test/s\" poster=\"http://outside.test/t\"></video>
<svg><image href=\"http://outside.test/u.png\"/><use href=\"http://outside.test/v.svg#a\"/><script>fetch('http://outside.test/w')</script></svg>
<iframe src=\"data:text/html,<img src='http://outside.test/x'>\"></iframe><form action=\"http://outside.test/y\"><input autofocus onfocus=\"this.form.submit()\"></form>
<p>The soldiers went home and nobody knows when they will be back, the minister told the press in Brussels.</p>
</body></html>";

/// Whom a page had asked at some moment.
struct Asked {
    server: Vec<String>,
    resources: Vec<String>,
}

impl Asked {
    /// Whom it asked while it loaded, which must be done.
    fn by(page: &App) -> Self {
        page.wait_until_complete();
        page.network();
        Self {
            server: page.requests(),
            resources: page.resources(),
        }
    }

    /// Fails if it has asked anybody since.
    fn nobody_since(&self, page: &App) {
        assert_eq!(page.requests(), self.server, "asked of the server");
        assert_eq!(page.resources(), self.resources, "loaded by the page");
        assert_eq!(page.network(), Vec::<String>::new(), "sent by the browser");
        assert!(
            !page.reached("outside.test"),
            "reached the rest of the world"
        );
    }
}

/// What a person decided on, as it is exported.
fn decided(export: &[u8]) -> Vec<(String, String)> {
    let file: Value = serde_json::from_slice(export).expect("an export is JSON");
    let article = &file["articles"][0];
    let text: Vec<char> = article["text"]
        .as_str()
        .expect("an article has a text")
        .chars()
        .collect();
    let place = |mark: &Value, key: &str| mark[key].as_u64().expect("a place") as usize;
    let marks = article["annotations"].as_array().into_iter().flatten();
    marks
        .filter(|mark| mark["state"] == "confirmed")
        .map(|mark| {
            let words = &text[place(mark, "start")..place(mark, "end")];
            let label = mark["label"].as_str().unwrap_or_default();
            (label.to_owned(), words.iter().collect())
        })
        .collect()
}

fn goes_round(origin: app::Origin) {
    let page = App::open_at(origin);
    let asked = Asked::by(&page);
    page.paste(REPORT);
    let marks = page.wait_for_marks();
    assert_eq!(page.text(), REPORT);
    assert!(
        marks
            .iter()
            .any(|mark| mark.text == "Anna Jansen" && mark.label == "PER"),
        "{marks:#?}"
    );
    page.click_words("Anna");
    page.until("the mark to be selected", || {
        page.selected().filter(|mark| mark.text == "Anna Jansen")
    });
    page.press('o');
    page.until("the other label", || {
        page.mark("Anna Jansen").filter(|mark| mark.label == "ORG")
    });
    page.select_words("umbrella");
    page.press('w');
    page.until("the new mark", || page.mark("umbrella"));
    // A document of a word processor comes in beside it.
    page.click("add");
    let docx = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/documents/tests/files/en.docx");
    page.choose(&[&docx]);
    page.until("the article of the document", || {
        (page.read_all("article-row").len() == 2 && page.text() != REPORT).then_some(())
    });
    page.wait_for_marks();
    let original = include_str!("../../crates/documents/tests/files/en.txt");
    assert_eq!(page.text(), original.trim_end());
    page.click_selector("[data-testid=article-row]:nth-child(2) .row");
    page.until("the first article", || {
        (page.text() == REPORT).then_some(())
    });
    page.wait_until_saved();
    asked.nobody_since(&page);
    page.reload();
    assert_eq!(
        page.until("the text that was saved", || Some(page.text())
            .filter(|text| !text.is_empty())),
        REPORT
    );
    let asked = Asked::by(&page);
    let expected = [("ORG", "Anna Jansen"), ("WEAPON", "umbrella")];
    let export = page.download(|page| page.click("export"));
    assert_eq!(
        decided(&export),
        expected.map(|(label, words)| (label.to_owned(), words.to_owned()))
    );
    asked.nobody_since(&page);
}

fn is_silent(origin: app::Origin) {
    let page = App::open_at(origin);
    let asked = Asked::by(&page);
    // Another text than the file's, which would be the same article.
    page.paste_html(
        &HOSTILE.replace("about 300", "about 200"),
        "Troops leave Aleppo\n\nOn 12 March 2016 about 300 soldiers left Aleppo.",
    );
    page.wait_for_marks();
    let file = page.file("hostile.html", HOSTILE);
    page.choose(&[&file]);
    page.until("the article from the file", || {
        (page.read_all("article-row").len() == 2 && page.text().contains("told the press"))
            .then_some(())
    });
    page.wait_for_marks();
    assert!(
        page.text().contains("about 300 soldiers left Aleppo"),
        "{}",
        page.text()
    );
    asked.nobody_since(&page);
}

/// Where each stretch of the text stands, in CSS pixels.
const PLACES: &str = "
    const places = [];
    const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) places.push([box.left, box.right, box.top]);
    }
    return places;";

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn letters_and_names_of_marks_move_no_word() {
    let text = "Storm in Gent\n\nAnna Jansen of the Free Press of Gent spoke in Ede.\n\nقال وزير Mosul أمس في بغداد ثم عاد";
    let mark = |words: &str, label: Label| {
        let start = text.rfind(words).expect("words of the text");
        Annotation {
            id: AnnotationId::new((start * 1_000 + words.len()) as u64),
            span: Span::of(text, start, start + words.len()).expect("whole characters"),
            label,
            origin: Origin::Import,
            state: State::Confirmed,
            confidence: None,
            value: None,
            entity: None,
            note: String::new(),
            value_set: false,
        }
    };
    let annotations = [
        mark("Storm", Label::EVENT),
        mark("Anna Jansen", Label::PER),
        mark("Free Press of Gent", Label::ORG),
        mark("Press of Gent", Label::EVENT),
        mark("of Gent", Label::WEAPON),
        mark("Gent", Label::LOC),
        mark("Ede", Label::LOC),
        mark("Mosul", Label::LOC),
        mark("بغداد", Label::LOC),
    ];
    let article = Article {
        annotations: annotations.into_iter().collect(),
        ..Article::new(text)
    };
    let page = App::open();
    let file = page.file(
        "marked.json",
        json::write([&article], &LabelSet::default(), &BTreeMap::new()),
    );
    page.choose(&[&file]);
    page.until("the text of the file", || {
        (!page.text().is_empty()).then_some(())
    });
    assert_eq!(page.text(), text);
    let drawn = "return new Set([...document.querySelectorAll('mark')].map((mark) => mark.dataset.id)).size";
    assert_eq!(page.script(drawn, serde_json::json!([])), 9);
    let places = |density: &str| -> Vec<[f64; 3]> {
        let look = "document.querySelector('.page').dataset.density = arguments[0];";
        let places = page.script(&format!("{look}{PLACES}"), serde_json::json!([density]));
        serde_json::from_value(places).expect("three numbers a stretch")
    };
    let calm = places("calm");
    assert!(calm.len() > 15, "{calm:?}");
    for density in ["letters", "names"] {
        let shown = places(density);
        assert_eq!(calm.len(), shown.len(), "{density}");
        for (before, after) in calm.iter().zip(&shown) {
            let moved = before.iter().zip(after).map(|(a, b)| (a - b).abs());
            assert!(
                moved.fold(0.0, f64::max) < 0.5,
                "{density}: {before:?} is {after:?}"
            );
        }
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn what_leaves_the_browser_would_be_seen() {
    let page = App::open();
    page.go_to("http://outside.test/");
    page.until("the call", || page.reached("outside.test").then_some(()));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_site_goes_round() {
    goes_round(app::Origin::Site);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_one_file_goes_round() {
    goes_round(app::Origin::File);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn hostile_html_reaches_nobody_from_the_site() {
    is_silent(app::Origin::Site);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn hostile_html_reaches_nobody_from_the_one_file() {
    is_silent(app::Origin::File);
}
