//! Opening files one after the other: those of an archive, of archives in it, or a single one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use dateline_formats::exchange::Format;

use crate::archive::Archive;
use crate::open::{extension, is_archive, open_at, open_pair};
use crate::{OpenError, Opened};

/// How deep archives may lie in each other.
const MAX_DEPTH: usize = 3;
/// How many bytes are unpacked in all.
const MAX_BYTES: usize = 1 << 30;

/// One file, opened or not.
#[derive(Debug)]
pub struct Piece {
    /// Where it lies: the path of what was opened, and for a file in an archive its path in it.
    pub path: String,
    /// What is in it, or why that can't be told.
    pub opened: Result<Opened, OpenError>,
    /// The tool whose format it is in, if it brings the marks of another one.
    pub format: Option<Format>,
    /// How many files of the outermost archive are done with this one, and how many there are.
    pub done: usize,
    /// See `done`.
    pub total: usize,
}

/// How much there is to open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// How many files; the text and the marks of one article count as one.
    pub files: usize,
    /// How many bytes they have, as they say of themselves.
    pub bytes: u64,
    /// How many there are of each kind, by what their names end with, in lower case.
    pub kinds: BTreeMap<String, usize>,
}

/// Counts the files of an archive without unpacking them; anything else is one file.
///
/// # Errors
/// When it is an archive that is damaged, or has too many files.
pub fn survey(name: &str, bytes: &[u8]) -> Result<Survey, OpenError> {
    let mut survey = Survey::default();
    if is_archive(bytes)? {
        let archive = Archive::open("zip", bytes)?;
        for name in wanted(&archive) {
            survey.bytes += archive.size(&name);
            *survey.kinds.entry(extension(&name)).or_default() += 1;
        }
    } else {
        survey.bytes = bytes.len() as u64;
        survey.kinds.insert(extension(name), 1);
    }
    survey.files = survey.kinds.values().sum();
    Ok(survey)
}

/// Opens a file, or each file of an archive, and hands it over; a file that can't be read harms no other.
///
/// `path` is where it lies in the folder that was opened, its name included.
///
/// # Errors
/// When an archive can't be opened at all. What is wrong with one file stands in its [`Piece`].
pub fn open_each(
    path: &str,
    bytes: &[u8],
    each: &mut dyn FnMut(Piece) -> ControlFlow<()>,
) -> Result<(), OpenError> {
    let mut opening = Opening {
        each,
        left: MAX_BYTES,
        done: 0,
        total: 1,
    };
    // Whoever stops it knows that it stopped.
    let _ = opening.open(path, path.contains('/'), bytes, 0)?;
    Ok(())
}

struct Opening<'a> {
    each: &'a mut dyn FnMut(Piece) -> ControlFlow<()>,
    /// How many bytes may still be unpacked.
    left: usize,
    done: usize,
    total: usize,
}

impl Opening<'_> {
    fn open(
        &mut self,
        path: &str,
        nested: bool,
        bytes: &[u8],
        depth: usize,
    ) -> Result<ControlFlow<()>, OpenError> {
        if is_archive(bytes)? {
            return self.open_archive(path, bytes, depth);
        }
        let opened = open_at(name_of(path), if nested { path } else { "" }, bytes);
        Ok(self.hand_over(path, opened, depth))
    }

    fn open_archive(
        &mut self,
        path: &str,
        bytes: &[u8],
        depth: usize,
    ) -> Result<ControlFlow<()>, OpenError> {
        if depth >= MAX_DEPTH {
            return Err(OpenError::TooDeep);
        }
        let mut archive = Archive::open("zip", bytes)?;
        let names = wanted(&archive);
        if names.is_empty() {
            return Err(OpenError::NoDocument);
        }
        if depth == 0 {
            self.total = names.len();
        }
        let all: BTreeSet<String> = archive.names().into_iter().collect();
        for name in names {
            let path = format!("{path}/{name}");
            let text = text_of_marks(&name).filter(|text| all.contains(text));
            let flow = match (archive.need(&name), text) {
                (Ok(marks), Some(text)) => {
                    let opened = archive
                        .need(&text)
                        .and_then(|text| open_pair(&path, &marks, &text));
                    let opened = opened.map(|opened| (opened, Some(Format::Brat)));
                    self.hand_over(&path, opened, depth + 1)
                }
                (Ok(bytes), None) => self.open_packed(&path, &bytes, depth + 1),
                (Err(error), _) => self.hand_over(&path, Err(error), depth + 1),
            };
            if depth == 0 {
                self.done += 1;
            }
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn open_packed(&mut self, path: &str, bytes: &[u8], depth: usize) -> ControlFlow<()> {
        let Some(left) = self.left.checked_sub(bytes.len()) else {
            let megabytes = (MAX_BYTES >> 20) as u64;
            return self.hand_over(path, Err(OpenError::Unpacks { megabytes }), depth);
        };
        self.left = left;
        let opened = self.open(path, true, bytes, depth);
        opened.unwrap_or_else(|error| self.hand_over(path, Err(error), depth))
    }

    fn hand_over(
        &mut self,
        path: &str,
        opened: Result<(Opened, Option<Format>), OpenError>,
        depth: usize,
    ) -> ControlFlow<()> {
        let own = usize::from(depth <= 1);
        let format = opened.as_ref().ok().and_then(|(_, format)| *format);
        (self.each)(Piece {
            path: path.to_owned(),
            opened: opened.map(|(opened, _)| opened),
            format,
            done: (self.done + own).min(self.total),
            total: self.total,
        })
    }
}

/// The files of an archive, without what systems and tools put beside them.
fn wanted(archive: &Archive) -> Vec<String> {
    let mut names = archive.names();
    names.retain(|name| !is_furniture(name));
    names.sort_unstable();
    let marks: BTreeSet<&str> = names.iter().map(|name| &**name).collect();
    let beside: BTreeSet<String> = names
        .iter()
        .filter(|name| is_beside(name, |other| marks.contains(other)))
        .cloned()
        .collect();
    names.retain(|name| !beside.contains(name));
    names
}

/// Whether a file comes in with another one: the text of an article whose marks brat keeps in a file of the same name.
/// `has` tells which files there are.
///
/// ```
/// use dateline_documents::is_beside;
/// assert!(is_beside("a/b.txt", |other| other == "a/b.ann"));
/// assert!(!is_beside("a/b.txt", |_| false));
/// ```
pub fn is_beside(path: &str, has: impl Fn(&str) -> bool) -> bool {
    path.strip_suffix(".txt")
        .is_some_and(|stem| has(&format!("{stem}.ann")))
}

/// Where the text lies to which a file of marks belongs.
fn text_of_marks(path: &str) -> Option<String> {
    path.strip_suffix(".ann").map(|stem| format!("{stem}.txt"))
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What brat keeps beside articles.
const BRAT_SETTINGS: [&str; 4] = [
    "annotation.conf",
    "visual.conf",
    "tools.conf",
    "kb_shortcuts.conf",
];

/// Whether a file is one that systems or tools put beside those of people.
pub fn is_furniture(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.starts_with(['.', '~'])
        || path.starts_with("__MACOSX/")
        || ["thumbs.db", "desktop.ini"].contains(&&*name.to_ascii_lowercase())
        || extension(name) == "lnk"
        || BRAT_SETTINGS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_systems_put_beside_files_is_no_file() {
        for path in [
            ".DS_Store",
            "a/.x",
            "__MACOSX/a.txt",
            "a/Thumbs.db",
            "~$a.docx",
            "a/annotation.conf",
        ] {
            assert!(is_furniture(path), "{path}");
        }
        assert!(!is_furniture("a/b.txt"));
    }
}
