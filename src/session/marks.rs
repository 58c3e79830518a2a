//! Selecting marks and correcting the selected one.

use std::collections::BTreeSet;

use dateline_annotation::boundary::{Direction, Edge, Step};
use dateline_annotation::history::MergeKey;
use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleId, ByteOffset, Edit, Label, Rank, Span, Value,
    boundary, correction,
};

use super::{Caret, Effect, Session, steps::target};
use crate::locale::Message;

impl Session {
    /// Where the work begins: at the top, since an article is read from there.
    pub(super) fn first_open_mark(&self) -> Option<AnnotationId> {
        let mut marks = self.shown(self.article()?);
        marks.find(|mark| !mark.is_decided()).map(|mark| mark.id)
    }

    pub(super) fn shown<'a>(
        &'a self,
        article: &'a Article,
    ) -> impl DoubleEndedIterator<Item = &'a Annotation> {
        article
            .annotations
            .visible()
            .filter(|annotation| !self.hidden.contains(&annotation.label))
    }

    /// Selects a mark, or nothing.
    pub fn select(&mut self, id: Option<AnnotationId>) {
        self.history.seal();
        self.caret = None;
        self.place = None;
        self.selected = id.filter(|id| self.mark(*id).is_some());
        self.effects.push(Effect::SaveView);
    }

    /// Selects the mark after or before the selected one; with `undecided`, only those nobody has decided on.
    pub(super) fn step(&mut self, direction: Direction, undecided: bool) {
        let mut found = self.beside(direction, undecided);
        if undecided && found.is_none() {
            // Past the last one the work goes on at the top.
            found = self.first_open_mark();
            let said = found.map_or("everything-decided", |_| "on-from-the-top");
            self.effects.push(Effect::Say(said.into()));
        }
        if found.is_some() {
            self.select(found);
            self.effects.push(Effect::Reveal);
        }
    }

    pub(super) fn beside(&self, direction: Direction, undecided: bool) -> Option<AnnotationId> {
        self.nearest(direction, |mark| !undecided || !mark.is_decided())
    }

    /// The nearest shown mark on one side of where the person is.
    pub(super) fn nearest(
        &self,
        direction: Direction,
        wanted: impl Fn(&Annotation) -> bool,
    ) -> Option<AnnotationId> {
        let all = &self.article()?.annotations;
        let fits = |mark: &&Annotation| {
            mark.is_visible() && !self.hidden.contains(&mark.label) && wanted(mark)
        };
        let found = match (direction, self.place()) {
            (Direction::Later, None) => all.iter().find(fits),
            (Direction::Earlier, None) => all.iter().rev().find(fits),
            (Direction::Later, Some(from)) => all.after(from).find(fits),
            (Direction::Earlier, Some(from)) => all.before(from).rev().find(fits),
        };
        found.map(|mark| mark.id)
    }

    /// Selects the next or previous mark of the selected one's label; past the last comes the first.
    pub(super) fn step_alike(&mut self, direction: Direction) {
        let Some(label) = self.selected().map(|mark| mark.label.clone()) else {
            return self.step(direction, false);
        };
        let around = || {
            let mut marks = self
                .shown(self.article()?)
                .filter(|mark| mark.label == label);
            let end = match direction {
                Direction::Later => marks.next(),
                Direction::Earlier => marks.next_back(),
            };
            end.map(|mark| mark.id)
        };
        let found = self
            .nearest(direction, |mark| mark.label == label)
            .or_else(around);
        self.select(found);
        self.effects.push(Effect::Reveal);
    }

    /// Where stepping starts from: the selected mark, or the caret.
    pub(super) fn place(&self) -> Option<Rank> {
        let at = self.caret.map(|caret| caret.focus).or(self.place);
        self.selected().map(order).or(at.map(Rank::before))
    }

    /// Marks the selected text, or gives the selected mark the label. `fresh` identifies a new mark.
    pub(super) fn label(&mut self, label: &Label, fresh: AnnotationId) {
        let Some(article) = self.article() else {
            return;
        };
        let marked = self.caret.and_then(Caret::span).or_else(|| self.word());
        let edit = match (marked, self.selected) {
            (Some(span), _) => correction::mark(article, fresh, span, label),
            (None, Some(id)) => correction::relabel(article, id, label),
            (None, None) => None,
        };
        let (id, selected) = (article.id, marked);
        if let Some(edit) = edit {
            let target = target(&edit);
            let did = if selected.is_some() {
                "marked"
            } else {
                "relabelled"
            };
            if self.make(edit, Message::new(did).with("label", label.as_str()), None) {
                self.hidden.remove(label);
                self.select(target);
                self.ask_value(id);
                self.effects.push(Effect::Reveal);
            }
        }
    }

    /// Says yes to the selected mark; with `go_on`, then selects the next that nobody has decided on.
    pub(super) fn confirm(&mut self, go_on: bool) {
        self.on_selected("confirmed", correction::confirm);
        if go_on {
            self.step(Direction::Later, true);
        }
    }

    /// Takes the selected mark away and selects the next one.
    pub(super) fn delete(&mut self) {
        let Some(id) = self.selected else { return };
        let next = self.neighbour();
        self.on_selected("removed-mark", correction::delete);
        if self.mark(id).is_none() {
            self.select(next);
            self.effects.push(Effect::Reveal);
        }
    }

    pub(super) fn neighbour(&self) -> Option<AnnotationId> {
        let (article, place) = (self.article()?, self.place()?);
        let later = self.shown(article).find(|mark| order(mark) > place);
        later
            .or_else(|| self.shown(article).rev().find(|mark| order(mark) < place))
            .map(|mark| mark.id)
    }

    /// Brings a rejected mark back and selects it.
    pub fn restore_mark(&mut self, id: AnnotationId) {
        let edit = self
            .article()
            .and_then(|article| correction::restore(article, id));
        if edit.is_some_and(|edit| self.make(edit, "brought-back", None)) {
            self.select(Some(id));
            self.effects.push(Effect::Reveal);
        }
    }

    /// Moves one edge of the selected mark by a step.
    pub(super) fn move_edge(&mut self, edge: Edge, direction: Direction, step: Step) {
        let (Some(article), Some(mark)) = (self.article(), self.selected()) else {
            return;
        };
        if let Some(span) = boundary::move_edge(&article.text, mark.span, edge, direction, step) {
            self.set_span(mark.id, span);
        }
    }

    /// Puts one edge of the selected mark to a place, as a drag does; the other edge stays.
    pub fn drag_edge(&mut self, edge: Edge, to: ByteOffset, step: Step) {
        let (Some(article), Some(mark)) = (self.article(), self.selected()) else {
            return;
        };
        let (start, end) = (mark.span.start(), mark.span.end());
        let dragged = match edge {
            Edge::Start => Span::new(to, end),
            Edge::End => Span::new(start, to),
        };
        let Some(dragged) = dragged else { return };
        let snapped = match step {
            Step::Word | Step::Sentence => boundary::snap(&article.text, dragged),
            Step::Character => dragged,
        };
        let span = match edge {
            Edge::Start => Span::new(snapped.start(), end),
            Edge::End => Span::new(start, snapped.end()),
        };
        if let Some(span) = span {
            self.set_span(mark.id, span);
        }
    }

    /// Each move of one gesture starts from what was there when the gesture began, so that going too far and back costs
    /// nothing on the way.
    pub(super) fn set_span(&mut self, id: AnnotationId, span: Span) {
        let key = MergeKey::Edges(id);
        if let Err(error) = self.history.take_back(&mut self.workspace, key) {
            self.effects.push(Effect::Say(
                Message::new("did-not-work").with("problem", error.to_string()),
            ));
        }
        let Some(article) = self.article() else {
            return;
        };
        let article_id = article.id;
        match correction::set_span(article, id, span) {
            Some(edit) => {
                self.make(edit, "moved-edge", Some(key));
            }
            None => self
                .effects
                .push(Effect::Save(BTreeSet::from([article_id]))),
        }
        self.effects.push(Effect::Reveal);
        self.ask_value(article_id);
    }

    /// Takes back what a drag that is not over has moved.
    pub fn cancel_gesture(&mut self) {
        let Some((id, article)) = self.selected.zip(self.open) else {
            return;
        };
        if let Ok(true) = self
            .history
            .take_back(&mut self.workspace, MergeKey::Edges(id))
        {
            self.effects.push(Effect::Save(BTreeSet::from([article])));
        }
    }

    /// Ends a drag or a run of key presses, so that the next one is a step of its own.
    pub fn end_gesture(&mut self) {
        self.history.seal();
    }

    /// Sets what the selected mark denotes, which also confirms it.
    pub fn correct_value(&mut self, value: Value) {
        self.on_selected("corrected-value", |article, id| {
            correction::correct_value(article, id, value)
        });
    }

    /// Takes the next reading of the selected mark's value.
    pub(super) fn take_other_reading(&mut self) {
        let value = self.selected().and_then(|mark| mark.value.as_ref());
        match value.and_then(Value::next_reading) {
            Some(next) => self.correct_value(next),
            None => self.effects.push(Effect::Say("no-other-reading".into())),
        }
    }

    /// Writes a remark on the selected mark.
    pub fn set_note(&mut self, note: &str) {
        self.on_selected("changed-note", |article, id| {
            correction::set_note(article, id, note)
        });
    }

    pub(super) fn on_selected(
        &mut self,
        title: &'static str,
        act: impl FnOnce(&Article, AnnotationId) -> Option<Edit>,
    ) {
        let edit = self
            .article()
            .zip(self.selected)
            .and_then(|(article, id)| act(article, id));
        if let Some(edit) = edit {
            self.make(edit, title, None);
        }
    }

    /// A temporal or numeric mark that lost its value, or never had one, is sent to be read.
    pub(super) fn ask_value(&mut self, article: ArticleId) {
        let Some(mark) = self.selected() else { return };
        if mark.label.has_value() && mark.value.is_none() {
            self.effects
                .push(Effect::Values(article, vec![mark.clone()]));
        }
    }

    /// Shows or hides the marks of a label.
    pub fn toggle_label(&mut self, label: &Label) {
        if !self.hidden.remove(label) {
            self.hidden.insert(label.clone());
            if self.selected().is_some_and(|mark| mark.label == *label) {
                self.select(None);
            }
        }
    }
}

pub(super) fn order(mark: &Annotation) -> Rank {
    Rank::new(mark.span, mark.id)
}
