//! Many marks at once, and the same change elsewhere.

use super::*;

const TEXT: &str = "Mercury rose. mercury fell. Mercury set; MercuryOne did not.";

fn apply(session: &mut Session) {
    session.run(Command::ApplyTogether, AnnotationId::new(500));
}

fn gather(session: &mut Session, change: impl FnOnce(&mut Together)) {
    let mut together = session.together().unwrap().clone();
    change(&mut together);
    session.gather(together);
}

/// The places that are gathered in the open article, and whether each is to be changed.
fn candidates(session: &Session) -> Vec<(String, bool)> {
    let (article, together) = (session.article().unwrap(), session.together().unwrap());
    let found = together.candidates(article);
    let row = |one: &Candidate| {
        let words = one.span.slice(&article.text).unwrap();
        (words.to_owned(), together.takes(one))
    };
    found.iter().map(row).collect()
}

#[test]
fn what_is_gathered_is_seen_first_and_what_is_left_out_stays() {
    let mut session = session(TEXT, &[("Mercury", Label::PER)]);
    press(&mut session, "o Shift+Enter");
    assert_eq!(candidates(&session), [("Mercury".to_owned(), true)]);
    gather(&mut session, |together| together.query.same_case = false);
    assert_eq!(candidates(&session).len(), 2);
    gather(&mut session, |together| together.query.whole_words = false);
    assert_eq!(candidates(&session).len(), 3);
    let article = session.article().unwrap().clone();
    gather(&mut session, |together| {
        let found = together.candidates(&article);
        together.toggle(&found[0]);
        together.toggle(&found[2]);
    });
    apply(&mut session);
    assert_eq!(
        shown(&session),
        "<ORG Mercury> rose. mercury fell. [ORG Mercury] set; MercuryOne did not."
    );
    press(&mut session, "Control+z");
    assert_eq!(
        shown(&session),
        "<ORG Mercury> rose. mercury fell. Mercury set; MercuryOne did not."
    );
}

#[test]
fn all_articles_are_changed_in_one_step() {
    let mut session = session("IBM rose.", &[]);
    session.add_articles(vec![Article::new("IBM fell. IBM is IBM.")], false);
    press(&mut session, "s o Shift+Enter");
    gather(&mut session, |together| together.everywhere = true);
    apply(&mut session);
    let marks = |session: &Session| {
        let articles = session.workspace().articles().iter();
        articles
            .map(|article| article.annotations.len())
            .collect::<Vec<_>>()
    };
    assert_eq!(marks(&session), [3, 1]);
    press(&mut session, "Shift+Enter");
    gather(&mut session, |together| {
        together.everywhere = true;
        together.aim = Aim::Relabel;
        together.to = Label::LOC;
    });
    apply(&mut session);
    assert_eq!(shown(&session), "<LOC IBM> fell. [LOC IBM] is [LOC IBM].");
    press(&mut session, "Control+z Control+z");
    assert_eq!(marks(&session), [1, 0]);
}

#[test]
fn the_sure_are_confirmed_together() {
    let mut session = session(
        "Zoë joined IBM",
        &[("Zoë", Label::PER), ("IBM", Label::ORG)],
    );
    press(&mut session, "Control+Enter");
    gather(&mut session, |together| {
        together.at_least = Confidence::from_permille(901);
    });
    assert!(candidates(&session).is_empty());
    gather(&mut session, |together| {
        together.at_least = Confidence::from_permille(900);
    });
    apply(&mut session);
    assert_eq!(shown(&session), "<PER Zoë> joined [ORG IBM]");
}

#[test]
fn esc_lets_go_of_what_is_gathered_and_changes_nothing() {
    let mut session = session(TEXT, &[("Mercury", Label::PER)]);
    let before = shown(&session);
    press(&mut session, "Shift+Delete Escape");
    assert_eq!((session.together(), shown(&session)), (None, before));
}

/// A session on three suggestions of one word under one label, the first selected.
fn thrice() -> Session {
    let mut session = session("", &[]);
    let text = "Ghent won. In Ghent, Ghent won again.";
    session.add_articles(vec![Article::new(text)], true);
    let id = session.article().unwrap().id;
    let offers = text.match_indices("Ghent").map(|(start, words)| Offer {
        span: Span::of(text, start, start + words.len()).unwrap(),
        ..offer(text, "Ghent", &Label::ORG)
    });
    session.suggest(id, Language::English, offers.collect());
    session.take_effects();
    session
}

fn taught(session: &mut Session) -> usize {
    let effects = session.take_effects();
    effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Teach(_)))
        .count()
}

#[test]
fn the_same_wrong_suggestion_elsewhere_gets_the_same_change_by_a_key() {
    let mut session = thrice();
    press(&mut session, "l");
    assert_eq!(taught(&mut session), 1);
    press(&mut session, "y");
    assert_eq!(
        shown(&session),
        "<LOC Ghent> won. In [LOC Ghent], [LOC Ghent] won again."
    );
    press(&mut session, "Control+z");
    assert_eq!(
        shown(&session),
        "[LOC Ghent] won. In <ORG? Ghent>, [ORG? Ghent] won again."
    );
}

#[test]
fn what_is_wrong_everywhere_is_taken_away_everywhere() {
    let mut session = thrice();
    press(&mut session, "x y");
    assert_eq!(shown(&session), "Ghent won. In Ghent, Ghent won again.");
    let id = session.article().unwrap().id;
    let text = session.article().unwrap().text.clone();
    session.suggest(
        id,
        Language::English,
        vec![offer(&text, "Ghent", &Label::ORG)],
    );
    assert_eq!(
        shown(&session),
        "Ghent won. In Ghent, Ghent won again.",
        "it comes back"
    );
}

#[test]
fn confirming_offers_nothing() {
    let mut session = thrice();
    press(&mut session, "Enter");
    assert_eq!((taught(&mut session), session.has_lesson()), (0, false));
}
