//! Which of the encodings with one byte a character a text of western Europe is in.
//!
//! Detectors made for the web know neither Mac Roman nor ISO-8859-15, which browsers are never asked to guess. Here the
//! three that news in Dutch, French and English was ever kept in are tried, and the one is taken that puts letters
//! where letters stand in these languages and signs where signs do.

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, WINDOWS_1252};

/// The encodings with what a person calls them, the likeliest first: of two that spell the same it is taken.
const ENCODINGS: [(&Encoding, &str); 3] = [
    (WINDOWS_1252, "Windows-1252"),
    (ISO_8859_15, "ISO-8859-15"),
    (MACINTOSH, "Mac Roman"),
];

/// How many bytes beyond ASCII are looked at.
const LOOKED_AT: usize = 20_000;

/// Letters beside the plain ones that words in Dutch, French and English are spelled with, and in names in them.
const LETTERS: &str = "àâäáãåçéèêëíìîïñóòôöõøúùûüýÿœæßšžÀÂÄÁÇÉÈÊËÍÎÏÑÓÔÖØÚÙÛÜŒÆŠŽŸ";
/// Signs that stand between words, or at their edges.
const SIGNS: &str = "€£«»‹›–—…•°§©®™±×½¼¾²³·¿¡†‡‰\u{a0}";
/// Quotation marks: before a word or after it, and as apostrophe within.
const QUOTES: &str = "‘’“”‚„′";

/// The text and the name of its encoding; `None` when none of them spells anything like a text.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    let read = ENCODINGS.iter().filter_map(|(encoding, name)| {
        let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
        score(&text).map(|score| (score, text, *name))
    });
    // Of two with one score the first is kept.
    let best = read.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(score, ..)| *score >= 0)
        .map(|(_, text, name)| (text, name))
}

/// How much a text looks like one of ours; `None` when it has control characters.
fn score(text: &str) -> Option<i64> {
    let mut score = 0;
    let mut looked_at = 0;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_control() && !c.is_ascii_whitespace() {
            return None;
        }
        if !c.is_ascii() && looked_at < LOOKED_AT {
            looked_at += 1;
            let after = chars.peek().copied().unwrap_or(' ');
            score += plausibility(before, c, after);
        }
        before = c;
    }
    Some(score)
}

/// How well a character fits between two others, from -3 to 3.
fn plausibility(before: char, c: char, after: char) -> i64 {
    let within = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let beside = before.is_alphabetic() || after.is_alphabetic();
    let accented = |c: char| c.is_alphabetic() && !c.is_ascii();
    if accented(before) && accented(after) {
        // No word of these languages has three such letters in a row.
        -3
    } else if LETTERS.contains(c) {
        match (beside, c.is_uppercase() && before.is_lowercase()) {
            (_, true) => -3,
            (true, false) => 3,
            // A word of one letter, as `à`.
            (false, false) => 1,
        }
    } else if QUOTES.contains(c) {
        match (within, beside) {
            (true, _) if c == '’' => 3,
            (true, _) => -1,
            (false, true) => 2,
            (false, false) => 1,
        }
    } else if SIGNS.contains(c) {
        if within { -2 } else { 2 }
    } else {
        -3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence, how Mac Roman spells it, and so on: each must be found from its own bytes alone.
    const SENTENCES: [&str; 6] = [
        "De coëfficiënt van België is één, zei de minister in café Het Zwijn.",
        "L’État islamique, chassé de Mossoul à l’été, a été défait. « C’est fini », dit-il, où ça\u{a0}?",
        "The café’s owner – a naïve man – said: “It cost £20.”",
        "Œuvre d’art volée : le cœur du musée touché, à Liège",
        "Vrouw (35) één van de gewonden; schade 2.500 €",
        "Çà et là, à Besançon, l’hôpital accueille des blessés.",
    ];

    #[test]
    fn each_encoding_is_told_from_the_others() {
        for sentence in SENTENCES {
            for (encoding, name) in ENCODINGS {
                // What an encoding lacks is left out: ISO-8859-15 has no quotation marks.
                let spelled: String = sentence
                    .chars()
                    .map(|c| {
                        if encoding.encode(&c.to_string()).2 {
                            '-'
                        } else {
                            c
                        }
                    })
                    .collect();
                let (bytes, _, _) = encoding.encode(&spelled);
                let (text, found) = decode(&bytes).unwrap();
                assert_eq!(text, spelled, "{name}, found {found}");
            }
        }
    }

    #[test]
    fn what_spells_nothing_is_no_text() {
        // "Москва" in an encoding of Russian.
        assert_eq!(decode(b"\xcc\xee\xf1\xea\xe2\xe0\xf0\xe0"), None);
        assert_eq!(decode(b"caf\xe9 \x01"), None);
    }
}
