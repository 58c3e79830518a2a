//! A small table to begin a language with: some German, so that the tests can hold it to what it says.
//!
//! Copy it, put your language's words in place of these, and take further rules from a whole table; see `template.rs`
//! for what the parts mean. Nothing outside of this file and the list in `mod.rs` knows of a language.

use crate::values::languages::template::{Class, Do, Named, Rule, Spelling, Template, Word};
use dateline_annotation::Modifier;

pub(in crate::values) static TABLE: Template = Template {
    // 2.500,75: a comma before decimals, a dot or nothing between thousands.
    decimal_comma: true,
    space_groups: false,
    // 3.4.2016 is the third of April.
    day_first: true,
    // Mai, but in English too: a month with a capital is no sign of a name.
    capital_months: true,
    cents: "EUR",
    spelling: Spelling {
        // einundzwanzig is one word, the unit before the ten.
        compound: true,
        vigesimal: false,
        and_after_hundred: true,
        and_after_ten: false,
        comma_between_groups: false,
    },
    words: WORDS,
    currencies: CURRENCIES,
    units: UNITS,
    phases: PHASES,
    before: BEFORE,
    after: AFTER,
    future: "wird werden soll sollen",
    future_endings: &[],
    past: "war waren hat haben ist dass",
};

/// Class, number, forms; `_` stands for a space.
const WORDS: &[Word] = &[
    // Parts of numbers; those written in one word are made of them.
    (Class::One, 2, "ein eine"),
    (Class::Small, 1, "eins"),
    (Class::Small, 2, "zwei"),
    (Class::Small, 3, "drei"),
    (Class::Small, 4, "vier"),
    (Class::Small, 5, "funf"),
    (Class::Small, 10, "zehn"),
    (Class::Small, 12, "zwolf"),
    (Class::Small, 20, "zwanzig"),
    (Class::Small, 30, "dreissig"),
    (Class::Hundred, 100, "hundert"),
    (Class::Power, 3, "tausend"),
    (Class::Power, 6, "Million Millionen Mio Mio."),
    (Class::And, 0, "und"),
    (Class::Many, 20, "dutzende"),
    (Class::Rank, 1, "erste erster ersten"),
    (Class::Rank, 2, "zweite zweiter zweiten"),
    (Class::Percentage, 0, "% prozent"),
    // The calendar.
    (Class::Month, 3, "märz"),
    (Class::Month, 5, "mai"),
    (Class::Month, 11, "november"),
    (Class::Weekday, 1, "montag"),
    (Class::Weekday, 6, "samstag sonnabend"),
    (Class::DayWord, -1, "gestern"),
    (Class::DayWord, 0, "heute"),
    (Class::Shift, -1, "letzten letzte letztes vergangenen"),
    (Class::Shift, 1, "nächsten nächste nächstes kommenden"),
    (Class::Edge, 0, "anfang"),
    (Class::Edge, 1, "mitte"),
    (Class::Edge, 2, "ende"),
    // Units of time, by the numbers of `dates/length.rs`.
    (Class::Unit, 2, "stunde"),
    (Class::Units, 2, "stunden"),
    (Class::Unit, 4, "woche"),
    (Class::Units, 4, "wochen"),
    (Class::Unit, 8, "jahr"),
    (Class::Units, 8, "jahre jahren"),
];

/// Code, forms.
const CURRENCIES: &[Named] = &[("EUR", "Euro"), ("dollar", "Dollar")];

/// UCUM code, forms.
const UNITS: &[Named] = &[("km", "Kilometer Kilometern"), ("t", "Tonne Tonnen")];

/// Each phase makes items of its class from words and from what earlier phases made.
const PHASES: &[(Class, &[Rule])] = &[
    (Class::Amount, NUMBERS),
    (Class::Amount, RANGES_OF_NUMBERS),
    (Class::Percent, &[("! <amt> <percentage>", Do::Percent)]),
    (Class::Money, MONEY),
    (Class::Quantity, &[("! <counted1> <measure>", Do::Quantity)]),
    (Class::Stretch, &[("! <amt> <unit>", Do::Length)]),
    (Class::Point1, POINTS),
    (Class::Date, DATES),
];

const NUMBERS: &[Rule] = &[("<num> <power>", Do::Times), ("<many>", Do::AtLeast(1))];

const RANGES_OF_NUMBERS: &[Rule] = &[
    ("<counted1> bis <counted1>", Do::Span),
    ("zwischen [ <counted1> und <counted1> ]", Do::Span),
];

const MONEY: &[Rule] = &[
    ("! <counted1> <currency>", Do::Money),
    ("! <coin> <counted1>", Do::Money),
];

const POINTS: &[Rule] = &[
    ("! ( <weekday> , den )? <d> ~. <month> <year>?", Do::Date),
    ("! <month> <year>", Do::Date),
    ("im [ <month> ]", Do::Date),
    ("im|seit [ <year> ]", Do::Date),
    ("! <dayword>", Do::Around),
    ("! <longweekday>", Do::Date),
    ("! <shift> <periodunit>", Do::Around),
];

const DATES: &[Rule] = &[
    ("! vor <length>", Do::Ago(-1)),
    ("! <edge> <date>", Do::EdgeWord),
];

const BEFORE: &[(&str, Modifier)] = &[
    ("etwa rund fast ungefähr", Modifier::Approx),
    ("mehr_als über", Modifier::MoreThan),
    ("mindestens", Modifier::AtLeast),
];

const AFTER: &[(&str, Modifier)] = &[("oder_mehr", Modifier::AtLeast)];

#[cfg(test)]
mod tests {
    use dateline_annotation::Language;

    use super::TABLE;
    use crate::values::Context;
    use crate::values::grammar::Grammar;
    use crate::values::reading::read;

    /// What is read: label, words and value.
    fn found(text: &str) -> Vec<String> {
        let published = "2016-11-30".parse().ok();
        // Of the context only the style of numbers and dates counts here, and Dutch has the same.
        let context = Context::of_article(text, Language::Dutch, published);
        let found = read(text, &context, &Grammar::new(&TABLE), false);
        found
            .iter()
            .map(|found| {
                let words = found.span.slice(text).unwrap_or_default();
                let value = serde_json::to_string(&found.value.reading).unwrap_or_default();
                let value = value.replace(['"', '{', '}'], "");
                format!("{} {words} = {value}", found.label.as_str())
            })
            .collect()
    }

    #[test]
    fn another_language_is_one_table() {
        let cases: [(&str, &[&str]); 6] = [
            (
                "Etwa 2.500 Menschen, einundzwanzig verletzt",
                &[
                    "CARDINAL 2.500 = Number:Exact:2500",
                    "CARDINAL einundzwanzig = Number:Exact:21",
                ],
            ),
            (
                "20 bis 30 Autos",
                &["CARDINAL 20 bis 30 = Number:Range:min:20,max:30"],
            ),
            (
                "für 2,5 Millionen Euro",
                &["MONEY 2,5 Millionen Euro = Money:amount:Exact:2500000,currency:EUR"],
            ),
            (
                "Am Samstag, den 3. Mai 2014 und gestern",
                &[
                    "DATE Samstag, den 3. Mai 2014 = Temporal:2014-05-03",
                    "DATE gestern = Temporal:2016-11-29",
                ],
            ),
            (
                "vor drei Jahren und Ende November 2015",
                &[
                    "DATE vor drei Jahren = Temporal:2013",
                    "DATE Ende November 2015 = Temporal:2015-11",
                ],
            ),
            (
                "drei Kilometer, 5 Prozent, letzte Woche",
                &[
                    "QUANTITY drei Kilometer = Quantity:amount:Exact:3,unit:km",
                    "PERCENT 5 Prozent = Number:Exact:5",
                    "DATE letzte Woche = Temporal:2016-W47",
                ],
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(found(text), wanted, "{text}");
        }
    }
}
