//! One save: everything that changed goes into one transaction, merged with what other tabs have stored since.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::{Article, ArticleId, Workspace};
use dateline_store::content::Set;
use dateline_store::merge::merge_order;
use dateline_store::open::join_sets;
use dateline_store::{
    Entry, Head, Key, Kind, Packed, Packing, Stamp, content, merge, open, packed,
};
use wasm_bindgen::JsValue;

use super::{Inner, Keeper, Known, Pause, local_only, read_local};
use crate::session::{Arrival, News};
use crate::storage::{self, SaveError};
use crate::vault::Transaction;

/// An article to be written, or to be deleted.
#[derive(Debug)]
pub(super) struct Job {
    id: ArticleId,
    ours: Option<Arc<Article>>,
    /// Its marks, packed before the transaction begins, which ends by itself when anything else is waited for.
    marks: Option<Packed>,
    base: Option<Known>,
}

/// All that one save writes.
#[derive(Debug)]
pub(super) struct Order {
    jobs: Vec<Job>,
    ours: Vec<ArticleId>,
    base: (Vec<ArticleId>, Stamp),
    set: Option<Set>,
    set_base: Stamp,
}

/// What was written.
#[derive(Debug, Default)]
pub(super) struct Written {
    entries: Vec<(Key, Option<Vec<u8>>)>,
    known: Vec<(ArticleId, Option<Known>)>,
    order: Option<(Vec<ArticleId>, Stamp)>,
    set: Option<(Set, Stamp)>,
    news: News,
    /// In the line of versions, so that what comes next builds on it.
    settled: bool,
}

/// Where one save writes.
pub(super) enum Target {
    Vault(Transaction),
    /// Local storage; whether what is written there counts as in the line of versions.
    Local(bool),
}

impl Target {
    pub(super) async fn get(&self, key: Key) -> Result<Option<Vec<u8>>, SaveError> {
        match self {
            Self::Vault(transaction) => transaction.get(&key.to_string()).await.map_err(refusal),
            Self::Local(_) => Ok(read_local(key)),
        }
    }

    fn put(&self, key: Key, entry: &[u8]) -> Result<(), SaveError> {
        match self {
            Self::Vault(transaction) => transaction.put(&key.to_string(), entry).map_err(refusal),
            Self::Local(_) => storage::write(&key.to_string(), &packed::pack(entry)),
        }
    }

    fn delete(&self, key: Key) -> Result<(), SaveError> {
        match self {
            Self::Vault(transaction) => transaction.delete(&key.to_string()).map_err(refusal),
            Self::Local(_) => {
                storage::delete(&key.to_string());
                Ok(())
            }
        }
    }

    async fn done(self) -> Result<(), SaveError> {
        match self {
            Self::Vault(transaction) => transaction.done().await.map_err(refusal),
            Self::Local(_) => Ok(()),
        }
    }

    const fn settles(&self) -> bool {
        matches!(self, Self::Vault(_) | Self::Local(true))
    }
}

pub(super) fn refusal(_: JsValue) -> SaveError {
    SaveError::Full
}

/// The next version of an entry after `base`, and its bytes.
fn entry(key: Key, base: Stamp, tab: u64, settled: bool, content: &Packed) -> (Stamp, Vec<u8>) {
    let stamp = base.next(tab);
    let head = Head {
        kind: key.kind(),
        stamp,
        parent: base,
        settled,
    };
    (stamp, head.write(content))
}

impl Order {
    /// Packs the marks of all articles, a stretch at a time, so that the page stays at hand.
    async fn pack(&mut self) {
        let mut pause = Pause::new();
        for job in &mut self.jobs {
            let Some(ours) = &job.ours else {
                continue;
            };
            let mut packing = Packing::of_marks(ours.clone());
            while job.marks.is_none() {
                job.marks = packing.step();
                pause.when_due().await;
            }
        }
    }
}

impl Keeper {
    pub(super) fn order(&self, workspace: &Workspace, changed: &BTreeSet<ArticleId>) -> Order {
        let inner = self.inner.borrow();
        let job = |id: &ArticleId| Job {
            id: *id,
            ours: workspace.article(*id).cloned(),
            marks: None,
            base: inner.known.get(id).cloned(),
        };
        let set = (workspace.labels.clone(), workspace.entities.clone());
        Order {
            jobs: changed.union(&inner.owed).map(job).collect(),
            ours: workspace
                .articles()
                .iter()
                .map(|article| article.id)
                .collect(),
            base: inner.order.clone(),
            set: Some(set).filter(|set| inner.set.0.as_ref() != Some(set)),
            set_base: inner.set.1,
        }
    }

    /// Writes to the database, and where there is none or it refuses to local storage.
    pub(super) async fn carry_out(&self, order: &mut Order) -> Result<Written, SaveError> {
        order.pack().await;
        let vault = self.inner.borrow().vault.clone();
        if let Some(transaction) = vault.as_ref().and_then(|vault| vault.begin(true).ok()) {
            let written = self.write(Target::Vault(transaction), order).await;
            if written.is_ok() {
                return written;
            }
        }
        if !storage::is_allowed() {
            return Err(SaveError::Denied);
        }
        self.write(Target::Local(vault.is_none()), order).await
    }

    pub(super) async fn write(&self, target: Target, order: &Order) -> Result<Written, SaveError> {
        let mut written = Written {
            settled: target.settles(),
            ..Written::default()
        };
        for job in &order.jobs {
            match &job.ours {
                Some(ours) => self.put(&target, job, ours, &mut written).await?,
                None => Self::remove(&target, job, &mut written).await?,
            }
        }
        self.put_order(&target, order, &mut written).await?;
        self.put_set(&target, order, &mut written).await?;
        target.done().await?;
        Ok(written)
    }

    pub(super) async fn put(
        &self,
        target: &Target,
        job: &Job,
        ours: &Arc<Article>,
        written: &mut Written,
    ) -> Result<(), SaveError> {
        let (id, key) = (job.id, Key::Marks(job.id));
        let base = job
            .base
            .as_ref()
            .map_or(Stamp::default(), |base| base.stamp);
        let stored = target.get(key).await?;
        // Only another tab's version is read whole: this tab knows what it wrote itself.
        let theirs = stored.as_deref().filter(|bytes| {
            Head::read(bytes).is_none_or(|Head { stamp, .. }| {
                stamp != base && stamp.number >= base.number && stamp.tab != self.tab
            })
        });
        let theirs = theirs.and_then(|bytes| {
            let stored = Entry::read(bytes).ok()?;
            let theirs = content::read_marks(id, &ours.text, &stored.content)?;
            Some((stored.head.stamp, theirs))
        });
        let mut article = ours.clone();
        let mut marks = job.marks.clone();
        let mut parent = base;
        if let Some((stamp, theirs)) = theirs {
            let merged = merge(
                job.base.as_ref().map(|base| &*base.article),
                ours,
                &theirs,
                &self.note,
            );
            written.news.conflicts += merged.conflicts.len();
            parent = stamp.max(base);
            if merged.article != **ours {
                (article, marks) = (Arc::new(merged.article), None);
            }
        }
        if !Arc::ptr_eq(&article, ours) {
            written.news.arrivals.push(Arrival {
                id,
                shared: Some(ours.clone()),
                article: Some(article.clone()),
            });
        }
        if stored.is_none() {
            let (key, text) = (Key::Text(id), Packed::of(content::write_text(&article)));
            let (_, text) = entry(key, Stamp::default(), self.tab, true, &text);
            target.put(key, &text)?;
            written.entries.push((key, Some(text)));
        }
        let marks = marks.unwrap_or_else(|| Packed::of(content::write_marks(&article)));
        let (stamp, marks) = entry(key, parent, self.tab, target.settles(), &marks);
        target.put(key, &marks)?;
        written.entries.push((key, Some(marks)));
        written.known.push((id, Some(Known { article, stamp })));
        Ok(())
    }

    /// Deletes an article, unless another tab has changed it since: then it stays.
    pub(super) async fn remove(
        target: &Target,
        job: &Job,
        written: &mut Written,
    ) -> Result<(), SaveError> {
        let (id, key) = (job.id, Key::Marks(job.id));
        let Some(stored) = target.get(key).await? else {
            written.known.push((id, None));
            written.entries.extend([(key, None), (Key::Text(id), None)]);
            return Ok(());
        };
        let base = job.base.as_ref();
        let changed = Entry::read(&stored)
            .ok()
            .filter(|entry| base.is_none_or(|base| entry.head.stamp != base.stamp));
        let theirs = changed.zip(base).and_then(|(entry, base)| {
            let article = content::read_marks(id, &base.article.text, &entry.content)?;
            Some(Known {
                article: Arc::new(article),
                stamp: entry.head.stamp,
            })
        });
        if let Some(theirs) = theirs {
            written.news.conflicts += 1;
            written.news.arrivals.push(Arrival {
                id,
                shared: None,
                article: Some(theirs.article.clone()),
            });
            written.known.push((id, Some(theirs)));
            return Ok(());
        }
        for key in [key, Key::Text(id)] {
            target.delete(key)?;
            written.entries.push((key, None));
        }
        written.known.push((id, None));
        Ok(())
    }

    pub(super) async fn put_order(
        &self,
        target: &Target,
        order: &Order,
        written: &mut Written,
    ) -> Result<(), SaveError> {
        let (base, stamp) = &order.base;
        let stays = |id: ArticleId| {
            written
                .known
                .iter()
                .any(|(known, article)| *known == id && article.is_some())
        };
        if *base == order.ours
            && order
                .jobs
                .iter()
                .all(|job| base.contains(&job.id) == stays(job.id))
        {
            return Ok(());
        }
        let stored = target.get(Key::Order).await?;
        let (theirs, parent) = open::open_order(local_only(stored.as_deref()));
        let merged = if parent == *stamp {
            merge_order(base, &order.ours, base, stays)
        } else {
            merge_order(base, &order.ours, &theirs, stays)
        };
        let content = content::write_order(merged.iter().copied());
        let (stamp, bytes) = entry(
            Key::Order,
            parent.max(*stamp),
            self.tab,
            target.settles(),
            &Packed::of(content),
        );
        target.put(Key::Order, &bytes)?;
        written.entries.push((Key::Order, Some(bytes)));
        written.news.order.clone_from(&merged);
        written.order = Some((merged, stamp));
        Ok(())
    }

    pub(super) async fn put_set(
        &self,
        target: &Target,
        order: &Order,
        written: &mut Written,
    ) -> Result<(), SaveError> {
        let Some(ours) = order.set.clone() else {
            return Ok(());
        };
        let stored = target.get(Key::Set).await?;
        let (theirs, parent) = open::open_set(local_only(stored.as_deref()));
        let set = match theirs.filter(|_| parent != order.set_base) {
            Some(theirs) => join_sets(ours.clone(), theirs),
            None => ours.clone(),
        };
        let content = content::write_set(&set.0, &set.1);
        let base = parent.max(order.set_base);
        let content = Packed::of(content);
        let (stamp, bytes) = entry(Key::Set, base, self.tab, target.settles(), &content);
        target.put(Key::Set, &bytes)?;
        written.entries.push((Key::Set, Some(bytes)));
        written.news.set = Some(set.clone()).filter(|set| *set != ours);
        written.set = Some((set, stamp));
        Ok(())
    }

    /// Copies to local storage what the database has on disk, remembers it as known and tells the other tabs.
    pub(super) fn settle(&self, written: Written) -> News {
        let mut inner = self.inner.borrow_mut();
        let changed: Vec<ArticleId> = written.known.iter().map(|(id, _)| *id).collect();
        if !written.settled {
            inner.owed.extend(changed);
            return written.news;
        }
        inner.owed.clear();
        for (key, bytes) in &written.entries {
            inner.copy(*key, bytes.as_deref());
        }
        for (id, known) in written.known {
            match known {
                Some(known) => drop(inner.known.insert(id, known)),
                None => drop(inner.known.remove(&id)),
            }
        }
        if let Some(order) = written.order {
            inner.order = order;
        }
        if let Some((set, stamp)) = written.set {
            inner.set = (Some(set), stamp);
        }
        let found = std::mem::take(&mut inner.found_conflicts);
        if let Some(channel) = &inner.channel {
            channel.say(&changed, written.news.conflicts + found);
        }
        written.news
    }

    /// Writes what is not saved yet to local storage, at once: the page is about to close.
    pub fn save_in_haste(&self, workspace: &Workspace, changed: &BTreeSet<ArticleId>) {
        let inner = self.inner.borrow();
        if inner.newer {
            return;
        }
        for article in changed.iter().filter_map(|id| workspace.article(*id)) {
            let key = Key::Text(article.id);
            if storage::read(&key.to_string()).is_none() {
                let text = Packed::of(content::write_text(article));
                let (_, text) = entry(key, Stamp::default(), self.tab, true, &text);
                storage::write(&key.to_string(), &packed::pack(&text)).ok();
            }
            let base = inner
                .known
                .get(&article.id)
                .map_or(Stamp::default(), |known| known.stamp);
            let key = Key::Marks(article.id);
            let marks = Packed::of(content::write_marks(article));
            let (_, marks) = entry(key, base, self.tab, false, &marks);
            storage::write(&key.to_string(), &packed::pack(&marks)).ok();
        }
        let order: Vec<ArticleId> = workspace.articles().iter().map(|it| it.id).collect();
        let (known, stamp) = &inner.order;
        // What was deleted a moment ago is still stored, and would come back at the end.
        let is_whole = || known.iter().all(|id| workspace.article(*id).is_some());
        if *known != order && is_whole() {
            let content = content::write_order(order);
            let content = Packed::of(content);
            let (_, order) = entry(Key::Order, *stamp, self.tab, false, &content);
            storage::write(&Key::Order.to_string(), &packed::pack(&order)).ok();
        }
    }
}

impl Inner {
    /// Copies an entry to local storage, or deletes it there; whether there was room.
    pub(super) fn copy(&mut self, key: Key, bytes: Option<&[u8]>) -> bool {
        let name = key.to_string();
        let fits = if let Some(bytes) = bytes {
            storage::write(&name, &packed::pack(bytes)).is_ok()
        } else {
            storage::delete(&name);
            true
        };
        if !fits {
            // An older version must not be taken for this one.
            storage::delete(&name);
        }
        if let Some(id) = key.article() {
            if !fits {
                self.overflow.insert(id);
            } else if key.kind() == Kind::Text || bytes.is_none() {
                self.overflow.remove(&id);
            }
        }
        fits
    }
}
