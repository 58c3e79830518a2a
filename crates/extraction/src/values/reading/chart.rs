//! What was found where: items by the token they start at.

use dateline_annotation::Amount;

use crate::values::Strength;
use crate::values::dates::length::Length;
use crate::values::dates::when::When;
use crate::values::languages::template::Class;
use crate::values::numbers::amount::Number;

/// What an item means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::values) enum Sense {
    /// A word of a table, by its number there.
    Word(i32),
    /// A currency or unit, by its code.
    Code(&'static str),
    /// A number.
    Number(Number),
    /// A rank.
    Rank(u64),
    /// Money, in an ISO 4217 currency.
    Money(Amount, &'static str),
    /// A percentage.
    Percent(Amount),
    /// An amount of a UCUM unit.
    Quantity(Amount, &'static str),
    /// A length of time.
    Length(Length),
    /// A date or time.
    When(When),
    /// No expression, whatever its parts are.
    Nothing,
}

/// Something found from one token up to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::values) struct Item {
    /// What it is.
    pub class: Class,
    /// Its first token.
    pub start: u32,
    /// The token after its last.
    pub end: u32,
    /// How sure that is.
    pub strength: Strength,
    /// What it means.
    pub sense: Sense,
    /// Whether it holds only where the sentence speaks of what is to come.
    pub if_future: bool,
    /// Whether it holds only where the text says nothing else.
    pub if_alone: bool,
    /// Whether the words around it speak for it.
    pub supported: bool,
    next: u32,
}

impl Item {
    /// An item; its place in the chart comes later.
    pub(in crate::values) fn new(class: Class, start: u32, end: u32, sense: Sense) -> Self {
        Self {
            class,
            start,
            end,
            strength: Strength::Likely,
            sense,
            if_future: false,
            if_alone: false,
            supported: false,
            next: NONE,
        }
    }

    /// The number it has as a word of a table.
    pub(in crate::values) fn word(&self) -> Option<i32> {
        match self.sense {
            Sense::Word(number) => Some(number),
            _ => None,
        }
    }

    /// The code it has as a currency or unit.
    pub(in crate::values) fn code(&self) -> Option<&'static str> {
        match self.sense {
            Sense::Code(code) => Some(code),
            _ => None,
        }
    }

    /// The number that it is.
    pub(in crate::values) fn number(&self) -> Option<Number> {
        match self.sense {
            Sense::Number(number) => Some(number),
            _ => None,
        }
    }
}

const NONE: u32 = u32::MAX;

/// The items that start at one token are at most so many, so that work stays linear.
const MOST_AT_ONE_TOKEN: usize = 48;

/// All items found in a text.
#[derive(Debug, Default)]
pub(in crate::values) struct Chart {
    /// The items, in the order in which they were found.
    pub items: Vec<Item>,
    first: Vec<u32>,
    /// The classes of the items at a token, as bits.
    classes: Vec<u64>,
    /// Whether an item at a token is longer than that token.
    longer: Vec<bool>,
}

impl Chart {
    /// An empty chart for so many tokens.
    pub(in crate::values) fn new(tokens: usize) -> Self {
        Self {
            items: Vec::with_capacity(tokens / 4),
            first: vec![NONE; tokens],
            classes: vec![0; tokens],
            longer: vec![false; tokens],
        }
    }

    /// Adds an item, unless one of its class has the same tokens already.
    pub(in crate::values) fn add(&mut self, mut item: Item) {
        let start = item.start as usize;
        let (Some(first), Some(classes)) = (self.first.get_mut(start), self.classes.get_mut(start))
        else {
            return;
        };
        let mut at = *first;
        let mut count = 0;
        while let Some(known) = self.items.get(at as usize) {
            count += 1;
            if count > MOST_AT_ONE_TOKEN || (known.end == item.end && same(known.class, item.class))
            {
                return;
            }
            at = known.next;
        }
        if let Some(longer) = self.longer.get_mut(start) {
            *longer |= item.end > item.start + 1;
        }
        item.next = *first;
        *classes |= bit(item.class);
        *first = self.items.len() as u32;
        self.items.push(item);
    }

    /// The classes of the items that start at a token, as bits.
    pub(in crate::values) fn classes(&self, token: usize) -> u64 {
        self.classes.get(token).copied().unwrap_or(0)
    }

    /// Whether all items that start at a token end with it.
    pub(in crate::values) fn is_single(&self, token: usize) -> bool {
        self.longer.get(token) == Some(&false)
    }

    /// The items that start at a token, with their places; those found last come first.
    pub(in crate::values) fn at(&self, token: usize) -> impl Iterator<Item = (u32, &Item)> {
        let mut at = self.first.get(token).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let place = at;
            let item = self.items.get(at as usize)?;
            at = item.next;
            Some((place, item))
        })
    }

    /// The item at a place that [`Chart::at`] gave.
    pub(in crate::values) fn get(&self, place: u32) -> Option<&Item> {
        self.items.get(place as usize)
    }
}

/// Whether an item of one class makes the same item of the other superfluous.
fn same(known: Class, class: Class) -> bool {
    known == class || (known == Class::Num && class == Class::Amount)
}

/// The bit of a class.
pub(in crate::values) const fn bit(class: Class) -> u64 {
    1 << (class as u64)
}
