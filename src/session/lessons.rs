//! The same wrong suggestion elsewhere, offered for the same change.

use dateline_annotation::alike::Lesson;
use dateline_annotation::{Annotation, ArticleId, Edit};

use super::{Effect, Session};
use crate::locale::Message;

/// What was learnt from a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Learnt {
    lesson: Lesson,
    /// The suggestion as it was, so that a run of corrections of one mark is one lesson.
    before: Annotation,
    article: ArticleId,
}

impl Session {
    /// The selected mark, while it is a suggestion.
    pub(super) fn suggestion(&self) -> Option<(ArticleId, Annotation)> {
        let mark = self.selected().filter(|mark| !mark.is_decided())?;
        Some((self.open?, mark.clone()))
    }

    /// Compares a suggestion with what a command made of it; others that need the same are offered.
    pub(super) fn learn(&mut self, before: Option<(ArticleId, Annotation)>) {
        let running = self
            .lesson
            .as_ref()
            .map(|learnt| (learnt.article, learnt.before.clone()));
        let Some((id, before)) = before.or(running) else {
            return;
        };
        let learnt = self.workspace.article(id).and_then(|article| {
            let after = article.annotations.get(before.id);
            Lesson::of(&article.text, &before, after)
        });
        let known = self.lesson.as_ref().map(|learnt| &learnt.lesson);
        if learnt.as_ref() == known {
            return;
        }
        self.lesson = None;
        let Some(lesson) = learnt else { return };
        let count: usize = self.fitting(&lesson);
        if count > 0 {
            let said = Message::new("same-elsewhere")
                .with("words", &*lesson.words)
                .with("count", count);
            self.effects.push(Effect::Teach(said));
            self.lesson = Some(Learnt {
                lesson,
                before,
                article: id,
            });
        }
    }

    fn fitting(&self, lesson: &Lesson) -> usize {
        let articles = self.kept();
        articles
            .map(|article| lesson.fitting(article).count())
            .sum()
    }

    /// Whether others are offered for the change that was made last.
    pub fn has_lesson(&self) -> bool {
        self.lesson.is_some()
    }

    /// Makes the change that was made last with all others that need it, as one step.
    pub(super) fn apply_lesson(&mut self) {
        let Some(Learnt { lesson, .. }) = self.lesson.take() else {
            return;
        };
        let count = self.fitting(&lesson);
        let edits = self.kept().filter_map(|article| lesson.apply(article));
        let edit = edits.fold(Edit::default(), Edit::then);
        let title = Message::new("changed-alike").with("count", count);
        if !edit.is_empty() && self.make(edit, title.clone(), None) {
            self.effects.push(Effect::SayUndoable(title));
        }
    }
}
