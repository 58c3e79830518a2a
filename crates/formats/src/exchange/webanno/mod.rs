//! `WebAnno` TSV 3.3, an article a file: what `WebAnno` and `INCEpTION` export.
//!
//! A row for each token with its offsets in UTF-16 units; `#Text=` before the rows of a sentence has its
//! text, so that the article can be put together again. The marks are `NamedEntity` of `DKPro` Core:
//! their label is its `value`, what they mention its `identifier`. Marks of several tokens, and several
//! marks of one token, have a number in brackets.
//! Traps: between two sentences the format has a line feed and spaces and nothing else, so a
//! sentence goes on where the article has something else there; control characters are escaped; layers that
//! a file names must exist in the project that opens it. Relations and chains are left out.
//! See <https://inception-project.github.io/releases/36.0/docs/user-guide.html#sect_webannotsv>.

mod read;
mod write;

use super::adapter::{Adapter, Files, Holds, Reader};

pub(super) const ADAPTER: Adapter = Adapter {
    name: "webanno",
    title: "WebAnno TSV 3.3",
    about: "For WebAnno and INCEpTION, one file for each article.",
    extension: "tsv",
    files: Files::Each,
    items: false,
    binary: false,
    holds: HOLDS,
    write: write::write,
    read: Some(Reader::Drafts(read::read)),
    recognises: |clue| clue.text.starts_with("#FORMAT=WebAnno TSV 3"),
};

const HOLDS: Holds = Holds {
    entities: true,
    loose_edges: false,
    ..Holds::SPANS
};

/// Starts a line of a sentence's text.
const TEXT: &str = "#Text=";
/// A cell of a token without annotation.
const NOTHING: &str = "_";
/// A feature without value.
const EMPTY: &str = "*";
