//! The files of other annotation tools, and Dateline's own, in and out.
//!
//! A format is one module with one `Adapter`: what it is called, what it can hold,
//! how it is written, read and recognised. Offsets are converted at its border; what all formats
//! share stands beside them.
//!
//! | question | module |
//! |---|---|
//! | What is a format, and which are there? | `adapter`, `format` |
//! | What is a format that can hold everything? | `dateline` |
//! | What can a format not hold? | `losses` |
//! | What does a file say before it is checked? | `draft`, `report` |
//! | Where do its offsets point? | `place` |
//! | What are its labels called here? | `labels` |
//! | What are words, and what is between them? | `tokens`, `tiles` |
//! | Where do the objects of a JSON file start? What may stand in XML? | `items`, `xml` |
//! | How are several files one? | `archive` |
//! | What is known of an article or mark beside its span? | `extras` |
//!
//! # Writing
//!
//! Rejected annotations are written to Dateline's own files only. What else is lost is known beforehand:
//!
//! ```
//! use std::sync::Arc;
//! use dateline_annotation::{Article, LabelSet};
//! use dateline_formats::exchange::{Format, Set, losses, write};
//! let articles = [Arc::new(Article::new("Storm in Gent"))];
//! assert!(losses(Format::Doccano, &articles).is_empty());
//! let written = write(Format::Doccano, &Set::new(&articles, &LabelSet::default()));
//! assert_eq!(written.files[0].text(), "{\"text\":\"Storm in Gent\",\"label\":[]}\n");
//! ```
//!
//! # Before either
//!
//! [`Format::about`] says what a format is for, [`losses`] what it would lose, [`preview`] how it would look;
//! [`survey`] says what files hold, and which of their labels are not known.
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
mod archive;
mod bdocjs;
mod brat;
mod conll;
mod dateline;
mod docbin;
mod doccano;
mod draft;
mod extras;
mod format;
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
mod survey;
mod table;
mod tei;
mod tiles;
mod tokens;
mod uima;
mod uima_json;
mod view;
mod w3c;
mod webanno;
mod xmi;
mod xml;

pub(crate) use format::sniff_text;

pub use adapter::{Part, Set, Written};
pub use archive::{each_part, pack, unpack};
pub use format::{Format, losses, read, read_from, sniff, write};
pub use labels::LabelMap;
pub use losses::{Loss, Lost};
pub use report::ReadError;
pub use survey::{LabelUse, Survey, preview, survey};
