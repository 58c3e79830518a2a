//! Lengths of time, and the units they are counted in.

use std::fmt::Write as _;

use dateline_annotation::Amount;
use rust_decimal::Decimal;

use crate::values::dates::calendar::Grain;
use crate::values::numbers::amount;

/// A unit of time; the numbers are those of the word tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(in crate::values) enum Unit {
    /// 0
    Second,
    /// 1
    Minute,
    /// 2
    Hour,
    /// 3
    Day,
    /// 4
    Week,
    /// 5
    Month,
    /// 6: three months.
    Quarter,
    /// 7: six months.
    HalfYear,
    /// 8
    Year,
    /// 9
    Decade,
    /// 10
    Century,
    /// 11
    Millennium,
    /// 12
    Weekend,
    /// 13
    Fortnight,
    /// 14: fifteen minutes.
    QuarterHour,
    /// 15: half an hour.
    HalfHour,
    /// 16: a night.
    Night,
}

/// All units, in the order of their numbers.
const UNITS: [Unit; 17] = [
    Unit::Second,
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::HalfYear,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
    Unit::Millennium,
    Unit::Weekend,
    Unit::Fortnight,
    Unit::QuarterHour,
    Unit::HalfHour,
    Unit::Night,
];

impl Unit {
    /// The unit of a number in the word tables.
    pub(in crate::values) fn of(number: i32) -> Option<Self> {
        UNITS.get(usize::try_from(number).ok()?).copied()
    }

    /// Its place among all units, the longest first.
    pub(in crate::values) fn rank(self) -> impl Ord + Copy {
        let (letter, hundredths) = self.iso();
        (letter, std::cmp::Reverse(hundredths))
    }

    /// How TIMEX3 writes it.
    fn letters(self) -> &'static str {
        match self {
            Self::Second => "S",
            Self::Minute | Self::QuarterHour | Self::HalfHour | Self::Month | Self::HalfYear => "M",
            Self::Hour => "H",
            Self::Day | Self::Night => "D",
            Self::Weekend => "WE",
            Self::Week | Self::Fortnight => "W",
            Self::Quarter => "Q",
            Self::Year => "Y",
            Self::Decade => "DE",
            Self::Century => "CE",
            Self::Millennium => "ML",
        }
    }

    /// The letter of ISO 8601 in which it is counted, and how many of those it has (in hundredths).
    fn iso(self) -> (Letter, u32) {
        match self {
            Self::Second => (Letter::S, 100),
            Self::Minute => (Letter::Min, 100),
            Self::QuarterHour => (Letter::Min, 1500),
            Self::HalfHour => (Letter::Min, 3000),
            Self::Hour => (Letter::H, 100),
            Self::Day | Self::Night => (Letter::D, 100),
            Self::Weekend => (Letter::D, 200),
            Self::Week => (Letter::W, 100),
            Self::Fortnight => (Letter::W, 200),
            Self::Month => (Letter::Mon, 100),
            Self::Quarter => (Letter::Mon, 300),
            Self::HalfYear => (Letter::Mon, 600),
            Self::Year => (Letter::Y, 100),
            Self::Decade => (Letter::Y, 1000),
            Self::Century => (Letter::Y, 10_000),
            Self::Millennium => (Letter::Y, 100_000),
        }
    }
}

/// The designators of ISO 8601, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Letter {
    Y,
    Mon,
    W,
    D,
    H,
    Min,
    S,
}

/// A length of time: so many of some units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::values) struct Length {
    /// Each unit with how many of it; at most six.
    pub parts: Vec<(Amount, Unit)>,
    /// Whether the words give no number, or only the least: a few days, hundreds of days.
    pub vague: bool,
    /// Whether they give none at all: a few days, decades.
    pub countless: bool,
}

impl Length {
    /// So many of one unit.
    pub(in crate::values) fn new(amount: Amount, unit: Unit) -> Self {
        Self {
            parts: vec![(amount, unit)],
            vague: matches!(amount, Amount::AtLeast(_)),
            countless: false,
        }
    }

    /// How precise a date at this distance is; `None` for a clock time.
    pub(in crate::values) fn grain(&self) -> Option<Grain> {
        let finest = self.parts.iter().map(|part| part.1.iso().0).max()?;
        let whole = |part: &(Amount, Unit)| {
            let per_year = Decimal::new(i64::from(part.1.iso().1), 2);
            let years = amount::ends(part.0).0.checked_mul(per_year);
            years.is_some_and(|years| years.fract().is_zero())
        };
        match finest {
            Letter::Y if !self.parts.iter().all(whole) => Some(Grain::Month),
            Letter::Y => Some(Grain::Year),
            Letter::Mon => Some(Grain::Month),
            Letter::W if self.parts.len() == 1 => Some(Grain::Week),
            Letter::W | Letter::D => Some(Grain::Day),
            Letter::H | Letter::Min | Letter::S => None,
        }
    }

    /// The whole in months, days and seconds; `None` when too large. The lower end of a range.
    pub(in crate::values) fn total(&self) -> Option<Total> {
        let mut total = Total::default();
        for (amount, unit) in &self.parts {
            let (letter, hundredths) = unit.iso();
            let count = amount::ends(*amount)
                .0
                .checked_mul(Decimal::new(i64::from(hundredths), 2))?;
            let (months, days, seconds) = match letter {
                Letter::Y => (12, 0, 0),
                Letter::Mon => (1, 0, 0),
                Letter::W => (0, 7, 0),
                Letter::D => (0, 1, 0),
                Letter::H => (0, 0, 3600),
                Letter::Min => (0, 0, 60),
                Letter::S => (0, 0, 1),
            };
            let all_months = count.checked_mul(Decimal::from(months))?;
            total.months += whole(all_months)?;
            let rest = all_months.fract().checked_mul(Decimal::from(30))?;
            total.days += whole(rest.round())?;
            let hours = if letter == Letter::D {
                count.fract()
            } else {
                Decimal::ZERO
            };
            total.days += whole(count.checked_mul(Decimal::from(days))?)?;
            total.seconds += whole(count.checked_mul(Decimal::from(seconds))?)?;
            total.seconds += whole(hours.checked_mul(Decimal::from(86_400))?)?;
        }
        Some(total)
    }

    /// In ISO 8601, `P2Y/P3Y` for two to three years; in TIMEX3 `PXD` for a few days.
    pub(in crate::values) fn iso(&self) -> Option<String> {
        if self.countless {
            return Some(self.unnumbered());
        }
        let low = self.iso_of(|amount| amount::ends(amount).0)?;
        let high = self.iso_of(|amount| amount::ends(amount).1)?;
        Some(if low == high {
            low
        } else {
            format!("{low}/{high}")
        })
    }

    /// As TIMEX3 writes a length without a number, the units as they are said.
    fn unnumbered(&self) -> String {
        let mut text = String::from("P");
        let mut units: Vec<Unit> = self.parts.iter().map(|(_, unit)| *unit).collect();
        units.sort_by_key(|unit| unit.rank());
        units.dedup_by_key(|unit| unit.letters());
        for unit in units {
            if unit.iso().0 >= Letter::H && !text.contains('T') {
                text.push('T');
            }
            text.push('X');
            text.push_str(unit.letters());
        }
        text
    }

    fn iso_of(&self, end: impl Fn(Amount) -> Decimal) -> Option<String> {
        let mut counts = [Decimal::ZERO; 7];
        for (amount, unit) in &self.parts {
            let (letter, hundredths) = unit.iso();
            let count = end(*amount).checked_mul(Decimal::new(i64::from(hundredths), 2))?;
            let slot = counts.get_mut(letter as usize)?;
            *slot = slot.checked_add(count)?;
        }
        let mut text = String::from("P");
        for (index, count) in counts.into_iter().enumerate() {
            if index == 4 && counts.iter().skip(4).any(|count| !count.is_zero()) {
                text.push('T');
            }
            if !count.is_zero() {
                let letter = "YMWDHMS".get(index..=index)?;
                write!(text, "{}{letter}", count.normalize()).ok()?;
            }
        }
        (text.len() > 1).then_some(text).or(Some("P0D".to_owned()))
    }
}

fn whole(number: Decimal) -> Option<i64> {
    i64::try_from(number.trunc().normalize().mantissa())
        .ok()
        .filter(|_| number.trunc().normalize().scale() == 0)
        .filter(|n| n.abs() < 1_000_000_000_000)
}

/// A length in units that a calendar can add.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::values) struct Total {
    /// Months.
    pub months: i64,
    /// Days.
    pub days: i64,
    /// Seconds.
    pub seconds: i64,
}
