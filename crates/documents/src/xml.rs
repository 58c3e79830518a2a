//! XML, one piece after the other, whatever else it holds.
//!
//! Entities that a document defines for itself are never expanded, so none can grow; depth costs no stack.

use std::borrow::Cow;

use dateline_formats::text;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::OpenError;

/// A piece of a document. Names are without their prefix.
pub(crate) enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The element of this name ends; one without content ends as soon as it began.
    Close(&'a str),
    /// Text, its entities replaced.
    Text(Cow<'a, str>),
}

/// An element's name and attributes.
pub(crate) struct Element<'a> {
    /// The name without prefix.
    pub(crate) name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        let found = attributes
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name)?;
        let value: &str = &found.value;
        Some(quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned))
    }
}

/// Goes through a document. What is damaged ends it there.
///
/// # Errors
/// Those of `take`, and [`OpenError::Damaged`] when it isn't XML from its start.
pub(crate) fn walk(
    kind: &'static str,
    bytes: &[u8],
    mut take: impl FnMut(Node) -> Result<(), OpenError>,
) -> Result<(), OpenError> {
    let text = text::decode(bytes).map_err(|_| OpenError::damaged(kind, "a part is no text"))?;
    let mut reader = Reader::from_str(&text.text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut read = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                take(Node::Open(element(&start)))?;
                read = true;
            }
            Ok(Event::Empty(start)) => {
                take(Node::Open(element(&start)))?;
                take(Node::Close(element(&start).name))?;
                read = true;
            }
            Ok(Event::End(end)) => take(Node::Close(end.local_name().as_ref()))?,
            Ok(Event::Text(text)) => take(Node::Text(text.xml10_content()))?,
            Ok(Event::CData(text)) => take(Node::Text(text.xml10_content()))?,
            Ok(Event::GeneralRef(reference)) => {
                let character = reference.resolve_char_ref().ok().flatten();
                let named =
                    || quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
                let text = match character {
                    Some(c) => Cow::Owned(c.to_string()),
                    None => named().map_or(Cow::Borrowed(""), |text| Cow::Owned(text.to_owned())),
                };
                take(Node::Text(text))?;
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) if read => return Ok(()),
            Err(error) => return Err(OpenError::damaged(kind, &error.to_string())),
        }
    }
}

fn element<'a>(start: &'a BytesStart<'a>) -> Element<'a> {
    Element {
        name: local(start),
        start,
    }
}

fn local<'a>(start: &'a BytesStart<'a>) -> &'a str {
    start.local_name().into_inner()
}
