//! spaCy's `DocBin` (`.spacy`): the file that `spacy train` and `spacy debug data` read.
//!
//! `MessagePack`, deflated with zlib: tables of numbers for the tokens, and the strings behind the numbers.
//! Strings are numbered by `MurmurHash64A`, but for the 456 that spaCy has in a table of its own.
//! Tokens end at every edge of a mark and make up the whole text. `ents` never overlap and have no white
//! space at their edges; where marks do, all of them stand in `doc.spans["sc"]`, as the span categoriser wants it.
//! What a mark mentions is its `kb_id`. Details of an article stand in `user_data`, which is given back by spaCy too.
//! Traps: a `DocBin` made with unknown spaces does not have the text; one space is put between its tokens.
//! See <https://spacy.io/api/docbin> and <https://spacy.io/api/data-formats#binary-training>.

mod hash;
mod read;
mod wire;
mod write;

use flate2::bufread::ZlibDecoder;
use std::io::Read as _;

use super::adapter::{Adapter, Clue, Files, Holds, Reader};

pub(super) const ADAPTER: Adapter = Adapter {
    name: "spacy-docbin",
    title: "spaCy (DocBin)",
    about: "To train with spaCy as it is: `spacy train` reads it.",
    extension: "spacy",
    files: Files::One,
    items: false,
    binary: true,
    holds: HOLDS,
    write: write::write,
    read: Some(Reader::Drafts(read::read)),
    recognises,
};

const HOLDS: Holds = Holds {
    entities: true,
    details: true,
    ..Holds::SPANS
};

/// What is `ents`; see [`HOLDS`] for `spans`.
const ENTS: Holds = Holds {
    overlaps: false,
    loose_edges: false,
    ..HOLDS
};

/// The key of `doc.spans` that spaCy's span categoriser reads.
const GROUP: &str = "sc";

/// Whether the bytes are zlib's and what they unpack to starts as a `DocBin` does.
fn recognises(clue: &Clue) -> bool {
    if clue.bytes.first() != Some(&0x78) {
        return false;
    }
    let mut head = [0; 64];
    let read = ZlibDecoder::new(clue.bytes).read(&mut head);
    let head = &head[..read.unwrap_or_default()];
    head.windows(5).any(|name| name == b"attrs") || clue.extension == "spacy"
}
