//! A language's table, compiled: words by number, rules by what they can begin with.

pub(in crate::values) mod compound;
mod outlines;
mod parse;
pub(in crate::values) mod pattern;
pub(in crate::values) mod phase;
pub(in crate::values) mod wants;

use std::cell::RefCell;

use dateline_annotation::Modifier;

use crate::hash::FastMap;

use crate::values::grammar::phase::Phase;
use crate::values::languages::template::{Class, Named, Rule, Template, Word};
use crate::values::numbers::measures;
use crate::values::numbers::spell::Part;
use crate::values::reading::chart::bit;
use crate::values::reading::token::{Shape, Token, fold, fold_into, tokens};
use compound::{Atoms, Compound, FIRST_COMPOUND};
use outlines::Outlines;

/// A table entry that starts with some word.
#[derive(Debug, Clone)]
pub(in crate::values) struct Entry {
    /// The words after the first.
    pub rest: Box<[u16]>,
    /// What the words are.
    pub class: Class,
    /// Their number in that class.
    pub number: i32,
    /// The code of a currency or unit.
    pub code: Option<&'static str>,
    /// How they must be written, when case matters.
    pub exact: Option<&'static str>,
}

/// Class, number, code and spelling of an [`Entry`].
type Meaning = (Class, i32, Option<&'static str>, Option<&'static str>);

/// A phrase beside an expression that changes its value.
pub(in crate::values) type Phrase = (Box<[u16]>, Modifier);

/// Phrases beside expressions, longest first, by the word that stands next to the expression.
pub(in crate::values) type Modifiers = FastMap<u16, Vec<Phrase>>;

/// A compiled table.
pub(in crate::values) struct Grammar {
    /// The table.
    pub template: &'static Template,
    symbols: FastMap<Box<str>, u16>,
    outlines: Outlines,
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
    /// What numbers in one word are made of.
    atoms: Atoms,
}

impl Grammar {
    /// Compiles a table.
    pub(in crate::values) fn new(template: &'static Template) -> Self {
        let mut grammar = Self {
            template,
            symbols: FastMap::default(),
            outlines: Outlines::default(),
            entries: Vec::new(),
            parts: Vec::new(),
            phases: Vec::new(),
            phases_by_class: [0; 64],
            phases_by_symbol: Vec::new(),
            before: Modifiers::default(),
            after: Modifiers::default(),
            future: Vec::new(),
            past: Vec::new(),
            atoms: Atoms::default(),
        };
        for word in template.words {
            grammar.learn(*word);
        }
        grammar.learn_names(Class::Currency, measures::CURRENCIES, template.currencies);
        grammar.learn_names(Class::Measure, measures::UNITS, template.units);
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
        grammar
    }

    fn symbol(&mut self, folded: &str) -> u16 {
        if let Some(symbol) = self.symbols.get(folded) {
            return *symbol;
        }
        let symbol = self.symbols.len() as u16 + 1;
        self.symbols.insert(folded.into(), symbol);
        self.outlines.add(folded);
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
                self.atoms.add_tail(fold(tail), class, number);
                continue;
            }
            self.enter(&symbols, (class, number, None, None));
        }
    }

    fn learn_atom(&mut self, form: &'static str, part: Part) {
        if self.template.spelling.compound && form.is_ascii() {
            self.atoms.add(form, part);
        }
    }

    /// Learns signs and names of currencies or units.
    fn learn_names(&mut self, class: Class, signs: &'static str, names: &'static [Named]) {
        for (form, code) in measures::signs(signs) {
            self.learn_name(class, form, code);
        }
        for (code, forms) in names {
            for form in forms.split_whitespace() {
                self.learn_name(class, form, code);
            }
        }
    }

    fn learn_name(&mut self, class: Class, form: &'static str, code: &'static str) {
        let symbols = self.symbols_of(form);
        let letters = form.chars().filter(|c| c.is_alphabetic()).count();
        let spaced = form.contains([' ', '_']);
        let is_sign = !form.chars().any(char::is_lowercase) || form.contains('$');
        let class = match class {
            Class::Currency if is_sign => Class::Coin,
            Class::Measure if letters <= 3 && !spaced => Class::MeasureSign,
            class => class,
        };
        let exact = (letters > 0 && letters <= 3 && !spaced).then_some(form);
        self.enter(&symbols, (class, 0, Some(code), exact));
    }

    /// Enters what words mean, by the first of them.
    fn enter(&mut self, symbols: &[u16], meaning: Meaning) {
        let (class, number, code, exact) = meaning;
        let Some((first, rest)) = symbols.split_first() else {
            return;
        };
        if let Some(entries) = self.entries.get_mut(*first as usize) {
            entries.push(Entry {
                rest: rest.into(),
                class,
                number,
                code,
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
    pub(in crate::values) fn phases_of(&self, symbol: u16, alone: bool) -> u32 {
        let phases = self.phases_by_symbol.get(symbol as usize);
        phases.map_or(0, |phases| phases[usize::from(alone)])
    }

    /// The phases that have a rule which begins with an item of one of these classes, as bits.
    pub(in crate::values) fn phases_of_classes(&self, mut classes: u64) -> u32 {
        let mut phases = 0;
        while classes != 0 {
            phases |= self.phases_by_class[classes.trailing_zeros() as usize];
            classes &= classes - 1;
        }
        phases
    }

    /// The table entries that start with a word.
    pub(in crate::values) fn entries(&self, symbol: u16) -> &[Entry] {
        self.entries.get(symbol as usize).map_or(&[], Vec::as_slice)
    }

    /// What a word is as part of a number.
    pub(in crate::values) fn part(&self, symbol: u16) -> Option<Part> {
        self.parts.get(symbol as usize).copied().flatten()
    }

    /// The number of a word that is in the table.
    pub(in crate::values) fn known(&self, folded: &str) -> u16 {
        self.symbols.get(folded).copied().unwrap_or(0)
    }

    /// Cuts a text, and finds the numbers that are one word in it.
    pub(in crate::values) fn read(&self, text: &str) -> (Vec<Token>, Vec<Compound>) {
        let compounds = RefCell::new(Vec::new());
        let mut folded = String::new();
        let compounds_too = self.template.spelling.compound;
        let found = tokens(text, |piece, shape| {
            let maybe = self.outlines.passes(piece);
            let may_spell = compounds_too && shape == Shape::Word && self.atoms.may_read(piece);
            if !maybe && !may_spell {
                return 0;
            }
            fold_into(piece, &mut folded);
            let known = if maybe { self.known(&folded) } else { 0 };
            if known != 0 || !may_spell {
                return known;
            }
            let mut compounds = compounds.borrow_mut();
            let symbol = FIRST_COMPOUND as usize + compounds.len();
            match self.atoms.read(&folded, self.template.spelling) {
                Some(compound) if symbol < u16::MAX as usize => {
                    compounds.push(compound);
                    symbol as u16
                }
                _ => 0,
            }
        });
        (found, compounds.into_inner())
    }
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
pub(in crate::values) const NUMBER_PARTS: u64 =
    bit(Class::Small) | bit(Class::And) | bit(Class::One);
