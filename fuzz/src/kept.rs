//! Inputs that are kept as tests: found by damaging, made as small as they can be.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::{fs, panic};

use dateline_formats::exchange::Part;

use crate::Target;
use crate::mutation::Random;

/// A larger input is not kept.
const MOST_BYTES: usize = 2 << 10;
/// No more inputs of one target are kept.
const MOST_CASES: usize = 32;
/// How often one input is tried while it is made smaller.
const MOST_TRIALS: usize = 1_000;

/// Where the inputs of a target are kept: a folder for each, with its parts in it.
pub fn folder(target: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz");
    tests.join(target)
}

/// The parts that lie in a folder and the folders below it, by name; a file is a single part.
///
/// # Errors
/// When something there can't be read.
pub fn read(path: &Path) -> io::Result<Vec<Part>> {
    if path.is_file() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return Ok(vec![Part::new(name, fs::read(path)?)]);
    }
    let mut parts = Vec::new();
    for entry in entries(path)? {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        if entry.is_file() {
            parts.push(Part::new(name, fs::read(&entry)?));
        } else {
            let inner = read(&entry)?.into_iter();
            parts.extend(inner.map(|part| Part::new(format!("{name}/{}", part.name), part.bytes)));
        }
    }
    Ok(parts)
}

/// What lies in a folder, by name.
///
/// # Errors
/// When there is no such folder.
pub fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = entries.collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Writes parts into a folder of their own, instead of what is there.
///
/// # Errors
/// When it can't be written.
pub fn write(folder: &Path, parts: &[Part]) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for part in parts {
        let path = folder.join(&part.name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, &part.bytes)?;
    }
    Ok(())
}

fn size(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.bytes.len()).sum()
}

/// The parts without whatever can be left out while `holds` says yes: whole parts, then ever shorter pieces.
pub fn minimised(mut parts: Vec<Part>, mut holds: impl FnMut(&[Part]) -> bool) -> Vec<Part> {
    let mut trials = 0;
    let mut holds = |parts: &[Part]| {
        trials += 1;
        trials <= MOST_TRIALS && holds(parts)
    };
    for at in (0..parts.len()).rev() {
        if parts.len() > 1 {
            let part = parts.remove(at);
            if !holds(&parts) {
                parts.insert(at, part);
            }
        }
    }
    for part in 0..parts.len() {
        let mut length = parts[part].bytes.len().div_ceil(2);
        while length > 0 {
            let mut at = 0;
            while at < parts[part].bytes.len() {
                let bytes = parts[part].bytes.clone();
                let end = (at + length).min(bytes.len());
                parts[part].bytes.drain(at..end);
                if !holds(&parts) {
                    parts[part].bytes = bytes;
                    at += length;
                }
            }
            length /= 2;
        }
    }
    parts
}

/// Of the seeds and so many damaged inputs the smallest that shows each sign, made smaller still, under a name made of
/// that sign; none that shows nothing which a smaller one does not.
pub fn distilled(target: &Target, executions: u64) -> Vec<(String, Vec<Part>)> {
    let mut random = Random::new(executions);
    let mut smallest = BTreeMap::<String, Vec<Part>>::new();
    let seeds = target.seeds.iter().cloned();
    let damaged = (0..executions).map(|_| target.damaged(&mut random));
    for parts in seeds.chain(damaged) {
        for sign in signs(target, &parts) {
            let known = smallest.get(&sign);
            if known.is_none_or(|known| size(&parts) < size(known)) {
                smallest.insert(sign, parts.clone());
            }
        }
    }
    let mut cases: Vec<_> = smallest
        .into_iter()
        .map(|(sign, parts)| {
            let shows = |parts: &[Part]| signs(target, parts).contains(&sign);
            let parts = minimised(parts, shows);
            (sign, parts)
        })
        .filter(|(_, parts)| size(parts) <= MOST_BYTES)
        .collect();
    cases.sort_by_key(|(_, parts)| size(parts));
    let mut shown = BTreeSet::new();
    cases.retain(|(_, parts)| {
        let signs = signs(target, parts);
        let is_new = !signs.is_subset(&shown);
        shown.extend(signs);
        is_new
    });
    cases.truncate(MOST_CASES);
    let named = cases.into_iter();
    named.map(|(sign, parts)| (slug(&sign), parts)).collect()
}

/// What an input shows; nothing where it breaks the target, which is for the fuzzer to tell.
fn signs(target: &Target, parts: &[Part]) -> BTreeSet<String> {
    let run = panic::AssertUnwindSafe(|| target.run(parts));
    panic::catch_unwind(run).map_or_else(|_| BTreeSet::new(), |behaviour| behaviour.signs)
}

/// A sign as the name of a folder.
fn slug(sign: &str) -> String {
    let words = sign.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).take(8).collect();
    if words.is_empty() {
        return "other".to_owned();
    }
    words.join("-").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_stays_that_is_not_needed() {
        let parts = vec![
            Part::new("a", "one two three"),
            Part::new("b", "x needle y"),
        ];
        let holds = |parts: &[Part]| parts.iter().any(|part| part.text().contains("needle"));
        assert_eq!(minimised(parts, holds), [Part::new("b", "needle")]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = std::env::temp_dir().join(format!("dateline-kept-{}", std::process::id()));
        let parts = vec![Part::new("a/b.xml", "<b/>"), Part::new("c", "\r\n")];
        write(&folder, &parts).unwrap();
        assert_eq!(read(&folder).unwrap(), parts);
        fs::remove_dir_all(folder).unwrap();
    }
}
