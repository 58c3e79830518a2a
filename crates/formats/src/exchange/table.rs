//! A table of the marks for spreadsheets and scripts: CSV or the same with tabs.
//!
//! Each mark is a row; offsets count code points, the end is exclusive. Fields with separators, quotes or line ends stand in
//! quotes, as RFC 4180 says, in the file with tabs too. A field of text that a spreadsheet would take for
//! a formula (`=`, `+`, `-`, `@`, tab or carriage return at its start, also behind spaces) gets an apostrophe in front. The text of the articles is not
//! in the table, so it can't be read back.
//! See <https://www.rfc-editor.org/rfc/rfc4180> and <https://owasp.org/www-community/attacks/CSV_Injection>.

use dateline_annotation::{Annotation, Article, Language, Origin, State};

use super::adapter::{Adapter, Files, Holding, Holds, Part, Set};
use super::extras::{Spot, spots};
use super::place::Unit;
use crate::json::value_to_json;

pub(super) const CSV: Adapter = Adapter {
    name: "csv",
    title: "Table of marks (CSV)",
    about: "For spreadsheets: a row for each mark.",
    extension: "csv",
    files: Files::Joining,
    items: false,
    binary: false,
    holds: HOLDS,
    write: |set| vec![Part::new("marks.csv", table(set, ','))],
    read: None,
    recognises: |_| false,
};

pub(super) const TSV: Adapter = Adapter {
    name: "tsv",
    title: "Table of marks (TSV)",
    about: "The same, separated by tabs.",
    extension: "tsv",
    write: |set| vec![Part::new("marks.tsv", table(set, '\t'))],
    ..CSV
};

const HOLDS: Holds = Holds {
    text: Holding::Marked,
    ..Holds::ALL
};

const HEADER: [&str; 15] = [
    "article",
    "title",
    "language",
    "published",
    "source",
    "start",
    "end",
    "label",
    "text",
    "origin",
    "state",
    "confidence",
    "value",
    "entity",
    "note",
];

/// The names of the columns stand above the first article only, so that pieces of a long table join.
fn table(set: &Set, separator: char) -> String {
    let mut out = String::new();
    if set.first == 1 {
        row(&mut out, separator, &HEADER.map(str::to_owned));
    }
    for article in set.articles {
        for spot in spots(&HOLDS, article, Unit::CodePoint) {
            row(&mut out, separator, &cells(article, &spot));
        }
    }
    out
}

fn cells(article: &Article, spot: &Spot) -> [String; 15] {
    let details = &article.details;
    let annotation = spot.annotation;
    let value = annotation.value.as_ref();
    [
        article.id.to_string(),
        harmless(&details.title),
        details.language.map_or("", Language::code).to_owned(),
        details
            .published
            .map_or_else(String::new, |day| day.to_string()),
        harmless(&details.source),
        spot.start.to_string(),
        spot.end.to_string(),
        harmless(annotation.label.as_str()),
        harmless(spot.text),
        origin(annotation).to_owned(),
        state(annotation).to_owned(),
        confidence(annotation),
        value.map_or_else(String::new, |value| value_to_json(value).to_string()),
        harmless(annotation.entity.as_deref().unwrap_or_default()),
        harmless(&annotation.note),
    ]
}

fn origin(annotation: &Annotation) -> &'static str {
    match annotation.origin {
        Origin::Model => "model",
        Origin::Rule => "rule",
        Origin::Person => "person",
        Origin::Import => "import",
    }
}

fn state(annotation: &Annotation) -> &'static str {
    match annotation.state {
        State::Suggested => "suggested",
        State::Confirmed => "confirmed",
        State::Rejected => "rejected",
    }
}

/// Thousandths, written as a decimal.
fn confidence(annotation: &Annotation) -> String {
    annotation
        .confidence
        .map_or_else(String::new, |confidence| {
            let permille = confidence.permille();
            format!("{}.{:03}", permille / 1000, permille % 1000)
        })
}

/// The field, with an apostrophe in front where a spreadsheet would run it.
fn harmless(field: &str) -> String {
    let runs = field.starts_with(['\t', '\r', '\n'])
        || field
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if runs {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

fn row(out: &mut String, separator: char, cells: &[String; 15]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(separator);
        }
        if cell.contains([separator, '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
