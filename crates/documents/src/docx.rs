//! Word documents (.docx): Office Open XML, ECMA-376. See <https://ecma-international.org/publications-and-standards/standards/ecma-376/>.
//!
//! What was deleted while changes were tracked, notes, comments, headers and footers are no part of the text.

use crate::archive::Archive;
use crate::draft::Draft;
use crate::flow::{Flow, Gap};
use crate::xml::{Element, Node, walk};
use crate::{Document, OpenError, properties};

const KIND: &str = "Word document";

/// Elements whose text is not that of the document.
const HIDDEN: [&str; 6] = [
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "sectPr",
];

/// The text of a Word document.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Document, OpenError> {
    let mut archive = Archive::open(KIND, bytes)?;
    let body = archive.need("word/document.xml")?;
    let mut page = Page::default();
    walk(KIND, &body, |node| page.take(node))?;
    let mut draft = Draft {
        text: page.flow.finish(),
        ..Draft::default()
    };
    if let Some(core) = archive.read("docProps/core.xml")? {
        properties::read(KIND, &core, &mut draft)?;
    }
    if draft.language.is_none()
        && let Some(styles) = archive.read("word/styles.xml")?
    {
        draft.language = properties::default_language(KIND, &styles, ["lang", "val"])?;
    }
    if page.notes > 0 {
        let notes = page.notes;
        draft
            .notices
            .push(format!("Its notes ({notes}) were left out."));
    }
    draft.document(KIND, name)
}

#[derive(Default)]
struct Page {
    flow: Flow,
    /// How many hidden elements are open, one in the other.
    hidden: usize,
    /// Whether text of a run is open, outside which there is only white space of the file.
    in_text: bool,
    /// Whether the paragraph is an item of a list.
    in_list: bool,
    /// How many cells are open, one in the other.
    cells: usize,
    /// How many notes there are.
    notes: usize,
}

impl Page {
    fn take(&mut self, node: Node) -> Result<(), OpenError> {
        match node {
            Node::Open(element) if HIDDEN.contains(&element.name) => self.hidden += 1,
            Node::Close(name) if HIDDEN.contains(&name) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            _ if self.hidden > 0 => {}
            Node::Open(element) => self.open(&element),
            Node::Close(name) => self.close(name),
            Node::Text(text) if self.in_text => self.flow.push(&text),
            Node::Text(_) => {}
        }
        if self.flow.is_full() {
            return Err(OpenError::too_long());
        }
        Ok(())
    }

    fn open(&mut self, element: &Element) {
        match element.name {
            "t" => self.in_text = true,
            "tab" | "ptab" => self.flow.push("\t"),
            "br" | "cr" => self.flow.push("\n"),
            "noBreakHyphen" => self.flow.push("\u{2011}"),
            "numPr" => self.in_list = true,
            "tc" => self.cells += 1,
            "footnoteReference" | "endnoteReference" => self.notes += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => {
                let lines = self.in_list || self.cells > 0;
                self.in_list = false;
                self.flow
                    .end(if lines { Gap::Line } else { Gap::Paragraph });
            }
            "tc" => {
                self.cells = self.cells.saturating_sub(1);
                self.flow.cell();
            }
            "tr" => self.flow.end(Gap::Line),
            "tbl" => self.flow.end(Gap::Paragraph),
            _ => {}
        }
    }
}
