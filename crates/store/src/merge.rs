//! What two tabs made of one article, as one.
//!
//! A three-way merge: what one side alone changed is taken over; what both changed alike is taken once; where the two
//! contradict each other both readings stay, and the caller is told. The outcome is the same whichever side is called
//! ours, so that two tabs that merge at once agree.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use dateline_annotation::{
    Annotation, AnnotationId, Annotations, Article, ArticleId, ArticleState, Change, Date, Detail,
    Details, Edit, Language, Provenance,
};

use crate::content::mark_bytes;
use crate::entry::checksum;

/// A contradiction of which both readings were kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// One mark, changed in two ways: the other reading stands beside it as a second mark.
    Mark {
        /// The one that kept its identifier.
        kept: AnnotationId,
        /// The other reading.
        second: AnnotationId,
    },
    /// A detail of the article, set in two ways: one can stand.
    Detail {
        /// Which: `title`, `language` and so on.
        name: &'static str,
        /// What stands.
        kept: String,
        /// What was set by the other.
        other: String,
    },
}

/// A merged article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The article.
    pub article: Article,
    /// Where the two sides contradicted each other.
    pub conflicts: Vec<Conflict>,
}

/// Merges what two sides made of `base`; `None` when nobody knows what both began with.
///
/// `note` is written on second readings that have no note of their own. Without a base everything that either side has
/// stays. All three are one article: text and identifier are those of `ours`.
pub fn merge(base: Option<&Article>, ours: &Article, theirs: &Article, note: &str) -> Merged {
    let mut conflicts = Vec::new();
    let details = merge_details(
        base.map(|base| &base.details),
        &ours.details,
        &theirs.details,
        &mut conflicts,
    );
    let annotations = merge_marks(
        base.map(|base| &base.annotations),
        &ours.annotations,
        &theirs.annotations,
        note,
        &mut conflicts,
    );
    Merged {
        article: Article {
            id: ours.id,
            text: ours.text.clone(),
            details,
            annotations,
        },
        conflicts,
    }
}

/// The side that changed something; `Err` when both did, and differently.
fn one_of<'a, T: PartialEq>(base: Option<&T>, ours: &'a T, theirs: &'a T) -> Result<&'a T, ()> {
    match base {
        _ if ours == theirs => Ok(ours),
        Some(base) if base == ours => Ok(theirs),
        Some(base) if base == theirs => Ok(ours),
        _ => Err(()),
    }
}

fn merge_details(
    base: Option<&Details>,
    ours: &Details,
    theirs: &Details,
    conflicts: &mut Vec<Conflict>,
) -> Details {
    macro_rules! merged {
        ($($field:ident: $show:expr),* $(,)?) => {
            Details { $($field: {
                let one = one_of(base.map(|base| &base.$field), &ours.$field, &theirs.$field);
                one.cloned().unwrap_or_else(|()| {
                    let (a, b): (String, String) = ($show(&ours.$field), $show(&theirs.$field));
                    let ours_stands = a >= b;
                    let (kept, other) = if ours_stands { (a, b) } else { (b, a) };
                    conflicts.push(Conflict::Detail { name: stringify!($field), kept, other });
                    if ours_stands { ours.$field.clone() } else { theirs.$field.clone() }
                })
            }),* }
        };
    }
    merged! {
        title: String::clone,
        language: |it: &Option<Language>| it.map_or("", Language::code).to_owned(),
        published: |it: &Option<Date>| it.map_or_else(String::new, |date| date.to_string()),
        source: String::clone,
        author: String::clone,
        state: |it: &ArticleState| format!("{it:?}"),
        // Where one side puts an article into the bin and the other takes it out, it stays out.
        binned: |it: &bool| if *it { "binned" } else { "kept" }.to_owned(),
        provenance: |it: &Option<Provenance>| it.as_ref().map_or_else(String::new, |it| format!("{} {} {}", it.file, it.path, it.sha256)),
    }
}

fn merge_marks(
    base: Option<&Annotations>,
    ours: &Annotations,
    theirs: &Annotations,
    note: &str,
    conflicts: &mut Vec<Conflict>,
) -> Annotations {
    let ids: BTreeSet<AnnotationId> = ours.iter().chain(theirs).map(|mark| mark.id).collect();
    let mut merged = Vec::with_capacity(ids.len());
    for id in ids {
        let before = base.and_then(|base| base.get(id));
        match (ours.get(id), theirs.get(id)) {
            (Some(ours), Some(theirs)) => {
                let (kept, second) = merge_mark(before, ours, theirs, note);
                if let Some(second) = second {
                    conflicts.push(Conflict::Mark {
                        kept: id,
                        second: second.id,
                    });
                    merged.push(second);
                }
                merged.push(kept);
            }
            // Taken out by one side: so it is, unless the other side changed it meanwhile.
            (Some(one), None) | (None, Some(one)) if before != Some(one) => {
                merged.push(one.clone());
            }
            _ => {}
        }
    }
    Annotations::from(merged)
}

/// The mark that stays under its identifier, and the other reading where the two contradict each other.
fn merge_mark(
    base: Option<&Annotation>,
    ours: &Annotation,
    theirs: &Annotation,
    note: &str,
) -> (Annotation, Option<Annotation>) {
    if let Ok(one) = one_of(base, ours, theirs) {
        return (one.clone(), None);
    }
    // A note or entity beside another change of the mark is no contradiction.
    let notes = one_of(base.map(|base| &base.note), &ours.note, &theirs.note);
    let entities = one_of(base.map(|base| &base.entity), &ours.entity, &theirs.entity);
    let bare = |mark: &Annotation| Annotation {
        note: String::new(),
        entity: None,
        ..mark.clone()
    };
    let marks = [base.map(bare), Some(bare(ours)), Some(bare(theirs))];
    if let (Ok(entity), [before, Some(our), Some(their)]) = (entities, &marks)
        && let Ok(mark) = one_of(before.as_ref(), our, their)
    {
        let both = || both_notes(&ours.note, &theirs.note);
        let merged = Annotation {
            note: notes.cloned().unwrap_or_else(|()| both()),
            entity: entity.clone(),
            ..mark.clone()
        };
        return (merged, None);
    }
    let (kept, other) = if weight(ours) >= weight(theirs) {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    let mut second = other.clone();
    second.id = second_id(other);
    if second.note.is_empty() {
        note.clone_into(&mut second.note);
    }
    (kept.clone(), Some(second))
}

/// Two notes as one; neither says what the other says already.
fn both_notes(ours: &str, theirs: &str) -> String {
    let (first, last) = match ours.cmp(theirs) {
        Ordering::Greater => (theirs, ours),
        _ => (ours, theirs),
    };
    if first.is_empty() || last.contains(first) {
        return last.to_owned();
    }
    if first.contains(last) {
        return first.to_owned();
    }
    format!("{first}\n{last}")
}

/// What a person decided weighs more than what the machine offers; else any order will do that both sides share.
fn weight(mark: &Annotation) -> (bool, bool, Vec<u8>) {
    (mark.is_decided(), mark.is_visible(), mark_bytes(mark))
}

/// The identifier of a second reading: the same in every tab that keeps it.
fn second_id(mark: &Annotation) -> AnnotationId {
    mark.id.nth(checksum(&mark_bytes(mark)))
}

/// The edit that makes one version of an article another.
pub fn difference(from: &Article, to: &Article) -> Edit {
    let article = to.id;
    let gone = from
        .annotations
        .iter()
        .filter(|mark| to.annotations.get(mark.id).is_none());
    let gone = gone.map(|mark| Change::RemoveAnnotation {
        article,
        annotation: mark.id,
    });
    let new = to
        .annotations
        .iter()
        .filter(|mark| from.annotations.get(mark.id) != Some(mark));
    let new = new.map(|mark| Change::PutAnnotation {
        article,
        annotation: mark.clone(),
    });
    let (old, details) = (&from.details, to.details.clone());
    let set = |detail, differs: bool| differs.then_some(Change::SetDetail { article, detail });
    let details = [
        set(Detail::Binned(details.binned), details.binned != old.binned),
        set(
            Detail::Language(details.language),
            details.language != old.language,
        ),
        set(
            Detail::Published(details.published),
            details.published != old.published,
        ),
        set(Detail::State(details.state), details.state != old.state),
        set(
            Detail::Title(details.title.clone()),
            details.title != old.title,
        ),
        set(
            Detail::Source(details.source.clone()),
            details.source != old.source,
        ),
        set(
            Detail::Author(details.author.clone()),
            details.author != old.author,
        ),
        set(
            Detail::Provenance(details.provenance.clone()),
            details.provenance != old.provenance,
        ),
    ];
    gone.chain(new)
        .chain(details.into_iter().flatten())
        .collect()
}

/// The order of the articles after one side added and removed some while the other did, too.
///
/// Removals of either side count unless `keep` says otherwise of an article; what only we have stays in front of what
/// it stood in front of.
pub fn merge_order(
    base: &[ArticleId],
    ours: &[ArticleId],
    theirs: &[ArticleId],
    keep: impl Fn(ArticleId) -> bool,
) -> Vec<ArticleId> {
    let sets = [base, ours, theirs].map(|list| list.iter().copied().collect::<BTreeSet<_>>());
    let [in_base, in_ours, in_theirs] = &sets;
    let stays = |id: &ArticleId| {
        let both = in_ours.contains(id) && in_theirs.contains(id);
        both || !in_base.contains(id) || keep(*id)
    };
    let mut merged: Vec<ArticleId> = theirs.iter().copied().filter(&stays).collect();
    let mut next = None;
    for id in ours.iter().rev().filter(|id| stays(id)) {
        if !in_theirs.contains(id) {
            let place = next.and_then(|next| merged.iter().position(|other| *other == next));
            merged.insert(place.unwrap_or(merged.len()), *id);
        }
        next = Some(*id);
    }
    merged
}
