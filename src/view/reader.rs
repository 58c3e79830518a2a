//! The article: its details above, its text below.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::{
    AnnotationId, Article, ArticleState, Date, Details, Label, LabelSet, Language, Span,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::popover::Popover;
use super::text::Text;
use crate::app::{Msg, Reading};
use crate::dom;
use crate::keys::Command;
use crate::locale::{Words, language_name, use_words};
use crate::session::Caret;

/// What [`Reader`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ReaderProps {
    /// The article.
    pub article: Arc<Article>,
    /// The selected mark.
    pub selected: Option<AnnotationId>,
    /// The selected text.
    pub caret: Option<Caret>,
    /// The word that was clicked.
    pub word: Option<Span>,
    /// What was found and is to be seen.
    pub sought: Option<Span>,
    /// The label set, for the letter beside each mark.
    pub labels: LabelSet,
    /// The labels whose marks are not shown.
    pub hidden: BTreeSet<Label>,
    /// How far the machine has read, while it reads.
    pub reading: Option<Reading>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// The middle of the page.
#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let mark = props
        .selected
        .and_then(|id| props.article.annotations.get(id).cloned());
    html! {
        <main class="reader" id="reader" tabindex="-1" onscroll={props.send.reform(|_| Msg::Scrolled)}>
            if props.sought.is_none() {
                <Popover article={props.article.clone()} mark={mark} span={props.caret.and_then(Caret::span).or(props.word)} clicked={props.word.is_some()} labels={props.labels.clone()} send={props.send.clone()} />
            }
            <Heading article={props.article.clone()} reading={props.reading} send={props.send.clone()} />
            <Text key={props.article.id.to_string()} article={props.article.clone()} selected={props.selected} caret={props.caret} sought={props.sought} labels={props.labels.clone()}
                hidden={props.hidden.clone()} send={props.send.clone()} />
        </main>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct HeadingProps {
    article: Arc<Article>,
    reading: Option<Reading>,
    send: Callback<Msg>,
}

/// Title, source, date and language, each editable in place, and what can be done with the article.
#[component]
fn Heading(props: &HeadingProps) -> Html {
    let words = use_words();
    let title = edit(props, |details, event| {
        typed(&event).trim().clone_into(&mut details.title);
    });
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    let copy = props.send.reform(|_| Msg::Export {
        all: false,
        copy: true,
    });
    html! {
        <header class="heading">
            <div class="meta">
                <input class="name" aria-label={words.text("title")} data-testid="title"
                    value={props.article.details.title.clone()} onchange={title} onkeydown={|event: KeyboardEvent| leave_on_enter(&event)} />
                <button class="quiet" data-testid="copy" onclick={copy}>{ words.text("copy-json") }</button>
                <button data-testid="export" title={words.text("download-json-hint")} onclick={run(Command::Download)}>{ words.text("download-json") }</button>
            </div>
            { view_meta(props, &words) }
            if let Some(reading) = props.reading { { view_reading(reading, props, &words) } }
        </header>
    }
}

fn view_meta(props: &HeadingProps, words: &Words) -> Html {
    let Details {
        published,
        source,
        state,
        ..
    } = &props.article.details;
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    let set_source = edit(props, |details, event| {
        typed(&event).trim().clone_into(&mut details.source);
    });
    let set_published = edit(props, |details, event| {
        let day: Option<Date> = typed(&event).parse().ok();
        // While a year is being typed it is the year 2, then 20, then 201.
        if day.is_none_or(|day| day.year() >= 1000) {
            details.published = day;
        }
    });
    let published = published.map(|date| date.to_string()).unwrap_or_default();
    let done = *state == ArticleState::Done;
    html! {
        <div class="meta">
            <input class="source" aria-label={words.text("source")} placeholder={words.text("source")} data-testid="source"
                value={source.clone()} onchange={set_source} onkeydown={|event: KeyboardEvent| leave_on_enter(&event)} />
            <input type="date" aria-label={words.text("published")} title={words.text("published-hint")}
                data-testid="published" value={published} onchange={set_published} />
            { view_language(props, words) }
            <span class="space" />
            <button class="quiet" data-testid="read-again" title={words.text("read-again-hint")} onclick={run(Command::ReadAgain)}>{ words.text("read-again-button") }</button>
            <button class="quiet" data-testid="finish" aria-pressed={done.to_string()} onclick={run(Command::Finish)}>
                { words.text(if done { "finished-button" } else { "finish-button" }) }
            </button>
        </div>
    }
}

fn view_language(props: &HeadingProps, words: &Words) -> Html {
    let language = props.article.details.language;
    let set = edit(props, |details, event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        details.language = Language::from_code(&select.value());
        // The next letter is a label, not the name of a language.
        dom::leave_field();
    });
    html! {
        <select aria-label={words.text("language")} data-testid="language" onchange={set}>
            if language.is_none() { <option value="" selected=true>{ words.text("language-unknown") }</option> }
            { for Language::ALL.map(|one| html! {
                <option value={one.code()} selected={language == Some(one)}>{ words.text(language_name(one)) }</option>
            }) }
        </select>
    }
}

/// Enter takes what was typed and gives the keyboard back to the article.
fn leave_on_enter(event: &KeyboardEvent) {
    if event.key() == "Enter" {
        dom::leave_field();
    }
}

/// What was typed into the field that an event comes from.
fn typed(event: &Event) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}

fn view_reading(reading: Reading, props: &HeadingProps, words: &Words) -> Html {
    let id = props.article.id;
    html! {
        <p class="reading" data-testid="reading">
            <progress max={reading.total.max(1).to_string()} value={(reading.total > 0).then(|| reading.done.to_string())} aria-label={words.text("read-so-far")} />
            { words.text("reading") }
            <button class="quiet" data-testid="cancel" onclick={props.send.reform(move |_| Msg::Cancel(id))}>{ words.text("stop") }</button>
        </p>
    }
}

/// A callback that changes one of the details.
fn edit(props: &HeadingProps, change: impl Fn(&mut Details, Event) + 'static) -> Callback<Event> {
    let article = props.article.clone();
    props.send.reform(move |event| {
        let mut details = article.details.clone();
        change(&mut details, event);
        Msg::SetDetails(article.id, details)
    })
}
