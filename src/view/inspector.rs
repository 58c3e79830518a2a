//! What is known of the selected mark, and what can be done with it.

use std::sync::Arc;

use dateline_annotation::{Annotation, Article, Origin, State, alike};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::value::ValueEditor;
use crate::app::Msg;
use crate::keys::Command;

/// What [`Inspector`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct InspectorProps {
    /// The article that is shown.
    pub article: Arc<Article>,
    /// The selected mark.
    pub mark: Option<Annotation>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// The selected mark, or what was removed from the article.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    html! {
        <section class="inspector" aria-label="Selected mark" data-testid="inspector">
            if let Some(mark) = &props.mark {
                { view_mark(mark, props) }
            } else {
                { view_rejected(props) }
            }
        </section>
    }
}

fn view_mark(mark: &Annotation, props: &InspectorProps) -> Html {
    let text = mark.span.slice(&props.article.text).unwrap_or_default();
    let others = alike::others(&props.article, mark.id).len();
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    let note = props.send.reform(|event: Event| {
        Msg::SetNote(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    html! {
        <>
            <p class="words" data-label={mark.label.to_string()}><b>{ text.to_owned() }</b></p>
            <dl>
                <dt>{ "Label" }</dt><dd>{ mark.label.to_string() }</dd>
                if let Some(value) = &mark.value {
                    <dt>{ "Value" }</dt><dd><ValueEditor key={mark.id.to_string()} value={value.clone()} send={props.send.clone()} /></dd>
                }
                <dt>{ "State" }</dt><dd data-testid="state">{ origin(mark) }</dd>
            </dl>
            <p class="actions">
                <button class="primary" data-testid="confirm" disabled={mark.state == State::Confirmed}
                    onclick={run(Command::Confirm { go_on: false })}>{ "Confirm" }<kbd>{ "Space" }</kbd></button>
                <button data-testid="remove" onclick={run(Command::Delete)}>{ "Remove" }<kbd>{ "X" }</kbd></button>
                if others > 0 {
                    <button data-testid="mark-alike" title="Mark the same words everywhere (Shift Enter)"
                        onclick={run(Command::MarkAlike)}>{ format!("And {others} more like it") }</button>
                }
            </p>
            <label class="note">
                { "Note" }
                <textarea rows="2" data-testid="note" key={mark.id.to_string()} value={mark.note.clone()} onchange={note} />
            </label>
        </>
    }
}

/// Who made a mark, how sure it was, and what was decided.
fn origin(mark: &Annotation) -> String {
    let by = match mark.origin {
        Origin::Model => "the model",
        Origin::Rule => "a rule",
        Origin::Person => "you",
        Origin::Import => "a file",
    };
    let sure = mark
        .confidence
        .map(|confidence| format!(", {} % sure", (confidence.permille() + 5) / 10))
        .unwrap_or_default();
    match (mark.state, mark.origin) {
        (State::Suggested, _) => format!("suggested by {by}{sure}"),
        (State::Confirmed, Origin::Person) => "made by you".to_owned(),
        (State::Confirmed, _) => format!("confirmed; came from {by}{sure}"),
        (State::Rejected, _) => format!("removed; came from {by}{sure}"),
    }
}

fn view_rejected(props: &InspectorProps) -> Html {
    let rejected: Vec<_> = props
        .article
        .annotations
        .iter()
        .filter(|mark| !mark.is_visible())
        .collect();
    if rejected.is_empty() {
        return Html::default();
    }
    let row = |mark: &Annotation| {
        let id = mark.id;
        let text = mark
            .span
            .slice(&props.article.text)
            .unwrap_or_default()
            .to_owned();
        html! {
            <li key={id.to_string()} data-label={mark.label.to_string()}>
                <span class="short">{ mark.label.to_string() }</span>{ text }
                <button class="quiet" onclick={props.send.reform(move |_| Msg::RestoreMark(id))}>{ "Bring back" }</button>
            </li>
        }
    };
    html! {
        <details class="rejected">
            <summary>{ format!("{} removed", rejected.len()) }</summary>
            <ul>{ for rejected.into_iter().map(row) }</ul>
        </details>
    }
}
