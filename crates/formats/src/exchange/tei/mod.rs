//! TEI P5, an XML an article: names, dates and numbers as elements in the text.
//!
//! | label | element | value |
//! |---|---|---|
//! | PER, ORG, LOC | `persName`, `orgName`, `placeName` | |
//! | GROUP | `orgName` | |
//! | DATE, TIME | `date`, `time` | `when-iso` |
//! | DURATION | `date` | `dur-iso` |
//! | CARDINAL, ORDINAL, PERCENT | `num` | `value`, or `atLeast` and `atMost` |
//! | MONEY, QUANTITY | `measure` | `quantity` and `unit` |
//! | any other | `name` | |
//!
//! `type` has the label where the element alone does not tell it, `cert` the confidence, `key` (in numbers `n`)
//! what is mentioned. The text stands in one `ab` with its spaces and line ends as they are;
//! there are no offsets. Reading takes any TEI: white space is one space, a paragraph a line, unless
//! `xml:space` says otherwise; notes and running heads are left out of the text.
//! Traps: elements can't overlap; types have letters, digits and signs only; XML has no control characters.
//! See <https://tei-c.org/release/doc/tei-p5-doc/en/html/ND.html> and <https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.datable.iso.html>.

mod element;
mod read;
mod write;

use std::borrow::Cow;

use super::adapter::{Adapter, Files, Holds, Reader};

pub(super) const ADAPTER: Adapter = Adapter {
    name: "tei",
    title: "TEI (XML)",
    about: "For editions and corpora in TEI: names, dates and numbers in the text, a file for each article.",
    extension: "xml",
    files: Files::Each,
    items: false,
    binary: false,
    holds: HOLDS,
    write: write::write,
    read: Some(Reader::Drafts(read::read)),
    recognises: |clue| {
        ["<TEI", "<teiCorpus"]
            .iter()
            .any(|tag| clue.text.contains(tag))
            && clue.text.trim_start().starts_with('<')
    },
};

const HOLDS: Holds = Holds {
    overlaps: false,
    confidences: true,
    entities: true,
    value: |annotation| annotation.value.is_none() || element::value(annotation).is_some(),
    details: true,
    controls: false,
    label: type_name,
    ..Holds::SPANS
};

/// The name of a label as a `type` can be.
fn type_name(name: &str) -> Cow<'_, str> {
    let odd = |c: char| !c.is_alphanumeric() && !(c.is_ascii_graphic());
    if name.is_empty() {
        Cow::Borrowed("_")
    } else if name.contains(odd) {
        Cow::Owned(name.replace(odd, "_"))
    } else {
        Cow::Borrowed(name)
    }
}
