//! Everything that is stored, read from both stores after the first frame.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dateline_annotation::ArticleId;
use dateline_store::open::{Place, listed};
use dateline_store::{Entry, Key, Kind, legacy, open, packed};

use super::{BATCH, Keeper, Kept, Known, Pause, articles, both, local_only, read_local};
use crate::session::{Arrival, News};
use crate::storage;
use crate::vault::Vault;

/// What reads everything.
pub(super) struct Reading<'a> {
    pub(super) keeper: &'a Keeper,
    pub(super) vault: Option<&'a Vault>,
    pub(super) in_local: BTreeSet<ArticleId>,
    pub(super) in_vault: BTreeSet<ArticleId>,
}

impl Reading<'_> {
    pub(super) async fn everything(&self) -> Kept {
        let keys = [Key::Order, Key::Set].map(|key| key.to_string());
        let stored = self.read(&keys).await;
        let (local_order, local_set) = (read_local(Key::Order), read_local(Key::Set));
        let order = open::open_order(both(local_order.as_deref(), stored[0].as_deref()));
        let set = open::open_set(both(local_set.as_deref(), stored[1].as_deref()));
        let has_order = stored[0].is_some();
        let all = listed(&order.0, self.in_local.union(&self.in_vault).copied());
        let mut found = Found::default();
        let keys = [(Key::Order, &local_order), (Key::Set, &local_set)];
        for ((key, local), stored) in keys.into_iter().zip(&stored) {
            self.heal(key, local.as_deref(), stored.as_deref(), &mut found);
        }
        let mut pause = Pause::new();
        for batch in all.chunks(BATCH) {
            let keys: Vec<String> = batch
                .iter()
                .flat_map(|id| [Key::Text(*id), Key::Marks(*id)])
                .map(|key| key.to_string())
                .collect();
            let stored = self.read(&keys).await;
            for (id, pair) in batch.iter().zip(stored.chunks(2)) {
                let deleted = has_order && !order.0.contains(id);
                self.one(*id, pair, deleted, &mut found);
                pause.when_due().await;
            }
        }
        let mut inner = self.keeper.inner.borrow_mut();
        let news = News {
            arrivals: found.arrivals,
            order: all,
            set: set.0.clone(),
            conflicts: found.conflicts,
        };
        // An order that was written in haste is not in the line of versions: the next save brings it there.
        let settled = open::open_order(local_only(stored[0].as_deref()));
        inner.order = if has_order { settled } else { order };
        inner.set = set;
        Kept::Loaded {
            news,
            damaged: found.damaged,
            lost: found.lost,
            unsettled: found.unsettled,
        }
    }

    async fn read(&self, names: &[String]) -> Vec<Option<Vec<u8>>> {
        let read = match self.vault {
            Some(vault) => vault.read(names).await.ok(),
            None => None,
        };
        read.unwrap_or_else(|| vec![None; names.len()])
    }

    /// Opens one article from both stores.
    fn one(&self, id: ArticleId, stored: &[Option<Vec<u8>>], deleted: bool, found: &mut Found) {
        let local = [Key::Text(id), Key::Marks(id)].map(read_local);
        let copies = |index: usize| {
            both(
                local[index].as_deref(),
                stored.get(index).and_then(Option::as_deref),
            )
        };
        let in_vault = stored.get(1).is_some_and(Option::is_some);
        let settled = || {
            local[1]
                .as_ref()
                .and_then(|bytes| Entry::read(bytes).ok())
                .is_some_and(|entry| entry.head.settled)
        };
        if deleted && !in_vault && settled() {
            storage::delete(&Key::Text(id).to_string());
            storage::delete(&Key::Marks(id).to_string());
            return;
        }
        let opened = open::open(id, copies(0), copies(1), &self.keeper.note);
        let mut inner = self.keeper.inner.borrow_mut();
        for (place, kind) in &opened.damaged {
            let key = if *kind == Kind::Text {
                Key::Text(id)
            } else {
                Key::Marks(id)
            };
            match place {
                Place::Local => storage::set_aside(&key.to_string()),
                Place::Database => Self::set_aside(key, stored),
            }
        }
        inner.newer |= opened.newer.is_some();
        found.damaged += opened.damaged.len();
        found.conflicts += opened.conflicts.len();
        found.lost += usize::from(opened.marks_lost || opened.article.is_none());
        let Some(article) = opened.article.map(Arc::new) else {
            return;
        };
        let whole = opened.damaged.is_empty() && (in_vault || self.vault.is_none());
        if opened.unsettled || !whole {
            found.unsettled.insert(id);
        }
        drop(inner);
        let keys = [Key::Text(id), Key::Marks(id)];
        for ((key, local), stored) in keys.into_iter().zip(&local).zip(stored) {
            self.heal(key, local.as_deref(), stored.as_deref(), found);
        }
        let mut inner = self.keeper.inner.borrow_mut();
        let known = Known {
            article: article.clone(),
            stamp: opened.stamp,
        };
        let shared = inner.known.insert(id, known).map(|known| known.article);
        if shared.as_ref() != Some(&article) {
            found.arrivals.push(Arrival {
                id,
                shared,
                article: Some(article),
            });
        }
    }

    /// Gives local storage the copy that it lacks of what the database has, as long as there is room.
    fn heal(&self, key: Key, local: Option<&[u8]>, stored: Option<&[u8]>, found: &mut Found) {
        let Some(stored) = stored.filter(|_| local.is_none()) else {
            return;
        };
        let mut inner = self.keeper.inner.borrow_mut();
        found.is_full = found.is_full || !inner.copy(key, Some(stored));
        if found.is_full {
            inner.overflow.extend(key.article());
        }
    }

    /// Copies a damaged entry of the database to where damaged entries are kept.
    fn set_aside(key: Key, stored: &[Option<Vec<u8>>]) {
        let index = usize::from(key.kind() == Kind::Marks);
        if let Some(bytes) = stored.get(index).and_then(Option::as_deref) {
            storage::write(
                &format!("{}database/{key}", storage::ASIDE),
                &packed::pack(bytes),
            )
            .ok();
        }
    }
}

#[derive(Default)]
pub(super) struct Found {
    arrivals: Vec<Arrival>,
    unsettled: BTreeSet<ArticleId>,
    damaged: usize,
    lost: usize,
    conflicts: usize,
    /// Local storage has no room for a copy that it lacks.
    is_full: bool,
}

/// Brings a workspace of the first layout to this one; returns the names of all entries after that.
pub(super) fn migrated(names: Vec<String>) -> Vec<String> {
    let old = names.iter().filter(|name| legacy::is_content(name));
    let old: BTreeMap<String, String> = old
        .filter_map(|name| Some((name.clone(), storage::read(name)?)))
        .collect();
    if old.is_empty() {
        return names;
    }
    let written: Vec<ArticleId> = articles(&names).collect();
    let migration = legacy::migrate(&old, &written);
    for name in &migration.damaged {
        storage::set_aside(name);
    }
    for step in migration.steps {
        let write = || {
            step.write
                .iter()
                .try_for_each(|(key, bytes)| storage::write(&key.to_string(), &packed::pack(bytes)))
        };
        if write().is_ok() {
            storage::delete(&step.replaces);
            continue;
        }
        // No room for both: the old entry makes it, and comes back if even that is not enough.
        storage::delete(&step.replaces);
        if write().is_err() {
            storage::write(&step.replaces, &old[&step.replaces]).ok();
        }
    }
    storage::names()
}
