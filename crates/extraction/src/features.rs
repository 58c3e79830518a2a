//! The feature templates of the tagger.
//!
//! Two kinds, because of speed. A word's own features, seen from up to two places to its left or right,
//! depend on the word alone: their scores are added up once a distinct word and kept. All others look at
//! several words or at the place, and are worked out for each token that needs them. Both kinds are hashed; the
//! number of a template is part of the hash.

use std::ops::Range;

use dateline_annotation::Language;

use crate::hash::{finish, key, mix};
use crate::lexicon::{Class, Classes, Cluster};
use crate::reading::{Matches, Reading, Sign};
use crate::word::{EDGE, Word, fold, pieces};

/// How far from a token a word's own features are seen.
pub(crate) const REACH: usize = 2;
/// The number of places from which a word is seen.
pub(crate) const VIEWS: usize = 2 * REACH + 1;

/// Hashes the parts of a feature under the number of its template.
struct Template(u64);

impl Template {
    const fn new(number: u64) -> Self {
        Self(mix(0x0DA7_E11E, number))
    }

    const fn and(self, part: u32) -> Self {
        Self(mix(self.0, part as u64))
    }

    const fn hash(self) -> u32 {
        key(finish(self.0))
    }
}

macro_rules! feature {
    ($sink:ident, $number:expr $(, $part:expr)*) => {
        $sink(Template::new(u64::from($number))$(.and($part))*.hash())
    };
}

const fn number_of(language: Language) -> u32 {
    match language {
        Language::Dutch => 1,
        Language::French => 2,
        Language::English => 3,
    }
}

/// The features of a word as seen from the token `view - REACH` places after it (before it, when negative).
#[inline(always)]
pub(crate) fn own(
    text: &str,
    word: &Word,
    language: Language,
    view: usize,
    sink: &mut impl FnMut(u32),
) {
    let is_english = language == Language::English;
    let language = number_of(language);
    let base = 100 * (view as u32 + 1);
    let distance = view.abs_diff(REACH);
    feature!(sink, base, word.fold, language);
    feature!(sink, base + 1, word.brief);
    classes(word, base, sink);
    let has_cluster = word.cluster != Cluster::default() && (is_english || word.is_capital());
    let case = word.case as u32;
    if distance <= 1 {
        feature!(sink, base + 2, word.suffix3, language);
        feature!(sink, base + 4, word.shape);
        feature!(sink, base + 6, word.prefix3);
        if has_cluster {
            feature!(sink, base + 14, u32::from(word.cluster.narrow), case);
        }
    }
    if distance == 0 {
        feature!(sink, 1_u32, language);
        feature!(sink, base + 5, word.suffix2, language);
        feature!(sink, base + 10, word.suffix3, word.brief);
        feature!(sink, base + 11, case);
        feature!(sink, base + 32, word.classes().0, word.brief);
        if has_cluster {
            feature!(sink, base + 13, u32::from(word.cluster.wide), case);
        }
        let folded = fold(text);
        pieces(&folded, |piece| feature!(sink, base + 12, piece));
    }
}

/// What the lexicon has under the word alone.
#[inline(always)]
fn classes(word: &Word, base: u32, sink: &mut impl FnMut(u32)) {
    let all = word.classes();
    for class in all.numbers() {
        feature!(sink, base + 30, u32::from(class), word.case as u32);
    }
    feature!(sink, base + 31, all.0);
}

/// What the features of several words see of one of them.
#[derive(Debug, Clone, Copy)]
struct Glimpse {
    fold: u32,
    brief: u32,
    classes: u32,
}

impl Glimpse {
    /// What stands for the places beyond a sequence.
    const BEYOND: Self = Self {
        fold: EDGE,
        brief: EDGE,
        classes: EDGE,
    };
}

/// How many places beyond each end of a sequence are looked at.
const MARGIN: usize = 2;

/// The words of a sequence side by side, with a margin at both ends, so that looking around needs no checks
/// and stays within a few lines of the processor's cache. Meant to be filled again for the next sequence.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    start: usize,
    end: usize,
    glimpses: Vec<Glimpse>,
}

impl Frame {
    /// Takes the words of a sequence.
    pub(crate) fn fill(&mut self, reading: &Reading, words: &[Word], sequence: &Range<usize>) {
        (self.start, self.end) = (sequence.start, sequence.end);
        let numbers = &reading.words[sequence.clone()];
        self.glimpses.clear();
        self.glimpses.extend([Glimpse::BEYOND; MARGIN]);
        self.glimpses.extend(numbers.iter().map(|number| {
            let word = &words[*number as usize];
            Glimpse {
                fold: word.fold,
                brief: word.brief,
                classes: word.classes().0,
            }
        }));
        self.glimpses.extend([Glimpse::BEYOND; MARGIN]);
    }

    fn has(&self, index: usize) -> bool {
        (self.start..self.end).contains(&index)
    }
}

/// The words around a token.
struct Window<'r> {
    reading: &'r Reading,
    frame: &'r Frame,
    at: usize,
    /// The token and [`MARGIN`] words on both sides of it.
    near: [Glimpse; 2 * MARGIN + 1],
}

impl Window<'_> {
    /// The glimpse of any token of the sequence, or of one in its margins.
    fn glimpse(&self, index: usize) -> Glimpse {
        let place = (index + MARGIN).checked_sub(self.frame.start);
        place
            .and_then(|place| self.frame.glimpses.get(place))
            .copied()
            .unwrap_or(Glimpse::BEYOND)
    }
}

/// The features of token `at` that its own word alone does not decide; `frame` holds its sequence.
#[inline(always)]
pub(crate) fn joint(
    reading: &Reading,
    words: &[Word],
    frame: &Frame,
    at: usize,
    sink: &mut impl FnMut(u32),
) {
    let first = at - frame.start;
    let mut near = [Glimpse::BEYOND; 2 * MARGIN + 1];
    near.copy_from_slice(&frame.glimpses[first..=first + 2 * MARGIN]);
    let window = Window {
        reading,
        frame,
        at,
        near,
    };
    let case = words[reading.words[at] as usize].case as u32;
    patterns(&window, sink);
    phrases(&window, case, sink);
    numbers(&window, sink);
    place(&window, sink);
    run(&window, sink);
}

/// Neighbouring words, by what they look like and what the lexicon has under them.
#[inline(always)]
fn patterns(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    let brief = window.near.map(|word| word.brief);
    let [beyond, before, ..] = window.near.map(|word| word.fold);
    feature!(sink, 10_u32, brief[1], brief[2]);
    feature!(sink, 12_u32, brief[1], brief[2], brief[3]);
    feature!(sink, 16_u32, before, brief[2], brief[3]);
    feature!(sink, 19_u32, beyond, brief[1], brief[2]);
    let classes = window.near.map(|word| word.classes);
    feature!(sink, 23_u32, classes[1], classes[2], brief[2]);
    feature!(sink, 24_u32, classes[2], classes[3], brief[2]);
}

/// Phrases of the lexicon over the token and its neighbours.
#[inline(always)]
fn phrases(window: &Window<'_>, case: u32, sink: &mut impl FnMut(u32)) {
    let [_, before, _, after, _] = window.near;
    for (number, offset) in (0_u32..).zip(-1..=1) {
        let index = window.at.checked_add_signed(offset);
        let Some(index) = index.filter(|index| window.frame.has(*index)) else {
            continue;
        };
        let matches = window.reading.matches[index];
        // Of most tokens nothing is said, which is one thing to guess instead of four.
        if matches == Matches::default() {
            continue;
        }
        for (place, found) in (0..).zip(matches) {
            if found.is_empty() {
                continue;
            }
            for class in found.numbers() {
                feature!(sink, 30 + number, place, u32::from(class), case);
            }
            if offset == 0 {
                let named = found.0 & !Classes::of(Class::Ambiguous).0;
                feature!(sink, 34_u32, place, named, before.fold);
                feature!(sink, 36_u32, place, named, after.brief, before.brief);
            }
        }
    }
}

/// What the grammars found over the token and its neighbours.
#[inline(always)]
fn numbers(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    for (number, offset) in (0_u32..).zip(-1..=1) {
        let index = window.at.checked_add_signed(offset);
        let Some(index) = index.filter(|index| window.frame.has(*index)) else {
            continue;
        };
        let numbers = window.reading.numbers[index];
        if numbers == Matches::default() {
            continue;
        }
        for (place, found) in (0..).zip(numbers) {
            for lane in found.numbers() {
                feature!(sink, 60 + number, place, u32::from(lane));
            }
        }
    }
}

/// Where the token stands.
#[inline(always)]
fn place(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    let signs = window.reading.signs[window.at];
    let own = window.near[MARGIN];
    let brief = own.brief;
    for sign in Classes(signs.0).numbers() {
        feature!(sink, 40_u32, u32::from(sign), brief);
    }
    let start = signs.has(Sign::SentenceStart);
    if start {
        feature!(sink, 41_u32, own.fold);
    }
    let shouting =
        u32::from(signs.has(Sign::CapitalLine)) | u32::from(signs.has(Sign::TitleLine)) << 1;
    let known = u32::from(signs.has(Sign::LowerElsewhere))
        | u32::from(signs.has(Sign::CapitalElsewhere)) << 1;
    feature!(sink, 43_u32, u32::from(start), shouting, known, brief);
}

/// The run of capitalised words around the token, and the words that frame it.
#[inline(always)]
fn run(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    let run = window.reading.runs[window.at];
    if run.start == run.end {
        return;
    }
    let (start, end) = (run.start as usize, run.end as usize);
    let before = start.checked_sub(1);
    let left = before.map_or(EDGE, |index| window.glimpse(index).fold);
    let right = window.glimpse(end).fold;
    let place = (window.at - start).min(3) as u32 | ((end - 1 - window.at).min(3) as u32) << 2;
    let edge = u32::from(place.trailing_zeros() >= 2) | u32::from(place >> 2 == 0) << 1;
    feature!(sink, 50_u32, place, (run.end - run.start).min(5));
    feature!(sink, 51_u32, left, edge);
    feature!(sink, 53_u32, left, right);
}
