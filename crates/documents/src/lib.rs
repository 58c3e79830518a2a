//! Documents of every kind in: bytes and a name go in, articles with what the file says about them come out.
//!
//! Nothing here touches a disk or the web, nothing is fetched, and no input panics or runs without end: what a reader
//! takes is bounded, and what is beyond the bounds is refused with a sentence that says what to do.
//!
//! | question | module |
//! |---|---|
//! | What kind of file is this, and what is in it? | [`open`](mod@open) |
//! | What does a web page say? | [`html`] |
//! | What is in an office document, a book, a message? | `docx`, `odt`, `rtf`, `epub`, `mail` |
//! | What does a PDF say, and in which order? | `pdf` |
//! | What is in an archive, and how much of it is taken? | `archive`, [`many`] |
//! | What was copied from another program? | `paste` |
//!
//! What holds marks already (Dateline's own files and those of other tools) and plain text is
//! [`dateline_formats`]' and opened through it.

mod archive;
mod docx;
mod draft;
mod epub;
mod flow;
pub mod html;
mod language;
mod mail;
pub mod many;
mod odt;
pub mod open;
mod paste;
mod pdf;
mod problem;
mod properties;
mod rtf;
mod xml;

pub use archive::MAX_FILES;
pub use many::{Piece, Survey, is_beside, is_furniture, open_each, survey};
pub use open::{Document, Opened, divisions, join_words, open, open_pair};
pub use paste::paste;
pub use pdf::MAX_PAGES;
pub use problem::OpenError;
