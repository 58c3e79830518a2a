//! A language's table, compiled: words by number, rules by what they can begin with.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use dateline_annotation::{Language, Modifier};

use super::chart::bit;
use super::measures::{self, Coin};
use super::pattern::{Firsts, Pattern};
use super::spell::{Part, compound};
use super::template::{Class, Do, Template, Word};
use super::token::{Shape, Token, fold, fold_into, tokens};
use super::{Strength, en, fr, nl};

/// A table entry that starts with some word.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The words after the first.
    pub rest: Box<[u16]>,
    /// What the words are.
    pub class: Class,
    /// Their number in that class.
    pub number: i32,
    /// How they must be written, when case matters.
    pub exact: Option<&'static str>,
}

/// A rule, compiled.
#[derive(Debug, Clone)]
pub(super) struct CompiledRule {
    /// What it matches.
    pub pattern: Pattern,
    /// What is made of a match.
    pub action: Do,
    /// How sure that is.
    pub strength: Strength,
    /// What must come after a first word or item; a quick look spares most attempts.
    seconds: Option<Firsts>,
}

/// The rules of one phase.
#[derive(Debug, Default)]
pub(super) struct Phase {
    /// What the rules make.
    pub class: Option<Class>,
    /// The rules.
    pub rules: Vec<CompiledRule>,
    by_symbol: Vec<Vec<u16>>,
    by_class: Vec<Vec<u16>>,
    /// All classes that a match can begin with, as bits.
    pub classes: u64,
}

impl Phase {
    fn named(&self, symbol: u16) -> &[u16] {
        self.by_symbol
            .get(symbol as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// The rules that can begin with a word or with items of some classes, when the next token
    /// is another word or has other classes; `single` tells that the items are one token long.
    pub(super) fn candidates(
        &self,
        (symbol, classes): (u16, u64),
        next: (u16, u64),
        single: bool,
    ) -> impl Iterator<Item = &CompiledRule> {
        let mut left = classes & self.classes;
        let by_class = std::iter::from_fn(move || {
            let class = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            self.by_class.get(class as usize)
        });
        let named = self
            .named(symbol)
            .iter()
            .filter_map(|rule| self.rules.get(*rule as usize));
        named.filter(move |rule| rule.can_go_on(next)).chain(
            by_class
                .flatten()
                .filter_map(|rule| self.rules.get(*rule as usize))
                .filter(move |rule| !single || rule.can_go_on(next)),
        )
    }
}

impl CompiledRule {
    fn can_go_on(&self, (symbol, classes): (u16, u64)) -> bool {
        self.seconds.as_ref().is_none_or(|seconds| {
            seconds.classes & classes != 0 || (symbol != 0 && seconds.symbols.contains(&symbol))
        })
    }
}

/// Words around an expression that change its value, by their first word.
pub(super) type Modifiers = Vec<(Box<[u16]>, Modifier)>;

/// A compiled table.
pub(super) struct Grammar {
    /// The table.
    pub template: &'static Template,
    symbols: HashMap<Box<str>, u16, Fast>,
    /// By the number of their first word.
    entries: Vec<Vec<Entry>>,
    /// Number words by their number.
    parts: Vec<Option<Part>>,
    /// The phases in their order.
    pub phases: Vec<Phase>,
    /// By the number of a word: the phases with a rule that begins with it, as bits.
    phases_by_symbol: Vec<u32>,
    /// Phrases before an expression.
    pub before: Modifiers,
    /// Phrases after an expression.
    pub after: Modifiers,
    /// Words by which a date is to come.
    pub future: Vec<u16>,
    /// Words after which they speak of something else.
    pub past: Vec<u16>,
    /// Number words for compounds, longest first, by their first byte.
    atoms: HashMap<u8, Vec<(&'static str, Part)>, Fast>,
    /// What may stand after a number in one word.
    tails: Vec<(String, Class, i32)>,
    /// The first two letters of all number words.
    starts: Vec<[u8; 2]>,
}

/// From this on, a symbol names a number in one word of the text at hand.
pub(super) const FIRST_COMPOUND: u16 = 0x8000;

/// A number written in one word, with what stands after it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Compound {
    /// The number.
    pub value: u64,
    /// Whether it is an ordinal.
    pub ranked: bool,
    /// Whether it is a year in two parts.
    pub year: bool,
    /// The power of ten that its last part names.
    pub scale: u64,
    /// What stands after it.
    pub tail: Option<(Class, i32)>,
}

/// The compiled table of a language; made at its first use.
pub(super) fn grammar(language: Language) -> &'static Grammar {
    static TABLES: [OnceLock<Grammar>; 3] = [const { OnceLock::new() }; 3];
    let (index, template): (usize, &'static Template) = match language {
        Language::Dutch => (0, &nl::TABLE),
        Language::French => (1, &fr::TABLE),
        Language::English => (2, &en::TABLE),
    };
    let slot = TABLES.get(index).unwrap_or(&TABLES[0]);
    slot.get_or_init(|| Grammar::new(template))
}

impl Grammar {
    fn new(template: &'static Template) -> Self {
        let mut grammar = Self {
            template,
            symbols: HashMap::default(),
            entries: Vec::new(),
            parts: Vec::new(),
            phases: Vec::new(),
            phases_by_symbol: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            future: Vec::new(),
            past: Vec::new(),
            atoms: HashMap::default(),
            tails: Vec::new(),
            starts: Vec::new(),
        };
        for word in template.words {
            grammar.learn(*word);
        }
        for coin in measures::coins(template.code) {
            grammar.learn_coin(coin);
        }
        grammar.phases = template
            .phases
            .iter()
            .map(|(class, rules)| grammar.compile(*class, rules))
            .collect();
        grammar.phases_by_symbol = (0..=grammar.symbols.len())
            .map(|symbol| {
                let begins = |phase: &Phase| u32::from(!phase.named(symbol as u16).is_empty());
                let phases = grammar.phases.iter().enumerate();
                phases.fold(0, |bits, (number, phase)| bits | begins(phase) << number)
            })
            .collect();
        grammar.before = grammar.modifiers(template.before);
        grammar.after = grammar.modifiers(template.after);
        grammar.future = grammar.all_of(template.future);
        grammar.past = grammar.all_of(template.past);
        for entries in &mut grammar.entries {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        for atoms in grammar.atoms.values_mut() {
            atoms.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        grammar
    }

    fn symbol(&mut self, folded: &str) -> u16 {
        if let Some(symbol) = self.symbols.get(folded) {
            return *symbol;
        }
        let symbol = self.symbols.len() as u16 + 1;
        self.symbols.insert(folded.into(), symbol);
        self.entries.resize_with(symbol as usize + 1, Vec::new);
        self.parts.resize(symbol as usize + 1, None);
        symbol
    }

    /// The symbols of a form in a table, where `_` stands for a space.
    fn symbols_of(&mut self, form: &str) -> Vec<u16> {
        let spaced = form.replace('_', " ");
        let pieces: Vec<String> = tokens(&spaced, |_, _| 0)
            .into_iter()
            .map(|token| fold(token.of(&spaced)))
            .collect();
        pieces.iter().map(|piece| self.symbol(piece)).collect()
    }

    /// The symbols of all words of a list.
    fn all_of(&mut self, words: &str) -> Vec<u16> {
        let words = words.split_whitespace();
        words.flat_map(|word| self.symbols_of(word)).collect()
    }

    fn learn(&mut self, (class, number, forms): Word) {
        for form in forms.split_whitespace() {
            let symbols = self.symbols_of(form);
            if let (Some(part), [symbol]) = (part_of(class, number), &symbols[..]) {
                if let Some(slot) = self.parts.get_mut(*symbol as usize) {
                    *slot = Some(part);
                }
                self.learn_atom(form, part);
            }
            if class == Class::Rank && symbols.len() == 1 {
                self.learn_atom(form, Part::Rank(u64::try_from(number).unwrap_or(0)));
            }
            if let Some(tail) = form.strip_prefix('-') {
                self.tails.push((fold(tail), class, number));
                continue;
            }
            self.enter(&symbols, class, number, None);
        }
    }

    fn learn_atom(&mut self, form: &'static str, part: Part) {
        if !self.template.spelling.compound || !form.is_ascii() {
            return;
        }
        if let [first, second, ..] = form.as_bytes() {
            self.atoms.entry(*first).or_default().push((form, part));
            self.starts.push([*first, *second]);
        }
    }

    fn learn_coin(&mut self, coin: Coin) {
        let symbols = self.symbols_of(coin.surface);
        let letters = coin.surface.chars().filter(|c| c.is_alphabetic()).count();
        let spaced = coin.surface.contains(' ');
        let sign = !coin.surface.chars().any(char::is_lowercase);
        let class = match coin.class {
            Class::Currency if sign || coin.surface.contains('$') => Class::Coin,
            Class::Measure if letters <= 3 && !spaced => Class::MeasureSign,
            class => class,
        };
        let exact = (letters > 0 && letters <= 3 && !spaced).then_some(coin.surface);
        self.enter(&symbols, class, coin.number, exact);
    }

    fn enter(&mut self, symbols: &[u16], class: Class, number: i32, exact: Option<&'static str>) {
        let Some((first, rest)) = symbols.split_first() else {
            return;
        };
        if let Some(entries) = self.entries.get_mut(*first as usize) {
            entries.push(Entry {
                rest: rest.into(),
                class,
                number,
                exact,
            });
        }
    }

    fn compile(&mut self, class: Class, rules: &'static [(&'static str, Do)]) -> Phase {
        let mut phase = Phase {
            class: Some(class),
            ..Phase::default()
        };
        for (text, action) in rules {
            let (strength, text) = match text.split_at_checked(2) {
                Some(("% ", rest)) => (Strength::Possible, rest),
                Some(("! ", rest)) => (Strength::Certain, rest),
                _ => (Strength::Likely, *text),
            };
            let pattern = Pattern::new(text, &mut |form| self.symbols_of(form));
            let number = phase.rules.len() as u16;
            let firsts = pattern.firsts();
            for symbol in firsts.symbols {
                enlist(&mut phase.by_symbol, symbol as usize, number);
            }
            for class in (0..64).filter(|class| firsts.classes >> class & 1 == 1) {
                enlist(&mut phase.by_class, class, number);
            }
            phase.classes |= firsts.classes;
            let seconds = pattern.seconds();
            phase.rules.push(CompiledRule {
                seconds,
                pattern,
                action: *action,
                strength,
            });
        }
        phase
    }

    fn modifiers(&mut self, table: &'static [(&'static str, Modifier)]) -> Modifiers {
        let mut modifiers = Modifiers::new();
        for (forms, modifier) in table {
            for form in forms.split_whitespace() {
                modifiers.push((self.symbols_of(form).into(), *modifier));
            }
        }
        modifiers.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        modifiers
    }

    /// The phases that have a rule which begins with a word, as bits.
    pub(super) fn phases_of(&self, symbol: u16) -> u32 {
        self.phases_by_symbol
            .get(symbol as usize)
            .copied()
            .unwrap_or(0)
    }

    /// The table entries that start with a word.
    pub(super) fn entries(&self, symbol: u16) -> &[Entry] {
        self.entries.get(symbol as usize).map_or(&[], Vec::as_slice)
    }

    /// What a word is as part of a number.
    pub(super) fn part(&self, symbol: u16) -> Option<Part> {
        self.parts.get(symbol as usize).copied().flatten()
    }

    /// The number of a word that is in the table.
    pub(super) fn known(&self, folded: &str) -> u16 {
        self.symbols.get(folded).copied().unwrap_or(0)
    }

    /// Cuts a text, and finds the numbers that are one word in it.
    pub(super) fn read(&self, text: &str) -> (Vec<Token>, Vec<Compound>) {
        let compounds = RefCell::new(Vec::new());
        let mut folded = String::new();
        let found = tokens(text, |piece, shape| {
            fold_into(piece, &mut folded);
            let known = self.known(&folded);
            if known != 0 || shape != Shape::Word || !self.template.spelling.compound {
                return known;
            }
            let mut compounds = compounds.borrow_mut();
            let symbol = FIRST_COMPOUND as usize + compounds.len();
            match self.compound(&folded) {
                Some(compound) if symbol < u16::MAX as usize => {
                    compounds.push(compound);
                    symbol as u16
                }
                _ => 0,
            }
        });
        (found, compounds.into_inner())
    }

    fn compound(&self, word: &str) -> Option<Compound> {
        let start = <[u8; 2]>::try_from(word.as_bytes().get(..2)?).ok()?;
        if !self.starts.contains(&start) {
            return None;
        }
        let atoms = |rest: &str| -> Vec<(Part, usize)> {
            let first = rest
                .as_bytes()
                .first()
                .and_then(|first| self.atoms.get(first));
            first
                .into_iter()
                .flatten()
                .filter(|(atom, _)| rest.starts_with(atom))
                .map(|(atom, part)| (*part, atom.len()))
                .collect()
        };
        let spelling = self.template.spelling;
        let tail = |rest: &str| -> Option<Tail> {
            if rest.is_empty() {
                return Some(Tail::Nothing);
            }
            if let Some((_, class, number)) = self.tails.iter().find(|(tail, ..)| tail == rest) {
                return Some(Tail::Word(*class, *number));
            }
            let end = |rest: &str| rest.is_empty().then_some(());
            let (sum, ()) = compound(rest, spelling, &atoms, &end)?;
            sum.value()
                .filter(|years| (10..100).contains(years) && !sum.ranked)
                .map(Tail::Years)
        };
        let (sum, tail) = compound(word, spelling, &atoms, &tail)?;
        let value = sum.value()?;
        let made = Compound {
            value,
            ranked: sum.ranked,
            year: false,
            scale: sum.scale(),
            tail: None,
        };
        match tail {
            Tail::Nothing => Some(made),
            Tail::Word(..) if sum.ranked => None,
            Tail::Word(class, number) => Some(Compound {
                tail: Some((class, number)),
                ..made
            }),
            Tail::Years(years) => (10..=20).contains(&value).then_some(Compound {
                value: value * 100 + years,
                year: true,
                ..made
            }),
        }
    }
}

/// Adds a rule to the list at a place, once.
fn enlist(lists: &mut Vec<Vec<u16>>, place: usize, rule: u16) {
    if lists.len() <= place {
        lists.resize_with(place + 1, Vec::new);
    }
    if let Some(list) = lists
        .get_mut(place)
        .filter(|list| list.last() != Some(&rule))
    {
        list.push(rule);
    }
}

enum Tail {
    Nothing,
    Word(Class, i32),
    Years(u64),
}

fn part_of(class: Class, number: i32) -> Option<Part> {
    let size = u32::try_from(number).ok()?;
    Some(match class {
        Class::Small => Part::Small(u64::from(size)),
        Class::One if size == 0 => Part::Article,
        Class::One => Part::Small(1),
        Class::Hundred => Part::Hundred,
        Class::Power => Part::Power(size),
        Class::And => Part::And,
        _ => return None,
    })
}

/// The classes that are words of the tables only inside numbers.
pub(super) const NUMBER_PARTS: u64 = bit(Class::Small) | bit(Class::And) | bit(Class::One);

/// FNV-1a: short keys, no attacker (the tables are ours, and texts only look up).
#[derive(Debug, Clone, Copy)]
pub(super) struct Fnv(u64);

/// Builds [`Fnv`].
pub(super) type Fast = BuildHasherDefault<Fnv>;

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
