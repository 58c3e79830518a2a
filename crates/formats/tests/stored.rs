//! Files that were written once and must be read for ever. Never change one; add the next version's beside it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails panics, in the functions beside it too"
)]

use std::sync::Arc;

use dateline_annotation::{Amount, Label, Modifier, Reading, State};
use dateline_formats::{Opened, json, open};

const VERSION_1: &str = include_str!("files/version-1.json");

#[test]
fn version_1_is_read_and_written_again_as_it_was() {
    let file = json::read(VERSION_1).unwrap();
    assert_eq!(file.notices, []);
    let written = json::write(
        file.articles.iter().map(Arc::as_ref),
        &file.labels,
        &file.entities,
    );
    assert_eq!(written, VERSION_1);
    assert_eq!(
        open("export.json", VERSION_1.as_bytes()),
        Ok(Opened::File(file))
    );
}

#[test]
fn version_1_means_what_it_meant() {
    let file = json::read(VERSION_1).unwrap();
    let article = &file.articles[0];
    let marked = |label: &Label| -> Vec<&str> {
        let of_label = article
            .annotations
            .iter()
            .filter(|annotation| annotation.label == *label);
        of_label
            .map(|annotation| annotation.span.slice(&article.text).unwrap())
            .collect()
    };
    assert_eq!(
        marked(&Label::PER),
        ["burgemeester Marleen Vandamme", "Marleen Vandamme"]
    );
    assert_eq!(marked(&Label::MONEY), ["meer dan 2.500\u{a0}€"]);
    assert!(article.text.contains("\r\n\r\n"));
    let money = article
        .annotations
        .iter()
        .find(|annotation| annotation.label == Label::MONEY)
        .unwrap();
    let value = money.value.clone().unwrap();
    assert_eq!(value.modifier, Some(Modifier::MoreThan));
    let amount = Amount::Exact("2500".parse().unwrap());
    assert_eq!(
        value.reading,
        Reading::Money {
            amount,
            currency: "EUR".to_owned()
        }
    );
    assert_eq!(
        article
            .annotations
            .iter()
            .filter(|annotation| annotation.state == State::Rejected)
            .count(),
        1
    );
    assert_eq!(file.entities["gent"].name, "Gent");
    assert_eq!(file.labels.definitions().len(), 3);
}
