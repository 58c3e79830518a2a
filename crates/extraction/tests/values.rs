//! Sentences with their expressions marked, two files a language in `values/`: what there is, and how news says it.
//!
//! A line is a sentence whose expressions stand in brackets: `[LABEL words = value]`. Amounts are `20`, `200..300`
//! for a range and `20..` for an open end, rounded to four decimals; a currency or unit follows them; other readings
//! follow `or`, a modifier comes last. `@ 2016-11-30`, `@ 2016-11-30T18:00` or `@ none` says when what follows was
//! published; `#` starts a comment; `- ` starts a sentence that is not read as marked, and should be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that can't be set up has failed"
)]

use dateline_annotation::{Amount, Label, Language, Reading, Span, Value};
use dateline_extraction::values::{Context, find, value_of};

const FILES: [(Language, &str); 6] = [
    (Language::Dutch, include_str!("values/nl.txt")),
    (Language::French, include_str!("values/fr.txt")),
    (Language::English, include_str!("values/en.txt")),
    (Language::Dutch, include_str!("values/nl-news.txt")),
    (Language::French, include_str!("values/fr-news.txt")),
    (Language::English, include_str!("values/en-news.txt")),
];

/// A sentence, when it was published, and its marks.
struct Case {
    text: String,
    published: &'static str,
    marks: Vec<String>,
    is_missed: bool,
}

fn cases(file: &'static str) -> Vec<Case> {
    let mut published = "none";
    let mut cases = Vec::new();
    for line in file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(day) = line.strip_prefix("@ ") {
            published = day;
        } else {
            let (text, marks) = unmark(line.trim_start_matches("- "));
            cases.push(Case {
                text,
                published,
                marks,
                is_missed: line.starts_with("- "),
            });
        }
    }
    cases
}

/// The text of a marked sentence, and what its brackets hold.
fn unmark(marked: &str) -> (String, Vec<String>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, after) = after.split_at(closing(after));
        let (expression, _) = mark.rsplit_once(" = ").expect("a value");
        let (_, words) = expression.split_once(' ').expect("a label");
        text.push_str(before);
        text.push_str(words);
        marks.push(mark.to_owned());
        rest = &after[1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// Where the bracket that closes a mark stands; units have brackets too.
fn closing(rest: &str) -> usize {
    let mut depth = 0;
    let close = rest.find(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth < 0
    });
    close.expect("a closing bracket")
}

fn context(case: &Case, language: Language) -> Context {
    let of = |published| Context::of_article(&case.text, language, published);
    match case.published {
        "none" => of(None),
        moment if moment.contains('T') => of(None).at(moment.parse().expect("a moment")),
        day => of(Some(day.parse().expect("a day"))),
    }
}

fn amount(amount: Amount) -> String {
    let digits = |number: dateline_annotation::Decimal| number.round_dp(4).normalize().to_string();
    match amount {
        Amount::Exact(number) => digits(number),
        Amount::Range { min, max } => format!("{}..{}", digits(min), digits(max)),
        Amount::AtLeast(min) => format!("{}..", digits(min)),
    }
}

fn reading(reading: &Reading) -> String {
    match reading {
        Reading::Temporal(timex) | Reading::Duration(timex) => timex.to_string(),
        Reading::Number(number) => amount(*number),
        Reading::Money {
            amount: number,
            currency,
        } => format!("{} {currency}", amount(*number)),
        Reading::Quantity {
            amount: number,
            unit,
        } => format!("{} {unit}", amount(*number)),
    }
}

fn shown(value: &Value) -> String {
    let mut text = reading(&value.reading);
    for other in &value.alternatives {
        text.push_str(" or ");
        text.push_str(&reading(other));
    }
    if let Some(modifier) = value.modifier {
        text.push(' ');
        text.push_str(modifier.as_str());
    }
    text
}

fn check(index: usize) {
    let (language, file) = FILES[index];
    let mut wrong = Vec::new();
    let cases = cases(file);
    for case in &cases {
        let context = context(case, language);
        let found: Vec<String> = find(&case.text, &context)
            .iter()
            .map(|found| {
                let words = found.span.slice(&case.text).unwrap();
                format!("{} {words} = {}", found.label, shown(&found.value))
            })
            .collect();
        if (found != case.marks) != case.is_missed {
            wrong.push(format!(
                "{}\n  found  {found:?}\n  wanted {:?}",
                case.text, case.marks
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} sentences:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn dutch_sentences_are_read_as_marked() {
    check(0);
}

#[test]
fn french_sentences_are_read_as_marked() {
    check(1);
}

#[test]
fn english_sentences_are_read_as_marked() {
    check(2);
}

#[test]
fn dutch_news_is_read_as_marked() {
    check(3);
}

#[test]
fn french_news_is_read_as_marked() {
    check(4);
}

#[test]
fn english_news_is_read_as_marked() {
    check(5);
}

#[test]
fn a_marked_span_has_the_value_that_finding_it_gives() {
    for (language, file) in FILES {
        for case in cases(file) {
            let context = context(&case, language);
            for found in find(&case.text, &context) {
                let value = value_of(&case.text, found.span, &found.label, &context);
                assert_eq!(value, Some(found.value), "{}", case.text);
            }
        }
    }
}

#[test]
fn the_one_who_marks_decides_what_a_number_is() {
    let text = "Bij Bagdad was ze 42 en kreeg ze 1.000 dinar.";
    let context = Context::of_article(text, Language::Dutch, None);
    let value = |surface: &str, label: &Label| {
        let start = text.find(surface).unwrap();
        let span = Span::of(text, start, start + surface.len()).unwrap();
        value_of(text, span, label, &context).map(|value| shown(&value))
    };
    assert_eq!(value("42", &Label::DURATION).as_deref(), Some("P42Y"));
    assert_eq!(value("42", &Label::PERCENT).as_deref(), Some("42"));
    assert_eq!(value("ze 42 en", &Label::CARDINAL).as_deref(), Some("42"));
    assert_eq!(
        value("1.000 dinar", &Label::MONEY).as_deref(),
        Some("1000 IQD")
    );
    assert_eq!(value("Bagdad", &Label::DATE), None);
}
