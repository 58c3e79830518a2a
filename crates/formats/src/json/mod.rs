//! Dateline's own file, version 1: everything that is known of some articles, as JSON.
//!
//! One object, described by the JSON Schema `schema/dateline-1.schema.json` of this crate, [`SCHEMA`]:
//!
//! ```json
//! {
//!   "format": "dateline",
//!   "version": 1,
//!   "offset_unit": "codepoint",
//!   "labels": [
//!     {"name": "LOC", "key": "l", "title": "Place", "description": "Countries, regions, cities."}
//!   ],
//!   "articles": [
//!     {
//!       "id": "95a4d5d8e0a7d1c3",
//!       "title": "Storm in Gent",
//!       "text": "Storm in Gent",
//!       "language": "nl",
//!       "published": "2016-11-27",
//!       "source": "gent.txt",
//!       "state": "new",
//!       "annotations": [
//!         {"id": "0000000000000001", "start": 9, "end": 13, "label": "LOC", "text": "Gent", "origin": "model", "state": "suggested", "confidence": 0.974}
//!       ]
//!     }
//!   ],
//!   "entities": []
//! }
//! ```
//!
//! Offsets count Unicode code points, the end is exclusive, and the text that an annotation covers
//! stands beside it. [`read`] checks the two against each other: offsets that count UTF-16 units or
//! bytes are converted, an annotation that fits nowhere is left out, and a [`Notice`] tells of both.
//!
//! | question | module |
//! |---|---|
//! | What stands in a file? | `wire`, `value` |
//! | How is it laid out? | `layout` |
//! | From articles to a file and back? | `write`, `read`, `place` |
//! | What is this file, if not ours? | `shape` |
//! | One annotation a line? | `spans` |

mod error;
mod layout;
mod place;
mod read;
mod shape;
mod spans;
mod value;
mod wire;
mod write;

pub use error::{Notice, ReadError};
pub use read::{File, Stored, read, read_article};
pub use spans::span_lines;
pub use value::{value_from_json, value_to_json};
pub use write::{write, write_article, write_line};

/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// The JSON Schema (2020-12) of the version that is written.
pub const SCHEMA: &str = include_str!("../../schema/dateline-1.schema.json");

/// The largest file that is read, in bytes (256 MiB); its articles obey [`MAX_TEXT_BYTES`](crate::MAX_TEXT_BYTES) each.
pub const MAX_FILE_BYTES: usize = 256 << 20;

pub(crate) use error::reason;
pub(crate) use shape::shape;
