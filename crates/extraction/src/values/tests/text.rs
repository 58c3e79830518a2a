//! What holds for any text.

use dateline_annotation::{Label, Language, Span};
use proptest::prelude::*;

use crate::values::{Context, find, value_of};

/// Pieces that rules are made of, so that random texts reach deep.
const PIECES: &[&str] = &[
    "3",
    "17",
    "2016",
    "0",
    "99999999999999999999",
    "1.234,5",
    "12:30",
    "-",
    "–",
    "/",
    ",",
    ".",
    "%",
    "€",
    "$",
    "(",
    ")",
    "'",
    "\n",
    "\u{a0}",
    "mai",
    "May",
    "maart",
    "vrijdagavond",
    "lundi",
    "twintig",
    "honderd",
    "duizend",
    "miljoen",
    "cent",
    "mille",
    "quatre",
    "vingt",
    "et",
    "and",
    "million",
    "half",
    "demi",
    "kwart",
    "uur",
    "heures",
    "years",
    "jaar",
    "ago",
    "geleden",
    "il y a",
    "later",
    "van",
    "tot",
    "between",
    "entre",
    "last",
    "vorige",
    "week",
    "quarter",
    "premier",
    "derde",
    "e",
    "th",
    "km",
    "euro",
    "dollars",
    "degrees",
    "early",
    "fin",
    "begin",
    "XXIe",
    "siècle",
    "tweeënhalf",
    "Pasen",
    "noon",
    "pm",
    "GMT",
    "è",
    "😀",
    "e\u{301}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,3}",
    ];
    let glue = proptest::sample::select(vec![" ", " ", " ", "", "-"]);
    proptest::collection::vec((piece, glue), 0..40).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(piece, glue)| piece + glue)
            .collect()
    })
}

fn context(language: Language, published: bool) -> Context {
    let context = Context::new(language);
    if published {
        context.at(jiff::civil::date(2016, 2, 29).at(23, 59, 59, 0))
    } else {
        context
    }
}

proptest! {
    #[test]
    fn spans_are_exact_in_order_and_apart(text in text(), published: bool) {
        for language in Language::ALL {
            let mut end = 0;
            for found in find(&text, &context(language, published)) {
                let surface = found.span.slice(&text).unwrap();
                prop_assert!(end <= found.span.start().to_usize());
                prop_assert!(!surface.contains('\n'));
                prop_assert_eq!(surface.trim(), surface);
                end = found.span.end().to_usize();
            }
        }
    }

    #[test]
    fn any_marked_span_is_read_or_not_but_never_fails(
        text in text(), at in 0_usize..200, length in 1_usize..60,
    ) {
        let context = context(Language::Dutch, true);
        if let Some(span) = Span::of(&text, at, at + length) {
            for label in [Label::DATE, Label::CARDINAL, Label::MONEY, Label::PER] {
                let value = value_of(&text, span, &label, &context);
                prop_assert!(label != Label::PER || value.is_none());
            }
        }
    }

    #[test]
    fn arbitrary_text_never_fails(text in "(?s).{0,400}") {
        for language in Language::ALL {
            find(&text, &Context::of_article(&text, language, None));
        }
    }
}

#[test]
fn the_article_tells_how_numbers_and_dates_are_written() {
    let english = "It rose 2,5 and 3,7 and 1.234,5 by 31/12/2015.";
    let context = Context::of_article(english, Language::English, None);
    assert!(context.decimal_comma && context.day_first);
    let dutch = Context::of_article("2.500 en 3,5", Language::Dutch, None);
    assert!(dutch.decimal_comma);
    // A list says nothing, and the numbers in it are no numbers of their own.
    let list = Context::of_article("1,2,5 and 2,3,4 and 4,5,6", Language::English, None);
    assert!(!list.decimal_comma);
}
