//! The page opens, takes a text, shows marks, and is silent.

use crate::{app::App, texts::REPORT};

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_pasted_text_is_shown_as_it_is_and_marked() {
    let page = App::open();
    page.paste(REPORT);
    let marks = page.wait_for_marks();
    assert_eq!(page.text(), REPORT);
    for words in ["Aleppo", "12 March 2016", "Anna Jansen"] {
        assert!(
            marks.iter().any(|mark| mark.text == words),
            "{words} is not among {marks:#?}"
        );
    }
    for mark in marks {
        assert_eq!(REPORT[mark.start..mark.end], mark.text);
    }
}
