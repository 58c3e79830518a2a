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

/// What a name stands for: a whole name, or a word of a person's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Whole(Label),
    /// The first of several words.
    GivenName,
    /// Any other word.
    FamilyName,
}

/// What a name and the one in its place have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    language: Option<Language>,
    role: Role,
    /// Before a vowel or an `h` French elides the word before.
    elides: bool,
    /// Of each word, whether it begins with a capital.
    capitals: Vec<bool>,
}

impl Likeness {
    fn of(article: &Article, role: Role, name: &str) -> Self {
        Self {
            language: article.language,
            role,
            elides: name.starts_with(|c: char| "aàâeéèêëhiîïoôuûüyæœ".contains(lower(c))),
            capitals: words(name)
                .map(|word| word.starts_with(char::is_uppercase))
                .collect(),
        }
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', '\u{a0}'])
}

/// The parts of a name that are replaced each by itself.
fn parts<'n>(label: &Label, name: &'n str) -> Vec<(Role, &'n str)> {
    if *label != Label::PER {
        return vec![(Role::Whole(label.clone()), name)];
    }
    let count = words(name).count();
    let role = |place| match place {
        0 if count > 1 => Role::GivenName,
        _ => Role::FamilyName,
    };
    words(name)
        .enumerate()
        .map(|(place, word)| (role(place), word))
        .collect()
}

/// Whether a mark's name may be another in a copy.
fn is_swapped(article: &Article, mark: &Mark) -> bool {
    let name = &article.text[mark.start..mark.end];
    let after = article.text[mark.end..].trim_start();
    let before = article.text[..mark.start].trim_end();
    SWAPPED.contains(&mark.label)
        && name.contains(char::is_lowercase)
        && !name.contains(|c: char| c.is_ascii_digit())
        && !after.starts_with('(')
        && !before.ends_with('(')
}

/// Copies of articles, each at the place of the one that it is of; `None` for those that were not marked in full.
///
/// Of so many folds an article is in the one of its number; the names in its copy are of the same fold, so that whoever has
/// not seen a fold has seen none of its names in copies of others.
pub(crate) fn copies(articles: &[Article], folds: usize) -> Vec<Option<Article>> {
    let folds = folds.max(1);
    let mut names: Vec<Names<'_>> = (0..folds).map(|_| Names::default()).collect();
    for (number, article) in articles.iter().enumerate() {
        if article.labels.is_none() {
            names[number % folds].add(article);
        }
    }
    let mut dice = Dice::new(2016);
    articles
        .iter()
        .enumerate()
        .map(|(number, article)| {
            let whole = article.labels.is_none();
            whole.then(|| swapped(article, &names[number % folds], &mut dice))
        })
        .collect()
}

/// The names of some articles.
#[derive(Debug, Default)]
struct Names<'a>(BTreeMap<Likeness, Vec<&'a str>>);

impl<'a> Names<'a> {
    fn add(&mut self, article: &'a Article) {
        let marks = article.marks.iter();
        for mark in marks.filter(|mark| is_swapped(article, mark)) {
            for (role, part) in parts(&mark.label, &article.text[mark.start..mark.end]) {
                let alike = self.0.entry(Likeness::of(article, role, part));
                alike.or_default().push(part);
            }
        }
    }

    /// One of the names that are like this one; itself where it is the only one.
    fn draw(&self, likeness: &Likeness, name: &'a str, dice: &mut Dice) -> &'a str {
        let alike = self.0.get(likeness).filter(|alike| !alike.is_empty());
        alike.map_or(name, |alike| alike[dice.below(alike.len())])
    }
}

fn swapped<'a>(article: &'a Article, names: &Names<'a>, dice: &mut Dice) -> Article {
    // A name that stays in one place stays in all.
    let staying: BTreeSet<&str> = article
        .marks
        .iter()
        .filter(|mark| SWAPPED.contains(&mark.label) && !is_swapped(article, mark))
        .flat_map(|mark| words(&article.text[mark.start..mark.end]))
        .filter(|word| word.starts_with(char::is_uppercase))
        .collect();
    let mut new_names: BTreeMap<(Role, &str), &str> = BTreeMap::new();
    let mut copy = Article {
        text: String::with_capacity(article.text.len()),
        marks: Vec::with_capacity(article.marks.len()),
        ..article.clone()
    };
    let mut done = 0;
    for mark in &article.marks {
        let Some(before) = article.text.get(done..mark.start) else {
            continue;
        };
        copy.text.push_str(before);
        let start = copy.text.len();
        let name = &article.text[mark.start..mark.end];
        if is_swapped(article, mark) && !words(name).any(|word| staying.contains(word)) {
            for (place, (role, part)) in parts(&mark.label, name).into_iter().enumerate() {
                if place > 0 {
                    copy.text.push(' ');
                }
                let likeness = Likeness::of(article, role.clone(), part);
                let new = new_names.entry((role, part));
                copy.text
                    .push_str(new.or_insert_with(|| names.draw(&likeness, part, dice)));
            }
        } else {
            copy.text.push_str(name);
        }
        copy.marks.push(Mark {
            start,
            end: copy.text.len(),
            label: mark.label.clone(),
        });
        done = mark.end;
    }
    copy.text.push_str(&article.text[done..]);
    copy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles() -> Vec<Article> {
        let marked = [
            "[[PER Ann Berger]] saw [[LOC Gent]]. [[PER Berger]] left [[LOC Gent]] for [[ORG Free Officers Front]] ([[ORG FOF]]).",
            "[[PER Piet Maas]] of [[ORG Old Mill Press]] lives in [[LOC Hoorn]].",
            "[[PER Wim Kok]] of [[ORG New Mill Press]] lives in [[LOC Wijk]].",
        ];
        marked
            .iter()
            .map(|marked| Article::parse("a", Some(Language::English), marked).unwrap())
            .collect()
    }

    fn names(article: &Article) -> Vec<&str> {
        let marks = article.marks.iter();
        marks
            .map(|mark| &article.text[mark.start..mark.end])
            .collect()
    }

    #[test]
    fn a_name_is_the_same_everywhere_in_a_copy() {
        let articles = articles();
        let copy = copies(&articles, 1)[0].clone().unwrap();
        let [full, town, short, again, front, acronym] = names(&copy)[..] else {
            panic!("{}", copy.text)
        };
        assert_ne!(copy.text, articles[0].text);
        assert_eq!(full.split(' ').next_back(), Some(short));
        assert_eq!(town, again);
        assert_eq!((front, acronym), ("Free Officers Front", "FOF"));
        assert_eq!(
            copy.text,
            format!("{full} saw {town}. {short} left {town} for Free Officers Front (FOF).")
        );
    }

    #[test]
    fn names_are_those_of_the_same_fold() {
        let articles = articles();
        let all = copies(&articles, 2);
        // The second article is alone in its fold: there is no other name for it.
        assert_eq!(all[1].as_ref().unwrap().text, articles[1].text);
        let strangers = names(&articles[1]);
        for copy in [&all[0], &all[2]] {
            let copy = copy.as_ref().unwrap();
            assert!(!names(copy).iter().any(|name| strangers.contains(name)));
        }
    }

    #[test]
    fn what_is_marked_in_part_has_no_copy() {
        let mut articles = articles();
        articles[1].labels = Some(vec![Label::PER]);
        assert!(copies(&articles, 1)[1].is_none());
    }
}
