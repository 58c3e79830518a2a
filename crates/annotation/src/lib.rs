//! Articles, spans, labels, values, edits and undo: the vocabulary of Dateline as plain data.
//!
//! Nothing here reads a file, asks the clock or knows the web. A text never changes after it came
//! in; everything else about a workspace changes through [`Edit`]s, which can be applied, inverted
//! and composed, so that undo, autosave and history come from one mechanism.
//!
//! | question | module |
//! |---|---|
//! | Where in a text? | [`span`]: typed offsets in bytes, code points and UTF-16 units |
//! | What is marked? | [`annotation`], [`label`], [`value`], [`timex`] |
//! | In which text? | [`article`], [`language`], [`workspace`] |
//! | What changes, and how does it change back? | [`edit`], [`history`] |
//! | Where do words end, and how is a marked text laid out? | [`boundary`], [`layout`] |
//! | Which edit does a person's or the machine's act amount to? | [`correction`], [`reshape`] |
//! | Which characters does a reader not see? | [`unseen`] |
//! | What of the same words elsewhere? | [`alike`] |
//! | What becomes of marks when the labels change? | [`labelling`] |
//! | Which article comes next? | [`queue`] |
//!
//! # Versions
//!
//! Versions follow [SemVer](https://semver.org). The oldest Rust is 1.95; a newer one is asked for in a minor version only.

pub mod alike;
pub mod annotation;
pub mod article;
pub mod boundary;
pub mod correction;
pub mod edit;
pub mod history;
mod identifier;
pub mod label;
pub mod labelling;
pub mod language;
pub mod layout;
pub mod queue;
pub mod reshape;
pub mod span;
pub mod timex;
pub mod unseen;
pub mod value;
pub mod workspace;

pub use annotation::{Annotation, AnnotationId, Confidence, Origin, State};
pub use article::{
    Annotations, Article, ArticleId, ArticleState, Details, Provenance, Rank, Tally,
};
pub use edit::{Change, Detail, Edit, EditError};
pub use history::History;
pub use label::{Label, LabelDefinition, LabelSet};
pub use language::Language;
pub use span::{ByteOffset, CodePointOffset, OffsetMap, Span, Utf16Offset};
pub use value::{Amount, Modifier, Reading, Timex, Value};
pub use workspace::{Entity, Workspace};

/// A calendar day without a time, as publication dates are.
pub use jiff::civil::Date;
/// An exact decimal number; never a binary float.
pub use rust_decimal::Decimal;
