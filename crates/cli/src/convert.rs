//! `dateline convert`: from any format to any other.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap::builder::PossibleValuesParser;
use dateline_annotation::{Article, Entity, Label, LabelSet};
use dateline_documents::{Opened, open};
use dateline_formats::exchange::{self, Format, LabelMap, Lost, Part, Set};
use dateline_formats::json;

use crate::files::{Problem, read_bytes};
use crate::inputs::{self, Content, Pieces, Unit};

/// How much of a file of lines is held at once, in bytes; the longest line may go beyond.
const PIECE_BYTES: usize = 4 << 20;

/// How many labels are defined before those of further files are used without.
const MAX_LABELS: usize = 1000;

/// From which format to which.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files to read, folders and .zip archives of such; `-` is standard input. Of brat name the .ann; its .txt comes with it.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format to write.
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
    labels: Vec<(String, String)>,
    /// Keeps the names of labels as they are, where PERSON would become PER and GPE LOC.
    #[arg(long)]
    keep_labels: bool,
}

pub(crate) fn names(fit: fn(Format) -> bool) -> PossibleValuesParser {
    let all = Format::ALL.iter().copied();
    PossibleValuesParser::new(all.filter(move |format| fit(*format)).map(Format::name))
}

fn renaming(text: &str) -> Result<(String, String), String> {
    let (from, to) = text.split_once('=').ok_or("write it as PERSON=PER")?;
    Ok((from.to_owned(), to.to_owned()))
}

/// Converts all files; one that can't be read is told of and the others are done all the same.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    let from = arguments.from.as_deref().and_then(Format::from_name);
    let mut convert = Convert::new(arguments)?;
    let mut problems = Vec::new();
    let mut broken = None;
    let mut take = |unit: Unit| {
        let read = unit
            .content
            .and_then(|content| read(content, from, &convert.labels));
        match read {
            Ok(file) => broken = convert.take(file).err(),
            Err(problem) => problems.push(format!("{}: {problem}", unit.name)),
        }
        broken.is_none()
    };
    match from.filter(|format| format.has_lines()) {
        Some(format) => arguments
            .files
            .iter()
            .all(|path| lines(format, path, &mut take)),
        None => inputs::for_each(&arguments.files, &mut take),
    };
    if let Some(problem) = broken {
        return Err(problem);
    }
    convert.finish()?;
    if problems.is_empty() {
        return Ok(());
    }
    Err(problems.join("\n"))
}

/// A file whose format is known to be lines, piece by piece, so that its length does not matter.
fn lines(format: Format, path: &Path, take: &mut dyn FnMut(Unit) -> bool) -> bool {
    let name = path.display().to_string();
    let failed = |error: io::Error| Unit {
        name: name.clone(),
        content: Err(error.to_string()),
    };
    let reader: Box<dyn io::Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        match File::open(path) {
            Ok(file) => Box::new(file),
            Err(error) => return take(failed(error)),
        }
    };
    let mut reader = BufReader::new(reader);
    let mut pieces = Pieces::new(PIECE_BYTES);
    loop {
        let unit = match pieces.next(&mut reader) {
            Ok(None) => return true,
            Err(error) => failed(error),
            Ok(Some(piece)) => Unit {
                name: format!("{name}, line {}", piece.first_line),
                content: Ok(Content::Lines {
                    format,
                    part: Part::new(inputs::file_name(path), piece.bytes),
                    first_line: piece.first_line,
                }),
            },
        };
        let ended = unit.content.is_err();
        if !take(unit) || ended {
            return !ended;
        }
    }
}

/// The articles of a unit, in whatever format.
pub(crate) fn read(
    content: Content,
    from: Option<Format>,
    labels: &LabelMap,
) -> Result<json::File, Problem> {
    let parts = match content {
        Content::Lines {
            format,
            part,
            first_line,
        } => {
            let read = exchange::read_from(from.unwrap_or(format), &[part], labels, first_line);
            return read.map_err(|error| error.to_string());
        }
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
            labels: LabelSet::default(),
            entities: BTreeMap::new(),
            notices: Vec::new(),
        }),
    }
}

/// What goes on while files are converted.
struct Convert<'a> {
    arguments: &'a Arguments,
    to: Format,
    labels: LabelMap,
    /// Articles that wait for the others, where the format is one file that holds all.
    waiting: Vec<Arc<Article>>,
    definitions: LabelSet,
    entities: BTreeMap<String, Entity>,
    lost: BTreeMap<Lost, exchange::Loss>,
    /// How many articles are written.
    written: usize,
    out: Option<Box<dyn Write>>,
}

impl<'a> Convert<'a> {
    fn new(arguments: &'a Arguments) -> Result<Self, Problem> {
        let base = if arguments.keep_labels {
            LabelMap::none()
        } else {
            LabelMap::default()
        };
        let renamings = arguments.labels.iter();
        Ok(Self {
            arguments,
            to: Format::from_name(&arguments.to).ok_or("there is no such format")?,
            labels: renamings.fold(base, |map, (from, to)| map.with(from, Label::new(to))),
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
        let folder = self
            .arguments
            .output
            .as_deref()
            .filter(|path| !is_zip(path));
        self.to.joins() || (self.to.has_a_file_each() && folder.is_some())
    }

    /// Writes the articles of a file, or keeps them until all are there.
    fn take(&mut self, file: json::File) -> Result<(), Problem> {
        for notice in &file.notices {
            eprintln!("dateline: {notice}");
        }
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
            ([only], _) => self.put(&only.bytes),
            (files, _) => Err(format!(
                "{} makes {} files; say with -o into which folder or .zip",
                self.arguments.to,
                files.len()
            )),
        }
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
