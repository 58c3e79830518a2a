//! Numbers as they are read: one, or two ends.

use dateline_annotation::Amount;
use rust_decimal::Decimal;

/// A number with what its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) struct Number {
    /// How much.
    pub amount: Amount,
    /// How it was written.
    pub form: Form,
    /// The power of ten that was written as a word: a thousand in `3 thousand`, else one.
    pub scale: Decimal,
}

/// How a number was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum Form {
    /// One run of so many digits.
    Digits(u8),
    /// Digits with separators of thousands or a decimal point.
    Marked,
    /// Digits with decimals after a point that could be a clock's or a date's.
    Dotted,
    /// Words.
    Words,
    /// Two words for a year: nineteen eighty.
    YearWords,
    /// The article that is also one.
    Article,
    /// Put together from others.
    Composed,
}

impl Number {
    /// A single number.
    pub(in crate::values) fn new(number: Decimal, form: Form) -> Self {
        Self {
            amount: Amount::Exact(number),
            form,
            scale: Decimal::ONE,
        }
    }

    /// The single number; for a range or an open end, the lower one.
    pub(in crate::values) fn low(self) -> Decimal {
        match self.amount {
            Amount::Exact(number) | Amount::AtLeast(number) => number,
            Amount::Range { min, .. } => min,
        }
    }

    /// The number when it is a single one.
    pub(in crate::values) fn exact(self) -> Option<Decimal> {
        match self.amount {
            Amount::Exact(number) => Some(number),
            _ => None,
        }
    }

    /// The number when it is a single whole one that fits.
    pub(in crate::values) fn whole(self) -> Option<i32> {
        let number = self.exact()?.normalize();
        (number.scale() == 0)
            .then(|| i32::try_from(number.mantissa()).ok())
            .flatten()
    }

    /// The product with a number; `None` when it is too large.
    pub(in crate::values) fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self {
            amount: map(self.amount, |number| {
                Some(number.checked_mul(factor)?.normalize())
            })?,
            form: Form::Composed,
            scale: self.scale,
        })
    }

    /// The same number, of which `scale` was written as a word.
    pub(in crate::values) fn scaled_by(self, scale: Decimal) -> Self {
        Self { scale, ..self }
    }
}

/// The amount with `change` applied to its ends.
pub(in crate::values) fn map(
    amount: Amount,
    change: impl Fn(Decimal) -> Option<Decimal>,
) -> Option<Amount> {
    Some(match amount {
        Amount::Exact(number) => Amount::Exact(change(number)?),
        Amount::AtLeast(number) => Amount::AtLeast(change(number)?),
        Amount::Range { min, max } => Amount::Range {
            min: change(min)?,
            max: change(max)?,
        },
    })
}

/// From the lower end of one to the upper end of the other; turned around when the first is larger.
pub(in crate::values) fn between(first: Amount, second: Amount) -> Amount {
    let (a, b) = (ends(first), ends(second));
    Amount::Range {
        min: a.0.min(b.0),
        max: a.1.max(b.1),
    }
}

/// Both ends of an amount.
pub(in crate::values) fn ends(amount: Amount) -> (Decimal, Decimal) {
    match amount {
        Amount::Exact(number) | Amount::AtLeast(number) => (number, number),
        Amount::Range { min, max } => (min, max),
    }
}

/// Ten to the power of `exponent`, up to 10^18.
pub(in crate::values) fn power(exponent: i32) -> Option<Decimal> {
    let exponent = u32::try_from(exponent).ok().filter(|&power| power <= 18)?;
    Some(Decimal::from(10_u64.pow(exponent)))
}
