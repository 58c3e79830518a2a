//! Dates from their parts.

pub(in crate::values) mod calendar;
pub(in crate::values) mod clocks;
pub(in crate::values) mod holiday;
pub(in crate::values) mod length;
pub(in crate::values) mod lengths;
mod offset;
mod ranges;
pub(in crate::values) mod resolve;
mod unresolved;
pub(in crate::values) mod when;

use dateline_annotation::Modifier;

use crate::values::dates::length::{Length, Unit};
use crate::values::dates::ranges::{day_range, every, month_range, next_year, range};
use crate::values::dates::when::{Day, From, Part, Pick, When, Year};
use crate::values::languages::template::{Class, Do};
use crate::values::reading::build::Parts;
use crate::values::reading::chart::{Item, Sense};

/// A date from its parts.
pub(in crate::values) fn date(action: Do, parts: &Parts) -> Option<When> {
    match action {
        Do::Date => fields(parts),
        Do::Around => around(parts),
        Do::ThisUnit => this_unit(parts),
        Do::YearPart(months) => year_part(parts, months),
        Do::Season => {
            let part = Part::Season(small(parts.word("season")?)?);
            Some(part_of_year(part, parts))
        }
        Do::Week => {
            let part = Part::Week(small(whole(parts.first(&["week"])?)?)?);
            let year = year(parts);
            let shift = year.is_none().then_some(0);
            Some(When::Part { part, year, shift })
        }
        Do::Decade => decade(parts),
        Do::Century => century(parts),
        Do::Feast => Some(When::Feast {
            feast: parts.word("feast")?,
            year: year(parts),
            shift: shift(parts),
        }),
        Do::Ago(sign) => offset(parts, sign, From::Now),
        Do::AheadIf => offset(parts, 1, From::Now),
        Do::That => that(parts),
        Do::Next => Some(near_story(1)),
        Do::Previous => Some(near_story(-1)),
        Do::WeekOf => Some(When::Within {
            pick: Pick::Nth(1, Unit::Week),
            period: Box::new(when(parts.first(&["date"])?)?),
        }),
        Do::FirstOf => first_of(parts),
        Do::Story(sign) => offset(parts, sign, From::Story),
        Do::From(sign) => {
            let from = when(parts.first(&["date", "point", "marked"])?)?;
            offset(parts, sign, From::Date(Box::new(from)))
        }
        Do::Last(sign) => Some(When::Last {
            length: length(parts)?,
            sign: i32::from(sign),
        }),
        Do::Within => within(parts, None),
        Do::WithinLast => within(parts, Some(-1)),
        Do::DayRange => day_range(parts),
        Do::MonthRange => month_range(parts),
        Do::EdgeWord => edge(modifier_of(parts.word("edge")?)?, parts),
        Do::Range => range(parts),
        Do::NextYear => next_year(parts),
        Do::Every => every(parts),
        _ => None,
    }
}

/// The date or time of an item.
pub(in crate::values) fn when(item: &Item) -> Option<When> {
    match &item.sense {
        Sense::When(when) => Some(when.clone()),
        _ => None,
    }
}

fn small(number: i32) -> Option<i8> {
    i8::try_from(number).ok()
}

fn whole(item: &Item) -> Option<i32> {
    match item.sense {
        Sense::Rank(rank) => i32::try_from(rank).ok(),
        _ => item.number()?.whole(),
    }
}

fn shift(parts: &Parts) -> Option<i8> {
    let word = parts.first(&["shift", "lastnext", "this"])?.word()?;
    small(word.signum())
}

fn length(parts: &Parts) -> Option<Length> {
    let item = parts.first(&["length", "stretch", "sure", "counted"]);
    if let Some(Sense::Length(length)) = item.map(|item| &item.sense) {
        return Some(length.clone());
    }
    let unit = parts.all().find(|(name, _)| is_unit(name))?.1;
    let counted = parts.first(&["num", "amt"]).and_then(Item::number);
    let one = dateline_annotation::Amount::Exact(rust_decimal::Decimal::ONE);
    let amount = counted.map_or(one, |number| number.amount);
    let countless = counted.is_none() && unit.class == Class::Units;
    Some(Length {
        vague: countless,
        countless,
        ..Length::new(amount, Unit::of(unit.word()?)?)
    })
}

/// Whether a part of a pattern is a unit of time.
fn is_unit(name: &str) -> bool {
    name.ends_with("unit") || name == "units"
}

fn offset(parts: &Parts, sign: i8, from: From) -> Option<When> {
    Some(When::Offset {
        length: length(parts)?,
        sign: i32::from(sign),
        from,
    })
}

/// The day mentioned last, or a part of it.
fn that(parts: &Parts) -> Option<When> {
    let unit = parts.all().find(|(name, _)| name.ends_with("unit"));
    let unit = match unit {
        Some((_, item)) => Unit::of(item.word()?)?,
        None => Unit::Day,
    };
    let zero = dateline_annotation::Amount::Exact(rust_decimal::Decimal::ZERO);
    let day = When::Offset {
        length: Length::new(zero, unit),
        sign: 1,
        from: From::Story,
    };
    match parts.word("part") {
        None => Some(day),
        Some(part) => Some(When::Time {
            day: Some(Box::new(day)),
            time: crate::values::dates::when::Time::Part(small(part)?),
        }),
    }
}

/// The day after or before the one mentioned last.
fn near_story(sign: i32) -> When {
    let one = dateline_annotation::Amount::Exact(rust_decimal::Decimal::ONE);
    When::Offset {
        length: Length::new(one, Unit::Day),
        sign,
        from: From::Story,
    }
}

/// The first so many months, weeks or days of a period.
fn first_of(parts: &Parts) -> Option<When> {
    let length = length(parts).filter(|length| !length.vague)?;
    let period = match parts.first(&["date", "point", "marked"]) {
        Some(item) => when(item)?,
        None => this_unit(parts)?,
    };
    Some(When::First {
        length,
        period: Box::new(period),
    })
}

/// The year that is named: four digits, two digits, or this, last or next year.
fn year(parts: &Parts) -> Option<Year> {
    if let Some(item) = parts.first(&["year", "y4", "y19"]) {
        return i16::try_from(whole(item)?).ok().map(Year::Number);
    }
    if let Some(item) = parts.first(&["y2"]) {
        // Two digits stand for the hundred years from 1950 to 2049.
        let short = i16::try_from(whole(item)?).ok()?;
        return Some(Year::Number(short + if short < 50 { 2000 } else { 1900 }));
    }
    parts.first(&["yearunit"])?;
    Some(Year::Away(shift(parts).map_or(0, i16::from)))
}

fn weekday(parts: &Parts) -> Option<i8> {
    small(
        parts
            .first(&["weekday", "longweekday", "shortweekday"])?
            .word()?,
    )
}

/// A day, month or year from its fields.
fn fields(parts: &Parts) -> Option<When> {
    let year = year(parts);
    let day = parts
        .first(&["day", "dayord", "d", "dd", "d13"])
        .and_then(whole);
    let named = parts.first(&["month", "longmonth", "shortmonth"]);
    let numbered = parts.first(&["mon", "mon2"]);
    let month = match (named, numbered) {
        (Some(month), _) => Some(small(month.word()?)?),
        (None, Some(month)) => Some(small(whole(month)?)?),
        (None, None) => None,
    };
    let said = shift(parts);
    match (day, month, year) {
        (Some(day), month, year) => {
            let day = small(day)?;
            let either = named.is_none() && month.is_some() && day <= 12 && Some(day) != month;
            let first = parts.all().find(|(name, _)| {
                matches!(*name, "d" | "dd" | "d13" | "mon" | "mon2" | "year" | "y4")
            });
            let year_first = first.is_some_and(|(name, _)| matches!(name, "year" | "y4"));
            let date = Day {
                year,
                month,
                day,
                weekday: weekday(parts),
                either: either && !year_first,
            };
            is_a_day(date).then_some(When::Day(date))
        }
        (None, Some(month), year) => Some(When::Month {
            year,
            month,
            shift: said.filter(|_| year.is_none()),
        }),
        (None, None, Some(year)) => Some(When::Year(year)),
        (None, None, None) => Some(When::Weekday {
            weekday: weekday(parts)?,
            shift: said,
        }),
    }
}

/// Whether there can be such a day; of 11/25 only the day 25 of month 11.
fn is_a_day(day: Day) -> bool {
    let most = |month: i8| match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    day.month.is_none_or(|month| day.day <= most(month))
}

fn around(parts: &Parts) -> Option<When> {
    if let Some(by) = parts.word("dayword") {
        return Some(When::Around {
            unit: Unit::Day,
            by,
        });
    }
    // In `15th day of next month` the month is meant.
    let unit = parts
        .all()
        .filter(|(name, _)| name.ends_with("unit"))
        .last()?
        .1
        .word()?;
    Some(When::Around {
        unit: Unit::of(unit)?,
        by: parts.first(&["shift", "lastnext", "this"])?.word()?,
    })
}

fn part_of_year(part: Part, parts: &Parts) -> When {
    let year = year(parts);
    When::Part {
        part,
        year,
        shift: shift(parts).filter(|_| year.is_none()),
    }
}

fn year_part(parts: &Parts, months: u8) -> Option<When> {
    let number = parts
        .first(&["ord", "digits", "num", "d", "mon"])
        .and_then(whole)?;
    let number = small(number)?;
    let most = 12 / i8::try_from(months).ok()?;
    let part = match months {
        3 => Part::Quarter(number),
        6 => Part::Half(number),
        _ => Part::Third(number),
    };
    (1..=most)
        .contains(&number)
        .then(|| part_of_year(part, parts))
}

fn decade(parts: &Parts) -> Option<When> {
    let year = match parts.first(&["decade", "num"]) {
        Some(item) => whole(item)?,
        None => parts.word("decadeword")?,
    };
    let year = i16::try_from(year).ok()?;
    let full = match year {
        0..=20 => year + 2000,
        21..=99 => year + 1900,
        _ => year,
    };
    Some(When::Decade(full))
}

fn century(parts: &Parts) -> Option<When> {
    let number = whole(parts.first(&["ord", "num", "digits"])?)?;
    let first = i16::try_from(number)
        .ok()?
        .checked_sub(1)?
        .checked_mul(100)?;
    (0..=2000).contains(&first).then_some(When::Century(first))
}

/// A weekday, a rank or a day inside a period.
fn within(parts: &Parts, rank: Option<i8>) -> Option<When> {
    let outer = parts.first(&["date", "point", "marked"]).and_then(when);
    let period = match outer {
        Some(outer) => outer,
        None => around(parts).or_else(|| this_unit(parts))?,
    };
    let rank = rank.or_else(|| small(whole(parts.first(&["ord"])?)?));
    let unit = parts.first(&["unit", "dateunit", "dayunit", "weekunit"]);
    let days: Vec<i8> = parts
        .all()
        .filter(|(name, _)| matches!(*name, "day" | "dayord" | "d" | "d13"))
        .filter_map(|(_, item)| small(whole(item)?))
        .collect();
    let pick = match (rank, weekday(parts), &days[..]) {
        (Some(nth), Some(weekday), _) => Pick::NthWeekday(nth, weekday),
        (None, Some(weekday), _) => Pick::Weekday(weekday),
        (_, _, [first, last]) => Pick::Days(*first, *last),
        (_, _, [day]) => Pick::DayOfMonth(*day),
        (Some(nth), None, _) => Pick::Nth(nth, Unit::of(unit?.word()?)?),
        _ => return None,
    };
    Some(When::Within {
        pick,
        period: Box::new(period),
    })
}

fn this_unit(parts: &Parts) -> Option<When> {
    let unit = parts
        .all()
        .filter(|(name, _)| name.ends_with("unit"))
        .last()?;
    Some(When::Around {
        unit: Unit::of(unit.1.word()?)?,
        by: 0,
    })
}

fn modifier_of(number: i32) -> Option<Modifier> {
    Some(match number {
        0 => Modifier::Start,
        1 => Modifier::Mid,
        2 => Modifier::End,
        _ => return None,
    })
}

fn edge(modifier: Modifier, parts: &Parts) -> Option<When> {
    let inner = match parts.first(&["date", "point", "marked"]) {
        Some(item) => when(item)?,
        None if parts.word("part").is_some() => When::Time {
            day: None,
            time: crate::values::dates::when::Time::Part(small(parts.word("part")?)?),
        },
        None => fields(parts).or_else(|| this_unit(parts))?,
    };
    if matches!(inner, When::Edge(..)) {
        return None;
    }
    Some(When::Edge(modifier, Box::new(inner)))
}
