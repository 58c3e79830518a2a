//! All languages say all there is to say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_bundle::FluentResource;

use super::*;

/// The messages of a file, each with the names of its gaps.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    FluentResource::try_new(source.to_owned()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let start = line
            .split_once(" =")
            .filter(|(id, _)| !id.is_empty() && !line.starts_with([' ', '}']));
        if let Some((id, _)) = start {
            current = id.to_owned();
            assert!(
                found.insert(current.clone(), BTreeSet::new()).is_none(),
                "{id} is said twice"
            );
        }
        let gaps = line.split('$').skip(1).map(|rest| {
            rest.split(|c: char| !c.is_ascii_alphanumeric())
                .next()
                .unwrap_or_default()
                .to_owned()
        });
        found.entry(current.clone()).or_default().extend(gaps);
    }
    found.retain(|id, _| !id.is_empty());
    found
}

/// Every Rust file of the page, with its text.
fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_language_has_every_message_with_the_same_gaps() {
    let english = messages(ENGLISH);
    for (language, source) in [("fr", FRENCH), ("nl", DUTCH)] {
        let other = messages(source);
        let ids =
            |of: &BTreeMap<String, BTreeSet<String>>| of.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(ids(&english), ids(&other), "{language}");
        for (id, gaps) in &english {
            assert_eq!(gaps, &other[id], "{language}: {id}");
        }
    }
}

#[test]
fn every_message_that_the_page_names_exists_and_every_message_is_named() {
    let mut texts = Vec::new();
    for folder in ["src", "crates/worker/src"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        sources(&folder, &mut texts);
    }
    let all = texts.join("\n");
    let english = messages(ENGLISH);
    for opening in [".text(\"", "Message::new(\""] {
        for rest in all.split(opening).skip(1) {
            let id = rest.split('"').next().unwrap_or_default();
            assert!(english.contains_key(id), "nothing says {id}");
        }
    }
    for binding in crate::keys::bindings() {
        assert!(
            english.contains_key(binding.title),
            "nothing says {}",
            binding.title
        );
    }
    // These are put together from the names of labels, parts, keys, months and units of time.
    let composed = |id: &str| {
        [
            "label-", "part-", "key-", "month-", "column-", "state-", "season-", "weekday-",
            "daypart-", "length-", "some-", "this-",
        ]
        .iter()
        .any(|start| id.starts_with(start))
    };
    for id in english.keys().filter(|id| !composed(id)) {
        assert!(all.contains(&format!("\"{id}\"")), "nobody says {id}");
    }
    for label in LabelSet::default().definitions() {
        assert_eq!(Words::new(Language::English).title(label), label.title);
        assert_eq!(
            Words::new(Language::English).description(label),
            label.description
        );
    }
}

#[test]
fn sentences_agree_with_their_counts_and_write_numbers_in_their_language() {
    let said = |language, count: usize| {
        Words::new(language).say(&Message::new("removed-alike").with("count", count))
    };
    assert_eq!(said(Language::English, 1), "Removed 1 mark that is alike");
    assert_eq!(
        said(Language::English, 1200),
        "Removed 1,200 marks that are alike"
    );
    assert_eq!(said(Language::French, 0), "0 marque pareille retirée");
    assert_eq!(
        said(Language::French, 1200),
        "1\u{202f}200 marques pareilles retirées"
    );
    assert_eq!(
        said(Language::Dutch, 1200),
        "1.200 zulke markeringen weggehaald"
    );
}

#[test]
fn a_message_in_a_message_is_said_in_the_same_language() {
    let undone = Message::new("undone").with("title", Message::new("removed-mark"));
    assert_eq!(
        Words::new(Language::French).say(&undone),
        "Annulé : Marque retirée"
    );
}

#[test]
fn keys_are_called_as_they_are_on_the_keyboard() {
    assert_eq!(
        Words::new(Language::French).key("Shift Enter"),
        "Maj Entrée"
    );
    assert_eq!(Words::new(Language::Dutch).key("Ctrl K"), "Ctrl K");
}

#[test]
fn a_label_that_was_renamed_keeps_its_new_name_in_every_language() {
    let mut label = LabelSet::default().definitions()[0].clone();
    assert_eq!(Words::new(Language::Dutch).title(&label), "Persoon");
    "People".clone_into(&mut label.title);
    assert_eq!(Words::new(Language::Dutch).title(&label), "People");
}

#[test]
fn the_first_language_of_the_browser_that_the_page_speaks_is_taken() {
    assert_eq!(
        preferred(["de-DE", "fr-BE", "en"].into_iter()),
        Language::French
    );
    assert_eq!(preferred(["de"].into_iter()), Language::English);
}
