//! Number words put together: `two thousand and five`, `quatre-vingt-dix-sept`, `eenentwintig`.

use crate::values::languages::template::Spelling;

/// A word as part of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum Part {
    /// 0 to 99.
    Small(u64),
    /// A hundred.
    Hundred,
    /// Ten to the power of three and up.
    Power(u32),
    /// The article that counts as one before a hundred or thousand.
    Article,
    /// The joining word.
    And,
    /// An ordinal word of this rank, which ends the number.
    Rank(u64),
    /// A number that is one word, and whether it is an ordinal.
    Whole(u64, bool),
}

/// A number under construction, from the largest power down.
///
/// ```text
/// two hundred thousand and five: group 2 → 200 → (total 200 000, group 0) → and → 5
/// ```
#[derive(Debug, Clone, Copy)]
pub(in crate::values) struct Sum {
    total: u64,
    group: u64,
    power: u32,
    last: Option<Part>,
    /// Whether an ordinal word closed the number.
    pub ranked: bool,
}

/// Larger than any number that is read.
const LIMIT: u64 = 1_000_000_000_000_000_000;

impl Sum {
    /// Nothing yet.
    pub(in crate::values) const EMPTY: Self = Self {
        total: 0,
        group: 0,
        power: 19,
        last: None,
        ranked: false,
    };

    /// The number so far; `None` when its last word asks for more.
    pub(in crate::values) fn value(self) -> Option<u64> {
        (self.last.is_some() && self.last != Some(Part::And)).then_some(self.total + self.group)
    }

    /// The power of ten of the last word, when it was one.
    pub(in crate::values) fn scale(self) -> u64 {
        match self.last {
            Some(Part::Power(power)) => 10_u64.pow(power.min(18)),
            Some(Part::Hundred) => 100,
            _ => 1,
        }
    }

    /// The number with one more word; `None` when the word can't follow.
    pub(in crate::values) fn push(self, part: Part, spelling: Spelling) -> Option<Self> {
        if self.ranked {
            return None;
        }
        let mut next = self;
        match part {
            Part::Small(number) => next.group = self.with_small(number, spelling)?,
            Part::Article => next.group = self.last.is_none().then_some(1)?,
            Part::Hundred => next.group = self.with_hundred()?,
            Part::Power(power) => next.raise(power, spelling)?,
            Part::And => {
                if !self.takes_and(spelling) {
                    return None;
                }
            }
            Part::Rank(rank) => next.close(rank, spelling)?,
            Part::Whole(number, ranked) => next.append(number, ranked)?,
        }
        if !matches!(part, Part::Rank(_) | Part::Whole(..)) {
            next.last = Some(part);
        }
        (next.total < LIMIT).then_some(next)
    }

    fn with_small(self, number: u64, spelling: Spelling) -> Option<u64> {
        let low = self.group % 100;
        let first = self.last.is_none();
        let joined = self.last == Some(Part::And);
        let fits = match self.last {
            None | Some(Part::Hundred | Part::Power(_)) => number > 0 || first,
            Some(Part::And) if spelling.compound && (1..10).contains(&low) => {
                return (number >= 20 && number.is_multiple_of(10)).then_some(self.group + number);
            }
            Some(Part::And) if low == 0 => number > 0,
            Some(Part::Small(_) | Part::And) => Self::follows(low, number, joined, spelling),
            Some(Part::Rank(_) | Part::Whole(..) | Part::Article) => false,
        };
        if fits {
            return Some(self.group + number);
        }
        let eighty = spelling.vigesimal && low == 4 && number == 20 && !joined;
        eighty.then_some(self.group + 76)
    }

    /// Whether `number` can follow a ten: twenty-one, soixante-dix, quatre-vingt-onze.
    fn follows(low: u64, number: u64, joined: bool, spelling: Spelling) -> bool {
        let teens = spelling.vigesimal && (low == 60 || low == 80) && (10..20).contains(&number);
        let ten = spelling.vigesimal && matches!(low, 10 | 70 | 90) && (7..10).contains(&number);
        let units = low >= 20 && low.is_multiple_of(10) && (1..10).contains(&number);
        if joined {
            return spelling.and_after_ten && (units || teens) && matches!(number, 1 | 11);
        }
        (units && !spelling.compound) || teens || ten
    }

    fn with_hundred(self) -> Option<u64> {
        match self.last {
            None | Some(Part::Power(_)) => Some(100),
            Some(Part::And) if self.group == 0 => Some(100),
            Some(Part::Small(_) | Part::Article) if (1..100).contains(&self.group) => {
                Some(self.group * 100)
            }
            _ => None,
        }
    }

    fn raise(&mut self, power: u32, spelling: Spelling) -> Option<()> {
        let factor = 10_u64.checked_pow(power)?;
        let all = self.total + self.group;
        // Mille, duizend: one thousand needs no number before it.
        let bare = power == 3 && (spelling.vigesimal || spelling.compound);
        let countless = self.group == 0 && all > 0 && power < self.power && !bare;
        if self.last == Some(Part::And) || countless {
            return None;
        }
        if power < self.power {
            self.total += self.group.max(1).checked_mul(factor)?;
        } else {
            // A thousand millions: all there is so far counts in the larger power.
            self.total = all.checked_mul(factor).filter(|_| all < factor)?;
        }
        self.group = 0;
        self.power = power;
        Some(())
    }

    /// Adds a number of several words, which must be smaller than the power before it.
    fn append(&mut self, number: u64, ranked: bool) -> Option<()> {
        let room = match self.last {
            None => LIMIT,
            Some(Part::Power(_) | Part::And) if self.group == 0 => {
                10_u64.checked_pow(self.power)?
            }
            _ => return None,
        };
        if number >= room {
            return None;
        }
        self.total += number - number % 1000;
        self.group = number % 1000;
        if number >= 1000 {
            self.power = 3;
        }
        self.ranked = ranked;
        let power = (3..=15)
            .rev()
            .find(|power| number.is_multiple_of(10_u64.pow(*power)));
        self.last = Some(match power {
            _ if ranked => Part::Rank(number),
            Some(power) if number > 0 => Part::Power(power),
            _ if number.is_multiple_of(100) => Part::Hundred,
            _ => Part::Small(number % 100),
        });
        Some(())
    }

    fn takes_and(self, spelling: Spelling) -> bool {
        match self.last {
            Some(Part::Hundred | Part::Power(_)) => {
                spelling.and_after_hundred || spelling.and_after_ten
            }
            Some(Part::Small(number)) => {
                let tens = number >= 20 && number % 10 == 0;
                (spelling.and_after_ten && tens) || (spelling.compound && (1..10).contains(&number))
            }
            _ => false,
        }
    }

    /// Adds an ordinal word: a unit, a teen, a ten, a hundredth or a power.
    fn close(&mut self, rank: u64, spelling: Spelling) -> Option<()> {
        let before = *self;
        *self = match rank {
            100 => Self {
                group: before.with_hundred()?,
                ..before
            },
            0..100 => Self {
                group: before.with_small(rank, spelling)?,
                ..before
            },
            _ => {
                let mut raised = before;
                raised.raise(rank.checked_ilog10()?, spelling)?;
                raised
            }
        };
        self.last = Some(Part::Rank(rank));
        self.ranked = true;
        Some(())
    }
}

/// The longest number that the words make from the first on, and every shorter one.
pub(in crate::values) fn numbers(
    parts: impl Iterator<Item = (Part, usize)>,
    spelling: Spelling,
) -> Vec<(Sum, usize)> {
    let mut sum = Sum::EMPTY;
    let mut found = Vec::new();
    for (part, end) in parts {
        let Some(next) = sum.push(part, spelling) else {
            break;
        };
        sum = next;
        if sum.value().is_some() {
            found.push((sum, end));
        }
    }
    found
}

/// The number that a word of several parts spells, such as `honderdvijfentwintig`.
///
/// Tries all ways to cut the word; the sum refuses the wrong ones early. `tail` is told what is
/// left after the number and says whether that may stand there.
pub(in crate::values) fn compound<'a, T>(
    word: &'a str,
    spelling: Spelling,
    atoms: &dyn Fn(&'a str) -> Vec<(Part, usize)>,
    tail: &dyn Fn(&'a str) -> Option<T>,
) -> Option<(Sum, T)> {
    let mut steps = 200;
    cut(word, Sum::EMPTY, spelling, atoms, tail, &mut steps)
}

fn cut<'a, T>(
    rest: &'a str,
    sum: Sum,
    spelling: Spelling,
    atoms: &dyn Fn(&'a str) -> Vec<(Part, usize)>,
    tail: &dyn Fn(&'a str) -> Option<T>,
    steps: &mut u32,
) -> Option<(Sum, T)> {
    *steps = steps.checked_sub(1)?;
    for (part, length) in atoms(rest) {
        let Some(next) = sum.push(part, spelling) else {
            continue;
        };
        if let Some(found) = cut(rest.get(length..)?, next, spelling, atoms, tail, steps) {
            return Some(found);
        }
    }
    sum.value()?;
    Some((sum, tail(rest)?))
}
