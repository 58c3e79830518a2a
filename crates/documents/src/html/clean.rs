//! Makes a page harmless for the parser and the readability rules, both of which take quadratic
//! time on what only hostile pages do: nest without end, open and never close, pile up attributes.
//!
//! Each character reference, too, makes the parser copy the text before it, so the text is decoded
//! here, and what is left of `&` and `<` in it is put into the parser's hands as stand-ins.
//!
//! What comes out is well nested, at most [`MAX_DEPTH`] deep, and has only the elements and
//! attributes that the readability rules look at.

use std::fmt::Write;

use super::tokens::{Token, attributes, find_close, tokens, unescape};

/// How deep elements may lie; browsers stop at 512.
const MAX_DEPTH: usize = 100;
/// How many elements a page may have.
const MAX_ELEMENTS: usize = 50_000;
/// How many bytes may be left of it.
const MAX_BYTES: usize = 4 << 20;
/// How many attributes of a tag are looked at, and how long a value may be.
const MAX_ATTRIBUTES: usize = 64;
const MAX_VALUE: usize = 2000;

/// Elements that vanish with all that is in them.
const DROPPED: &[&str] = &[
    "script", "style", "svg", "math", "iframe", "noembed", "noframes", "template", "xmp",
    "textarea", "object", "select", "canvas", "audio", "video",
];
/// Elements without which text reads the same; their content stays.
const BARE: &[&str] = &[
    "b",
    "i",
    "u",
    "em",
    "strong",
    "font",
    "small",
    "big",
    "tt",
    "s",
    "strike",
    "nobr",
    "code",
    "mark",
    "abbr",
    "wbr",
    "noscript",
    "img",
    "source",
    "picture",
    "input",
    "frame",
    "frameset",
    "param",
    "col",
    "colgroup",
    "image",
    "plaintext",
    "embed",
    "basefont",
    "bgsound",
    "track",
    "area",
    "base",
    "link",
    "keygen",
    "option",
    "optgroup",
    "ruby",
    "rb",
    "rt",
    "rp",
    "rtc",
    "html",
    "head",
    "body",
];
/// Elements that have no content.
const VOID: &[&str] = &["br", "hr"];
const ATTRIBUTES: &[&str] = &[
    "class",
    "id",
    "role",
    "style",
    "hidden",
    "aria-hidden",
    "aria-modal",
    "itemprop",
    "rel",
    "href",
    "name",
    "property",
    "content",
    "dir",
    "lang",
    "datetime",
];

/// Noncharacters, which no text may have, in place of `&` and `<`.
const STAND_INS: [(char, char); 2] = [('&', '\u{fdd0}'), ('<', '\u{fdd1}')];

/// Text in which the parser sees nothing but text.
fn push_plain(out: &mut String, text: &str) {
    out.extend(unescape(text).chars().filter(|c| *c != '\0').map(|c| {
        match c {
            '\r' => '\n',
            _ => STAND_INS
                .iter()
                .find(|(plain, _)| *plain == c)
                .map_or(c, |(_, stand_in)| *stand_in),
        }
    }));
}

/// Puts `&` and `<` back in the place of their stand-ins.
pub(super) fn restore(text: &str) -> String {
    let plain = |c| {
        STAND_INS
            .iter()
            .find(|(_, stand_in)| *stand_in == c)
            .map_or(c, |(plain, _)| *plain)
    };
    text.chars().map(plain).collect()
}

/// What an opening element ends by being there, from the innermost outwards.
fn ends(opening: &str) -> &'static [&'static str] {
    match opening {
        "li" => &["p", "a", "li"],
        "dt" | "dd" => &["p", "a", "dt", "dd"],
        "td" | "th" => &["p", "a", "td", "th"],
        "tr" => &["p", "a", "td", "th", "tr"],
        "thead" | "tbody" | "tfoot" => &["p", "a", "td", "th", "tr", "thead", "tbody", "tfoot"],
        "a" => &["a"],
        "p" | "div" | "ul" | "ol" | "dl" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table"
        | "section" | "article" | "blockquote" | "pre" | "form" | "header" | "footer" | "nav"
        | "aside" | "figure" | "address" | "main" | "fieldset" => &["p"],
        _ => &[],
    }
}

/// The page, cleaned; `None` when even then too much of it is left.
pub(super) fn clean(html: &str) -> Option<String> {
    let mut page = Page::default();
    let mut tokens = tokens(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => push_plain(&mut page.out, text),
            Token::Raw { name, content } if name.eq_ignore_ascii_case("title") => {
                page.title(content);
            }
            Token::Raw { .. } => {}
            Token::Open { name, attributes } => {
                let name = name.to_ascii_lowercase();
                if DROPPED.contains(&name.as_str()) {
                    page.drop_element(&mut tokens, &name);
                } else {
                    page.open(name, attributes);
                }
            }
            Token::Close(name) => page.close(&name.to_ascii_lowercase()),
        }
        if page.elements > MAX_ELEMENTS || page.head.len() + page.out.len() > MAX_BYTES {
            return None;
        }
    }
    page.close_to(0);
    Some(format!(
        "<!doctype html><html><head>{}</head><body>{}</body></html>",
        page.head, page.out
    ))
}

#[derive(Default)]
struct Page {
    head: String,
    out: String,
    open: Vec<String>,
    elements: usize,
    /// Names of dropped elements that are known not to end any more, so that the page isn't searched again.
    endless: Vec<String>,
}

impl Page {
    fn open(&mut self, name: String, inner: &str) {
        if BARE.contains(&name.as_str())
            || name == "title"
            || !name.bytes().all(|b| b.is_ascii_alphanumeric())
        {
            return;
        }
        self.elements += 1;
        if name == "meta" {
            return write_tag(&mut self.head, &name, inner);
        }
        if VOID.contains(&name.as_str()) {
            return write_tag(&mut self.out, &name, inner);
        }
        while self
            .open
            .last()
            .is_some_and(|top| ends(&name).contains(&top.as_str()))
        {
            self.close_to(self.open.len() - 1);
        }
        if self.open.len() < MAX_DEPTH {
            write_tag(&mut self.out, &name, inner);
            self.open.push(name);
        } else {
            self.out.push_str("<br>");
        }
    }

    /// Ends the innermost element of this name and all within it.
    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.close_to(at);
        }
    }

    fn close_to(&mut self, depth: usize) {
        for name in self.open.drain(depth..).rev() {
            let _ = write!(self.out, "</{name}>");
        }
    }

    fn title(&mut self, content: &str) {
        self.head.push_str("<title>");
        push_plain(&mut self.head, content.trim());
        self.head.push_str("</title>");
    }

    /// Passes over an element; where it never ends, over its start tag alone.
    fn drop_element(&mut self, tokens: &mut super::tokens::Tokens, name: &str) {
        if self.endless.iter().any(|endless| endless == name) {
            return;
        }
        let rest = tokens.rest();
        match find_close(rest, name) {
            Some(end) => tokens.skip_to(&rest[end..]),
            None => self.endless.push(name.to_owned()),
        }
    }
}

fn write_tag(out: &mut String, name: &str, inner: &str) {
    out.push('<');
    out.push_str(name);
    let mut written: Vec<&str> = Vec::new();
    for (attribute, value) in attributes(inner).take(MAX_ATTRIBUTES) {
        let known = ATTRIBUTES
            .iter()
            .find(|known| known.eq_ignore_ascii_case(attribute));
        let Some(known) =
            known.filter(|known| value.len() <= MAX_VALUE && !written.contains(known))
        else {
            continue;
        };
        written.push(known);
        // Writing to a string can't fail.
        let _ = write!(out, " {known}=\"{}\"", value.replace('"', "&quot;"));
    }
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(html: &str) -> String {
        let page = clean(html).unwrap();
        let body = page
            .strip_prefix("<!doctype html><html><head></head><body>")
            .unwrap();
        body.strip_suffix("</body></html>").unwrap().to_owned()
    }

    #[test]
    fn what_no_reader_sees_goes_and_the_rest_is_well_nested() {
        assert_eq!(
            body(
                "<p onclick=x class=\"a\">Een <b>twee<script>'</p>'</script></b><p>drie<div>vier</section></div>"
            ),
            "<p class=\"a\">Een twee</p><p>drie</p><div>vier</div>"
        );
        assert_eq!(
            body("<ul><li>a<li>b</ul>c<svg><p>x</svg>d<svg>e"),
            "<ul><li>a</li><li>b</li></ul>cde"
        );
        assert_eq!(
            body("<a href='?a=\"'>x<a>y"),
            "<a href=\"?a=&quot;\">x</a><a>y</a>"
        );
    }

    #[test]
    fn nothing_lies_deeper_than_the_limit() {
        let page = body(&"<div>x".repeat(1000));
        assert_eq!(page.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(page.matches("</div>").count(), MAX_DEPTH);
        assert_eq!(page.matches('x').count(), 1000);
        assert_eq!(clean(&"<p>".repeat(MAX_ELEMENTS + 1)), None);
    }
}
