//! The pointer over the text: what it is, what it selects on its way, and the handles that it drags.

use std::cell::Cell;
use std::rc::Rc;

use dateline_annotation::boundary::Edge;
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use wasm_bindgen::JsCast;
use web_sys::{Document, Event, PointerEvent};
use yew::Context;

use crate::app::{App, Msg};
use crate::dom;

/// How near the upper or lower edge of the article a dragged handle scrolls it, in CSS pixels.
const EDGE_PX: i32 = 56;
/// How often it then scrolls.
const SCROLL_EVERY_MS: u32 = 16;

/// What the pointer does at the moment.
#[derive(Debug, Default)]
pub struct Pointer {
    touch: Cell<bool>,
    down: Cell<bool>,
    alt: Cell<bool>,
}

/// Hears how text is selected: on its way, and, by touch, at its end, of which no other event tells.
pub fn listen(ctx: &Context<App>, document: &Document) -> Vec<EventListener> {
    let pointer = Rc::new(Pointer::default());
    let note = |kind: &'static str, act: fn(&Pointer, &PointerEvent)| {
        let pointer = pointer.clone();
        EventListener::new(document, kind, move |event: &Event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                pointer.alt.set(event.alt_key());
                act(&pointer, event);
            }
        })
    };
    let link = ctx.link().clone();
    let heard = pointer.clone();
    let selected = EventListener::new(document, "selectionchange", move |_| {
        let exact = heard.alt.get();
        if heard.touch.get() && dom::has_selection() {
            link.send_message(Msg::TouchSelected);
        } else if heard.down.get() && !heard.touch.get() {
            link.send_message(Msg::Preview { exact });
        }
    });
    vec![
        note("pointerdown", |pointer, event| {
            pointer.touch.set(event.pointer_type() == "touch");
            pointer.down.set(true);
        }),
        note("pointermove", |_, _| {}),
        note("pointerup", |pointer, _| pointer.down.set(false)),
        note("pointercancel", |pointer, _| pointer.down.set(false)),
        selected,
    ]
}

/// A handle that is being dragged, and what listens while it is.
pub struct Drag {
    /// Which edge.
    pub edge: Edge,
    last: Option<(i32, i32, bool)>,
    given_up: bool,
    _listeners: Option<[EventListener; 3]>,
    _clock: Interval,
}

impl Drag {
    /// A drag that has just begun.
    pub fn of(edge: Edge, ctx: &Context<App>) -> Self {
        let link = ctx.link().clone();
        Self {
            edge,
            last: None,
            given_up: false,
            _listeners: listen_to_drag(ctx),
            _clock: Interval::new(SCROLL_EVERY_MS, move || link.send_message(Msg::DragOn)),
        }
    }

    /// Notes where the pointer is; `false` when the drag was given up.
    pub fn moved(&mut self, x: i32, y: i32, exact: bool) -> bool {
        self.last = Some((x, y, exact)).filter(|_| !self.given_up);
        !self.given_up
    }

    /// Gives the drag up, while the handle is still held; `false` when it was before.
    pub fn give_up(&mut self) -> bool {
        self.last = None;
        !std::mem::replace(&mut self.given_up, true)
    }

    /// Scrolls when the pointer is at the upper or lower edge of the article, and says where it then is.
    pub fn scroll(&self) -> Option<(i32, i32, bool)> {
        let (x, y, exact) = self.last?;
        let port = dom::reader_box()?;
        let (above, below) = (
            port.top() as i32 + EDGE_PX - y,
            y - (port.bottom() as i32 - EDGE_PX),
        );
        let pixels = match (above, below) {
            (above, _) if above > 0 => -above / 3 - 1,
            (_, below) if below > 0 => below / 3 + 1,
            _ => return None,
        };
        dom::scroll_by(pixels);
        Some((x, y, exact))
    }
}

fn listen_to_drag(ctx: &Context<App>) -> Option<[EventListener; 3]> {
    let window = web_sys::window()?;
    let link = ctx.link().clone();
    let moved = EventListener::new(&window, "pointermove", move |event| {
        if let Some(event) = event.dyn_ref::<PointerEvent>() {
            let exact = event.alt_key();
            link.send_message(Msg::DragTo {
                x: event.client_x(),
                y: event.client_y(),
                exact,
            });
        }
    });
    let end = |kind| {
        let link = ctx.link().clone();
        EventListener::once(&window, kind, move |_| link.send_message(Msg::DragEnd))
    };
    Some([moved, end("pointerup"), end("pointercancel")])
}
