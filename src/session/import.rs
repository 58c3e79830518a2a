//! What comes in: articles with what belongs to them, as one step.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use dateline_annotation::{Article, ArticleId, Change, Edit, Entity, LabelSet};

use super::{Effect, Message, Session};
use crate::importing::Brought;
use crate::keys;

impl Session {
    /// As [`Session::import`], of articles that are all to be read by the machine, or none.
    pub fn add_articles(&mut self, articles: Vec<Article>, read: bool) {
        let articles = articles.into_iter().map(|article| (article, read));
        self.import(articles.collect(), Vec::new());
    }

    /// Puts articles in at the top of the list as one step, with the labels that came with them; opens the first, and has
    /// those read that are told to. Returns which are to be read.
    ///
    /// An article that is here already, or was read from the same file, is opened instead; another text under its
    /// identifier gets a new one.
    pub fn import(
        &mut self,
        articles: Vec<(Article, bool)>,
        brought: Vec<Brought>,
    ) -> BTreeSet<ArticleId> {
        let labels = self.labels_with(&brought);
        for Brought { entities, .. } in brought {
            self.adopt_entities(entities);
        }
        let (fresh, known) = self.sort_out(articles);
        let unread = fresh.iter().filter(|(_, read)| *read);
        let unread: BTreeSet<ArticleId> = unread.map(|(article, _)| article.id).collect();
        let fresh: Vec<Article> = fresh.into_iter().map(|(article, _)| article).collect();
        let alone = fresh.is_empty();
        if self.take_over(fresh, labels) {
            self.effects
                .extend(unread.iter().map(|id| Effect::Extract(*id)));
        }
        self.tell_known(&known, alone);
        unread
    }

    /// The articles that are not here yet, and which of those here the others are.
    fn sort_out(&self, articles: Vec<(Article, bool)>) -> (Vec<(Article, bool)>, Vec<ArticleId>) {
        let here = self.workspace.articles();
        let by_id: HashMap<ArticleId, &Arc<Article>> =
            here.iter().map(|article| (article.id, article)).collect();
        let hashes = here
            .iter()
            .filter_map(|article| Some((hash(article)?, article.id)));
        let mut files: HashMap<String, ArticleId> =
            hashes.map(|(hash, id)| (hash.to_owned(), id)).collect();
        let mut taken: HashSet<ArticleId> = by_id.keys().copied().collect();
        let mut texts: HashMap<ArticleId, Arc<str>> = HashMap::new();
        let (mut fresh, mut known) = (Vec::new(), Vec::new());
        for (mut article, read) in articles {
            let same = by_id
                .get(&article.id)
                .filter(|same| same.text == article.text && (read || ****same == article));
            let same_text = texts
                .get(&article.id)
                .filter(|text| read && **text == article.text);
            let same_file = hash(&article)
                .filter(|_| read)
                .and_then(|hash| files.get(hash));
            let same = same.map(|same| same.id).or(same_file.copied());
            if let Some(id) = same.or(same_text.map(|_| article.id)) {
                known.push(id);
                continue;
            }
            texts.insert(article.id, article.text.clone());
            while !taken.insert(article.id) {
                article.id = article.id.next();
            }
            if let Some(hash) = hash(&article).filter(|_| read) {
                files.insert(hash.to_owned(), article.id);
            }
            fresh.push((article, read));
        }
        (fresh, known)
    }

    /// Puts articles and labels in as one step; whether any article came.
    fn take_over(&mut self, fresh: Vec<Article>, labels: LabelSet) -> bool {
        let title = match &fresh[..] {
            [] => Message::new("changed-labels"),
            [article] => Message::new("added-article").with("title", &*article.details.title),
            articles => Message::new("added-articles").with("count", articles.len()),
        };
        let first = fresh.first().map(|article| article.id);
        let many = fresh.len() > 1;
        let insert = |(index, article)| Change::InsertArticle {
            index,
            article: Arc::new(article),
        };
        let labels = Some(labels).filter(|labels| *labels != self.workspace.labels);
        let inserted = fresh.into_iter().enumerate().map(insert);
        let edit: Edit = inserted.chain(labels.map(Change::SetLabels)).collect();
        if edit.is_empty() || !self.make(edit, title.clone(), None) {
            return false;
        }
        if many {
            self.effects.push(Effect::SayUndoable(title));
        }
        if let Some(first) = first {
            self.open_article(first);
        }
        first.is_some()
    }

    /// Says which articles were here already, and shows the first if none is new.
    fn tell_known(&mut self, known: &[ArticleId], alone: bool) {
        let Some(first) = known.first() else { return };
        if alone {
            self.unbin(*first);
            self.open_article(*first);
        }
        let said = match known {
            [_] if alone => "here-already".into(),
            known => Message::new("here-already-many").with("count", known.len()),
        };
        self.effects.push(Effect::Say(said));
    }

    /// The label set with what files brought: a person's own set in place of the default one while there is no article,
    /// and else the labels that this one lacks.
    fn labels_with(&self, brought: &[Brought]) -> LabelSet {
        let empty = self.workspace.articles().is_empty();
        let replaced = empty && brought.iter().any(|brought| brought.own);
        let own = self.workspace.labels.definitions().iter();
        let own = own.filter(|_| !replaced).cloned();
        let others = brought
            .iter()
            .flat_map(|it| it.labels.definitions().to_vec());
        if brought.is_empty() {
            return self.workspace.labels.clone();
        }
        keys::with_own_keys(&LabelSet::new(own.chain(others)))
    }

    fn adopt_entities(&mut self, entities: BTreeMap<String, Entity>) {
        for (id, entity) in entities {
            self.workspace.entities.entry(id).or_insert(entity);
        }
        self.effects.push(Effect::Save(BTreeSet::new()));
    }
}

/// The hash of the file that an article was read from.
fn hash(article: &Article) -> Option<&str> {
    let provenance = article.details.provenance.as_ref()?;
    Some(&*provenance.sha256).filter(|hash| !hash.is_empty())
}
