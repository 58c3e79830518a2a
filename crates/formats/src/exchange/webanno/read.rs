//! From rows to an article.

use std::collections::{HashMap, HashSet};

use super::super::adapter::Source;
use super::super::draft::{Draft, Mark};
use super::super::extras::details;
use super::super::place::Unit;
use super::super::report::Report;
use super::super::uima;
use super::{EMPTY, NOTHING, TEXT};
use crate::MAX_TEXT_BYTES;

/// The widest gap between two sentences that is filled with spaces, in UTF-16 units; a wider one is a wrong number, and
/// would make a long text of a short file.
const MAX_GAP: usize = 64 << 10;

pub(super) fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut file = File::default();
    for (index, line) in source.text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Err(problem) = file.line(line, report) {
            report.line(source.first_line + index, problem);
        }
    }
    file.sentence(None).ok();
    let marks = file.marks.into_iter();
    vec![Draft {
        marks: marks.filter_map(|open| open.close(&file.layers)).collect(),
        text: file.text,
        unit: Unit::Utf16,
        stated: true,
        details: details(None, source.name),
        line: source.first_line,
    }]
}

/// How many features of a layer are read.
const MAX_FEATURES: usize = 64;

/// A kind of annotation and the names of its features.
struct Layer {
    /// Its name without package.
    name: String,
    features: Vec<String>,
}

/// What a column of the rows holds.
enum Column {
    /// A feature: the indices of layer and feature.
    Feature(usize, usize),
    Relation,
}

/// A mark whose further tokens may follow.
struct Open {
    layer: usize,
    start: u32,
    end: u32,
    values: Vec<Option<String>>,
}

impl Open {
    fn close(self, layers: &[Layer]) -> Option<Mark> {
        let layer = layers.get(self.layer)?;
        let named = |name: &str| {
            let index = layer.features.iter().position(|feature| feature == name)?;
            self.values.get(index)?.as_deref()
        };
        // A layer of one's own calls its label as it likes.
        let other = || {
            let features = layer.features.iter().zip(&self.values);
            let mut others = features.filter(|(name, _)| *name != "identifier");
            others.find_map(|(_, value)| value.as_deref())
        };
        let feature = |name: &str| match name {
            "label" => named("label").or_else(other),
            name => named(name),
        };
        uima::mark(&layer.name, (self.start, self.end), feature)
    }
}

/// What is read so far.
#[derive(Default)]
struct File {
    layers: Vec<Layer>,
    columns: Vec<Column>,
    text: String,
    /// The length of the text in UTF-16 units.
    length: usize,
    /// The lines of the sentence whose first token has not come yet.
    waiting: Option<String>,
    marks: Vec<Open>,
    /// Marks by layer and number.
    numbered: HashMap<(usize, u32), usize>,
}

impl File {
    fn line(&mut self, line: &str, report: &mut Report) -> Result<(), &'static str> {
        if let Some(text) = line.strip_prefix(TEXT) {
            let text = unescape(text);
            match &mut self.waiting {
                Some(waiting) => waiting.extend(["\n", &text]),
                waiting => *waiting = Some(text),
            }
        } else if let Some(layer) = line.strip_prefix("#T_SP=") {
            self.layer(layer);
        } else if let Some(layer) = line.strip_prefix("#T_RL=").or(line.strip_prefix("#T_CH=")) {
            let columns = layer.split('|').skip(1);
            self.columns.extend(columns.map(|_| Column::Relation));
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            return self.row(line, report);
        } else if line.is_empty() || line.starts_with('#') {
            return Ok(());
        } else {
            return Err("This is no row of WebAnno TSV; it was left out.");
        }
        Ok(())
    }

    fn layer(&mut self, declared: &str) {
        let mut names = declared.split('|');
        let name = names.next().unwrap_or_default();
        let mut features: Vec<String> = names.map(str::to_owned).collect();
        let layer = self.layers.len();
        for (index, feature) in features.iter().enumerate() {
            let links = feature.starts_with("ROLE_") || feature.contains('.');
            let links = links || index >= MAX_FEATURES;
            self.columns.push(if links {
                Column::Relation
            } else {
                Column::Feature(layer, index)
            });
        }
        if features.is_empty() {
            self.columns.push(Column::Feature(layer, 0));
        }
        features.truncate(MAX_FEATURES);
        self.layers.push(Layer {
            name: name.rsplit('.').next().unwrap_or_default().to_owned(),
            features,
        });
    }

    fn row(&mut self, line: &str, report: &mut Report) -> Result<(), &'static str> {
        let mut cells = line.split('\t').skip(1);
        let place = cells.next().and_then(place);
        let place = place.ok_or("A row is “1-1, TAB, start-end, TAB, token”; it was left out.")?;
        self.sentence(Some(place.0 as usize))?;
        // The token stands in the text already.
        let cells: Vec<&str> = cells.skip(1).collect();
        let mut found: HashSet<(usize, Option<u32>, usize)> = HashSet::new();
        for (index, cell) in cells.into_iter().enumerate().take(self.columns.len()) {
            if cell == NOTHING {
                continue;
            }
            match self.columns[index] {
                Column::Relation => report.skip("relations", 1),
                Column::Feature(layer, feature) => {
                    for (stack, item) in stacked(cell).into_iter().enumerate() {
                        let (value, number) = numbered(item);
                        let fresh = found.insert((layer, number, stack));
                        let mark = self.mark(layer, number, place, fresh);
                        let value = (value != EMPTY).then(|| unescape(value));
                        if let Some(slot) = self.marks[mark].values.get_mut(feature) {
                            *slot = value;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// The mark of a layer that has a number, or the last one of the layer where it is no fresh one.
    fn mark(&mut self, layer: usize, number: Option<u32>, place: (u32, u32), fresh: bool) -> usize {
        let known = number.and_then(|number| self.numbered.get(&(layer, number)).copied());
        if let Some(mark) = known {
            let open = &mut self.marks[mark];
            open.start = open.start.min(place.0);
            open.end = open.end.max(place.1);
            return mark;
        }
        let last = self.marks.iter().rposition(|open| open.layer == layer);
        if let Some(last) = last.filter(|_| !fresh) {
            return last;
        }
        self.marks.push(Open {
            layer,
            start: place.0,
            end: place.1,
            values: vec![None; self.layers[layer].features.len().max(1)],
        });
        if let Some(number) = number {
            self.numbered.insert((layer, number), self.marks.len() - 1);
        }
        self.marks.len() - 1
    }

    /// Appends the sentence that waits, with a line feed and spaces before it as far as its first token is away.
    fn sentence(&mut self, begin: Option<usize>) -> Result<(), &'static str> {
        let Some(sentence) = self.waiting.take() else {
            return Ok(());
        };
        let begin = begin.unwrap_or(self.length + usize::from(!self.text.is_empty()));
        if begin > self.length && !self.text.is_empty() {
            self.text.push('\n');
            self.length += 1;
        }
        let gap = begin.saturating_sub(self.length);
        let room = MAX_TEXT_BYTES - self.text.len().min(MAX_TEXT_BYTES);
        let padded = gap <= room.min(MAX_GAP);
        if padded {
            self.text.extend(std::iter::repeat_n(' ', gap));
            self.length += gap;
        }
        self.length += sentence.chars().map(char::len_utf16).sum::<usize>();
        self.text.push_str(&sentence);
        let problem =
            "The token lies far outside the text; the sentence was put where the one before ends.";
        padded.then_some(()).ok_or(problem)
    }
}

fn place(cell: &str) -> Option<(u32, u32)> {
    let (start, end) = cell.split_once('-')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

/// The parts of a cell between bars that are not escaped.
fn stacked(cell: &str) -> Vec<&str> {
    let (mut parts, mut start, mut escaped) = (Vec::new(), 0, false);
    for (index, c) in cell.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '|' => {
                parts.push(&cell[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&cell[start..]);
    parts
}

/// A value and the number in brackets behind it.
fn numbered(item: &str) -> (&str, Option<u32>) {
    let bracketed = || {
        let (value, number) = item.strip_suffix(']')?.rsplit_once('[')?;
        Some((value, number.parse().ok()?))
    };
    bracketed().map_or((item, None), |(value, number)| (value, Some(number)))
}

/// The inverse of escaping, for texts and values alike.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('t') => out.push('\t'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('f') => out.push('\u{c}'),
            Some('b') => out.push('\u{8}'),
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
    }
    out
}
