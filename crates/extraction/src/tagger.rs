//! Puts features, weights and decoding together: a reading in, spans with probabilities out.

use std::ops::Range;

use dateline_annotation::Language;

use crate::agreement::{Agreement, Belief, Clue};
use crate::features::{Frame, REACH, VIEWS, joint, own};
use crate::islands::{Island, Lead, islands};
use crate::lattice::{Factors, Lattice, Scores};
use crate::model::Model;
use crate::reading::{Reading, Vocabulary};
use crate::tags::{Chunk, LANES, OUTSIDE, TAGS, chunks_of};
use crate::values::Context;
use crate::weights::{Batch, Sums, Transitions, add};

/// How many distinct words are remembered, of all languages, before the memory is emptied: some eleven megabytes of
/// rows, and those of one stretch more.
const MOST_WORDS: usize = 12_000;

/// How far, in nats, a token that looks plain is outside by the own features of the words around it where those of
/// several words are not asked: beside a word with a capital, and elsewhere. On the dev set the spans are the same
/// as when all are asked.
const PLAIN_BY_CAPITAL: f32 = 4.0;
const PLAIN: f32 = 2.5;

/// The scores of a token that is outside whatever its neighbours are.
const SURELY_OUTSIDE: Scores = {
    let mut scores = [0.0; TAGS];
    scores[OUTSIDE as usize] = 100.0;
    scores
};

/// The words of one language that were met so far, and the sums of each one's own features: one row for each
/// place it is seen from, side by side, so that a token's share in the sums of its neighbours is one sweep over
/// a stretch of memory.
#[derive(Debug, Default)]
struct Known {
    vocabulary: Vocabulary,
    own: Rows,
}

/// Rows in pages of so many, so that none is moved when more come: a list that doubles would for a while hold them
/// twice, and leave room behind that nothing else fits into.
const PAGE: usize = 64;

/// A row for each word, by its number.
#[derive(Debug, Default)]
struct Rows(Vec<Vec<[Sums; VIEWS]>>);

impl Rows {
    fn len(&self) -> usize {
        match &self.0[..] {
            [full @ .., last] => full.len() * PAGE + last.len(),
            [] => 0,
        }
    }

    fn push(&mut self, row: &[Sums; VIEWS]) {
        match self.0.last_mut() {
            Some(page) if page.len() < PAGE => page.push(*row),
            _ => {
                let mut page = Vec::with_capacity(PAGE);
                page.push(*row);
                self.0.push(page);
            }
        }
    }

    fn of(&self, number: u32) -> &[Sums; VIEWS] {
        let number = number as usize;
        &self.0[number / PAGE][number % PAGE]
    }
}

/// What was worked out for words, kept from one text to the next. It changes no answer.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    dutch: Known,
    french: Known,
    english: Known,
}

impl Memory {
    fn of(&mut self, language: Language) -> &mut Known {
        match language {
            Language::Dutch => &mut self.dutch,
            Language::French => &mut self.french,
            Language::English => &mut self.english,
        }
    }

    /// Forgets everything when it is too much.
    fn make_room(&mut self) {
        let all = [&self.dutch, &self.french, &self.english];
        if all.iter().map(|known| known.own.len()).sum::<usize>() > MOST_WORDS {
            *self = Self::default();
        }
    }
}

/// Tags stretches of one text.
#[derive(Debug)]
pub(crate) struct Tagger<'m> {
    model: &'m Model,
    memory: &'m mut Memory,
    /// The sums of a sequence's tokens, with room at both ends for the views from beyond it.
    sums: Vec<Sums>,
    frame: Frame,
    batch: Batch,
    /// The scores of all tokens of a stretch.
    scores: Vec<Scores>,
    /// How plainly each of them is outside.
    leads: Vec<Lead>,
    lattice: Lattice,
}

/// What the first pass over a text holds and finds.
#[derive(Debug, Default)]
pub(crate) struct FirstPass {
    pub(crate) beliefs: Vec<Belief>,
    pub(crate) chunks: Vec<Chunk>,
    /// How likely each chunk is.
    probabilities: Vec<f32>,
}

/// Decodes without knowing what is believed elsewhere.
pub(crate) fn first_pass(
    reading: &Reading,
    scores: &[Scores],
    leads: &[Lead],
    lattice: &mut Lattice,
    chain: &impl Chain,
) -> FirstPass {
    let mut first = FirstPass {
        beliefs: vec![Belief::OUTSIDE; scores.len()],
        ..FirstPass::default()
    };
    for sequence in &reading.sequences {
        let scores = &scores[sequence.clone()];
        for Island { tokens, border } in islands(&leads[sequence.clone()]) {
            lattice.fill(&scores[tokens.clone()], border);
            let start = sequence.start + tokens.start;
            for (chunk, probability) in decode(lattice, chain) {
                first.chunks.push(chunk.shifted(start));
                first.probabilities.push(probability);
            }
            let beliefs = first.beliefs[start..].iter_mut().zip(&lattice.marginals);
            beliefs.for_each(|(belief, marginals)| *belief = Belief::new(marginals));
        }
    }
    first
}

/// The spans of the most likely sequence, each with its probability; leaves the marginals in the lattice.
pub(crate) fn decode(lattice: &mut Lattice, chain: &impl Chain) -> Vec<(Chunk, f32)> {
    lattice.sum(chain.factors());
    let chunks = chunks_of(&lattice.best(chain.transitions()));
    let probable = |chunk| (chunk, lattice.probability(chunk, chain.factors()));
    chunks.into_iter().map(probable).collect()
}

/// What a chain needs besides scores.
pub(crate) trait Chain {
    fn transitions(&self) -> &Transitions;
    fn factors(&self) -> &Factors;
}

impl Chain for Model {
    fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    fn factors(&self) -> &Factors {
        &self.factors
    }
}

impl<'m> Tagger<'m> {
    pub(crate) fn new(model: &'m Model, memory: &'m mut Memory) -> Self {
        Self {
            model,
            memory,
            sums: Vec::new(),
            frame: Frame::default(),
            batch: Batch::default(),
            scores: Vec::new(),
            leads: Vec::new(),
            lattice: Lattice::default(),
        }
    }

    /// Reads a stretch of text and finds the spans in it, as ranges of the reading's tokens.
    pub(crate) fn tag(
        &mut self,
        text: &str,
        context: &Context,
        is_first: bool,
    ) -> (Reading, Vec<(Chunk, f32)>) {
        let model = self.model;
        self.memory.make_room();
        let vocabulary = &mut self.memory.of(context.language).vocabulary;
        let reading = Reading::new(text, context, is_first, &model.lexicon, vocabulary);
        self.learn_words(text, &reading);
        self.scores.clear();
        self.leads.clear();
        for sequence in &reading.sequences {
            self.score(&reading, sequence);
        }
        let first = first_pass(
            &reading,
            &self.scores,
            &self.leads,
            &mut self.lattice,
            model,
        );
        let words = &self.memory.of(context.language).vocabulary.words;
        let agreement = Agreement::new(&reading, words, &first.beliefs, &first.chunks);
        let clues = agreement.clues(&reading, words, &first.beliefs, &first.chunks);
        let found = self.second_pass(&reading, &first, &clues);
        (reading, found)
    }

    /// Decodes the islands in which other mentions have something to say; the others stay as they were.
    fn second_pass(
        &mut self,
        reading: &Reading,
        first: &FirstPass,
        clues: &[Clue],
    ) -> Vec<(Chunk, f32)> {
        let probabilities = first.probabilities.iter().copied();
        let before: Vec<_> = first.chunks.iter().copied().zip(probabilities).collect();
        let told = self.adjust(clues);
        if told.is_empty() {
            return before;
        }
        let mut found = Vec::with_capacity(before.len());
        let (mut before, mut told) = (before.as_slice(), told.as_slice());
        for sequence in &reading.sequences {
            let same = split_while(&mut before, |(chunk, _)| chunk.end <= sequence.end);
            let told = split_while(&mut told, |token| *token < sequence.end);
            if told.is_empty() {
                found.extend_from_slice(same);
            } else {
                self.decode_again(sequence, same, told, &first.beliefs, &mut found);
            }
        }
        found
    }

    /// Decodes the islands of a sequence in or beside which there are tokens with new scores, unless the first pass was
    /// sure of all their tokens.
    fn decode_again(
        &mut self,
        sequence: &Range<usize>,
        mut before: &[(Chunk, f32)],
        told: &[usize],
        beliefs: &[Belief],
        found: &mut Vec<(Chunk, f32)>,
    ) {
        let scores = &self.scores[sequence.clone()];
        for Island { tokens, border } in islands(&self.leads[sequence.clone()]) {
            let (start, end) = (sequence.start + tokens.start, sequence.start + tokens.end);
            split_while(&mut before, |(chunk, _)| chunk.start < start);
            let same = split_while(&mut before, |(chunk, _)| chunk.end <= end);
            let next = told.partition_point(|token| token + 1 < start);
            let is_told = told.get(next).is_some_and(|token| *token <= end);
            if !is_told || beliefs[start..end].iter().all(Belief::is_sure) {
                found.extend_from_slice(same);
                continue;
            }
            self.lattice.fill(&scores[tokens], border);
            let chunks = decode(&mut self.lattice, self.model).into_iter();
            found.extend(chunks.map(|(chunk, probability)| (chunk.shifted(start), probability)));
        }
    }

    /// Adds the second pass's features to the scores; gives the tokens that have any.
    fn adjust(&mut self, clues: &[Clue]) -> Vec<usize> {
        let weights = &self.model.weights;
        let mut told = Vec::new();
        for same in clues.chunk_by(|a, b| a.token == b.token) {
            let mut sums = [0; TAGS];
            for clue in same {
                weights.note(clue.feature, &mut self.batch, &mut sums);
            }
            weights.settle(&mut self.batch, &mut sums);
            let scores = &mut self.scores[same[0].token];
            let more = weights.scores(&sums);
            scores
                .iter_mut()
                .zip(more)
                .for_each(|(score, more)| *score += more);
            self.leads[same[0].token] = Lead::new(scores);
            told.push(same[0].token);
        }
        told
    }

    /// Adds up the own features of words that are new.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn learn_words(&mut self, text: &str, reading: &Reading) {
        let (weights, batch) = (&self.model.weights, &mut self.batch);
        let known = self.memory.of(reading.language);
        for (token, number) in reading.tokens.iter().zip(&reading.words) {
            if *number as usize != known.own.len() {
                continue;
            }
            let word = &known.vocabulary.words[*number as usize];
            let mut rows = [[0; TAGS]; VIEWS];
            for (view, row) in rows.iter_mut().enumerate() {
                let mut sink = |feature| weights.note(feature, batch, row);
                own(token.of(text), word, reading.language, view, &mut sink);
                weights.settle(batch, row);
            }
            known.own.push(&rows);
        }
    }

    /// Adds the scores of a sequence's tokens.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn score(&mut self, reading: &Reading, sequence: &Range<usize>) {
        let known = self.memory.of(reading.language);
        let words = &known.vocabulary.words;
        self.sums.clear();
        self.sums.resize(sequence.len() + 2 * REACH, [0; TAGS]);
        for (start, number) in reading.words[sequence.clone()].iter().enumerate() {
            let seen_from = &mut self.sums[start..start + VIEWS];
            let views = seen_from.iter_mut().zip(known.own.of(*number));
            views.for_each(|(sums, row)| add(sums, row));
        }
        self.frame.fill(reading, words, sequence);
        let (weights, batch) = (&self.model.weights, &mut self.batch);
        let limits = [PLAIN, PLAIN_BY_CAPITAL].map(|limit| weights.units(limit));
        let is_capital = |at: usize| words[reading.words[at] as usize].is_capital();
        let (mut before, mut capital) = (false, is_capital(sequence.start));
        for (at, sums) in sequence.clone().zip(&mut self.sums[REACH..]) {
            let after = at + 1 < sequence.end && is_capital(at + 1);
            let limit = limits[usize::from(before || after)];
            let plain = !capital && reading.is_plain(at) && lead(sums) > limit;
            (before, capital) = (capital, after);
            if plain {
                self.scores.push(SURELY_OUTSIDE);
                self.leads.push(Lead::NO_SPAN);
                continue;
            }
            let mut sink = |feature| weights.note(feature, batch, sums);
            joint(reading, words, &self.frame, at, &mut sink);
            weights.settle(batch, sums);
            let scores = weights.scores(sums);
            self.leads.push(Lead::new(&scores));
            self.scores.push(scores);
        }
    }
}

/// How much better a token fits outside than in any span, in units of weights.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn lead(sums: &Sums) -> i16 {
    let mut most = [i16::MIN; LANES];
    for lanes in sums.as_chunks::<LANES>().0 {
        most.iter_mut()
            .zip(lanes)
            .for_each(|(most, sum)| *most = (*most).max(*sum));
    }
    most[0] = i16::MIN;
    for half in [8, 4, 2, 1] {
        let (near, far) = most.split_at_mut(half);
        near.iter_mut()
            .zip(far)
            .for_each(|(most, other)| *most = (*most).max(*other));
    }
    sums[usize::from(OUTSIDE)].saturating_sub(most[0])
}

/// Takes the items at the start of a slice for which something holds.
fn split_while<'s, T>(items: &mut &'s [T], mut holds: impl FnMut(&T) -> bool) -> &'s [T] {
    let count = items.iter().take_while(|item| holds(item)).count();
    let (taken, left) = items.split_at(count);
    *items = left;
    taken
}
