//! Whether a text is in the language that its file states: office programs state the one that their user writes in.

use dateline_annotation::Language;

/// The commonest words of each language that are none of the others'.
const WORDS: [(Language, [&str; 14]); 3] = [
    (
        Language::Dutch,
        [
            "het", "een", "van", "dat", "zijn", "met", "voor", "niet", "aan", "ook", "naar",
            "maar", "bij", "wordt",
        ],
    ),
    (
        Language::French,
        [
            "les", "des", "une", "est", "dans", "pour", "qui", "sur", "que", "pas", "avec", "par",
            "aux", "ont",
        ],
    ),
    (
        Language::English,
        [
            "the", "and", "that", "with", "for", "was", "from", "his", "have", "they", "which",
            "were", "been", "said",
        ],
    ),
];
/// How much of a text is looked at, in words.
const LOOKED_AT: usize = 2000;

/// Whether no other language is better found in `text` than `stated`.
pub(crate) fn is_plausible(text: &str, stated: Language) -> bool {
    let mut counts = [0usize; WORDS.len()];
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    for word in words.take(LOOKED_AT) {
        let word = word.to_lowercase();
        for (count, (_, known)) in counts.iter_mut().zip(&WORDS) {
            *count += usize::from(known.contains(&word.as_str()));
        }
    }
    let of = |language| {
        let at = WORDS.iter().position(|(known, _)| *known == language);
        at.map_or(0, |at| counts[at])
    };
    counts.iter().max().is_none_or(|most| of(stated) == *most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_language_counts_unless_the_text_is_in_another() {
        let dutch = "Het leger heeft een stad ingenomen, maar niet met geweld.";
        assert!(is_plausible(dutch, Language::Dutch));
        assert!(!is_plausible(dutch, Language::English));
        assert!(is_plausible("Mosul", Language::French));
    }
}
