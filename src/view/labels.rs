//! The labels with their keys, counts and whether they are shown.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::{Article, Label, LabelDefinition, LabelSet};
use yew::prelude::*;

use crate::app::Msg;
use crate::keys::Command;
use crate::locale::{Message, Words, use_words};

/// What [`Labels`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LabelsProps {
    /// The article whose marks are counted.
    pub article: Arc<Article>,
    /// The label set.
    pub labels: LabelSet,
    /// The labels whose marks are hidden.
    pub hidden: BTreeSet<Label>,
    /// Whether text is selected, so that a click marks it.
    pub text_selected: bool,
    /// The label of the selected mark, so that a click changes it.
    pub selected: Option<Label>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// The list of labels; a click does what the label's key does.
#[component]
pub fn Labels(props: &LabelsProps) -> Html {
    let words = use_words();
    let tally = props.article.annotations.tally();
    let hint = match (props.text_selected, &props.selected) {
        (true, _) => "labels-mark",
        (false, Some(_)) => "labels-change",
        (false, None) => "labels-select",
    };
    html! {
        <section class="labels" aria-label={words.text("labels")} data-testid="labels">
            <h2>{ words.text(hint) }</h2>
            <ul>
            { for props.labels.definitions().iter().map(|definition| {
                view_label(definition, tally.of(&definition.label), props, &words)
            }) }
            </ul>
        </section>
    }
}

fn view_label(
    definition: &LabelDefinition,
    count: usize,
    props: &LabelsProps,
    words: &Words,
) -> Html {
    let LabelDefinition { label, key, .. } = definition;
    let title = words.title(definition);
    let shown = !props.hidden.contains(label);
    let usable = props.text_selected || props.selected.is_some();
    let (chosen, toggled) = (label.clone(), label.clone());
    html! {
        <li data-label={label.to_string()} data-shown={shown.to_string()}>
            <button class="label" title={words.description(definition)} disabled={!usable}
                aria-pressed={(props.selected.as_ref() == Some(label)).to_string()}
                data-testid={format!("label-{label}")}
                onclick={props.send.reform(move |_| Msg::Run(Command::Label(chosen.clone())))}>
                <kbd>{ key.to_uppercase().to_string() }</kbd>
                <span class="swatch" aria-hidden="true" />
                <span class="title">{ &title }</span>
                <span class="short">{ label.to_string() }</span>
            </button>
            <button class="quiet show" data-testid={format!("show-{label}")} aria-pressed={shown.to_string()}
                aria-label={words.say(&Message::new("label-shown").with("title", title.clone()).with("count", count))} title={words.text(if shown { "hide-marks" } else { "show-marks" })}
                onclick={props.send.reform(move |_| Msg::ToggleLabel(toggled.clone()))}>
                { count }
            </button>
        </li>
    }
}
