//! Learning from a few invented lines: that it works, that it gives the same bytes twice, and that what it
//! gives is read back and marks texts without breaking anything.
#![cfg(feature = "train")]
#![allow(clippy::unwrap_used, reason = "a test that can't be set up has failed")]

use std::ops::ControlFlow;
use std::sync::LazyLock;

use dateline_annotation::{Label, Language};
use dateline_extraction::train::{Article, Options, Table, train};
use dateline_extraction::{Document, Extractor, ModelError, Suggestion};
use proptest::prelude::*;

const LINES: &str = "\
Minister [[PER Anna Berg]] bezocht [[DATE maandag]] [[LOC Gent]].
Volgens [[PER Berg]] vielen er [[CARDINAL twaalf]] doden in [[LOC Mosoel]].
Het [[ORG Vredesfonds]] ([[ORG VF]]) betaalde [[MONEY 3 miljoen euro]] aan [[LOC Gent]].
De [[NORP Franse]] premier [[PER Karel Noor]] reisde [[DATE in mei 2016]] naar [[LOC Luik]].
In [[LOC Luik]] ontplofte een [[WEAPON autobom]], zei [[PER Noor]].";

fn articles() -> Vec<Article> {
    let name = |number: usize| format!("nl-t/{number:03}");
    let parse = |number| Article::parse(&name(number), Some(Language::Dutch), LINES).unwrap();
    (0..8).map(parse).collect()
}

fn learn() -> Vec<u8> {
    learn_from(&articles())
}

fn learn_from(articles: &[Article]) -> Vec<u8> {
    let table = Table {
        name: "places.tsv".to_owned(),
        content: "surface\tclass\nGent\tcity\nLuik\tcity\nMosoel\tcity\n".to_owned(),
    };
    let options = Options {
        epochs: 6,
        folds: 2,
        // What is learned from a few lines is weak.
        prune: 0.02,
        weak: 0.0,
        ..Options::default()
    };
    train(articles, &[table], options, &mut |_| ()).unwrap()
}

static MODEL: LazyLock<Vec<u8>> = LazyLock::new(learn);
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::load(&MODEL).unwrap());

fn extract(text: &str) -> Vec<Suggestion> {
    extract_with(&EXTRACTOR, text)
}

fn extract_with(extractor: &Extractor, text: &str) -> Vec<Suggestion> {
    let document = Document {
        text,
        language: Some(Language::Dutch),
        published: None,
    };
    extractor
        .extract(document, &mut |_| ControlFlow::Continue(()))
        .suggestions
}

#[test]
fn what_was_marked_is_found_again_in_other_sentences() {
    let text =
        "Minister Karel Noor bezocht maandag Luik.\nIn Gent ontplofte een autobom, zei Noor.";
    let found: Vec<_> = extract(text)
        .into_iter()
        .map(|found| (found.span.slice(text).unwrap(), found.label))
        .collect();
    let expected = [
        ("Karel Noor", Label::PER),
        ("Luik", Label::LOC),
        ("Gent", Label::LOC),
        ("autobom", Label::WEAPON),
    ];
    for expected in expected {
        assert!(
            found.contains(&expected),
            "{expected:?} is not in {found:?}"
        );
    }
}

/// Articles in which only people were marked, as others mark them.
fn partial_articles(labels: Option<&[Label]>) -> Vec<Article> {
    const LINE: &str = "Zanger [[PER Piet Zwart]] bezocht maandag een autobom.";
    let parse = |number: usize| Article {
        labels: labels.map(<[Label]>::to_vec),
        ..Article::parse(&format!("p/{number}"), Some(Language::Dutch), LINE).unwrap()
    };
    (0..32).map(parse).collect()
}

#[test]
fn what_others_did_not_mark_is_not_unlearned() {
    let text = "Zanger Piet Zwart bezocht maandag een autobom.";
    let found = |labels: Option<&[Label]>| {
        let articles = [articles(), partial_articles(labels)].concat();
        let extractor = Extractor::load(&learn_from(&articles)).unwrap();
        let found = extract_with(&extractor, text).into_iter();
        found
            .map(|found| (found.span.slice(text).unwrap(), found.label))
            .collect::<Vec<_>>()
    };
    let all = [
        ("Piet Zwart", Label::PER),
        ("maandag", Label::DATE),
        ("autobom", Label::WEAPON),
    ];
    assert_eq!(found(Some(&[Label::PER])), all);
    assert_eq!(found(None), all[..1]);
}

#[test]
fn what_was_read_before_changes_no_answer() {
    let texts = [
        LINES.replace("[[", "").replace("]]", ""),
        "Anna Gent in Noor.\nanna Berg?".to_owned(),
    ];
    for text in texts {
        let document = Document {
            text: &text,
            language: Some(Language::Dutch),
            published: None,
        };
        let read =
            |extractor: &Extractor| extractor.extract(document, &mut |_| ControlFlow::Continue(()));
        let fresh = read(&Extractor::load(&MODEL).unwrap());
        assert!(!fresh.suggestions.is_empty());
        assert_eq!(read(&EXTRACTOR), fresh);
        assert_eq!(read(&EXTRACTOR), fresh);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert!(*MODEL == learn(), "two runs gave different models");
}

#[test]
fn a_damaged_model_is_refused() {
    let mut damaged = MODEL.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    assert_eq!(Extractor::load(&damaged).err(), Some(ModelError::Damaged));
    let half = Extractor::load(&MODEL[..middle]);
    assert_eq!(half.err(), Some(ModelError::Damaged));
}

#[test]
fn work_can_be_stopped_and_keeps_what_was_found() {
    let text = "Minister Anna Berg bezocht maandag Gent.\n".repeat(10_000);
    let mut calls = 0;
    let document = Document {
        text: &text,
        language: None,
        published: None,
    };
    let extraction = EXTRACTOR.extract(document, &mut |progress| {
        calls += 1;
        assert!(progress.done <= progress.total);
        if calls == 2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert_eq!(calls, 2);
    let last = extraction.suggestions.last().unwrap();
    assert!(last.span.end().to_usize() < text.len() / 2);
}

proptest! {
    #[test]
    fn suggestions_lie_in_lines_apart_from_each_other(
        text in r"(Gent|Anna Berg|IS|Luik|3 miljoen euro|autobom|\PC|[\r\n\t '’().,:\u{301}\u{200d}\u{5d0}😀\u{a0}]){0,60}"
    ) {
        let mut at = 0;
        for found in extract(&text) {
            let words = found.span.slice(&text);
            prop_assert!(found.span.start().to_usize() >= at);
            prop_assert!(words.is_some_and(|words| words.trim() == words && !words.contains(['\n', '\r'])));
            at = found.span.end().to_usize();
        }
    }
}
