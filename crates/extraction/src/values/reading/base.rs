//! The items that need no rule: words of the tables, and numbers.

use rust_decimal::Decimal;

use crate::values::dates::length::{Length, Unit};
use crate::values::grammar::compound::{Compound, FIRST_COMPOUND};
use crate::values::grammar::{Entry, Grammar, NUMBER_PARTS};
use crate::values::languages::template::Class;
use crate::values::numbers::amount::{Form, Number};
use crate::values::numbers::digits::{self, Style};
use crate::values::numbers::spell::{self, Part, Sum};
use crate::values::reading::chart::{Chart, Item, Sense, bit};
use crate::values::reading::token::{Gap, Shape, Token};

/// A text cut into tokens, with the grammar it is read by.
pub(in crate::values) struct Reading<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Numbers that are one word.
    pub compounds: &'a [Compound],
    /// The language's table.
    pub grammar: &'a Grammar,
    /// How numbers are written.
    pub style: Style,
    /// Whether somebody marked all of the text as one expression.
    pub is_marked: bool,
}

/// After so many tokens without a word that the grammar doesn't know, a text is no prose but a
/// table or worse, and no more items are made until such a word comes.
const MOST_DENSE: u32 = 100;

/// Fills a chart with words and numbers.
pub(in crate::values) fn items(reading: &Reading) -> Chart {
    let mut chart = Chart::new(reading.tokens.len());
    let mut dense = 0;
    for (at, token) in reading.tokens.iter().enumerate() {
        let unknown = token.symbol == 0 && token.shape == Shape::Word;
        dense = if unknown { 0 } else { dense + 1 };
        if dense <= MOST_DENSE {
            reading.token(at, *token, &mut chart);
        }
    }
    chart
}

impl Reading<'_> {
    fn token(&self, at: usize, token: Token, chart: &mut Chart) {
        if token.shape == Shape::Digits {
            self.digits(at, chart);
        } else if token.symbol >= FIRST_COMPOUND {
            self.compound(at, token, chart);
            self.spelled(at, token, chart);
        } else if token.symbol == 0 {
            self.roman(at, token, chart);
        } else {
            self.words(at, token, chart);
            self.spelled(at, token, chart);
        }
    }

    /// A Roman ordinal: `XXIe`, `IVth`.
    fn roman(&self, at: usize, token: Token, chart: &mut Chart) {
        if !token.capital || token.end - token.start > 10 {
            return;
        }
        let word = token.of(self.text);
        if !word.starts_with(|c| numeral(c).is_some()) {
            return;
        }
        let digits = word.trim_end_matches(|c| numeral(c).is_none());
        let ending = word.get(digits.len()..).unwrap_or_default();
        let symbol = self
            .grammar
            .known(&crate::values::reading::token::fold(ending));
        let entries = self.grammar.entries(symbol);
        if symbol == 0 || !entries.iter().any(|entry| entry.class == Class::RankEnding) {
            return;
        }
        if let Some(rank) = roman(digits) {
            chart.add(Item::new(
                Class::Ord,
                at as u32,
                at as u32 + 1,
                Sense::Rank(rank),
            ));
        }
    }

    fn digits(&self, at: usize, chart: &mut Chart) {
        for (number, end) in digits::numbers(self.text, self.tokens, at, self.style) {
            let item = Item::new(Class::Num, at as u32, end as u32, Sense::Number(number));
            chart.add(item);
        }
    }

    fn words(&self, at: usize, token: Token, chart: &mut Chart) {
        for entry in self.grammar.entries(token.symbol) {
            if bit(entry.class) & NUMBER_PARTS != 0 {
                continue;
            }
            let end = at + 1 + entry.rest.len();
            let Some(rest) = self.tokens.get(at + 1..end) else {
                continue;
            };
            let follows = rest
                .iter()
                .zip(&entry.rest)
                .all(|(token, symbol)| token.symbol == *symbol && token.gap != Gap::Break);
            if follows
                && entry
                    .exact
                    .is_none_or(|exact| self.is_written(at, end, exact))
            {
                Self::enter(at, end, entry, chart);
            }
        }
    }

    fn is_written(&self, at: usize, end: usize, exact: &str) -> bool {
        let first = self.tokens.get(at).map_or(0, |token| token.start as usize);
        let last = self
            .tokens
            .get(end - 1)
            .map_or(0, |token| token.end as usize);
        self.text.get(first..last) == Some(exact)
    }

    fn enter(at: usize, end: usize, entry: &Entry, chart: &mut Chart) {
        let (start, end) = (at as u32, end as u32);
        let (class, number) = (entry.class, entry.number);
        let item = match class {
            Class::Rank => {
                let rank = u64::try_from(number).unwrap_or(0);
                Item::new(Class::Ord, start, end, Sense::Rank(rank))
            }
            Class::Num => {
                // Numbers of the tables are in hundredths: anderhalf is 150.
                let number = Decimal::new(i64::from(number), 2).normalize();
                let number = Number::new(number, Form::Composed);
                Item::new(Class::Num, start, end, Sense::Number(number))
            }
            _ => {
                let sense = entry.code.map_or(Sense::Word(number), Sense::Code);
                Item::new(class, start, end, sense)
            }
        };
        chart.add(item);
    }

    /// Numbers in words from this one on.
    fn spelled(&self, at: usize, token: Token, chart: &mut Chart) {
        let Some(first) = self.part(token) else {
            return;
        };
        if first == Part::And {
            return;
        }
        let spelling = self.grammar.template.spelling;
        let found = spell::numbers(self.parts_from(at), spelling);
        for (sum, end) in &found {
            self.enter_sum(at, *end, *sum, chart);
            self.decimals(at, *end, *sum, chart);
        }
        self.year_in_two(at, &found, chart);
    }

    fn enter_sum(&self, at: usize, end: usize, sum: Sum, chart: &mut Chart) {
        let Some(value) = sum.value() else {
            return;
        };
        let (start, end) = (at as u32, end as u32);
        if sum.ranked {
            chart.add(Item::new(Class::Ord, start, end, Sense::Rank(value)));
            return;
        }
        let article = end == start + 1
            && self
                .tokens
                .get(at)
                .is_some_and(|token| self.is_article(*token));
        let form = if article { Form::Article } else { Form::Words };
        let number = Number::new(Decimal::from(value), form).scaled_by(Decimal::from(sum.scale()));
        chart.add(Item::new(Class::Num, start, end, Sense::Number(number)));
    }

    /// A number with decimals in words: two point two, deux virgule zéro trois.
    fn decimals(&self, at: usize, end: usize, sum: Sum, chart: &mut Chart) {
        let point = self.tokens.get(end).filter(|token| token.gap != Gap::Break);
        let is_point = point.is_some_and(|token| {
            let entries = self.grammar.entries(token.symbol);
            entries.iter().any(|entry| entry.class == Class::Point)
        });
        if !is_point || sum.ranked {
            return;
        }
        let (mut digits, mut next) = (String::new(), end + 1);
        while let Some((sum, after)) = self.longest(next).filter(|_| digits.len() < 12) {
            digits.push_str(&sum.value().unwrap_or(0).to_string());
            next = after;
        }
        let text = format!("{}.{digits}", sum.value().unwrap_or(0));
        if let Some(number) = Decimal::from_str_exact(&text)
            .ok()
            .filter(|_| !digits.is_empty())
        {
            let number = Number::new(number, Form::Marked);
            chart.add(Item::new(
                Class::Num,
                at as u32,
                next as u32,
                Sense::Number(number),
            ));
        }
    }

    fn longest(&self, at: usize) -> Option<(Sum, usize)> {
        let token = self
            .tokens
            .get(at)
            .filter(|token| token.gap != Gap::Break)?;
        if self.part(*token)? == Part::And {
            return None;
        }
        let found = spell::numbers(self.parts_from(at), self.grammar.template.spelling);
        let small = |(sum, _): &(Sum, usize)| sum.value().is_some_and(|value| value < 100);
        found.into_iter().rev().find(small)
    }

    /// Whether a word is an article; an accent tells that it isn't: één.
    fn is_article(&self, token: Token) -> bool {
        let entries = self.grammar.entries(token.symbol);
        let article = |entry: &Entry| entry.class == Class::One && entry.number != 1;
        entries.iter().any(article) && token.of(self.text).is_ascii()
    }

    fn part(&self, token: Token) -> Option<Part> {
        if let Some(compound) = self.compound_of(token) {
            let plain = compound.tail.is_none() && !compound.year;
            return plain.then_some(Part::Whole(compound.value, compound.ranked));
        }
        if let Some(part) = self.grammar.part(token.symbol) {
            return Some(part);
        }
        let entries = self.grammar.entries(token.symbol);
        let rank = entries
            .iter()
            .find(|entry| entry.class == Class::Rank && entry.rest.is_empty());
        rank.and_then(|entry| u64::try_from(entry.number).ok())
            .map(Part::Rank)
    }

    /// The number words from a token on, each with the token after it; hyphens between them are passed, and commas
    /// between groups of thousands.
    fn parts_from(&self, at: usize) -> impl Iterator<Item = (Part, usize)> {
        let mut next = at;
        let mut after_power = false;
        std::iter::from_fn(move || {
            let mut token = *self.tokens.get(next)?;
            if next > at && token.gap == Gap::Break {
                return None;
            }
            if next > at && token.gap == Gap::None && self.is_hyphen(token) {
                next += 1;
                token = *self
                    .tokens
                    .get(next)
                    .filter(|token| token.gap == Gap::None)?;
            } else if after_power && token.of(self.text) == "," && self.is_group(next + 1) {
                next += 1;
                token = *self.tokens.get(next)?;
            }
            next += 1;
            let part = self.part(token)?;
            after_power = matches!(part, Part::Power(_));
            Some((part, next))
        })
        .take(40)
    }

    /// Whether a number in hundreds or thousands starts at a token, as after a comma in `one thousand, two hundred`.
    fn is_group(&self, at: usize) -> bool {
        let following = self.tokens.get(at..).unwrap_or_default().iter().take(8);
        let parts = following
            .take_while(|token| token.gap != Gap::Break)
            .filter(|token| !self.is_hyphen(**token))
            .map_while(|token| self.part(*token));
        let mut larger = parts.map(|part| matches!(part, Part::Hundred | Part::Power(_)));
        self.grammar.template.spelling.comma_between_groups && larger.any(|larger| larger)
    }

    fn is_hyphen(&self, token: Token) -> bool {
        matches!(token.of(self.text), "-" | "‑" | "‐")
    }

    /// A year said in two numbers: nineteen eighty-four.
    fn year_in_two(&self, at: usize, found: &[(Sum, usize)], chart: &mut Chart) {
        let century = found.iter().find_map(|(sum, end)| {
            let value = sum.value()?;
            ((10..=20).contains(&value) && !sum.ranked).then_some((value, *end))
        });
        let Some((century, mut middle)) = century else {
            return;
        };
        if self
            .tokens
            .get(middle)
            .is_some_and(|token| self.is_hyphen(*token))
        {
            middle += 1;
        }
        if self
            .tokens
            .get(middle)
            .is_none_or(|token| token.gap == Gap::Break)
        {
            return;
        }
        let spelling = self.grammar.template.spelling;
        let rest = spell::numbers(self.parts_from(middle), spelling);
        for (sum, end) in rest {
            let years = sum
                .value()
                .filter(|years| (10..100).contains(years) && !sum.ranked);
            if let Some(years) = years {
                Self::enter_year(at, end, century * 100 + years, chart);
            }
        }
    }

    fn enter_year(at: usize, end: usize, year: u64, chart: &mut Chart) {
        let number = Number::new(Decimal::from(year), Form::YearWords);
        let item = Item::new(Class::Num, at as u32, end as u32, Sense::Number(number));
        chart.add(item);
    }

    fn compound_of(&self, token: Token) -> Option<Compound> {
        let index = token.symbol.checked_sub(FIRST_COMPOUND)?;
        self.compounds.get(usize::from(index)).copied()
    }

    /// A number in one word with what stands after it there, or a year.
    fn compound(&self, at: usize, token: Token, chart: &mut Chart) {
        let Some(compound) = self.compound_of(token) else {
            return;
        };
        let (start, end) = (at as u32, at as u32 + 1);
        let value = Decimal::from(compound.value);
        match compound.tail {
            Some((Class::Unit, unit)) => {
                let Some(unit) = Unit::of(unit) else {
                    return;
                };
                let amount = dateline_annotation::Amount::Exact(value);
                let length = Sense::Length(Length::new(amount, unit));
                chart.add(Item::new(Class::Length, start, end, length));
            }
            Some((Class::Tal, _)) => {
                let count = i32::try_from(compound.value).unwrap_or(i32::MAX);
                chart.add(Item::new(Class::Group, start, end, Sense::Word(count)));
            }
            Some((Class::Num, hundredths)) => {
                let value = value + Decimal::new(i64::from(hundredths), 2).normalize();
                let number = Number::new(value, Form::Composed);
                chart.add(Item::new(Class::Num, start, end, Sense::Number(number)));
            }
            None if compound.year => Self::enter_year(at, at + 1, compound.value, chart),
            _ => {}
        }
    }
}

/// What a letter of a Roman numeral counts.
const fn numeral(letter: char) -> Option<u64> {
    Some(match letter {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        'C' => 100,
        _ => return None,
    })
}

/// The value of a Roman numeral up to a few hundred, when it is written the usual way.
fn roman(digits: &str) -> Option<u64> {
    let (mut total, mut before) = (0, 0);
    for c in digits.chars().rev() {
        let next = numeral(c)?;
        if next < before {
            total -= next;
        } else {
            total += next;
            before = next;
        }
    }
    (total > 0).then_some(total)
}
