//! Which tokens of a sequence need decoding.
//!
//! Most tokens of a text are outside of any span by such a margin that neighbours hardly ever change it. They cut
//! a sequence into islands, and only those are decoded, each as if it stood between two tokens outside:
//!
//! ```text
//! The council said on [Monday] that [Anna Berg] would leave .
//! ~~~~~~~~~~~~~~~~^^^^^^^^^^^^~~~~~~^^^^^^^^^^^~~~~~~~~~~~~~~
//! ```

use std::ops::Range;

#[cfg(any(test, feature = "train"))]
use crate::lattice::Scores;
use crate::lattice::{Border, highest, lanes, raise};
use crate::tags::{BEGIN, END, INSIDE, OUTSIDE, SINGLE, TAGS};
use crate::weights::Sums;

/// How far, in nats, every path through a span must be behind. Transitions can make up for a part of it. With less some
/// spans are lost.
pub(crate) const MARGIN: f32 = 1.0;
/// The same where speed matters less: what is learned from should be as exact as can be.
#[cfg(any(test, feature = "train"))]
pub(crate) const WIDE_MARGIN: f32 = 4.0;

/// Tokens of a sequence that are decoded together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Island {
    /// The tokens, counted in the sequence.
    pub(crate) tokens: Range<usize>,
    pub(crate) border: Border,
}

/// How much better a token fits outside than in a span of its own and in one of several tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lead {
    single: f32,
    several: f32,
}

impl Lead {
    /// Where there is no span: beyond the ends of a sequence, and at tokens that are plainly outside.
    pub(crate) const NO_SPAN: Self = Self {
        single: f32::INFINITY,
        several: f32::INFINITY,
    };

    /// The lead by the scores of a token.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn new(scores: &Scores) -> Self {
        let (single, several) = best_spans(scores, f32::NEG_INFINITY);
        let outside = scores[usize::from(OUTSIDE)];
        Self {
            single: outside - single,
            several: outside - several,
        }
    }

    /// The lead by the sums of weights of a token, of which a unit is worth `step`.
    #[inline(always)]
    pub(crate) fn of_sums(sums: &Sums, step: f32) -> Self {
        let (single, several) = best_spans(sums, i16::MIN);
        let outside = sums[usize::from(OUTSIDE)];
        let ahead = |other| f32::from(outside.saturating_sub(other)) * step;
        Self {
            single: ahead(single),
            several: ahead(several),
        }
    }

    /// How much better the token fits outside than in any span.
    pub(crate) const fn least(self) -> f32 {
        self.single.min(self.several)
    }

    /// Whether the token is surely outside, between these neighbours: a span of several tokens has one of them.
    fn is_sure(self, before: Self, after: Self, margin: f32) -> bool {
        let near = if before.several < after.several {
            before
        } else {
            after
        };
        self.single > margin && self.several + near.several > margin
    }
}

/// The best of the scores of a span of one token and of several; `least` is below all of them.
#[inline(always)]
fn best_spans<T: PartialOrd + Copy>(row: &[T; TAGS], least: T) -> (T, T) {
    let mut several = lanes(row, BEGIN);
    raise(&mut several, &lanes(row, INSIDE));
    raise(&mut several, &lanes(row, END));
    let mut single = lanes(row, SINGLE);
    for labels in [&mut several, &mut single] {
        labels[0] = least;
    }
    (highest(&single), highest(&several))
}

/// The islands of a sequence of which each token's lead is known, in order, by this margin.
pub(crate) fn islands(leads: &[Lead], margin: f32) -> Vec<Island> {
    let mut islands: Vec<Island> = Vec::new();
    let mut before = Lead::NO_SPAN;
    for (index, lead) in leads.iter().enumerate() {
        let after = leads.get(index + 1).copied().unwrap_or(Lead::NO_SPAN);
        if !lead.is_sure(before, after, margin) {
            match islands.last_mut() {
                Some(island) if island.tokens.end == index => island.tokens.end += 1,
                _ => islands.push(Island {
                    tokens: index..index + 1,
                    border: Border {
                        opens: index == 0,
                        closes: false,
                    },
                }),
            }
        }
        before = *lead;
    }
    if let Some(last) = islands.last_mut() {
        last.border.closes = last.tokens.end == leads.len();
    }
    islands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tags::LANES;

    /// Scores of a token that is outside by a margin for spans of one token and of several.
    fn token(single: f32, several: f32) -> Scores {
        let mut scores = [0.0; TAGS];
        scores[1..LANES].fill(-several);
        scores[INSIDE + 1..INSIDE + LANES].fill(-several);
        scores[END + 1..END + LANES].fill(-several);
        scores[SINGLE + 1..SINGLE + LANES].fill(-single);
        scores
    }

    #[test]
    fn tokens_that_are_surely_outside_cut_a_sequence() {
        let (sure, single, part) = (token(20.0, 20.0), token(-5.0, 20.0), token(20.0, -3.0));
        let middling = token(20.0, 4.0);
        let of = |scores: &[Scores]| {
            let leads: Vec<_> = scores.iter().map(Lead::new).collect();
            islands(&leads, WIDE_MARGIN)
        };
        let found = |scores: &[Scores]| {
            let ends = of(scores)
                .into_iter()
                .map(|island| (island.tokens.start, island.tokens.end));
            ends.collect::<Vec<_>>()
        };
        assert_eq!(found(&[sure, single, sure, sure]), [(1, 2)]);
        assert_eq!(found(&[single, sure, sure, single]), [(0, 1), (3, 4)]);
        assert_eq!(found(&[sure, part, part, sure]), [(1, 3)]);
        assert_eq!(found(&[sure, middling, sure]), []);
        assert_eq!(found(&[sure, middling, part, sure]), [(1, 3)]);
        assert_eq!(found(&[]), []);
        let border = |opens, closes| Border { opens, closes };
        assert_eq!(of(&[single])[0].border, border(true, true));
        assert_eq!(of(&[sure, single])[0].border, border(false, true));
    }

    #[test]
    fn a_lead_is_the_same_by_sums_and_by_scores() {
        let mut sums = [3; TAGS];
        (
            sums[INSIDE + 4],
            sums[SINGLE + 2],
            sums[usize::from(OUTSIDE)],
        ) = (9, 7, 12);
        let (lead, same) = (
            Lead::of_sums(&sums, 0.5),
            Lead::new(&sums.map(|sum| f32::from(sum) * 0.5)),
        );
        assert_eq!((lead.single, lead.several), (2.5, 1.5));
        assert_eq!((same.single, same.several), (2.5, 1.5));
        sums[usize::from(OUTSIDE)] = i16::MIN;
        assert!(Lead::of_sums(&sums, 0.5).least() < -16_000.0);
    }
}
