//! From a file to articles.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleId, Details, Entity, Label, LabelDefinition,
    LabelSet, Language, Provenance, Span,
};

use super::error::reason;
use super::place::{Unit, place};
use super::{MAX_FILE_BYTES, Notice, ReadError, VERSION, shape, wire};
use crate::MAX_TEXT_BYTES;

/// What stands in a Dateline file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    /// The articles in their order; no two have one identifier.
    pub articles: Vec<Arc<Article>>,
    /// The label set; the default one where the file has none.
    pub labels: LabelSet,
    /// What the annotations mention, by identifier.
    pub entities: BTreeMap<String, Entity>,
    /// What a person should know about how it was read.
    pub notices: Vec<Notice>,
}

/// An article that [`write_article`](super::write_article) had written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The article.
    pub article: Arc<Article>,
    /// What a person should know about how it was read.
    pub notices: Vec<Notice>,
}

/// Reads a Dateline file of any version up to [`VERSION`].
///
/// The inverse of [`write`](super::write). Fields that are not known are passed over.
///
/// # Errors
/// When the text is not JSON, is another tool's or a newer Dateline's, lacks a field or has
/// something else in it, or is too large. What can be repaired is no error but a [`Notice`].
pub fn read(text: &str) -> Result<File, ReadError> {
    if text.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    check_version(text)?;
    let file = parse(text)?;
    if file.offset_unit != wire::OFFSET_UNIT {
        return Err(ReadError::OffsetUnit(file.offset_unit.into_owned()));
    }
    let mut notices = Vec::new();
    let labels = file
        .labels
        .map_or_else(LabelSet::default, |labels| label_set(labels, &mut notices));
    let entities = entities(file.entities, &mut notices);
    let articles = articles(file.articles, &mut notices)?;
    Ok(File {
        articles,
        labels,
        entities,
        notices,
    })
}

/// Reads the single article of a file, as [`write_article`](super::write_article) writes it.
///
/// # Errors
/// Those of [`read`], and [`ReadError::Field`] when there is not exactly one article.
pub fn read_article(text: &str) -> Result<Stored, ReadError> {
    let File {
        mut articles,
        notices,
        ..
    } = read(text)?;
    match (articles.pop(), articles.len()) {
        (Some(article), 0) => Ok(Stored { article, notices }),
        (last, rest) => Err(ReadError::Field {
            path: "articles".to_owned(),
            reason: format!(
                "one article is expected, {} are there",
                rest + usize::from(last.is_some())
            ),
            line: 1,
        }),
    }
}

/// Finds out whether the text is ours and of a version that is known, before anything else is asked of it.
fn check_version(text: &str) -> Result<(), ReadError> {
    let shape = shape(text).map_err(|error| ReadError::of_syntax(text, &error))?;
    if !shape.is_ours() {
        return Err(shape
            .tool()
            .map_or(ReadError::NotOurs, |tool| ReadError::Foreign { tool }));
    }
    match shape.version.and_then(|version| version.as_u64()) {
        None | Some(0) => Err(ReadError::Version),
        Some(found) if found > VERSION => Err(ReadError::Newer { found }),
        Some(_) => Ok(()),
    }
}

fn parse(text: &str) -> Result<wire::File<'_>, ReadError> {
    serde_json::from_str(text).or_else(|plain| {
        if plain.is_syntax() || plain.is_eof() {
            return Err(ReadError::of_syntax(text, &plain));
        }
        // Keeping track of the path takes time, so it is done only when there is something to say.
        let json = &mut serde_json::Deserializer::from_str(text);
        serde_path_to_error::deserialize(json).map_err(|error| ReadError::Field {
            path: Some(error.path().to_string())
                .filter(|path| path != ".")
                .unwrap_or_default(),
            reason: reason(error.inner()),
            line: error.inner().line(),
        })
    })
}

fn label_set(labels: Vec<wire::Label>, notices: &mut Vec<Notice>) -> LabelSet {
    let mut seen = HashSet::new();
    for label in &labels {
        if !seen.insert(&label.name) {
            notices.push(Notice::DefinedTwice {
                what: "label",
                id: label.name.to_string(),
            });
        }
    }
    LabelSet::new(labels.into_iter().map(|label| LabelDefinition {
        label: Label::new(&label.name),
        key: label.key,
        title: label.title.into_owned(),
        description: label.description.into_owned(),
        hue: label.hue.map(|hue| Label::new(&hue)),
        takes: label.takes.iter().map(|label| Label::new(label)).collect(),
    }))
}

fn entities(entities: Vec<wire::Entity>, notices: &mut Vec<Notice>) -> BTreeMap<String, Entity> {
    let mut by_id = BTreeMap::new();
    for entity in entities {
        let wire::Entity { id, name, label } = entity;
        if by_id.contains_key(&*id) {
            notices.push(Notice::DefinedTwice {
                what: "entity",
                id: id.into_owned(),
            });
        } else {
            let entity = Entity {
                name: name.into_owned(),
                label: Label::new(&label),
            };
            by_id.insert(id.into_owned(), entity);
        }
    }
    by_id
}

/// Gives out numbers that nothing in a list has, in constant time each.
struct Numbers {
    taken: HashSet<u64>,
    given: HashSet<u64>,
    next: u64,
}

impl Numbers {
    fn new(taken: impl Iterator<Item = u64>) -> Self {
        Self {
            taken: taken.collect(),
            given: HashSet::new(),
            next: 1,
        }
    }

    /// `wanted` the first time, then a free one.
    fn take(&mut self, wanted: u64) -> u64 {
        if self.given.insert(wanted) {
            return wanted;
        }
        while self.taken.contains(&self.next) || !self.given.insert(self.next) {
            self.next = self.next.wrapping_add(1);
        }
        self.next
    }
}

fn articles(
    wires: Vec<wire::Article>,
    notices: &mut Vec<Notice>,
) -> Result<Vec<Arc<Article>>, ReadError> {
    let mut numbers = Numbers::new(wires.iter().map(|wire| wire.id));
    let read = |wire: wire::Article| {
        if wire.text.len() > MAX_TEXT_BYTES {
            return Err(ReadError::TextTooLong {
                title: wire.title.into_owned(),
            });
        }
        let id = numbers.take(wire.id);
        if id != wire.id {
            notices.push(Notice::Renumbered {
                article: wire.title.to_string(),
                what: "article",
                id: wire.id().to_string(),
            });
        }
        Ok(Arc::new(article(ArticleId::new(id), wire, notices)))
    };
    wires.into_iter().map(read).collect()
}

fn article(id: ArticleId, wire: wire::Article, notices: &mut Vec<Notice>) -> Article {
    let language = wire.language.as_deref().and_then(Language::from_code);
    if let (None, Some(unknown)) = (language, &wire.language) {
        notices.push(Notice::Language {
            article: wire.title.to_string(),
            language: unknown.to_string(),
        });
    }
    let annotations = annotations(&wire.title, &wire.text, wire.annotations, notices);
    Article {
        id,
        text: wire.text.into(),
        details: Details {
            title: wire.title.into_owned(),
            language,
            published: wire.published,
            source: wire.source.into_owned(),
            author: wire.author.into_owned(),
            state: wire.state,
            provenance: wire.file.map(provenance),
            binned: wire.binned,
        },
        annotations: annotations.into(),
    }
}

fn provenance(file: wire::Provenance) -> Provenance {
    Provenance {
        file: file.name.into_owned(),
        path: file.path.into_owned(),
        sha256: file.sha256.into_owned(),
    }
}

fn annotations(
    title: &str,
    text: &str,
    wires: Vec<wire::Annotation>,
    notices: &mut Vec<Notice>,
) -> Vec<Annotation> {
    let (unit, spans) = place(text, &wires);
    if unit != Unit::CodePoint {
        notices.push(Notice::Converted {
            article: title.to_owned(),
            unit: unit.name(),
        });
    }
    let mut numbers = Numbers::new(wires.iter().map(|wire| wire.id));
    let mut placed = Vec::with_capacity(wires.len());
    for (wire, span) in wires.into_iter().zip(spans) {
        let Some(span) = span else {
            notices.push(left_out(title, &wire));
            continue;
        };
        let id = numbers.take(wire.id);
        if id != wire.id {
            notices.push(Notice::Renumbered {
                article: title.to_owned(),
                what: "annotation",
                id: wire.id().to_string(),
            });
        }
        placed.push(annotation(AnnotationId::new(id), span, wire));
    }
    placed
}

fn left_out(title: &str, wire: &wire::Annotation) -> Notice {
    Notice::LeftOut {
        article: title.to_owned(),
        label: wire.label.to_string(),
        start: wire.start,
        end: wire.end,
        text: wire.text.chars().take(40).collect(),
    }
}

fn annotation(id: AnnotationId, span: Span, wire: wire::Annotation) -> Annotation {
    Annotation {
        id,
        span,
        label: Label::new(&wire.label),
        origin: wire.origin,
        state: wire.state,
        confidence: wire.confidence,
        value: wire.value,
        value_set: wire.value_set,
        entity: wire.entity.map(Into::into),
        note: wire.note.into_owned(),
    }
}
