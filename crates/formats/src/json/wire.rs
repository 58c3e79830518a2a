//! The shapes that stand in a version 1 file, apart from the domain's own types.
//!
//! Fields are written in the order in which they stand here. What is empty or absent is left out;
//! what has a default is always written.

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use dateline_annotation::{
    AnnotationId, ArticleId, ArticleState, Confidence, Date, LabelDefinition, Origin, State, Value,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::value;

/// What `format` says in every file of ours.
pub(super) const FORMAT: &str = "dateline";
/// What `offset_unit` says: Unicode code points, end exclusive.
pub(super) const OFFSET_UNIT: &str = "codepoint";

/// The whole file.
#[derive(Serialize, Deserialize)]
pub(super) struct File<'a> {
    #[serde(borrow)]
    pub format: Cow<'a, str>,
    pub version: u64,
    #[serde(borrow)]
    pub offset_unit: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<Label<'a>>>,
    #[serde(borrow)]
    pub articles: Vec<Article<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity<'a>>,
}

/// One label of the set.
#[derive(Serialize, Deserialize)]
pub(super) struct Label<'a> {
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    pub key: char,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub title: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub description: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub hue: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub takes: Vec<Cow<'a, str>>,
}

impl<'a> From<&'a LabelDefinition> for Label<'a> {
    fn from(definition: &'a LabelDefinition) -> Self {
        Self {
            name: definition.label.as_str().into(),
            key: definition.key,
            title: definition.title.as_str().into(),
            description: definition.description.as_str().into(),
            hue: definition.hue.as_ref().map(|label| label.as_str().into()),
            takes: definition
                .takes
                .iter()
                .map(|label| label.as_str().into())
                .collect(),
        }
    }
}

/// A person, place or group.
#[derive(Serialize, Deserialize)]
pub(super) struct Entity<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    #[serde(borrow)]
    pub label: Cow<'a, str>,
}

/// A text, its details and its annotations.
#[derive(Serialize, Deserialize)]
pub(super) struct Article<'a> {
    #[serde(with = "digits")]
    pub id: u64,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub title: Cow<'a, str>,
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day")]
    pub published: Option<Date>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub source: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub author: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Provenance<'a>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub binned: bool,
    #[serde(default, with = "article_state")]
    pub state: ArticleState,
    #[serde(borrow)]
    pub annotations: Vec<Annotation<'a>>,
}

/// The file that a text came from.
#[derive(Serialize, Deserialize)]
pub(super) struct Provenance<'a> {
    #[serde(borrow)]
    pub name: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub path: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub sha256: Cow<'a, str>,
}

/// A span with a label.
#[derive(Serialize, Deserialize)]
pub(super) struct Annotation<'a> {
    #[serde(with = "digits")]
    pub id: u64,
    pub start: u32,
    pub end: u32,
    #[serde(borrow)]
    pub label: Cow<'a, str>,
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    #[serde(with = "origin")]
    pub origin: Origin,
    #[serde(with = "state")]
    pub state: State,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "confidence")]
    pub confidence: Option<Confidence>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "value::wire")]
    pub value: Option<Value>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub value_set: bool,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "str::is_empty")]
    pub note: Cow<'a, str>,
}

/// The number of an identifier, which shows only its digits.
pub(super) fn number(id: impl Display) -> u64 {
    u64::from_str_radix(&id.to_string(), 16).unwrap_or_default()
}

impl Article<'_> {
    pub(super) fn id(&self) -> ArticleId {
        ArticleId::new(self.id)
    }
}

impl Annotation<'_> {
    pub(super) fn id(&self) -> AnnotationId {
        AnnotationId::new(self.id)
    }
}

/// Identifiers: sixteen hexadecimal digits.
mod digits {
    use super::{Cow, Deserialize, Deserializer, Serializer};
    use serde::de::Error as _;

    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde gives a reference; small only where pointers are large"
    )]
    pub(super) fn serialize<S: Serializer>(id: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{id:016x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        let plain = text.len() == 16 && text.bytes().all(|digit| digit.is_ascii_hexdigit());
        plain
            .then(|| u64::from_str_radix(&text, 16).ok())
            .flatten()
            .ok_or_else(|| {
                D::Error::custom(format_args!(
                    "“{text}” is not an identifier of sixteen hexadecimal digits"
                ))
            })
    }
}

/// Days: `2016-11-27`.
mod day {
    use super::{Cow, Date, Deserialize, Deserializer, FromStr, Serializer};
    use serde::de::Error as _;

    #[allow(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde gives a reference"
    )]
    pub(super) fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => to.collect_str(date),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Date>, D::Error> {
        let Some(text) = Option::<Cow<str>>::deserialize(from)? else {
            return Ok(None);
        };
        // A day and nothing more: jiff would read the day out of a longer time stamp too.
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+-".contains(&b));
        plain
            .then(|| Date::from_str(&text).ok())
            .flatten()
            .map(Some)
            .ok_or_else(|| {
                D::Error::custom(format_args!(
                    "“{text}” is not a day; write for example 2016-11-27"
                ))
            })
    }
}

/// Confidences: a decimal from 0 to 1 with three digits, exact because each is the nearest binary
/// fraction to its thousandths and prints as them.
mod confidence {
    use super::{Confidence, Deserialize, Deserializer, Serialize, Serializer};
    use serde::de::Error as _;

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde gives a reference"
    )]
    pub(super) fn serialize<S: Serializer>(
        confidence: &Option<Confidence>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        confidence.map(super::probability).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Confidence>, D::Error> {
        match Option::<f64>::deserialize(from)? {
            None => Ok(None),
            Some(number) if (0.0..=1.0).contains(&number) => {
                Ok(Some(Confidence::from_probability(number)))
            }
            Some(number) => Err(D::Error::custom(format_args!(
                "{number} is no confidence; it lies from 0 to 1"
            ))),
        }
    }
}

/// A confidence as it stands in files.
pub(super) fn probability(confidence: Confidence) -> f64 {
    f64::from(confidence.permille()) / 1000.0
}

/// Reads and writes an enum by the names of its variants.
macro_rules! names {
    ($module:ident, $type:ident, $what:literal, $($variant:ident = $name:literal),*) => {
        mod $module {
            use super::{$type, Cow, Deserialize, Deserializer, Serializer};
            use serde::de::Error as _;

            const EXPECTED: &[&str] = &[$($name),*];

            pub(super) fn serialize<S: Serializer>(it: &$type, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(match it { $($type::$variant => $name),* })
            }

            pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<$type, D::Error> {
                match &*Cow::<str>::deserialize(from)? {
                    $($name => Ok($type::$variant),)*
                    other => Err(D::Error::custom(format_args!(
                        concat!("“{}” is no ", $what, "; it is one of {}"), other, EXPECTED.join(", ")
                    ))),
                }
            }
        }
    };
}

names!(
    article_state,
    ArticleState,
    "state of an article",
    New = "new",
    InWork = "in_work",
    Done = "done",
    Flagged = "flagged"
);
names!(
    origin,
    Origin,
    "origin",
    Model = "model",
    Rule = "rule",
    Person = "person",
    Import = "import"
);
names!(
    state,
    State,
    "state of an annotation",
    Suggested = "suggested",
    Confirmed = "confirmed",
    Rejected = "rejected"
);
