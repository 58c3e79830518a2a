//! What a JSON text is, from a glance: ours, another tool's, or anything.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// How many keys of an object are looked at.
const MAX_KEYS: usize = 64;

/// The outline of the first value in a JSON text.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    keys: BTreeSet<String>,
    pub(super) format: Option<String>,
    pub(super) version: Option<serde_json::Value>,
    list: bool,
}

/// The outline of the first value in `text`; for a list that of its first item.
pub(crate) fn shape(text: &str) -> Result<Shape, serde_json::Error> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    values.next().unwrap_or_else(|| serde_json::from_str(text))
}

impl Shape {
    /// Whether it calls itself a Dateline file.
    pub(crate) fn is_ours(&self) -> bool {
        !self.list && self.format.as_deref() == Some(super::wire::FORMAT)
    }

    /// Whether it has something that can be called JSON data: an object or a list.
    pub(crate) fn is_structured(&self) -> bool {
        self.list || !self.keys.is_empty()
    }

    /// Whether the object has all of these keys.
    pub(crate) fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.keys.contains(*key))
    }

    /// The tool that writes such files, as far as the keys tell.
    pub(super) fn tool(&self) -> Option<&'static str> {
        TOOLS
            .iter()
            .find(|(keys, _)| self.has(keys))
            .map(|(_, tool)| *tool)
    }
}

/// Keys that stand together in a tool's files; telling ones first.
const TOOLS: &[(&[&str], &str)] = &[
    (&["data", "annotations"], "Label Studio"),
    (&["data", "predictions"], "Label Studio"),
    (&["%FEATURE_STRUCTURES"], "UIMA CAS, as INCEpTION writes it"),
    (&["annotation_sets"], "GATE"),
    (&["denotations"], "PubAnnotation"),
    (&["@context", "target"], "W3C Web Annotation"),
    (&["text", "tokens", "spans"], "Prodigy"),
    (&["text", "spans", "answer"], "Prodigy"),
    (&["text", "entities", "relations"], "doccano"),
    (&["text", "label"], "doccano"),
    (&["text", "labels"], "doccano"),
    (&["classes", "annotations"], "ner-annotator"),
    (&["text", "entities"], "spaCy"),
    (&["text", "ents"], "spaCy"),
];

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Outline)
    }
}

struct Outline;

/// Everything but objects and lists has an empty outline.
macro_rules! plain {
    ($($visit:ident $type:ty),*) => {
        $(fn $visit<E>(self, _: $type) -> Result<Shape, E> {
            Ok(Shape::default())
        })*
    };
}

impl<'de> Visitor<'de> for Outline {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    plain!(visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str);

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
        let first = items.next_element::<Shape>()?.unwrap_or_default();
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Shape {
            list: true,
            ..first
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Shape, A::Error> {
        let mut shape = Shape::default();
        while let Some(key) = fields.next_key::<String>()? {
            match key.as_str() {
                "format" => shape.format = text_of(fields.next_value()?),
                "version" => shape.version = Some(fields.next_value()?),
                _ => drop(fields.next_value::<IgnoredAny>()?),
            }
            if shape.keys.len() < MAX_KEYS {
                shape.keys.insert(key);
            }
        }
        Ok(shape)
    }
}

fn text_of(value: serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text),
        _ => None,
    }
}
