//! What lies over the text without being part of it: highlights, and the popover at what is selected.

use dateline_annotation::Span;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, HtmlElement};

use crate::dom;

/// The least distance of the popover from what it belongs to, and from the edges of the article, in CSS pixels.
const GAP_PX: f64 = 12.0;

/// Highlights spans of the text under a name that the style sheet knows; none, to take the highlight away.
///
/// What is not drawn is left out. Browsers without the [CSS Custom Highlight API] show nothing.
///
/// [CSS Custom Highlight API]: https://www.w3.org/TR/css-highlight-api-1/
pub fn highlight(name: &str, text: &str, spans: &[Span]) {
    let ranges: Array = spans
        .iter()
        .filter_map(|span| dom::range(text, *span))
        .map(JsValue::from)
        .collect();
    set_highlight(name, &ranges);
}

/// `CSS.highlights.set(name, new Highlight(...ranges))`, where there is such a thing.
fn set_highlight(name: &str, ranges: &Array) -> Option<()> {
    let global = js_sys::global();
    let css = Reflect::get(&global, &"CSS".into()).ok()?;
    let registry = Reflect::get(&css, &"highlights".into()).ok()?;
    if registry.is_undefined() {
        return None;
    }
    if ranges.length() == 0 {
        let delete: Function = Reflect::get(&registry, &"delete".into())
            .ok()?
            .dyn_into()
            .ok()?;
        delete.call1(&registry, &name.into()).ok()?;
        return Some(());
    }
    let class: Function = Reflect::get(&global, &"Highlight".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let highlight = Reflect::construct(&class, ranges).ok()?;
    let set: Function = Reflect::get(&registry, &"set".into())
        .ok()?
        .dyn_into()
        .ok()?;
    set.call2(&registry, &name.into(), &highlight).ok()?;
    Some(())
}

/// Puts the popover above the first line of the selected mark or text, or below its last where there is no room above;
/// never over it. It scrolls with the text, and has no place while what it belongs to is not drawn. On a narrow screen the
/// style sheet docks it at the lower edge of the article, of which it is told.
pub fn place_popover(text: &str, selected: Option<Span>) {
    let popover = element("popover").and_then(|popover| popover.dyn_into::<HtmlElement>().ok());
    let (Some(popover), Some(reader)) = (popover, element("reader")) else {
        return;
    };
    let style = popover.style();
    let Some((first, last)) = selected.and_then(|span| ends(text, span)) else {
        return;
    };
    let (port, size) = (
        reader.get_bounding_client_rect(),
        popover.get_bounding_client_rect(),
    );
    let window = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let dock = window.unwrap_or_default() - port.bottom();
    style.set_property("--dock", &format!("{dock}px")).ok();
    let above = first.top() - size.height() - GAP_PX;
    let top = if above >= port.top() {
        above
    } else {
        last.bottom() + GAP_PX
    };
    // Without the bar that scrolls it.
    let right = port.left() + f64::from(reader.client_left() + reader.client_width());
    let most = (right - GAP_PX - size.width()).max(port.left() + GAP_PX);
    let left = first.left().clamp(port.left() + GAP_PX, most);
    let scrolled = f64::from(reader.scroll_top());
    style
        .set_property(
            "top",
            &format!("{}px", (top - port.top() + scrolled).round()),
        )
        .ok();
    style
        .set_property("left", &format!("{}px", (left - port.left()).round()))
        .ok();
}

/// The boxes of the first and last line of a span.
fn ends(text: &str, span: Span) -> Option<(DomRect, DomRect)> {
    let boxes = dom::range(text, span)?.get_client_rects()?;
    Some((boxes.get(0)?, boxes.get(boxes.length().checked_sub(1)?)?))
}

fn element(id: &str) -> Option<Element> {
    dom::document()?.get_element_by_id(id)
}
