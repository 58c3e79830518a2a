//! Places in the text: clicks, the caret, joining, splitting and finding.

use super::*;

fn at(session: &Session, words: &str) -> ByteOffset {
    ByteOffset::from_usize(session.article().unwrap().text.find(words).unwrap())
}

fn click(session: &mut Session, words: &str) {
    let place = at(session, words);
    let article = session.article().unwrap();
    let under = |mark: &&Annotation| mark.is_visible() && mark.span.contains_offset(place);
    let marks: Vec<_> = article
        .annotations
        .iter()
        .filter(under)
        .map(|mark| mark.id)
        .collect();
    session.click(Some(place), &marks);
}

fn selected_text(session: &Session) -> &str {
    let span = session.caret().and_then(Caret::span).unwrap();
    span.slice(&session.article().unwrap().text).unwrap()
}

#[test]
fn a_key_labels_the_word_that_was_clicked() {
    let mut session = session("The old harbour burned.", &[]);
    click(&mut session, "bour");
    press(&mut session, "l");
    assert_eq!(shown(&session), "The old <LOC harbour> burned.");
}

#[test]
fn marks_are_stepped_through_from_the_place_that_was_clicked() {
    let offers = [
        ("Zoë", Label::PER),
        ("IBM", Label::ORG),
        ("Rome", Label::LOC),
    ];
    let mut session = session("Zoë left IBM for Rome.", &offers);
    click(&mut session, "for");
    press(&mut session, "ArrowLeft");
    assert_eq!(
        shown(&session),
        "[PER? Zoë] left <ORG? IBM> for [LOC? Rome]."
    );
    click(&mut session, "for");
    press(&mut session, "ArrowRight");
    assert_eq!(
        shown(&session),
        "[PER? Zoë] left [ORG? IBM] for <LOC? Rome>."
    );
}

#[test]
fn further_clicks_on_nested_marks_go_inwards_and_round() {
    let mut session = session("the Bank of Iraq rose", &[]);
    for (words, label, id) in [("Bank of Iraq", Label::ORG, 1), ("Iraq", Label::LOC, 2)] {
        let start = at(&session, words);
        let end = ByteOffset::from_usize(start.to_usize() + words.len());
        session.select_text(start, end, true);
        session.run(Command::Label(label), AnnotationId::new(id));
    }
    click(&mut session, "the");
    let mut labels = Vec::new();
    for _ in 0..3 {
        click(&mut session, "Iraq");
        labels.push(session.selected().unwrap().label.clone());
    }
    assert_eq!(labels, [Label::ORG, Label::LOC, Label::ORG]);
}

#[test]
fn the_next_mark_of_the_same_label_comes_round() {
    let offers = [
        ("Zoë", Label::PER),
        ("IBM", Label::ORG),
        ("Ada", Label::PER),
    ];
    let mut session = session("Zoë left IBM for Ada.", &offers);
    press(&mut session, "Shift+J");
    assert_eq!(
        shown(&session),
        "[PER? Zoë] left [ORG? IBM] for <PER? Ada>."
    );
    press(&mut session, "Shift+J");
    assert_eq!(
        shown(&session),
        "<PER? Zoë> left [ORG? IBM] for [PER? Ada]."
    );
    press(&mut session, "Shift+K");
    assert_eq!(
        shown(&session),
        "[PER? Zoë] left [ORG? IBM] for <PER? Ada>."
    );
}

#[test]
fn marks_are_joined_and_split_by_key() {
    let offers = [("Islamic State", Label::GROUP), ("Iraq", Label::LOC)];
    let mut session = session("the Islamic State of Iraq", &offers);
    press(&mut session, "+");
    assert_eq!(shown(&session), "the <GROUP Islamic State of Iraq>");
    press(&mut session, "-");
    assert_eq!(shown(&session), "the [GROUP Islamic] <GROUP State of Iraq>");
    press(&mut session, "Control+z Control+z");
    assert_eq!(shown(&session), "the <GROUP? Islamic State> of [LOC? Iraq]");
    click(&mut session, "State of");
    press(&mut session, "-");
    assert_eq!(
        shown(&session),
        "the [GROUP Islamic] <GROUP State> of [LOC? Iraq]"
    );
}

#[test]
fn the_caret_goes_by_characters_words_and_sentences() {
    let mut session = session("One two. Three four. Five!", &[]);
    press(&mut session, "s");
    assert_eq!(selected_text(&session), "One");
    for (key, words) in [
        ("Control+ArrowRight", "One two."),
        ("Control+ArrowRight", "Three four."),
        ("Control+Shift+ArrowRight", "Three four. Five!"),
        ("Control+Shift+ArrowLeft", "Three four."),
        ("ArrowLeft", "two"),
        ("Alt+ArrowLeft", " "),
        ("Alt+ArrowLeft", "e"),
    ] {
        press(&mut session, key);
        assert_eq!(selected_text(&session), words, "{key}");
    }
    let four = at(&session, "our");
    session.caret_to(four, false);
    assert_eq!(selected_text(&session), "four");
    let end = at(&session, "!");
    session.caret_to(end, true);
    assert_eq!(selected_text(&session), "four. Five");
}

#[test]
fn what_is_found_is_counted_gone_through_and_selected_when_the_search_ends() {
    let mut session = session("Rome, ROME and Romeo.", &[]);
    session.seek("rome".to_owned());
    let state = |session: &Session| {
        let find = session.finding().unwrap();
        (find.at, find.hits.len())
    };
    assert_eq!(state(&session), (0, 3));
    press(&mut session, "F3 F3");
    assert_eq!(state(&session), (2, 3));
    press(&mut session, "F3 Shift+F3");
    assert_eq!(state(&session), (2, 3));
    press(&mut session, "Shift+F3 Escape");
    assert_eq!((session.finding(), selected_text(&session)), (None, "ROME"));
    press(&mut session, "l");
    assert_eq!(shown(&session), "Rome, <LOC ROME> and Romeo.");
}

#[test]
fn a_drag_that_is_given_up_leaves_no_trace() {
    let mut session = session("Zoë left IBM for Rome.", &[("IBM", Label::ORG)]);
    let (before, end) = (shown(&session), at(&session, "."));
    session.drag_edge(Edge::End, end, Step::Word);
    assert_ne!(shown(&session), before);
    session.cancel_gesture();
    assert_eq!(shown(&session), before);
    assert_eq!(
        session.history().next_undo().map(|act| act.message.id()),
        Some("added-article")
    );
}
