//! Learning: stochastic gradient steps on the likelihood of the marks, each weight with its own rate.
//!
//! The method is `AdaGrad` (Duchi, Hazan, Singer, JMLR 2011) with an L2 penalty. A gradient of a tag is shared with the
//! other tags of its label, so that what is learned of single-word names helps with longer ones. One thread
//! learns one model; the order of examples comes from a fixed generator: the same examples give the same
//! weights, bit for bit.

use crate::lattice::{Factors, Lattice, Scores};
use crate::tags::{LANES, TAGS};
use crate::train::examples::{Examples, Kind, Sequence};
use crate::weights::Transitions;

/// How to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How often all examples are seen.
    pub epochs: usize,
    /// The size of steps.
    pub rate: f32,
    /// The strength of the L2 penalty.
    pub penalty: f32,
    /// The share of a tag's gradient that the other tags of its label get.
    pub tying: f32,
    /// The share of features that are left out at random while learning.
    pub dropout: f32,
    /// The share of tokens of which, while learning, only the own features of words are seen: so these alone learn to tell
    /// what is plainly outside, as the tagger asks of them.
    pub alone: f32,
    /// Sequences looked at before weights change.
    pub batch: usize,
    /// Features of fewer articles are not learned.
    pub least_count: usize,
    /// Features of few articles are left out more often: this over their number is added to `dropout`.
    pub rarity: f32,
    /// Over how many of the last epochs weights are averaged.
    pub averaged: usize,
    /// Into how many parts the articles are divided to learn what mentions say about each other; fewer than
    /// two leave that out.
    pub folds: usize,
    /// How much an article counts of which only some labels were marked.
    pub partial: f32,
    /// How much a copy of an article counts in which other names stand; without any when it is 0.
    pub copied: f32,
    /// Weights nearer to 0 than this are dropped from the model.
    pub prune: f32,
    /// Features whose weights add up to less than this, whatever their signs, are dropped from the model.
    pub weak: f32,
    /// What one unit of a rounded weight is worth.
    pub step: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            epochs: 10,
            rate: 0.15,
            penalty: 1e-5,
            tying: 2.0,
            dropout: 0.3,
            alone: 0.3,
            batch: 8,
            least_count: 4,
            rarity: 1.0,
            averaged: 6,
            folds: 8,
            partial: 0.15,
            copied: 0.5,
            prune: 0.165,
            weak: 1.3,
            step: 0.033,
        }
    }
}

/// What was learned, before it is rounded.
#[derive(Debug, Clone)]
pub(crate) struct Learned {
    pub(crate) rows: Vec<[f32; TAGS]>,
    pub(crate) transitions: Transitions,
}

/// A small generator of pseudo-random numbers (xorshift64*).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(0x9E37_79B9))
    }

    pub(crate) const fn roll(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        ((u64::from(self.roll()) * limit as u64) >> 32) as usize
    }
}

struct Learner<'e> {
    examples: &'e Examples,
    options: Options,
    learned: Learned,
    squares: Vec<[f32; TAGS]>,
    transition_squares: Transitions,
    lattice: Lattice,
    /// Features of the tokens of a batch that are not left out, and the gradient of each token's scores.
    batch: Vec<(Vec<u32>, [f32; TAGS])>,
    /// How likely each feature is left out, in 65,536ths.
    limits: Vec<u32>,
    /// How likely those of several words are left out together, in 65,536ths.
    alone: u32,
    dice: Dice,
    start: Start<'e>,
}

/// Where learning starts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start<'s> {
    /// Decides the order of examples.
    pub(crate) seed: u64,
    /// Scores of all tokens to which those that are learned are added.
    pub(crate) base: Option<&'s [Scores]>,
    /// Transitions that are kept as they are, instead of learned ones.
    pub(crate) transitions: Option<&'s Transitions>,
}

/// Learns from the given sequences, telling `watch` the epoch and the mean loss of a token.
pub(crate) fn learn<'e>(
    examples: &'e Examples,
    sequences: &[&Sequence],
    options: Options,
    start: Start<'e>,
    watch: &mut dyn FnMut(usize, f64),
) -> Learned {
    let count = examples.features.len();
    let mut learner = Learner {
        examples,
        options,
        learned: Learned {
            rows: vec![[0.0; TAGS]; count],
            transitions: start.transitions.cloned().unwrap_or_default(),
        },
        squares: vec![[0.0; TAGS]; count],
        transition_squares: Transitions::default(),
        lattice: Lattice::default(),
        batch: Vec::new(),
        limits: limits(examples, options),
        alone: in_parts(options.alone),
        dice: Dice::new(start.seed),
        start,
    };
    let mut mean = learner.learned.clone();
    let mut order = sequences.to_vec();
    let tokens: usize = order.iter().map(|sequence| sequence.tokens.len()).sum();
    for epoch in 0..options.epochs {
        for last in (1..order.len()).rev() {
            order.swap(last, learner.dice.below(last + 1));
        }
        let rate = options.rate * (1.0 - 0.8 * epoch as f32 / options.epochs as f32);
        let mut loss = 0.0;
        for batch in order.chunks(options.batch) {
            loss += learner.step(batch, rate);
        }
        learner.shrink(rate, order.len() / options.batch + 1);
        watch(epoch, loss / tokens as f64);
        if epoch + options.averaged >= options.epochs {
            let share = 1.0 / (epoch + 1 + options.averaged - options.epochs) as f32;
            mean.blend(&learner.learned, share);
        }
    }
    mean
}

/// How likely each feature is left out, in 65,536ths.
fn limits(examples: &Examples, options: Options) -> Vec<u32> {
    let share = |articles: &u32| (options.dropout + options.rarity / *articles as f32).min(0.9);
    let spread = examples.spread.iter();
    spread.map(|articles| in_parts(share(articles))).collect()
}

/// A share in 65,536ths.
#[expect(clippy::cast_sign_loss, reason = "shares are positive")]
fn in_parts(share: f32) -> u32 {
    (share * 65536.0) as u32
}

impl Learned {
    /// The scores of a token.
    pub(crate) fn scores(&self, features: &[u32]) -> Scores {
        let mut scores = [0.0; TAGS];
        for feature in features {
            let row = &self.rows[*feature as usize];
            scores
                .iter_mut()
                .zip(row)
                .for_each(|(score, weight)| *score += weight);
        }
        scores
    }

    /// Moves the weights towards those of another by a share of the way.
    pub(crate) fn blend(&mut self, other: &Self, share: f32) {
        let pairs = self
            .rows
            .iter_mut()
            .flatten()
            .zip(other.rows.iter().flatten());
        pairs.for_each(|(weight, new)| *weight += share * (new - *weight));
        let mut transitions = other.transitions.clone();
        let pairs = self.transitions.all_mut().zip(transitions.all_mut());
        pairs.for_each(|(weight, new)| *weight += share * (*new - *weight));
    }
}

impl Learner<'_> {
    /// Changes the weights by one batch; returns its loss.
    fn step(&mut self, batch: &[&Sequence], rate: f32) -> f64 {
        let factors = Factors::new(&self.learned.transitions);
        let mut slopes = Transitions::default();
        let mut loss = 0.0;
        self.batch.clear();
        for sequence in batch {
            loss += self.differentiate(sequence, &factors, &mut slopes);
        }
        let mut tokens = std::mem::take(&mut self.batch);
        for (features, gradient) in &mut tokens {
            if gradient.iter().all(|slope| slope.abs() < 1e-3) {
                continue;
            }
            share(gradient, self.options.tying);
            for feature in features.iter() {
                let feature = *feature as usize;
                adapt(
                    &mut self.learned.rows[feature],
                    &mut self.squares[feature],
                    gradient,
                    rate,
                );
            }
        }
        self.batch = tokens;
        if self.start.transitions.is_some() {
            return loss;
        }
        let weights = self
            .learned
            .transitions
            .all_mut()
            .zip(self.transition_squares.all_mut());
        for ((weight, square), slope) in weights.zip(slopes.all_mut()) {
            *square += *slope * *slope;
            *weight -= rate * *slope / (*square + 0.1).sqrt();
        }
        loss
    }

    /// Scores a sequence and notes the gradient of each of its tokens' scores.
    fn differentiate(
        &mut self,
        sequence: &Sequence,
        factors: &Factors,
        slopes: &mut Transitions,
    ) -> f64 {
        let first = self.batch.len();
        self.lattice.clear();
        for token in sequence.tokens.clone() {
            let mut scores = self.start.base.map_or([0.0; TAGS], |base| base[token]);
            let mut kept = Vec::with_capacity(128);
            let features = if self.dice.roll() & 0xFFFF < self.alone {
                self.examples.own_features_of(token)
            } else {
                self.examples.features_of(token)
            };
            for feature in features {
                if self.dice.roll() & 0xFFFF < self.limits[*feature as usize] {
                    continue;
                }
                kept.push(*feature);
                let row = &self.learned.rows[*feature as usize];
                scores
                    .iter_mut()
                    .zip(row)
                    .for_each(|(score, weight)| *score += weight);
            }
            self.lattice.scores.push(scores);
            self.batch.push((kept, [0.0; TAGS]));
        }
        self.lattice.sum(factors);
        let total = self.lattice.log_sum();
        let (share, mut kept) = match sequence.kind {
            Kind::Whole => (1.0, None),
            Kind::Partial => return self.differentiate_partly(sequence, factors, first, total),
            // How names follow each other is that of the originals.
            Kind::Copy => (self.options.copied, Some(Transitions::default())),
        };
        let slopes = kept.as_mut().unwrap_or(slopes);
        self.lattice.expect(factors, slopes);
        let tags = &self.examples.tags[sequence.tokens.clone()];
        for (index, tag) in tags.iter().enumerate() {
            let gradient = &mut self.batch[first + index].1;
            *gradient = self.lattice.marginals[index].map(|marginal| share * marginal);
            gradient[usize::from(*tag)] -= share;
        }
        total - path_score(tags, &self.lattice, &self.learned.transitions, slopes)
    }

    /// The same where several sequences of tags may be right: what all of them have in common is learned. The
    /// transitions are those of what is marked in full.
    fn differentiate_partly(
        &mut self,
        sequence: &Sequence,
        factors: &Factors,
        first: usize,
        total: f64,
    ) -> f64 {
        let share = self.options.partial;
        for (index, token) in sequence.tokens.clone().enumerate() {
            let gradient = &mut self.batch[first + index].1;
            *gradient = self.lattice.marginals[index].map(|marginal| share * marginal);
            let allowed = self.examples.allowed[token];
            for (tag, score) in self.lattice.scores[index].iter_mut().enumerate() {
                if allowed >> tag & 1 == 0 {
                    *score = f32::MIN;
                }
            }
        }
        self.lattice.sum(factors);
        for index in 0..sequence.tokens.len() {
            let gradient = self.batch[first + index].1.iter_mut();
            gradient
                .zip(&self.lattice.marginals[index])
                .for_each(|(slope, marginal)| *slope -= share * marginal);
        }
        total - self.lattice.log_sum()
    }

    /// The L2 penalty of an epoch.
    fn shrink(&mut self, rate: f32, steps: usize) {
        let strength = rate * self.options.penalty * steps as f32;
        for (row, squares) in self.learned.rows.iter_mut().zip(&self.squares) {
            for (weight, square) in row.iter_mut().zip(squares) {
                *weight /= 1.0 + strength / (*square + 0.1).sqrt();
            }
        }
    }
}

/// Adds to each tag's gradient a share of those of the other tags of its label.
fn share(gradient: &mut [f32; TAGS], tying: f32) {
    for lane in 1..LANES {
        let columns = [lane, LANES + lane, 2 * LANES + lane, 3 * LANES + lane];
        let sum: f32 = columns.iter().map(|column| gradient[*column]).sum();
        for column in columns {
            gradient[column] += tying * sum;
        }
    }
}

#[inline]
fn adapt(row: &mut [f32; TAGS], squares: &mut [f32; TAGS], gradient: &[f32; TAGS], rate: f32) {
    for ((weight, square), slope) in row.iter_mut().zip(squares).zip(gradient) {
        *square += slope * slope;
        *weight -= rate * slope / (*square + 0.1).sqrt();
    }
}

/// The score of the right tags; takes their transitions from `slopes`.
fn path_score(
    tags: &[u8],
    lattice: &Lattice,
    transitions: &Transitions,
    slopes: &mut Transitions,
) -> f64 {
    let mut score = 0.0;
    let mut before: Option<(usize, usize)> = None;
    for (index, tag) in tags.iter().enumerate() {
        let (place, lane) = (usize::from(*tag) / LANES, usize::from(*tag) % LANES);
        score += f64::from(lattice.scores[index][usize::from(*tag)]);
        let (weight, slope) = match before {
            Some((from, from_lane)) if from == 0 || from == 1 => {
                let stay = from * 2 + usize::from(place == 2);
                debug_assert_eq!(from_lane, lane);
                (transitions.stay[stay][lane], &mut slopes.stay[stay][lane])
            }
            Some((_, from)) => (
                transitions.change[from][lane],
                &mut slopes.change[from][lane],
            ),
            None => (
                transitions.change[LANES][lane],
                &mut slopes.change[LANES][lane],
            ),
        };
        score += f64::from(weight);
        *slope -= 1.0;
        before = Some((place, lane));
    }
    score
}
