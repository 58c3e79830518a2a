//! All articles, labels and entities that a person works with.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Article, ArticleId, Label, LabelSet};

/// A person, place or group that mentions share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub label: Label,
}

/// Everything that is open. Articles change only through [`Edit`](crate::Edit)s; the label set and the entities of
/// a file are [adopted](Self::adopt).
///
/// Articles are shared, so that a copy of the workspace costs next to nothing and two copies can
/// be compared article by article through their pointers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workspace {
    pub(crate) articles: Vec<Arc<Article>>,
    /// The labels in use.
    pub labels: LabelSet,
    /// What mentions refer to, by identifier.
    pub entities: BTreeMap<String, Entity>,
}

impl Workspace {
    /// A workspace of these articles; of two with one identifier the first is kept.
    pub fn new(articles: impl IntoIterator<Item = Article>) -> Self {
        let mut workspace = Self::default();
        for article in articles {
            if workspace.article(article.id).is_none() {
                workspace.articles.push(Arc::new(article));
            }
        }
        workspace
    }

    /// The articles in their order.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// Where the article of this identifier stands.
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        self.articles.iter().position(|article| article.id == id)
    }

    /// The article of this identifier.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// Takes the label set and entities of a file over: all of them while there is no article, else those that it lacks.
    pub fn adopt(&mut self, labels: &LabelSet, entities: BTreeMap<String, Entity>) {
        let own = if self.articles.is_empty() {
            &[]
        } else {
            self.labels.definitions()
        };
        self.labels = LabelSet::new(own.iter().chain(labels.definitions()).cloned());
        for (id, entity) in entities {
            self.entities.entry(id).or_insert(entity);
        }
    }

    /// `id`, or the first one after it that no article has.
    pub fn free_id(&self, id: ArticleId) -> ArticleId {
        std::iter::successors(Some(id), |id| Some(id.next()))
            .find(|id| self.position(*id).is_none())
            .unwrap_or(id)
    }
}
