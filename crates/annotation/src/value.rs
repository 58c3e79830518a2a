//! The normal form of a temporal or numeric annotation.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What the words of an annotation denote, in a form that can be computed with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Value {
    /// The first, most likely reading.
    pub reading: Reading,
    /// What surrounding words add: early, about, more than.
    pub modifier: Option<Modifier>,
    /// Further readings of an ambiguous expression such as `03/04/2016`, likely ones first.
    pub alternatives: Vec<Reading>,
}

impl From<Reading> for Value {
    fn from(reading: Reading) -> Self {
        Self {
            reading,
            modifier: None,
            alternatives: Vec::new(),
        }
    }
}

impl Value {
    /// The same value with another of its readings first, in the place of the one that was.
    #[must_use]
    pub fn choosing(&self, index: usize) -> Self {
        let mut chosen = self.clone();
        if let Some(other) = chosen.alternatives.get_mut(index) {
            std::mem::swap(other, &mut chosen.reading);
        }
        chosen
    }

    /// The same value with its next reading first, and the one that was first at the end; `None` when it has only one.
    pub fn next_reading(&self) -> Option<Self> {
        let mut next = self.clone();
        let (first, rest) = self.alternatives.split_first()?;
        next.alternatives = rest.to_vec();
        next.alternatives
            .push(std::mem::replace(&mut next.reading, first.clone()));
        Some(next)
    }

    /// The same value with a modifier.
    #[must_use]
    pub fn with_modifier(self, modifier: Modifier) -> Self {
        Self {
            modifier: Some(modifier),
            ..self
        }
    }
}

/// One reading of a temporal or numeric expression.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reading {
    /// A date or time (DATE, TIME).
    Temporal(Timex),
    /// A length of time or an age (DURATION), ISO 8601: `P6W`, `PT48H`.
    Duration(Timex),
    /// A bare number (CARDINAL, ORDINAL, PERCENT).
    Number(Amount),
    /// An amount of money (MONEY).
    Money {
        /// How much.
        amount: Amount,
        /// ISO 4217 code; `XXX` when it is not known which dinar or peso.
        currency: String,
    },
    /// A number with a physical unit (QUANTITY).
    Quantity {
        /// How many.
        amount: Amount,
        /// UCUM unit: `km`, `m2`, `[mi_i]`.
        unit: String,
    },
}

/// A point or stretch of time in the notation of TIMEX3 and ISO 8601.
///
/// Examples: `2016-11-27`, `2016-11`, `2017-Q2`, `2016-W47`, `2016-11-24/2016-11-30`,
/// `2016-11-27T05:00`, `P-3Y` for an offset that no publication date resolves.
/// See <https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html#timex3>.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timex(String);

impl Timex {
    /// The notation as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Timex> for String {
    fn from(timex: Timex) -> Self {
        timex.0
    }
}

impl TryFrom<String> for Timex {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl FromStr for Timex {
    type Err = ValueError;

    /// # Errors
    /// When the text is empty, longer than 64 characters, or has a character that the notation does not use.
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let allowed =
            |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || "-+:/.,_".contains(c);
        if text.is_empty() || text.len() > 64 || !text.chars().all(allowed) {
            return Err(ValueError::Timex(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One number, or the two ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Amount {
    /// A single number.
    Exact(Decimal),
    /// From `min` to `max`, both included.
    Range {
        /// The smaller end.
        min: Decimal,
        /// The larger end.
        max: Decimal,
    },
    /// At least `min`, with no upper end: `tientallen` is 20 and more.
    AtLeast(Decimal),
}

/// What the words around an expression add to its value; TIMEX3's `mod`, extended to numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Modifier {
    /// Begin, early, début, begin of a period.
    Start,
    /// The middle of a period.
    Mid,
    /// End, late, fin, eind of a period.
    End,
    /// About, environ, ongeveer.
    Approx,
    /// Before the point in time.
    Before,
    /// After the point in time.
    After,
    /// More than, plus de, meer dan.
    MoreThan,
    /// Less than, moins de, minder dan.
    LessThan,
    /// At least, au moins, minstens.
    AtLeast,
    /// At most, au plus, hoogstens.
    AtMost,
}

impl Modifier {
    const NAMES: [(Self, &'static str); 10] = [
        (Self::Start, "start"),
        (Self::Mid, "mid"),
        (Self::End, "end"),
        (Self::Approx, "approx"),
        (Self::Before, "before"),
        (Self::After, "after"),
        (Self::MoreThan, "more_than"),
        (Self::LessThan, "less_than"),
        (Self::AtLeast, "at_least"),
        (Self::AtMost, "at_most"),
    ];

    /// All of them, those of time first.
    pub const ALL: [Self; 10] = [
        Self::Start,
        Self::Mid,
        Self::End,
        Self::Before,
        Self::After,
        Self::Approx,
        Self::MoreThan,
        Self::LessThan,
        Self::AtLeast,
        Self::AtMost,
    ];

    /// The name that stands in files.
    pub fn as_str(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(modifier, _)| *modifier == self)
            .map_or("", |(_, name)| name)
    }

    /// The modifier of a name in a file; `None` when there is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(modifier, _)| *modifier)
    }
}

/// Why a text is no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// Not in the notation of TIMEX3.
    #[error("“{0}” is not a TIMEX3 date or duration; write for example 2016-11-27, 2016-11 or P3D")]
    Timex(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timex_takes_its_notation_and_nothing_else() {
        for good in [
            "2016-11-27",
            "2016-W45-WE",
            "2016-11-24/2016-11-30",
            "P-3Y",
            "PT1.5H",
            "199",
            "T17:00",
        ] {
            assert!(good.parse::<Timex>().is_ok(), "{good}");
        }
        for bad in ["", "yesterday", "<b>", &"9".repeat(65)] {
            assert!(bad.parse::<Timex>().is_err(), "{bad}");
        }
    }

    #[test]
    fn each_reading_can_come_first() {
        let reading = |text: &str| Reading::Temporal(text.parse().unwrap());
        let mut value = Value::from(reading("2016-03-04"));
        assert_eq!(value.next_reading(), None);
        value.alternatives = vec![reading("2016-04-03"), reading("2016-04")];
        assert_eq!(value.choosing(1).reading, reading("2016-04"));
        assert_eq!(value.choosing(1).choosing(1), value);
        let next = value.next_reading().unwrap();
        assert_eq!(next.reading, reading("2016-04-03"));
        let around = next.next_reading().and_then(|third| third.next_reading());
        assert_eq!(around, Some(value));
    }

    #[test]
    fn every_modifier_reads_back_from_its_name() {
        for (modifier, name) in Modifier::NAMES {
            assert_eq!(Modifier::from_name(name), Some(modifier));
            assert_eq!(modifier.as_str(), name);
        }
    }
}
