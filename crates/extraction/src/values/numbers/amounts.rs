//! Numbers, money, percentages and quantities from their parts.

use dateline_annotation::Amount;
use rust_decimal::Decimal;

use crate::values::languages::template::{Class, Do};
use crate::values::numbers::amount::{Form, Number, between, ends, map, power};
use crate::values::numbers::measures;
use crate::values::reading::build::Parts;
use crate::values::reading::chart::{Item, Sense};

/// A number from its parts.
pub(in crate::values) fn number(action: Do, parts: &Parts) -> Option<Sense> {
    let numbers: Vec<Number> = parts.all().filter_map(|(_, item)| value(item)).collect();
    let (first, second) = (numbers.first().copied(), numbers.get(1).copied());
    let number = match action {
        Do::Times => product(&numbers)?,
        Do::Add => sum(&numbers)?,
        Do::AddPart(hundredths) => {
            let number = product(&numbers)?;
            let part = Decimal::new(i64::from(hundredths), 2).checked_mul(number.scale)?;
            Number {
                amount: map(number.amount, |number| {
                    Some(number.checked_add(part)?.normalize())
                })?,
                form: Form::Composed,
                ..number
            }
        }
        Do::Fixed(hundredths) => {
            let fixed = Decimal::new(i64::from(hundredths), 2).normalize();
            match first {
                Some(factor) => factor.times(fixed)?,
                None => Number::new(fixed, Form::Composed),
            }
        }
        Do::Ratio => ratio(first?, second?)?,
        Do::Span => range(first?, second?, false)?,
        Do::SpanOfHundreds => range(first?, second?, true)?,
        Do::Score => Number {
            amount: between(first?.amount, second?.amount),
            ..second?
        },
        Do::Neighbours => neighbours(first?, second?)?,
        Do::AtLeast(least) => at_least(least, parts)?,
        Do::Rank => return rank(parts),
        _ => return None,
    };
    Some(Sense::Number(number))
}

fn rank(parts: &Parts) -> Option<Sense> {
    let number = parts.first(&["digits", "d", "num"])?.number()?.whole()?;
    Some(Sense::Rank(u64::try_from(number).ok()?))
}

/// The number of an item, also of the words that multiply or divide.
fn value(item: &Item) -> Option<Number> {
    let word = item.word();
    let whole = |number: Decimal| Number::new(number, Form::Words);
    match item.class {
        Class::Num | Class::Amount => item.number(),
        Class::Power | Class::Short => {
            let scale = power(word?)?;
            Some(whole(scale).scaled_by(scale))
        }
        Class::Hundred => Some(whole(Decimal::ONE_HUNDRED).scaled_by(Decimal::ONE_HUNDRED)),
        Class::Group => Some(whole(Decimal::from(word?))),
        Class::Fraction | Class::Fractions => {
            let part = Decimal::ONE.checked_div(Decimal::from(word?))?;
            Some(Number::new(part, Form::Composed))
        }
        Class::Many => {
            let mut many = whole(Decimal::from(word?));
            many.amount = Amount::AtLeast(Decimal::from(word?));
            Some(many)
        }
        Class::Ord => match item.sense {
            Sense::Rank(rank) => {
                let part = Decimal::ONE.checked_div(Decimal::from(rank))?;
                Some(Number::new(part, Form::Composed))
            }
            _ => None,
        },
        _ => None,
    }
}

fn product(numbers: &[Number]) -> Option<Number> {
    let (first, rest) = numbers.split_first()?;
    let mut product = *first;
    for number in rest {
        product = match (product.amount, number.amount) {
            (_, Amount::Exact(factor)) => Number {
                scale: number.scale.max(product.scale),
                ..divided(product, factor)?
            },
            (Amount::Exact(factor), _) => number.times(factor)?,
            _ => return None,
        };
    }
    Some(product)
}

/// The product with a factor that may be a repeating fraction: two thirds is 2 / 3, not 2 × 0.333.
fn divided(number: Number, factor: Decimal) -> Option<Number> {
    let inverse = Decimal::ONE
        .checked_div(factor)
        .map(|inverse| inverse.round_dp(6));
    match inverse {
        Some(parts) if factor < Decimal::ONE && parts.fract().is_zero() => Some(Number {
            amount: map(number.amount, |number| number.checked_div(parts))?,
            form: Form::Composed,
            scale: number.scale,
        }),
        _ => number.times(factor),
    }
}

/// The sum of all numbers; of three, the last two are first multiplied: three and one fourth.
fn sum(numbers: &[Number]) -> Option<Number> {
    if let [first, count, part] = numbers {
        return sum(&[*first, product(&[*count, *part])?]);
    }
    let mut sum = Decimal::ZERO;
    let mut scale = Decimal::ONE;
    for number in numbers {
        sum = sum.checked_add(number.exact()?)?;
        scale = scale.max(number.scale);
    }
    Some(Number::new(sum, Form::Composed).scaled_by(scale))
}

fn ratio(first: Number, second: Number) -> Option<Number> {
    let (first, second) = (first.exact()?, second.exact()?);
    let ratio = first
        .checked_div(second)
        .filter(|_| first >= Decimal::ONE && first < second)?;
    Some(Number::new(ratio, Form::Composed))
}

/// From one number to another. In `3 to 4 million` the million counts for both.
fn range(first: Number, second: Number, hundreds: bool) -> Option<Number> {
    let scale = second.scale;
    let bare = ends(second.amount).0.checked_div(scale)?;
    let mut low = first.amount;
    if first.scale == Decimal::ONE && scale > Decimal::ONE && first.low() < bare {
        low = map(low, |number| number.checked_mul(scale))?;
    } else if hundreds && first.scale == Decimal::ONE {
        low = of_hundreds(first, second).unwrap_or(low);
    }
    if ends(low).0 > ends(second.amount).1 {
        return None;
    }
    Some(Number {
        amount: between(low, second.amount),
        form: Form::Composed,
        scale,
    })
}

/// `2 à 300` is two to three hundred: the first number is smaller than the first digit of the second.
fn of_hundreds(first: Number, second: Number) -> Option<Amount> {
    let (low, high) = (first.whole()?, second.whole()?);
    let digits = high.checked_ilog10()?;
    let unit = 10_i32.checked_pow(digits)?;
    let round = digits >= 2 && high % unit == 0;
    (round && low >= 1 && low < high / unit)
        .then(|| Amount::Exact(Decimal::from(i64::from(low) * i64::from(unit))))
}

/// Two numbers that are one apart, or the tens, hundreds or thousands of them.
fn neighbours(first: Number, second: Number) -> Option<Number> {
    let range = range(first, second, false)?;
    let (low, high) = ends(range.amount);
    let step = high.checked_sub(low)?;
    let next = step == second.scale || (step <= Decimal::TEN && low >= Decimal::TEN);
    next.then_some(range)
}

/// At least so many times the numbers; of several indefinite ones only the first is more than one: tens of
/// millions are at least twenty million.
fn at_least(least: i32, parts: &Parts) -> Option<Number> {
    let mut product = Decimal::from(least);
    let mut scale = Decimal::ONE;
    let mut many = 0;
    for (_, item) in parts.all() {
        let Some(number) = value(item) else {
            continue;
        };
        product = product.checked_mul(number.low())?;
        scale = scale.max(number.scale);
        if item.class == Class::Many {
            many += 1;
            if many > 1 {
                product = product.checked_div(Decimal::TWO)?;
            }
        }
    }
    let product = product.normalize();
    let mut number = Number::new(product, Form::Composed).scaled_by(scale);
    number.amount = Amount::AtLeast(product);
    Some(number)
}

/// Money, a percentage or a quantity from its parts.
pub(in crate::values) fn measure(action: Do, parts: &Parts) -> Option<Sense> {
    match action {
        Do::Money => money(parts),
        Do::Percent => {
            let half = Amount::Exact(Decimal::new(5, 1));
            Some(Sense::Percent(amount_of(parts).unwrap_or(half)))
        }
        Do::Quantity => {
            let unit = parts.code(&["measure"])?;
            let half = Amount::Exact(Decimal::new(5, 1));
            if !fits_sign(parts) {
                return None;
            }
            let amount = amount_of(parts).unwrap_or(half);
            Some(Sense::Quantity(amount, unit))
        }
        Do::QuantityHalf => {
            let unit = parts.code(&["measureword"])?;
            let half = Decimal::new(5, 1);
            let amount = map(amount_of(parts)?, |number| number.checked_add(half))?;
            Some(Sense::Quantity(amount, unit))
        }
        Do::MinusPercent => {
            let amount = map(amount_of(parts)?, |number| Some(-number))?;
            Some(Sense::Percent(amount))
        }
        Do::BelowZero => {
            let unit = parts.code(&["measure"])?;
            let amount = map(amount_of(parts)?, |number| Some(-number))?;
            matches!(unit, "Cel" | "[degF]" | "deg").then_some(Sense::Quantity(amount, unit))
        }
        _ => join(parts),
    }
}

/// Whether a sign of one letter stands after digits: 3 m, not three m.
fn fits_sign(parts: &Parts) -> bool {
    let sign = parts
        .first(&["measure"])
        .filter(|item| item.class == Class::MeasureSign);
    let Some(number) = parts.all().find_map(|(_, item)| item.number()) else {
        return sign.is_none();
    };
    let short = sign.is_some_and(|sign| sign.code().is_some_and(|code| code.len() == 1));
    match number.form {
        Form::Digits(_) | Form::Marked | Form::Dotted => true,
        Form::Article => sign.is_none(),
        Form::Composed => !short || number.whole().is_none(),
        Form::Words | Form::YearWords => !short,
    }
}

/// The amount of all numbers in a match: two are the ends of a range.
fn amount_of(parts: &Parts) -> Option<Amount> {
    let mut numbers = parts.all().filter_map(|(_, item)| value(item));
    let first = numbers.next()?;
    match numbers.next() {
        None => Some(first.amount),
        Some(second) => range(first, second, false).map(|range| range.amount),
    }
}

fn money(parts: &Parts) -> Option<Sense> {
    let numbers: Vec<Number> = parts.all().filter_map(|(_, item)| value(item)).collect();
    let hundredth = |number: Decimal| number.checked_div(Decimal::ONE_HUNDRED);
    let Some(currency) = parts.code(&["currency", "coin"]) else {
        let amount = map(numbers.first()?.amount, hundredth)?;
        return Some(Sense::Money(
            amount,
            match parts.word("cent")? {
                ..-1 => "GBP",
                _ => measures::CENTS,
            },
        ));
    };
    let amount = match (numbers.first()?, numbers.get(1)) {
        (first, None) => first.amount,
        (first, Some(cents)) => {
            let cents = hundredth(cents.exact()?)?;
            Amount::Exact(first.exact()?.checked_add(cents)?)
        }
    };
    Some(Sense::Money(amount, currency))
}

/// Two amounts of one kind, from one to the other.
fn join(parts: &Parts) -> Option<Sense> {
    let mut all = parts.all().map(|(_, item)| item);
    let (first, second) = (all.next()?, all.next()?);
    Some(match (&first.sense, &second.sense) {
        (Sense::Number(low), Sense::Percent(high)) => Sense::Percent(up(low.amount, *high)?),
        (Sense::Percent(low), Sense::Percent(high)) => Sense::Percent(up(*low, *high)?),
        (Sense::Number(low), Sense::Money(high, currency)) => {
            Sense::Money(up(low.amount, *high)?, currency)
        }
        (Sense::Money(low, currency), Sense::Number(high)) => {
            let low = Number {
                amount: *low,
                form: Form::Composed,
                scale: Decimal::ONE,
            };
            Sense::Money(range(low, *high, false)?.amount, currency)
        }
        (Sense::Money(low, one), Sense::Money(high, other)) if one == other => {
            Sense::Money(up(*low, *high)?, one)
        }
        (Sense::Number(low), Sense::Quantity(high, unit)) => {
            Sense::Quantity(up(low.amount, *high)?, unit)
        }
        (Sense::Quantity(low, one), Sense::Quantity(high, other)) if one == other => {
            Sense::Quantity(up(*low, *high)?, one)
        }
        _ => return None,
    })
}

fn up(low: Amount, high: Amount) -> Option<Amount> {
    (ends(low).0 <= ends(high).1).then(|| between(low, high))
}
