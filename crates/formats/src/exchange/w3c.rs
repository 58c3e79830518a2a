//! W3C Web Annotation: an `AnnotationPage` whose items quote what they mark and say where.
//!
//! Positions count code points, as the standard demands; quotes have ten characters before and
//! after. A note is a second body with the purpose `commenting`. The standard has no place for the
//! text of the target, so that it stands beside the items, in `sources`, which other readers pass
//! over; without it the marks can't be read. Tools such as Recogito take the list `items`.
//! Where the quote does not stand at the position it is sought in the text; two in one text are too many.
//! Trap: Recogito counts UTF-16 units against the standard, which is found out on reading.
//! See <https://www.w3.org/TR/annotation-model/#selectors>.

use std::collections::HashMap;

use dateline_annotation::Article;
use serde::Serialize;
use serde_json::{Map, Value};
use unicode_segmentation::UnicodeSegmentation;

use super::adapter::{Adapter, Files, Holds, Notes, Part, Reader, Set, Source};
use super::draft::{Draft, Mark};
use super::extras::{Meta, Spot, details, spots};
use super::items::{list, number, objects, pretty, string};
use super::place::Unit;
use super::report::Report;

pub(super) const ADAPTER: Adapter = Adapter {
    name: "w3c",
    title: "W3C Web Annotation (JSON-LD)",
    about: "For tools of the web such as Recogito: a quotation and a position for each mark.",
    extension: "jsonld",
    files: Files::One,
    items: false,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| {
        (clue.keys)(&["@context", "items"])
            || (clue.keys)(&["target", "body"])
            || (clue.keys)(&["@context", "target"])
    },
};

const HOLDS: Holds = Holds {
    notes: Notes::Any,
    details: true,
    ..Holds::SPANS
};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How many characters of context a quote has on each side.
const CONTEXT_LENGTH: usize = 10;

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    r#type: &'static str,
    items: Vec<Item<'a>>,
    sources: Vec<Text<'a>>,
}

#[derive(Serialize)]
struct Text<'a> {
    id: String,
    r#type: &'static str,
    format: &'static str,
    value: &'a str,
    #[serde(flatten)]
    meta: Meta,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    purpose: &'static str,
    value: &'a str,
}

#[derive(Serialize)]
struct Target<'a> {
    source: String,
    selector: (Quote<'a>, Position),
}

#[derive(Serialize)]
struct Quote<'a> {
    r#type: &'static str,
    exact: &'a str,
    prefix: String,
    suffix: String,
}

#[derive(Serialize)]
struct Position {
    r#type: &'static str,
    start: u32,
    end: u32,
}

fn write(set: &Set) -> Vec<Part> {
    let items = set.articles.iter().flat_map(|article| {
        let spots = spots(&HOLDS, article, Unit::CodePoint);
        spots
            .into_iter()
            .map(|spot| item(article, &spot))
            .collect::<Vec<_>>()
    });
    let sources = set.articles.iter().map(|article| Text {
        id: urn(article),
        r#type: "Text",
        format: "text/plain",
        value: &article.text,
        meta: Meta::of(article),
    });
    let page = Page {
        context: CONTEXT,
        r#type: "AnnotationPage",
        items: items.collect(),
        sources: sources.collect(),
    };
    vec![Part::new("articles.jsonld", pretty(&page))]
}

fn urn(article: &Article) -> String {
    format!("urn:x-dateline:{}", article.id)
}

fn item<'a>(article: &'a Article, spot: &Spot<'a>) -> Item<'a> {
    let text = &*article.text;
    let (start, end) = (spot.span.start().to_usize(), spot.span.end().to_usize());
    let body = |purpose, value| Body {
        r#type: "TextualBody",
        purpose,
        value,
    };
    let note = spot.annotation.note.as_str();
    let note = (!note.is_empty()).then(|| body("commenting", note));
    let label = body("tagging", spot.annotation.label.as_str());
    Item {
        context: CONTEXT,
        id: format!("{}:{}", urn(article), spot.annotation.id),
        r#type: "Annotation",
        motivation: "tagging",
        body: std::iter::once(label).chain(note).collect(),
        target: Target {
            source: urn(article),
            selector: (
                Quote {
                    r#type: "TextQuoteSelector",
                    exact: spot.text,
                    prefix: before(text, start),
                    suffix: after(text, end),
                },
                Position {
                    r#type: "TextPositionSelector",
                    start: spot.start,
                    end: spot.end,
                },
            ),
        },
    }
}

/// How many bytes are looked at for ten characters.
const WINDOW: usize = 256;

fn before(text: &str, place: usize) -> String {
    let from = text
        .ceil_char_boundary(place.saturating_sub(WINDOW))
        .min(place);
    let graphemes: Vec<_> = text[from..place].graphemes(true).collect();
    graphemes[graphemes.len().saturating_sub(CONTEXT_LENGTH)..].concat()
}

fn after(text: &str, place: usize) -> String {
    let to = text.floor_char_boundary(place + WINDOW).max(place);
    text[place..to]
        .graphemes(true)
        .take(CONTEXT_LENGTH)
        .collect()
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    let mut without_text = 0;
    objects(source, report, |line, object, report| {
        for value in list(&object, "sources") {
            let Some(text) = value.as_object() else {
                continue;
            };
            if let (Some(id), Some(value)) = (string(text, "id"), string(text, "value")) {
                by_id.insert(id.to_owned(), drafts.len());
                drafts.push(Draft {
                    text: value.to_owned(),
                    details: details(Some(text), source.name),
                    line,
                    ..Draft::default()
                });
            }
        }
        for item in list(&object, "items").iter().filter_map(Value::as_object) {
            let Some((target, mark)) = mark(item) else {
                report.line(
                    line,
                    "An annotation has no tag, quote and position; it was left out.",
                );
                continue;
            };
            match by_id.get(target).and_then(|index| drafts.get_mut(*index)) {
                Some(draft) => draft.marks.push(mark),
                None => without_text += 1,
            }
        }
        if !object.contains_key("items") {
            without_text += 1;
        }
    });
    if without_text > 0 {
        report.line(source.first_line, format!(
            "{without_text} annotations are of a text that is not in the file; only files of Dateline have it, under “sources”."
        ));
    }
    drafts
}

fn mark(item: &Map<String, Value>) -> Option<(&str, Mark)> {
    // Recogito writes a list of targets, with one in it.
    let target = item.get("target")?;
    let target = target.get(0).unwrap_or(target).as_object()?;
    let one = |value: &'_ Value| {
        value
            .as_array()
            .cloned()
            .unwrap_or_else(|| vec![value.clone()])
    };
    let mut mark = Mark::default();
    for selector in one(target.get("selector")?) {
        let selector = selector.as_object()?;
        match string(selector, "type")? {
            "TextQuoteSelector" => mark.text = Some(string(selector, "exact")?.to_owned()),
            "TextPositionSelector" => {
                mark.start = number(selector.get("start"))?;
                mark.end = number(selector.get("end"))?;
            }
            _ => {}
        }
    }
    let mut tag = None;
    for body in one(item.get("body")?) {
        let body = body.as_object()?;
        let value = string(body, "value")?;
        match string(body, "purpose") {
            Some("commenting" | "replying") => value.clone_into(&mut mark.note),
            _ => tag = tag.or(Some(value.to_owned())),
        }
    }
    mark.label = tag?;
    Some((string(target, "source")?, mark))
}
