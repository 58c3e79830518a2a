//! What is kept between two visits, without knowing where: entries as bytes, their names, and how versions come together.
//!
//! | question | module |
//! |---|---|
//! | How do bytes stand in a string? | [`packed`] |
//! | What surrounds every entry? | [`entry`]: format, version, checksum |
//! | How is its content compressed, without holding the page up? | [`packing`] |
//! | What is in it? | [`content`] |
//! | What is it called? | [`key`] |
//! | Two tabs changed it? | [`mod@merge`] |
//! | Two stores hold it, one of them damaged? | [`open`] |
//! | It is of an older layout? | [`legacy`] |
//! | The page could not run, and its raw storage was downloaded? | [`dump`] |
//!
//! Nothing here reads a clock or a store, and no bytes make it panic.

mod bytes;
pub mod content;
pub mod dump;
pub mod entry;
pub mod key;
pub mod legacy;
pub mod merge;
pub mod open;
pub mod packed;
pub mod packing;
mod value;

pub use entry::{Entry, EntryError, Head, Kind, Stamp};
pub use key::{Key, NotAKey};
pub use merge::{Conflict, Merged, merge};
pub use open::{Copies, Opened};
pub use packing::{Packed, Packing};
