//! The commands as a person types them.
#![allow(
    clippy::unwrap_used,
    reason = "a test that fails panics, in the functions beside it too"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use dateline_formats::exchange::Format;
use dateline_formats::json;

/// A folder of its own for each test, gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-{name}-{}", std::process::id()));
        fs::remove_dir_all(&path).ok();
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn dateline(folder: &Folder, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(&folder.0)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // The child may stop reading, or fill its own pipe, before all of it is written.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The texts of the articles in a file of lines.
fn texts(lines: &str) -> Vec<String> {
    let files = lines.lines().map(|line| json::read(line).unwrap());
    files
        .flat_map(|file| file.articles)
        .map(|article| article.text.to_string())
        .collect()
}

fn news(number: usize) -> String {
    format!("Bericht {number}. Op 27 november 2016 vielen {number} doden in Gent, zei Jan Peeters.")
}

/// Ten articles, a file that can't be read, and two more articles in folders below.
fn inputs(name: &str) -> Folder {
    let folder = Folder::new(name);
    for number in 10..20 {
        folder.file(&format!("news/{number}.txt"), news(number));
    }
    folder.file("news/15.pdf", b"%PDF-1.7\n\0\0\0");
    folder.file("news/a/x.txt", news(30));
    folder.file("news/a/.hidden.txt", news(99));
    folder.file("news/b/y.txt", news(40));
    folder
}

#[test]
fn folders_are_extracted_in_order_and_a_bad_file_stops_nothing() {
    let folder = inputs("order");
    let expected: Vec<_> = (10..20).chain([30, 40]).map(news).collect();
    let mut outputs = Vec::new();
    for jobs in ["1", "3"] {
        let output = dateline(
            &folder,
            &["extract", "--format", "jsonl", "-j", jobs, "news"],
            "",
        );
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).contains("15.pdf: This PDF is damaged"),
            "{}",
            text(&output.stderr)
        );
        assert_eq!(texts(&text(&output.stdout)), expected);
        outputs.push(output.stdout);
    }
    assert_eq!(
        outputs[0], outputs[1],
        "as many threads as may be write the same"
    );
    assert!(text(&outputs[0]).contains("\"timex\":\"2016-11-27\""));
}

#[test]
fn a_run_that_was_cut_off_goes_on_without_a_line_twice() {
    let folder = inputs("resume");
    let whole = [
        "extract",
        "--format",
        "jsonl",
        "-q",
        "-o",
        "whole.jsonl",
        "news",
    ];
    dateline(&folder, &whole, "");
    let expected = fs::read_to_string(folder.0.join("whole.jsonl")).unwrap();
    assert!(!folder.0.join("whole.jsonl.progress").exists());

    // What stands on disk when a run ends after the third article and a half: its lines, and how far they are whole.
    let ends: Vec<usize> = expected
        .match_indices('\n')
        .map(|(end, _)| end + 1)
        .collect();
    folder.file("part.jsonl", &expected[..ends[2] + 40]);
    let names = [10, 11, 12].map(|number| Path::new("news").join(format!("{number}.txt")));
    let entries = names.iter().zip(&ends);
    let entries: Vec<_> = entries
        .map(|(name, end)| format!("{end}\t{}\n", name.display()))
        .collect();
    folder.file("part.jsonl.progress", entries.concat());
    let rest = [
        "extract",
        "--format",
        "jsonl",
        "-q",
        "--resume",
        "-o",
        "part.jsonl",
        "news",
    ];
    dateline(&folder, &rest, "");
    assert_eq!(
        fs::read_to_string(folder.0.join("part.jsonl")).unwrap(),
        expected
    );
}

#[test]
fn lines_on_standard_input_are_articles() {
    let folder = Folder::new("stdin");
    let lines =
        (0..300).map(|number| format!("{{\"text\": \"{}\", \"label\": []}}\n", news(number)));
    let lines = lines.collect::<Vec<_>>().concat();
    let broken = format!("{lines}{{\"text\": \n");
    let output = dateline(&folder, &["extract", "--format", "jsonl", "-"], &broken);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(
        texts(&text(&output.stdout)),
        (0..300).map(news).collect::<Vec<_>>()
    );
    assert!(
        text(&output.stderr).contains("Line 301"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn every_format_goes_to_every_other() {
    let folder = Folder::new("convert");
    folder.file(
        "first.jsonl",
        "{\"text\": \"Zoë 😀 joined IBM.\", \"label\": [[0, 3, \"PER\"], [13, 16, \"ORG\"]]}\n",
    );
    let readable: Vec<_> = Format::ALL
        .iter()
        .filter(|format| format.can_be_read())
        .collect();
    for format in &readable {
        let name = format.name();
        let packed = format!("{name}.zip");
        let output = dateline(
            &folder,
            &["convert", "--to", name, "-o", &packed, "first.jsonl"],
            "",
        );
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        let output = dateline(&folder, &["convert", "--to", "doccano", &packed], "");
        let back = text(&output.stdout);
        assert!(
            back.contains("\"PER\"") && back.contains("\"ORG\""),
            "{name}: {back} {}",
            text(&output.stderr)
        );
        let output = dateline(
            &folder,
            &[
                "convert",
                "--to",
                name,
                "-o",
                &format!("{name}.out"),
                "first.jsonl",
            ],
            "",
        );
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
    }
    let output = dateline(&folder, &["convert", "--to", "brat", "first.jsonl"], "");
    assert!(text(&output.stderr).contains("say with -o into which folder or .zip"));
}

#[test]
fn what_is_odd_is_told_and_counted() {
    let folder = Folder::new("validate");
    folder.file("a.jsonl", "{\"text\": \"Zoë in Gent \", \"label\": [[0, 3, \"PER\"], [7, 12, \"LOC\"], [0, 6, \"\"]]}\n");
    let output = dateline(&folder, &["validate", "a.jsonl"], "");
    let told = text(&output.stdout);
    for part in [
        "LOC “Gent ” has white space at its edges.",
        "has no label.",
        "1 articles, 3 marks",
    ] {
        assert!(told.contains(part), "{told}");
    }
    assert!(output.status.success());
    assert_eq!(
        dateline(&folder, &["validate", "--strict", "a.jsonl"], "")
            .status
            .code(),
        Some(2)
    );
    let output = dateline(&folder, &["stats", "--json", "a.jsonl"], "");
    let counts: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&counts["articles"], &counts["labels"]["LOC"]["marks"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn shells_and_manuals_know_the_commands() {
    let folder = Folder::new("shell");
    for shell in ["bash", "zsh", "fish"] {
        let script = text(&dateline(&folder, &["completions", shell], "").stdout);
        assert!(
            script.contains("extract") && script.contains("spacy-docbin"),
            "{shell}"
        );
    }
    assert!(dateline(&folder, &["man", "pages"], "").status.success());
    let page = fs::read_to_string(folder.0.join("pages/dateline-extract.1")).unwrap();
    assert!(page.contains("resume"));
}
