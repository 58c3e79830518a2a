//! The slim line at the bottom: saved, marks left, the keys of the moment.

use std::sync::Arc;

use dateline_annotation::Article;
use yew::prelude::*;

use crate::app::{Msg, Saved};
use crate::keys::{Command, Mode};

/// What [`Status`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct StatusProps {
    /// Whether what is on screen is stored.
    pub saved: Saved,
    /// Whether the engine takes requests.
    pub engine_ready: bool,
    /// The article that is shown.
    pub article: Option<Arc<Article>>,
    /// What is selected.
    pub mode: Mode,
    /// Whether a mark is.
    pub mark_selected: bool,
    /// What undo would take back.
    pub undo: Option<String>,
    /// What redo would make again.
    pub redo: Option<String>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// The status line.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let (saved, word) = match props.saved {
        Saved::Yes => ("yes", "Saved"),
        Saved::Soon => ("soon", "Saving…"),
        Saved::No(_) => ("no", "Not saved"),
    };
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    html! {
        <footer class="status">
            <span class="saved" data-testid="save-state" data-saved={saved}>{ word }</span>
            <span data-testid="engine" data-ready={props.engine_ready.to_string()} class="engine">
                { if props.engine_ready { "" } else { "Loading the extraction…" } }
            </span>
            if let Some(article) = &props.article {
                <span data-testid="left">{ left(article) }</span>
            }
            <span class="hints" aria-hidden="true">
                { for hints(props).iter().map(|(key, what)| html! { <span><kbd>{ *key }</kbd>{ *what }</span> }) }
            </span>
            <span class="turn">
                <button class="quiet" data-testid="undo" disabled={props.undo.is_none()} onclick={run(Command::Undo)}
                    title={props.undo.clone().unwrap_or_else(|| "Nothing to undo since the page was loaded".into())}>{ "Undo" }</button>
                <button class="quiet" data-testid="redo" disabled={props.redo.is_none()} onclick={run(Command::Redo)}
                    title={props.redo.clone().unwrap_or_else(|| "Nothing to redo".into())}>{ "Redo" }</button>
                <button class="quiet" data-testid="keys" onclick={run(Command::ToggleKeys)}>{ "Keys" }<kbd>{ "?" }</kbd></button>
            </span>
        </footer>
    }
}

fn left(article: &Article) -> String {
    let total = article.annotations.visible().count();
    let left = article
        .annotations
        .visible()
        .filter(|mark| !mark.is_decided())
        .count();
    match (left, total) {
        (_, 0) => "No marks".to_owned(),
        (0, _) => format!("All {total} decided"),
        _ => format!("{left} of {total} left"),
    }
}

/// The four keys that matter now.
fn hints(props: &StatusProps) -> &'static [(&'static str, &'static str)] {
    match (props.article.is_some(), props.mode, props.mark_selected) {
        (false, ..) => &[],
        (_, Mode::Text, _) => &[
            ("P O L …", "mark"),
            ("⇧ ←→", "stretch"),
            ("← →", "next word"),
            ("Esc", "let go"),
        ],
        (_, Mode::Marks, true) => &[
            ("Enter", "confirm"),
            ("P O L …", "relabel"),
            ("⇧ ←→↑↓", "edges"),
            ("X", "remove"),
        ],
        (_, Mode::Marks, false) => &[
            ("→", "next mark"),
            ("J", "next undecided"),
            ("S", "select text"),
            ("?", "all keys"),
        ],
    }
}
