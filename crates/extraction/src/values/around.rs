//! What stands around an expression and bears on its value.

use dateline_annotation::Modifier;

use super::base::Reading;
use super::chart::{Item, Sense};
use super::token::{Gap, Shape, Token};

/// Whether no line ends between two tokens.
pub(super) fn same_line(reading: &Reading, from: u32, to: u32) -> bool {
    (from..=to).all(|at| {
        reading
            .tokens
            .get(at as usize)
            .is_none_or(|token| token.gap != Gap::Break)
    })
}

/// What the words before or after an expression add to it.
pub(super) fn modifier(reading: &Reading, item: &Item) -> Option<Modifier> {
    let start = item.start as usize;
    let before = reading.grammar.before.iter().find(|(words, _)| {
        start
            .checked_sub(words.len())
            .is_some_and(|from| reads(reading, from, words, start))
    });
    let end = item.end as usize;
    let after = || {
        reading
            .grammar
            .after
            .iter()
            .find(|(words, _)| reads(reading, end, words, end + words.len() - 1))
    };
    let found = before.or_else(after).map(|(_, modifier)| *modifier);
    let in_time = matches!(found, Some(Modifier::Before | Modifier::After));
    found.filter(|_| !in_time || matches!(item.sense, Sense::When(_)))
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

/// Whether the sentence speaks of what is to come.
pub(super) fn is_future(reading: &Reading, item: &Item) -> bool {
    let before = reading
        .tokens
        .get(..item.start as usize)
        .unwrap_or_default();
    before
        .iter()
        .rev()
        .take(REACH)
        .take_while(|token| {
            token.shape != Shape::Mark || !matches!(token.of(reading.text), "." | "!" | "?" | ";")
        })
        .any(|token| token.symbol != 0 && reading.grammar.future.contains(&token.symbol))
}

/// A sentence of so few words is no more than the expression itself.
const SHORT: usize = 7;

/// Whether the sentence around an expression speaks of what is to come, or has no verb to tell.
pub(super) fn is_ahead(reading: &Reading, item: &Item) -> bool {
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
        .take_while(|token| {
            token.shape != Shape::Mark || !matches!(token.of(reading.text), "." | "!" | "?" | ";")
        })
        .collect()
}
