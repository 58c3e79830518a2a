//! XML as the formats here need it: text that may stand in it, and its tags one after the other.
//!
//! Entities that a document defines itself are not expanded, so none can grow without end.

use std::borrow::Cow;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Whether XML 1.0 has no place for a character, not even escaped.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The text with a character of the same length in UTF-16 for each that XML forbids: a space for
/// white space, else U+FFFD.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    if !text.contains(is_forbidden) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|c| match c {
        c if !is_forbidden(c) => c,
        c if c.is_whitespace() => ' ',
        _ => '\u{fffd}',
    });
    Cow::Owned(replaced.collect())
}

/// Text as it stands between tags; carriage returns are escaped, or they would be read as line feeds.
pub(super) fn text(out: &mut String, text: &str) {
    for c in allowed(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}

/// An attribute with a space before it; line ends and tabs are escaped, or they would be read as spaces.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    out.extend([" ", name, "=\""]);
    for c in allowed(value).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// A tag with its attributes, names without their prefixes.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; that of `xml:id` and `xmi:id` is called `id`.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| &**value)
    }

    /// A whole number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }
}

/// What comes next in a document.
pub(super) enum Item {
    Open(Tag),
    /// The end of the innermost open element; also of one without content.
    Close,
    Text(String),
}

/// How deep elements may stand in each other.
const MAX_DEPTH: usize = 1000;

/// Calls `each` for every tag and text in turn, as long as it goes.
///
/// # Errors
/// Where the document is no XML: what is wrong, and in which line.
pub(super) fn for_each(document: &str, mut each: impl FnMut(Item)) -> Result<(), (usize, String)> {
    let mut reader = Reader::from_str(document);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        let place = reader.buffer_position() as usize;
        let line = || {
            document
                .as_bytes()
                .iter()
                .take(place)
                .filter(|byte| **byte == b'\n')
                .count()
                + 1
        };
        match event.map_err(|error| (line(), format!("This is not XML: {error}.")))? {
            Event::Start(_) if depth == MAX_DEPTH => {
                return Err((
                    line(),
                    format!("Elements are nested deeper than {MAX_DEPTH}."),
                ));
            }
            Event::Start(start) => {
                depth += 1;
                each(Item::Open(tag(&start)));
            }
            Event::Empty(start) => {
                each(Item::Open(tag(&start)));
                each(Item::Close);
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                each(Item::Close);
            }
            Event::Text(text) => each(Item::Text(text.xml10_content().into_owned())),
            Event::CData(text) => each(Item::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(name) => each(Item::Text(referred(&name.xml10_content()))),
            Event::Eof if depth > 0 => return Err((line(), "The XML breaks off.".to_owned())),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// What a reference stands for; itself when it is none of XML's own.
fn referred(name: &str) -> String {
    let code = name.strip_prefix('#').and_then(|digits| {
        let hexadecimal = digits.strip_prefix(['x', 'X']);
        let code = hexadecimal.map_or_else(|| digits.parse(), |hex| u32::from_str_radix(hex, 16));
        char::from_u32(code.ok()?)
    });
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => code.map_or_else(|| format!("&{name};"), String::from),
    }
}

fn tag(start: &BytesStart) -> Tag {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten();
    Tag {
        name: local(&String::from(start.name().as_ref())).to_owned(),
        attributes: attributes.map(|attribute| pair(&attribute)).collect(),
    }
}

fn pair(attribute: &Attribute) -> (String, String) {
    let name = String::from(attribute.key.as_ref());
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    let value = value.unwrap_or_else(|_| attribute.value.clone());
    (local(&name).to_owned(), value.into_owned())
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_come_back() {
        let odd = "a<b> & \"c\" 'd' ]]> \t\r\n\r 😀";
        let mut document = "<x".to_owned();
        attribute(&mut document, "y:z", odd);
        document.push('>');
        text(&mut document, odd);
        document.push_str("</x>");
        let (mut seen, mut value) = (String::new(), String::new());
        for_each(&document, |item| match item {
            Item::Open(tag) => tag.get("z").unwrap().clone_into(&mut value),
            Item::Text(text) => seen.push_str(&text),
            Item::Close => {}
        })
        .unwrap();
        assert_eq!((seen.as_str(), value.as_str()), (odd, odd));
    }

    #[test]
    fn what_xml_forbids_is_replaced_one_for_one() {
        assert_eq!(allowed("a\u{b}b\u{1}c\u{ffff}"), "a b\u{fffd}c\u{fffd}");
    }

    #[test]
    fn what_breaks_off_or_is_no_xml_is_told_with_its_line() {
        assert_eq!(for_each("<a>\n<b>", |_| ()).unwrap_err().0, 2);
        assert!(for_each("<a></b>", |_| ()).is_err());
        let own = "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;&#65;</a>";
        let mut seen = String::new();
        let take = |item| {
            if let Item::Text(text) = item {
                seen.push_str(&text);
            }
        };
        for_each(own, take).unwrap();
        assert_eq!(seen, "&x;A");
    }
}
