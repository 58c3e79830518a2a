//! How fast texts are read on one core: `speed MODEL CORPUS FOLDER`.
//!
//! Makes the texts, leaves them in the folder for others to be measured on, and writes `native.json` beside
//! them. Each time is the least of several runs, since whatever else the machine does only adds to it.

mod texts;

use std::error::Error;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use dateline_annotation::Language;
use dateline_extraction::values::{Context, find};
use dateline_extraction::{Document, Extractor};
use serde_json::{Map, Value, json};

/// How often each text is read.
const RUNS: usize = 3;
/// The sizes between which time has to grow as the text does.
const USUAL_BYTES: usize = 500_000;
const LONG_BYTES: usize = 10_000_000;
/// What an article is at most in a browser, for its memory.
const LARGE_BYTES: usize = 1_000_000;
const LANGUAGES: [Language; 3] = [Language::Dutch, Language::French, Language::English];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [model, corpus, folder] = arguments.as_slice() else {
        return Err("usage: speed MODEL CORPUS FOLDER".into());
    };
    let model = fs::read(model)?;
    let extractor = Extractor::load(&model)?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let (mut usual, mut articles) = (Vec::new(), Vec::new());
    for language in LANGUAGES {
        let dev = texts::dev_articles(Path::new(corpus), language.code())?;
        usual.push((language, texts::news(&dev, USUAL_BYTES)));
        articles.extend(dev.into_iter().map(|article| (language, article)));
    }
    let english: Vec<_> = articles
        .iter()
        .filter(|(language, _)| *language == Language::English)
        .map(|(_, text)| text.clone())
        .collect();
    let large = texts::news(&english, LARGE_BYTES);
    let long = texts::news(&english, LONG_BYTES);
    for (language, text) in &usual {
        fs::write(folder.join(format!("news-{}.txt", language.code())), text)?;
    }
    fs::write(folder.join("news-large.txt"), &large)?;
    let seconds = |texts: &[(Language, String)]| {
        least(|| {
            for (language, text) in texts {
                read(&extractor, *language, text);
            }
        })
    };
    // What an extractor does that has read nothing yet, and so knows no word.
    let mut first = f64::INFINITY;
    for _ in 0..RUNS {
        let new = Extractor::load(&model)?;
        let start = Instant::now();
        for (language, text) in &usual {
            read(&new, *language, text);
        }
        first = first.min(start.elapsed().as_secs_f64());
    }
    let speed = |texts: &[(Language, String)]| speed_in(seconds(texts), texts);
    let grammar = |texts: &[(Language, String)]| {
        least(|| {
            for (language, text) in texts {
                std::hint::black_box(find(text, &Context::of_article(text, *language, None)).len());
            }
        })
    };
    let english = &usual[2..];
    let per_byte =
        |text: &str| least(|| read(&extractor, Language::English, text)) / megabytes(text.len());
    let usual_per_byte = per_byte(&english[0].1);
    let grammar_per_byte =
        |text: &str| grammar(&[(Language::English, text.to_owned())]) / megabytes(text.len());
    let usual_grammar_per_byte = grammar_per_byte(&english[0].1);
    let (mut adversarial, mut grammar_adversarial) = (Map::new(), Map::new());
    for (name, text) in texts::adversarial() {
        fs::write(folder.join(format!("adversarial-{name}.txt")), &text)?;
        adversarial.insert(name.to_owned(), rounded(per_byte(&text) / usual_per_byte));
        let ratio = grammar_per_byte(&text) / usual_grammar_per_byte;
        grammar_adversarial.insert(name.to_owned(), rounded(ratio));
    }
    let figures = json!({
        "native_mb_per_s": rounded(speed(&usual)),
        "native_first_mb_per_s": rounded(speed_in(first, &usual)),
        "native_articles_mb_per_s": rounded(speed(&articles)),
        "grammar_share": rounded(grammar(&usual) / seconds(&usual)),
        "grammar_mb_per_s": rounded(1.0 / usual_grammar_per_byte),
        "grammar_adversarial_ratios": grammar_adversarial,
        "linear_ratio": rounded(per_byte(&long) / usual_per_byte),
        "adversarial_ratios": adversarial,
    });
    fs::write(folder.join("native.json"), figures.to_string())?;
    println!("{figures}");
    Ok(())
}

/// Megabytes of texts that were read in some seconds, in a second.
fn speed_in(seconds: f64, texts: &[(Language, String)]) -> f64 {
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    megabytes(bytes) / seconds
}

fn read(extractor: &Extractor, language: Language, text: &str) {
    let document = Document {
        text,
        language: Some(language),
        published: None,
    };
    std::hint::black_box(extractor.extract(document, &mut |_| ControlFlow::Continue(())));
}

/// The least time that a piece of work takes, in seconds.
fn least(mut work: impl FnMut()) -> f64 {
    let times = (0..RUNS).map(|_| {
        let began = Instant::now();
        work();
        began.elapsed()
    });
    times.min().unwrap_or(Duration::ZERO).as_secs_f64()
}

#[expect(clippy::cast_precision_loss, reason = "sizes of texts")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Three digits are more than the noise leaves.
fn rounded(figure: f64) -> Value {
    json!((figure * 1000.0).round() / 1000.0)
}
