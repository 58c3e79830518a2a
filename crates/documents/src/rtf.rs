//! Rich text (.rtf), version 1.9.1.
//!
//! The format is a list of words between braces; libraries for it read what one program writes, so this reader
//! follows the specification itself: groups, destinations, code pages of fonts, and characters beyond them.

use std::collections::HashMap;

use dateline_annotation::Language;
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::draft::Draft;
use crate::flow::{Flow, Gap};
use crate::{Document, OpenError};

const KIND: &str = "rich text";
/// How deep groups may lie.
const MAX_DEPTH: usize = 10_000;

/// Groups that hold no text of the document.
const HIDDEN: [&str; 36] = [
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "fldinst",
    "listtable",
    "listoverridetable",
    "listtext",
    "pntext",
    "pn",
    "pnseclvl",
    "generator",
    "xe",
    "tc",
    "themedata",
    "latentstyles",
    "nonshppict",
    "rsidtbl",
    "revtbl",
    "filetbl",
    "xmlnstbl",
    "datastore",
    "bkmkstart",
    "bkmkend",
    "atnid",
    "atnauthor",
];

/// The text of a rich text file.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Document, OpenError> {
    let mut page = Page::default();
    let mut rest = bytes;
    while let Some(token) = next(&mut rest) {
        page.take(token, &mut rest)?;
    }
    page.flush();
    let mut draft = Draft {
        text: page.flow.finish(),
        title: page.info.remove("title"),
        author: page.info.remove("author"),
        source: page.info.remove("company"),
        language: page.language,
        ..Draft::default()
    };
    if page.notes > 0 {
        let notes = page.notes;
        draft
            .notices
            .push(format!("Its notes ({notes}) were left out."));
    }
    draft.document(KIND, name)
}

/// A piece of the file.
#[derive(Clone, Copy)]
enum Token<'a> {
    Open,
    Close,
    /// A word and its number.
    Word(&'a str, Option<i32>),
    /// A sign with a meaning, as `~` for a no-break space.
    Symbol(u8),
    /// A byte in the code page of the font.
    Byte(u8),
}

/// The next piece; line ends of the file mean nothing.
fn next<'a>(rest: &mut &'a [u8]) -> Option<Token<'a>> {
    loop {
        let (first, after) = rest.split_first()?;
        *rest = after;
        return Some(match first {
            b'\r' | b'\n' | 0 => continue,
            b'{' => Token::Open,
            b'}' => Token::Close,
            b'\\' => control(rest)?,
            byte => Token::Byte(*byte),
        });
    }
}

/// What stands after a backslash.
fn control<'a>(rest: &mut &'a [u8]) -> Option<Token<'a>> {
    let length = rest
        .iter()
        .take(40)
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    if length == 0 {
        let (symbol, after) = rest.split_first()?;
        *rest = after;
        if *symbol != b'\'' {
            return Some(Token::Symbol(*symbol));
        }
        let digits = rest
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        *rest = rest.get(if byte.is_some() { 2 } else { 0 }..)?;
        return Some(Token::Byte(byte.unwrap_or(b'?')));
    }
    let (word, after) = rest.split_at(length);
    let sign = usize::from(after.first() == Some(&b'-'));
    let digits = after[sign..]
        .iter()
        .take(10)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let end = if digits == 0 { 0 } else { sign + digits };
    let number = std::str::from_utf8(&after[..end])
        .ok()
        .and_then(|digits| digits.parse().ok());
    let after = &after[end..];
    *rest = after.strip_prefix(b" ").unwrap_or(after);
    Some(Token::Word(std::str::from_utf8(word).ok()?, number))
}

/// What holds within a group.
#[derive(Clone)]
struct State {
    /// Where the text goes.
    target: Target,
    encoding: &'static Encoding,
    /// How many characters stand after one beyond the code page, for programs that don't know it.
    fallback: usize,
    /// Whether the text is not shown, or deleted.
    hidden: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Body,
    /// The table of fonts.
    Fonts,
    /// What the document says about itself, and which of it.
    Info(&'static str),
    Nowhere,
}

impl Default for State {
    fn default() -> Self {
        Self {
            target: Target::Body,
            encoding: WINDOWS_1252,
            fallback: 1,
            hidden: false,
        }
    }
}

#[derive(Default)]
struct Page {
    flow: Flow,
    state: State,
    outer: Vec<State>,
    /// Whether the group may be passed over by who does not know its first word.
    optional: bool,
    /// Bytes that wait for more of their character.
    bytes: Vec<u8>,
    /// The first half of a character of two UTF-16 units.
    half: Option<u16>,
    /// How many characters are still passed over after one beyond the code page.
    passed_over: usize,
    /// The code pages of the fonts, and the font that the table is at.
    fonts: HashMap<i32, &'static Encoding>,
    font: i32,
    in_table: bool,
    info: HashMap<&'static str, String>,
    language: Option<Language>,
    notes: usize,
    closed: bool,
}

impl Page {
    fn take(&mut self, token: Token, rest: &mut &[u8]) -> Result<(), OpenError> {
        match token {
            // What follows the document is no part of it.
            _ if self.closed => *rest = &[],
            Token::Open => {
                self.flush();
                if self.outer.len() >= MAX_DEPTH {
                    return Err(OpenError::damaged(KIND, "its groups nest without end"));
                }
                self.outer.push(self.state.clone());
                self.passed_over = 0;
            }
            Token::Close => {
                self.flush();
                self.state = self.outer.pop().unwrap_or_default();
                self.closed = self.outer.is_empty();
                self.passed_over = 0;
                self.optional = false;
            }
            Token::Byte(byte) => {
                self.optional = false;
                if self.passed_over > 0 {
                    self.passed_over -= 1;
                } else {
                    self.bytes.push(byte);
                }
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word("bin", length) => {
                let length = usize::try_from(length.unwrap_or(0)).unwrap_or(0);
                *rest = rest.get(length..).unwrap_or_default();
            }
            Token::Word("u", Some(unit)) => {
                // Units of the upper half are written as negative numbers.
                self.unit(unit.cast_unsigned() as u16);
                self.passed_over = self.state.fallback;
            }
            Token::Word(word, number) => {
                self.flush();
                self.word(word, number);
                self.optional = false;
            }
        }
        if self.flow.is_full() {
            return Err(OpenError::too_long());
        }
        Ok(())
    }

    fn symbol(&mut self, symbol: u8) {
        self.flush();
        match symbol {
            b'*' => self.optional = true,
            b'~' => self.write("\u{a0}"),
            b'_' => self.write("\u{2011}"),
            b'\\' | b'{' | b'}' => self.write(char::from(symbol).encode_utf8(&mut [0; 4])),
            b'\r' | b'\n' => self.paragraph(),
            _ => {}
        }
    }

    /// One UTF-16 unit.
    fn unit(&mut self, unit: u16) {
        self.flush();
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        match String::from_utf16(&units) {
            Ok(text) => self.write(&text),
            Err(_) if (0xd800..0xdc00).contains(&unit) => self.half = Some(unit),
            Err(_) => self.write("\u{fffd}"),
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        match word {
            "par" | "sect" | "page" | "column" => self.paragraph(),
            "line" | "lbr" => self.write("\n"),
            "tab" => self.write("\t"),
            "cell" | "nestcell" if self.is_shown() => self.flow.cell(),
            "row" | "nestrow" if self.is_shown() => self.flow.end(Gap::Line),
            "intbl" => self.in_table = true,
            "pard" => self.in_table = false,
            "emdash" => self.write("—"),
            "endash" => self.write("–"),
            "bullet" => self.write("•"),
            "lquote" => self.write("‘"),
            "rquote" => self.write("’"),
            "ldblquote" => self.write("“"),
            "rdblquote" => self.write("”"),
            "emspace" | "enspace" | "qmspace" => self.write(" "),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "ansicpg" => self.state.encoding = number.and_then(code_page).unwrap_or(WINDOWS_1252),
            "mac" => self.state.encoding = encoding_rs::MACINTOSH,
            "deflang" | "lang" if self.language.is_none() => {
                self.language = number.and_then(language);
            }
            "f" => self.choose_font(number.unwrap_or(0)),
            "fcharset" if self.state.target == Target::Fonts => {
                if let Some(encoding) = number.and_then(character_set) {
                    self.fonts.insert(self.font, encoding);
                }
            }
            "plain" => self.state.hidden = false,
            "v" | "deleted" => self.state.hidden = on,
            "fonttbl" => self.state.target = Target::Fonts,
            "info" => self.state.target = Target::Nowhere,
            "title" => self.state.target = Target::Info("title"),
            "author" => self.state.target = Target::Info("author"),
            "company" => self.state.target = Target::Info("company"),
            _ if HIDDEN.contains(&word) => {
                self.notes += usize::from(word == "footnote" && self.is_shown());
                self.state.target = Target::Nowhere;
            }
            _ if self.optional => self.state.target = Target::Nowhere,
            _ => {}
        }
    }

    fn choose_font(&mut self, font: i32) {
        if self.state.target == Target::Fonts {
            self.font = font;
        } else if let Some(encoding) = self.fonts.get(&font) {
            self.state.encoding = encoding;
        }
    }

    fn is_shown(&self) -> bool {
        self.state.target == Target::Body && !self.state.hidden
    }

    fn paragraph(&mut self) {
        if self.is_shown() {
            self.flow.end(if self.in_table {
                Gap::Line
            } else {
                Gap::Paragraph
            });
        }
    }

    /// Writes the bytes that wait.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let text = self.state.encoding.decode_without_bom_handling(&bytes).0;
            self.write(&text);
        }
    }

    fn write(&mut self, text: &str) {
        match self.state.target {
            Target::Body if !self.state.hidden => self.flow.push(text),
            Target::Info(what) => {
                let value = self.info.entry(what).or_default();
                if value.len() < 10_000 {
                    value.push_str(text);
                }
            }
            _ => {}
        }
    }
}

/// A code page by its number.
fn code_page(number: i32) -> Option<&'static Encoding> {
    match number {
        10_000 => Some(encoding_rs::MACINTOSH),
        65_001 => Some(encoding_rs::UTF_8),
        _ => Encoding::for_label(format!("windows-{number}").as_bytes()),
    }
}

/// The code page of a font's character set.
fn character_set(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        0 => 1252,
        77 => 10_000,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        238 => 1250,
        _ => return None,
    };
    code_page(page)
}

/// A language by the number that Windows gives it; the upper bits say in which country.
fn language(number: i32) -> Option<Language> {
    match number & 0x3ff {
        0x13 => Some(Language::Dutch),
        0x0c => Some(Language::French),
        0x09 => Some(Language::English),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> String {
        let document = read("a.rtf", rtf.as_bytes()).unwrap();
        document.article.text.to_string()
    }

    #[test]
    fn what_a_reader_sees_is_the_text() {
        let cases = [
            (
                r"{\rtf1\ansi Storm\par\pard in {\b Gent}.\line x}",
                "Storm\n\nin Gent.\nx",
            ),
            (
                r"{\rtf1\ansi\ansicpg1252 caf\'e9 \u8217? \uc0\u233 t\u233}",
                "café ’ été",
            ),
            (
                r"{\rtf1\u-10179?\u-8704? \{a\} 2\~500 \ldblquote b\rdblquote}",
                "😀 {a} 2\u{a0}500 “b”",
            ),
            (
                r"{\rtf1{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset0 B;}}\f0\'cc\f1\'e9}",
                "Мé",
            ),
            (
                r"{\rtf1{\*\unknown x}{\pict 00}{\footnote y}{\v z}a\bin3 }}}b}",
                "ab",
            ),
            (
                r"{\rtf1\trowd\intbl a\cell\intbl b\cell\row\trowd\intbl c\cell\row\pard d\par}",
                "a\tb\nc\nd",
            ),
            (r"{\rtf1\mac caf\'8e}", "café"),
            (r"{\rtf1 a}tail", "a"),
        ];
        for (rtf, expected) in cases {
            assert_eq!(text(rtf), expected, "{rtf}");
        }
    }

    #[test]
    fn what_nests_without_end_is_refused() {
        let deep = format!("{{\\rtf1 {}", "{".repeat(1 << 20));
        assert!(matches!(
            read("a.rtf", deep.as_bytes()),
            Err(OpenError::Damaged { .. })
        ));
    }
}
