//! Dateline's own JSON, whole or an article a line.
//!
//! Both hold everything that is known of articles and marks, rejected ones too. The whole file is that
//! of [`json`]. In the other each line is such a file of one article, with the
//! entities that it mentions and those of its labels that are not the default ones, so that long
//! lists can be read and written piece by piece; labels that no article uses are not in it.

use std::fmt::Write as _;

use dateline_annotation::LabelSet;

use super::adapter::{Adapter, Clue, Files, Holds, Part, Reader, Set, Source};
use super::report::Report;
use crate::json;

const HOLDS: Holds = Holds {
    rejected: true,
    ..Holds::ALL
};

pub(super) const WHOLE: Adapter = Adapter {
    name: "dateline",
    title: "Dateline (JSON)",
    about: "Everything, to go on here later or on another machine.",
    extension: "json",
    files: Files::One,
    items: false,
    binary: false,
    holds: HOLDS,
    write: |set| {
        let articles = set.articles.iter().map(|article| &**article);
        let text = json::write(articles, set.labels, set.entities);
        vec![Part::new("articles.json", text)]
    },
    read: Some(Reader::Whole(read)),
    recognises: |clue| clue.ours && !is_lines(clue),
};

pub(super) const LINES: Adapter = Adapter {
    name: "dateline-jsonl",
    title: "Dateline (JSONL)",
    about: "Everything, an article a line, for scripts and long lists.",
    extension: "jsonl",
    files: Files::Joining,
    items: true,
    write: |set| vec![Part::new("articles.jsonl", lines(set))],
    recognises: |clue| clue.ours && is_lines(clue),
    ..WHOLE
};

/// Whether the first line is a file in itself.
fn is_lines(clue: &Clue) -> bool {
    let first = clue.text.trim_start().lines().next().unwrap_or_default();
    let mut rest = clue.text.trim().lines().skip(1);
    let several = rest.any(|line| !line.trim().is_empty());
    first.trim_end().ends_with('}') && (several || clue.extension == "jsonl")
}

fn lines(set: &Set) -> String {
    let mut out = String::new();
    for article in set.articles {
        // Writing to a string can't fail.
        writeln!(
            out,
            "{}",
            json::write_line(article, set.labels, set.entities)
        )
        .ok();
    }
    out
}

fn read(source: &Source, report: &mut Report) -> json::File {
    match json::read(source.text) {
        Ok(file) => file,
        Err(whole) => by_line(source, &whole, report),
    }
}

/// The files of all lines together; where no line is one, the error is that of the whole.
fn by_line(source: &Source, whole: &json::ReadError, report: &mut Report) -> json::File {
    let mut all = json::File::default();
    let lines = source.text.lines().enumerate();
    let mut problems = Vec::new();
    for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        match json::read(line) {
            Ok(file) => take(&mut all, file),
            Err(error) => problems.push((source.first_line + index, error.to_string())),
        }
    }
    if all.articles.is_empty() {
        report.line(source.first_line, whole.to_string());
    } else {
        for (line, problem) in problems {
            report.line(line, problem);
        }
    }
    all
}

fn take(all: &mut json::File, file: json::File) {
    all.articles.extend(file.articles);
    all.entities.extend(file.entities);
    all.notices.extend(file.notices);
    if file
        .labels
        .definitions()
        .iter()
        .any(|new| all.labels.get(&new.label).is_none())
    {
        let both = all
            .labels
            .definitions()
            .iter()
            .chain(file.labels.definitions());
        all.labels = LabelSet::new(both.cloned().collect::<Vec<_>>());
    }
}
