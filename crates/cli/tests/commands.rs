//! The commands as a person types them.
#![allow(
    clippy::unwrap_used,
    reason = "a test that fails panics, in the functions beside it too"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use dateline_formats::exchange::{Format, Part, pack};
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

fn text_of(output: &Output) -> String {
    text(&output.stdout)
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
fn a_damaged_file_in_an_archive_stops_no_other() {
    let folder = Folder::new("archive");
    let files: Vec<_> = (1..=3)
        .map(|number| Part::new(format!("{number}.txt"), news(number)))
        .collect();
    let mut zip = pack(&files).unwrap();
    let name = zip.windows(5).position(|bytes| bytes == b"2.txt").unwrap();
    zip[name + 12] ^= 0xFF;
    folder.file("news.zip", zip);
    let output = dateline(
        &folder,
        &["extract", "--format", "jsonl", "-q", "news.zip"],
        "",
    );
    assert_eq!(texts(&text_of(&output)), [news(1), news(3)]);
    let told = text(&output.stderr);
    assert!(told.contains("news.zip/2.txt"), "{told}");
    assert!(!output.status.success());
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

/// More articles than one piece of a long file holds, as a JSON list or a line each.
fn long(list: bool) -> String {
    let item = |number: usize| {
        format!(
            "{{\"text\": \"{}\", \"source\": \"{number}\"}}",
            news(number)
        )
    };
    let items: Vec<_> = (0..4000).map(item).collect();
    if list {
        format!("[\n  {}\n]\n", items.join(",\n  "))
    } else {
        items.join("\n")
    }
}

#[test]
fn texts_come_a_line_or_an_item_each() {
    let folder = Folder::new("items");
    let expected: Vec<_> = (0..4000).map(news).collect();
    for (list, name) in [(false, "a.jsonl"), (true, "a.json")] {
        let whole = long(list);
        folder.file(name, &whole);
        for (file, input) in [("-", &*whole), (name, "")] {
            let convert = ["convert", "--to", "dateline-jsonl", file];
            let output = dateline(&folder, &convert, input);
            assert_eq!(texts(&text_of(&output)), expected, "{file} {name}");
        }
    }
}

#[test]
fn marks_name_the_source_of_their_article() {
    let folder = Folder::new("sources");
    let list = "[{\"text\": \"Storm in Gent.\", \"source\": \"7\"}, {\"text\": \"Storm in Brussel.\", \"source\": \"8\"}]";
    let output = dateline(&folder, &["extract", "--format", "spans", "-"], list);
    let named = text_of(&output);
    let named: Vec<_> = named.lines().filter_map(|line| line.get(..11)).collect();
    assert_eq!(named, ["{\"file\":\"7\"", "{\"file\":\"8\""]);
}

#[test]
fn a_list_that_breaks_off_is_read_up_to_there() {
    let folder = Folder::new("broken");
    let whole = long(true);
    let cut = whole.rfind("\"text\"").unwrap();
    let convert = ["convert", "--to", "dateline-jsonl", "-"];
    let output = dateline(&folder, &convert, &whole[..cut]);
    assert_eq!(texts(&text_of(&output)).len(), 3999);
    let told = text(&output.stderr);
    assert!(
        told.contains("Line 4001") && told.contains("breaks off"),
        "{told}"
    );
}

#[test]
fn a_text_is_one_article_unless_its_lines_are() {
    let folder = Folder::new("lines");
    let text = "Storm in Gent.\r\n\r\nJan Peeters \"zei\" het in Brussel.\n";
    let output = dateline(&folder, &["extract", "--format", "jsonl", "-"], text);
    assert_eq!(texts(&text_of(&output)), [text]);
    let output = dateline(
        &folder,
        &["extract", "--lines", "--format", "jsonl", "-"],
        text,
    );
    assert_eq!(
        texts(&text_of(&output)),
        ["Storm in Gent.", "Jan Peeters \"zei\" het in Brussel."]
    );
}

#[test]
fn what_is_written_by_pieces_is_what_is_written_at_once() {
    let folder = Folder::new("joined");
    let lines = (0..4000).map(|number| {
        format!(
            "{{\"text\": \"{} {number}\", \"label\": [[0, 7, \"X\"]]}}\n",
            news(number)
        )
    });
    folder.file("a.jsonl", lines.collect::<String>());
    let file = dateline_formats::exchange::Part::new(
        "a.jsonl",
        fs::read(folder.0.join("a.jsonl")).unwrap(),
    );
    let labels = dateline_formats::exchange::LabelMap::default();
    let all = dateline_formats::exchange::read(Format::Doccano, &[file], &labels).unwrap();
    let set = dateline_formats::exchange::Set::new(&all.articles, &all.labels);
    for format in [
        Format::LabelStudio,
        Format::Csv,
        Format::Tsv,
        Format::Conll2003,
        Format::Spacy,
    ] {
        let whole = dateline_formats::exchange::write(format, &set)
            .files
            .remove(0);
        let output = dateline(&folder, &["convert", "--to", format.name(), "a.jsonl"], "");
        assert!(output.stdout == whole.bytes, "{format:?}");
    }
}

#[test]
fn labels_are_remembered_in_a_file() {
    let folder = Folder::new("labels");
    folder.file(
        "a.jsonl",
        "{\"text\": \"Zoë saw a ship\", \"label\": [[0, 3, \"PERSON\"], [10, 14, \"SHIP\"]]}\n",
    );
    let convert = [
        "convert",
        "--to",
        "doccano",
        "--labels",
        "labels.txt",
        "a.jsonl",
    ];
    let first = text_of(&dateline(&folder, &convert, ""));
    assert!(
        first.contains("\"PER\"") && first.contains("\"SHIP\""),
        "{first}"
    );
    let remembered = fs::read_to_string(folder.0.join("labels.txt")).unwrap();
    assert!(
        remembered.ends_with("\nPERSON=PER\nSHIP=SHIP\n"),
        "{remembered}"
    );
    folder.file(
        "labels.txt",
        remembered.replace("SHIP=SHIP", "SHIP = WEAPON # as we call it"),
    );
    let second = text_of(&dateline(&folder, &convert, ""));
    assert!(second.contains("\"WEAPON\""), "{second}");
    let after = fs::read_to_string(folder.0.join("labels.txt")).unwrap();
    assert!(
        after.ends_with("SHIP = WEAPON # as we call it\n"),
        "what is known is not written again: {after}"
    );
    folder.file("labels.txt", "SHIP\n");
    let refused = dateline(&folder, &convert, "");
    assert!(text(&refused.stderr).contains("line 1: write it as PERSON=PER"));
}

#[test]
fn a_preview_says_what_comes_in_and_what_is_lost_and_writes_nothing() {
    let folder = Folder::new("preview");
    folder.file(
        "a.jsonl",
        "{\"text\": \"Zoë saw a ship\", \"label\": [[0, 3, \"PERSON\"], [8, 14, \"SHIP\"], [10, 14, \"SHIP\"]]}\n",
    );
    let output = dateline(
        &folder,
        &[
            "convert",
            "--preview",
            "--to",
            "conll2003",
            "-o",
            "out.conll",
            "a.jsonl",
        ],
        "",
    );
    let told = text_of(&output);
    for part in [
        "1 articles, 3 marks come in",
        "1 × PERSON, which becomes PER",
        "2 × SHIP",
        "does not hold 1 overlapping mark",
        "Zoë -X- -X- B-PER",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!folder.0.join("out.conll").exists());
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
