//! From the first layout, one JSON file an article, to this one.

use std::collections::BTreeMap;

use dateline_annotation::ArticleId;
use dateline_formats::json;

use crate::content;
use crate::{Head, Key, Packed, Stamp};

const ORDER: &str = "dateline/1/order";
const ARTICLE: &str = "dateline/1/article/";
const SET: &str = "dateline/1/set";

/// One step of the way: first what is to be written, then what may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Entries of this layout.
    pub write: Vec<(Key, Vec<u8>)>,
    /// The name of the entry that they stand for; it goes once they are written.
    pub replaces: String,
}

/// What is to be done with the entries of the first layout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Migration {
    /// In this order, so that an end at any moment leaves everything in one layout or the other.
    pub steps: Vec<Step>,
    /// Entries that can't be read, to be set aside as they are.
    pub damaged: Vec<String>,
}

/// Whether an entry belongs to the workspace in the first layout.
pub fn is_content(name: &str) -> bool {
    name == ORDER || name == SET || name.starts_with(ARTICLE)
}

/// How to bring a workspace of the first layout to this one.
///
/// `entries` are those for which [`is_content`] says so. `written` are the articles that this layout has already: an
/// earlier migration was interrupted.
pub fn migrate(entries: &BTreeMap<String, String>, written: &[ArticleId]) -> Migration {
    let mut migration = Migration::default();
    let mut found = Vec::new();
    for (name, entry) in entries {
        let write = if name == SET {
            set(entry)
        } else if let Some(digits) = name.strip_prefix(ARTICLE) {
            article(digits, entry, &mut found)
        } else {
            continue;
        };
        match write {
            Some(write) => migration.steps.push(Step {
                write,
                replaces: name.clone(),
            }),
            None => migration.damaged.push(name.clone()),
        }
    }
    if let Some(entry) = entries.get(ORDER) {
        let order = order(entry, &found, written);
        migration.steps.push(Step {
            write: vec![(Key::Order, first(Key::Order, content::write_order(order)))],
            replaces: ORDER.to_owned(),
        });
    }
    migration
}

fn article(digits: &str, entry: &str, found: &mut Vec<ArticleId>) -> Option<Vec<(Key, Vec<u8>)>> {
    let article = json::read_article(entry).ok()?.article;
    if article.id.to_string() != digits {
        return None;
    }
    found.push(article.id);
    let (text, marks) = (Key::Text(article.id), Key::Marks(article.id));
    Some(vec![
        (text, first(text, content::write_text(&article))),
        (marks, first(marks, content::write_marks(&article))),
    ])
}

fn set(entry: &str) -> Option<Vec<(Key, Vec<u8>)>> {
    let set = json::read(entry).ok()?;
    let content = content::write_set(&set.labels, &set.entities);
    Some(vec![(Key::Set, first(Key::Set, content))])
}

/// The articles that are there, in the order that was; a damaged order is that of the identifiers.
fn order(entry: &str, found: &[ArticleId], written: &[ArticleId]) -> Vec<ArticleId> {
    let named: Vec<String> = serde_json::from_str(entry).unwrap_or_default();
    let named: Vec<ArticleId> = named.iter().filter_map(|id| id.parse().ok()).collect();
    crate::open::listed(&named, found.iter().chain(written).copied())
}

fn first(key: Key, content: Vec<u8>) -> Vec<u8> {
    let parent = Stamp::default();
    let head = Head {
        kind: key.kind(),
        stamp: parent.next(0),
        parent,
        settled: true,
    };
    head.write(&Packed::of(content))
}
