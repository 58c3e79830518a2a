//! Every day in every written form reads back as itself.

use dateline_annotation::{Language, Reading};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::values::{Context, find};

const MONTHS: [[&str; 12]; 3] = [
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];
const WEEKDAYS: [[&str; 7]; 3] = [
    [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
    ],
    [
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ],
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
];

fn forms(day: Date, language: usize) -> Vec<String> {
    let (y, m, d) = (day.year(), day.month(), day.day());
    let month = MONTHS[language][usize::from(m.unsigned_abs()) - 1];
    let weekday =
        WEEKDAYS[language][usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())];
    let mut forms = vec![
        format!("{d} {month} {y}"),
        format!("{weekday} {d} {month} {y}"),
        format!("{y}-{m:02}-{d:02}"),
        format!("{y}/{m:02}/{d:02}"),
    ];
    let numbers = if language == 2 { [m, d] } else { [d, m] };
    forms.push(format!("{}/{}/{y}", numbers[0], numbers[1]));
    forms.push(format!("{:02}.{:02}.{y}", numbers[0], numbers[1]));
    forms.push(format!("{:02}-{:02}-{y}", numbers[0], numbers[1]));
    match language {
        0 => forms.extend([
            format!("{d}e {month} {y}"),
            format!("{weekday}, {d} {month} {y}"),
            format!("{d} {month}, {y}"),
        ]),
        1 => forms.extend([
            format!("{weekday}, {d} {month} {y}"),
            format!("{}{} {month} {y}", d, if d == 1 { "er" } else { "" }),
            format!("{d} {month} de {y}"),
        ]),
        _ => forms.extend([
            format!("{month} {d}, {y}"),
            format!("{weekday}, {month} {d}, {y}"),
            format!("the {}{} of {month} {y}", d, ending(d)),
        ]),
    }
    forms
}

fn ending(day: i8) -> &'static str {
    match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

fn check(day: Date) {
    for (index, language) in Language::ALL.into_iter().enumerate() {
        for form in forms(day, index) {
            let found = find(&form, &Context::new(language));
            let Some(Reading::Temporal(timex)) = found.first().map(|found| &found.value.reading)
            else {
                panic!("{form}: {found:?}");
            };
            assert_eq!(timex.as_str(), day.to_string(), "{form}");
            let surface = found[0].span.slice(&form).unwrap();
            assert_eq!(surface, form.trim_start_matches("the "));
        }
    }
}

#[test]
fn a_sample_of_days_reads_back_in_ten_forms() {
    let mut day = date(1900, 1, 1);
    while day < date(2101, 1, 1) {
        check(day);
        day = day.checked_add(29.days()).unwrap();
    }
}

#[test]
#[ignore = "takes minutes; run in release"]
fn every_day_of_two_centuries_reads_back_in_ten_forms() {
    let mut day = date(1900, 1, 1);
    while day < date(2101, 1, 1) {
        check(day);
        day = day.tomorrow().unwrap();
    }
}
