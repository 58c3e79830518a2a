//! Readers and writers: Dateline's own JSON, plain text and the files of other tools.
//!
//! Bytes come in, articles go out, and back. Nothing here touches a disk or the web.
//!
//! | question | module |
//! |---|---|
//! | What is this file, and what is in it? | [`open`](mod@open), [`sniff`] |
//! | How are articles and marks kept and exchanged? | [`json`] |
//! | How do other annotation tools write articles and marks? | [`exchange`] |
//! | What do these bytes spell? | [`text`] |
//!
//! Another format of another tool is one more module in [`exchange`]; another kind of text is one
//! in the crate of documents. Each converts its own offsets at its border; see
//! [`OffsetMap`](dateline_annotation::OffsetMap).
//!
//! # Versions
//!
//! Versions follow [SemVer](https://semver.org). The oldest Rust is 1.95; a newer one is asked for in a minor version only.

pub mod archive;
pub mod exchange;
pub mod json;
pub mod open;
pub mod sniff;
pub mod text;

pub use open::{OpenError, Opened, open};
pub use text::article_of_text;

/// The longest text of one article, in bytes (20 MiB).
///
/// Nobody reads a longer one, and offsets, marks and undo are laid out for texts that stay well below 4 GiB.
pub const MAX_TEXT_BYTES: usize = 20 << 20;
