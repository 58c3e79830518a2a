//! Numbers in digits: `2.500`, `2,500`, `3 000`, `1.234,5`.

use rust_decimal::Decimal;

use crate::values::numbers::amount::{Form, Number};
use crate::values::reading::token::{Gap, Shape, Token};

/// Which mark stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) struct Style {
    /// A comma (and a dot groups thousands), or the other way around.
    pub decimal_comma: bool,
    /// Whether a plain space groups thousands.
    pub space_groups: bool,
}

/// More groups of three digits than this are no number either.
const MOST_GROUPS: u32 = 6;

/// More digits than this are no number that someone counts.
const MOST_DIGITS: usize = 18;

/// The numbers that start with a run of digits, each with the token after it; the longest last.
pub(in crate::values) fn numbers(
    text: &str,
    tokens: &[Token],
    at: usize,
    style: Style,
) -> Vec<(Number, usize)> {
    let Some(first) = tokens.get(at).filter(|token| token.shape == Shape::Digits) else {
        return Vec::new();
    };
    let digits = first.of(text);
    if digits.len() > MOST_DIGITS {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(number) = decimal(digits) {
        let plain = Number::new(number, Form::Digits(digits.len() as u8));
        found.push((plain, at + 1));
    }
    if let Some((number, form, end)) = marked(text, tokens, at, style) {
        found.push((Number::new(number, form), end));
    }
    found
}

fn decimal(digits: &str) -> Option<Decimal> {
    Decimal::from_str_exact(digits).ok()
}

/// A number with separators.
fn marked(text: &str, tokens: &[Token], at: usize, style: Style) -> Option<(Decimal, Form, usize)> {
    let mut digits = tokens.get(at)?.of(text).to_owned();
    let grouped = groups(text, tokens, at, style);
    let mut end = at + 1;
    for token in tokens.get(at + 1..grouped.end).unwrap_or_default() {
        if token.shape == Shape::Digits {
            digits.push_str(token.of(text));
        }
        end += 1;
    }
    let mut form = Form::Marked;
    if let Some((mark, decimals)) = pair(text, tokens, end) {
        let by_style = mark == if style.decimal_comma { ',' } else { '.' };
        let is_decimal = match grouped.mark {
            Some(',' | '.') => grouped.mark != Some(mark),
            Some(_) => true,
            None => by_style || decimals.len() != 3,
        };
        if is_decimal && (mark == ',' || mark == '.') {
            digits.push('.');
            digits.push_str(decimals);
            end += 2;
            if grouped.mark.is_none() && mark == '.' {
                form = Form::Dotted;
            }
        }
    }
    (end > at + 1 && digits.len() <= MOST_DIGITS + 8)
        .then(|| decimal(&digits).map(|number| (number, form, end)))?
}

struct Groups {
    end: usize,
    mark: Option<char>,
}

/// Groups of three digits after one of at most three, with one separator throughout.
fn groups(text: &str, tokens: &[Token], at: usize, style: Style) -> Groups {
    let none = Groups {
        end: at + 1,
        mark: None,
    };
    let Some(first) = tokens.get(at).map(|token| token.of(text)) else {
        return none;
    };
    if first.len() > 3 || first.starts_with('0') {
        return none;
    }
    for mark in [',', '.', '\'', ' ', '\u{a0}'] {
        let (mut end, mut count) = (at + 1, 0);
        while let Some(next) = group_end(text, tokens, end, mark).filter(|_| count < MOST_GROUPS) {
            (end, count) = (next, count + 1);
        }
        let alien = mark == if style.decimal_comma { ',' } else { '.' };
        let followed =
            pair(text, tokens, end).is_some_and(|(next, _)| next != mark && ",.".contains(next));
        let enough = match mark {
            ',' | '.' if alien => count > 1 || (count == 1 && followed),
            ' ' if !style.space_groups => count > 1 || (count == 1 && is_round(text, tokens, at)),
            _ => count > 0,
        };
        let broken =
            pair(text, tokens, end).is_some_and(|(next, digits)| next == mark && digits.len() != 3);
        if enough && !broken {
            return Groups {
                end,
                mark: Some(mark),
            };
        }
    }
    none
}

/// Whether the next group ends in two zeros, as a count in thousands does.
fn is_round(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_some_and(|token| token.of(text).ends_with("00"))
}

/// The token after a separator and three digits.
fn group_end(text: &str, tokens: &[Token], at: usize, mark: char) -> Option<usize> {
    let space = match mark {
        ' ' => Some(Gap::Space),
        '\u{a0}' => Some(Gap::Thin),
        _ => None,
    };
    let three = |token: &&Token| token.shape == Shape::Digits && token.of(text).len() == 3;
    let next = tokens.get(at)?;
    if let Some(gap) = space {
        return Some(next)
            .filter(three)
            .filter(|next| next.gap == gap)
            .map(|_| at + 1);
    }
    let (found, digits) = pair(text, tokens, at)?;
    let same = found == mark || (mark == '\'' && found == '’');
    (same && digits.len() == 3).then_some(at + 2)
}

/// A mark and the digits after it, all without space.
fn pair<'a>(text: &'a str, tokens: &[Token], at: usize) -> Option<(char, &'a str)> {
    let (mark, digits) = (tokens.get(at)?, tokens.get(at + 1)?);
    let glued = mark.gap == Gap::None && digits.gap == Gap::None;
    let shapes = mark.shape == Shape::Mark && digits.shape == Shape::Digits;
    (glued && shapes).then(|| Some((mark.of(text).chars().next()?, digits.of(text))))?
}
