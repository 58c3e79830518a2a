//! What labels of other tools are called here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dateline_annotation::{Article, Label, LabelDefinition, LabelSet};

/// Names that other tools and corpora use, in upper case, and ours.
const KNOWN: &[(&str, Label)] = &[
    ("PERSON", Label::PER),
    ("PERS", Label::PER),
    ("PEOPLE", Label::PER),
    ("I-PER", Label::PER),
    ("ORGANIZATION", Label::ORG),
    ("ORGANISATION", Label::ORG),
    ("COMPANY", Label::ORG),
    ("CORPORATION", Label::ORG),
    ("GPE", Label::LOC),
    ("LOCATION", Label::LOC),
    ("PLACE", Label::LOC),
    ("FAC", Label::LOC),
    ("FACILITY", Label::LOC),
    ("GEO", Label::LOC),
    ("NATIONALITY", Label::NORP),
    ("NUMBER", Label::CARDINAL),
    ("NUM", Label::CARDINAL),
    ("PERCENTAGE", Label::PERCENT),
    ("CURRENCY", Label::MONEY),
];

/// How many labels of a file get a definition; no person works with more.
const MAX_DEFINITIONS: usize = 200;

/// Which label a name in a file stands for.
///
/// ```
/// use dateline_annotation::Label;
/// use dateline_formats::exchange::LabelMap;
/// assert_eq!(LabelMap::default().label("Person"), Label::PER);
/// assert_eq!(LabelMap::default().label("ship").as_str(), "ship");
/// let own = LabelMap::default().with("ship", Label::WEAPON);
/// assert_eq!(own.label("ship"), Label::WEAPON);
/// assert_eq!(LabelMap::none().label("Person").as_str(), "Person");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelMap {
    names: BTreeMap<String, Label>,
    known: bool,
}

impl Default for LabelMap {
    /// The usual other names of the default labels, in upper or lower case.
    fn default() -> Self {
        Self {
            names: BTreeMap::new(),
            known: true,
        }
    }
}

impl LabelMap {
    /// A map in which every name stands for itself.
    pub fn none() -> Self {
        Self {
            names: BTreeMap::new(),
            known: false,
        }
    }

    /// The same map, but that `name`, written exactly so, stands for `label`.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, label: Label) -> Self {
        self.names.insert(name.into(), label);
        self
    }

    /// The label that `name` stands for; itself when nothing is known of it.
    pub fn label(&self, name: &str) -> Label {
        if let Some(label) = self.names.get(name) {
            return label.clone();
        }
        if !self.known {
            return Label::new(name);
        }
        let upper = name.to_uppercase();
        let own = Label::DEFAULT
            .into_iter()
            .find(|label| label.as_str() == upper);
        let other = || KNOWN.iter().find(|(known, _)| *known == upper);
        own.or_else(|| other().map(|(_, label)| label.clone()))
            .unwrap_or_else(|| Label::new(name))
    }
}

/// The default labels, and the others that articles use, each with a free key where there is one.
pub(super) fn definitions(articles: &[Arc<Article>]) -> LabelSet {
    let default = LabelSet::default();
    let used: BTreeSet<&Label> = articles
        .iter()
        .flat_map(|article| article.annotations.iter())
        .map(|annotation| &annotation.label)
        .filter(|label| default.get(label).is_none())
        .collect();
    let mut definitions = default.definitions().to_vec();
    for label in used.into_iter().take(MAX_DEFINITIONS) {
        let key = free_key(label.as_str(), &definitions);
        definitions.push(LabelDefinition::new(label.clone(), key));
    }
    LabelSet::new(definitions)
}

/// The first letter of the name that no other label has, or else any letter or digit.
fn free_key(name: &str, taken: &[LabelDefinition]) -> char {
    let letters = name.chars().filter_map(|c| c.to_lowercase().next());
    letters
        .filter(char::is_ascii_alphanumeric)
        .chain('a'..='z')
        .chain('0'..='9')
        .find(|key| taken.iter().all(|other| other.key != *key))
        .unwrap_or('0')
}
