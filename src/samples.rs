//! Articles of our own that show what the page does, one a language.

use dateline_annotation::Language;

/// The samples, each with the language that it is in.
pub const SAMPLES: [(Language, &str); 3] = [
    (Language::Dutch, include_str!("samples/nl.txt")),
    (Language::French, include_str!("samples/fr.txt")),
    (Language::English, include_str!("samples/en.txt")),
];

/// The sample in a language.
pub fn sample(language: Language) -> &'static str {
    let mut samples = SAMPLES.into_iter();
    let found = samples.find(|(own, _)| *own == language);
    found.map_or(SAMPLES[0].1, |(_, text)| text)
}
