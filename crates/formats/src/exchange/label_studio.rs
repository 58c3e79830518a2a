//! Label Studio: a list of tasks, each with its text, what people annotated and what models predicted.
//!
//! Offsets count code points and the covered text stands beside them. Confirmed marks are written as
//! `annotations`, suggestions as `predictions` with their score, and read so. The labelling
//! configuration must name the two ends as here: `<Labels name="label" toName="text">`, `<Text name="text" value="$text"/>`.
//! Notes stand in the `meta` of a region; details of an article in `data`, beside the text.
//! Traps: identifiers of regions must be strings; several people's annotations of one task are not
//! joined, the one marked as ground truth or else the last is read; a prediction that was
//! accepted unchanged stands in both lists and is read once.
//! See <https://labelstud.io/guide/predictions> and <https://labelstud.io/guide/export>.

use std::collections::HashSet;

use dateline_annotation::{Article, ArticleState, State};
use serde::Serialize;
use serde_json::{Map, Value};

use super::adapter::{Adapter, Files, Holds, Notes, Part, Reader, Set, Source};
use super::draft::{Draft, Mark};
use super::extras::{Meta, Spot, confidence, details, probability, spots};
use super::items::{list, number, objects, pretty, string};
use super::place::Unit;
use super::report::Report;

pub(super) const ADAPTER: Adapter = Adapter {
    name: "label-studio",
    title: "Label Studio (JSON)",
    about: "For Label Studio: suggestions as predictions, decisions as annotations.",
    extension: "json",
    files: Files::List,
    items: true,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| {
        ["annotations", "predictions", "completions"]
            .iter()
            .any(|key| (clue.keys)(&["data", key]))
    },
};

const HOLDS: Holds = Holds {
    suggestions: true,
    confidences: true,
    notes: Notes::Any,
    details: true,
    ..Holds::SPANS
};

#[derive(Serialize)]
struct Task<'a> {
    data: Data<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    predictions: Vec<Answers<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    annotations: Vec<Answers<'a>>,
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    #[serde(flatten)]
    meta: Meta,
}

#[derive(Serialize)]
struct Answers<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    model_version: Option<&'static str>,
    result: Vec<Region<'a>>,
}

#[derive(Serialize)]
struct Region<'a> {
    id: String,
    from_name: &'static str,
    to_name: &'static str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    value: Covered<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Remark<'a>>,
}

#[derive(Serialize)]
struct Covered<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    labels: [&'a str; 1],
}

#[derive(Serialize)]
struct Remark<'a> {
    text: [&'a str; 1],
}

fn write(set: &Set) -> Vec<Part> {
    let tasks: Vec<_> = set.articles.iter().map(|article| task(article)).collect();
    vec![Part::new("articles.json", pretty(&tasks))]
}

fn task(article: &Article) -> Task<'_> {
    let (open, decided): (Vec<_>, Vec<_>) = spots(&HOLDS, article, Unit::CodePoint)
        .into_iter()
        .partition(|spot| spot.annotation.state == State::Suggested);
    let looked_at = !decided.is_empty() || article.details.state == ArticleState::Done;
    Task {
        data: Data {
            text: &article.text,
            meta: Meta::of(article),
        },
        predictions: Vec::from_iter((!open.is_empty()).then(|| Answers {
            model_version: Some("dateline"),
            result: open.iter().map(region).collect(),
        })),
        annotations: Vec::from_iter(looked_at.then(|| Answers {
            model_version: None,
            result: decided.iter().map(region).collect(),
        })),
    }
}

fn region<'a>(spot: &Spot<'a>) -> Region<'a> {
    let annotation = spot.annotation;
    let note = annotation.note.as_str();
    Region {
        id: annotation.id.to_string(),
        from_name: "label",
        to_name: "text",
        r#type: "labels",
        score: annotation.confidence.map(probability),
        value: Covered {
            start: spot.start,
            end: spot.end,
            text: spot.text,
            labels: [annotation.label.as_str()],
        },
        meta: (!note.is_empty()).then_some(Remark { text: [note] }),
    }
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    objects(source, report, |line, object, report| {
        let data = object.get("data").and_then(Value::as_object);
        let Some((data, text)) = data.and_then(|data| Some((data, text_of(data)?))) else {
            return report.line(line, "There is no text in “data”.");
        };
        let mut marks = Vec::new();
        let mut seen = HashSet::new();
        for (answers, suggested) in answers(&object, line, report) {
            for region in list(answers, "result") {
                for mark in marks_of(region, suggested, line, report) {
                    let place = (mark.start, mark.end, mark.label.clone());
                    if seen.insert(place) || !suggested {
                        marks.push(mark);
                    }
                }
            }
        }
        drafts.push(Draft {
            text: text.to_owned(),
            details: details(Some(data), source.name),
            marks,
            line,
            ..Draft::default()
        });
    });
    drafts
}

/// The field `text`, or else the longest that is a string.
fn text_of(data: &Map<String, Value>) -> Option<&str> {
    let longest = || {
        let texts = data.values().filter_map(Value::as_str);
        texts.max_by_key(|text| text.len())
    };
    string(data, "text").or_else(longest)
}

/// What a person answered, then what a model did, and whether it is a prediction.
fn answers<'a>(
    task: &'a Map<String, Value>,
    line: usize,
    report: &mut Report,
) -> Vec<(&'a Map<String, Value>, bool)> {
    let of = |key| {
        let answers = list(task, key).iter().filter_map(Value::as_object);
        let kept = |answers: &&Map<String, Value>| {
            answers.get("was_cancelled") != Some(&Value::Bool(true))
        };
        answers.filter(kept).collect::<Vec<_>>()
    };
    let mut people = of("annotations");
    people.extend(of("completions"));
    let truth =
        |answers: &&&Map<String, Value>| answers.get("ground_truth") == Some(&Value::Bool(true));
    let person = people.iter().find(truth).or(people.last()).copied();
    if people.len() > 1 {
        report.line(
            line,
            "Several people annotated this task; the ground truth or else the last was read.",
        );
    }
    let model = of("predictions").last().copied();
    let person = person.map(|answers| (answers, false));
    person
        .into_iter()
        .chain(model.map(|answers| (answers, true)))
        .collect()
}

fn marks_of(region: &Value, suggested: bool, line: usize, report: &mut Report) -> Vec<Mark> {
    let Some(object) = region.as_object() else {
        return Vec::new();
    };
    match string(object, "type") {
        Some("relation") => report.skip("relations", 1),
        Some("labels" | "hypertextlabels") => {
            if let Some(marks) = labelled(object, suggested) {
                return marks;
            }
            report.line(
                line,
                "A region has no start, end and labels; it was left out.",
            );
        }
        _ => report.skip("answers that are no marks", 1),
    }
    Vec::new()
}

fn labelled(object: &Map<String, Value>, suggested: bool) -> Option<Vec<Mark>> {
    let value = object.get("value")?.as_object()?;
    let offsets = value
        .get("globalOffsets")
        .and_then(Value::as_object)
        .unwrap_or(value);
    let meta = object.get("meta").and_then(Value::as_object);
    let notes = meta.map_or(&[][..], |meta| list(meta, "text"));
    let notes: Vec<_> = notes.iter().filter_map(Value::as_str).collect();
    let mark = Mark {
        start: number(offsets.get("start"))?,
        end: number(offsets.get("end"))?,
        text: string(value, "text").map(str::to_owned),
        suggested,
        confidence: object.get("score").and_then(confidence),
        note: notes.join("\n"),
        ..Mark::default()
    };
    let names = list(value, "labels").iter().filter_map(Value::as_str);
    let marks = names.map(|name| Mark {
        label: name.to_owned(),
        ..mark.clone()
    });
    Some(marks.collect())
}
