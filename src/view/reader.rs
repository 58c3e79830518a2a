//! The article: its details above, its text with the marks below.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::boundary::Edge;
use dateline_annotation::layout::{self, Run};
use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleState, Details, Label, Language,
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
            <Text article={props.article.clone()} selected={props.selected} hidden={props.hidden.clone()} send={props.send.clone()} />
        </main>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct HeadingProps {
    article: Arc<Article>,
    reading: Option<Reading>,
    send: Callback<Msg>,
}

/// Title, date, source and language, each editable in place.
#[component]
fn Heading(props: &HeadingProps) -> Html {
    let Details {
        title,
        language,
        published,
        source,
        state,
    } = &props.article.details;
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    let text = |set: fn(&mut Details, String)| {
        edit(props, move |details, event| {
            set(
                details,
                event.target_unchecked_into::<HtmlInputElement>().value(),
            )
        })
    };
    html! {
        <header class="heading">
            <input class="name" aria-label="Title" data-testid="title" value={title.clone()} onchange={text(|d, value| value.trim().clone_into(&mut d.title))} />
            <div class="meta">
                <input aria-label="Source" placeholder="Source" data-testid="source" value={source.clone()} onchange={text(|d, value| value.trim().clone_into(&mut d.source))} />
                <input type="date" aria-label="Publication date" data-testid="published"
                    value={published.map(|date| date.to_string()).unwrap_or_default()} onchange={text(|d, value| d.published = value.parse().ok())} />
                <select aria-label="Language" data-testid="language" onchange={edit(props, |details, event| {
                    details.language = Language::from_code(&event.target_unchecked_into::<HtmlSelectElement>().value());
                })}>
                    if language.is_none() { <option value="" selected=true>{ "Language…" }</option> }
                    { for Language::ALL.map(|one| html! {
                        <option value={one.code()} selected={*language == Some(one)}>{ one.name() }</option>
                    }) }
                </select>
                <button class="quiet" data-testid="finish" aria-pressed={(*state == ArticleState::Done).to_string()} onclick={run(Command::Finish)}>
                    { if *state == ArticleState::Done { "Finished ✓" } else { "Finish" } }
                </button>
                <button class="quiet" data-testid="read-again" title="Suggest anew; what you decided stays (A)" onclick={run(Command::ReadAgain)}>{ "Read again" }</button>
                <button data-testid="export" title="Download this article as JSON (Ctrl S)" onclick={run(Command::Download)}>{ "Download JSON" }</button>
                <button class="quiet" data-testid="copy" onclick={props.send.reform(|_| Msg::Export { all: false, copy: true })}>{ "Copy JSON" }</button>
            </div>
            if let Some(reading) = props.reading { { view_reading(reading, props) } }
        </header>
    }
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
    let language = props
        .article
        .details
        .language
        .map(|language| language.code());
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
            .map(|run| piece(text, &run, props.selected))
            .collect();
        drawn.push(DrawnLine {
            start,
            headline: headline == Some(start),
            pieces,
        });
    }
    drawn
}

fn piece(text: &str, run: &Run<'_>, selected: Option<AnnotationId>) -> Piece {
    let chosen = run.marks.iter().find(|mark| Some(mark.id) == selected);
    let mark = chosen.or(run.marks.last()).map(|mark| DrawnMark {
        id: mark.id,
        label: mark.label.clone(),
        state: state(mark),
        first: mark.span.start().to_usize() == run.bytes.start,
        last: mark.span.end().to_usize() == run.bytes.end,
        selected: Some(mark.id) == selected,
        beneath: run.marks.len() - 1,
    });
    Piece {
        start: run.bytes.start,
        text: AttrValue::from(text[run.bytes.clone()].to_owned()),
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
        <mark key={piece.start} data-piece="" data-start={start} data-id={mark.id.to_string()} data-label={mark.label.to_string()}
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
