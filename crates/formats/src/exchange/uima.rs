//! What both files of a UIMA CAS share: the type that a mark has, and which marks say something.

use super::draft::Mark;

/// The type of our marks, `DKPro` Core's: its `value` is the label, its `identifier` the entity.
pub(super) const ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";

/// Types that mark the layout of a text and nothing in it.
const LAYOUT: [&str; 10] = [
    "Token",
    "Sentence",
    "Paragraph",
    "DocumentMetaData",
    "DocumentAnnotation",
    "Lemma",
    "Stem",
    "POS",
    "Heading",
    "TagsetDescription",
];

/// Whether annotations of a type mark layout only; `name` is without its package.
pub(super) fn is_layout(name: &str) -> bool {
    LAYOUT.contains(&name)
}

/// The mark of a feature structure, its type without package, given what its features are.
///
/// Its label is its `value`, its `label` or, where it has neither, the name of its type.
pub(super) fn mark<'a>(
    name: &'a str,
    place: (u32, u32),
    feature: impl Fn(&str) -> Option<&'a str>,
) -> Option<Mark> {
    let (start, end) = place;
    let label = feature("value").or_else(|| feature("label"));
    (start < end && !is_layout(name)).then(|| Mark {
        start,
        end,
        label: label.unwrap_or(name).to_owned(),
        entity: feature("identifier").map(str::to_owned),
        ..Mark::default()
    })
}
