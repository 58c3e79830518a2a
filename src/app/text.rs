//! What is done in the text, as far as it needs to know where things stand on the screen.

use dateline_annotation::boundary::{Direction, Step};
use dateline_annotation::{AnnotationId, ArticleId, Span};
use gloo::timers::callback::Timeout;
use yew::Context;

use super::{App, Msg, Panel};
use crate::keys::Command;
use crate::pointer::Drag;
use crate::session::{Caret, Find};
use crate::{dom, overlay};

/// How long a selection by touch must stay as it is to count as made.
const TOUCH_ENDS_AFTER_MS: u32 = 350;

impl App {
    pub(super) fn click(&mut self, x: i32, y: i32, marks: &[AnnotationId]) {
        if self.dropped.is_some() {
            return;
        }
        let text = self.session.article().map(|article| article.text.clone());
        let at = text.and_then(|text| dom::offset_at(&text, x, y));
        self.session.click(at, marks);
    }

    pub(super) fn visit(&mut self, article: ArticleId, mark: AnnotationId) {
        if self.session.article().is_none_or(|open| open.id != article) {
            self.open(article);
        }
        self.session.select(Some(mark));
        self.after_render.scroll = None;
        self.after_render.reveal = true;
    }

    /// Does what concerns the text, and gives the keyboard to what it opens.
    pub(super) fn run_on_text(&mut self, command: Command) {
        let focus = match command {
            Command::Find => Some("find"),
            Command::MarkAlike | Command::DeleteAlike | Command::ConfirmSure => Some("together"),
            Command::ApplyTogether => Some("reader"),
            _ => None,
        };
        self.session.run(command, AnnotationId::new(dom::random()));
        self.after_render.focus = focus.or(self.after_render.focus);
    }

    pub(super) fn panel_shown(&self) -> Option<Panel> {
        let gathering = self.session.together().map(|_| Panel::Marks);
        gathering.or(self.panel)
    }

    // ---- scrolling ----

    pub(super) fn leave_article(&mut self) {
        if let Some(article) = self.session.article() {
            self.scrolls.insert(article.id, dom::scroll());
        }
    }

    pub(super) fn enter_article(&mut self) {
        let known = self
            .session
            .article()
            .and_then(|article| self.scrolls.get(&article.id));
        self.after_render.scroll = Some(known.copied().unwrap_or_default());
    }

    // ---- selecting by pointer ----

    pub(super) fn select_text(&mut self, exact: bool, by_touch: bool) {
        self.touch_timer = None;
        let selection = self.browser_selection();
        if let Some(caret) = selection.filter(|caret| self.session.caret() != Some(*caret)) {
            self.session.select_text(caret.anchor, caret.focus, exact);
            self.touched = by_touch;
            self.after_render.selection = true;
        }
    }

    fn browser_selection(&self) -> Option<Caret> {
        let text = &self.session.article()?.text;
        dom::selection(text).filter(|caret| caret.span().is_some())
    }

    /// Shows what the selection will be when the pointer is let go.
    pub(super) fn preview(&self, exact: bool) -> bool {
        let span = self
            .browser_selection()
            .and_then(|caret| self.session.preview(caret.anchor, caret.focus, exact));
        self.highlight("preview", span.as_slice());
        false
    }

    /// No event says that a finger is done selecting: it is when the selection stays as it is.
    pub(super) fn wait_for_touch(&mut self, ctx: &Context<Self>) -> bool {
        let link = ctx.link().clone();
        self.touch_timer = Some(Timeout::new(TOUCH_ENDS_AFTER_MS, move || {
            link.send_message(Msg::SelectText {
                exact: false,
                by_touch: true,
            });
        }));
        false
    }

    pub(super) fn drag_to(&mut self, x: i32, y: i32, exact: bool) {
        let (Some(drag), Some(article)) = (&mut self.drag, self.session.article()) else {
            return;
        };
        if !drag.moved(x, y, exact) {
            return;
        }
        let step = if exact { Step::Character } else { Step::Word };
        if let Some(to) = dom::offset_at(&article.text, x, y) {
            self.session.drag_edge(drag.edge, to, step);
        }
    }

    /// Ends a drag; the click that the browser makes of it, before anything else, is none.
    pub(super) fn drop_handle(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        self.drag = None;
        self.dropped = Some(Timeout::new(0, move || link.send_message(Msg::Dropped)));
        self.session.end_gesture();
    }

    pub(super) fn drag_on(&mut self) -> bool {
        let scrolled = self.drag.as_ref().and_then(Drag::scroll);
        if let Some((x, y, exact)) = scrolled {
            self.drag_to(x, y, exact);
        }
        scrolled.is_some()
    }

    pub(super) fn move_line(&mut self, direction: Direction, end: bool, extend: bool) {
        let (Some(article), Some(caret)) = (self.session.article(), self.session.caret()) else {
            return;
        };
        let to = dom::line_beside(&article.text, caret.focus, direction, end);
        self.after_render.selection = true;
        if let Some(to) = to {
            self.session.caret_to(to, extend);
        }
    }

    // ---- what lies over the text ----

    fn highlight(&self, name: &str, spans: &[Span]) {
        if let Some(article) = self.session.article() {
            overlay::highlight(name, &article.text, spans);
        }
    }

    /// A block that was drawn may hold hits of the search.
    pub(super) fn drawn(&self) -> bool {
        if self.session.finding().is_some() {
            self.highlight_found();
        }
        false
    }

    fn highlight_found(&self) {
        let find = self.session.finding();
        let hits = find.map(|find| find.hits.as_slice()).unwrap_or_default();
        self.highlight("found", hits);
        self.highlight("found-now", find.and_then(Find::current).as_slice());
    }

    /// Brings the browser's selection, the highlights and the popover in line with the session.
    pub(super) fn show_on_text(&mut self, selection: bool, reveal: bool) {
        let caret = self.session.caret();
        let Some(article) = self.session.article() else {
            return;
        };
        let text = &*article.text;
        // While words are typed that are looked for, the selection stays with their field.
        let kept = self.touched || self.drag.is_some() || self.session.finding().is_some();
        if selection && !kept {
            dom::show_selection(text, caret);
        }
        let selected = caret.and_then(Caret::span);
        let touched = selected.filter(|_| self.touched);
        overlay::highlight("preview", text, touched.as_slice());
        overlay::highlight("place", text, self.session.word().as_slice());
        self.highlight_found();
        let mark = self.session.selected();
        if reveal {
            match self.session.finding().and_then(Find::current) {
                Some(hit) => dom::reveal_span(text, hit),
                None => dom::reveal(mark.map(|mark| mark.id.to_string()).as_deref()),
            }
        }
        let at = selected
            .or(mark.map(|mark| mark.span))
            .or(self.session.word());
        overlay::place_popover(text, at);
    }
}
