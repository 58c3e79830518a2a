//! The article: its details above, its text with the marks below.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::boundary::Edge;
use dateline_annotation::layout::{self, Run};
use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleState, Details, Label, LabelSet, Language,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, MouseEvent};
use yew::prelude::*;

use crate::app::{Msg, Reading};
use crate::dom;
use crate::keys::Command;

/// What [`Reader`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ReaderProps {
    /// The article.
    pub article: Arc<Article>,
    /// The selected mark.
    pub selected: Option<AnnotationId>,
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
            <Text article={props.article.clone()} selected={props.selected} labels={props.labels.clone()}
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
                <input class="name" aria-label="Title" data-testid="title" value={props.article.details.title.clone()} onchange={title} />
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
        details.published = typed(&event).parse().ok();
    });
    let published = published.map(|date| date.to_string()).unwrap_or_default();
    let done = *state == ArticleState::Done;
    html! {
        <div class="meta">
            <input class="source" aria-label="Source" placeholder="Source" data-testid="source" value={source.clone()} onchange={set_source} />
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

#[derive(Debug, Clone, PartialEq, Properties)]
struct TextProps {
    article: Arc<Article>,
    selected: Option<AnnotationId>,
    labels: LabelSet,
    hidden: BTreeSet<Label>,
    send: Callback<Msg>,
}

/// The text, line by line; a line is drawn anew only when something in it changed.
#[component]
fn Text(props: &TextProps) -> Html {
    let click = props.send.reform(|event: MouseEvent| {
        let mark = event
            .target()
            .and_then(|t| t.dyn_into::<Element>().ok())
            .and_then(|e| e.closest("[data-id]").ok().flatten());
        let id = mark
            .and_then(|mark| mark.get_attribute("data-id"))
            .and_then(|id| id.parse().ok());
        if dom::has_selection() {
            Msg::SelectText {
                exact: event.alt_key(),
            }
        } else {
            Msg::Select(id)
        }
    });
    let language = props.article.details.language.map(Language::code);
    html! {
        <article class="text" id="text" data-testid="article" data-start="0" lang={language} onclick={click}>
            { for pieces(props).into_iter().enumerate().map(|(index, line)| html! {
                <Line key={index} start={line.start} headline={line.headline} pieces={line.pieces} send={props.send.clone()} />
            }) }
        </article>
    }
}

/// A line as it is drawn.
struct DrawnLine {
    start: usize,
    headline: bool,
    pieces: Vec<Piece>,
}

/// A stretch of text under the same marks, as it is drawn.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    start: usize,
    text: AttrValue,
    mark: Option<DrawnMark>,
}

/// What a drawn mark shows.
#[derive(Debug, Clone, PartialEq)]
struct DrawnMark {
    id: AnnotationId,
    label: Label,
    /// The key of the label, in upper case.
    key: String,
    state: &'static str,
    first: bool,
    last: bool,
    selected: bool,
    /// How many marks lie under this one.
    beneath: usize,
}

fn pieces(props: &TextProps) -> Vec<DrawnLine> {
    let text = &*props.article.text;
    let marks: Vec<&Annotation> = props
        .article
        .annotations
        .visible()
        .filter(|mark| !props.hidden.contains(&mark.label))
        .collect();
    let headline = layout::lines(text)
        .find(|line| !text[line.clone()].trim().is_empty())
        .map(|line| line.start);
    let (mut next, mut active): (usize, Vec<&Annotation>) = (0, Vec::new());
    let mut drawn = Vec::new();
    for line in layout::lines(text) {
        active.retain(|mark| mark.span.end().to_usize() > line.start);
        while let Some(mark) = marks
            .get(next)
            .filter(|mark| mark.span.start().to_usize() < line.end)
        {
            active.push(mark);
            next += 1;
        }
        let start = line.start;
        let pieces = layout::runs(line, &active)
            .into_iter()
            .map(|run| piece(&run, props))
            .collect();
        drawn.push(DrawnLine {
            start,
            headline: headline == Some(start),
            pieces,
        });
    }
    drawn
}

fn piece(run: &Run<'_>, props: &TextProps) -> Piece {
    let TextProps {
        article,
        selected,
        labels,
        ..
    } = props;
    let selected = *selected;
    let key = |label| {
        labels
            .get(label)
            .map(|definition| definition.key.to_uppercase().to_string())
    };
    let chosen = run.marks.iter().find(|mark| Some(mark.id) == selected);
    let mark = chosen.or(run.marks.last()).map(|mark| DrawnMark {
        id: mark.id,
        label: mark.label.clone(),
        key: key(&mark.label).unwrap_or_else(|| mark.label.to_string()),
        state: state(mark),
        first: mark.span.start().to_usize() == run.bytes.start,
        last: mark.span.end().to_usize() == run.bytes.end,
        selected: Some(mark.id) == selected,
        beneath: run.marks.len() - 1,
    });
    Piece {
        start: run.bytes.start,
        text: AttrValue::from(article.text[run.bytes.clone()].to_owned()),
        mark,
    }
}

fn state(mark: &Annotation) -> &'static str {
    match mark.confidence {
        _ if mark.is_decided() => "confirmed",
        Some(confidence) if confidence.is_uncertain() => "uncertain",
        _ => "suggested",
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct LineProps {
    start: usize,
    headline: bool,
    pieces: Vec<Piece>,
    send: Callback<Msg>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    html! {
        <div class="line" dir="auto" data-start={props.start.to_string()} data-headline={props.headline.to_string()}>
            { for props.pieces.iter().map(|piece| view_piece(piece, &props.send)) }
        </div>
    }
}

fn view_piece(piece: &Piece, send: &Callback<Msg>) -> Html {
    let start = piece.start.to_string();
    let Some(mark) = &piece.mark else {
        return html! { <span key={piece.start} data-piece="" data-start={start}>{ piece.text.clone() }</span> };
    };
    html! {
        <mark key={piece.start} data-piece="" data-start={start} data-id={mark.id.to_string()} data-label={mark.label.to_string()} data-key={mark.key.clone()}
            data-state={mark.state} data-first={mark.first.to_string()} data-last={mark.last.to_string()}
            data-selected={mark.selected.to_string()} data-beneath={mark.beneath.to_string()}>
            if mark.selected && mark.first { { view_handle(Edge::Start, send) } }
            { piece.text.clone() }
            if mark.selected && mark.last { { view_handle(Edge::End, send) } }
        </mark>
    }
}

/// What the edge of the selected mark is dragged by.
fn view_handle(edge: Edge, send: &Callback<Msg>) -> Html {
    let name = match edge {
        Edge::Start => "start",
        Edge::End => "end",
    };
    let grasp = send.reform(move |event: PointerEvent| {
        event.prevent_default();
        Msg::DragStart(edge)
    });
    html! { <span class="handle" data-handle={name} onpointerdown={grasp} /> }
}
