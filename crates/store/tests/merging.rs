//! Two tabs, one article: the same outcome in both, nothing lost.
#![allow(
    clippy::unwrap_used,
    reason = "a test that fails panics, in the functions beside it too"
)]

mod support;

use std::sync::Arc;

use dateline_annotation::{Annotation, Article, ArticleId, State, Workspace};
use dateline_store::merge::{difference, merge_order};
use dateline_store::{Conflict, merge};
use proptest::prelude::*;
use support::{Dice, article, mark};

const NOTE: &str = "other tab";

/// Some random edits of an article.
fn edited(base: &Article, seed: u64, edits: usize) -> Article {
    let (mut dice, mut edited) = (Dice(seed), base.clone());
    for _ in 0..edits {
        let count = edited.annotations.len();
        let nth = (count > 0).then(|| {
            edited
                .annotations
                .iter()
                .nth(dice.roll(count))
                .unwrap()
                .clone()
        });
        match (dice.roll(6), nth) {
            (0, Some(mark)) => drop(edited.annotations.remove(mark.id)),
            (1, Some(mark)) => {
                let state = [State::Confirmed, State::Rejected][dice.roll(2)];
                edited.annotations.put(Annotation { state, ..mark });
            }
            (2, Some(mark)) => {
                let note = format!("note {}", dice.roll(3));
                edited.annotations.put(Annotation { note, ..mark });
            }
            (3, _) => edited.details.title = format!("Title {}", dice.roll(3)),
            _ => drop(edited.annotations.put(mark(&mut dice, &base.text))),
        }
    }
    edited
}

/// The marks of `side` that are not as they were.
fn changed<'a>(base: &'a Article, side: &'a Article) -> impl Iterator<Item = &'a Annotation> {
    side.annotations
        .iter()
        .filter(|mark| base.annotations.get(mark.id) != Some(mark))
}

/// Whether what one side said of a mark is still said somewhere in the merged article.
fn is_kept(base: &Article, merged: &Article, mark: &Annotation) -> bool {
    let before = base.annotations.get(mark.id);
    let note_is_new = before.is_none_or(|before| before.note != mark.note);
    merged.annotations.iter().any(|other| {
        let same_place = other.span == mark.span && other.label == mark.label;
        same_place && other.value == mark.value && (!note_is_new || other.note.contains(&mark.note))
    })
}

proptest! {
    #[test]
    fn both_tabs_come_to_the_same_and_lose_nothing(seed: u64, a: u64, b: u64, edits in 0..8_usize) {
        let base = article(&mut Dice(seed), 300, 8);
        let (ours, theirs) = (edited(&base, a, edits), edited(&base, b, edits));
        let merged = merge(Some(&base), &ours, &theirs, NOTE);
        let other = merge(Some(&base), &theirs, &ours, NOTE);
        prop_assert_eq!(&merged, &other);
        let merged = merged.article;
        prop_assert_eq!(&merged.text, &base.text);
        for (side, other) in [(&ours, &theirs), (&theirs, &ours)] {
            for mark in changed(&base, side) {
                prop_assert!(is_kept(&base, &merged, mark), "{mark:?} is gone from {merged:?}");
            }
            for mark in base.annotations.iter().filter(|mark| side.annotations.get(mark.id).is_none()) {
                let undisturbed = other.annotations.get(mark.id).is_none_or(|other| other == mark);
                prop_assert_eq!(undisturbed, merged.annotations.get(mark.id).is_none());
            }
        }
        if ours.details.title == base.details.title {
            prop_assert_eq!(&merged.details.title, &theirs.details.title);
        }
    }

    #[test]
    fn a_difference_leads_from_one_version_to_the_other(seed: u64, a: u64, b: u64) {
        let base = article(&mut Dice(seed), 300, 8);
        let (from, to) = (edited(&base, a, 5), edited(&base, b, 5));
        let mut workspace = Workspace::new([from.clone()]);
        let inverse = workspace.apply(difference(&from, &to)).unwrap();
        prop_assert_eq!(&*workspace.articles()[0], &to);
        workspace.apply(inverse).unwrap();
        prop_assert_eq!(&*workspace.articles()[0], &from);
    }

    #[test]
    fn what_one_side_left_alone_is_the_other_side(seed: u64, a: u64, edits in 0..8_usize) {
        let base = article(&mut Dice(seed), 300, 8);
        let theirs = edited(&base, a, edits);
        for (ours, theirs) in [(&base, &theirs), (&theirs, &base), (&theirs, &theirs)] {
            let merged = merge(Some(&base), ours, theirs, NOTE);
            prop_assert_eq!(merged.conflicts, []);
            prop_assert_eq!(&merged.article, if ours == &base { theirs } else { ours });
        }
        // Without a base: nothing is lost, and a workspace merged with itself stays as it is.
        prop_assert_eq!(merge(None, &theirs, &theirs, NOTE).article, theirs);
    }

    #[test]
    fn two_tabs_that_save_in_turns_converge(seed: u64, turns in proptest::collection::vec(any::<(bool, u64)>(), 1..40)) {
        let start = Arc::new(article(&mut Dice(seed), 300, 8));
        let mut stored = start.clone();
        // What each tab shows, and the stored version that it knows.
        let mut tabs = [(start.clone(), start.clone()), (start.clone(), start)];
        let mut save = |tab: &mut (Arc<Article>, Arc<Article>)| {
            stored = Arc::new(merge(Some(&tab.1), &tab.0, &stored, NOTE).article);
            *tab = (stored.clone(), stored.clone());
        };
        for (first, seed) in turns {
            let tab = &mut tabs[usize::from(first)];
            tab.0 = Arc::new(edited(&tab.0, seed, 2));
            if seed % 3 > 0 {
                save(tab);
            }
        }
        save(&mut tabs[0]);
        save(&mut tabs[1]);
        save(&mut tabs[0]);
        prop_assert_eq!(&tabs[0].0, &tabs[1].0);
    }

    #[test]
    fn orders_come_together(base in 0..6_u64, ours in any::<[bool; 8]>(), theirs in any::<[bool; 8]>()) {
        let list = |has: &dyn Fn(usize) -> bool| (0..8).filter(|n| has(*n)).map(|n| ArticleId::new(n as u64)).collect::<Vec<_>>();
        let in_base = |n: usize| (n as u64) < base;
        let (base, ours, theirs) = (list(&in_base), list(&|n| ours[n]), list(&|n| theirs[n]));
        let merged = merge_order(&base, &ours, &theirs, |_| false);
        for id in (0..8).map(ArticleId::new) {
            let [b, o, t] = [&base, &ours, &theirs].map(|list| list.contains(&id));
            prop_assert_eq!(merged.contains(&id), if o == t { o } else { !b });
        }
        let mut once = merged.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), merged.len());
        prop_assert_eq!(merge_order(&base, &base, &theirs, |_| false), theirs);
        prop_assert_eq!(merge_order(&base, &ours, &base, |_| false), ours);
    }
}

#[test]
fn a_contradiction_keeps_both_readings_and_says_so() {
    let base = article(&mut Dice(3), 300, 1);
    let mark = base.annotations.iter().next().unwrap().clone();
    let with = |label: &str| {
        let mut article = base.clone();
        let label = dateline_annotation::Label::new(label);
        article.annotations.put(Annotation {
            label,
            state: State::Confirmed,
            ..mark.clone()
        });
        article
    };
    let merged = merge(Some(&base), &with("LOC"), &with("ORG"), NOTE);
    let labels: Vec<&str> = merged
        .article
        .annotations
        .iter()
        .map(|mark| mark.label.as_str())
        .collect();
    assert_eq!(labels.len(), 2);
    assert!(labels.contains(&"LOC") && labels.contains(&"ORG"));
    let [Conflict::Mark { kept, second }] = &merged.conflicts[..] else {
        unreachable!("one contradiction: {:?}", merged.conflicts)
    };
    assert_eq!(*kept, mark.id);
    let second = merged.article.annotations.get(*second).unwrap();
    assert!(second.note == NOTE || second.note == mark.note);
}
