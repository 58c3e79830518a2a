//! What another tab, or the other store, has that this session lacks.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::{Article, ArticleId, Change, Edit};
use dateline_store::content::Set;
use dateline_store::{merge, merge::difference};

use super::{Effect, Session};
use crate::keys;

/// An article as it is stored, beside what this session has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Which.
    pub id: ArticleId,
    /// What this session's version was made of; `None` when it had none.
    pub shared: Option<Arc<Article>>,
    /// What is stored; `None` when it was deleted.
    pub article: Option<Arc<Article>>,
}

/// What is stored that this session lacks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Articles.
    pub arrivals: Vec<Arrival>,
    /// The order of all.
    pub order: Vec<ArticleId>,
    /// Label set and entities.
    pub set: Option<Set>,
    /// In how many places two tabs contradicted each other.
    pub conflicts: usize,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// How many articles changed, came or went.
    pub changed: usize,
    /// In how many places both readings were kept.
    pub conflicts: usize,
    /// Articles that are more than what is stored, to be saved.
    pub unsaved: BTreeSet<ArticleId>,
}

impl Session {
    /// Takes in what is stored, together with what this session has changed since. Undo passes over it.
    ///
    /// `note` is written on second readings. With `read`, articles that nobody has read yet are.
    pub fn take_in(&mut self, news: News, note: &str, read: bool) -> Taken {
        let mut taken = Taken {
            conflicts: news.conflicts,
            ..Taken::default()
        };
        if let Some((labels, entities)) = news.set {
            self.workspace.labels = keys::with_own_keys(&labels);
            self.workspace.entities = entities;
        }
        // From the last to the first, so that what follows an article is here when its place is looked for.
        for arrival in news.arrivals.into_iter().rev() {
            let id = arrival.id;
            let Some(edit) = self.edit_of(arrival, &news.order, note, &mut taken) else {
                continue;
            };
            // What does not fit is stored and comes again with the next visit.
            if self.workspace.apply(edit).is_ok() {
                taken.changed += 1;
                let unread = self
                    .workspace
                    .article(id)
                    .filter(|article| read && is_unread(article));
                self.effects.extend(unread.map(|_| Effect::Extract(id)));
            }
        }
        if self.article().is_none() {
            let mut shown = self.workspace.articles().iter();
            self.open = shown
                .find(|article| !article.details.binned)
                .map(|article| article.id);
        }
        self.selected = self.selected.filter(|id| self.mark(*id).is_some());
        taken
    }

    /// What an arrival amounts to; `None` when nothing changes here.
    fn edit_of(
        &self,
        arrival: Arrival,
        order: &[ArticleId],
        note: &str,
        taken: &mut Taken,
    ) -> Option<Edit> {
        let Arrival {
            id,
            shared,
            article,
        } = arrival;
        match (self.workspace.article(id), article) {
            (Some(here), Some(stored)) => {
                let merged = merge(shared.as_deref(), here, &stored, note);
                taken.conflicts += merged.conflicts.len();
                if merged.article != *stored {
                    taken.unsaved.insert(id);
                }
                Some(difference(here, &merged.article)).filter(|edit| !edit.is_empty())
            }
            // Deleted here and not stored so yet: the save that follows decides.
            (None, Some(_)) if shared.is_some() => None,
            (None, Some(article)) => {
                let index = self.place_of(id, order);
                Some(Change::InsertArticle { index, article }.into())
            }
            (Some(here), None) if shared.as_ref() == Some(here) => {
                Some(Change::RemoveArticle { article: id }.into())
            }
            // Deleted elsewhere and changed here: it stays.
            (Some(_), None) => {
                taken.conflicts += 1;
                taken.unsaved.insert(id);
                None
            }
            (None, None) => None,
        }
    }

    /// Where an article goes: before the one that follows it in the stored order.
    fn place_of(&self, id: ArticleId, order: &[ArticleId]) -> usize {
        let mut after = order.iter().skip_while(|other| **other != id).skip(1);
        let next = after.find_map(|next| self.workspace.position(*next));
        next.unwrap_or(self.workspace.articles().len())
    }
}

/// Whether the machine has yet to read an article. One that it failed on is flagged and left to the person.
pub(super) fn is_unread(article: &Article) -> bool {
    article.details.language.is_none()
        && article.annotations.is_empty()
        && article.details.state != dateline_annotation::ArticleState::Flagged
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_annotation::{Annotation, AnnotationId, Label, Origin, Span, State, Workspace};

    fn marked(article: &Article, id: u64, label: Label) -> Article {
        let mut article = article.clone();
        article.annotations.put(Annotation {
            id: AnnotationId::new(id),
            span: Span::of(&article.text, 0, 3).unwrap(),
            label,
            origin: Origin::Person,
            state: State::Confirmed,
            confidence: None,
            value: None,
            entity: None,
            note: String::new(),
            value_set: false,
        });
        article
    }

    fn session(articles: &[&Article]) -> Session {
        Session::restore(
            Workspace::new(articles.iter().map(|article| (*article).clone())),
            None,
            None,
        )
    }

    fn arrival(shared: Option<&Article>, id: ArticleId, article: Option<&Article>) -> News {
        News {
            arrivals: vec![Arrival {
                id,
                shared: shared.cloned().map(Arc::new),
                article: article.cloned().map(Arc::new),
            }],
            ..News::default()
        }
    }

    #[test]
    fn what_another_tab_stored_is_shown_and_not_saved_again() {
        let base = Article::new("Gent 2016");
        let mut session = session(&[&base]);
        let stored = marked(&base, 1, Label::LOC);
        let taken = session.take_in(arrival(Some(&base), base.id, Some(&stored)), "", false);
        assert_eq!(*session.workspace().articles()[0], stored);
        assert_eq!(
            (taken.changed, taken.conflicts, taken.unsaved.len()),
            (1, 0, 0)
        );
    }

    #[test]
    fn what_was_changed_here_too_stays_and_is_to_be_saved() {
        let base = Article::new("Gent 2016");
        let mut session = session(&[&marked(&base, 1, Label::LOC)]);
        let stored = marked(&base, 2, Label::ORG);
        let taken = session.take_in(arrival(Some(&base), base.id, Some(&stored)), "", false);
        assert_eq!(session.workspace().articles()[0].annotations.len(), 2);
        assert_eq!(taken.unsaved, BTreeSet::from([base.id]));
    }

    #[test]
    fn an_article_that_another_tab_deleted_goes_unless_it_was_changed_here() {
        let base = Article::new("Gent 2016");
        let mut unchanged = session(&[&base]);
        unchanged.take_in(arrival(Some(&base), base.id, None), "", false);
        assert!(unchanged.workspace().articles().is_empty());
        let mut changed = session(&[&marked(&base, 1, Label::LOC)]);
        let taken = changed.take_in(arrival(Some(&base), base.id, None), "", false);
        assert_eq!(changed.workspace().articles().len(), 1);
        assert_eq!((taken.conflicts, taken.unsaved.len()), (1, 1));
    }

    #[test]
    fn articles_come_to_their_places_and_unread_ones_are_read() {
        let all = ["a a", "b b", "c c", "d d"].map(Article::new);
        let mut session = session(&[&all[2]]);
        session.take_effects();
        let order: Vec<ArticleId> = all.iter().map(|article| article.id).collect();
        let arrivals = [0, 1, 3].map(|index: usize| Arrival {
            id: all[index].id,
            shared: None,
            article: Some(Arc::new(all[index].clone())),
        });
        let news = News {
            arrivals: arrivals.into(),
            order: order.clone(),
            ..News::default()
        };
        session.take_in(news, "", true);
        let places: Vec<ArticleId> = session
            .workspace()
            .articles()
            .iter()
            .map(|article| article.id)
            .collect();
        assert_eq!(places, order);
        let read = session
            .take_effects()
            .into_iter()
            .filter(|effect| matches!(effect, Effect::Extract(_)));
        assert_eq!(read.count(), 3);
    }

    #[test]
    fn a_backup_is_merged_or_replaces_all_and_both_are_undone() {
        let (base, other) = (Article::new("Gent 2016"), Article::new("Luik 2017"));
        let here = marked(&base, 1, Label::LOC);
        for (replace, articles, marks) in [(false, 2, 2), (true, 1, 1)] {
            let mut session = session(&[&other, &here]);
            let backup = vec![marked(&base, 2, Label::ORG)];
            let comparison = session.compare(&backup);
            assert_eq!(
                (comparison.fresh, comparison.differ, comparison.same),
                (0, 1, 0)
            );
            let before = session.workspace().clone();
            session.restore_backup("b.json", backup, Default::default(), "", replace);
            assert_eq!(session.workspace().articles().len(), articles);
            assert_eq!(
                session
                    .workspace()
                    .article(base.id)
                    .unwrap()
                    .annotations
                    .len(),
                marks
            );
            session.run(crate::keys::Command::Undo, AnnotationId::new(0));
            assert_eq!(session.workspace().articles(), before.articles());
        }
    }
}
