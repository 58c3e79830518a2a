//! What is thrown at Dateline to break it: a target for each thing that takes what others made.
//!
//! | question | module |
//! |---|---|
//! | What is a target, and which are there? | [`target`] |
//! | How are files damaged? | [`mutation`] |
//! | What did a target make of them? | [`behaviour`] |
//! | Which inputs are kept as tests? | [`kept`] |
//! | Files with marks, documents, archives | `formats`, `documents` |
//! | Texts: tokens, tagger, grammars | `texts` |
//! | What the page stored | `stored` |
//! | What people do to marks | `edits` |
#![allow(
    clippy::panic,
    reason = "a target panics where something is wrong; that is what is looked for"
)]

pub mod behaviour;
mod documents;
mod edits;
mod formats;
pub mod kept;
pub mod mutation;
mod stored;
pub mod target;
mod texts;

pub use target::{Target, targets};
