//! What a word alone says: its forms, affixes and shape, as hashes.

use crate::hash::{finish, mix, of_str};
use crate::lexicon::{Classes, Cluster, Entry, Lexicon};

/// How a word uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// No letters.
    None,
    Lower,
    /// `Mosul`.
    Title,
    /// `IS`, `FOF`.
    Upper,
    /// `McCain`, `iPhone`.
    Mixed,
}

/// One distinct word of an article. Hashes of what it looks like; 0 never occurs among them.
#[derive(Debug, Clone)]
// One line of the processor's cache each.
#[repr(align(64))]
pub(crate) struct Word {
    /// As written.
    pub(crate) form: u32,
    /// In lower case and without accents.
    pub(crate) fold: u32,
    /// The last two and three letters, the first three.
    pub(crate) suffix2: u32,
    pub(crate) suffix3: u32,
    pub(crate) prefix3: u32,
    /// `Xxxx`, `d.ddd`, and the same with runs shortened: `Xx`, `d.d`.
    pub(crate) shape: u32,
    pub(crate) brief: u32,
    pub(crate) case: Case,
    pub(crate) letters: u8,
    /// The first letter in lower case, to match acronyms with the words they stand for.
    pub(crate) initial: char,
    /// What the lexicon has under the word alone, and whether longer entries start with it.
    pub(crate) entry: Entry,
    /// The same for entries that count only in this very case.
    pub(crate) exact: Entry,
    pub(crate) cluster: Cluster,
}

impl Word {
    pub(crate) fn new(text: &str, lexicon: &Lexicon) -> Self {
        let folded = fold(text);
        let (shape, brief) = shapes(text);
        let (fold, form) = (of_str(1, &folded), of_str(2, text));
        Self {
            form: finish(form),
            fold: finish(fold),
            suffix2: affix(3, &folded, &Affix::Last(2)),
            suffix3: affix(4, &folded, &Affix::Last(3)),
            prefix3: affix(5, &folded, &Affix::First(3)),
            shape: finish(of_str(6, &shape)),
            brief: finish(of_str(7, &brief)),
            case: case_of(text),
            letters: text.chars().count().min(255) as u8,
            initial: folded.chars().find(|c| c.is_alphanumeric()).unwrap_or(' '),
            entry: lexicon.word(Lexicon::start(finish(fold))),
            cluster: lexicon.cluster(finish(fold)),
            exact: lexicon.word(Lexicon::start_exact(finish(form))),
        }
    }

    /// What the lexicon has under the word, however it is written.
    #[inline]
    pub(crate) fn classes(&self) -> Classes {
        self.entry.classes.union(self.exact.classes)
    }

    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Mixed)
    }
}

/// The hashes that stand for the places before the first and after the last word of a sequence.
pub(crate) const EDGE: u32 = 0xED6E_0001;

/// A word in lower case, without accents, with straight apostrophes.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => folded.push('i'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'š' | 'ś' | 'ş' | 'ș' => folded.push('s'),
            'ž' | 'ź' | 'ż' => folded.push('z'),
            'ğ' | 'ģ' => folded.push('g'),
            'ł' => folded.push('l'),
            'ř' => folded.push('r'),
            'ť' | 'ţ' | 'ț' => folded.push('t'),
            'ď' | 'đ' => folded.push('d'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            '’' | 'ʼ' | '‘' => folded.push('\''),
            '–' | '—' | '‑' => folded.push('-'),
            '\u{ad}' | '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// The shape of a word in full (at most eight characters) and with runs shortened.
fn shapes(text: &str) -> (String, String) {
    let class = |c: char| match c {
        _ if c.is_uppercase() => 'X',
        _ if c.is_alphabetic() => 'x',
        '0'..='9' => 'd',
        _ if c.is_numeric() => 'n',
        '’' => '\'',
        other => other,
    };
    let mut full = String::with_capacity(32);
    full.extend(text.chars().take(8).map(class));
    let mut brief = String::with_capacity(16);
    for c in text.chars().map(class) {
        if !brief.ends_with(c) && brief.len() < 12 {
            brief.push(c);
        }
    }
    (full, brief)
}

fn case_of(text: &str) -> Case {
    let mut upper = 0;
    let mut lower = 0;
    let mut first_is_upper = None;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let is_upper = c.is_uppercase();
        first_is_upper.get_or_insert(is_upper);
        if is_upper { upper += 1 } else { lower += 1 }
    }
    match (first_is_upper, upper, lower) {
        (None, ..) => Case::None,
        (Some(false), 0, _) => Case::Lower,
        (Some(true), 1, 1..) => Case::Title,
        (Some(true), 1.., 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

enum Affix {
    First(usize),
    Last(usize),
}

/// The hash of the first or last letters; of the whole word when it has fewer.
fn affix(seed: u64, folded: &str, affix: &Affix) -> u32 {
    let part = match *affix {
        Affix::First(count) => {
            let end = folded
                .char_indices()
                .nth(count)
                .map_or(folded.len(), |(end, _)| end);
            &folded[..end]
        }
        Affix::Last(count) => {
            let start = folded
                .char_indices()
                .rev()
                .nth(count - 1)
                .map_or(0, |(start, _)| start);
            &folded[start..]
        }
    };
    finish(of_str(seed, part))
}

/// How many letters of a word its pieces are made of.
const PIECED: usize = 24;

/// Affixes of one, two, four and five letters and all groups of three letters of a folded word, with its edges.
#[inline(always)]
pub(crate) fn pieces(folded: &str, mut sink: impl FnMut(u32)) {
    let mut letters = ['^'; PIECED + 2];
    let mut count = 1;
    for (place, letter) in letters[1..=PIECED].iter_mut().zip(folded.chars()) {
        *place = letter;
        count += 1;
    }
    letters[count] = '$';
    let letters = &letters[..=count];
    if letters.len() < 4 {
        return;
    }
    let mut put = |seed: u64, part: &[char]| {
        let hash = |hash, c: &char| mix(hash, u64::from(u32::from(*c)));
        sink(finish(part.iter().fold(seed, hash)));
    };
    let inner = letters.len() - 2;
    for length in [1, 2, 4, 5] {
        if length <= inner {
            put(20 + length as u64, &letters[1..=length]);
            put(30 + length as u64, &letters[count - length..count]);
        }
    }
    letters.windows(3).for_each(|part| put(40, part));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_to_plain_lower_case() {
        assert_eq!(fold("Éthiopië"), "ethiopie");
        assert_eq!(fold("l’Œuvre"), "l'oeuvre");
        assert_eq!(fold("E\u{301}tat"), "etat");
    }

    #[test]
    fn capitals_are_told_apart() {
        let cases = [
            ("", Case::None),
            ("2.5", Case::None),
            ("stad", Case::Lower),
            ("Mosoel", Case::Title),
            ("IS", Case::Upper),
            ("M23", Case::Upper),
            ("McCain", Case::Mixed),
            ("iPhone", Case::Mixed),
        ];
        for (text, case) in cases {
            assert_eq!(case_of(text), case, "{text}");
        }
    }
}
