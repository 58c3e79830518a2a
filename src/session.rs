//! What is open, selected and undone, and what follows from each act of a person.
//!
//! Nothing here knows the browser. Every method changes the session and notes [`Effect`]s, which the
//! app carries out: save, extract, show. So the whole behaviour of the page can be tested natively.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dateline_annotation::boundary::{self, Direction, Edge, Step};
use dateline_annotation::correction::{self, Offer};
use dateline_annotation::history::{MergeKey, Turned};
use dateline_annotation::labelling::{self, Fate};
use dateline_annotation::queue::Queue;
use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleId, ArticleState, ByteOffset, Change, Details, Edit,
    EditError, Entity, History, Label, LabelSet, Language, Rank, Span, State, Value, Workspace,
};

use crate::keys::{self, Command};
pub use caret::Caret;
pub use find::Find;
pub use together::{Aim, Candidate, Together};

mod caret;
mod find;
mod lessons;
mod together;
use crate::locale::Message;
use crate::today::Done;

mod backup;
mod news;

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
            | Command::ToggleKeys => {}
        }
    }

    // ---- articles ----

    /// Puts articles in at the top of the list, opens the first, and has those without marks read.
    ///
    /// An article that is here already is opened instead; another text under its identifier gets a new one.
    pub fn add_articles(&mut self, articles: Vec<Article>, read: bool) {
        let mut fresh: Vec<Article> = Vec::new();
        let mut known = None;
        for mut article in articles {
            match self.workspace.article(article.id) {
                Some(same) if same.text == article.text && (read || **same == article) => {
                    known = Some(same.id);
                }
                _ => {
                    article.id = self.free_id(&fresh, article.id);
                    fresh.push(article);
                }
            }
        }
        if fresh.is_empty() {
            if let Some(known) = known {
                self.unbin(known);
                self.open_article(known);
                self.effects.push(Effect::Say("here-already".into()));
            }
            return;
        }
        let title = match &fresh[..] {
            [article] => Message::new("added-article").with("title", &*article.details.title),
            articles => Message::new("added-articles").with("count", articles.len()),
        };
        let ids: Vec<ArticleId> = fresh.iter().map(|article| article.id).collect();
        let insert = |(index, article)| Change::InsertArticle {
            index,
            article: Arc::new(article),
        };
        self.make(
            fresh.into_iter().enumerate().map(insert).collect(),
            title,
            None,
        );
        if read {
            self.effects
                .extend(ids.iter().map(|id| Effect::Extract(*id)));
        }
        self.open_article(ids[0]);
    }

    /// Takes the label set and entities of a file over; see [`Workspace::adopt`].
    pub fn adopt(&mut self, labels: Option<LabelSet>, entities: BTreeMap<String, Entity>) {
        let labels = labels.unwrap_or_else(|| self.workspace.labels.clone());
        self.workspace.adopt(&labels, entities);
        self.workspace.labels = keys::with_own_keys(&self.workspace.labels);
        self.effects.push(Effect::Save(BTreeSet::new()));
    }

    fn free_id(&self, fresh: &[Article], id: ArticleId) -> ArticleId {
        let taken = |id: ArticleId| fresh.iter().any(|article| article.id == id);
        let mut id = self.workspace.free_id(id);
        while taken(id) {
            id = self.workspace.free_id(id.next());
        }
        id
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
    fn step_article(&mut self, direction: Direction) {
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
    fn beside_article(&self, id: ArticleId) -> Option<ArticleId> {
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

    fn unbin(&mut self, id: ArticleId) {
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

    fn set_binned(&mut self, id: ArticleId, binned: bool, title: Message) -> bool {
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
    fn finish(&mut self) {
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
    fn finish_next(&mut self) {
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
    fn flag(&mut self) {
        let Some(article) = self.article() else {
            return;
        };
        let state = match article.details.state {
            ArticleState::Flagged => begun(article),
            _ => ArticleState::Flagged,
        };
        self.set_state(state);
    }

    fn set_state(&mut self, state: ArticleState) {
        if let Some(article) = self.article() {
            let details = Details {
                state,
                ..article.details.clone()
            };
            self.set_details(article.id, details);
        }
    }

    // ---- labels ----

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

    // ---- what the machine says ----

    /// Takes the suggestions of a run in. The first run is not a step of the person's; a later one can be undone.
    pub fn suggest(&mut self, id: ArticleId, language: Language, offers: Vec<Offer>) {
        let Some(article) = self.workspace.article(id) else {
            return;
        };
        let first = article.details.language.is_none();
        let labels = &self.workspace.labels;
        let placed = offers.into_iter().filter_map(|offer| {
            let label = labels.place(&offer.label)?.clone();
            Some(Offer { label, ..offer })
        });
        let edit = correction::suggest(article, language, placed);
        if edit.is_empty() {
            return;
        }
        if first {
            self.make_silently(edit);
        } else {
            self.make(edit, "read-again", Some(MergeKey::Reading(id)));
        }
        if self.open == Some(id) && self.selected().is_none() && self.caret.is_none() {
            self.selected = self.first_open_mark();
            self.effects.push(Effect::Reveal);
        }
    }

    /// Flags an article on which the machine failed, so that it is not read again by itself; returns its title.
    pub fn give_up_on(&mut self, id: ArticleId) -> Option<String> {
        let article = self.workspace.article(id)?;
        let title = article.details.title.clone();
        let details = Details {
            state: ArticleState::Flagged,
            ..article.details.clone()
        };
        if let Some(edit) = correction::set_details(article, details) {
            self.make_silently(edit);
        }
        Some(title)
    }

    /// Takes in what the words of marks denote, of those that still cover these words under this label with the value
    /// that they had, if any, and of which no person set the value.
    ///
    /// A first value is not a step of the person's; one that another date or language leads to belongs to that step.
    pub fn set_values(
        &mut self,
        id: ArticleId,
        read: impl IntoIterator<Item = (Annotation, Option<Value>)>,
    ) {
        let Some(article) = self.workspace.article(id) else {
            return;
        };
        let mut first = true;
        let mut edit = Edit::default();
        for (read, value) in read {
            let as_read = |mark: &&Annotation| {
                mark.span == read.span
                    && mark.label == read.label
                    && mark.value == read.value
                    && !mark.value_set
            };
            let mark = article.annotations.get(read.id).filter(as_read);
            if let Some(set) = mark.and_then(|mark| correction::set_value(article, mark.id, value))
            {
                first &= read.value.is_none();
                edit = edit.then(set);
            }
        }
        if first && !edit.is_empty() {
            self.make_silently(edit);
        } else if !edit.is_empty() {
            self.make(edit, "changed-details", Some(MergeKey::Reading(id)));
        }
    }

    /// Where the work begins: at the top, since an article is read from there.
    fn first_open_mark(&self) -> Option<AnnotationId> {
        let mut marks = self.shown(self.article()?);
        marks.find(|mark| !mark.is_decided()).map(|mark| mark.id)
    }

    // ---- marks ----

    fn shown<'a>(
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
    fn step(&mut self, direction: Direction, undecided: bool) {
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

    fn beside(&self, direction: Direction, undecided: bool) -> Option<AnnotationId> {
        self.nearest(direction, |mark| !undecided || !mark.is_decided())
    }

    /// The nearest shown mark on one side of where the person is.
    fn nearest(
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
    fn step_alike(&mut self, direction: Direction) {
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
    fn place(&self) -> Option<Rank> {
        let at = self.caret.map(|caret| caret.focus).or(self.place);
        self.selected().map(order).or(at.map(Rank::before))
    }

    /// Marks the selected text, or gives the selected mark the label. `fresh` identifies a new mark.
    fn label(&mut self, label: &Label, fresh: AnnotationId) {
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
    fn confirm(&mut self, go_on: bool) {
        self.on_selected("confirmed", correction::confirm);
        if go_on {
            self.step(Direction::Later, true);
        }
    }

    /// Takes the selected mark away and selects the next one.
    fn delete(&mut self) {
        let Some(id) = self.selected else { return };
        let next = self.neighbour();
        self.on_selected("removed-mark", correction::delete);
        if self.mark(id).is_none() {
            self.select(next);
            self.effects.push(Effect::Reveal);
        }
    }

    fn neighbour(&self) -> Option<AnnotationId> {
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
    fn move_edge(&mut self, edge: Edge, direction: Direction, step: Step) {
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
    fn set_span(&mut self, id: AnnotationId, span: Span) {
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

    /// Writes a remark on the selected mark.
    pub fn set_note(&mut self, note: &str) {
        self.on_selected("changed-note", |article, id| {
            correction::set_note(article, id, note)
        });
    }

    fn on_selected(
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
    fn ask_value(&mut self, article: ArticleId) {
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

    // ---- undo ----

    /// Takes the last step back and shows where it was.
    fn undo(&mut self) {
        let turned = self.history.undo(&mut self.workspace);
        self.turned("undone", turned);
    }

    /// Makes the last undone step again and shows where it is.
    fn redo(&mut self) {
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

    fn turned(&mut self, verb: &'static str, turned: Option<Result<Turned<Act>, EditError>>) {
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
    fn follow(&mut self, edit: &Edit) {
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
    fn make(&mut self, edit: Edit, title: impl Into<Message>, key: Option<MergeKey>) -> bool {
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
    fn make_silently(&mut self, edit: Edit) {
        let articles = edit.articles();
        match self.workspace.apply(edit) {
            Ok(_) => self.effects.push(Effect::Save(articles)),
            Err(error) => self.effects.push(Effect::Say(
                Message::new("suggestions-unfit").with("problem", error.to_string()),
            )),
        }
    }
}

/// The state of an article that is neither finished nor flagged.
fn begun(article: &Article) -> ArticleState {
    if article.annotations.iter().any(Annotation::is_decided) {
        ArticleState::InWork
    } else {
        ArticleState::New
    }
}

fn is_correction(change: &Change) -> bool {
    matches!(
        change,
        Change::PutAnnotation { .. } | Change::RemoveAnnotation { .. }
    )
}

fn order(mark: &Annotation) -> Rank {
    Rank::new(mark.span, mark.id)
}

/// The last mark that an edit puts in.
fn target(edit: &Edit) -> Option<AnnotationId> {
    edit.changes().iter().rev().find_map(|change| match change {
        Change::PutAnnotation { annotation, .. } if annotation.state != State::Rejected => {
            Some(annotation.id)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests;
