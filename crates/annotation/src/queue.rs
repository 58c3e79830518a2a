//! Which articles are listed, in which order: the queue that a person works through.

use std::cmp::Reverse;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Annotation, Article, ArticleState, Language, Workspace};

/// Below this confidence, in thousandths, an undecided mark counts as uncertain.
pub const UNCERTAIN_PERMILLE: u16 = 500;

/// What is listed, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Queue {
    /// Words that all must stand in an article: its title, source, author, text or the notes on its marks.
    #[serde(default)]
    pub query: String,
    /// Only articles of this state.
    #[serde(default)]
    pub state: Option<ArticleState>,
    /// Only articles in this language.
    #[serde(default)]
    pub language: Option<Language>,
    /// What comes first.
    #[serde(default)]
    pub order: Order,
    /// The articles of the bin, instead of the others.
    #[serde(default)]
    pub bin: bool,
}

/// What comes first in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Order {
    /// What was added last.
    #[default]
    Added,
    /// The newest publication; undated ones come last.
    Published,
    /// What has the most undecided marks.
    Left,
    /// What has the most uncertain marks.
    Uncertain,
    /// The titles in their alphabetical order.
    Title,
}

impl Order {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Added,
        Self::Published,
        Self::Left,
        Self::Uncertain,
        Self::Title,
    ];
}

/// Whether the machine itself is not sure of a suggestion.
pub fn is_uncertain(mark: &Annotation) -> bool {
    let unsure = mark
        .confidence
        .is_some_and(|confidence| confidence.permille() < UNCERTAIN_PERMILLE);
    unsure && !mark.is_decided()
}

impl Queue {
    /// The articles that are listed, in their order.
    ///
    /// ```
    /// use dateline_annotation::{Article, Workspace, queue::Queue};
    /// let workspace = Workspace::new([Article::new("Storm in Gent"), Article::new("Élection à Rome")]);
    /// let queue = Queue { query: "election".into(), ..Queue::default() };
    /// assert_eq!(queue.list(&workspace).len(), 1);
    /// ```
    pub fn list<'a>(&self, workspace: &'a Workspace) -> Vec<&'a Arc<Article>> {
        let query: Vec<String> = self.query.split_whitespace().map(folded).collect();
        let mut listed: Vec<_> = workspace
            .articles()
            .iter()
            .filter(|article| self.admits(article) && contains(article, &query))
            .collect();
        match self.order {
            Order::Added => {}
            Order::Published => listed.sort_by_key(|article| Reverse(article.details.published)),
            Order::Left => {
                listed.sort_by_cached_key(|article| Reverse(article.annotations.tally().left()));
            }
            Order::Uncertain => {
                listed.sort_by_cached_key(|article| Reverse(article.annotations.tally().uncertain));
            }
            Order::Title => listed.sort_by_cached_key(|article| folded(&article.details.title)),
        }
        listed
    }

    /// Whether nothing narrows the list down.
    pub fn is_everything(&self) -> bool {
        self.query.trim().is_empty() && self.state.is_none() && self.language.is_none() && !self.bin
    }

    fn admits(&self, article: &Article) -> bool {
        let details = &article.details;
        details.binned == self.bin
            && self.state.is_none_or(|state| details.state == state)
            && self
                .language
                .is_none_or(|language| details.language == Some(language))
    }
}

fn contains(article: &Article, query: &[String]) -> bool {
    if query.is_empty() {
        return true;
    }
    let details = &article.details;
    let mut searched = vec![
        folded(&details.title),
        folded(&details.source),
        folded(&details.author),
        folded(&article.text),
    ];
    let notes = article
        .annotations
        .iter()
        .filter(|mark| !mark.note.is_empty());
    searched.extend(notes.map(|mark| folded(&mark.note)));
    query
        .iter()
        .all(|word| searched.iter().any(|text| text.contains(word)))
}

/// Text as it is compared: without case, and Latin letters without accents.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        '’' => '\'',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AnnotationId, Confidence, Edit, Label, Span, correction, correction::Offer};

    fn article(text: &str, set: impl FnOnce(&mut crate::Details)) -> Article {
        let mut article = Article::new(text);
        set(&mut article.details);
        article
    }

    fn offer(text: &str, words: &str, permille: u16) -> Offer {
        let start = text.find(words).unwrap();
        Offer {
            span: Span::of(text, start, start + words.len()).unwrap(),
            label: Label::PER,
            confidence: Confidence::from_permille(permille),
            origin: crate::Origin::Model,
            value: None,
        }
    }

    fn titles(queue: &Queue, workspace: &Workspace) -> Vec<String> {
        let listed = queue.list(workspace);
        listed
            .iter()
            .map(|article| article.details.title.clone())
            .collect()
    }

    fn workspace() -> Workspace {
        Workspace::new([
            article("Berlin slept", |details| details.state = ArticleState::Done),
            article("Émile left Anvers", |details| {
                details.published = "2016-11-27".parse().ok();
                details.language = Some(Language::French);
            }),
            article("Cairo woke", |details| details.binned = true),
            article("athens met Zoë and Ann", |details| {
                details.published = "2020-01-01".parse().ok();
            }),
        ])
    }

    #[test]
    fn orders_put_first_what_they_say() {
        let mut workspace = workspace();
        let last = workspace.articles()[3].clone();
        let offers = [offer(&last.text, "Zoë", 400), offer(&last.text, "Ann", 900)];
        workspace
            .apply(correction::suggest(&last, Language::English, offers))
            .unwrap();
        let by = |order| {
            titles(
                &Queue {
                    order,
                    ..Queue::default()
                },
                &workspace,
            )
        };
        let (berlin, emile, athens) = (
            "Berlin slept",
            "Émile left Anvers",
            "athens met Zoë and Ann",
        );
        assert_eq!(by(Order::Added), [berlin, emile, athens]);
        assert_eq!(by(Order::Published), [athens, emile, berlin]);
        assert_eq!(by(Order::Left), [athens, berlin, emile]);
        assert_eq!(by(Order::Uncertain), [athens, berlin, emile]);
        assert_eq!(by(Order::Title), [athens, berlin, emile]);
        let tally = workspace.article(last.id).unwrap().annotations.tally();
        assert_eq!((tally.marks, tally.left(), tally.uncertain), (2, 2, 1));
    }

    #[test]
    fn all_words_of_a_query_are_found_without_case_and_accents_also_in_notes() {
        let mut workspace = workspace();
        let search = |workspace: &Workspace, query: &str| {
            titles(
                &Queue {
                    query: query.to_owned(),
                    ..Queue::default()
                },
                workspace,
            )
        };
        assert_eq!(search(&workspace, "EMILE anv"), ["Émile left Anvers"]);
        assert_eq!(search(&workspace, "emile berlin"), [""; 0]);
        let second = workspace.articles()[1].clone();
        let span = Span::of(&second.text, 0, "Émile".len()).unwrap();
        let mark =
            |article: &Article| correction::mark(article, AnnotationId::new(7), span, &Label::PER);
        workspace.apply(mark(&second).unwrap()).unwrap();
        let marked = workspace.article(second.id).unwrap().clone();
        let note: Edit = correction::set_note(&marked, AnnotationId::new(7), "to check").unwrap();
        workspace.apply(note).unwrap();
        assert_eq!(search(&workspace, "check"), ["Émile left Anvers"]);
    }

    #[test]
    fn filters_admit_one_state_one_language_or_the_bin() {
        let workspace = workspace();
        let done = Queue {
            state: Some(ArticleState::Done),
            ..Queue::default()
        };
        assert_eq!(titles(&done, &workspace), ["Berlin slept"]);
        let french = Queue {
            language: Some(Language::French),
            ..Queue::default()
        };
        assert_eq!(titles(&french, &workspace), ["Émile left Anvers"]);
        let bin = Queue {
            bin: true,
            ..Queue::default()
        };
        assert_eq!(titles(&bin, &workspace), ["Cairo woke"]);
        assert!(!bin.is_everything() && Queue::default().is_everything());
    }
}
