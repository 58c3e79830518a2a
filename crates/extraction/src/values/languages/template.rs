//! What a language's table is made of.
//!
//! A language is one file: a [`Template`] of words and rules, and no code. To add one, copy `sample.rs`, which is a small
//! table with comments, or a whole table; translate its words and adapt its rules; then name it in `languages/mod.rs`, once
//! as a module and once in the list. The tests of a language are one file of marked sentences.
//!
//! # Words
//! `(class, number, "form form two_words")`: the forms mean `number` as a word of `class`.
//! Forms are compared without case and accents; `_` stands for a space, and a hyphen or an
//! apostrophe matches with or without spaces around it.
//!
//! # Rules
//! `("pattern", action)`: in each phase all patterns are tried at every place; what the action
//! makes of a match is an item of the phase's class, which later phases can use.
//! - `word`, `word|other|two_words`: these words.
//! - `<month>`: an item of a class, or one that passes a test (the names are in `grammar/wants.rs`).
//! - `x?`, `( x y )?`, `( x | y z )`: optional and alternative parts.
//! - `~x`: without white space before it.
//! - `\\(`, `\\)`: brackets in the text.
//! - `[ x ]`: only this part is marked, the rest is context.
//! - `not<word|other`, `not>word|other`: the token before, or the next one, is none of these.
//! - `name<`: the token before starts with a capital; `word<`: it is a word; `end>`: no word or number comes next.
//! - `% ` at the start: the match might well be something else ([`Strength::Possible`]);
//!   `! `: it can be nothing else ([`Strength::Certain`]).
//!
//! [`Strength::Possible`]: crate::values::Strength::Possible
//! [`Strength::Certain`]: crate::values::Strength::Certain

use dateline_annotation::Modifier;

/// What a word or a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(in crate::values) enum Class {
    // Parts of numbers in words.
    /// A number word from 0 to 99.
    Small,
    /// A hundred.
    Hundred,
    /// A power of ten from a thousand up; the number is the exponent.
    Power,
    /// A word between parts of a number: `and`, `et`.
    And,
    /// The decimal point in words.
    Point,
    /// One: 0 is an article that counts as one before a hundred, 2 one that is also the number,
    /// 1 the number only.
    One,
    /// An ordinal word; the number is its rank.
    Rank,
    /// What makes an ordinal of digits: `3rd`, `1er`.
    RankEnding,
    /// Short for a power of ten after digits: `mln`, `k`; the number is the exponent.
    Short,
    /// A part of a whole; the number is the denominator.
    Fraction,
    /// Several parts of a whole: thirds.
    Fractions,
    /// A collective number: dozen, centaine, tiental.
    Group,
    /// A number that is at least so many: `tientallen`, `dozens`.
    Many,
    /// An indefinite number word: a few, enkele, several.
    Few,
    // Words of the calendar and the clock.
    /// A month by its full and unambiguous name.
    Month,
    /// A month short or by a name that is also another word.
    MonthShort,
    /// A day of the week, Monday is 1.
    Weekday,
    /// A day of the week, short.
    WeekdayShort,
    /// A season: 0 spring, 1 summer, 2 autumn, 3 winter.
    Season,
    /// A unit of time; the number is that of [`Unit`](crate::values::dates::length::Unit).
    Unit,
    /// Several units of time: hours.
    Units,
    /// Last (-1), this (0) or next (1).
    Shift,
    /// A day by its distance to today.
    DayWord,
    /// A part of the day, see [`PARTS`](crate::values::dates::when::PARTS).
    Part,
    /// A part of the day that tells the halves of the clock apart: `in the afternoon`.
    PartOf,
    /// A day and its part in one word: ten times the distance to today, plus the part.
    DayPart,
    /// A weekday and its part in one word: ten times the weekday, plus the part.
    WeekdayPart,
    /// A clock time by name: noon is 12, midnight 0.
    ClockWord,
    /// Before noon (0), after noon (12).
    HalfDay,
    /// A time zone; the number is its offset in minutes.
    Zone,
    /// A holiday; the number is that of its rule in `dates/holiday.rs`.
    Feast,
    /// Start (0), middle (1) or end (2) of a period.
    Edge,
    /// A decade by a word: eighties is 80.
    DecadeWord,
    /// A word that marks an age: `aged`.
    Age,
    /// A length without a number in one word: `jarenlang`; the number is that of its unit.
    Long,
    // Money and measures.
    /// A currency.
    Currency,
    /// A hundredth of a currency: -1 of whichever, -2 of a pound.
    Cent,
    /// A currency's sign or code, which can also stand before the amount.
    Coin,
    /// A unit of measurement.
    Measure,
    /// The sign of a unit of measurement.
    MeasureSign,
    /// What stands after a number in one word: `drietal`; its number is not used.
    Tal,
    /// Per cent.
    Percentage,
    // What rules make.
    /// One number.
    Num,
    /// A rank.
    Ord,
    /// A number, a range, or an approximation.
    Amount,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// An amount of a physical unit.
    Quantity,
    /// A length of time in one unit.
    Stretch,
    /// A length of time.
    Length,
    /// A day, month or year.
    Point1,
    /// A date of any form but a range.
    Date,
    /// A clock time without a day.
    Clock,
    /// A clock time or part of a day.
    Time,
    /// Two of a kind: from one to the other.
    Range,
}

/// What is made of a match; the modules of the same subject say how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum Do {
    // numbers
    /// The product of all numbers matched.
    Times,
    /// The sum of all numbers matched.
    Add,
    /// One and a half of the last word: `one million and a half`; the payload is in hundredths.
    AddPart(i32),
    /// A fixed number, in hundredths.
    Fixed(i32),
    /// The first number divided by the second.
    Ratio,
    /// From the first number to the second.
    Span,
    /// As [`Do::Span`], and `2 to 300` is two to three hundred.
    SpanOfHundreds,
    /// Two numbers that belong together in any order: a score.
    Score,
    /// Two numbers that follow each other: two, three.
    Neighbours,
    /// At least so many times the numbers matched.
    AtLeast(i32),
    /// A rank.
    Rank,
    // money, measures
    /// Money.
    Money,
    /// A percentage.
    Percent,
    /// A percentage with a minus.
    MinusPercent,
    /// A quantity.
    Quantity,
    /// A quantity and half a unit.
    QuantityHalf,
    /// A temperature below zero.
    BelowZero,
    /// The same unit for two amounts, or two units of one amount.
    Join,
    // lengths
    /// A length of time.
    Length,
    /// A length of one unit, and the fraction (in hundredths) that the words add.
    LengthAnd(i32),
    /// An indefinite length.
    Vague,
    /// The same, in a text that says nothing else.
    VagueAlone,
    /// So many years: an age.
    Years,
    /// An age within ten years: in his forties.
    Decades,
    /// So many hours.
    Hours,
    /// So many of the unit that the last word names: 19-jarige.
    Age,
    // dates
    /// A day, month or year from its parts.
    Date,
    /// A unit around the reference: last week.
    Around,
    /// The unit that the reference lies in, by whatever words: the coming weekend.
    ThisUnit,
    /// The quarter (3), half (6) or third (4) of a year, so many months each.
    YearPart(u8),
    /// A season.
    Season,
    /// A week by its number.
    Week,
    /// A decade.
    Decade,
    /// A century.
    Century,
    /// A holiday.
    Feast,
    /// A length before (-1) or after (1) now.
    Ago(i8),
    /// A length after now, if the sentence speaks of what is to come; else how long it took.
    AheadIf,
    /// The day or the period mentioned last.
    That,
    /// The day after the one mentioned last.
    Next,
    /// The day before the one mentioned last.
    Previous,
    /// The week of a day.
    WeekOf,
    /// The first so long of a period.
    FirstOf,
    /// A length before or after the date mentioned last.
    Story(i8),
    /// A length before or after a date that the words name.
    From(i8),
    /// The last (-1) or next (1) so many units.
    Last(i8),
    /// A weekday or rank inside a period.
    Within,
    /// The last weekday or unit inside a period.
    WithinLast,
    /// The begin, middle or end of a period, by the word matched.
    EdgeWord,
    /// The date that is matched, as it is.
    Same,
    // times
    /// A clock time from its parts.
    Clock,
    /// Minutes past the hour.
    Past,
    /// Minutes to the hour.
    To,
    /// Half an hour before the hour, with minutes past (1) or to (-1) that.
    HalfTo(i8),
    /// A part of a day.
    PartOfDay,
    /// A clock time or a part, on a day.
    OnDay,
    /// A clock time in a part of this day.
    OnThis,
    /// A clock time in a part of a weekday.
    OnPart,
    /// A night between two days, which is the first day's.
    NightBefore,
    /// The same, of two days of a month that is not named.
    NightOf,
    /// From the first to the second date or time.
    Range,
    /// A year and the one after it.
    NextYear,
    /// From one day of a month to another.
    DayRange,
    /// From one month of a year to another.
    MonthRange,
    /// Something that repeats.
    Every,
    /// Nothing: what matches is no expression.
    Nothing,
}

/// A word list entry: class, number, forms.
pub(in crate::values) type Word = (Class, i32, &'static str);

/// What a currency or unit is called: its code, then the forms. A currency's is its ISO 4217 code, or the name of a
/// family of currencies that a country tells apart (`numbers/countries.rs`); a unit's is its UCUM code.
pub(in crate::values) type Named = (&'static str, &'static str);

/// A pattern and what is made of it.
pub(in crate::values) type Rule = (&'static str, Do);

/// A language's table.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a habit that a language has or not"
)]
pub(in crate::values) struct Template {
    /// Whether a comma stands before the decimals (and a dot groups thousands).
    pub decimal_comma: bool,
    /// Whether a plain space groups thousands.
    pub space_groups: bool,
    /// Whether `11/12` is day and month.
    pub day_first: bool,
    /// Whether months are written with a capital.
    pub capital_months: bool,
    /// The currency of cents whose currency is not said; a code or a shared name of `numbers/countries.rs`.
    pub cents: &'static str,
    /// How number words are put together.
    pub spelling: Spelling,
    /// The words.
    pub words: &'static [Word],
    /// What currencies are called, besides their signs and codes (`numbers/currencies.tsv`).
    pub currencies: &'static [Named],
    /// What units are called, besides their signs (`numbers/units.tsv`).
    pub units: &'static [Named],
    /// The rules, in the order of their phases.
    pub phases: &'static [(Class, &'static [Rule])],
    /// Words before an expression that change its value: `about`.
    pub before: &'static [(&'static str, Modifier)],
    /// Words after an expression that change its value: `or more`.
    pub after: &'static [(&'static str, Modifier)],
    /// Words by which a date is still to come.
    pub future: &'static str,
    /// Endings of verbs by which a date is still to come.
    pub future_endings: &'static [&'static str],
    /// Words after which those words speak of something else: what was said, or that was.
    pub past: &'static str,
}

/// How number words are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a habit that a language has or not"
)]
pub(in crate::values) struct Spelling {
    /// Units stand before tens, in one word: `eenentwintig`.
    pub compound: bool,
    /// `soixante-dix`, `quatre-vingt`.
    pub vigesimal: bool,
    /// The joining word stands after a hundred or thousand: `one hundred and five`.
    pub and_after_hundred: bool,
    /// The joining word stands between ten and unit: `vingt et un`.
    pub and_after_ten: bool,
    /// A comma may stand between groups: `one thousand, two hundred`.
    pub comma_between_groups: bool,
}
