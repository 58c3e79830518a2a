//! What the page stored: entries as they are, and with their sum of check made right, so that what is behind it is
//! reached too.

use std::collections::BTreeMap;

use dateline_annotation::{Article, ArticleId, LabelSet, Workspace};
use dateline_formats::exchange::Part;
use dateline_store::open::{open_order, open_set};
use dateline_store::{Copies, Entry, Head, Kind, Stamp, content, dump, legacy, open, packed};

use crate::Target;
use crate::behaviour::Behaviour;
use crate::formats::article;

const TEXT: &str = "Zoë 😀 joined IBM.\r\nRome cheered on 27 November.";
const WORDS: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{7f}",
    "PER",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"text\":",
    "\"articles\":",
    "4294967295",
    "-1",
    "null",
    "é",
    "😀",
];

fn sample() -> Article {
    let mut sample = article(
        TEXT,
        &[
            (0, 4, "PER"),
            (17, 20, "ORG"),
            (23, 27, "LOC"),
            (39, 50, "DATE"),
        ],
    );
    "2016-11-27"
        .parse()
        .ok()
        .clone_into(&mut sample.details.published);
    sample
}

fn entry(kind: Kind, number: u64, content: Vec<u8>) -> Entry {
    let parent = Stamp::default();
    let stamp = Stamp { number, tab: 7 };
    let head = Head {
        kind,
        stamp,
        parent,
        settled: true,
    };
    Entry { head, content }
}

pub(crate) fn targets() -> Vec<Target> {
    let sample = sample();
    let id = sample.id;
    let text = content::write_text(&sample);
    let marks = content::write_marks(&sample);
    let order = content::write_order([id, id.next()]);
    let set = content::write_set(&LabelSet::default(), &BTreeMap::new());
    let contents = [
        (Kind::Text, "text", text),
        (Kind::Marks, "marks", marks),
        (Kind::Order, "order", order),
        (Kind::Set, "set", set),
    ];
    let packed = packed::pack(&entry(Kind::Text, 1, contents[0].2.clone()).write());
    let whole = contents.iter().map(|(kind, name, content)| {
        let bytes = entry(*kind, 1, content.clone()).write();
        vec![Part::new(*name, bytes)]
    });
    let inside = contents
        .iter()
        .map(|(_, name, content)| vec![Part::new(*name, content.clone())]);
    vec![
        Target::new("stored-entry", whole.collect(), WORDS, move |parts| {
            opens(id, &parts[0].name, &parts[0].bytes)
        }),
        Target::new("stored-content", inside.collect(), WORDS, move |parts| {
            let name = &*parts[0].name;
            let kinds = [
                ("text", Kind::Text),
                ("marks", Kind::Marks),
                ("order", Kind::Order),
                ("set", Kind::Set),
            ];
            let (_, kind) = kinds
                .into_iter()
                .find(|(known, _)| *known == name)
                .unwrap_or(kinds[0]);
            opens(id, name, &entry(kind, 2, parts[0].bytes.clone()).write())
        }),
        Target::new("stored-dump", dumps(), WORDS, is_dump),
        Target::new("stored-layout-1", vec![first_layout()], WORDS, migrates),
        Target::new(
            "stored-packed",
            vec![vec![Part::new("packed", packed)]],
            WORDS,
            is_packed,
        ),
    ]
}

/// Opens an entry beside a whole one of another version, as after a crash; marks stay on their text.
fn opens(id: ArticleId, name: &str, bytes: &[u8]) -> Behaviour {
    let sample = sample();
    let text = entry(Kind::Text, 1, content::write_text(&sample)).write();
    let marks = entry(Kind::Marks, 1, content::write_marks(&sample)).write();
    let one = |bytes| Copies {
        local: Some(bytes),
        database: None,
    };
    let two = |other| Copies {
        local: Some(bytes),
        database: Some(other),
    };
    let opened = match name {
        "text" => open::open(id, two(&text), one(&marks), ""),
        "marks" => open::open(id, one(&text), two(&marks), ""),
        "order" => {
            let (order, _) = open_order(one(bytes));
            return Behaviour::of(!order.is_empty()).count("articles", order.len());
        }
        _ => {
            let (set, _) = open_set(one(bytes));
            let labels = set
                .as_ref()
                .map_or(0, |(labels, _)| labels.definitions().len());
            return Behaviour::of(set.is_some()).count("labels", labels);
        }
    };
    if let Some(article) = &opened.article {
        on_their_text(article);
        if name == "marks" {
            assert_eq!(&*article.text, TEXT, "another text");
        }
    }
    let marks = opened
        .article
        .iter()
        .flat_map(|article| &article.annotations);
    Behaviour::of(opened.article.is_some())
        .count("marks", marks.count())
        .count("conflicts", opened.conflicts.len())
        .count("lost", usize::from(opened.marks_lost))
        .count("newer", usize::from(opened.newer.is_some()))
        .count("unsettled", usize::from(opened.unsettled))
        .say_all(opened.damaged.iter().map(|damaged| format!("{damaged:?}")))
}

fn on_their_text(article: &Article) {
    for mark in &article.annotations {
        assert!(
            mark.span.slice(&article.text).is_some(),
            "a mark off its text"
        );
    }
}

const LAYOUT_1: &str = include_str!("../../crates/store/tests/files/layout-1.json");
const LAYOUT_2: &str = include_str!("../../crates/store/tests/files/layout-2.json");

/// The storages of all layouts, as a page that can't run has them downloaded.
fn dumps() -> Vec<Vec<Part>> {
    let dump = |local: &str| {
        let dump =
            format!("{{\"format\": \"dateline-storage\", \"local\": {local}, \"database\": {{}}}}");
        vec![Part::new("storage.json", dump)]
    };
    vec![dump(LAYOUT_1), dump(LAYOUT_2)]
}

fn is_dump(parts: &[Part]) -> Behaviour {
    let workspace = dump::read(&parts[0].bytes, "");
    let articles = workspace.as_ref().map_or(&[][..], Workspace::articles);
    for article in articles {
        on_their_text(article);
    }
    let marks = articles.iter().flat_map(|article| &article.annotations);
    Behaviour::of(workspace.is_some())
        .count("articles", articles.len())
        .count("marks", marks.count())
}

/// The entries of the first layout, each a part.
fn first_layout() -> Vec<Part> {
    let entries: BTreeMap<String, String> = serde_json::from_str(LAYOUT_1).unwrap_or_default();
    let parts = entries.into_iter();
    parts.map(|(name, entry)| Part::new(name, entry)).collect()
}

fn migrates(parts: &[Part]) -> Behaviour {
    let entries = parts
        .iter()
        .map(|part| (part.name.clone(), part.text().into_owned()));
    let migration = legacy::migrate(&entries.collect(), &[]);
    let written = migration.steps.iter().flat_map(|step| &step.write);
    for (key, entry) in written {
        assert!(Entry::read(entry).is_ok(), "{key} is written damaged");
    }
    Behaviour::of(!migration.steps.is_empty())
        .count("steps", migration.steps.len())
        .count("damaged", migration.damaged.len())
}

fn is_packed(parts: &[Part]) -> Behaviour {
    let Some(bytes) = packed::unpack(&parts[0].text()) else {
        return Behaviour::of(false);
    };
    match Entry::read(&bytes) {
        Ok(entry) => Behaviour::of(true).count("bytes", entry.content.len()),
        Err(damage) => Behaviour::of(false).say(&damage),
    }
}
