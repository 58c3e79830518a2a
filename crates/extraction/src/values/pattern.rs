//! Patterns over words and items: how they are written, and how they are matched.
//!
//! A pattern becomes a short program (Thompson's construction); a match walks it with a stack of
//! its own depth, over at most as many tokens as the pattern has parts. Every way to match counts.

use super::chart::{Chart, Item, bit};
use super::template::Class;
use super::token::{Gap, Shape, Token};
use super::wants::{Want, want};

/// One step of a compiled pattern.
#[derive(Debug, Clone)]
enum Step {
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
pub(super) struct Pattern {
    steps: Vec<Step>,
}

/// What can come first in a match.
#[derive(Debug, Clone, Default)]
pub(super) struct Firsts {
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
pub(super) type Part = (&'static str, u32);

/// A match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match<'a> {
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
    pub(super) fn new(text: &'static str, symbol: &mut dyn FnMut(&str) -> Vec<u16>) -> Self {
        let mut parser = Parser {
            parts: text.split_whitespace().peekable(),
            steps: Vec::new(),
            symbol,
        };
        parser.sequence();
        parser.steps.push(Step::End);
        Self {
            steps: parser.steps,
        }
    }

    /// What can come first.
    pub(super) fn firsts(&self) -> Firsts {
        self.firsts_from(vec![0])
    }

    /// What can come after a first word or item; `None` when nothing need come.
    pub(super) fn seconds(&self) -> Option<Firsts> {
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
    pub(super) fn matches(
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

struct Parser<'a> {
    parts: std::iter::Peekable<std::str::SplitWhitespace<'static>>,
    steps: Vec<Step>,
    symbol: &'a mut dyn FnMut(&str) -> Vec<u16>,
}

impl Parser<'_> {
    /// Parts up to the end, or to a `|` or `)`, which is left.
    fn sequence(&mut self) {
        while let Some(part) = self
            .parts
            .next_if(|part| *part != "|" && !part.starts_with(')'))
        {
            match part {
                "[" => self.steps.push(Step::Open),
                "]" => self.steps.push(Step::Close),
                "(" => self.group(),
                _ => self.part(part),
            }
        }
    }

    /// `( … | … )` or `( … )?`, of which the bracket is read.
    fn group(&mut self) {
        let start = self.steps.len();
        let mut ends = Vec::new();
        loop {
            self.steps.insert_split();
            let split = self.steps.len() - 1;
            self.sequence();
            ends.push(self.steps.len());
            self.steps.push(Step::Jump(0));
            let here = self.steps.len();
            let close = self.parts.next();
            if close == Some("|") {
                self.patch(split, split + 1, here);
                continue;
            }
            let optional = close == Some(")?");
            let past = if optional { here } else { usize::MAX };
            self.patch(split, split + 1, past);
            break;
        }
        let here = self.steps.len();
        for end in ends {
            if let Some(step) = self.steps.get_mut(end) {
                *step = Step::Jump(here);
            }
        }
        debug_assert!(start < here, "a group has steps");
    }

    fn patch(&mut self, at: usize, one: usize, other: usize) {
        if let Some(step) = self.steps.get_mut(at) {
            *step = Step::Split(one, other);
        }
    }

    /// A word or an item, with its signs.
    fn part(&mut self, part: &'static str) {
        debug_assert!(
            part == "(" || !part.starts_with('('),
            "brackets stand alone: {part}"
        );
        let around = match part {
            "name<" => Some(Step::AfterName),
            "word<" => Some(Step::AfterWord),
            "end>" => Some(Step::AtEnd),
            _ => None,
        };
        if let Some(step) = around {
            self.steps.push(step);
            return;
        }
        if let Some(words) = part.strip_prefix("not<") {
            let symbols = self.any_of(words);
            self.steps.push(Step::NotBefore(symbols));
            return;
        }
        if let Some(words) = part.strip_prefix("not>") {
            let symbols = self.any_of(words);
            self.steps.push(Step::NotNext(symbols));
            return;
        }
        let part = part.strip_prefix('\\').unwrap_or(part);
        let (glued, part) = match part.strip_prefix('~') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, part),
        };
        let (optional, part) = match part.strip_suffix('?') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, part),
        };
        let split = self.steps.len();
        if optional {
            self.steps.insert_split();
        }
        match part
            .strip_prefix('<')
            .and_then(|part| part.strip_suffix('>'))
        {
            Some(name) => self.steps.push(Step::Item {
                want: want(name),
                glued,
            }),
            None => self.words(part, glued),
        }
        if optional {
            let here = self.steps.len();
            self.patch(split, split + 1, here);
        }
    }

    fn any_of(&mut self, words: &str) -> Box<[u16]> {
        words
            .split('|')
            .flat_map(|word| (self.symbol)(word))
            .collect()
    }

    /// Alternative words; those of several tokens become branches.
    fn words(&mut self, part: &str, glued: bool) {
        let forms: Vec<Vec<u16>> = part.split('|').map(|form| (self.symbol)(form)).collect();
        let single = forms.iter().filter(|form| form.len() == 1);
        let mut branches: Vec<Vec<Box<[u16]>>> = Vec::new();
        let singles: Vec<u16> = single.flatten().copied().collect();
        if !singles.is_empty() {
            branches.push(vec![singles.into()]);
        }
        for form in forms.iter().filter(|form| form.len() > 1) {
            branches.push(form.iter().map(|symbol| Box::from([*symbol])).collect());
        }
        let mut jumps = Vec::new();
        let last = branches.len().saturating_sub(1);
        for (index, branch) in branches.into_iter().enumerate() {
            let split = self.steps.len();
            if index < last {
                self.steps.insert_split();
            }
            for (place, symbols) in branch.into_iter().enumerate() {
                let glued = glued && place == 0;
                self.steps.push(Step::Words { symbols, glued });
            }
            if index < last {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                let here = self.steps.len();
                self.patch(split, split + 1, here);
            }
        }
        let here = self.steps.len();
        for jump in jumps {
            if let Some(step) = self.steps.get_mut(jump) {
                *step = Step::Jump(here);
            }
        }
    }
}

trait Splits {
    fn insert_split(&mut self);
}

impl Splits for Vec<Step> {
    /// A split whose ends are filled in once known.
    fn insert_split(&mut self) {
        self.push(Step::Split(usize::MAX, usize::MAX));
    }
}

/// The classes of a list, as bits.
pub(super) const fn bits(classes: &[Class]) -> u64 {
    let mut all = 0;
    let mut index = 0;
    while index < classes.len() {
        all |= bit(classes[index]);
        index += 1;
    }
    all
}
