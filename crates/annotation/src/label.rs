//! What a span can be: labels and the set of them that a workspace uses.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The name of a label, such as `PER`.
///
/// The fifteen of the default set are constants; people may define others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Label(Cow<'static, str>);

macro_rules! labels {
    ($($name:ident $key:literal $title:literal $description:literal),* $(,)?) => {
        impl Label {
            $(#[doc = $description] pub const $name: Self = Self(Cow::Borrowed(stringify!($name)));)*

            /// The labels of the default set, in its order.
            pub const DEFAULT: [Self; 15] = [$(Self::$name),*];
        }

        /// Key, title and description of the default labels, in their order.
        const DEFAULT_DEFINITIONS: [(&str, char, &str, &str); 15] =
            [$((stringify!($name), $key, $title, $description)),*];
    };
}

labels! {
    PER 'p' "Person" "People, real or fictional, and noms de guerre; without titles.",
    ORG 'o' "Organisation" "Companies, media, ministries, parties, armed forces of states.",
    GROUP 'g' "Armed group" "Armed non-state groups, militias and terrorist organisations.",
    LOC 'l' "Place" "Countries, regions, cities, rivers, streets, named buildings.",
    NORP 'n' "People or creed" "Nationalities, peoples, religions, political currents.",
    EVENT 'e' "Event" "Named battles, operations, wars, disasters, holidays, summits.",
    DATE 'd' "Date" "Days, weeks, months, years, absolute or relative.",
    TIME 't' "Time" "Parts of a day and clock times.",
    DURATION 'u' "Duration" "Lengths of time and ages.",
    MONEY 'm' "Money" "Amounts with their currency.",
    PERCENT 'c' "Percentage" "Percentages.",
    QUANTITY 'q' "Quantity" "Numbers with a physical unit.",
    CARDINAL 'b' "Number" "Counts, fractions and approximations.",
    ORDINAL 'r' "Rank" "First, second, third as rank.",
    WEAPON 'w' "Weapon" "Weapons, munitions, armed vehicles, ships and aircraft.",
}

impl Label {
    /// A label of this name; the default ones share their constant.
    pub fn new(name: &str) -> Self {
        Self::DEFAULT
            .into_iter()
            .find(|label| label.as_str() == name)
            .unwrap_or_else(|| Self(Cow::Owned(name.to_owned())))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether annotations of this label carry a [`Value`](crate::Value).
    pub fn has_value(&self) -> bool {
        [
            Self::DATE,
            Self::TIME,
            Self::DURATION,
            Self::MONEY,
            Self::PERCENT,
            Self::QUANTITY,
            Self::CARDINAL,
            Self::ORDINAL,
        ]
        .contains(self)
    }
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One label of a [`LabelSet`]: how it is called, typed and explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelDefinition {
    /// The name that stands in files.
    pub label: Label,
    /// The key that sets it, in lower case.
    pub key: char,
    /// What it is called on screen.
    pub title: String,
    /// What it covers, in a sentence.
    pub description: String,
    /// The label of the default set whose colour it has; `None` for its own colour, or none.
    pub hue: Option<Label>,
    /// The labels of the default set whose suggestions come in under this one, beside its own.
    pub takes: Vec<Label>,
}

impl LabelDefinition {
    /// A label that is titled by its name, not explained and not coloured.
    pub fn new(label: Label, key: char) -> Self {
        Self {
            title: label.to_string(),
            label,
            key,
            description: String::new(),
            hue: None,
            takes: Vec::new(),
        }
    }
}

/// The labels that a workspace uses, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelSet {
    definitions: Vec<LabelDefinition>,
}

impl Default for LabelSet {
    fn default() -> Self {
        let definitions =
            DEFAULT_DEFINITIONS.map(|(name, key, title, description)| LabelDefinition {
                label: Label::new(name),
                key,
                title: title.to_owned(),
                description: description.to_owned(),
                hue: None,
                takes: Vec::new(),
            });
        Self {
            definitions: definitions.into(),
        }
    }
}

impl LabelSet {
    /// A set of these definitions; of two with one name the first is kept.
    pub fn new(definitions: impl IntoIterator<Item = LabelDefinition>) -> Self {
        let mut set = Self {
            definitions: Vec::new(),
        };
        for definition in definitions {
            if set.get(&definition.label).is_none() {
                set.definitions.push(definition);
            }
        }
        set
    }

    /// The definitions in their order.
    pub fn definitions(&self) -> &[LabelDefinition] {
        &self.definitions
    }

    /// The definition of a label; `None` when the set has none.
    pub fn get(&self, label: &Label) -> Option<&LabelDefinition> {
        self.definitions
            .iter()
            .find(|definition| definition.label == *label)
    }

    /// Under which label a suggestion of the machine's comes in; `None` when the set has no place for it.
    ///
    /// ```
    /// use dateline_annotation::{Label, label::Preset};
    /// let labels = Preset::Conll.labels();
    /// assert_eq!(labels.place(&Label::GROUP), Some(&Label::ORG));
    /// assert_eq!(labels.place(&Label::DATE), None);
    /// ```
    pub fn place(&self, suggested: &Label) -> Option<&Label> {
        let own = self.get(suggested);
        let taking = || {
            self.definitions
                .iter()
                .find(|definition| definition.takes.contains(suggested))
        };
        own.or_else(taking).map(|definition| &definition.label)
    }

    /// The label that `key` sets, in either case.
    pub fn for_key(&self, key: char) -> Option<&Label> {
        let key = key.to_lowercase().next()?;
        self.definitions
            .iter()
            .find(|definition| definition.key == key)
            .map(|definition| &definition.label)
    }
}

/// A label set that is ready to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// The fifteen labels that the machine knows.
    Dateline,
    /// The four of CoNLL-2002 and 2003: PER, ORG, LOC, MISC.
    ///
    /// Tjong Kim Sang and De Meulder, [Introduction to the CoNLL-2003 Shared Task](https://aclanthology.org/W03-0419/).
    Conll,
    /// The eighteen of [OntoNotes 5.0](https://catalog.ldc.upenn.edu/LDC2013T19).
    OntoNotes,
}

/// Name, key, whose colour it has, and what it takes.
type Row = (&'static str, char, Option<Label>, &'static [Label]);

const CONLL: [Row; 4] = [
    ("PER", 'p', None, &[]),
    ("ORG", 'o', None, &[Label::GROUP]),
    ("LOC", 'l', None, &[]),
    (
        "MISC",
        'm',
        Some(Label::EVENT),
        &[Label::NORP, Label::EVENT],
    ),
];

const ONTONOTES: [Row; 18] = [
    ("PERSON", 'p', Some(Label::PER), &[Label::PER]),
    ("NORP", 'n', None, &[]),
    ("FAC", '1', Some(Label::CARDINAL), &[]),
    ("ORG", 'o', None, &[Label::GROUP]),
    ("GPE", 'g', Some(Label::GROUP), &[Label::LOC]),
    ("LOC", 'l', None, &[]),
    ("PRODUCT", 'w', Some(Label::WEAPON), &[Label::WEAPON]),
    ("EVENT", 'e', None, &[]),
    ("WORK_OF_ART", '2', Some(Label::QUANTITY), &[]),
    ("LAW", '3', Some(Label::ORDINAL), &[]),
    ("LANGUAGE", '4', Some(Label::DURATION), &[]),
    ("DATE", 'd', None, &[Label::DURATION]),
    ("TIME", 't', None, &[]),
    ("PERCENT", 'c', None, &[]),
    ("MONEY", 'm', None, &[]),
    ("QUANTITY", 'q', None, &[]),
    ("ORDINAL", 'r', None, &[]),
    ("CARDINAL", 'b', None, &[]),
];

impl Preset {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Dateline, Self::Conll, Self::OntoNotes];

    /// Its labels.
    pub fn labels(self) -> LabelSet {
        match self {
            Self::Dateline => LabelSet::default(),
            Self::Conll => LabelSet::new(CONLL.map(define)),
            Self::OntoNotes => LabelSet::new(ONTONOTES.map(define)),
        }
    }
}

fn define((name, key, hue, takes): Row) -> LabelDefinition {
    let ours = LabelSet::default().get(&Label::new(name)).cloned();
    let definition = ours.unwrap_or_else(|| LabelDefinition::new(Label::new(name), key));
    LabelDefinition {
        key,
        hue,
        takes: takes.to_vec(),
        ..definition
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_default_label_has_a_key_of_its_own() {
        let set = LabelSet::default();
        let keys: BTreeSet<char> = set
            .definitions()
            .iter()
            .map(|definition| definition.key)
            .collect();
        assert_eq!(keys.len(), Label::DEFAULT.len());
        assert_eq!(set.for_key('P'), Some(&Label::PER));
    }

    #[test]
    fn a_name_of_the_default_set_is_its_constant_and_another_stays_itself() {
        assert_eq!(Label::new("ORG"), Label::ORG);
        assert_eq!(Label::new("SHIP").as_str(), "SHIP");
    }
}
