//! The files of other annotation tools, in and out.
//!
//! A format is one small module with one `Adapter`: what it is called, what it can hold,
//! how it is written, read and recognised. Offsets are converted at its border; what all formats
//! share stands beside them.
//!
//! | question | module |
//! |---|---|
//! | What is a format? | `adapter` |
//! | What can a format not hold? | `losses` |
//! | What does a file say before it is checked? | `draft`, `report` |
//! | Where do its offsets point? | `place` |
//! | What are its labels called here? | `labels` |
//! | What are words? | `tokens` |
//! | Where do the objects of a JSON file start? | `items` |
//! | What is known of an article or mark beside its span? | `extras` |
//!
//! # Writing
//!
//! Rejected annotations are never written. What else is lost is known beforehand:
//!
//! ```
//! use std::sync::Arc;
//! use dateline_annotation::{Article, LabelSet};
//! use dateline_formats::exchange::{Format, losses, write};
//! let articles = [Arc::new(Article::new("Storm in Gent"))];
//! assert!(losses(Format::Doccano, &articles).is_empty());
//! let written = write(Format::Doccano, &articles, &LabelSet::default());
//! assert_eq!(written.files[0].text, "{\"text\":\"Storm in Gent\",\"label\":[]}\n");
//! ```
//!
//! # Reading
//!
//! The text that stands at each offset is checked: against the text that the file gives beside it,
//! or else against the borders of words. Offsets that count UTF-16 units, or CRLF as one, are converted
//! and a [`Notice`](crate::json::Notice) says so; a mark that fits nowhere is left out with a notice.
//! Marks get [`Origin::Import`](dateline_annotation::Origin) and are confirmed unless the file calls them predictions.
//!
//! ```
//! use dateline_formats::exchange::{Format, LabelMap, Part, read};
//! let line = "{\"text\": \"Zoë 😀 joined IBM.\", \"label\": [[14, 17, \"ORGANIZATION\"]]}";
//! let file = read(Format::Doccano, &[Part::new("a.jsonl", line)], &LabelMap::default())?;
//! let mark = file.articles[0].annotations.iter().next().unwrap();
//! assert_eq!(mark.span.slice(&file.articles[0].text), Some("IBM"));
//! assert_eq!(mark.label.as_str(), "ORG");
//! assert_eq!(file.notices.len(), 2, "the unit and the label were converted");
//! # Ok::<(), dateline_formats::exchange::ReadError>(())
//! ```

mod adapter;
mod bdocjs;
mod brat;
mod conll;
mod doccano;
mod draft;
mod extras;
mod huggingface;
mod items;
mod label_studio;
mod labels;
mod losses;
mod place;
mod prodigy;
mod pubannotation;
mod report;
mod spacy;
mod table;
mod tokens;
mod uima_json;
mod view;
mod w3c;

pub use adapter::{Format, Part, Written, losses, read, read_from, sniff, write};
pub use labels::LabelMap;
pub use losses::{Loss, Lost};
pub use report::ReadError;
