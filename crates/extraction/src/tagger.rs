//! Puts features, weights and decoding together: a reading in, spans with probabilities out.

use std::ops::Range;

use dateline_annotation::Language;

use crate::agreement::{Agreement, Belief, Clue};
use crate::features::{Frame, REACH, VIEWS, joint, own};
use crate::islands::{Island, Lead, MARGIN, islands};
use crate::lattice::{Factors, Lattice, Scores};
use crate::model::Model;
use crate::reading::{Reading, Vocabulary};
use crate::tags::{Chunk, OUTSIDE, TAGS, chunks_of};
use crate::values::Context;
use crate::weights::{Batch, Sums, Transitions, add};
use crate::wide::wide;

/// How many distinct words are remembered, of all languages, before some are forgotten: some sixteen megabytes of
/// rows, and those of one stretch more. Three languages' words of a megabyte and a half of news.
const MOST_WORDS: usize = 32_000;

/// How far, in nats, a token, which counts twice, and its neighbours must be outside together by the own features of the
/// words around them, where those of several words are not asked.
const PLAIN: f32 = 5.0;
/// The same of a token with a capital, or of which the lexicon or a grammar says something.
const PLAIN_THOUGH_TELLING: f32 = 9.0;

/// Being outside, or in a span, by more than this many nats says no more of a token or of its neighbours.
const MOST_LEAD: f32 = 6.0;

/// Whether a token is plainly outside, given how far it and its neighbours are by words' own features. Neighbours alone
/// don't make it so.
#[inline(always)]
fn is_plainly_outside([before, own, after]: [f32; 3], is_telling: bool) -> bool {
    let limit = if is_telling {
        PLAIN_THOUGH_TELLING
    } else {
        PLAIN
    };
    own > 0.0 && 2.0 * own + before + after > limit
}

/// The sums of a token that is outside whatever its neighbours are.
const SURELY_OUTSIDE: Sums = {
    let mut sums = [0; TAGS];
    sums[OUTSIDE as usize] = i16::MAX / 2;
    sums
};

/// The words of one language that were met so far, and for each the sums of its own features from all places that it is
/// seen from, side by side, so that a token's share in the sums of its neighbours is one sweep over a stretch of memory.
#[derive(Debug, Default)]
struct Known {
    vocabulary: Vocabulary,
    own: Rows,
}

/// What a word says of a token two places away fits in eight bits: of 36,000 words of news, always. What says more is cut
/// off.
type FarSums = [i8; TAGS];

/// The sums of a word's own features, as seen from all places. In little room: each token of a text asks for one.
#[derive(Debug, Clone, Copy)]
struct WordRow {
    /// Those of the first place and of the last.
    far: [FarSums; 2],
    near: [Sums; VIEWS - 2],
}

impl WordRow {
    fn of(seen: &[Sums; VIEWS]) -> Self {
        let narrow = |sum: i16| sum.clamp(i8::MIN.into(), i8::MAX.into()) as i8;
        let [first, near @ .., last] = *seen;
        Self {
            far: [first, last].map(|sums| sums.map(narrow)),
            near,
        }
    }

    /// Adds what the word says to the sums of the tokens around it.
    #[inline(always)]
    fn add_to(&self, seen: &mut [Sums]) {
        let Some([first, near @ .., last]) = seen.first_chunk_mut::<VIEWS>() else {
            return;
        };
        for (sums, row) in near.iter_mut().zip(&self.near) {
            add(sums, row);
        }
        for (sums, row) in [first, last].into_iter().zip(&self.far) {
            for (sum, other) in sums.iter_mut().zip(row) {
                *sum = sum.saturating_add(i16::from(*other));
            }
        }
    }
}

/// Rows in pages of so many, so that none is moved when more come: a list that doubles would for a while hold them
/// twice, and leave room behind that nothing else fits into.
const PAGE: usize = 64;

/// A row for each word, by its number.
#[derive(Debug, Default)]
struct Rows(Vec<Vec<WordRow>>);

impl Rows {
    fn len(&self) -> usize {
        match &self.0[..] {
            [full @ .., last] => full.len() * PAGE + last.len(),
            [] => 0,
        }
    }

    /// Adds the row of what a word says to the tokens around it.
    fn push(&mut self, seen: &[Sums; VIEWS]) {
        let row = WordRow::of(seen);
        if let Some(page) = self.0.last_mut().filter(|page| page.len() < PAGE) {
            page.push(row);
        } else {
            let mut page = Vec::with_capacity(PAGE);
            page.push(row);
            self.0.push(page);
        }
    }

    fn of(&self, number: u32) -> &WordRow {
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

    fn words(&self) -> usize {
        let all = [&self.dutch, &self.french, &self.english];
        all.iter().map(|known| known.own.len()).sum()
    }

    /// Forgets what is too much: first the words of languages that are not read now.
    fn make_room(&mut self, language: Language) {
        if self.words() > MOST_WORDS {
            let kept = std::mem::take(self.of(language));
            *self = Self::default();
            *self.of(language) = kept;
        }
        if self.words() > MOST_WORDS {
            *self = Self::default();
        }
    }
}

/// Tags stretches of one text.
#[derive(Debug)]
pub(crate) struct Tagger<'m> {
    model: &'m Model,
    memory: &'m mut Memory,
    /// The sums of a sequence's tokens while they are added up, with room at both ends for the views from beyond it; also
    /// those of the clues of some tokens, and of new words from all places.
    room: Vec<Sums>,
    frame: Frame,
    /// How far a sequence's tokens are outside by the own features of words, at most [`MOST_LEAD`] either way, between two
    /// zeros, since beyond its ends there is nothing to tell.
    own_leads: Vec<f32>,
    /// Which of a sequence's tokens need no features of several words to be outside.
    plain: Vec<bool>,
    batch: Batch,
    /// The sums of all tokens of a stretch.
    sums: Vec<Sums>,
    /// How plainly each of them is outside.
    leads: Vec<Lead>,
    lattice: Lattice,
}

/// What the first pass over a text holds and finds.
#[derive(Debug, Default)]
pub(crate) struct FirstPass {
    pub(crate) beliefs: Vec<Belief>,
    pub(crate) chunks: Vec<Chunk>,
    /// The tokens of all islands of which it is not sure and the one on either side, since only there other mentions can
    /// change anything: ascending, no token twice.
    doubtful: Vec<Range<usize>>,
    /// How likely each chunk is.
    probabilities: Vec<f32>,
}

/// Decodes without knowing what is believed elsewhere; `margin` is that of the islands.
pub(crate) fn first_pass(
    reading: &Reading,
    scores_of: &impl Fn(usize) -> Scores,
    (leads, margin): (&[Lead], f32),
    lattice: &mut Lattice,
    chain: &impl Chain,
) -> FirstPass {
    let mut first = FirstPass {
        beliefs: vec![Belief::OUTSIDE; leads.len()],
        ..FirstPass::default()
    };
    for sequence in &reading.sequences {
        for Island { tokens, border } in islands(&leads[sequence.clone()], margin) {
            let (start, end) = (sequence.start + tokens.start, sequence.start + tokens.end);
            lattice.fill((start..end).map(scores_of), border);
            for (chunk, probability) in decode(lattice, chain) {
                first.chunks.push(chunk.shifted(start));
                first.probabilities.push(probability);
            }
            let beliefs = &mut first.beliefs[start..end];
            for (belief, marginals) in beliefs.iter_mut().zip(&lattice.marginals) {
                *belief = Belief::new(marginals);
            }
            if !beliefs.iter().all(Belief::is_sure) {
                let before = first.doubtful.last().map_or(0, |before| before.end);
                let start = start.saturating_sub(1).max(sequence.start).max(before);
                first.doubtful.push(start..sequence.end.min(end + 1));
            }
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
            room: Vec::new(),
            frame: Frame::default(),
            own_leads: Vec::new(),
            plain: Vec::new(),
            batch: Batch::default(),
            sums: Vec::new(),
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
        self.memory.make_room(context.language);
        let vocabulary = &mut self.memory.of(context.language).vocabulary;
        let reading = Reading::new(text, context, is_first, &model.lexicon, vocabulary);
        self.learn_words(text, &reading);
        self.sums.clear();
        self.sums.reserve(reading.tokens.len());
        self.leads.clear();
        self.leads.reserve(reading.tokens.len());
        for sequence in &reading.sequences {
            self.score(&reading, sequence);
        }
        let first = first_pass(
            &reading,
            &|token| model.weights.scores(&self.sums[token]),
            (&self.leads, MARGIN),
            &mut self.lattice,
            model,
        );
        let words = &self.memory.of(context.language).vocabulary.words;
        let FirstPass {
            beliefs,
            chunks,
            doubtful,
            ..
        } = &first;
        let agreement = Agreement::new(&reading, words, beliefs, chunks, doubtful);
        let clues = agreement.clues(&reading, words, beliefs, chunks, doubtful);
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
        let scores_of = |sums| self.model.weights.scores(sums);
        for Island { tokens, border } in islands(&self.leads[sequence.clone()], MARGIN) {
            let (start, end) = (sequence.start + tokens.start, sequence.start + tokens.end);
            split_while(&mut before, |(chunk, _)| chunk.start < start);
            let same = split_while(&mut before, |(chunk, _)| chunk.end <= end);
            let next = told.partition_point(|token| token + 1 < start);
            let is_told = told.get(next).is_some_and(|token| *token <= end);
            if !is_told || beliefs[start..end].iter().all(Belief::is_sure) {
                found.extend_from_slice(same);
                continue;
            }
            self.lattice
                .fill(self.sums[start..end].iter().map(scores_of), border);
            let chunks = decode(&mut self.lattice, self.model).into_iter();
            found.extend(chunks.map(|(chunk, probability)| (chunk.shifted(start), probability)));
        }
    }

    /// Adds the second pass's features to the sums of tokens; gives those that have any.
    fn adjust(&mut self, clues: &[Clue]) -> Vec<usize> {
        let weights = &self.model.weights;
        let mut told = Vec::new();
        self.room.clear();
        for same in clues.chunk_by(|a, b| a.token == b.token) {
            for clue in same {
                self.batch.push(clue.feature);
            }
            self.batch.close(told.len());
            told.push(same[0].token);
            self.room.push([0; TAGS]);
            if self.batch.is_large() {
                weights.settle(&mut self.batch, &mut self.room);
            }
        }
        weights.settle(&mut self.batch, &mut self.room);
        for (token, more) in told.iter().zip(&self.room) {
            let sums = &mut self.sums[*token];
            add(sums, more);
            self.leads[*token] = Lead::of_sums(sums, weights.step());
        }
        told
    }

    /// Adds up the own features of words that are new.
    fn learn_words(&mut self, text: &str, reading: &Reading) {
        wide(
            #[inline(always)]
            || self.learn_words_widely(text, reading),
        );
    }

    /// [`Self::learn_words`], for [`wide`] to compile.
    #[inline(always)]
    fn learn_words_widely(&mut self, text: &str, reading: &Reading) {
        let (weights, batch, room) = (&self.model.weights, &mut self.batch, &mut self.room);
        let known = self.memory.of(reading.language);
        let settle = |batch: &mut Batch, room: &mut Vec<Sums>, own: &mut Rows| {
            weights.settle(batch, room);
            room.as_chunks().0.iter().for_each(|seen| own.push(seen));
            room.clear();
        };
        room.clear();
        for (token, number) in reading.tokens.iter().zip(&reading.words) {
            if *number as usize != known.own.len() + room.len() / VIEWS {
                continue;
            }
            let word = &known.vocabulary.words[*number as usize];
            for view in 0..VIEWS {
                let mut sink = |feature| batch.push(feature);
                own(token.of(text), word, reading.language, view, &mut sink);
                batch.close(room.len());
                room.push([0; TAGS]);
            }
            if batch.is_large() {
                settle(batch, room, &mut known.own);
            }
        }
        settle(batch, room, &mut known.own);
    }

    /// Adds the sums and leads of a sequence's tokens.
    fn score(&mut self, reading: &Reading, sequence: &Range<usize>) {
        wide(
            #[inline(always)]
            || self.score_widely(reading, sequence),
        );
    }

    /// [`Self::score`], for [`wide`] to compile.
    #[inline(always)]
    fn score_widely(&mut self, reading: &Reading, sequence: &Range<usize>) {
        let known = self.memory.of(reading.language);
        let words = &known.vocabulary.words;
        self.room.clear();
        self.room.resize(sequence.len() + 2 * REACH, [0; TAGS]);
        for (start, number) in reading.words[sequence.clone()].iter().enumerate() {
            known.own.of(*number).add_to(&mut self.room[start..]);
        }
        self.frame.fill(reading, words, sequence);
        let (weights, batch) = (&self.model.weights, &mut self.batch);
        let seen = &mut self.room[REACH..][..sequence.len()];
        let step = weights.step();
        let own_lead = |sums: &Sums| {
            let lead = Lead::of_sums(sums, step).least();
            lead.clamp(-MOST_LEAD, MOST_LEAD)
        };
        self.own_leads.clear();
        self.own_leads.push(0.0);
        self.own_leads.extend(seen.iter().map(own_lead));
        self.own_leads.push(0.0);
        self.plain.clear();
        let leads = self.own_leads.array_windows();
        for ((number, at), leads) in sequence.clone().enumerate().zip(leads) {
            let is_capital = words[reading.words[at] as usize].is_capital();
            let plain = is_plainly_outside(*leads, is_capital || !reading.is_plain(at));
            self.plain.push(plain);
            if plain {
                continue;
            }
            let mut sink = |feature| batch.push(feature);
            joint(reading, words, &self.frame, at, &mut sink);
            batch.close(number);
            if batch.is_large() {
                weights.settle(batch, seen);
            }
        }
        weights.settle(batch, seen);
        for (plain, sums) in self.plain.iter().zip(seen) {
            self.sums.push(if *plain { SURELY_OUTSIDE } else { *sums });
            self.leads.push(if *plain {
                Lead::NO_SPAN
            } else {
                Lead::of_sums(sums, step)
            });
        }
    }
}

/// Takes the items at the start of a slice for which something holds.
fn split_while<'s, T>(items: &mut &'s [T], mut holds: impl FnMut(&T) -> bool) -> &'s [T] {
    let count = items.iter().take_while(|item| holds(item)).count();
    let (taken, left) = items.split_at(count);
    *items = left;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_is_what_is_outside_with_its_neighbours() {
        let cases = [
            ([0.0, 3.0, 0.0], false, true),
            ([0.0, 3.0, 0.0], true, false),
            ([2.0, 2.0, 2.0], false, true),
            ([2.0, 2.0, -2.0], false, false),
            ([6.0, 2.0, 6.0], true, true),
            ([6.0, -0.5, 6.0], false, false),
        ];
        for (leads, is_telling, expected) in cases {
            assert_eq!(is_plainly_outside(leads, is_telling), expected, "{leads:?}");
        }
    }

    #[test]
    fn rows_are_found_by_number_on_all_pages() {
        let mut rows = Rows::default();
        assert_eq!(rows.len(), 0);
        let numbers: Vec<i16> = (0..200).collect();
        let seen_of = |number: i16| [-1, 0, 1, 2, 3].map(|view| [number * view; TAGS]);
        for number in &numbers {
            rows.push(&seen_of(*number));
        }
        assert_eq!(rows.len(), numbers.len());
        assert!(rows.len() > 3 * PAGE);
        for (place, number) in (0..).zip(&numbers) {
            let mut seen = vec![[-1; TAGS]; VIEWS];
            rows.of(place).add_to(&mut seen);
            let [first, near @ .., last] = seen_of(*number);
            let cut = |sums: Sums| sums.map(|sum| sum.clamp(-128, 127));
            let expected = [cut(first)].into_iter().chain(near).chain([cut(last)]);
            for (sums, expected) in seen.iter().zip(expected) {
                assert_eq!(sums.map(|sum| sum + 1), expected);
            }
        }
    }
}
