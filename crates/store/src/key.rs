//! Under which names entries are stored.

use std::fmt;
use std::str::FromStr;

use dateline_annotation::ArticleId;

use crate::Kind;

/// What every name begins with.
pub const PREFIX: &str = "dateline/";
/// The layout that is written, and the newest that is read.
pub const LAYOUT: u32 = 2;

/// The name of an entry.
///
/// ```
/// use dateline_store::Key;
/// let key: Key = "dateline/2/marks/00000000000000ff".parse()?;
/// assert_eq!(key.to_string(), "dateline/2/marks/00000000000000ff");
/// # Ok::<(), dateline_store::NotAKey>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The text of an article.
    Text(ArticleId),
    /// What is known and marked of it.
    Marks(ArticleId),
    /// The order of the articles.
    Order,
    /// Label set and entities.
    Set,
}

/// A name that no entry of this layout has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the name of an entry")]
pub struct NotAKey;

impl Key {
    /// What stands under it.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Marks(_) => Kind::Marks,
            Self::Order => Kind::Order,
            Self::Set => Kind::Set,
        }
    }

    /// The article that it belongs to.
    pub const fn article(self) -> Option<ArticleId> {
        match self {
            Self::Text(id) | Self::Marks(id) => Some(id),
            Self::Order | Self::Set => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(id) => write!(f, "{PREFIX}{LAYOUT}/text/{id}"),
            Self::Marks(id) => write!(f, "{PREFIX}{LAYOUT}/marks/{id}"),
            Self::Order => write!(f, "{PREFIX}{LAYOUT}/order"),
            Self::Set => write!(f, "{PREFIX}{LAYOUT}/set"),
        }
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(name: &str) -> Result<Self, NotAKey> {
        let rest = name.strip_prefix(PREFIX).ok_or(NotAKey)?;
        let (layout, rest) = rest.split_once('/').ok_or(NotAKey)?;
        if layout.parse() != Ok(LAYOUT) {
            return Err(NotAKey);
        }
        let key = match rest.split_once('/') {
            Some(("text", id)) => id.parse().ok().map(Self::Text),
            Some(("marks", id)) => id.parse().ok().map(Self::Marks),
            None if rest == "order" => Some(Self::Order),
            None if rest == "set" => Some(Self::Set),
            _ => None,
        };
        // One entry has one name: no capitals, no missing digits.
        key.filter(|key| key.to_string() == name).ok_or(NotAKey)
    }
}

/// The layout of a name, if it is a newer one than this program knows.
pub fn newer_layout(name: &str) -> Option<u32> {
    let (layout, _) = name.strip_prefix(PREFIX)?.split_once('/')?;
    layout.parse().ok().filter(|layout| *layout > LAYOUT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_and_nothing_else_is_one() {
        let id = ArticleId::new(0xab);
        for key in [Key::Text(id), Key::Marks(id), Key::Order, Key::Set] {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        for name in [
            "",
            "dateline/1/order",
            "dateline/2/marks/AB",
            "dateline/2/view",
            "other",
        ] {
            assert_eq!(name.parse::<Key>(), Err(NotAKey), "{name}");
        }
        assert_eq!(newer_layout("dateline/3/anything"), Some(3));
        assert_eq!(newer_layout("dateline/2/order"), None);
    }
}
