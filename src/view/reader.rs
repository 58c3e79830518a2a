//! The article: its details above, its text below.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::{
    AnnotationId, Article, ArticleState, Date, Details, Label, LabelSet, Language,
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::text::Text;
use crate::app::{Msg, Reading};
use crate::dom;
use crate::keys::Command;
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
    html! {
        <main class="reader" id="reader" tabindex="-1" onscroll={props.send.reform(|_| Msg::Scrolled)}>
            <Heading article={props.article.clone()} reading={props.reading} send={props.send.clone()} />
            <Text key={props.article.id.to_string()} article={props.article.clone()} selected={props.selected} caret={props.caret} labels={props.labels.clone()}
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
                <input class="name" aria-label="Title" data-testid="title"
                    value={props.article.details.title.clone()} onchange={title} onkeydown={|event: KeyboardEvent| leave_on_enter(&event)} />
                <button class="quiet" data-testid="copy" onclick={copy}>{ "Copy JSON" }</button>
                <button data-testid="export" title="Download this article as JSON (Ctrl S)" onclick={run(Command::Download)}>{ "Download JSON" }</button>
            </div>
            { view_meta(props) }
            if let Some(reading) = props.reading { { view_reading(reading, props) } }
        </header>
    }
}

fn view_meta(props: &HeadingProps) -> Html {
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
            <input class="source" aria-label="Source" placeholder="Source" data-testid="source"
                value={source.clone()} onchange={set_source} onkeydown={|event: KeyboardEvent| leave_on_enter(&event)} />
            <input type="date" aria-label="Publication date" title="Publication date: relative dates are resolved against it"
                data-testid="published" value={published} onchange={set_published} />
            { view_language(props) }
            <span class="space" />
            <button class="quiet" data-testid="read-again" title="Suggest anew; what you decided stays (A)" onclick={run(Command::ReadAgain)}>{ "Read again" }</button>
            <button class="quiet" data-testid="finish" aria-pressed={done.to_string()} onclick={run(Command::Finish)}>
                { if done { "Finished ✓" } else { "Finish" } }
            </button>
        </div>
    }
}

fn view_language(props: &HeadingProps) -> Html {
    let language = props.article.details.language;
    let set = edit(props, |details, event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        details.language = Language::from_code(&select.value());
        // The next letter is a label, not the name of a language.
        dom::leave_field();
    });
    html! {
        <select aria-label="Language" data-testid="language" onchange={set}>
            if language.is_none() { <option value="" selected=true>{ "Language…" }</option> }
            { for Language::ALL.map(|one| html! {
                <option value={one.code()} selected={language == Some(one)}>{ one.name() }</option>
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

fn view_reading(reading: Reading, props: &HeadingProps) -> Html {
    let id = props.article.id;
    html! {
        <p class="reading" data-testid="reading">
            <progress max={reading.total.max(1).to_string()} value={(reading.total > 0).then(|| reading.done.to_string())} aria-label="Read so far" />
            { "Reading…" }
            <button class="quiet" data-testid="cancel" onclick={props.send.reform(move |_| Msg::Cancel(id))}>{ "Stop" }</button>
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
