//! The overview of keys.

use dateline_annotation::LabelSet;
use yew::prelude::*;

use crate::app::Msg;
use crate::keys::{self, Command, Mode};

/// What [`KeysHelp`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct KeysHelpProps {
    /// The labels, each with its key.
    pub labels: LabelSet,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// All keys, from the table that they are read by.
#[component]
pub fn KeysHelp(props: &KeysHelpProps) -> Html {
    let row = |key: String, title: String| html! { <div><dt><kbd>{ key }</kbd></dt><dd>{ title }</dd></div> };
    let commands = |mode: Option<Mode>| {
        let of_mode = keys::bindings()
            .into_iter()
            .filter(move |binding| binding.mode == mode);
        of_mode
            .map(|binding| row(binding.shown.to_owned(), binding.title.to_owned()))
            .collect::<Vec<_>>()
    };
    let labels = props
        .labels
        .definitions()
        .iter()
        .map(|label| row(label.key.to_uppercase().to_string(), label.title.clone()));
    html! {
        <section class="keys" id="keys" tabindex="-1" role="dialog" aria-label="Keys" data-testid="keys-help">
            <header>
                <h2>{ "Keys" }</h2>
                <button onclick={props.send.reform(|_| Msg::Run(Command::ToggleKeys))}>{ "Close" }</button>
            </header>
            <h3>{ "Labels: mark selected text, or relabel the selected mark" }</h3>
            <dl>{ for labels }</dl>
            <h3>{ "On marks" }</h3>
            <dl>{ for commands(Some(Mode::Marks)) }</dl>
            <h3>{ "On selected text" }</h3>
            <dl>{ for commands(Some(Mode::Text)) }</dl>
            <h3>{ "Always" }</h3>
            <dl>{ for commands(None) }</dl>
        </section>
    }
}
