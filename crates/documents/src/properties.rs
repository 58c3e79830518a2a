//! What office documents and books say about themselves: the Dublin Core, <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>.

use dateline_annotation::Language;

use crate::OpenError;
use crate::draft::{Draft, day};
use crate::xml::{Node, walk};

/// Reads title, author, language, publisher and, of a book, the day it was published.
///
/// When an office document was created says nothing of when its text was published, so that is not taken.
pub(crate) fn read(kind: &'static str, xml: &[u8], draft: &mut Draft) -> Result<(), OpenError> {
    let mut open = String::new();
    let mut value = String::new();
    let mut authors: Vec<String> = Vec::new();
    walk(kind, xml, |node| {
        match node {
            Node::Open(element) => {
                element.name.clone_into(&mut open);
                value.clear();
            }
            Node::Text(text) if value.len() < 10_000 => value.push_str(&text),
            Node::Close(name) if name == open && !value.trim().is_empty() => {
                let value = std::mem::take(&mut value);
                match name {
                    "title" if draft.title.is_none() => draft.title = Some(value),
                    "creator" | "initial-creator" if !authors.contains(&value) => {
                        authors.push(value);
                    }
                    "language" if draft.language.is_none() => {
                        draft.language = Language::from_code(value.trim());
                    }
                    "publisher" if draft.source.is_none() => draft.source = Some(value),
                    "date" if draft.published.is_none() => draft.published = day(&value),
                    _ => {}
                }
            }
            Node::Text(_) | Node::Close(_) => {}
        }
        Ok(())
    })?;
    if !authors.is_empty() {
        draft.author = Some(authors.join(", "));
    }
    Ok(())
}

/// The first language that a file of styles names, in this element and attribute.
pub(crate) fn default_language(
    kind: &'static str,
    styles: &[u8],
    [element, attribute]: [&str; 2],
) -> Result<Option<Language>, OpenError> {
    let mut language = None;
    walk(kind, styles, |node| {
        if let Node::Open(open) = node
            && open.name == element
            && language.is_none()
        {
            language = open
                .attribute(attribute)
                .and_then(|code| Language::from_code(&code));
        }
        Ok(())
    })?;
    Ok(language)
}
