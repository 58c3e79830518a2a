//! Puts features, weights and decoding together: a reading in, spans with probabilities out.

use std::ops::Range;

use crate::agreement::{Agreement, Belief};
use crate::features::{Frame, REACH, VIEWS, joint, own};
use crate::lattice::{Factors, Lattice, Scores, decode};
use crate::model::Model;
use crate::reading::{Reading, Vocabulary};
use crate::tags::{Chunk, TAGS, chunks_of};
use crate::values::Context;
use crate::weights::{Batch, Sums, Transitions, add};

/// How many distinct words are remembered before the memory is emptied.
const MOST_WORDS: usize = 20_000;

/// Tags stretches of one text, remembering the scores of words it has seen.
#[derive(Debug)]
pub(crate) struct Tagger<'m, 't> {
    model: &'m Model,
    vocabulary: Vocabulary<'t>,
    /// The sums of each word's own features, one row for each place it is seen from.
    own: Vec<[Sums; VIEWS]>,
    /// The sums of a sequence's tokens, with room at both ends for the views from beyond it.
    sums: Vec<Sums>,
    frame: Frame,
    batch: Batch,
    /// The scores of all tokens of a stretch.
    scores: Vec<Scores>,
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
    lattice: &mut Lattice,
    model: &impl Chain,
) -> FirstPass {
    let mut first = FirstPass::default();
    for sequence in &reading.sequences {
        lattice.fill(&scores[sequence.clone()]);
        lattice.sum(model.factors());
        first
            .beliefs
            .extend(lattice.marginals.iter().map(Belief::new));
        for chunk in chunks_of(&lattice.best(model.transitions())) {
            first.chunks.push(chunk.shifted(sequence.start));
            let probability = lattice.probability(chunk, model.factors());
            first.probabilities.push(probability);
        }
    }
    first
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

impl<'m, 't> Tagger<'m, 't> {
    pub(crate) fn new(model: &'m Model) -> Self {
        Self {
            model,
            vocabulary: Vocabulary::default(),
            own: Vec::new(),
            sums: Vec::new(),
            frame: Frame::default(),
            batch: Batch::default(),
            scores: Vec::new(),
            lattice: Lattice::default(),
        }
    }

    /// Reads a stretch of text and finds the spans in it, as ranges of the reading's tokens.
    pub(crate) fn tag(
        &mut self,
        text: &'t str,
        context: &Context,
        is_first: bool,
    ) -> (Reading, Vec<(Chunk, f32)>) {
        if self.vocabulary.len() > MOST_WORDS {
            self.vocabulary = Vocabulary::default();
            self.own.clear();
        }
        let model = self.model;
        let reading = Reading::new(
            text,
            context,
            is_first,
            &model.lexicon,
            &mut self.vocabulary,
        );
        self.learn_words(text, &reading);
        self.scores.clear();
        for sequence in &reading.sequences {
            self.score(&reading, sequence);
        }
        let words = &self.vocabulary.words;
        let first = first_pass(&reading, &self.scores, &mut self.lattice, model);
        let agreement = Agreement::new(&reading, words, &first.beliefs, &first.chunks);
        let features = agreement.features(&reading, words, &first.beliefs, &first.chunks);
        let found = self.second_pass(&reading, &first, &features);
        (reading, found)
    }

    /// Decodes the sequences in which other mentions have something to say; the others stay as they were.
    fn second_pass(
        &mut self,
        reading: &Reading,
        first: &FirstPass,
        features: &[Vec<u32>],
    ) -> Vec<(Chunk, f32)> {
        let mut found = Vec::new();
        let mut before = first
            .chunks
            .iter()
            .copied()
            .zip(first.probabilities.iter().copied())
            .peekable();
        for sequence in &reading.sequences {
            let same =
                std::iter::from_fn(|| before.next_if(|(chunk, _)| chunk.end <= sequence.end));
            if !self.adjust(sequence, features) {
                found.extend(same);
                continue;
            }
            same.for_each(drop);
            self.lattice.fill(&self.scores[sequence.clone()]);
            let model = self.model;
            let chunks = decode(&mut self.lattice, &model.transitions, &model.factors);
            let absolute =
                |(chunk, probability): (Chunk, f32)| (chunk.shifted(sequence.start), probability);
            found.extend(chunks.into_iter().map(absolute));
        }
        found
    }

    /// Adds the second pass's features to the scores of a sequence; `false` when there are none.
    fn adjust(&mut self, sequence: &Range<usize>, features: &[Vec<u32>]) -> bool {
        let mut adjusted = false;
        for index in sequence
            .clone()
            .filter(|index| !features[*index].is_empty())
        {
            adjusted = true;
            let mut sums = [0; TAGS];
            for feature in &features[index] {
                self.model
                    .weights
                    .note(*feature, &mut self.batch, &mut sums);
            }
            self.model.weights.settle(&mut self.batch, &mut sums);
            let more = self.model.weights.scores(&sums);
            let scores = self.scores[index].iter_mut().zip(more);
            scores.for_each(|(score, more)| *score += more);
        }
        adjusted
    }

    /// Adds up the own features of words that are new.
    fn learn_words(&mut self, text: &str, reading: &Reading) {
        let (weights, batch) = (&self.model.weights, &mut self.batch);
        for (token, number) in reading.tokens.iter().zip(&reading.words) {
            if *number as usize != self.own.len() {
                continue;
            }
            let word = &self.vocabulary.words[*number as usize];
            let mut rows = [[0; TAGS]; VIEWS];
            for (view, row) in rows.iter_mut().enumerate() {
                let mut sink = |feature| weights.note(feature, batch, row);
                own(token.of(text), word, reading.language, view, &mut sink);
                weights.settle(batch, row);
            }
            self.own.push(rows);
        }
    }

    /// Adds the scores of a sequence's tokens.
    fn score(&mut self, reading: &Reading, sequence: &Range<usize>) {
        let words = &self.vocabulary.words;
        self.sums.clear();
        self.sums.resize(sequence.len() + 2 * REACH, [0; TAGS]);
        for (start, number) in reading.words[sequence.clone()].iter().enumerate() {
            let seen_from = &mut self.sums[start..start + VIEWS];
            let views = seen_from.iter_mut().zip(&self.own[*number as usize]);
            views.for_each(|(sums, row)| add(sums, row));
        }
        self.frame.fill(reading, words, sequence);
        let (weights, batch) = (&self.model.weights, &mut self.batch);
        for (at, sums) in sequence.clone().zip(&mut self.sums[REACH..]) {
            let mut sink = |feature| weights.note(feature, batch, sums);
            joint(reading, words, &self.frame, at, &mut sink);
            weights.settle(batch, sums);
            self.scores.push(weights.scores(sums));
        }
    }
}
