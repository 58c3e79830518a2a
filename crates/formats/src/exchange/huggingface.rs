//! `HuggingFace` `datasets`: one object a line with tokens and a tag for each.
//!
//! Tags are names in IOB2 (`B-PER`), so that no list of classes is needed beside the file. The text
//! stands in a column of its own, so that offsets can be found again: tokens are sought in it in
//! their order. Without it one space is put between tokens. Load with
//! `load_dataset("json", data_files="articles.jsonl")`.
//! Trap: tags as numbers (`ClassLabel`) can't be read without the names, which the file does not have.
//! See <https://huggingface.co/docs/datasets/loading#json>.

use dateline_annotation::Article;
use serde::Serialize;
use serde_json::Value;

use super::adapter::{Adapter, Files, Holding, Holds, Part, Reader, Set, Source};
use super::draft::{Draft, Mark};
use super::extras::{details, spots};
use super::items::{line, list, objects, string};
use super::place::Unit;
use super::report::Report;
use super::tokens::{Scheme, covering, edges, marks, ranges_and_names, tags, tokens};

pub(super) const ADAPTER: Adapter = Adapter {
    name: "huggingface",
    title: "HuggingFace datasets (JSONL)",
    about: "For training with Hugging Face: tokens and their tags.",
    extension: "jsonl",
    files: Files::Joining,
    items: true,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| (clue.keys)(&["tokens", "ner_tags"]),
};

const HOLDS: Holds = Holds {
    text: Holding::Exact,
    ..Holds::TAGS
};

#[derive(Serialize)]
struct Row<'a> {
    id: String,
    text: &'a str,
    tokens: Vec<&'a str>,
    ner_tags: Vec<String>,
}

fn write(set: &Set) -> Vec<Part> {
    let lines = set.articles.iter().map(|article| line(&row(article)));
    vec![Part::new("articles.jsonl", lines.collect::<String>())]
}

fn row(article: &Article) -> Row<'_> {
    let spots = spots(&HOLDS, article, Unit::Byte);
    let tokens = tokens(&article.text, &edges(&spots));
    let (ranges, names) = ranges_and_names(&spots);
    Row {
        id: article.id.to_string(),
        text: &article.text,
        ner_tags: tags(Scheme::Iob2, &covering(&tokens, &ranges), &names),
        tokens: tokens
            .into_iter()
            .map(|range| &article.text[range])
            .collect(),
    }
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    objects(source, report, |line, object, report| {
        let tokens: Vec<_> = list(&object, "tokens")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let all = list(&object, "ner_tags");
        let tags: Vec<_> = all.iter().filter_map(Value::as_str).collect();
        if all.iter().any(Value::is_number) {
            return report.line(
                line,
                "The tags are numbers; write their names (int2str) and open it again.",
            );
        }
        if tags.len() != tokens.len() || tags.len() != all.len() {
            return report.line(line, "There are not as many tags as tokens.");
        }
        let found =
            string(&object, "text").and_then(|text| Some((text.to_owned(), find(text, &tokens)?)));
        let (text, places) = found.unwrap_or_else(|| join(&tokens));
        let mark = |(range, name): (std::ops::Range<usize>, &str)| Mark {
            start: places[range.start].0 as u32,
            end: places[range.end - 1].1 as u32,
            label: name.to_owned(),
            ..Mark::default()
        };
        drafts.push(Draft {
            unit: Unit::Byte,
            stated: true,
            details: details(None, source.name),
            marks: marks(tags).into_iter().map(mark).collect(),
            text,
            line,
        });
    });
    drafts
}

/// Where the tokens stand in the text, each after the one before; `None` when one does not.
fn find(text: &str, tokens: &[&str]) -> Option<Vec<(usize, usize)>> {
    let mut end = 0;
    let find = |token: &&str| {
        let start = end + text[end..].find(token)?;
        end = start + token.len();
        Some((start, end))
    };
    tokens.iter().map(find).collect()
}

fn join(tokens: &[&str]) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for token in tokens {
        if !text.is_empty() {
            text.push(' ');
        }
        places.push((text.len(), text.len() + token.len()));
        text.push_str(token);
    }
    (text, places)
}
