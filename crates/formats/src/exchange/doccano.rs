//! doccano: one object a line with the text and a list of start, end and label.
//!
//! Offsets count code points, as doccano's server does; its page gives UTF-16 units, so files made
//! there may have those, which is found out on reading. There is no covered text to check against.
//! The fields beside `text` and `label` are what doccano calls metadata and gives back on export.
//! An object with nothing but a text, and details if it likes, is an article without marks.
//! With relations switched on the marks stand in `entities`; relations are left out.
//! Traps: doccano refuses overlaps unless the project allows them, and takes a field `labels` for metadata.
//! See <https://doccano.github.io/doccano/tutorial/#import-a-dataset>.

use serde::Serialize;
use serde_json::{Map, Value};

use super::adapter::{Adapter, Files, Holds, Part, Reader, Set, Source};
use super::draft::{Draft, Mark};
use super::extras::{Meta, details, spots, states_unit};
use super::items::{line, list, number, objects, string};
use super::place::Unit;
use super::report::Report;

pub(super) const ADAPTER: Adapter = Adapter {
    name: "doccano",
    title: "doccano (JSONL)",
    about: "For doccano, to go on annotating there.",
    extension: "jsonl",
    files: Files::Joining,
    items: true,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| {
        ["label", "labels"]
            .iter()
            .any(|key| (clue.keys)(&["text", key]))
            || (clue.keys)(&["text", "entities", "relations"])
            || (clue.keys)(&["text", "entities", "Comments"])
    },
};

const HOLDS: Holds = Holds {
    details: true,
    ..Holds::SPANS
};

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    label: Vec<(u32, u32, &'a str)>,
    #[serde(flatten)]
    meta: Meta,
}

fn write(set: &Set) -> Vec<Part> {
    let lines = set.articles.iter().map(|article| {
        let spots = spots(&HOLDS, article, Unit::CodePoint);
        line(&Line {
            text: &article.text,
            label: spots
                .iter()
                .map(|spot| (spot.start, spot.end, spot.annotation.label.as_str()))
                .collect(),
            meta: Meta::of(article).stating_unit(article, &spots),
        })
    });
    vec![Part::new("articles.jsonl", lines.collect::<String>())]
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    objects(source, report, |line, object, report| {
        let Some(text) = string(&object, "text") else {
            return report.line(line, "There is no “text”.");
        };
        report.skip("relations", list(&object, "relations").len());
        report.skip("comments", list(&object, "Comments").len());
        let marks = ["label", "labels", "entities"]
            .iter()
            .flat_map(|key| list(&object, key))
            .filter_map(|value| {
                let mark = mark(value);
                if mark.is_none() {
                    report.line(line, "A label is no [start, end, name]; it was left out.");
                }
                mark
            })
            .collect();
        drafts.push(Draft {
            text: text.to_owned(),
            details: details(Some(&object), source.name),
            stated: states_unit(Some(&object)),
            marks,
            line,
            ..Draft::default()
        });
    });
    drafts
}

fn mark(value: &Value) -> Option<Mark> {
    match value {
        Value::Array(parts) => triple(parts),
        Value::Object(object) => entity(object),
        _ => None,
    }
}

/// `[start, end, name]`; what follows is passed over.
pub(super) fn triple(parts: &[Value]) -> Option<Mark> {
    Some(Mark {
        start: number(parts.first())?,
        end: number(parts.get(1))?,
        label: parts.get(2)?.as_str()?.to_owned(),
        ..Mark::default()
    })
}

fn entity(object: &Map<String, Value>) -> Option<Mark> {
    Some(Mark {
        start: number(object.get("start_offset"))?,
        end: number(object.get("end_offset"))?,
        label: string(object, "label")?.to_owned(),
        ..Mark::default()
    })
}
