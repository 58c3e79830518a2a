//! A marked span and all that is known of it.

use serde::{Deserialize, Serialize};

use crate::identifier::{fnv1a, identifier};
use crate::{Label, Span, Value};

identifier! {
    /// Identifies an annotation within its article.
    AnnotationId
}

impl AnnotationId {
    /// The identifier of a machine suggestion: the same span and label have the same one on every run.
    pub fn of_suggestion(span: Span, label: &Label) -> Self {
        let (start, end) = (
            span.start().get().to_le_bytes(),
            span.end().get().to_le_bytes(),
        );
        Self::new(fnv1a([&start[..], &end[..], label.as_str().as_bytes()]))
    }

    /// One of a series of identifiers that come of this one: for marks that one act makes together.
    #[must_use]
    pub fn nth(self, number: u64) -> Self {
        Self::new(fnv1a([
            &self.0.to_le_bytes()[..],
            &number.to_le_bytes()[..],
        ]))
    }
}

/// How sure the machine is, in thousandths; exact, so that files round-trip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Confidence(u16);

impl Confidence {
    /// Below this a suggestion is shown as uncertain.
    pub const UNCERTAIN_BELOW: Self = Self(500);

    /// A confidence of so many thousandths; more than 1000 is 1000.
    pub const fn from_permille(permille: u16) -> Self {
        Self(if permille > 1000 { 1000 } else { permille })
    }

    /// The nearest thousandth of a probability; what is not a number is 0.
    #[expect(clippy::cast_sign_loss, reason = "clamped to 0..=1 just before")]
    pub fn from_probability(probability: f64) -> Self {
        Self((probability.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// Thousandths, 0 to 1000.
    pub const fn permille(self) -> u16 {
        self.0
    }

    /// Whether a suggestion so unsure is shown as uncertain.
    pub fn is_uncertain(self) -> bool {
        self < Self::UNCERTAIN_BELOW
    }
}

/// Who made an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// The tagger.
    Model,
    /// A grammar or word list.
    Rule,
    /// A person in the page.
    Person,
    /// A file that was imported.
    Import,
}

/// What has been decided about an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// Offered by the machine; nobody has decided.
    Suggested,
    /// A person said yes, or made it.
    Confirmed,
    /// A person said no; kept so that no re-run offers it again.
    Rejected,
}

/// A span with a label.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Annotation {
    /// Identifies it within its article.
    pub id: AnnotationId,
    /// Where it stands in the article's text.
    pub span: Span,
    /// What it is.
    pub label: Label,
    /// Who made it.
    pub origin: Origin,
    /// What was decided about it.
    pub state: State,
    /// How sure the machine was; `None` for what a person made.
    pub confidence: Option<Confidence>,
    /// What its words denote, for temporal and numeric labels.
    pub value: Option<Value>,
    /// The entity that this mentions, by its identifier in the workspace.
    pub entity: Option<String>,
    /// A person's remark.
    pub note: String,
    /// Whether a person set the value, so that no other publication date resolves it anew.
    pub value_set: bool,
}

impl Annotation {
    /// Whether a person has decided about it, so that no re-run may change it.
    pub fn is_decided(&self) -> bool {
        self.state != State::Suggested
    }

    /// Whether it is shown in the text.
    pub fn is_visible(&self) -> bool {
        self.state != State::Rejected
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back_from_its_digits() {
        let id = AnnotationId::of_suggestion(Span::of("IBM", 0, 3).unwrap(), &Label::ORG);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn odd_probabilities_are_clamped() {
        assert_eq!(Confidence::from_probability(f64::NAN).permille(), 0);
        assert_eq!(Confidence::from_probability(7.0).permille(), 1000);
        assert_eq!(Confidence::from_probability(0.9736).permille(), 974);
    }
}
