//! What is heard from the browser, as messages to the app: keys, paste, drop, drag, other tabs.

use std::cell::RefCell;
use std::rc::Rc;

use dateline_annotation::LabelSet;
use dateline_store::Key;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, MouseEvent, StorageEvent};
use yew::Context;

use crate::app::{App, Msg};
use crate::keys::{self, Command, Mode, Press};
use crate::locale::Words;
use crate::{ahead, dom, files, pointer};

/// What is heard anywhere on the page for as long as it is open.
pub fn listen(ctx: &Context<App>, keymap: &Rc<RefCell<Keymap>>) -> Vec<EventListener> {
    let (Some(window), Some(document)) = (web_sys::window(), dom::document()) else {
        return Vec::new();
    };
    let on =
        |target: &web_sys::EventTarget, kind: &'static str, hear: fn(&Event) -> Option<Msg>| {
            let link = ctx.link().clone();
            EventListener::new_with_options(
                target,
                kind,
                EventListenerOptions::enable_prevent_default(),
                move |event| {
                    if let Some(msg) = hear(event) {
                        link.send_message(msg);
                    }
                },
            )
        };
    let mut heard = pointer::listen(ctx, &document);
    heard.extend([
        listen_to_keys(ctx, &document, keymap.clone()),
        listen_to_leaving(&window, keymap.clone()),
        // A click on a button leaves the keyboard with the article.
        on(&document, "mousedown", |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            if target.is_some_and(|target| target.closest("button").ok().flatten().is_some()) {
                event.prevent_default();
            }
            None
        }),
        on(&document, "paste", pasted),
        on(&document, "mouseup", released),
        on(&window, "dragover", |event| Some(dragged_over(event))),
        on(&window, "dragleave", |event| {
            is_outside(event).then_some(Msg::Hover(false))
        }),
        on(&window, "drop", dropped),
        on(&window, "pagehide", |_| {
            // What is being typed into a field counts once the field is left.
            dom::leave_field();
            Some(Msg::Save)
        }),
        on(&document, "visibilitychange", |_| Some(Msg::Save)),
        on(&window, "storage", stored),
        on(&window, "resize", |_| Some(Msg::Resized)),
    ]);
    heard
}

/// What a key means at the moment.
#[derive(Debug)]
pub struct Keymap {
    /// What is selected.
    pub mode: Mode,
    /// Whether the browser refuses to store what is on screen.
    pub unsaved: bool,
    /// The labels, each with its key.
    pub labels: LabelSet,
    /// The language of the page.
    pub words: Words,
}

fn listen_to_keys(
    ctx: &Context<App>,
    document: &web_sys::Document,
    keymap: Rc<RefCell<Keymap>>,
) -> EventListener {
    let link = ctx.link().clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(document, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let keymap = keymap.borrow();
        let Some(command) = pressed(event, &keymap) else {
            return ahead::press(event);
        };
        event.prevent_default();
        if let Some(field) = command.field() {
            ahead::begin(&keymap.words.text(field));
        }
        link.send_message(Msg::Run(command));
    })
}

/// Has the browser ask before the page is closed with work in it that is not stored.
fn listen_to_leaving(window: &web_sys::Window, keymap: Rc<RefCell<Keymap>>) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(window, "beforeunload", options, move |event| {
        if keymap.borrow().unsaved {
            event.prevent_default();
        }
    })
}

/// The command of a pressed key, unless the key belongs to the field or button that has the focus.
fn pressed(event: &KeyboardEvent, keymap: &Keymap) -> Option<Command> {
    let target = event.target();
    let key = event.key();
    let element = target
        .as_ref()
        .and_then(|target| target.dyn_ref::<web_sys::Element>());
    let on_button = element
        .is_some_and(|element| ["BUTTON", "SUMMARY", "A"].contains(&element.tag_name().as_str()));
    if event.is_composing()
        || (dom::is_typing(target.as_ref()) && key != "Escape")
        || (on_button && (key == "Enter" || key == " "))
    {
        return None;
    }
    let control = event.ctrl_key() || event.meta_key();
    // AltGr types a character on many keyboards and looks like Control and Alt held together.
    let alt = event.alt_key() && !control;
    let press = Press {
        key: &key,
        control: control && !event.alt_key(),
        shift: event.shift_key(),
        alt,
    };
    keys::command(press, keymap.mode, &keymap.labels)
}

fn pasted(event: &Event) -> Option<Msg> {
    let event = event.dyn_ref::<web_sys::ClipboardEvent>()?;
    // A paste into the empty field is the article; one into a text that is being typed is part of that.
    let into_paste_area = |target: &web_sys::EventTarget| {
        let area = target.dyn_ref::<web_sys::HtmlTextAreaElement>();
        area.is_some_and(|area| area.id() == "paste" && area.value().is_empty())
    };
    let target = event.target();
    if dom::is_typing(target.as_ref()) && !target.as_ref().is_some_and(into_paste_area) {
        return None;
    }
    let data = event.clipboard_data()?;
    let files = data
        .files()
        .map(|list| files::list(&list))
        .filter(|files| !files.is_empty());
    let text = data.get_data("text/plain").unwrap_or_default();
    let html = data.get_data("text/html").unwrap_or_default();
    let msg = match (text.is_empty(), html.is_empty()) {
        (true, _) => Msg::AddFiles(files?),
        (false, true) => Msg::AddText(text),
        (false, false) => Msg::AddCopied { html, text },
    };
    event.prevent_default();
    Some(msg)
}

/// The end of a drag over the text; whether anything is selected shows when it is looked up.
fn released(event: &Event) -> Option<Msg> {
    let event = event.dyn_ref::<MouseEvent>()?;
    dom::has_selection().then_some(Msg::SelectText {
        exact: event.alt_key(),
        by_touch: false,
    })
}

fn dragged_over(event: &Event) -> Msg {
    event.prevent_default();
    Msg::Hover(true)
}

/// A pointer that leaves the window enters nothing.
fn is_outside(event: &Event) -> bool {
    event
        .dyn_ref::<web_sys::DragEvent>()
        .is_some_and(|event| event.related_target().is_none())
}

fn dropped(event: &Event) -> Option<Msg> {
    event.prevent_default();
    let data = event.dyn_ref::<web_sys::DragEvent>()?.data_transfer()?;
    if let Some(entries) = files::entries(&data) {
        return Some(Msg::AddEntries(entries));
    }
    let files = data
        .files()
        .map(|list| files::list(&list))
        .unwrap_or_default();
    if files.is_empty() {
        let text = data.get_data("text/plain").unwrap_or_default();
        return Some(if text.is_empty() {
            Msg::Hover(false)
        } else {
            Msg::AddText(text)
        });
    }
    Some(Msg::AddFiles(files))
}

fn stored(event: &Event) -> Option<Msg> {
    let name = event.dyn_ref::<StorageEvent>()?.key()?;
    let article = name.parse::<Key>().ok()?.article();
    article.map(Msg::OtherTab)
}
