//! The workspace in the browser's local storage.
//!
//! One entry an article, so that saving costs what was edited and a damaged entry harms no other:
//!
//! | key | what |
//! |---|---|
//! | `dateline/1/order` | the identifiers of the articles, in their order |
//! | `dateline/1/article/ID` | an article, as a one-line Dateline file |
//! | `dateline/1/set` | label set and entities, as a Dateline file without articles |
//! | `dateline/1/view` | which article is open, which mark selected, how far scrolled |
//! | `dateline/1/looks` | theme, density and language |
//! | `dateline/1/today` | how much was done today |
//! | `dateline/1/damaged/ID` | an entry that could not be read, as it was |

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::{AnnotationId, Article, ArticleId, Language, Workspace};
use dateline_formats::json;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::locale::Message;
use crate::today::Today;

const ORDER: &str = "dateline/1/order";
const ARTICLE: &str = "dateline/1/article/";
const SET: &str = "dateline/1/set";
const VIEW: &str = "dateline/1/view";
const TODAY: &str = "dateline/1/today";
const LOOKS: &str = "dateline/1/looks";
const DAMAGED: &str = "dateline/1/damaged/";

/// Where a person is, so that a reload leads back there.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct View {
    /// The open article, by its identifier.
    pub open: Option<String>,
    /// The selected mark, by its identifier.
    pub selected: Option<String>,
    /// How far the article is scrolled, in CSS pixels.
    pub scroll: f64,
}

/// How a person likes the page to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Looks {
    /// Light or dark.
    pub theme: Theme,
    /// How much the marks say.
    pub density: Density,
    /// The language of the page, where one was chosen; else it follows the browser.
    #[serde(default)]
    pub language: Option<Language>,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
    /// More contrast, light or dark as the system has it.
    Contrast,
}

impl Theme {
    /// The theme after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Contrast,
            Self::Contrast => Self::System,
        }
    }

    /// What the style sheet calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

/// How much the marks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Density {
    /// A line under the words.
    Calm,
    /// A tint, and the label's key as a letter.
    #[default]
    Letters,
    /// A tint, and the label's name.
    Names,
}

impl Density {
    /// The density after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Calm => Self::Letters,
            Self::Letters => Self::Names,
            Self::Names => Self::Calm,
        }
    }

    /// What the style sheet calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Letters => "letters",
            Self::Names => "names",
        }
    }
}

/// What was found in the storage.
#[derive(Debug, Default)]
pub struct Restored {
    /// The articles that could be read, the label set and entities.
    pub workspace: Workspace,
    /// Where the person was.
    pub view: View,
    /// How many entries could not be read; they are set aside as they are.
    pub damaged: usize,
}

/// Why something was not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveError {
    /// The browser's quota is used up.
    Full,
    /// The browser lets the page store nothing.
    Denied,
}

impl SaveError {
    /// What happened, what is kept and what to do.
    pub fn message(&self) -> Message {
        Message::new(match self {
            Self::Full => "storage-full",
            Self::Denied => "storage-denied",
        })
    }
}

/// Reads everything that was saved. An entry that can't be read is set aside; the rest opens.
pub fn restore() -> Restored {
    let mut order: Vec<String> = read_json(ORDER);
    order.extend(strays(&order));
    let mut restored = Restored {
        view: read_json(VIEW),
        ..Restored::default()
    };
    let mut articles: Vec<Article> = Vec::new();
    for id in order {
        match read_entry(&id) {
            Ok(article) => articles.push(Arc::unwrap_or_clone(article)),
            Err(Some(entry)) => {
                restored.damaged += 1;
                set_aside(&format!("{ARTICLE}{id}"), &format!("{DAMAGED}{id}"), &entry);
            }
            // The order names an article that another tab has deleted.
            Err(None) => {}
        }
    }
    restored.workspace = Workspace::new(articles);
    if let Some(set) = read(SET) {
        if let Ok(set) = json::read(&set) {
            restored.workspace.labels = set.labels;
            restored.workspace.entities = set.entities;
        } else {
            restored.damaged += 1;
            set_aside(SET, &format!("{DAMAGED}set"), &set);
        }
    }
    restored
}

/// Keeps an entry that can't be read under another key; it stays where it is if there is no room for that.
fn set_aside(from: &str, to: &str, entry: &str) {
    if write(to, entry).is_ok() {
        delete(from);
    }
}

/// The articles that are stored but not in the order: it is damaged, or the page was closed between two writes.
fn strays(order: &[String]) -> Vec<String> {
    let Some(local) = local() else {
        return Vec::new();
    };
    let keys = (0..local.length().unwrap_or(0)).filter_map(|index| local.key(index).ok().flatten());
    let ids = keys.filter_map(|key| key.strip_prefix(ARTICLE).map(str::to_owned));
    ids.filter(|id| !order.contains(id)).collect()
}

/// The article of an entry; the entry itself where it is damaged, nothing where there is none.
fn read_entry(id: &str) -> Result<Arc<Article>, Option<String>> {
    let entry = read(&format!("{ARTICLE}{id}")).ok_or(None)?;
    json::read_article(&entry)
        .map(|stored| stored.article)
        .map_err(|_| Some(entry))
}

/// Saves the articles that changed and the order of all.
///
/// What is gone goes first, so that deleting makes room in a full storage. What is new is written before the order
/// names it; an article that the order names and that is gone is passed over when the page starts.
///
/// # Errors
/// When the browser refuses; what was stored before is then still there.
pub fn save(workspace: &Workspace, changed: &BTreeSet<ArticleId>) -> Result<(), SaveError> {
    for gone in changed
        .iter()
        .filter(|id| workspace.position(**id).is_none())
    {
        delete(&format!("{ARTICLE}{gone}"));
    }
    for id in changed {
        if let Some(article) = workspace.article(*id) {
            write(&format!("{ARTICLE}{id}"), &json::write_article(article))?;
        }
    }
    let order: Vec<String> = workspace
        .articles()
        .iter()
        .map(|article| article.id.to_string())
        .collect();
    write_json(ORDER, &order)?;
    write(
        SET,
        &json::write([], &workspace.labels, &workspace.entities),
    )?;
    Ok(())
}

/// Remembers where the person is. A refusal costs a scroll position and is passed over.
pub fn save_view(open: Option<ArticleId>, selected: Option<AnnotationId>, scroll: f64) {
    let view = View {
        open: open.map(|id| id.to_string()),
        selected: selected.map(|id| id.to_string()),
        scroll,
    };
    write_json(VIEW, &view).ok();
}

/// How much was done on the day when something last was.
pub fn today() -> Today {
    read_json(TODAY)
}

/// Remembers how much was done. A refusal costs a count and is passed over.
pub fn save_today(today: &Today) {
    write_json(TODAY, today).ok();
}

/// How the person likes the page, as last saved.
pub fn looks() -> Looks {
    read_json(LOOKS)
}

/// Remembers how the person likes the page. A refusal costs a key press and is passed over.
pub fn save_looks(looks: Looks) {
    write_json(LOOKS, &looks).ok();
}

/// Whether an entry under `key` is part of the workspace, as another tab may have changed it.
pub fn is_content(key: &str) -> bool {
    [ORDER, SET].contains(&key) || key.starts_with(ARTICLE)
}

/// The browser's local storage; `None` where it is denied.
fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn read(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

fn write(key: &str, text: &str) -> Result<(), SaveError> {
    let local = local().ok_or(SaveError::Denied)?;
    local.set_item(key, text).map_err(|_| SaveError::Full)
}

fn delete(key: &str) {
    if let Some(local) = local() {
        local.remove_item(key).ok();
    }
}

/// What an entry of our own says, or the default where there is none or it is damaged.
fn read_json<T: DeserializeOwned + Default>(key: &str) -> T {
    let entry = read(key);
    entry
        .and_then(|entry| serde_json::from_str(&entry).ok())
        .unwrap_or_default()
}

fn write_json<T: Serialize>(key: &str, what: &T) -> Result<(), SaveError> {
    // Strings, numbers and lists of them can always be written.
    write(key, &serde_json::to_string(what).unwrap_or_default())
}
