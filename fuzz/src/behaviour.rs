//! What a target made of an input, told by signs so coarse that inputs which show the same ones test the same.

use std::collections::BTreeSet;
use std::fmt::Display;

/// How much of a message makes a sign.
const MOST_CHARACTERS: usize = 80;

/// The signs of one execution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behaviour {
    /// It made something of the input.
    pub understood: bool,
    /// What it said, without what it quoted, and how much of everything there was, on a scale of powers of two.
    pub signs: BTreeSet<String>,
}

impl Behaviour {
    pub(crate) fn of(understood: bool) -> Self {
        let sign = if understood { "understood" } else { "refused" };
        Self {
            understood,
            signs: BTreeSet::from([sign.to_owned()]),
        }
    }

    /// Adds how many there were.
    pub(crate) fn count(mut self, what: &str, number: usize) -> Self {
        let power = usize::BITS - number.leading_zeros();
        self.signs.insert(format!("{what} {power}"));
        self
    }

    /// Adds what was said.
    pub(crate) fn say(mut self, message: &impl Display) -> Self {
        self.signs.insert(kind(&message.to_string()));
        self
    }

    /// Adds everything that was said.
    pub(crate) fn say_all<T: Display>(self, messages: impl IntoIterator<Item = T>) -> Self {
        messages.into_iter().fold(self, |all, one| all.say(&one))
    }
}

/// A message without what stands in quotation marks and without numbers.
fn kind(message: &str) -> String {
    let mut closing = None;
    let outside = message.chars().filter(|c| match (closing, c) {
        (Some(end), c) => {
            if end == *c {
                closing = None;
            }
            false
        }
        (None, '“') => {
            closing = Some('”');
            false
        }
        (None, '"' | '`') => {
            closing = Some(*c);
            false
        }
        (None, c) => !c.is_numeric(),
    });
    outside.take(MOST_CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn what_is_quoted_or_counted_makes_no_other_sign() {
        assert_eq!(kind("Line 3: “a” is no mark."), "Line :  is no mark.");
        assert_eq!(kind("a \"1\" b `c` d"), "a  b  d");
    }
}
