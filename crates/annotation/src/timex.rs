//! The notation of TIMEX3 taken apart: what it names, how precisely, and what a coarser name of it is.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use rust_decimal::Decimal;

use crate::value::Timex;

/// One end of a [`Timex`]: a date, a time on it, or a length.
///
/// ```
/// use dateline_annotation::timex::{Moment, parts};
/// let value = "2016-11-24/2016-11-30".parse().expect("a value");
/// let [from, to] = parts(&value)[..] else { panic!("two ends") };
/// assert!(matches!(from, Moment::Day(_)));
/// assert_eq!(to.coarser().last().map(ToString::to_string).as_deref(), Some("20"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment<'t> {
    /// A day.
    Day(Date),
    /// A month of a year.
    Month(i16, i8),
    /// An ISO week.
    Week(i16, i8),
    /// The weekend of one.
    Weekend(i16, i8),
    /// A quarter, 1 to 4.
    Quarter(i16, i8),
    /// Half a year, 1 or 2.
    Half(i16, i8),
    /// 0 spring, 1 summer, 2 autumn, 3 winter.
    Season(i16, usize),
    /// A year.
    Year(i16),
    /// Ten years, from this one.
    Decade(i16),
    /// A hundred years, from this one.
    Century(i16),
    /// A date of which the year, or more, is not known: `XXXX-05-12`, `XXXX-WXX-6`.
    Partial(&'t str),
    /// A clock time or part of a day, on a day that is perhaps not known.
    Time(Option<Date>, &'t str),
    /// A length of time, or how far away something is: `P3Y`, `P-3Y`.
    Length(&'t str),
    /// Some time ago (`PAST_REF`), or to come.
    Reference(&'t str),
}

const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// The ends of a value: one, or two of a range. Empty when one of them is none, such as a thirteenth month.
pub fn parts(timex: &Timex) -> Vec<Moment<'_>> {
    let ends = timex.as_str().split('/').map(Moment::of);
    let ends: Option<Vec<_>> = ends.collect();
    ends.filter(|ends| ends.len() <= 2).unwrap_or_default()
}

/// Whether a value says when something is. A length says so too where no publication date is known: `P-3Y`, `P2W`.
pub fn is_date(timex: &Timex) -> bool {
    !parts(timex).is_empty()
}

/// Whether a value says how long something lasts.
pub fn is_length(timex: &Timex) -> bool {
    let ends = parts(timex);
    let length = |end: &Moment<'_>| matches!(end, Moment::Length(text) if !text.contains('-'));
    !ends.is_empty() && ends.iter().all(length)
}

impl<'t> Moment<'t> {
    fn of(text: &'t str) -> Option<Self> {
        if let "PAST_REF" | "PRESENT_REF" | "FUTURE_REF" = text {
            return Some(Self::Reference(text));
        }
        if text.starts_with('P') {
            return (!units(text)?.is_empty()).then_some(Self::Length(text));
        }
        if let Some((day, time)) = text.split_once('T') {
            let day_known = Self::date(day);
            return match day_known {
                Some(Self::Day(day)) => is_time(time).then_some(Self::Time(Some(day), time)),
                _ if day.is_empty() => is_time(time).then_some(Self::Time(None, time)),
                Some(Self::Partial(_) | Self::Week(..)) => Some(Self::Partial(text)),
                _ => None,
            };
        }
        Self::date(text)
    }

    fn date(text: &'t str) -> Option<Self> {
        let (year, rest) = text.split_once('-').unwrap_or((text, ""));
        if text.contains('X') {
            let known = text
                .chars()
                .all(|c| c.is_ascii_digit() || "X-WEQHSPUFAI".contains(c));
            return (known && year.len() == 4).then_some(Self::Partial(text));
        }
        let number: i16 = year.parse().ok()?;
        match (year.len(), rest) {
            (2, "") => return Some(Self::Century(number * 100)),
            (3, "") => return Some(Self::Decade(number * 10)),
            (4, "") => return Some(Self::Year(number)),
            (4, _) => {}
            _ => return None,
        }
        let digit = |text: &str, most: i8| {
            let digit = text.parse().ok()?;
            (1..=most).contains(&digit).then_some(digit)
        };
        if let Some(season) = SEASONS.iter().position(|season| *season == rest) {
            return Some(Self::Season(number, season));
        }
        if let Some(quarter) = rest.strip_prefix('Q') {
            return Some(Self::Quarter(number, digit(quarter, 4)?));
        }
        if let Some(half) = rest.strip_prefix('H') {
            return Some(Self::Half(number, digit(half, 2)?));
        }
        if let Some(week) = rest.strip_prefix('W') {
            let (week, weekend) = match week.strip_suffix("-WE") {
                Some(week) => (week, true),
                None => (week, false),
            };
            let week = digit(week, 53)?;
            ISOWeekDate::new(number, week, Weekday::Monday).ok()?;
            return Some(if weekend {
                Self::Weekend(number, week)
            } else {
                Self::Week(number, week)
            });
        }
        match rest.split_once('-') {
            None if rest.len() == 2 => Some(Self::Month(number, digit(rest, 12)?)),
            Some((month, day)) if month.len() == 2 && day.len() == 2 => {
                let day = Date::new(number, month.parse().ok()?, day.parse().ok()?).ok()?;
                Some(Self::Day(day))
            }
            _ => None,
        }
    }

    /// What the same is called less precisely, step by step: a day's week, month, quarter, year, decade and century.
    pub fn coarser(self) -> Vec<Moment<'static>> {
        let of_year = |year: i16| {
            let decade = year.div_euclid(10) * 10;
            vec![
                Moment::Year(year),
                Moment::Decade(decade),
                Moment::Century(year.div_euclid(100) * 100),
            ]
        };
        let of_month = |year: i16, month: i8| {
            let mut all = vec![
                Moment::Quarter(year, (month - 1) / 3 + 1),
                Moment::Half(year, (month - 1) / 6 + 1),
            ];
            all.extend(of_year(year));
            all
        };
        match self {
            Self::Day(day) | Self::Time(Some(day), _) => {
                let week = day.iso_week_date();
                let mut all = vec![
                    Moment::Week(week.year(), week.week()),
                    Moment::Month(day.year(), day.month()),
                ];
                all.extend(of_month(day.year(), day.month()));
                if matches!(self, Self::Time(..)) {
                    all.insert(0, Moment::Day(day));
                }
                all
            }
            Self::Month(year, month) => of_month(year, month),
            Self::Week(year, _)
            | Self::Weekend(year, _)
            | Self::Season(year, _)
            | Self::Half(year, _) => of_year(year),
            Self::Quarter(year, quarter) => {
                let mut all = vec![Moment::Half(year, (quarter + 1) / 2)];
                all.extend(of_year(year));
                all
            }
            Self::Year(year) => of_year(year).split_off(1),
            Self::Decade(year) => of_year(year).split_off(2),
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Moment<'_> {
    /// As it stands in a [`Timex`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Self::Weekend(year, week) => write!(f, "{year:04}-W{week:02}-WE"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Season(year, season) => {
                write!(f, "{year:04}-{}", SEASONS.get(season).unwrap_or(&"SP"))
            }
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Decade(year) => write!(f, "{:03}", year.div_euclid(10)),
            Self::Century(year) => write!(f, "{:02}", year.div_euclid(100)),
            Self::Time(day, time) => match day {
                Some(day) => write!(f, "{day}T{time}"),
                None => write!(f, "T{time}"),
            },
            Self::Partial(text) | Self::Length(text) | Self::Reference(text) => f.write_str(text),
        }
    }
}

/// `14:30`, `14:30:05Z`, `14:30+01:00`, `24:00`, or a part of the day: `MO`.
fn is_time(text: &str) -> bool {
    if text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()) {
        return true;
    }
    let clock = text.trim_end_matches('Z');
    let clock = clock.split(['+', '-']).next().unwrap_or_default();
    let fields: Vec<Option<u8>> = clock.split(':').map(|field| field.parse().ok()).collect();
    match fields[..] {
        [Some(hour)] => hour <= 24,
        [Some(hour), Some(minute)] => hour <= 24 && minute < 60,
        [Some(hour), Some(minute), Some(second)] => hour <= 24 && minute < 60 && second <= 60,
        _ => false,
    }
}

/// A unit of time in a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Years.
    Years,
    /// Months.
    Months,
    /// Quarters of a year.
    Quarters,
    /// Weeks.
    Weeks,
    /// Weekends.
    Weekends,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Seconds.
    Seconds,
    /// Tens of years.
    Decades,
    /// Hundreds of years.
    Centuries,
    /// Thousands of years.
    Millennia,
}

/// The units of a length, each with how many, negative for what is past; `None` for a number that is not known, as in
/// `PXD`, some days. `None` when the text is no length.
///
/// ```
/// use dateline_annotation::timex::{Unit, units};
/// assert_eq!(units("PT1.5H"), Some(vec![(Some("1.5".parse().expect("a number")), Unit::Hours)]));
/// assert_eq!(units("PXW"), Some(vec![(None, Unit::Weeks)]));
/// assert_eq!(units("2016"), None);
/// ```
pub fn units(length: &str) -> Option<Vec<(Option<Decimal>, Unit)>> {
    let mut rest = length.strip_prefix('P')?;
    let mut in_time = false;
    let mut found = Vec::new();
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T').filter(|_| !in_time) {
            (rest, in_time) = (time, true);
            continue;
        }
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || ".-+X".contains(c)))?;
        let (number, after) = rest.split_at(digits);
        let count = match number {
            "X" => None,
            number => Some(number.parse().ok()?),
        };
        let (unit, length) = unit_of(after, in_time)?;
        found.push((count, unit));
        rest = after.get(length..)?;
    }
    Some(found)
}

/// The unit whose letters start a text, and how many letters those are.
fn unit_of(text: &str, in_time: bool) -> Option<(Unit, usize)> {
    const DATES: [(&str, Unit); 9] = [
        ("DE", Unit::Decades),
        ("CE", Unit::Centuries),
        ("ML", Unit::Millennia),
        ("WE", Unit::Weekends),
        ("Y", Unit::Years),
        ("M", Unit::Months),
        ("Q", Unit::Quarters),
        ("W", Unit::Weeks),
        ("D", Unit::Days),
    ];
    const TIMES: [(&str, Unit); 3] = [
        ("H", Unit::Hours),
        ("M", Unit::Minutes),
        ("S", Unit::Seconds),
    ];
    let known: &[(&str, Unit)] = if in_time { &TIMES } else { &DATES };
    let (letters, unit) = known
        .iter()
        .find(|(letters, _)| text.starts_with(letters))?;
    Some((*unit, letters.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timex(text: &str) -> Timex {
        text.parse().unwrap()
    }

    #[test]
    fn dates_are_told_from_lengths_and_from_what_is_neither() {
        for date in [
            "2016-11-27",
            "2016-02-29",
            "2016-11",
            "2017-Q2",
            "2015-H1",
            "2016-SU",
            "2016-W47",
            "2016-W45-WE",
            "199",
            "18",
            "XXXX-05-12",
            "XXXX-WXX-6",
            "XXXX-WXX-5TEV",
            "2016-11-24/2016-11-30",
            "2016-11-27T05:00",
            "2016-11-27TMO",
            "T17:00",
            "T14:00Z",
            "2016-11-30T09:00/2016-11-30T11:00",
            "P-3Y",
            "P2W",
            "PAST_REF",
        ] {
            assert!(is_date(&timex(date)), "{date}");
        }
        for neither in [
            "2016-13",
            "2015-02-29",
            "2016-W54",
            "2016-Q5",
            "2016-1-1",
            "T25:00",
            "P",
            "P3",
            "PY",
            "1/2/3",
            "2016-11-27TX",
            "/",
        ] {
            assert!(!is_date(&timex(neither)), "{neither}");
            assert!(!is_length(&timex(neither)), "{neither}");
        }
        for length in ["P3Y", "PT48H", "P1Y2M", "PXD", "P2Y/P3Y", "PT1.5H", "PXDE"] {
            assert!(is_length(&timex(length)), "{length}");
        }
        for no_length in ["2016", "P-3Y", "T17:00", "PAST_REF"] {
            assert!(!is_length(&timex(no_length)), "{no_length}");
        }
    }

    #[test]
    fn what_is_taken_apart_is_written_back() {
        for text in [
            "2016-11-27",
            "2016-W45-WE",
            "2017-Q2",
            "199",
            "18",
            "2016-FA",
            "2016-11-27T05:00",
        ] {
            let value = timex(text);
            let written: Vec<String> = parts(&value).iter().map(ToString::to_string).collect();
            assert_eq!(written, [text]);
        }
    }

    #[test]
    fn coarser_names_go_from_the_week_to_the_century() {
        let value = timex("2016-11-27");
        let coarser: Vec<String> = parts(&value)[0]
            .coarser()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            coarser,
            [
                "2016-W47", "2016-11", "2016-Q4", "2016-H2", "2016", "201", "20"
            ]
        );
        assert!(Moment::Century(1900).coarser().is_empty());
    }
}
