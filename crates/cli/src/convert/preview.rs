//! What a conversion would bring, without doing it.

use std::collections::BTreeMap;
use std::sync::Arc;

use dateline_annotation::{Article, LabelSet};
use dateline_formats::exchange::{self, Format, LabelMap, Loss, Lost, Set};
use dateline_formats::json;

use super::{Arguments, read_all};
use crate::files::Problem;

/// How many articles are written for the preview, and how many lines of them shown.
const ARTICLES: usize = 3;
const LINES: usize = 20;

/// What was seen so far; of the articles no more than the preview needs.
#[derive(Default)]
struct Seen {
    articles: usize,
    labels: BTreeMap<String, usize>,
    lost: BTreeMap<Lost, Loss>,
    first: json::File,
    problems: Vec<String>,
}

/// Prints what would come in, what it becomes and what is lost.
pub(super) fn show(arguments: &Arguments) -> Result<(), Problem> {
    let to = arguments.to()?;
    let labels = arguments.labels()?;
    let mut seen = Seen::default();
    read_all(arguments, &LabelMap::none(), |read| {
        match read.file {
            Ok(file) => seen.take(to, file, labels.map()),
            Err(problem) => seen.problems.push(format!("{}: {problem}", read.name)),
        }
        true
    });
    seen.print(to, labels.map());
    if seen.problems.is_empty() {
        return Ok(());
    }
    Err(seen.problems.join("\n"))
}

impl Seen {
    fn take(&mut self, to: Format, mut file: json::File, labels: &LabelMap) {
        for notice in &file.notices {
            println!("{notice}");
        }
        self.articles += file.articles.len();
        let marks = file
            .articles
            .iter()
            .flat_map(|article| article.annotations.iter());
        for mark in marks {
            *self
                .labels
                .entry(mark.label.as_str().to_owned())
                .or_default() += 1;
        }
        for loss in exchange::losses(to, &file.articles) {
            let sum = self.lost.entry(loss.what);
            sum.or_insert(Loss { count: 0, ..loss }).count += loss.count;
        }
        if self.first.articles.is_empty() {
            file.articles.truncate(ARTICLES);
            for article in &mut file.articles {
                rename(Arc::make_mut(article), labels);
            }
            self.first = file;
        }
    }

    fn print(&self, to: Format, labels: &LabelMap) {
        let marks: usize = self.labels.values().sum();
        println!("{} articles, {marks} marks come in", self.articles);
        for (name, count) in &self.labels {
            let label = labels.label(name);
            if label.as_str() == name {
                println!("  {count} × {name}");
            } else {
                println!("  {count} × {name}, which becomes {label}");
            }
        }
        for loss in self.lost.values() {
            println!("{} does not hold {loss}", to.title());
        }
        let definitions = LabelSet::default();
        let set = Set {
            articles: &self.first.articles,
            labels: &definitions,
            entities: &self.first.entities,
            first: 1,
        };
        println!("\n{}", exchange::preview(to, &set, LINES));
    }
}

/// Gives the marks of an article the labels that theirs become.
fn rename(article: &mut Article, labels: &LabelMap) {
    let marks: Vec<_> = article.annotations.iter().cloned().collect();
    for mut mark in marks {
        mark.label = labels.label(mark.label.as_str());
        article.annotations.put(mark);
    }
}
