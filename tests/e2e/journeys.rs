//! Whole journeys from paste to export: by keyboard, by mouse and by finger alone, and the tour.

use crate::app::{App, Mark};
use crate::browser::Setup;
use crate::keys::{ALT, CONTROL, DELETE, DOWN, ENTER, ESCAPE, LEFT, RIGHT, SHIFT, UP};
use crate::texts::REPORT;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What an export says of its marks: words, label, state.
type Exported = BTreeSet<(String, String, String)>;

fn exported(file: &[u8]) -> (Value, Exported) {
    let file: Value = serde_json::from_slice(file).expect("an export is JSON");
    let article = &file["articles"][0];
    let text: Vec<char> = article["text"].as_str().expect("a text").chars().collect();
    let said = |mark: &Value, key: &str| mark[key].as_str().unwrap_or_default().to_owned();
    let place = |mark: &Value, key: &str| mark[key].as_u64().expect("a place") as usize;
    let marks = article["annotations"].as_array().into_iter().flatten();
    let marks = marks.map(|mark| {
        let words = text[place(mark, "start")..place(mark, "end")].iter();
        (words.collect(), said(mark, "label"), said(mark, "state"))
    });
    let marks = marks.collect();
    (article.clone(), marks)
}

fn has(marks: &Exported, words: &str, label: &str, state: &str) {
    let wanted = (words.to_owned(), label.to_owned(), state.to_owned());
    assert!(marks.contains(&wanted), "{wanted:?} in {marks:#?}");
}

/// Steps to a mark with the arrow, as often as it takes.
fn step_to(page: &App, words: &str) -> Mark {
    for _ in 0..page.marks().len() {
        let here = page.selected();
        if let Some(mark) = here.clone().filter(|mark| mark.text == words) {
            return mark;
        }
        page.press(RIGHT);
        page.until("the next mark", || (page.selected() != here).then_some(()));
    }
    panic!("no mark {words:?} in {:#?}", page.marks());
}

fn selected(page: &App, words: &str, label: &str) -> Mark {
    page.until(words, || {
        let mark = page.selected();
        mark.filter(|mark| mark.text == words && mark.label == label)
    })
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn ten_corrections_by_keyboard_alone_from_paste_to_export() {
    let page = App::open();
    page.until("the place for text", || page.focus_by_tab("paste"));
    page.type_text(REPORT);
    page.until("the button to read", || page.focus_by_tab("read"));
    page.press(ENTER);
    page.wait_for_marks();
    // Confirm, and go on.
    page.until("a mark selected", || page.selected());
    page.press(ENTER);
    // Move the start by a word, the end by a character and back.
    step_to(&page, "300");
    page.chord(&[SHIFT], UP);
    selected(&page, "about 300", "CARDINAL");
    page.chord(&[SHIFT, ALT], LEFT);
    selected(&page, "about 30", "CARDINAL");
    page.chord(&[SHIFT, ALT], RIGHT);
    selected(&page, "about 300", "CARDINAL");
    page.chord(&[SHIFT], DOWN);
    selected(&page, "300", "CARDINAL");
    page.chord(&[SHIFT], UP);
    selected(&page, "about 300", "CARDINAL");
    // Relabel, split, join.
    step_to(&page, "Anna Jansen");
    page.press('o');
    selected(&page, "Anna Jansen", "ORG");
    page.press('-');
    page.until("two marks", || page.mark("Anna").zip(page.mark("Jansen")));
    page.chord(&[CONTROL], 'z');
    selected(&page, "Anna Jansen", "ORG");
    // Remove.
    step_to(&page, "Brussels");
    page.press(DELETE);
    page.until("no mark", || page.mark("Brussels").is_none().then_some(()));
    // Find words that nobody marked, mark them, and all the same ones.
    page.press(ESCAPE);
    page.press('/');
    page.until("the field", || page.read("find-count"));
    page.type_text("umbrella");
    page.wait_to_read("find-count", |text| text == "1 of 1");
    page.until("the button to mark them", || {
        page.focus_by_tab("mark-found")
    });
    page.press(ENTER);
    page.wait_to_read("apply-together", |text| text.contains('1'));
    page.until("the button", || page.focus_by_tab("apply-together"));
    page.press(ENTER);
    page.until("the mark", || page.mark("umbrella"));
    // Undo and make again.
    page.chord(&[CONTROL], 'z');
    page.until("no mark", || page.mark("umbrella").is_none().then_some(()));
    page.chord(&[CONTROL, SHIFT], 'z');
    page.until("the mark again", || page.mark("umbrella"));
    // Select new words in the text and mark them.
    step_to(&page, "umbrella");
    page.press('w');
    selected(&page, "umbrella", "WEAPON");
    page.press('s');
    page.until("a caret", || {
        page.chord(&[SHIFT], RIGHT);
        (page.selected_text() != "").then_some(())
    });
    page.press('e');
    let new = page.until("a mark made by keys", || {
        page.selected().filter(|mark| mark.label == "EVENT")
    });
    page.press('f');
    let file = page.download(|page| page.chord(&[CONTROL], 's'));
    let (article, marks) = exported(&file);
    assert_eq!(article["state"], "done");
    has(&marks, "Anna Jansen", "ORG", "confirmed");
    has(&marks, "Brussels", "LOC", "rejected");
    has(&marks, "about 300", "CARDINAL", "confirmed");
    has(&marks, "umbrella", "WEAPON", "confirmed");
    has(&marks, &new.text, "EVENT", "confirmed");
    assert!(
        marks
            .iter()
            .filter(|(.., state)| state == "confirmed")
            .count()
            >= 5,
        "{marks:#?}"
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn corrections_by_mouse_alone_from_sample_to_export() {
    let page = App::open();
    page.click("sample-en");
    let machine = page.wait_for_marks();
    let first = machine[0].clone();
    page.click_words(&first.text);
    page.click("confirm");
    page.until("the yes", || {
        page.marks()
            .into_iter()
            .find(|mark| mark.start == first.start && mark.state == "confirmed")
    });
    page.click("popover-label");
    page.click("popover-EVENT");
    selected(&page, &first.text, "EVENT");
    page.click("remove");
    page.until("the mark to go", || {
        page.marks()
            .iter()
            .all(|mark| mark.start != first.start)
            .then_some(())
    });
    page.click("undo");
    page.until("the mark again", || {
        page.marks()
            .into_iter()
            .find(|mark| mark.start == first.start)
    });
    let file = page.download(|page| page.click("export"));
    let (_, marks) = exported(&file);
    has(&marks, &first.text, "EVENT", "confirmed");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn corrections_by_finger_alone_from_paste_to_export() {
    let screen = json!({ "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true });
    let page = App::open_with(Setup {
        mobile: Some(json!({ "deviceMetrics": screen })),
        ..Setup::default()
    });
    page.paste(REPORT);
    page.wait_for_marks();
    page.tap_words("umbrella");
    page.click("popover-all");
    page.click("popover-WEAPON");
    page.until("the mark", || page.mark("umbrella"));
    page.tap_words("Anna");
    page.until("the person", || {
        page.selected().filter(|mark| mark.text == "Anna Jansen")
    });
    page.click("popover-confirm");
    page.until("the yes", || {
        page.mark("Anna Jansen")
            .filter(|mark| mark.state == "confirmed")
    });
    page.tap_words("Brussels");
    page.until("the place", || {
        page.selected().filter(|mark| mark.text == "Brussels")
    });
    page.click("popover-remove");
    page.until("no mark", || page.mark("Brussels").is_none().then_some(()));
    let file = page.download(|page| page.click("export"));
    let (_, marks) = exported(&file);
    has(&marks, "umbrella", "WEAPON", "confirmed");
    has(&marks, "Anna Jansen", "PER", "confirmed");
    has(&marks, "Brussels", "LOC", "rejected");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_tour_goes_on_with_what_is_done_and_is_left_at_any_time() {
    let page = App::open();
    page.click("tour-begin");
    page.wait_for_marks();
    let stop = |name: &str| {
        page.until(name, || {
            page.attribute("tour", "data-stop")
                .filter(|stop| stop == name)
        })
    };
    stop("tour-step");
    page.until("a mark selected", || page.selected());
    page.press('j');
    stop("tour-confirm");
    page.press(ENTER);
    stop("tour-edge");
    page.click("tour-next");
    stop("tour-label");
    page.click("tour-leave");
    page.until("no tour", || page.read("tour").is_none().then_some(()));
    assert!(page.selected().is_some(), "the work goes on where it was");
}
