//! Tokens, sentences and lines of a text.
//!
//! A token is a byte range of the exact text; what lies between two tokens is white space. Tokens are cut
//! fine, so that every span that a person marks starts and ends on a token border: at hyphens, slashes and
//! apostrophes, but not inside numbers, clock times and dotted abbreviations.
//!
//! ```text
//! l'armée d'Assad-regime 's U.S. 2.500 20:15 €2,5
//! ^^^^^^^ ^^^^^^^^^^^^^^ ^^ ^^^^ ^^^^^ ^^^^^ ^^^^
//! l' armée d' Assad - regime 's U.S. 2.500 20:15 € 2,5
//! ```

/// The longest token in characters; longer runs are cut, so that no text makes a token costly.
const LONGEST: usize = 64;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, or letters and digits.
    Word,
    /// Starts with a digit.
    Number,
    /// One character that is neither.
    Mark,
}

/// A token: bytes `start..end` of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its first byte.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether a sentence starts here.
    pub starts_sentence: bool,
    /// Whether a line starts here.
    pub starts_line: bool,
}

impl Token {
    /// The token's characters.
    ///
    /// # Panics
    /// When `text` is not the text that the token was cut from.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Cuts a text into tokens, in one pass over it.
///
/// ```
/// use dateline_extraction::tokens::tokenise;
/// let text = "Het Assad-regime verloor 2.500 man.";
/// let words: Vec<_> = tokenise(text).iter().map(|token| token.of(text)).collect();
/// assert_eq!(words, ["Het", "Assad", "-", "regime", "verloor", "2.500", "man", "."]);
/// ```
pub fn tokenise(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut line = true;
    while let Some(byte) = bytes.get(at) {
        if *byte == b' ' {
            at += 1;
            continue;
        }
        let (end, kind) = if let Some(end) = plain_word_end(bytes, at) {
            (end, TokenKind::Word)
        } else {
            let Some(first) = text[at..].chars().next() else {
                break;
            };
            if first.is_whitespace() {
                line |= is_line_break(first);
                at += first.len_utf8();
                continue;
            }
            token_end(text, at, first, tokens.last())
        };
        let mut token = Token {
            start: at as u32,
            end: end as u32,
            kind,
            starts_sentence: line,
            starts_line: line,
        };
        token.starts_sentence |= !byte.is_ascii_lowercase() && follows_a_stop(text, &tokens, token);
        tokens.push(token);
        line = false;
        at = end;
    }
    tokens
}

/// Where the word that starts at `at` ends, when it is one of ASCII letters and digits that what follows can't belong to, as
/// most are; they are found faster without being decoded.
#[inline]
fn plain_word_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    if !rest.first()?.is_ascii_alphabetic() {
        return None;
    }
    let letters = rest.iter().take(LONGEST);
    let length = letters
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let goes_on = rest.get(length).is_some_and(|next| match next {
        b'.' => length == 1,
        b'\'' => true,
        next => !next.is_ascii(),
    });
    (length < LONGEST && !goes_on).then_some(at + length)
}

/// Whether a character ends a line.
pub(crate) fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a character is an apostrophe, straight or curly.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Marks that belong to the letter before them, and joiners.
fn is_joined(c: char) -> bool {
    matches!(c as u32,
        0xAD | 0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x0610..=0x061A | 0x064B..=0x065F
        | 0x0670 | 0x200C | 0x200D | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F)
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || is_joined(c)
}

/// Where the token that starts at `at` ends, and what it is.
fn token_end(text: &str, at: usize, first: char, before: Option<&Token>) -> (usize, TokenKind) {
    let rest = &text[at..];
    if first.is_ascii_digit() {
        return (at + number_len(rest), TokenKind::Number);
    }
    if is_apostrophe(first) {
        let follows_word =
            before.is_some_and(|b| b.end as usize == at && b.kind != TokenKind::Mark);
        let length = contraction_len(rest, follows_word);
        let kind = if length > first.len_utf8() {
            TokenKind::Word
        } else {
            TokenKind::Mark
        };
        return (at + length, kind);
    }
    if !is_inner(first) {
        return (at + first.len_utf8(), TokenKind::Mark);
    }
    // Hardly any word has a stop after its first letter.
    let may_be_dotted = rest.as_bytes().get(first.len_utf8()) == Some(&b'.');
    let dotted = may_be_dotted.then(|| dotted_len(rest)).flatten();
    let length = dotted.unwrap_or_else(|| run_len(rest, LONGEST));
    (at + length + elision_len(&rest[length..]), TokenKind::Word)
}

/// The bytes of the letters and digits at the start of `text`, at most `limit` characters.
fn run_len(text: &str, limit: usize) -> usize {
    // Most letters are ASCII, and are counted faster without being decoded.
    let bytes = text.as_bytes().iter().take(limit);
    let plain = bytes.take_while(|byte| byte.is_ascii_alphanumeric());
    let count = plain.count();
    let rest = &text[count..];
    if count == limit || rest.as_bytes().first().is_none_or(u8::is_ascii) {
        return count;
    }
    let letters = rest.chars().take(limit - count);
    let inner = letters.take_while(|c| is_inner(*c));
    count + inner.map(char::len_utf8).sum::<usize>()
}

/// A number with its inner separators and the letters stuck to it: `2.500`, `20:15`, `1990s`, `20h15`.
fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while end < LONGEST {
        match bytes.get(end) {
            Some(b'0'..=b'9') => end += 1,
            Some(b'.' | b',' | b':' | b'/') if digit(end + 1) => end += 1,
            _ => break,
        }
    }
    end + run_len(&text[end..], LONGEST)
}

/// `U.S.`, `J.K.`: single letters with a stop after each, at least two; `None` for anything else.
fn dotted_len(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().take(16).peekable();
    let mut letters = 0;
    let mut end = 0;
    while let Some((_, letter)) = chars.next() {
        let Some((stop, '.')) = chars.next() else {
            break;
        };
        if !letter.is_alphabetic() {
            break;
        }
        letters += 1;
        end = stop + 1;
    }
    let cut = !text[end..].starts_with(is_inner);
    (letters >= 2 && cut).then_some(end)
}

/// The bytes of the apostrophe after an elided word, as in `l'armée`, else 0.
fn elision_len(rest: &str) -> usize {
    let mut chars = rest.chars();
    match chars.next() {
        Some(mark) if is_apostrophe(mark) => {
            let joins = chars.next().is_some_and(is_inner);
            if joins && contraction_len(rest, true) == mark.len_utf8() {
                mark.len_utf8()
            } else {
                0
            }
        }
        _ => 0,
    }
}

/// What can stand after an apostrophe and belongs to it: `'s`, `IS'ers`.
const CONTRACTIONS: [&str; 12] = [
    "s", "t", "n", "m", "d", "re", "ve", "ll", "er", "ers", "tje", "tjes",
];

/// The bytes of an apostrophe and the letters that belong to it; of the apostrophe alone when there are none.
fn contraction_len(rest: &str, follows_word: bool) -> usize {
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    let letters = run_len(&rest[mark..], 5);
    let word = &rest[mark..mark + letters];
    let known = CONTRACTIONS
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known));
    let alone = follows_word || word.len() == 1 || word.starts_with(|c: char| c.is_ascii_digit());
    if known && alone { mark + letters } else { mark }
}

/// Whether `token` follows the end of a sentence.
fn follows_a_stop(text: &str, before: &[Token], token: Token) -> bool {
    let gap = before.last().is_some_and(|t| t.end < token.start);
    let starts = text[token.start as usize..].starts_with(|c: char| !c.is_lowercase());
    if !gap || !starts {
        return false;
    }
    let closing = |t: &&Token| matches!(t.of(text), "\"" | "”" | "»" | "’" | "'" | ")" | "]");
    let Some(last) = before.iter().rev().take(3).find(|t| !closing(t)) else {
        return false;
    };
    let stop = matches!(last.of(text), "." | "!" | "?" | "…" | ":" | "•");
    stop && !closing(&&token) && !is_abbreviation(text, before, last)
}

/// Whether the stop `last` ends an abbreviation or an initial rather than a sentence.
fn is_abbreviation(text: &str, before: &[Token], last: &Token) -> bool {
    const KNOWN: [&str; 28] = [
        "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "sgt", "capt", "sen", "gov",
        "rep", "no", "vs", "jr", "m", "mm", "mme", "me", "dhr", "mevr", "ir", "mr", "drs", "ds",
        "nr",
    ];
    if last.of(text) != "." {
        return false;
    }
    let index = before.partition_point(|t| t.start < last.start);
    let Some(word) = index
        .checked_sub(1)
        .and_then(|i| before.get(i))
        .filter(|w| w.end == last.start)
    else {
        return false;
    };
    let word = word.of(text);
    let initial = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    initial || KNOWN.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenise(text).iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn names_and_numbers_are_cut_where_people_mark_them() {
        let cases: [(&str, &[&str]); 12] = [
            ("l'armée d’Alep", &["l'", "armée", "d’", "Alep"]),
            ("[IS]-strijders", &["[", "IS", "]", "-", "strijders"]),
            (
                "F-16's en 's avonds",
                &["F", "-", "16", "'s", "en", "'s", "avonds"],
            ),
            ("een 300-tal", &["een", "300", "-", "tal"]),
            (
                "2.500 of €2,5 om 5.30",
                &["2.500", "of", "€", "2,5", "om", "5.30"],
            ),
            (
                "Iraq's U.S. J. K. Rowling",
                &["Iraq", "'s", "U.S.", "J", ".", "K", ".", "Rowling"],
            ),
            ("IS'ers en Sana'a", &["IS", "'ers", "en", "Sana'", "a"]),
            (
                "20h15, 20:15 in the 1990s.",
                &["20h15", ",", "20:15", "in", "the", "1990s", "."],
            ),
            ("aujourd'hui, 56 %", &["aujourd'", "hui", ",", "56", "%"]),
            (
                "e\u{301}te\u{301} 👩‍🚀",
                &["e\u{301}te\u{301}", "👩", "\u{200d}", "🚀"],
            ),
            ("'Ja', zei hij", &["'", "Ja", "'", ",", "zei", "hij"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_start_after_stops_but_not_after_initials() {
        let text = "Dat zei J. Smit. Hij ging. “Waarom?” Geen idee.\nKop";
        let starts: Vec<_> = tokenise(text)
            .iter()
            .filter(|token| token.starts_sentence)
            .map(|token| token.of(text))
            .collect();
        assert_eq!(starts, ["Dat", "Hij", "“", "Geen", "Kop"]);
    }

    #[test]
    fn a_run_without_an_end_is_cut() {
        for run in ["a", "é", "7", "\u{301}", "'", "a.", "("] {
            let text = run.repeat(5000);
            assert!(
                tokenise(&text)
                    .iter()
                    .all(|token| token.of(&text).chars().count() <= 2 * LONGEST)
            );
        }
    }

    proptest! {
        #[test]
        fn tokens_and_gaps_join_to_the_text(text in r"(\PC|[\r\n\t '’.,:/\u{301}\u{200d}\u{5d0}\u{627}😀]|[0-9a-zé]){0,80}") {
            let mut at = 0;
            for token in tokenise(&text) {
                let gap = &text[at..token.start as usize];
                prop_assert!(gap.chars().all(char::is_whitespace));
                prop_assert!(!token.of(&text).is_empty());
                prop_assert!(!token.of(&text).contains(char::is_whitespace));
                prop_assert_eq!(token.starts_line, at == 0 || gap.contains(is_line_break));
                at = token.end as usize;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
