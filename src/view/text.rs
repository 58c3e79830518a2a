//! The text with its marks.
//!
//! A long text is drawn in blocks of whole lines. A block that is far from what is seen is an empty
//! box of about its height until the reader comes near; a block is drawn anew only when something in it changed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use dateline_annotation::boundary::Edge;
use dateline_annotation::layout::{self, Run};
use dateline_annotation::{
    Annotation, AnnotationId, Article, ByteOffset, Label, LabelSet, Language, Span,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};
use yew::prelude::*;

use crate::app::Msg;
use crate::dom;
use crate::session::Caret;

/// About how many bytes of text a block has.
const BLOCK_BYTES: usize = 2048;
/// Up to this length all of a text is drawn at once, so that the browser's own search finds everything.
const SHORT_TEXT_BYTES: usize = 100_000;
/// The lines of more marks than these above one another fall together.
const MOST_ABOVE: usize = 3;
/// From about how many bytes a line of the page is made, to guess the height of what is not drawn.
const LINE_BYTES: usize = 65;

/// What [`Text`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct TextProps {
    /// The article.
    pub(super) article: Arc<Article>,
    /// The selected mark.
    pub(super) selected: Option<AnnotationId>,
    /// The selected text.
    pub(super) caret: Option<Caret>,
    /// What was found and is to be seen.
    pub(super) sought: Option<Span>,
    /// The label set, for the letter beside each mark.
    pub(super) labels: LabelSet,
    /// The labels whose marks are not shown.
    pub(super) hidden: BTreeSet<Label>,
    /// Where to say what is done.
    pub(super) send: Callback<Msg>,
}

/// The text of an article.
#[component]
pub(super) fn Text(props: &TextProps) -> Html {
    let text = Shared(props.article.text.clone());
    let blocks = use_memo(text.clone(), |text| layout::blocks(&text.0, BLOCK_BYTES));
    let headline = use_memo(text.clone(), |text| headline(&text.0));
    let source = Source {
        article: props.article.clone(),
        labels: props.labels.clone(),
        hidden: props.hidden.clone(),
    };
    let seen = use_memo((), |()| Seen::default());
    seen.source.replace(Some(source.clone()));
    let selected = props
        .selected
        .and_then(|id| props.article.annotations.get(id));
    let language = props.article.details.language.map(Language::code);
    html! {
        <article class="text" id="text" data-testid="article" data-start="0" lang={language}
            onclick={props.send.reform(|event| clicked(&event))} ondragstart={|event: DragEvent| event.prevent_default()}>
            { for blocks.iter().map(|range| {
                let selected = selected.filter(|mark| touches(mark.span, range)).map(|mark| mark.id);
                let near = selected.is_some() || is_near(props, range);
                let drawn = near || seen.near.borrow().contains(&range.start);
                let marks = drawn.then(|| Rc::new(source.marks(range)));
                html! {
                    <Block key={range.start} text={text.clone()} headline={*headline} range={range.clone()}
                        {marks} {selected} {near} seen={seen.clone()} send={props.send.clone()} />
                }
            }) }
        </article>
    }
}

/// A text that is the same when it is the same copy, so that a long one is not compared with itself.
#[derive(Debug, Clone)]
struct Shared(Arc<str>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

fn touches(span: Span, block: &Range<usize>) -> bool {
    span.start().to_usize() < block.end && span.end().to_usize() > block.start
}

/// Where the first line that says something starts.
fn headline(text: &str) -> Option<usize> {
    layout::lines(text)
        .find(|line| !text[line.clone()].trim().is_empty())
        .map(|line| line.start)
}

fn clicked(event: &MouseEvent) -> Msg {
    if dom::has_selection() {
        return Msg::SelectText {
            exact: event.alt_key(),
            by_touch: false,
        };
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let around = |element: &Element| element.parent_element()?.closest("[data-id]").ok()?;
    let first = target.and_then(|element| element.closest("[data-id]").ok().flatten());
    let id = |mark: Element| mark.get_attribute("data-id")?.parse().ok();
    let mut marks: Vec<AnnotationId> = std::iter::successors(first, around)
        .filter_map(id)
        .collect();
    marks.reverse();
    Msg::Click {
        x: event.client_x(),
        y: event.client_y(),
        marks,
    }
}

/// Whether a block is drawn though the reader has not come near: in a short text, at the top, or where something is selected
/// or found.
fn is_near(props: &TextProps, block: &Range<usize>) -> bool {
    let holds = |offset: ByteOffset| block.contains(&offset.to_usize());
    props.article.text.len() <= SHORT_TEXT_BYTES
        || block.start < BLOCK_BYTES
        || props
            .caret
            .is_some_and(|caret| holds(caret.anchor) || holds(caret.focus))
        || props.sought.is_some_and(|span| touches(span, block))
}

/// A mark as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DrawnMark {
    id: AnnotationId,
    span: Span,
    label: Label,
    /// The letter of the label's key, in upper case; none where the style sheet couldn't know its width.
    key: Option<AttrValue>,
    state: &'static str,
}

fn state(mark: &Annotation) -> &'static str {
    match mark.confidence {
        _ if mark.is_decided() => "confirmed",
        Some(confidence) if confidence.is_uncertain() => "uncertain",
        _ => "suggested",
    }
}

/// A key as the one Latin letter or digit that it is, as wide as any other in a font of equal widths.
fn letter(key: char) -> Option<AttrValue> {
    let mut upper = key.to_uppercase();
    let letter = upper.next().filter(|_| upper.next().is_none())?;
    let is_latin = letter.is_alphanumeric() && letter < '\u{250}';
    is_latin.then(|| letter.to_string().into())
}

/// What the marks of a block are made from.
#[derive(Debug, Clone)]
struct Source {
    article: Arc<Article>,
    labels: LabelSet,
    hidden: BTreeSet<Label>,
}

impl Source {
    /// The shown marks that touch a block, in the order of the text.
    fn marks(&self, block: &Range<usize>) -> Vec<DrawnMark> {
        let key = |label: &Label| self.labels.get(label).and_then(|label| letter(label.key));
        let span = Span::of(&self.article.text, block.start, block.end);
        let touching = span.map(|span| self.article.annotations.overlapping(span));
        touching
            .into_iter()
            .flatten()
            .filter(|mark| mark.is_visible() && !self.hidden.contains(&mark.label))
            .map(|mark| DrawnMark {
                id: mark.id,
                span: mark.span,
                label: mark.label.clone(),
                key: key(&mark.label),
                state: state(mark),
            })
            .collect()
    }
}

/// Which blocks are near, and what those that come near are drawn from; so that what is far costs nothing when
/// something changes. It is one for as long as the text is shown.
#[derive(Debug, Default)]
struct Seen {
    nearness: dom::Nearness,
    near: RefCell<BTreeSet<usize>>,
    source: RefCell<Option<Source>>,
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Seen {
    fn note(&self, block: usize, near: bool) {
        if near {
            self.near.borrow_mut().insert(block);
        } else {
            self.near.borrow_mut().remove(&block);
        }
    }

    fn marks(&self, block: &Range<usize>) -> Rc<Vec<DrawnMark>> {
        let source = self.source.borrow();
        Rc::new(
            source
                .as_ref()
                .map(|source| source.marks(block))
                .unwrap_or_default(),
        )
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct BlockProps {
    text: Shared,
    range: Range<usize>,
    headline: Option<usize>,
    /// `None` while the block is far.
    marks: Option<Rc<Vec<DrawnMark>>>,
    selected: Option<AnnotationId>,
    near: bool,
    seen: Rc<Seen>,
    send: Callback<Msg>,
}

/// Some lines: drawn, or an empty box of their height, or about their height, until they come near.
#[component]
fn Block(props: &BlockProps) -> Html {
    let node = use_node_ref();
    let (near, height) = (use_state(|| false), use_memo((), |()| Cell::new(None)));
    let drawn = *near || props.near;
    {
        let (node, height, lasting) = (
            node.clone(),
            height.clone(),
            props.text.0.len() <= SHORT_TEXT_BYTES,
        );
        let (seen, start) = (props.seen.clone(), props.range.start);
        use_effect_with(lasting, move |lasting| {
            let watched = node.cast::<HtmlElement>().filter(|_| !lasting);
            if let Some(element) = &watched {
                let (noting, known) = (seen.clone(), element.clone());
                seen.nearness.watch(start, element, move |now, px| {
                    // What goes out of sight leaves its height behind, so that nothing moves.
                    if known.first_element_child().is_some() {
                        height.set(Some(px));
                    }
                    noting.note(start, now);
                    near.set(now);
                });
            }
            move || {
                if let Some(element) = watched {
                    seen.nearness.leave(start, &element);
                }
            }
        });
    }
    {
        let (node, text, range, send) = (
            node.clone(),
            props.text.clone(),
            props.range.clone(),
            props.send.clone(),
        );
        use_effect_with(drawn, move |drawn| {
            let known = height.get();
            let guessed = || guessed_height_px(&text.0[range]);
            let px = (!drawn).then(|| known.unwrap_or_else(guessed));
            if let Some(element) = node.cast::<HtmlElement>() {
                dom::set_height_px(&element, px);
            }
            if *drawn && text.0.len() > SHORT_TEXT_BYTES {
                send.emit(Msg::Drawn);
            }
        });
    }
    html! {
        <div class="block" ref={node} data-start={props.range.start.to_string()}>
            if drawn { { view_lines(&props.marks.clone().unwrap_or_else(|| props.seen.marks(&props.range)), props) } }
        </div>
    }
}

fn view_lines(marks: &[DrawnMark], props: &BlockProps) -> Html {
    let spans: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
    let lines = layout::lines(&props.text.0[props.range.clone()]);
    let lines = lines.map(|line| line.start + props.range.start..line.end + props.range.start);
    lines
        .map(|line| view_line(line, &spans, marks, props))
        .collect()
}

/// The height of lines that are not drawn, as the style sheet sets them; the drawn ones have their own.
fn guessed_height_px(text: &str) -> u32 {
    const LINE_HEIGHT_PX: u32 = 35;
    let lines: usize = text.lines().map(|line| line.len() / LINE_BYTES + 1).sum();
    lines as u32 * LINE_HEIGHT_PX
}

fn view_line(line: Range<usize>, spans: &[Span], marks: &[DrawnMark], props: &BlockProps) -> Html {
    let start = line.start;
    let headline = props.headline == Some(start);
    html! {
        <div class="line" key={start} dir="auto" data-start={start.to_string()} data-headline={headline.to_string()}
            role={headline.then_some("heading")} aria-level={headline.then_some("1")}>
            { for layout::runs(&props.text.0, line, spans).iter().map(|run| view_run(run, marks, props)) }
        </div>
    }
}

/// A run of text inside the marks that cover it, the longest outermost, so that each draws its own line under the words.
fn view_run(run: &Run, marks: &[DrawnMark], props: &BlockProps) -> Html {
    let start = run.bytes.start;
    let text = AttrValue::from(props.text.0[run.bytes.clone()].to_owned());
    let mut covered = run.marks.iter().rev().map(|index| &marks[*index]).zip(0..);
    let Some((innermost, _)) = covered.next() else {
        return html! { <span key={start} data-piece="" data-start={start.to_string()} data-unseen={run.unseen}>{ text }</span> };
    };
    let inside = view_mark(innermost, run, 0, html! { { text } }, props);
    covered.fold(inside, |inside, (mark, above)| {
        view_mark(mark, run, above, inside, props)
    })
}

/// One mark around what is inside it in this run; `above` it lie so many others.
fn view_mark(mark: &DrawnMark, run: &Run, above: usize, inside: Html, props: &BlockProps) -> Html {
    let selected = Some(mark.id) == props.selected;
    let (first, last) = (
        mark.span.start().to_usize() == run.bytes.start,
        mark.span.end().to_usize() == run.bytes.end,
    );
    html! {
        <mark key={run.bytes.start} data-piece={(above == 0).then_some("")} data-start={run.bytes.start.to_string()} data-id={mark.id.to_string()}
            data-label={mark.label.to_string()} data-key={mark.key.clone()} data-state={mark.state} data-last={last.then_some("true")}
            data-unseen={run.unseen.filter(|_| above == 0)} data-selected={selected.then_some("true")} data-above={(above > 0).then(|| above.min(MOST_ABOVE).to_string())}>
            if selected && first { { view_handle(Edge::Start, &props.send) } }
            { inside }
            if selected && last { { view_handle(Edge::End, &props.send) } }
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
