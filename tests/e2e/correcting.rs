//! A person corrects the marks, with keys alone, with the mouse alone, and takes all of it back.

use crate::{
    app::{App, Mark},
    keys::{CONTROL, DELETE, ENTER, ESCAPE, LEFT, RIGHT, SHIFT, SPACE, UP},
    texts::REPORT,
};

fn report() -> App {
    let page = App::open();
    page.paste(REPORT);
    page.wait_for_marks();
    page
}

fn with_mark(words: &str, key: char) -> App {
    let page = report();
    page.select_words(words);
    page.press(key);
    page.until("the new mark", || {
        page.selected().filter(|mark| mark.text == words)
    });
    page
}

fn wait_for_mark(page: &App, words: &str, fits: impl Fn(&Mark) -> bool) -> Mark {
    page.until(&format!("a mark on {words:?}"), || {
        page.mark(words).filter(|mark| fits(mark))
    })
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn words_selected_with_the_mouse_are_marked_by_a_key() {
    let page = with_mark("umbrella", 'o');
    let mark = page.mark("umbrella").expect("it is there");
    assert_eq!(
        (mark.label.as_str(), mark.state.as_str()),
        ("ORG", "confirmed")
    );
    assert_eq!(&REPORT[mark.start..mark.end], "umbrella");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_selection_grows_to_whole_words() {
    let page = report();
    page.select_words("mbrell");
    page.press('o');
    wait_for_mark(&page, "umbrella", |mark| mark.label == "ORG");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_mouse_alone_is_enough() {
    let page = report();
    page.select_words("umbrella");
    page.click("label-WEAPON");
    wait_for_mark(&page, "umbrella", |mark| mark.label == "WEAPON");
    page.click_words("umbrella");
    page.until("the selection", || {
        page.selected().filter(|mark| mark.text == "umbrella")
    });
    page.click("label-EVENT");
    wait_for_mark(&page, "umbrella", |mark| mark.label == "EVENT");
    page.click_words("Anna");
    let machine = page.until("the machine's mark", || {
        page.selected().filter(|mark| mark.text.contains("Anna"))
    });
    assert_ne!(machine.state, "confirmed");
    page.click("confirm");
    wait_for_mark(&page, &machine.text, |mark| mark.state == "confirmed");
    page.click("remove");
    page.until("the mark to go", || {
        page.mark(&machine.text).is_none().then_some(())
    });
    page.click("undo");
    wait_for_mark(&page, &machine.text, |mark| mark.state == "confirmed");
    page.click("undo");
    wait_for_mark(&page, &machine.text, |mark| mark.state == machine.state);
    page.click("redo");
    wait_for_mark(&page, &machine.text, |mark| mark.state == "confirmed");
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_edge_is_dragged_by_its_handle_in_one_step() {
    let page = with_mark("umbrella", 'o');
    let [_, behind] = page.ends("umbrella lay");
    page.drag(page.middle("[data-handle=end]"), behind);
    page.until("the longer mark", || {
        page.selected().filter(|mark| mark.text == "umbrella lay")
    });
    let [before, _] = page.ends("broken umbrella");
    page.drag(page.middle("[data-handle=start]"), before);
    page.until("the mark with both", || {
        page.selected()
            .filter(|mark| mark.text == "broken umbrella lay")
    });
    page.chord(&[CONTROL], 'z');
    wait_for_mark(&page, "umbrella lay", |_| true);
    page.chord(&[CONTROL], 'z');
    wait_for_mark(&page, "umbrella", |_| true);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_keyboard_alone_is_enough() {
    let page = App::open();
    page.until("the place for text to have the keyboard", || {
        page.focus_by_tab("paste")
    });
    page.type_text("Troops left Aleppo on Monday");
    page.until("the button to read", || page.focus_by_tab("read"));
    page.press(ENTER);
    page.wait_for_marks();
    page.press(ESCAPE);
    page.press('s');
    page.until("a caret", || {
        (page.selected_text() != "").then_some(()).or_else(|| {
            page.chord(&[SHIFT], RIGHT);
            None
        })
    });
    page.press('e');
    let mark = page.until("a mark made by keys", || {
        page.selected().filter(|mark| mark.label == "EVENT")
    });
    page.chord(&[SHIFT], RIGHT);
    page.until("a longer mark", || {
        page.selected().filter(|longer| longer.end > mark.end)
    });
    page.chord(&[SHIFT], LEFT);
    page.until("the mark as it was", || {
        page.selected().filter(|same| *same == mark)
    });
    page.press('l');
    page.until("another label", || {
        page.selected().filter(|mark| mark.label == "LOC")
    });
    page.press(DELETE);
    page.until("no such mark", || {
        page.marks()
            .iter()
            .all(|other| other.start != mark.start || other.end != mark.end)
            .then_some(())
    });
    page.chord(&[CONTROL], 'z');
    page.until("the mark again", || {
        page.marks()
            .into_iter()
            .find(|other| other.start == mark.start && other.label == "LOC")
    });
    let file = page.download(|page| page.chord(&[CONTROL], 's'));
    assert!(String::from_utf8_lossy(&file).contains("\"dateline\""));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn arrows_walk_over_all_marks_in_order_and_enter_confirms_on_the_way() {
    let page = report();
    page.press(ESCAPE);
    page.until("nothing selected", || {
        page.selected().is_none().then_some(())
    });
    let marks = page.marks();
    for (index, mark) in marks.iter().enumerate() {
        page.press(RIGHT);
        let what = format!("mark {index} selected");
        page.until(&what, || {
            page.selected()
                .filter(|selected| selected.start == mark.start && selected.end == mark.end)
        });
    }
    page.press(LEFT);
    let last_but_one = &marks[marks.len() - 2];
    page.until("the one before", || {
        page.selected()
            .filter(|selected| selected.start == last_but_one.start)
    });
    for mark in &marks[marks.len() - 2..] {
        page.until("the next undecided", || {
            page.selected()
                .filter(|selected| selected.start == mark.start)
        });
        page.press(ENTER);
        wait_for_mark(&page, &mark.text, |mark| mark.state == "confirmed");
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn edges_move_by_words_and_by_characters() {
    use crate::keys::{ALT, DOWN};
    let page = with_mark("umbrella lay", 'o');
    let moves: [(&[char], char, &str); 6] = [
        (&[SHIFT], RIGHT, "umbrella lay in"),
        (&[SHIFT], LEFT, "umbrella lay"),
        (&[SHIFT], UP, "broken umbrella lay"),
        (&[SHIFT], DOWN, "umbrella lay"),
        (&[SHIFT, ALT], LEFT, "umbrella la"),
        (&[SHIFT, ALT], DOWN, "mbrella la"),
    ];
    for (held, key, words) in moves {
        page.chord(held, key);
        page.until(&format!("{words:?} under the mark"), || {
            page.selected().filter(|mark| mark.text == words)
        });
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn everything_can_be_undone_and_done_again() {
    let page = report();
    let acts: [&dyn Fn(); 7] = [
        &|| {
            page.select_words("umbrella");
            page.press('o');
        },
        &|| page.press('e'),
        &|| page.chord(&[SHIFT], RIGHT),
        &|| {
            page.click_words("Anna");
            page.press(SPACE);
        },
        &|| page.press('l'),
        &|| page.press('x'),
        &|| {
            page.select_words("garden");
            page.press('l');
        },
    ];
    let plain = |page: &App| {
        page.marks()
            .into_iter()
            .map(|mark| Mark {
                selected: false,
                ..mark
            })
            .collect::<Vec<_>>()
    };
    let mut states = vec![plain(&page)];
    for (index, act) in acts.into_iter().enumerate() {
        let before = plain(&page);
        act();
        states.push(page.until(&format!("act {index} to change something"), || {
            Some(plain(&page)).filter(|now| *now != before)
        }));
    }
    for state in states.iter().rev().skip(1) {
        page.chord(&[CONTROL], 'z');
        page.until("an act undone", || (plain(&page) == *state).then_some(()));
    }
    for state in &states[1..] {
        page.chord(&[CONTROL, SHIFT], 'z');
        page.until("an act done again", || {
            (plain(&page) == *state).then_some(())
        });
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn another_run_of_the_machine_keeps_what_a_person_decided() {
    let page = with_mark("umbrella", 'o');
    page.click_words("Anna");
    let machine = page.until("the machine's mark", || {
        page.selected().filter(|mark| mark.text.contains("Anna"))
    });
    page.press('g');
    wait_for_mark(&page, &machine.text, |mark| {
        mark.label == "GROUP" && mark.state == "confirmed"
    });
    page.click_words("12 March");
    let date = page.until("the date", || {
        page.selected()
            .filter(|mark| mark.text.contains("12 March"))
    });
    page.press('x');
    page.until("the date gone", || {
        page.mark(&date.text).is_none().then_some(())
    });
    page.again(|page| page.click("read-again"));
    assert_eq!(
        page.mark("umbrella").map(|mark| mark.label).as_deref(),
        Some("ORG")
    );
    assert_eq!(
        page.mark(&machine.text).map(|mark| mark.label).as_deref(),
        Some("GROUP")
    );
    assert_eq!(page.mark(&date.text), None);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_marks_of_a_label_can_be_hidden() {
    let page = with_mark("umbrella", 'w');
    assert_eq!(
        page.read("show-WEAPON").as_deref().map(str::trim),
        Some("1")
    );
    page.click("show-WEAPON");
    page.until("the mark hidden", || {
        page.mark("umbrella").is_none().then_some(())
    });
    assert_eq!(page.text(), REPORT);
    page.click("show-WEAPON");
    wait_for_mark(&page, "umbrella", |_| true);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_question_mark_shows_the_keys() {
    let page = report();
    page.press('?');
    let keys = page.wait_to_read("keys-help", |text| !text.is_empty());
    assert!(
        keys.contains("Next mark") && keys.contains("Armed group"),
        "{keys}"
    );
    page.press(ESCAPE);
    page.until("the keys to go", || {
        page.read("keys-help").is_none().then_some(())
    });
}
