//! What can be done with the selected mark or text, right where it stands.

use std::sync::Arc;

use dateline_annotation::{Annotation, Article, LabelDefinition, LabelSet, Span, State, alike};
use yew::prelude::*;

use crate::app::{Msg, Panel};
use crate::keys::Command;
use crate::locale::{Message, Words, use_words};

/// How many labels stand at selected text before all are asked for.
const USUAL: usize = 4;
/// Up to this length of a text its like words are counted.
const COUNTED_BYTES: usize = 100_000;

/// What [`Popover`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct PopoverProps {
    /// The article.
    pub(super) article: Arc<Article>,
    /// The selected mark.
    pub(super) mark: Option<Annotation>,
    /// The selected text.
    pub(super) span: Option<Span>,
    /// It was only clicked, which a mouse does often.
    pub(super) clicked: bool,
    /// The labels that can be given.
    pub(super) labels: LabelSet,
    /// Where to say what is done.
    pub(super) send: Callback<Msg>,
}

/// A small bar at the selected mark or text; nothing when neither is.
#[component]
pub(super) fn Popover(props: &PopoverProps) -> Html {
    let words = use_words();
    let all = use_state(|| false);
    let at = (props.mark.as_ref().map(|mark| mark.id), props.span);
    {
        let all = all.clone();
        use_effect_with(at, move |_| all.set(false));
    }
    {
        // Another size has another place.
        let send = props.send.clone();
        use_effect_with(*all, move |_| send.emit(Msg::Resized));
    }
    let toggle = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(!*all))
    };
    let (name, inside) = match (&props.mark, props.span) {
        (_, Some(_)) => ("at-text", view_usual(props, *all, &toggle, &words)),
        (Some(mark), None) => ("at-mark", view_mark(mark, *all, &toggle, props, &words)),
        (None, None) => return Html::default(),
    };
    html! {
        <div class="popover" id="popover" role="toolbar" aria-label={words.text(name)} data-testid="popover" data-clicked={props.clicked.to_string()}>
            <div class="bar">{ inside }</div>
            if *all { { view_labels(props, &words) } }
        </div>
    }
}

fn view_mark(
    mark: &Annotation,
    all: bool,
    toggle: &Callback<MouseEvent>,
    props: &PopoverProps,
    words: &Words,
) -> Html {
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    let text = mark.span.slice(&props.article.text).unwrap_or_default();
    // In a long text the words are looked for when they are asked for.
    let short = props.article.text.len() <= COUNTED_BYTES;
    let same = short.then(|| alike::others(&props.article, mark.id).len() + 1);
    let more = props.send.reform(|_| Msg::Show(Some(Panel::Marks)));
    html! {
        <>
            <button class="chip" data-label={mark.label.to_string()} aria-expanded={all.to_string()} title={words.text("change-label")}
                data-testid="popover-label" onclick={toggle.clone()}>{ mark.label.to_string() }<span aria-hidden="true">{ "▾" }</span></button>
            <button data-testid="popover-confirm" disabled={mark.state == State::Confirmed}
                onclick={run(Command::Confirm { go_on: false })}>{ words.text("confirm") }</button>
            <button data-testid="popover-remove" onclick={run(Command::Delete)}>{ words.text("remove") }</button>
            if let Some(same) = same.filter(|same| *same > 1) {
                <button data-testid="popover-same" title={words.text("all-the-same-hint")} aria-label={words.say(&Message::new("all-of-words").with("text", text).with("count", same))}
                    onclick={run(Command::MarkAlike)}>{ words.say(&Message::new("all-the-same").with("count", same)) }</button>
            }
            if same.is_none() {
                <button data-testid="popover-same" title={words.text("all-the-same-hint")} onclick={run(Command::MarkAlike)}>{ words.text("all-the-same-button") }</button>
            }
            <button class="narrow" data-testid="popover-more" onclick={more}>{ words.text("more") }</button>
        </>
    }
}

/// The labels that the article has most of, for text that is to be marked.
fn view_usual(
    props: &PopoverProps,
    all: bool,
    toggle: &Callback<MouseEvent>,
    words: &Words,
) -> Html {
    let tally = props.article.annotations.tally();
    let mut usual: Vec<&LabelDefinition> = props.labels.definitions().iter().collect();
    usual.sort_by_key(|definition| std::cmp::Reverse(tally.of(&definition.label)));
    html! {
        <>
            { for usual.into_iter().take(USUAL).filter(|_| !all).map(|definition| view_label(definition, props, words)) }
            <button aria-expanded={all.to_string()} data-testid="popover-all" onclick={toggle.clone()}>
                { words.text("all-labels") }<span aria-hidden="true">{ "▾" }</span></button>
        </>
    }
}

fn view_labels(props: &PopoverProps, words: &Words) -> Html {
    html! {
        <div class="bar all">
            { for props.labels.definitions().iter().map(|definition| view_label(definition, props, words)) }
        </div>
    }
}

fn view_label(definition: &LabelDefinition, props: &PopoverProps, words: &Words) -> Html {
    let label = definition.label.clone();
    let title = words.say(&Message::new("mark-as").with("label", words.title(definition)));
    html! {
        <button class="chip" data-label={label.to_string()} {title} data-testid={format!("popover-{label}")}
            onclick={props.send.reform(move |_| Msg::Run(Command::Label(label.clone())))}>
            <kbd>{ definition.key.to_uppercase().to_string() }</kbd>{ definition.label.to_string() }</button>
    }
}
