//! From tags to plain text: a blank line between paragraphs, list items and table rows on lines of
//! their own, white space as a browser shows it.

use super::tokens::{Token, tokens, unescape};

/// Elements whose text is no part of what an article says.
const HIDDEN: &[&str] = &[
    "script", "style", "svg", "math", "template", "head", "title", "iframe", "noembed", "noframes",
    "textarea", "select", "object", "canvas", "audio", "video", "noscript",
];
/// Those that hold a page's furniture rather than its article.
const FURNITURE: &[&str] = &["nav", "aside", "footer", "form", "button", "dialog", "menu"];
/// Elements between which a blank line stands.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "section",
    "article",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "header",
    "footer",
    "main",
    "address",
    "hr",
    "body",
    "fieldset",
    "details",
    "summary",
    "caption",
    "nav",
    "aside",
    "form",
];
/// Elements that stand on a line of their own.
const LINES: &[&str] = &["li", "tr", "dt", "dd", "option"];

/// The text of `html` laid out as a reader sees it, without the furniture of a page.
pub(super) fn lay_out(html: &str, furniture: bool) -> String {
    let mut text = Layout::default();
    // The hidden element that we are in, and how many of its name are open.
    let mut hidden: Option<(&str, usize)> = None;
    for token in tokens(html) {
        hidden = match (token, hidden) {
            (Token::Open { name, .. }, Some((outer, depth)))
                if name.eq_ignore_ascii_case(outer) =>
            {
                Some((outer, depth + 1))
            }
            (Token::Close(name), Some((outer, depth))) if name.eq_ignore_ascii_case(outer) => {
                Some((outer, depth - 1)).filter(|(_, depth)| *depth > 0)
            }
            (_, Some(inside)) => Some(inside),
            (Token::Open { name, .. }, None) if is_hidden(name, furniture) => Some((name, 1)),
            (Token::Open { name, attributes }, None) if is_bullet(attributes) => Some((name, 1)),
            (token, None) => {
                text.take(token);
                None
            }
        };
    }
    text.out
}

fn is_hidden(name: &str, furniture: bool) -> bool {
    is_in(HIDDEN, name) || (!furniture && is_in(FURNITURE, name))
}

/// Word writes the bullets of its lists as text.
fn is_bullet(attributes: &str) -> bool {
    attributes.contains("mso-list:Ignore")
}

fn is_in(list: &[&str], name: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[derive(Default)]
struct Layout {
    out: String,
    /// Line ends that come before the next word.
    breaks: usize,
    /// Whether a space comes before the next word.
    space: bool,
    /// Whether a tab does, between two cells of a table.
    tab: bool,
    /// How many `pre` are open.
    verbatim: usize,
}

impl Layout {
    fn take(&mut self, token: Token) {
        match token {
            Token::Text(text) => {
                let text = unescape(text);
                if self.verbatim > 0 {
                    self.push_verbatim(&text);
                } else {
                    self.push(&text);
                }
            }
            Token::Open { name, .. } => self.border(name, true),
            Token::Close(name) => self.border(name, false),
            Token::Raw { .. } => {}
        }
    }

    fn border(&mut self, name: &str, opening: bool) {
        if name.eq_ignore_ascii_case("br") {
            self.breaks = (self.breaks + 1).min(2);
        } else if is_in(BLOCKS, name) {
            self.breaks = 2;
        } else if is_in(LINES, name) {
            self.breaks = self.breaks.max(1);
        } else if is_in(&["td", "th"], name) && opening {
            self.tab = true;
        }
        if name.eq_ignore_ascii_case("pre") {
            self.verbatim = if opening {
                self.verbatim + 1
            } else {
                self.verbatim.saturating_sub(1)
            };
        }
    }

    fn push(&mut self, text: &str) {
        // Only what HTML calls white space: a no-break space is a character of the text.
        for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            self.space |= index > 0;
            if !word.is_empty() {
                self.gap();
                self.out.push_str(word);
            }
        }
    }

    fn push_verbatim(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.gap();
            self.out.push_str(text);
        }
    }

    /// Writes the white space that is due before a word.
    fn gap(&mut self) {
        if !self.out.is_empty() {
            match (self.breaks, self.tab, self.space) {
                (0, true, _) => self.out.push('\t'),
                (0, false, true) => self.out.push(' '),
                (0, false, false) => {}
                (1, ..) => self.out.push('\n'),
                _ => self.out.push_str("\n\n"),
            }
        }
        (self.breaks, self.space, self.tab) = (0, false, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_as_a_browser_shows_it() {
        let cases = [
            (
                "<h1> Storm </h1><p>Een\n  <b>boom</b>viel.</p>twee",
                "Storm\n\nEen boomviel.\n\ntwee",
            ),
            ("a<br>b<br><br>c<br><br><br>d", "a\nb\n\nc\n\nd"),
            ("<ul><li>een</li> <li>twee<p>drie</ul>", "een\ntwee\n\ndrie"),
            ("<table><tr><td>a<td>b<tr><th>c</table>", "a\tb\nc"),
            (
                "2&nbsp;500 &euro; &amp;lt; &#8239;x &eacute; &nonsense;",
                "2\u{a0}500 € &lt; \u{202f}x é &nonsense;",
            ),
            ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
            ("<p>x<nav><nav>y</nav>y</nav><script>z</script>w", "xw"),
            ("", ""),
        ];
        for (html, text) in cases {
            assert_eq!(lay_out(html, false), text, "{html}");
        }
    }
}
