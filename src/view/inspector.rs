//! What is known of the selected mark, and what can be done with it.

use std::sync::Arc;

use dateline_annotation::{Annotation, Article, Origin, State, alike, boundary};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::value::ValueEditor;
use crate::app::Msg;
use crate::keys::Command;
use crate::locale::{Message, Words, use_words};

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
    let words = use_words();
    html! {
        <section class="inspector" aria-label={words.text("selected-mark")} data-testid="inspector">
            if let Some(mark) = &props.mark {
                { view_mark(mark, props, &words) }
            } else {
                { view_rejected(props, &words) }
            }
        </section>
    }
}

fn view_mark(mark: &Annotation, props: &InspectorProps, words: &Words) -> Html {
    let text = mark.span.slice(&props.article.text).unwrap_or_default();
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    let note = props.send.reform(|event: Event| {
        Msg::SetNote(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    html! {
        <>
            <p class="words" data-label={mark.label.to_string()}><b>{ text.to_owned() }</b></p>
            <dl>
                <dt>{ words.text("label") }</dt><dd>{ mark.label.to_string() }</dd>
                if mark.label.has_value() {
                    <dt>{ words.text("value") }</dt><dd><ValueEditor key={mark.id.to_string()} label={mark.label.clone()} value={mark.value.clone()} send={props.send.clone()} /></dd>
                }
                <dt>{ words.text("state") }</dt><dd data-testid="state">{ words.say(&origin(mark)) }</dd>
                <dt>{ words.text("why") }</dt><dd data-testid="why">{ words.text(why(mark.origin)) }</dd>
                { view_mentions(mark, props, words) }
            </dl>
            <p class="actions">
                <button class="primary" data-testid="confirm" disabled={mark.state == State::Confirmed}
                    onclick={run(Command::Confirm { go_on: false })}>{ words.text("confirm") }<kbd>{ words.text("key-space") }</kbd></button>
                <button data-testid="remove" onclick={run(Command::Delete)}>{ words.text("remove") }<kbd>{ "X" }</kbd></button>
                <button data-testid="mark-alike" title={words.text("all-the-same-hint")}
                    onclick={run(Command::MarkAlike)}>{ words.text("all-the-same-button") }</button>
            </p>
            <label class="note">
                { words.text("note") }
                <textarea rows="2" data-testid="note" key={mark.id.to_string()} value={mark.note.clone()} onchange={note} />
            </label>
        </>
    }
}

/// How the maker of a mark came to it.
const fn why(origin: Origin) -> &'static str {
    match origin {
        Origin::Model => "why-model",
        Origin::Rule => "why-rule",
        Origin::Person => "why-person",
        Origin::Import => "why-file",
    }
}

/// How many other mentions are listed.
const MENTIONS: usize = 12;

/// Where else the article has the same words marked, each a way there.
fn view_mentions(mark: &Annotation, props: &InspectorProps, words: &Words) -> Html {
    let article = &props.article;
    let text = mark.span.slice(&article.text).unwrap_or_default();
    let others = alike::marks_of(article, text, None).filter(|other| other.id != mark.id);
    let others: Vec<_> = others.take(MENTIONS).collect();
    if others.is_empty() {
        return Html::default();
    }
    let (mut counted, mut lines) = (0, 1);
    let mut line = |other: &Annotation| {
        let start = other.span.start().to_usize();
        let between = article.text.get(counted..start).unwrap_or_default();
        (counted, lines) = (start, lines + between.matches('\n').count());
        lines
    };
    let (article_id, send) = (article.id, &props.send);
    html! {
        <>
            <dt>{ words.text("other-mentions") }</dt>
            <dd class="mentions">
                { for others.into_iter().map(|other| {
                    let id = other.id;
                    let sentence = boundary::sentence_around(&article.text, other.span);
                    html! {
                        <button class="link" key={id.to_string()} data-testid="mention" title={sentence.slice(&article.text).unwrap_or_default().to_owned()}
                            onclick={send.reform(move |_| Msg::Visit(article_id, id))}>
                            { words.say(&Message::new("mention-line").with("line", line(other))) }</button>
                    }
                }) }
            </dd>
        </>
    }
}

/// Who made a mark, how sure it was, and what was decided.
fn origin(mark: &Annotation) -> Message {
    let by = match mark.origin {
        Origin::Model => "by-model",
        Origin::Rule => "by-rule",
        Origin::Person => "by-person",
        Origin::Import => "by-file",
    };
    let state = match (mark.state, mark.origin) {
        (State::Suggested, _) => "state-suggested",
        (State::Confirmed, Origin::Person) => return "state-made".into(),
        (State::Confirmed, _) => "state-confirmed",
        (State::Rejected, _) => "state-removed",
    };
    let said = Message::new(state).with("by", Message::new(by));
    match mark.confidence {
        None => said,
        Some(confidence) => Message::new("state-sure")
            .with("state", said)
            .with("percent", usize::from((confidence.permille() + 5) / 10)),
    }
}

fn view_rejected(props: &InspectorProps, words: &Words) -> Html {
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
                <button class="quiet" onclick={props.send.reform(move |_| Msg::RestoreMark(id))}>{ words.text("bring-back") }</button>
            </li>
        }
    };
    html! {
        <details class="rejected">
            <summary>{ words.say(&Message::new("removed-count").with("count", rejected.len())) }</summary>
            <ul>{ for rejected.into_iter().map(row) }</ul>
        </details>
    }
}
