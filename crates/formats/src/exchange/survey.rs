//! What a person should see before a file comes in or goes out.

use std::collections::BTreeMap;

use dateline_annotation::Label;

use super::adapter::{Part, Set};
use super::format::{Format, read, sniff, write};
use super::{LabelMap, ReadError};
use crate::json::Notice;

/// What stands in files that were not taken over yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The format that they are in.
    pub format: Format,
    /// How many articles there are.
    pub articles: usize,
    /// How many marks they have.
    pub marks: usize,
    /// Their labels, frequent ones first.
    pub labels: Vec<LabelUse>,
    /// What was repaired or can't be read.
    pub notices: Vec<Notice>,
}

/// A label as files have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelUse {
    /// Its name there.
    pub name: String,
    /// How many marks have it.
    pub count: usize,
    /// Which label it would become.
    pub label: Label,
    /// Whether that is none of the default labels, so that a person might choose one.
    pub unknown: bool,
}

/// Looks through files without taking them over; `labels` says what is known of their labels.
///
/// The files are of one format, as the first that tells it says. To take them over, [`read`] them with
/// the map that the person made of the labels.
///
/// # Errors
/// When the format is not known or nothing can be read.
///
/// ```
/// use dateline_formats::exchange::{Format, LabelMap, Part, survey};
/// let file = Part::new("a.jsonl", r#"{"text": "Storm in Gent", "label": [[9, 13, "GPE"]]}"#);
/// let seen = survey(&[file], &LabelMap::default())?.unwrap();
/// assert_eq!((seen.format, seen.articles, seen.marks), (Format::Doccano, 1, 1));
/// assert_eq!((&*seen.labels[0].name, seen.labels[0].label.as_str()), ("GPE", "LOC"));
/// # Ok::<(), dateline_formats::exchange::ReadError>(())
/// ```
pub fn survey(parts: &[Part], labels: &LabelMap) -> Result<Option<Survey>, ReadError> {
    let Some(format) = parts.iter().find_map(sniff) else {
        return Ok(None);
    };
    let file = read(format, parts, &LabelMap::none())?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let marks = file
        .articles
        .iter()
        .flat_map(|article| article.annotations.iter());
    for mark in marks {
        *counts.entry(mark.label.as_str()).or_default() += 1;
    }
    let used = counts.iter().map(|(name, count)| {
        let label = labels.label(name);
        LabelUse {
            name: (*name).to_owned(),
            count: *count,
            unknown: !Label::DEFAULT.contains(&label),
            label,
        }
    });
    let mut used: Vec<LabelUse> = used.collect();
    used.sort_by_key(|label| std::cmp::Reverse(label.count));
    Ok(Some(Survey {
        format,
        articles: file.articles.len(),
        marks: counts.values().sum(),
        labels: used,
        notices: file.notices,
    }))
}

/// How many articles a preview is made of.
const PREVIEWED: usize = 3;

/// How many characters of a line are shown.
const LINE: usize = 400;

/// The first lines of what `format` makes of a set, long ones cut; of a file that is no text its size.
///
/// Only the first few articles are written for it, so it takes no longer for many.
pub fn preview(format: Format, set: &Set, lines: usize) -> String {
    let first = Set {
        articles: set.articles.get(..PREVIEWED).unwrap_or(set.articles),
        ..*set
    };
    let written = write(format, &first);
    let Some(part) = written
        .files
        .iter()
        .find(|part| part.has_extension(format.extension()))
    else {
        return String::new();
    };
    if format.is_binary() {
        return format!("{}: {} bytes that are no text", part.name, part.bytes.len());
    }
    let text = part.text();
    let shown = text
        .lines()
        .take(lines)
        .map(|line| match line.char_indices().nth(LINE) {
            Some((cut, _)) => format!("{}…", &line[..cut]),
            None => line.to_owned(),
        });
    shown.collect::<Vec<_>>().join("\n")
}
