//! Puts features, weights and decoding together: a reading in, spans with probabilities out.

use std::ops::Range;

use crate::agreement::{Agreement, Belief};
use crate::features::{REACH, VIEWS, joint, own};
use crate::lattice::{Factors, Lattice, Scores, decode};
use crate::model::Model;
use crate::reading::{Reading, Vocabulary};
use crate::tags::{Chunk, TAGS, chunks_of};
use crate::values::Context;
use crate::weights::Transitions;

/// How many distinct words are remembered before the memory is emptied.
const MOST_WORDS: usize = 20_000;

/// Tags stretches of one text, remembering the scores of words it has seen.
#[derive(Debug)]
pub(crate) struct Tagger<'m, 't> {
    model: &'m Model,
    vocabulary: Vocabulary<'t>,
    /// The scores of each word's own features, one row for each place it is seen from.
    own: Vec<[[i16; TAGS]; VIEWS]>,
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
                self.model.weights.add(*feature, &mut sums);
            }
            let step = self.model.weights.step;
            let scores = self.scores[index].iter_mut().zip(sums);
            scores.for_each(|(score, sum)| *score += f32::from(sum) * step);
        }
        adjusted
    }

    /// Adds up the scores of words that are new.
    fn learn_words(&mut self, text: &str, reading: &Reading) {
        for (token, number) in reading.tokens.iter().zip(&reading.words) {
            if *number as usize != self.own.len() {
                continue;
            }
            let word = &self.vocabulary.words[*number as usize];
            let mut rows = [[0; TAGS]; VIEWS];
            for (view, row) in rows.iter_mut().enumerate() {
                own(
                    token.of(text),
                    word,
                    reading.language,
                    view,
                    &mut |feature| {
                        self.model.weights.add(feature, row);
                    },
                );
            }
            self.own.push(rows);
        }
    }

    /// Adds the scores of a sequence's tokens.
    fn score(&mut self, reading: &Reading, sequence: &Range<usize>) {
        for at in sequence.clone() {
            let mut sums = [0; TAGS];
            joint(
                reading,
                &self.vocabulary.words,
                sequence,
                at,
                &mut |feature| {
                    self.model.weights.add(feature, &mut sums);
                },
            );
            let mut totals = sums.map(i32::from);
            for (view, index) in
                (0..VIEWS).filter_map(|view| Some((view, (at + REACH).checked_sub(view)?)))
            {
                if !sequence.contains(&index) {
                    continue;
                }
                let row = &self.own[reading.words[index] as usize][view];
                for (total, score) in totals.iter_mut().zip(row) {
                    *total += i32::from(*score);
                }
            }
            let step = self.model.weights.step;
            #[expect(clippy::cast_precision_loss, reason = "sums of a few hundred bytes")]
            let scores: Scores = totals.map(|total| total as f32 * step);
            self.scores.push(scores);
        }
    }
}
