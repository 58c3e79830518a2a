use super::Standing::{Done, Free, Other};
use super::*;
use crate::{Language, Workspace, correction::Offer};

const TEXT: &str = "IS took Mosul. ISIS left; is IS gone? The IS-led army of IS.\nIS again.";

fn article(text: &str, offers: &[(&str, Label, u16)]) -> Article {
    let offer = |(words, label, permille): &(&str, Label, u16)| {
        let label = label.clone();
        let found = text.match_indices(*words).map(move |(start, words)| Offer {
            span: Span::of(text, start, start + words.len()).unwrap(),
            label: label.clone(),
            confidence: Confidence::from_permille(*permille),
            origin: Origin::Model,
            value: None,
        });
        found.collect::<Vec<_>>()
    };
    let plain = Article::new(text);
    let edit = correction::suggest(&plain, Language::English, offers.iter().flat_map(offer));
    applied(&plain, edit)
}

fn applied(article: &Article, edit: Edit) -> Article {
    let mut workspace = Workspace::new([article.clone()]);
    workspace.apply(edit).unwrap();
    (*workspace.articles()[0]).clone()
}

/// Start, words, label and whether a person decided, of each visible mark.
fn shown(article: &Article) -> Vec<(usize, String, String, bool)> {
    let row = |mark: &Annotation| {
        let words = mark.span.slice(&article.text).unwrap().to_owned();
        let label = mark.label.to_string();
        (
            mark.span.start().to_usize(),
            words,
            label,
            mark.is_decided(),
        )
    };
    article.annotations.visible().map(row).collect()
}

#[test]
fn a_query_takes_whole_words_and_case_as_it_is_told() {
    let count = |whole_words, same_case| {
        let query = Query {
            words: "IS".to_owned(),
            whole_words,
            same_case,
        };
        query.find(TEXT).len()
    };
    assert_eq!((count(true, true), count(true, false)), (5, 6));
    assert_eq!((count(false, true), count(false, false)), (7, 8));
    assert!(Query::exactly(" ").find(TEXT).is_empty());
}

#[test]
fn a_hit_says_what_stands_there_and_in_which_sentence() {
    let mut article = article(
        TEXT,
        &[
            ("IS took", Label::EVENT, 900),
            ("army of IS", Label::GROUP, 900),
        ],
    );
    let again = TEXT.rfind("IS again").unwrap();
    let span = Span::of(TEXT, again, again + 2).unwrap();
    let edit = correction::mark(&article, AnnotationId::new(7), span, &Label::GROUP).unwrap();
    article = applied(&article, edit);
    let found = hits(&article, &Query::exactly("IS"), &Label::GROUP);
    let standing: Vec<_> = found.iter().map(|hit| hit.standing).collect();
    assert_eq!(standing, [Other, Free, Free, Other, Done]);
    assert_eq!(
        found[1].sentence.slice(TEXT),
        Some("ISIS left; is IS gone?")
    );
    assert_eq!(found[4].sentence.slice(TEXT), Some("IS again."));
}

#[test]
fn marking_all_skips_overlaps_and_is_one_edit_that_turns_around() {
    let before = article("aaaa aa", &[("aa", Label::ORG, 400)]);
    let spans = [(0, 2), (1, 3), (2, 4), (5, 7)].map(|(a, b)| Span::of("aaaa aa", a, b).unwrap());
    let edit = mark_all(&before, spans, &Label::LOC, AnnotationId::new(1)).unwrap();
    let mut workspace = Workspace::new([before.clone()]);
    let inverse = workspace.apply(edit).unwrap();
    let places: Vec<_> = shown(&workspace.articles()[0])
        .iter()
        .map(|row| row.0)
        .collect();
    assert_eq!(places, [0, 2, 5]);
    workspace.apply(inverse).unwrap();
    assert_eq!(*workspace.articles()[0], before);
}

#[test]
fn only_the_sure_are_confirmed() {
    let before = article(
        TEXT,
        &[("Mosul", Label::LOC, 950), ("army", Label::GROUP, 949)],
    );
    let edit = confirm_above(&before, Confidence::from_permille(950)).unwrap();
    let decided: Vec<_> = shown(&applied(&before, edit))
        .iter()
        .map(|row| row.3)
        .collect();
    assert_eq!(decided, [true, false]);
    assert_eq!(confirm_above(&before, Confidence::from_permille(951)), None);
}

/// What a person did with the first of several suggestions alike, done with the others.
#[test]
fn a_lesson_does_with_the_others_what_was_done_with_the_first() {
    let text = "the Blue Army came. A Blue Army. Blue Armycorps. Blue Army!";
    let before = article(text, &[("Blue", Label::ORG, 600)]);
    let first = before.annotations.iter().next().unwrap().clone();
    let learn = |edit: Option<Edit>| {
        let after = applied(&before, edit.unwrap());
        let lesson = Lesson::of(text, &first, after.annotations.get(first.id)).unwrap();
        let fitting = lesson.fitting(&after).count();
        (
            fitting,
            shown(&applied(&after, lesson.apply(&after).unwrap())),
        )
    };
    let (count, relabelled) = learn(correction::relabel(&before, first.id, &Label::GROUP));
    assert_eq!(count, 3);
    assert!(
        relabelled.iter().all(|row| row.2 == "GROUP" && row.3),
        "{relabelled:?}"
    );
    let (count, left) = learn(correction::delete(&before, first.id));
    assert_eq!((count, left), (3, vec![]));
    let army = Span::of(text, 4, 13).unwrap();
    let (count, reshaped) = learn(correction::set_span(&before, first.id, army));
    let words: Vec<_> = reshaped.iter().map(|row| &*row.1).collect();
    assert_eq!(count, 2, "an army corps is none");
    assert_eq!(words, ["Blue Army", "Blue Army", "Blue", "Blue Army"]);
}

#[test]
fn confirming_teaches_nothing() {
    let before = article(TEXT, &[("Mosul", Label::LOC, 950)]);
    let mark = before.annotations.iter().next().unwrap().clone();
    let after = applied(&before, correction::confirm(&before, mark.id).unwrap());
    assert_eq!(
        Lesson::of(TEXT, &mark, after.annotations.get(mark.id)),
        None
    );
    let confirmed = after.annotations.get(mark.id).unwrap();
    assert_eq!(Lesson::of(TEXT, confirmed, None), None);
}

#[test]
fn many_thousand_marks_are_changed_in_one_go() {
    let text = "IS ".repeat(20_000);
    let spans = Query::exactly("IS").find(&text);
    assert_eq!(spans.len(), 20_000);
    let plain = Article::new(text);
    let marked = mark_all(&plain, spans, &Label::GROUP, AnnotationId::new(3)).unwrap();
    let article = applied(&plain, marked);
    let ids: Vec<_> = article.annotations.iter().map(|mark| mark.id).collect();
    assert_eq!(ids.len(), 20_000);
    let article = applied(&article, relabel_all(&article, &ids, &Label::ORG).unwrap());
    assert!(
        article
            .annotations
            .iter()
            .all(|mark| mark.label == Label::ORG)
    );
    assert!(
        applied(&article, delete_all(&article, &ids).unwrap())
            .annotations
            .is_empty()
    );
}
