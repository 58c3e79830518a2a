//! Clock times and parts of the day from their parts.

use crate::values::dates::length::Unit;
use crate::values::dates::when;
use crate::values::dates::when::{Clock, Time, When};
use crate::values::languages::template::Do;
use crate::values::reading::build::Parts;
use crate::values::reading::chart::Item;

/// A time from its parts.
pub(in crate::values) fn time(action: Do, parts: &Parts) -> Option<When> {
    let clock = match action {
        Do::OnDay => return on_day(parts),
        Do::OnThis => return on_this(parts),
        Do::OnPart => return on_part(parts),
        Do::NightBefore | Do::NightOf => return night(parts),
        Do::PartOfDay => return part_of_day(parts),
        Do::Clock => clock(parts)?,
        Do::Past => moved(parts, 0, 1)?,
        Do::To => moved(parts, 0, -1)?,
        Do::HalfTo(sign) => moved(parts, -30, i32::from(sign))?,
        _ => return None,
    };
    Some(bare(Time::Clock(clock)))
}

fn bare(time: Time) -> When {
    When::Time { day: None, time }
}

fn small(item: &Item) -> Option<i8> {
    i8::try_from(item.number()?.whole()?).ok()
}

/// Hour, minute and second as they stand, with what tells the half of the day.
fn clock(parts: &Parts) -> Option<Clock> {
    if let Some(item) = parts.first(&["hhmm"]) {
        let number = item.number()?.whole()?;
        return Some(Clock {
            minute: i8::try_from(number % 100).ok(),
            zone: zone(parts),
            ..plain(i8::try_from(number / 100).ok()?, true)
        });
    }
    let named = parts
        .first(&["clockword"])
        .and_then(crate::values::reading::chart::Item::word);
    let hour = match parts.first(&["hh", "hour", "hour12", "pmhour"]) {
        Some(item) => small(item)?,
        None => i8::try_from(named?).ok()?,
    };
    let minute = match parts.first(&["mm", "min"]) {
        Some(item) => Some(small(item)?),
        None => None,
    };
    let second = match parts.first(&["ss"]) {
        Some(item) => Some(small(item)?),
        None => None,
    };
    let clock = Clock {
        hour,
        minute,
        second,
        sure: hour > 12 || hour == 0 || named.is_some(),
        zone: zone(parts),
    };
    Some(in_half(clock, half(parts)))
        .filter(|clock| clock.hour < 24 || clock.minute.unwrap_or(0) == 0)
}

fn zone(parts: &Parts) -> Option<i16> {
    i16::try_from(parts.word("zone")?).ok()
}

/// What tells morning from afternoon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    Evening,
    Night,
}

fn half(parts: &Parts) -> Option<Half> {
    if let Some(half) = parts.word("half") {
        return Some(if half == 0 {
            Half::Morning
        } else {
            Half::Afternoon
        });
    }
    parts
        .word("partof")
        .or_else(|| parts.word("part"))
        .or_else(|| parts.word("daypart").map(|number| number.rem_euclid(10)))
        .or_else(|| {
            parts
                .word("weekdaypart")
                .map(|number| number.rem_euclid(10))
        })
        .map(half_of)
}

/// The half of the day that a part of it lies in; the number is its place in the list of parts.
fn half_of(part: i32) -> Half {
    match part {
        0 | 5 => Half::Morning,
        1 | 2 => Half::Afternoon,
        3 => Half::Evening,
        _ => Half::Night,
    }
}

/// A clock time in a part of the day that stands beside it: `Friday evening at eight`.
pub(in crate::values) fn in_part(clock: Clock, part: i8) -> Clock {
    if clock.sure {
        return clock;
    }
    in_half(clock, Some(half_of(i32::from(part))))
}

fn in_half(clock: Clock, half: Option<Half>) -> Clock {
    let hour = clock.hour;
    let Some(half) = half else {
        return clock;
    };
    let hour = match half {
        Half::Morning | Half::Night if hour == 12 => 0,
        Half::Afternoon if hour == 0 => 12,
        Half::Afternoon | Half::Evening if (1..12).contains(&hour) => hour + 12,
        Half::Night if (7..12).contains(&hour) => hour + 12,
        _ => hour,
    };
    Clock {
        hour,
        sure: true,
        ..clock
    }
}

/// Minutes past or to an hour that is itself moved by `shift` minutes.
fn moved(parts: &Parts, shift: i32, sign: i32) -> Option<Clock> {
    let hour = parts
        .all()
        .filter(|(name, _)| matches!(*name, "hour" | "hour12" | "hh" | "clockword" | "clock"))
        .last()?
        .1;
    let known = match when(hour) {
        Some(When::Time {
            time: Time::Clock(clock),
            ..
        }) => Some(clock),
        _ => None,
    };
    let start = match (known, hour.word()) {
        (Some(clock), _) => clock,
        (None, Some(word)) => plain(i8::try_from(word).ok()?, true),
        (None, None) => plain(small(hour)?, false),
    };
    let minutes = match parts.first(&["min", "mm", "num"]) {
        Some(item) => i32::from(small(item)?),
        None => match parts.first(&["quarterpart", "fraction"]) {
            Some(part) => {
                60 / part
                    .word()
                    .filter(|parts| (1..=4).contains(parts))
                    .unwrap_or(4)
            }
            None => 0,
        },
    };
    let total =
        i32::from(start.hour) * 60 + i32::from(start.minute.unwrap_or(0)) + shift + sign * minutes;
    let total = total.rem_euclid(24 * 60);
    let clock = Clock {
        hour: i8::try_from(total / 60).ok()?,
        minute: Some(i8::try_from(total % 60).ok()?),
        second: None,
        sure: start.sure || start.hour > 12,
        zone: zone(parts).or(start.zone),
    };
    Some(if start.sure {
        clock
    } else {
        in_half(clock, half(parts))
    })
}

fn plain(hour: i8, sure: bool) -> Clock {
    Clock {
        hour,
        minute: None,
        second: None,
        sure: sure || hour > 12,
        zone: None,
    }
}

/// A part of the day, of a day that the words may name.
fn part_of_day(parts: &Parts) -> Option<When> {
    if let Some(number) = parts.word("daypart") {
        let day = When::Around {
            unit: Unit::Day,
            by: number.div_euclid(10),
        };
        let part = Time::Part(i8::try_from(number.rem_euclid(10)).ok()?);
        return Some(When::Time {
            day: Some(Box::new(day)),
            time: part,
        });
    }
    if let Some(number) = parts.word("weekdaypart") {
        let day = When::Weekday {
            weekday: i8::try_from(number.div_euclid(10)).ok()?,
            shift: parts
                .first(&["shift", "lastnext", "this"])
                .and_then(|item| i8::try_from(item.word()?.signum()).ok()),
        };
        let part = Time::Part(i8::try_from(number.rem_euclid(10)).ok()?);
        return Some(When::Time {
            day: Some(Box::new(day)),
            time: part,
        });
    }
    let time = Time::Part(i8::try_from(parts.word("part")?).ok()?);
    let shift = parts
        .first(&["shift", "lastnext", "this"])
        .and_then(crate::values::reading::chart::Item::word);
    let day = shift.map(|by| {
        Box::new(When::Around {
            unit: Unit::Day,
            by,
        })
    });
    Some(When::Time { day, time })
}

/// A clock time with the part of this day that it is in.
fn on_this(parts: &Parts) -> Option<When> {
    let Some(When::Time {
        time: Time::Clock(clock),
        ..
    }) = parts.first(&["clock"]).and_then(when)
    else {
        return None;
    };
    let by = parts.first(&["shift", "this"])?.word()?;
    let unit = Unit::Day;
    Some(When::Time {
        day: Some(Box::new(When::Around { unit, by })),
        time: Time::Clock(in_half(clock, half(parts))),
    })
}

/// A clock time in a part of a weekday.
fn on_part(parts: &Parts) -> Option<When> {
    let (Some(When::Time { day, .. }), Some(When::Time { time, .. })) =
        (part_of_day(parts), parts.first(&["clock"]).and_then(when))
    else {
        return None;
    };
    let time = match time {
        Time::Clock(clock) => Time::Clock(in_half(clock, half(parts))),
        part @ Time::Part(_) => part,
    };
    Some(When::Time { day, time })
}

/// The night between two days; it belongs to the first of them.
fn night(parts: &Parts) -> Option<When> {
    let part = i8::try_from(parts.word("part")?).ok()?;
    let last = parts.first(&["date"]).and_then(when);
    let number = |item: &Item| match item.sense {
        crate::values::reading::chart::Sense::Rank(rank) => i8::try_from(rank).ok(),
        _ => small(item),
    };
    let first = match (
        parts.first(&["day"]).and_then(number),
        parts.word("weekday"),
        last,
    ) {
        (Some(day), _, Some(When::Day(end))) => {
            When::Day(crate::values::dates::when::Day { day, ..end })
        }
        (Some(day), _, None) => When::Day(crate::values::dates::when::Day {
            year: None,
            month: None,
            day,
            weekday: None,
            either: false,
        }),
        (None, Some(weekday), _) => When::Weekday {
            weekday: i8::try_from(weekday).ok()?,
            shift: None,
        },
        _ => return None,
    };
    Some(When::Time {
        day: Some(Box::new(first)),
        time: Time::Part(part),
    })
}

/// A time on a day that is named.
fn on_day(parts: &Parts) -> Option<When> {
    let day = when(parts.first(&["date", "point", "marked"])?)?;
    if !is_day(&day) {
        return None;
    }
    let time = match parts.first(&["time", "clock"]).and_then(when) {
        Some(When::Time { time, day: None }) => time,
        Some(_) => return None,
        None => Time::Part(i8::try_from(parts.first(&["part", "partof"])?.word()?).ok()?),
    };
    Some(When::Time {
        day: Some(Box::new(day)),
        time,
    })
}

/// Whether a date names one day.
pub(in crate::values) fn is_day(day: &When) -> bool {
    use crate::values::dates::when::Pick;
    match day {
        When::Day(_) | When::Weekday { .. } | When::Feast { .. } => true,
        When::Around { unit, .. } => *unit == Unit::Day,
        When::Within { pick, .. } => !matches!(pick, Pick::Nth(_, unit) if *unit != Unit::Day),
        _ => false,
    }
}

/// A range of clock times whose first is a bare hour, such as 8 to 11 pm.
pub(in crate::values) fn range_from_hour(
    parts: &Parts,
    day: Option<&When>,
    last: &When,
) -> Option<When> {
    let hour = small(parts.first(&["hour", "hh", "hour12"])?)?;
    let minute = match parts.first(&["mm"]) {
        Some(item) => Some(small(item)?),
        None => None,
    };
    let When::Time { time, .. } = last else {
        return None;
    };
    let first = Time::Clock(Clock {
        minute,
        ..plain(hour, false)
    });
    Some(joined(day.cloned().map(Box::new), first, None, *time))
}

/// From one time to another; the half of the day of the second counts for both where it can.
pub(in crate::values) fn joined(
    day: Option<Box<When>>,
    first: Time,
    other: Option<Box<When>>,
    second: Time,
) -> When {
    let first = match (first, second) {
        (Time::Clock(start), Time::Clock(end)) => Time::Clock(in_same_half(start, end)),
        both => both.0,
    };
    let start = When::Time {
        day: day.clone(),
        time: first,
    };
    let end = When::Time {
        day: other.or(day),
        time: second,
    };
    When::Range(Box::new(start), Box::new(end))
}

fn in_same_half(start: Clock, end: Clock) -> Clock {
    if start.sure || !end.sure || end.hour < 12 || start.hour >= 12 {
        return start;
    }
    let later = Clock {
        hour: start.hour + 12,
        ..start
    };
    let minutes = |clock: Clock| i16::from(clock.hour) * 60 + i16::from(clock.minute.unwrap_or(0));
    if minutes(later) < minutes(end) {
        later
    } else {
        start
    }
}
