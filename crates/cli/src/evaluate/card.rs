//! The model card: measurements in a fixed text.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use dateline_annotation::Label;
use dateline_extraction::Extractor;
use dateline_extraction::train::Figures;

use super::NAMES;
use super::compare::Comparison;
use crate::files::{Problem, read_model};

const ABOUT: &str = include_str!("card.md");

/// The card of a model.
pub(crate) fn card(
    model: Option<&Path>,
    report: &BTreeMap<String, Comparison>,
) -> Result<String, Problem> {
    let bytes = read_model(model)?;
    let began = Instant::now();
    Extractor::load(&bytes).map_err(|error| error.to_string())?;
    let ready = began.elapsed();
    let mut card = String::from(ABOUT);
    let mut measured = String::new();
    // Writing to a string can't fail.
    let _ = writeln!(
        measured,
        "| | |\n|---|---|\n| size of the model file, with the lexicon | {} bytes |",
        bytes.len()
    );
    let _ = writeln!(
        measured,
        "| ready after | {:.1} ms |",
        ready.as_secs_f64() * 1e3
    );
    let _ = writeln!(
        measured,
        "| speed on these articles, one at a time | {:.2} MB/s |",
        speed(report.values())
    );
    let _ = writeln!(
        measured,
        "| share of suggestions with the right label and other edges | {} |",
        edges(report.values())
    );
    for (mark, text) in [
        ("{measured}", measured),
        ("{figures}", figures(report)),
        ("{reliability}", reliability(report)),
        ("{confusions}", confusions(report)),
    ] {
        card = card.replace(mark, text.trim_end());
    }
    Ok(card)
}

#[expect(clippy::cast_precision_loss, reason = "sizes of texts")]
fn speed<'c>(comparisons: impl Iterator<Item = &'c Comparison>) -> f64 {
    let (bytes, seconds) = comparisons.fold((0, 0.0), |sum, c| {
        (sum.0 + c.bytes, sum.1 + c.time.as_secs_f64())
    });
    bytes as f64 / 1e6 / seconds
}

#[expect(clippy::cast_precision_loss, reason = "counts of spans")]
fn edges<'c>(comparisons: impl Iterator<Item = &'c Comparison>) -> String {
    let (edges, all) = comparisons.fold((0, 0), |sum, c| {
        (sum.0 + c.edges, sum.1 + c.confidences.len())
    });
    format!("{:.1} %", 100.0 * edges as f64 / all as f64)
}

/// F1 by label and group.
fn figures(report: &BTreeMap<String, Comparison>) -> String {
    let name = |name: &String| {
        name.rsplit('/')
            .next()
            .unwrap_or_default()
            .replace(".gold.jsonl", "")
    };
    let percent = |f1: Option<f64>| f1.map_or("–".to_owned(), |f1| format!("{:.1}", 100.0 * f1));
    let row = |title: &str, cell: &dyn Fn(&Figures) -> String| {
        let cells: Vec<_> = report
            .values()
            .map(|comparison| cell(&comparison.figures))
            .collect();
        format!("| {title} | {} |\n", cells.join(" | "))
    };
    let names: Vec<_> = report.keys().map(name).collect();
    let mut table = format!(
        "| F1 | {} |\n|---|{}\n",
        names.join(" | "),
        "---:|".repeat(names.len())
    );
    for label in &Label::DEFAULT {
        table += &row(label.as_str(), &|figures| {
            percent(figures.labels.get(label).and_then(|score| score.f1()))
        });
    }
    table += &row("names", &|figures| percent(figures.of(&NAMES).f1()));
    table += &row("**all**", &|figures| {
        format!("**{}**", percent(figures.micro.f1()))
    });
    table += &row("precision", &|figures| percent(figures.micro.precision()));
    table += &row("recall", &|figures| percent(figures.micro.recall()));
    let count = |name: &str, count: &dyn Fn(&Comparison) -> usize| {
        let cells: Vec<_> = report
            .values()
            .map(|comparison| count(comparison).to_string())
            .collect();
        format!("| {name} | {} |\n", cells.join(" | "))
    };
    table += &count("spans", &|comparison| comparison.figures.micro.gold);
    table += &count("articles", &|comparison| comparison.articles);
    table + &count("words", &|comparison| comparison.words)
}

/// How often suggestions of a confidence are right, on the dev set.
#[expect(clippy::cast_precision_loss, reason = "counts of spans")]
fn reliability(report: &BTreeMap<String, Comparison>) -> String {
    let dev = report.iter().filter(|(name, _)| name.starts_with("dev "));
    let all: Vec<_> = dev
        .flat_map(|(_, comparison)| &comparison.confidences)
        .collect();
    let mut table = String::from(
        "| confidence | suggestions | mean confidence | right |\n|---|---:|---:|---:|\n",
    );
    let mut error = 0.0;
    for step in 0..10 {
        let (low, high) = (f64::from(step) / 10.0, f64::from(step + 1) / 10.0);
        let within = |confidence: f64| confidence >= low && (confidence < high || step == 9);
        let here: Vec<_> = all
            .iter()
            .filter(|(confidence, _)| within(*confidence))
            .collect();
        if here.is_empty() {
            continue;
        }
        let count = here.len() as f64;
        let mean = here.iter().map(|(confidence, _)| confidence).sum::<f64>() / count;
        let right = here.iter().filter(|(_, right)| *right).count() as f64 / count;
        error += (mean - right).abs() * count / all.len() as f64;
        let _ = writeln!(
            table,
            "| {low:.1} to {high:.1} | {} | {mean:.3} | {right:.3} |",
            here.len()
        );
    }
    format!("{table}\nExpected calibration error: {error:.3}")
}

/// The most frequent wrong labels of spans with right edges.
fn confusions(report: &BTreeMap<String, Comparison>) -> String {
    let mut counts: BTreeMap<(Label, Label), usize> = BTreeMap::new();
    for (pair, count) in report
        .values()
        .flat_map(|comparison| &comparison.confusions)
    {
        *counts.entry(pair.clone()).or_default() += count;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), pair.clone()));
    let mut table = String::from("| marked | found | times |\n|---|---|---:|\n");
    for ((marked, found), count) in counts.iter().take(12) {
        let _ = writeln!(table, "| {marked} | {found} | {count} |");
    }
    table
}
