//! Keeps the workspace: in local storage, which is read at once, and in the browser's database, which holds more, tells
//! when something is on disk, and lets several tabs write one after the other.
//!
//! Every entry has one line of versions. A tab that saves looks, inside one transaction, whether the stored version is
//! the one that it knows; where another tab was faster it merges the two and writes what comes of it. So a version is
//! never overwritten unseen. Local storage gets a copy of each entry for as long as there is room. Without a database it
//! is all there is, and the same is done there.
//!
//! | name, in both stores | what |
//! |---|---|
//! | `dateline/2/order` | the identifiers of the articles, in their order |
//! | `dateline/2/text/ID` | the text of an article, written once |
//! | `dateline/2/marks/ID` | what is known and marked of it |
//! | `dateline/2/set` | label set and entities |

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use dateline_annotation::{Article, ArticleId, Workspace};
use dateline_store::content::{self, Set};
use dateline_store::merge::merge_order;
use dateline_store::open::{self, Place, join_sets, listed};
use dateline_store::{Copies, Entry, Key, Kind, Stamp, key, legacy, merge, packed};
use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::session::{Arrival, News};
use crate::storage::{self, SaveError};
use crate::vault::{Transaction, Vault};
use crate::{channel::Channel, dom};

/// So many articles are read before the first frame; the rest comes after it.
const FIRST_ARTICLES: usize = 12;
/// How long articles are read at a stretch, so that the page never blocks.
const SLICE_MS: f64 = 8.0;
/// How many articles are asked of the database at once.
const BATCH: usize = 32;

/// What happened in the stores.
#[derive(Debug, Clone)]
pub enum Kept {
    /// All that is stored was read.
    Loaded {
        /// What was found.
        news: News,
        /// How many entries were damaged and are set aside.
        damaged: usize,
        /// How many articles have lost their marks with that, or could not be opened.
        lost: usize,
        /// Articles that one of the stores lacks or has an older version of.
        unsettled: BTreeSet<ArticleId>,
    },
    /// What was to be saved is stored.
    Saved(News),
    /// It is not.
    Failed(SaveError),
    /// Another tab stored something.
    Changed(News),
    /// Another tab has the browser forget everything.
    Forgotten,
}

/// What is stored of an article, as far as this tab knows.
#[derive(Debug, Clone)]
struct Known {
    article: Arc<Article>,
    stamp: Stamp,
}

#[derive(Default)]
struct Inner {
    vault: Option<Vault>,
    channel: Option<Channel>,
    known: BTreeMap<ArticleId, Known>,
    order: (Vec<ArticleId>, Stamp),
    set: (Option<Set>, Stamp),
    /// Articles that only the database has room for.
    overflow: BTreeSet<ArticleId>,
    /// A newer Dateline wrote here.
    newer: bool,
    /// Articles whose last version the database refused: they are offered to it again.
    owed: BTreeSet<ArticleId>,
    /// Contradictions that other tabs told of.
    heard_conflicts: usize,
}

/// The two stores, seen from one tab.
#[derive(Clone)]
pub struct Keeper {
    inner: Rc<RefCell<Inner>>,
    /// Something is being read or written; the rest waits.
    busy: Rc<Cell<bool>>,
    /// What other tabs changed while it was.
    missed: Rc<RefCell<BTreeSet<ArticleId>>>,
    tab: u64,
    told: Callback<Kept>,
    note: Rc<str>,
}

impl std::fmt::Debug for Keeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Keeper").field(&self.tab).finish()
    }
}

/// An article to be written, or to be deleted.
#[derive(Debug)]
struct Job {
    id: ArticleId,
    ours: Option<Arc<Article>>,
    base: Option<Known>,
}

/// All that one save writes.
#[derive(Debug)]
struct Order {
    jobs: Vec<Job>,
    ours: Vec<ArticleId>,
    base: (Vec<ArticleId>, Stamp),
    set: Option<Set>,
    set_base: Stamp,
}

/// What was written.
#[derive(Debug, Default)]
struct Written {
    entries: Vec<(Key, Option<Vec<u8>>)>,
    known: Vec<(ArticleId, Option<Known>)>,
    order: Option<(Vec<ArticleId>, Stamp)>,
    set: Option<(Set, Stamp)>,
    news: News,
    /// In the line of versions, so that what comes next builds on it.
    settled: bool,
}

/// Where one save writes.
enum Target {
    Vault(Transaction),
    /// Local storage; whether what is written there counts as in the line of versions.
    Local(bool),
}

impl Target {
    async fn get(&self, key: Key) -> Result<Option<Vec<u8>>, SaveError> {
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

fn refusal(_: JsValue) -> SaveError {
    SaveError::Full
}

/// The bytes of an entry of local storage; what is no packed string is given as no bytes, so that it counts as damaged.
fn read_local(key: Key) -> Option<Vec<u8>> {
    storage::read(&key.to_string()).map(|entry| packed::unpack(&entry).unwrap_or_default())
}

fn entry(key: Key, base: Stamp, tab: u64, settled: bool, content: Vec<u8>) -> (Stamp, Vec<u8>) {
    let stamp = base.next(tab);
    let entry = Entry {
        kind: key.kind(),
        stamp,
        parent: base,
        settled,
        content,
    };
    (stamp, entry.write())
}

impl Keeper {
    /// Reads what the first frame needs from local storage: the open article, or a few, with the label set. The rest
    /// is read afterwards and told to `told`. `note` is written on second readings.
    pub fn begin(open: Option<ArticleId>, note: &str, told: Callback<Kept>) -> (Self, Workspace) {
        let keeper = Self {
            inner: Rc::default(),
            busy: Rc::new(Cell::new(true)),
            missed: Rc::default(),
            tab: dom::random(),
            told,
            note: note.into(),
        };
        let names = migrated(storage::names());
        let workspace = keeper.first(open, &names);
        let loading = keeper.clone();
        spawn_local(async move { loading.load(names).await });
        (keeper, workspace)
    }

    fn first(&self, open: Option<ArticleId>, names: &[String]) -> Workspace {
        let mut inner = self.inner.borrow_mut();
        let local = |key: Key| read_local(key);
        let (order, set) = (local(Key::Order), local(Key::Set));
        inner.order = open::open_order(local_only(order.as_deref()));
        inner.set = open::open_set(local_only(set.as_deref()));
        let order = listed(&inner.order.0, articles(names));
        let mut first: Vec<ArticleId> = order.iter().copied().take(FIRST_ARTICLES).collect();
        if order.len() > FIRST_ARTICLES {
            let open = open
                .filter(|id| order.contains(id))
                .or(order.first().copied());
            first = open.into_iter().collect();
        }
        let mut found = Vec::new();
        for id in first {
            let (text, marks) = (local(Key::Text(id)), local(Key::Marks(id)));
            let (text, marks) = (local_only(text.as_deref()), local_only(marks.as_deref()));
            let opened = open::open(id, text, marks, &self.note);
            // What needs healing is shown when both stores have been read.
            if let Some(article) = opened.article.filter(|_| !opened.marks_lost) {
                let known = Known {
                    article: Arc::new(article.clone()),
                    stamp: opened.stamp,
                };
                inner.known.insert(id, known);
                found.push(article);
            }
        }
        let mut workspace = Workspace::new(found);
        if let (Some((labels, entities)), _) = &inner.set {
            (workspace.labels, workspace.entities) = (labels.clone(), entities.clone());
        }
        workspace
    }

    /// Reads everything from both stores.
    async fn load(self, local: Vec<String>) {
        let vault = Vault::open().await.ok();
        let stored = match &vault {
            Some(vault) => vault.names().await.unwrap_or_default(),
            None => Vec::new(),
        };
        let newer = local
            .iter()
            .chain(&stored)
            .any(|name| key::newer_layout(name).is_some());
        self.inner.borrow_mut().newer |= newer;
        let read = Reading {
            keeper: &self,
            vault: vault.as_ref(),
            in_local: articles(&local).collect(),
            in_vault: articles(&stored).collect(),
        };
        let kept = read.everything().await;
        self.inner.borrow_mut().vault = vault;
        let hearing = self.clone();
        self.inner.borrow_mut().channel =
            Channel::open(Callback::from(move |said| hearing.hear(said)));
        self.finish(kept);
    }

    /// Whether everything was read and nothing is being written.
    pub fn is_idle(&self) -> bool {
        !self.busy.get()
    }

    /// How many articles only the database has room for.
    pub fn overflow(&self) -> usize {
        self.inner.borrow().overflow.len()
    }

    /// Whether there is a database.
    pub fn has_vault(&self) -> bool {
        self.inner.borrow().vault.is_some()
    }

    fn finish(&self, kept: Kept) {
        self.busy.set(false);
        self.told.emit(kept);
        let missed = std::mem::take(&mut *self.missed.borrow_mut());
        if !missed.is_empty() {
            self.look(missed);
        }
    }

    /// Stores these articles, or deletes those that the workspace lacks, with the order of all and the label set.
    /// Does nothing while it is not [idle](Self::is_idle).
    pub fn save(&self, workspace: &Workspace, changed: &BTreeSet<ArticleId>) {
        if self.busy.get() {
            return;
        }
        if self.inner.borrow().newer {
            return self.told.emit(Kept::Failed(SaveError::Newer));
        }
        let order = self.order(workspace, changed);
        self.busy.set(true);
        let keeper = self.clone();
        spawn_local(async move {
            let kept = match keeper.carry_out(&order).await {
                Ok(written) => Kept::Saved(keeper.settle(written)),
                Err(error) => Kept::Failed(error),
            };
            keeper.finish(kept);
        });
    }

    fn order(&self, workspace: &Workspace, changed: &BTreeSet<ArticleId>) -> Order {
        let inner = self.inner.borrow();
        let job = |id: &ArticleId| Job {
            id: *id,
            ours: workspace.article(*id).cloned(),
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
    async fn carry_out(&self, order: &Order) -> Result<Written, SaveError> {
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

    async fn write(&self, target: Target, order: &Order) -> Result<Written, SaveError> {
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

    async fn put(
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
        let stored = target
            .get(key)
            .await?
            .and_then(|bytes| Entry::read(&bytes).ok());
        let theirs = stored.as_ref().filter(|stored| {
            let (stamp, own) = (stored.stamp, stored.stamp.tab == self.tab);
            stamp != base && stamp.number >= base.number && !own
        });
        let theirs = theirs.and_then(|stored| {
            content::read_marks(id, &ours.text, &stored.content)
                .map(|theirs| (stored.stamp, theirs))
        });
        let mut article = ours.clone();
        let mut parent = base;
        if let Some((stamp, theirs)) = theirs {
            let merged = merge(
                job.base.as_ref().map(|base| &*base.article),
                ours,
                &theirs,
                &self.note,
            );
            written.news.conflicts += merged.conflicts.len();
            article = Arc::new(merged.article);
            parent = stamp.max(base);
        }
        if article != *ours {
            written.news.arrivals.push(Arrival {
                id,
                shared: Some(ours.clone()),
                article: Some(article.clone()),
            });
        }
        if stored.is_none() {
            let (key, text) = (Key::Text(id), content::write_text(&article));
            let (_, text) = entry(key, Stamp::default(), self.tab, true, text);
            target.put(key, &text)?;
            written.entries.push((key, Some(text)));
        }
        let marks = content::write_marks(&article);
        let (stamp, marks) = entry(key, parent, self.tab, target.settles(), marks);
        target.put(key, &marks)?;
        written.entries.push((key, Some(marks)));
        written.known.push((id, Some(Known { article, stamp })));
        Ok(())
    }

    /// Deletes an article, unless another tab has changed it since: then it stays.
    async fn remove(target: &Target, job: &Job, written: &mut Written) -> Result<(), SaveError> {
        let (id, key) = (job.id, Key::Marks(job.id));
        let Some(stored) = target.get(key).await? else {
            written.known.push((id, None));
            written.entries.extend([(key, None), (Key::Text(id), None)]);
            return Ok(());
        };
        let base = job.base.as_ref();
        let changed = Entry::read(&stored)
            .ok()
            .filter(|entry| base.is_none_or(|base| entry.stamp != base.stamp));
        let theirs = changed.zip(base).and_then(|(entry, base)| {
            let article = content::read_marks(id, &base.article.text, &entry.content)?;
            Some(Known {
                article: Arc::new(article),
                stamp: entry.stamp,
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

    async fn put_order(
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
            content,
        );
        target.put(Key::Order, &bytes)?;
        written.entries.push((Key::Order, Some(bytes)));
        written.news.order.clone_from(&merged);
        written.order = Some((merged, stamp));
        Ok(())
    }

    async fn put_set(
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
        let (stamp, bytes) = entry(Key::Set, base, self.tab, target.settles(), content);
        target.put(Key::Set, &bytes)?;
        written.entries.push((Key::Set, Some(bytes)));
        written.news.set = Some(set.clone()).filter(|set| *set != ours);
        written.set = Some((set, stamp));
        Ok(())
    }

    /// Copies to local storage what the database has on disk, remembers it as known and tells the other tabs.
    fn settle(&self, written: Written) -> News {
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
        if let Some(channel) = &inner.channel {
            channel.say(&changed, written.news.conflicts);
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
                let text = content::write_text(article);
                let (_, text) = entry(key, Stamp::default(), self.tab, true, text);
                storage::write(&key.to_string(), &packed::pack(&text)).ok();
            }
            let base = inner
                .known
                .get(&article.id)
                .map_or(Stamp::default(), |known| known.stamp);
            let key = Key::Marks(article.id);
            let (_, marks) = entry(key, base, self.tab, false, content::write_marks(article));
            storage::write(&key.to_string(), &packed::pack(&marks)).ok();
        }
    }

    /// Another tab said something.
    fn hear(&self, said: Option<(Vec<ArticleId>, usize)>) {
        match said {
            Some((changed, conflicts)) => {
                self.inner.borrow_mut().heard_conflicts += conflicts;
                self.look(changed.into_iter().collect());
            }
            None => self.told.emit(Kept::Forgotten),
        }
    }

    /// Reads what another tab has stored.
    pub fn look(&self, changed: BTreeSet<ArticleId>) {
        if self.busy.get() {
            self.missed.borrow_mut().extend(changed);
            return;
        }
        self.busy.set(true);
        let keeper = self.clone();
        spawn_local(async move {
            let news = keeper.read_news(&changed).await.unwrap_or_default();
            keeper.finish(Kept::Changed(news));
        });
    }

    async fn read_news(&self, changed: &BTreeSet<ArticleId>) -> Result<News, SaveError> {
        let vault = self.inner.borrow().vault.clone();
        let target = match vault.and_then(|vault| vault.begin(false).ok()) {
            Some(transaction) => Target::Vault(transaction),
            None => Target::Local(true),
        };
        let mut news = News::default();
        let order = target.get(Key::Order).await?;
        let set = target.get(Key::Set).await?;
        let mut found = Vec::new();
        for id in changed {
            let marks = target.get(Key::Marks(*id)).await?;
            let text = target.get(Key::Text(*id)).await?;
            found.push((*id, text, marks));
        }
        let mut inner = self.inner.borrow_mut();
        news.conflicts = std::mem::take(&mut inner.heard_conflicts);
        for (id, text, marks) in found {
            let known = inner.known.get(&id).cloned();
            let opened = open::open(
                id,
                local_only(text.as_deref()),
                local_only(marks.as_deref()),
                &self.note,
            );
            if opened.marks_lost
                || known
                    .as_ref()
                    .is_some_and(|known| known.stamp == opened.stamp)
            {
                continue;
            }
            let article = opened.article.map(Arc::new);
            match &article {
                Some(article) => drop(inner.known.insert(
                    id,
                    Known {
                        article: article.clone(),
                        stamp: opened.stamp,
                    },
                )),
                None => drop(inner.known.remove(&id)),
            }
            news.arrivals.push(Arrival {
                id,
                shared: known.map(|known| known.article),
                article,
            });
        }
        let order = open::open_order(local_only(order.as_deref()));
        if order.1 > inner.order.1 {
            inner.order = order;
        }
        news.order.clone_from(&inner.order.0);
        let set = open::open_set(local_only(set.as_deref()));
        if set.1 > inner.set.1 {
            news.set.clone_from(&set.0);
            inner.set = set;
        }
        Ok(news)
    }

    /// Deletes everything that this page has stored, in both stores and other tabs.
    ///
    /// # Errors
    /// When the browser refuses to delete the database.
    pub async fn forget(&self) -> Result<(), JsValue> {
        self.busy.set(true);
        if let Some(channel) = &self.inner.borrow().channel {
            channel.say_forgotten();
        }
        storage::forget();
        let vault = self.inner.borrow_mut().vault.take();
        match vault {
            Some(vault) => vault.forget().await,
            None => Ok(()),
        }
    }
}

impl Inner {
    /// Copies an entry to local storage, or deletes it there; whether there was room.
    fn copy(&mut self, key: Key, bytes: Option<&[u8]>) -> bool {
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

/// What reads everything.
struct Reading<'a> {
    keeper: &'a Keeper,
    vault: Option<&'a Vault>,
    in_local: BTreeSet<ArticleId>,
    in_vault: BTreeSet<ArticleId>,
}

impl Reading<'_> {
    async fn everything(&self) -> Kept {
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
        let mut slice = dom::since_load_ms();
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
                if dom::since_load_ms() - slice > SLICE_MS {
                    TimeoutFuture::new(0).await;
                    slice = dom::since_load_ms();
                }
            }
        }
        let mut inner = self.keeper.inner.borrow_mut();
        let news = News {
            arrivals: found.arrivals,
            order: all,
            set: set.0.clone(),
            conflicts: found.conflicts,
        };
        (inner.order, inner.set) = (order, set);
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
                .is_some_and(|entry| entry.settled)
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
struct Found {
    arrivals: Vec<Arrival>,
    unsettled: BTreeSet<ArticleId>,
    damaged: usize,
    lost: usize,
    conflicts: usize,
    /// Local storage has no room for a copy that it lacks.
    is_full: bool,
}

const fn local_only(local: Option<&[u8]>) -> Copies<'_> {
    Copies {
        local,
        database: None,
    }
}

const fn both<'a>(local: Option<&'a [u8]>, database: Option<&'a [u8]>) -> Copies<'a> {
    Copies { local, database }
}

fn articles(names: &[String]) -> impl Iterator<Item = ArticleId> {
    names
        .iter()
        .filter_map(|name| name.parse::<Key>().ok()?.article())
}

/// Brings a workspace of the first layout to this one; returns the names of all entries after that.
fn migrated(names: Vec<String>) -> Vec<String> {
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
