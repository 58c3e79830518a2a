//! The overview of keys.

use dateline_annotation::LabelSet;
use yew::prelude::*;

use crate::app::Msg;
use crate::keys::{self, Command};

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
    let commands = keys::bindings()
        .into_iter()
        .map(|b| row(b.shown.to_owned(), b.title.to_owned()));
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
            <h3>{ "Commands" }</h3>
            <dl>{ for commands }</dl>
        </section>
    }
}
