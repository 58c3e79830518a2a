//! What a person or the machine does to the marks of an article, as edits.
//!
//! These functions decide nothing on their own: they say which [`Edit`] an act amounts to. The rules
//! that hold for all of them: what a person decided, no suggestion replaces; a suggestion that was
//! turned down does not come back; a mark never starts or ends in white space.

use serde::{Deserialize, Serialize};

use crate::{
    Annotation, AnnotationId, Annotations, Article, ArticleState, Change, Confidence, Detail,
    Details, Edit, Label, Language, Origin, Span, State, Value,
};

/// What the machine offers for one span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Where.
    pub span: Span,
    /// What.
    pub label: Label,
    /// How sure.
    pub confidence: Confidence,
    /// The tagger or a grammar.
    pub origin: Origin,
    /// What it denotes.
    pub value: Option<Value>,
}

impl From<Offer> for Annotation {
    fn from(offer: Offer) -> Self {
        Self {
            id: AnnotationId::of_suggestion(offer.span, &offer.label),
            span: offer.span,
            label: offer.label,
            origin: offer.origin,
            state: State::Suggested,
            confidence: Some(offer.confidence),
            value: offer.value,
            entity: None,
            note: String::new(),
            value_set: false,
        }
    }
}

/// Replaces the suggestions of an article by new offers and sets its language if it had none.
///
/// Decided annotations stay as they are. An offer is left out when it overlaps a confirmed mark, or
/// has the span and label that a rejected one has or was offered with.
pub fn suggest(
    article: &Article,
    language: Language,
    offers: impl IntoIterator<Item = Offer>,
) -> Edit {
    let turned_down = |offer: &Offer| {
        let id = AnnotationId::of_suggestion(offer.span, &offer.label);
        let before = article.annotations.get(id);
        before.is_some_and(|before| before.state == State::Rejected)
    };
    let welcome = |offer: &Offer| {
        !turned_down(offer)
            && article
                .annotations
                .overlapping(offer.span)
                .all(|other| match other.state {
                    State::Suggested => true,
                    State::Confirmed => false,
                    State::Rejected => other.span != offer.span || other.label != offer.label,
                })
    };
    let fresh: Annotations = offers
        .into_iter()
        .filter(welcome)
        .map(|offer| suggestion(article, offer))
        .collect();
    let stale = article
        .annotations
        .iter()
        .filter(|old| old.state == State::Suggested && fresh.get(old.id).is_none())
        .map(|old| Change::RemoveAnnotation {
            article: article.id,
            annotation: old.id,
        });
    let changed = fresh
        .iter()
        .filter(|new| article.annotations.get(new.id) != Some(*new));
    stale
        .chain(changed.map(|new| put(article, new.clone())))
        .chain(set_language(article, language))
        .collect()
}

/// The annotation of an offer. A decided mark keeps the identifier that it had when it was suggested, though it
/// may have been moved or relabelled since; an offer like what it was then gets another one.
fn suggestion(article: &Article, offer: Offer) -> Annotation {
    let mut suggestion = Annotation::from(offer);
    let taken = |id| {
        article
            .annotations
            .get(id)
            .is_some_and(Annotation::is_decided)
    };
    while taken(suggestion.id) {
        suggestion.id = suggestion.id.nth(0);
    }
    suggestion
}

fn set_language(article: &Article, language: Language) -> Option<Change> {
    let unknown = article.details.language.is_none();
    unknown.then(|| set(article, Detail::Language(Some(language))))
}

fn set(article: &Article, detail: Detail) -> Change {
    Change::SetDetail {
        article: article.id,
        detail,
    }
}

/// Marks a span as a person does: confirmed, without white space at its edges, in place of the suggestions it overlaps.
///
/// A mark of the same span gets the label instead. `None` when the span holds nothing but
/// white space, or already is what is asked for.
pub fn mark(article: &Article, id: AnnotationId, span: Span, label: &Label) -> Option<Edit> {
    let span = span.trimmed(&article.text)?;
    let mut visible = article
        .annotations
        .overlapping(span)
        .filter(|other| other.is_visible());
    if let Some(same) = visible.find(|other| other.span == span) {
        return relabel(article, same.id, label);
    }
    let annotation = Annotation {
        id,
        span,
        label: label.clone(),
        origin: Origin::Person,
        state: State::Confirmed,
        confidence: None,
        value: None,
        entity: None,
        note: String::new(),
        value_set: false,
    };
    Some(
        displace(article, span, None)
            .chain([put(article, annotation)])
            .chain(begin(article))
            .collect(),
    )
}

/// Gives a mark another label, which also confirms it. `None` when it is gone or confirmed under that label.
pub fn relabel(article: &Article, id: AnnotationId, label: &Label) -> Option<Edit> {
    let annotation = article.annotations.get(id)?;
    let same = annotation.label == *label;
    if same && annotation.state == State::Confirmed {
        return None;
    }
    let value = annotation.value.clone().filter(|_| same);
    // The machine was sure of the label that it gave, not of this one.
    let confidence = annotation.confidence.filter(|_| same);
    let relabelled = Annotation {
        label: label.clone(),
        state: State::Confirmed,
        value,
        value_set: annotation.value_set && same,
        confidence,
        ..annotation.clone()
    };
    Some(
        [put(article, relabelled)]
            .into_iter()
            .chain(begin(article))
            .collect(),
    )
}

/// Says yes to a mark. `None` when it is gone or confirmed already.
pub fn confirm(article: &Article, id: AnnotationId) -> Option<Edit> {
    relabel(article, id, &article.annotations.get(id)?.label)
}

/// Moves the edges of a mark, which also confirms it, in place of the suggestions it now overlaps.
///
/// `None` when the span is the one it had, or holds nothing but white space.
pub fn set_span(article: &Article, id: AnnotationId, span: Span) -> Option<Edit> {
    let annotation = article.annotations.get(id)?;
    let span = span
        .trimmed(&article.text)
        .filter(|span| *span != annotation.span)?;
    let moved = Annotation {
        span,
        state: State::Confirmed,
        value: None,
        value_set: false,
        ..annotation.clone()
    };
    Some(
        displace(article, span, Some(id))
            .chain([put(article, moved)])
            .chain(begin(article))
            .collect(),
    )
}

/// Takes a mark away: what a person made is gone, what was suggested or imported stays as rejected.
///
/// `None` when it is gone or rejected already.
pub fn delete(article: &Article, id: AnnotationId) -> Option<Edit> {
    let annotation = article
        .annotations
        .get(id)
        .filter(|annotation| annotation.is_visible())?;
    let change = if annotation.origin == Origin::Person {
        Change::RemoveAnnotation {
            article: article.id,
            annotation: id,
        }
    } else {
        put(
            article,
            Annotation {
                state: State::Rejected,
                ..annotation.clone()
            },
        )
    };
    Some([change].into_iter().chain(begin(article)).collect())
}

/// Brings a rejected mark back as confirmed. `None` when it is not rejected.
pub fn restore(article: &Article, id: AnnotationId) -> Option<Edit> {
    article
        .annotations
        .get(id)
        .filter(|annotation| annotation.state == State::Rejected)?;
    confirm(article, id)
}

/// Sets what a mark denotes. `None` when it is gone or denotes that already.
pub fn set_value(article: &Article, id: AnnotationId, value: Option<Value>) -> Option<Edit> {
    let annotation = article
        .annotations
        .get(id)
        .filter(|annotation| annotation.value != value)?;
    Some(
        put(
            article,
            Annotation {
                value,
                ..annotation.clone()
            },
        )
        .into(),
    )
}

/// The marks whose values depend on when the article was published or in which language it is, and may be read anew:
/// decided ones of temporal and numeric labels, unless a person or a file set the value.
///
/// Suggestions are not among them: they are replaced as a whole.
pub fn values_to_read_anew(article: &Article) -> impl Iterator<Item = &Annotation> {
    let machine_made =
        |mark: &&Annotation| mark.is_decided() && mark.label.has_value() && !mark.value_set;
    article.annotations.visible().filter(machine_made)
}

/// Sets what a mark denotes as a person does, which also confirms it and keeps the value from being resolved anew. `None` when it is gone or so already.
pub fn correct_value(article: &Article, id: AnnotationId, value: Value) -> Option<Edit> {
    let before = article.annotations.get(id)?;
    let after = Annotation {
        value: Some(value),
        value_set: true,
        state: State::Confirmed,
        ..before.clone()
    };
    (after != *before).then(|| {
        std::iter::once(put(article, after))
            .chain(begin(article))
            .collect()
    })
}

/// Writes a remark on a mark. `None` when it is gone or says that already.
pub fn set_note(article: &Article, id: AnnotationId, note: &str) -> Option<Edit> {
    let annotation = article
        .annotations
        .get(id)
        .filter(|annotation| annotation.note != note)?;
    Some(
        put(
            article,
            Annotation {
                note: note.to_owned(),
                ..annotation.clone()
            },
        )
        .into(),
    )
}

/// Sets what differs of the details. `None` when nothing does.
pub fn set_details(article: &Article, details: Details) -> Option<Edit> {
    let Details {
        title,
        language,
        published,
        source,
        author,
        state,
        provenance,
        binned,
    } = details;
    let before = &article.details;
    let changes = [
        (before.title != title).then_some(Detail::Title(title)),
        (before.language != language).then_some(Detail::Language(language)),
        (before.published != published).then_some(Detail::Published(published)),
        (before.source != source).then_some(Detail::Source(source)),
        (before.author != author).then_some(Detail::Author(author)),
        (before.state != state).then_some(Detail::State(state)),
        (before.provenance != provenance).then_some(Detail::Provenance(provenance)),
        (before.binned != binned).then_some(Detail::Binned(binned)),
    ];
    let edit: Edit = changes
        .into_iter()
        .flatten()
        .map(|detail| set(article, detail))
        .collect();
    Some(edit).filter(|edit| !edit.is_empty())
}

fn put(article: &Article, annotation: Annotation) -> Change {
    Change::PutAnnotation {
        article: article.id,
        annotation,
    }
}

/// Removes the suggestions under `span`, but for the one that is being moved.
fn displace(
    article: &Article,
    span: Span,
    but: Option<AnnotationId>,
) -> impl Iterator<Item = Change> {
    article
        .annotations
        .overlapping(span)
        .filter(move |other| other.state == State::Suggested && Some(other.id) != but)
        .map(|other| Change::RemoveAnnotation {
            article: article.id,
            annotation: other.id,
        })
}

/// The first decision takes a new article into work.
pub(crate) fn begin(article: &Article) -> Option<Change> {
    let new = article.details.state == ArticleState::New;
    new.then(|| set(article, Detail::State(ArticleState::InWork)))
}
