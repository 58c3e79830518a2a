//! What is done with articles: put in, listed, opened, finished, binned, and what is known of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dateline_annotation::boundary::Direction;
use dateline_annotation::history::MergeKey;
use dateline_annotation::labelling::Fate;
use dateline_annotation::queue::Queue;
use dateline_annotation::{
    Annotation, Article, ArticleId, ArticleState, Change, Details, Edit, Entity, Label, LabelSet,
    correction, labelling,
};

use super::{Effect, Session};
use crate::keys;
use crate::locale::Message;
use crate::today::Done;

impl Session {
    /// Takes the label set and entities of a file over; see [`Workspace::adopt`](dateline_annotation::Workspace::adopt).
    pub fn adopt(&mut self, labels: Option<LabelSet>, entities: BTreeMap<String, Entity>) {
        let labels = labels.unwrap_or_else(|| self.workspace.labels.clone());
        self.workspace.adopt(&labels, entities);
        self.workspace.labels = keys::with_own_keys(&self.workspace.labels);
        self.effects.push(Effect::Save(BTreeSet::new()));
    }

    /// Shows an article from its start.
    pub fn open_article(&mut self, id: ArticleId) {
        if self
            .workspace
            .article(id)
            .is_some_and(|article| !article.details.binned)
        {
            self.open = Some(id);
            self.selected = None;
            self.caret = None;
            self.place = None;
            self.seek_again();
            self.effects.push(Effect::SaveView);
        }
    }

    /// What is listed, and how.
    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    /// Lists other articles, or in another order. The open one stays open.
    pub fn set_queue(&mut self, queue: Queue) {
        self.queue = queue;
    }

    /// Shows the next or previous article of the list; from one that is not listed, the first or last.
    pub(super) fn step_article(&mut self, direction: Direction) {
        let listed = self.queue.list(&self.workspace);
        let here = listed
            .iter()
            .position(|article| Some(article.id) == self.open);
        let next = match (here, direction) {
            (None, Direction::Later) => listed.first(),
            (None, Direction::Earlier) => listed.last(),
            (Some(here), Direction::Later) => listed.get(here + 1),
            (Some(here), Direction::Earlier) => here.checked_sub(1).map(|before| &listed[before]),
        };
        if let Some(id) = next.map(|article| article.id) {
            self.open_article(id);
        }
    }

    /// Puts an article into the bin, from which it can be brought back at any time.
    pub fn delete_article(&mut self, id: ArticleId) {
        let next = self.beside_article(id);
        let title = |article: &Article| {
            Message::new("deleted-article").with("title", &*article.details.title)
        };
        let Some(title) = self.workspace.article(id).map(|article| title(article)) else {
            return;
        };
        if self.set_binned(id, true, title.clone()) {
            self.effects.push(Effect::SayUndoable(title));
        }
        if self.open == Some(id) {
            self.open = next;
            self.selected = None;
            self.caret = None;
            self.effects.push(Effect::SaveView);
        }
    }

    /// The article that is shown when this one goes: the next of the list, else the one before it.
    pub(super) fn beside_article(&self, id: ArticleId) -> Option<ArticleId> {
        let listed = self.queue.list(&self.workspace);
        let kept = self
            .workspace
            .articles()
            .iter()
            .filter(|a| !a.details.binned && a.id != id);
        let here = listed.iter().position(|article| article.id == id);
        let beside = here.and_then(|here| {
            listed
                .get(here + 1)
                .or_else(|| listed.get(here.checked_sub(1)?))
        });
        beside
            .map(|article| article.id)
            .or_else(|| kept.map(|article| article.id).next())
    }

    /// Brings an article back from the bin and shows it.
    pub fn restore_article(&mut self, id: ArticleId) {
        self.unbin(id);
        self.queue.bin = false;
        self.open_article(id);
    }

    pub(super) fn unbin(&mut self, id: ArticleId) {
        let Some(article) = self
            .workspace
            .article(id)
            .filter(|article| article.details.binned)
        else {
            return;
        };
        let title = Message::new("restored-article").with("title", &*article.details.title);
        self.set_binned(id, false, title);
    }

    pub(super) fn set_binned(&mut self, id: ArticleId, binned: bool, title: Message) -> bool {
        let Some(article) = self.workspace.article(id) else {
            return false;
        };
        let details = Details {
            binned,
            ..article.details.clone()
        };
        let edit = correction::set_details(article, details);
        edit.is_some_and(|edit| self.make(edit, title, None))
    }

    /// Takes all articles of the bin out for good; until the page is closed, undo brings them back.
    pub fn empty_bin(&mut self) {
        let binned = self
            .workspace
            .articles()
            .iter()
            .filter(|article| article.details.binned);
        let edit: Edit = binned
            .map(|article| Change::RemoveArticle {
                article: article.id,
            })
            .collect();
        let title = Message::new("emptied-bin").with("count", edit.changes().len());
        if !edit.is_empty() && self.make(edit, title.clone(), None) {
            self.queue.bin = false;
            self.effects.push(Effect::SayUndoable(title));
        }
    }

    /// Sets title, language, date, source or state. Another language or date has the article read anew.
    pub fn set_details(&mut self, id: ArticleId, details: Details) {
        let Some(article) = self.workspace.article(id) else {
            return;
        };
        let (language, published) = (article.details.language, article.details.published);
        let reads_differently = details.language != language || details.published != published;
        let Some(edit) = correction::set_details(article, details) else {
            return;
        };
        let key = reads_differently.then_some(MergeKey::Reading(id));
        if self.make(edit, "changed-details", key) && reads_differently {
            let article = self.workspace.article(id).into_iter();
            let marks = article.flat_map(|article| correction::values_to_read_anew(article));
            let marks: Vec<Annotation> = marks.cloned().collect();
            self.effects.push(Effect::Extract(id));
            if !marks.is_empty() {
                self.effects.push(Effect::Values(id, marks));
            }
        }
    }

    /// Calls the open article finished, or takes that back.
    pub(super) fn finish(&mut self) {
        let Some(article) = self.article() else {
            return;
        };
        let state = match article.details.state {
            ArticleState::Done => begun(article),
            _ => ArticleState::Done,
        };
        let finished = usize::from(state == ArticleState::Done);
        self.set_state(state);
        self.effects.push(Effect::Count(Done {
            corrections: 0,
            finished,
        }));
    }

    /// Calls the open article finished and shows the next one of the list that is not.
    pub(super) fn finish_next(&mut self) {
        if self
            .article()
            .is_some_and(|article| article.details.state != ArticleState::Done)
        {
            self.finish();
        }
        let open = |article: &&&Arc<Article>| article.details.state != ArticleState::Done;
        let listed = self.queue.list(&self.workspace);
        let here = listed
            .iter()
            .position(|article| Some(article.id) == self.open);
        let (before, after) = listed.split_at(here.unwrap_or_default());
        let next = after.iter().find(open).or_else(|| before.iter().find(open));
        match next.map(|article| article.id) {
            Some(id) => {
                self.open_article(id);
                self.selected = self.first_open_mark();
                self.effects.push(Effect::Reveal);
            }
            None => self.effects.push(Effect::Say("all-finished".into())),
        }
    }

    /// Sets the open article aside with a question, or takes that back.
    pub(super) fn flag(&mut self) {
        let Some(article) = self.article() else {
            return;
        };
        let state = match article.details.state {
            ArticleState::Flagged => begun(article),
            _ => ArticleState::Flagged,
        };
        self.set_state(state);
    }

    pub(super) fn set_state(&mut self, state: ArticleState) {
        if let Some(article) = self.article() {
            let details = Details {
                state,
                ..article.details.clone()
            };
            self.set_details(article.id, details);
        }
    }

    /// Sets the labels in use; the marks of labels that go have the fate that `fate` tells.
    pub fn set_labels(&mut self, labels: &LabelSet, fate: impl Fn(&Label) -> Fate) {
        let labels = keys::with_own_keys(labels);
        if labels == self.workspace.labels {
            return;
        }
        let edit = labelling::set_labels(&self.workspace, labels, fate);
        if self.make(edit, "changed-labels", None) {
            self.hidden
                .retain(|label| self.workspace.labels.get(label).is_some());
            self.effects
                .push(Effect::SayUndoable("changed-labels".into()));
        }
    }
}

/// The state of an article that is neither finished nor flagged.
pub(super) fn begun(article: &Article) -> ArticleState {
    if article.annotations.iter().any(Annotation::is_decided) {
        ArticleState::InWork
    } else {
        ArticleState::New
    }
}
