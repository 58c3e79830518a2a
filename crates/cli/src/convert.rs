//! `dateline convert`: from any format to any other.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap::builder::PossibleValuesParser;
use dateline_annotation::{Article, Label, LabelSet};
use dateline_formats::exchange::{self, Format, LabelMap, Lost, Part};
use dateline_formats::{Opened, json, open};

use crate::files::Problem;

/// What Dateline's own file is called here.
const OWN: &str = "dateline";

/// How much of a file of lines is held at once, in bytes; the longest line may go beyond.
const CHUNK: usize = 4 << 20;

/// How many labels are defined before those of further files are used without.
const MAX_LABELS: usize = 1000;

/// From which format to which.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files to read; `-` is standard input. Brat needs both the .txt and the .ann.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format to write.
    #[arg(long, value_name = "FORMAT", value_parser = names(|_| true))]
    to: String,
    /// The format of the files; found from each file when not given.
    #[arg(long, value_name = "FORMAT", value_parser = names(Format::can_be_read))]
    from: Option<String>,
    /// Where to write: a file, or a folder for formats of several files; standard output when not given.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Takes a label of the files for another: `--label PERSON=PER`.
    #[arg(long = "label", value_name = "FROM=TO", value_parser = renaming)]
    labels: Vec<(String, String)>,
    /// Keeps the names of labels as they are, where PERSON would become PER and GPE LOC.
    #[arg(long)]
    keep_labels: bool,
}

fn names(fit: fn(Format) -> bool) -> PossibleValuesParser {
    let others = Format::ALL
        .iter()
        .copied()
        .filter(move |format| fit(*format));
    PossibleValuesParser::new(std::iter::once(OWN).chain(others.map(Format::name)))
}

fn renaming(text: &str) -> Result<(String, String), String> {
    let (from, to) = text.split_once('=').ok_or("write it as PERSON=PER")?;
    Ok((from.to_owned(), to.to_owned()))
}

/// Converts all files; one that can't be read is told of and the others are done all the same.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Problem> {
    let mut convert = Convert::new(arguments);
    let mut problems = Vec::new();
    for (name, group) in groups(&arguments.files) {
        if let Err(problem) = convert.group(&group) {
            problems.push(format!("{name}: {problem}"));
        }
    }
    convert.finish()?;
    if problems.is_empty() {
        return Ok(());
    }
    Err(problems.join("\n"))
}

/// The files, text and marks of one brat article together.
fn groups(files: &[PathBuf]) -> Vec<(String, Vec<&Path>)> {
    let mut groups: Vec<(String, Vec<&Path>)> = Vec::new();
    let stands_apart = |path: &Path| files.contains(&path.with_extension("ann"));
    for path in files.iter().map(PathBuf::as_path) {
        let text = path.with_extension("txt");
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("txt") if stands_apart(path) => {}
            Some("ann") => {
                let text = files.iter().find(|file| **file == text);
                let both = std::iter::once(path).chain(text.map(PathBuf::as_path));
                groups.push((path.display().to_string(), both.collect()));
            }
            _ => groups.push((path.display().to_string(), vec![path])),
        }
    }
    groups
}

/// What goes on while files are converted.
struct Convert<'a> {
    arguments: &'a Arguments,
    /// `None` for Dateline's own file.
    to: Option<Format>,
    from: Option<Format>,
    labels: LabelMap,
    /// Articles that wait for the others, where the format does not let files be put one after the other.
    waiting: Vec<Arc<Article>>,
    definitions: LabelSet,
    entities: BTreeMap<String, dateline_annotation::Entity>,
    lost: BTreeMap<Lost, exchange::Loss>,
    out: Option<Box<dyn Write>>,
}

impl<'a> Convert<'a> {
    fn new(arguments: &'a Arguments) -> Self {
        let base = if arguments.keep_labels {
            LabelMap::none()
        } else {
            LabelMap::default()
        };
        let renamings = arguments.labels.iter();
        Self {
            arguments,
            to: Format::from_name(&arguments.to),
            from: arguments.from.as_deref().and_then(Format::from_name),
            labels: renamings.fold(base, |map, (from, to)| map.with(from, Label::new(to))),
            waiting: Vec::new(),
            definitions: LabelSet::default(),
            entities: BTreeMap::new(),
            lost: BTreeMap::new(),
            out: None,
        }
    }

    /// Whether articles can be written as soon as they are read.
    fn streams(&self) -> bool {
        self.to.is_some_and(Format::joins)
    }

    fn group(&mut self, paths: &[&Path]) -> Result<(), Problem> {
        if let ([path], Some(format)) = (paths, self.from.filter(|format| format.has_lines()))
            && self.streams()
        {
            return self.lines(format, path);
        }
        let mut parts = Vec::new();
        for path in paths {
            let mut bytes = Vec::new();
            let read = input(path)?.read_to_end(&mut bytes);
            read.map_err(|error| error.to_string())?;
            parts.push((name(path), bytes));
        }
        let file = self.read(parts)?;
        self.take(file)
    }

    /// Reads a file of lines piece by piece, so that its length does not matter.
    fn lines(&mut self, format: Format, path: &Path) -> Result<(), Problem> {
        let mut reader = BufReader::new(input(path)?);
        let (mut chunk, mut number, mut first) = (Vec::new(), 1, 1);
        let mut problem = None;
        let mut any = false;
        loop {
            let read = reader.read_until(b'\n', &mut chunk);
            let ended = read.map_err(|error| error.to_string())? == 0;
            number += 1;
            if chunk.len() < CHUNK && !ended {
                continue;
            }
            let text = String::from_utf8_lossy(&chunk).into_owned();
            if !text.trim().is_empty() {
                match exchange::read_from(
                    format,
                    &[Part::new(name(path), text)],
                    &self.labels,
                    first,
                ) {
                    Ok(file) => {
                        any = true;
                        self.take(file)?;
                    }
                    Err(error) => problem = Some(error.to_string()),
                }
            }
            chunk.clear();
            first = number;
            if ended {
                break;
            }
        }
        match problem {
            Some(problem) if any => eprintln!("dateline: {}: {problem}", path.display()),
            Some(problem) => return Err(problem),
            None => {}
        }
        Ok(())
    }

    fn read(&self, parts: Vec<(String, Vec<u8>)>) -> Result<json::File, Problem> {
        let own = self.arguments.from.as_deref() == Some(OWN);
        let decode = |bytes: &[u8]| {
            let decoded = dateline_formats::text::decode(bytes);
            decoded
                .map(|decoded| decoded.text)
                .map_err(|error| error.to_string())
        };
        if own {
            let text = parts
                .first()
                .map_or(Ok(String::new()), |part| decode(&part.1))?;
            return json::read(&text).map_err(|error| error.to_string());
        }
        let texts = parts
            .iter()
            .map(|(name, bytes)| Ok(Part::new(name, decode(bytes)?)));
        let texts: Vec<_> = texts.collect::<Result<_, Problem>>()?;
        let found = || {
            texts
                .first()
                .and_then(|part| exchange::sniff(&part.name, &part.text))
        };
        if let Some(format) = self.from.or_else(found) {
            return exchange::read(format, &texts, &self.labels).map_err(|error| error.to_string());
        }
        let (name, bytes) = parts.into_iter().next().unwrap_or_default();
        match open(&name, &bytes).map_err(|error| error.to_string())? {
            Opened::File(file) => Ok(file),
            Opened::Article { article, .. } => Ok(json::File {
                articles: vec![article],
                labels: LabelSet::default(),
                entities: BTreeMap::new(),
                notices: Vec::new(),
            }),
        }
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
        let Some(format) = self.to else { return Ok(()) };
        let written = exchange::write(format, &file.articles, &self.definitions);
        self.count(&written.losses);
        for part in written.files {
            self.put(&part.text)?;
        }
        Ok(())
    }

    fn count(&mut self, losses: &[exchange::Loss]) {
        for loss in losses {
            let sum = self
                .lost
                .entry(loss.what)
                .or_insert(exchange::Loss { count: 0, ..*loss });
            sum.count += loss.count;
        }
    }

    /// Appends to the one file that is written.
    fn put(&mut self, text: &str) -> Result<(), Problem> {
        if self.out.is_none() {
            self.out = Some(match &self.arguments.output {
                Some(path) => Box::new(io::BufWriter::new(
                    File::create(path).map_err(|error| format!("{}: {error}", path.display()))?,
                )),
                None => Box::new(io::stdout().lock()),
            });
        }
        let out = self.out.as_mut();
        out.map_or(Ok(()), |out| out.write_all(text.as_bytes()))
            .map_err(|error| error.to_string())
    }

    fn finish(mut self) -> Result<(), Problem> {
        if !self.streams() && !self.waiting.is_empty() {
            let articles = std::mem::take(&mut self.waiting);
            self.whole(&articles)?;
        }
        if let Some(out) = &mut self.out {
            out.flush().map_err(|error| error.to_string())?;
        }
        for loss in self.lost.values() {
            eprintln!("dateline: {} does not hold {loss}", self.arguments.to);
        }
        Ok(())
    }

    fn whole(&mut self, articles: &[Arc<Article>]) -> Result<(), Problem> {
        let Some(format) = self.to else {
            let own = apart(articles);
            return self.put(&json::write(&own, &self.definitions, &self.entities));
        };
        let written = exchange::write(format, articles, &self.definitions);
        self.count(&written.losses);
        match (&written.files[..], &self.arguments.output) {
            ([only], _) => self.put(&only.text),
            (files, Some(folder)) => into(folder, files),
            (files, None) => Err(format!(
                "{} makes {} files; say with -o into which folder",
                self.arguments.to,
                files.len()
            )),
        }
    }
}

/// Articles of several files, a new identifier for one that is taken.
fn apart(articles: &[Arc<Article>]) -> Vec<Article> {
    let mut taken = std::collections::HashSet::new();
    let free = |article: &Arc<Article>| {
        let mut article = Article::clone(article);
        while !taken.insert(article.id) {
            article.id = article.id.next();
        }
        article
    };
    articles.iter().map(free).collect()
}

fn into(folder: &Path, files: &[Part]) -> Result<(), Problem> {
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    for file in files {
        std::fs::write(folder.join(&file.name), &file.text).map_err(failed)?;
    }
    Ok(())
}

fn input(path: &Path) -> Result<Box<dyn Read>, Problem> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| error.to_string())?;
    Ok(Box::new(file))
}

/// The name without its folder; nothing for standard input.
fn name(path: &Path) -> String {
    let name = path.file_name().and_then(|name| name.to_str());
    name.filter(|name| *name != "-")
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_marks_of_brat_are_read_together() {
        let files = ["b.txt", "x/a.txt", "x/a.ann", "c.jsonl"].map(PathBuf::from);
        let groups = groups(&files);
        let paths: Vec<Vec<_>> = groups
            .iter()
            .map(|(_, paths)| {
                paths
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect()
            })
            .collect();
        assert_eq!(
            paths,
            [vec!["b.txt"], vec!["x/a.ann", "x/a.txt"], vec!["c.jsonl"]]
        );
    }

    #[test]
    fn every_format_has_a_name_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(*format));
            assert_ne!(format.name(), OWN);
        }
    }
}
