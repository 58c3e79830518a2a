//! The texts that speed is measured on: news that never repeats itself, and what no newspaper prints.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// A small generator of pseudo-random numbers (xorshift64*): the same texts on every machine.
#[derive(Debug)]
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let roll = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        ((roll * limit as u64) >> 32) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn choose<'t>(&mut self, words: &[&'t str]) -> Option<&'t str> {
        words.get(self.below(words.len().max(1))).copied()
    }
}

/// The dev articles of a language, without their marks: the model has not learned from them.
pub(crate) fn dev_articles(corpus: &Path, language: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in fs::read_dir(corpus)? {
        let folder = folder?;
        if folder.file_name().to_string_lossy().starts_with(language) {
            let entries = fs::read_dir(folder.path())?.flatten();
            files.extend(
                entries
                    .map(|entry| entry.path())
                    .filter(|file| is_dev(file)),
            );
        }
    }
    files.sort();
    let texts = files.iter().map(fs::read_to_string);
    Ok(texts
        .map(|text| text.map(|text| without_marks(&text)))
        .collect::<Result<_, _>>()?)
}

/// Every eighth of a folder, by number.
fn is_dev(file: &Path) -> bool {
    let number = file
        .file_stem()
        .and_then(|stem| stem.to_str()?.parse::<u32>().ok());
    file.extension().is_some_and(|extension| extension == "txt")
        && number.is_some_and(|number| number > 0 && number.is_multiple_of(8))
}

/// `[[LOC Syria]]` becomes `Syria`.
fn without_marks(article: &str) -> String {
    let mut pieces = article.split("[[");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let words = piece.split_once(' ').map_or(piece, |(_, words)| words);
        text.push_str(&words.replacen("]]", "", 1));
    }
    text
}

/// At least `bytes` of news: the articles once as they are, then again and again in another order with other
/// numbers, names and words, so that nothing that was worked out for one copy answers for the next.
pub(crate) fn news(articles: &[String], bytes: usize) -> String {
    let words = articles.iter().flat_map(|text| text.split_whitespace());
    let plain = words.filter(|word| word.chars().all(char::is_alphabetic));
    let (names, others): (Vec<_>, Vec<_>) = plain
        .filter(|word| word.chars().count() > 3)
        .partition(|word| word.starts_with(char::is_uppercase));
    let mut dice = Dice(0x0DA7_E11E);
    let mut text = String::with_capacity(bytes + bytes / 8);
    let mut order: Vec<_> = (0..articles.len()).collect();
    let mut copy = 0;
    while text.len() < bytes && !order.is_empty() {
        for index in &order {
            if copy == 0 {
                text.push_str(&articles[*index]);
            } else {
                retell(&articles[*index], &names, &others, &mut dice, &mut text);
            }
            text.push('\n');
        }
        for last in (1..order.len()).rev() {
            order.swap(last, dice.below(last + 1));
        }
        copy += 1;
    }
    text
}

/// The article with other words: a name or a word that is replaced is so everywhere in it.
fn retell(article: &str, names: &[&str], others: &[&str], dice: &mut Dice, text: &mut String) {
    let mut replaced = BTreeMap::new();
    let mut rest = article;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        text.push_str(before);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            text.extend(word.chars().map(|digit| match digit {
                '2'..='9' => char::from(b'2' + dice.below(8) as u8),
                other => other,
            }));
        } else {
            let new = replaced
                .entry(word)
                .or_insert_with(|| reword(word, names, others, dice));
            text.push_str(new);
        }
        rest = after;
    }
    text.push_str(rest);
}

/// Another word of the same kind for one in four, one that nobody has seen for one in ten.
fn reword(word: &str, names: &[&str], others: &[&str], dice: &mut Dice) -> String {
    if word.chars().count() <= 3 {
        return word.to_owned();
    }
    let pool = if word.starts_with(char::is_uppercase) {
        names
    } else {
        others
    };
    if dice.one_in(10) {
        return mutate(word, dice);
    }
    let other = dice.one_in(4).then(|| dice.choose(pool)).flatten();
    other.unwrap_or(word).to_owned()
}

/// The word with other vowels.
fn mutate(word: &str, dice: &mut Dice) -> String {
    let vowel = |c: char| match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'é' | 'è' => ['a', 'e', 'i', 'o', 'u'][dice.below(5)],
        other => other,
    };
    word.chars().map(vowel).collect()
}

/// A megabyte each of what costs a careless reader dearly.
pub(crate) fn adversarial() -> Vec<(&'static str, String)> {
    const BYTES: usize = 1_000_000;
    let filled = |unit: &str| unit.repeat(BYTES / unit.len());
    let mut dice = Dice(7);
    let digits = (0..BYTES)
        .map(|_| char::from(b'0' + dice.below(10) as u8))
        .collect();
    vec![
        ("one_letter", filled("a")),
        ("digits", digits),
        ("brackets", filled("(")),
        ("bracket_pairs", filled("([{}])")),
        ("combining_marks", filled("\u{301}")),
        ("capitals", filled("A")),
        ("capital_words", filled("ABDUL KARIM ")),
        ("numbers", filled("12 ")),
        ("no_space", filled("Gent,maandag12mei2016:drie-doden/")),
        ("line_breaks", filled("a\n")),
    ]
}
