//! The keeper on the stores of a real browser.

use crate::article;
use dateline_annotation::{Annotation, Article, ArticleId, Label, State, Workspace};
use dateline_app::keeper::{Keeper, Kept};
use dateline_app::session::{News, Session};
use dateline_app::storage;
use dateline_app::vault::Vault;
use dateline_store::{Key, packed};
use gloo::timers::future::TimeoutFuture;
use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::Callback;

/// A tab without a page: what it shows, and what its keeper tells.
struct Tab {
    keeper: Keeper,
    session: Session,
    heard: Rc<RefCell<VecDeque<Kept>>>,
}

impl Tab {
    /// Opens it and waits until everything that is stored was read.
    async fn open() -> (Self, usize) {
        let heard: Rc<RefCell<VecDeque<Kept>>> = Rc::default();
        let hearing = heard.clone();
        let told = Callback::from(move |kept| hearing.borrow_mut().push_back(kept));
        let (keeper, workspace) = Keeper::begin(None, "second", told);
        let session = Session::restore(workspace, None, None);
        let mut tab = Self {
            keeper,
            session,
            heard,
        };
        let Kept::Loaded { news, damaged, .. } = tab.hear().await else {
            unreachable!("the first that is heard is what was found");
        };
        tab.take_in(news);
        (tab, damaged)
    }

    async fn hear(&self) -> Kept {
        loop {
            if let Some(kept) = self.heard.borrow_mut().pop_front() {
                return kept;
            }
            TimeoutFuture::new(5).await;
        }
    }

    fn take_in(&mut self, news: News) -> usize {
        self.session.take_in(news, "second", false).conflicts
    }

    fn all(&self) -> BTreeSet<ArticleId> {
        let articles = self.session.workspace().articles().iter();
        articles.map(|article| article.id).collect()
    }

    /// Saves all articles and waits until they are stored; tells how many contradictions came up.
    async fn save(&mut self) -> usize {
        // What another tab said is read and taken in first, as it is in the page.
        while !self.keeper.is_idle() {
            TimeoutFuture::new(5).await;
        }
        let mut conflicts = 0;
        let heard = std::mem::take(&mut *self.heard.borrow_mut());
        for kept in heard {
            if let Kept::Changed(news) = kept {
                conflicts += self.other_tab(news);
            }
        }
        let all = self.all();
        self.keeper.save(self.session.workspace(), &all);
        loop {
            match self.hear().await {
                Kept::Saved(news) => return conflicts + self.take_in(news),
                Kept::Changed(news) => conflicts += self.other_tab(news),
                _ => unreachable!("the browser stores"),
            }
        }
    }

    fn other_tab(&mut self, news: News) -> usize {
        let heard = news.conflicts;
        let conflicts = self.take_in(news);
        self.keeper.found_conflicts(conflicts - heard);
        conflicts
    }

    /// Waits until another tab has told of something.
    async fn changed(&mut self) -> usize {
        loop {
            if let Kept::Changed(news) = self.hear().await
                && !news.arrivals.is_empty()
            {
                return self.other_tab(news);
            }
        }
    }

    fn workspace(&self) -> &Workspace {
        self.session.workspace()
    }

    fn relabel(&mut self, label: Label) {
        let article = self.workspace().articles()[0].clone();
        let mark = article.annotations.iter().next().unwrap();
        let mut changed = (*article).clone();
        changed.annotations.put(Annotation {
            label,
            state: State::Confirmed,
            ..mark.clone()
        });
        let news = News {
            arrivals: vec![dateline_app::session::Arrival {
                id: article.id,
                shared: Some(article),
                article: Some(changed.into()),
            }],
            ..News::default()
        };
        self.take_in(news);
    }
}

async fn empty_stores() {
    storage::forget();
    Vault::open().await.unwrap().forget().await.unwrap();
}

/// A tab with these articles, stored.
async fn with(articles: Vec<Article>) -> Tab {
    empty_stores().await;
    let (mut tab, _) = Tab::open().await;
    tab.session.add_articles(articles, false);
    tab.save().await;
    tab
}

fn two() -> Vec<Article> {
    vec![article(), Article::new("Another one")]
}

#[wasm_bindgen_test]
async fn what_was_saved_opens_from_both_stores_or_either() {
    let tab = with(two()).await;
    let saved = tab.workspace().clone();
    assert_eq!(Tab::open().await.0.workspace(), &saved);
    storage::forget();
    assert_eq!(Tab::open().await.0.workspace(), &saved, "from the database");
    let (mut again, _) = Tab::open().await;
    again.save().await;
    Vault::open().await.unwrap().forget().await.unwrap();
    assert_eq!(
        Tab::open().await.0.workspace(),
        &saved,
        "from local storage"
    );
    empty_stores().await;
}

#[wasm_bindgen_test]
async fn a_damaged_entry_is_set_aside_and_the_other_store_heals_it() {
    let tab = with(two()).await;
    let name = Key::Marks(tab.workspace().articles()[0].id).to_string();
    storage::write(&name, "damaged").unwrap();
    let (again, damaged) = Tab::open().await;
    assert_eq!(damaged, 1);
    assert_eq!(again.workspace(), tab.workspace());
    let aside = storage::read(&format!("{}{name}", storage::ASIDE));
    assert_eq!(aside.as_deref(), Some("damaged"));
    empty_stores().await;
}

#[wasm_bindgen_test]
async fn two_tabs_that_contradict_each_other_keep_both_readings() {
    let mut first = with(vec![article()]).await;
    let (mut second, _) = Tab::open().await;
    first.relabel(Label::LOC);
    second.relabel(Label::ORG);
    first.save().await;
    assert_eq!(second.save().await, 1, "the tab that is second is told");
    assert_eq!(first.changed().await, 1, "and so is the first");
    assert_eq!(first.workspace(), second.workspace());
    let labels = first.workspace().articles()[0].annotations.iter();
    let labels: BTreeSet<&str> = labels.map(|mark| mark.label.as_str()).collect();
    assert_eq!(labels, BTreeSet::from(["LOC", "ORG"]));
    empty_stores().await;
}

#[wasm_bindgen_test]
async fn what_is_written_in_haste_is_there_the_next_time() {
    let mut tab = with(vec![article()]).await;
    tab.relabel(Label::LOC);
    tab.keeper.save_in_haste(tab.workspace(), &tab.all());
    let (again, damaged) = Tab::open().await;
    assert_eq!(damaged, 0);
    assert_eq!(again.workspace(), tab.workspace());
    empty_stores().await;
}

#[wasm_bindgen_test]
async fn an_article_that_came_in_haste_stands_where_it_stood() {
    let mut tab = with(two()).await;
    tab.session
        .add_articles(vec![Article::new("The newest")], false);
    let newest = [tab.workspace().articles()[0].id].into();
    tab.keeper.save_in_haste(tab.workspace(), &newest);
    let (mut again, _) = Tab::open().await;
    assert_eq!(again.workspace(), tab.workspace());
    again.save().await;
    storage::forget();
    assert_eq!(
        Tab::open().await.0.workspace(),
        tab.workspace(),
        "from the database"
    );
    empty_stores().await;
}

#[wasm_bindgen_test]
async fn a_workspace_of_the_first_layout_opens() {
    empty_stores().await;
    let old = include_str!("../../crates/store/tests/files/layout-1.json");
    let old: std::collections::BTreeMap<String, String> = serde_json::from_str(old).unwrap();
    for (name, entry) in &old {
        storage::write(name, entry).unwrap();
    }
    let (tab, damaged) = Tab::open().await;
    assert_eq!(damaged, 0);
    assert_eq!(tab.workspace().articles().len(), old.len() - 2);
    assert!(
        storage::names()
            .iter()
            .all(|name| !name.starts_with("dateline/1/"))
    );
    empty_stores().await;
}

#[wasm_bindgen_test]
async fn a_newer_layout_is_opened_and_not_overwritten() {
    let mut tab = with(vec![article()]).await;
    storage::write("dateline/3/marks/1", "of the future").unwrap();
    let (mut again, _) = Tab::open().await;
    again.relabel(Label::LOC);
    again.keeper.save(again.workspace(), &again.all());
    assert!(matches!(
        again.hear().await,
        Kept::Failed(storage::SaveError::Newer)
    ));
    storage::delete("dateline/3/marks/1");
    assert_eq!(Tab::open().await.0.workspace(), tab.workspace());
    assert_eq!(tab.save().await, 0);
    empty_stores().await;
}

#[wasm_bindgen_test]
fn local_storage_keeps_every_unit_of_a_packed_entry() {
    let bytes: Vec<u8> = (0..=u16::MAX).flat_map(u16::to_be_bytes).collect();
    storage::write("packed", &packed::pack(&bytes)).unwrap();
    let read = storage::read("packed").unwrap();
    assert_eq!(packed::unpack(&read), Some(bytes));
    storage::delete("packed");
}
