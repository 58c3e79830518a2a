//! What comes in comes in as one step, and nothing twice.

use super::*;
use crate::importing::Brought;
use dateline_annotation::{LabelDefinition, Provenance};
use std::collections::BTreeMap;

fn from_file(text: &str, hash: &str) -> (Article, bool) {
    let mut article = Article::new(text);
    article.details.provenance = Some(Provenance {
        file: "a.txt".to_owned(),
        path: String::new(),
        sha256: hash.to_owned(),
    });
    (article, true)
}

fn texts(session: &Session) -> Vec<String> {
    let articles = session.workspace().articles().iter();
    articles.map(|article| article.text.to_string()).collect()
}

#[test]
fn many_articles_with_their_labels_are_one_step() {
    let mut session = Session::restore(Workspace::default(), None, None);
    session.add_articles(vec![Article::new("First")], true);
    let before = session.workspace().clone();
    let ship = LabelDefinition {
        label: Label::new("ship"),
        ..LabelSet::default().definitions()[0].clone()
    };
    let brought = Brought {
        labels: LabelSet::new([ship]),
        entities: BTreeMap::new(),
        own: false,
    };
    let steps = session.history().done().len();
    let unread = session.import(
        vec![
            (Article::new("Second"), true),
            (Article::new("Third"), false),
        ],
        vec![brought],
    );
    assert_eq!(texts(&session), ["Second", "Third", "First"]);
    assert_eq!(unread.len(), 1);
    assert!(
        session
            .workspace()
            .labels
            .get(&Label::new("ship"))
            .is_some()
    );
    assert_eq!(session.history().done().len(), steps + 1);
    session.run(Command::Undo, AnnotationId::new(0));
    assert_eq!(*session.workspace(), before);
    session.run(Command::Redo, AnnotationId::new(0));
    assert_eq!(texts(&session), ["Second", "Third", "First"]);
}

#[test]
fn the_same_file_and_the_same_text_lead_to_the_same_article() {
    let mut session = Session::restore(Workspace::default(), None, None);
    session.import(
        vec![from_file("First", "aa"), from_file("Second", "bb")],
        vec![],
    );
    let first = session.article().unwrap().id;
    session.import(vec![from_file("Third", "cc")], vec![]);
    session.take_effects();
    // The file of the first, of which a reader has made another text since.
    session.import(vec![from_file("First, joined", "aa")], vec![]);
    assert_eq!(session.article().unwrap().id, first);
    assert_eq!(session.workspace().articles().len(), 3);
    assert!(
        session
            .take_effects()
            .contains(&Effect::Say("here-already".into()))
    );
    // The text of the second in another file, one of the same import twice, and a new one.
    session.import(
        vec![
            from_file("Second", "dd"),
            from_file("Fourth", "ee"),
            from_file("Fourth", "ff"),
        ],
        vec![],
    );
    assert_eq!(texts(&session)[0], "Fourth");
    assert_eq!(session.workspace().articles().len(), 4);
    let known = Message::new("here-already-many").with("count", 2_usize);
    assert!(session.take_effects().contains(&Effect::Say(known)));
}

#[test]
fn a_persons_own_label_set_replaces_the_default_one_only_while_there_is_nothing() {
    let own = || Brought {
        labels: LabelSet::new(LabelSet::default().definitions()[..2].to_vec()),
        entities: BTreeMap::new(),
        own: true,
    };
    let mut session = Session::restore(Workspace::default(), None, None);
    session.import(vec![(Article::new("First"), false)], vec![own()]);
    assert_eq!(session.workspace().labels.definitions().len(), 2);
    let mut session = Session::restore(Workspace::default(), None, None);
    session.add_articles(vec![Article::new("First")], true);
    session.import(vec![(Article::new("Second"), false)], vec![own()]);
    assert_eq!(session.workspace().labels, LabelSet::default());
}

#[test]
fn the_first_marks_of_a_document_that_says_its_language_are_no_step_of_the_persons() {
    let mut session = Session::restore(Workspace::default(), None, None);
    let mut article = Article::new(TEXT);
    article.details.language = Some(Language::English);
    let id = article.id;
    session.import(vec![(article, true)], vec![]);
    let steps = session.history().done().len();
    let offers = vec![offer(TEXT, "IBM", &Label::ORG)];
    session.suggest(id, Language::English, offers);
    assert_eq!(session.history().done().len(), steps);
    session.run(Command::Undo, AnnotationId::new(0));
    assert!(session.workspace().articles().is_empty());
}
