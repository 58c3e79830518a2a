//! Dates of two ends, and what repeats.

use crate::values::dates::length::Unit;
use crate::values::dates::when::{Day, When, Year};
use crate::values::dates::{is_unit, small, weekday, when, whole, year};
use crate::values::reading::build::Parts;
use crate::values::reading::chart::Sense;

/// From one date to another; what the first leaves out, the second says.
pub(super) fn range(parts: &Parts) -> Option<When> {
    let named = ["date", "point", "marked", "time", "clock"];
    let mut whens = parts.all().filter(|(name, _)| named.contains(name));
    let (first, second) = (whens.next(), whens.next());
    if let (Some((_, first)), Some((_, second))) = (first, second) {
        let (first, second) = (when(first)?, when(second)?);
        return joined(first, second);
    }
    if let (Some(century), Some(short)) = (parts.first(&["y4"]), parts.first(&["y2"])) {
        let first = i16::try_from(whole(century)?).ok()?;
        let last = first - first.rem_euclid(100) + i16::try_from(whole(short)?).ok()?;
        return joined(
            When::Year(Year::Number(first)),
            When::Year(Year::Number(last)),
        );
    }
    let last = when(first?.1)?;
    let day = parts.first(&["day", "dayord", "d"]).and_then(whole);
    let start = match (day, &last) {
        (Some(day), When::Day(end)) => When::Day(Day {
            day: small(day)?,
            weekday: weekday(parts),
            ..*end
        }),
        (None, When::Month { year, .. }) => When::Month {
            year: *year,
            month: small(parts.first(&["month", "longmonth", "shortmonth"])?.word()?)?,
            shift: None,
        },
        (None, When::Time { day, .. }) => {
            return crate::values::dates::clocks::range_from_hour(parts, day.as_deref(), &last);
        }
        _ => return None,
    };
    joined(start, last)
}

fn joined(first: When, second: When) -> Option<When> {
    let (first, second) = match (first, second) {
        (When::Day(start), When::Day(end)) if start.month.is_none() && start.weekday.is_none() => {
            let start = Day {
                month: end.month,
                year: start.year.or(end.year),
                ..start
            };
            (When::Day(start), When::Day(end))
        }
        (When::Year(Year::Number(start)), When::Year(Year::Number(end))) if start >= end => {
            return None;
        }
        (
            When::Time { day, time },
            When::Time {
                day: other,
                time: end,
            },
        ) => {
            return Some(crate::values::dates::clocks::joined(day, time, other, end));
        }
        (first @ When::Time { .. }, second) | (first, second @ When::Time { .. }) => {
            let _ = (first, second);
            return None;
        }
        both => both,
    };
    Some(When::Range(Box::new(first), Box::new(second)))
}

/// Something that repeats, in TIMEX3's notation of sets.
pub(super) fn every(parts: &Parts) -> Option<When> {
    let counted = parts.first(&["length", "stretch", "sure", "counted"]);
    if let Some(Sense::Length(length)) = counted.map(|item| &item.sense) {
        return Some(When::Every(length.iso()?));
    }
    let text = if let Some(weekday) = weekday(parts) {
        format!("XXXX-WXX-{weekday}")
    } else if let Some(part) = parts.word("part") {
        let part = crate::values::dates::when::PARTS.get(usize::try_from(part).ok()?)?;
        format!("XXXX-XX-XXT{part}")
    } else if let Some(month) = parts.word("month") {
        format!("XXXX-{month:02}")
    } else {
        match Unit::of(parts.all().find(|(name, _)| is_unit(name))?.1.word()?)? {
            Unit::Day => "XXXX-XX-XX".to_owned(),
            Unit::Week => "XXXX-WXX".to_owned(),
            Unit::Weekend => "XXXX-WXX-WE".to_owned(),
            Unit::Month => "XXXX-XX".to_owned(),
            Unit::Year => "XXXX".to_owned(),
            Unit::Night => "XXXX-XX-XXTNI".to_owned(),
            Unit::Hour => "XXXX-XX-XXTXX".to_owned(),
            Unit::Quarter => "XXXX-QX".to_owned(),
            _ => return None,
        }
    };
    Some(When::Every(text))
}

/// From one day of a month to another, as in May 4 to 7, 2016.
pub(super) fn day_range(parts: &Parts) -> Option<When> {
    let mut days = parts
        .all()
        .filter(|(name, _)| matches!(*name, "day" | "dayord" | "d" | "d13"))
        .filter_map(|(_, item)| small(whole(item)?));
    let (first, last) = (days.next()?, days.next()?);
    let month = match (parts.first(&["month"]), parts.first(&["mon"])) {
        (Some(month), _) => month.word()?,
        (None, month) => whole(month?)?,
    };
    let on = |day: i8| {
        When::Day(Day {
            year: year(parts),
            month: small(month),
            day,
            weekday: None,
            either: false,
        })
    };
    (first < last).then(|| When::Range(Box::new(on(first)), Box::new(on(last))))
}

/// From one month to another of the same year.
pub(super) fn month_range(parts: &Parts) -> Option<When> {
    let mut months = parts
        .all()
        .filter(|(name, _)| *name == "month")
        .filter_map(|(_, item)| small(item.word()?));
    let (first, last) = (months.next()?, months.next()?);
    let of = |month: i8| When::Month {
        year: year(parts),
        month,
        shift: None,
    };
    (first < last).then(|| When::Range(Box::new(of(first)), Box::new(of(last))))
}

/// Two years of which the second follows the first.
pub(super) fn next_year(parts: &Parts) -> Option<When> {
    let mut years = parts
        .all()
        .filter_map(|(_, item)| i16::try_from(whole(item)?).ok());
    let (first, last) = (years.next()?, years.next()?);
    let year = |number| Box::new(When::Year(Year::Number(number)));
    (first + 1 == last).then(|| When::Range(year(first), year(last)))
}
