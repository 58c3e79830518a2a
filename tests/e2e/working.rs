//! Working in the text: at the mark, with a finger, among nested marks, in what is found, and on many marks at once.

use crate::{
    app::App,
    browser::Setup,
    keys::{CONTROL, ENTER, ESCAPE, SHIFT, TAB},
};
use serde_json::json;

const BANK: &str = "The Bank of Iraq closed.

An umbrella of the Bank of Iraq stood in the rain, and a second umbrella and a third Umbrella beside it. \
No umbrellamaker was there. The old umbrella was found on 3 May 2019.";

fn bank() -> App {
    let page = App::open();
    page.paste(BANK);
    page.wait_for_marks();
    page.press(ESCAPE);
    page
}

fn marked(page: &App, words: &str) -> usize {
    let marks = page.marks();
    marks.iter().filter(|mark| mark.text == words).count()
}

fn label(page: &App, words: &str, key: char) {
    page.select_words(words);
    page.press(key);
    page.until(&format!("a mark on {words:?}"), || {
        page.selected().filter(|mark| mark.text == words)
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_bar_at_the_mark_does_what_is_needed_and_covers_neither_the_mark_nor_its_line() {
    let page = bank();
    label(&page, "third", 'o');
    let covers = "const bar = document.querySelector('#popover').getBoundingClientRect();
        return [...document.querySelectorAll('mark[data-selected=true]')].some((mark) => {
          const line = mark.getBoundingClientRect();
          return bar.top < line.bottom && bar.bottom > line.top;
        });";
    assert_eq!(page.script(covers, json!([])), false);
    page.click("popover-label");
    page.click("popover-EVENT");
    page.until("the other label", || {
        page.mark("third").filter(|mark| mark.label == "EVENT")
    });
    page.click("popover-remove");
    page.until("the mark to go", || {
        (marked(&page, "third") == 0).then_some(())
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_bar_is_reached_by_tab_and_left_by_esc() {
    let page = bank();
    label(&page, "third", 'o');
    page.press(TAB);
    page.until("the bar to have the keyboard", || {
        page.focus_by_tab("popover-label")
    });
    page.press(ESCAPE);
    let focused = "return document.activeElement.id";
    page.until("the article to have it", || {
        (page.script(focused, json!([])) == "reader").then_some(())
    });
    assert!(page.selected().is_some(), "the mark stays selected");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn nested_marks_are_all_drawn_and_clicks_go_inwards() {
    let page = bank();
    label(&page, "Bank of Iraq", 'o');
    page.select_words("Iraq");
    page.press('l');
    page.until("the inner mark", || {
        page.selected().filter(|mark| mark.text == "Iraq")
    });
    page.press(ESCAPE);
    page.until("nothing selected", || {
        page.selected().is_none().then_some(())
    });
    for words in ["Bank of Iraq", "Iraq", "Bank of Iraq"] {
        page.click_words("Iraq");
        page.until(&format!("{words:?} selected"), || {
            page.selected().filter(|mark| mark.text == words)
        });
    }
    let lines = "return [...document.querySelectorAll('mark')].filter((mark) => mark.textContent === 'Iraq')
        .map((mark) => getComputedStyle(mark).textUnderlineOffset)";
    let lines = page.script(lines, json!([]));
    assert_ne!(lines[0], lines[1], "each has a line of its own: {lines}");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_key_labels_the_word_that_was_clicked() {
    let page = bank();
    page.click_words("rain");
    page.press('e');
    page.until("the mark", || {
        page.mark("rain").filter(|mark| mark.label == "EVENT")
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn words_are_found_counted_and_all_marked_but_for_those_left_out() {
    let page = bank();
    page.chord(&[CONTROL], 'f');
    page.until("the field", || page.read("find-count"));
    page.type_text("umbrella");
    page.wait_to_read("find-count", |text| text == "1 of 5");
    page.press(ENTER);
    page.wait_to_read("find-count", |text| text == "2 of 5");
    page.click("mark-found");
    page.wait_to_read("apply-together", |text| text.contains('5'));
    page.click("whole-words");
    page.wait_to_read("apply-together", |text| text.contains('4'));
    page.click("same-case");
    page.wait_to_read("apply-together", |text| text.contains('3'));
    assert!(page.read_all("candidate")[0].contains("An umbrella of the Bank"));
    page.click("candidate");
    page.wait_to_read("apply-together", |text| text.contains('2'));
    page.click("apply-together");
    page.until("two marks", || {
        (marked(&page, "umbrella") == 2).then_some(())
    });
    page.chord(&[CONTROL], 'z');
    page.until("none", || (marked(&page, "umbrella") == 0).then_some(()));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn marks_alike_are_relabelled_and_removed_together() {
    let page = bank();
    label(&page, "umbrella", 'w');
    page.chord(&[SHIFT], ENTER);
    page.wait_to_read("apply-together", |text| text.contains('2'));
    page.press(ENTER);
    page.until("three marks", || {
        (marked(&page, "umbrella") == 3).then_some(())
    });
    page.chord(&[SHIFT], ENTER);
    page.click("aim-relabel");
    page.choose_option("together-label-to", "EVENT");
    page.click("apply-together");
    let events = || {
        page.marks()
            .iter()
            .filter(|mark| mark.label == "EVENT" && mark.text == "umbrella")
            .count()
    };
    page.until("three events", || (events() == 3).then_some(()));
    page.chord(&[SHIFT], crate::keys::DELETE);
    page.wait_to_read("apply-together", |text| text.contains('3'));
    page.press(ENTER);
    page.until("no marks", || {
        (marked(&page, "umbrella") == 0).then_some(())
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn esc_gives_up_a_drag() {
    let page = bank();
    label(&page, "third", 'o');
    let handle = page.middle("[data-handle=end]");
    let [_, behind] = page.ends("third Umbrella beside");
    page.press_and_move(handle, behind);
    page.until("the longer mark", || {
        page.selected()
            .filter(|mark| mark.text == "third Umbrella beside")
    });
    page.press(ESCAPE);
    page.until("the mark as it was", || {
        page.selected().filter(|mark| mark.text == "third")
    });
    page.release();
    assert_eq!(
        page.selected().map(|mark| mark.text).as_deref(),
        Some("third")
    );
}

/// A phone: narrow, and touched.
fn phone() -> App {
    let screen = json!({ "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true });
    let setup = Setup {
        mobile: Some(json!({ "deviceMetrics": screen })),
        ..Setup::default()
    };
    let page = App::open_with(setup);
    page.paste(BANK);
    page.wait_for_marks();
    page
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn touch_alone_marks_relabels_stretches_and_confirms() {
    let page = phone();
    page.tap_words("rain");
    page.click("popover-all");
    page.click("popover-EVENT");
    page.until("the mark", || {
        page.mark("rain").filter(|mark| mark.label == "EVENT")
    });
    page.tap_words("third");
    page.select_by_touch("second umbr");
    page.wait_to_read("popover", |text| text.contains("All labels"));
    page.click("popover-all");
    page.click("popover-WEAPON");
    page.until("whole words marked", || {
        page.selected()
            .filter(|mark| mark.text == "second umbrella")
    });
    let size =
        "const box = getComputedStyle(document.querySelector('[data-handle=end]'), '::before');
        return [parseFloat(box.width), parseFloat(box.height)]";
    let size = page.script(size, json!([]));
    assert!(
        size[0].as_f64() >= Some(44.0) && size[1].as_f64() >= Some(44.0),
        "a finger hits it: {size}"
    );
    page.click("popover-label");
    page.click("popover-GROUP");
    page.until("the other label", || {
        page.selected().filter(|mark| mark.label == "GROUP")
    });
    page.click("show-marks");
    page.wait_to_read("state", |text| text.contains("you"));
    page.press(ESCAPE);
    page.click("show-articles");
    page.until("the list", || page.read("articles"));
}
