//! The languages that Dateline reads.

use serde::{Deserialize, Serialize};

/// A language whose articles can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Dutch, as written in the Netherlands and Belgium.
    Dutch,
    /// French, as written in France, Belgium, Switzerland and Africa.
    French,
    /// English, British and American.
    English,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Dutch, Self::French, Self::English];

    /// The ISO 639-1 code: `nl`, `fr` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The language of an ISO 639-1 code or BCP 47 tag (`nl`, `nl-BE`, `fr_FR`); `None` for any other.
    ///
    /// ```
    /// use dateline_annotation::Language;
    /// assert_eq!(Language::from_code("nl-BE"), Some(Language::Dutch));
    /// assert_eq!(Language::from_code("de"), None);
    /// ```
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The language after this one, around from the last to the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Dutch => Self::French,
            Self::French => Self::English,
            Self::English => Self::Dutch,
        }
    }

    /// The name of the language in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dutch => "Dutch",
            Self::French => "French",
            Self::English => "English",
        }
    }
}
