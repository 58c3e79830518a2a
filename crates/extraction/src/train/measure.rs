//! How well suggestions agree with marks.

use std::collections::{BTreeMap, BTreeSet};

use dateline_annotation::Label;

use crate::train::corpus::Mark;

/// Counts of spans: in the gold, predicted, and both (same edges and label).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Spans of the gold.
    pub gold: usize,
    /// Spans that were predicted.
    pub predicted: usize,
    /// Predicted spans that are in the gold.
    pub correct: usize,
}
impl Score {
    /// The share of predicted spans that are right; `None` when there are none.
    pub fn precision(self) -> Option<f64> {
        (self.predicted > 0).then(|| self.correct as f64 / self.predicted as f64)
    }

    /// The share of gold spans that were found; `None` when there are none.
    pub fn recall(self) -> Option<f64> {
        (self.gold > 0).then(|| self.correct as f64 / self.gold as f64)
    }

    /// The harmonic mean of precision and recall; `None` when both sides are empty.
    pub fn f1(self) -> Option<f64> {
        let sides = self.gold + self.predicted;
        (sides > 0).then(|| 2.0 * self.correct as f64 / sides as f64)
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.correct += other.correct;
    }
}

/// Scores by label, and over all labels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// By label.
    pub labels: BTreeMap<Label, Score>,
    /// All labels pooled.
    pub micro: Score,
}

impl Figures {
    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        self.micro.add(other.micro);
        for (label, score) in &other.labels {
            self.labels.entry(label.clone()).or_default().add(*score);
        }
    }

    /// The pooled score of some labels.
    pub fn of(&self, labels: &[Label]) -> Score {
        let mut pooled = Score::default();
        self.labels
            .iter()
            .filter(|(label, _)| labels.contains(label))
            .for_each(|(_, score)| pooled.add(*score));
        pooled
    }
}

/// Compares the spans of one text.
pub fn score(gold: &[Mark], predicted: &[Mark]) -> Figures {
    let gold: BTreeSet<_> = gold.iter().collect();
    let predicted: BTreeSet<_> = predicted.iter().collect();
    let mut figures = Figures::default();
    for mark in &gold {
        figures.labels.entry(mark.label.clone()).or_default().gold += 1;
    }
    for mark in &predicted {
        let score = figures.labels.entry(mark.label.clone()).or_default();
        score.predicted += 1;
        score.correct += usize::from(gold.contains(mark));
    }
    for score in figures.labels.values() {
        figures.micro.add(*score);
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_edges_and_label_count() {
        let mark = |start, end, label| Mark { start, end, label };
        let gold = [
            mark(0, 4, Label::PER),
            mark(6, 9, Label::LOC),
            mark(10, 12, Label::DATE),
        ];
        let predicted = [
            mark(0, 4, Label::PER),
            mark(6, 8, Label::LOC),
            mark(10, 12, Label::TIME),
        ];
        let figures = score(&gold, &predicted);
        assert_eq!(
            figures.micro,
            Score {
                gold: 3,
                predicted: 3,
                correct: 1
            }
        );
        assert_eq!(figures.of(&[Label::PER]).f1(), Some(1.0));
        assert_eq!(
            figures.labels[&Label::TIME],
            Score {
                gold: 0,
                predicted: 1,
                correct: 0
            }
        );
        assert_eq!(Score::default().f1(), None);
    }
}
