//! Text cut into words, runs of digits and single marks, each folded for lookup.

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum Gap {
    /// Nothing.
    None,
    /// One no-break, narrow or thin space, such as groups the digits of a number.
    Thin,
    /// Other white space on the line.
    Space,
    /// A line break, or the start of the text.
    Break,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum Shape {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One other character.
    Mark,
}

/// A piece of the text without white space.
#[derive(Debug, Clone, Copy)]
pub(in crate::values) struct Token {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What it is made of.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// The number of its folded form in the grammar; zero when the grammar doesn't know it.
    pub symbol: u16,
}

impl Token {
    /// The token's own text.
    pub(in crate::values) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// Words of more bytes than this are in no table, and spell no number below a million.
pub(in crate::values) const LONGEST_WORD: usize = 80;

/// Lower case without accents, apostrophes straight and dashes plain, so that `Één`, `één` and
/// `een` meet; `à` and `dès` keep their accents, because `a` and `des` are other words.
pub(in crate::values) fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() && word != "`" {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return;
    }
    if let "à" | "À" = word {
        folded.push('à');
        return;
    }
    if let "dès" | "Dès" = word {
        folded.push_str("dès");
        return;
    }
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            'à'..='å' | 'À'..='Å' => folded.push('a'),
            'ç' | 'Ç' => folded.push('c'),
            'è'..='ë' | 'È'..='Ë' => folded.push('e'),
            'ì'..='ï' | 'Ì'..='Ï' => folded.push('i'),
            'ñ' | 'Ñ' => folded.push('n'),
            'ò'..='ö' | 'Ò'..='Ö' => folded.push('o'),
            'ù'..='ü' | 'Ù'..='Ü' => folded.push('u'),
            '’' | '‘' | 'ʼ' | '`' | '´' => folded.push('\''),
            '–' | '‑' | '‐' | '−' => folded.push('-'),
            'œ' | 'Œ' => folded.push_str("oe"),
            '\u{300}'..='\u{36f}' => {}
            _ => folded.extend(c.to_lowercase()),
        }
    }
}

/// The folded form of a word, for tables that are built once.
pub(in crate::values) fn fold(word: &str) -> String {
    let mut folded = String::new();
    fold_into(word, &mut folded);
    folded
}

/// Cuts `text` into tokens; `symbol_of` numbers their folded forms.
pub(in crate::values) fn tokens(
    text: &str,
    mut symbol_of: impl FnMut(&str, Shape) -> u16,
) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut gap = Gap::Break;
    let mut start = 0;
    while let Some(c) = char_at(text, start) {
        let after = start + c.len_utf8();
        let Some(shape) = shape_of(c) else {
            gap = widened(gap, c);
            start = after;
            continue;
        };
        let end = match shape {
            Shape::Word => word_end(text, after),
            Shape::Digits => digits_end(text, after),
            Shape::Mark => after,
        };
        let longest = if shape == Shape::Digits {
            2
        } else {
            LONGEST_WORD
        };
        let piece = text.get(start..end).filter(|piece| piece.len() <= longest);
        tokens.push(Token {
            start: start as u32,
            end: end as u32,
            shape,
            gap,
            capital: c.is_uppercase(),
            symbol: piece.map_or(0, |piece| symbol_of(piece, shape)),
        });
        gap = Gap::None;
        start = end;
    }
    tokens
}

/// The character at a byte; most are ASCII.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

fn digits_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
    from + digits.count()
}

fn word_end(text: &str, mut at: usize) -> usize {
    loop {
        match text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii_alphabetic() => at += 1,
            Some(byte) if !byte.is_ascii() => match char_at(text, at).filter(|c| is_in_word(*c)) {
                Some(c) => at += c.len_utf8(),
                None => return at,
            },
            _ => return at,
        }
    }
}

/// Whether a character that is not ASCII goes on with a word.
fn is_in_word(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

fn shape_of(c: char) -> Option<Shape> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Shape::Word),
        '0'..='9' => Some(Shape::Digits),
        '!'..='~' => Some(Shape::Mark),
        c if c.is_whitespace() => None,
        '\u{200b}' | '\u{feff}' | '\u{ad}' => None,
        c if c.is_ascii() => Some(Shape::Mark),
        c if c.is_alphabetic() => Some(Shape::Word),
        _ => Some(Shape::Mark),
    }
}

fn widened(gap: Gap, c: char) -> Gap {
    match (gap, c) {
        (Gap::Break, _) | (_, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}') => {
            Gap::Break
        }
        (Gap::None, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\u{2008}') => Gap::Thin,
        _ => Gap::Space,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_digits_and_marks_are_cut_apart() {
        let text = "L’été 15h30,\u{a0}3\u{202f}000 €\n";
        let pieces: Vec<_> = tokens(text, |_, _| 1)
            .into_iter()
            .map(|token| (token.of(text), token.gap))
            .collect();
        assert_eq!(
            pieces,
            [
                ("L", Gap::Break),
                ("’", Gap::None),
                ("été", Gap::None),
                ("15", Gap::Space),
                ("h", Gap::None),
                ("30", Gap::None),
                (",", Gap::None),
                ("3", Gap::Thin),
                ("000", Gap::Thin),
                ("€", Gap::Space),
            ]
        );
    }

    #[test]
    fn folding_drops_case_and_accents() {
        assert_eq!(fold("Tweeëntwintig"), "tweeentwintig");
        assert_eq!(fold("AOÛT"), "aout");
        assert_eq!(fold("’"), "'");
        assert_eq!(fold("à"), "à");
    }
}
