//! Prodigy: one object a line with text, tokens and spans.
//!
//! Offsets count code points; `token_end` is inclusive. Tokens end at every edge of a mark, so that
//! no span is off its tokens; what stands between two tokens is either one space (`ws`) or a token.
//! Fields of a span that Prodigy does not know it keeps: state, confidence, value, entity and note
//! stand there. Details of an article stand in `meta`, which Prodigy shows.
//! Traps: spans of an answer other than `accept` are read as suggestions; hashes are Prodigy's to add.
//! See <https://prodi.gy/docs/api-interfaces#spans>.

use std::ops::Range;

use dateline_annotation::{Article, ByteOffset, OffsetMap};
use serde::Serialize;
use serde_json::Value;

use super::adapter::{Adapter, Files, Holds, Part, Reader, Set, Source};
use super::draft::Draft;
use super::extras::{Extras, Meta, details, read_extras, spots};
use super::items::{line, list, objects, string};
use super::place::Unit;
use super::report::Report;
use super::spacy::span;
use super::tiles::tiles;

pub(super) const ADAPTER: Adapter = Adapter {
    name: "prodigy",
    title: "Prodigy (JSONL)",
    about: "For Prodigy, with its tokens.",
    extension: "jsonl",
    files: Files::Joining,
    items: true,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| {
        (clue.keys)(&["text", "spans", "tokens"])
            || (clue.keys)(&["text", "spans", "answer"])
            || ((clue.keys)(&["text", "spans"]) && !(clue.keys)(&["entities"]))
    },
};

const HOLDS: Holds = Holds::ALL;

#[derive(Serialize)]
struct Example<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Meta::is_empty")]
    meta: Meta,
    tokens: Vec<Token<'a>>,
    spans: Vec<Marked<'a>>,
    answer: &'static str,
}

#[derive(Serialize)]
struct Token<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    id: usize,
    /// Whether one space follows.
    ws: bool,
}

#[derive(Serialize)]
struct Marked<'a> {
    start: u32,
    end: u32,
    label: &'a str,
    token_start: usize,
    token_end: usize,
    text: &'a str,
    #[serde(flatten)]
    extras: Extras<'a>,
}

fn write(set: &Set) -> Vec<Part> {
    let lines = set.articles.iter().map(|article| line(&example(article)));
    vec![Part::new("articles.jsonl", lines.collect::<String>())]
}

fn example(article: &Article) -> Example<'_> {
    let spots = spots(&HOLDS, article, Unit::CodePoint);
    let ranges = tiles(&article.text, &spots);
    let spans = spots.iter().map(|spot| {
        let (start, end) = (spot.span.start().to_usize(), spot.span.end().to_usize());
        Marked {
            start: spot.start,
            end: spot.end,
            label: spot.annotation.label.as_str(),
            token_start: ranges.partition_point(|range| range.end <= start),
            token_end: ranges
                .partition_point(|range| range.start < end)
                .saturating_sub(1),
            text: spot.text,
            extras: spot.annotation.into(),
        }
    });
    Example {
        text: &article.text,
        meta: Meta::of(article),
        tokens: numbered(&article.text, &ranges),
        spans: spans.collect(),
        answer: "accept",
    }
}

/// The tokens with their offsets in code points, counted in one pass.
fn numbered<'a>(text: &'a str, ranges: &[Range<usize>]) -> Vec<Token<'a>> {
    let map = OffsetMap::new(text);
    let count = |byte| map.code_points(text, ByteOffset::from_usize(byte)).get();
    let mut tokens: Vec<Token> = Vec::with_capacity(ranges.len());
    for (id, range) in ranges.iter().enumerate() {
        let next = ranges.get(id + 1).map_or(text.len(), |next| next.start);
        tokens.push(Token {
            text: &text[range.clone()],
            start: count(range.start),
            end: count(range.end),
            id,
            ws: next > range.end,
        });
    }
    tokens
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    objects(source, report, |line, object, report| {
        let Some(text) = string(&object, "text") else {
            return report.line(line, "There is no “text”.");
        };
        report.skip("relations", list(&object, "relations").len());
        let accepted = string(&object, "answer").is_none_or(|answer| answer == "accept");
        let mut marks = Vec::new();
        for value in list(&object, "spans") {
            let Some((fields, mut mark)) = value
                .as_object()
                .and_then(|fields| Some((fields, span(fields)?)))
            else {
                report.line(line, "A span has no start, end and label; it was left out.");
                continue;
            };
            read_extras(fields, &mut mark);
            mark.suggested |= !accepted;
            marks.push(mark);
        }
        let meta = object.get("meta").and_then(Value::as_object);
        drafts.push(Draft {
            text: text.to_owned(),
            details: details(meta, source.name),
            marks,
            line,
            ..Draft::default()
        });
    });
    drafts
}
