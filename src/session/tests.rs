//! Whole sessions in a line: suggestions, keys, and the marked text that comes of them.

use super::*;
use crate::keys::{self, Mode, Press};
use dateline_annotation::boundary::{Edge, Step};
use dateline_annotation::correction::Offer;
use dateline_annotation::labelling::Fate;
use dateline_annotation::{
    ArticleState, ByteOffset, Confidence, Details, LabelSet, Language, Origin, Span, Value,
};

mod import;
mod many;
#[cfg(not(target_arch = "wasm32"))]
mod offsets;
mod places;
mod queue;
mod values;

const TEXT: &str = "Zoë 😀 joined IBM in New York.\r\nRome cheered.";

/// A session on one article with suggestions for these words.
fn session(text: &str, offers: &[(&str, Label)]) -> Session {
    let mut session = Session::default();
    session.add_articles(vec![Article::new(text)], true);
    let id = session.article().unwrap().id;
    session.suggest(
        id,
        Language::English,
        offers
            .iter()
            .map(|(words, label)| offer(text, words, label))
            .collect(),
    );
    session
}

fn offer(text: &str, words: &str, label: &Label) -> Offer {
    let start = text.find(words).unwrap();
    Offer {
        span: Span::of(text, start, start + words.len()).unwrap(),
        label: label.clone(),
        confidence: Confidence::from_permille(900),
        origin: Origin::Model,
        value: None,
    }
}

/// The titles of the articles that are listed.
fn titles(session: &Session) -> Vec<String> {
    let listed = session.queue().list(session.workspace());
    listed
        .iter()
        .map(|article| article.details.title.clone())
        .collect()
}

/// Presses keys, written as in `Shift+ArrowRight p Enter Control+z`.
fn press(session: &mut Session, keys: &str) {
    for (number, chord) in keys.split_whitespace().enumerate() {
        let key = chord.rsplit('+').next().filter(|key| !key.is_empty());
        let key = key.unwrap_or("+");
        let held = |name: &str| chord.contains(name);
        let press = Press {
            key,
            control: held("Control+"),
            shift: held("Shift+"),
            alt: held("Alt+"),
        };
        let mode = if session.caret().is_some() {
            Mode::Text
        } else {
            Mode::Marks
        };
        let command =
            keys::command(press, mode, &LabelSet::default()).unwrap_or_else(|| panic!("{chord}"));
        session.run(command, AnnotationId::new(number as u64 + 1));
    }
}

/// The text with its marks: `[PER? Zoë]` is suggested, `[PER Zoë]` confirmed, `<PER Zoë>` confirmed and selected.
fn shown(session: &Session) -> String {
    let article = session.article().unwrap();
    let (mut out, mut at) = (String::new(), 0);
    for mark in article.annotations.visible() {
        let (start, end) = (mark.span.start().to_usize(), mark.span.end().to_usize());
        let (open, close) = if session.selected() == Some(mark) {
            ("<", ">")
        } else {
            ("[", "]")
        };
        let doubt = if mark.is_decided() { "" } else { "?" };
        out += &article.text[at..start];
        let words = &article.text[start..end];
        out.extend([open, mark.label.as_str(), doubt, " ", words, close]);
        at = end;
    }
    out + &article.text[at..]
}

fn suggested() -> Session {
    session(
        TEXT,
        &[
            ("Zoë", Label::PER),
            ("IBM", Label::GROUP),
            ("York", Label::LOC),
        ],
    )
}

#[test]
fn after_reading_the_first_undecided_mark_is_selected() {
    assert_eq!(
        shown(&suggested()),
        "<PER? Zoë> 😀 joined [GROUP? IBM] in New [LOC? York].\r\nRome cheered."
    );
}

#[test]
fn ten_corrections_by_keyboard_alone() {
    let mut session = suggested();
    press(&mut session, "Enter o Enter Shift+ArrowUp");
    assert_eq!(
        shown(&session),
        "[PER Zoë] 😀 joined [ORG IBM] in <LOC New York>.\r\nRome cheered."
    );
    press(&mut session, "s ArrowRight ArrowRight l");
    assert_eq!(
        shown(&session),
        "[PER Zoë] 😀 joined [ORG IBM] in [LOC New York].\r\n<LOC Rome> cheered."
    );
    press(&mut session, "ArrowLeft ArrowLeft x");
    assert_eq!(
        shown(&session),
        "[PER Zoë] 😀 joined IBM in <LOC New York>.\r\n[LOC Rome] cheered."
    );
}

#[test]
fn undoing_as_often_as_one_can_leads_back_to_the_suggestions_and_then_to_nothing() {
    let mut session = suggested();
    let start = shown(&session);
    press(&mut session, "Enter o Enter Shift+ArrowUp Shift+ArrowUp x");
    let end = shown(&session);
    press(&mut session, "Control+z Control+z Control+z Control+z");
    assert_eq!(
        shown(&session).replace(['<', '>'], "|"),
        start.replace(['<', '>'], "|")
    );
    press(&mut session, "Control+z");
    assert!(
        session.article().is_none(),
        "the article itself was the first step"
    );
    press(
        &mut session,
        "Control+y Control+y Control+y Control+y Control+Shift+z",
    );
    assert_eq!(
        shown(&session)
            .replace(['<', '>'], "|")
            .replace(['[', ']'], "|"),
        end.replace(['<', '>', '[', ']'], "|")
    );
}

#[test]
fn stretching_a_selection_by_words_and_characters() {
    let mut session = session(TEXT, &[]);
    let selected = |session: &Session| {
        session
            .caret()
            .and_then(Caret::span)
            .and_then(|s| s.slice(TEXT).map(str::to_owned))
    };
    press(&mut session, "s");
    assert_eq!(selected(&session).as_deref(), Some("Zoë"));
    press(&mut session, "ArrowRight ArrowRight Shift+ArrowRight");
    assert_eq!(selected(&session).as_deref(), Some("IBM in"));
    press(&mut session, "Shift+Alt+ArrowLeft");
    assert_eq!(selected(&session).as_deref(), Some("IBM i"));
    press(&mut session, "Escape");
    assert_eq!(session.caret(), None);
}

#[test]
fn a_second_run_keeps_what_was_decided_and_can_be_undone() {
    let mut session = suggested();
    press(&mut session, "Enter x");
    let id = session.article().unwrap().id;
    let before = shown(&session);
    let offers = vec![
        offer(TEXT, "Zoë", &Label::ORG),
        offer(TEXT, "IBM", &Label::GROUP),
        offer(TEXT, "Rome", &Label::LOC),
    ];
    session.suggest(id, Language::English, offers);
    assert_eq!(
        shown(&session),
        "[PER Zoë] 😀 joined IBM in New York.\r\n<LOC? Rome> cheered."
    );
    press(&mut session, "Control+z");
    assert_eq!(shown(&session), before);
}

#[test]
fn a_deleted_article_comes_back_with_everything_at_its_place() {
    let mut session = suggested();
    session.add_articles(vec![Article::new("Another one")], true);
    let first = session.workspace().articles()[1].id;
    session.delete_article(first);
    assert_eq!(titles(&session), ["Another one"]);
    press(&mut session, "Control+z");
    assert_eq!(session.workspace().position(first), Some(1));
    session.open_article(first);
    assert_eq!(session.article().unwrap().annotations.len(), 3);
}

#[test]
fn the_same_text_again_opens_the_article_that_is_here() {
    let mut session = suggested();
    session.add_articles(vec![Article::new("Another one")], true);
    session.add_articles(vec![Article::new(TEXT)], true);
    assert_eq!(session.workspace().articles().len(), 2);
    assert_eq!(&*session.article().unwrap().text, TEXT);
}

#[test]
fn hidden_marks_are_passed_over() {
    let mut session = suggested();
    session.toggle_label(&Label::GROUP);
    press(&mut session, "ArrowRight");
    assert_eq!(
        session.selected().map(|mark| mark.label.clone()),
        Some(Label::LOC)
    );
}

#[test]
fn every_edit_asks_to_be_saved() {
    let mut session = suggested();
    session.take_effects();
    press(&mut session, "o");
    let id = session.article().unwrap().id;
    assert!(
        session
            .take_effects()
            .contains(&Effect::Save(BTreeSet::from([id])))
    );
}

#[test]
fn a_drag_is_one_step_and_snaps_to_words() {
    let mut session = suggested();
    press(&mut session, "ArrowRight");
    for to in [20, 23, 26] {
        session.drag_edge(Edge::End, ByteOffset::new(to), Step::Word);
    }
    session.end_gesture();
    assert_eq!(
        session.selected().unwrap().span.slice(TEXT),
        Some("IBM in New")
    );
    press(&mut session, "Control+z");
    assert_eq!(session.selected().unwrap().span.slice(TEXT), Some("IBM"));
}

#[test]
fn the_same_words_are_marked_everywhere_with_one_undo() {
    let text = "IBM rose. Shares of IBM, not of IBMers; IBM!";
    let mut session = session(text, &[("IBM", Label::LOC)]);
    press(&mut session, "o Shift+Enter");
    session.run(Command::ApplyTogether, AnnotationId::new(90));
    assert_eq!(
        shown(&session),
        "<ORG IBM> rose. Shares of [ORG IBM], not of IBMers; [ORG IBM]!"
    );
    press(&mut session, "Control+z");
    assert_eq!(
        shown(&session),
        "<ORG IBM> rose. Shares of IBM, not of IBMers; IBM!"
    );
    press(&mut session, "Control+y Shift+Delete");
    session.run(Command::ApplyTogether, AnnotationId::new(91));
    assert_eq!(shown(&session), text);
}

#[test]
fn going_too_far_with_an_edge_and_back_leaves_the_neighbour_alone() {
    let mut session = session(
        "Zoë IBM Rome",
        &[
            ("Zoë", Label::PER),
            ("IBM", Label::ORG),
            ("Rome", Label::LOC),
        ],
    );
    let before = shown(&session);
    press(&mut session, "Shift+ArrowRight");
    assert_eq!(shown(&session), "<PER Zoë IBM> [LOC? Rome]");
    press(&mut session, "Shift+ArrowLeft");
    assert_eq!(shown(&session), before);
}

#[test]
fn the_last_undecided_mark_is_followed_by_the_first() {
    let mut session = suggested();
    press(&mut session, "ArrowRight ArrowRight Enter");
    assert_eq!(
        session.selected().map(|mark| mark.label.clone()),
        Some(Label::PER)
    );
}
