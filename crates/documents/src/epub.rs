//! Books (.epub): pages in a zip, in the order that the package states. See <https://www.w3.org/TR/epub-33/>.

use std::collections::BTreeMap;

use dateline_formats::text;

use crate::archive::Archive;
use crate::draft::Draft;
use crate::flow::{Flow, Gap};
use crate::xml::{Node, walk};
use crate::{Document, OpenError, html, properties};

const KIND: &str = "e-book";

/// All pages of a book as one text.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Document, OpenError> {
    let mut archive = Archive::open(KIND, bytes)?;
    let package_path = package_path(&archive.need("META-INF/container.xml")?)?;
    let package = archive.need(&package_path)?;
    let mut draft = Draft::default();
    properties::read(KIND, &package, &mut draft)?;
    let mut flow = Flow::default();
    let mut missing = 0;
    for page in pages(&package)? {
        match archive.read(&beside(&package_path, &page))? {
            Some(bytes) => {
                if let Ok(page) = text::decode(&bytes) {
                    flow.push(&html::text(&page.text));
                    flow.end(Gap::Paragraph);
                }
            }
            None => missing += 1,
        }
        if flow.is_full() {
            return Err(OpenError::too_long());
        }
    }
    draft.text = flow.finish();
    if missing > 0 {
        draft
            .notices
            .push(format!("{missing} of its pages are missing in the file."));
    }
    draft.document(KIND, name)
}

/// Where the package lies that says what the pages are.
fn package_path(container: &[u8]) -> Result<String, OpenError> {
    let mut path = None;
    walk(KIND, container, |node| {
        if let Node::Open(element) = node
            && element.name == "rootfile"
            && path.is_none()
        {
            path = element.attribute("full-path");
        }
        Ok(())
    })?;
    path.ok_or_else(|| OpenError::damaged(KIND, "it does not say where its pages are"))
}

/// The addresses of the pages in their order, without the table of contents.
fn pages(package: &[u8]) -> Result<Vec<String>, OpenError> {
    let mut items = BTreeMap::new();
    let mut order = Vec::new();
    walk(KIND, package, |node| {
        let Node::Open(element) = node else {
            return Ok(());
        };
        match element.name {
            "item" => {
                let contents = element
                    .attribute("properties")
                    .is_some_and(|p| p.contains("nav"));
                if let (Some(id), Some(address), false) =
                    (element.attribute("id"), element.attribute("href"), contents)
                {
                    items.insert(id, address);
                }
            }
            "itemref" => order.extend(element.attribute("idref")),
            _ => {}
        }
        Ok(())
    })?;
    order.dedup();
    Ok(order
        .into_iter()
        .filter_map(|id| items.remove(&id))
        .collect())
}

/// An address as seen from the file at `path`, as a path in the archive.
fn beside(path: &str, address: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let address = address.split(['#', '?']).next().unwrap_or_default();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    unescape(&parts.join("/"))
}

/// Percent-encoded bytes as what they stand for.
fn unescape(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_seen_from_the_package() {
        assert_eq!(
            beside("OEBPS/content.opf", "sections/a%20b.xhtml#x"),
            "OEBPS/sections/a b.xhtml"
        );
        assert_eq!(beside("content.opf", "../a.xhtml"), "a.xhtml");
        assert_eq!(beside("a/b/c.opf", "../d%.xhtml"), "a/d%.xhtml");
    }
}
