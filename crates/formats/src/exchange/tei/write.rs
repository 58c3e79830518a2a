//! From an article to a TEI document.

use dateline_annotation::{Article, Language};

use super::super::adapter::{Part, Set};
use super::super::extras::{STATES, Spot, probability, spots};
use super::super::place::Unit;
use super::super::xml;
use super::{HOLDS, element, type_name};

pub(super) fn write(set: &Set) -> Vec<Part> {
    let files = set.named();
    files
        .map(|(name, article)| Part::new(format!("{name}.xml"), document(article)))
        .collect()
}

fn document(article: &Article) -> String {
    let mut out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n"
            .to_owned();
    header(&mut out, article);
    out.push_str("  <text");
    if let Some(language) = article.details.language {
        xml::attribute(&mut out, "xml:lang", language.code());
    }
    out.push_str(">\n    <body>\n      <ab xml:space=\"preserve\">");
    let mut end = 0;
    for spot in spots(&HOLDS, article, Unit::Byte) {
        xml::text(&mut out, &article.text[end..spot.start as usize]);
        mark(&mut out, &spot);
        end = spot.end as usize;
    }
    xml::text(&mut out, &article.text[end..]);
    out.push_str("</ab>\n    </body>\n  </text>\n</TEI>\n");
    out
}

fn header(out: &mut String, article: &Article) {
    let details = &article.details;
    out.push_str("  <teiHeader>\n    <fileDesc>\n      <titleStmt>\n");
    field(out, 8, "title", &[], &details.title);
    if !details.author.is_empty() {
        field(out, 8, "author", &[], &details.author);
    }
    out.push_str("      </titleStmt>\n      <publicationStmt>\n        <p>Marked with Dateline.</p>\n      </publicationStmt>\n      <sourceDesc>\n        <bibl>\n");
    if !details.source.is_empty() {
        field(out, 10, "publisher", &[], &details.source);
    }
    if let Some(day) = details.published {
        let day = day.to_string();
        field(out, 10, "date", &[("when", &day)], &day);
    }
    if let Some(file) = &details.provenance {
        for (kind, text) in [
            ("file", &file.file),
            ("path", &file.path),
            ("sha256", &file.sha256),
        ] {
            field(out, 10, "idno", &[("type", kind)], text);
        }
    }
    out.push_str("        </bibl>\n      </sourceDesc>\n    </fileDesc>\n");
    if let Some(language) = details.language {
        out.push_str("    <profileDesc>\n      <langUsage>\n");
        field(
            out,
            8,
            "language",
            &[("ident", language.code())],
            Language::name(language),
        );
        out.push_str("      </langUsage>\n    </profileDesc>\n");
    }
    if let Some((_, state)) = STATES.iter().find(|(state, _)| *state == details.state) {
        out.push_str("    <revisionDesc");
        xml::attribute(out, "status", state);
        out.push_str(">\n      <change/>\n    </revisionDesc>\n");
    }
    out.push_str("  </teiHeader>\n");
}

/// An element on a line of its own; it says so where white space in it counts.
fn field(out: &mut String, indent: usize, name: &str, attributes: &[(&str, &str)], text: &str) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.extend(["<", name]);
    for (name, value) in attributes {
        xml::attribute(out, name, value);
    }
    if text.split_whitespace().collect::<Vec<_>>().join(" ") != text {
        xml::attribute(out, "xml:space", "preserve");
    }
    out.push('>');
    xml::text(out, text);
    out.extend(["</", name, ">\n"]);
}

fn mark(out: &mut String, spot: &Spot) {
    let annotation = spot.annotation;
    let label = type_name(annotation.label.as_str());
    let name = element::of_label(&label);
    out.extend(["<", name]);
    if element::usual(name) != label {
        xml::attribute(out, "type", &label);
    }
    if let Some(entity) = &annotation.entity {
        xml::attribute(out, element::key(name), entity);
    }
    for (name, value) in element::value(annotation).unwrap_or_default() {
        xml::attribute(out, name, &value);
    }
    if let Some(confidence) = annotation.confidence {
        xml::attribute(out, "cert", &probability(confidence).to_string());
    }
    out.push('>');
    xml::text(out, spot.text);
    out.extend(["</", name, ">"]);
}
