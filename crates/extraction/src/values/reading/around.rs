//! What stands around an expression and bears on its value.

use dateline_annotation::Modifier;

use crate::values::dates::when::When;
use crate::values::grammar::{Modifiers, Phrase};
use crate::values::reading::base::Reading;
use crate::values::reading::chart::{Item, Sense};
use crate::values::reading::token::{Gap, Shape, Token};

/// Whether no line ends between two tokens.
pub(in crate::values) fn same_line(reading: &Reading, from: u32, to: u32) -> bool {
    (from..=to).all(|at| {
        reading
            .tokens
            .get(at as usize)
            .is_none_or(|token| token.gap != Gap::Break)
    })
}

/// What the words before, in or after an expression add to it.
pub(in crate::values) fn modifier(reading: &Reading, item: &Item) -> Option<Modifier> {
    let (start, end) = (item.start as usize, item.end as usize);
    let before = phrases(&reading.grammar.before, reading, start.checked_sub(1)).find(|phrase| {
        let from = start.checked_sub(phrase.0.len());
        from.is_some_and(|from| reads(reading, from, &phrase.0, start)) && suits(item, phrase.1)
    });
    let after = |from: usize| {
        phrases(&reading.grammar.after, reading, Some(from)).find(|phrase| {
            let last = from + phrase.0.len() - 1;
            reads(reading, from, &phrase.0, last) && suits(item, phrase.1)
        })
    };
    let further = || counts(reading, end).then(|| after(end + 1)).flatten();
    let beside = || before.or_else(|| after(end)).or_else(further);
    of_distance(reading, item).or_else(|| beside().map(|(_, modifier)| *modifier))
}

/// The phrases that stand beside an expression with a word of theirs, which is the token there.
fn phrases<'a>(
    known: &'a Modifiers,
    reading: &Reading,
    token: Option<usize>,
) -> impl Iterator<Item = &'a Phrase> {
    let token = token.and_then(|token| reading.tokens.get(token));
    let phrases = token.and_then(|token| known.get(&token.symbol));
    phrases.into_iter().flatten()
}

/// Whether a modifier is one of time, and the expression too, or neither is.
fn suits(item: &Item, modifier: Modifier) -> bool {
    match modifier {
        Modifier::Approx => true,
        Modifier::Before | Modifier::After => matches!(item.sense, Sense::When(_)),
        _ => !matches!(item.sense, Sense::When(_)),
    }
}

/// Whether what is counted stands at a token: a plain word, as in `60 victims or more`.
fn counts(reading: &Reading, at: usize) -> bool {
    let token = reading.tokens.get(at);
    token.is_some_and(|token| {
        token.shape == Shape::Word && token.symbol == 0 && !token.capital && token.gap == Gap::Space
    })
}

/// What the words of a distance say of the date: more than ten years ago is before.
fn of_distance(reading: &Reading, item: &Item) -> Option<Modifier> {
    let Sense::When(When::Offset { sign, .. }) = &item.sense else {
        return None;
    };
    let (start, end) = (item.start as usize, item.end as usize);
    let (_, found) = (start..end).find_map(|at| {
        let mut here = phrases(&reading.grammar.before, reading, Some(at));
        here.find(|(words, _)| {
            let from = (at + 1).checked_sub(words.len());
            from.is_some_and(|from| {
                from >= start && at + 1 < end && reads(reading, from, words, at + 1)
            })
        })
    })?;
    match found {
        Modifier::Approx => Some(Modifier::Approx),
        Modifier::MoreThan | Modifier::AtLeast if *sign < 0 => Some(Modifier::Before),
        Modifier::LessThan | Modifier::AtMost if *sign > 0 => Some(Modifier::Before),
        Modifier::MoreThan | Modifier::AtLeast | Modifier::LessThan | Modifier::AtMost => {
            Some(Modifier::After)
        }
        _ => None,
    }
}

fn reads(reading: &Reading, from: usize, words: &[u16], last: usize) -> bool {
    let written = reading
        .tokens
        .get(from..from + words.len())
        .is_some_and(|tokens| {
            tokens
                .iter()
                .zip(words)
                .all(|(token, symbol)| token.symbol == *symbol)
        });
    written && same_line(reading, from as u32 + 1, last as u32)
}

/// How many tokens before an expression are searched for the verb.
const REACH: usize = 14;
/// How many tokens after it.
const NEAR: usize = 7;

/// Whether the sentence speaks of what is to come: the nearest verb that tells, before or soon after.
pub(in crate::values) fn is_future(reading: &Reading, item: &Item) -> bool {
    let tokens = reading.tokens;
    let before = tokens.get(..item.start as usize).unwrap_or_default();
    let told = before
        .iter()
        .rev()
        .take(REACH)
        .take_while(|token| !ends_sentence(reading, token))
        .any(|token| speaks_of_future(reading, token));
    let after = tokens.get(item.end as usize..).unwrap_or_default();
    let comma = usize::from(
        after
            .first()
            .is_some_and(|token| token.of(reading.text) == ","),
    );
    told || after
        .iter()
        .skip(comma)
        .take(NEAR)
        .take_while(|token| token.shape != Shape::Mark && token.gap != Gap::Break)
        .take_while(|token| token.symbol == 0 || !reading.grammar.past.contains(&token.symbol))
        .any(|token| speaks_of_future(reading, token))
}

fn speaks_of_future(reading: &Reading, token: &Token) -> bool {
    if token.symbol != 0 && reading.grammar.future.contains(&token.symbol) {
        return true;
    }
    let endings = reading.grammar.template.future_endings;
    if endings.is_empty() || token.shape != Shape::Word || token.capital {
        return false;
    }
    let word = token.of(reading.text);
    let stem = |ending: &&str| {
        word.strip_suffix(*ending)
            .is_some_and(|stem| stem.len() > 2)
    };
    token.symbol == 0 && endings.iter().any(stem)
}

fn ends_sentence(reading: &Reading, token: &Token) -> bool {
    token.shape == Shape::Mark && matches!(token.of(reading.text), "." | "!" | "?" | ";")
}

/// A sentence of so few words is no more than the expression itself.
const SHORT: usize = 7;

/// Whether the sentence around an expression speaks of what is to come, or has no verb to tell.
pub(in crate::values) fn is_ahead(reading: &Reading, item: &Item) -> bool {
    let (start, end) = (item.start as usize, item.end as usize);
    let before = sentence(
        reading,
        reading.tokens.get(..start).unwrap_or_default().iter().rev(),
    );
    let after = sentence(
        reading,
        reading.tokens.get(end..).unwrap_or_default().iter(),
    );
    let ahead = |token: &&Token| reading.grammar.future.contains(&token.symbol);
    before.iter().chain(&after).any(ahead) || before.len() + after.len() < SHORT
}

/// The tokens up to the end of the sentence.
fn sentence<'a>(reading: &Reading, tokens: impl Iterator<Item = &'a Token>) -> Vec<&'a Token> {
    tokens
        .take(REACH)
        .take_while(|token| !ends_sentence(reading, token))
        .collect()
}
