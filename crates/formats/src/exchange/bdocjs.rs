//! GATE: one JSON document an article, as `gatenlp` loads and saves it.
//!
//! The file says what its offsets count: `"offset_type": "p"` is code points, as written, `"j"` UTF-16 units.
//! State, confidence, value, entity and note of a mark are its features, details of an article those
//! of the document. Reading takes the marks of all annotation sets, but for GATE's own tokens,
//! sentences and spaces. Empty annotations (start = end) are left out.
//! See <https://gatenlp.github.io/python-gatenlp/pythonapi.html> and
//! <https://github.com/GateNLP/gateplugin-Format_Bdoc>.

use std::collections::BTreeMap;

use dateline_annotation::Article;
use serde::Serialize;
use serde_json::{Map, Value};

use super::adapter::{Adapter, Files, Holds, Part, Reader, Set, Source};
use super::draft::{Draft, Mark};
use super::extras::{Extras, Meta, details, read_extras, spots};
use super::items::{list, number, objects, pretty, string};
use super::place::Unit;
use super::report::Report;

pub(super) const ADAPTER: Adapter = Adapter {
    name: "bdocjs",
    title: "GATE (bdocjs)",
    about: "For GATE and gatenlp, one file for each article.",
    extension: "bdocjs",
    files: Files::Each,
    items: false,
    binary: false,
    holds: Holds::ALL,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| (clue.keys)(&["annotation_sets", "text"]),
};

#[derive(Serialize)]
struct Document<'a> {
    offset_type: &'static str,
    name: String,
    features: Meta,
    text: &'a str,
    annotation_sets: BTreeMap<&'static str, AnnotationSet<'a>>,
}

#[derive(Serialize)]
struct AnnotationSet<'a> {
    name: &'static str,
    next_annid: usize,
    annotations: Vec<Marked<'a>>,
}

#[derive(Serialize)]
struct Marked<'a> {
    r#type: &'a str,
    start: u32,
    end: u32,
    id: usize,
    features: Extras<'a>,
}

fn write(set: &Set) -> Vec<Part> {
    let files = set.named();
    files
        .map(|(name, article)| {
            let file = format!("{name}.bdocjs");
            Part::new(file, pretty(&document(article, name)))
        })
        .collect()
}

fn document(article: &Article, name: String) -> Document<'_> {
    let spots = spots(&Holds::ALL, article, Unit::CodePoint);
    let annotations = spots.iter().enumerate().map(|(id, spot)| Marked {
        r#type: spot.annotation.label.as_str(),
        start: spot.start,
        end: spot.end,
        id,
        features: spot.annotation.into(),
    });
    let set = AnnotationSet {
        name: "",
        next_annid: spots.len(),
        annotations: annotations.collect(),
    };
    Document {
        offset_type: "p",
        name,
        features: Meta::of(article),
        text: &article.text,
        annotation_sets: BTreeMap::from([("", set)]),
    }
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    objects(source, report, |line, object, report| {
        let Some(text) = string(&object, "text") else {
            return report.line(line, "There is no “text”.");
        };
        let sets = object.get("annotation_sets").and_then(Value::as_object);
        let features = object.get("features").and_then(Value::as_object);
        let mut marks = Vec::new();
        for set in sets.into_iter().flat_map(Map::values) {
            for value in set
                .as_object()
                .map_or(&[][..], |set| list(set, "annotations"))
            {
                read_mark(value, line, &mut marks, report);
            }
        }
        drafts.push(Draft {
            text: text.to_owned(),
            unit: match string(&object, "offset_type") {
                Some("j") => Unit::Utf16,
                _ => Unit::CodePoint,
            },
            stated: true,
            details: details(features, source.name),
            marks,
            line,
        });
    });
    drafts
}

fn read_mark(value: &Value, line: usize, marks: &mut Vec<Mark>, report: &mut Report) {
    let Some((object, mut mark)) = value
        .as_object()
        .and_then(|object| Some((object, mark(object)?)))
    else {
        return report.line(
            line,
            "An annotation has no type, start and end; it was left out.",
        );
    };
    if ["Token", "SpaceToken", "Sentence", "Split"].contains(&&*mark.label) {
        return report.skip("tokens and sentences", 1);
    }
    if mark.start == mark.end {
        return report.skip("empty annotations", 1);
    }
    if let Some(features) = object.get("features").and_then(Value::as_object) {
        read_extras(features, &mut mark);
    }
    marks.push(mark);
}

fn mark(object: &Map<String, Value>) -> Option<Mark> {
    Some(Mark {
        start: number(object.get("start"))?,
        end: number(object.get("end"))?,
        label: string(object, "type")?.to_owned(),
        ..Mark::default()
    })
}
