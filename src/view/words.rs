//! Values in words that a person reads.

use dateline_annotation::{Amount, Decimal, Modifier, Reading, Value};

/// A value in words: `200 to 300`, `mid 2015-05`, `2,500,000,000 EUR`.
pub(super) fn value(value: &Value) -> String {
    let reading = reading(&value.reading);
    let first = match value.modifier.map(modifier) {
        Some(modifier) => format!("{modifier} {reading}"),
        None => reading,
    };
    let others = value.alternatives.iter().map(self::reading);
    std::iter::once(first)
        .chain(others)
        .collect::<Vec<_>>()
        .join(" or ")
}

/// One reading in words.
pub(super) fn reading(reading: &Reading) -> String {
    match reading {
        Reading::Temporal(timex) => timex.as_str().replace('/', " to "),
        Reading::Duration(timex) => timex.to_string(),
        Reading::Number(number) => amount(*number),
        Reading::Money {
            amount: money,
            currency,
        } => format!("{} {currency}", amount(*money)),
        Reading::Quantity {
            amount: quantity,
            unit,
        } => format!("{} {unit}", amount(*quantity)),
    }
}

fn amount(amount: Amount) -> String {
    match amount {
        Amount::Exact(number) => grouped(number),
        Amount::Range { min, max } => format!("{} to {}", grouped(min), grouped(max)),
        Amount::AtLeast(min) => format!("{} or more", grouped(min)),
    }
}

/// Digits in groups of three.
fn grouped(number: Decimal) -> String {
    let text = number.normalize().to_string();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", &*text), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() {
        grouped
    } else {
        format!("{grouped}.{fraction}")
    }
}

/// A modifier in words, as it stands before a value.
pub(super) fn modifier(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Start => "start of",
        Modifier::Mid => "middle of",
        Modifier::End => "end of",
        Modifier::Approx => "about",
        Modifier::Before => "before",
        Modifier::After => "after",
        Modifier::MoreThan => "more than",
        Modifier::LessThan => "less than",
        Modifier::AtLeast => "at least",
        Modifier::AtMost => "at most",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_a_person_would_say_them() {
        let range = Amount::Range {
            min: Decimal::from(200),
            max: Decimal::from(30_000),
        };
        assert_eq!(value(&Reading::Number(range).into()), "200 to 30,000");
        let money = Reading::Money {
            amount: Amount::Exact(Decimal::new(25, 1)),
            currency: "EUR".into(),
        };
        assert_eq!(
            value(&Value::from(money).with_modifier(Modifier::MoreThan)),
            "more than 2.5 EUR"
        );
        assert_eq!(grouped(Decimal::from(-1_234_567)), "−1,234,567");
    }
}
