//! A language's table, compiled: words by number, rules by what they can begin with.

use std::cell::RefCell;
use std::sync::OnceLock;

use dateline_annotation::{Language, Modifier};

use crate::hash::FastMap;

use super::chart::bit;
use super::measures::{self, Coin};
use super::phase::Phase;
use super::spell::{Part, compound};
use super::template::{Class, Rule, Template, Word};
use super::token::{Shape, Token, fold, fold_into, tokens};
use super::{en, fr, nl};

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

/// A phrase beside an expression that changes its value.
pub(super) type Phrase = (Box<[u16]>, Modifier);

/// Phrases beside expressions, longest first, by the word that stands next to the expression.
pub(super) type Modifiers = FastMap<u16, Vec<Phrase>>;

/// A compiled table.
pub(super) struct Grammar {
    /// The table.
    pub template: &'static Template,
    symbols: FastMap<Box<str>, u16>,
    starts: Starts,
    /// By the number of their first word.
    entries: Vec<Vec<Entry>>,
    /// Number words by their number.
    parts: Vec<Option<Part>>,
    /// The phases in their order.
    pub phases: Vec<Phase>,
    /// By class: the phases with a rule that begins with it, as bits.
    phases_by_class: [u32; 64],
    /// By the number of a word: the phases with a rule that begins with it, as bits, and those of them with one
    /// that nothing need follow.
    phases_by_symbol: Vec<[u32; 2]>,
    /// Phrases before an expression.
    pub before: Modifiers,
    /// Phrases after an expression.
    pub after: Modifiers,
    /// Words by which a date is to come.
    pub future: Vec<u16>,
    /// Words after which they speak of something else.
    pub past: Vec<u16>,
    /// Number words for compounds, longest first, by their first byte.
    atoms: FastMap<u8, Vec<(&'static str, Part)>>,
    /// What may stand after a number in one word.
    tails: Vec<(String, Class, i32)>,
    /// By its first letter: the second letters of all number words, as bits.
    atom_starts: [u32; 26],
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
            symbols: FastMap::default(),
            starts: Starts::default(),
            entries: Vec::new(),
            parts: Vec::new(),
            phases: Vec::new(),
            phases_by_class: [0; 64],
            phases_by_symbol: Vec::new(),
            before: Modifiers::default(),
            after: Modifiers::default(),
            future: Vec::new(),
            past: Vec::new(),
            atoms: FastMap::default(),
            tails: Vec::new(),
            atom_starts: [0; 26],
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
        for (number, phase) in grammar.phases.iter().enumerate() {
            for (class, phases) in grammar.phases_by_class.iter_mut().enumerate() {
                *phases |= ((phase.classes >> class & 1) as u32) << number;
            }
        }
        grammar.phases_by_symbol = (0..=grammar.symbols.len())
            .map(|symbol| {
                let phases = grammar.phases.iter().enumerate();
                phases.fold([0, 0], |[any, alone], (number, phase)| {
                    let begins = phase.begins_with(symbol as u16);
                    [
                        any | u32::from(begins.is_some()) << number,
                        alone | u32::from(begins == Some(true)) << number,
                    ]
                })
            })
            .collect();
        grammar.before = grammar.modifiers(template.before, <[u16]>::last);
        grammar.after = grammar.modifiers(template.after, <[u16]>::first);
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
        self.starts.add(folded);
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
            if let (Some(row), Some(bit)) = (letter(*first), letter(*second)) {
                self.atom_starts[row] |= 1 << bit;
            }
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

    fn compile(&mut self, class: Class, rules: &'static [Rule]) -> Phase {
        let mut phase = Phase::new(class);
        for rule in rules {
            phase.add(rule, &mut |form| self.symbols_of(form));
        }
        phase
    }

    /// The phrases of a table, by the word that `beside` says stands next to the expression.
    fn modifiers(
        &mut self,
        table: &'static [(&'static str, Modifier)],
        beside: fn(&[u16]) -> Option<&u16>,
    ) -> Modifiers {
        let mut modifiers = Modifiers::default();
        for (forms, modifier) in table {
            for form in forms.split_whitespace() {
                let words = self.symbols_of(form);
                if let Some(word) = beside(&words).copied() {
                    let phrases = modifiers.entry(word).or_default();
                    phrases.push((words.into(), *modifier));
                    phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
                }
            }
        }
        modifiers
    }

    /// The phases that have a rule which begins with a word, as bits; `alone` when nothing follows that a rule could
    /// go on with.
    pub(super) fn phases_of(&self, symbol: u16, alone: bool) -> u32 {
        let phases = self.phases_by_symbol.get(symbol as usize);
        phases.map_or(0, |phases| phases[usize::from(alone)])
    }

    /// The phases that have a rule which begins with an item of one of these classes, as bits.
    pub(super) fn phases_of_classes(&self, mut classes: u64) -> u32 {
        let mut phases = 0;
        while classes != 0 {
            phases |= self.phases_by_class[classes.trailing_zeros() as usize];
            classes &= classes - 1;
        }
        phases
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
        let compounds_too = self.template.spelling.compound;
        let found = tokens(text, |piece, shape| {
            let maybe = self.starts.passes(piece);
            if !maybe && !compounds_too {
                return 0;
            }
            fold_into(piece, &mut folded);
            let known = if maybe { self.known(&folded) } else { 0 };
            if known != 0 || shape != Shape::Word || !compounds_too {
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
        let [first, second, ..] = *word.as_bytes() else {
            return None;
        };
        if self.atom_starts[letter(first)?] >> letter(second)? & 1 == 0 {
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

/// The words of a table by their first two letters, each with the lengths that such words have: asked before a word
/// is folded and looked up, since most are in no table.
struct Starts(Box<[u32; 26 * 26]>);

impl Default for Starts {
    fn default() -> Self {
        Self(Box::new([0; 26 * 26]))
    }
}

impl Starts {
    /// The place of a word of letters without accents, and the bit of its length.
    fn place(word: &str) -> Option<(usize, u32)> {
        let [first, second, ..] = *word.as_bytes() else {
            return None;
        };
        let (first, second) = (first.to_ascii_lowercase(), second.to_ascii_lowercase());
        let row = letter(first)?;
        Some((row * 26 + letter(second)?, 1 << word.len().min(31)))
    }

    fn add(&mut self, folded: &str) {
        if let Some((place, bit)) = Self::place(folded) {
            self.0[place] |= bit;
        }
    }

    /// Whether a word may be in a table, once folded.
    fn passes(&self, word: &str) -> bool {
        if !word.is_ascii() {
            return true;
        }
        Self::place(word).is_none_or(|(place, bit)| self.0[place] & bit != 0)
    }
}

/// The place of a small letter in the alphabet.
fn letter(byte: u8) -> Option<usize> {
    byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'))
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
