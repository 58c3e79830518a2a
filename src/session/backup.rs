//! A backup comes back.

use std::collections::BTreeMap;
use std::sync::Arc;

use dateline_annotation::{Article, ArticleId, Change, Edit, Entity, LabelSet};
use dateline_store::{merge, merge::difference};

use super::Session;
use crate::locale::Message;

/// What a backup would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Articles that are not here.
    pub fresh: usize,
    /// Articles that are here and differ.
    pub differ: usize,
    /// Articles that are here as they are in the backup.
    pub same: usize,
}

impl Session {
    /// Compares a backup with what is here.
    pub fn compare(&self, articles: &[Article]) -> Comparison {
        let mut comparison = Comparison::default();
        for article in articles {
            match self.workspace.article(article.id) {
                None => comparison.fresh += 1,
                Some(here) if **here == *article => comparison.same += 1,
                Some(_) => comparison.differ += 1,
            }
        }
        comparison
    }

    /// Brings a backup back, as one step: with `replace` instead of what is here, else merged with it article by
    /// article, where everything stays that either has.
    pub fn restore_backup(
        &mut self,
        name: &str,
        articles: Vec<Article>,
        (labels, entities): (LabelSet, BTreeMap<String, Entity>),
        note: &str,
        replace: bool,
    ) {
        self.adopt(Some(labels), entities);
        let edit = if replace {
            self.replacing(articles)
        } else {
            self.merging(articles, note)
        };
        if edit.is_empty() {
            return;
        }
        let title = Message::new("restored").with("name", name);
        if self.make(edit, title.clone(), None) {
            self.effects.push(super::Effect::SayUndoable(title));
        }
        if self.article().is_none() {
            let mut shown = self.workspace.articles().iter();
            self.open = shown
                .find(|article| !article.details.binned)
                .map(|article| article.id);
        }
        self.selected = self.selected.filter(|id| self.mark(*id).is_some());
    }

    fn replacing(&self, articles: Vec<Article>) -> Edit {
        let here = self.workspace.articles().iter();
        let gone = here.map(|article| Change::RemoveArticle {
            article: article.id,
        });
        gone.chain(articles.into_iter().map(insert_last)).collect()
    }

    fn merging(&self, articles: Vec<Article>, note: &str) -> Edit {
        let mut taken: Vec<ArticleId> = Vec::new();
        let mut edit = Edit::default();
        for mut article in articles {
            let here = self.workspace.article(article.id);
            let next = match here {
                Some(here) if here.text == article.text => {
                    difference(here, &merge(None, here, &article, note).article)
                }
                _ => {
                    // Another text under an identifier that is in use.
                    while self.workspace.article(article.id).is_some()
                        || taken.contains(&article.id)
                    {
                        article.id = article.id.next();
                    }
                    taken.push(article.id);
                    insert_last(article).into()
                }
            };
            edit = edit.then(next);
        }
        edit
    }
}

fn insert_last(article: Article) -> Change {
    Change::InsertArticle {
        index: usize::MAX,
        article: Arc::new(article),
    }
}
