//! Sentences with their expressions marked: `[LABEL surface = value]`, read as of Wednesday
//! 30 November 2016, 18:00. Amounts are `200..300` for a range and `20..` for an open end.

use dateline_annotation::{Amount, Label, Language, Reading, Span, Value};
use jiff::civil::date;

use crate::values::{Context, find, value_of};

const DUTCH: &[&str] = &[
    "Bij de aanval vielen [CARDINAL 2 à 300 = 200..300]-tal doden.",
    "Er kwamen [CARDINAL 2.500 = 2500] mensen, [CARDINAL tientallen = 20..] met een kind.",
    "[CARDINAL Enkele honderden = 200..] strijders bleven.",
    "Een op de loer, maar [CARDINAL één op de vijf = 0.2] niet.",
    "[DATE Begin 2016 = 2016 start] en [DATE half mei = 2016-05 mid] en [DATE eind vorig jaar = 2015 end].",
    "Van [DATE 24 tot 30 november 2016 = 2016-11-24/2016-11-30] bleef het stil.",
    "Dat was op [DATE 26 en 27 november = 2016-11-26/2016-11-27].",
    "Het [DATE tweede kwartaal van 2017 = 2017-Q2] en de [DATE jaren negentig = 199].",
    "In de [DATE 19e eeuw = 18] was dat anders.",
    "[DATE Drie jaar geleden = 2013], [DATE twee weken geleden = 2016-W46], [DATE gisteren = 2016-11-29].",
    "[DATE Zaterdag = 2016-11-26] om [TIME 17.30 uur = 2016-11-26T17:30] begon het.",
    "[DATE Vorige week = 2016-W47] was [DATE vorige maand = 2016-10] voorbij.",
    "[TIME Vrijdagavond = 2016-11-25TEV] om [TIME kwart over acht = 2016-11-30T08:15].",
    "De [TIME nacht van 9 op 10 september = 2016-09-09TNI] was koud.",
    "In [DATE 2014 = 2014], nee, [DATE dinsdag = 2016-11-29] kostte het [MONEY 16 miljoen dollar = 16000000 USD].",
    "Het kost [MONEY € 2,5 miljard = 2500000000 EUR] of [PERCENT 56 % = 56].",
    "Op [QUANTITY 20 km = 20 km] van hier, [QUANTITY 30 ton = 30 t] zwaar.",
    "Na meer dan [DURATION twee jaar = P2Y more_than], dan [DURATION anderhalf uur = PT1.5H].",
    "Een [DURATION 19-jarige = P19Y] en Jan Smit, [DURATION 42 = P42Y], vluchtten.",
    "De [ORDINAL derde = 3] keer won de [ORDINAL honderdeenentwintigste = 121] deelnemer.",
    "[CARDINAL Een derde = 0.3333333333333333333333333333] van de huizen en [CARDINAL driekwart = 0.75].",
    "In [DATE 2014 = 2014] begon het; [DATE twee jaar later = 2016] was het voorbij.",
    "Bij [QUANTITY min 5 graden Celsius = -5 Cel] in de [DATE zomer van 2015 = 2015-SU].",
    "Zeker [CARDINAL eenentwintighonderd = 2100 at_least] man van het [ORDINAL 4e = 4].",
];

const FRENCH: &[&str] = &[
    "Entre [CARDINAL 2 à 300 = 200..300] hommes, soit de [CARDINAL 30 000 à 40 000 = 30000..40000].",
    "[CARDINAL Une centaine = 100] de morts, des [CARDINAL milliers = 2000..] de blessés.",
    "Environ [CARDINAL quatre-vingt-dix-sept = 97 approx] cas, [CARDINAL septante-deux = 72] ici.",
    "[DATE Mi-mai = 2016-05 mid], [DATE fin 2014 = 2014 end], au [DATE début de l'année = 2016 start].",
    "Du [DATE 24 au 30 novembre 2016 = 2016-11-24/2016-11-30], le calme.",
    "Les [DATE 26 et 27 novembre = 2016-11-26/2016-11-27].",
    "Le [DATE troisième trimestre 2016 = 2016-Q3] et les [DATE années 1990 = 199].",
    "Au [DATE XIXe siècle = 18], déjà.",
    "[DATE Il y a trois ans = 2013], la [DATE semaine dernière = 2016-W47], [DATE hier = 2016-11-29].",
    "[DATE Samedi = 2016-11-26] à [TIME 17h30 = 2016-11-26T17:30], à [TIME midi = 2016-11-30T12:00].",
    "[TIME Vendredi soir = 2016-11-25TEV] puis la [TIME nuit du 3 au 4 septembre = 2016-09-03TNI].",
    "Le [DATE 26 novembre = 2016-11-26], un obus. [DATE Trois jours plus tard = 2016-11-29], le calme.",
    "[MONEY 16 millions de dollars = 16000000 USD] ou [MONEY 3 000 euros = 3000 EUR].",
    "[PERCENT Trois pour cent = 3] sur [QUANTITY 120 km2 = 120 km2].",
    "Plus de [DURATION six semaines = P6W more_than] pour un homme de [DURATION 42 ans = P42Y].",
    "Marie Dupont, [DURATION 34 = P34Y], et [CARDINAL deux = 2] fils de [DURATION 24 et 61 ans = P24Y/P61Y].",
    "Le [ORDINAL premier = 1] et la [ORDINAL vingt et unième = 21] fois.",
    "[CARDINAL Un tiers = 0.3333333333333333333333333333] des maisons, la [CARDINAL moitié = 0.5] des rues.",
    "Par [QUANTITY moins 17 degrés Celsius = -17 Cel], [TIME ce soir = 2016-11-30TEV].",
    "[DATE Dans trois semaines = 2016-W51], il partira.",
];

const ENGLISH: &[&str] = &[
    "Between [CARDINAL 20 and 30 = 20..30] men, [CARDINAL dozens = 20..] of them armed.",
    "Some [CARDINAL 30,000 to 40,000 = 30000..40000 approx] fled, [CARDINAL 1.2m = 1200000] stayed.",
    "[CARDINAL One hundred and five = 105] and [CARDINAL a dozen = 12] and [CARDINAL eight in ten = 0.8].",
    "[DATE Early 2016 = 2016 start], [DATE mid-May = 2016-05 mid] and [DATE late last year = 2015 end].",
    "From [DATE 24 to 30 November 2016 = 2016-11-24/2016-11-30] and [DATE March and April = 2016-03/2016-04].",
    "The [DATE second quarter of 2017 = 2017-Q2], the [DATE 1990s = 199] and the [DATE 19th century = 18].",
    "[DATE Three years ago = 2013], [DATE last week = 2016-W47], [DATE yesterday = 2016-11-29].",
    "[DATE Saturday = 2016-11-26] at [TIME 5.30 pm = 2016-11-26T17:30].",
    "[DATE Last Saturday = 2016-11-26] and [TIME Monday night = 2016-11-28TNI].",
    "On [DATE 26 November = 2016-11-26] it fell. [DATE Three days later = 2016-11-29] it rose.",
    "They asked [MONEY 16 million dollars = 16000000 USD], then [MONEY $300 = 300 USD].",
    "[PERCENT 10 to 15 percent = 10..15] of [QUANTITY 35 miles = 35 [mi_i]].",
    "More than [DURATION two years = P2Y more_than] for a [DURATION 24-year-old = P24Y].",
    "John Smith, [DURATION 42 = P42Y], was the [ORDINAL third = 3] to leave.",
    "[CARDINAL A third = 0.3333333333333333333333333333] of them and [CARDINAL half = 0.5] a street.",
    "A [ORDINAL second = 2] round at a [QUANTITY minus 8 degrees Celsius = -8 Cel].",
    "It took [DURATION an hour and a half = PT1.5H] at [TIME 14:00 GMT = 2016-11-30T14:00Z].",
    "It opens on [DATE 3/4/2015 = 2015-03-04 or 2015-04-03].",
    "A T-72, an F-16 and a room of one's own at first.",
];

/// The text of a marked sentence, and its marks.
fn parse(marked: &str) -> (String, Vec<String>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = rest
        .find('[')
        .filter(|at| rest[at + 1..].starts_with(char::is_uppercase))
    {
        let close = open + rest[open..].find(" = ").unwrap();
        let value = rest[close..]
            .find(['.', ',', ' ', ';'])
            .map_or(0, |_| close + 3);
        let end = value + matching(&rest[value..]);
        let (_, surface) = rest[open + 1..close].split_once(' ').unwrap();
        text.push_str(&rest[..open]);
        text.push_str(surface);
        marks.push(rest[open + 1..end].to_owned());
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// Where the bracket that closes a mark stands; units have brackets too.
fn matching(rest: &str) -> usize {
    let mut depth = 0;
    rest.find(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth < 0
    })
    .unwrap()
}

fn amount(amount: Amount) -> String {
    match amount {
        Amount::Exact(number) => number.normalize().to_string(),
        Amount::Range { min, max } => format!("{}..{}", min.normalize(), max.normalize()),
        Amount::AtLeast(min) => format!("{}..", min.normalize()),
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

fn context(language: Language) -> Context {
    Context::new(language).at(date(2016, 11, 30).at(18, 0, 0, 0))
}

fn check(language: Language, table: &[&str]) {
    let context = context(language);
    let mut wrong = Vec::new();
    for marked in table {
        let (text, wanted) = parse(marked);
        let found: Vec<String> = find(&text, &context)
            .iter()
            .map(|found| {
                let surface = found.span.slice(&text).unwrap();
                format!("{} {surface} = {}", found.label, shown(&found.value))
            })
            .collect();
        if found != wanted {
            wrong.push(format!("{text}\n  found  {found:?}\n  wanted {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dutch_sentences_are_read_as_marked() {
    check(Language::Dutch, DUTCH);
}

#[test]
fn french_sentences_are_read_as_marked() {
    check(Language::French, FRENCH);
}

#[test]
fn english_sentences_are_read_as_marked() {
    check(Language::English, ENGLISH);
}

#[test]
fn a_marked_span_has_the_value_that_finding_it_gives() {
    for (language, table) in [
        (Language::Dutch, DUTCH),
        (Language::French, FRENCH),
        (Language::English, ENGLISH),
    ] {
        let context = context(language);
        for marked in table {
            let (text, _) = parse(marked);
            for found in find(&text, &context) {
                let value = value_of(&text, found.span, &found.label, &context);
                assert_eq!(value, Some(found.value), "{text}");
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
