//! Nothing that was stored is lost or comes back as something else, however much of it is damaged.
#![allow(
    clippy::unwrap_used,
    reason = "a test that fails panics, in the functions beside it too"
)]

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use dateline_annotation::{Article, Workspace};
use dateline_store::open::{open, open_all};
use dateline_store::{Copies, Entry, Head, Key, Kind, Packed, Packing, Stamp, content, packed};
use proptest::prelude::*;
use support::{Dice, article, entry, stored};

const NOTHING: &BTreeMap<String, Vec<u8>> = &BTreeMap::new();

fn workspace(articles: usize, bytes: usize, marks: usize) -> Workspace {
    let mut dice = Dice(7);
    Workspace::new((0..articles).map(|_| article(&mut dice, bytes, marks)))
}

#[test]
fn a_thousand_articles_take_less_than_the_smallest_quota() {
    // Browsers give 5 MiB; the strictest count two bytes a unit, names included.
    const QUOTA_BYTES: usize = 5 << 20;
    let units: usize = stored(&workspace(1_000, 3_000, 60))
        .iter()
        .map(|(name, entry)| name.len() + packed::units(entry.len()))
        .sum();
    assert!(units * 2 < QUOTA_BYTES, "{} bytes", units * 2);
}

#[test]
fn what_was_stored_opens_from_either_store() {
    let workspace = workspace(20, 400, 30);
    let entries = stored(&workspace);
    for (local, database) in [
        (&entries, NOTHING),
        (NOTHING, &entries),
        (&entries, &entries),
    ] {
        let everything = open_all(local, database, "");
        assert_eq!(everything.workspace, workspace);
        assert!(
            everything
                .opened
                .values()
                .all(|one| one.damaged.is_empty() && !one.unsettled)
        );
    }
}

/// Opens a damaged store and checks that every article that opens is as it was, or has lost its marks and says so.
fn check_damaged(workspace: &Workspace, damaged: &BTreeMap<String, Vec<u8>>) -> usize {
    let everything = open_all(damaged, NOTHING, "");
    for article in everything.workspace.articles() {
        let before = workspace.article(article.id).unwrap();
        let one = &everything.opened[&article.id];
        assert_eq!(article.text, before.text, "a wrong text is shown");
        assert!(one.marks_lost || article == before, "wrong marks are shown");
        assert!(!one.marks_lost || article.annotations.is_empty());
    }
    everything.workspace.articles().len()
}

#[test]
fn an_entry_cut_at_any_byte_harms_no_other() {
    let workspace = workspace(3, 200, 8);
    let entries = stored(&workspace);
    for (name, entry) in &entries {
        for cut in 0..entry.len() {
            let mut damaged = entries.clone();
            damaged.insert(name.clone(), entry[..cut].to_vec());
            let opened = check_damaged(&workspace, &damaged);
            assert_eq!(opened, if name.contains("/text/") { 2 } else { 3 });
            assert_eq!(
                open_all(&damaged, &entries, "").workspace,
                workspace,
                "the other store heals"
            );
        }
    }
}

#[test]
fn a_changed_character_of_a_packed_entry_is_found() {
    let entries = stored(&workspace(1, 200, 8));
    for entry in entries.values() {
        let units: Vec<char> = packed::pack(entry).chars().collect();
        for place in 0..units.len() {
            let mut damaged = units.clone();
            damaged[place] = if damaged[place] == 'x' { 'y' } else { 'x' };
            let damaged: String = damaged.into_iter().collect();
            let read = packed::unpack(&damaged).map(|bytes| Entry::read(&bytes).is_ok());
            assert!(read != Some(true), "unit {place}");
        }
    }
}

#[test]
fn entries_that_stand_under_each_others_names_are_not_mistaken() {
    let workspace = workspace(2, 200, 8);
    let mut entries = stored(&workspace);
    let [first, second] = [0, 1].map(|index: usize| workspace.articles()[index].id);
    let (text, marks) = (Key::Text(first).to_string(), Key::Marks(first).to_string());
    let swapped = entries[&Key::Text(second).to_string()].clone();
    entries.insert(text, swapped);
    let swapped = entries[&Key::Marks(second).to_string()].clone();
    entries.insert(marks, swapped);
    assert_eq!(check_damaged(&workspace, &entries), 1);
}

/// The marks entry of an article in some version.
fn version(article: &Article, number: u64, tab: u64, parent: Stamp, settled: bool) -> Vec<u8> {
    let head = Head {
        kind: Kind::Marks,
        stamp: Stamp { number, tab },
        parent,
        settled,
    };
    head.write(&Packed::of(content::write_marks(article)))
}

#[test]
fn of_two_versions_the_later_one_counts_and_strangers_are_merged() {
    let old = article(&mut Dice(1), 200, 0);
    let with = |title: &str| {
        let mut article = old.clone();
        article.details.title = title.to_owned();
        article
    };
    let (new, other) = (with("new"), with("other"));
    let text = entry(Kind::Text, content::write_text(&old));
    let stamp = |number, tab| Stamp { number, tab };
    let title = |local: &[u8], database: &[u8]| {
        let text = Copies {
            local: Some(&text),
            database: None,
        };
        let marks = Copies {
            local: Some(local),
            database: Some(database),
        };
        let opened = open(old.id, text, marks, "");
        (
            opened.article.unwrap().details.title,
            opened.conflicts.len(),
        )
    };
    let nothing = Stamp::default();
    let first = version(&old, 1, 1, nothing, true);
    let second = version(&new, 2, 1, stamp(1, 1), true);
    assert_eq!(title(&first, &second), ("new".to_owned(), 0));
    assert_eq!(title(&second, &first), ("new".to_owned(), 0));
    let hasty = version(&new, 2, 9, stamp(1, 1), false);
    assert_eq!(
        title(&hasty, &first),
        ("new".to_owned(), 0),
        "written when the page closed"
    );
    let grown = version(&other, 4, 9, stamp(3, 9), true);
    assert_eq!(
        title(&hasty, &grown),
        ("other".to_owned(), 0),
        "a tab builds on what it wrote"
    );
    let stranger = version(&other, 3, 5, stamp(2, 5), true);
    assert_eq!(title(&hasty, &stranger).1, 1, "neither is lost in silence");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_article_comes_back_as_it_was(seed: u64, bytes in 1..600_usize, marks in 0..40_usize) {
        let article = article(&mut Dice(seed), bytes.max(40), marks);
        let text = content::read_text(article.id, &content::write_text(&article)).unwrap();
        let marks = content::write_marks(&article);
        let mut packing = Packing::of_marks(Arc::new(article.clone()));
        let packed = std::iter::repeat_with(|| packing.step()).flatten().next();
        prop_assert_eq!(packed, Some(Packed::of(marks.clone())));
        prop_assert_eq!(content::read_marks(article.id, &text, &marks), Some(article));
    }

    #[test]
    fn a_flipped_bit_is_never_shown(seed: u64) {
        let workspace = workspace(4, 300, 10);
        let mut entries = stored(&workspace);
        let mut dice = Dice(seed);
        let place = dice.roll(entries.len());
        let entry = entries.values_mut().nth(place).unwrap();
        let bit = dice.roll(entry.len() * 8);
        entry[bit / 8] ^= 1 << (bit % 8);
        check_damaged(&workspace, &entries);
    }

    #[test]
    fn content_of_nonsense_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let article = Article::new("Gent");
        content::read_text(article.id, &bytes);
        content::read_order(&bytes);
        content::read_set(&bytes);
        let mut marks = content::write_marks(&article);
        marks.truncate(16);
        marks.extend(bytes);
        if let Some(read) = content::read_marks(article.id, &article.text, &marks) {
            prop_assert_eq!(content::read_marks(article.id, &article.text, &content::write_marks(&read)), Some(read));
        }
    }
}
