//! Finding words in the open article.

use std::rc::Rc;

use dateline_annotation::alike::Query;
use dateline_annotation::boundary::Direction;
use dateline_annotation::{ByteOffset, Span};

use super::{Aim, Caret, Effect, Session, Together};

/// A search in the open article, while its field is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Find {
    /// What is looked for, in any case, also inside words.
    pub typed: String,
    /// Where it stands, in the order of the text.
    pub hits: Rc<Vec<Span>>,
    /// Which of them is shown.
    pub at: usize,
}

impl Find {
    /// The hit that is shown.
    pub fn current(&self) -> Option<Span> {
        self.hits.get(self.at).copied()
    }

    fn query(&self) -> Query {
        Query {
            words: self.typed.clone(),
            whole_words: false,
            same_case: false,
        }
    }
}

impl Session {
    /// The search, while its field is open.
    pub fn finding(&self) -> Option<&Find> {
        self.find.as_ref()
    }

    /// Opens the field with the words of the selection in it.
    pub(super) fn open_find(&mut self) {
        let span = self.caret.and_then(Caret::span);
        let span = span.or_else(|| self.selected().map(|mark| mark.span));
        let words = self
            .article()
            .zip(span)
            .and_then(|(article, span)| span.slice(&article.text))
            .filter(|words| !words.contains('\n'));
        let typed = words.map(str::to_owned);
        let last = self.find.take().unwrap_or_default().typed;
        self.seek(typed.unwrap_or(last));
    }

    /// Looks for words, and shows the first hit at or after the place where the person is.
    pub fn seek(&mut self, typed: String) {
        let from = self.seek_from();
        let mut find = Find {
            typed,
            ..Find::default()
        };
        if let Some(article) = self.article() {
            find.hits = Rc::new(find.query().find(&article.text));
        }
        find.at = find.hits.partition_point(|hit| hit.start() < from);
        if find.at == find.hits.len() {
            find.at = 0;
        }
        self.find = Some(find);
        self.effects.push(Effect::Reveal);
    }

    fn seek_from(&self) -> ByteOffset {
        let current = self.find.as_ref().and_then(Find::current);
        let caret = || self.caret.and_then(Caret::span);
        let mark = || self.selected().map(|mark| mark.span);
        let span = current.or_else(caret).or_else(mark);
        span.map(Span::start).or(self.place).unwrap_or_default()
    }

    /// Looks for the same words in the article that was opened.
    pub(super) fn seek_again(&mut self) {
        if let Some(find) = self.find.take() {
            self.seek(find.typed);
        }
    }

    /// Shows the next or previous hit; past the last comes the first.
    pub(super) fn find_next(&mut self, direction: Direction) {
        let Some(find) = &mut self.find else {
            return self.open_find();
        };
        let count = find.hits.len();
        if count > 0 {
            find.at = match direction {
                Direction::Later => (find.at + 1) % count,
                Direction::Earlier => (find.at + count - 1) % count,
            };
            self.effects.push(Effect::Reveal);
        }
    }

    /// Closes the field and selects the hit that was shown; `false` when it was not open.
    pub(super) fn close_find(&mut self) -> bool {
        let Some(find) = self.find.take() else {
            return false;
        };
        if let Some(span) = find.current() {
            self.selected = None;
            self.place = None;
            self.caret = Some(Caret::over(span, true));
        }
        self.effects.push(Effect::Reveal);
        true
    }

    /// Gathers all that was found, to be marked together.
    pub fn gather_found(&mut self) {
        let Some(find) = self.find.take() else {
            return;
        };
        let query = Query {
            words: find.typed.trim().to_owned(),
            ..find.query()
        };
        let label = self.usual_label();
        self.together = Some(Together::new(Aim::Mark, query, label));
    }
}
