//! Steps: made, undone and made again.

use dateline_annotation::history::{MergeKey, Turned};
use dateline_annotation::{AnnotationId, Change, Edit, EditError, State};

use super::{Act, Effect, Session};
use crate::locale::Message;
use crate::today::Done;

impl Session {
    /// Takes the last step back and shows where it was.
    pub(super) fn undo(&mut self) {
        let turned = self.history.undo(&mut self.workspace);
        self.turned("undone", turned);
    }

    /// Makes the last undone step again and shows where it is.
    pub(super) fn redo(&mut self) {
        let turned = self.history.redo(&mut self.workspace);
        self.turned("redone", turned);
    }

    /// Undoes or makes again until this many steps are done, and shows where the last of them was.
    pub fn go_to_step(&mut self, done: usize) {
        while self.history.done().len() > done {
            self.undo();
        }
        while self.history.done().len() < done && self.history.undone().len() > 0 {
            self.redo();
        }
    }

    pub(super) fn turned(
        &mut self,
        verb: &'static str,
        turned: Option<Result<Turned<Act>, EditError>>,
    ) {
        match turned {
            None => {}
            Some(Ok(Turned { title, edit })) => {
                self.effects
                    .push(Effect::Say(Message::new(verb).with("title", title.message)));
                self.effects.push(Effect::Save(edit.articles()));
                self.follow(&edit);
            }
            Some(Err(error)) => self.effects.push(Effect::Say(
                Message::new("not-undone").with("problem", error.to_string()),
            )),
        }
    }

    /// Opens the article and selects the mark that an edit was about.
    pub(super) fn follow(&mut self, edit: &Edit) {
        self.caret = None;
        let article = edit
            .changes()
            .iter()
            .filter_map(Change::article)
            .find(|id| self.workspace.position(*id).is_some());
        if article.is_some() {
            self.open = article;
        } else if self.article().is_none() {
            self.open = self.workspace.articles().first().map(|article| article.id);
        }
        let unread = self
            .article()
            .filter(|a| a.details.language.is_none() && a.annotations.is_empty());
        self.effects
            .extend(unread.map(|article| Effect::Extract(article.id)));
        self.selected = target(edit)
            .or(self.selected)
            .filter(|id| self.mark(*id).is_some());
        self.effects.extend([Effect::Reveal, Effect::SaveView]);
    }

    /// Carries out a step of the person's.
    pub(super) fn make(
        &mut self,
        edit: Edit,
        title: impl Into<Message>,
        key: Option<MergeKey>,
    ) -> bool {
        let articles = edit.articles();
        let act = Act {
            message: title.into(),
            at_ms: self.now_ms,
        };
        let corrections = usize::from(edit.changes().iter().any(is_correction));
        match self.history.make(&mut self.workspace, edit, act, key) {
            Ok(()) => {
                self.effects.push(Effect::Save(articles));
                if corrections > 0 {
                    let done = Done {
                        corrections,
                        finished: 0,
                    };
                    self.effects.push(Effect::Count(done));
                }
                true
            }
            Err(error) => {
                self.effects.push(Effect::Say(
                    Message::new("did-not-work").with("problem", error.to_string()),
                ));
                false
            }
        }
    }

    /// Carries out a step of the machine's, which undo passes over.
    pub(super) fn make_silently(&mut self, edit: Edit) {
        let articles = edit.articles();
        match self.workspace.apply(edit) {
            Ok(_) => self.effects.push(Effect::Save(articles)),
            Err(error) => self.effects.push(Effect::Say(
                Message::new("suggestions-unfit").with("problem", error.to_string()),
            )),
        }
    }
}

pub(super) fn is_correction(change: &Change) -> bool {
    matches!(
        change,
        Change::PutAnnotation { .. } | Change::RemoveAnnotation { .. }
    )
}

/// The last mark that an edit puts in.
pub(super) fn target(edit: &Edit) -> Option<AnnotationId> {
    edit.changes().iter().rev().find_map(|change| match change {
        Change::PutAnnotation { annotation, .. } if annotation.state != State::Rejected => {
            Some(annotation.id)
        }
        _ => None,
    })
}
