//! What becomes of annotations when the label set changes.

use serde::{Deserialize, Serialize};

use crate::{Annotation, Article, Change, Edit, Label, LabelSet, State, Workspace};

/// What becomes of the annotations of a label that goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// They stay, under a label that is not in the set.
    Keep,
    /// They are removed.
    Remove,
    /// They get this label.
    Become(Label),
}

/// How much a label is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// In how many articles.
    pub articles: usize,
    /// By how many annotations that are not rejected.
    pub annotations: usize,
    /// By how many of these that somebody has decided on.
    pub decided: usize,
}

/// How much a label is used, in all articles.
pub fn usage(workspace: &Workspace, label: &Label) -> Usage {
    let mut usage = Usage::default();
    for article in workspace.articles() {
        let mut used = article
            .annotations
            .visible()
            .filter(|annotation| annotation.label == *label)
            .peekable();
        usage.articles += usize::from(used.peek().is_some());
        for annotation in used {
            usage.annotations += 1;
            usage.decided += usize::from(annotation.is_decided());
        }
    }
    usage
}

/// Sets the labels in use. What is annotated with a label that goes has the fate that `fate` tells.
///
/// ```
/// use dateline_annotation::labelling::{Fate, set_labels};
/// use dateline_annotation::{Label, Workspace, label::Preset};
/// let mut workspace = Workspace::default();
/// let labels = Preset::Conll.labels();
/// let fate = |gone: &Label| labels.place(gone).map_or(Fate::Keep, |to| Fate::Become(to.clone()));
/// let inverse = workspace.apply(set_labels(&workspace, labels.clone(), fate))?;
/// assert_eq!(workspace.labels, labels);
/// # Ok::<(), dateline_annotation::EditError>(())
/// ```
pub fn set_labels(workspace: &Workspace, labels: LabelSet, fate: impl Fn(&Label) -> Fate) -> Edit {
    let goes = |annotation: &&Annotation| labels.get(&annotation.label).is_none();
    let mut changes = Vec::new();
    for article in workspace.articles() {
        for annotation in article.annotations.iter().filter(goes) {
            changes.extend(meet(article, annotation, fate(&annotation.label)));
        }
    }
    changes.push(Change::SetLabels(labels));
    changes.into_iter().collect()
}

/// Lets an annotation meet its fate. A rejected one keeps its label, by which it is known if it is suggested again.
fn meet(article: &Article, annotation: &Annotation, fate: Fate) -> Option<Change> {
    match fate {
        _ if annotation.state == State::Rejected => None,
        Fate::Keep => None,
        Fate::Remove => Some(Change::RemoveAnnotation {
            article: article.id,
            annotation: annotation.id,
        }),
        Fate::Become(label) => Some(Change::PutAnnotation {
            article: article.id,
            annotation: Annotation {
                label,
                ..annotation.clone()
            },
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::Preset;
    use crate::{AnnotationId, Origin, Span, correction};

    /// An article in which `Rome` is a confirmed place and `IBM` a confirmed group.
    fn workspace() -> Workspace {
        let mut article = Article::new("Rome cheered IBM.");
        for (id, start, end, label) in [(1, 0, 4, Label::LOC), (2, 13, 16, Label::GROUP)] {
            let mut workspace = Workspace::new([article.clone()]);
            let span = Span::of(&article.text, start, end).unwrap();
            let edit = correction::mark(&article, AnnotationId::new(id), span, &label).unwrap();
            workspace.apply(edit).unwrap();
            article = (**workspace.article(article.id).unwrap()).clone();
        }
        Workspace::new([article])
    }

    fn labels_of(workspace: &Workspace) -> Vec<String> {
        let article = &workspace.articles()[0];
        article
            .annotations
            .visible()
            .map(|mark| mark.label.to_string())
            .collect()
    }

    #[test]
    fn a_preset_takes_the_marks_of_the_labels_that_it_has_no_name_for_and_undo_gives_them_back() {
        let mut workspace = workspace();
        let before = workspace.clone();
        let labels = Preset::Conll.labels();
        let fate = |gone: &Label| {
            labels
                .place(gone)
                .map_or(Fate::Keep, |to| Fate::Become(to.clone()))
        };
        let inverse = workspace
            .apply(set_labels(&workspace, labels.clone(), fate))
            .unwrap();
        assert_eq!(labels_of(&workspace), ["LOC", "ORG"]);
        workspace.apply(inverse).unwrap();
        assert_eq!(workspace, before);
    }

    #[test]
    fn the_marks_of_a_label_that_goes_stay_or_go_as_asked() {
        let without = LabelSet::new(
            LabelSet::default()
                .definitions()
                .iter()
                .filter(|definition| definition.label != Label::GROUP)
                .cloned(),
        );
        for (fate, after) in [
            (Fate::Keep, vec!["LOC", "GROUP"]),
            (Fate::Remove, vec!["LOC"]),
        ] {
            let mut workspace = workspace();
            workspace
                .apply(set_labels(&workspace, without.clone(), |_| fate.clone()))
                .unwrap();
            assert_eq!(labels_of(&workspace), after);
        }
    }

    #[test]
    fn usage_counts_articles_marks_and_decisions() {
        let usage = usage(&workspace(), &Label::LOC);
        assert_eq!(
            usage,
            Usage {
                articles: 1,
                annotations: 1,
                decided: 1
            }
        );
        assert_eq!(super::usage(&workspace(), &Label::PER), Usage::default());
        assert_eq!(
            workspace().articles()[0]
                .annotations
                .visible()
                .next()
                .unwrap()
                .origin,
            Origin::Person
        );
    }
}
