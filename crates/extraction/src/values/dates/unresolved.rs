//! What is known of a date when nothing is known of the publication.

use crate::values::dates::length::{Length, Unit};
use crate::values::dates::when::{Day, Part, When, Year};

/// What is known of a date when nothing is known of the publication.
pub(super) fn unresolved(when: &When) -> Option<String> {
    Some(match when {
        When::Day(Day {
            month: Some(month),
            day,
            ..
        }) => format!("XXXX-{month:02}-{day:02}"),
        When::Day(Day {
            month: None, day, ..
        }) => format!("XXXX-XX-{day:02}"),
        When::Month { month, .. } => format!("XXXX-{month:02}"),
        When::Part { part, .. } => match part {
            Part::Quarter(number) => format!("XXXX-Q{number}"),
            Part::Half(number) => format!("XXXX-H{number}"),
            Part::Third(number) => format!("XXXX-T{number}"),
            Part::Week(week) => format!("XXXX-W{week:02}"),
            Part::Season(season) => {
                let name = ["SP", "SU", "FA", "WI"].get(usize::try_from(*season).ok()?)?;
                format!("XXXX-{name}")
            }
        },
        When::Weekday { weekday, .. } => format!("XXXX-WXX-{weekday}"),
        When::Around { unit, by } => around_unresolved(*unit, *by)?,
        When::Year(Year::Away(by)) => format!("P{by}Y"),
        When::Edge(_, inner)
        | When::Within { period: inner, .. }
        | When::First { period: inner, .. } => unresolved(inner)?,
        When::Offset { length, sign, .. } | When::Last { length, sign } => {
            unresolved_offset(length, *sign)?
        }
        _ => return None,
    })
}

fn around_unresolved(unit: Unit, by: i32) -> Option<String> {
    let letter = match unit {
        Unit::Day | Unit::Night => 'D',
        Unit::Week | Unit::Weekend => 'W',
        Unit::Month => 'M',
        Unit::Year => 'Y',
        Unit::Quarter => return Some(format!("P{}M", by * 3)),
        Unit::HalfYear => return Some(format!("P{}M", by * 6)),
        Unit::Decade => return Some(format!("P{}Y", by * 10)),
        Unit::Century => return Some(format!("P{}Y", by * 100)),
        Unit::Millennium => return Some(format!("P{}Y", by * 1000)),
        _ => return None,
    };
    Some(format!("P{by}{letter}"))
}

/// A length before or after a moment that is not known: `P-3Y`.
pub(super) fn unresolved_offset(length: &Length, sign: i32) -> Option<String> {
    let iso = length.iso()?;
    Some(if sign < 0 { negative(&iso) } else { iso })
}

/// `P3Y` as `P-3Y`, `P1Y2M` as `P-1Y-2M`.
fn negative(iso: &str) -> String {
    let mut text = String::with_capacity(iso.len() + 4);
    let mut before = ' ';
    for c in iso.chars() {
        if c.is_ascii_digit() && before.is_ascii_alphabetic() {
            text.push('-');
        }
        text.push(c);
        before = c;
    }
    text
}
