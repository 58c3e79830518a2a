//! From the copies that two stores hold to what is shown.
//!
//! Local storage is read at once and holds what fits; the database answers later and holds everything. Each entry of one
//! heals the other, and a version that only one of them has is not lost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dateline_annotation::{Article, ArticleId, LabelSet, Workspace};

use crate::content::{self, Set};
use crate::{Conflict, Entry, EntryError, Head, Key, Kind, Stamp, merge, merge::merge_order};

/// What the two stores have under one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copies<'a> {
    /// In local storage.
    pub local: Option<&'a [u8]>,
    /// In the database.
    pub database: Option<&'a [u8]>,
}

/// Where a copy stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Local storage.
    Local,
    /// The database.
    Database,
}

/// What came of the copies of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opened {
    /// The article; `None` when no copy of its text is whole.
    pub article: Option<Article>,
    /// The version of its marks.
    pub stamp: Stamp,
    /// The marks are gone: no copy of them is whole, though one was there.
    pub marks_lost: bool,
    /// Contradictions between a version written in haste and the line of versions.
    pub conflicts: Vec<Conflict>,
    /// Copies that are to be set aside.
    pub damaged: Vec<(Place, Kind)>,
    /// A newer Dateline wrote a part of it, in this format: it is not to be written.
    pub newer: Option<u8>,
    /// What the article stands in is not what the line of versions has: it is to be written again.
    pub unsettled: bool,
}

/// Whole entries of one key: the one that counts, or two that know nothing of each other.
enum Whole<T> {
    None,
    One(Stamp, T, bool),
    Two([(Stamp, T); 2]),
}

/// What was noticed on the way.
#[derive(Debug, Default)]
struct Notes {
    damaged: Vec<(Place, Kind)>,
    newer: Option<u8>,
}

impl Copies<'_> {
    /// The entries that are whole, their content read.
    fn read<T>(
        self,
        kind: Kind,
        notes: &mut Notes,
        parse: impl Fn(&[u8]) -> Option<T>,
    ) -> Whole<T> {
        let mut whole = |place, bytes: Option<&[u8]>| {
            let read = Entry::read(bytes?).and_then(|entry| {
                let content = Some(&entry).filter(|entry| entry.head.kind == kind);
                let content = content.and_then(|entry| parse(&entry.content));
                content
                    .map(|it| (entry.head, it))
                    .ok_or(EntryError::Damaged)
            });
            match read {
                Ok(read) => Some(read),
                Err(EntryError::Newer(format)) => {
                    notes.newer = notes.newer.max(Some(format));
                    None
                }
                Err(EntryError::Damaged) => {
                    notes.damaged.push((place, kind));
                    None
                }
            }
        };
        match (
            whole(Place::Local, self.local),
            whole(Place::Database, self.database),
        ) {
            (None, None) => Whole::None,
            (Some((one, it)), None) => Whole::One(one.stamp, it, one.settled),
            (None, Some((one, it))) => Whole::One(one.stamp, it, true),
            (Some(local), Some(database)) => newest(local, database),
        }
    }
}

fn newest<T>((local, ours): (Head, T), (database, theirs): (Head, T)) -> Whole<T> {
    let (l, d) = (local.stamp, database.stamp);
    // A tab builds on all that it wrote before, settled or not.
    let grew = d.tab == l.tab && d.number >= l.number || database.parent == l;
    if l == d || grew || local.settled && l.number <= d.number {
        Whole::One(d, theirs, true)
    } else if local.settled || local.parent == d {
        Whole::One(l, ours, false)
    } else {
        Whole::Two([(l, ours), (d, theirs)])
    }
}

/// Opens an article from all copies of its text and its marks; `note` is written on second readings.
pub fn open(id: ArticleId, text: Copies, marks: Copies, note: &str) -> Opened {
    let mut notes = Notes::default();
    let text = match text.read(Kind::Text, &mut notes, |content| {
        content::read_text(id, content)
    }) {
        // A text never changes: any whole copy is the text.
        Whole::One(_, text, _) | Whole::Two([(_, text), _]) => Some(text),
        Whole::None => None,
    };
    let opened = text.map(|text| with_marks(id, &text, marks, note, &mut notes));
    Opened {
        damaged: notes.damaged,
        newer: notes.newer,
        ..opened.unwrap_or_default()
    }
}

fn with_marks(
    id: ArticleId,
    text: &Arc<str>,
    marks: Copies,
    note: &str,
    notes: &mut Notes,
) -> Opened {
    let read = |content: &[u8]| content::read_marks(id, text, content);
    match marks.read(Kind::Marks, notes, read) {
        Whole::One(stamp, article, settled) => Opened {
            article: Some(article),
            stamp,
            unsettled: !settled,
            ..Opened::default()
        },
        Whole::Two([(_, ours), (stamp, theirs)]) => {
            let merged = merge(None, &ours, &theirs, note);
            Opened {
                article: Some(merged.article),
                stamp,
                conflicts: merged.conflicts,
                unsettled: true,
                ..Opened::default()
            }
        }
        Whole::None => Opened {
            article: Some(Article {
                id,
                ..Article::new(text.clone())
            }),
            marks_lost: marks.local.is_some() || marks.database.is_some(),
            unsettled: true,
            ..Opened::default()
        },
    }
}

/// The order of the articles and its version, if a copy is whole.
pub fn open_order(copies: Copies) -> (Vec<ArticleId>, Stamp) {
    let read = copies.read(Kind::Order, &mut Notes::default(), content::read_order);
    match read {
        Whole::None => (Vec::new(), Stamp::default()),
        Whole::One(stamp, order, _) => (order, stamp),
        Whole::Two([(_, ours), (stamp, theirs)]) => {
            (merge_order(&[], &ours, &theirs, |_| true), stamp)
        }
    }
}

/// Label set and entities and their version, if a copy is whole.
pub fn open_set(copies: Copies) -> (Option<Set>, Stamp) {
    match copies.read(Kind::Set, &mut Notes::default(), content::read_set) {
        Whole::None => (None, Stamp::default()),
        Whole::One(stamp, set, _) => (Some(set), stamp),
        Whole::Two([(_, ours), (stamp, theirs)]) => (Some(join_sets(theirs, ours)), stamp),
    }
}

/// The first set, and what only the second has.
pub fn join_sets((labels, mut entities): Set, (more, also): Set) -> Set {
    let all = labels.definitions().iter().chain(more.definitions());
    let labels = LabelSet::new(all.cloned());
    for (id, entity) in also {
        entities.entry(id).or_insert(entity);
    }
    (labels, entities)
}

/// The articles that are stored: those of the order, then those that it lacks, because it is damaged or the page was
/// closed between two writes.
pub fn listed(order: &[ArticleId], stored: impl IntoIterator<Item = ArticleId>) -> Vec<ArticleId> {
    let mut seen = BTreeSet::new();
    let stored: BTreeSet<ArticleId> = stored.into_iter().collect();
    let named = order.iter().filter(|id| stored.contains(id));
    named
        .chain(&stored)
        .copied()
        .filter(|id| seen.insert(*id))
        .collect()
}

/// What two whole stores hold.
#[derive(Debug, Default)]
pub struct Everything {
    /// The articles that could be opened, in their order, with label set and entities.
    pub workspace: Workspace,
    /// What came of each article.
    pub opened: BTreeMap<ArticleId, Opened>,
}

/// Opens all that two stores hold. Names that are none of ours are passed over.
pub fn open_all(
    local: &BTreeMap<String, Vec<u8>>,
    database: &BTreeMap<String, Vec<u8>>,
    note: &str,
) -> Everything {
    let copies = |key: Key| Copies {
        local: local.get(&key.to_string()).map(Vec::as_slice),
        database: database.get(&key.to_string()).map(Vec::as_slice),
    };
    let keys = local.keys().chain(database.keys());
    let stored = keys.filter_map(|name| name.parse::<Key>().ok()?.article());
    let (order, _) = open_order(copies(Key::Order));
    let (mut opened, mut articles) = (BTreeMap::new(), Vec::new());
    for id in listed(&order, stored) {
        let mut one = open(id, copies(Key::Text(id)), copies(Key::Marks(id)), note);
        articles.extend(one.article.take());
        opened.insert(id, one);
    }
    let mut workspace = Workspace::new(articles);
    if let (Some((labels, entities)), _) = open_set(copies(Key::Set)) {
        (workspace.labels, workspace.entities) = (labels, entities);
    }
    Everything { workspace, opened }
}
