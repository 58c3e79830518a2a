//! `PubAnnotation`: text, denotations and their attributes; one object, or a list of them.
//!
//! Offsets are caret positions between characters, taken for code points as its server (Ruby) counts them.
//! State, confidence, value (as JSON), entity and note of a mark are attributes. Relations and the
//! tracks of projects are left out; of a discontinuous span the whole from start to end is read.
//! See <https://www.pubannotation.org/docs/annotation-format/>.

use std::collections::HashMap;

use dateline_annotation::Article;
use serde::Serialize;
use serde_json::{Map, Value};

use super::adapter::{Adapter, Files, Holds, Part, Reader, Set, Source};
use super::draft::{Draft, Mark};
use super::extras::{Extras, Spot, details, read_extras, spots, stated_unit, states_unit};
use super::items::{list, number, objects, pretty, string};
use super::place::Unit;
use super::report::Report;

pub(super) const ADAPTER: Adapter = Adapter {
    name: "pubannotation",
    title: "PubAnnotation (JSON)",
    about: "For PubAnnotation and TextAE.",
    extension: "json",
    files: Files::One,
    items: true,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| (clue.keys)(&["text", "denotations"]),
};

const HOLDS: Holds = Holds {
    details: false,
    ..Holds::ALL
};

#[derive(Serialize)]
struct Document<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset_unit: Option<&'static str>,
    denotations: Vec<Denotation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<Attribute>,
}

#[derive(Serialize)]
struct Denotation<'a> {
    id: String,
    span: Place,
    obj: &'a str,
}

#[derive(Serialize)]
struct Place {
    begin: u32,
    end: u32,
}

#[derive(Serialize)]
struct Attribute {
    id: String,
    subj: String,
    pred: String,
    obj: Value,
}

fn write(set: &Set) -> Vec<Part> {
    let mut documents: Vec<_> = set
        .articles
        .iter()
        .map(|article| document(article))
        .collect();
    let text = match (documents.pop(), documents.is_empty()) {
        (Some(only), true) => pretty(&only),
        (last, _) => {
            documents.extend(last);
            pretty(&documents)
        }
    };
    vec![Part::new("articles.json", text)]
}

fn document(article: &Article) -> Document<'_> {
    let spots = spots(&HOLDS, article, Unit::CodePoint);
    let denotations = spots.iter().enumerate().map(|(index, spot)| Denotation {
        id: format!("T{}", index + 1),
        span: Place {
            begin: spot.start,
            end: spot.end,
        },
        obj: spot.annotation.label.as_str(),
    });
    Document {
        text: &article.text,
        offset_unit: stated_unit(article, &spots),
        denotations: denotations.collect(),
        attributes: attributes(&spots),
    }
}

fn attributes(spots: &[Spot]) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    for (index, spot) in spots.iter().enumerate() {
        let extras = serde_json::to_value(Extras::from(spot.annotation)).unwrap_or_default();
        for (pred, obj) in extras.as_object().into_iter().flatten() {
            attributes.push(Attribute {
                id: format!("A{}", attributes.len() + 1),
                subj: format!("T{}", index + 1),
                pred: pred.clone(),
                obj: if obj.is_object() {
                    obj.to_string().into()
                } else {
                    obj.clone()
                },
            });
        }
    }
    attributes
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    objects(source, report, |line, object, report| {
        let Some(text) = string(&object, "text") else {
            return report.line(line, "There is no “text”.");
        };
        report.skip("relations", list(&object, "relations").len());
        report.skip("tracks", list(&object, "tracks").len());
        let attributes = attributes_of(&object, report);
        let mut marks = Vec::new();
        for value in list(&object, "denotations") {
            let Some((id, mut mark)) = value.as_object().and_then(mark) else {
                report.line(line, "A denotation has no span and obj; it was left out.");
                continue;
            };
            if let Some(fields) = attributes.get(id) {
                read_extras(fields, &mut mark);
            }
            marks.push(mark);
        }
        drafts.push(Draft {
            text: text.to_owned(),
            details: details(None, source.name),
            stated: states_unit(Some(&object)),
            marks,
            line,
            ..Draft::default()
        });
    });
    drafts
}

/// By mark, the attributes that are known; the others are counted.
fn attributes_of<'a>(
    object: &'a Map<String, Value>,
    report: &mut Report,
) -> HashMap<&'a str, Map<String, Value>> {
    let mut by_mark: HashMap<&str, Map<String, Value>> = HashMap::new();
    for value in list(object, "attributes") {
        let known = value.as_object().and_then(|attribute| {
            let pred = string(attribute, "pred")?;
            let ours = ["state", "confidence", "value", "entity", "note"].contains(&pred);
            ours.then_some((string(attribute, "subj")?, pred, attribute.get("obj")?))
        });
        let Some((subj, pred, obj)) = known else {
            report.skip("attributes", 1);
            continue;
        };
        let json = obj.as_str().filter(|_| pred == "value");
        let obj = json
            .and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_else(|| obj.clone());
        by_mark
            .entry(subj)
            .or_default()
            .insert(pred.to_owned(), obj);
    }
    by_mark
}

fn mark(object: &Map<String, Value>) -> Option<(&str, Mark)> {
    let span = object.get("span")?;
    let (first, last) = match span {
        Value::Array(parts) => (parts.first()?.as_object()?, parts.last()?.as_object()?),
        _ => (span.as_object()?, span.as_object()?),
    };
    let mark = Mark {
        start: number(first.get("begin"))?,
        end: number(last.get("end"))?,
        label: string(object, "obj")?.to_owned(),
        ..Mark::default()
    };
    Some((string(object, "id").unwrap_or_default(), mark))
}
