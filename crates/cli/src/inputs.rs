//! What there is to read: files, folders, archives and standard input, in one stable order.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use dateline_formats::exchange::{self, Format, Part};

use crate::files::{Problem, read_bytes};

/// How much of a file of lines is one unit of work, in bytes; the longest line may go beyond.
pub(crate) const PIECE_BYTES: usize = 256 << 10;

/// One piece of work: its name, for messages and resuming, and what is in it.
#[derive(Debug)]
pub(crate) struct Unit {
    pub name: String,
    pub content: Result<Content, Problem>,
}

/// What is in a unit.
#[derive(Debug)]
pub(crate) enum Content {
    /// A file that is read when its turn comes.
    File(PathBuf),
    /// Files that belong together, or one of an archive.
    Parts(Vec<Part>),
    /// Lines of a longer file, each an article.
    Lines {
        format: Format,
        part: Part,
        first_line: usize,
    },
}

impl Unit {
    fn file(path: PathBuf) -> Self {
        Self {
            name: path.display().to_string(),
            content: Ok(Content::File(path)),
        }
    }

    fn failed(path: &Path, problem: &impl ToString) -> Self {
        Self {
            name: path.display().to_string(),
            content: Err(problem.to_string()),
        }
    }
}

/// Gives all units of some paths to `take`, in the order of the paths and, in folders, of names, as
/// long as it wants them; nothing beyond one unit is held.
pub(crate) fn for_each(paths: &[PathBuf], take: &mut dyn FnMut(Unit) -> bool) -> bool {
    paths.iter().all(|path| one(path, take))
}

fn one(path: &Path, take: &mut dyn FnMut(Unit) -> bool) -> bool {
    if path.as_os_str() == "-" {
        return stream(path, io::stdin().lock(), take);
    }
    if path.is_dir() {
        return match entries(path) {
            Ok(entries) => entries.iter().all(|entry| one(entry, take)),
            Err(error) => take(Unit::failed(path, &error)),
        };
    }
    match extension(path).as_deref() {
        // The text of a brat article comes with its marks.
        Some("txt") if path.with_extension("ann").exists() => true,
        Some("ann") => take(brat(path)),
        Some("zip") => archive(path, take),
        Some("jsonl" | "ndjson") => match File::open(path) {
            Ok(file) => stream(path, BufReader::new(file), take),
            Err(error) => take(Unit::failed(path, &error)),
        },
        _ => take(Unit::file(path.to_owned())),
    }
}

/// What is in a folder, by name, but for what is hidden.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let hidden = |path: &PathBuf| {
        let name = path.file_name();
        name.is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| !hidden(path));
    paths.sort();
    Ok(paths)
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// The file's own name; nothing for standard input.
pub(crate) fn file_name(path: &Path) -> String {
    let name = path.file_name().and_then(|name| name.to_str());
    name.filter(|name| *name != "-")
        .unwrap_or_default()
        .to_owned()
}

fn brat(marks: &Path) -> Unit {
    let text = marks.with_extension("txt");
    let parts = [marks, &text].into_iter().filter(|path| path.exists());
    let read = |path: &Path| Ok(Part::new(file_name(path), read_bytes(path)?));
    Unit {
        name: marks.display().to_string(),
        content: parts
            .map(read)
            .collect::<Result<_, Problem>>()
            .map(Content::Parts),
    }
}

/// An archive of one format is one unit; any other is a unit for each file in it.
fn archive(path: &Path, take: &mut dyn FnMut(Unit) -> bool) -> bool {
    let bytes = match read_bytes(path) {
        Ok(bytes) => bytes,
        Err(problem) => return take(Unit::failed(path, &problem)),
    };
    let whole = Part::new(file_name(path), bytes);
    let name = path.display().to_string();
    if exchange::sniff(&whole).is_some() {
        let content = Ok(Content::Parts(vec![whole]));
        return take(Unit { name, content });
    }
    match exchange::unpack(&whole.bytes) {
        Ok(parts) => parts.into_iter().all(|part| {
            take(Unit {
                name: format!("{name}/{}", part.name),
                content: Ok(Content::Parts(vec![part])),
            })
        }),
        Err(error) => take(Unit::failed(path, &error)),
    }
}

/// Lines piece by piece where each is an article, else all as one unit.
fn stream(path: &Path, mut reader: impl BufRead, take: &mut dyn FnMut(Unit) -> bool) -> bool {
    let name = path.display().to_string();
    let mut pieces = Pieces::new(PIECE_BYTES);
    let mut format = None;
    loop {
        let piece = match pieces.next(&mut reader) {
            Ok(Some(piece)) => piece,
            Ok(None) => return true,
            Err(error) => return take(Unit::failed(path, &error)),
        };
        let mut part = Part::new(file_name(path), piece.bytes);
        if format.is_none() {
            format = exchange::sniff(&part).filter(|format| format.has_lines());
        }
        let Some(format) = format else {
            // Not lines: all of it is one file.
            if let Err(error) = reader.read_to_end(&mut part.bytes) {
                return take(Unit::failed(path, &error));
            }
            let content = Ok(Content::Parts(vec![part]));
            return take(Unit { name, content });
        };
        let unit = Unit {
            name: format!("{name}, line {}", piece.first_line),
            content: Ok(Content::Lines {
                format,
                part,
                first_line: piece.first_line,
            }),
        };
        if !take(unit) {
            return false;
        }
    }
}

/// Cuts what a reader gives into pieces of whole lines.
pub(crate) struct Pieces {
    bytes: usize,
    line: usize,
}

/// Some whole lines, and the number of the first.
pub(crate) struct Piece {
    pub bytes: Vec<u8>,
    pub first_line: usize,
}

impl Pieces {
    /// Pieces of at least so many bytes, but for the last.
    pub(crate) fn new(bytes: usize) -> Self {
        Self { bytes, line: 1 }
    }

    /// The next piece; `None` at the end.
    pub(crate) fn next(&mut self, reader: &mut impl BufRead) -> io::Result<Option<Piece>> {
        let (mut bytes, first_line) = (Vec::new(), self.line);
        while bytes.len() < self.bytes && reader.read_until(b'\n', &mut bytes)? > 0 {
            self.line += 1;
        }
        Ok((!bytes.is_empty()).then_some(Piece { bytes, first_line }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_whole_lines_and_know_their_number() {
        let mut reader = &b"ab\ncd\ne\nfghijk\nl"[..];
        let mut pieces = Pieces::new(4);
        let mut all = Vec::new();
        while let Some(piece) = pieces.next(&mut reader).unwrap() {
            all.push((piece.first_line, String::from_utf8(piece.bytes).unwrap()));
        }
        let expected = [(1, "ab\ncd\n"), (3, "e\nfghijk\n"), (5, "l")];
        assert_eq!(all, expected.map(|(line, text)| (line, text.to_owned())));
    }
}
