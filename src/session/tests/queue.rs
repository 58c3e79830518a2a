//! Articles in their order, the bin, the label set, and the way back through what was done.

use super::*;
use dateline_annotation::label::Preset;

fn three() -> Session {
    let mut session = Session::default();
    for text in ["Third", "Second", "First"] {
        session.add_articles(vec![Article::new(text)], true);
    }
    session.take_effects();
    session
}

fn open_title(session: &Session) -> &str {
    session
        .article()
        .map_or("", |article| &article.details.title)
}

fn counted(session: &mut Session) -> (usize, usize) {
    let effects = session.take_effects();
    let done = effects.iter().filter_map(|effect| match effect {
        Effect::Count(done) => Some(done),
        _ => None,
    });
    done.fold((0, 0), |(corrections, finished), done| {
        (corrections + done.corrections, finished + done.finished)
    })
}

#[test]
fn finishing_takes_the_next_article_that_is_not_finished_and_counts_it() {
    let mut session = three();
    press(&mut session, "Alt+ArrowDown f");
    assert_eq!(open_title(&session), "Second");
    press(&mut session, "Alt+ArrowUp Shift+f");
    assert_eq!(
        open_title(&session),
        "Third",
        "the second is finished already"
    );
    press(&mut session, "Shift+f");
    assert_eq!(counted(&mut session), (0, 3));
    press(&mut session, "Shift+f");
    let said = session.take_effects();
    assert!(
        said.contains(&Effect::Say("all-finished".into())),
        "{said:?}"
    );
}

#[test]
fn the_keys_walk_through_what_is_listed() {
    let mut session = three();
    let queue = Queue {
        query: "ir".to_owned(),
        ..Queue::default()
    };
    session.set_queue(queue);
    press(&mut session, "Alt+ArrowDown");
    assert_eq!(open_title(&session), "Third", "the second is not listed");
    press(&mut session, "i");
    session.set_queue(Queue {
        state: Some(ArticleState::Flagged),
        ..Queue::default()
    });
    assert_eq!(titles(&session), ["Third"]);
    press(&mut session, "i");
    assert_eq!(titles(&session), [""; 0], "the flag is gone again");
}

#[test]
fn what_lies_in_the_bin_is_kept_until_the_bin_is_emptied_and_even_then_undo_brings_it_back() {
    let mut session = three();
    let second = session.workspace().articles()[1].id;
    session.open_article(second);
    session.delete_article(second);
    assert_eq!(open_title(&session), "Third", "the next one of the list");
    assert_eq!(titles(&session), ["First", "Third"]);
    session.open_article(second);
    assert_eq!(
        open_title(&session),
        "Third",
        "what lies in the bin is not opened"
    );
    session.restore_article(second);
    assert_eq!(open_title(&session), "Second");
    session.delete_article(second);
    session.empty_bin();
    assert_eq!(session.workspace().articles().len(), 2);
    press(&mut session, "Control+z Control+z");
    assert_eq!(titles(&session), ["First", "Second", "Third"]);
}

#[test]
fn the_same_text_again_comes_back_from_the_bin() {
    let mut session = three();
    let second = session.workspace().articles()[1].id;
    session.delete_article(second);
    session.add_articles(vec![Article::new("Second")], true);
    assert_eq!(
        (open_title(&session), titles(&session).len()),
        ("Second", 3)
    );
}

#[test]
fn a_workspace_opens_on_an_article_that_is_not_in_the_bin() {
    let mut session = three();
    let first = session.workspace().articles()[0].id;
    session.delete_article(first);
    let again = Session::restore(session.workspace().clone(), Some(first), None);
    assert_eq!(open_title(&again), "Second");
}

#[test]
fn the_way_back_leads_to_any_step_and_forward_again() {
    let mut session = suggested();
    session.tick(7);
    let start = shown(&session);
    press(&mut session, "Enter Enter x");
    let end = shown(&session);
    let acts: Vec<&Act> = session.history().done().collect();
    assert_eq!(
        (acts.len(), acts[3].at_ms),
        (4, 7),
        "the article, two confirmed, one removed"
    );
    assert_eq!(acts[3].message.id(), "removed-mark");
    session.go_to_step(1);
    assert_eq!(shown(&session), start);
    session.go_to_step(4);
    assert_eq!(shown(&session), end);
    session.go_to_step(99);
    assert_eq!(
        shown(&session),
        end,
        "there is nothing beyond the last step"
    );
}

#[test]
fn suggestions_come_in_under_the_labels_in_use() {
    let mut session = suggested();
    let keep = |_: &Label| Fate::Keep;
    session.set_labels(&Preset::Conll.labels(), keep);
    let id = session.article().unwrap().id;
    let offers = vec![
        offer(TEXT, "IBM", &Label::GROUP),
        offer(TEXT, "Rome", &Label::DATE),
    ];
    session.suggest(id, Language::English, offers);
    let labels: Vec<_> = session
        .article()
        .unwrap()
        .annotations
        .visible()
        .map(|mark| mark.label.to_string())
        .collect();
    assert_eq!(labels, ["ORG"], "CoNLL has no dates");
    session.go_to_step(1);
    assert_eq!(session.workspace().labels, LabelSet::default());
}
