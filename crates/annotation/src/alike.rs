//! The same words in many places: found, marked, unmarked, relabelled and confirmed together, as one edit.
//!
//! Nothing here decides which places are meant: [`hits`] says what stands where, a person leaves some out, and the
//! functions that make edits are given the spans or marks that are left.

use std::collections::BTreeSet;

use crate::{
    Annotation, AnnotationId, Article, ByteOffset, Change, Confidence, Edit, Label, Origin, Span,
    State, boundary, correction,
};

/// Words that are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The words; nothing is found for none.
    pub words: String,
    /// Only where no letter or digit adjoins them.
    pub whole_words: bool,
    /// Only in the same capitals and small letters.
    pub same_case: bool,
}

impl Query {
    /// A query for whole words in the same case, as a mark stands for others like it.
    pub fn exactly(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            whole_words: true,
            same_case: true,
        }
    }

    /// Where the words stand in a text, in its order; no two overlap.
    pub fn find(&self, text: &str) -> Vec<Span> {
        if self.words.trim().is_empty() {
            return Vec::new();
        }
        let fits = |span: &Span| !self.whole_words || !boundary::splits_word(text, *span);
        if self.same_case {
            let found = text.match_indices(&*self.words);
            found
                .filter_map(|(start, words)| Span::of(text, start, start + words.len()))
                .filter(fits)
                .collect()
        } else {
            boundary::occurrences_in_any_case(text, &self.words)
                .filter(fits)
                .collect()
        }
    }
}

/// What stands where words were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No mark, or only one that a person turned down.
    Free,
    /// A suggestion that nobody has decided on, of any label.
    Suggested,
    /// A mark that was confirmed under another label or over other words.
    Other,
    /// A mark of exactly these words that was confirmed under the label.
    Done,
}

/// A place where words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The words.
    pub span: Span,
    /// What stands there.
    pub standing: Standing,
    /// The sentence around them.
    pub sentence: Span,
}

impl Hit {
    /// Whether marking the place takes nothing away that a person decided.
    pub fn is_open(&self) -> bool {
        matches!(self.standing, Standing::Free | Standing::Suggested)
    }
}

/// The places of an article where words stand, and what is marked there.
pub fn hits(article: &Article, query: &Query, label: &Label) -> Vec<Hit> {
    let hit = |span: Span| Hit {
        span,
        standing: standing(article, span, label),
        sentence: boundary::sentence_around(&article.text, span),
    };
    query.find(&article.text).into_iter().map(hit).collect()
}

fn standing(article: &Article, span: Span, label: &Label) -> Standing {
    let mut found = Standing::Free;
    for mark in article.annotations.overlapping(span) {
        let standing = match mark.state {
            State::Rejected => continue,
            State::Confirmed if mark.span == span && mark.label == *label => return Standing::Done,
            State::Confirmed => Standing::Other,
            // A longer suggestion is another name, not a worse one of these words.
            State::Suggested if mark.span.contains(span) && mark.span != span => Standing::Other,
            State::Suggested => Standing::Suggested,
        };
        if standing == Standing::Other || found == Standing::Free {
            found = standing;
        }
    }
    found
}

/// The other places of the text where the words of a mark stand, and where marking them takes nothing away that a
/// person decided: whole words, in the same case.
pub fn others(article: &Article, id: AnnotationId) -> Vec<Span> {
    let Some(mark) = article.annotations.get(id) else {
        return Vec::new();
    };
    let words = mark.span.slice(&article.text).unwrap_or_default();
    let found = Query::exactly(words).find(&article.text);
    let open = |span: &Span| {
        let standing = standing(article, *span, &mark.label);
        !span.overlaps(mark.span) && matches!(standing, Standing::Free | Standing::Suggested)
    };
    found.into_iter().filter(open).collect()
}

/// Confirms a mark and marks the [`others`] with its label, as one edit.
///
/// New marks are identified by what comes of `fresh`. `None` when nothing changes.
pub fn mark_others(article: &Article, id: AnnotationId, fresh: AnnotationId) -> Option<Edit> {
    let label = &article.annotations.get(id)?.label;
    let confirmed = correction::confirm(article, id);
    let marked = mark_all(article, others(article, id), label, fresh);
    together(confirmed.into_iter().chain(marked))
}

/// Marks spans with a label as a person does, as one edit: suggestions that overlap them go.
///
/// New marks are identified by what comes of `fresh`. `None` when nothing changes.
pub fn mark_all(
    article: &Article,
    spans: impl IntoIterator<Item = Span>,
    label: &Label,
    fresh: AnnotationId,
) -> Option<Edit> {
    let mut last_end = ByteOffset::new(0);
    let apart = spans.into_iter().filter(move |span| {
        let free = span.start() >= last_end;
        last_end = if free { span.end() } else { last_end };
        free
    });
    let edits = apart
        .zip(0..)
        .filter_map(|(span, number)| correction::mark(article, fresh.nth(number), span, label));
    together(edits)
}

/// Takes marks away as a person does, as one edit: what was suggested or imported stays as rejected.
pub fn delete_all(article: &Article, marks: &[AnnotationId]) -> Option<Edit> {
    together(
        marks
            .iter()
            .filter_map(|id| correction::delete(article, *id)),
    )
}

/// Takes a mark and all others of the same words and label away, as one edit. `None` when the mark is gone.
pub fn delete_others(article: &Article, id: AnnotationId) -> Option<Edit> {
    let mark = article.annotations.get(id)?;
    let words = mark.span.slice(&article.text)?;
    let marks: Vec<_> = marks_of(article, words, Some(&mark.label))
        .map(|mark| mark.id)
        .collect();
    delete_all(article, &marks)
}

/// Gives marks another label, which confirms them, as one edit.
pub fn relabel_all(article: &Article, marks: &[AnnotationId], label: &Label) -> Option<Edit> {
    together(
        marks
            .iter()
            .filter_map(|id| correction::relabel(article, *id, label)),
    )
}

/// Confirms all suggestions that are at least so sure, as one edit; those without a confidence are left.
pub fn confirm_above(article: &Article, at_least: Confidence) -> Option<Edit> {
    together(sure(article, at_least).filter_map(|mark| correction::confirm(article, mark.id)))
}

/// Says yes to marks, as one edit.
pub fn confirm_all(article: &Article, marks: &[AnnotationId]) -> Option<Edit> {
    together(
        marks
            .iter()
            .filter_map(|id| correction::confirm(article, *id)),
    )
}

/// The suggestions that [`confirm_above`] would confirm.
pub fn sure(article: &Article, at_least: Confidence) -> impl Iterator<Item = &Annotation> {
    let is_sure = move |mark: &&Annotation| {
        mark.state == State::Suggested && mark.confidence.is_some_and(|sure| sure >= at_least)
    };
    article.annotations.iter().filter(is_sure)
}

/// The visible marks of exactly these words, in the order of the text; of one label when it is given.
pub fn marks_of<'a>(
    article: &'a Article,
    words: &'a str,
    label: Option<&'a Label>,
) -> impl DoubleEndedIterator<Item = &'a Annotation> {
    article.annotations.visible().filter(move |mark| {
        label.is_none_or(|label| mark.label == *label)
            && mark.span.byte_len() == words.len()
            && mark.span.slice(&article.text) == Some(words)
    })
}

/// Edits of one article that do not touch each other, as one: what all of them begin with is done once, and a suggestion
/// that two of them take out is taken out once.
fn together(edits: impl IntoIterator<Item = Edit>) -> Option<Edit> {
    let mut details = Vec::new();
    let mut removed = BTreeSet::new();
    let mut changes = Vec::new();
    for change in edits.into_iter().flat_map(Edit::into_changes) {
        match &change {
            Change::SetDetail { .. } if details.contains(&change) => {}
            Change::SetDetail { .. } => {
                details.push(change.clone());
                changes.push(change);
            }
            Change::RemoveAnnotation { annotation, .. } if !removed.insert(*annotation) => {}
            _ => changes.push(change),
        }
    }
    (!changes.is_empty()).then(|| changes.into_iter().collect())
}

/// What a person did with a suggestion, so that the same can be done with others like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It got another label.
    Relabel(Label),
    /// It was no mark at all.
    Delete,
    /// Its edges moved: so many bytes were added or taken at each, and these words are meant.
    Reshape {
        /// The words that are marked after it.
        words: String,
        /// Where in them, in bytes, the suggestion started; negative when words were cut off before.
        shift: i64,
    },
}

/// A correction of a suggestion that others of the same words and label may need too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The words as they were suggested.
    pub words: String,
    /// The label that was suggested.
    pub label: Label,
    /// What a person made of it.
    pub verdict: Verdict,
}

impl Lesson {
    /// What was learnt from a mark before and after a person's act; `None` when it was no suggestion before, or
    /// was only confirmed.
    pub fn of(text: &str, before: &Annotation, after: Option<&Annotation>) -> Option<Self> {
        if before.is_decided() || before.origin == Origin::Person {
            return None;
        }
        let verdict = match after.filter(|after| after.is_visible()) {
            None => Verdict::Delete,
            Some(after) if after.label != before.label => Verdict::Relabel(after.label.clone()),
            Some(after) if after.span != before.span => Verdict::Reshape {
                words: after.span.slice(text)?.to_owned(),
                shift: i64::from(before.span.start().get()) - i64::from(after.span.start().get()),
            },
            Some(_) => return None,
        };
        Some(Self {
            words: before.span.slice(text)?.to_owned(),
            label: before.label.clone(),
            verdict,
        })
    }

    /// The suggestions of an article that the lesson fits: the same words and label, undecided, and for moved edges
    /// the same words around.
    pub fn fitting<'a>(&'a self, article: &'a Article) -> impl Iterator<Item = &'a Annotation> {
        marks_of(article, &self.words, Some(&self.label))
            .filter(|mark| mark.state == State::Suggested)
            .filter(|mark| match self.verdict {
                Verdict::Reshape { .. } => self.reshaped(article, mark).is_some(),
                _ => true,
            })
    }

    /// The span that a suggestion would get; `None` when the words around it are others.
    fn reshaped(&self, article: &Article, mark: &Annotation) -> Option<Span> {
        let Verdict::Reshape { words, shift } = &self.verdict else {
            return None;
        };
        let start = i64::from(mark.span.start().get()).checked_sub(*shift)?;
        let start = usize::try_from(start).ok()?;
        let span = Span::of(&article.text, start, start.checked_add(words.len())?)?;
        let same =
            span.slice(&article.text) == Some(words) && !boundary::splits_word(&article.text, span);
        same.then_some(span)
    }

    /// Does with all fitting suggestions of an article what was done with the first, as one edit.
    pub fn apply(&self, article: &Article) -> Option<Edit> {
        together(
            self.fitting(article)
                .filter_map(|mark| match &self.verdict {
                    Verdict::Delete => correction::delete(article, mark.id),
                    Verdict::Relabel(label) => correction::relabel(article, mark.id, label),
                    Verdict::Reshape { .. } => {
                        correction::set_span(article, mark.id, self.reshaped(article, mark)?)
                    }
                }),
        )
    }
}

#[cfg(test)]
mod tests;
