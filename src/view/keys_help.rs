//! The overview of keys.

use dateline_annotation::LabelSet;
use yew::prelude::*;

use crate::app::Msg;
use crate::boot;
use crate::keys::{self, Command, Mode};
use crate::locale::use_words;

/// What [`KeysHelp`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct KeysHelpProps {
    /// The labels, each with its key.
    pub labels: LabelSet,
    /// What is selected, so that its keys come first.
    pub mode: Mode,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

const fn name(mode: Mode) -> &'static str {
    match mode {
        Mode::Marks => "keys-on-marks",
        Mode::Text => "keys-on-text",
    }
}

/// The keys of the moment, then those that always work, then the others, from the table that they are read by.
#[component]
pub fn KeysHelp(props: &KeysHelpProps) -> Html {
    let words = use_words();
    let other = match props.mode {
        Mode::Marks => Mode::Text,
        Mode::Text => Mode::Marks,
    };
    let row = |key: String, title: String| html! { <div><dt><kbd>{ key }</kbd></dt><dd>{ title }</dd></div> };
    let commands = |mode: Option<Mode>| {
        let of_mode = keys::bindings()
            .into_iter()
            .filter(move |binding| binding.mode == mode);
        of_mode
            .map(|binding| row(words.key(binding.shown), words.text(binding.title)))
            .collect::<Vec<_>>()
    };
    let labels = props
        .labels
        .definitions()
        .iter()
        .map(|label| row(label.key.to_uppercase().to_string(), words.title(label)));
    html! {
        <section class="keys" id="keys" tabindex="-1" role="dialog" aria-label={words.text("keys")} data-testid="keys-help">
            <header>
                <h2>{ words.text("keys") }</h2>
                <button onclick={props.send.reform(|_| Msg::Run(Command::ToggleKeys))}>{ words.text("close") }</button>
            </header>
            <h3>{ words.text("keys-of-labels") }</h3>
            <dl>{ for labels }</dl>
            <h3>{ words.text(name(props.mode)) }</h3>
            <dl>{ for commands(Some(props.mode)) }</dl>
            <h3>{ words.text("keys-always") }</h3>
            <dl>{ for commands(None) }</dl>
            <details>
                <summary>{ words.text(name(other)) }</summary>
                <dl>{ for commands(Some(other)) }</dl>
            </details>
            <p class="version">{ "Dateline " }<span data-testid="version">{ boot::version() }</span></p>
        </section>
    }
}
