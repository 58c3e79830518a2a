//! `dateline stats`: how many articles and marks there are, of what kind.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use dateline_annotation::{Article, Language, Origin, State};
use dateline_formats::exchange::{Format, LabelMap};
use serde_json::json;

use crate::convert::{names, read};
use crate::files::Problem;
use crate::inputs::Reading;

/// What to count.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files, folders and .zip archives; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format of the files; found from each file when not given.
    #[arg(long, value_name = "FORMAT", value_parser = names(Format::can_be_read))]
    from: Option<String>,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
}

/// What is counted.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    articles: usize,
    code_points: usize,
    languages: BTreeMap<&'static str, usize>,
    labels: BTreeMap<String, Marks>,
}

/// The marks of a label.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Marks {
    total: usize,
    suggested: usize,
    confirmed: usize,
    rejected: usize,
    /// By a person, not by the machine or an import.
    by_hand: usize,
    with_value: usize,
}

/// Counts all that can be read, and tells of what can't.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    let from = arguments.from.as_deref().and_then(Format::from_name);
    let (mut counts, mut problems) = (Counts::default(), Vec::new());
    let reading = Reading {
        from,
        ..Reading::default()
    };
    reading.for_each(&arguments.files, &mut |unit| {
        match unit
            .content
            .and_then(|content| read(content, from, &LabelMap::none()))
        {
            Ok(file) => file.articles.iter().for_each(|article| counts.add(article)),
            Err(problem) => problems.push(format!("{}: {problem}", unit.name)),
        }
        true
    });
    if arguments.json {
        println!("{:#}", counts.to_json());
    } else {
        print!("{}", counts.to_text());
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(problems.join("\n"))
}

impl Counts {
    fn add(&mut self, article: &Article) {
        self.articles += 1;
        self.code_points += article.text.chars().count();
        let language = article.details.language.map_or("unknown", Language::code);
        *self.languages.entry(language).or_default() += 1;
        for mark in &article.annotations {
            let of = self
                .labels
                .entry(mark.label.as_str().to_owned())
                .or_default();
            of.total += 1;
            match mark.state {
                State::Suggested => of.suggested += 1,
                State::Confirmed => of.confirmed += 1,
                State::Rejected => of.rejected += 1,
            }
            of.by_hand += usize::from(mark.origin == Origin::Person);
            of.with_value += usize::from(mark.value.is_some());
        }
    }

    /// Each label with its marks, frequent ones first, and all of them last.
    fn rows(&self) -> Vec<(&str, Marks)> {
        let mut rows: Vec<(&str, Marks)> = self
            .labels
            .iter()
            .map(|(name, marks)| (&**name, marks.clone()))
            .collect();
        rows.sort_by_key(|(_, marks)| std::cmp::Reverse(marks.total));
        let mut all = Marks::default();
        for (_, marks) in &rows {
            all.total += marks.total;
            all.suggested += marks.suggested;
            all.confirmed += marks.confirmed;
            all.rejected += marks.rejected;
            all.by_hand += marks.by_hand;
            all.with_value += marks.with_value;
        }
        rows.push(("all", all));
        rows
    }

    fn to_text(&self) -> String {
        let languages: Vec<_> = self
            .languages
            .iter()
            .map(|(code, count)| format!("{code} {count}"))
            .collect();
        let mut out = format!(
            "{} articles ({}), {} characters\n\n{:<16}{:>9}{:>11}{:>11}{:>10}{:>9}{:>12}\n",
            self.articles,
            languages.join(", "),
            self.code_points,
            "label",
            "marks",
            "suggested",
            "confirmed",
            "rejected",
            "by hand",
            "with value",
        );
        for (name, marks) in self.rows() {
            // Writing to a string can't fail.
            writeln!(
                out,
                "{name:<16}{:>9}{:>11}{:>11}{:>10}{:>9}{:>12}",
                marks.total,
                marks.suggested,
                marks.confirmed,
                marks.rejected,
                marks.by_hand,
                marks.with_value
            )
            .ok();
        }
        out
    }

    fn to_json(&self) -> serde_json::Value {
        let marks = |marks: &Marks| {
            json!({
                "marks": marks.total, "suggested": marks.suggested, "confirmed": marks.confirmed,
                "rejected": marks.rejected, "by_hand": marks.by_hand, "with_value": marks.with_value,
            })
        };
        let labels: serde_json::Map<_, _> = self
            .labels
            .iter()
            .map(|(name, of)| (name.clone(), marks(of)))
            .collect();
        json!({
            "articles": self.articles, "code_points": self.code_points,
            "languages": self.languages, "labels": labels,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_by_label_and_state() {
        let part = dateline_formats::exchange::Part::new(
            "a.jsonl",
            "{\"text\":\"Zoë in Gent\",\"label\":[[0,3,\"PER\"],[7,11,\"LOC\"],[7,11,\"LOC\"]]}\n",
        );
        let file =
            dateline_formats::exchange::read(Format::Doccano, &[part], &LabelMap::none()).unwrap();
        let mut counts = Counts::default();
        counts.add(&file.articles[0]);
        assert_eq!((counts.articles, counts.code_points), (1, 11));
        assert_eq!(counts.rows()[0].0, "LOC");
        assert_eq!(
            (counts.rows()[2].1.total, counts.rows()[2].1.confirmed),
            (3, 3)
        );
        assert_eq!(counts.to_json()["labels"]["LOC"]["marks"], 2);
    }
}
