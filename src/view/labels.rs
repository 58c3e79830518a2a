//! The labels with their keys, counts and whether they are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dateline_annotation::{Article, Label, LabelDefinition, LabelSet};
use yew::prelude::*;

use crate::app::Msg;
use crate::keys::Command;

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
    let mut counts: BTreeMap<&Label, usize> = BTreeMap::new();
    for mark in props.article.annotations.visible() {
        *counts.entry(&mark.label).or_default() += 1;
    }
    let hint = match (props.text_selected, &props.selected) {
        (true, _) => "Mark the selected text as",
        (false, Some(_)) => "Change the label to",
        (false, None) => "Select text, then a label",
    };
    html! {
        <section class="labels" aria-label="Labels" data-testid="labels">
            <h2>{ hint }</h2>
            <ul>
            { for props.labels.definitions().iter().map(|definition| {
                view_label(definition, counts.get(&definition.label).copied().unwrap_or_default(), props)
            }) }
            </ul>
        </section>
    }
}

fn view_label(definition: &LabelDefinition, count: usize, props: &LabelsProps) -> Html {
    let LabelDefinition {
        label,
        key,
        title,
        description,
    } = definition;
    let shown = !props.hidden.contains(label);
    let usable = props.text_selected || props.selected.is_some();
    let (chosen, toggled) = (label.clone(), label.clone());
    html! {
        <li data-label={label.to_string()} data-shown={shown.to_string()}>
            <button class="label" title={description.clone()} disabled={!usable}
                aria-pressed={(props.selected.as_ref() == Some(label)).to_string()}
                data-testid={format!("label-{label}")}
                onclick={props.send.reform(move |_| Msg::Run(Command::Label(chosen.clone())))}>
                <kbd>{ key.to_uppercase().to_string() }</kbd>
                <span class="swatch" aria-hidden="true" />
                <span class="title">{ title }</span>
                <span class="short">{ label.to_string() }</span>
            </button>
            <button class="quiet show" data-testid={format!("show-{label}")} aria-pressed={shown.to_string()}
                aria-label={format!("{title}: {count} marks, shown")} title={if shown { "Hide these marks" } else { "Show these marks" }}
                onclick={props.send.reform(move |_| Msg::ToggleLabel(toggled.clone()))}>
                { count }
            </button>
        </li>
    }
}
