//! `dateline evaluate`: compares what the model marks with what people marked.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use dateline_annotation::{ByteOffset, CodePointOffset, Label, Language, OffsetMap};
use dateline_extraction::train::{Article, Figures, Mark, Score, score};
use dateline_extraction::{Document, Extractor};
use serde_json::{Value, json};

use crate::files::{Problem, load_model, read_article, read_corpus, read_text};

/// What to compare with.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Gold: NAME.gold.jsonl beside NAME.txt, a marked article, or a folder of marked articles.
    gold: Vec<PathBuf>,
    /// The text, or the folder of the texts, that gold files belong to when it isn't beside them.
    #[arg(long)]
    text: Option<PathBuf>,
    /// Every eighth article of each folder of this corpus: those that `train` leaves out.
    #[arg(long, value_name = "CORPUS")]
    dev: Option<PathBuf>,
    /// Figures as JSON instead of tables.
    #[arg(long)]
    json: bool,
    /// Print each span that is wrong.
    #[arg(long)]
    errors: bool,
    /// The model.
    #[arg(long, default_value = "model/dateline.model")]
    model: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    let extractor = load_model(&arguments.model)?;
    let groups = groups(arguments)?;
    if groups.is_empty() {
        return Err("name gold files or folders to compare with, or --dev model/corpus".to_owned());
    }
    let mut report = serde_json::Map::new();
    let mut all = Figures::default();
    for (name, articles) in &groups {
        let mut figures = Figures::default();
        for article in articles {
            figures.add(&compare(&extractor, article, arguments.errors));
        }
        all.add(&figures);
        if arguments.json {
            report.insert(name.clone(), to_json(&figures));
        } else {
            println!("{}", table(name, &figures));
        }
    }
    if arguments.json {
        report.insert("all".to_owned(), to_json(&all));
        println!("{:#}", Value::Object(report));
    } else if groups.len() > 1 {
        println!("{}", table("all", &all));
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

/// A gold file: one JSON object a line, `{"start", "end", "label"}` in code points.
fn read_gold(path: &Path, text: Option<&Path>) -> Result<Article, Problem> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let stem = name.trim_end_matches(".jsonl").trim_end_matches(".gold");
    let beside = path.with_file_name(format!("{stem}.txt"));
    let text_path = match text {
        Some(folder) if folder.is_dir() => folder.join(format!("{stem}.txt")),
        Some(file) => file.to_owned(),
        None => beside,
    };
    let text = read_text(&text_path)
        .map_err(|problem| format!("{problem}; name the text of {name} with --text"))?;
    let map = OffsetMap::new(&text);
    let gold = read_text(path)?;
    let mut marks = Vec::new();
    for (line, number) in gold
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
    {
        let mark = read_mark(line, &text, &map).ok_or_else(|| {
            format!("{}:{number}: a line must be {{\"start\", \"end\", \"label\"}} with offsets inside {}", path.display(), text_path.display())
        })?;
        marks.push(mark);
    }
    Ok(Article {
        name: stem.to_owned(),
        language: None,
        text,
        marks,
    })
}

fn read_mark(line: &str, text: &str, map: &OffsetMap) -> Option<Mark> {
    let object: Value = serde_json::from_str(line).ok()?;
    let offset = |key: &str| {
        let points = u32::try_from(object.get(key)?.as_u64()?).ok()?;
        map.byte_of_code_point(text, CodePointOffset::new(points))
            .map(ByteOffset::to_usize)
    };
    let label = Label::new(object.get("label")?.as_str()?);
    Some(Mark {
        start: offset("start")?,
        end: offset("end")?,
        label,
    })
}

fn compare(extractor: &Extractor, article: &Article, show: bool) -> Figures {
    let document = Document {
        text: &article.text,
        language: article.language,
        published: None,
    };
    let extraction = extractor.extract(document, &mut |_| ControlFlow::Continue(()));
    let predicted: Vec<_> = extraction
        .suggestions
        .into_iter()
        .map(|found| Mark {
            start: found.span.start().to_usize(),
            end: found.span.end().to_usize(),
            label: found.label,
        })
        .collect();
    if show {
        let line = |sign: char, mark: &Mark| {
            let (from, to) = (
                article
                    .text
                    .floor_char_boundary(mark.start.saturating_sub(40)),
                article.text.ceil_char_boundary(mark.end + 30),
            );
            println!(
                "{sign} {} {}\t[{}]\t{:?}",
                article.name,
                mark.label,
                &article.text[mark.start..mark.end],
                &article.text[from..to.min(article.text.len())]
            );
        };
        article
            .marks
            .iter()
            .filter(|mark| !predicted.contains(mark))
            .for_each(|mark| line('-', mark));
        predicted
            .iter()
            .filter(|mark| !article.marks.contains(mark))
            .for_each(|mark| line('+', mark));
    }
    score(&article.marks, &predicted)
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
