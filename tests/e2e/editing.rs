//! What goes beyond one mark at a time: the same words everywhere, values, commands by name, long texts.

use serde_json::json;

use crate::{
    app::App,
    keys::{ALT, CONTROL, ENTER, ESCAPE, SHIFT},
    texts::REPORT,
};

/// The umbrella twice more, once inside a longer word.
const UMBRELLAS: &str = "\
Rain in Ghent

On 3 February 2020 an umbrella stood in the garden. The umbrella was old; no umbrellamaker had seen such an umbrella.";

fn marked(page: &App, words: &str) -> usize {
    page.marks()
        .iter()
        .filter(|mark| mark.text == words)
        .count()
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_same_words_are_marked_everywhere_by_one_key_and_one_undo() {
    let page = App::open();
    page.paste(UMBRELLAS);
    page.wait_for_marks();
    page.select_words("umbrella");
    page.press('w');
    page.until("the first mark", || {
        (marked(&page, "umbrella") == 1).then_some(())
    });
    page.chord(&[SHIFT], ENTER);
    page.wait_to_read("apply-together", |text| text.contains('2'));
    page.press(ENTER);
    page.until("all three", || {
        (marked(&page, "umbrella") == 3).then_some(())
    });
    page.chord(&[CONTROL], 'z');
    page.until("the first alone", || {
        (marked(&page, "umbrella") == 1).then_some(())
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_value_is_shown_in_words_and_corrected_by_hand() {
    let page = App::open();
    page.paste(REPORT);
    page.wait_for_marks();
    page.click_words("300");
    page.wait_to_read("value", |value| value.contains("300"));
    page.click_selector(".value summary");
    page.fill("value-from", "2 500");
    page.wait_to_read("value", |value| value.contains("2,500"));
    page.wait_to_read("state", |state| state.contains("confirmed"));
    page.fill("value-from", "many");
    page.wait_to_read("message", |message| message.contains("is not a number"));
    page.wait_to_read("value", |value| value.contains("2,500"));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_other_reading_of_a_date_is_taken_by_mouse_and_by_key() {
    let page = App::open();
    page.paste("Pact signed\n\nThe pact was signed on 03/04/2016 in Ghent, the mayor said.");
    page.wait_for_marks();
    page.click_words("03/04/2016");
    page.wait_to_read("value", |value| value == "4 Mar 2016 or 3 Apr 2016");
    page.wait_to_read("other-reading", |choice| choice.contains("3 Apr 2016"));
    page.click("other-reading");
    page.wait_to_read("value", |value| value == "3 Apr 2016 or 4 Mar 2016");
    page.wait_to_read("state", |state| state.contains("confirmed"));
    page.click_words("03/04/2016");
    page.chord(&[SHIFT], 'v');
    page.wait_to_read("value", |value| value == "4 Mar 2016 or 3 Apr 2016");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_parts_of_a_date_are_corrected_and_said_in_the_language_of_the_page() {
    let page = App::open();
    page.paste(UMBRELLAS);
    page.wait_for_marks();
    page.click_words("3 February 2020");
    page.wait_to_read("value", |value| value == "3 Feb 2020");
    page.click_selector(".value summary");
    page.fill("value-to", "2020-02-05");
    page.wait_to_read("value", |value| value == "3 Feb 2020 to 5 Feb 2020");
    page.choose_option("value-precision", "2020-02");
    page.wait_to_read("value", |value| value == "Feb 2020");
    page.choose_option("value-modifier", "mid");
    page.wait_to_read("value", |value| value == "middle of Feb 2020");
    page.fill("value-from", "2020-13");
    page.wait_to_read("message", |message| message.contains("is not a date"));
    page.wait_to_read("value", |value| value == "middle of Feb 2020");
    page.click_words("3 February 2020");
    page.chord(&[SHIFT, ALT], 'i');
    page.wait_to_read("value", |value| value == "midden feb. 2020");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_command_is_found_by_its_words() {
    let page = App::open();
    page.paste(REPORT);
    page.wait_for_marks();
    page.chord(&[CONTROL], 'k');
    page.type_text("theme");
    page.press(ENTER);
    let theme = || page.script("return document.documentElement.dataset.theme", json!([]));
    page.until("the light theme", || (theme() == "light").then_some(()));
    page.chord(&[CONTROL], 'k');
    page.until("the list", || page.read("palette-list"));
    page.press(ESCAPE);
    page.until("the list to go", || {
        page.read("palette-list").is_none().then_some(())
    });
    page.press('?');
    page.until("keys to work again", || page.read("keys-help"));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_end_of_a_long_text_is_drawn_and_marked_once_it_is_near() {
    let paragraph = "On 12 March 2016 about 300 soldiers left Aleppo, minister Anna Jansen said in Brussels.\n\n";
    let text = format!(
        "A long report\n\n{}The last garden lies in Damascus.",
        paragraph.repeat(3000)
    );
    let page = App::open();
    page.paste(&text);
    page.wait_for_marks();
    assert!(
        page.text().len() < text.len() / 2,
        "what is far is not drawn"
    );
    page.script(
        "document.getElementById('reader').scrollTo(0, 1e9)",
        json!([]),
    );
    page.until("the last words and their mark", || {
        page.script(
            "document.getElementById('reader').scrollTo(0, 1e9)",
            json!([]),
        );
        page.mark("Damascus")
            .filter(|mark| &text[mark.start..mark.end] == "Damascus")
    });
    page.select_words("garden");
    page.press('l');
    let mark = page.until("the new mark", || page.mark("garden"));
    assert_eq!(&text[mark.start..mark.end], "garden");
}

/// A layout of the keyboard: where `w`, `z`, `?`, `/` and `+` are on it, and whether the last three need Shift.
type Layout = (&'static str, [(&'static str, &'static str, bool); 5]);

const LAYOUTS: [Layout; 3] = [
    (
        "US",
        [
            ("w", "KeyW", false),
            ("z", "KeyZ", false),
            ("?", "Slash", true),
            ("/", "Slash", false),
            ("+", "Equal", true),
        ],
    ),
    (
        "French",
        [
            ("w", "KeyZ", false),
            ("z", "KeyW", false),
            ("?", "KeyM", true),
            ("/", "Period", true),
            ("+", "Equal", true),
        ],
    ),
    (
        "Belgian",
        [
            ("w", "KeyZ", false),
            ("z", "KeyW", false),
            ("?", "KeyM", true),
            ("/", "Period", true),
            ("+", "Slash", true),
        ],
    ),
];

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn keys_are_what_is_written_on_them_whatever_the_layout() {
    let page = App::open();
    page.paste(REPORT);
    page.wait_for_marks();
    for (layout, [w, z, question, slash, plus]) in LAYOUTS {
        let press = |(key, code, shift): (&str, &str, bool), control: bool| {
            page.script(
                "const [key, code, shiftKey, ctrlKey] = arguments;
                 document.getElementById('reader').dispatchEvent(new KeyboardEvent('keydown',
                    { key, code, shiftKey, ctrlKey, bubbles: true, cancelable: true }))",
                json!([key, code, shift, control]),
            );
        };
        page.select_words("umbrella");
        press(w, false);
        page.until(layout, || {
            page.mark("umbrella").filter(|mark| mark.label == "WEAPON")
        });
        page.select_words("garden");
        press(w, false);
        page.until(layout, || page.mark("garden"));
        page.click_words("umbrella");
        page.until(layout, || {
            page.selected().filter(|mark| mark.text == "umbrella")
        });
        press(plus, false);
        page.until("the two marks joined", || {
            page.selected().filter(|mark| mark.text.ends_with("garden"))
        });
        for _ in 0..3 {
            press(z, true);
        }
        page.until("all undone", || {
            page.mark("umbrella").is_none().then_some(())
        });
        press(question, false);
        page.wait_to_read("keys-help", |text| !text.is_empty());
        press(question, false);
        page.until("the keys hidden", || {
            page.read("keys-help").is_none().then_some(())
        });
        press(slash, false);
        page.until("the field to find words", || page.read("find-count"));
        page.press(ESCAPE);
    }
}
