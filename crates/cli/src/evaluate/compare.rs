//! One article: what the model marks against what people marked.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use dateline_annotation::Label;
use dateline_extraction::train::{Article, Figures, Mark, score};
use dateline_extraction::{Document, Extractor};

/// What comparing articles has shown.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    pub(crate) figures: Figures,
    pub(crate) articles: usize,
    pub(crate) words: usize,
    pub(crate) bytes: usize,
    pub(crate) time: Duration,
    /// Each suggestion's confidence, and whether it is right.
    pub(crate) confidences: Vec<(f64, bool)>,
    /// Spans with right edges and a wrong label: marked and found label, and how often.
    pub(crate) confusions: BTreeMap<(Label, Label), usize>,
    /// Spans found with the right label, but other edges.
    pub(crate) edges: usize,
    /// A line for each span that is missing (-) or wrong (+).
    pub(crate) errors: Vec<String>,
}

/// Extracts from an article and adds what comes of it.
pub(crate) fn compare(extractor: &Extractor, article: &Article, comparison: &mut Comparison) {
    let document = Document {
        text: &article.text,
        language: article.language,
        published: None,
    };
    let began = Instant::now();
    let extraction = extractor.extract(document, &mut |_| ControlFlow::Continue(()));
    comparison.time += began.elapsed();
    comparison.articles += 1;
    comparison.words += article.text.split_whitespace().count();
    comparison.bytes += article.text.len();
    let mut predicted = Vec::new();
    for found in extraction.suggestions {
        let mark = Mark {
            start: found.span.start().to_usize(),
            end: found.span.end().to_usize(),
            label: found.label,
        };
        let right = article.marks.contains(&mark);
        comparison
            .confidences
            .push((f64::from(found.confidence.permille()) / 1000.0, right));
        if !right {
            comparison.errors.push(line('+', article, &mark));
            note_kind(article, &mark, comparison);
        }
        predicted.push(mark);
    }
    let missing = article
        .marks
        .iter()
        .filter(|mark| !predicted.contains(mark));
    comparison
        .errors
        .extend(missing.map(|mark| line('-', article, mark)));
    comparison.figures.add(&score(&article.marks, &predicted));
}

/// Notes in what a wrong span differs from a mark.
fn note_kind(article: &Article, mark: &Mark, comparison: &mut Comparison) {
    for other in article
        .marks
        .iter()
        .filter(|other| other.start < mark.end && mark.start < other.end)
    {
        if (other.start, other.end) == (mark.start, mark.end) {
            *comparison
                .confusions
                .entry((other.label.clone(), mark.label.clone()))
                .or_default() += 1;
        } else if other.label == mark.label {
            comparison.edges += 1;
            return;
        }
    }
}

fn line(sign: char, article: &Article, mark: &Mark) -> String {
    let text = &article.text;
    let from = text.floor_char_boundary(mark.start.saturating_sub(40));
    let to = text.ceil_char_boundary((mark.end + 30).min(text.len()));
    format!(
        "{sign} {} {}\t[{}]\t{:?}",
        article.name,
        mark.label,
        &text[mark.start..mark.end],
        &text[from..to]
    )
}
