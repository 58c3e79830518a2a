//! Many marks at once: gathered, looked through, some left out, and changed as one step.

use std::collections::BTreeSet;

use dateline_annotation::alike::{self, Query, Standing};
use dateline_annotation::boundary;
use dateline_annotation::{
    AnnotationId, Article, ArticleId, ByteOffset, Confidence, Edit, Label, Span,
};

use super::{Caret, Effect, Session};
use crate::locale::Message;

/// What is to be done with what is gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// The words get the label wherever they stand.
    Mark,
    /// The marks of the words get another label.
    Relabel,
    /// The marks of the words go.
    Delete,
    /// The suggestions that are sure enough are confirmed.
    Confirm,
}

/// What is gathered, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// What is to be done.
    pub aim: Aim,
    /// Which words.
    pub query: Query,
    /// The label that they have or get.
    pub label: Label,
    /// The label that they get instead.
    pub to: Label,
    /// How sure a suggestion must be.
    pub at_least: Confidence,
    /// In all articles, not only in the open one.
    pub everywhere: bool,
    /// What is left out, by the article and the start of the words.
    pub left_out: BTreeSet<(ArticleId, ByteOffset)>,
}

/// One place that is gathered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// In which article.
    pub article: ArticleId,
    /// The words.
    pub span: Span,
    /// The sentence around them.
    pub sentence: Span,
    /// The mark that stands there, if it is marks that are gathered.
    pub mark: Option<AnnotationId>,
    /// Whether the change can be made there.
    pub open: bool,
}

/// How sure a suggestion must be to be confirmed with others, unless another measure is set.
const SURE: Confidence = Confidence::from_permille(900);

impl Together {
    /// Words to be marked, unmarked or relabelled, in the open article, with nothing left out.
    pub fn new(aim: Aim, query: Query, label: Label) -> Self {
        Self {
            aim,
            query,
            to: label.clone(),
            label,
            at_least: SURE,
            everywhere: false,
            left_out: BTreeSet::new(),
        }
    }

    /// What an article has of it, in the order of the text.
    pub fn candidates(&self, article: &Article) -> Vec<Candidate> {
        match self.aim {
            Aim::Mark => self.words(article),
            Aim::Relabel | Aim::Delete => self.marks(article),
            Aim::Confirm => {
                let sure = alike::sure(article, self.at_least);
                sure.map(|mark| candidate(article, mark.span, Some(mark.id)))
                    .collect()
            }
        }
    }

    fn words(&self, article: &Article) -> Vec<Candidate> {
        let hits = alike::hits(article, &self.query, &self.label).into_iter();
        let wanted = hits.filter(|hit| hit.standing != Standing::Done);
        wanted
            .map(|hit| Candidate {
                article: article.id,
                span: hit.span,
                sentence: hit.sentence,
                mark: None,
                open: hit.is_open(),
            })
            .collect()
    }

    fn marks(&self, article: &Article) -> Vec<Candidate> {
        let found: BTreeSet<Span> = self.query.find(&article.text).into_iter().collect();
        let marks = article.annotations.visible();
        marks
            .filter(|mark| mark.label == self.label && found.contains(&mark.span))
            .map(|mark| candidate(article, mark.span, Some(mark.id)))
            .collect()
    }

    /// Whether a candidate is to be changed.
    pub fn takes(&self, candidate: &Candidate) -> bool {
        let place = (candidate.article, candidate.span.start());
        candidate.open && !self.left_out.contains(&place)
    }

    /// Leaves a candidate out, or takes it in again.
    pub fn toggle(&mut self, candidate: &Candidate) {
        let place = (candidate.article, candidate.span.start());
        if !self.left_out.remove(&place) {
            self.left_out.insert(place);
        }
    }

    fn edit(&self, article: &Article, fresh: AnnotationId) -> (usize, Option<Edit>) {
        let taken: Vec<Candidate> = self
            .candidates(article)
            .into_iter()
            .filter(|one| self.takes(one))
            .collect();
        let marks: Vec<AnnotationId> = taken.iter().filter_map(|one| one.mark).collect();
        let edit = match self.aim {
            Aim::Mark => alike::mark_all(
                article,
                taken.iter().map(|one| one.span),
                &self.label,
                fresh,
            ),
            Aim::Relabel => alike::relabel_all(article, &marks, &self.to),
            Aim::Delete => alike::delete_all(article, &marks),
            Aim::Confirm => alike::confirm_all(article, &marks),
        };
        (taken.len(), edit)
    }
}

fn candidate(article: &Article, span: Span, mark: Option<AnnotationId>) -> Candidate {
    Candidate {
        article: article.id,
        span,
        sentence: boundary::sentence_around(&article.text, span),
        mark,
        open: true,
    }
}

impl Session {
    /// What is gathered, while it is looked through.
    pub fn together(&self) -> Option<&Together> {
        self.together.as_ref()
    }

    /// Gathers in another way, or leaves more out.
    pub fn gather(&mut self, together: Together) {
        self.together = Some(together);
    }

    /// The label of the selected mark; else the one that the article has most of.
    pub(super) fn usual_label(&self) -> Label {
        let of_mark = self.selected().map(|mark| mark.label.clone());
        let first = || {
            let labels = self.workspace.labels.definitions();
            labels.first().map(|definition| definition.label.clone())
        };
        of_mark.or_else(first).unwrap_or(Label::PER)
    }

    /// Gathers the words of the selected mark or text.
    pub(super) fn open_together(&mut self, aim: Aim) {
        let span = self.caret.and_then(Caret::span);
        let span = span
            .or_else(|| self.selected().map(|mark| mark.span))
            .or_else(|| self.word());
        let words = self
            .article()
            .zip(span)
            .and_then(|(article, span)| span.slice(&article.text));
        if aim != Aim::Confirm && words.is_none() {
            self.effects.push(Effect::Say("select-first".into()));
            return;
        }
        let query = Query::exactly(words.unwrap_or_default());
        self.together = Some(Together::new(aim, query, self.usual_label()));
    }

    /// Lets go of what is gathered; `false` when nothing is.
    pub(super) fn close_together(&mut self) -> bool {
        self.together.take().is_some()
    }

    /// Makes the change with all that is gathered and not left out, as one step.
    pub(super) fn apply_together(&mut self, fresh: AnnotationId) {
        let Some(together) = self.together.take() else {
            return;
        };
        let only = self.open.filter(|_| !together.everywhere);
        let articles = self.kept();
        let wanted = articles.filter(|article| only.is_none_or(|id| article.id == id));
        let (mut count, mut edit) = (0, Edit::default());
        for (article, number) in wanted.zip(0..) {
            let (here, change) = together.edit(article, fresh.nth(number));
            count += here;
            edit = change.into_iter().fold(edit, Edit::then);
        }
        let id = match together.aim {
            Aim::Mark => "marked-alike",
            Aim::Relabel => "relabelled-alike",
            Aim::Delete => "removed-alike",
            Aim::Confirm => "confirmed-sure",
        };
        let title = Message::new(id).with("count", count);
        if !edit.is_empty() && self.make(edit, title.clone(), None) {
            self.selected = self.selected.filter(|id| self.mark(*id).is_some());
            self.caret = None;
            self.effects.push(Effect::SayUndoable(title));
        }
    }
}
