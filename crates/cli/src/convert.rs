//! `dateline convert`: from any format to any other.

mod preview;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap::builder::PossibleValuesParser;
use dateline_annotation::{Article, Entity, LabelSet};
use dateline_documents::{Opened, open};
use dateline_formats::exchange::{self, Format, LabelMap, Lost, Part, Set};
use dateline_formats::json;

use crate::files::{Problem, read_bytes};
use crate::inputs::{self, Content, Reading, Unit};
use crate::labels::{Labels, renaming};
use crate::pool;
use crate::progress::Progress;

/// How many labels are defined before those of further files are used without.
const MAX_LABELS: usize = 1000;

/// From which format to which.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files to read, folders and .zip archives of such; `-` is standard input. Of brat name the .ann; its .txt comes with it.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format to write. Articles go out as they come, in little memory, but for formats whose one file is no list:
    /// dateline, spacy-docbin, w3c, pubannotation, html.
    #[arg(long, value_name = "FORMAT", value_parser = names(|_| true))]
    to: String,
    /// The format of the files; found from each file when not given.
    #[arg(long, value_name = "FORMAT", value_parser = names(Format::can_be_read))]
    from: Option<String>,
    /// Where to write: a file, or for formats of several files a folder or a .zip; standard output when not given.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Takes a label of the files for another: `--label PERSON=PER`.
    #[arg(long = "label", value_name = "FROM=TO", value_parser = renaming)]
    renamed: Vec<(String, String)>,
    /// Remembers which label is taken for which in a file, a line PERSON=PER each: reads it if it is there, and adds the
    /// labels that it does not know yet, for you to change.
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
    /// Keeps the names of labels as they are, where PERSON would become PER and GPE LOC.
    #[arg(long)]
    keep_labels: bool,
    /// Writes nothing, but shows what would come in, which labels become which, what the format can't hold, and its first
    /// lines.
    #[arg(long)]
    preview: bool,
    /// How many threads read; as many as there are processors when not given.
    #[arg(short, long)]
    jobs: Option<NonZero<usize>>,
    /// Shows no progress.
    #[arg(short, long)]
    quiet: bool,
}

pub(crate) fn names(fit: fn(Format) -> bool) -> PossibleValuesParser {
    let all = Format::ALL.iter().copied();
    PossibleValuesParser::new(all.filter(move |format| fit(*format)).map(Format::name))
}

/// Converts all files; one that can't be read is told of and the others are done all the same.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    if arguments.preview {
        return preview::show(arguments);
    }
    let mut convert = Convert::new(arguments)?;
    let map = convert.labels.map().clone();
    let mut progress = Progress::new(inputs::total(&arguments.files), arguments.quiet);
    let mut problems = Vec::new();
    let mut broken = None;
    read_all(arguments, &map, |read| {
        progress.step(
            read.bytes,
            read.file.as_ref().map_or(0, |file| file.articles.len()),
        );
        match read.file {
            Ok(file) => {
                progress.clear();
                broken = convert.take(file).err();
            }
            Err(problem) => problems.push(format!("{}: {problem}", read.name)),
        }
        broken.is_none()
    });
    progress.clear();
    if let Some(problem) = broken {
        return Err(problem);
    }
    convert.finish()?;
    if problems.is_empty() {
        return Ok(());
    }
    Err(problems.join("\n"))
}

/// A unit that was read.
struct Read {
    name: String,
    bytes: u64,
    file: Result<json::File, Problem>,
}

/// Reads all inputs on several threads and hands them to `take` in their order, until it wants no more.
fn read_all(arguments: &Arguments, labels: &LabelMap, take: impl FnMut(Read) -> bool) {
    let from = arguments.from.as_deref().and_then(Format::from_name);
    let reading = Reading {
        from,
        ..Reading::default()
    };
    let jobs = arguments.jobs.unwrap_or_else(pool::usual_jobs);
    pool::in_order(
        jobs,
        |give: &mut dyn FnMut(Unit) -> bool| {
            reading.for_each(&arguments.files, give);
        },
        |unit| Read {
            name: unit.name,
            bytes: unit.bytes,
            file: unit.content.and_then(|content| read(content, from, labels)),
        },
        take,
    );
}

/// The articles of a unit, in whatever format.
pub(crate) fn read(
    content: Content,
    from: Option<Format>,
    labels: &LabelMap,
) -> Result<json::File, Problem> {
    let parts = match content {
        Content::Items {
            format,
            part,
            first_line,
        } => {
            let read = exchange::read_from(format, &[part], labels, first_line);
            return read.map_err(|error| error.to_string());
        }
        Content::Texts { part, .. } => vec![part],
        Content::File(path) => vec![Part::new(inputs::file_name(&path), read_bytes(&path)?)],
        Content::Parts(parts) => parts,
    };
    if let Some(format) = from.or_else(|| parts.iter().find_map(exchange::sniff)) {
        return exchange::read(format, &parts, labels).map_err(|error| error.to_string());
    }
    let part = parts.into_iter().next().ok_or("there is nothing in it")?;
    match open(&part.name, &part.bytes).map_err(|error| error.to_string())? {
        Opened::File(file) => Ok(file),
        Opened::Document(document) => Ok(json::File {
            articles: vec![document.article.into()],
            ..json::File::default()
        }),
    }
}

/// How a list begins and ends, as the formats write it.
const LIST: (&[u8], &[u8]) = (b"[\n", b"\n]\n");

/// What goes on while files are converted.
struct Convert<'a> {
    arguments: &'a Arguments,
    to: Format,
    labels: Labels,
    /// Articles that wait for the others, where the format is one file that holds all.
    waiting: Vec<Arc<Article>>,
    definitions: LabelSet,
    entities: BTreeMap<String, Entity>,
    lost: BTreeMap<Lost, exchange::Loss>,
    /// How many articles are written.
    written: usize,
    out: Option<Box<dyn Write>>,
}

impl Arguments {
    fn to(&self) -> Result<Format, Problem> {
        Format::from_name(&self.to).ok_or_else(|| "there is no such format".to_owned())
    }

    fn labels(&self) -> Result<Labels, Problem> {
        let base = if self.keep_labels {
            LabelMap::none()
        } else {
            LabelMap::default()
        };
        Labels::open(base, self.labels.as_deref(), &self.renamed)
    }
}

impl<'a> Convert<'a> {
    fn new(arguments: &'a Arguments) -> Result<Self, Problem> {
        Ok(Self {
            arguments,
            to: arguments.to()?,
            labels: arguments.labels()?,
            waiting: Vec::new(),
            definitions: LabelSet::default(),
            entities: BTreeMap::new(),
            lost: BTreeMap::new(),
            written: 0,
            out: None,
        })
    }

    /// Whether articles can be written as soon as they are read.
    fn streams(&self) -> bool {
        let parts = self.to.has_a_file_each() && self.arguments.output.is_some();
        !self.is_packed() && (self.to.joins() || self.to.is_list() || parts)
    }

    fn is_packed(&self) -> bool {
        self.arguments.output.as_deref().is_some_and(is_zip)
    }

    /// Writes the articles of a file, or keeps them until all are there.
    fn take(&mut self, file: json::File) -> Result<(), Problem> {
        for notice in &file.notices {
            eprintln!("dateline: {notice}");
        }
        self.labels.meet(&file);
        if self.definitions.definitions().len() < MAX_LABELS {
            let own = self.definitions.definitions().iter();
            let both = own.chain(file.labels.definitions()).cloned();
            self.definitions = LabelSet::new(both);
        }
        if !self.streams() {
            self.entities.extend(file.entities);
            self.waiting.extend(file.articles);
            return Ok(());
        }
        self.write(&file.articles, &file.entities)
    }

    fn write(
        &mut self,
        articles: &[Arc<Article>],
        entities: &BTreeMap<String, Entity>,
    ) -> Result<(), Problem> {
        let set = Set {
            articles,
            labels: &self.definitions,
            entities,
            first: self.written + 1,
        };
        let written = exchange::write(self.to, &set);
        self.written += articles.len();
        for loss in &written.losses {
            let sum = self.lost.entry(loss.what);
            sum.or_insert(exchange::Loss { count: 0, ..*loss }).count += loss.count;
        }
        match (&written.files[..], &self.arguments.output) {
            (files, Some(path)) if is_zip(path) => {
                let packed = exchange::pack(files).map_err(|error| error.to_string())?;
                self.put(&packed)
            }
            (files, Some(folder)) if self.to.has_a_file_each() => into(folder, files),
            ([only], _) if self.to.is_list() => self.put_items(&only.bytes),
            ([only], _) => self.put(&only.bytes),
            (files, _) => Err(format!(
                "{} makes {} files; say with -o into which folder or .zip",
                self.arguments.to,
                files.len()
            )),
        }
    }

    /// Appends the items of a list to the one that is written; its end comes last.
    fn put_items(&mut self, list: &[u8]) -> Result<(), Problem> {
        let items = list.strip_prefix(LIST.0).unwrap_or(list);
        let items = items.strip_suffix(LIST.1).unwrap_or(items);
        let between = if self.out.is_some() {
            ",\n".as_bytes()
        } else {
            LIST.0
        };
        self.put(between)?;
        self.put(items)
    }

    /// Appends to the one file that is written.
    fn put(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let out = match &mut self.out {
            Some(out) => out,
            none => none.insert(match &self.arguments.output {
                Some(path) => Box::new(BufWriter::new(
                    File::create(path).map_err(|error| format!("{}: {error}", path.display()))?,
                )),
                None => Box::new(io::stdout().lock()),
            }),
        };
        out.write_all(bytes).map_err(|error| error.to_string())
    }

    fn finish(mut self) -> Result<(), Problem> {
        if !self.waiting.is_empty() {
            let articles = apart(std::mem::take(&mut self.waiting));
            let entities = std::mem::take(&mut self.entities);
            self.write(&articles, &entities)?;
        }
        if self.to.is_list() && self.out.is_some() && !self.is_packed() {
            self.put(LIST.1)?;
        }
        self.labels.remember()?;
        if let Some(out) = &mut self.out {
            out.flush().map_err(|error| error.to_string())?;
        }
        for loss in self.lost.values() {
            eprintln!("dateline: {} does not hold {loss}", self.arguments.to);
        }
        Ok(())
    }
}

fn is_zip(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// Articles of several files, a new identifier for one that is taken.
fn apart(mut articles: Vec<Arc<Article>>) -> Vec<Arc<Article>> {
    let mut taken = HashSet::new();
    // The last identifier given for a text, so that a thousand copies of it don't search a thousand times.
    let mut last = HashMap::new();
    for article in &mut articles {
        let first = article.id;
        let mut id = last.get(&first).copied().unwrap_or(first);
        while !taken.insert(id) {
            id = id.next();
        }
        last.insert(first, id);
        if id != first {
            Arc::make_mut(article).id = id;
        }
    }
    articles
}

fn into(folder: &Path, files: &[Part]) -> Result<(), Problem> {
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    for file in files {
        fs::write(folder.join(&file.name), &file.bytes).map_err(failed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_name_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(*format));
        }
    }
}
