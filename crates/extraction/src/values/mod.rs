//! Temporal and numeric expressions and their values.
//!
//! [`find`] marks dates, times, lengths, amounts and ranks in a text and says what they mean;
//! [`value_of`] reads a span that somebody else marked.
//!
//! ```
//! use dateline_annotation::{Language, Label};
//! use dateline_extraction::values::{Context, find};
//! let text = "Begin 2016 vielen 2 à 300 doden.";
//! let context = Context::of_article(text, Language::Dutch, None);
//! let found = find(text, &context);
//! assert_eq!(found[0].span.slice(text), Some("Begin 2016"));
//! assert_eq!(found[0].label, Label::DATE);
//! assert_eq!(found[1].span.slice(text), Some("2 à 300"));
//! ```
//!
//! # How it works
//! - `languages`: each language is one table; `template` explains its form.
//! - `grammar`: a table compiled. A rule is a pattern over words and items, tried only where a word or item stands that
//!   it can begin with, before one that it can go on with.
//! - `reading`: a text is cut into tokens; words of the table and numbers become items of a chart; the rules make larger
//!   items of smaller ones, phase by phase; of those that overlap the longest is taken.
//! - `numbers`, `dates`: what the parts of a match mean, and which day, amount or unit that is.
//!
//! Work is linear in the text: every rule looks at a bounded number of tokens and items from where it starts.
//!
//! # Decisions
//! - Indefinite number words are open to above: `tientallen`, `dozens`, `des dizaines` are
//!   at least 20; `honderden`, `hundreds` at least 200; `enkele honderden` at least 200;
//!   `several`, `a few` before a unit are at least 2.
//! - What is not said lies in the past: `in May` is the last May up to publication, `Friday` the
//!   last Friday (the day of publication counts), unless the sentence speaks of what is to come.
//! - An offset is as precise as its unit: `three years ago` is a year, `two weeks ago` a week.
//! - An offset that no publication date resolves is kept: `P-3Y`, `P2W`; without a number it is
//!   TIMEX3's `PAST_REF` or `FUTURE_REF`.
//! - `later` and `earlier` count from the date mentioned last, when that is precise enough.

mod dates;
mod grammar;
mod languages;
mod numbers;
mod reading;

use dateline_annotation::{Label, Span, Value};

pub use reading::article::Context;

/// How sure it is that an expression is what it is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// It might well be something else: `May`, `second`, a number in a name.
    Possible,
    /// It is, in most texts.
    Likely,
    /// It could be nothing else.
    Certain,
}

/// An expression that was found, with what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub label: Label,
    /// What it means.
    pub value: Value,
    /// How sure that is.
    pub strength: Strength,
}

impl Expression {
    /// Its value under another label; `None` when it has none: a number is an age when the one who marks it says
    /// so, but no weekday.
    pub(crate) fn value_as(&self, label: &Label) -> Option<Value> {
        reading::as_label(self, label)
    }
}

/// All expressions in `text`, in order and without overlaps.
pub fn find(text: &str, context: &Context) -> Vec<Expression> {
    reading::expressions(text, context)
}

/// The value of a span that a tagger or a person marked, whatever its exact edges.
///
/// `None` when the span has no value of this label, or none that can be read.
pub fn value_of(text: &str, span: Span, label: &Label, context: &Context) -> Option<Value> {
    reading::value_of(text, span, label, context)
}

/// The value of a span's own words, whatever stands around it.
pub(crate) fn value_alone(
    text: &str,
    span: Span,
    label: &Label,
    context: &Context,
) -> Option<Value> {
    reading::alone(text, span, label, context)
}

#[cfg(test)]
mod tests;
