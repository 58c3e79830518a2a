//! Dates so far from another: three years ago, two days later, the last five weeks.

use jiff::civil::DateTime;

use crate::values::dates::calendar::{Grain, Period, after_days, after_months, day_timex};
use crate::values::dates::length::{Length, Total};
use crate::values::dates::resolve::{Frame, Resolved, period};
use crate::values::dates::unresolved::unresolved_offset;
use crate::values::dates::when::From;

/// A length before or after something.
pub(super) fn offset(length: &Length, sign: i32, from: &From, frame: &Frame) -> Option<Resolved> {
    if length.vague {
        let past = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return Some(Resolved::text(past.to_owned()));
    }
    let total = length.total()?;
    let finest = length.grain();
    let story = frame.story.filter(|story| Some(story.grain) <= finest);
    let (base, finest) = match from {
        From::Now => (frame.now, finest),
        From::Story => (
            story.map_or(frame.now, |story| {
                Some(story.first.to_datetime(jiff::civil::Time::midnight()))
            }),
            finest,
        ),
        From::Date(date) => {
            let start = period(date, frame)?.first;
            let grain = finest.map(|_| Grain::Day);
            (
                Some(start.to_datetime(jiff::civil::Time::midnight())),
                grain,
            )
        }
    };
    let from_clock = *from == From::Now || story.is_none() && *from == From::Story;
    let (Some(base), true) = (base, finest.is_some() || (frame.has_time && from_clock)) else {
        return Some(Resolved::text(unresolved_offset(length, sign)?));
    };
    let moment = moved(base, total, sign)?;
    Some(match finest {
        Some(grain) => Resolved::of(Period::around(moment.date(), grain)?),
        None => Resolved {
            period: Some(Period::day(moment.date())),
            ..Resolved::text(moment_timex(moment))
        },
    })
}

fn moment_timex(moment: DateTime) -> String {
    let day = day_timex(moment.date());
    match moment.second() {
        0 => format!("{day}T{:02}:{:02}", moment.hour(), moment.minute()),
        second => format!(
            "{day}T{:02}:{:02}:{second:02}",
            moment.hour(),
            moment.minute()
        ),
    }
}

/// The moment so long after another, or before it.
pub(super) fn moved(base: DateTime, total: Total, sign: i32) -> Option<DateTime> {
    let sign = i64::from(sign);
    let date = after_days(
        after_months(base.date(), sign * total.months)?,
        sign * total.days,
    )?;
    let span = jiff::Span::new().try_seconds(sign * total.seconds).ok()?;
    date.to_datetime(base.time()).checked_add(span).ok()
}

/// The last or next so many units.
pub(super) fn last(length: &Length, sign: i32, frame: &Frame) -> Option<Resolved> {
    if length.vague {
        let text = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return Some(Resolved::text(text.to_owned()));
    }
    let Some(now) = frame.now else {
        return Some(Resolved::text(unresolved_offset(length, sign)?));
    };
    let other = moved(now, length.total()?, sign)?.date();
    let (first, last) = if sign < 0 {
        (other, now.date())
    } else {
        (now.date(), other)
    };
    let grain = Grain::Stretch;
    Some(Resolved::of(Period { first, last, grain }))
}
