//! brat standoff: the text of an article in a `.txt`, its marks in a `.ann` of the same name.
//!
//! Offsets count code points; the covered text stands beside them. A mark across a line end is
//! written as a discontinuous one, a part a line, as brat itself does; one that is
//! discontinuous for another reason is read as one mark from its start to its end. Names of types have letters,
//! digits, `-` and `_` only. Notes are `AnnotatorNotes`, one line each.
//! Traps: brat's page counts UTF-16 units ([#1115](https://github.com/nlplab/brat/issues/1115)), which is found out on reading;
//! relations, events, attributes and normalisations are left out.
//! See <https://brat.nlplab.org/standoff.html>.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

use dateline_annotation::Article;

use super::adapter::{Adapter, Files, Holds, Notes, Part, Reader, Set, Source};
use super::draft::{Draft, Mark};
use super::extras::{Spot, details, spots};
use super::place::Unit;
use super::report::Report;

pub(super) const ADAPTER: Adapter = Adapter {
    name: "brat",
    title: "brat (.txt and .ann)",
    about: "For brat and the many tools that read its standoff files.",
    extension: "ann",
    files: Files::Each,
    items: false,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| clue.extension == "ann",
};

const HOLDS: Holds = Holds {
    loose_edges: false,
    notes: Notes::Line,
    label: type_name,
    ..Holds::SPANS
};

fn type_name(name: &str) -> Cow<'_, str> {
    let odd = |c: char| !c.is_alphanumeric() && c != '-' && c != '_';
    if name.is_empty() {
        Cow::Borrowed("_")
    } else if name.contains(odd) {
        Cow::Owned(name.replace(odd, "_"))
    } else {
        Cow::Borrowed(name)
    }
}

fn write(set: &Set) -> Vec<Part> {
    let parts = set.named().flat_map(|(name, article)| {
        [
            Part::new(format!("{name}.txt"), &*article.text),
            Part::new(format!("{name}.ann"), marks(article)),
        ]
    });
    parts.collect()
}

fn marks(article: &Article) -> String {
    let mut out = String::new();
    for (index, spot) in spots(&HOLDS, article, Unit::CodePoint).iter().enumerate() {
        let number = index + 1;
        let name = type_name(spot.annotation.label.as_str());
        let (places, covered) = parts(spot);
        // Writing to a string can't fail.
        writeln!(out, "T{number}\t{name} {places}\t{covered}").ok();
        let note = spot.annotation.note.replace(['\n', '\r', '\t'], " ");
        if !note.trim().is_empty() {
            writeln!(out, "#{number}\tAnnotatorNotes T{number}\t{}", note.trim()).ok();
        }
    }
    out
}

/// The places and the text of a mark, a part for each line.
fn parts(spot: &Spot) -> (String, String) {
    let (mut places, mut covered) = (Vec::new(), Vec::new());
    let mut start = spot.start;
    for line in spot.text.split(['\n', '\r']) {
        let length = |text: &str| text.chars().count() as u32;
        let inner = line.trim();
        if !inner.is_empty() {
            let from = start + length(line) - length(line.trim_start());
            places.push(format!("{from} {}", from + length(inner)));
            covered.push(inner);
        }
        start += length(line) + 1;
    }
    (places.join(";"), covered.join(" "))
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let Some(text) = source.companion else {
        let stem = source
            .name
            .rsplit_once('.')
            .map_or(source.name, |(stem, _)| stem);
        report.line(
            source.first_line,
            format!(
                "The text is in a file of its own; open {stem}.txt together with {}.",
                source.name
            ),
        );
        return Vec::new();
    };
    let mut marks: Vec<Mark> = Vec::new();
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (index, line) in source.text.split('\n').enumerate() {
        let number = source.first_line + index;
        let line = line.trim_end_matches('\r');
        let mut cells = line.splitn(3, '\t');
        let (id, place, tail) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
            cells.next(),
        );
        match id.chars().next() {
            None => {}
            Some('T') => match mark(place, tail) {
                Some(mark) => {
                    ids.insert(id, marks.len());
                    marks.push(mark);
                }
                None => report.line(
                    number,
                    "A T line is “T1, TAB, type start end, TAB, text”; it was left out.",
                ),
            },
            Some('#') => {
                let target = place.split(' ').nth(1).and_then(|id| ids.get(id));
                match target.and_then(|index| marks.get_mut(*index)) {
                    Some(mark) => add_note(mark, tail.unwrap_or_default()),
                    None => report.skip("notes on something else than a mark", 1),
                }
            }
            Some('R' | '*') => report.skip("relations", 1),
            Some('E') => report.skip("events", 1),
            Some('A' | 'M') => report.skip("attributes", 1),
            Some('N') => report.skip("normalisations", 1),
            Some(_) => report.line(number, "This is no line of brat standoff; it was left out."),
        }
    }
    let stem = source
        .name
        .rsplit_once('.')
        .map_or(source.name, |(stem, _)| stem);
    vec![Draft {
        text: text.to_owned(),
        details: details(None, &format!("{stem}.txt")),
        marks,
        line: source.first_line,
        ..Draft::default()
    }]
}

fn add_note(mark: &mut Mark, note: &str) {
    if !mark.note.is_empty() {
        mark.note.push('\n');
    }
    mark.note.push_str(note);
}

/// A mark of `type start end` or `type start end;start end`.
fn mark(place: &str, text: Option<&str>) -> Option<Mark> {
    let (label, places) = place.split_once(' ')?;
    let mut edges = places.split(';').map(|part| {
        let (start, end) = part.split_once(' ')?;
        Some((start.parse::<u32>().ok()?, end.parse::<u32>().ok()?))
    });
    let (start, mut end) = edges.next()??;
    let mut broken = false;
    for edge in edges {
        end = edge?.1;
        broken = true;
    }
    Some(Mark {
        start,
        end,
        label: label.to_owned(),
        text: text.map(str::to_owned),
        gapped: broken,
        ..Mark::default()
    })
}
