//! Readers and writers: Dateline's own JSON, plain text and HTML.
//!
//! | question | module |
//! |---|---|
//! | How are articles and marks kept and exchanged? | [`json`] |
//! | What is no text at all? | [`sniff`] |

pub mod json;
pub mod sniff;

/// The longest text of one article, in bytes (20 MiB).
///
/// Nobody reads a longer one, and offsets, marks and undo are laid out for texts that stay well below 4 GiB.
pub const MAX_TEXT_BYTES: usize = 20 << 20;
