//! What an adapter of a format says of it, and what goes in and out of one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use dateline_annotation::{Annotation, Article, Entity, LabelSet};

use super::Loss;
use super::draft::Draft;
use super::report::Report;
use crate::json;

/// One file: a name without folders, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Part {
    /// A file of this name and content.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
    }

    /// Its content as text; of a file that is no text, what can be shown of it.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// What follows the last dot of its name, in lower case.
    pub(super) fn extension(&self) -> String {
        let extension = self.name.rsplit_once('.');
        extension.map_or_else(String::new, |(_, end)| end.to_ascii_lowercase())
    }

    pub(super) fn has_extension(&self, wanted: &str) -> bool {
        let extension = self.name.rsplit_once('.');
        extension.is_some_and(|(_, extension)| extension.eq_ignore_ascii_case(wanted))
    }

    /// The name without what follows its last dot.
    pub(super) fn stem(&self) -> &str {
        self.name
            .rsplit_once('.')
            .map_or(&*self.name, |(stem, _)| stem)
    }
}

/// The articles to write, and what belongs to them.
#[derive(Debug, Clone, Copy)]
pub struct Set<'a> {
    /// The articles, in their order.
    pub articles: &'a [Arc<Article>],
    /// The labels that their annotations have.
    pub labels: &'a LabelSet,
    /// The entities that their annotations mention, by identifier.
    pub entities: &'a BTreeMap<String, Entity>,
    /// The number of the first article, from 1, in the names of files: another than 1 where a
    /// long list is written piece by piece.
    pub first: usize,
}

/// No entities, for sets that mention none.
static NO_ENTITIES: BTreeMap<String, Entity> = BTreeMap::new();

impl<'a> Set<'a> {
    /// The whole of a list whose annotations mention no named entities.
    pub fn new(articles: &'a [Arc<Article>], labels: &'a LabelSet) -> Self {
        Self {
            articles,
            labels,
            entities: &NO_ENTITIES,
            first: 1,
        }
    }

    /// Each article with a name for its file, without extension.
    pub(super) fn named(&self) -> impl Iterator<Item = (String, &'a Arc<Article>)> + use<'a> {
        let numbers = self.first..;
        let named = |(number, article)| (format!("article-{number:04}"), article);
        numbers.zip(self.articles).map(named)
    }
}

/// What was written, and what did not go in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// One file for most formats; one or two an article where the tool wants it so.
    pub files: Vec<Part>,
    /// What the format can't hold of these articles; the same as [`losses`](super::losses) says beforehand.
    pub losses: Vec<Loss>,
}

/// How much of an article's text a format keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    /// Every character.
    Exact,
    /// Its tokens, but not what stands between them.
    Tokens,
    /// Nothing but what is marked.
    Marked,
}

/// Which remarks a format keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notes {
    None,
    /// Those of one line without white space at its edges.
    Line,
    Any,
}

/// What a format can hold.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a list of independent yes or no"
)]
pub(super) struct Holds {
    pub text: Holding,
    pub overlaps: bool,
    /// Marks that start or end in white space, or consist of it.
    pub loose_edges: bool,
    /// That nobody has decided about a mark yet.
    pub suggestions: bool,
    /// Rejected marks, and which they are.
    pub rejected: bool,
    pub confidences: bool,
    /// Whether the value of a mark, if it has one, is held.
    pub value: fn(&Annotation) -> bool,
    pub entities: bool,
    pub notes: Notes,
    /// Title, language, day, source, author, state and file of an article.
    pub details: bool,
    /// Control characters, which XML forbids.
    pub controls: bool,
    /// The name of a label as it stands in a file.
    pub label: fn(&str) -> Cow<'_, str>,
}

impl Holds {
    /// A format that has text, spans and names of labels, and nothing else.
    pub(super) const SPANS: Self = Self {
        text: Holding::Exact,
        overlaps: true,
        loose_edges: true,
        suggestions: false,
        rejected: false,
        confidences: false,
        value: |annotation| annotation.value.is_none(),
        entities: false,
        notes: Notes::None,
        details: false,
        controls: true,
        label: |name| Cow::Borrowed(name),
    };

    /// A format with room for everything that is known of a mark.
    pub(super) const ALL: Self = Self {
        suggestions: true,
        confidences: true,
        value: |_| true,
        entities: true,
        notes: Notes::Any,
        details: true,
        ..Self::SPANS
    };

    /// A format of tokens and tags.
    pub(super) const TAGS: Self = Self {
        text: Holding::Tokens,
        overlaps: false,
        loose_edges: false,
        label: without_space,
        ..Self::SPANS
    };
}

/// The name of a label with an underscore for each character that would end a column.
pub(super) fn without_space(name: &str) -> Cow<'_, str> {
    let odd = |c: char| c.is_whitespace() || c.is_control();
    if name.contains(odd) {
        Cow::Owned(name.replace(odd, "_"))
    } else {
        Cow::Borrowed(name)
    }
}

/// What tells a format: the name of a file and what is in it.
pub(super) struct Clue<'a> {
    /// What follows the last dot of the name, in lower case.
    pub extension: &'a str,
    /// The content of a file that is text.
    pub text: &'a str,
    pub bytes: &'a [u8],
    /// It is JSON and calls itself Dateline's.
    pub ours: bool,
    /// The keys of the first object, if it is JSON.
    pub keys: &'a dyn Fn(&[&str]) -> bool,
}

/// How a format is read.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// From a file and the one that belongs to it, to articles that are not checked yet.
    Drafts(fn(&Source, &mut Report) -> Vec<Draft>),
    /// To articles with all that is known of them.
    Whole(fn(&Source, &mut Report) -> json::File),
}

/// A file to read.
pub(super) struct Source<'a> {
    pub name: &'a str,
    /// Its content, where the format is text.
    pub text: &'a str,
    pub bytes: &'a [u8],
    /// The text that a stand-off file speaks of.
    pub companion: Option<&'a str>,
    /// The number of its first line, for messages.
    pub first_line: usize,
}

/// What a list of articles becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Files {
    /// One file; pieces of it, each written with the number of its first article, may simply be put one after the other.
    Joining,
    /// One file that is a JSON list; pieces of it are joined by taking the brackets between them away.
    List,
    /// One file, which holds all that there is.
    One,
    /// One file, or two, for each article.
    Each,
}

/// One format; each module of this folder that is a format has one.
pub(super) struct Adapter {
    pub name: &'static str,
    pub title: &'static str,
    /// In one line, who reads it.
    pub about: &'static str,
    pub extension: &'static str,
    pub files: Files,
    /// Whether each line, or each item of a JSON list, is an article of its own, whatever stands before and after.
    pub items: bool,
    /// Whether its files are bytes and no text.
    pub binary: bool,
    pub holds: Holds,
    pub write: fn(&Set) -> Vec<Part>,
    pub read: Option<Reader>,
    pub recognises: fn(&Clue) -> bool,
}
