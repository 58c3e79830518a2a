//! Texts, from tokens to annotations, and each language's grammar of dates and amounts alone.

use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};

use dateline_annotation::correction::suggest;
use dateline_annotation::{Article, Date, Language, Span, Workspace};
use dateline_extraction::values::{Context, find, value_of};
use dateline_extraction::{Document, Extractor, tokens::tokenise};
use dateline_formats::exchange::Part;

use crate::Target;
use crate::behaviour::Behaviour;

static MODEL: &[u8] = include_bytes!("../../model/dateline.model");

/// Longer texts are cut, so that an execution takes no longer than a line of news.
const MOST: usize = 4 << 10;

const DUTCH: &[&str] = &[
    "Op 27 november 2016 vielen 2 à 300 doden bij Mosoel, zei minister Anna Jansen (VRT, 28/11/2016).",
    "Begin 2016 kwamen er zo'n 2.500 strijders van IS bij; twee jaar eerder 1,5 miljoen euro.\r\nVolgende week dinsdag om 17.30 uur.",
    "Tientallen kalasjnikovs, 3 km ten zuiden van Gent, half drie 's nachts, de jaren negentig, 12%.",
];
const FRENCH: &[&str] = &[
    "Le 26 novembre 2016, 30 000 à 40 000 personnes ont fui Mossoul, selon l'armée (Haqq, 26 novembre 2016).",
    "À la mi-mai, deux ans plus tôt, l'Etat islamique perdait 1,2 milliard d'euros.\nDemain à 17h30, une trentaine de roquettes.",
    "Avant-hier, quatre-vingt-dix-neuf pour cent des hôpitaux d'Alep, au deuxième trimestre 2017.",
];
const ENGLISH: &[&str] = &[
    "On Nov. 27, 2016, between 200 and 300 people left Mosul, General Lee said yesterday.",
    "Two years ago Daesh had 2,500 fighters and $1.5 billion;\tabout three and a half weeks later, at 5:30 p.m.,",
    "the second of five 155-mm howitzers, 12 percent, mid-May, the 1990s, 03/04/2016, last Friday.",
];

const WORDS: &[&str] = &[
    " ",
    "\n",
    "\r\n\r\n",
    "\t",
    "\u{a0}",
    "\u{202f}",
    "\u{feff}",
    "\u{200d}",
    "\u{301}",
    "😀",
    "👩‍👩‍👧",
    "שלום",
    "مرحبا",
    ".",
    ",",
    "-",
    "–",
    "'",
    "’",
    "\"",
    "(",
    ")",
    "/",
    "%",
    "€",
    "$",
    "½",
    "²",
    "0",
    "9",
    "00",
    "1.000",
    "1 000",
    "1,000",
    "99999999999999999999999999999",
    "0.00000000000000000000000000001",
    "2016",
    "0000",
    "9999",
    "-1",
    "29 februari",
    "31 avril",
    "32 December",
    "11/26/2016",
    "26-11-2016",
    "1er",
    "tweede",
    "duizend",
    "miljard",
    "quatre-vingt",
    "cent",
    "hundred",
    "million",
    " à ",
    " tot ",
    " to ",
    " en ",
    " et ",
    " and ",
    "half",
    "demi",
    "dozijn",
    "jaar geleden",
    "ans plus tôt",
    "years ago",
    "volgende",
    "prochain",
    "next",
    "maandag",
    "lundi",
    "Monday",
    "januari",
    "août",
    "May",
    "Q2",
    "17u30",
    "17h30",
    "5:30 p.m.",
    "euro",
    "km",
    "kg",
    "procent",
    "pour cent",
    "kalasjnikov",
    "IS",
    "Mosoel",
    "Jan Peeters",
    "de ",
    "la ",
    "the ",
];

pub(crate) fn targets() -> Vec<Target> {
    let seeds = |texts: &[&[&str]]| {
        let texts = texts.iter().copied().flatten();
        texts
            .map(|text| vec![Part::new("a.txt", *text)])
            .collect::<Vec<_>>()
    };
    let grammar = |name, language, texts| {
        Target::new(name, seeds(&[texts]), WORDS, move |parts| {
            with_text(parts, |text| values(text, language))
        })
    };
    let all = seeds(&[DUTCH, FRENCH, ENGLISH]);
    vec![
        Target::new("tokens", all.clone(), WORDS, |parts| {
            with_text(parts, joined)
        }),
        grammar("grammar-nl", Language::Dutch, DUTCH),
        grammar("grammar-fr", Language::French, FRENCH),
        grammar("grammar-en", Language::English, ENGLISH),
        Target::new("extraction", all, WORDS, |parts| {
            with_text(parts, annotated)
        }),
    ]
}

fn with_text(parts: &[Part], run: impl Fn(&str) -> Behaviour) -> Behaviour {
    let text = parts[0].text();
    let mut end = text.len().min(MOST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    run(&text[..end])
}

/// Tokens come in the order of the text, stand on characters and leave nothing out but white space.
fn joined(text: &str) -> Behaviour {
    let (mut end, mut count) = (0, 0);
    for token in tokenise(text) {
        let (from, to) = (token.start as usize, token.end as usize);
        assert!(from >= end && to > from, "tokens overlap or are empty");
        assert!(text.get(from..to).is_some(), "a token off the characters");
        let gap = text.get(end..from);
        assert!(
            gap.is_some_and(|gap| gap.trim().is_empty()),
            "something stands between tokens"
        );
        end = to;
        count += 1;
    }
    assert!(
        text[end..].trim().is_empty(),
        "something stands after the tokens"
    );
    let ascii = text.bytes().filter(u8::is_ascii).count();
    Behaviour::of(count > 0)
        .count("tokens", count)
        .count("bytes beyond ASCII", text.len() - ascii)
}

/// Spans that are found lie in order, apart and on characters, without white space at their edges.
fn is_orderly(text: &str, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(span.start().to_usize() >= end, "spans overlap");
        assert_eq!(span.trimmed(text), Some(span), "loose edges");
        end = span.end().to_usize();
    }
}

fn values(text: &str, language: Language) -> Behaviour {
    let day: Option<Date> = "2016-11-27".parse().ok();
    let mut all = Vec::new();
    for published in [None, day] {
        let context = Context::of_article(text, language, published);
        let found = find(text, &context);
        is_orderly(text, found.iter().map(|expression| expression.span));
        for expression in &found {
            value_of(text, expression.span, &expression.label, &context);
            all.push(format!("{} {:?}", expression.label, expression.value));
        }
    }
    Behaviour::of(!all.is_empty())
        .count("expressions", all.len())
        .say_all(all)
}

fn extractor() -> &'static Extractor {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    EXTRACTOR.get_or_init(|| match Extractor::load(MODEL) {
        Ok(extractor) => extractor,
        Err(error) => panic!("{error}"),
    })
}

/// The whole engine, and the edit that its suggestions become.
fn annotated(text: &str) -> Behaviour {
    let document = Document {
        text,
        language: None,
        published: "2016-11-27".parse().ok(),
    };
    let found = extractor().extract(document, &mut |_| ControlFlow::Continue(()));
    is_orderly(text, found.suggestions.iter().map(|offer| offer.span));
    let article = Arc::new(Article::new(text));
    let count = found.suggestions.len();
    let labels = found.suggestions.iter().map(|offer| &offer.label);
    let behaviour = Behaviour::of(count > 0)
        .count("suggestions", count)
        .say(&found.language.code())
        .say_all(labels);
    let edit = suggest(&article, found.language, found.suggestions);
    let mut workspace = Workspace::new([Article::clone(&article)]);
    assert!(
        workspace.apply(edit).is_ok(),
        "suggestions don't fit their text"
    );
    assert_eq!(workspace.articles()[0].annotations.len(), count);
    behaviour
}
