//! Patterns over words and items: how they are written, and how they are matched.
//!
//! A pattern becomes a short program (Thompson's construction); a match walks it with a stack of
//! its own depth, over at most as many tokens as the pattern has parts. Every way to match counts.

use crate::values::grammar::parse;
use crate::values::grammar::wants::Want;
use crate::values::languages::template::Class;
use crate::values::reading::chart::{Chart, Item, bit};
use crate::values::reading::token::{Gap, Shape, Token};

/// One step of a compiled pattern.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// One of these words.
    Words { symbols: Box<[u16]>, glued: bool },
    /// An item that passes a test.
    Item { want: Want, glued: bool },
    /// Both continuations.
    Split(usize, usize),
    /// Another place.
    Jump(usize),
    /// The mark starts here.
    Open,
    /// The mark ends here.
    Close,
    /// The token before is none of these words.
    NotBefore(Box<[u16]>),
    /// The token before starts with a capital, or is a full stop after one that does.
    AfterName,
    /// The token before is a word on the same line.
    AfterWord,
    /// No word or number comes next.
    AtEnd,
    /// The next token is none of these words.
    NotNext(Box<[u16]>),
    /// A match.
    End,
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(in crate::values) struct Pattern {
    steps: Vec<Step>,
}

/// What can come first in a match.
#[derive(Debug, Clone, Default)]
pub(in crate::values) struct Firsts {
    /// These words.
    pub symbols: Vec<u16>,
    /// Items of these classes, as bits.
    pub classes: u64,
    /// Nothing need come.
    pub ends: bool,
}

/// The most items that one match can have.
const MOST_PARTS: usize = 12;

/// The most steps that are tried from one place.
const MOST_STEPS: u32 = 600;

/// A part of a match: its name in the pattern, and its place in the chart.
pub(in crate::values) type Part = (&'static str, u32);

/// A match.
#[derive(Debug, Clone, Copy)]
pub(in crate::values) struct Match<'a> {
    /// The items matched, in order.
    pub parts: &'a [Part],
    /// The first token marked.
    pub start: u32,
    /// The token after the last one marked.
    pub end: u32,
    /// Whether the pattern has context around what is marked.
    pub closed: bool,
}

impl Pattern {
    /// Compiles a pattern; `symbol` numbers the words in it.
    pub(in crate::values) fn new(
        text: &'static str,
        symbol: &mut dyn FnMut(&str) -> Vec<u16>,
    ) -> Self {
        Self {
            steps: parse::steps(text, symbol),
        }
    }

    /// What can come first.
    pub(in crate::values) fn firsts(&self) -> Firsts {
        self.firsts_from(vec![0])
    }

    /// What can come after a first word or item; `None` when nothing need come.
    pub(in crate::values) fn seconds(&self) -> Option<Firsts> {
        let mut open = vec![0];
        let mut after = Vec::new();
        while let Some(at) = open.pop() {
            match self.steps.get(at)? {
                Step::Words { .. } | Step::Item { .. } => after.push(at + 1),
                Step::Split(one, other) => open.extend([*one, *other]),
                Step::Jump(to) => open.push(*to),
                Step::End => return None,
                _ => open.push(at + 1),
            }
        }
        let seconds = self.firsts_from(after);
        (!seconds.ends).then_some(seconds)
    }

    fn firsts_from(&self, mut open: Vec<usize>) -> Firsts {
        let mut firsts = Firsts::default();
        while let Some(at) = open.pop() {
            match self.steps.get(at) {
                Some(Step::Words { symbols, .. }) => firsts.symbols.extend(symbols.iter()),
                Some(Step::Item { want, .. }) => firsts.classes |= want.classes,
                Some(Step::Split(one, other)) => open.extend([*one, *other]),
                Some(Step::Jump(to)) => open.push(*to),
                Some(
                    Step::Open
                    | Step::Close
                    | Step::NotBefore(_)
                    | Step::NotNext(_)
                    | Step::AfterName
                    | Step::AfterWord
                    | Step::AtEnd,
                ) => {
                    open.push(at + 1);
                }
                Some(Step::End) | None => firsts.ends = true,
            }
        }
        firsts
    }

    /// Calls `found` with every match that starts at token `start`.
    pub(in crate::values) fn matches(
        &self,
        tokens: &[Token],
        chart: &Chart,
        start: usize,
        parts: &mut Vec<Part>,
        found: &mut dyn FnMut(&Match),
    ) {
        parts.clear();
        let mut walk = Walk {
            steps: &self.steps,
            tokens,
            chart,
            start,
            left: MOST_STEPS,
            parts,
            open: start as u32,
            close: None,
            found,
        };
        walk.walk(0, start);
    }
}

struct Walk<'a> {
    steps: &'a [Step],
    tokens: &'a [Token],
    chart: &'a Chart,
    start: usize,
    left: u32,
    parts: &'a mut Vec<Part>,
    open: u32,
    close: Option<u32>,
    found: &'a mut dyn FnMut(&Match),
}

impl Walk<'_> {
    /// Goes on from a step and a token; what it changes in the match it takes back.
    fn walk(&mut self, mut at: usize, mut token: usize) {
        let steps = self.steps;
        while let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            match steps.get(at) {
                Some(Step::Split(one, other)) => {
                    self.walk(*one, token);
                    at = *other;
                    continue;
                }
                Some(Step::Jump(to)) => {
                    at = *to;
                    continue;
                }
                Some(Step::Words { symbols, glued }) => {
                    let next = self.reached(token, *glued);
                    if next.is_none_or(|next| !symbols.contains(&next.symbol)) {
                        return;
                    }
                    token += 1;
                }
                Some(Step::Item { want, glued }) => return self.items(*want, *glued, at, token),
                Some(Step::Open | Step::Close) => return self.edge(at, token),
                Some(Step::End) => return self.end(token),
                Some(other) if self.holds(other, token) => {}
                _ => return,
            }
            at += 1;
        }
    }

    fn edge(&mut self, at: usize, token: usize) {
        let before = (self.open, self.close);
        if matches!(self.steps.get(at), Some(Step::Open)) {
            self.open = token as u32;
        } else {
            self.close = Some(token as u32);
        }
        self.walk(at + 1, token);
        (self.open, self.close) = before;
    }

    fn end(&mut self, token: usize) {
        let found = Match {
            parts: self.parts,
            start: self.open,
            end: self.close.unwrap_or(token as u32),
            closed: self.close.is_some(),
        };
        if found.start < found.end {
            (self.found)(&found);
        }
    }

    /// Whether a step that looks around itself is satisfied.
    fn holds(&self, step: &Step, token: usize) -> bool {
        let next = self.tokens.get(token).filter(|next| next.gap != Gap::Break);
        match step {
            Step::NotBefore(symbols) => {
                let before = token.checked_sub(1).and_then(|at| self.tokens.get(at));
                before.is_none_or(|before| !symbols.contains(&before.symbol))
            }
            Step::NotNext(symbols) => next.is_none_or(|next| !symbols.contains(&next.symbol)),
            Step::AfterName => self.after_name(token),
            Step::AfterWord => {
                let before = token.checked_sub(1).and_then(|at| self.tokens.get(at));
                next.is_some() && before.is_some_and(|before| before.shape == Shape::Word)
            }
            Step::AtEnd => next.is_none_or(|next| next.shape == Shape::Mark),
            _ => false,
        }
    }

    fn items(&mut self, want: Want, glued: bool, at: usize, token: usize) {
        if self.chart.classes(token) & want.classes == 0 || self.reached(token, glued).is_none() {
            return;
        }
        let fits = |item: &Item| bit(item.class) & want.classes != 0 && (want.test)(item);
        let chart = self.chart;
        for (place, item) in chart.at(token).filter(|(_, item)| fits(item)) {
            if self.parts.len() < MOST_PARTS {
                self.parts.push((want.name, place));
                self.walk(at + 1, item.end as usize);
                self.parts.pop();
            }
        }
    }

    fn after_name(&self, token: usize) -> bool {
        let back = |by| token.checked_sub(by).and_then(|at| self.tokens.get(at));
        let stop = back(1).is_some_and(|before| before.shape == Shape::Mark);
        back(if stop { 2 } else { 1 }).is_some_and(|before| before.capital)
    }

    /// The token, when what stands before it lets the match go on.
    fn reached(&self, token: usize, glued: bool) -> Option<Token> {
        let next = *self.tokens.get(token)?;
        let joined = match next.gap {
            Gap::None => true,
            Gap::Thin | Gap::Space => !glued,
            Gap::Break => false,
        };
        (token == self.start || joined).then_some(next)
    }
}

/// The classes of a list, as bits.
pub(in crate::values) const fn bits(classes: &[Class]) -> u64 {
    let mut all = 0;
    let mut index = 0;
    while index < classes.len() {
        all |= bit(classes[index]);
        index += 1;
    }
    all
}
