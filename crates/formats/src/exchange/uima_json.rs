//! UIMA CAS as JSON, an article a file, types and all: what `INCEpTION` and `dkpro-cassis` exchange.
//!
//! Offsets count UTF-16 units, which the draft leaves open and both tools do. Marks are `NamedEntity` of `DKPro` Core, their label its
//! `value`, what they mention its `identifier`. Reading takes every annotation that has a `value`, a `label` or, where it is no token,
//! sentence or other mark of layout, the name of its type.
//! Trap: the file has one document; several articles are several files.
//! See <https://github.com/apache/uima-uimaj-io-jsoncas#readme>.

use std::collections::BTreeMap;

use dateline_annotation::{Article, Language};
use serde_json::{Map, Value, json};

use super::adapter::{Adapter, Files, Holds, Part, Reader, Set, Source};
use super::draft::{Draft, Mark};
use super::extras::{details, spots};
use super::items::{number, objects, pretty, string};
use super::place::Unit;
use super::report::Report;
use super::uima::{self, ENTITY};

pub(super) const ADAPTER: Adapter = Adapter {
    name: "uima-json",
    title: "UIMA CAS (JSON)",
    about: "For INCEpTION and other UIMA tools, one file for each article.",
    extension: "json",
    files: Files::Each,
    items: false,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| (clue.keys)(&["%FEATURE_STRUCTURES"]),
};

const DOCUMENT: &str = "uima.tcas.DocumentAnnotation";
const SOFA: &str = "uima.cas.Sofa";

const HOLDS: Holds = Holds {
    entities: true,
    ..Holds::SPANS
};

fn write(set: &Set) -> Vec<Part> {
    let files = set.named();
    files
        .map(|(name, article)| Part::new(format!("{name}.json"), pretty(&cas(article))))
        .collect()
}

fn cas(article: &Article) -> Value {
    let spots = spots(&HOLDS, article, Unit::Utf16);
    let length: usize = article.text.chars().map(char::len_utf16).sum();
    let language = article
        .details
        .language
        .map_or("x-unspecified", Language::code);
    let mut structures = vec![
        json!({"%ID": 1, "%TYPE": SOFA, "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": &*article.text}),
        json!({"%ID": 2, "%TYPE": DOCUMENT, "@sofa": 1, "begin": 0, "end": length, "language": language}),
    ];
    structures.extend(spots.iter().zip(3..).map(|(spot, id)| {
        let mut mark = json!({"%ID": id, "%TYPE": ENTITY, "@sofa": 1, "begin": spot.start, "end": spot.end, "value": spot.annotation.label.as_str()});
        if let Some(entity) = &spot.annotation.entity {
            mark["identifier"] = json!(entity);
        }
        mark
    }));
    let members: Vec<_> = (2..=structures.len()).collect();
    json!({
        "%TYPES": {ENTITY: {
            "%NAME": ENTITY,
            "%SUPER_TYPE": "uima.tcas.Annotation",
            "value": {"%NAME": "value", "%RANGE": "uima.cas.String"},
            "identifier": {"%NAME": "identifier", "%RANGE": "uima.cas.String"},
        }},
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}},
    })
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    objects(source, report, |line, object, report| {
        let structures = match object.get("%FEATURE_STRUCTURES") {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_object).collect(),
            // An older draft has an object with the identifiers for keys.
            Some(Value::Object(by_id)) => by_id.values().filter_map(Value::as_object).collect(),
            _ => Vec::new(),
        };
        let mut sofas: BTreeMap<u32, Draft> = BTreeMap::new();
        for structure in &structures {
            let text = string(structure, "sofaString");
            if let (Some(id), Some(text)) = (number(structure.get("%ID")), text) {
                sofas.insert(
                    id,
                    Draft {
                        text: text.to_owned(),
                        unit: Unit::Utf16,
                        stated: true,
                        details: details(None, source.name),
                        line,
                        ..Draft::default()
                    },
                );
            }
        }
        if sofas.is_empty() {
            report.line(line, "There is no text (sofaString) in it.");
        }
        for structure in structures {
            let sofa = number(structure.get("@sofa"));
            let Some(draft) = sofa.and_then(|sofa| sofas.get_mut(&sofa)) else {
                continue;
            };
            draft.marks.extend(mark(structure));
            draft.details.language = draft.details.language.or(language(structure));
        }
        drafts.extend(sofas.into_values());
    });
    drafts
}

fn language(structure: &Map<String, Value>) -> Option<Language> {
    string(structure, "language").and_then(Language::from_code)
}

fn mark(structure: &Map<String, Value>) -> Option<Mark> {
    let name = string(structure, "%TYPE")?.rsplit('.').next()?;
    let place = (
        number(structure.get("begin"))?,
        number(structure.get("end"))?,
    );
    uima::mark(name, place, |feature| string(structure, feature))
}
