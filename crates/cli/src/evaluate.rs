//! `dateline evaluate`: compares what the model marks with what people marked.

mod card;
mod compare;
mod gold;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use dateline_annotation::{Label, Language};
use dateline_extraction::train::{Article, Figures, Score};
use serde_json::{Value, json};

use crate::files::{Problem, load_model, read_article, read_corpus, read_text};
use compare::{Comparison, compare};
use gold::read_gold;

/// What to compare with.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Gold: NAME.gold.jsonl beside NAME.txt, a marked article, or a folder of marked articles.
    gold: Vec<PathBuf>,
    /// The text, or the folder of the texts, that gold files belong to when it isn't beside them.
    #[arg(long)]
    text: Option<PathBuf>,
    /// The articles of this corpus with a number divisible by eight: those that `train` leaves out.
    #[arg(long, value_name = "CORPUS")]
    dev: Option<PathBuf>,
    /// Figures as JSON instead of tables.
    #[arg(long)]
    json: bool,
    /// Print each span that is wrong.
    #[arg(long)]
    errors: bool,
    /// Write the model card here.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "model/CARD.md")]
    card: Option<PathBuf>,
    /// Record the dev figures here, for --gate.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "model/figures.json")]
    record: Option<PathBuf>,
    /// Fail when a dev figure is more than half a point below the one recorded here.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "model/figures.json")]
    gate: Option<PathBuf>,
    /// The model; the one that this program came with when not given.
    #[arg(long)]
    model: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    let extractor = load_model(arguments.model.as_deref())?;
    let groups = groups(arguments)?;
    if groups.is_empty() {
        return Err("name gold files or folders to compare with, or --dev model/corpus".to_owned());
    }
    let mut report: BTreeMap<String, Comparison> = BTreeMap::new();
    for (name, articles) in &groups {
        let comparison = report.entry(name.clone()).or_default();
        for article in articles {
            compare(&extractor, article, comparison);
        }
    }
    if arguments.errors {
        report
            .values()
            .flat_map(|comparison| &comparison.errors)
            .for_each(|error| println!("{error}"));
    }
    if let Some(path) = &arguments.card {
        let card = card::card(arguments.model.as_deref(), &report)?;
        std::fs::write(path, card).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if let Some(path) = &arguments.record {
        let figures = format!("{:#}\n", Value::Object(dev_figures(&report)));
        std::fs::write(path, figures).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    print(&report, arguments.json);
    arguments
        .gate
        .as_deref()
        .map_or(Ok(()), |path| gate(path, &report))
}

/// Prints the figures of each group and of all together.
fn print(report: &BTreeMap<String, Comparison>, json: bool) {
    let mut all = Figures::default();
    for comparison in report.values() {
        all.add(&comparison.figures);
    }
    if json {
        let mut object: serde_json::Map<_, _> = report
            .iter()
            .map(|(name, comparison)| (name.clone(), to_json(&comparison.figures)))
            .collect();
        object.insert("all".to_owned(), to_json(&all));
        println!("{:#}", Value::Object(object));
        return;
    }
    for (name, comparison) in report {
        println!("{}", table(name, &comparison.figures));
    }
    if report.len() > 1 {
        println!("{}", table("all", &all));
    }
}

/// The F1 of each group of the dev set.
fn dev_figures(report: &BTreeMap<String, Comparison>) -> serde_json::Map<String, Value> {
    let dev = report.iter().filter(|(name, _)| name.starts_with("dev "));
    let round = |f1: f64| (f1 * 1e4).round() / 1e4;
    dev.map(|(name, comparison)| {
        (
            name.clone(),
            json!(comparison.figures.micro.f1().map(round)),
        )
    })
    .collect()
}

/// How far F1 may fall below what was recorded.
const TOLERANCE: f64 = 0.005;

/// Compares the dev figures with recorded ones.
fn gate(path: &Path, report: &BTreeMap<String, Comparison>) -> Result<(), Problem> {
    let recorded: Value = serde_json::from_str(&read_text(path)?)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let now = dev_figures(report);
    for (name, was) in recorded.as_object().into_iter().flatten() {
        let was = was.as_f64().unwrap_or_default();
        let is = now
            .get(name)
            .and_then(Value::as_f64)
            .ok_or_else(|| format!("{name} is not measured; add --dev model/corpus"))?;
        if is < was - TOLERANCE {
            return Err(format!(
                "{name}: F1 fell from {was:.4} to {is:.4}; find out why, or record the new figure with --record={}",
                path.display()
            ));
        }
    }
    Ok(())
}

/// The articles to compare with, by the name of their table.
fn groups(arguments: &Arguments) -> Result<BTreeMap<String, Vec<Article>>, Problem> {
    let mut groups: BTreeMap<String, Vec<Article>> = BTreeMap::new();
    if let Some(corpus) = &arguments.dev {
        for article in read_corpus(corpus)?.into_iter().filter(Article::is_dev) {
            let code = article.language.map_or("unknown", Language::code);
            groups
                .entry(format!("dev {code}"))
                .or_default()
                .push(article);
        }
    }
    for path in &arguments.gold {
        let articles = if path.is_dir() {
            read_corpus(path)?
        } else if path
            .extension()
            .is_some_and(|extension| extension == "jsonl")
        {
            vec![read_gold(path, arguments.text.as_deref())?]
        } else {
            vec![read_article(path)?]
        };
        groups
            .entry(path.display().to_string())
            .or_default()
            .extend(articles);
    }
    Ok(groups)
}

/// The labels whose spans are names.
pub(crate) const NAMES: [Label; 7] = [
    Label::PER,
    Label::ORG,
    Label::GROUP,
    Label::LOC,
    Label::NORP,
    Label::EVENT,
    Label::WEAPON,
];

fn table(name: &str, figures: &Figures) -> String {
    let percent =
        |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{:.2}", 100.0 * share));
    let row = |name: &str, score: Score| {
        format!(
            "{name:<9} {:>7} {:>9} {:>7} {:>9} {:>7} {:>7}\n",
            score.gold,
            score.predicted,
            score.correct,
            percent(score.precision()),
            percent(score.recall()),
            percent(score.f1())
        )
    };
    let mut table = format!(
        "{name}\n{:<9} {:>7} {:>9} {:>7} {:>9} {:>7} {:>7}\n",
        "label", "gold", "predicted", "correct", "precision", "recall", "F1"
    );
    for (label, score) in &figures.labels {
        table += &row(label.as_str(), *score);
    }
    table += &row("names", figures.of(&NAMES));
    table + &row("all", figures.micro)
}

fn to_json(figures: &Figures) -> Value {
    let one = |score: Score| {
        json!({
            "gold": score.gold, "predicted": score.predicted, "correct": score.correct,
            "precision": score.precision(), "recall": score.recall(), "f1": score.f1(),
        })
    };
    let labels: serde_json::Map<_, _> = figures
        .labels
        .iter()
        .map(|(label, score)| (label.as_str().to_owned(), one(*score)))
        .collect();
    json!({ "labels": labels, "names": one(figures.of(&NAMES)), "micro": one(figures.micro) })
}
