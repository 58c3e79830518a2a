//! Text in, annotations out.
//!
//! [`Extractor`] is the only door: load it once from a model file, then hand it documents.
//! It does no I/O, asks no clock, never fails and never panics on any text.
//!
//! # Versions
//!
//! Versions follow [SemVer](https://semver.org). The oldest Rust is 1.95; a newer one is asked for in a minor version only.

#![allow(
    clippy::inline_always,
    reason = "only what is inlined there is compiled for wide vectors; see `wide`"
)]

use std::ops::ControlFlow;

use dateline_annotation::{Date, Language};

mod agreement;
mod bytes;
mod coding;
mod decide;
mod extractor;
mod features;
mod hash;
mod islands;
pub mod language;
mod lattice;
mod lexicon;
mod model;
mod reading;
mod tagger;
mod tags;
pub mod tokens;
#[cfg(feature = "train")]
pub mod train;
pub mod values;
mod weights;
mod wide;
mod word;

pub use bytes::ModelError;
pub use extractor::Extractor;

/// A text to read, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The text, exactly as it came; the first line is taken for the headline.
    pub text: &'a str,
    /// Its language; found from the text when `None`.
    pub language: Option<Language>,
    /// The day of publication, against which relative dates are resolved.
    pub published: Option<Date>,
}

/// A span that the extractor would mark.
pub use dateline_annotation::correction::Offer as Suggestion;

/// All that was found in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extraction {
    /// The language in which the text was read.
    pub language: Language,
    /// In the order of the text, without overlaps.
    pub suggestions: Vec<Suggestion>,
}

/// How far the work has come: bytes done of bytes in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of text read so far.
    pub done: usize,
    /// Bytes of text in all.
    pub total: usize,
}

/// What [`Extractor::extract`] is told after each piece of work: go on, or stop with what there is.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;
