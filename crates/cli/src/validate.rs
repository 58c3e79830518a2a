//! `dateline validate`: whether files can be read, and what is odd in them.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;
use dateline_annotation::{Annotation, Article, Label};
use dateline_formats::exchange::{Format, LabelMap};
use dateline_formats::json;

use crate::convert::{names, read};
use crate::files::Problem;
use crate::inputs::Reading;

/// What to look at.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files, folders and .zip archives; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format of the files; found from each file when not given.
    #[arg(long, value_name = "FORMAT", value_parser = names(Format::can_be_read))]
    from: Option<String>,
    /// Takes what was repaired or is odd for an error too.
    #[arg(long)]
    strict: bool,
}

/// Prints what is wrong, a line each, and what there is of each file.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    let from = arguments.from.as_deref().and_then(Format::from_name);
    let (mut failed, mut odd) = (0, 0);
    let reading = Reading {
        from,
        ..Reading::default()
    };
    reading.for_each(&arguments.files, &mut |unit| {
        let name = unit.name;
        match unit
            .content
            .and_then(|content| read(content, from, &LabelMap::none()))
        {
            Err(problem) => {
                failed += 1;
                println!("{name}: error: {problem}");
            }
            Ok(file) => {
                let remarks = remarks(&file);
                odd += remarks.len();
                for remark in remarks {
                    println!("{name}: {remark}");
                }
                let marks: usize = file
                    .articles
                    .iter()
                    .map(|article| article.annotations.len())
                    .sum();
                println!("{name}: {} articles, {marks} marks", file.articles.len());
            }
        }
        true
    });
    match (failed, odd) {
        (0, 0) => Ok(()),
        (0, odd) if arguments.strict => Err(format!("{odd} remarks")),
        (0, _) => Ok(()),
        (failed, _) => Err(format!("{failed} inputs can't be read")),
    }
}

/// What was repaired while reading, and what is odd about what was read.
fn remarks(file: &json::File) -> Vec<String> {
    let mut remarks: Vec<String> = file.notices.iter().map(ToString::to_string).collect();
    let mut texts: HashMap<&str, &str> = HashMap::new();
    for article in &file.articles {
        let title = &*article.details.title;
        if let Some(other) = texts.insert(&article.text, title) {
            remarks.push(format!("“{title}” has the same text as “{other}”."));
        }
        remarks.extend(
            of_article(article)
                .into_iter()
                .map(|remark| format!("“{title}”: {remark}")),
        );
    }
    remarks
}

fn of_article(article: &Article) -> Vec<String> {
    let marks: Vec<&Annotation> = article.annotations.visible().collect();
    let mut remarks = Vec::new();
    let mut ends: (u32, Option<&Annotation>) = (0, None);
    for mark in marks {
        let (start, end) = (mark.span.start().get(), mark.span.end().get());
        let covered = mark.span.slice(&article.text).unwrap_or_default();
        let shown: String = covered.chars().take(40).collect();
        let name = mark.label.as_str();
        if covered.trim() != covered {
            remarks.push(format!("{name} “{shown}” has white space at its edges."));
        }
        if name.is_empty() {
            remarks.push(format!("“{shown}” has no label."));
        }
        if mark.value.is_some() && Label::DEFAULT.contains(&mark.label) && !mark.label.has_value() {
            remarks.push(format!(
                "{name} “{shown}” has a value, which its label does not want."
            ));
        }
        if let (true, Some(other)) = (start < ends.0, ends.1) {
            let same = other.span == mark.span && other.label == mark.label;
            let how = if same {
                "stands there twice"
            } else {
                "overlaps another mark"
            };
            remarks.push(format!("{name} “{shown}” {how}."));
        }
        if end >= ends.0 {
            ends = (end, Some(mark));
        }
    }
    remarks
}
