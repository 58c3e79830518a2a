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
//!
//! The database also keeps which file on disk is kept up to date, as only the browser understands it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use dateline_annotation::{Article, ArticleId, Workspace};
use dateline_store::content::Set;
use dateline_store::open::{self, listed};
use dateline_store::{Copies, Key, Stamp, key, packed};
use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::disk::DiskFile;
use crate::session::{Arrival, News};
use crate::storage::{self, SaveError};
use crate::vault::Vault;
use crate::{channel::Channel, dom};

mod reading;
mod writing;

use reading::{Reading, migrated};
use writing::Target;

/// Under this name the database keeps the file on disk.
const DISK_FILE: &str = "dateline/file";
/// So many articles are read before the first frame; the rest comes after it.
const FIRST_ARTICLES: usize = 12;
/// How long articles are read or packed at a stretch, so that the page never blocks.
const STRETCH_MS: f64 = 8.0;
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
    /// Contradictions that this tab found on taking in what another stored, which that one does not know of yet.
    found_conflicts: usize,
}

/// Lets the page go on with other things after each stretch of work.
struct Pause(f64);

impl Pause {
    fn new() -> Self {
        Self(dom::since_load_ms())
    }

    async fn when_due(&mut self) {
        if dom::since_load_ms() - self.0 > STRETCH_MS {
            TimeoutFuture::new(0).await;
            self.0 = dom::since_load_ms();
        }
    }
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

/// The bytes of an entry of local storage; what is no packed string is given as no bytes, so that it counts as damaged.
fn read_local(key: Key) -> Option<Vec<u8>> {
    storage::read(&key.to_string()).map(|entry| packed::unpack(&entry).unwrap_or_default())
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
        let mut order = self.order(workspace, changed);
        self.busy.set(true);
        let keeper = self.clone();
        spawn_local(async move {
            let kept = match keeper.carry_out(&mut order).await {
                Ok(written) => Kept::Saved(keeper.settle(written)),
                Err(error) => Kept::Failed(error),
            };
            keeper.finish(kept);
        });
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

    /// Has the other tabs told, with the next save, of contradictions that came up when their work was taken in.
    pub fn found_conflicts(&self, conflicts: usize) {
        self.inner.borrow_mut().found_conflicts += conflicts;
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

    /// The file on disk that an earlier visit kept up to date.
    pub async fn disk_file(&self) -> Option<DiskFile> {
        let vault = self.inner.borrow().vault.clone()?;
        DiskFile::stored(vault.kept(DISK_FILE).await.ok()?)
    }

    /// Remembers the file on disk that is kept up to date, or that none is.
    pub fn keep_disk_file(&self, file: Option<&DiskFile>) {
        if let Some(vault) = &self.inner.borrow().vault {
            vault.keep(DISK_FILE, file.map(DiskFile::to_stored)).ok();
        }
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
