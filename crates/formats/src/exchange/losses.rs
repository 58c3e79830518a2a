//! What a format can't hold of some articles, and which marks it writes.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use dateline_annotation::{Annotation, Article, ArticleState, Span, State};

use super::adapter::{Holding, Holds, Notes};
use super::xml;

/// Something that does not go into a file.
///
/// Its text completes the sentence “the file will not hold …”.
///
/// ```
/// use dateline_formats::exchange::{Loss, Lost};
/// let loss = Loss { what: Lost::Values, count: 3 };
/// assert_eq!(loss.to_string(), "the value of 3 marks");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss {
    /// What.
    pub what: Lost,
    /// How many marks or, for what concerns whole articles, articles.
    pub count: usize,
}

/// What a format may have no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Lost {
    /// The texts of the articles, but for what is marked.
    Text,
    /// The spaces and line ends between tokens.
    Spacing,
    /// Control characters, for which a space or U+FFFD stands.
    Controls,
    /// Title, language, day, source, author and state of articles.
    Details,
    /// Rejected marks, which are never written.
    Rejected,
    /// Marks that overlap another one; the confirmed, earlier, longer one stays.
    Overlaps,
    /// White space at the edges of marks, and marks that have nothing else.
    Edges,
    /// Names of labels, of which the format forbids characters.
    Labels,
    /// Which marks are suggestions; they will look like decisions.
    Suggestions,
    /// How sure the machine was.
    Confidences,
    /// Values of dates and numbers.
    Values,
    /// Which marks mention the same person or place.
    Entities,
    /// Notes, or their line ends.
    Notes,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |one: &str| match self.count {
            1 => format!("1 {one}"),
            n => format!("{n} {one}s"),
        };
        let (articles, marks) = (of("article"), of("mark"));
        match self.what {
            Lost::Text => write!(f, "the text of {articles}, but for what is marked in it"),
            Lost::Spacing => write!(
                f,
                "the spaces and line ends between the words of {articles}"
            ),
            Lost::Controls => write!(f, "the control characters in {articles}"),
            Lost::Details => write!(
                f,
                "title, language, day, source, author or state of {articles}"
            ),
            Lost::Rejected => f.write_str(&of("rejected mark")),
            Lost::Overlaps => f.write_str(&of("overlapping mark")),
            Lost::Edges => write!(f, "the white space at the edges of {marks}"),
            Lost::Labels => write!(f, "the exact name of the label of {marks}"),
            Lost::Suggestions => write!(f, "that nobody has decided yet about {marks}"),
            Lost::Confidences => write!(f, "the confidence of {marks}"),
            Lost::Values => write!(f, "the value of {marks}"),
            Lost::Entities => write!(f, "which person, place or group is meant by {marks}"),
            Lost::Notes => write!(f, "the note of {marks}"),
        }
    }
}

/// The losses of these articles, those of whole articles first.
pub(super) fn losses(holds: &Holds, articles: &[Arc<Article>]) -> Vec<Loss> {
    let mut counts: BTreeMap<Lost, usize> = BTreeMap::new();
    for article in articles {
        for what in of_article(holds, article) {
            *counts.entry(what).or_default() += 1;
        }
        for annotation in &article.annotations {
            for what in of_annotation(holds, article, annotation) {
                *counts.entry(what).or_default() += 1;
            }
        }
        let overlapping = overlapping(holds, article);
        if overlapping > 0 {
            *counts.entry(Lost::Overlaps).or_default() += overlapping;
        }
    }
    let counts = counts.into_iter();
    counts.map(|(what, count)| Loss { what, count }).collect()
}

fn of_article(holds: &Holds, article: &Article) -> impl Iterator<Item = Lost> {
    let text = match holds.text {
        Holding::Exact => None,
        Holding::Tokens => Some(Lost::Spacing),
        Holding::Marked => Some(Lost::Text),
    };
    let controls = !holds.controls && has_controls(holds, article);
    let details = !holds.details && has_details(article);
    text.into_iter()
        .chain(controls.then_some(Lost::Controls))
        .chain(details.then_some(Lost::Details))
}

/// Whether something of an article that goes into a file has a character that XML forbids.
fn has_controls(holds: &Holds, article: &Article) -> bool {
    let details = &article.details;
    let entities = article
        .annotations
        .visible()
        .filter_map(|mark| mark.entity.as_ref());
    is_forbidden_in(&article.text)
        || (holds.entities && entities.into_iter().any(|entity| is_forbidden_in(entity)))
        || (holds.details
            && [&details.title, &details.source, &details.author]
                .into_iter()
                .any(|text| is_forbidden_in(text)))
}

fn is_forbidden_in(text: &str) -> bool {
    text.contains(xml::is_forbidden)
}

/// Whether more is known of an article than its text says.
fn has_details(article: &Article) -> bool {
    let details = &article.details;
    details.language.is_some()
        || details.published.is_some()
        || !details.source.is_empty()
        || !details.author.is_empty()
        || details.provenance.is_some()
        || details.state != ArticleState::New
        || details.title != Article::new(article.text.clone()).details.title
}

fn of_annotation<'a>(
    holds: &Holds,
    article: &Article,
    annotation: &'a Annotation,
) -> impl Iterator<Item = Lost> + use<'a> {
    let rejected = annotation.state == State::Rejected;
    let note = annotation.note.as_str();
    let loose = annotation.span.trimmed(&article.text) != Some(annotation.span);
    let name = annotation.label.as_str();
    let lost = [
        (Lost::Edges, !holds.loose_edges && loose),
        (Lost::Labels, (holds.label)(name) != name),
        (
            Lost::Suggestions,
            !holds.suggestions && annotation.state == State::Suggested,
        ),
        (
            Lost::Confidences,
            !holds.confidences && annotation.confidence.is_some(),
        ),
        (Lost::Values, !(holds.value)(annotation)),
        (
            Lost::Entities,
            !holds.entities && annotation.entity.is_some(),
        ),
        (Lost::Notes, !keeps(holds.notes, note)),
    ];
    let lost = lost
        .into_iter()
        .filter(move |(_, lost)| *lost && !rejected)
        .map(|(what, _)| what);
    (rejected && !holds.rejected)
        .then_some(Lost::Rejected)
        .into_iter()
        .chain(lost)
}

fn keeps(notes: Notes, note: &str) -> bool {
    match notes {
        Notes::None => note.is_empty(),
        Notes::Line => !note.contains(['\n', '\r', '\t']) && note.trim() == note,
        Notes::Any => true,
    }
}

fn overlapping(holds: &Holds, article: &Article) -> usize {
    if holds.overlaps {
        return 0;
    }
    let wholly = |annotation: &&Annotation| {
        holds.loose_edges || annotation.span.trimmed(&article.text).is_some()
    };
    article.annotations.visible().filter(wholly).count() - written(holds, article).len()
}

/// The marks that a format with these limits gets, each with its span there, in the order of the text.
pub(super) fn written<'a>(holds: &Holds, article: &'a Article) -> Vec<(Span, &'a Annotation)> {
    let span = |annotation: &Annotation| {
        if holds.loose_edges {
            annotation
                .span
                .slice(&article.text)
                .map(|_| annotation.span)
        } else {
            annotation.span.trimmed(&article.text)
        }
    };
    let marks: Vec<_> = article
        .annotations
        .visible()
        .filter_map(|annotation| Some((span(annotation)?, annotation)))
        .collect();
    if holds.overlaps { marks } else { apart(marks) }
}

/// Marks of which no two overlap: what is confirmed first, then the earlier, then the longer one.
fn apart(mut marks: Vec<(Span, &Annotation)>) -> Vec<(Span, &Annotation)> {
    marks.sort_by_key(|(span, annotation)| {
        let undecided = !annotation.is_decided();
        (undecided, span.start(), std::cmp::Reverse(span.end()))
    });
    let mut kept: BTreeMap<_, (Span, &Annotation)> = BTreeMap::new();
    for mark in marks {
        let span = mark.0;
        let before = kept.range(..span.end()).next_back();
        if before.is_none_or(|(_, (other, _))| other.end() <= span.start()) {
            kept.insert(span.start(), mark);
        }
    }
    kept.into_values().collect()
}
