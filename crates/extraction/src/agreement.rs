//! What the mentions of one text have to say about each other.
//!
//! A first pass over a text gives each token a belief: how likely each label is. The second pass sees, for
//! each token, what was believed of the same word elsewhere, and whether the words around it were marked as
//! one span elsewhere. After Krishnan and Manning, An effective two-stage model for exploiting non-local
//! dependencies in named entity recognition, ACL 2006.

use std::ops::Range;

use crate::hash::{FastMap, Sieve, finish, key as key_of, mix};
use crate::lattice::Scores;
use crate::reading::{Reading, Sign};
use crate::tags::{BEGIN, Chunk, END, INSIDE, LANES, SINGLE};
use crate::word::{Case, Word};

/// How many phrases that start with one word are remembered.
const MOST_PHRASES: usize = 8;
/// The most words of a phrase that is remembered: what is longer is no name, and looking for it wherever its first
/// word stands would take time that grows with its length.
const LONGEST_PHRASE: usize = 12;

/// How likely a token's label is where other mentions are not asked.
const SURE: f32 = 0.9;

/// The key of a feature.
const fn named(hash: u64) -> u32 {
    key_of(finish(hash))
}

/// A feature that the second pass gives a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clue {
    pub(crate) token: usize,
    pub(crate) feature: u32,
}

/// What the first pass holds of a token.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Belief {
    /// The probability of each lane.
    pub(crate) lanes: [f32; LANES],
    /// The probability that it is in a span of several tokens.
    pub(crate) joined: f32,
}

impl Belief {
    /// That a token is surely outside of any span.
    pub(crate) const OUTSIDE: Self = {
        let mut lanes = [0.0; LANES];
        lanes[0] = 1.0;
        Self { lanes, joined: 0.0 }
    };

    pub(crate) fn new(marginals: &Scores) -> Self {
        let mut belief = Self::default();
        for lane in 0..LANES {
            let several =
                marginals[BEGIN + lane] + marginals[INSIDE + lane] + marginals[END + lane];
            belief.lanes[lane] = several + marginals[SINGLE + lane];
            belief.joined += several;
        }
        belief
    }

    /// Whether it is so likely what the token is that other mentions hardly change it.
    pub(crate) fn is_sure(&self) -> bool {
        self.lanes.iter().any(|share| *share >= SURE)
    }

    fn add(&mut self, other: &Self, sign: f32) {
        self.lanes
            .iter_mut()
            .zip(other.lanes)
            .for_each(|(sum, lane)| *sum += sign * lane);
        self.joined += sign * other.joined;
    }
}

/// A span of several words that was found somewhere in the text.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    /// Where it was found first.
    start: usize,
    length: usize,
    lane: u8,
    count: u32,
}

/// The beliefs of a text, gathered by word and by phrase.
#[derive(Debug)]
pub(crate) struct Agreement {
    /// By word: the sum of its beliefs, and how often it stands in the text.
    words: FastMap<u32, (Belief, u32)>,
    phrases: FastMap<u32, Vec<Phrase>>,
    /// Acronyms: what is believed of the words they stand for.
    acronyms: FastMap<u32, Belief>,
}

/// The word under which a token's beliefs are gathered; `None` for those that say nothing.
fn key(word: &Word, belief: &Belief) -> Option<u32> {
    let telling = word.is_capital() || belief.lanes[0] < 0.9;
    (telling && word.case != Case::None && word.letters > 1)
        .then(|| finish(mix(u64::from(word.fold), u64::from(word.is_capital()))))
}

impl Agreement {
    /// Gathers what the first pass believes and found, as far as [`Self::clues`] in the same ranges ask for it.
    pub(crate) fn new(
        reading: &Reading,
        words: &[Word],
        beliefs: &[Belief],
        chunks: &[Chunk],
        wanted: &[Range<usize>],
    ) -> Self {
        let mut agreement = Self {
            words: FastMap::default(),
            phrases: FastMap::default(),
            acronyms: FastMap::default(),
        };
        let key_at = |index: usize| key(&words[reading.words[index] as usize], &beliefs[index]);
        // Those beside a range are its neighbours.
        let beside =
            |range: &Range<usize>| range.start.saturating_sub(1)..beliefs.len().min(range.end + 1);
        let asked: Sieve = wanted.iter().flat_map(beside).filter_map(key_at).collect();
        for (index, belief) in beliefs.iter().enumerate() {
            let Some(key) = key_at(index).filter(|key| asked.passes(*key)) else {
                continue;
            };
            let sum = agreement.words.entry(key).or_default();
            sum.0.add(belief, 1.0);
            sum.1 += 1;
            if index >= 2 && reading.signs[index].has(Sign::Acronym) {
                agreement.acronyms.insert(key, beliefs[index - 2]);
            }
        }
        let is_phrase = |chunk: &&Chunk| (2..=LONGEST_PHRASE).contains(&(chunk.end - chunk.start));
        for chunk in chunks.iter().filter(is_phrase) {
            agreement.add_phrase(reading, words, *chunk);
        }
        agreement
    }

    fn add_phrase(&mut self, reading: &Reading, words: &[Word], chunk: Chunk) {
        let fold = |index: usize| words[reading.words[index] as usize].fold;
        let length = chunk.end - chunk.start;
        let known = self.phrases.entry(fold(chunk.start)).or_default();
        let same = known.iter().position(|phrase| {
            phrase.length == length
                && phrase.lane == chunk.lane
                && (0..length).all(|i| fold(phrase.start + i) == fold(chunk.start + i))
        });
        match same {
            Some(index) => known[index].count += 1,
            None if known.len() < MOST_PHRASES => known.push(Phrase {
                start: chunk.start,
                length,
                lane: chunk.lane,
                count: 1,
            }),
            None => {}
        }
    }

    /// Where phrases that were found elsewhere stand: features of the phrase over a token, by token.
    fn phrase_features(&self, reading: &Reading, words: &[Word], chunks: &[Chunk]) -> Vec<Clue> {
        let mut clues = Vec::new();
        if self.phrases.is_empty() {
            return clues;
        }
        let firsts: Sieve = self.phrases.keys().copied().collect();
        let fold = |index: usize| words[reading.words[index] as usize].fold;
        let mut own = chunks.iter().peekable();
        for start in (0..reading.words.len()).filter(|start| firsts.passes(fold(*start))) {
            while own.next_if(|chunk| chunk.start < start).is_some() {}
            let Some(known) = self.phrases.get(&fold(start)) else {
                continue;
            };
            for phrase in known {
                let end = start + phrase.length;
                let fits = end <= reading.words.len()
                    && (1..phrase.length).all(|i| fold(phrase.start + i) == fold(start + i));
                let is_own = own.peek().is_some_and(|chunk| {
                    chunk.start == start && chunk.end == end && chunk.lane == phrase.lane
                });
                let elsewhere = phrase.count - u32::from(is_own).min(phrase.count);
                if !fits || elsewhere == 0 {
                    continue;
                }
                for token in start..end {
                    let place = u64::from(token == start) | u64::from(token + 1 == end) << 1;
                    let feature = mix(
                        mix(mix(0xA9EE, place), u64::from(phrase.lane)),
                        u64::from(elsewhere.min(2)),
                    );
                    clues.push(Clue {
                        token,
                        feature: named(feature),
                    });
                }
            }
        }
        clues.sort_by_key(|clue| clue.token);
        clues
    }

    /// The second pass's features of the tokens in some ranges, in their order; most tokens have none. The ranges ascend and
    /// share no token.
    pub(crate) fn clues(
        &self,
        reading: &Reading,
        words: &[Word],
        beliefs: &[Belief],
        chunks: &[Chunk],
        wanted: &[Range<usize>],
    ) -> Vec<Clue> {
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut phrases = self
            .phrase_features(reading, words, chunks)
            .into_iter()
            .peekable();
        let word = |token: usize| &words[reading.words[token] as usize];
        let others = |token: usize| {
            let belief = beliefs.get(token)?;
            self.elsewhere(word(token), belief)
        };
        let mut clues = Vec::new();
        let mut features = Vec::new();
        for range in wanted {
            let mut before = range.start.checked_sub(1).and_then(others);
            let mut own = others(range.start);
            for token in range.clone() {
                let (belief, after) = (&beliefs[token], others(token + 1));
                while phrases.next_if(|clue| clue.token < token).is_some() {}
                clues.extend(std::iter::from_fn(|| {
                    phrases.next_if(|clue| clue.token == token)
                }));
                if let Some(own) = &own {
                    own.push_features(0, belief, word(token), &mut features);
                }
                if let Some(before) = &before {
                    before.push_neighbour(1, word(token), &mut features);
                }
                if let Some(after) = &after {
                    after.push_neighbour(2, word(token), &mut features);
                }
                if let Some(long) = self.long_form(word(token), belief) {
                    let (lane, share) = strongest(&long.lanes);
                    features.push(named(mix(mix(0xAC20, lane), bucket(share))));
                }
                clues.extend(features.drain(..).map(|feature| Clue { token, feature }));
                (before, own) = (own, after);
            }
        }
        clues
    }

    /// What is believed of the words that an acronym stands for.
    fn long_form(&self, word: &Word, belief: &Belief) -> Option<&Belief> {
        if self.acronyms.is_empty() {
            return None;
        }
        self.acronyms.get(&key(word, belief)?)
    }

    /// What is believed of a word at its other places.
    fn elsewhere(&self, word: &Word, own: &Belief) -> Option<Others> {
        let (sum, count) = self.words.get(&key(word, own)?)?;
        let others = count.checked_sub(1).filter(|others| *others > 0)?;
        let mut belief = *sum;
        belief.add(own, -1.0);
        #[expect(clippy::cast_precision_loss, reason = "a count of words")]
        let share = 1.0 / others as f32;
        belief.lanes.iter_mut().for_each(|lane| *lane *= share);
        belief.joined *= share;
        Some(Others {
            belief,
            count: others,
        })
    }
}

/// The mean belief of a word's other places.
#[derive(Debug)]
struct Others {
    belief: Belief,
    count: u32,
}

impl Others {
    fn push_features(&self, place: u64, own: &Belief, word: &Word, features: &mut Vec<u32>) {
        let (lane, share) = strongest(&self.belief.lanes);
        let (own_lane, own_share) = strongest(&own.lanes);
        let base = mix(mix(0xA100, place), lane);
        let count = u64::from(self.count.min(3));
        let joined = bucket(self.belief.joined);
        let own_joined = bucket(own.joined);
        features.push(named(mix(mix(base, 1), bucket(share))));
        features.push(named(mix(mix(mix(base, 2), bucket(share)), count)));
        features.push(named(mix(mix(mix(base, 3), own_lane), bucket(own_share))));
        features.push(named(mix(
            mix(mix(mix(base, 4), own_lane), bucket(share)),
            bucket(own_share),
        )));
        features.push(named(mix(mix(mix(base, 5), joined), own_joined)));
        features.push(named(mix(mix(base, 6), u64::from(word.brief))));
        for (second, share) in self.belief.lanes.iter().enumerate() {
            if *share > 0.15 {
                features.push(named(mix(
                    mix(mix(mix(0xA1FF, place), second as u64), bucket(*share)),
                    count,
                )));
            }
        }
    }

    fn push_neighbour(&self, place: u64, word: &Word, features: &mut Vec<u32>) {
        let (lane, share) = strongest(&self.belief.lanes);
        let joined = bucket(self.belief.joined);
        features.push(named(mix(
            mix(mix(mix(0xA200, place), lane), bucket(share)),
            joined,
        )));
        features.push(named(mix(
            mix(mix(mix(0xA300, place), lane), u64::from(word.brief)),
            joined,
        )));
    }
}

/// The likeliest lane and its probability.
fn strongest(lanes: &[f32; LANES]) -> (u64, f32) {
    let mut best = (0, lanes[0]);
    for (lane, share) in lanes.iter().enumerate() {
        if *share > best.1 {
            best = (lane as u64, *share);
        }
    }
    best
}

/// A probability in five steps.
const fn bucket(share: f32) -> u64 {
    if share < 0.1 {
        0
    } else if share < 0.4 {
        1
    } else if share < 0.7 {
        2
    } else if share < 0.92 {
        3
    } else {
        4
    }
}
