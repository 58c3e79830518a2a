//! Numbers spelled out read back as themselves.

use dateline_annotation::{Amount, Language, Reading};
use rust_decimal::Decimal;

use crate::values::{Context, find};

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const DUTCH: [&str; 20] = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const DUTCH_TENS: [&str; 10] = [
    "", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
];
const FRENCH: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
];
const FRENCH_TENS: [&str; 10] = [
    "",
    "dix",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "septante",
    "",
    "nonante",
];

/// How a French speaker says 70, 80 and 90.
#[derive(Clone, Copy)]
enum French {
    France,
    Belgium,
    Switzerland,
}

fn english(number: u64) -> String {
    match number {
        0..20 => ENGLISH[number as usize].to_owned(),
        20..100 => joined(
            ENGLISH_TENS[number as usize / 10],
            "-",
            number % 10,
            english,
        ),
        100..1000 => joined(
            &format!("{} hundred", english(number / 100)),
            " and ",
            number % 100,
            english,
        ),
        _ => {
            let (power, name) = power(number, &["thousand", "million", "billion", "trillion"]);
            let head = format!("{} {name}", english(number / power));
            joined(&head, " ", number % power, english)
        }
    }
}

fn dutch(number: u64) -> String {
    match number {
        0..20 => DUTCH[number as usize].to_owned(),
        20..100 if number.is_multiple_of(10) => DUTCH_TENS[number as usize / 10].to_owned(),
        20..100 => {
            let unit = DUTCH[number as usize % 10];
            let and = if unit.ends_with('e') { "ën" } else { "en" };
            format!("{unit}{and}{}", DUTCH_TENS[number as usize / 10])
        }
        100..1000 => {
            let count = if number < 200 {
                String::new()
            } else {
                dutch(number / 100)
            };
            joined(&format!("{count}honderd"), "", number % 100, dutch)
        }
        1000..1_000_000 => {
            let count = if number < 2000 {
                String::new()
            } else {
                dutch(number / 1000)
            };
            joined(&format!("{count}duizend"), " ", number % 1000, dutch)
        }
        _ => {
            let (power, name) = power(number, &["duizend", "miljoen", "miljard", "biljoen"]);
            let head = format!("{} {name}", dutch(number / power));
            joined(&head, " ", number % power, dutch)
        }
    }
}

fn french(number: u64, form: French) -> String {
    let below = |number| french(number, form);
    match number {
        0..=16 => FRENCH[number as usize].to_owned(),
        17..20 => format!("dix-{}", FRENCH[number as usize - 10]),
        20..100 => french_tens(number, form),
        100..1000 => {
            let count = if number < 200 {
                String::new()
            } else {
                below(number / 100) + " "
            };
            let plural = if number.is_multiple_of(100) && number > 100 {
                "s"
            } else {
                ""
            };
            joined(&format!("{count}cent{plural}"), " ", number % 100, below)
        }
        1000..1_000_000 => {
            let count = if number < 2000 {
                String::new()
            } else {
                below(number / 1000) + " "
            };
            joined(&format!("{count}mille"), " ", number % 1000, below)
        }
        _ => {
            let (power, name) = power(number, &["mille", "million", "milliard", "billion"]);
            let plural = if number / power > 1 { "s" } else { "" };
            let head = format!("{} {name}{plural}", below(number / power));
            joined(&head, " ", number % power, below)
        }
    }
}

fn french_tens(number: u64, form: French) -> String {
    let below = |number| french(number, form);
    match (number, form) {
        (70..80, French::France) if number == 71 => "soixante et onze".to_owned(),
        (70..80, French::France) => format!("soixante-{}", below(number - 60)),
        (80, French::France | French::Belgium) => "quatre-vingts".to_owned(),
        (81..90, French::France | French::Belgium) | (90..100, French::France) => {
            format!("quatre-vingt-{}", below(number - 80))
        }
        _ => {
            let tens = match number / 10 {
                8 => "huitante",
                tens => FRENCH_TENS[tens as usize],
            };
            match number % 10 {
                0 => tens.to_owned(),
                1 => format!("{tens} et un"),
                unit => format!("{tens}-{}", below(unit)),
            }
        }
    }
}

fn power<'a>(number: u64, names: &[&'a str]) -> (u64, &'a str) {
    let group = (number.ilog10() / 3).min(names.len() as u32);
    (1000_u64.pow(group), names[group as usize - 1])
}

fn joined(head: &str, glue: &str, rest: u64, spell: impl Fn(u64) -> String) -> String {
    match rest {
        0 => head.to_owned(),
        _ => format!("{head}{glue}{}", spell(rest)),
    }
}

fn reads_back(number: u64, spelled: &str, language: Language) {
    let found = find(spelled, &Context::new(language));
    let value = found.first().map(|found| &found.value.reading);
    let wanted = Reading::Number(Amount::Exact(Decimal::from(number)));
    assert_eq!(value, Some(&wanted), "{number}: {spelled}, found {found:?}");
    assert_eq!(found[0].span.slice(spelled), Some(spelled), "{number}");
}

fn all_forms(number: u64) {
    reads_back(number, &english(number), Language::English);
    reads_back(number, &dutch(number), Language::Dutch);
    for form in [French::France, French::Belgium, French::Switzerland] {
        reads_back(number, &french(number, form), Language::French);
    }
}

#[test]
fn small_numbers_and_samples_read_back() {
    (2..1200).for_each(all_forms);
    (1200..1_000_000).step_by(3989).for_each(all_forms);
    (1..300_u64).for_each(|step| all_forms(step * 3_334_444_521 % 1_000_000_000_000));
    all_forms(1_000_000_000_000);
}

#[test]
#[ignore = "takes minutes; run in release"]
fn every_number_up_to_a_million_reads_back() {
    (2..=1_000_000).for_each(all_forms);
}

#[test]
fn digits_read_back_in_every_grouping() {
    for number in (1_000..10_000_000_u64).step_by(97_001) {
        let digits = number.to_string();
        let grouped = |mark: &str| {
            let groups: Vec<&str> = digits
                .as_bytes()
                .rchunks(3)
                .rev()
                .map(|group| std::str::from_utf8(group).unwrap())
                .collect();
            groups.join(mark)
        };
        for mark in [".", "\u{a0}", "\u{202f}", "\u{2009}"] {
            reads_back(number, &grouped(mark), Language::Dutch);
            reads_back(number, &grouped(mark), Language::French);
        }
        reads_back(number, &grouped(" "), Language::French);
        reads_back(number, &grouped(","), Language::English);
        reads_back(number, &grouped("\u{a0}"), Language::English);
    }
}
