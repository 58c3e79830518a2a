//! What is open, selected and undone, and what follows from each act of a person.
//!
//! Nothing here knows the browser. Every method changes the session and notes [`Effect`]s, which the
//! app carries out: save, extract, show. So the whole behaviour of the page can be tested natively.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::queue::Queue;
use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleId, ByteOffset, History, Label, Workspace,
};

use crate::keys::Command;
pub use caret::Caret;
pub use find::Find;
pub use together::{Aim, Candidate, Together};

use crate::locale::Message;
use crate::today::Done;

mod answers;
mod articles;
mod backup;
mod caret;
mod find;
mod import;
mod lessons;
mod marks;
mod news;
mod steps;
mod together;

pub use news::{Arrival, News, Taken};

/// Something that the session asks of the outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// These articles changed, or came or went; store them and the order of all.
    Save(BTreeSet<ArticleId>),
    /// Store where the person is.
    SaveView,
    /// Read this article and offer suggestions.
    Extract(ArticleId),
    /// Add this to the work of the day.
    Count(Done),
    /// Find out what these marks denote.
    Values(ArticleId, Vec<Annotation>),
    /// Bring the selected mark or caret into sight.
    Reveal,
    /// Tell the person, also by voice.
    Say(Message),
    /// Tell the person, and offer to undo.
    SayUndoable(Message),
    /// Tell the person that others need the same change, and offer to make it.
    Teach(Message),
}

/// A step of a person's, as the history shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// What was done.
    pub message: Message,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
}

/// The state of the page without the page.
#[derive(Debug, Default)]
pub struct Session {
    workspace: Workspace,
    history: History<Act>,
    queue: Queue,
    now_ms: u64,
    open: Option<ArticleId>,
    selected: Option<AnnotationId>,
    caret: Option<Caret>,
    /// Where the text was clicked: marks and words are looked for from there.
    place: Option<ByteOffset>,
    find: Option<Find>,
    together: Option<Together>,
    lesson: Option<lessons::Learnt>,
    hidden: BTreeSet<Label>,
    effects: Vec<Effect>,
}

impl Session {
    /// A session on what was stored, with one article open and one mark selected.
    pub fn restore(
        workspace: Workspace,
        open: Option<ArticleId>,
        selected: Option<AnnotationId>,
    ) -> Self {
        let kept = |id: &ArticleId| workspace.article(*id).is_some_and(|a| !a.details.binned);
        let mut ids = workspace.articles().iter().map(|article| article.id);
        let open = open.filter(kept).or_else(|| ids.find(kept));
        let mut session = Self {
            workspace,
            open,
            ..Self::default()
        };
        session.selected = selected.filter(|id| session.mark(*id).is_some());
        let articles = session.workspace.articles().iter();
        let unread = articles.filter(|article| news::is_unread(article));
        session.effects = unread.map(|article| Effect::Extract(article.id)).collect();
        session
    }

    /// Tells what time it is, in milliseconds since 1970.
    pub fn tick(&mut self, now_ms: u64) {
        self.now_ms = now_ms;
    }

    /// All articles and labels.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The steps that can be undone and redone.
    pub fn history(&self) -> &History<Act> {
        &self.history
    }

    /// The articles that are not in the bin.
    pub fn kept(&self) -> impl Iterator<Item = &Arc<Article>> {
        let articles = self.workspace.articles().iter();
        articles.filter(|article| !article.details.binned)
    }

    /// The article that is shown.
    pub fn article(&self) -> Option<&Arc<Article>> {
        self.workspace.article(self.open?)
    }

    /// The mark that is selected.
    pub fn selected(&self) -> Option<&Annotation> {
        self.mark(self.selected?)
    }

    /// The selected text.
    pub fn caret(&self) -> Option<Caret> {
        self.caret
    }

    /// The labels that are not shown.
    pub fn hidden(&self) -> &BTreeSet<Label> {
        &self.hidden
    }

    /// What the outside has to do, each once.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    fn mark(&self, id: AnnotationId) -> Option<&Annotation> {
        self.article()?
            .annotations
            .get(id)
            .filter(|annotation| annotation.is_visible())
    }

    /// Does what a key or button asks for; `fresh` identifies a mark that comes of it.
    ///
    /// What concerns the page alone (files, the overview of keys) is the app's and does nothing here.
    pub fn run(&mut self, command: Command, fresh: AnnotationId) {
        let before = self.suggestion();
        self.carry_out(command, fresh);
        self.learn(before);
    }

    fn carry_out(&mut self, command: Command, fresh: AnnotationId) {
        match command {
            Command::Step {
                direction,
                undecided,
            } => self.step(direction, undecided),
            Command::StepAlike(direction) => self.step_alike(direction),
            Command::Label(label) => self.label(&label, fresh),
            Command::Confirm { go_on } => self.confirm(go_on),
            Command::MarkAlike => self.open_together(Aim::Mark),
            Command::Delete => self.delete(),
            Command::DeleteAlike => self.open_together(Aim::Delete),
            Command::ConfirmSure => self.open_together(Aim::Confirm),
            Command::ApplyTogether => self.apply_together(fresh),
            Command::Learn => self.apply_lesson(),
            Command::MoveEdge(edge, direction, step) => self.move_edge(edge, direction, step),
            Command::Join => self.join(),
            Command::Split => self.split(fresh),
            Command::OtherReading => self.take_other_reading(),
            Command::StartCaret => self.start_caret(),
            Command::MoveCaret {
                direction,
                step,
                extend,
            } => self.move_caret(direction, step, extend),
            Command::Find => self.open_find(),
            Command::FindNext(direction) => self.find_next(direction),
            Command::LetGo => self.let_go(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::StepArticle(direction) => self.step_article(direction),
            Command::Finish => self.finish(),
            Command::FinishNext => self.finish_next(),
            Command::Flag => self.flag(),
            Command::ReadAgain => {
                let article = self.article().map(|article| article.id);
                self.effects.extend(article.map(Effect::Extract));
            }
            Command::MoveCaretLine { .. }
            | Command::Download
            | Command::NextDensity
            | Command::NextLanguage
            | Command::NextTheme
            | Command::TogglePalette
            | Command::Search
            | Command::Show(_)
            | Command::ToggleKeys
            | Command::Tour => {}
        }
    }
}

#[cfg(test)]
mod tests;
