//! The algebra of edits, on random workspaces and random acts.

use std::sync::Arc;

use dateline_annotation::alike::{self, Lesson};
use dateline_annotation::correction::{self, Offer};
use dateline_annotation::{
    Annotation, AnnotationId, Article, ByteOffset, Change, Confidence, Detail, Details, Edit,
    History, Label, Language, Origin, Span, State, Workspace, reshape,
};
use proptest::prelude::*;

const TEXT: &str = "Zoë 😀 joined IBM.\r\nRome cheered e\u{301} שלום the\u{a0}end";

/// Something that a person or the machine does.
#[derive(Debug, Clone)]
enum Act {
    Suggest(Vec<(usize, usize, usize)>),
    Mark(u64, usize, usize, usize),
    Relabel(usize, usize),
    Move(usize, usize, usize),
    Confirm(usize),
    Delete(usize),
    MarkAlike(usize, u64),
    DeleteAlike(usize),
    RelabelAlike(usize, usize),
    ConfirmAbove(u16),
    Learn(usize, usize),
    Join(usize),
    Split(usize, usize, u64),
    Note(usize, String),
    Title(String),
    RemoveArticle,
    InsertArticle,
}

fn act() -> impl Strategy<Value = Act> {
    let place = 0..TEXT.len() + 2;
    let triple = (place.clone(), place.clone(), 0..15_usize);
    prop_oneof![
        proptest::collection::vec(triple, 0..6).prop_map(Act::Suggest),
        // The same offers again and again, as a real machine makes them.
        proptest::sample::subsequence(
            vec![(0, 4, 0), (10, 16, 1), (17, 20, 1), (23, 27, 3)],
            0..=4
        )
        .prop_map(Act::Suggest),
        (any::<u64>(), place.clone(), place.clone(), 0..15_usize)
            .prop_map(|(id, a, b, l)| Act::Mark(id, a, b, l)),
        (0..8_usize, 0..15_usize).prop_map(|(n, l)| Act::Relabel(n, l)),
        (0..8_usize, place.clone(), place).prop_map(|(n, a, b)| Act::Move(n, a, b)),
        (0..8_usize).prop_map(Act::Confirm),
        (0..8_usize).prop_map(Act::Delete),
        (0..8_usize, any::<u64>()).prop_map(|(n, id)| Act::MarkAlike(n, id)),
        (0..8_usize).prop_map(Act::DeleteAlike),
        (0..8_usize, 0..15_usize).prop_map(|(n, l)| Act::RelabelAlike(n, l)),
        (0..1001_u16).prop_map(Act::ConfirmAbove),
        (0..8_usize, 0..15_usize).prop_map(|(n, l)| Act::Learn(n, l)),
        (0..8_usize).prop_map(Act::Join),
        (0..8_usize, 0..TEXT.len(), any::<u64>()).prop_map(|(n, at, id)| Act::Split(n, at, id)),
        (0..8_usize, ".{0,4}").prop_map(|(n, note)| Act::Note(n, note)),
        ".{0,8}".prop_map(Act::Title),
        Just(Act::RemoveArticle),
        Just(Act::InsertArticle),
    ]
}

fn span(article: &Article, a: usize, b: usize) -> Option<Span> {
    Span::of(&article.text, a.min(b), a.max(b))
}

fn offer(span: Span, label: usize) -> Offer {
    Offer {
        span,
        label: Label::DEFAULT[label].clone(),
        confidence: Confidence::from_permille(700),
        origin: Origin::Model,
        value: None,
    }
}

/// The edit that an act amounts to in the first article; `None` when it changes nothing.
fn edit_of(workspace: &Workspace, act: Act) -> Option<Edit> {
    let Some(article) = workspace.articles().first() else {
        let article = Arc::new(Article::new(TEXT));
        return matches!(act, Act::InsertArticle)
            .then(|| Change::InsertArticle { index: 9, article }.into());
    };
    let nth = |n: usize| {
        article
            .annotations
            .iter()
            .nth(n)
            .map(|annotation| annotation.id)
    };
    match act {
        Act::Suggest(places) => {
            let offers = places
                .iter()
                .filter_map(|(a, b, l)| Some(offer(span(article, *a, *b)?, *l)));
            Some(correction::suggest(article, Language::English, offers))
        }
        Act::Mark(id, a, b, l) => correction::mark(
            article,
            AnnotationId::new(id),
            span(article, a, b)?,
            &Label::DEFAULT[l],
        ),
        Act::Relabel(n, l) => correction::relabel(article, nth(n)?, &Label::DEFAULT[l]),
        Act::Move(n, a, b) => correction::set_span(article, nth(n)?, span(article, a, b)?),
        Act::Confirm(n) => correction::confirm(article, nth(n)?),
        Act::Delete(n) => correction::delete(article, nth(n)?),
        Act::MarkAlike(n, id) => alike::mark_others(article, nth(n)?, AnnotationId::new(id)),
        Act::DeleteAlike(n) => alike::delete_others(article, nth(n)?),
        Act::RelabelAlike(n, l) => {
            let mark = article.annotations.get(nth(n)?)?;
            let words = mark.span.slice(&article.text)?;
            let ids: Vec<_> = alike::marks_of(article, words, None)
                .map(|mark| mark.id)
                .collect();
            alike::relabel_all(article, &ids, &Label::DEFAULT[l])
        }
        Act::ConfirmAbove(permille) => {
            alike::confirm_above(article, Confidence::from_permille(permille))
        }
        Act::Learn(n, l) => {
            let before = article.annotations.get(nth(n)?)?;
            let after = Annotation {
                label: Label::DEFAULT[l].clone(),
                ..before.clone()
            };
            Lesson::of(&article.text, before, Some(&after))?.apply(article)
        }
        Act::Join(n) => reshape::join(article, nth(n)?),
        Act::Split(n, at, id) => reshape::split(
            article,
            nth(n)?,
            ByteOffset::from_usize(at),
            AnnotationId::new(id),
        ),
        Act::Note(n, note) => correction::set_note(article, nth(n)?, &note),
        Act::Title(title) => correction::set_details(
            article,
            Details {
                title,
                ..article.details.clone()
            },
        ),
        Act::RemoveArticle => Some(
            Change::RemoveArticle {
                article: article.id,
            }
            .into(),
        ),
        Act::InsertArticle => None,
    }
}

fn workspace() -> Workspace {
    Workspace::new([Article::new(TEXT)])
}

proptest! {
    #[test]
    fn applying_an_edit_and_its_inverse_is_nothing(acts in proptest::collection::vec(act(), 1..30)) {
        let mut workspace = workspace();
        for act in acts {
            let Some(edit) = edit_of(&workspace, act) else { continue };
            let before = workspace.clone();
            let inverse = workspace.apply(edit.clone()).expect("an edit made for this workspace applies");
            let after = workspace.clone();
            let again = workspace.apply(inverse).expect("an inverse applies");
            prop_assert_eq!(&workspace, &before);
            workspace.apply(again).expect("and so does the inverse of the inverse");
            prop_assert_eq!(&workspace, &after);
        }
    }

    #[test]
    fn undoing_everything_leads_back_and_redoing_everything_leads_forth(acts in proptest::collection::vec(act(), 1..30)) {
        let (mut workspace, mut history) = (workspace(), History::<String>::default());
        let start = workspace.clone();
        for act in acts {
            if let Some(edit) = edit_of(&workspace, act) {
                history.make(&mut workspace, edit, "act", None).expect("applies");
            }
        }
        let end = workspace.clone();
        while let Some(turned) = history.undo(&mut workspace) {
            turned.expect("undo applies");
        }
        prop_assert_eq!(&workspace, &start);
        while let Some(turned) = history.redo(&mut workspace) {
            turned.expect("redo applies");
        }
        prop_assert_eq!(&workspace, &end);
    }

    #[test]
    fn no_run_of_the_machine_changes_what_was_decided(acts in proptest::collection::vec(act(), 1..30)) {
        let mut workspace = workspace();
        for act in acts {
            let machine = matches!(act, Act::Suggest(_));
            let decided = |workspace: &Workspace| -> Vec<_> {
                let articles = workspace.articles().iter();
                articles.flat_map(|a| a.annotations.iter()).filter(|a| a.is_decided()).cloned().collect()
            };
            let before = decided(&workspace);
            if let Some(edit) = edit_of(&workspace, act) {
                workspace.apply(edit).expect("applies");
            }
            if machine {
                prop_assert_eq!(decided(&workspace), before);
            }
        }
    }

    #[test]
    fn every_annotation_covers_whole_characters_and_no_white_space_at_its_edges(acts in proptest::collection::vec(act(), 1..30)) {
        let mut workspace = workspace();
        for act in acts {
            let by_hand = matches!(act, Act::Mark(..) | Act::Move(..));
            if let Some(edit) = edit_of(&workspace, act) {
                for change in edit.changes() {
                    if let (true, Change::PutAnnotation { annotation, .. }) = (by_hand, change) {
                        let text = annotation.span.slice(TEXT).expect("on characters");
                        prop_assert_eq!(text, text.trim());
                    }
                }
                workspace.apply(edit).expect("applies");
            }
        }
    }
}

fn first(workspace: &Workspace) -> &Article {
    &workspace.articles()[0]
}

#[test]
fn an_edit_that_fails_half_way_changes_nothing() {
    let mut workspace = workspace();
    let before = workspace.clone();
    let article = first(&workspace).id;
    let title = Change::SetDetail {
        article,
        detail: Detail::Title(String::new()),
    };
    let nobody = Change::RemoveAnnotation {
        article,
        annotation: AnnotationId::new(7),
    };
    assert!(
        workspace
            .apply([title, nobody].into_iter().collect())
            .is_err()
    );
    assert_eq!(workspace, before);
}

#[test]
fn a_rejected_suggestion_does_not_come_back_and_a_confirmed_one_keeps_its_place() {
    let mut workspace = workspace();
    let zoe = offer(Span::of(TEXT, 0, 4).unwrap(), 0);
    let ibm = offer(Span::of(TEXT, 17, 20).unwrap(), 1);
    let rerun = |workspace: &mut Workspace| {
        let edit = correction::suggest(
            first(workspace),
            Language::English,
            [zoe.clone(), ibm.clone()],
        );
        workspace.apply(edit).unwrap();
    };
    rerun(&mut workspace);
    let ids: Vec<_> = first(&workspace)
        .annotations
        .iter()
        .map(|annotation| annotation.id)
        .collect();
    let reject = correction::delete(first(&workspace), ids[0]).unwrap();
    workspace.apply(reject).unwrap();
    let shrink =
        correction::set_span(first(&workspace), ids[1], Span::of(TEXT, 17, 19).unwrap()).unwrap();
    workspace.apply(shrink).unwrap();
    rerun(&mut workspace);
    let states: Vec<_> = first(&workspace)
        .annotations
        .iter()
        .map(|a| (a.span.slice(TEXT), a.state))
        .collect();
    assert_eq!(
        states,
        [
            (Some("Zoë"), State::Rejected),
            (Some("IB"), State::Confirmed)
        ]
    );
}

#[test]
fn moving_an_edge_step_by_step_is_one_step_to_undo() {
    use dateline_annotation::history::MergeKey;
    let (mut workspace, mut history) = (workspace(), History::<String>::default());
    let id = AnnotationId::new(1);
    let mark = correction::mark(
        first(&workspace),
        id,
        Span::of(TEXT, 0, 2).unwrap(),
        &Label::PER,
    )
    .unwrap();
    history.make(&mut workspace, mark, "Mark", None).unwrap();
    for end in [4, 9, 16] {
        let grow =
            correction::set_span(first(&workspace), id, Span::of(TEXT, 0, end).unwrap()).unwrap();
        history
            .make(&mut workspace, grow, "Move edge", Some(MergeKey::Edges(id)))
            .unwrap();
    }
    history.undo(&mut workspace).unwrap().unwrap();
    assert_eq!(
        first(&workspace).annotations.get(id).unwrap().span,
        Span::of(TEXT, 0, 2).unwrap()
    );
}

#[test]
fn what_is_alike_is_marked_everywhere_and_taken_away_everywhere_each_in_one_edit() {
    let text = "IS hits. The IS-caliphate of ISIS? No: IS, says IS Watch.";
    let mut workspace = Workspace::new([Article::new(text)]);
    let (id, watch) = (AnnotationId::new(1), Span::of(text, 48, 56).unwrap());
    assert_eq!(watch.slice(text), Some("IS Watch"));
    for (id, span, label) in [
        (id, Span::of(text, 0, 2).unwrap(), Label::GROUP),
        (AnnotationId::new(2), watch, Label::ORG),
    ] {
        let edit = correction::mark(first(&workspace), id, span, &label).unwrap();
        workspace.apply(edit).unwrap();
    }
    let before = workspace.clone();
    let everywhere = alike::mark_others(first(&workspace), id, AnnotationId::new(9)).unwrap();
    let inverse = workspace.apply(everywhere).unwrap();
    let starts: Vec<_> = first(&workspace)
        .annotations
        .iter()
        .map(|a| a.span.start().get())
        .collect();
    assert_eq!(
        starts,
        [0, 13, 39, 48],
        "whole words, and not inside what was confirmed as something else"
    );
    assert!(alike::others(first(&workspace), id).is_empty());
    let nowhere = alike::delete_others(first(&workspace), id).unwrap();
    let back = workspace.apply(nowhere).unwrap();
    assert_eq!(first(&workspace).annotations.len(), 1);
    workspace.apply(back).unwrap();
    workspace.apply(inverse).unwrap();
    assert_eq!(workspace, before);
}

#[test]
fn a_moved_or_relabelled_mark_survives_the_offer_that_it_came_from_and_keeps_it_away() {
    let mut workspace = workspace();
    let (zoe, joined) = (
        offer(Span::of(TEXT, 0, 4).unwrap(), 0),
        offer(Span::of(TEXT, 10, 20).unwrap(), 1),
    );
    let rerun = |workspace: &mut Workspace| {
        let offers = [zoe.clone(), joined.clone()];
        let edit = correction::suggest(first(workspace), Language::English, offers);
        workspace.apply(edit).unwrap();
    };
    rerun(&mut workspace);
    let ids: Vec<_> = first(&workspace).annotations.iter().map(|a| a.id).collect();
    let relabel = correction::relabel(first(&workspace), ids[0], &Label::ORG).unwrap();
    workspace.apply(relabel).unwrap();
    let shrink = correction::set_span(first(&workspace), ids[1], Span::of(TEXT, 17, 20).unwrap());
    workspace.apply(shrink.unwrap()).unwrap();
    let delete = correction::delete(first(&workspace), ids[0]).unwrap();
    workspace.apply(delete).unwrap();
    rerun(&mut workspace);
    let now: Vec<_> = first(&workspace)
        .annotations
        .iter()
        .map(|a| (a.span.slice(TEXT), &a.label, a.state))
        .collect();
    let org = Label::ORG;
    assert_eq!(
        now,
        [
            (Some("Zoë"), &org, State::Rejected),
            (Some("IBM"), &org, State::Confirmed),
        ]
    );
}
