//! What marks denote, and what another publication date does to it.

use super::*;
use dateline_annotation::Reading;

const TEXT: &str = "It rained yesterday and last week.";

fn timex(text: &str) -> Value {
    Reading::Temporal(text.parse().unwrap()).into()
}

/// Two confirmed dates, the second with a value that the person set.
fn dated() -> Session {
    let mut session = session(
        TEXT,
        &[("yesterday", Label::DATE), ("last week", Label::DATE)],
    );
    press(&mut session, "Enter");
    session.correct_value(timex("2016-W01"));
    let first = session
        .article()
        .unwrap()
        .annotations
        .iter()
        .next()
        .unwrap()
        .clone();
    session.set_values(
        session.article().unwrap().id,
        [(first, Some(timex("P-1D")))],
    );
    session.take_effects();
    session
}

fn values(session: &Session) -> Vec<String> {
    let marks = session.article().unwrap().annotations.visible();
    let timexes = marks.filter_map(|mark| match &mark.value.as_ref()?.reading {
        Reading::Temporal(timex) => Some(timex.to_string()),
        _ => None,
    });
    timexes.collect()
}

fn publish(session: &mut Session, day: &str) -> Vec<(ArticleId, Vec<Annotation>)> {
    let article = session.article().unwrap();
    let details = Details {
        published: day.parse().ok(),
        ..article.details.clone()
    };
    session.set_details(article.id, details);
    let effects = session.take_effects().into_iter();
    let asked = effects.filter_map(|effect| match effect {
        Effect::Values(id, marks) => Some((id, marks)),
        _ => None,
    });
    asked.collect()
}

#[test]
fn another_publication_date_resolves_what_is_confirmed_anew_but_not_what_a_person_set() {
    let mut session = dated();
    let asked = publish(&mut session, "2016-11-27");
    let [(id, marks)] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(marks.len(), 1, "the other value is the person’s");
    session.set_values(*id, [(marks[0].clone(), Some(timex("2016-11-26")))]);
    assert_eq!(values(&session), ["2016-11-26", "2016-W01"]);
    press(&mut session, "Control+z");
    assert_eq!(
        values(&session),
        ["P-1D", "2016-W01"],
        "the date and what followed are one step"
    );
    assert_eq!(session.article().unwrap().details.published, None);
}

#[test]
fn a_value_that_the_person_set_while_it_was_read_is_kept() {
    let mut session = dated();
    let asked = publish(&mut session, "2016-11-27");
    let (id, mark) = (asked[0].0, asked[0].1[0].clone());
    session.select(Some(mark.id));
    session.correct_value(timex("2016-11"));
    session.set_values(id, [(mark, Some(timex("2016-11-26")))]);
    assert_eq!(values(&session), ["2016-11", "2016-W01"]);
}
