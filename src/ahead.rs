//! What is typed between the key that opens a field and the moment when that field has the keyboard.
//!
//! The page is drawn in slices: where drawing takes longer than a frame, the browser hands over more keys before the new field
//! is there. They belong to the field, not to the article, where they would label marks. A stand-in takes them.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{
    FocusOptions, HtmlElement, HtmlInputElement, InputEvent, InputEventInit, KeyboardEvent,
    KeyboardEventInit,
};

use crate::dom;

/// The stand-in.
const ID: &str = "ahead";

thread_local! {
    static TYPED: RefCell<Ahead> = RefCell::default();
}

/// What was typed before the field was there that it is for.
#[derive(Debug, Default)]
pub struct Ahead {
    /// What had the keyboard before.
    before: Option<HtmlElement>,
    /// Keys that type nothing, with what had been typed when they came.
    keys: Vec<Key>,
    text: String,
}

#[derive(Debug)]
struct Key {
    name: String,
    shift: bool,
    typed: String,
}

/// Gives the keyboard to a stand-in for a field of this name, until [`focus`](crate::dom::focus) gives it to something
/// else. What is typed in the middle of a composition stays as far as it was.
pub fn begin(name: &str) {
    take();
    let Some((body, field)) = dom::document().and_then(|document| {
        let field = document.create_element("input").ok()?;
        Some((document.body()?, field.dyn_into::<HtmlInputElement>().ok()?))
    }) else {
        return;
    };
    field.set_id(ID);
    field.set_tab_index(-1);
    for (attribute, value) in [
        ("aria-label", name),
        ("autocomplete", "off"),
        ("spellcheck", "false"),
    ] {
        field.set_attribute(attribute, value).ok();
    }
    let before = dom::focused().and_then(|element| element.dyn_into().ok());
    TYPED.replace(Ahead {
        before,
        ..Ahead::default()
    });
    if body.append_child(&field).is_ok() {
        let still = FocusOptions::new();
        still.set_prevent_scroll(true);
        field.focus_with_options(&still).ok();
    }
}

/// Keeps a key that types nothing, when it is for a field that is not there yet.
pub fn press(event: &KeyboardEvent) {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field.filter(|field| field.id() == ID && !event.is_composing()) else {
        return;
    };
    let name = event.key();
    match name.as_str() {
        "Tab" => event.prevent_default(),
        "Enter" | "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            let (shift, typed) = (event.shift_key(), field.value());
            TYPED.with_borrow_mut(|ahead| ahead.keys.push(Key { name, shift, typed }));
        }
        _ => {}
    }
}

/// Takes the stand-in away; gives what was typed into it, if it was there.
pub fn take() -> Option<Ahead> {
    let element = dom::document()?.get_element_by_id(ID)?;
    let field = element.dyn_into::<HtmlInputElement>().ok()?;
    field.remove();
    let text = field.value();
    Some(Ahead {
        text,
        ..TYPED.take()
    })
}

impl Ahead {
    /// Types it into the field that it was for, in the order in which it was typed.
    pub fn type_into(self, field: &HtmlInputElement) {
        for Key { name, shift, typed } in &self.keys {
            write(field, typed);
            let init = KeyboardEventInit::new();
            init.set_bubbles(true);
            init.set_cancelable(true);
            init.set_key(name);
            init.set_shift_key(*shift);
            let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init);
            event.map(|event| field.dispatch_event(&event)).ok();
        }
        write(field, &self.text);
    }

    /// Gives the keyboard back to what had it before, since there is no field.
    pub fn give_up(self) {
        self.before.map(|element| element.focus());
    }
}

/// Writes as if it were typed; an empty text leaves what stands in the field.
fn write(field: &HtmlInputElement, text: &str) {
    if text.is_empty() || field.value() == text {
        return;
    }
    field.set_value(text);
    let init = InputEventInit::new();
    init.set_bubbles(true);
    let event = InputEvent::new_with_event_init_dict("input", &init);
    event.map(|event| field.dispatch_event(&event)).ok();
}
