//! Measures the editor, and Recogito's text annotator on the same text and marks beside it. `cargo xtask bench editor`
//! runs this alone and prints the figures that it leaves behind.

use crate::{
    app::App,
    bench::leave,
    browser::{Browser, Setup},
    driver::Driver,
    home::Home,
};
use dateline_annotation::{
    Annotation, AnnotationId, Article, Confidence, Label, LabelSet, Origin, Span, State,
};
use dateline_formats::json;
use serde_json::{Value, json};
use std::{collections::BTreeMap, env, fs, path::PathBuf, time::Duration};
use xtask::site::Site;

/// What is done and measured inside the page.
const SCRIPTS: &str = include_str!("editor.js");
/// The page for Recogito's text annotator.
const RECOGITO: &str = include_str!("editor.html");
/// The parts of its npm package that the page loads.
const RECOGITO_FILES: [&str; 2] = ["text-annotator.umd.js", "text-annotator.css"];
/// How long one measurement may take: 500 frames of a long text take Recogito's some minutes.
const PATIENCE: Duration = Duration::from_mins(10);
/// Each in a browser of its own; the median of each figure counts.
const RUNS: usize = 3;

/// The measured texts: name, bytes, marks.
const SIZES: [(&str, usize, usize); 2] = [("large", 1_000_000, 20_000), ("small", 3_000, 60)];

const WORDS: [&str; 24] = [
    "the", "minister", "said", "that", "troops", "near", "river", "had", "left", "before", "storm",
    "reached", "harbour", "and", "people", "waited", "for", "news", "of", "road", "while", "rain",
    "fell", "on",
];
const NAMES: [(&str, Label); 8] = [
    ("Mosul", Label::LOC),
    ("Anna Berger", Label::PER),
    ("Red Cross", Label::ORG),
    ("Islamic State", Label::GROUP),
    ("Aleppo", Label::LOC),
    ("two days", Label::DURATION),
    ("2,500", Label::CARDINAL),
    ("12 March", Label::DATE),
];

#[test]
#[ignore = "measures: cargo xtask bench editor"]
fn editor() {
    let mut figures = BTreeMap::new();
    for (name, bytes, marks) in SIZES {
        let article = article(bytes, marks);
        let own = (0..RUNS).map(|_| measure_dateline(&article)).collect();
        let other = (0..RUNS).map(|_| measure_recogito(&article)).collect();
        let size = json!({ "bytes": article.text.len(), "annotations": article.annotations.len() });
        let row = json!({ "size": size, "dateline": median(own), "recogito/text-annotator": median(other) });
        figures.insert(name, row);
    }
    leave("bench-editor.json", &json!(figures));
}

/// A text of so many bytes with about so many marks in it, the same in every run: lines of six sentences.
pub fn article(bytes: usize, marks: usize) -> Article {
    let mut random = 1_u64;
    let mut draw = |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    let (mut text, mut spans) = ("A long report\n\n".to_owned(), Vec::new());
    for number in 1.. {
        if text.len() >= bytes {
            break;
        }
        if text.len() * marks / bytes >= spans.len() && spans.len() < marks {
            let (name, label) = &NAMES[draw(NAMES.len())];
            spans.push((text.len(), text.len() + name.len(), label.clone()));
            text.push_str(name);
        } else {
            text.push_str(WORDS[draw(WORDS.len())]);
        }
        text.push_str(match number {
            _ if number % 90 == 0 => ".\n\n",
            _ if number % 15 == 0 => ". ",
            _ => " ",
        });
    }
    let mark = |(start, end, label): (usize, usize, Label)| Annotation {
        id: AnnotationId::new(start as u64 + 1),
        span: Span::of(&text, start, end).expect("names are ASCII"),
        label,
        origin: Origin::Model,
        state: State::Suggested,
        confidence: Some(Confidence::from_permille(900)),
        value: None,
        entity: None,
        note: String::new(),
        value_set: false,
    };
    let annotations = spans.into_iter().map(mark).collect();
    Article {
        annotations,
        ..Article::new(&*text)
    }
}

fn measure_dateline(article: &Article) -> Value {
    let file = json::write([article], &LabelSet::default(), &BTreeMap::new());
    let page = App::open_with(Setup {
        patience: Some(PATIENCE),
        ..Setup::default()
    });
    let call = format!("{SCRIPTS}\nreturn measureDateline(...arguments);");
    let mut figures = page.script(&call, json!([file]));
    figures["memory_mb"] = page.memory_mb().into();
    figures
}

fn measure_recogito(article: &Article) -> Value {
    let home = Home::new();
    for file in RECOGITO_FILES {
        fs::copy(recogito_folder().join(file), home.files().join(file))
            .expect("`cargo xtask bench editor` installs the package");
    }
    fs::write(home.files().join("index.html"), RECOGITO)
        .expect("the folder of the test can be written");
    let site = Site::open(&home.files(), 0).expect("a free port");
    let setup = Setup {
        profile: home.profile(),
        patience: Some(PATIENCE),
        ..Setup::default()
    };
    let driver = Driver::start(Browser::Chromium, &setup);
    driver.send("POST", "/url", json!({ "url": site.url() }));
    let marks = article.annotations.iter().map(|mark| {
        json!([
            mark.span.start().get(),
            mark.span.end().get(),
            mark.label.as_str()
        ])
    });
    let call = format!("{SCRIPTS}\nreturn measureRecogito(...arguments);");
    let given = json!([{ "text": &*article.text, "marks": marks.collect::<Vec<_>>() }]);
    let mut figures = driver.script(&call, given);
    figures["memory_mb"] = driver.memory_mb().into();
    figures
}

fn recogito_folder() -> PathBuf {
    let modules = env::var_os("DATELINE_NODE_MODULES")
        .map_or_else(|| ".tools/node_modules".into(), PathBuf::from);
    modules.join("@recogito/text-annotator/dist")
}

/// The median of each figure.
fn median(runs: Vec<Value>) -> Value {
    let names = runs[0].as_object().expect("figures have names").keys();
    let of = |name: &String| {
        let mut values: Vec<f64> = runs.iter().filter_map(|run| run[name].as_f64()).collect();
        values.sort_by(f64::total_cmp);
        (name.clone(), json!(values.get(values.len() / 2)))
    };
    Value::Object(names.map(of).collect())
}
