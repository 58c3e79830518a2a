//! The browser's local storage: entries under names, and two small ones of the page's own.
//!
//! | key | what |
//! |---|---|
//! | `dateline/2/…` | the workspace; see [`keeper`](crate::keeper) |
//! | `dateline/1/view` | which article is open, which mark selected, how far scrolled |
//! | `dateline/1/looks` | theme, density and language |
//! | `dateline/1/today` | how much was done today |
//! | `dateline/1/fates` | what was decided about labels of other tools |
//! | `dateline/1/edits` | how many edits were saved since the last backup |
//! | `dateline/aside/NAME` | an entry that could not be read, as it was |

use std::collections::BTreeMap;

use dateline_annotation::labelling::Fate;
use dateline_annotation::queue::Queue;
use dateline_annotation::{AnnotationId, ArticleId, Label, Language};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::locale::Message;
use crate::today::Today;

const VIEW: &str = "dateline/1/view";
const TODAY: &str = "dateline/1/today";
const LOOKS: &str = "dateline/1/looks";
const FATES: &str = "dateline/1/fates";
const QUEUE: &str = "dateline/1/queue";
const EDITS: &str = "dateline/1/edits";
/// What the names of entries begin with that were set aside.
pub const ASIDE: &str = "dateline/aside/";

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

/// Why something was not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveError {
    /// The browser's quota is used up.
    Full,
    /// The browser lets the page store nothing.
    Denied,
    /// What is stored was written by a newer Dateline.
    Newer,
}

impl SaveError {
    /// What happened, what is kept and what to do.
    pub fn message(&self) -> Message {
        Message::new(match self {
            Self::Full => "storage-full",
            Self::Denied => "storage-denied",
            Self::Newer => "storage-newer",
        })
    }
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

/// Where the person was, as last saved.
pub fn view() -> View {
    read_json(VIEW)
}

/// What the person decided about labels of other tools, by their names.
pub fn fates() -> BTreeMap<Label, Fate> {
    read_json(FATES)
}

/// Remembers such decisions beside those of before. A refusal costs a choice and is passed over.
pub fn remember_fates(decided: BTreeMap<Label, Fate>) {
    if !decided.is_empty() {
        let mut all = fates();
        all.extend(decided);
        write_json(FATES, &all).ok();
    }
}

/// Which articles are listed, and how, as last chosen.
pub fn queue() -> Queue {
    read_json(QUEUE)
}

/// Remembers that, but neither words that were looked for nor a look into the bin. A refusal costs a choice and is passed
/// over.
pub fn save_queue(queue: &Queue) {
    let lasting = Queue {
        query: String::new(),
        bin: false,
        ..queue.clone()
    };
    write_json(QUEUE, &lasting).ok();
}

/// How many edits were saved since the last backup.
pub fn edits_since_backup() -> u32 {
    read_json(EDITS)
}

/// Remembers that number. A refusal costs a reminder and is passed over.
pub fn set_edits_since_backup(count: u32) {
    write_json(EDITS, &count).ok();
}

/// The browser's local storage; `None` where it is denied.
fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Whether the browser lets the page store anything here.
pub fn is_allowed() -> bool {
    local().is_some()
}

/// The names of all entries.
pub fn names() -> Vec<String> {
    let Some(local) = local() else {
        return Vec::new();
    };
    let count = local.length().unwrap_or(0);
    (0..count)
        .filter_map(|index| local.key(index).ok().flatten())
        .collect()
}

/// An entry; `None` where there is none.
pub fn read(name: &str) -> Option<String> {
    local()?.get_item(name).ok().flatten()
}

/// Writes an entry, wholly or not at all.
///
/// # Errors
/// When the browser refuses; what stood there before then still does.
pub fn write(name: &str, text: &str) -> Result<(), SaveError> {
    let local = local().ok_or(SaveError::Denied)?;
    local.set_item(name, text).map_err(|_| SaveError::Full)
}

/// Deletes an entry, if it is there.
pub fn delete(name: &str) {
    if let Some(local) = local() {
        local.remove_item(name).ok();
    }
}

/// Deletes everything, what others put there too.
pub fn forget() {
    if let Some(local) = local() {
        local.clear().ok();
    }
}

/// How many UTF-16 units all entries take with their names: what browsers count against 5 Mi.
pub fn used_units() -> usize {
    let units = |text: &str| text.encode_utf16().count();
    let names = names().into_iter();
    names
        .map(|name| units(&name) + read(&name).map_or(0, |entry| units(&entry)))
        .sum()
}

/// Keeps an entry that can't be read under another name; it stays where it is if there is no room for that.
pub fn set_aside(name: &str) {
    if let Some(entry) = read(name)
        && write(&format!("{ASIDE}{name}"), &entry).is_ok()
    {
        delete(name);
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
