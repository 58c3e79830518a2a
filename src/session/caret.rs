//! Selecting text and places in it, by pointer and by keyboard, and what is done at such a place.

use dateline_annotation::boundary::{self, Direction, Edge, Step};
use dateline_annotation::{Annotation, AnnotationId, ByteOffset, Span, reshape};

use super::{Effect, Session};

/// A stretch of text, or a place in it, that is selected to be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caret {
    /// Where the selection began.
    pub anchor: ByteOffset,
    /// Where it goes to.
    pub focus: ByteOffset,
}

impl Caret {
    /// A selection of a span, made towards its end or towards its start.
    pub fn over(span: Span, forward: bool) -> Self {
        let (start, end) = (span.start(), span.end());
        let (anchor, focus) = if forward { (start, end) } else { (end, start) };
        Self { anchor, focus }
    }

    /// The selected span; `None` when nothing is selected.
    pub fn span(self) -> Option<Span> {
        Span::new(self.anchor.min(self.focus), self.anchor.max(self.focus))
    }
}

impl Session {
    /// Selects text as the pointer does: grown to whole words unless `exact`.
    pub fn select_text(&mut self, anchor: ByteOffset, focus: ByteOffset, exact: bool) {
        let Some(article) = self.article() else {
            return;
        };
        let span = Caret { anchor, focus }
            .span()
            .and_then(|span| span.trimmed(&article.text));
        let snapped = span.map(|span| {
            if exact {
                span
            } else {
                boundary::snap(&article.text, span)
            }
        });
        self.history.seal();
        self.selected = None;
        self.place = None;
        self.caret = snapped.map(|span| Caret::over(span, anchor <= focus));
    }

    /// What [`select_text`](Self::select_text) would select, to be shown while the pointer is still on its way.
    pub fn preview(&self, anchor: ByteOffset, focus: ByteOffset, exact: bool) -> Option<Span> {
        let text = &self.article()?.text;
        let span = Caret { anchor, focus }.span()?.trimmed(text)?;
        Some(if exact {
            span
        } else {
            boundary::snap(text, span)
        })
    }

    /// Takes a click on the text: at a place, on marks from the longest to the shortest.
    ///
    /// Of several marks the longest is selected; each further click on them selects the next one inwards.
    pub fn click(&mut self, at: Option<ByteOffset>, marks: &[AnnotationId]) {
        let known = self
            .selected
            .and_then(|id| marks.iter().position(|mark| *mark == id));
        let next = known.map_or(0, |index| (index + 1) % marks.len());
        self.select(marks.get(next).copied());
        self.place = at;
    }

    /// Where the text was clicked, while nothing else is selected.
    pub fn place_shown(&self) -> Option<ByteOffset> {
        self.place
            .filter(|_| self.selected.is_none() && self.caret.is_none())
    }

    /// The word at the place that was clicked, while nothing else is selected: what a label's key marks.
    pub fn word(&self) -> Option<Span> {
        boundary::word_at(&self.article()?.text, self.place_shown()?)
    }

    /// Starts to select text by keyboard: at the place that was clicked, at the selected mark, else at the start of the text.
    pub(super) fn start_caret(&mut self) {
        let Some(article) = self.article() else {
            return;
        };
        let start = ByteOffset::new(0);
        let at = self
            .selected()
            .map(|mark| mark.span.start())
            .or(self.place)
            .unwrap_or(start);
        let word = boundary::word_at(&article.text, at).or_else(|| {
            let end = boundary::border(&article.text, at, Edge::End, Direction::Later, Step::Word)?;
            Span::new(at, end)?.trimmed(&article.text)
        });
        self.selected = None;
        self.place = None;
        self.caret = word.map(|span| Caret::over(span, true));
        self.effects.push(Effect::Reveal);
    }

    /// Moves the selection to the word at a place of the text, or with `extend` stretches it there.
    pub fn caret_to(&mut self, at: ByteOffset, extend: bool) {
        let (Some(article), Some(caret)) = (self.article(), self.caret) else {
            return;
        };
        let moved = if extend {
            let focus = boundary::word_at(&article.text, at).map_or(at, |word| {
                if at > caret.anchor {
                    word.end()
                } else {
                    word.start()
                }
            });
            Some(Caret { focus, ..caret })
        } else {
            let end =
                || boundary::border(&article.text, at, Edge::End, Direction::Later, Step::Word);
            let word = boundary::word_at(&article.text, at)
                .or_else(|| boundary::word_at(&article.text, end()?));
            word.map(|word| Caret::over(word, true))
        };
        self.set_caret(moved);
    }

    fn set_caret(&mut self, moved: Option<Caret>) {
        if let Some(moved) = moved.filter(|moved| moved.span().is_some()) {
            self.caret = Some(moved);
            self.effects.push(Effect::Reveal);
        }
    }

    /// Joins the selected mark with the next one of its line.
    pub(super) fn join(&mut self) {
        let (Some(article), Some(id)) = (self.article(), self.selected) else {
            return;
        };
        match reshape::join(article, id) {
            Some(edit) => {
                let id = article.id;
                self.make(edit, "joined", None);
                self.ask_value(id);
                self.effects.push(Effect::Reveal);
            }
            None => self.effects.push(Effect::Say("nothing-to-join".into())),
        }
    }

    /// Splits a mark at the caret, at the place that was clicked, or else after its first word.
    pub(super) fn split(&mut self, fresh: AnnotationId) {
        let edit = self.article().and_then(|article| {
            let at = self
                .caret
                .map(|caret| caret.anchor.min(caret.focus))
                .or(self.place);
            let around = |at| {
                let inside = |mark: &&Annotation| {
                    mark.is_visible() && mark.span.start() < at && at < mark.span.end()
                };
                let beside = Span::new(at, ByteOffset::new(at.get() + 1))?;
                article.annotations.overlapping(beside).rfind(inside)
            };
            let mark = self.selected().or_else(|| around(at?))?;
            let within = at.filter(|at| mark.span.start() < *at && *at < mark.span.end());
            let first_word = || {
                boundary::border(
                    &article.text,
                    mark.span.start(),
                    Edge::End,
                    Direction::Later,
                    Step::Word,
                )
            };
            reshape::split(article, mark.id, within.or_else(first_word)?, fresh)
        });
        match edit {
            Some(edit) => {
                self.make(edit, "split", None);
                self.select(Some(fresh));
                self.effects.push(Effect::Reveal);
            }
            None => self.effects.push(Effect::Say("nothing-to-split".into())),
        }
    }

    /// Moves the selection to the next word or character, or with `extend` stretches it there.
    pub(super) fn move_caret(&mut self, direction: Direction, step: Step, extend: bool) {
        let (Some(article), Some(caret)) = (self.article(), self.caret) else {
            return;
        };
        let text = &article.text;
        let moved = if extend {
            let edge = if caret.focus > caret.anchor {
                Edge::End
            } else {
                Edge::Start
            };
            let beyond =
                |focus: &ByteOffset| (*focus > caret.anchor) == (caret.focus > caret.anchor);
            boundary::border(text, caret.focus, edge, direction, step)
                .filter(beyond)
                .map(|focus| Caret { focus, ..caret })
        } else {
            unit_beside(text, caret, direction, step)
        };
        self.set_caret(moved);
    }

    /// Lets go: of the search or of what is gathered first, then of the text, then of the mark.
    pub(super) fn let_go(&mut self) {
        if self.close_together() || self.close_find() {
            return;
        }
        if self.caret.take().is_none() {
            self.select(None);
        }
    }
}

/// The whole word or character after or before a selection.
fn unit_beside(text: &str, caret: Caret, direction: Direction, step: Step) -> Option<Caret> {
    let (start, end) = (caret.anchor.min(caret.focus), caret.anchor.max(caret.focus));
    match direction {
        Direction::Later => {
            let focus = boundary::border(text, end, Edge::End, direction, step)?;
            let anchor = boundary::border(text, focus, Edge::Start, Direction::Earlier, step)?;
            Some(Caret { anchor, focus })
        }
        Direction::Earlier => {
            let anchor = boundary::border(text, start, Edge::Start, direction, step)?;
            let focus = boundary::border(text, anchor, Edge::End, Direction::Later, step)?;
            Some(Caret { anchor, focus })
        }
    }
}
