//! The tags and texts of a page, found in one pass that nothing can slow down.
//!
//! Not a full HTML tokenizer, whose rules take quadratic time on hostile pages, but all that is
//! needed to clean a page before a real parser sees it, and to lay its text out when none should.
//! See <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>.

use std::borrow::Cow;

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text with its entities still in it.
    Text(&'a str),
    /// A start tag: its name as it stands there, and what lies between the name and the `>`.
    Open { name: &'a str, attributes: &'a str },
    /// An end tag.
    Close(&'a str),
    /// The content of an element in which no tag counts: script, style, title and the like.
    Raw { name: &'a str, content: &'a str },
}

/// Elements in which no tag counts.
const RAW: [&str; 8] = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes",
];

/// The tokens of `html`; comments and declarations are passed over.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens {
        html,
        rest: html,
        raw: None,
    }
}

/// See [`tokens`].
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    html: &'a str,
    rest: &'a str,
    raw: Option<&'a str>,
}

impl<'a> Tokens<'a> {
    /// What comes after the token that was returned last.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Goes on where `rest`, a later part of the page, begins.
    pub(super) fn skip_to(&mut self, rest: &'a str) {
        debug_assert!(self.html.ends_with(rest));
        self.rest = rest;
        self.raw = None;
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (token, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        token
    }

    fn raw_content(&mut self, name: &'a str) -> Token<'a> {
        let end = find_close(self.rest, name).unwrap_or(self.rest.len());
        Token::Raw {
            name,
            content: self.take(end),
        }
    }

    /// Passes over a comment or declaration.
    fn skip_declaration(&mut self) {
        let (end, length) = if self.rest.starts_with("<!--") {
            ("-->", 3)
        } else {
            (">", 1)
        };
        // The shortest comment is <!-->: its end may lie within its start.
        let from = 2.min(self.rest.len());
        let end = self.rest[from..]
            .find(end)
            .map_or(self.rest.len(), |at| from + at + length);
        self.take(end);
    }

    fn open(&mut self) -> Token<'a> {
        let tag = self.take(tag_end(self.rest));
        let inner = tag[1..].strip_suffix('>').unwrap_or(&tag[1..]);
        let (name, attributes) = inner.split_at(name_end(inner));
        if RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            self.raw = Some(name);
        }
        Token::Open { name, attributes }
    }

    fn close(&mut self) -> Token<'a> {
        let end = self.rest.find('>').map_or(self.rest.len(), |at| at + 1);
        let inner = &self.take(end)[2..];
        Token::Close(&inner[..name_end(inner)])
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_content(name));
        }
        loop {
            let mut next = self.rest.bytes().skip(1);
            match (self.rest.bytes().next()?, next.next(), next.next()) {
                (b'<', Some(b'!' | b'?'), _) => self.skip_declaration(),
                (b'<', Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => {
                    return Some(self.close());
                }
                (b'<', Some(letter), _) if letter.is_ascii_alphabetic() => {
                    return Some(self.open());
                }
                (first, _, _) => {
                    let skipped = usize::from(first == b'<');
                    let end = self.rest[skipped..]
                        .find('<')
                        .map_or(self.rest.len(), |at| at + skipped);
                    return Some(Token::Text(self.take(end)));
                }
            }
        }
    }
}

/// Where the end tag of `name` starts in `html`.
pub(super) fn find_close(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| {
        html.as_bytes()
            .get(at + 2..at + 2 + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// The length of a tag that `html` starts with, quoted `>` not counted as its end.
fn tag_end(html: &str) -> usize {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            (None, b'=') => after_equals = true,
            (None, _) if byte.is_ascii_whitespace() => {}
            (None, _) => after_equals = false,
        }
        if quote.is_some() {
            after_equals = false;
        }
    }
    html.len()
}

fn name_end(tag: &str) -> usize {
    tag.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
        .unwrap_or(tag.len())
}

/// Names and values of the attributes of a tag; a value has its entities still in it.
pub(super) fn attributes(inner: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = inner;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || "=/".contains(*c));
        let (name, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        if name.is_empty() {
            return None;
        }
        let trimmed = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(given) = trimmed.strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let given = given.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let (value, after) = match given.chars().next() {
            Some(quote @ ('"' | '\'')) => given[1..].split_once(quote).unwrap_or((&given[1..], "")),
            _ => given.split_at(
                given
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(given.len()),
            ),
        };
        rest = after;
        Some((name, value))
    })
}

/// The value of one attribute, its entities decoded.
pub(super) fn attribute(inner: &str, wanted: &str) -> Option<String> {
    attributes(inner)
        .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
        .map(|(_, value)| unescape(value).into_owned())
}

/// The longest character reference that is looked for, in bytes; the longest name has 33.
const MAX_REFERENCE: usize = 40;

/// `text` with its character references replaced by the characters they stand for.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else {
        return text.into();
    };
    let (plain, mut rest) = text.split_at(first);
    let mut out = plain.to_owned();
    while !rest.is_empty() {
        // Looking no further than a reference can reach keeps a page of ampersands linear.
        let end = rest
            .bytes()
            .take(MAX_REFERENCE)
            .position(|byte| byte == b';')
            .map_or(1, |at| at + 1);
        let (reference, after) = rest.split_at(end);
        let (plain, next) = after.split_at(after.find('&').unwrap_or(after.len()));
        match reference {
            "&" => out.push('&'),
            _ => out.push_str(&html_escape::decode_html_entities(reference)),
        }
        out.push_str(plain);
        rest = next;
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_texts_and_raw_content_come_apart() {
        let html = "<!doctype html><!-- <p> --><P class='a>b' id=x>1 < 2</p ><script>if (a</b) '<p>'</SCRIPT>";
        let found: Vec<_> = tokens(html).collect();
        assert_eq!(
            found,
            [
                Token::Open {
                    name: "P",
                    attributes: " class='a>b' id=x"
                },
                Token::Text("1 "),
                Token::Text("< 2"),
                Token::Close("p"),
                Token::Open {
                    name: "script",
                    attributes: ""
                },
                Token::Raw {
                    name: "script",
                    content: "if (a</b) '<p>'"
                },
                Token::Close("SCRIPT"),
            ]
        );
    }

    #[test]
    fn attributes_come_apart_however_they_are_written() {
        let found: Vec<_> = attributes(r#" a=1 b = "x y" c='&amp;' d/ e=/f/ ="g" h"#).collect();
        let expected = [
            ("a", "1"),
            ("b", "x y"),
            ("c", "&amp;"),
            ("d", ""),
            ("e", "/f/"),
            ("=\"g\"", ""),
            ("h", ""),
        ];
        assert_eq!(found, expected);
        assert_eq!(attribute(" C='&amp;'", "c").as_deref(), Some("&"));
    }

    #[test]
    fn references_become_characters_wherever_they_stand() {
        let cases = [
            ("", ""),
            ("é&amp;&eacute;;&&#233;&", "é&é;&é&"),
            ("AT&T; Q&A&nbsp;x", "AT&T; Q&A\u{a0}x"),
            ("a & b; c &CounterClockwiseContourIntegral;", "a & b; c ∳"),
            (
                "&ééééééééééééééééééééééé;&lt;",
                "&ééééééééééééééééééééééé;<",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(unescape(text), expected);
        }
    }

    #[test]
    fn broken_ends_end_the_page() {
        for html in [
            "<",
            "</",
            "<!",
            "<!-",
            "<!--",
            "<!-->",
            "<p",
            "<p a='",
            "</p",
            "<script>",
            "<script></scrip",
        ] {
            for _ in tokens(html) {}
        }
    }
}
