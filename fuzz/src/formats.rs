//! The readers of every format of marked articles.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::Arc;

use dateline_annotation::{
    Annotation, AnnotationId, Article, Confidence, Label, LabelSet, Origin, Reading, Span, State,
};
use dateline_formats::exchange::{Format, LabelMap, Part, Set, pack, read, sniff, survey, write};
use dateline_formats::json;
use flate2::Compression;
use flate2::write::{ZlibDecoder, ZlibEncoder};

use crate::Target;
use crate::behaviour::Behaviour;

/// Pieces that readers look for, and numbers at the edges of what offsets can be.
pub(crate) const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\t",
    " ",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "[[[[[[[[",
    ",",
    ":",
    "null",
    "true",
    "-1",
    "0",
    "1",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "1e308",
    "0.5",
    "\u{feff}",
    "😀",
    "e\u{301}",
    "\0",
    "\u{fffe}",
    "<",
    ">",
    "</",
    "/>",
    "&#0;",
    "&#x110000;",
    "&amp",
    "<![CDATA[",
    "<!--",
    "<!DOCTYPE a [",
    "]]>",
    "xml:space=\"preserve\"",
    "<TEI>",
    "</TEI>",
    "<body>",
    "O",
    "B-",
    "I-PER",
    "-DOCSTART-",
    "#Text=",
    "#T_SP=",
    "1-1\t0-4294967295\t",
    "_",
    "*",
    "|",
    "[1]",
    "\\[",
    "T1\t",
    ";",
    "\"text\":",
    "\"label\":",
    "\"tokens\":",
    "\"start\":",
    "\"end\":",
    "\u{90}",
    "PK\x03\x04",
];

/// The end of the name of a file that is compressed before it is read: what is damaged after it was compressed fails its
/// sum of check, and nothing behind that would be reached.
const BARE: &str = ".bare";

pub(crate) fn targets() -> Vec<Target> {
    let all = Format::ALL.iter().copied();
    let mut targets: Vec<Target> = all
        .filter(|format| format.can_be_read())
        .map(|format| {
            Target::new(format.name(), seeds(format), PIECES, move |parts| {
                is_read(format, &compressed(parts))
            })
        })
        .collect();
    targets.push(Target::new("import", mixed(), PIECES, is_imported));
    targets
}

/// One file of each format, opened as the page opens what is dropped on it.
fn mixed() -> Vec<Vec<Part>> {
    let all = Format::ALL.iter().copied();
    all.filter(|format| format.can_be_read() && *format != Format::Brat)
        .flat_map(|format| seeds(format).into_iter().take(1))
        .map(|mut parts| compressed(&parts.drain(..1).collect::<Vec<_>>()))
        .collect()
}

fn is_imported(parts: &[Part]) -> Behaviour {
    let format = sniff(&parts[0]).map_or("no format", Format::name);
    let seen = survey(parts, &LabelMap::default());
    let opened = dateline_formats::open(&parts[0].name, &parts[0].bytes);
    let behaviour = match opened {
        Ok(dateline_formats::Opened::File(file)) => of_file(&file),
        Ok(_) => Behaviour::of(seen.is_ok()),
        Err(error) => Behaviour::of(false).say(&error),
    };
    behaviour.say(&format)
}

fn is_read(format: Format, parts: &[Part]) -> Behaviour {
    match read(format, parts, &LabelMap::default()) {
        Ok(file) => of_file(&file),
        Err(error) => Behaviour::of(false).say(&error),
    }
}

/// Every mark stands on its text.
pub(crate) fn of_file(file: &json::File) -> Behaviour {
    for article in &file.articles {
        for mark in &article.annotations {
            assert!(
                mark.span.slice(&article.text).is_some(),
                "a mark off its text"
            );
        }
    }
    let articles = file.articles.iter();
    let marks = || articles.clone().flat_map(|article| &article.annotations);
    let labels: BTreeSet<_> = marks().map(|mark| mark.label.as_str()).collect();
    Behaviour::of(true)
        .count("articles", file.articles.len())
        .count("marks", marks().count())
        .count("labels", labels.len())
        .count("entities", file.entities.len())
        .count(
            "values",
            marks().filter(|mark| mark.value.is_some()).count(),
        )
        .say_all(&file.notices)
}

fn compressed(parts: &[Part]) -> Vec<Part> {
    let one = |part: &Part| match part.name.strip_suffix(BARE) {
        Some(name) => Part::new(name, deflated(&part.bytes)),
        None => part.clone(),
    };
    parts.iter().map(one).collect()
}

fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = ZlibDecoder::new(Vec::new());
    decoder.write_all(bytes).ok()?;
    decoder.finish().ok()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).ok();
    encoder.finish().unwrap_or_default()
}

/// The same files with what is compressed in them laid bare.
fn bare(parts: &[Part]) -> Vec<Part> {
    let one = |part: &Part| match inflated(&part.bytes) {
        Some(bytes) => Part::new(format!("{}{BARE}", part.name), bytes),
        None => part.clone(),
    };
    parts.iter().map(one).collect()
}

/// Good files of a format: one article, two, one with everything that marks can have, all in an archive.
fn seeds(format: Format) -> Vec<Vec<Part>> {
    let plain = Arc::new(article(
        "Zoë 😀 joined IBM.\nRome cheered.",
        &[(0, 4, "PER"), (17, 20, "ORG"), (22, 26, "LOC")],
    ));
    let lines = Arc::new(article(
        "  a\r\n\tb  مرحبا\r\n\r\nB-PER O \"x\" <&>\n",
        &[(2, 3, "DATE"), (3, 6, "LOC"), (2, 20, "EVENT")],
    ));
    let mut full = article(
        "1000 ships on 27 November",
        &[(0, 4, "CARDINAL"), (5, 10, "ship"), (14, 25, "DATE")],
    );
    let marks: Vec<Annotation> = full.annotations.iter().cloned().collect();
    for (index, mut mark) in marks.into_iter().enumerate() {
        mark.confidence = Some(Confidence::from_permille(974));
        mark.entity = Some("Q1|_[2]".to_owned());
        "a note\nof two lines".clone_into(&mut mark.note);
        mark.state = if index == 1 {
            State::Suggested
        } else {
            State::Confirmed
        };
        mark.value = "2016-11-27"
            .parse()
            .ok()
            .map(|timex| Reading::Temporal(timex).into());
        full.annotations.put(mark);
    }
    "A. B.".clone_into(&mut full.details.author);
    full.details.published = "2016-11-27".parse().ok();
    let full = Arc::new(full);
    let labels = LabelSet::default();
    let lists = [vec![plain.clone()], vec![plain, lines], vec![full]];
    let mut seeds: Vec<Vec<Part>> = lists
        .iter()
        .map(|list| write(format, &Set::new(list, &labels)).files)
        .collect();
    let archive = pack(&seeds[1]).map(|bytes| vec![Part::new("all.zip", bytes)]);
    if format.is_binary() {
        let laid: Vec<_> = seeds.iter().map(|parts| bare(parts)).collect();
        // Most of them, so that few executions end at the sum of check.
        seeds.extend([laid.clone(), laid.clone(), laid].concat());
    }
    seeds.extend(archive);
    seeds
}

pub(crate) fn article(text: &str, marks: &[(usize, usize, &str)]) -> Article {
    let mut article = Article::new(text);
    for (start, end, label) in marks {
        let label = Label::new(label);
        let Some(span) = Span::of(text, *start, *end) else {
            continue;
        };
        article.annotations.put(Annotation {
            id: AnnotationId::of_suggestion(span, &label),
            span,
            label,
            origin: Origin::Person,
            state: State::Confirmed,
            confidence: None,
            value: None,
            entity: None,
            note: String::new(),
            value_set: false,
        });
    }
    article
}
