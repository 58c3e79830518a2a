//! What is typed between the key that opens a field and the moment when that field has the keyboard.
//!
//! The page is drawn in slices: where drawing takes longer than a frame, the browser hands over more keys before the new field
//! is there. They belong to the field, not to the article, where they would label marks.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, InputEvent, InputEventInit, KeyboardEvent, KeyboardEventInit};

use crate::dom;

/// The field that stands in for the one that is not there yet.
const ID: &str = "ahead";

/// What was typed before the field was there that it is for.
#[derive(Debug)]
pub struct Ahead {
    text: String,
    /// Keys that type nothing, each followed by a blank.
    keys: String,
}

/// Keeps what is typed from now on, until [`focus`](crate::dom::focus) gives the keyboard to something.
pub fn begin() {
    take();
    let made = dom::document()
        .and_then(|document| Some((document.body()?, document.create_element("input").ok()?)));
    let Some((body, Ok(field))) =
        made.map(|(body, made)| (body, made.dyn_into::<HtmlInputElement>()))
    else {
        return;
    };
    field.set_id(ID);
    field.set_class_name("unseen");
    field.set_tab_index(-1);
    if body.append_child(&field).is_ok() {
        field.focus().ok();
    }
}

/// Keeps a key that types nothing, when it is for a field that is not there yet.
pub fn press(event: &KeyboardEvent) {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field.filter(|field| field.id() == ID) else {
        return;
    };
    let key = event.key();
    if ["Enter", "ArrowDown", "ArrowUp", "Tab"].contains(&key.as_str()) {
        event.prevent_default();
        let kept = field.dataset().get("keys").unwrap_or_default();
        field.dataset().set("keys", &format!("{kept}{key} ")).ok();
    }
}

/// Takes what was typed ahead, if anything was.
pub fn take() -> Option<Ahead> {
    let element = dom::document()?.get_element_by_id(ID)?;
    let field = element.dyn_into::<HtmlInputElement>().ok()?;
    field.remove();
    Some(Ahead {
        text: field.value(),
        keys: field.dataset().get("keys").unwrap_or_default(),
    })
}

impl Ahead {
    /// Types it into the field that it was for.
    pub fn type_into(&self, field: &HtmlInputElement) {
        if !self.text.is_empty() {
            field.set_value(&self.text);
            let init = InputEventInit::new();
            init.set_bubbles(true);
            let event = InputEvent::new_with_event_init_dict("input", &init);
            event.map(|event| field.dispatch_event(&event)).ok();
        }
        for key in self.keys.split_whitespace() {
            let init = KeyboardEventInit::new();
            init.set_bubbles(true);
            init.set_cancelable(true);
            init.set_key(key);
            let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init);
            event.map(|event| field.dispatch_event(&event)).ok();
        }
    }
}
