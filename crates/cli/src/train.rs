//! `dateline train`: learns the model.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use dateline_extraction::train::{News, Options, SOURCES, train};

use crate::files::{Problem, read_corpus, read_tables, read_text};

/// What to learn from, where to, and how.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Folder of marked articles; those with a number divisible by eight are left out, to measure on.
    #[arg(long, default_value = "model/corpus")]
    corpus: PathBuf,
    /// Folder of word lists.
    #[arg(long, default_value = "model/lexicon")]
    lexicon: PathBuf,
    /// Folder of other people's corpora to learn from as well (see `SOURCES` of the extraction crate).
    #[arg(long)]
    open: Option<PathBuf>,
    /// Where the model goes.
    #[arg(long, default_value = "model/dateline.model")]
    out: PathBuf,
    /// A setting to try, as NAME=VALUE (see `Options` of the extraction crate).
    #[arg(long = "set", value_name = "NAME=VALUE")]
    settings: Vec<String>,
    /// Say nothing while learning.
    #[arg(long)]
    quiet: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    let began = Instant::now();
    let mut articles: Vec<_> = read_corpus(&arguments.corpus)?
        .into_iter()
        .filter(|article| !article.is_dev())
        .collect();
    if let Some(folder) = &arguments.open {
        for source in &SOURCES {
            articles.extend(source.articles(&read_text(&folder.join(source.file))?));
        }
    }
    let tables = read_tables(&arguments.lexicon)?;
    let mut options = Options::default();
    for setting in &arguments.settings {
        set(&mut options, setting)?;
    }
    let mut tell = |news| {
        if !arguments.quiet {
            eprintln!("{:7.1} s  {}", began.elapsed().as_secs_f64(), words(&news));
        }
    };
    let model = train(&articles, &tables, options, &mut tell).map_err(|error| error.to_string())?;
    std::fs::write(&arguments.out, &model)
        .map_err(|error| format!("{}: {error}", arguments.out.display()))?;
    println!("{}: {} bytes", arguments.out.display(), model.len());
    Ok(())
}

/// Changes one option by its name.
fn set(options: &mut Options, setting: &str) -> Result<(), Problem> {
    let (name, value) = setting
        .split_once('=')
        .ok_or_else(|| format!("--set {setting}: write NAME=VALUE"))?;
    let wrong = |_| format!("--set {setting}: {value:?} is not a number");
    let float = || {
        value
            .parse::<f32>()
            .map_err(|error| wrong(error.to_string()))
    };
    let whole = || {
        value
            .parse::<usize>()
            .map_err(|error| wrong(error.to_string()))
    };
    match name {
        "epochs" => options.epochs = whole()?,
        "rate" => options.rate = float()?,
        "penalty" => options.penalty = float()?,
        "tying" => options.tying = float()?,
        "dropout" => options.dropout = float()?,
        "alone" => options.alone = float()?,
        "batch" => options.batch = whole()?.max(1),
        "least_count" => options.least_count = whole()?,
        "rarity" => options.rarity = float()?,
        "averaged" => options.averaged = whole()?.max(1),
        "folds" => options.folds = whole()?,
        "partial" => options.partial = float()?,
        "copied" => options.copied = float()?,
        "step" => options.step = float()?,
        "prune" => options.prune = float()?,
        "weak" => options.weak = float()?,
        _ => return Err(format!("--set {setting}: there is no setting {name:?}")),
    }
    Ok(())
}

fn words(news: &News) -> String {
    match news {
        News::Read {
            articles,
            tokens,
            features,
        } => format!("{articles} articles, {tokens} tokens, {features} features"),
        News::OffBorder { article, surface } => {
            format!("{article}: can't learn {surface:?}, its edges are no token borders")
        }
        News::Epoch { model, epoch, loss } => format!(
            "model {}, epoch {}: loss {loss:.4}",
            model.wrapping_add(1),
            epoch + 1
        ),
        News::Doubt {
            article,
            marked,
            found,
            surface,
            probability,
        } => format!(
            "doubt {article}: [{surface}] marked {}, found {} ({probability:.3})",
            marked.as_ref().map_or("-", |label| label.as_str()),
            found.as_ref().map_or("-", |label| label.as_str())
        ),
        News::Packed { features, weights } => {
            format!("kept {weights} weights of {features} features")
        }
    }
}
