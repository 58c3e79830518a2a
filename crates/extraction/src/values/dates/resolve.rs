//! Dates as said, held against the day of publication.
//!
//! News looks back: a weekday, a day without its year and a month without its year are the last
//! one up to the day of publication, unless the sentence speaks of what is to come.

use dateline_annotation::Modifier;
use jiff::civil::{Date, DateTime};

use crate::values::dates::calendar::{
    Grain, Period, after_days, after_months, nth_weekday, number_of,
};
use crate::values::dates::holiday;
use crate::values::dates::length::{Length, Unit};
use crate::values::dates::offset::{last, moved, offset};
use crate::values::dates::unresolved::unresolved;
use crate::values::dates::when::{Clock, Day, PARTS, Part, Pick, Time, When, Year};

/// What a date is held against.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::values) struct Frame {
    /// The moment of publication.
    pub now: Option<DateTime>,
    /// Whether that has a time, and not only a day.
    pub has_time: bool,
    /// The date mentioned last.
    pub story: Option<Period>,
    /// Whether the sentence speaks of what is to come.
    pub future: bool,
    /// Day before month in `11/12`.
    pub day_first: bool,
    /// What is not said is chosen so that the date does not lie after this day.
    pub until: Option<Date>,
    /// What is not said is chosen so that the date does not lie before this day.
    pub since: Option<Date>,
}

/// A date on the calendar, or what of it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::values) struct Resolved {
    /// In the notation of TIMEX3.
    pub timex: String,
    /// The days it covers, when known.
    pub period: Option<Period>,
    /// Begin, middle or end.
    pub modifier: Option<Modifier>,
    /// Another reading.
    pub other: Option<String>,
}

impl Resolved {
    pub(super) fn of(period: Period) -> Self {
        Self {
            timex: period.timex(),
            period: Some(period),
            modifier: None,
            other: None,
        }
    }

    pub(super) fn text(timex: String) -> Self {
        Self {
            timex,
            period: None,
            modifier: None,
            other: None,
        }
    }
}

/// The date that the words denote; `None` when there is no such day.
pub(in crate::values) fn resolve(when: &When, frame: &Frame) -> Option<Resolved> {
    match when {
        When::Edge(modifier, inner) => Some(Resolved {
            modifier: Some(*modifier),
            ..resolve(inner, frame)?
        }),
        When::Range(first, second) => range(first, second, frame),
        When::Time { day, time } => time_of_day(day.as_deref(), *time, frame),
        When::Offset { length, sign, from } => offset(length, *sign, from, frame),
        When::Last { length, sign } => last(length, *sign, frame),
        When::Every(timex) => Some(Resolved::text(timex.clone())),
        When::Day(day) if day.either => either(*day, frame),
        _ => match period(when, frame) {
            Some(period) => Some(Resolved::of(period)),
            None if frame.today().is_none() => unresolved(when).map(Resolved::text),
            None => None,
        },
    }
}

impl Frame {
    fn today(&self) -> Option<Date> {
        self.until.or(self.since).or(self.now.map(DateTime::date))
    }

    /// The year of a date of which `day` gives the day in a year.
    fn nearest(
        &self,
        year: Option<Year>,
        shift: Option<i8>,
        day: impl Fn(i16) -> Option<Period>,
    ) -> Option<Period> {
        match year {
            Some(Year::Number(year)) => return day(year),
            Some(Year::Away(by)) => {
                return day(self.now?.year().checked_add(by)?);
            }
            None => {}
        }
        let today = self.today()?;
        let fits = |period: &Period| match shift {
            // The fourth day of a week tells its year.
            Some(0) => after_days(period.first, 3).is_some_and(|day| day.year() == today.year()),
            Some(-1) => period.last < today,
            Some(_) => period.first > today,
            None if self.until.is_some() => period.first <= today,
            None if self.since.is_some() || self.future => period.last >= today,
            None => period.first <= today,
        };
        let forward = match shift {
            Some(shift) => shift > 0,
            None => self.until.is_none() && (self.since.is_some() || self.future),
        };
        let step = if forward { 1 } else { -1 };
        // Nine years reach over the leap day that 1900 left out.
        (-1..9).find_map(|years| day(today.year() + years * step).filter(fits))
    }
}

/// The days of a date that is no range; `None` when a reference is missing or there is no such day.
pub(in crate::values) fn period(when: &When, frame: &Frame) -> Option<Period> {
    match when {
        When::Day(day) => calendar_day(*day, frame),
        When::Month { year, month, shift } => frame.nearest(*year, *shift, |year| {
            Period::around(Date::new(year, *month, 1).ok()?, Grain::Month)
        }),
        When::Year(Year::Number(year)) => year_period(*year),
        When::Year(Year::Away(by)) => year_period(frame.now?.year().checked_add(*by)?),
        When::Part { part, year, shift } => {
            if let (Part::Season(_), Some(by)) = (part, shift) {
                return season(*part, *by, frame);
            }
            frame.nearest(*year, *shift, |year| Period::part(year, *part))
        }
        When::Weekday { weekday, shift } => weekday_period(*weekday, *shift, frame),
        When::Around { unit, by } => around(*unit, *by, frame),
        When::Decade(year) => Period::around(Date::new(*year, 1, 1).ok()?, Grain::Decade),
        When::Century(year) => Period::around(Date::new(*year, 1, 1).ok()?, Grain::Century),
        When::Within {
            pick,
            period: outer,
        } => within(*pick, outer, frame),
        When::First {
            length,
            period: outer,
        } => first_of(length, outer, frame),
        When::Feast { feast, year, shift } => frame.nearest(*year, *shift, |year| {
            holiday::day_of(*feast, year).map(Period::day)
        }),
        When::Edge(_, inner) => period(inner, frame),
        When::Offset { .. } | When::Last { .. } | When::Range(..) => resolve(when, frame)?.period,
        When::Time { day, .. } => period(day.as_deref()?, frame),
        When::Every(_) => None,
    }
}

fn year_period(year: i16) -> Option<Period> {
    Period::around(Date::new(year, 1, 1).ok()?, Grain::Year)
}

fn calendar_day(day: Day, frame: &Frame) -> Option<Period> {
    let (month, number) = match (day.month, frame.day_first) {
        (Some(month), false) if day.either => (Some(day.day), month),
        (month, _) => (month, day.day),
    };
    let Some(month) = month else {
        return day_of_some_month(number, day.weekday, frame);
    };
    let known = frame.nearest(day.year, None, |year| {
        Date::new(year, month, number).ok().map(Period::day)
    })?;
    let (Some(weekday), None, Some(today)) = (day.weekday, day.year, frame.today()) else {
        return Some(known);
    };
    // A weekday tells the year: the nearest one in which the day falls on it.
    [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6]
        .into_iter()
        .filter_map(|years| Date::new(today.year() + years, month, number).ok())
        .find(|date| number_of(*date) == weekday)
        .map(Period::day)
        .or(Some(known))
}

/// A day without its month: the nearest month in which it exists and falls on the weekday.
fn day_of_some_month(number: i8, weekday: Option<i8>, frame: &Frame) -> Option<Period> {
    let today = frame.today()?;
    let start = today.first_of_month();
    let in_month = |months: i64| {
        let month = after_months(start, months)?;
        Date::new(month.year(), month.month(), number).ok()
    };
    if let Some(weekday) = weekday {
        return [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6]
            .into_iter()
            .filter_map(in_month)
            .find(|date| number_of(*date) == weekday)
            .map(Period::day);
    }
    let past = |date: &Date| {
        if frame.future {
            *date >= today
        } else {
            *date <= today
        }
    };
    let step = if frame.future { 1 } else { -1 };
    (0..4)
        .filter_map(|months| in_month(months * step))
        .find(past)
        .map(Period::day)
}

fn either(day: Day, frame: &Frame) -> Option<Resolved> {
    let other = Frame {
        day_first: !frame.day_first,
        ..*frame
    };
    let read = |frame| {
        resolve(
            &When::Day(Day {
                either: false,
                ..swapped(day, frame)
            }),
            frame,
        )
    };
    let (first, second) = (read(frame), read(&other));
    let Some(mut resolved) = first else {
        return second;
    };
    resolved.other = second
        .map(|second| second.timex)
        .filter(|timex| *timex != resolved.timex);
    Some(resolved)
}

fn swapped(day: Day, frame: &Frame) -> Day {
    match day.month {
        Some(month) if !frame.day_first => Day {
            month: Some(day.day),
            day: month,
            ..day
        },
        _ => day,
    }
}

fn season(part: Part, by: i8, frame: &Frame) -> Option<Period> {
    let today = frame.now?.date();
    let this = Period::part(today.year(), part)?;
    let year = match by {
        -1 if this.last < today => today.year(),
        1 if this.first > today => today.year(),
        _ => today.year() + i16::from(by),
    };
    Period::part(year, part)
}

fn weekday_period(weekday: i8, shift: Option<i8>, frame: &Frame) -> Option<Period> {
    let today = frame.today()?;
    let ahead = i64::from((weekday - number_of(today)).rem_euclid(7));
    let days = match shift {
        None if frame.future && frame.until.is_none() || frame.since.is_some() => ahead,
        None if ahead == 0 => 0,
        None => ahead - 7,
        Some(0) => i64::from(weekday - number_of(today)),
        Some(-1) if ahead == 0 => -7,
        Some(1) if ahead == 0 => 7,
        Some(shift) if shift < 0 => ahead - 7,
        Some(_) => ahead,
    };
    after_days(today, days).map(Period::day)
}

fn grain_of(unit: Unit) -> Option<Grain> {
    Some(match unit {
        Unit::Day | Unit::Night => Grain::Day,
        Unit::Week => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter => Grain::Quarter,
        Unit::HalfYear => Grain::Half,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century => Grain::Century,
        Unit::Weekend => Grain::Weekend,
        _ => return None,
    })
}

fn around(unit: Unit, by: i32, frame: &Frame) -> Option<Period> {
    let this = Period::around(frame.now?.date(), grain_of(unit)?)?;
    this.shifted(i64::from(by))
}

fn within(pick: Pick, outer: &When, frame: &Frame) -> Option<Period> {
    let outer = period(outer, frame)?;
    let in_month = |day: i8| Date::new(outer.first.year(), outer.first.month(), day).ok();
    match pick {
        Pick::Weekday(weekday) => nth_weekday(outer, 1, weekday).map(Period::day),
        Pick::NthWeekday(nth, weekday) => nth_weekday(outer, nth, weekday).map(Period::day),
        Pick::DayOfMonth(day) => in_month(day).map(Period::day),
        Pick::Days(first, last) => Some(Period {
            first: in_month(first)?,
            last: in_month(last)?,
            grain: Grain::Stretch,
        }),
        Pick::Nth(nth, unit) => {
            let first = match nth {
                1.. => Period::around(outer.first, grain_of(unit)?)?.shifted(i64::from(nth) - 1)?,
                _ => Period::around(outer.last, grain_of(unit)?)?,
            };
            (first.last >= outer.first && first.first <= outer.last).then_some(first)
        }
    }
}

fn first_of(length: &Length, outer: &When, frame: &Frame) -> Option<Period> {
    let outer = period(outer, frame)?;
    let start = outer.first.to_datetime(jiff::civil::Time::midnight());
    let last = moved(start, length.total()?, 1)?.date().yesterday().ok()?;
    let grain = Grain::Stretch;
    (outer.first <= last && last <= outer.last).then_some(Period {
        first: outer.first,
        last,
        grain,
    })
}

fn range(first: &When, second: &When, frame: &Frame) -> Option<Resolved> {
    if let (When::Time { .. }, When::Time { .. }) = (first, second) {
        let first = resolve(first, frame)?.timex;
        let mut second = resolve(second, frame)?.timex;
        if let (Some((day, _)), true) = (first.split_once('T'), second.starts_with('T')) {
            second.insert_str(0, day);
        }
        return Some(Resolved::text(format!("{first}/{second}")));
    }
    let (first, second) = if has_year(first) && !has_year(second) {
        let start = resolve(first, frame)?;
        let since = Frame {
            since: start.period.map(|period| period.first),
            ..*frame
        };
        let end = resolve(second, &since)?;
        (start, end)
    } else {
        let end = resolve(second, frame)?;
        let until = Frame {
            until: end.period.map(|period| period.last),
            ..*frame
        };
        let start = if has_year(first) {
            resolve(first, frame)?
        } else {
            resolve(first, &until)?
        };
        (start, end)
    };
    let period = first
        .period
        .zip(second.period)
        .map(|(first, second)| Period {
            first: first.first,
            last: second.last,
            grain: Grain::Stretch,
        });
    if period.is_some_and(|period| period.first > period.last) {
        return None;
    }
    Some(Resolved {
        timex: format!("{}/{}", first.timex, second.timex),
        period,
        modifier: None,
        other: None,
    })
}

fn has_year(when: &When) -> bool {
    match when {
        When::Day(Day { year, .. }) | When::Month { year, .. } | When::Part { year, .. } => {
            year.is_some()
        }
        When::Feast { year, .. } => year.is_some(),
        When::Edge(_, inner) => has_year(inner),
        When::Weekday { shift, .. } => shift.is_some(),
        _ => true,
    }
}

fn time_of_day(day: Option<&When>, time: Time, frame: &Frame) -> Option<Resolved> {
    let period = match day {
        Some(day) => period(day, frame),
        None => frame
            .now
            .map(|now| Period::day(now.date()))
            .filter(|_| matches!(time, Time::Clock(_))),
    };
    let day_text = match (period, day) {
        (Some(period), _) => period.timex(),
        (None, None | Some(When::Around { by: 0, .. })) => String::new(),
        (None, Some(day)) => unresolved(day)?,
    };
    let time = match time {
        Time::Clock(clock) => clock_timex(clock),
        Time::Part(part) => format!("T{}", PARTS.get(usize::try_from(part).ok()?)?),
    };
    Some(Resolved {
        timex: format!("{day_text}{time}"),
        period,
        modifier: None,
        other: None,
    })
}

fn clock_timex(clock: Clock) -> String {
    let (hour, minute) = (clock.hour, clock.minute.unwrap_or(0));
    let second = clock
        .second
        .map(|second| format!(":{second:02}"))
        .unwrap_or_default();
    let zone = match clock.zone {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.abs();
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    };
    format!("T{hour:02}:{minute:02}{second}{zone}")
}
