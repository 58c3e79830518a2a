//! Puts features, weights and decoding together: a reading in, spans with probabilities out.

use std::ops::Range;

use crate::features::{REACH, VIEWS, joint, own};
use crate::lattice::{Lattice, Scores, decode};
use crate::model::Model;
use crate::reading::{Reading, Vocabulary};
use crate::tags::{Chunk, TAGS};

/// How many distinct words are remembered before the memory is emptied.
const MOST_WORDS: usize = 20_000;

/// Tags stretches of one text, remembering the scores of words it has seen.
#[derive(Debug)]
pub(crate) struct Tagger<'m, 't> {
    model: &'m Model,
    vocabulary: Vocabulary<'t>,
    /// The scores of each word's own features, one row for each place it is seen from.
    own: Vec<[[i16; TAGS]; VIEWS]>,
    lattice: Lattice,
}

impl<'m, 't> Tagger<'m, 't> {
    pub(crate) fn new(model: &'m Model) -> Self {
        Self {
            model,
            vocabulary: Vocabulary::default(),
            own: Vec::new(),
            lattice: Lattice::default(),
        }
    }

    /// Reads a stretch of text and finds the spans in it, as ranges of the reading's tokens.
    pub(crate) fn tag(
        &mut self,
        text: &'t str,
        language: dateline_annotation::Language,
        is_first: bool,
    ) -> (Reading, Vec<(Chunk, f32)>) {
        if self.vocabulary.len() > MOST_WORDS {
            self.vocabulary = Vocabulary::default();
            self.own.clear();
        }
        let reading = Reading::new(
            text,
            language,
            is_first,
            &self.model.lexicon,
            &mut self.vocabulary,
        );
        self.learn_words(text, &reading);
        let mut found = Vec::new();
        for sequence in &reading.sequences {
            self.score(&reading, sequence);
            let chunks = decode(
                &mut self.lattice,
                &self.model.transitions,
                &self.model.factors,
            );
            found.extend(chunks.into_iter().map(|(chunk, probability)| {
                let absolute = Chunk {
                    start: chunk.start + sequence.start,
                    end: chunk.end + sequence.start,
                    ..chunk
                };
                (absolute, probability)
            }));
        }
        (reading, found)
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

    /// Fills the lattice with the scores of a sequence.
    fn score(&mut self, reading: &Reading, sequence: &Range<usize>) {
        self.lattice.clear();
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
            self.lattice.scores.push(scores);
        }
    }
}
