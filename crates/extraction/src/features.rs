//! The feature templates of the tagger.
//!
//! Two kinds, because of speed. A word's own features, seen from up to three places to its left or right,
//! depend on the word alone: their scores are added up once a distinct word and kept. All others look at
//! several words or at the place, and are worked out for each token. Both kinds are hashed; the number of a
//! template is part of the hash.

use std::ops::Range;

use dateline_annotation::Language;

use crate::hash::{finish, mix};
use crate::lexicon::{Class, Classes};
use crate::reading::{Reading, Sign};
use crate::word::{Case, EDGE, Word, fold, pieces};

/// How far from a token a word's own features are seen.
pub(crate) const REACH: usize = 3;
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
        finish(self.0)
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
pub(crate) fn own(
    text: &str,
    word: &Word,
    language: Language,
    view: usize,
    sink: &mut impl FnMut(u32),
) {
    let language = number_of(language);
    let base = 100 * (view as u32 + 1);
    feature!(sink, base, word.fold, language);
    classes(word, base, sink);
    let distance = view.abs_diff(REACH);
    if distance <= 2 {
        feature!(sink, base + 1, word.brief);
        feature!(sink, base + 2, word.suffix3, language);
    }
    if distance <= 1 {
        feature!(sink, base + 3, word.form);
        feature!(sink, base + 4, word.shape);
        feature!(sink, base + 5, word.suffix2, language);
        feature!(sink, base + 6, word.prefix3);
    }
    if distance == 0 {
        feature!(sink, base + 7, word.fold);
        feature!(sink, base + 8, word.form, language);
        feature!(sink, base + 9, u32::from(word.letters));
        feature!(sink, base + 10, word.suffix3, word.brief);
        feature!(sink, base + 11, word.case as u32);
        let folded = fold(text);
        for piece in pieces(&folded) {
            feature!(sink, base + 12, piece);
        }
    }
}

/// What the lexicon has under the word alone.
fn classes(word: &Word, base: u32, sink: &mut impl FnMut(u32)) {
    let all = word.entry.classes.union(word.exact.classes);
    for class in all.numbers() {
        feature!(sink, base + 30, u32::from(class), word.case as u32);
    }
    feature!(sink, base + 31, all.0);
}

/// The words around a token, with hashes for what lies beyond its sequence.
struct Window<'r> {
    reading: &'r Reading,
    words: &'r [Word],
    sequence: &'r Range<usize>,
    at: usize,
}

impl Window<'_> {
    fn word(&self, offset: isize) -> Option<&Word> {
        let index = self
            .at
            .checked_add_signed(offset)
            .filter(|index| self.sequence.contains(index))?;
        Some(&self.words[self.reading.words[index] as usize])
    }

    fn fold(&self, offset: isize) -> u32 {
        self.word(offset).map_or(EDGE, |word| word.fold)
    }

    fn brief(&self, offset: isize) -> u32 {
        self.word(offset).map_or(EDGE, |word| word.brief)
    }

    /// The nearest word that is no small one, up to four places before (`step` -1) or after a place.
    fn telling(&self, from: isize, step: isize) -> u32 {
        let far = (1..=4).map(|distance| self.word(from + step * distance));
        let telling = |word: &&Word| word.letters > 3 || word.case != Case::Lower;
        far.map_while(|word| word)
            .find(telling)
            .map_or(EDGE, |word| word.fold)
    }

    fn classes(&self, offset: isize) -> u32 {
        self.word(offset)
            .map_or(EDGE, |word| word.entry.classes.union(word.exact.classes).0)
    }
}

/// The features of token `at` that its own word alone does not decide.
pub(crate) fn joint(
    reading: &Reading,
    words: &[Word],
    sequence: &Range<usize>,
    at: usize,
    sink: &mut impl FnMut(u32),
) {
    let window = Window {
        reading,
        words,
        sequence,
        at,
    };
    feature!(sink, 1_u32, number_of(reading.language));
    word_pairs(&window, sink);
    shape_patterns(&window, sink);
    phrases(&window, sink);
    numbers(&window, sink);
    place(&window, sink);
    run(&window, sink);
}

fn word_pairs(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    let fold = [-2, -1, 0, 1, 2].map(|offset| window.fold(offset));
    feature!(sink, 2_u32, fold[1], fold[2]);
    feature!(sink, 3_u32, fold[2], fold[3]);
    feature!(sink, 4_u32, fold[1], fold[3]);
    feature!(sink, 5_u32, fold[0], fold[1]);
    feature!(sink, 6_u32, fold[3], fold[4]);
    feature!(sink, 7_u32, fold[0], fold[1], fold[2]);
    feature!(sink, 8_u32, fold[2], fold[3], fold[4]);
}

fn shape_patterns(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    let brief = [-2, -1, 0, 1, 2].map(|offset| window.brief(offset));
    let (before, after) = (window.fold(-1), window.fold(1));
    let (left, right) = (window.telling(0, -1), window.telling(0, 1));
    feature!(sink, 26_u32, left, brief[2]);
    feature!(sink, 27_u32, right, brief[2]);
    feature!(sink, 28_u32, left, window.fold(0));
    feature!(sink, 10_u32, brief[1], brief[2]);
    feature!(sink, 11_u32, brief[2], brief[3]);
    feature!(sink, 12_u32, brief[1], brief[2], brief[3]);
    feature!(
        sink, 13_u32, brief[0], brief[1], brief[2], brief[3], brief[4]
    );
    feature!(sink, 14_u32, before, brief[2]);
    feature!(sink, 15_u32, brief[2], after);
    feature!(sink, 16_u32, before, brief[2], brief[3]);
    feature!(sink, 17_u32, brief[1], brief[2], after);
    feature!(sink, 18_u32, before, brief[2], after);
    feature!(sink, 19_u32, window.fold(-2), brief[1], brief[2]);
    feature!(sink, 20_u32, brief[2], brief[3], window.fold(2));
    let suffix = |offset| window.word(offset).map_or(EDGE, |word| word.suffix3);
    feature!(sink, 21_u32, suffix(-1), suffix(0));
    feature!(sink, 22_u32, suffix(0), suffix(1));
    let classes = [-1, 0, 1].map(|offset| window.classes(offset));
    feature!(sink, 23_u32, classes[0], classes[1], brief[2]);
    feature!(sink, 24_u32, classes[1], classes[2], brief[2]);
    feature!(sink, 25_u32, classes[0], classes[1], classes[2]);
}

/// Phrases of the lexicon over the token and its neighbours.
fn phrases(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    let case = window.word(0).map_or(0, |word| word.case as u32);
    let mut summary = 0x5EED;
    for (number, offset) in (0_u32..).zip(-1..=1) {
        let Some(index) = window
            .at
            .checked_add_signed(offset)
            .filter(|i| window.sequence.contains(i))
        else {
            continue;
        };
        for (place, found) in (0..).zip(window.reading.matches[index]) {
            if found.is_empty() {
                continue;
            }
            for class in found.numbers() {
                feature!(sink, 30 + number, place, u32::from(class), case);
            }
            if offset == 0 {
                summary = mix(summary, u64::from(found.0) << 2 | u64::from(place));
                let named = found.0 & !Classes::of(Class::Ambiguous).0;
                feature!(sink, 34_u32, place, named, window.fold(-1));
                feature!(sink, 35_u32, place, named, window.fold(1));
                feature!(
                    sink,
                    36_u32,
                    place,
                    named,
                    window.brief(1),
                    window.brief(-1)
                );
            }
        }
    }
    feature!(sink, 37_u32, finish(summary), case);
}

/// What the grammars found over the token and its neighbours.
fn numbers(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    for (number, offset) in (0_u32..).zip(-1..=1) {
        let index = window.at.checked_add_signed(offset);
        let Some(index) = index.filter(|i| window.sequence.contains(i)) else {
            continue;
        };
        for (place, found) in (0..).zip(window.reading.numbers[index]) {
            for lane in found.numbers() {
                feature!(sink, 60 + number, place, u32::from(lane));
                if offset == 0 {
                    feature!(sink, 63_u32, place, u32::from(lane), window.fold(0));
                    feature!(sink, 64_u32, place, u32::from(lane), window.fold(-1));
                    feature!(sink, 65_u32, place, u32::from(lane), window.fold(1));
                }
            }
        }
    }
}

/// Where the token stands.
fn place(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    let signs = window.reading.signs[window.at];
    let brief = window.brief(0);
    for sign in Classes(signs.0).numbers() {
        feature!(sink, 40_u32, u32::from(sign), brief);
    }
    let start = u32::from(signs.has(Sign::SentenceStart));
    feature!(sink, 41_u32, start, window.fold(0));
    feature!(sink, 42_u32, start, window.classes(0), brief);
    let shouting =
        u32::from(signs.has(Sign::CapitalLine)) | u32::from(signs.has(Sign::TitleLine)) << 1;
    let known = u32::from(signs.has(Sign::LowerElsewhere))
        | u32::from(signs.has(Sign::CapitalElsewhere)) << 1;
    feature!(sink, 43_u32, start, shouting, known, brief);
    let after = window
        .reading
        .signs
        .get(window.at + 1)
        .copied()
        .unwrap_or_default();
    feature!(
        sink,
        44_u32,
        u32::from(after.has(Sign::Glued)),
        brief,
        window.brief(1)
    );
}

/// The run of capitalised words around the token, and the words that frame it.
fn run(window: &Window<'_>, sink: &mut impl FnMut(u32)) {
    let run = window.reading.runs[window.at];
    if run.start == run.end {
        return;
    }
    let offset = |index: u32| (index as usize).cast_signed() - window.at.cast_signed();
    let (left, right) = (
        window.fold(offset(run.start) - 1),
        window.fold(offset(run.end)),
    );
    let (first, last) = (
        window.fold(offset(run.start)),
        window.fold(offset(run.end) - 1),
    );
    let place =
        (window.at as u32 - run.start).min(3) | (run.end - 1 - window.at as u32).min(3) << 2;
    let edge = u32::from(place.trailing_zeros() >= 2) | u32::from(place >> 2 == 0) << 1;
    feature!(sink, 50_u32, place, (run.end - run.start).min(5));
    feature!(sink, 51_u32, left, edge);
    feature!(sink, 52_u32, right, edge);
    feature!(sink, 53_u32, left, right);
    feature!(sink, 54_u32, first, edge);
    feature!(sink, 55_u32, last, edge);
    feature!(sink, 56_u32, window.fold(offset(run.start) - 2), left);
    feature!(sink, 57_u32, right, window.fold(offset(run.end) + 1));
    feature!(
        sink,
        58_u32,
        window.classes(offset(run.start)),
        window.classes(offset(run.end) - 1),
        place
    );
}
