//! The slim line at the bottom: saved, marks left, the keys of the moment.

use std::sync::Arc;

use dateline_annotation::Article;
use yew::prelude::*;

use crate::app::{Msg, Panel, Saved};
use crate::boot::Network;
use crate::keys::{Command, Mode};
use crate::locale::{Message, use_words};

/// What [`Status`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct StatusProps {
    /// Whether what is on screen is stored.
    pub saved: Saved,
    /// Whether the engine takes requests.
    pub engine_ready: bool,
    /// How the page stands to the network.
    pub network: Network,
    /// The article that is shown.
    pub article: Option<Arc<Article>>,
    /// What is selected.
    pub mode: Mode,
    /// Whether a mark is.
    pub mark_selected: bool,
    /// What undo would take back.
    pub undo: Option<Message>,
    /// What redo would make again.
    pub redo: Option<Message>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// The status line.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let words = use_words();
    let (saved, word) = match props.saved {
        Saved::Yes => ("yes", "saved"),
        Saved::Soon => ("soon", "saving"),
        Saved::No(_) => ("no", "not-saved"),
    };
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    html! {
        <footer class="status">
            if props.article.is_some() {
                <button class="quiet narrow" data-testid="show-articles" onclick={props.send.reform(|_| Msg::Show(Some(Panel::Articles)))}>{ words.text("articles") }</button>
            }
            <span class="saved" data-testid="save-state" data-saved={saved}>{ words.text(word) }</span>
            <span data-testid="engine" data-ready={props.engine_ready.to_string()} class="engine">
                { if props.engine_ready { String::new() } else { words.text("engine-loading") } }
            </span>
            if let Some(word) = word_of(props.network) {
                <span data-testid="network" data-offline={props.network.offline.to_string()} title={words.text("kept-hint")}>{ words.text(word) }</span>
            }
            if let Some(article) = &props.article {
                <span data-testid="left">{ words.say(&left(article)) }</span>
            }
            <span class="hints" aria-hidden="true">
                { for hints(props).iter().map(|(key, what)| html! { <span><kbd>{ words.key(key) }</kbd>{ words.text(what) }</span> }) }
            </span>
            <span class="turn">
                if props.article.is_some() {
                    <button class="quiet narrow" data-testid="show-marks" onclick={props.send.reform(|_| Msg::Show(Some(Panel::Marks)))}>{ words.text("labels") }</button>
                }
                <button class="quiet" data-testid="undo" disabled={props.undo.is_none()} onclick={run(Command::Undo)}
                    title={words.say(&props.undo.clone().unwrap_or_else(|| "nothing-to-undo".into()))}>{ words.text("undo") }</button>
                <button class="quiet" data-testid="redo" disabled={props.redo.is_none()} onclick={run(Command::Redo)}
                    title={words.say(&props.redo.clone().unwrap_or_else(|| "nothing-to-redo".into()))}>{ words.text("redo") }</button>
                <button class="quiet" data-testid="keys" onclick={run(Command::ToggleKeys)}>{ words.text("keys") }<kbd>{ "?" }</kbd></button>
            </span>
        </footer>
    }
}

fn word_of(network: Network) -> Option<&'static str> {
    match (network.offline, network.kept) {
        (true, _) => Some("offline"),
        (false, true) => Some("kept"),
        (false, false) => None,
    }
}

fn left(article: &Article) -> Message {
    let tally = article.annotations.tally();
    let (left, total) = (tally.left(), tally.marks);
    match (left, total) {
        (_, 0) => "no-marks".into(),
        (0, _) => Message::new("all-decided").with("total", total),
        _ => Message::new("marks-left")
            .with("left", left)
            .with("total", total),
    }
}

/// The four keys that matter now.
fn hints(props: &StatusProps) -> &'static [(&'static str, &'static str)] {
    match (props.article.is_some(), props.mode, props.mark_selected) {
        (false, ..) => &[],
        (_, Mode::Text, _) => &[
            ("P O L …", "hint-mark"),
            ("⇧ ←→", "hint-stretch"),
            ("← →", "hint-next-word"),
            ("Esc", "hint-let-go"),
        ],
        (_, Mode::Marks, true) => &[
            ("Enter", "hint-confirm"),
            ("P O L …", "hint-relabel"),
            ("⇧ ←→↑↓", "hint-edges"),
            ("X", "hint-remove"),
        ],
        (_, Mode::Marks, false) => &[
            ("→", "hint-next-mark"),
            ("J", "hint-next-undecided"),
            ("S", "hint-select-text"),
            ("?", "hint-all-keys"),
        ],
    }
}
