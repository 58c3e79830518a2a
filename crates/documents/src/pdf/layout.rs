//! From glyphs to words, lines, columns and paragraphs.
//!
//! Columns are found by recursive cuts along white space (Nagy and Seth, “Hierarchical representation of optically
//! scanned documents”, 1984); paragraphs by what a typesetter does: a word that would have fitted on a line and stands
//! on the next begins a paragraph, as do larger gaps, other sizes and indents.

use std::collections::HashMap;

use super::glyphs::{Glyph, Page};

/// A text and how many lines of it were left out because they come back.
pub(super) struct Layout {
    pub(super) text: String,
    /// Where words may be divided: each byte offset lies behind a hyphen that stood at the end of a line.
    pub(super) divided: Vec<usize>,
    pub(super) left_out: usize,
}

/// A line of one column.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    baseline: f64,
    size: f64,
    /// How wide its first word is.
    first_word: f64,
    /// The right edge of its column, and where its lines begin.
    column: (f64, f64),
    /// Whether it is the first of its column.
    opens: bool,
}

/// A gap in a line that is wider than this part of the font's size is a space.
const SPACE: f64 = 0.16;
/// One that is wider than this parts two columns, where the file draws something else in between.
const GUTTER: f64 = 0.6;
/// One that is wider than this parts two columns in any case: words of a justified line come less far apart.
const WIDE_GUTTER: f64 = 4.0;
/// How many rows of a page are tried as head over columns.
const MAX_HEAD_ROWS: usize = 40;

/// The text of all pages.
pub(super) fn text(pages: Vec<Page>) -> Layout {
    let heights: Vec<f64> = pages.iter().map(|page| page.height).collect();
    let mut pages: Vec<Vec<Line>> = pages
        .into_iter()
        .map(|page| order(lines(page.glyphs)))
        .collect();
    let left_out = drop_running(&mut pages, &heights);
    let lines: Vec<Line> = pages.into_iter().flatten().collect();
    let (text, divided) = join(&lines);
    Layout {
        text,
        divided,
        left_out,
    }
}

/// Puts glyphs together into pieces of lines, wherever the file draws them.
fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.retain(|glyph| !glyph.text.is_empty());
    let baselines = baselines(&glyphs);
    let mut rows: Vec<(f64, Vec<Glyph>)> = Vec::new();
    let mut indexed: Vec<(usize, Glyph)> = baselines.into_iter().zip(glyphs).collect();
    indexed.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.left.total_cmp(&y.left)));
    let mut last = usize::MAX;
    for (row, glyph) in indexed {
        if row != last {
            rows.push((glyph.baseline, Vec::new()));
            last = row;
        }
        if let Some((_, glyphs)) = rows.last_mut() {
            glyphs.push(glyph);
        }
    }
    rows.into_iter().flat_map(|(_, row)| pieces(&row)).collect()
}

/// The number of the row that each glyph stands on: those whose baselines nearly agree share one.
fn baselines(glyphs: &[Glyph]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..glyphs.len()).collect();
    order.sort_by(|a, b| glyphs[*a].baseline.total_cmp(&glyphs[*b].baseline));
    let mut rows = vec![0; glyphs.len()];
    let mut row = 0;
    let mut last: Option<&Glyph> = None;
    for index in order {
        let glyph = &glyphs[index];
        if let Some(before) = last
            && glyph.baseline - before.baseline > 0.25 * glyph.size.min(before.size).max(1.0)
        {
            row += 1;
        }
        rows[index] = row;
        last = Some(glyph);
    }
    rows
}

/// The pieces of a row, from left to right: gutters part them.
fn pieces(row: &[Glyph]) -> Vec<Line> {
    let mut pieces: Vec<Line> = Vec::new();
    let mut open: Option<Piece> = None;
    for glyph in row {
        let blank = glyph.text.chars().all(char::is_whitespace);
        let gap = open
            .as_ref()
            .map_or(0.0, |piece| glyph.left - piece.line.right);
        let next = open
            .as_ref()
            .is_some_and(|piece| piece.last == glyph.number + 1);
        let gutter = if next { WIDE_GUTTER } else { GUTTER };
        if gap > gutter * glyph.size
            && let Some(piece) = open.take()
        {
            pieces.extend(piece.finish());
        }
        match &mut open {
            Some(piece) => piece.push(glyph, gap, blank),
            None if blank => {}
            None => open = Some(Piece::of(glyph)),
        }
    }
    pieces.extend(open.and_then(Piece::finish));
    pieces
}

/// A piece of a line while it grows.
struct Piece {
    line: Line,
    /// Whether a space is due before the next glyph.
    space: bool,
    first_word_ends: bool,
    /// The size of most of its glyphs.
    sizes: HashMap<i64, (usize, f64)>,
    last_left: f64,
    /// The number of its last glyph.
    last: usize,
}

impl Piece {
    fn of(glyph: &Glyph) -> Self {
        let line = Line {
            text: String::new(),
            left: glyph.left,
            right: glyph.left,
            baseline: glyph.baseline,
            size: glyph.size,
            first_word: 0.0,
            column: (glyph.left, glyph.right),
            opens: false,
        };
        let mut piece = Self {
            line,
            space: false,
            first_word_ends: false,
            sizes: HashMap::new(),
            last_left: f64::NEG_INFINITY,
            last: glyph.number,
        };
        piece.push(glyph, 0.0, false);
        piece
    }

    fn push(&mut self, glyph: &Glyph, gap: f64, blank: bool) {
        self.last = glyph.number;
        // Some programs make letters bold by drawing them twice.
        let again = (glyph.left - self.last_left).abs() < 0.08 * glyph.size
            && self.line.text.ends_with(&glyph.text);
        if again && !blank {
            return;
        }
        if blank {
            self.space = true;
            return;
        }
        let spaced = self.space || gap > SPACE * glyph.size;
        if spaced && !self.line.text.is_empty() {
            self.line.text.push(' ');
            self.first_word_ends = true;
        }
        self.space = false;
        self.line.text.push_str(&glyph.text);
        self.line.right = self.line.right.max(glyph.right);
        self.last_left = glyph.left;
        if !self.first_word_ends {
            self.line.first_word = self.line.right - self.line.left;
        }
        let entry = self
            .sizes
            .entry((glyph.size * 4.0) as i64)
            .or_insert((0, glyph.size));
        entry.0 += 1;
    }

    fn finish(mut self) -> Option<Line> {
        let most = self.sizes.values().max_by_key(|(count, _)| *count);
        self.line.size = most.map_or(self.line.size, |(_, size)| *size);
        self.line.text.truncate(self.line.text.trim_end().len());
        (!self.line.text.is_empty()).then_some(self.line)
    }
}

/// The pieces in the order in which they are read, each told its column; pieces side by side in one column are one line.
fn order(pieces: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut blocks = vec![pieces];
    while let Some(block) = blocks.pop() {
        match split(&block) {
            Some(parts) => blocks.extend(parts.into_iter().rev()),
            None => out.extend(column(block)),
        }
    }
    out
}

/// The blocks that a block falls into, in the order in which they are read; `None` when it is one column.
fn split(block: &[Line]) -> Option<Vec<Vec<Line>>> {
    if let Some(at) = gutter(block) {
        let (left, right) = block
            .iter()
            .cloned()
            .partition(|line: &Line| line.left < at);
        return Some(vec![left, right]);
    }
    // A head over columns, or a foot below them.
    let mut rows: Vec<f64> = block.iter().map(|line| line.baseline).collect();
    rows.sort_by(f64::total_cmp);
    rows.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    let below = |at: f64| {
        block
            .iter()
            .cloned()
            .partition(|line: &Line| line.baseline < at)
    };
    for at in rows.iter().skip(1).take(MAX_HEAD_ROWS) {
        let (head, rest): (Vec<Line>, Vec<Line>) = below(*at - 0.5);
        if gutter(&rest).is_some() {
            return Some(vec![head, rest]);
        }
    }
    for at in rows.iter().rev().take(MAX_HEAD_ROWS) {
        let (rest, foot): (Vec<Line>, Vec<Line>) = below(*at - 0.5);
        if !rest.is_empty() && gutter(&rest).is_some() {
            return Some(vec![rest, foot]);
        }
    }
    None
}

/// Where a vertical strip of white space parts a block into two columns of running text.
fn gutter(block: &[Line]) -> Option<f64> {
    let size = median(block.iter().map(|line| line.size))?;
    let mut spans: Vec<(f64, f64)> = block.iter().map(|line| (line.left, line.right)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = spans.first()?.1;
    let mut found: Vec<f64> = Vec::new();
    for (left, right) in spans {
        if left - reach > 0.6 * size {
            found.push(f64::midpoint(left, reach));
        }
        reach = reach.max(right);
    }
    let runs = |lines: &[&Line]| {
        let characters: usize = lines.iter().map(|line| line.text.chars().count()).sum();
        lines.len() >= 3 && characters / lines.len() >= 12
    };
    found.into_iter().find(|at| {
        let (left, right): (Vec<&Line>, Vec<&Line>) =
            block.iter().partition(|line| line.left < *at);
        runs(&left) && runs(&right)
    })
}

/// The lines of one column from top to bottom.
fn column(mut block: Vec<Line>) -> Vec<Line> {
    block.sort_by(|a, b| {
        a.baseline
            .total_cmp(&b.baseline)
            .then(a.left.total_cmp(&b.left))
    });
    let mut lines: Vec<Line> = Vec::new();
    for piece in block {
        match lines.last_mut() {
            Some(line) if (piece.baseline - line.baseline).abs() < 0.25 * piece.size => {
                line.text.push('\t');
                line.text.push_str(&piece.text);
                line.right = line.right.max(piece.right);
            }
            _ => lines.push(piece),
        }
    }
    let left = lines
        .iter()
        .map(|line| line.left)
        .fold(f64::INFINITY, f64::min);
    let right = lines
        .iter()
        .map(|line| line.right)
        .fold(f64::NEG_INFINITY, f64::max);
    for (index, line) in lines.iter_mut().enumerate() {
        line.column = (left, right);
        line.opens = index == 0;
    }
    lines
}

/// Takes out lines at the top and bottom of pages that come back on at least half of three or more, digits apart.
fn drop_running(pages: &mut [Vec<Line>], heights: &[f64]) -> usize {
    if pages.len() < 3 {
        return 0;
    }
    let shape = |line: &Line| -> String {
        line.text
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect()
    };
    let at_edge =
        |line: &Line, height: f64| line.baseline < 0.12 * height || line.baseline > 0.88 * height;
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (page, height) in pages.iter().zip(heights) {
        let mut shapes: Vec<String> = page
            .iter()
            .filter(|line| at_edge(line, *height))
            .map(shape)
            .collect();
        shapes.sort();
        shapes.dedup();
        for shape in shapes {
            *seen.entry(shape).or_default() += 1;
        }
    }
    let enough = pages.len().div_ceil(2).max(3);
    let mut dropped = 0;
    for (page, height) in pages.iter_mut().zip(heights) {
        let before = page.len();
        page.retain(|line| {
            !at_edge(line, *height) || seen.get(&shape(line)).is_none_or(|count| *count < enough)
        });
        dropped += before - page.len();
    }
    dropped
}

/// Lines as paragraphs, a blank line between two; and after which bytes a hyphen stood at the end of a line.
fn join(lines: &[Line]) -> (String, Vec<usize>) {
    let mut divided = Vec::new();
    let pitch = pitch(lines);
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| lines.get(index));
        match before {
            None => {}
            Some(before) if begins_paragraph(before, line, pitch) => out.push_str("\n\n"),
            // The word goes on in the next line.
            Some(_) if out.ends_with('\u{ad}') => drop(out.pop()),
            Some(_) if is_divided(&out, &line.text) => divided.push(out.len()),
            Some(_) if joins(&out) => {}
            Some(_) => out.push(' '),
        }
        out.push_str(&line.text);
    }
    (out, divided)
}

/// Whether a line ends with a dash that belongs to the word before, so that no space follows.
fn joins(text: &str) -> bool {
    let mut characters = text.chars().rev();
    let dash = characters.next();
    let before = characters.next();
    dash == Some('-') && before.is_some_and(char::is_alphanumeric)
}

/// Whether a line ends in the middle of a word: a hyphen between two small letters. Whether the hyphen belongs to the
/// word cannot be told, so it is kept until a person says.
fn is_divided(text: &str, next: &str) -> bool {
    let mut characters = text.chars().rev();
    let hyphen = matches!(characters.next(), Some('-' | '\u{2010}'));
    hyphen
        && characters.next().is_some_and(char::is_lowercase)
        && next.chars().next().is_some_and(char::is_lowercase)
}

fn begins_paragraph(before: &Line, line: &Line, pitch: f64) -> bool {
    let size = before.size.max(line.size);
    if (before.size - line.size).abs() > 0.12 * size {
        return true;
    }
    let (_, edge) = before.column;
    let room = edge - before.right - 0.3 * size;
    if line.first_word + 0.2 * size < room {
        return true;
    }
    let down = line.baseline - before.baseline;
    let same_column = !line.opens && down > 0.0;
    if same_column {
        let indent = line.left - line.column.0;
        let indented = indent > 0.8 * size
            && indent < 6.0 * size
            && before.left - before.column.0 < 0.4 * size;
        return down > 1.3 * pitch.max(size) || (indented && ends_sentence(&before.text));
    }
    ends_sentence(&before.text) && !line.text.starts_with(char::is_lowercase)
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '»', '\u{a0}', ' ', ')', '\'']);
    text.ends_with(['.', '!', '?', '…', ':'])
}

/// How far apart lines usually are.
fn pitch(lines: &[Line]) -> f64 {
    let steps = lines.windows(2).filter(|pair| !pair[1].opens);
    let steps = steps
        .map(|pair| pair[1].baseline - pair[0].baseline)
        .filter(|step| *step > 0.0);
    median(steps).unwrap_or(0.0)
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
