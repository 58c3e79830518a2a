//! UIMA CAS as XMI, an article a file, beside them the type system: what all of UIMA reads.
//!
//! Offsets count UTF-16 units. Marks are `NamedEntity` of `DKPro` Core, their label its `value`,
//! what they mention its `identifier`. Control characters, which XML forbids, become U+FFFD or a space.
//! Reading takes what the JSON form takes; a `TypeSystem.xml` that comes with it is passed over.
//! Traps: line ends in an attribute must be escaped, or XML makes spaces of them, and so they are here.
//! See <https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html> and <https://uima.apache.org/d/uimaj-current/ref.html#ugr.ref.xmi>.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dateline_annotation::{Article, Language};

use super::adapter::{Adapter, Files, Holds, Part, Reader, Set, Source};
use super::draft::Draft;
use super::extras::{details, spots};
use super::place::Unit;
use super::report::Report;
use super::uima;
use super::xml::{self, Item, Tag};

pub(super) const ADAPTER: Adapter = Adapter {
    name: "uima-xmi",
    title: "UIMA CAS (XMI)",
    about: "For INCEpTION, WebAnno and other UIMA tools, with its type system.",
    extension: "xmi",
    files: Files::Each,
    items: false,
    binary: false,
    holds: HOLDS,
    write,
    read: Some(Reader::Drafts(read)),
    recognises: |clue| {
        clue.text.contains("<xmi:XMI") || clue.text.contains("<typeSystemDescription")
    },
};

const HOLDS: Holds = Holds {
    entities: true,
    controls: false,
    label: xml::allowed,
    ..Holds::SPANS
};

const TYPES: &str = include_str!("xmi.types.xml");

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" \
    xmlns:cas=\"http:///uima/cas.ecore\" xmlns:tcas=\"http:///uima/tcas.ecore\" \
    xmlns:type=\"http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore\" xmi:version=\"2.0\">\n  <cas:NULL xmi:id=\"0\"/>\n";

fn write(set: &Set) -> Vec<Part> {
    let files = set.named();
    let files = files.map(|(name, article)| Part::new(format!("{name}.xmi"), document(article)));
    let types = Part::new("TypeSystem.xml", TYPES);
    files.chain([types]).collect()
}

fn document(article: &Article) -> String {
    let mut out = HEAD.to_owned();
    let length: usize = article.text.chars().map(char::len_utf16).sum();
    let language = article
        .details
        .language
        .map_or("x-unspecified", Language::code);
    // Writing to a string can't fail.
    writeln!(out, "  <tcas:DocumentAnnotation xmi:id=\"2\" sofa=\"1\" begin=\"0\" end=\"{length}\" language=\"{language}\"/>").ok();
    let mut members = "2".to_owned();
    for (id, spot) in (3..).zip(spots(&HOLDS, article, Unit::Utf16)) {
        write!(
            out,
            "  <type:NamedEntity xmi:id=\"{id}\" sofa=\"1\" begin=\"{}\" end=\"{}\"",
            spot.start, spot.end
        )
        .ok();
        xml::attribute(&mut out, "value", spot.annotation.label.as_str());
        if let Some(entity) = &spot.annotation.entity {
            xml::attribute(&mut out, "identifier", entity);
        }
        out.push_str("/>\n");
        write!(members, " {id}").ok();
    }
    out.push_str(
        "  <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\"",
    );
    xml::attribute(&mut out, "sofaString", &article.text);
    writeln!(
        out,
        "/>\n  <cas:View sofa=\"1\" members=\"{members}\"/>\n</xmi:XMI>"
    )
    .ok();
    out
}

fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut tags = Vec::new();
    let read = xml::for_each(source.text, |item| {
        if let Item::Open(tag) = item {
            tags.push(tag);
        }
    });
    if let Err((line, problem)) = read {
        report.line(line, problem);
        return Vec::new();
    }
    let mut sofas: BTreeMap<&str, Draft> = BTreeMap::new();
    for tag in tags.iter().filter(|tag| tag.name == "Sofa") {
        if let (Some(id), Some(text)) = (tag.get("id"), tag.get("sofaString")) {
            sofas.insert(id, draft(source, text));
        }
    }
    if sofas.is_empty() {
        report.line(source.first_line, "There is no text (sofaString) in it.");
    }
    for tag in &tags {
        if let Some(draft) = tag.get("sofa").and_then(|sofa| sofas.get_mut(sofa)) {
            take(draft, tag);
        }
    }
    sofas.into_values().collect()
}

fn draft(source: &Source, text: &str) -> Draft {
    Draft {
        text: text.to_owned(),
        unit: Unit::Utf16,
        stated: true,
        details: details(None, source.name),
        line: source.first_line,
        ..Draft::default()
    }
}

fn take(draft: &mut Draft, tag: &Tag) {
    let language = tag.get("language").and_then(Language::from_code);
    draft.details.language = draft.details.language.or(language);
    if let (Some(start), Some(end)) = (tag.number("begin"), tag.number("end")) {
        let mark = uima::mark(&tag.name, (start, end), |name| tag.get(name));
        draft.marks.extend(mark);
    }
}
