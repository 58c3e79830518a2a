//! Undo and redo without limit.

use crate::{AnnotationId, ArticleId, Edit, EditError, Workspace};

/// Steps that carry the same key and follow each other are one step to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeKey {
    /// Moving the edges of one mark: all moves of a drag, or of keys pressed in a row.
    Edges(AnnotationId),
    /// Telling the language or date of an article, and the new reading that follows from it.
    Reading(ArticleId),
}

/// A step that can be taken back or made again.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step<T> {
    /// The edit that takes it back (or makes it again, among the undone ones).
    inverse: Edit,
    /// What a person did.
    title: T,
    key: Option<MergeKey>,
}

/// The steps of a session, each with a title of type `T` that says what a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<T = String> {
    done: Vec<Step<T>>,
    undone: Vec<Step<T>>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self {
            done: Vec::new(),
            undone: Vec::new(),
        }
    }
}

/// What undo or redo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned<T = String> {
    /// What the step was.
    pub title: T,
    /// The edit that was carried out on the workspace.
    pub edit: Edit,
}

impl<T: Clone> History<T> {
    /// Carries out what a person does and remembers how to take it back; what was undone can't be redone any more.
    ///
    /// # Errors
    /// As [`Workspace::apply`]; nothing is remembered then.
    pub fn make(
        &mut self,
        workspace: &mut Workspace,
        edit: Edit,
        title: impl Into<T>,
        key: Option<MergeKey>,
    ) -> Result<(), EditError> {
        let inverse = workspace.apply(edit)?;
        self.undone.clear();
        match self.done.last_mut() {
            Some(last) if key.is_some() && last.key == key => {
                last.inverse = inverse.then(std::mem::take(&mut last.inverse));
            }
            _ => self.done.push(Step {
                inverse,
                title: title.into(),
                key,
            }),
        }
        Ok(())
    }

    /// Takes the running step of this key back, so that a gesture that goes on starts from where it began; `false` when
    /// the last step is another.
    ///
    /// # Errors
    /// As [`undo`](Self::undo).
    pub fn take_back(
        &mut self,
        workspace: &mut Workspace,
        key: MergeKey,
    ) -> Result<bool, EditError> {
        let Some(step) = self.done.pop_if(|step| step.key == Some(key)) else {
            return Ok(false);
        };
        workspace.apply(step.inverse).map(|_| true)
    }

    /// Ends the running step, so that the next one is its own even under the same key.
    pub fn seal(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.key = None;
        }
    }

    /// Takes the last step back; `None` when there is none.
    ///
    /// # Errors
    /// As [`Workspace::apply`]: the workspace was changed behind the history's back. The step is dropped.
    pub fn undo(&mut self, workspace: &mut Workspace) -> Option<Result<Turned<T>, EditError>> {
        turn(workspace, &mut self.done, &mut self.undone)
    }

    /// Makes the last step that was taken back again; `None` when there is none.
    ///
    /// # Errors
    /// As [`undo`](Self::undo).
    pub fn redo(&mut self, workspace: &mut Workspace) -> Option<Result<Turned<T>, EditError>> {
        turn(workspace, &mut self.undone, &mut self.done)
    }

    /// What was done and can be undone, the first step first.
    pub fn done(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.done.iter().map(|step| &step.title)
    }

    /// What was undone and can be made again, the next step first.
    pub fn undone(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.undone.iter().rev().map(|step| &step.title)
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<&T> {
        self.done.last().map(|step| &step.title)
    }

    /// What redo would make again.
    pub fn next_redo(&self) -> Option<&T> {
        self.undone.last().map(|step| &step.title)
    }
}

/// Moves the last step of `from` to `to`, turned around.
fn turn<T: Clone>(
    workspace: &mut Workspace,
    from: &mut Vec<Step<T>>,
    to: &mut Vec<Step<T>>,
) -> Option<Result<Turned<T>, EditError>> {
    let step = from.pop()?;
    Some(workspace.apply(step.inverse.clone()).map(|inverse| {
        to.push(Step {
            inverse,
            title: step.title.clone(),
            key: None,
        });
        Turned {
            title: step.title,
            edit: step.inverse,
        }
    }))
}
