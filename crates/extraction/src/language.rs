//! Which of the three languages a text is in.

use dateline_annotation::Language;
use whatlang::{Detector, Lang};

/// How many bytes of a text are looked at; more does not change the answer.
const SAMPLE_BYTES: usize = 4096;

/// The most likely language of a text; English when it has no letters at all.
///
/// Decided by the small words that only one of the languages has, and by letter trigrams where those are few;
/// a headline of a few words without any may be taken for another language.
///
/// ```
/// use dateline_annotation::Language;
/// use dateline_extraction::language::detect;
/// assert_eq!(detect("De stad is gevallen."), Language::Dutch);
/// ```
pub fn detect(text: &str) -> Language {
    let sample = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    by_small_words(sample)
        .or_else(|| by_trigrams(sample))
        .unwrap_or(Language::English)
}

/// Words that are frequent in one of the languages and not used in the others.
const SMALL_WORDS: [(Language, &[&str]); 3] = [
    (
        Language::Dutch,
        &[
            "het", "een", "van", "voor", "niet", "met", "zijn", "aan", "ook", "naar", "bij", "uit",
            "wordt", "werd", "zegt", "der", "dat", "op", "ze", "hij", "meer", "over", "nog", "te",
            "tegen", "en", "de", "in",
        ],
    ),
    (
        Language::French,
        &[
            "le", "la", "les", "des", "du", "et", "une", "un", "dans", "pour", "sur", "est", "qui",
            "par", "au", "aux", "ont", "a", "l'", "d'", "l’", "d’", "ses", "avec", "plus", "selon",
            "de", "en",
        ],
    ),
    (
        Language::English,
        &[
            "the", "of", "and", "to", "that", "for", "with", "from", "his", "has", "by", "on",
            "at", "said", "an", "are", "it", "as", "after", "who", "were", "have", "over", "a",
            "in",
        ],
    ),
];

/// The language whose small words outnumber those of each of the others.
fn by_small_words(sample: &str) -> Option<Language> {
    let mut counts = [0_usize; 3];
    for token in crate::tokens::tokenise(sample) {
        let word = token.of(sample).to_lowercase();
        for (count, (_, words)) in counts.iter_mut().zip(SMALL_WORDS) {
            *count += usize::from(words.contains(&word.as_str()));
        }
    }
    let best = (0..3).max_by_key(|index| counts[*index])?;
    let clear = (0..3).all(|other| other == best || counts[other] < counts[best]);
    clear.then_some(SMALL_WORDS[best].0)
}

fn by_trigrams(sample: &str) -> Option<Language> {
    let detector = Detector::with_allowlist(vec![Lang::Nld, Lang::Fra, Lang::Eng]);
    match detector.detect_lang(sample)? {
        Lang::Nld => Some(Language::Dutch),
        Lang::Fra => Some(Language::French),
        _ => Some(Language::English),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let cases = [
            (
                "De premier bezocht woensdag de kazerne in Gent.",
                Language::Dutch,
            ),
            ("Zware brand in de Antwerpse haven", Language::Dutch),
            (
                "Le ministre a quitté la conférence de Genève.",
                Language::French,
            ),
            ("Deux morts à Bordeaux", Language::French),
            (
                "The minister left the conference in Geneva.",
                Language::English,
            ),
            ("Floods kill three in the north of Leeds", Language::English),
            ("Al-Shabaab aanval op Kismayo afgeslagen", Language::Dutch),
            ("", Language::English),
            ("12.500 — 34 %", Language::English),
        ];
        for (text, language) in cases {
            assert_eq!(detect(text), language, "{text}");
        }
    }
}
