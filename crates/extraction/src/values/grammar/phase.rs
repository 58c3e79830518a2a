//! The rules of a phase, found by what they can begin with and go on with.

use crate::values::Strength;
use crate::values::grammar::pattern::{Firsts, Pattern};
use crate::values::languages::template::{Class, Do, Rule};
use crate::values::reading::chart::{Chart, bit};

/// A rule, compiled.
#[derive(Debug, Clone)]
pub(in crate::values) struct CompiledRule {
    /// What it matches.
    pub pattern: Pattern,
    /// What is made of a match.
    pub action: Do,
    /// How sure that is.
    pub strength: Strength,
}

/// The words and items that stand, or may stand, at a place: a word by one bit of many, so that some others may pass
/// for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::values) struct Ahead {
    symbols: u128,
    classes: u64,
}

impl Ahead {
    /// One word, and items of these classes.
    pub(in crate::values) fn new(symbol: u16, classes: u64) -> Self {
        let symbols = if symbol == 0 { 0 } else { word_bit(symbol) };
        Self { symbols, classes }
    }

    /// What stands at either of two places.
    pub(in crate::values) fn or(self, other: Self) -> Self {
        Self {
            symbols: self.symbols | other.symbols,
            classes: self.classes | other.classes,
        }
    }

    /// Whether nothing stands there that a rule knows.
    pub(in crate::values) fn is_empty(self) -> bool {
        self == Self::default()
    }

    fn meets(self, other: Self) -> bool {
        self.classes & other.classes != 0 || self.symbols & other.symbols != 0
    }
}

fn word_bit(symbol: u16) -> u128 {
    1 << (symbol % 128)
}

impl From<Firsts> for Ahead {
    fn from(firsts: Firsts) -> Self {
        let bits = firsts.symbols.iter().map(|symbol| word_bit(*symbol));
        Self {
            symbols: bits.fold(0, |all, bit| all | bit),
            classes: firsts.classes,
        }
    }
}

/// The rules that begin with the same word or class, by their number.
#[derive(Debug, Clone, Default)]
struct Beginners {
    rules: Vec<(u16, Option<Ahead>)>,
    /// What must come next in one of them; `None` when one of them asks for nothing.
    seconds: Option<Ahead>,
}

impl Beginners {
    fn add(&mut self, rule: u16, seconds: Option<Ahead>) {
        if self.rules.last().is_some_and(|(last, _)| *last == rule) {
            return;
        }
        let before = if self.rules.is_empty() {
            Some(Ahead::default())
        } else {
            self.seconds
        };
        self.seconds = before.zip(seconds).map(|(before, more)| before.or(more));
        self.rules.push((rule, seconds));
    }

    /// Lists the rules that can go on with what comes next.
    fn before(&self, next: Ahead, list: &mut Vec<u16>) {
        let fits = |seconds: Option<Ahead>| seconds.is_none_or(|seconds| seconds.meets(next));
        if fits(self.seconds) {
            let fitting = self.rules.iter().filter(|(_, seconds)| fits(*seconds));
            list.extend(fitting.map(|(rule, _)| *rule));
        }
    }
}

/// Rules by the number of the word or class that they begin with, close together, since few numbers have any.
#[derive(Debug, Default)]
struct Lists {
    /// For each number the place of its rules in the list, counted from 1; 0 when it has none.
    places: Vec<u16>,
    lists: Vec<Beginners>,
}

impl Lists {
    fn get(&self, number: u16) -> Option<&Beginners> {
        let place = *self.places.get(usize::from(number))?;
        self.lists.get(usize::from(place.checked_sub(1)?))
    }

    /// The rules of a number, which are listed when there are none yet.
    fn get_or_add(&mut self, number: u16) -> &mut Beginners {
        let number = usize::from(number);
        if self.places.len() <= number {
            self.places.resize(number + 1, 0);
        }
        if self.places[number] == 0 {
            self.lists.push(Beginners::default());
            self.places[number] = self.lists.len() as u16;
        }
        &mut self.lists[usize::from(self.places[number]) - 1]
    }
}

/// The rules of one phase.
#[derive(Debug)]
pub(in crate::values) struct Phase {
    /// What the rules make.
    pub class: Class,
    rules: Vec<CompiledRule>,
    by_symbol: Lists,
    by_class: Lists,
    /// All classes that a match can begin with, as bits.
    pub classes: u64,
}

impl Phase {
    /// A phase without rules, whose rules will make items of a class.
    pub(in crate::values) fn new(class: Class) -> Self {
        Self {
            class,
            rules: Vec::new(),
            by_symbol: Lists::default(),
            by_class: Lists::default(),
            classes: 0,
        }
    }

    /// Compiles a rule; `symbols` numbers the words of a form.
    pub(in crate::values) fn add(
        &mut self,
        rule: &Rule,
        symbols: &mut dyn FnMut(&str) -> Vec<u16>,
    ) {
        let (text, action) = *rule;
        let (strength, text) = match text.split_at_checked(2) {
            Some(("% ", rest)) => (Strength::Possible, rest),
            Some(("! ", rest)) => (Strength::Certain, rest),
            _ => (Strength::Likely, text),
        };
        let pattern = Pattern::new(text, symbols);
        let number = self.rules.len() as u16;
        let firsts = pattern.firsts();
        let seconds = pattern.seconds().map(Ahead::from);
        for symbol in firsts.symbols {
            self.by_symbol.get_or_add(symbol).add(number, seconds);
        }
        for class in (0..64).filter(|class| firsts.classes >> class & 1 == 1) {
            self.by_class.get_or_add(class).add(number, seconds);
        }
        self.classes |= firsts.classes;
        self.rules.push(CompiledRule {
            pattern,
            action,
            strength,
        });
    }

    /// Whether a rule begins with a word, and if so, whether nothing need follow in one of them.
    pub(in crate::values) fn begins_with(&self, symbol: u16) -> Option<bool> {
        Some(self.by_symbol.get(symbol)?.seconds.is_none())
    }

    /// Lists the rules that can begin at a token, given its word and what stands at each token.
    pub(in crate::values) fn candidates(
        &self,
        (at, symbol): (usize, u16),
        chart: &Chart,
        ahead: impl Fn(usize) -> Ahead,
        list: &mut Vec<u16>,
    ) {
        list.clear();
        let next = ahead(at + 1);
        if let Some(named) = self.by_symbol.get(symbol) {
            named.before(next, list);
        }
        let mut classes = chart.classes(at) & self.classes;
        if classes == 0 {
            return;
        }
        let mut after = next;
        if !chart.is_single(at) {
            let begins = |class| bit(class) & self.classes != 0;
            let items = chart.at(at).filter(|(_, item)| begins(item.class));
            after = items.fold(Ahead::default(), |after, (_, item)| {
                after.or(ahead(item.end as usize))
            });
        }
        while classes != 0 {
            if let Some(begun) = self.by_class.get(classes.trailing_zeros() as u16) {
                begun.before(after, list);
            }
            classes &= classes - 1;
        }
    }

    /// The rule of a number.
    pub(in crate::values) fn rule(&self, number: u16) -> Option<&CompiledRule> {
        self.rules.get(usize::from(number))
    }
}
