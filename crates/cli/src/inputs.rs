//! What there is to read: files, folders, archives and standard input, in one stable order.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use dateline_formats::exchange::{self, Format, Part};

use crate::files::{Problem, read_bytes};
use crate::pieces::{Piece, Pieces, begins_list};

/// How much of a long file is one unit of work, in bytes; the longest line or item may go beyond.
const PIECE_BYTES: usize = 64 << 10;

/// One piece of work: its name, for messages and resuming, and what is in it.
#[derive(Debug)]
pub(crate) struct Unit {
    pub name: String,
    /// How much of the inputs it is, in bytes.
    pub bytes: u64,
    pub content: Result<Content, Problem>,
}

/// What is in a unit.
#[derive(Debug)]
pub(crate) enum Content {
    /// A file that is read when its turn comes.
    File(PathBuf),
    /// Files that belong together, or one of an archive.
    Parts(Vec<Part>),
    /// Lines or items of a longer file, each an article.
    Items {
        format: Format,
        part: Part,
        first_line: usize,
    },
    /// Lines of plain text, each an article.
    Texts { part: Part, first_line: usize },
}

/// How inputs are taken.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reading {
    /// The format of all of them, where a person names it.
    pub from: Option<Format>,
    /// Each line of a text is an article.
    pub lines: bool,
}

impl Unit {
    fn file(path: PathBuf) -> Self {
        Self {
            name: path.display().to_string(),
            bytes: size(&path),
            content: Ok(Content::File(path)),
        }
    }

    fn failed(path: &Path, problem: &impl ToString) -> Self {
        Self {
            name: path.display().to_string(),
            bytes: size(path),
            content: Err(problem.to_string()),
        }
    }
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |data| data.len())
}

/// How many bytes there are in all; `None` where standard input is among them.
pub(crate) fn total(paths: &[PathBuf]) -> Option<u64> {
    paths.iter().map(|path| total_of(path)).sum()
}

fn total_of(path: &Path) -> Option<u64> {
    if path.as_os_str() == "-" {
        return None;
    }
    if path.is_dir() {
        return total(&entries(path).unwrap_or_default());
    }
    Some(size(path))
}

impl Reading {
    /// Gives all units of some paths to `take`, in the order of the paths and, in folders, of names, as
    /// long as it wants them; nothing beyond one unit is held.
    pub(crate) fn for_each(self, paths: &[PathBuf], take: &mut dyn FnMut(Unit) -> bool) -> bool {
        paths.iter().all(|path| self.one(path, take))
    }

    fn one(self, path: &Path, take: &mut dyn FnMut(Unit) -> bool) -> bool {
        if path.as_os_str() == "-" {
            return self.stream(path, io::stdin().lock(), take);
        }
        if path.is_dir() {
            return match entries(path) {
                Ok(entries) => self.for_each(&entries, take),
                Err(error) => take(Unit::failed(path, &error)),
            };
        }
        let items = self.from.is_some_and(Format::has_items);
        match extension(path).as_deref() {
            // The text of a brat article comes with its marks.
            Some("txt") if path.with_extension("ann").exists() => true,
            Some("ann") => take(brat(path)),
            Some("zip") => archive(path, take),
            Some("jsonl" | "ndjson" | "json") => self.open(path, take),
            Some("txt") if self.lines => self.open(path, take),
            _ if items => self.open(path, take),
            _ => take(Unit::file(path.to_owned())),
        }
    }

    /// A file that may be long: piece by piece if that is how it is made.
    fn open(self, path: &Path, take: &mut dyn FnMut(Unit) -> bool) -> bool {
        let read = || {
            let mut reader = BufReader::new(File::open(path)?);
            let is_list = begins_list(reader.fill_buf()?);
            Ok::<_, io::Error>((reader, is_list))
        };
        match read() {
            // One object, most likely, and best read at once.
            Ok((_, false)) if extension(path).as_deref() == Some("json") && self.from.is_none() => {
                take(Unit::file(path.to_owned()))
            }
            Ok((reader, _)) => self.stream(path, reader, take),
            Err(error) => take(Unit::failed(path, &error)),
        }
    }

    /// Lines or items piece by piece where each is an article, else all as one unit.
    fn stream(self, path: &Path, reader: impl BufRead, take: &mut dyn FnMut(Unit) -> bool) -> bool {
        match self.pieces(path, reader, take) {
            Ok(more) => more,
            Err(error) => take(Unit::failed(path, &error)),
        }
    }

    fn pieces(
        self,
        path: &Path,
        reader: impl BufRead,
        take: &mut dyn FnMut(Unit) -> bool,
    ) -> io::Result<bool> {
        let name = path.display().to_string();
        let mut pieces = Pieces::new(reader, PIECE_BYTES)?;
        let mut format = None;
        while let Some(piece) = pieces.next()? {
            let part = |bytes| Part::new(file_name(path), bytes);
            if format.is_none() && !self.lines {
                format = self.format_of(&piece, path);
                if format.is_none() {
                    let part = part(pieces.whole(piece)?);
                    let bytes = part.bytes.len() as u64;
                    let content = Ok(Content::Parts(vec![part]));
                    return Ok(take(Unit {
                        name,
                        bytes,
                        content,
                    }));
                }
            }
            let (first_line, bytes) = (piece.first_line, piece.bytes.len() as u64);
            let part = part(piece.bytes);
            let unit = Unit {
                name: format!("{name}, line {first_line}"),
                bytes,
                content: Ok(match format {
                    Some(format) => Content::Items {
                        format,
                        part,
                        first_line,
                    },
                    None => Content::Texts { part, first_line },
                }),
            };
            if !take(unit) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The format of a file that begins so, if each of its lines or items is an article.
    fn format_of(self, piece: &Piece, path: &Path) -> Option<Format> {
        if let Some(format) = self.from {
            return Some(format).filter(|format| format.has_items());
        }
        let first = piece.bytes.split(|byte| *byte == b'\n');
        let first = first
            .map(<[u8]>::trim_ascii)
            .find(|line| !line.is_empty())?;
        let is_line = serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok();
        let part = Part::new(file_name(path), &*piece.bytes);
        exchange::sniff(&part)
            .filter(|format| format.has_items() && (is_line || begins_list(&piece.bytes)))
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
        bytes: size(marks) + size(&text),
        content: parts
            .map(read)
            .collect::<Result<_, Problem>>()
            .map(Content::Parts),
    }
}

/// An archive in which a file is of a format that is known is one unit, since files in it may belong together; any other is
/// a unit for each file in it, unpacked when its turn comes.
fn archive(path: &Path, take: &mut dyn FnMut(Unit) -> bool) -> bool {
    let parts = || {
        let file = File::open(path).map_err(|error| error.to_string())?;
        exchange::each_part(file).map_err(|error| error.to_string())
    };
    let name = path.display().to_string();
    let mut unpacked = 0;
    let mut is_known = |part: &Part| {
        unpacked += part.bytes.len() as u64;
        exchange::sniff(part).is_some()
    };
    match parts() {
        Err(problem) => return take(Unit::failed(path, &problem)),
        Ok(parts) => {
            if parts
                .filter_map(|(_, part)| part.ok())
                .any(|part| is_known(&part))
            {
                let whole = read_bytes(path).map(|bytes| Part::new(file_name(path), bytes));
                return take(Unit {
                    name,
                    bytes: size(path),
                    content: whole.map(|whole| Content::Parts(vec![whole])),
                });
            }
        }
    }
    let parts = match parts() {
        Ok(parts) => parts,
        Err(problem) => return take(Unit::failed(path, &problem)),
    };
    let packed = u128::from(size(path));
    let share = |bytes: usize| (bytes as u128 * packed / u128::from(unpacked.max(1))) as u64;
    parts.into_iter().all(|(file, part)| {
        take(Unit {
            name: format!("{name}/{file}"),
            bytes: part.as_ref().map_or(0, |part| share(part.bytes.len())),
            content: part
                .map(|part| Content::Parts(vec![part]))
                .map_err(|error| error.to_string()),
        })
    })
}
