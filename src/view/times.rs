//! Dates, times and lengths in words that a person reads.

use dateline_annotation::timex::{Moment, Unit, parts, units};
use dateline_annotation::{Decimal, Timex};

use crate::locale::{Message, Words};

/// A date, time or length in words: `24 Nov 2016 to 30 Nov 2016`, `the 1990s`, `3 years`. What no words are known for
/// is shown as it stands.
pub(super) fn timex(timex: &Timex, words: &Words, is_length: bool) -> String {
    let said: Vec<String> = parts(timex)
        .into_iter()
        .map(|part| moment(part, words, is_length))
        .collect();
    match &said[..] {
        [one] => one.clone(),
        [from, to] => words.say(
            &Message::new("value-range")
                .with("from", from.as_str())
                .with("to", to.as_str()),
        ),
        _ => timex.to_string(),
    }
}

/// One end of a date, time or length in words.
fn moment(part: Moment<'_>, words: &Words, is_length: bool) -> String {
    let of_year = |id: &'static str, year: i16| Message::new(id).with("year", year.to_string());
    let numbered = |id, number: i8, year| of_year(id, year).with("number", number.to_string());
    let message = match part {
        Moment::Day(day) => return words.date(day),
        Moment::Year(year) => return year.to_string(),
        Moment::Month(year, month) => of_year("value-month", year).with("month", month_name(month)),
        Moment::Week(year, week) => numbered("value-week", week, year),
        Moment::Weekend(year, week) => numbered("value-weekend", week, year),
        Moment::Quarter(year, quarter) => numbered("value-quarter", quarter, year),
        Moment::Half(year, half) => numbered("value-half", half, year),
        Moment::Season(year, season) => {
            of_year("value-season", year).with("season", Message::new(format!("season-{season}")))
        }
        Moment::Decade(year) => of_year("value-decade", year),
        Moment::Century(year) => {
            let number = usize::try_from(year / 100 + 1).unwrap_or_default();
            Message::new("value-century").with("number", number)
        }
        Moment::Time(day, time) => return time_of(day.map(|day| words.date(day)), time, words),
        Moment::Length(length) if is_length => return self::length(length, words),
        Moment::Length(length) => return distance(length, words),
        Moment::Reference("PAST_REF") => Message::new("value-past"),
        Moment::Reference("FUTURE_REF") => Message::new("value-future"),
        Moment::Reference(text) => return text.to_owned(),
        Moment::Partial(text) => return partial(text, words),
    };
    words.say(&message)
}

fn month_name(month: i8) -> Message {
    Message::new(format!("month-{month}"))
}

/// A clock time or a part of the day, on a day.
fn time_of(day: Option<String>, time: &str, words: &Words) -> String {
    let said = match part_of_day(time) {
        Some(part) => words.say(&part),
        None => time.to_owned(),
    };
    match day {
        None => said,
        Some(day) => words.say(&Message::new("value-on").with("day", day).with("time", said)),
    }
}

fn part_of_day(time: &str) -> Option<Message> {
    ["MO", "MI", "AF", "EV", "NI", "DA"]
        .contains(&time)
        .then(|| Message::new(format!("daypart-{time}")))
}

/// A date without its year, or a weekday without its week.
fn partial(text: &str, words: &Words) -> String {
    if let Some((day, time)) = text.split_once('T') {
        return time_of(Some(partial(day, words)), time, words);
    }
    let number = |text: &str| text.parse::<i8>().ok();
    if let Some(weekday) = text.strip_prefix("XXXX-WXX-").and_then(number) {
        return words.say(&Message::new(format!("weekday-{weekday}")));
    }
    let Some((month, day)) = text
        .strip_prefix("XXXX-")
        .map(|rest| rest.split_once('-').unwrap_or((rest, "")))
    else {
        return text.to_owned();
    };
    let Some(month) = number(month).filter(|month| (1..=12).contains(month)) else {
        return text.to_owned();
    };
    match number(day) {
        Some(day) => words.say(
            &Message::new("value-day-of-year")
                .with("day", day.to_string())
                .with("month", month_name(month)),
        ),
        None => words.say(&month_name(month)),
    }
}

/// How far a date is from a publication date that is not known: `3 years before publication`.
fn distance(length: &str, words: &Words) -> String {
    let known = units(length).unwrap_or_default();
    let counts = known.iter().filter_map(|(count, _)| *count);
    let (all, past) = counts.fold((Decimal::ZERO, false), |(all, past), count| {
        (
            all + count.abs(),
            past || count.is_sign_negative() && !count.is_zero(),
        )
    });
    if all.is_zero() {
        return match known.first() {
            Some((_, unit)) => words.say(&Message::new(format!("this-{unit:?}").to_lowercase())),
            None => length.to_owned(),
        };
    }
    let said = self::length(&length.replace('-', ""), words);
    let id = if past { "value-before" } else { "value-after" };
    words.say(&Message::new(id).with("length", said))
}

/// A length in words: `1 year, 2 months`, `some weeks`.
fn length(length: &str, words: &Words) -> String {
    let Some(units) = units(length) else {
        return length.to_owned();
    };
    let said: Vec<String> = units
        .into_iter()
        .map(|(count, unit)| counted(count, unit, words))
        .collect();
    said.join(", ")
}

fn counted(count: Option<Decimal>, unit: Unit, words: &Words) -> String {
    let unit = format!("{unit:?}").to_lowercase();
    let Some(number) = count else {
        return words.say(&Message::new(format!("some-{unit}")));
    };
    // The plural of what is written: one and a half is plural in English, and not in French.
    let whole = usize::try_from(number.trunc().mantissa()).unwrap_or(usize::MAX);
    let count =
        if number.fract().is_zero() || words.language() == dateline_annotation::Language::French {
            whole
        } else {
            whole.max(2)
        };
    words.say(
        &Message::new(format!("length-{unit}"))
            .with("count", count)
            .with("number", words.number(number)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_annotation::Language;

    #[test]
    fn dates_and_lengths_are_said_in_each_language() {
        let table = [
            (
                "2016-11-27",
                false,
                ["27 Nov 2016", "27 nov. 2016", "27 nov. 2016"],
            ),
            ("2016-11", false, ["Nov 2016", "nov. 2016", "nov. 2016"]),
            (
                "199",
                false,
                ["the 1990s", "les années 1990", "de jaren 1990"],
            ),
            (
                "18",
                false,
                ["the 19th century", "le 19e siècle", "de 19e eeuw"],
            ),
            (
                "2017-Q2",
                false,
                [
                    "quarter 2 of 2017",
                    "trimestre 2 de 2017",
                    "kwartaal 2 van 2017",
                ],
            ),
            (
                "P-3Y",
                false,
                [
                    "3 years before publication",
                    "3 ans avant la publication",
                    "3 jaar voor de publicatie",
                ],
            ),
            (
                "P0Y",
                false,
                [
                    "the year of publication",
                    "l’année de la publication",
                    "het jaar van de publicatie",
                ],
            ),
            ("PT1.5H", true, ["1.5 hours", "1,5 heure", "1,5 uur"]),
            (
                "PXW",
                true,
                ["some weeks", "quelques semaines", "enkele weken"],
            ),
            (
                "P1Y2M",
                true,
                ["1 year, 2 months", "1 an, 2 mois", "1 jaar, 2 maanden"],
            ),
            (
                "XXXX-05-12",
                false,
                [
                    "12 May, year unknown",
                    "12 mai, année inconnue",
                    "12 mei, jaar onbekend",
                ],
            ),
            (
                "2016-11-27TMO",
                false,
                [
                    "27 Nov 2016, morning",
                    "27 nov. 2016, matin",
                    "27 nov. 2016, ochtend",
                ],
            ),
            (
                "2016-11-24/2016-11-30",
                false,
                [
                    "24 Nov 2016 to 30 Nov 2016",
                    "24 nov. 2016 à 30 nov. 2016",
                    "24 nov. 2016 tot 30 nov. 2016",
                ],
            ),
        ];
        for (value, is_length, said) in table {
            let languages = [Language::English, Language::French, Language::Dutch];
            for (language, said) in languages.into_iter().zip(said) {
                let words = Words::new(language);
                assert_eq!(
                    timex(&value.parse().unwrap(), &words, is_length),
                    said,
                    "{value}"
                );
            }
        }
    }
}
