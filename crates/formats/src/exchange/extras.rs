//! What is known of an article or a mark beside its span, as plain JSON fields.
//!
//! Formats with room for fields of their own carry these, so that they come back.

use dateline_annotation::{
    Annotation, Article, ArticleState, Confidence, Details, Language, OffsetMap, Provenance, Span,
    State,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::adapter::Holds;
use super::draft::Mark;
use super::items::string;
use super::losses;
use super::place::{Unit, is_doubtful};
use crate::json::{value_from_json, value_to_json};

/// Details of an article; a title that is the first line of the text is left out.
#[derive(Serialize)]
pub(super) struct Meta {
    /// Stands where the offsets could be taken for others; see [`place`](super::place).
    #[serde(skip_serializing_if = "Option::is_none")]
    offset_unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    /// The file that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    provenance: Option<Provenance>,
}

pub(super) const STATES: [(ArticleState, &str); 3] = [
    (ArticleState::InWork, "in_work"),
    (ArticleState::Done, "done"),
    (ArticleState::Flagged, "flagged"),
];

impl Meta {
    pub(super) fn of(article: &Article) -> Self {
        let details = &article.details;
        let usual = Article::new(article.text.clone()).details.title;
        Self {
            offset_unit: None,
            title: (details.title != usual).then(|| details.title.clone()),
            language: details.language.map(Language::code),
            published: details.published.map(|day| day.to_string()),
            source: Some(details.source.clone()).filter(|source| !source.is_empty()),
            author: Some(details.author.clone()).filter(|author| !author.is_empty()),
            provenance: details.provenance.clone(),
            state: STATES
                .iter()
                .find(|(state, _)| *state == details.state)
                .map(|(_, name)| *name),
        }
    }

    /// The same, stating that offsets are code points where that could be doubted.
    pub(super) fn stating_unit(self, article: &Article, spots: &[Spot]) -> Self {
        Self {
            offset_unit: stated_unit(article, spots),
            ..self
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.offset_unit.is_none()
            && self.title.is_none()
            && self.language.is_none()
            && self.published.is_none()
            && self.source.is_none()
            && self.author.is_none()
            && self.provenance.is_none()
            && self.state.is_none()
    }
}

/// What the field `offset_unit` says, where it is needed.
pub(super) fn stated_unit(article: &Article, spots: &[Spot]) -> Option<&'static str> {
    let places = spots.iter().map(|spot| (spot.start, spot.end));
    is_doubtful(&article.text, places).then_some(CODE_POINTS)
}

/// Whether fields of an object state that offsets are code points.
pub(super) fn states_unit(object: Option<&Map<String, Value>>) -> bool {
    object.and_then(|object| string(object, "offset_unit")) == Some(CODE_POINTS)
}

fn provenance(value: &Value) -> Option<Provenance> {
    Provenance::deserialize(value).ok()
}

const CODE_POINTS: &str = "codepoint";

/// The details that fields of an object give; `name` is the source where they give none.
pub(super) fn details(object: Option<&Map<String, Value>>, name: &str) -> Details {
    let text = |key| object.and_then(|object| string(object, key));
    let day = text("published").filter(|day| day.len() <= 13);
    let state = text("state").and_then(|name| STATES.iter().find(|(_, known)| *known == name));
    Details {
        title: text("title").unwrap_or_default().to_owned(),
        language: text("language").and_then(Language::from_code),
        published: day.and_then(|day| day.parse().ok()),
        source: text("source").unwrap_or(name).to_owned(),
        state: state.map_or(ArticleState::New, |(state, _)| *state),
        author: text("author").unwrap_or_default().to_owned(),
        provenance: object.and_then(|object| provenance(object.get("provenance")?)),
        binned: false,
    }
}

/// What is known of a mark beside span and label.
#[derive(Serialize, Default)]
pub(super) struct Extras<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'a str,
}

impl<'a> From<&'a Annotation> for Extras<'a> {
    fn from(annotation: &'a Annotation) -> Self {
        Self {
            state: (annotation.state == State::Suggested).then_some("suggested"),
            confidence: annotation.confidence.map(probability),
            value: annotation.value.as_ref().map(value_to_json),
            entity: annotation.entity.as_deref(),
            note: &annotation.note,
        }
    }
}

/// Takes over what the fields of a mark say beside span and label.
pub(super) fn read_extras(object: &Map<String, Value>, mark: &mut Mark) {
    mark.suggested = string(object, "state") == Some("suggested");
    mark.confidence = object.get("confidence").and_then(confidence);
    mark.value = object
        .get("value")
        .and_then(|value| value_from_json(value).ok());
    mark.entity = string(object, "entity").map(str::to_owned);
    string(object, "note")
        .unwrap_or_default()
        .clone_into(&mut mark.note);
}

/// A confidence as a number from 0 to 1.
pub(super) fn probability(confidence: Confidence) -> f64 {
    f64::from(confidence.permille()) / 1000.0
}

/// The confidence of a JSON number.
pub(super) fn confidence(value: &Value) -> Option<Confidence> {
    value.as_f64().map(Confidence::from_probability)
}

/// A mark with its offsets in the unit of a format.
pub(super) struct Spot<'a> {
    pub start: u32,
    pub end: u32,
    pub span: Span,
    /// What it covers.
    pub text: &'a str,
    pub annotation: &'a Annotation,
}

/// The marks that a format gets, in the order of the text.
pub(super) fn spots<'a>(holds: &Holds, article: &'a Article, unit: Unit) -> Vec<Spot<'a>> {
    let text = &article.text;
    let map = OffsetMap::new(text);
    let count = |offset| match unit {
        Unit::CodePoint => map.code_points(text, offset).get(),
        Unit::Utf16 => map.utf16(text, offset).get(),
        Unit::Byte => offset.get(),
    };
    let marks = losses::written(holds, article).into_iter();
    marks
        .map(|(span, annotation)| Spot {
            start: count(span.start()),
            end: count(span.end()),
            span,
            text: span.slice(text).unwrap_or_default(),
            annotation,
        })
        .collect()
}
