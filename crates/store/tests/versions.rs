//! Storages that were written once and must open for ever. Never change one; add the next layout's beside it.
#![allow(
    clippy::unwrap_used,
    reason = "a test that fails panics, in the functions beside it too"
)]

mod support;

use std::collections::BTreeMap;

use dateline_annotation::Workspace;
use dateline_formats::json;
use dateline_store::open::open_all;
use dateline_store::{legacy, packed};
use support::stored;

const LAYOUT_1: &str = include_str!("files/layout-1.json");
const LAYOUT_2: &str = include_str!("files/layout-2.json");
/// What both of them hold.
const EXPORT: &str = include_str!("files/export.json");

fn entries(file: &str) -> BTreeMap<String, String> {
    serde_json::from_str(file).unwrap()
}

fn unpacked(entries: BTreeMap<String, String>) -> BTreeMap<String, Vec<u8>> {
    let unpack = |(name, entry): (String, String)| (name, packed::unpack(&entry).unwrap());
    entries.into_iter().map(unpack).collect()
}

fn export(workspace: &Workspace) -> String {
    let articles = workspace.articles().iter().map(|article| &**article);
    json::write(articles, &workspace.labels, &workspace.entities)
}

#[test]
fn layout_2_opens_and_is_written_as_it_was() {
    let entries = unpacked(entries(LAYOUT_2));
    let workspace = open_all(&entries, &BTreeMap::new(), "").workspace;
    assert_eq!(export(&workspace), EXPORT);
    assert_eq!(stored(&workspace), entries);
}

#[test]
fn layout_1_is_brought_to_layout_2() {
    let old = entries(LAYOUT_1);
    let migration = legacy::migrate(&old, &[]);
    assert_eq!(migration.damaged, Vec::<String>::new());
    let last = migration.steps.last().unwrap();
    assert_eq!(last.replaces, "dateline/1/order", "the order goes last");
    let replaced = migration.steps.iter().map(|step| &step.replaces);
    assert_eq!(
        replaced.count(),
        old.keys().filter(|name| legacy::is_content(name)).count()
    );
    let written = migration.steps.into_iter().flat_map(|step| step.write);
    let written = written
        .map(|(key, entry)| (key.to_string(), entry))
        .collect();
    assert_eq!(
        export(&open_all(&written, &BTreeMap::new(), "").workspace),
        EXPORT
    );
}

#[test]
fn an_interrupted_migration_goes_on_and_damaged_entries_stay() {
    let mut old = entries(LAYOUT_1);
    let all = legacy::migrate(&old, &[]);
    let done = &all.steps[0];
    let mut written: BTreeMap<String, Vec<u8>> = done
        .write
        .iter()
        .map(|(key, entry)| (key.to_string(), entry.clone()))
        .collect();
    let ids: Vec<_> = done
        .write
        .iter()
        .filter_map(|(key, _)| key.article())
        .collect();
    old.remove(&done.replaces);
    old.insert(
        "dateline/1/article/00000000000000aa".to_owned(),
        "{\"text\": ".to_owned(),
    );
    let rest = legacy::migrate(&old, &ids);
    assert_eq!(rest.damaged, ["dateline/1/article/00000000000000aa"]);
    written.extend(
        rest.steps
            .into_iter()
            .flat_map(|step| step.write)
            .map(|(key, entry)| (key.to_string(), entry)),
    );
    assert_eq!(
        export(&open_all(&written, &BTreeMap::new(), "").workspace),
        EXPORT
    );
}
