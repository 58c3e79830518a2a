//! Days, weeks, months, quarters, seasons and their notation.

use jiff::ToSpan as _;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::values::dates::when::Part;

/// How much of a calendar a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::values) enum Grain {
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// An ISO week.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Three months between an equinox and a solstice, named with the year of most of it.
    Season,
    /// Six months.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// Any other stretch.
    Stretch,
}

/// A stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// What it is a whole of.
    pub grain: Grain,
}

impl Period {
    /// One day.
    pub(in crate::values) fn day(day: Date) -> Self {
        Self {
            first: day,
            last: day,
            grain: Grain::Day,
        }
    }

    /// The whole `grain` that `day` lies in.
    pub(in crate::values) fn around(day: Date, grain: Grain) -> Option<Self> {
        let month = |months: i8| {
            let first = Date::new(day.year(), (day.month() - 1) / months * months + 1, 1).ok()?;
            Some((
                first,
                after_months(first, i64::from(months))?.yesterday().ok()?,
            ))
        };
        let years = |years: i16| {
            let first = Date::new(day.year().div_euclid(years) * years, 1, 1).ok()?;
            let last = Date::new(first.year() + years - 1, 12, 31).ok()?;
            Some((first, last))
        };
        let monday = || day.checked_sub(i64::from(number_of(day) - 1).days()).ok();
        let (first, last) = match grain {
            Grain::Day | Grain::Stretch => (day, day),
            Grain::Weekend => (after_days(monday()?, 5)?, after_days(monday()?, 6)?),
            Grain::Week => (monday()?, after_days(monday()?, 6)?),
            Grain::Month => month(1)?,
            Grain::Quarter | Grain::Season => month(3)?,
            Grain::Half => month(6)?,
            Grain::Year => years(1)?,
            Grain::Decade => years(10)?,
            Grain::Century => years(100)?,
        };
        Some(Self { first, last, grain })
    }

    /// A part of a year. Seasons run from 21 March, June, September and December.
    pub(in crate::values) fn part(year: i16, part: Part) -> Option<Self> {
        let months = |count: i8, number: i8, grain| {
            let first = Date::new(year, (number - 1).checked_mul(count)? + 1, 1).ok()?;
            let last = after_months(first, i64::from(count))?.yesterday().ok()?;
            Some(Self { first, last, grain })
        };
        match part {
            Part::Quarter(number) => months(3, number, Grain::Quarter),
            Part::Half(number) => months(6, number, Grain::Half),
            Part::Third(number) => months(4, number, Grain::Stretch),
            Part::Week(week) => {
                let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
                Self::around(monday, Grain::Week)
            }
            Part::Season(season) => {
                let first = Date::new(year, season * 3 + 3, 21).ok()?;
                let last = after_months(first, 3)?.yesterday().ok()?;
                let grain = Grain::Season;
                Some(Self { first, last, grain })
            }
        }
    }

    /// In the notation of TIMEX3.
    pub(in crate::values) fn timex(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        let week = self.first.iso_week_date();
        let week = format!("{:04}-W{:02}", week.year(), week.week());
        match self.grain {
            Grain::Day => day_timex(self.first),
            Grain::Weekend => format!("{week}-WE"),
            Grain::Week => week,
            Grain::Month => format!("{year:04}-{month:02}"),
            Grain::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Grain::Season => {
                let season = match month {
                    3..=5 => "SP",
                    6..=8 => "SU",
                    9..=11 => "FA",
                    _ => "WI",
                };
                format!("{year:04}-{season}")
            }
            Grain::Half => format!("{year:04}-H{}", (month - 1) / 6 + 1),
            Grain::Year => format!("{year:04}"),
            Grain::Decade => format!("{:03}", year.div_euclid(10)),
            Grain::Century => format!("{:02}", year.div_euclid(100)),
            Grain::Stretch => format!("{}/{}", day_timex(self.first), day_timex(self.last)),
        }
    }

    /// The period of the same grain that is so many grains away.
    pub(in crate::values) fn shifted(self, by: i64) -> Option<Self> {
        let months = |count: i64| after_months(self.first, by.checked_mul(count)?);
        let first = match self.grain {
            Grain::Day | Grain::Stretch => after_days(self.first, by)?,
            Grain::Week | Grain::Weekend => after_days(self.first, by.checked_mul(7)?)?,
            Grain::Month => months(1)?,
            Grain::Quarter | Grain::Season => months(3)?,
            Grain::Half => months(6)?,
            Grain::Year => months(12)?,
            Grain::Decade => months(120)?,
            Grain::Century => months(1200)?,
        };
        Self::around(first, self.grain)
    }
}

/// `2016-11-27`.
pub(in crate::values) fn day_timex(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// The number of a day in its week; Monday is 1.
pub(in crate::values) fn number_of(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// The day so many days later, or earlier.
pub(in crate::values) fn after_days(day: Date, days: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(days).ok()?;
    day.checked_add(span).ok()
}

/// The same day so many months later, or earlier; the last of the month where there is none.
pub(in crate::values) fn after_months(day: Date, months: i64) -> Option<Date> {
    let span = jiff::Span::new().try_months(months).ok()?;
    day.checked_add(span).ok()
}

/// The so manieth given weekday of a stretch of days; the last for -1.
pub(in crate::values) fn nth_weekday(period: Period, nth: i8, weekday: i8) -> Option<Date> {
    let day = if nth < 0 {
        let back = (number_of(period.last) - weekday).rem_euclid(7);
        after_days(period.last, -i64::from(back))?
    } else {
        let ahead = (weekday - number_of(period.first)).rem_euclid(7);
        after_days(period.first, i64::from(ahead) + 7 * (i64::from(nth) - 1))?
    };
    (period.first <= day && day <= period.last).then_some(day)
}
