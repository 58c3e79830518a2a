//! Dates and times as they are said, before they are held against a calendar.

use dateline_annotation::Modifier;

use crate::values::dates::length::{Length, Unit};

/// A date or time as said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::values) enum When {
    /// A day; what is not said is `None`.
    Day(Day),
    /// A month.
    Month {
        /// Of which year.
        year: Option<Year>,
        /// 1 to 12.
        month: i8,
        /// Last, this or next, when said.
        shift: Option<i8>,
    },
    /// A year.
    Year(Year),
    /// A part of a year.
    Part {
        /// Which.
        part: Part,
        /// Of which year.
        year: Option<Year>,
        /// Last, this or next, when said.
        shift: Option<i8>,
    },
    /// A day of the week; last, this or next when said.
    Weekday {
        /// Monday is 1.
        weekday: i8,
        /// Last, this or next, when said.
        shift: Option<i8>,
    },
    /// The unit that is so many units away: this week, next year, yesterday.
    Around {
        /// Which unit.
        unit: Unit,
        /// How far away.
        by: i32,
    },
    /// Ten years, from the first.
    Decade(i16),
    /// A hundred years, from the first.
    Century(i16),
    /// A length away from something.
    Offset {
        /// How long.
        length: Length,
        /// Before (-1) or after (1).
        sign: i32,
        /// What it counts from.
        from: From,
    },
    /// The last or next so many units.
    Last {
        /// How long.
        length: Length,
        /// Last (-1) or next (1).
        sign: i32,
    },
    /// The first so long of a period.
    First {
        /// How long.
        length: Length,
        /// Of what.
        period: Box<When>,
    },
    /// Something inside a period.
    Within {
        /// What.
        pick: Pick,
        /// In what.
        period: Box<When>,
    },
    /// A holiday.
    Feast {
        /// Its rule in `holiday.rs`.
        feast: i32,
        /// Of which year.
        year: Option<Year>,
        /// Last, this or next, when said.
        shift: Option<i8>,
    },
    /// The begin, middle or end of a period.
    Edge(Modifier, Box<When>),
    /// From the first to the second.
    Range(Box<When>, Box<When>),
    /// A clock time or a part of the day.
    Time {
        /// On which day.
        day: Option<Box<When>>,
        /// At what time.
        time: Time,
    },
    /// Something that repeats, as TIMEX3 writes it.
    Every(String),
}

/// What an offset counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::values) enum From {
    /// The publication.
    Now,
    /// The date mentioned last.
    Story,
    /// A date that is named.
    Date(Box<When>),
}

/// The fields of a day that are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_field_names,
    reason = "a day of a month has no other name"
)]
pub(in crate::values) struct Day {
    /// The year.
    pub year: Option<Year>,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day, 1 to 31.
    pub day: i8,
    /// The day of the week, Monday is 1.
    pub weekday: Option<i8>,
    /// Whether day and month are numbers of which either could be the other.
    pub either: bool,
}

/// A year as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum Year {
    /// By its number.
    Number(i16),
    /// By its distance to this one.
    Away(i16),
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum Part {
    /// 1 to 4.
    Quarter(i8),
    /// 1 or 2.
    Half(i8),
    /// 1 to 3: four months each.
    Third(i8),
    /// 0 spring, 1 summer, 2 autumn, 3 winter.
    Season(i8),
    /// 1 to 53.
    Week(i8),
}

/// What is picked out of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum Pick {
    /// The weekday of a week.
    Weekday(i8),
    /// The so manieth weekday; -1 is the last.
    NthWeekday(i8, i8),
    /// The so manieth unit; -1 is the last.
    Nth(i8, Unit),
    /// The day of a month.
    DayOfMonth(i8),
    /// From a day to a day of a month.
    Days(i8, i8),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum Time {
    /// On the clock.
    Clock(Clock),
    /// A part of the day, by its place in [`PARTS`].
    Part(i8),
}

/// A time on the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) struct Clock {
    /// 0 to 24.
    pub hour: i8,
    /// 0 to 59; `None` when only the hour is said.
    pub minute: Option<i8>,
    /// 0 to 59.
    pub second: Option<i8>,
    /// Whether the half of the day is known.
    pub sure: bool,
    /// Minutes east of Greenwich.
    pub zone: Option<i16>,
}

/// The parts of a day in TIMEX3: morning, midday, afternoon, evening, night, dawn.
pub(in crate::values) const PARTS: [&str; 6] = ["MO", "MI", "AF", "EV", "NI", "DA"];
