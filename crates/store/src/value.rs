//! Values as bytes.

use dateline_annotation::{Amount, Decimal, Modifier, Reading, Value};

use crate::bytes::{Reader, Writer};

/// The number of a modifier is its place here, from one; never reorder, only add.
const MODIFIERS: [Modifier; 10] = [
    Modifier::Start,
    Modifier::Mid,
    Modifier::End,
    Modifier::Approx,
    Modifier::Before,
    Modifier::After,
    Modifier::MoreThan,
    Modifier::LessThan,
    Modifier::AtLeast,
    Modifier::AtMost,
];

pub(crate) fn write(to: &mut Writer, value: &Value) {
    let place = MODIFIERS
        .iter()
        .position(|known| Some(*known) == value.modifier);
    to.byte(place.map_or(0, |place| place as u8 + 1));
    to.number(value.alternatives.len() as u64);
    for reading in std::iter::once(&value.reading).chain(&value.alternatives) {
        write_reading(to, reading);
    }
}

pub(crate) fn read(from: &mut Reader) -> Option<Value> {
    let modifier = match from.byte()? {
        0 => None,
        place => Some(*MODIFIERS.get(usize::from(place) - 1)?),
    };
    let alternatives = from.size()?;
    Some(Value {
        reading: read_reading(from)?,
        modifier,
        alternatives: (0..alternatives)
            .map(|_| read_reading(from))
            .collect::<Option<_>>()?,
    })
}

fn write_reading(to: &mut Writer, reading: &Reading) {
    match reading {
        Reading::Temporal(timex) => {
            to.byte(0);
            to.text(timex.as_str());
        }
        Reading::Duration(timex) => {
            to.byte(1);
            to.text(timex.as_str());
        }
        Reading::Number(amount) => {
            to.byte(2);
            write_amount(to, amount);
        }
        Reading::Money { amount, currency } => {
            to.byte(3);
            write_amount(to, amount);
            to.text(currency);
        }
        Reading::Quantity { amount, unit } => {
            to.byte(4);
            write_amount(to, amount);
            to.text(unit);
        }
    }
}

fn read_reading(from: &mut Reader) -> Option<Reading> {
    Some(match from.byte()? {
        0 => Reading::Temporal(from.text()?.parse().ok()?),
        1 => Reading::Duration(from.text()?.parse().ok()?),
        2 => Reading::Number(read_amount(from)?),
        3 => Reading::Money {
            amount: read_amount(from)?,
            currency: from.text()?.to_owned(),
        },
        4 => Reading::Quantity {
            amount: read_amount(from)?,
            unit: from.text()?.to_owned(),
        },
        _ => return None,
    })
}

fn write_amount(to: &mut Writer, amount: &Amount) {
    let (kind, numbers) = match amount {
        Amount::Exact(number) => (0, vec![number]),
        Amount::Range { min, max } => (1, vec![min, max]),
        Amount::AtLeast(number) => (2, vec![number]),
    };
    to.byte(kind);
    for number in numbers {
        to.text(&number.to_string());
    }
}

fn read_amount(from: &mut Reader) -> Option<Amount> {
    let kind = from.byte()?;
    let mut number = || -> Option<Decimal> { from.text()?.parse().ok() };
    Some(match kind {
        0 => Amount::Exact(number()?),
        1 => Amount::Range {
            min: number()?,
            max: number()?,
        },
        2 => Amount::AtLeast(number()?),
        _ => return None,
    })
}
