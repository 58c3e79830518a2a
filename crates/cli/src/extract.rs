//! `dateline extract`: marks articles.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use dateline_annotation::{
    Article, Change, Date, Details, LabelSet, Language, Workspace, correction::suggest,
};
use dateline_extraction::{Document, Extractor};
use dateline_formats::{Opened, json, open};

use crate::files::{Problem, load_model, read_bytes};

/// What to mark, and how.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Articles as text, web pages or Dateline files; `-` reads standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Their language (nl, fr or en); found from each text when not given.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
    /// Their day of publication (YYYY-MM-DD), against which relative dates are resolved.
    #[arg(long, value_parser = date)]
    date: Option<Date>,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// The model; the one that this program came with when not given.
    #[arg(long)]
    model: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One Dateline file with all articles, as the page exports it.
    Json,
    /// One JSON object a line for each mark, offsets in code points.
    Spans,
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| "write nl, fr or en".to_owned())
}

fn date(day: &str) -> Result<Date, String> {
    day.parse()
        .map_err(|_| "write a day as 2016-11-27".to_owned())
}

/// Marks all files; one that can't be opened is told of and the others are done all the same.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    let extractor = load_model(arguments.model.as_deref())?;
    let (mut workspace, mut problems) = (Workspace::default(), Vec::new());
    for path in &arguments.files {
        let name = path.display().to_string();
        match opened(path) {
            Ok(opened) => {
                let marked = marked(&extractor, &opened, arguments);
                if arguments.format == Format::Spans {
                    for article in marked.articles() {
                        print!("{}", json::span_lines(&name, article));
                    }
                } else {
                    join(&mut workspace, &marked);
                }
            }
            Err(problem) => problems.push(format!("{name}: {problem}")),
        }
    }
    if arguments.format == Format::Json && !workspace.articles().is_empty() {
        print!("{}", file(&workspace));
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(problems.join("\n"))
}

/// The articles of a file, or of standard input.
fn opened(path: &Path) -> Result<Workspace, Problem> {
    let (name, bytes) = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().read_to_end(&mut bytes);
        read.map_err(|error| error.to_string())?;
        ("", bytes)
    } else {
        let name = path.file_name().and_then(|name| name.to_str());
        (name.unwrap_or_default(), read_bytes(path)?)
    };
    let (articles, labels, entities) = match open(name, &bytes)
        .map_err(|error| error.to_string())?
    {
        Opened::File(file) => (file.articles, file.labels, file.entities),
        Opened::Article { article, .. } => (vec![article], LabelSet::default(), BTreeMap::new()),
    };
    let mut workspace = Workspace::new(articles.into_iter().map(Arc::unwrap_or_clone));
    workspace.labels = labels;
    workspace.entities = entities;
    Ok(workspace)
}

/// The articles with what the engine suggests; what was decided in them stays.
fn marked(extractor: &Extractor, opened: &Workspace, arguments: &Arguments) -> Workspace {
    let articles = opened.articles().iter().map(|article| {
        let details = &article.details;
        let details = Details {
            language: arguments.lang.or(details.language),
            published: arguments.date.or(details.published),
            ..details.clone()
        };
        mark(
            extractor,
            Article {
                details,
                ..Article::clone(article)
            },
        )
    });
    let mut marked = Workspace::new(articles);
    marked.labels = opened.labels.clone();
    marked.entities = opened.entities.clone();
    marked
}

fn mark(extractor: &Extractor, article: Article) -> Article {
    let document = Document {
        text: &article.text,
        language: article.details.language,
        published: article.details.published,
    };
    let found = extractor.extract(document, &mut |_| ControlFlow::Continue(()));
    let edit = suggest(&article, found.language, found.suggestions);
    let mut workspace = Workspace::new([article]);
    // The edit was made for this article a line before, so it fits.
    workspace.apply(edit).ok();
    Article::clone(&workspace.articles()[0])
}

/// Puts the articles of another file at the end, an identical one once.
fn join(workspace: &mut Workspace, other: &Workspace) {
    workspace.adopt(&other.labels, other.entities.clone());
    for article in other.articles() {
        if workspace.article(article.id) != Some(article) {
            let id = workspace.free_id(article.id);
            let article = Arc::new(Article {
                id,
                ..Article::clone(article)
            });
            // The identifier is free, so nothing can refuse it.
            workspace
                .apply(
                    Change::InsertArticle {
                        index: usize::MAX,
                        article,
                    }
                    .into(),
                )
                .ok();
        }
    }
}

fn file(workspace: &Workspace) -> String {
    let articles = workspace.articles().iter().map(|article| &**article);
    json::write(articles, &workspace.labels, &workspace.entities)
}
