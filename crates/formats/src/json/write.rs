//! From articles to a file.

use std::collections::{BTreeMap, BTreeSet};

use dateline_annotation::{Annotation, Article, Entity, Label, LabelSet, OffsetMap, Provenance};
use serde::Serialize;

use super::{VERSION, layout, wire};

/// A file of these articles, the label set and the entities that their annotations mention.
///
/// The same input gives the same bytes. Fields stand in one order, what is empty is left out, and
/// each label, annotation and entity takes one line. An annotation whose span is no part of its
/// article's text, which no edit can make, is left out.
///
/// ```
/// use std::collections::BTreeMap;
/// use dateline_annotation::{Article, LabelSet};
/// use dateline_formats::json;
/// let article = Article::new("Storm in Gent");
/// let text = json::write([&article], &LabelSet::default(), &BTreeMap::new());
/// assert_eq!(*json::read(&text)?.articles[0], article);
/// # Ok::<(), json::ReadError>(())
/// ```
pub fn write<'a>(
    articles: impl IntoIterator<Item = &'a Article>,
    labels: &LabelSet,
    entities: &BTreeMap<String, Entity>,
) -> String {
    let (format, unit) = (wire::FORMAT, wire::OFFSET_UNIT);
    let mut out = format!(
        "{{\n  \"format\": \"{format}\",\n  \"version\": {VERSION},\n  \"offset_unit\": \"{unit}\""
    );
    list(
        &mut out,
        "labels",
        0,
        labels.definitions().iter().map(wire::Label::from),
    );
    list(
        &mut out,
        "articles",
        2,
        articles.into_iter().map(wire_article),
    );
    list(&mut out, "entities", 0, entities.iter().map(wire_entity));
    out.push_str("\n}\n");
    out
}

/// Appends a field that holds a list, each item broken over lines down to `broken` levels.
fn list<T: Serialize>(out: &mut String, name: &str, broken: usize, items: impl Iterator<Item = T>) {
    out.push_str(",\n  \"");
    out.push_str(name);
    out.push_str("\": [");
    let mut empty = true;
    for item in items {
        out.push_str(if empty { "\n    " } else { ",\n    " });
        layout::append(out, &item, broken, 4);
        empty = false;
    }
    out.push_str(if empty { "]" } else { "\n  ]" });
}

/// One article as a file in one line, without label set and entities: for the page's storage.
///
/// ```
/// use dateline_annotation::Article;
/// use dateline_formats::json;
/// let article = Article::new("Storm in Gent");
/// let line = json::write_article(&article);
/// assert!(!line.contains('\n'));
/// assert_eq!(*json::read_article(&line)?.article, article);
/// # Ok::<(), json::ReadError>(())
/// ```
pub fn write_article(article: &Article) -> String {
    let file = wire::File {
        format: wire::FORMAT.into(),
        version: VERSION,
        offset_unit: wire::OFFSET_UNIT.into(),
        labels: None,
        articles: vec![wire_article(article)],
        entities: Vec::new(),
    };
    // Writing to memory can't fail, and no wire type has a key that is not a string.
    serde_json::to_string(&file).unwrap_or_default()
}

/// One article as a file in one line, with the entities that it mentions and the definitions of those
/// of its labels that are not default ones.
///
/// ```
/// use std::collections::BTreeMap;
/// use dateline_annotation::{Article, LabelSet};
/// use dateline_formats::json;
/// let article = Article::new("Storm in Gent");
/// let line = json::write_line(&article, &LabelSet::default(), &BTreeMap::new());
/// assert!(!line.contains('\n'));
/// assert_eq!(*json::read(&line)?.articles[0], article);
/// # Ok::<(), json::ReadError>(())
/// ```
pub fn write_line(
    article: &Article,
    labels: &LabelSet,
    entities: &BTreeMap<String, Entity>,
) -> String {
    let default = LabelSet::default();
    let used = |label: &Label| article.annotations.iter().any(|mark| mark.label == *label);
    let own = labels.definitions().iter().filter(|definition| {
        default.get(&definition.label) != Some(*definition) && used(&definition.label)
    });
    let own: Vec<_> = own.map(wire::Label::from).collect();
    let names = article
        .annotations
        .iter()
        .filter_map(|mark| mark.entity.as_ref());
    let names: BTreeSet<_> = names.collect();
    let mentioned = names
        .into_iter()
        .filter_map(|name| entities.get_key_value(name));
    let file = wire::File {
        format: wire::FORMAT.into(),
        version: VERSION,
        offset_unit: wire::OFFSET_UNIT.into(),
        labels: (!own.is_empty()).then_some(own),
        articles: vec![wire_article(article)],
        entities: mentioned.map(wire_entity).collect(),
    };
    // Writing to memory can't fail, and no wire type has a key that is not a string.
    serde_json::to_string(&file).unwrap_or_default()
}

fn wire_article(article: &Article) -> wire::Article<'_> {
    let map = OffsetMap::new(&article.text);
    let details = &article.details;
    wire::Article {
        id: wire::number(article.id),
        title: details.title.as_str().into(),
        text: (&*article.text).into(),
        language: details.language.map(|language| language.code().into()),
        published: details.published,
        source: details.source.as_str().into(),
        author: details.author.as_str().into(),
        file: details.provenance.as_ref().map(wire_provenance),
        binned: details.binned,
        state: details.state,
        annotations: article
            .annotations
            .iter()
            .filter_map(|annotation| wire_annotation(annotation, &article.text, &map))
            .collect(),
    }
}

fn wire_provenance(provenance: &Provenance) -> wire::Provenance<'_> {
    wire::Provenance {
        name: provenance.file.as_str().into(),
        path: provenance.path.as_str().into(),
        sha256: provenance.sha256.as_str().into(),
    }
}

fn wire_annotation<'a>(
    annotation: &'a Annotation,
    text: &'a str,
    map: &OffsetMap,
) -> Option<wire::Annotation<'a>> {
    let covered = annotation.span.slice(text)?;
    Some(wire::Annotation {
        id: wire::number(annotation.id),
        start: map.code_points(text, annotation.span.start()).get(),
        end: map.code_points(text, annotation.span.end()).get(),
        label: annotation.label.as_str().into(),
        text: covered.into(),
        origin: annotation.origin,
        state: annotation.state,
        confidence: annotation.confidence,
        value: annotation.value.clone(),
        value_set: annotation.value_set,
        entity: annotation.entity.as_deref().map(Into::into),
        note: annotation.note.as_str().into(),
    })
}

fn wire_entity<'a>((id, entity): (&'a String, &'a Entity)) -> wire::Entity<'a> {
    wire::Entity {
        id: id.into(),
        name: entity.name.as_str().into(),
        label: entity.label.as_str().into(),
    }
}
