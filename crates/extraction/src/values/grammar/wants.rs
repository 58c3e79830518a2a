//! The names that stand between `<` and `>` in patterns.

use dateline_annotation::Amount;

use crate::values::grammar::pattern::bits;
use crate::values::languages::template::Class;
use crate::values::numbers::amount::Form;
use crate::values::reading::chart::{Item, Sense};

/// What a part of a pattern asks of an item.
#[derive(Debug, Clone, Copy)]
pub(in crate::values) struct Want {
    /// Its name in the pattern.
    pub name: &'static str,
    /// The classes that it can have, as bits.
    pub classes: u64,
    /// What else must hold.
    pub test: fn(&Item) -> bool,
}

const fn all(name: &'static str, classes: &[Class]) -> Want {
    Want {
        name,
        classes: bits(classes),
        test: |_| true,
    }
}

const fn some(name: &'static str, classes: &[Class], test: fn(&Item) -> bool) -> Want {
    Want {
        name,
        classes: bits(classes),
        test,
    }
}

/// Every name, with what it asks.
static WANTS: [Want; 97] = [
    // Numbers.
    some("num", &[Class::Num], |item| {
        form(item) != Some(Form::YearWords)
    }),
    some("digits", &[Class::Num], is_digits),
    some("few", &[Class::Num], |item| {
        is_digits(item) || between(item, 0, 99)
    }),
    all("ord", &[Class::Ord]),
    some("amt", &[Class::Num, Class::Amount], |item| {
        form(item) != Some(Form::YearWords)
    }),
    all("amount", &[Class::Amount]),
    some("onepart", &[Class::Amount], |item| {
        let number = item
            .number()
            .and_then(crate::values::numbers::amount::Number::exact);
        number.is_some_and(|number| number < rust_decimal::Decimal::ONE)
    }),
    all("power", &[Class::Power]),
    all("hundred", &[Class::Hundred]),
    all("short", &[Class::Short]),
    all("fraction", &[Class::Fraction, Class::Fractions]),
    some("quarterpart", &[Class::Fraction], |item| {
        matches!(item.word(), Some(2 | 4))
    }),
    some("smallpart", &[Class::Fraction], |item| {
        matches!(item.word(), Some(2..=4))
    }),
    all("fractions", &[Class::Fractions]),
    some("numerator", &[Class::Num], |item| between(item, 2, 19)),
    all("group", &[Class::Group]),
    all("many", &[Class::Many]),
    some(
        "open",
        &[Class::Num, Class::Amount],
        |item| matches!(item.number(), Some(number) if matches!(number.amount, Amount::AtLeast(_))),
    ),
    all("vague", &[Class::Few]),
    some("one", &[Class::Num], |item| {
        form(item) == Some(Form::Article)
    }),
    some("small", &[Class::Num], |item| between(item, 1, 20)),
    some("rankending", &[Class::RankEnding], |_| true),
    // Fields of a date.
    some("d", &[Class::Num], |item| {
        digits(item, 1, 2) && between(item, 1, 31)
    }),
    some("dd", &[Class::Num], |item| {
        digits(item, 2, 2) && between(item, 1, 31)
    }),
    some("day", &[Class::Num, Class::Ord], is_day),
    some("dayord", &[Class::Ord], is_day),
    some("d13", &[Class::Num], |item| {
        digits(item, 2, 2) && between(item, 13, 31)
    }),
    some("mon", &[Class::Num], |item| {
        digits(item, 1, 2) && between(item, 1, 12)
    }),
    some("mon2", &[Class::Num], |item| {
        digits(item, 2, 2) && between(item, 1, 12)
    }),
    some("y4", &[Class::Num], is_year_of_four),
    some("y19", &[Class::Num], |item| {
        digits(item, 4, 4) && between(item, 1900, 2099)
    }),
    some("year", &[Class::Num], is_year),
    some("y2", &[Class::Num], |item| digits(item, 2, 2)),
    some("week", &[Class::Num], |item| {
        digits(item, 1, 2) && between(item, 1, 53)
    }),
    all("month", &[Class::Month, Class::MonthShort]),
    all("longmonth", &[Class::Month]),
    all("shortmonth", &[Class::MonthShort]),
    all("weekday", &[Class::Weekday, Class::WeekdayShort]),
    all("longweekday", &[Class::Weekday]),
    all("shortweekday", &[Class::WeekdayShort]),
    all("season", &[Class::Season]),
    all("unit", &[Class::Unit, Class::Units]),
    all("units", &[Class::Units]),
    some("longunits", &[Class::Units], |item| {
        word_in(item, &[9, 10, 11])
    }),
    all("long", &[Class::Long]),
    all("oneunit", &[Class::Unit]),
    some("dateunit", &[Class::Unit, Class::Units], |item| {
        word_in(item, &[3, 4, 5, 6, 7, 8, 9, 10, 12, 16])
    }),
    some("periodunit", &[Class::Unit, Class::Units], |item| {
        word_in(item, &[4, 5, 6, 7, 8, 9, 10, 12])
    }),
    some("dayunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(3)
    }),
    some("weekunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(4)
    }),
    some("monthunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(5)
    }),
    some("quarterunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(6)
    }),
    some("halfunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(7)
    }),
    some("yearunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(8)
    }),
    some("decadeunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(9)
    }),
    some("centuryunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(10)
    }),
    some("weekendunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(12)
    }),
    some("hourunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(2)
    }),
    some("minuteunit", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(1)
    }),
    some("quarterhour", &[Class::Unit, Class::Units], |item| {
        item.word() == Some(14)
    }),
    all("shift", &[Class::Shift]),
    some("lastnext", &[Class::Shift], |item| item.word() != Some(0)),
    some("this", &[Class::Shift], |item| item.word() == Some(0)),
    all("dayword", &[Class::DayWord]),
    all("part", &[Class::Part]),
    all("partof", &[Class::PartOf]),
    all("daypart", &[Class::DayPart]),
    all("weekdaypart", &[Class::WeekdayPart]),
    all("clockword", &[Class::ClockWord]),
    all("half", &[Class::HalfDay]),
    all("zone", &[Class::Zone]),
    all("feast", &[Class::Feast]),
    all("edge", &[Class::Edge]),
    all("decadeword", &[Class::DecadeWord]),
    some("decade", &[Class::Num], |item| {
        is_digits(item) && is_decade(item)
    }),
    all("age", &[Class::Age]),
    // Fields of a clock time.
    some("hh", &[Class::Num], |item| {
        digits(item, 1, 2) && between(item, 0, 24)
    }),
    some("hhmm", &[Class::Num], is_hour_and_minute),
    some("mm", &[Class::Num], |item| {
        digits(item, 2, 2) && between(item, 0, 59)
    }),
    some("ss", &[Class::Num], |item| {
        digits(item, 2, 2) && between(item, 0, 59)
    }),
    some("hour", &[Class::Num], |item| {
        is_plain(item) && between(item, 0, 24)
    }),
    some("pmhour", &[Class::Num], |item| {
        is_plain(item) && between(item, 13, 23)
    }),
    some("manyhours", &[Class::Num, Class::Amount], |item| {
        between(item, 24, 9999)
    }),
    some("hour12", &[Class::Num], |item| {
        is_plain(item) && between(item, 1, 12)
    }),
    some("min", &[Class::Num], |item| {
        is_plain(item) && between(item, 1, 59) && form(item) != Some(Form::Article)
    }),
    // Measures.
    all("currency", &[Class::Currency, Class::Coin]),
    all("coin", &[Class::Coin]),
    all("tal", &[Class::Tal]),
    some("counted1", &[Class::Num, Class::Amount], |item| {
        form(item) != Some(Form::Article) && form(item) != Some(Form::YearWords)
    }),
    some("nodot", &[Class::Num, Class::Amount], |item| {
        !matches!(form(item), Some(Form::Dotted | Form::YearWords))
    }),
    some("age1", &[Class::Num], |item| {
        between(item, 2, 115) && matches!(form(item), Some(Form::Digits(_) | Form::Words))
    }),
    some("tens", &[Class::Num], |item| {
        between(item, 10, 99) && is_plain(item)
    }),
    some("d5", &[Class::Num], |item| {
        digits(item, 1, 2) && between(item, 5, 31)
    }),
    some("mon5", &[Class::Num], |item| {
        digits(item, 1, 2) && between(item, 5, 12)
    }),
    all("cent", &[Class::Cent]),
    all("measure", &[Class::Measure, Class::MeasureSign]),
    all("measureword", &[Class::Measure]),
];

/// Names of what the rules of earlier phases made.
static MADE: [Want; 14] = [
    some("counted", &[Class::Stretch, Class::Length], |item| {
        item.end - item.start > 1
    }),
    all("percentage", &[Class::Percentage]),
    all("money", &[Class::Money]),
    all("percent", &[Class::Percent]),
    all("quantity", &[Class::Quantity]),
    all("stretch", &[Class::Stretch]),
    all("length", &[Class::Stretch, Class::Length]),
    some(
        "sure",
        &[Class::Stretch, Class::Length],
        |item| matches!(&item.sense, Sense::Length(length) if !length.vague),
    ),
    all("point", &[Class::Point1]),
    all("date", &[Class::Point1, Class::Date]),
    some("marked", &[Class::Point1, Class::Date], |item| {
        item.strength > crate::values::Strength::Possible
    }),
    all("clock", &[Class::Clock]),
    all("time", &[Class::Time, Class::Clock]),
    all("nothing", &[]),
];

/// What a name asks; a name that is none asks what nothing has.
pub(in crate::values) fn want(name: &'static str) -> Want {
    let known = WANTS.iter().chain(&MADE).find(|want| want.name == name);
    debug_assert!(known.is_some(), "<{name}> is no name of an item");
    known.copied().unwrap_or(all("nothing", &[]))
}

fn form(item: &Item) -> Option<Form> {
    item.number().map(|number| number.form)
}

fn is_digits(item: &Item) -> bool {
    matches!(
        form(item),
        Some(Form::Digits(_) | Form::Marked | Form::Dotted)
    )
}

fn is_plain(item: &Item) -> bool {
    matches!(
        form(item),
        Some(Form::Digits(1..=2) | Form::Words | Form::Article)
    )
}

fn digits(item: &Item, least: u8, most: u8) -> bool {
    matches!(form(item), Some(Form::Digits(count)) if least <= count && count <= most)
}

fn between(item: &Item, least: i32, most: i32) -> bool {
    let whole = item
        .number()
        .and_then(crate::values::numbers::amount::Number::whole);
    whole.is_some_and(|number| least <= number && number <= most)
}

fn is_day(item: &Item) -> bool {
    match item.sense {
        Sense::Rank(rank) => (1..=31).contains(&rank),
        _ => (digits(item, 1, 2) || form(item) == Some(Form::Words)) && between(item, 1, 31),
    }
}

fn is_year_of_four(item: &Item) -> bool {
    digits(item, 4, 4) && between(item, 1000, 2199)
}

fn is_year(item: &Item) -> bool {
    is_year_of_four(item)
        || form(item) == Some(Form::YearWords)
        || (form(item) == Some(Form::Words) && between(item, 1700, 2100))
}

fn is_hour_and_minute(item: &Item) -> bool {
    let whole = item
        .number()
        .and_then(crate::values::numbers::amount::Number::whole);
    digits(item, 4, 4) && whole.is_some_and(|time| time / 100 < 24 && time % 100 < 60)
}

fn is_decade(item: &Item) -> bool {
    let whole = item
        .number()
        .and_then(crate::values::numbers::amount::Number::whole);
    let four = digits(item, 4, 4) && between(item, 1000, 2190);
    (four || digits(item, 2, 2)) && whole.is_some_and(|number| number % 10 == 0)
}

fn word_in(item: &Item, numbers: &[i32]) -> bool {
    item.word().is_some_and(|number| numbers.contains(&number))
}
