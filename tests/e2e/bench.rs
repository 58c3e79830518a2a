//! Measures the page and its worker. `cargo xtask bench page` and `bench extraction` run one of these alone and print
//! the figures that it leaves behind.

use crate::{
    app::{App, dist, evidence_folder},
    editor,
    keys::RIGHT,
};
use dateline_annotation::{Article, LabelSet};
use dateline_formats::exchange::{Part, pack};
use dateline_formats::json as own;
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Each in a browser of its own, so that nothing is in a cache.
const RUNS: usize = 5;
/// The size of the text that stands in for the longest seed.
const LONG_TEXT_BYTES: usize = 26_000;

#[test]
#[ignore = "measures: cargo xtask bench page"]
fn page() {
    let text = long_text();
    let runs: Vec<Run> = (0..RUNS).map(|_| Run::of(&text)).collect();
    let figures = json!({
        "paste_to_marks_ms": median(runs.iter().map(|run| run.paste_to_marks_ms)).round(),
        "first_load_compressed_bytes": runs[0].compressed_bytes,
        "all_compressed_bytes": runs[0].all_compressed_bytes,
        "ready_ms": median(runs.iter().map(|run| run.ready_ms)).round(),
    });
    leave("bench-page.json", &figures);
}

/// The texts that `cargo xtask bench extraction` left, in the page's worker.
#[test]
#[ignore = "measures: cargo xtask bench extraction"]
fn extraction() {
    let folder = PathBuf::from(std::env::var_os("DATELINE_BENCH").expect("the folder of texts"));
    let text = |name: &str| {
        fs::read_to_string(folder.join(format!("news-{name}.txt"))).expect("a text to measure on")
    };
    let texts = [("Dutch", "nl"), ("French", "fr"), ("English", "en")]
        .map(|(language, code)| json!([language, text(code)]));
    let page = App::open();
    let named = "return JSON.parse(document.getElementById('boot').dataset.files)";
    let files = page.script(named, json!([]));
    let file = |name: &str| files[name].as_str().expect("a file of the page").to_owned();
    let worker = [file("./extractor.js"), file("./extractor_bg.wasm")];
    // A place of the same site without the page's policy, which after loading lets nothing start a worker.
    page.visit(&worker[0]);
    let given = json!([texts, text("large"), worker]);
    let found = page.script(include_str!("worker.js"), given);
    // The browser asks for an icon, which a script has not.
    page.forgive_troubles();
    let figure = |name: &str| (found[name].as_f64().expect("a figure") * 1000.0).round() / 1000.0;
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("model/dateline.model");
    let figures = json!({
        "wasm_mb_per_s": figure("wasmMbPerS"),
        "ready_ms": figure("readyMs"),
        "first_answer_ms": figure("firstAnswerMs"),
        "memory_mb": figure("memoryMb"),
        "model_compressed_bytes": compressed(&model),
    });
    fs::write(folder.join("worker.json"), figures.to_string()).expect("the figures can be written");
}

/// How many articles come in at once, and how many beside that for comparison.
const MANY: u32 = 1_000;
const FEW: u32 = 10;

/// From the choice of an archive until all its articles are in, marked and listed.
#[test]
#[ignore = "measures: cargo xtask bench import"]
fn import() {
    let few: Vec<Value> = (0..RUNS).map(|_| import_of(FEW)).collect();
    let many = import_of(MANY);
    let ms = |figures: &Value, name: &str| figures[name].as_f64().expect("a time");
    let few_ms = median(few.iter().map(|figures| ms(figures, "done"))) / f64::from(FEW);
    let many_ms = ms(&many, "done") / f64::from(MANY);
    let figures = json!({
        "articles": MANY,
        "shown_before_it_comes_ms": ms(&many, "asked").round(),
        "all_in_and_listed_ms": ms(&many, "listed").round(),
        "all_marked_ms": ms(&many, "done").round(),
        "all_saved_ms": ms(&many, "saved").round(),
        "ms_per_article": hundredths(many_ms),
        "ms_per_article_of_10": hundredths(few_ms),
        "ratio": hundredths(many_ms / few_ms),
        "longest_task_ms": ms(&many, "longestTask").round(),
        "tasks_over_50_ms": many["tasks"],
        "longest_frame_ms": ms(&many, "longestFrame").round(),
    });
    leave("bench-import.json", &figures);
}

/// So many edits are saved, and the page is opened so many times, with many and with few articles.
const EDITS: usize = 21;
const STARTS: usize = 7;
/// Notes when the first mark is there to be seen.
const NOTE_FIRST_MARK: &str = "const look = () => {
    if (document.querySelector('#text mark')) globalThis.firstMark = performance.now();
    else requestAnimationFrame(look);
};
requestAnimationFrame(look);";

/// What an edit costs to save, and how long the article of the last visit takes to be shown, with 1,000 articles of 3 KB
/// and 60 marks and with 10.
#[test]
#[ignore = "measures: cargo xtask bench storage"]
fn storage() {
    let [few, many] = [FEW, MANY].map(stored);
    let ratio = |name: &str| {
        let figure = |of: &Value| of[name].as_f64().expect("a time");
        hundredths(figure(&many) / figure(&few))
    };
    let figures = json!({
        "with_10": few,
        "with_1000": many,
        "save_ratio": ratio("save_ms"),
        "start_ratio": ratio("first_mark_ms"),
    });
    leave("bench-storage.json", &figures);
}

/// The median of each time with so many articles.
fn stored(count: u32) -> Value {
    let page = App::open();
    let model = editor::article(3_000, 60);
    let articles: Vec<Article> = (1..=count)
        .map(|number| {
            // Marks stay where they are: the number takes the place of the headline's first characters.
            let text = format!("{number:06}{}", &model.text[6..]);
            Article {
                annotations: model.annotations.clone(),
                ..Article::new(&*text)
            }
        })
        .collect();
    let file = own::write(&articles, &LabelSet::default(), &BTreeMap::new());
    page.choose(&[&page.file("many.json", file)]);
    let listed = "return Number(document.querySelector('[data-testid=articles]')?.dataset.count)";
    page.until_within(std::time::Duration::from_mins(2), "the articles", || {
        (page.script(listed, json!([])) == json!(count)).then_some(())
    });
    page.until_within(std::time::Duration::from_mins(2), "them saved", || {
        (page.attribute("save-state", "data-saved").as_deref() == Some("yes")).then_some(())
    });
    page.press(RIGHT);
    let span = |from: &str, to: &str| {
        let moments = page.moments(from).into_iter().zip(page.moments(to));
        moments.map(|(from, to)| to - from).collect::<Vec<_>>()
    };
    let before = span("dateline:save", "dateline:saved").len();
    for number in 0..EDITS {
        page.press(if number % 2 == 0 { 'e' } else { 'w' });
        page.until("the edit saved", || {
            (page.moments("dateline:saved").len() > before + number).then_some(())
        });
    }
    let saves = span("dateline:save", "dateline:saved");
    let saves = saves[before..].iter().copied();
    let save_ms = median(saves);
    page.before_load(NOTE_FIRST_MARK);
    let starts = (0..STARTS).map(|_| {
        page.reload();
        page.script("return globalThis.firstMark", json!([]))
            .as_f64()
            .expect("a time")
    });
    let first_mark_ms = median(starts);
    json!({ "save_ms": hundredths(save_ms), "first_mark_ms": hundredths(first_mark_ms) })
}

/// Leaves figures where `cargo xtask bench` finds them.
pub fn leave(name: &str, figures: &Value) {
    let folder = evidence_folder();
    fs::create_dir_all(&folder).expect("the folder of figures can be made");
    let text = serde_json::to_string_pretty(figures).expect("figures are JSON");
    fs::write(folder.join(name), text).expect("the figures can be written");
}

fn hundredths(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

/// What the page notes while an archive of so many articles comes in.
fn import_of(count: u32) -> Value {
    let page = App::open();
    // The worker of the reader and the code of both are warm, as after the first article of a day.
    page.choose(&[&page.file(
        "first.txt",
        "Storm in Ghent\n\nTwo trees fell on 3 May 2020.",
    )]);
    page.wait_for_marks();
    page.wait_until_saved();
    page.script(include_str!("import.js"), json!([count + 1]));
    let zip = page.file("news.zip", archive(count));
    page.choose(&[&zip]);
    page.until_within(std::time::Duration::from_mins(5), "all articles", || {
        let figures = page.script("return importing.figures()", json!([]));
        figures["saved"].is_number().then_some(figures)
    })
}

/// So many articles of some two kilobytes, each with a text of its own.
fn archive(count: u32) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/samples");
    let samples = ["nl", "fr", "en"].map(|language| {
        fs::read_to_string(root.join(format!("{language}.txt"))).expect("a sample")
    });
    let part = |number: u32| {
        let text = format!("{number}. {}", samples[number as usize % samples.len()]);
        Part::new(format!("news/{number:04}.txt"), text)
    };
    pack(&(1..=count).map(part).collect::<Vec<_>>()).expect("memory takes everything")
}

struct Run {
    ready_ms: f64,
    compressed_bytes: usize,
    all_compressed_bytes: usize,
    paste_to_marks_ms: f64,
}

impl Run {
    fn of(text: &str) -> Self {
        let page = App::open();
        let ready_ms = page.moments("dateline:ready")[0];
        let first = "const end = performance.getEntriesByName('dateline:ready')[0].startTime;
            const own = performance.getEntriesByType('resource').filter((entry) => entry.startTime < end);
            return ['/', ...own.map((entry) => new URL(entry.name).pathname)]";
        let first: BTreeSet<String> =
            serde_json::from_value(page.script(first, json!([]))).expect("a list of paths");
        let all: BTreeSet<String> = page.requests().into_iter().collect();
        let weight = |paths: &BTreeSet<String>| paths.iter().map(|path| size(path)).sum();
        let paste_to_marks_ms = page.paste_and_time(text);
        let marks = page.wait_for_marks();
        assert!(
            marks.len() > text.len() / 1_000,
            "only {} marks on {} bytes",
            marks.len(),
            text.len()
        );
        assert_eq!(
            page.moments("dateline:marks-shown").len(),
            1,
            "marks were shown in several steps"
        );
        Self {
            ready_ms,
            compressed_bytes: weight(&first),
            all_compressed_bytes: weight(&all),
            paste_to_marks_ms,
        }
    }
}

/// What the file behind a request takes after `gzip -9`; one that is not there takes nothing.
fn size(path: &str) -> usize {
    let file = path
        .trim_start_matches('/')
        .split('?')
        .next()
        .unwrap_or_default();
    let file = if file.is_empty() { "index.html" } else { file };
    compressed(&dist().join("site").join(file))
}

/// What a file takes after `gzip -9`; one that is not there takes nothing.
fn compressed(file: &Path) -> usize {
    let Ok(bytes) = fs::read(file) else { return 0 };
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&bytes).expect("memory takes everything");
    packed.finish().expect("memory takes everything").len()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The longest seed, or where there are no seeds as much of the corpus, without its marks.
fn long_text() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = texts(&root.join("../shared/seeds"));
    if let Some(longest) = seeds.into_iter().max_by_key(String::len) {
        return longest;
    }
    eprintln!("no ../shared/seeds: measuring on {LONG_TEXT_BYTES} bytes of the corpus");
    let mut text = String::new();
    for article in texts(&root.join("model/corpus/en-b")) {
        if text.len() < LONG_TEXT_BYTES {
            text.push_str(&without_marks(&article));
        }
    }
    text
}

fn texts(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok())
        .collect()
}

/// `[[LOC Syria]]` becomes `Syria`.
fn without_marks(article: &str) -> String {
    let mut pieces = article.split("[[");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let words = piece.split_once(' ').map_or(piece, |(_, words)| words);
        text.push_str(&words.replacen("]]", "", 1));
    }
    text
}
