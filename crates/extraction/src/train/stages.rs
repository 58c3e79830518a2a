//! The stages of learning: a model of all articles; models that have each not seen some of them; from what
//! those believe of the unseen ones, what mentions say about each other and how far to trust a probability.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::agreement::Agreement;
use crate::islands::{Lead, WIDE_MARGIN};
use crate::lattice::{Border, Factors, Lattice, Scores};
use crate::model::Calibration;
use crate::tagger::{Chain, FirstPass, decode, first_pass};
use crate::tags::{Chunk, chunks_of, label_of};
use crate::train::News;
use crate::train::corpus::Article;
use crate::train::examples::{Examples, Kind, Sequence};
use crate::train::learn::{Learned, Options, Start, learn};
use crate::weights::Transitions;

/// How many models are learned at once.
const THREADS: usize = 2;
/// What models must be sure of to cast doubt on a mark.
const SURE: f32 = 0.9;

/// What all stages have learned.
pub(crate) struct Stages {
    /// Features and weights of the first pass.
    pub(crate) first: (Vec<u32>, Learned),
    /// Features and weights of the second pass.
    pub(crate) second: (Vec<u32>, Learned),
    pub(crate) calibration: Calibration,
}

/// Transitions in both forms.
struct Links {
    transitions: Transitions,
    factors: Factors,
}

impl Links {
    fn new(transitions: &Transitions) -> Self {
        Self {
            transitions: transitions.clone(),
            factors: Factors::new(transitions),
        }
    }
}

impl Chain for Links {
    fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    fn factors(&self) -> &Factors {
        &self.factors
    }
}

/// Learns all stages.
pub(crate) fn learn_all(
    examples: &Examples,
    articles: &[Article],
    options: Options,
    watch: &mut dyn FnMut(News),
) -> Stages {
    let mut models = learn_folds(examples, options, watch);
    let mut whole = models.remove(0);
    let nothing = Learned {
        rows: Vec::new(),
        transitions: Transitions::default(),
    };
    if models.len() < 2 {
        let first = (examples.features.clone(), whole);
        return Stages {
            first,
            second: (Vec::new(), nothing),
            calibration: Calibration::default(),
        };
    }
    let mut scores = vec![[0.0; crate::tags::TAGS]; examples.tags.len()];
    let mut features = vec![Vec::new(); examples.tags.len()];
    let mut lattice = Lattice::default();
    let whole_articles = examples
        .sequences
        .chunk_by(|a, b| (a.article, a.kind) == (b.article, b.kind));
    for sequences in whole_articles.filter(|sequences| sequences[0].kind == Kind::Whole) {
        believe(
            examples,
            sequences,
            &models,
            &mut lattice,
            &mut scores,
            &mut features,
        );
    }
    // The mean of models that differ in what they have seen errs less than any of them.
    for (seen, model) in (2_u8..).zip(models) {
        whole.blend(&model, 1.0 / f32::from(seen));
    }
    let links = Links::new(&whole.transitions);
    let second_examples = examples.with_features(features.into_iter(), 3);
    let second_options = Options {
        dropout: 0.1,
        alone: 0.0,
        rarity: 0.0,
        tying: 0.5,
        rate: 0.1,
        ..options
    };
    let start = Start {
        seed: 99,
        base: Some(&scores),
        transitions: Some(&links.transitions),
    };
    let sequences: Vec<_> = second_examples.sequences.iter().collect();
    let second = learn(
        &second_examples,
        &sequences,
        second_options,
        start,
        &mut |epoch, loss| {
            watch(News::Epoch {
                model: usize::MAX,
                epoch,
                loss,
            });
        },
    );
    for (token, scores) in scores.iter_mut().enumerate() {
        let more = second.scores(second_examples.features_of(token));
        scores
            .iter_mut()
            .zip(more)
            .for_each(|(score, more)| *score += more);
    }
    let calibration = judge(examples, articles, &scores, &links, watch);
    Stages {
        first: (examples.features.clone(), whole),
        second: (second_examples.features, second),
        calibration,
    }
}

/// Learns the model of all articles and then one without each fold.
fn learn_folds(examples: &Examples, options: Options, watch: &mut dyn FnMut(News)) -> Vec<Learned> {
    let count = if options.folds < 2 {
        1
    } else {
        options.folds + 1
    };
    let next = AtomicUsize::new(0);
    let done = Mutex::new((0..count).map(|_| None).collect::<Vec<Option<Learned>>>());
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        for tell in vec![tell; THREADS.min(count)] {
            let (next, done) = (&next, &done);
            scope.spawn(move || {
                loop {
                    let model = next.fetch_add(1, Ordering::Relaxed);
                    if model >= count {
                        return;
                    }
                    let unseen = |sequence: &&Sequence| {
                        model > 0
                            && sequence.kind != Kind::Partial
                            && sequence.article % options.folds == model - 1
                    };
                    let sequences: Vec<_> = examples
                        .sequences
                        .iter()
                        .filter(|sequence| !unseen(sequence))
                        .collect();
                    let start = Start {
                        seed: 1 + model as u64,
                        base: None,
                        transitions: None,
                    };
                    let learned =
                        learn(examples, &sequences, options, start, &mut |epoch, loss| {
                            let _ = tell.send(News::Epoch { model, epoch, loss });
                        });
                    if let Ok(mut done) = done.lock() {
                        done[model] = Some(learned);
                    }
                }
            });
        }
        told.iter().for_each(watch);
    });
    done.into_inner()
        .map(|done| done.into_iter().flatten().collect())
        .unwrap_or_default()
}

/// The scores that the model which has not seen an article gives its tokens, and the second pass's features.
fn believe(
    examples: &Examples,
    sequences: &[Sequence],
    models: &[Learned],
    lattice: &mut Lattice,
    scores: &mut [Scores],
    features: &mut [Vec<u32>],
) {
    let (Some(start), Some(end)) = (
        sequences.first().map(|s| s.tokens.start),
        sequences.last().map(|s| s.tokens.end),
    ) else {
        return;
    };
    let article = sequences[0].article;
    let model = &models[article % models.len()];
    for (token, scores) in (start..end).zip(&mut scores[start..end]) {
        *scores = model.scores(examples.features_of(token));
    }
    let (reading, words) = &examples.readings[article];
    let scores = &scores[start..end];
    let leads: Vec<_> = scores.iter().map(Lead::new).collect();
    let first = first_pass(
        reading,
        &|token| scores[token],
        (&leads, WIDE_MARGIN),
        lattice,
        &Links::new(&model.transitions),
    );
    let FirstPass {
        beliefs, chunks, ..
    } = &first;
    let all = 0..beliefs.len();
    let all = std::slice::from_ref(&all);
    let agreement = Agreement::new(reading, words, beliefs, chunks, all);
    for clue in agreement.clues(reading, words, beliefs, chunks, all) {
        features[start + clue.token].push(clue.feature);
    }
}

/// Compares what is found in unseen articles with their marks: how often a probability is right, and which
/// marks are doubtful.
fn judge(
    examples: &Examples,
    articles: &[Article],
    scores: &[Scores],
    links: &Links,
    watch: &mut dyn FnMut(News),
) -> Calibration {
    let mut lattice = Lattice::default();
    let mut outcomes = Vec::new();
    let mut first = 0;
    let mut article = 0;
    for sequence in examples
        .sequences
        .iter()
        .filter(|sequence| sequence.kind == Kind::Whole)
    {
        if sequence.article != article {
            (article, first) = (sequence.article, sequence.tokens.start);
        }
        lattice.fill(
            scores[sequence.tokens.clone()].iter().copied(),
            Border::WHOLE,
        );
        let found = decode(&mut lattice, links);
        let right = chunks_of(&examples.tags[sequence.tokens.clone()]);
        outcomes.extend(
            found
                .iter()
                .map(|(chunk, probability)| (*probability, right.contains(chunk))),
        );
        let mut doubt = |chunk: Chunk, found: bool, probability: f32| {
            let offset = sequence.tokens.start - first;
            let tokens = &examples.readings[article].0.tokens;
            let words = tokens[offset + chunk.start].start as usize
                ..tokens[offset + chunk.end - 1].end as usize;
            let other = right
                .iter()
                .find(|other| other.start < chunk.end && chunk.start < other.end);
            watch(News::Doubt {
                article: articles[article].name.clone(),
                marked: if found {
                    other.and_then(|other| label_of(other.lane))
                } else {
                    label_of(chunk.lane)
                },
                found: found.then(|| label_of(chunk.lane)).flatten(),
                surface: articles[article].text[words].to_owned(),
                probability,
            });
        };
        for (chunk, probability) in found
            .iter()
            .filter(|(chunk, probability)| *probability > SURE && !right.contains(chunk))
        {
            doubt(*chunk, true, *probability);
        }
        let missed = right.iter().filter(|chunk| {
            !found
                .iter()
                .any(|(other, _)| other.start < chunk.end && chunk.start < other.end)
        });
        for chunk in missed {
            let sure = (chunk.start..chunk.end)
                .map(|token| lattice.marginals[token][usize::from(crate::tags::OUTSIDE)])
                .fold(1.0, f32::min);
            if sure > SURE {
                doubt(*chunk, false, sure);
            }
        }
    }
    calibrate(outcomes)
}

/// A rising line through the shares of right spans among those of similar probability: pools of neighbours,
/// joined where they would fall (Zadrozny and Elkan, KDD 2002).
fn calibrate(mut outcomes: Vec<(f32, bool)>) -> Calibration {
    outcomes.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let size = (outcomes.len() / 40).max(20);
    let mut pools: Vec<(f32, f32, f32)> = Vec::new();
    for pool in outcomes.chunks(size) {
        let count = pool.len() as f32;
        let sum = pool.iter().map(|(probability, _)| probability).sum();
        let right = pool.iter().filter(|(_, right)| *right).count() as f32;
        pools.push((sum, right, count));
        while let [.., a, b] = pools.as_slice()
            && a.1 / a.2 >= b.1 / b.2
        {
            let joined = (a.0 + b.0, a.1 + b.1, a.2 + b.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    if pools.len() < 2 {
        return Calibration::default();
    }
    Calibration {
        knots: pools
            .into_iter()
            .map(|(sum, right, count)| (sum / count, right / count))
            .collect(),
    }
}
