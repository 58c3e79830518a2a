//! CoNLL-2003, CoNLL-2002 and tab-separated tags: one token a line, a blank line after each sentence.
//!
//! There are no offsets. Each article starts with `-DOCSTART-`, each line of its text is a sentence,
//! and no sentence ends within a mark. Tags are IOB2, BIOES or BILOU; the columns of CoNLL-2003 that would hold part of speech
//! and chunk hold `-X-`. Reading understands all schemes (IOB1 too) and takes the last column for the tag and the first
//! for the token. The spaces between tokens are not in the file: on reading there is one between
//! any two, and a line end after each sentence.
//! Traps: `INCEpTION`'s CoNLL-2003 is IOB1; the Dutch CoNLL-2002 has a third column; doccano wants a tab between the columns.
//! See <https://www.clips.uantwerpen.be/conll2003/ner/> and <https://www.clips.uantwerpen.be/conll2002/ner/>.

use std::sync::Arc;

use dateline_annotation::Article;

use super::adapter::{Adapter, Clue, Files, Holds, Part, Reader, Source};
use super::draft::{Draft, Mark};
use super::extras::{details, spots};
use super::place::Unit;
use super::report::Report;
use super::tokens::{Scheme, covering, edges, marks, ranges_and_names, split, tags, tokens};

/// Starts an article.
const DOCUMENT: &str = "-DOCSTART-";

const BASE: Adapter = Adapter {
    name: "conll2003",
    title: "CoNLL-2003 (IOB2)",
    about: "For taggers: a token a line, four columns.",
    extension: "conll",
    files: Files::Joining,
    items: false,
    binary: false,
    holds: Holds::TAGS,
    write: |set| written(set.articles, " -X- -X- ", Scheme::Iob2, "conll"),
    read: Some(Reader::Drafts(read)),
    recognises: |clue| columns(clue).is_some_and(|count| count > 2),
};

pub(super) const CONLL_2003: Adapter = BASE;

pub(super) const CONLL_2002: Adapter = Adapter {
    name: "conll2002",
    title: "CoNLL-2002 (IOB2, two columns)",
    about: "For taggers: a token and its tag a line.",
    write: |set| written(set.articles, " ", Scheme::Iob2, "conll"),
    recognises: |clue| columns(clue).is_some() && !clue.text.contains('\t'),
    ..BASE
};

pub(super) const BIOES: Adapter = Adapter {
    name: "bioes",
    title: "BIOES tags (TSV)",
    about: "For taggers that tell the last token of a mark from the others.",
    extension: "tsv",
    write: |set| written(set.articles, "\t", Scheme::Bioes, "tsv"),
    recognises: |clue| {
        let ends = ["\tS-", "\tE-"].iter().any(|tag| clue.text.contains(tag));
        columns(clue).is_some() && ends
    },
    ..BASE
};

pub(super) const BILOU: Adapter = Adapter {
    name: "bilou",
    title: "BILOU tags (TSV)",
    about: "The same with the letters L for the last token and U for a single one.",
    extension: "tsv",
    write: |set| written(set.articles, "\t", Scheme::Bilou, "tsv"),
    recognises: |clue| {
        let ends = ["\tU-", "\tL-"].iter().any(|tag| clue.text.contains(tag));
        columns(clue).is_some() && ends
    },
    ..BASE
};

pub(super) const IOB2: Adapter = Adapter {
    name: "iob2",
    title: "IOB2 tags (TSV)",
    about: "For taggers and spreadsheets: a token, a tab, its tag.",
    extension: "tsv",
    write: |set| written(set.articles, "\t", Scheme::Iob2, "tsv"),
    recognises: |clue| columns(clue).is_some(),
    ..BASE
};

/// How many lines of a file are looked at to tell what it is.
const HEAD: usize = 50;

/// The number of columns, if every line at the start has a tag in the last of several.
fn columns(clue: &Clue) -> Option<usize> {
    let lines = clue.text.lines().filter(|line| !line.trim().is_empty());
    let mut count = None;
    for line in lines
        .take(HEAD)
        .filter(|line| !line.starts_with(DOCUMENT) && !line.starts_with("# "))
    {
        let cells = cells(line);
        let tag = cells.last()?;
        if cells.len() < 2 || !(*tag == "O" || split(tag).is_some()) {
            return None;
        }
        count = Some(cells.len());
    }
    count
}

fn cells(line: &str) -> Vec<&str> {
    if line.contains('\t') {
        line.split('\t').collect()
    } else {
        line.split(' ').filter(|cell| !cell.is_empty()).collect()
    }
}

fn written(articles: &[Arc<Article>], between: &str, scheme: Scheme, extension: &str) -> Vec<Part> {
    let texts = articles.iter().map(|article| {
        format!(
            "{DOCUMENT}{between}O\n\n{}",
            sentences(article, between, scheme)
        )
    });
    vec![Part::new(
        format!("articles.{extension}"),
        texts.collect::<String>(),
    )]
}

fn sentences(article: &Article, between: &str, scheme: Scheme) -> String {
    let spots = spots(&Holds::TAGS, article, Unit::Byte);
    let text = &article.text;
    let tokens = tokens(text, &edges(&spots));
    let (ranges, names) = ranges_and_names(&spots);
    let covering = covering(&tokens, &ranges);
    let mut out = String::with_capacity(text.len() * 2);
    for (index, tag) in tags(scheme, &covering, &names).iter().enumerate() {
        let before = index.checked_sub(1);
        let within = before.is_some_and(|before| {
            covering[before].is_some() && covering[before] == covering[index]
        });
        let gap = before.map_or("", |before| &text[tokens[before].end..tokens[index].start]);
        if !within && gap.contains(['\n', '\r']) {
            out.push('\n');
        }
        out.extend([&text[tokens[index].clone()], between, tag, "\n"]);
    }
    out.push('\n');
    out
}

/// One article while its lines are read.
#[derive(Default)]
struct Open<'a> {
    line: usize,
    text: String,
    /// Where each token stands in the text.
    tokens: Vec<(usize, usize)>,
    tags: Vec<&'a str>,
    /// A sentence has ended since the last token.
    ended: bool,
}

impl<'a> Open<'a> {
    fn push(&mut self, token: &str, tag: &'a str) {
        if !self.text.is_empty() {
            self.text.push(if self.ended { '\n' } else { ' ' });
        }
        if self.ended {
            // No mark goes on into the next sentence.
            self.tokens.push((self.text.len(), self.text.len()));
            self.tags.push("O");
        }
        self.ended = false;
        let start = self.text.len();
        self.text.push_str(token);
        self.tokens.push((start, self.text.len()));
        self.tags.push(tag);
    }

    fn close(self, name: &str) -> Option<Draft> {
        let mark = |(range, label): (std::ops::Range<usize>, &str)| Mark {
            start: self.tokens[range.start].0 as u32,
            end: self.tokens[range.end - 1].1 as u32,
            label: label.to_owned(),
            ..Mark::default()
        };
        let marks = marks(self.tags.iter().copied()).into_iter().map(mark);
        (!self.text.is_empty()).then(|| Draft {
            unit: Unit::Byte,
            stated: true,
            details: details(None, name),
            marks: marks.collect(),
            line: self.line,
            text: self.text,
        })
    }
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut open = Open::default();
    for (index, line) in source.text.split('\n').enumerate() {
        let number = source.first_line + index;
        let line = line.trim_end_matches('\r');
        let cells = cells(line);
        let tag = cells.last().copied().unwrap_or_default();
        let tagged = cells.len() > 1 && (tag == "O" || split(tag).is_some());
        if line.starts_with(DOCUMENT) {
            let done = std::mem::take(&mut open);
            drafts.extend(done.close(source.name));
        } else if line.trim().is_empty() {
            open.ended = !open.text.is_empty();
        } else if tagged {
            if open.text.is_empty() {
                open.line = number;
            }
            open.push(cells[0], tag);
        } else if !line.starts_with("# ") {
            report.line(
                number,
                "There is no token with a tag such as O or B-PER; it was left out.",
            );
        }
    }
    drafts.extend(open.close(source.name));
    drafts
}
