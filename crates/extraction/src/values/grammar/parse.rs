//! Patterns as they are written, made into steps.

use crate::values::grammar::pattern::Step;
use crate::values::grammar::wants::want;

/// The steps of a pattern; `symbol` numbers the words in it.
pub(super) fn steps(text: &'static str, symbol: &mut dyn FnMut(&str) -> Vec<u16>) -> Vec<Step> {
    let mut parser = Parser {
        parts: text.split_whitespace().peekable(),
        steps: Vec::new(),
        symbol,
    };
    parser.sequence();
    parser.steps.push(Step::End);
    parser.steps
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
