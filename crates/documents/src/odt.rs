//! `OpenDocument` texts (.odt). See <https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/OpenDocument-v1.3-os-part3-schema.html>.
//!
//! What was deleted while changes were tracked, notes, comments and contents are no part of the text.

use crate::archive::Archive;
use crate::draft::Draft;
use crate::flow::{Flow, Gap};
use crate::xml::{Element, Node, walk};
use crate::{Document, OpenError, properties};

const KIND: &str = "OpenDocument text";

/// Elements whose text is not that of the document.
const HIDDEN: [&str; 8] = [
    "tracked-changes",
    "note",
    "annotation",
    "sequence-decls",
    "forms",
    "index-title-template",
    "desc",
    "tracked-change",
];
/// How many spaces stand for one element at most.
const MAX_SPACES: usize = 1000;

/// The text of an `OpenDocument` text.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Document, OpenError> {
    let mut archive = Archive::open(KIND, bytes)?;
    let body = archive.need("content.xml")?;
    let mut page = Page::default();
    walk(KIND, &body, |node| page.take(node))?;
    let mut draft = Draft {
        text: page.flow.finish(),
        ..Draft::default()
    };
    if let Some(meta) = archive.read("meta.xml")? {
        properties::read(KIND, &meta, &mut draft)?;
        // Here `date` is when the file was last changed.
        draft.published = None;
    }
    if draft.language.is_none()
        && let Some(styles) = archive.read("styles.xml")?
    {
        draft.language =
            properties::default_language(KIND, &styles, ["text-properties", "language"])?;
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
    /// How many paragraphs are open, outside which there is only white space of the file.
    paragraphs: usize,
    /// How many items of lists are open.
    items: usize,
    /// How many cells are open, one in the other.
    cells: usize,
    /// Whether the last character was a space, after which more do not count.
    spaced: bool,
    notes: usize,
}

impl Page {
    fn take(&mut self, node: Node) -> Result<(), OpenError> {
        match node {
            Node::Open(element) if HIDDEN.contains(&element.name) => {
                self.notes += usize::from(self.hidden == 0 && element.name == "note");
                self.hidden += 1;
            }
            Node::Close(name) if HIDDEN.contains(&name) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            _ if self.hidden > 0 => {}
            Node::Open(element) => self.open(&element),
            Node::Close(name) => self.close(name),
            Node::Text(text) if self.paragraphs > 0 => self.push(&text),
            Node::Text(_) => {}
        }
        if self.flow.is_full() {
            return Err(OpenError::too_long());
        }
        Ok(())
    }

    /// White space in a row counts as one space.
    fn push(&mut self, text: &str) {
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !(space && self.spaced) {
                plain.push(if space { ' ' } else { c });
            }
            self.spaced = space;
        }
        self.flow.push(&plain);
    }

    fn open(&mut self, element: &Element) {
        match element.name {
            "p" | "h" => {
                // A text box stands within the paragraph that it is tied to.
                if self.paragraphs > 0 {
                    self.flow.end(Gap::Paragraph);
                }
                self.paragraphs += 1;
                self.spaced = true;
            }
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok());
                self.flow
                    .push(&" ".repeat(count.unwrap_or(1).min(MAX_SPACES)));
                self.spaced = false;
            }
            "tab" => self.flow.push("\t"),
            "line-break" => self.flow.push("\n"),
            "list-item" => self.items += 1,
            "table-cell" => self.cells += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                let lines = self.items + self.cells > 0;
                self.flow
                    .end(if lines { Gap::Line } else { Gap::Paragraph });
            }
            "list-item" => self.items = self.items.saturating_sub(1),
            "table-cell" => {
                self.cells = self.cells.saturating_sub(1);
                self.flow.cell();
            }
            "table-row" => self.flow.end(Gap::Line),
            "list" if self.items == 0 => self.flow.end(Gap::Paragraph),
            "table" => self.flow.end(Gap::Paragraph),
            _ => {}
        }
    }
}
