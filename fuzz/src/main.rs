//! Damages files of every format and has them read: none may make a reader panic, hang or place a mark off
//! its text.
//!
//! ```text
//! cargo run --release -p dateline-fuzz -- EXECUTIONS [FORMAT…]
//! ```
//!
//! The same number always makes the same files. A file that a reader panics on is written to
//! `target/fuzz/`, and a read that takes longer than a second is told of.

mod mutation;

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline_annotation::{
    Annotation, AnnotationId, Article, Confidence, Label, LabelSet, Origin, Reading, Span, State,
};
use dateline_formats::exchange::{Format, LabelMap, Part, Set, pack, read, sniff, survey, write};
use flate2::Compression;
use flate2::write::{ZlibDecoder, ZlibEncoder};
use mutation::Random;

/// How long a read of a small file may take before it is told of.
const SLOW: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(executions) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
        eprintln!("mutate EXECUTIONS [FORMAT…]");
        return ExitCode::from(2);
    };
    let names: Vec<String> = words.collect();
    std::panic::set_hook(Box::new(|_| ()));
    let mut failed = false;
    let all = Format::ALL
        .iter()
        .copied()
        .filter(|format| format.can_be_read());
    for format in
        all.filter(|format| names.is_empty() || names.iter().any(|name| name == format.name()))
    {
        failed |= fuzz(format, executions);
    }
    ExitCode::from(u8::from(failed))
}

/// Reads so many damaged files of a format; whether one was too much for it.
fn fuzz(format: Format, executions: u64) -> bool {
    let (start, mut random) = (
        Instant::now(),
        Random::new(executions ^ format.name().len() as u64),
    );
    let seeds = seeds(format);
    let (mut understood, mut slow, mut failures) = (0_u64, 0_u64, 0_u64);
    for number in 0..executions {
        let seed = &seeds[random.below(seeds.len())];
        let parts = damaged(format, seed, &mut random);
        let began = Instant::now();
        let read = catch_unwind(AssertUnwindSafe(|| holds(format, &parts, number)));
        if let Ok(read) = read {
            understood += u64::from(read);
        } else {
            failures += 1;
            keep(format, number, &parts);
        }
        slow += u64::from(began.elapsed() > SLOW);
    }
    let seconds = start.elapsed().as_secs();
    println!(
        "{:<16} {executions} executions, {understood} of them read, {slow} slow, {failures} crashes, {seconds} s",
        format.name()
    );
    failures > 0
}

/// Reads files as a person would open them; whether anything was in them.
fn holds(format: Format, parts: &[Part], number: u64) -> bool {
    if number.is_multiple_of(16) {
        for part in parts {
            sniff(part);
        }
        survey(parts, &LabelMap::default()).ok();
    }
    let Ok(file) = read(format, parts, &LabelMap::default()) else {
        return false;
    };
    for article in &file.articles {
        for mark in &article.annotations {
            assert!(
                mark.span.slice(&article.text).is_some(),
                "a mark off its text"
            );
        }
    }
    true
}

fn keep(format: Format, number: u64, parts: &[Part]) {
    let folder = std::path::Path::new("target/fuzz");
    std::fs::create_dir_all(folder).ok();
    for part in parts {
        let path = folder.join(format!(
            "{}-{number}-{}",
            format.name(),
            part.name.replace('/', "_")
        ));
        if let Ok(mut file) = std::fs::File::create(&path) {
            file.write_all(&part.bytes).ok();
        }
        eprintln!("{}", path.display());
    }
}

fn damaged(format: Format, seed: &[Part], random: &mut Random) -> Vec<Part> {
    let mut parts = seed.to_vec();
    for _ in 0..=random.below(4) {
        let part = random.below(parts.len());
        let part = &mut parts[part];
        // What is compressed would fail its sum of check and nothing behind it be reached.
        let inner = format.is_binary().then(|| inflated(&part.bytes)).flatten();
        match inner.filter(|_| random.below(16) > 0) {
            Some(mut bytes) => {
                mutation::apply(&mut bytes, random);
                part.bytes = deflated(&bytes);
            }
            None => mutation::apply(&mut part.bytes, random),
        }
    }
    parts
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
    seeds.extend(archive);
    seeds
}

fn article(text: &str, marks: &[(usize, usize, &str)]) -> Article {
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
