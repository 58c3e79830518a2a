//! Values in words that a person reads.

use dateline_annotation::{Amount, Modifier, Reading, Value};

use super::times;
use crate::locale::{Message, Words};

/// A value in words: `200 to 300`, `middle of May 2015`, `2,500,000,000 EUR`.
pub(super) fn value(value: &Value, words: &Words) -> String {
    let first = reading(&value.reading, words);
    let first = match value.modifier {
        Some(kind) => words.say(&Message::new(modifier(kind)).with("value", first)),
        None => first,
    };
    let others = value.alternatives.iter().map(|other| reading(other, words));
    others.fold(first, |one, other| {
        words.say(
            &Message::new("value-or")
                .with("one", one)
                .with("other", other),
        )
    })
}

/// One reading in words.
pub(super) fn reading(reading: &Reading, words: &Words) -> String {
    match reading {
        Reading::Temporal(timex) => times::timex(timex, words, false),
        Reading::Duration(timex) => times::timex(timex, words, true),
        Reading::Number(number) => amount(*number, words),
        Reading::Money {
            amount: money,
            currency,
        } => format!("{} {currency}", amount(*money, words)),
        Reading::Quantity {
            amount: quantity,
            unit,
        } => format!("{} {unit}", amount(*quantity, words)),
    }
}

fn amount(amount: Amount, words: &Words) -> String {
    match amount {
        Amount::Exact(number) => words.number(number),
        Amount::Range { min, max } => range(words.number(min), words.number(max), words),
        Amount::AtLeast(min) => {
            words.say(&Message::new("value-or-more").with("value", words.number(min)))
        }
    }
}

fn range(from: String, to: String, words: &Words) -> String {
    words.say(
        &Message::new("value-range")
            .with("from", from)
            .with("to", to),
    )
}

/// The message of a value with this modifier.
pub(super) fn modifier(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Start => "modifier-start",
        Modifier::Mid => "modifier-mid",
        Modifier::End => "modifier-end",
        Modifier::Approx => "modifier-approx",
        Modifier::Before => "modifier-before",
        Modifier::After => "modifier-after",
        Modifier::MoreThan => "modifier-more-than",
        Modifier::LessThan => "modifier-less-than",
        Modifier::AtLeast => "modifier-at-least",
        Modifier::AtMost => "modifier-at-most",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_annotation::{Decimal, Language};

    #[test]
    fn values_read_as_a_person_would_say_them() {
        let (english, french) = (Words::new(Language::English), Words::new(Language::French));
        let range = Value::from(Reading::Number(Amount::Range {
            min: Decimal::from(200),
            max: Decimal::from(30_000),
        }));
        assert_eq!(value(&range, &english), "200 to 30,000");
        assert_eq!(value(&range, &french), "200 à 30\u{202f}000");
        let money = Reading::Money {
            amount: Amount::Exact(Decimal::new(25, 1)),
            currency: "EUR".into(),
        };
        let money = Value::from(money).with_modifier(Modifier::MoreThan);
        assert_eq!(value(&money, &english), "more than 2.5 EUR");
        assert_eq!(value(&money, &french), "plus de 2,5 EUR");
    }
}
