//! `dateline extract`: marks articles.

mod resume;

use std::io::{self, Write as _};
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use dateline_annotation::{
    Article, Change, Date, Details, Language, Workspace, correction::suggest,
};
use dateline_documents::{Opened, open};
use dateline_extraction::{Document, Extractor};
use dateline_formats::exchange::{self, LabelMap, Part};
use dateline_formats::{json, text};

use crate::files::{Problem, load_model, read_bytes};
use crate::inputs::{self, Content, Reading, Unit};
use crate::pool;
use crate::progress::Progress;
use resume::Output;

/// What to mark, and how.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Articles as text, web pages, Dateline's or another tool's files; folders and .zip archives of such; `-` reads
    /// standard input. Text is one article, unless --lines says otherwise; of JSONL each line is one, of a JSON list each
    /// item, and both are read piece by piece, of any length: {"text": "…", "language": "nl", "published": "2016-11-27",
    /// "title": "…", "source": "…"}, all but the text as you like, or what another tool writes.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Their language (nl, fr or en); found from each text when not given.
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
    /// Their day of publication (YYYY-MM-DD), against which relative dates are resolved.
    #[arg(long, value_parser = date)]
    date: Option<Date>,
    /// Takes each line of .txt files and of standard input for an article.
    #[arg(long)]
    lines: bool,
    /// What to write. `json` holds all articles until the end; `jsonl` and `spans` are written as they come, in little memory.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// The model; the one that this program came with when not given.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Where to write; standard output when not given.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// How many threads; as many as there are processors when not given.
    #[arg(short, long)]
    jobs: Option<NonZero<usize>>,
    /// Goes on where a run with the same inputs and output was cut off.
    #[arg(long, requires = "output")]
    resume: bool,
    /// Shows no progress.
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One Dateline file with all articles, as the page exports it.
    Json,
    /// One Dateline file a line for each article.
    Jsonl,
    /// One JSON object a line for each mark, offsets in code points; `file` is the file, or the source of the article where
    /// the file holds several.
    Spans,
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| "write nl, fr or en".to_owned())
}

fn date(day: &str) -> Result<Date, String> {
    day.parse()
        .map_err(|_| "write a day as 2016-11-27".to_owned())
}

/// What became of a unit.
struct Done {
    name: String,
    /// How much of the inputs it was.
    bytes: u64,
    /// The articles, where they are kept for one file.
    kept: Option<Workspace>,
    /// The lines to write.
    lines: String,
    articles: usize,
    /// It was passed over, because a run before has done it.
    before: bool,
    notices: Vec<String>,
    problem: Option<Problem>,
}

/// Marks all files; one that can't be opened is told of and the others are done all the same.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    let extractor = load_model(arguments.model.as_deref())?;
    let mut sink = Sink::new(arguments)?;
    let jobs = arguments.jobs.unwrap_or_else(pool::usual_jobs);
    let skipped = sink.skipped();
    let feed = |give: &mut dyn FnMut((Unit, bool)) -> bool| {
        let mut number = 0;
        let reading = Reading {
            from: None,
            lines: arguments.lines,
        };
        reading.for_each(&arguments.files, &mut |unit| {
            number += 1;
            give((unit, number <= skipped))
        });
    };
    let work = |(unit, before): (Unit, bool)| {
        if before {
            Done::before(unit.name, unit.bytes)
        } else {
            done(&extractor, unit, arguments)
        }
    };
    pool::in_order(jobs, feed, work, |done| sink.take(done));
    sink.finish()
}

impl Done {
    fn before(name: String, bytes: u64) -> Self {
        Self {
            name,
            bytes,
            kept: None,
            lines: String::new(),
            articles: 0,
            before: true,
            notices: Vec::new(),
            problem: None,
        }
    }
}

fn done(extractor: &Extractor, unit: Unit, arguments: &Arguments) -> Done {
    let mut done = Done {
        before: false,
        ..Done::before(unit.name, unit.bytes)
    };
    let opened = unit
        .content
        .and_then(|content| opened(content, &mut done.notices));
    match opened {
        Err(problem) => done.problem = Some(problem),
        Ok(opened) => {
            let marked = marked(extractor, &opened, arguments);
            done.articles = marked.articles().len();
            match arguments.format {
                Format::Json => done.kept = Some(marked),
                Format::Jsonl => done.lines = lines(&marked),
                Format::Spans => done.lines = spans(&done.name, &marked),
            }
        }
    }
    done
}

fn lines(workspace: &Workspace) -> String {
    let mut out = String::new();
    for article in workspace.articles() {
        out.push_str(&json::write_line(
            article,
            &workspace.labels,
            &workspace.entities,
        ));
        out.push('\n');
    }
    out
}

/// The marks of all articles, under the name of the file; those of a file of articles under the source of each.
fn spans(file: &str, workspace: &Workspace) -> String {
    let several = workspace.articles().len() > 1;
    let spans = workspace.articles().iter().map(|article| {
        let details = &article.details;
        let own = !details.source.is_empty() && (several || details.provenance.is_none());
        json::span_lines(if own { &details.source } else { file }, article)
    });
    spans.collect()
}

/// Where results go.
struct Sink<'a> {
    arguments: &'a Arguments,
    workspace: Workspace,
    output: Option<Output>,
    progress: Progress,
    problems: Vec<Problem>,
    /// Why nothing more can be written.
    broken: Option<Problem>,
}

impl<'a> Sink<'a> {
    fn new(arguments: &'a Arguments) -> Result<Self, Problem> {
        let lines = arguments.format != Format::Json;
        if arguments.resume && !lines {
            return Err(
                "--resume goes with --format jsonl or spans, which are written as they come"
                    .to_owned(),
            );
        }
        let path = arguments.output.as_deref().filter(|_| lines);
        let output = path.map(|path| Output::open(path, arguments.resume));
        Ok(Self {
            arguments,
            workspace: Workspace::default(),
            output: output.transpose()?,
            progress: Progress::new(inputs::total(&arguments.files), arguments.quiet),
            problems: Vec::new(),
            broken: None,
        })
    }

    /// How many units a run before has done.
    fn skipped(&self) -> usize {
        self.output.as_ref().map_or(0, Output::done)
    }

    fn take(&mut self, done: Done) -> bool {
        if done.before {
            let same = self
                .output
                .as_mut()
                .map_or(Ok(()), |output| output.pass(&done.name));
            self.broken = same.err();
            self.progress.step(done.bytes, 0);
            return self.broken.is_none();
        }
        self.progress.step(done.bytes, done.articles);
        for message in done.notices.iter().chain(&done.problem) {
            self.progress.clear();
            eprintln!("dateline: {}: {message}", done.name);
        }
        self.problems.extend(done.problem);
        if let Some(marked) = done.kept {
            join(&mut self.workspace, &marked);
        }
        let written = match &mut self.output {
            Some(output) => output.put(&done.name, &done.lines),
            None => io::stdout().lock().write_all(done.lines.as_bytes()),
        };
        if let Err(error) = written {
            self.broken = Some(error.to_string());
        }
        self.broken.is_none()
    }

    fn finish(self) -> Result<(), Problem> {
        self.progress.clear();
        if let Some(problem) = self.broken {
            return Err(problem);
        }
        if let Some(output) = self.output {
            output.finish().map_err(|error| error.to_string())?;
        }
        if self.arguments.format == Format::Json && !self.workspace.articles().is_empty() {
            let text = file(&self.workspace);
            match &self.arguments.output {
                Some(path) => std::fs::write(path, text)
                    .map_err(|error| format!("{}: {error}", path.display()))?,
                None => print!("{text}"),
            }
        }
        match self.problems.len() {
            0 => Ok(()),
            1 => Err("1 input could not be read; all others are done".to_owned()),
            count => Err(format!(
                "{count} inputs could not be read; all others are done"
            )),
        }
    }
}

/// The articles of a unit.
fn opened(content: Content, notices: &mut Vec<String>) -> Result<Workspace, Problem> {
    let file = match content {
        Content::File(path) => {
            let part = Part::new(inputs::file_name(&path), read_bytes(&path)?);
            one(&part)?
        }
        Content::Parts(parts) => match &parts[..] {
            [part] => one(part)?,
            parts => several(parts)?,
        },
        Content::Items {
            format,
            part,
            first_line,
        } => items(format, part, first_line)?,
        Content::Texts { part, first_line } => {
            items(exchange::Format::Doccano, texts(&part)?, first_line)?
        }
    };
    notices.extend(file.notices.iter().map(ToString::to_string));
    let mut workspace = Workspace::new(file.articles.into_iter().map(Arc::unwrap_or_clone));
    workspace.labels = file.labels;
    workspace.entities = file.entities;
    Ok(workspace)
}

fn items(format: exchange::Format, part: Part, first_line: usize) -> Result<json::File, Problem> {
    exchange::read_from(format, &[part], &LabelMap::default(), first_line)
        .map_err(|error| error.to_string())
}

/// Lines of text as lines of JSON.
fn texts(part: &Part) -> Result<Part, Problem> {
    let decoded = text::decode(&part.bytes).map_err(|error| error.to_string())?;
    let lines = decoded.text.split('\n').map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match line.trim() {
            "" => "\n".to_owned(),
            _ => format!("{}\n", serde_json::json!({"text": line})),
        }
    });
    Ok(Part::new(&*part.name, lines.collect::<String>()))
}

fn one(part: &Part) -> Result<json::File, Problem> {
    match open(&part.name, &part.bytes).map_err(|error| error.to_string())? {
        Opened::File(file) => Ok(file),
        Opened::Document(document) => Ok(json::File {
            articles: vec![document.article.into()],
            ..json::File::default()
        }),
    }
}

fn several(parts: &[Part]) -> Result<json::File, Problem> {
    let format = parts.iter().find_map(exchange::sniff);
    let format = format.ok_or("these files are of no format that is known")?;
    exchange::read(format, parts, &LabelMap::default()).map_err(|error| error.to_string())
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
