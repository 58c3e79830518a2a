//! Holidays and the day on which they fall.

use jiff::civil::Date;

use crate::values::dates::calendar::{Grain, Period, after_days, nth_weekday};

/// How the day of a holiday is found.
#[derive(Debug, Clone, Copy)]
enum Rule {
    /// The same month and day every year.
    Fixed(i8, i8),
    /// So many days after Easter Sunday.
    Easter(i64),
    /// The so manieth weekday (Monday is 1) of a month; -1 is the last.
    Nth(i8, i8, i8),
    /// The day after the fourth Thursday of November.
    BlackFriday,
    /// 27 April, 26 when that is a Sunday; 30 April before 2014 (or the day before).
    KingsDay,
    /// From the table of new moons.
    ChineseNewYear,
}

/// The rules, by the numbers that the word tables use.
const RULES: [Rule; 50] = [
    Rule::Easter(0),      // 0 Easter Sunday
    Rule::Easter(1),      // 1 Easter Monday
    Rule::Easter(-2),     // 2 Good Friday
    Rule::Easter(-3),     // 3 Maundy Thursday
    Rule::Easter(-7),     // 4 Palm Sunday
    Rule::Easter(-46),    // 5 Ash Wednesday
    Rule::Easter(-47),    // 6 Shrove Tuesday
    Rule::Easter(39),     // 7 Ascension Day
    Rule::Easter(49),     // 8 Pentecost
    Rule::Easter(50),     // 9 Whit Monday
    Rule::Easter(60),     // 10 Corpus Christi
    Rule::Fixed(1, 1),    // 11 New Year's Day
    Rule::Fixed(12, 31),  // 12 New Year's Eve
    Rule::Fixed(12, 25),  // 13 Christmas
    Rule::Fixed(12, 24),  // 14 Christmas Eve
    Rule::Fixed(12, 26),  // 15 Boxing Day
    Rule::Fixed(1, 6),    // 16 Epiphany
    Rule::Fixed(2, 14),   // 17 Valentine's Day
    Rule::Fixed(3, 17),   // 18 St Patrick's Day
    Rule::Fixed(4, 1),    // 19 April Fools' Day
    Rule::Fixed(5, 1),    // 20 Labour Day
    Rule::Fixed(8, 15),   // 21 Assumption
    Rule::Fixed(10, 31),  // 22 Halloween
    Rule::Fixed(11, 1),   // 23 All Saints
    Rule::Fixed(11, 2),   // 24 All Souls
    Rule::Fixed(11, 11),  // 25 Armistice Day
    Rule::Nth(4, 4, 11),  // 26 Thanksgiving
    Rule::BlackFriday,    // 27
    Rule::Nth(2, 7, 5),   // 28 Mother's Day
    Rule::Nth(-1, 7, 5),  // 29 Mother's Day in France
    Rule::Nth(3, 7, 6),   // 30 Father's Day
    Rule::Nth(1, 1, 9),   // 31 Labor Day in the United States
    Rule::Nth(-1, 1, 5),  // 32 Memorial Day
    Rule::Nth(3, 1, 1),   // 33 Martin Luther King Day
    Rule::Nth(3, 1, 2),   // 34 Presidents' Day
    Rule::Nth(2, 1, 10),  // 35 Columbus Day
    Rule::Fixed(7, 4),    // 36 Independence Day
    Rule::Fixed(7, 14),   // 37 Bastille Day
    Rule::Fixed(7, 21),   // 38 Belgian national day
    Rule::KingsDay,       // 39
    Rule::Fixed(5, 4),    // 40 Remembrance of the Dead
    Rule::Fixed(5, 5),    // 41 Liberation Day
    Rule::Fixed(12, 5),   // 42 St Nicholas' Eve
    Rule::Fixed(11, 5),   // 43 Guy Fawkes Night
    Rule::Fixed(6, 24),   // 44 St John
    Rule::Fixed(12, 6),   // 45 St Nicholas
    Rule::Fixed(3, 8),    // 46 Women's Day
    Rule::Fixed(7, 1),    // 47 Canada Day
    Rule::Fixed(6, 19),   // 48 Juneteenth
    Rule::ChineseNewYear, // 49
];

/// The Chinese New Year of 2000 to 2040: days after 20 January.
/// As in the calendar conversion tables of the Hong Kong Observatory.
const CHINESE: [i64; 41] = [
    16, 4, 23, 12, 2, 20, 9, 29, 18, 6, 25, 14, 3, 21, 11, 30, 19, 8, 27, 16, 5, 23, 12, 2, 21, 9,
    28, 17, 6, 24, 14, 3, 22, 11, 30, 19, 8, 26, 15, 4, 23,
];

/// The day of holiday `feast` in `year`.
pub(in crate::values) fn day_of(feast: i32, year: i16) -> Option<Date> {
    let rule = *RULES.get(usize::try_from(feast).ok()?)?;
    match rule {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
        Rule::Easter(days) => after_days(easter(year)?, days),
        Rule::Nth(nth, weekday, month) => nth_of_month(year, month, nth, weekday),
        Rule::BlackFriday => after_days(nth_of_month(year, 11, 4, 4)?, 1),
        Rule::KingsDay => {
            let (day, before) = if year < 2014 { (30, 29) } else { (27, 26) };
            let date = Date::new(year, 4, day).ok()?;
            let sunday = crate::values::dates::calendar::number_of(date) == 7;
            Date::new(year, 4, if sunday { before } else { day }).ok()
        }
        Rule::ChineseNewYear => {
            let days = CHINESE.get(usize::try_from(year - 2000).ok()?)?;
            after_days(Date::new(year, 1, 20).ok()?, *days)
        }
    }
}

fn nth_of_month(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    nth_weekday(Period::around(first, Grain::Month)?, nth, weekday)
}

/// Easter Sunday in the Gregorian calendar.
pub(in crate::values) fn easter(year: i16) -> Option<Date> {
    let day = computus::gregorian(year.into()).ok()?;
    let (month, day) = (i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?);
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2016, 3, 27),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn movable_feasts_move() {
        for (feast, day) in [
            (26, date(2016, 11, 24)),
            (27, date(2016, 11, 25)),
            (39, date(2014, 4, 26)),
            (39, date(2013, 4, 30)),
            (7, date(2016, 5, 5)),
            (32, date(2016, 5, 30)),
            (49, date(2018, 2, 16)),
            (49, date(2023, 1, 22)),
        ] {
            assert_eq!(day_of(feast, day.year()), Some(day), "{feast}");
        }
    }
}
