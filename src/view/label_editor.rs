//! The label set, to be changed: names, keys, colours, order; labels come and go.

use std::collections::BTreeMap;
use std::rc::Rc;

use dateline_annotation::label::Preset;
use dateline_annotation::labelling::{Fate, Usage};
use dateline_annotation::{Label, LabelDefinition, LabelSet};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::Msg;
use crate::files;
use crate::keys::{self, Command, Sheet};
use crate::locale::{Message, Words, use_words};

/// What [`LabelEditor`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LabelEditorProps {
    /// The labels in use.
    pub labels: LabelSet,
    /// How much each label is used, also those that the set has no more.
    pub usage: BTreeMap<Label, Usage>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// What the person has changed and not yet taken over.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    labels: Vec<LabelDefinition>,
    /// What becomes of the marks of labels that go.
    fates: BTreeMap<Label, Fate>,
    /// Why the last change was refused.
    refused: Option<Message>,
}

impl Draft {
    fn new(labels: &LabelSet) -> Self {
        Self {
            labels: labels.definitions().to_vec(),
            fates: BTreeMap::new(),
            refused: None,
        }
    }

    fn set_key(&mut self, index: usize, typed: &str) {
        let Some(key) = typed
            .chars()
            .last()
            .and_then(|key| key.to_lowercase().next())
        else {
            return;
        };
        let others = self
            .labels
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index);
        let taken = others
            .map(|(_, label)| label)
            .find(|label| label.key == key);
        self.refused = if let Some(label) = taken {
            Some(
                Message::new("key-taken-by-label")
                    .with("key", key.to_string())
                    .with("label", label.label.as_str()),
            )
        } else {
            keys::plain_command(key).map(|title| {
                Message::new("key-taken")
                    .with("key", key.to_string())
                    .with("command", Message::new(title))
            })
        };
        if self.refused.is_none() {
            self.labels[index].key = key;
        }
    }

    fn shift(&mut self, index: usize, to: Option<usize>) {
        if let Some(to) = to.filter(|to| *to < self.labels.len()) {
            self.labels.swap(index, to);
        }
    }

    fn add(&mut self, name: &str) {
        let label = Label::new(&name.trim().replace(char::is_whitespace, "_"));
        let known = self
            .labels
            .iter()
            .any(|definition| definition.label == label);
        self.refused = known.then(|| Message::new("label-known").with("label", label.as_str()));
        if known || label.as_str().is_empty() {
            return;
        }
        self.fates.remove(&label);
        let key = label.as_str().chars().next().unwrap_or('0');
        self.labels.push(LabelDefinition::new(label, key));
        let own = keys::with_own_keys(&LabelSet::new(self.labels.clone()));
        self.labels = own.definitions().to_vec();
    }

    fn retire(&mut self, index: usize) {
        let gone = self.labels.remove(index).label;
        self.fates.insert(gone, Fate::Keep);
    }

    fn take(&mut self, labels: &LabelSet) {
        let gone = self
            .labels
            .iter()
            .map(|definition| definition.label.clone());
        let gone: Vec<Label> = gone.chain(self.fates.keys().cloned()).collect();
        self.labels = labels.definitions().to_vec();
        self.fates = gone
            .into_iter()
            .filter(|label| labels.get(label).is_none())
            .map(|label| {
                let fate = labels
                    .place(&label)
                    .map_or(Fate::Keep, |to| Fate::Become(to.clone()));
                (label, fate)
            })
            .collect();
        self.refused = None;
    }
}

/// Everything about labels in one place; nothing changes before it is taken over, and then undo takes it back.
#[component]
pub fn LabelEditor(props: &LabelEditorProps) -> Html {
    let words = use_words();
    let draft = use_state(|| Draft::new(&props.labels));
    let name = use_node_ref();
    let editing = Editing {
        draft: draft.clone(),
        words: words.clone(),
    };
    let add = {
        let (editing, name) = (editing.clone(), name.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = name.cast::<HtmlInputElement>() {
                editing.change(|draft| draft.add(&input.value()));
                input.set_value("");
            }
        })
    };
    let done = props.send.reform({
        let draft = draft.clone();
        move |_| Msg::SetLabels(LabelSet::new(draft.labels.clone()), draft.fates.clone())
    });
    html! {
        <section class="sheet wide" id="sheet" tabindex="-1" role="dialog" aria-label={words.text("label-set")} data-testid="label-editor">
            <header>
                <h2>{ words.text("label-set") }</h2>
                <button onclick={props.send.reform(|_| Msg::Run(Command::Show(Sheet::Labels)))}>{ words.text("cancel") }</button>
                <button class="primary" data-testid="take-labels" onclick={done}>{ words.text("take-over") }</button>
            </header>
            { view_presets(&editing, props) }
            <table>
                <thead><tr>
                    { for ["label", "key", "name", "covers", "colour", "used", "order"].map(|column| html! { <th scope="col">{ words.say(&Message::new(format!("column-{column}"))) }</th> }) }
                    <td />
                </tr></thead>
                <tbody>
                { for draft.labels.iter().enumerate().map(|(index, label)| view_label(index, label, &editing, props)) }
                </tbody>
            </table>
            <form class="actions" onsubmit={add}>
                <input ref={name} data-testid="new-label" aria-label={words.text("new-label")} placeholder={words.text("new-label")} />
                <button data-testid="add-label">{ words.text("add") }</button>
            </form>
            if let Some(refused) = &draft.refused { <p class="refused" role="alert" data-testid="refused">{ words.say(refused) }</p> }
            { view_fates(&editing, props) }
        </section>
    }
}

/// The draft, and how it is changed.
#[derive(Clone)]
struct Editing {
    draft: UseStateHandle<Draft>,
    words: Words,
}

impl Editing {
    fn change(&self, change: impl FnOnce(&mut Draft)) {
        let mut draft = (*self.draft).clone();
        change(&mut draft);
        self.draft.set(draft);
    }

    /// A callback that changes the draft by what was typed or chosen.
    fn on<E: 'static>(
        &self,
        read: fn(&E) -> String,
        change: impl Fn(&mut Draft, &str) + 'static,
    ) -> Callback<E> {
        let (editing, change) = (self.clone(), Rc::new(change));
        Callback::from(move |event: E| {
            let (typed, change) = (read(&event), change.clone());
            editing.change(|draft| change(draft, &typed));
        })
    }

    fn on_click(&self, change: impl Fn(&mut Draft) + 'static) -> Callback<MouseEvent> {
        self.on(|_| String::new(), move |draft, _| change(draft))
    }
}

fn typed(event: &Event) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}

fn chosen(event: &Event) -> String {
    event.target_unchecked_into::<HtmlSelectElement>().value()
}

fn view_presets(editing: &Editing, props: &LabelEditorProps) -> Html {
    let words = &editing.words;
    let names = ["preset-dateline", "preset-conll", "preset-ontonotes"];
    let presets = Preset::ALL.into_iter().zip(names).map(|(preset, name)| {
        let take = editing.on_click(move |draft| draft.take(&preset.labels()));
        html! { <button data-testid={name} onclick={take}>{ words.text(name) }</button> }
    });
    let labels = LabelSet::new(editing.draft.labels.clone());
    let download = props
        .send
        .reform(move |_| Msg::DownloadLabels(labels.clone()));
    let open = {
        let editing = editing.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let file = input.files().and_then(|files| files.get(0));
            input.set_value("");
            let editing = editing.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let Some(file) = file else { return };
                match files::read_labels(file).await {
                    Ok(labels) => editing.change(|draft| draft.take(&labels)),
                    Err(problem) => editing.change(|draft| draft.refused = Some(problem)),
                }
            });
        })
    };
    html! {
        <p class="actions">
            { words.text("presets") }
            { for presets }
            <span class="space" />
            <label class="button">
                { words.text("open-label-set") }
                <input type="file" class="unseen" data-testid="open-labels" accept=".json" onchange={open} />
            </label>
            <button onclick={download}>{ words.text("download-label-set") }</button>
        </p>
    }
}

fn view_label(
    index: usize,
    label: &LabelDefinition,
    editing: &Editing,
    props: &LabelEditorProps,
) -> Html {
    let words = &editing.words;
    let name = label.label.to_string();
    let ours = |what: &'static str| words.say(&Message::new(what).with("label", &*name));
    let used = props.usage.get(&label.label).copied().unwrap_or_default();
    html! {
        <tr key={name.clone()} data-label={name.clone()} data-testid="label-row">
            <th scope="row"><span class="swatch" aria-hidden="true" data-hue={label.hue.as_ref().map(Label::to_string)} />{ &name }</th>
            <td><input class="key" aria-label={ours("key-of")} data-testid={format!("key-{name}")} value={label.key.to_uppercase().to_string()}
                onchange={editing.on(typed, move |draft, typed| draft.set_key(index, typed))} /></td>
            <td><input aria-label={ours("name-of")} data-testid={format!("name-{name}")} value={words.title(label)}
                onchange={editing.on(typed, move |draft, typed| typed.trim().clone_into(&mut draft.labels[index].title))} /></td>
            <td><input class="covers" aria-label={ours("description-of")} value={words.description(label)}
                onchange={editing.on(typed, move |draft, typed| typed.trim().clone_into(&mut draft.labels[index].description))} /></td>
            <td>{ view_hues(index, label, editing) }</td>
            <td class="number">{ words.say(&Message::new("used-count").with("count", used.annotations)) }</td>
            <td>
                <button class="quiet" aria-label={ours("move-up")} disabled={index == 0}
                    onclick={editing.on_click(move |draft| draft.shift(index, index.checked_sub(1)))}>{ "↑" }</button>
                <button class="quiet" aria-label={ours("move-down")} disabled={index + 1 == editing.draft.labels.len()}
                    onclick={editing.on_click(move |draft| draft.shift(index, Some(index + 1)))}>{ "↓" }</button>
            </td>
            <td><button class="quiet" data-testid={format!("retire-{name}")}
                onclick={editing.on_click(move |draft| draft.retire(index))}>{ words.text("retire") }</button></td>
        </tr>
    }
}

/// The fifteen colours, each called by the label that has it from the start.
fn view_hues(index: usize, label: &LabelDefinition, editing: &Editing) -> Html {
    let words = &editing.words;
    let own = label.hue.clone().or_else(|| Some(label.label.clone()));
    let choose = editing.on(chosen, move |draft, name| {
        draft.labels[index].hue = (!name.is_empty()).then(|| Label::new(name));
    });
    html! {
        <select aria-label={words.say(&Message::new("colour-of").with("label", label.label.as_str()))} onchange={choose}>
            <option value="">{ words.text("own-colour") }</option>
            { for LabelSet::default().definitions().iter().map(|definition| html! {
                <option value={definition.label.to_string()} selected={own.as_ref() == Some(&definition.label)}>{ words.title(definition) }</option>
            }) }
        </select>
    }
}

/// What becomes of the marks of each label that goes.
fn view_fates(editing: &Editing, props: &LabelEditorProps) -> Html {
    let used = |label: &Label| props.usage.get(label).copied().unwrap_or_default();
    let gone: Vec<_> = editing
        .draft
        .fates
        .iter()
        .filter(|(label, _)| used(label).annotations > 0)
        .collect();
    if gone.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="fates" data-testid="fates">
            { for gone.into_iter().map(|(label, fate)| view_fate(label, fate, used(label), editing)) }
        </ul>
    }
}

fn view_fate(label: &Label, fate: &Fate, used: Usage, editing: &Editing) -> Html {
    let words = &editing.words;
    let gone = label.clone();
    let choose = editing.on(chosen, move |draft, name| {
        let fate = match name {
            "=" => Fate::Keep,
            "-" => Fate::Remove,
            to => Fate::Become(Label::new(to)),
        };
        draft.fates.insert(gone.clone(), fate);
    });
    let said = Message::new("label-goes")
        .with("label", label.as_str())
        .with("count", used.annotations)
        .with("decided", used.decided)
        .with("articles", used.articles);
    html! {
        <li key={label.to_string()}>
            { words.say(&said) }{ " " }
            <select aria-label={words.text("fate")} data-testid={format!("fate-{label}")} onchange={choose}>
                <option value="=" selected={*fate == Fate::Keep}>{ words.text("fate-keep") }</option>
                <option value="-" selected={*fate == Fate::Remove}>{ words.text("fate-remove") }</option>
                { for editing.draft.labels.iter().map(|to| html! {
                    <option value={to.label.to_string()} selected={*fate == Fate::Become(to.label.clone())}>
                        { words.say(&Message::new("fate-become").with("label", to.label.as_str())) }
                    </option>
                }) }
            </select>
        </li>
    }
}
