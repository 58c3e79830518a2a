//! Lengths of time from their parts.

use dateline_annotation::Amount;
use rust_decimal::Decimal;

use crate::values::dates::length::{Length, Unit};
use crate::values::languages::template::Do;
use crate::values::numbers::amount::{between, map};
use crate::values::reading::build::Parts;
use crate::values::reading::chart::Sense;

/// A length from its parts: numbers and units, or shorter lengths.
pub(in crate::values) fn length(action: Do, parts: &Parts) -> Option<Sense> {
    let indefinite = matches!(action, Do::Vague | Do::VagueAlone);
    let mut whole = Length {
        parts: Vec::new(),
        vague: indefinite,
        countless: false,
    };
    let mut pending: Option<Amount> = None;
    for (name, item) in parts.all() {
        match &item.sense {
            Sense::Number(number) => {
                pending = Some(match pending {
                    Some(first) => between(first, number.amount),
                    None => number.amount,
                });
            }
            Sense::Word(number)
                if name.ends_with("unit")
                    || name == "units"
                    || name == "age"
                    || name == "long"
                    || name == "longunits"
                    || name == "quarterhour" =>
            {
                let amount = pending.take().unwrap_or(Amount::Exact(Decimal::ONE));
                let next = Length::new(amount, Unit::of(*number)?);
                whole.vague |= next.vague;
                whole.parts.extend(next.parts);
            }
            Sense::Length(length) => {
                let next = ranged(pending.take(), length)?;
                if !goes_on(&whole, &next) {
                    return None;
                }
                whole.vague |= length.vague;
                whole.parts.extend(next.parts);
            }
            _ => {}
        }
    }
    if let (Do::Decades, Some(Amount::Exact(first))) = (action, pending) {
        let last = first.checked_add(Decimal::from(9))?;
        let within = (first < Decimal::ONE_HUNDRED).then_some(Amount::Range {
            min: first,
            max: last,
        });
        whole = Length::new(within?, Unit::Year);
    }
    if let (Do::Years | Do::Hours, Some(count)) = (action, pending) {
        let unit = if action == Do::Years {
            Unit::Year
        } else {
            Unit::Hour
        };
        whole = Length::new(count, unit);
    }
    if let Do::LengthAnd(hundredths) = action {
        let part = Decimal::new(i64::from(hundredths), 2);
        let last = whole.parts.last_mut()?;
        last.0 = map(last.0, |number| number.checked_add(part))?;
    }
    whole.vague |= indefinite;
    whole.countless = indefinite;
    let sound = !whole.parts.is_empty() && whole.parts.len() <= 6;
    sound.then_some(Sense::Length(whole))
}

/// Whether a length can follow another as the rest of it: hours after days, but no hours after hours.
fn goes_on(whole: &Length, next: &Length) -> bool {
    let known = |unit: &Unit| whole.parts.iter().any(|(_, known)| known == unit);
    whole.vague || next.vague || !next.parts.iter().any(|(_, unit)| known(unit))
}

/// A length whose number is the upper end of a range.
fn ranged(low: Option<Amount>, length: &Length) -> Option<Length> {
    let Some(low) = low else {
        return Some(length.clone());
    };
    let (high, unit) = *length.parts.first()?;
    Some(Length {
        parts: vec![(between(low, high), unit)],
        vague: length.vague,
        countless: length.countless,
    })
}
