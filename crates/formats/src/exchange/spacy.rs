//! spaCy: one object a line with the text and its entities, as training scripts read it.
//!
//! Offsets count code points (Python's `str`). `entities` never overlap; where marks do, all of them
//! stand in `spans` under the key `sc`, which spaCy's span categoriser reads, and `entities` has those
//! that go together. Details of an article stand in `meta`.
//! Read are these, lists of `[text, {"entities": …}]` and what `Doc.to_json` gives.
//! Trap: an entity whose edges are no edges of spaCy's tokens is dropped by `Doc.char_span`.
//! See <https://spacy.io/api/data-formats#dict-input> and <https://spacy.io/api/doc#to_json>.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::adapter::{Adapter, Files, Holds, Part, Reader, Set, Source};
use super::doccano::triple;
use super::draft::{Draft, Mark};
use super::extras::{Meta, Spot, details, spots, states_unit};
use super::items::{for_each, line, list, number, string};
use super::place::Unit;
use super::report::Report;

pub(super) const ADAPTER: Adapter = Adapter {
    name: "spacy",
    title: "spaCy (JSONL)",
    about: "For training scripts of spaCy and others that read text and entities.",
    extension: "jsonl",
    files: Files::Joining,
    items: true,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| {
        let start = clue
            .text
            .trim_start_matches(|c: char| c.is_whitespace() || c == '[');
        (clue.keys)(&["text", "entities"])
            || (clue.keys)(&["text", "ents"])
            || (start.starts_with('"')
                && clue.text.trim_start().starts_with('[')
                && clue.text.contains("\"entities\""))
    },
};

const HOLDS: Holds = Holds {
    details: true,
    ..Holds::SPANS
};

const FLAT: Holds = Holds {
    overlaps: false,
    ..HOLDS
};

type Triple<'a> = (u32, u32, &'a str);

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    entities: Vec<Triple<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<Spans<'a>>,
    #[serde(skip_serializing_if = "Meta::is_empty")]
    meta: Meta,
}

#[derive(Serialize)]
struct Spans<'a> {
    sc: Vec<Triple<'a>>,
}

fn write(set: &Set) -> Vec<Part> {
    let lines = set.articles.iter().map(|article| {
        let entities = triples(spots(&FLAT, article, Unit::CodePoint));
        let spots = spots(&HOLDS, article, Unit::CodePoint);
        let meta = Meta::of(article).stating_unit(article, &spots);
        let all = triples(spots);
        line(&Line {
            text: &article.text,
            spans: (all.len() > entities.len()).then_some(Spans { sc: all }),
            entities,
            meta,
        })
    });
    vec![Part::new("articles.jsonl", lines.collect::<String>())]
}

fn triples(spots: Vec<Spot<'_>>) -> Vec<Triple<'_>> {
    spots
        .into_iter()
        .map(|spot| (spot.start, spot.end, spot.annotation.label.as_str()))
        .collect()
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for_each(source, report, |item, report| {
        let (text, object) = match &item.value {
            Value::Object(object) => (string(object, "text"), Some(object)),
            Value::Array(pair) => (
                pair.first().and_then(Value::as_str),
                pair.get(1).and_then(Value::as_object),
            ),
            _ => (None, None),
        };
        let (Some(text), Some(object)) = (text, object) else {
            return report.line(item.line, "There is no text with its entities.");
        };
        let meta = object.get("meta").and_then(Value::as_object);
        drafts.push(Draft {
            text: text.to_owned(),
            details: details(meta, source.name),
            stated: states_unit(meta),
            marks: marks(object, item.line, report),
            line: item.line,
            ..Draft::default()
        });
    });
    drafts
}

/// Those of `spans`, and of `entities` those that are not among them.
fn marks(object: &Map<String, Value>, line: usize, report: &mut Report) -> Vec<Mark> {
    let groups = object.get("spans").and_then(Value::as_object);
    let spans = groups.into_iter().flat_map(Map::values);
    let spans = spans.filter_map(Value::as_array).flatten();
    let mut marks: Vec<Mark> = read_all(spans, line, report);
    let mut known: HashMap<(u32, u32, String), usize> = HashMap::new();
    for mark in &marks {
        *known
            .entry((mark.start, mark.end, mark.label.clone()))
            .or_default() += 1;
    }
    let entities = list(object, "entities").iter().chain(list(object, "ents"));
    for mark in read_all(entities, line, report) {
        let place = (mark.start, mark.end, mark.label.clone());
        match known.get_mut(&place) {
            Some(count) if *count > 0 => *count -= 1,
            _ => marks.push(mark),
        }
    }
    marks
}

fn read_all<'a>(
    values: impl Iterator<Item = &'a Value>,
    line: usize,
    report: &mut Report,
) -> Vec<Mark> {
    values
        .filter_map(|value| {
            let mark = match value {
                Value::Array(parts) => triple(parts),
                Value::Object(object) => span(object),
                _ => None,
            };
            if mark.is_none() {
                report.line(
                    line,
                    "An entity is no [start, end, label]; it was left out.",
                );
            }
            mark
        })
        .collect()
}

/// An object with `start`, `end` and `label`.
pub(super) fn span(object: &Map<String, Value>) -> Option<Mark> {
    Some(Mark {
        start: number(object.get("start"))?,
        end: number(object.get("end"))?,
        label: string(object, "label")?.to_owned(),
        text: string(object, "text").map(str::to_owned),
        ..Mark::default()
    })
}
