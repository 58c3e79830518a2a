//! What the page and the worker say to each other.
//!
//! Both ends come from one build, so these messages need no version; files have their own.

use crate::locale::Message;
use dateline_annotation::correction::Offer;
use dateline_annotation::{Article, Date, Entity, Label, LabelSet, Language, Span, Value};
use js_sys::Object;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;

/// Numbers a request, so that its answers find back.
pub type RequestId = u32;

/// A text to read, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The text.
    pub text: String,
    /// Its language, when known.
    pub language: Option<Language>,
    /// The day of publication, when known.
    pub published: Option<Date>,
}

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// All suggestions for a text.
    Extract(Source),
    /// The values of spans under labels.
    Values {
        /// The text they stand in.
        source: Source,
        /// Where, and as what.
        marks: Vec<(Span, Label)>,
    },
    /// The names of all formats in which articles leave.
    Formats,
    /// What a format makes of articles, and what it can't hold.
    Preview {
        /// The name of the format.
        format: String,
        /// The articles, as a Dateline file.
        file: String,
    },
    /// Articles in a format.
    Export {
        /// The name of the format.
        format: String,
        /// The articles, as a Dateline file.
        file: String,
    },
    /// How much there is in an archive.
    Survey {
        /// The archive, as [`files::handed`](crate::files::handed) or the file itself; so are all files below.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: Object,
    },
    /// The articles in a file, or in all files of an archive.
    Open {
        /// The file.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        file: Object,
        /// Where it lies in the folder that was picked, its name included.
        path: String,
    },
    /// The article of which one file has the marks and another the text.
    OpenPair {
        /// The file of the marks.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        marks: Object,
        /// The file of the text.
        #[serde(with = "serde_wasm_bindgen::preserve")]
        text: Object,
        /// Where the marks lie, as in [`Task::Open`].
        path: String,
    },
    /// The text of what was copied.
    Paste {
        /// As HTML.
        html: String,
        /// As plain text.
        text: String,
    },
}

/// A task and the number under which it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The number.
    pub id: RequestId,
    /// The task.
    pub task: Task,
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The engine is loaded and takes requests.
    Ready,
    /// Bytes read so far, of bytes in all.
    Progress {
        /// Read so far.
        done: u32,
        /// In all.
        total: u32,
    },
    /// The suggestions for a text.
    Extracted {
        /// The language in which it was read.
        language: Language,
        /// In the order of the text.
        offers: Vec<Offer>,
    },
    /// The value of a span; `None` when its words denote none.
    Values(Vec<Option<Value>>),
    /// All formats, in the order in which they are offered.
    Formats(Vec<FormatName>),
    /// What a format would make of articles.
    Previewed(Preview),
    /// Articles in a format.
    Exported(Exported),
    /// How much there is in an archive.
    Surveyed(Survey),
    /// What stood in files, or why that can't be told; more may follow.
    Found(Vec<Found>),
    /// All of a file or archive was read.
    Read,
    /// The text of what was copied.
    Pasted(String),
    /// The task could not be done; the message says why and what to do.
    Failed(Message),
}

/// A format in which articles leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatName {
    /// Its name among formats.
    pub name: String,
    /// What it is called on screen.
    pub title: String,
}

/// What a format would make of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// What it can't hold of them.
    pub losses: Vec<Message>,
    /// How the file begins.
    pub start: String,
}

/// Articles in a format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// How the name of the file ends, without the dot.
    pub extension: String,
    /// What stands in it.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// How much there is in an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Survey {
    /// How many files there are of each kind, by what their names end with.
    pub kinds: BTreeMap<String, usize>,
    /// How many bytes they have.
    pub bytes: u64,
}

/// One file of what was opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Where it lies.
    pub path: String,
    /// What stood in it, or why it could not be read.
    pub opened: Result<Opened, Message>,
    /// How many files of the archive are done with it.
    pub done: u32,
}

/// What stood in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The articles, in their order.
    pub articles: Vec<Article>,
    /// The label set, when the file has one.
    pub labels: Option<LabelSet>,
    /// The entities, by identifier.
    pub entities: BTreeMap<String, Entity>,
    /// Whether the articles come with marks, so that they are not to be read by the machine.
    pub annotated: bool,
    /// What the tool's format is called, if the marks are another tool's.
    pub format: Option<String>,
    /// Where words of the only article may be divided by a hyphen at the end of a line, in bytes.
    pub divided: Vec<u32>,
    /// Some of these words as they stand.
    pub examples: Vec<String>,
    /// What a person should know about how the file was read.
    pub notices: Vec<String>,
}

/// An answer and the number of its request; [`Answer::Ready`] has number 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The number.
    pub id: RequestId,
    /// The answer.
    pub answer: Answer,
}

impl Answer {
    /// Whether more answers to the same request follow.
    pub fn goes_on(&self) -> bool {
        matches!(self, Self::Progress { .. } | Self::Found(_))
    }
}

/// A message as the browser carries it.
///
/// # Errors
/// When it can't be represented; no message of this module is so.
pub fn encode<T: Serialize>(message: &T) -> Result<JsValue, serde_wasm_bindgen::Error> {
    message.serialize(
        &serde_wasm_bindgen::Serializer::new().serialize_large_number_types_as_bigints(true),
    )
}

/// A message as it came.
///
/// # Errors
/// When it is none of ours.
pub fn decode<T: serde::de::DeserializeOwned>(
    message: JsValue,
) -> Result<T, serde_wasm_bindgen::Error> {
    serde_wasm_bindgen::from_value(message)
}
