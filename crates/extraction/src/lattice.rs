//! Decoding: the best tags of a sequence, and how likely each is.
//!
//! A linear chain over BIOES tags in which only valid successions exist. What matters between two spans is
//! which label ended and which begins, so a step costs 16 × 16 operations instead of 61 × 61. The sums run
//! over scaled probabilities (Rabiner, A tutorial on hidden Markov models, 1989, section V.A).

use crate::tags::{BEGIN, Chunk, END, INSIDE, LANES, OUTSIDE, SINGLE, TAGS};
use crate::weights::Transitions;
use crate::wide::wide;

/// The scores of a token's tags.
pub(crate) type Scores = [f32; TAGS];
/// The scores or probabilities of all lanes in one place.
pub(crate) type Lanes = [f32; LANES];

/// The lowest score of a tag below the best of its token.
const FLOOR: f32 = -40.0;

/// `e` to the power of `x` for `x` from -87 to 88; a few millionths off, the same on every machine.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    // A number so large that its last bits are whole: rounds, and holds the rounded number in those bits.
    const ROUNDER: f32 = 12_582_912.0;
    let scaled = x * std::f32::consts::LOG2_E;
    let rounded = scaled + ROUNDER;
    let part = (scaled - (rounded - ROUNDER)) * std::f32::consts::LN_2;
    let power = 1.0
        + part
            * (1.0
                + part
                    * (0.5 + part * (0.166_666_67 + part * (0.041_666_67 + part * 0.008_333_334))));
    let bits = (rounded.to_bits() << 23).wrapping_add(127 << 23);
    power * f32::from_bits(bits)
}

/// The higher of two scores, lane by lane.
#[inline(always)]
pub(crate) fn raise<T: PartialOrd + Copy>(most: &mut [T; LANES], scores: &[T; LANES]) {
    for (most, score) in most.iter_mut().zip(scores) {
        *most = if *score > *most { *score } else { *most };
    }
}

/// The highest score of each lane; lane 0 has only one.
#[inline(always)]
fn most(scores: &Scores) -> Lanes {
    let mut most = lanes(scores, BEGIN);
    raise(&mut most, &lanes(scores, INSIDE));
    raise(&mut most, &lanes(scores, END));
    most[0] = f32::NEG_INFINITY;
    raise(&mut most, &lanes(scores, SINGLE));
    most
}

/// The highest of all lanes.
#[inline(always)]
pub(crate) fn highest<T: PartialOrd + Copy>(lanes: &[T; LANES]) -> T {
    let mut most = *lanes;
    for half in [8, 4, 2, 1] {
        let (near, far) = most.split_at_mut(half);
        for (most, other) in near.iter_mut().zip(far) {
            *most = if *other > *most { *other } else { *most };
        }
    }
    most[0]
}

/// The sum of a row, in the order in which the processor adds up four lanes and more at once.
#[inline(always)]
fn sum_of(row: &Scores) -> f32 {
    let mut sums = [0.0; LANES];
    for lanes in row.as_chunks::<LANES>().0 {
        sums.iter_mut()
            .zip(lanes)
            .for_each(|(sum, value)| *sum += value);
    }
    for half in [8, 4, 2, 1] {
        let (near, far) = sums.split_at_mut(half);
        near.iter_mut()
            .zip(far)
            .for_each(|(sum, other)| *sum += *other);
    }
    sums[0]
}

#[inline(always)]
fn product(a: &Scores, b: &Scores) -> Scores {
    let mut product = *a;
    product
        .iter_mut()
        .zip(b)
        .for_each(|(value, other)| *value *= other);
    product
}

#[inline(always)]
pub(crate) fn lanes<T: Copy>(row: &[T; TAGS], place: usize) -> [T; LANES] {
    let mut lanes = [row[place]; LANES];
    lanes.copy_from_slice(&row[place..place + LANES]);
    lanes
}

/// What is on both sides of what is decoded: nothing, or a token that is outside of any span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Border {
    /// Whether the sequence starts here.
    pub(crate) opens: bool,
    /// Whether the sequence ends here.
    pub(crate) closes: bool,
}

impl Border {
    /// The borders of a whole sequence.
    pub(crate) const WHOLE: Self = Self {
        opens: true,
        closes: true,
    };

    /// The row of transitions by which the first token is entered.
    const fn entry(self) -> usize {
        if self.opens { LANES } else { 0 }
    }
}

impl Default for Border {
    fn default() -> Self {
        Self::WHOLE
    }
}

/// How far, in nats, a label is behind at every token of an island where it is left out.
const HOPELESS: f32 = 6.0;

/// The lanes that may be the right ones for some token: those are few, and work for each pair of lanes is most
/// of the work.
#[derive(Debug, Clone, Copy)]
struct Active {
    lanes: [u8; LANES],
    count: usize,
}

impl Default for Active {
    fn default() -> Self {
        Self {
            lanes: std::array::from_fn(|lane| lane as u8),
            count: LANES,
        }
    }
}

impl Active {
    #[inline(always)]
    fn new(scores: &[Scores]) -> Self {
        let mut leads = [f32::NEG_INFINITY; LANES];
        for row in scores {
            let most = most(row);
            let best = highest(&most);
            raise(&mut leads, &most.map(|score| score - best));
        }
        let mut active = Self {
            lanes: [0; LANES],
            count: 1,
        };
        for lane in (1..LANES).filter(|lane| leads[*lane] > -HOPELESS) {
            active.lanes[active.count] = lane as u8;
            active.count += 1;
        }
        active
    }

    /// The scores of active lanes; the others can't be.
    fn only(&self, scores: &Lanes) -> Lanes {
        let mut only = [f32::NEG_INFINITY; LANES];
        for lane in self.lanes() {
            only[lane] = scores[lane];
        }
        only
    }

    fn lanes(&self) -> impl Iterator<Item = usize> {
        self.lanes[..self.count]
            .iter()
            .map(|lane| usize::from(*lane))
    }
}

/// Reusable room for decoding one sequence after another.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    border: Border,
    active: Active,
    /// One row of scores for each token; filled in by the caller.
    pub(crate) scores: Vec<Scores>,
    /// Probability of each tag given the tokens up to it.
    forward: Vec<Scores>,
    /// After [`Self::sum`]: the probability of each tag.
    pub(crate) marginals: Vec<Scores>,
    potentials: Vec<Scores>,
    backward: Vec<Scores>,
    /// The highest score of each token, and what its row of `forward` was divided by.
    highest: Vec<f32>,
    scales: Vec<f32>,
    /// How the best sequence that ends or goes on in each lane got there: [`LANE`] and what stands beside it.
    steps: Vec<[u32; LANES]>,
}

/// The bits of the lane that ended before a span.
const LANE: u32 = 15;
/// That a token inside a span comes after another one inside.
const WAS_INSIDE: u32 = 16;
/// The same of one at the end of a span.
const ENDS_INSIDE: u32 = 32;
/// That a span of several tokens ends.
const ENDS: u32 = 64;

/// Transitions as factors.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Factors {
    change: [Lanes; LANES + 1],
    /// `change` turned: from the lane that follows to those that can end before it.
    turned: [Lanes; LANES],
    stay: [Lanes; 4],
}

impl Factors {
    pub(crate) fn new(transitions: &Transitions) -> Self {
        let change = transitions.change.map(|row| row.map(exp));
        let mut turned = [[0.0; LANES]; LANES];
        for (next, row) in turned.iter_mut().enumerate() {
            for (factor, from) in row.iter_mut().zip(&change) {
                *factor = from[next];
            }
        }
        Self {
            change,
            turned,
            stay: transitions.stay.map(|row| row.map(exp)),
        }
    }
}

/// The expected use of each transition.
#[cfg(feature = "train")]
pub(crate) type Expected = Transitions;

impl Lattice {
    /// Forgets the scores of the sequence before. What is pushed after is decoded with all labels.
    #[cfg(feature = "train")]
    pub(crate) fn clear(&mut self) {
        *self = Self {
            scores: std::mem::take(&mut self.scores),
            ..Self::default()
        };
        self.scores.clear();
    }

    /// Takes the scores of a sequence, or of a part between tokens that are outside.
    pub(crate) fn fill(&mut self, scores: impl Iterator<Item = Scores>, border: Border) {
        self.border = border;
        self.scores.clear();
        self.scores.extend(scores);
        self.active = wide(
            #[inline(always)]
            || Active::new(&self.scores),
        );
    }

    pub(crate) fn len(&self) -> usize {
        self.scores.len()
    }

    /// The tags of the most likely sequence. Lane 0 is always active, and the first.
    pub(crate) fn best(&mut self, transitions: &Transitions) -> Vec<u8> {
        wide(
            #[inline(always)]
            || self.best_widely(transitions),
        )
    }

    /// [`Self::best`], for [`wide`] to compile.
    #[inline(always)]
    fn best_widely(&mut self, transitions: &Transitions) -> Vec<u8> {
        self.steps.clear();
        let stay = &transitions.stay;
        let mut done = [f32::NEG_INFINITY; LANES];
        let mut open = [[f32::NEG_INFINITY; LANES]; 2];
        for (index, scores) in self.scores.iter().enumerate() {
            let (start, mut steps) = if index == 0 {
                let start = transitions.change[self.border.entry()];
                (self.active.only(&start), [0; LANES])
            } else {
                enter(&done, &self.active, transitions)
            };
            // All lanes at once, since that takes the processor less than choosing some.
            for lane in 0..LANES {
                let on = [open[0][lane] + stay[0][lane], open[1][lane] + stay[2][lane]];
                let off = [open[0][lane] + stay[1][lane], open[1][lane] + stay[3][lane]];
                let end = higher(off[0], off[1]) + scores[END + lane];
                let single = start[lane] + scores[SINGLE + lane];
                open[0][lane] = start[lane] + scores[BEGIN + lane];
                open[1][lane] = higher(on[0], on[1]) + scores[INSIDE + lane];
                done[lane] = higher(end, single);
                steps[lane] |= if on[1] > on[0] { WAS_INSIDE } else { 0 }
                    | if off[1] > off[0] { ENDS_INSIDE } else { 0 }
                    | if end > single { ENDS } else { 0 };
            }
            open[0][0] = f32::NEG_INFINITY;
            self.steps.push(steps);
        }
        if !self.border.closes {
            for (score, change) in done.iter_mut().zip(&transitions.change) {
                *score += change[0];
            }
        }
        self.trace(&done)
    }

    /// Walks back from the best end.
    fn trace(&self, done: &Lanes) -> Vec<u8> {
        let mut tags = vec![OUTSIDE; self.len()];
        let mut lane = argmax(done);
        let mut index = self.len();
        while index > 0 {
            index -= 1;
            let mut how = self.steps[index][lane];
            if how & ENDS == 0 {
                tags[index] = (SINGLE + lane) as u8;
            } else {
                tags[index] = (END + lane) as u8;
                let mut inside = how & ENDS_INSIDE != 0;
                while inside && index > 1 {
                    index -= 1;
                    tags[index] = (INSIDE + lane) as u8;
                    how = self.steps[index][lane];
                    inside = how & WAS_INSIDE != 0;
                }
                index -= 1;
                tags[index] = (BEGIN + lane) as u8;
            }
            lane = (self.steps[index][lane] & LANE) as usize;
        }
        tags
    }

    /// Works out [`Self::marginals`].
    pub(crate) fn sum(&mut self, factors: &Factors) {
        wide(
            #[inline(always)]
            || self.sum_widely(factors),
        );
    }

    /// [`Self::sum`], for [`wide`] to compile.
    #[inline(always)]
    fn sum_widely(&mut self, factors: &Factors) {
        let length = self.len();
        for rows in [
            &mut self.forward,
            &mut self.marginals,
            &mut self.potentials,
            &mut self.backward,
        ] {
            rows.resize(length, [0.0; TAGS]);
        }
        self.scales.resize(length, 0.0);
        self.highest.resize(length, 0.0);
        self.sweep_forward(factors);
        self.sweep_backward(factors);
        for index in 0..length {
            let marginals = &mut self.marginals[index];
            *marginals = product(&self.forward[index], &self.backward[index]);
            let share = 1.0 / sum_of(marginals);
            for marginal in marginals {
                *marginal *= share;
            }
        }
    }

    /// The logarithm of the sum over all sequences, after [`Self::sum`].
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn log_sum(&self) -> f64 {
        let steps = self.highest.iter().zip(&self.scales);
        let sum: f64 = steps
            .map(|(highest, scale)| f64::from(*highest) + ln(*scale))
            .sum();
        let ends = self.forward.last().zip(self.backward.last());
        sum + ends.map_or(0.0, |(forward, backward)| {
            ln(sum_of(&product(forward, backward)))
        })
    }

    #[inline(always)]
    fn sweep_forward(&mut self, factors: &Factors) {
        for index in 0..self.len() {
            self.highest[index] = potentials(&self.scores[index], &mut self.potentials[index]);
            let (earlier, rest) = self.forward.split_at_mut(index);
            let (row, potentials) = (&mut rest[0], &self.potentials[index]);
            match earlier.last() {
                None => start_row(&factors.change[self.border.entry()], potentials, row),
                Some(before) => next_row(before, &self.active, factors, potentials, row),
            }
            let scale = sum_of(row);
            let share = 1.0 / scale;
            for value in row.iter_mut() {
                *value *= share;
            }
            self.scales[index] = scale;
        }
    }

    #[inline(always)]
    fn sweep_backward(&mut self, factors: &Factors) {
        let Some(last) = self.len().checked_sub(1) else {
            return;
        };
        self.backward[last] = [0.0; TAGS];
        let leave = if self.border.closes {
            [1.0; LANES]
        } else {
            factors.turned[0]
        };
        self.backward[last][END..SINGLE].copy_from_slice(&leave);
        self.backward[last][SINGLE..].copy_from_slice(&leave);
        for index in (0..last).rev() {
            let after = product(&self.potentials[index + 1], &self.backward[index + 1]);
            let share = 1.0 / self.scales[index + 1];
            let row = &mut self.backward[index];
            let mut ended = [0.0; LANES];
            for next in self.active.lanes() {
                let begun = after[BEGIN + next] + after[SINGLE + next];
                let sums = ended.iter_mut().zip(&factors.turned[next]);
                sums.for_each(|(sum, factor)| *sum += factor * begun);
            }
            for lane in 0..LANES {
                let open = |on: usize| {
                    factors.stay[on][lane] * after[INSIDE + lane]
                        + factors.stay[on + 1][lane] * after[END + lane]
                };
                row[BEGIN + lane] = open(0) * share;
                row[INSIDE + lane] = open(2) * share;
                row[END + lane] = ended[lane] * share;
                row[SINGLE + lane] = ended[lane] * share;
            }
        }
    }

    /// The probability that exactly this span is there, after [`Self::sum`].
    pub(crate) fn probability(&self, chunk: Chunk, factors: &Factors) -> f32 {
        let lane = usize::from(chunk.lane);
        let last = chunk.end - 1;
        if chunk.start == last {
            return self.marginals[last][SINGLE + lane];
        }
        let mut flow = self.forward[chunk.start][BEGIN + lane];
        let mut open = 0;
        for index in chunk.start + 1..last {
            flow *= factors.stay[open][lane] * self.potentials[index][INSIDE + lane]
                / self.scales[index];
            open = 2;
        }
        flow *=
            factors.stay[open + 1][lane] * self.potentials[last][END + lane] / self.scales[last];
        let whole = sum_of(&product(&self.forward[last], &self.backward[last]));
        (flow * self.backward[last][END + lane] / whole).clamp(0.0, 1.0)
    }

    /// Adds how often each transition is expected, after [`Self::sum`].
    #[cfg(feature = "train")]
    pub(crate) fn expect(&self, factors: &Factors, expected: &mut Expected) {
        for index in 0..self.len() {
            let whole = sum_of(&product(&self.forward[index], &self.backward[index]));
            let share = 1.0 / (self.scales[index] * whole);
            let mut after = [0.0; TAGS];
            for (value, (potential, backward)) in after
                .iter_mut()
                .zip(self.potentials[index].iter().zip(&self.backward[index]))
            {
                *value = potential * backward * share;
            }
            let mut row = |from: usize, weight: f32| {
                for lane in 0..LANES {
                    expected.change[from][lane] += weight
                        * factors.change[from][lane]
                        * (after[BEGIN + lane] + after[SINGLE + lane]);
                }
            };
            let Some(before) = index.checked_sub(1).map(|before| &self.forward[before]) else {
                row(LANES, 1.0);
                continue;
            };
            (0..LANES).for_each(|lane| row(lane, before[END + lane] + before[SINGLE + lane]));
            for lane in 1..LANES {
                for (number, (from, to)) in [
                    (BEGIN, INSIDE),
                    (BEGIN, END),
                    (INSIDE, INSIDE),
                    (INSIDE, END),
                ]
                .into_iter()
                .enumerate()
                {
                    expected.stay[number][lane] +=
                        before[from + lane] * factors.stay[number][lane] * after[to + lane];
                }
            }
        }
    }
}

/// The best score with which each lane can begin, and the lane that ended before it.
#[inline(always)]
fn enter(done: &Lanes, active: &Active, transitions: &Transitions) -> (Lanes, [u32; LANES]) {
    let mut best = [f32::NEG_INFINITY; LANES];
    let mut from = [0; LANES];
    for lane in active.lanes() {
        let ended = done[lane];
        let (number, change) = (lane as u32, &transitions.change[lane]);
        for next in 0..LANES {
            let candidate = ended + change[next];
            let is_better = candidate > best[next];
            best[next] = if is_better { candidate } else { best[next] };
            from[next] = if is_better { number } else { from[next] };
        }
    }
    (active.only(&best), from)
}

#[inline(always)]
const fn higher(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (index, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = index;
        }
    }
    best
}

/// Scores as factors, the best being 1; columns that stand for no tag become 0.
#[inline(always)]
fn potentials(scores: &Scores, potentials: &mut Scores) -> f32 {
    let highest = highest(&most(scores));
    for (potential, score) in potentials.iter_mut().zip(scores) {
        *potential = exp((score - highest).max(FLOOR));
    }
    for place in [BEGIN, INSIDE, END] {
        potentials[place] = 0.0;
    }
    highest
}

#[inline(always)]
fn start_row(change: &Lanes, potentials: &Scores, row: &mut Scores) {
    *row = [0.0; TAGS];
    for lane in 0..LANES {
        row[BEGIN + lane] = change[lane] * potentials[BEGIN + lane];
        row[SINGLE + lane] = change[lane] * potentials[SINGLE + lane];
    }
}

#[inline(always)]
fn next_row(
    before: &Scores,
    active: &Active,
    factors: &Factors,
    potentials: &Scores,
    row: &mut Scores,
) {
    let mut start = [0.0; LANES];
    for lane in active.lanes() {
        let ended = before[END + lane] + before[SINGLE + lane];
        let change = start.iter_mut().zip(&factors.change[lane]);
        change.for_each(|(sum, factor)| *sum += ended * factor);
    }
    let (begun, inside) = (lanes(before, BEGIN), lanes(before, INSIDE));
    for lane in 0..LANES {
        row[BEGIN + lane] = start[lane] * potentials[BEGIN + lane];
        row[INSIDE + lane] = (begun[lane] * factors.stay[0][lane]
            + inside[lane] * factors.stay[2][lane])
            * potentials[INSIDE + lane];
        row[END + lane] = (begun[lane] * factors.stay[1][lane]
            + inside[lane] * factors.stay[3][lane])
            * potentials[END + lane];
        row[SINGLE + lane] = start[lane] * potentials[SINGLE + lane];
    }
}

/// The natural logarithm of a positive number, the same on every machine.
#[cfg(any(test, feature = "train"))]
fn ln(x: f32) -> f64 {
    let bits = x.to_bits();
    let power = f64::from(bits >> 23) - 127.0;
    let mantissa = f64::from(f32::from_bits((bits & 0x7F_FFFF) | 0x3F80_0000));
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series =
        1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square / 9.0)));
    power * std::f64::consts::LN_2 + 2.0 * ratio * series
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::{finish, mix};
    use crate::tags::chunks_of;

    #[test]
    fn powers_and_logarithms_are_near_those_of_the_library() {
        for x in [-39.0_f32, -3.3, -0.2, 0.0, 0.7, 12.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
            assert!((ln(x.exp()) - f64::from(x)).abs() < 1e-4, "{x}");
        }
    }

    /// All valid sequences of three tokens over two labels, by force.
    #[test]
    fn the_lattice_agrees_with_brute_force() {
        let noise = |n: u64| f32::from((finish(mix(3, n)) % 1000) as u16) / 250.0 - 2.0;
        let mut transitions = Transitions::default();
        transitions
            .all_mut()
            .zip(0..)
            .for_each(|(weight, n)| *weight = noise(n) / 2.0);
        let mut lattice = Lattice::default();
        for token in 0..4 {
            let mut scores = [-30.0; TAGS];
            for place in [BEGIN, INSIDE, END, SINGLE] {
                for lane in 0..3 {
                    scores[place + lane] = noise(1000 + token * 64 + (place + lane) as u64);
                }
            }
            lattice.scores.push(scores);
        }
        let tags: Vec<u8> = [BEGIN, INSIDE, END, SINGLE]
            .iter()
            .flat_map(|place| (0..3).map(move |lane| (place + lane) as u8))
            .collect();
        let mut all = vec![(Vec::new(), 0.0_f64)];
        for index in 0..4 {
            all = all
                .into_iter()
                .flat_map(|(path, score)| {
                    let (lattice, transitions, tags) = (&lattice, &transitions, &tags);
                    tags.clone().into_iter().filter_map(move |tag| {
                        let step = step_score(path.last().copied(), tag, index == 3, transitions)?;
                        let mut path = path.clone();
                        path.push(tag);
                        Some((
                            path,
                            score + f64::from(step + lattice.scores[index][usize::from(tag)]),
                        ))
                    })
                })
                .collect();
        }
        let whole: f64 = all.iter().map(|(_, score)| score.exp()).sum();
        let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(lattice.best(&transitions), best.0);
        let factors = Factors::new(&transitions);
        lattice.sum(&factors);
        let sum = lattice.log_sum();
        assert!((sum - whole.ln()).abs() < 1e-4, "{sum} {}", whole.ln());
        for tag in tags {
            let share: f64 = all
                .iter()
                .filter(|(path, _)| path[2] == tag)
                .map(|(_, score)| score.exp())
                .sum::<f64>()
                / whole;
            assert!((f64::from(lattice.marginals[2][usize::from(tag)]) - share).abs() < 1e-4);
        }
        for chunk in [
            Chunk {
                start: 0,
                end: 3,
                lane: 1,
            },
            Chunk {
                start: 1,
                end: 2,
                lane: 2,
            },
            Chunk {
                start: 2,
                end: 4,
                lane: 1,
            },
        ] {
            let share: f64 = all
                .iter()
                .filter(|(path, _)| chunks_of(path).contains(&chunk))
                .map(|(_, score)| score.exp())
                .sum::<f64>()
                / whole;
            assert!(
                (f64::from(lattice.probability(chunk, &factors)) - share).abs() < 1e-4,
                "{chunk:?}"
            );
        }
    }

    #[test]
    fn a_part_between_tokens_outside_is_decoded_as_in_the_whole() {
        let noise = |n: u64| f32::from((finish(mix(5, n)) % 1000) as u16) / 250.0 - 2.0;
        let mut transitions = Transitions::default();
        let weights = transitions.all_mut().zip(0..);
        weights.for_each(|(weight, n)| *weight = noise(n) / 2.0);
        let factors = Factors::new(&transitions);
        let mut scores = Vec::new();
        for token in 0..6 {
            let mut row: Scores = std::array::from_fn(|tag| noise(1000 + token * 64 + tag as u64));
            if token == 0 || token == 5 {
                row[SINGLE] = 60.0;
            }
            scores.push(row);
        }
        let (mut whole, mut part) = (Lattice::default(), Lattice::default());
        whole.fill(scores.iter().copied(), Border::WHOLE);
        let border = Border {
            opens: false,
            closes: false,
        };
        part.fill(scores[1..5].iter().copied(), border);
        assert_eq!(part.best(&transitions), whole.best(&transitions)[1..5]);
        for lattice in [&mut whole, &mut part] {
            lattice.sum(&factors);
        }
        let pairs = part.marginals.iter().zip(&whole.marginals[1..5]);
        for (in_part, in_whole) in pairs.flat_map(|(a, b)| a.iter().zip(b)) {
            assert!((in_part - in_whole).abs() < 1e-4, "{in_part} {in_whole}");
        }
    }

    fn step_score(
        before: Option<u8>,
        tag: u8,
        is_last: bool,
        transitions: &Transitions,
    ) -> Option<f32> {
        let split = |tag: u8| (usize::from(tag) / LANES * LANES, usize::from(tag) % LANES);
        let (place, lane) = split(tag);
        if (lane == 0 && place != SINGLE) || (is_last && (place == BEGIN || place == INSIDE)) {
            return None;
        }
        let opens = place == BEGIN || place == SINGLE;
        match before.map(split) {
            None => opens.then(|| transitions.change[LANES][lane]),
            Some((END | SINGLE, from)) => opens.then(|| transitions.change[from][lane]),
            Some((from_place, from)) => (!opens && from == lane).then(|| {
                transitions.stay[usize::from(from_place == INSIDE) * 2 + usize::from(place == END)]
                    [lane]
            }),
        }
    }
}
