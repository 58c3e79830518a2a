//! Between places in the text and places on the screen.
//!
//! Each piece of shown text stands in an element with `data-start`, the byte at which it starts, and
//! the elements' text joined is the article's text. The browser counts in UTF-16 units; this module is
//! the only place that converts.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use dateline_annotation::boundary::Direction;
use dateline_annotation::{ByteOffset, LabelDefinition, LabelSet, Language, Span, Utf16Offset};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CssStyleSheet, Document, DomRect, Element, HtmlElement, HtmlInputElement, IntersectionObserver,
    IntersectionObserverEntry, IntersectionObserverInit, Node, NodeList, Range, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition, Selection,
};

use crate::ahead;
use crate::locale::{self, Words};
use crate::session::Caret;
use crate::storage;

/// The page's document.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element that shows the article's text.
fn container() -> Option<Element> {
    document()?.get_element_by_id("text")
}

/// What is selected in the article's text; `None` when the selection is elsewhere.
pub fn selection(text: &str) -> Option<Caret> {
    let selection = browser_selection()?;
    let anchor = offset(text, &selection.anchor_node()?, selection.anchor_offset())?;
    let focus = offset(text, &selection.focus_node()?, selection.focus_offset())?;
    Some(Caret { anchor, focus })
}

/// Whether the browser has a stretch of text selected anywhere.
pub fn has_selection() -> bool {
    browser_selection().is_some_and(|selection| !selection.is_collapsed())
}

fn browser_selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok().flatten()
}

/// Shows a selection of the session as the browser's own.
pub fn show_selection(text: &str, caret: Option<Caret>) {
    let Some(selection) = browser_selection() else {
        return;
    };
    let Some(caret) = caret else {
        if container().is_some_and(|text| {
            selection
                .anchor_node()
                .is_some_and(|node| text.contains(Some(&node)))
        }) {
            selection.remove_all_ranges().ok();
        }
        return;
    };
    if let (Some((anchor, at)), Some((focus, to))) =
        (place(text, caret.anchor), place(text, caret.focus))
    {
        selection.set_base_and_extent(&anchor, at, &focus, to).ok();
    }
}

/// The place in the text under a point of the window, in CSS pixels; `None` when there is none.
#[expect(
    clippy::cast_precision_loss,
    reason = "no window is 16 million pixels wide"
)]
pub fn offset_at(text: &str, x: i32, y: i32) -> Option<ByteOffset> {
    let (document, x, y) = (document()?, x as f32, y as f32);
    if js_sys::Reflect::has(&document, &"caretPositionFromPoint".into()).unwrap_or(false) {
        let position = document.caret_position_from_point(x, y)?;
        return offset(text, &position.offset_node()?, position.offset());
    }
    let range = caret_range_from_point(&document, x, y)?;
    offset(
        text,
        &range.start_container().ok()?,
        range.start_offset().ok()?,
    )
}

/// `WebKit`'s own name for the caret under a point.
fn caret_range_from_point(document: &Document, x: f32, y: f32) -> Option<web_sys::Range> {
    let function = js_sys::Reflect::get(document, &"caretRangeFromPoint".into()).ok()?;
    let function: js_sys::Function = function.dyn_into().ok()?;
    function
        .call2(document, &x.into(), &y.into())
        .ok()?
        .dyn_into()
        .ok()
}

/// The byte at a place of the document: the start of the piece it is in, and what the browser says lies between.
fn offset(text: &str, node: &Node, at: u32) -> Option<ByteOffset> {
    let element = node
        .dyn_ref::<Element>()
        .cloned()
        .or_else(|| node.parent_element())?;
    let piece = element.closest("[data-start]").ok().flatten()?;
    if !container()?.contains(Some(&piece)) {
        return None;
    }
    let start: usize = piece.get_attribute("data-start")?.parse().ok()?;
    let range = document()?.create_range().ok()?;
    range.set_start(&piece, 0).ok()?;
    range.set_end(node, at).ok()?;
    let units = range.to_string().length();
    let rest = text.get(start..)?;
    let inside = dateline_annotation::span::utf16_prefix(rest, Utf16Offset::new(units));
    Some(ByteOffset::from_usize(start + inside))
}

/// The text node that shows a byte, and the UTF-16 units before it there; `None` where the text is not drawn.
fn place(text: &str, offset: ByteOffset) -> Option<(Node, u32)> {
    let container = container()?;
    let blocks = container.query_selector_all(":scope > .block").ok()?;
    // A block begins with its first piece: a place at its end is one at the end of its last piece.
    let inside = match last_before(&blocks, offset) {
        Some((block, _)) => block,
        None => container,
    };
    let (piece, start) = last_before(&inside.query_selector_all("[data-piece]").ok()?, offset)?;
    let children = piece.child_nodes();
    let node = (0..children.length())
        .filter_map(|n| children.get(n))
        .find(|n| n.node_type() == Node::TEXT_NODE)?;
    let units = text.get(start..offset.to_usize())?.encode_utf16().count();
    Some((node, units as u32))
}

/// Of elements in the order of the text, the last that starts before a byte, or the first; and where it starts.
fn last_before(elements: &NodeList, offset: ByteOffset) -> Option<(Element, usize)> {
    let element = |index: u32| -> Option<(Element, usize)> {
        let element: Element = elements.get(index)?.dyn_into().ok()?;
        let start = element.get_attribute("data-start")?.parse().ok()?;
        Some((element, start))
    };
    let (mut low, mut high) = (0, elements.length());
    while high - low > 1 {
        let middle = u32::midpoint(low, high);
        if element(middle)?.1 < offset.to_usize() {
            low = middle;
        } else {
            high = middle;
        }
    }
    element(low)
}

/// The range of the document that shows a span; `None` where the text is not drawn.
pub fn range(text: &str, span: Span) -> Option<Range> {
    let (start, end) = (place(text, span.start())?, place(text, span.end())?);
    let range = document()?.create_range().ok()?;
    range.set_start(&start.0, start.1).ok()?;
    range.set_end(&end.0, end.1).ok()?;
    Some(range)
}

/// The place a line above or below another, or at an end of its line, as the lines fall on the screen.
///
/// The browser's own selection is moved to find it.
pub fn line_beside(
    text: &str,
    from: ByteOffset,
    direction: Direction,
    end: bool,
) -> Option<ByteOffset> {
    let selection = browser_selection()?;
    let (node, at) = place(text, from)?;
    selection.collapse_with_offset(Some(&node), at).ok()?;
    let way = match direction {
        Direction::Earlier => "backward",
        Direction::Later => "forward",
    };
    let unit = if end { "lineboundary" } else { "line" };
    selection.modify("move", way, unit).ok()?;
    offset(text, &selection.focus_node()?, selection.focus_offset())
}

/// Lets go of what the browser has selected.
pub fn clear_selection() {
    if let Some(selection) = browser_selection() {
        selection.remove_all_ranges().ok();
    }
}

/// Scrolls so that a span of the text can be seen, where it is drawn.
pub fn reveal_span(text: &str, span: Span) {
    let element = range(text, span)
        .and_then(|range| range.start_container().ok())
        .and_then(|node| node.parent_element());
    if let Some(element) = element {
        scroll_to(&element);
    }
}

/// Where the article is shown on the screen, in CSS pixels of the window: left, top, right, bottom.
pub fn reader_box() -> Option<DomRect> {
    Some(reader()?.get_bounding_client_rect())
}

/// Scrolls the article by so many CSS pixels.
pub fn scroll_by(pixels: i32) {
    if let Some(reader) = reader() {
        reader.set_scroll_top(reader.scroll_top() + pixels);
    }
}

/// Scrolls so that the mark of this identifier, or the selection, can be seen.
pub fn reveal(mark: Option<&str>) {
    let element = match mark {
        Some(id) => document().and_then(|d| {
            d.query_selector(&format!("[data-id='{id}']"))
                .ok()
                .flatten()
        }),
        None => browser_selection()
            .and_then(|s| s.focus_node())
            .and_then(|node| node.parent_element()),
    };
    if let Some(element) = element {
        scroll_to(&element);
    }
}

/// Scrolls so that an element of the page can be seen.
pub fn show(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        scroll_to(&element);
    }
}

fn scroll_to(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Auto);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether something was typed into the field of this identifier.
pub fn has_text(id: &str) -> bool {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let area = element.and_then(|element| element.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    area.is_some_and(|area| !area.value().is_empty())
}

/// How far the article is scrolled, in CSS pixels.
pub fn scroll() -> f64 {
    reader().map_or(0.0, |reader| f64::from(reader.scroll_top()))
}

/// Scrolls the article to a place.
pub fn set_scroll(top: f64) {
    if let Some(reader) = reader() {
        reader.set_scroll_top(top as i32);
    }
}

fn reader() -> Option<Element> {
    document()?.get_element_by_id("reader")
}

/// Gives an element a height, in CSS pixels, or that of what is in it. A `style` attribute would be refused by the
/// page's policy.
pub fn set_height_px(element: &HtmlElement, height_px: Option<u32>) {
    let style = element.style();
    match height_px {
        Some(height) => style.set_property("height", &format!("{height}px")).ok(),
        None => style.remove_property("height").ok().map(|_| ()),
    };
}

/// Has the style sheet use a theme.
pub fn set_theme(name: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        root.set_attribute("data-theme", name).ok();
    }
}

/// Says of the blocks of a text whether the reader has scrolled to within two screens of them: one watch for all, since
/// each costs the browser something whenever anything moves.
///
/// What is seen, or within a screen of that, is told at once; of the rest one block that came near and one that is far
/// now are told each frame, so that no frame has to draw several.
#[derive(Default)]
pub struct Nearness {
    watch: OnceCell<Option<Watch>>,
    watched: Rc<RefCell<Watched>>,
}

#[derive(Default)]
struct Watched {
    /// The blocks by where they start, and who is told whether one is near, with its height in CSS pixels.
    told: BTreeMap<usize, (Element, Told)>,
    waiting: BTreeMap<usize, Standing>,
}

type Told = Rc<dyn Fn(bool, u32)>;

impl Watched {
    /// Takes the next of those that wait to be told that they are near, or that they are not.
    fn next(&mut self, near: bool) -> Option<(usize, Standing)> {
        let mut fitting = self.waiting.iter().filter(|(_, it)| it.near == near);
        let start = *fitting.next()?.0;
        self.waiting.remove_entry(&start)
    }
}

/// How a block stands to what is seen.
#[derive(Clone, Copy)]
struct Standing {
    near: bool,
    height_px: u32,
}

struct Watch {
    observer: IntersectionObserver,
    _seen: Closure<dyn FnMut(js_sys::Array)>,
}

impl std::fmt::Debug for Nearness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let watched = self.watched.borrow();
        f.debug_set().entries(watched.told.keys()).finish()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Nearness {
    /// Tells of the block that starts at `start`, which its `data-start` says too, soon and whenever it changes; never
    /// where the browser can't watch.
    pub fn watch(&self, start: usize, block: &Element, tell: impl Fn(bool, u32) + 'static) {
        let watch = self.watch.get_or_init(|| Watch::new(self.watched.clone()));
        let told = (block.clone(), Rc::new(tell) as Told);
        self.watched.borrow_mut().told.insert(start, told);
        if let Some(watch) = watch {
            watch.observer.observe(block);
        }
    }

    /// Tells no more of a block.
    pub fn leave(&self, start: usize, block: &Element) {
        if let Some(Some(watch)) = self.watch.get() {
            watch.observer.unobserve(block);
        }
        let told = &mut self.watched.borrow_mut().told;
        if told.get(&start).is_some_and(|(known, _)| known == block) {
            told.remove(&start);
        }
    }
}

impl Watch {
    fn new(watched: Rc<RefCell<Watched>>) -> Option<Self> {
        let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let idle = watched.borrow().waiting.is_empty();
            for entry in entries.iter() {
                hear(&watched, &entry.unchecked_into());
            }
            if idle && !watched.borrow().waiting.is_empty() {
                tell_next_frame(watched.clone());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root(reader().as_ref());
        options.set_root_margin("200% 0px");
        let observer =
            IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok()?;
        Some(Self {
            observer,
            _seen: seen,
        })
    }
}

/// Tells of a block at once where that matters now, else has it wait.
fn hear(watched: &RefCell<Watched>, entry: &IntersectionObserverEntry) -> Option<()> {
    let start = entry.target().get_attribute("data-start")?.parse().ok()?;
    // Measured by the browser already, so that asking makes it lay nothing out.
    let block = entry.bounding_client_rect();
    let standing = Standing {
        near: entry.is_intersecting(),
        height_px: (block.height().round() as i32).unsigned_abs(),
    };
    // Five screens, the seen one in the middle.
    let at_once = standing.near
        && entry.root_bounds().is_none_or(|bounds| {
            let screen = bounds.height() / 5.0;
            block.bottom() > bounds.top() + screen && block.top() < bounds.bottom() - screen
        });
    if at_once {
        watched.borrow_mut().waiting.remove(&start);
        tell(watched, start, standing);
    } else {
        watched.borrow_mut().waiting.insert(start, standing);
    }
    Some(())
}

fn tell(watched: &RefCell<Watched>, start: usize, standing: Standing) {
    let told = watched.borrow().told.get(&start).cloned();
    if let Some((_, tell)) = told {
        tell(standing.near, standing.height_px);
    }
}

fn tell_next_frame(watched: Rc<RefCell<Watched>>) {
    at_next_frame(move || {
        for near in [true, false] {
            let next = watched.borrow_mut().next(near);
            if let Some((start, standing)) = next {
                tell(&watched, start, standing);
            }
        }
        if !watched.borrow().waiting.is_empty() {
            tell_next_frame(watched);
        }
    });
}

/// Gives an element of the page the keyboard; what stands in a field is then typed over, by what was typed ahead of it.
pub fn focus(id: &str) {
    let ahead = ahead::take();
    let element = document().and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &element {
        if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
            field.select();
        }
        element.focus().ok();
    }
    let Some(ahead) = ahead else {
        return;
    };
    // What is hidden doesn't take it.
    match element.filter(|element| focused().as_ref() == Some(element)) {
        None => ahead.give_up(),
        Some(element) => {
            if let Some(field) = element.dyn_ref() {
                ahead.type_into(field);
            }
        }
    }
}

/// What has the keyboard.
pub fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Whether an element of the page is there, and hidden.
pub fn is_invisible(id: &str) -> bool {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let style = element
        .zip(web_sys::window())
        .and_then(|(element, window)| window.get_computed_style(&element).ok().flatten());
    style.is_some_and(|style| {
        style
            .get_property_value("visibility")
            .is_ok_and(|visibility| visibility == "hidden")
    })
}

/// Gives the article the keyboard when nothing else has it, so that it scrolls by keys.
pub fn keep_focus() {
    if focused().is_none_or(|element| element.tag_name() == "BODY") {
        focus("reader");
    }
}

/// Gives the labels their colours: rules of a sheet of its own, since the page's policy allows no style in its elements.
pub fn set_hues(labels: &LabelSet) {
    let rule = |definition: &LabelDefinition| {
        let hue = definition.hue.as_ref()?;
        let ours = LabelSet::default().get(hue)?.label.as_str().to_lowercase();
        let name = definition
            .label
            .as_str()
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace(char::is_control, " ");
        Some(format!(
            "[data-label=\"{name}\"] {{ --hue: var(--{ours}); }}\n"
        ))
    };
    let rules: String = labels.definitions().iter().filter_map(rule).collect();
    if let (Some(document), Ok(sheet)) = (document(), CssStyleSheet::new()) {
        sheet.replace_sync(&rules).ok();
        js_sys::Reflect::set(
            &document,
            &"adoptedStyleSheets".into(),
            &js_sys::Array::of1(&sheet),
        )
        .ok();
    }
}

/// Says to the browser and to screen readers in which language the page speaks.
pub fn set_language(language: Language) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root {
        root.set_attribute("lang", language.code()).ok();
    }
}

/// The language of the page for this browser.
pub fn preferred_language() -> Language {
    let tags = web_sys::window().map(|window| window.navigator().languages());
    let tags: Vec<String> = tags
        .iter()
        .flat_map(|tags| tags.iter())
        .filter_map(|tag| tag.as_string())
        .collect();
    locale::preferred(tags.iter().map(String::as_str))
}

/// Names the page after the open article.
pub fn set_title(title: Option<&str>) {
    if let Some(document) = document() {
        document.set_title(&title.map_or_else(
            || "Dateline".to_owned(),
            |title| format!("{title} · Dateline"),
        ));
    }
}

/// Whether keys are being typed into a field, so that they are no commands.
pub fn is_typing(target: Option<&web_sys::EventTarget>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_ref::<Element>()) else {
        return false;
    };
    ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str())
}

/// Has the browser refuse every request from now on: all of the page's own files are here.
///
/// A second policy can only make the first one, in `index.html`, stricter, and can't be taken back.
pub fn forbid_requests() {
    let meta = document()
        .and_then(|document| Some((document.head()?, document.create_element("meta").ok()?)));
    if let Some((head, meta)) = meta {
        meta.set_attribute("http-equiv", "Content-Security-Policy")
            .ok();
        meta.set_attribute("content", "connect-src 'none'").ok();
        head.append_child(&meta).ok();
    }
}

/// Says that the page has broken, what is safe and what to do: the last thing that a page does that can't go on.
///
/// What was edited up to a second before is in the storage, from which a reload starts.
pub fn confess(problem: &str) {
    web_sys::console::error_1(&problem.into());
    let words = Words::new(storage::looks().language.unwrap_or_else(preferred_language));
    let said = ["page-broke", "recovery-download", "recovery-reload"];
    let said = said.map(|id| JsValue::from(words.text(id)));
    // The view is made by the script that starts the page: it needs nothing of what just broke.
    let show = js_sys::Reflect::get(&js_sys::global(), &"datelineRecovery".into());
    if let Ok(show) = show.and_then(JsCast::dyn_into::<js_sys::Function>) {
        show.call3(&JsValue::NULL, &said[0], &said[1], &said[2])
            .ok();
    }
}

/// Starts the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        window.location().reload().ok();
    }
}

/// Notes a moment in the browser's timeline, for `cargo xtask bench page`.
pub fn note_moment(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        performance.mark(&format!("dateline:{name}")).ok();
    }
}

/// Takes the keyboard from what has it inside an element and gives it to the article; `false` when nothing there has it.
pub fn leave(id: &str) -> bool {
    let Some(document) = document() else {
        return false;
    };
    let (inside, focused) = (document.get_element_by_id(id), document.active_element());
    let held = inside.is_some_and(|inside| inside.contains(focused.as_deref()));
    if held {
        focus("reader");
    }
    held
}

/// Takes the keyboard from the field that has it; `false` when none has.
pub fn leave_field() -> bool {
    let field = focused().filter(|element| is_typing(Some(element)));
    let field = field.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    field.is_some_and(|field| field.blur().is_ok())
}

/// Does something when the browser is about to paint what was rendered.
pub fn at_next_frame(act: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(act);
    if let Some(window) = web_sys::window() {
        window
            .request_animation_frame(callback.unchecked_ref())
            .ok();
    }
}

/// What time it is, in milliseconds since 1970.
#[expect(clippy::cast_sign_loss, reason = "clocks show a time after 1970")]
pub fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// Which day it is where the person is: `2016-11-27`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!(
        "{}-{:02}-{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date()
    )
}

/// A number that no other tab or session has drawn.
pub fn random() -> u64 {
    let mut bytes = [0; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    match crypto.map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes)) {
        Some(Ok(_)) => u64::from_le_bytes(bytes),
        _ => js_sys::Math::random().to_bits(),
    }
}

/// Milliseconds since the page began to load.
pub fn since_load_ms() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// Whether nobody sees the page: it is in the background, or about to close.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Whether the browser keeps what is stored when it runs short of disk; with `ask`, after asking it to.
pub async fn is_persisted(ask: bool) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let storage = window.navigator().storage();
    let answer = if ask {
        storage.persist()
    } else {
        storage.persisted()
    };
    let Ok(answer) = answer else { return false };
    let answer = wasm_bindgen_futures::JsFuture::from(answer).await;
    answer.is_ok_and(|answer| answer.is_truthy())
}

/// How many databases the browser has of this page; 0 where it does not tell.
pub async fn count_databases() -> usize {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let Some(factory) = factory.map(JsValue::from) else {
        return 0;
    };
    let list = js_sys::Reflect::get(&factory, &"databases".into());
    let list = list.and_then(JsCast::dyn_into::<js_sys::Function>);
    let Ok(listed) = list.and_then(|list| list.call0(&factory)) else {
        return 0;
    };
    let listed = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&listed)).await;
    listed.map_or(0, |listed| js_sys::Array::from(&listed).length() as usize)
}
