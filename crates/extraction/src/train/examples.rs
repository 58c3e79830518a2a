//! Articles as numbers: the features of each token, and the tag it should have.

use std::ops::Range;

use crate::features::{Frame, REACH, VIEWS, joint, own};
use dateline_annotation::Label;

use crate::hash::FastMap;
use crate::language::detect;
use crate::lexicon::Lexicon;
use crate::reading::{Reading, Vocabulary};
use crate::tags::{Chunk, LANES, OUTSIDE, TAGS, label_of, lane_of, tags_of};
use crate::train::corpus::Article;
use crate::values::Context;
use crate::word::Word;

/// A set of tags, a bit for each.
pub(crate) type TagSet = u64;

/// The tags of a token outside all marks, where only some labels were marked. Others call groups organisations.
fn unmarked(labels: &[Label]) -> TagSet {
    let marked = |lane: usize| {
        label_of(lane as u8).is_some_and(|label| {
            labels.contains(&label) || label == Label::GROUP && labels.contains(&Label::ORG)
        })
    };
    (0..TAGS)
        .filter(|tag| !marked(tag % LANES))
        .fold(0, |set, tag| set | 1 << tag)
}

/// A tag, or the same of a label that others don't tell from its own.
fn alike(tag: u8) -> TagSet {
    let lane = tag % LANES as u8;
    let other = lane_of(&Label::GROUP).filter(|_| label_of(lane) == Some(Label::ORG));
    1 << tag | other.map_or(0, |other| 1 << (tag - lane + other))
}

/// Tokens that are decoded together.
#[derive(Debug, Clone)]
pub(crate) struct Sequence {
    /// The number of the article.
    pub(crate) article: usize,
    /// The tokens, as numbers among all tokens.
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: Kind,
}

/// How much of a sequence is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// All labels were marked.
    Whole,
    /// Some labels were not marked in it.
    Partial,
    /// All labels were marked, and names replaced since; `article` is the one that it was copied from.
    Copy,
}

/// All articles as numbers.
#[derive(Debug, Default)]
pub(crate) struct Examples {
    /// The hashes of features, ascending; their places are the features' numbers.
    pub(crate) features: Vec<u32>,
    /// In how many articles each feature occurs.
    pub(crate) spread: Vec<u32>,
    /// The numbers of the features of all tokens, one token after the other.
    active: Vec<u32>,
    /// Where each token's features start in `active`; one more at the end.
    starts: Vec<usize>,
    /// Where those of them start that are words' own.
    own_starts: Vec<usize>,
    /// The right tag of each token.
    pub(crate) tags: Vec<u8>,
    /// The tags that may be right, a bit for each, where not all labels were marked.
    pub(crate) allowed: Vec<TagSet>,
    /// Those of copies last.
    pub(crate) sequences: Vec<Sequence>,
    /// Each article as read, and the words it is made of.
    pub(crate) readings: Vec<(Reading, Vec<Word>)>,
    /// Marks whose edges are not borders of tokens, by article: they can't be learned.
    pub(crate) off_border: Vec<(String, String)>,
}

impl Examples {
    /// Works out the features of all articles and of the copies, of which each stands at the place of its article; features
    /// of fewer than `least` articles are left out.
    pub(crate) fn new(
        articles: &[Article],
        copies: &[Option<Article>],
        lexicon: &Lexicon,
        least: usize,
    ) -> Self {
        let mut examples = Self::default();
        for (number, article) in articles.iter().enumerate() {
            let kind = match article.labels {
                None => Kind::Whole,
                Some(_) => Kind::Partial,
            };
            let read = examples.add(number, article, lexicon, kind);
            examples.readings.push(read);
        }
        for (number, copy) in copies.iter().enumerate() {
            if let Some(copy) = copy {
                examples.add(number, copy, lexicon, Kind::Copy);
            }
        }
        examples.starts.push(examples.active.len());
        examples.number_features(least);
        examples
    }

    /// The same tokens with other features.
    pub(crate) fn with_features(
        &self,
        features: impl Iterator<Item = Vec<u32>>,
        least: usize,
    ) -> Self {
        let mut examples = Self {
            tags: self.tags.clone(),
            sequences: self
                .sequences
                .iter()
                .filter(|sequence| sequence.kind == Kind::Whole)
                .cloned()
                .collect(),
            ..Self::default()
        };
        for features in features {
            examples.starts.push(examples.active.len());
            examples.active.extend(features);
            examples.own_starts.push(examples.active.len());
        }
        examples.starts.push(examples.active.len());
        examples.number_features(least);
        examples
    }

    /// The numbers of those features of a token that are own features of the words around it.
    pub(crate) fn own_features_of(&self, token: usize) -> &[u32] {
        &self.active[self.own_starts[token]..self.starts[token + 1]]
    }

    /// The numbers of all features of a token.
    pub(crate) fn features_of(&self, token: usize) -> &[u32] {
        &self.active[self.starts[token]..self.starts[token + 1]]
    }

    fn add(
        &mut self,
        number: usize,
        article: &Article,
        lexicon: &Lexicon,
        kind: Kind,
    ) -> (Reading, Vec<Word>) {
        let mut vocabulary = Vocabulary::default();
        let language = article.language.unwrap_or_else(|| detect(&article.text));
        let context = Context::of_article(&article.text, language, None);
        let reading = Reading::new(&article.text, &context, true, lexicon, &mut vocabulary);
        let first = self.tags.len();
        let chunks = self.chunks(article, &reading, kind);
        self.tags.extend(tags_of(&chunks, reading.tokens.len()));
        self.allow(article, &reading, first);
        let mut frame = Frame::default();
        for sequence in &reading.sequences {
            frame.fill(&reading, &vocabulary.words, sequence);
            for at in sequence.clone() {
                self.starts.push(self.active.len());
                let mut sink = |feature| self.active.push(feature);
                joint(&reading, &vocabulary.words, &frame, at, &mut sink);
                self.own_starts.push(self.active.len());
                self.add_words(&article.text, &reading, &vocabulary, sequence, at);
            }
            self.sequences.push(Sequence {
                article: number,
                tokens: first + sequence.start..first + sequence.end,
                kind,
            });
        }
        (reading, vocabulary.words)
    }

    /// Notes which tags may be right.
    fn allow(&mut self, article: &Article, reading: &Reading, first: usize) {
        let Some(labels) = &article.labels else {
            self.allowed
                .extend(self.tags[first..].iter().map(|tag| 1 << tag));
            return;
        };
        let outside = unmarked(labels);
        let sets = self.tags[first..].iter().map(|tag| match *tag {
            OUTSIDE => outside,
            tag => alike(tag),
        });
        self.allowed.extend(sets);
        for mark in article
            .marks
            .iter()
            .filter(|mark| lane_of(&mark.label).is_none())
        {
            for (token, allowed) in reading.tokens.iter().zip(&mut self.allowed[first..]) {
                if (token.start as usize) < mark.end && mark.start < token.end as usize {
                    *allowed = TagSet::MAX;
                }
            }
        }
    }

    /// The marks of an article as ranges of tokens.
    fn chunks(&mut self, article: &Article, reading: &Reading, kind: Kind) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        for mark in &article.marks {
            let start = reading
                .tokens
                .partition_point(|token| (token.start as usize) < mark.start);
            let end = reading
                .tokens
                .partition_point(|token| (token.end as usize) <= mark.end);
            let fits = start < end
                && reading.tokens[start].start as usize == mark.start
                && reading.tokens[end - 1].end as usize == mark.end;
            let fits = fits
                && reading
                    .sequences
                    .iter()
                    .any(|s| s.start <= start && end <= s.end);
            if let Some(lane) = lane_of(&mark.label).filter(|_| fits) {
                chunks.push(Chunk { start, end, lane });
            } else if kind == Kind::Whole {
                let surface = article.text[mark.start..mark.end].to_owned();
                self.off_border.push((article.name.clone(), surface));
            }
        }
        chunks
    }

    /// Adds the own features of the words around a token.
    fn add_words(
        &mut self,
        text: &str,
        reading: &Reading,
        vocabulary: &Vocabulary,
        sequence: &Range<usize>,
        at: usize,
    ) {
        let mut sink = |feature| self.active.push(feature);
        for view in 0..VIEWS {
            let Some(index) = (at + REACH)
                .checked_sub(view)
                .filter(|index| sequence.contains(index))
            else {
                continue;
            };
            let word = &vocabulary.words[reading.words[index] as usize];
            own(
                reading.tokens[index].of(text),
                word,
                reading.language,
                view,
                &mut sink,
            );
        }
    }

    /// The distinct features of each article, all in one list; copies bring none that count.
    fn features_by_article(&self) -> Vec<u32> {
        let mut all = Vec::new();
        let originals = self
            .sequences
            .partition_point(|sequence| sequence.kind != Kind::Copy);
        for same in self.sequences[..originals].chunk_by(|a, b| a.article == b.article) {
            let (Some(first), Some(last)) = (same.first(), same.last()) else {
                continue;
            };
            let tokens = self.starts[first.tokens.start]..self.starts[last.tokens.end];
            let mut features = self.active[tokens].to_vec();
            features.sort_unstable();
            features.dedup();
            all.append(&mut features);
        }
        all
    }

    /// Replaces hashes by numbers and leaves rare features out.
    fn number_features(&mut self, least: usize) {
        let mut sorted = self.features_by_article();
        sorted.sort_unstable();
        let kept: Vec<_> = sorted
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() >= least)
            .map(|same| (same[0], same.len() as u32))
            .collect();
        (self.features, self.spread) = kept.into_iter().unzip();
        let numbers: FastMap<u32, u32> = self.features.iter().copied().zip(0..).collect();
        let mut kept = Vec::with_capacity(self.active.len());
        for token in 0..self.tags.len() {
            let start = kept.len();
            let (own, end) = (self.own_starts[token], self.starts[token + 1]);
            let mut keep = |range: Range<usize>| {
                kept.extend(
                    self.active[range]
                        .iter()
                        .filter_map(|hash| numbers.get(hash)),
                );
                kept.len()
            };
            self.own_starts[token] = keep(self.starts[token]..own);
            keep(own..end);
            self.starts[token] = start;
        }
        if let Some(end) = self.starts.last_mut() {
            *end = kept.len();
        }
        self.active = kept;
    }
}

#[cfg(test)]
mod tests {
    use dateline_annotation::Language;

    use super::*;
    use crate::hash::{finish, key, mix};
    use crate::train::tables;

    #[test]
    fn features_of_several_words_come_before_those_of_words() {
        let marked = "Minister [[PER Anna Berg]] bezocht [[LOC Gent]].";
        let article = Article::parse("nl-t/001", Some(Language::Dutch), marked).unwrap();
        let lexicon = tables::lexicon(&tables::compile(&[]).unwrap()).unwrap();
        let examples = Examples::new(&[article], &[], &lexicon, 1);
        let (reading, words) = &examples.readings[0];
        for token in 0..reading.tokens.len() {
            let all = examples.features_of(token);
            let own = examples.own_features_of(token);
            assert!(all.ends_with(own) && own.len() < all.len());
            let fold = words[reading.words[token] as usize].fold;
            let of_word = examples.features.binary_search(&own_fold(fold)).unwrap() as u32;
            assert!(own.contains(&of_word));
        }
    }

    /// The feature of a Dutch word's folded form, seen from its own place.
    fn own_fold(fold: u32) -> u32 {
        let base = 100 * (REACH as u64 + 1);
        let template = mix(0x0DA7_E11E, base);
        key(finish(mix(mix(template, u64::from(fold)), 1)))
    }
}
