//! A marked span and all that is known of it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Label, Span, Value};

/// Identifies an annotation within its article; sixteen hexadecimal digits in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AnnotationId(u64);

impl AnnotationId {
    /// The identifier of this number.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The identifier of a machine suggestion: the same span and label have the same one on every run.
    pub fn of_suggestion(span: Span, label: &Label) -> Self {
        let mut hash = Fnv::default();
        hash.write(&span.start().get().to_le_bytes());
        hash.write(&span.end().get().to_le_bytes());
        hash.write(label.as_str().as_bytes());
        Self(hash.0)
    }
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for AnnotationId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// FNV-1a, 64 bits: a hash whose values stay the same across versions and machines.
/// See <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv-21>.
pub(crate) struct Fnv(pub(crate) u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
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
