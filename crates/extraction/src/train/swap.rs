//! Copies of articles with other names in them, so that the words around names are learned as well as the names.
//!
//! A name is replaced by one of its kind, language, number of words and use of capitals from another article, the same
//! everywhere in the copy. Words of people's names are replaced one by one, so that a surname alone follows its full
//! form. Acronyms and names beside a bracket stay: they say what they stand for.

use std::collections::{BTreeMap, BTreeSet};

use dateline_annotation::{Label, Language};

use crate::train::corpus::{Article, Mark};
use crate::train::learn::Dice;

/// Labels whose names are swapped.
const SWAPPED: [Label; 5] = [
    Label::PER,
    Label::ORG,
    Label::LOC,
    Label::GROUP,
    Label::EVENT,
];

/// What a name and the one in its place have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    language: Option<Language>,
    label: Label,
    words: usize,
    /// Begins with a vowel or an `h`, which decides in French whether the word before it is elided.
    vowel: bool,
    /// Each word begins with a capital, or with something else.
    capitals: Vec<bool>,
}

/// The names of all articles by kind, and the words of people's names: the first of several, and the others.
#[derive(Debug, Default)]
struct Pool {
    names: BTreeMap<Kind, Vec<String>>,
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', '\u{a0}'])
}

fn is_acronym(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

fn kind(article: &Article, label: &Label, name: &str) -> Kind {
    let first = name.chars().next().unwrap_or(' ');
    Kind {
        language: article.language,
        label: label.clone(),
        words: words(name).count(),
        vowel: "aeiouyhâàéèêîôAEIOUYHÂÀÉÈÊÎÔ".contains(first),
        capitals: words(name)
            .map(|word| word.starts_with(char::is_uppercase))
            .collect(),
    }
}

/// Whether a mark's name may be another in a copy.
fn is_swapped(article: &Article, mark: &Mark) -> bool {
    let name = &article.text[mark.start..mark.end];
    let after = article.text[mark.end..].trim_start();
    let before = article.text[..mark.start].trim_end();
    SWAPPED.contains(&mark.label)
        && !is_acronym(name)
        && !name.contains(|c: char| c.is_ascii_digit())
        && !after.starts_with('(')
        && !before.ends_with('(')
}

impl Pool {
    fn new(articles: &[Article]) -> Self {
        let mut pool = Self::default();
        for article in articles.iter().filter(|article| article.labels.is_none()) {
            for mark in article
                .marks
                .iter()
                .filter(|mark| is_swapped(article, mark))
            {
                let name = &article.text[mark.start..mark.end];
                let mut put = |name: &str, label: &Label| {
                    let names = pool.names.entry(kind(article, label, name)).or_default();
                    names.push(name.to_owned());
                };
                if mark.label == Label::PER {
                    let count = words(name).count();
                    words(name).enumerate().for_each(|(place, word)| {
                        put(word, &part(place, count));
                    });
                } else {
                    put(name, &mark.label);
                }
            }
        }
        pool
    }

    fn draw(&self, kind: &Kind, dice: &mut Dice) -> Option<&str> {
        let names = self.names.get(kind)?;
        Some(&names[dice.below(names.len())])
    }
}

/// Under what a word of a person's name is kept: the first of several, or any other.
fn part(place: usize, count: usize) -> Label {
    Label::new(if place == 0 && count > 1 {
        "first"
    } else {
        "last"
    })
}

/// A copy of each article with other names, in the order of the articles; `None` of those that were not marked in full.
pub(crate) fn copies(articles: &[Article]) -> Vec<Option<Article>> {
    let pool = Pool::new(articles);
    let mut dice = Dice::new(2016);
    let copy = |article| swapped(article, &pool, &mut dice);
    articles.iter().map(copy).collect()
}

fn swapped(article: &Article, pool: &Pool, dice: &mut Dice) -> Option<Article> {
    if article.labels.is_some() {
        return None;
    }
    // Names that stay somewhere in the article stay everywhere.
    let staying: BTreeSet<&str> = article
        .marks
        .iter()
        .filter(|mark| !is_swapped(article, mark))
        .flat_map(|mark| words(&article.text[mark.start..mark.end]))
        .collect();
    let mut known: BTreeMap<(Label, &str), String> = BTreeMap::new();
    let mut copy = Article {
        text: String::with_capacity(article.text.len()),
        marks: Vec::new(),
        ..article.clone()
    };
    let mut done = 0;
    for mark in &article.marks {
        copy.text.push_str(&article.text[done..mark.start]);
        let name = &article.text[mark.start..mark.end];
        let start = copy.text.len();
        if !is_swapped(article, mark) || words(name).any(|word| staying.contains(word)) {
            copy.text.push_str(name);
        } else if mark.label == Label::PER {
            let count = words(name).count();
            for (place, word) in words(name).enumerate() {
                if place > 0 {
                    copy.text.push(' ');
                }
                let part = part(place, count);
                let new = known.entry((Label::PER, word)).or_insert_with(|| {
                    let drawn = pool.draw(&kind(article, &part, word), dice);
                    drawn.unwrap_or(word).to_owned()
                });
                copy.text.push_str(new);
            }
        } else {
            let new = known.entry((mark.label.clone(), name)).or_insert_with(|| {
                let drawn = pool.draw(&kind(article, &mark.label, name), dice);
                drawn.unwrap_or(name).to_owned()
            });
            copy.text.push_str(new);
        }
        copy.marks.push(Mark {
            start,
            end: copy.text.len(),
            label: mark.label.clone(),
        });
        done = mark.end;
    }
    copy.text.push_str(&article.text[done..]);
    Some(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles() -> Vec<Article> {
        let marked = [
            "[[PER Ann Berger]] saw [[LOC Gent]]. [[PER Berger]] left [[LOC Gent]] for [[ORG Free Officers Front]] ([[ORG FOF]]).",
            "[[PER Piet Maas]] of [[ORG Old Mill Press]] lives in [[LOC Hoorn]].",
        ];
        marked
            .iter()
            .map(|marked| Article::parse("a", Some(Language::English), marked).unwrap())
            .collect()
    }

    #[test]
    fn a_name_is_the_same_everywhere_in_a_copy() {
        for copy in copies(&articles()).into_iter().flatten() {
            let names: Vec<_> = copy
                .marks
                .iter()
                .map(|mark| &copy.text[mark.start..mark.end])
                .collect();
            if let [full, town, short, again, ..] = names[..] {
                assert_eq!(full.split(' ').next_back(), Some(short));
                assert_eq!(town, again);
            }
        }
    }

    #[test]
    fn what_an_acronym_stands_for_stays() {
        let copies = copies(&articles());
        let copy = copies[0].as_ref().unwrap();
        assert!(
            copy.text.ends_with("Free Officers Front (FOF)."),
            "{}",
            copy.text
        );
        let labels = |article: &Article| {
            let labels = article.marks.iter().map(|mark| mark.label.clone());
            labels.collect::<Vec<_>>()
        };
        assert_eq!(labels(copy), labels(&articles()[0]));
    }

    #[test]
    fn what_is_marked_in_part_has_no_copy() {
        let mut articles = articles();
        articles[1].labels = Some(vec![Label::PER]);
        assert!(copies(&articles)[1].is_none());
    }
}
