//! From an article to rows.

use std::fmt::Write as _;
use std::ops::Range;

use dateline_annotation::{Article, ByteOffset, OffsetMap};

use super::super::adapter::{Part, Set};
use super::super::extras::{Spot, spots};
use super::super::place::Unit;
use super::super::tokens::{edges, tokens};
use super::super::uima::ENTITY;
use super::{EMPTY, HOLDS, NOTHING, TEXT};

pub(super) fn write(set: &Set) -> Vec<Part> {
    let files = set.named();
    files
        .map(|(name, article)| Part::new(format!("{name}.tsv"), file(article)))
        .collect()
}

fn file(article: &Article) -> String {
    let text = &*article.text;
    let spots = spots(&HOLDS, article, Unit::Byte);
    let mut tokens = tokens(text, &edges(&spots));
    let first = tokens.first().map_or(text.len(), |token| token.start);
    if !text[..first].bytes().all(|byte| byte == b' ') {
        // Only a token can say that something else than spaces comes first.
        tokens.insert(0, 0..first);
    }
    let mut out = format!("#FORMAT=WebAnno TSV 3.3\n#T_SP={ENTITY}|identifier|value\n\n");
    let cells = cells(&tokens, &spots);
    let map = OffsetMap::new(text);
    let count = |byte| map.utf16(text, ByteOffset::from_usize(byte)).get();
    for (index, run) in sentences(text, &tokens, &spots).into_iter().enumerate() {
        let end = match tokens.get(run.end) {
            Some(next) => text[..next.start].rfind('\n').unwrap_or(next.start),
            None => text.len(),
        };
        out.push('\n');
        for line in text[tokens[run.start].start..end].split('\n') {
            out.push_str(TEXT);
            escape_text(&mut out, line);
            out.push('\n');
        }
        for (number, token) in run.enumerate() {
            let range = &tokens[token];
            let (start, end) = (count(range.start), count(range.end));
            // Writing to a string can't fail.
            write!(out, "{}-{}\t{start}-{end}\t", index + 1, number + 1).ok();
            escape_text(&mut out, &text[range.clone()]);
            writeln!(out, "\t{}\t{}\t", cells[token].0, cells[token].1).ok();
        }
    }
    out
}

/// Runs of tokens: one ends where a line feed and at most spaces come before the next token and no mark goes on.
fn sentences(text: &str, tokens: &[Range<usize>], spots: &[Spot]) -> Vec<Range<usize>> {
    let (mut runs, mut start) = (Vec::new(), 0);
    let (mut mark, mut covered) = (0, 0);
    for index in 1..tokens.len() {
        let (before, after) = (tokens[index - 1].end, tokens[index].start);
        while let Some(spot) = spots
            .get(mark)
            .filter(|spot| (spot.start as usize) < before)
        {
            covered = covered.max(spot.end as usize);
            mark += 1;
        }
        let gap = &text[before..after];
        let spaces = gap
            .rsplit_once('\n')
            .is_some_and(|(_, end)| end.bytes().all(|byte| byte == b' '));
        if spaces && covered <= before {
            runs.push(start..index);
            start = index;
        }
    }
    if start < tokens.len() {
        runs.push(start..tokens.len());
    }
    runs
}

/// For each token its two cells: what is mentioned, and the labels.
fn cells(tokens: &[Range<usize>], spots: &[Spot]) -> Vec<(String, String)> {
    let covered: Vec<Range<usize>> = spots.iter().map(|spot| covered(tokens, spot)).collect();
    let mut stacked: Vec<Vec<usize>> = vec![Vec::new(); tokens.len()];
    for (mark, range) in covered.iter().enumerate() {
        stacked[range.clone()]
            .iter_mut()
            .for_each(|marks| marks.push(mark));
    }
    let mut numbers = vec![None; spots.len()];
    let mut next = 1..;
    for (mark, range) in covered.iter().enumerate() {
        if range.len() > 1 || stacked[range.clone()].iter().any(|marks| marks.len() > 1) {
            numbers[mark] = next.next();
        }
    }
    let cell = |marks: &Vec<usize>| {
        if marks.is_empty() {
            return (NOTHING.to_owned(), NOTHING.to_owned());
        }
        let (mut entities, mut labels) = (String::new(), String::new());
        for (index, mark) in marks.iter().enumerate() {
            if index > 0 {
                entities.push('|');
                labels.push('|');
            }
            let annotation = spots[*mark].annotation;
            match &annotation.entity {
                Some(entity) => escape_value(&mut entities, entity),
                None => entities.push_str(EMPTY),
            }
            escape_value(&mut labels, annotation.label.as_str());
            if let Some(number) = numbers[*mark] {
                // Writing to a string can't fail.
                write!(entities, "[{number}]").ok();
                write!(labels, "[{number}]").ok();
            }
        }
        (entities, labels)
    };
    stacked.iter().map(cell).collect()
}

/// The tokens that a mark consists of; tokens end at its edges.
fn covered(tokens: &[Range<usize>], spot: &Spot) -> Range<usize> {
    let from = tokens.partition_point(|token| token.end <= spot.start as usize);
    let to = tokens.partition_point(|token| token.start < spot.end as usize);
    from..to.max(from)
}

/// As `Escaping.escapeText` of `INCEpTION`.
fn escape_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{c}' => out.push_str("\\f"),
            '\u{8}' => out.push_str("\\b"),
            '\0'..='\u{7}' | '\u{e}'..='\u{1f}' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}

/// As `Escaping.escapeValue` of `INCEpTION`, and carriage returns too.
fn escape_value(out: &mut String, value: &str) {
    for (index, c) in value.char_indices() {
        match c {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => out.extend(['\\', c]),
            '-' if value[index..].starts_with("->") => out.push_str("\\-"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
}
