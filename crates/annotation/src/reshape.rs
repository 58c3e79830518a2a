//! Joining two marks and splitting one, as edits.

use crate::{
    Annotation, AnnotationId, Article, ByteOffset, Change, Edit, Origin, Span, State, correction,
};

/// Joins a mark with the next one that does not start inside it, as one edit: what stands between is marked too, and
/// the first one's label stays.
///
/// `None` when the mark is gone, none follows, or a line break stands between.
pub fn join(article: &Article, id: AnnotationId) -> Option<Edit> {
    let mark = article.annotations.get(id)?;
    let next = following(article, mark)?;
    let joined = Span::new(mark.span.start(), next.span.end().max(mark.span.end()))?;
    let removed = correction::delete(article, next.id)?;
    let moved = correction::set_span(article, id, joined)?;
    let kept = |change: &Change| !is_of(change, next.id);
    // The joined mark comes first, so that taking the edit back ends with it too.
    let moved = moved.into_changes().into_iter().filter(kept);
    Some(moved.chain(removed.into_changes()).collect())
}

/// The next visible mark of the same line that starts at or after the end of another.
pub fn following<'a>(article: &'a Article, mark: &Annotation) -> Option<&'a Annotation> {
    let rank = crate::Rank::before(mark.span.end());
    let next = article
        .annotations
        .after(rank)
        .find(|next| next.is_visible())?;
    let between = article
        .text
        .get(mark.span.end().to_usize()..next.span.start().to_usize())?;
    (!between.contains('\n')).then_some(next)
}

fn is_of(change: &Change, id: AnnotationId) -> bool {
    matches!(change, Change::RemoveAnnotation { annotation, .. } if *annotation == id)
}

/// Splits a mark at a place into two of its label, both confirmed, as one edit; the second is identified by `fresh`.
///
/// Neither gets white space at its edges. `None` when the mark is gone or the place leaves nothing of one half.
pub fn split(
    article: &Article,
    id: AnnotationId,
    at: ByteOffset,
    fresh: AnnotationId,
) -> Option<Edit> {
    let mark = article.annotations.get(id)?;
    let half = |start, end| Span::new(start, end)?.trimmed(&article.text);
    if !article.text.is_char_boundary(at.to_usize()) {
        return None;
    }
    let first = half(mark.span.start(), at)?;
    let second = half(at, mark.span.end())?;
    let part = |id, span, origin, confidence| Change::PutAnnotation {
        article: article.id,
        annotation: Annotation {
            id,
            span,
            origin,
            confidence,
            state: State::Confirmed,
            value: None,
            value_set: false,
            ..mark.clone()
        },
    };
    let begun = correction::begin(article);
    let halves = [
        part(id, first, mark.origin, mark.confidence),
        part(fresh, second, Origin::Person, None),
    ];
    Some(halves.into_iter().chain(begun).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Label, Workspace};

    const TEXT: &str = "Islamic State of Iraq\nBaghdad";

    fn article(marks: &[(&str, Label)]) -> Article {
        let mut article = Article::new(TEXT);
        for ((words, label), number) in marks.iter().zip(1..) {
            let start = TEXT.find(words).unwrap();
            let span = Span::of(TEXT, start, start + words.len()).unwrap();
            let edit = correction::mark(&article, AnnotationId::new(number), span, label).unwrap();
            article = applied(&article, edit);
        }
        article
    }

    fn applied(article: &Article, edit: Edit) -> Article {
        let mut workspace = Workspace::new([article.clone()]);
        workspace.apply(edit).unwrap();
        (*workspace.articles()[0]).clone()
    }

    fn shown(article: &Article) -> Vec<(&str, &str)> {
        let words = |mark: &Annotation| mark.span.slice(TEXT).unwrap_or_default();
        let marks = article.annotations.visible();
        marks
            .map(|mark| (words(mark), mark.label.as_str()))
            .collect()
    }

    #[test]
    fn joining_marks_what_stands_between_and_stays_on_the_line() {
        let two = article(&[("Islamic State", Label::GROUP), ("Iraq", Label::LOC)]);
        let joined = applied(&two, join(&two, AnnotationId::new(1)).unwrap());
        assert_eq!(shown(&joined), [("Islamic State of Iraq", "GROUP")]);
        let apart = article(&[("Iraq", Label::LOC), ("Baghdad", Label::LOC)]);
        assert_eq!(join(&apart, AnnotationId::new(1)), None);
        assert_eq!(join(&apart, AnnotationId::new(2)), None);
    }

    #[test]
    fn a_split_leaves_two_marks_without_white_space_and_never_an_empty_one() {
        let one = article(&[("Islamic State", Label::GROUP)]);
        let at = |at| {
            split(
                &one,
                AnnotationId::new(1),
                ByteOffset::new(at),
                AnnotationId::new(9),
            )
        };
        let halves = applied(&one, at(7).unwrap());
        assert_eq!(shown(&halves), [("Islamic", "GROUP"), ("State", "GROUP")]);
        assert_eq!(applied(&one, at(8).unwrap()), halves);
        for nothing_left in [0, 13, 20, 90] {
            assert_eq!(at(nothing_left), None, "{nothing_left}");
        }
    }
}
