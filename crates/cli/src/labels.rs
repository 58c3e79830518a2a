//! Labels of files and what they become, kept in a file that people edit.
//!
//! A line says `PERSON=PER`; what follows `#` is for people. Labels that a run met and the file does not name are
//! written at its end, each as what it became, so that a person can change that and run again.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dateline_annotation::Label;
use dateline_formats::exchange::LabelMap;
use dateline_formats::json;

use crate::files::{Problem, read_text};

/// What stands above the labels that a run adds.
const HEAD: &str = "# label in the files=label here";

/// The labels that are known, and those that were met.
#[derive(Debug)]
pub(crate) struct Labels {
    map: LabelMap,
    path: Option<PathBuf>,
    text: String,
    known: BTreeMap<String, String>,
    met: BTreeMap<String, String>,
}

/// One label and what it becomes, as people write it: `PERSON=PER`.
pub(crate) fn renaming(text: &str) -> Result<(String, String), String> {
    let (from, to) = text.split_once('=').ok_or("write it as PERSON=PER")?;
    Ok((from.trim().to_owned(), to.trim().to_owned()))
}

impl Labels {
    /// Those of a map, then those of a file, if it is there yet, then those of the command line, which win.
    pub(crate) fn open(
        map: LabelMap,
        path: Option<&Path>,
        named: &[(String, String)],
    ) -> Result<Self, Problem> {
        let mut text = String::new();
        if let Some(path) = path.filter(|path| path.exists()) {
            text = read_text(path)?;
        }
        let mut known = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if !line.is_empty() {
                let (from, to) = renaming(line).map_err(|problem| {
                    format!("the file of labels, line {}: {problem}", index + 1)
                })?;
                known.insert(from, to);
            }
        }
        let both = known
            .iter()
            .chain(named.iter().map(|(from, to)| (from, to)));
        let map = both.fold(map, |map, (from, to)| map.with(from, Label::new(to)));
        Ok(Self {
            map,
            path: path.map(Path::to_owned),
            text,
            known,
            met: named.iter().cloned().collect(),
        })
    }

    /// Which label a name in a file stands for.
    pub(crate) fn map(&self) -> &LabelMap {
        &self.map
    }

    /// Takes note of the labels of a file that was read with the map.
    pub(crate) fn meet(&mut self, file: &json::File) {
        if self.path.is_none() {
            return;
        }
        for notice in &file.notices {
            if let json::Notice::Renamed { from, to, .. } = notice {
                self.met.insert(from.clone(), to.clone());
            }
        }
        let marks = file
            .articles
            .iter()
            .flat_map(|article| article.annotations.iter());
        for name in marks.map(|mark| mark.label.as_str()) {
            let mut named = self.known.values().chain(self.met.values());
            if named.all(|other| other != name) {
                self.met.insert(name.to_owned(), name.to_owned());
            }
        }
    }

    /// Adds what was met to the file, if there is one.
    pub(crate) fn remember(&self) -> Result<(), Problem> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let new = self
            .met
            .iter()
            .filter(|(from, to)| self.known.get(*from) != Some(*to));
        let lines: Vec<_> = new
            .filter(|(from, _)| !from.contains(['=', '#', '\n', '\r']))
            .map(|(from, to)| format!("{from}={to}\n"))
            .collect();
        if lines.is_empty() {
            return Ok(());
        }
        let mut text = self.text.clone();
        if text.is_empty() {
            text = format!("{HEAD}\n");
        } else if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&lines.concat());
        let failed = |error: io::Error| format!("{}: {error}", path.display());
        fs::write(path, text).map_err(failed)
    }
}
