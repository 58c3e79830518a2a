//! Reversible changes of a workspace.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::{
    Annotation, AnnotationId, Article, ArticleId, ArticleState, Date, Details, LabelSet, Language,
    Provenance, Workspace,
};

/// One elementary change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Puts an article in at a place in the list; at the end when `index` lies beyond it.
    InsertArticle {
        /// Where in the list.
        index: usize,
        /// What.
        article: Arc<Article>,
    },
    /// Takes an article out.
    RemoveArticle {
        /// Which.
        article: ArticleId,
    },
    /// Sets one of title, language, date, source and state; the others stay.
    SetDetail {
        /// Of which article.
        article: ArticleId,
        /// Which, and to what.
        detail: Detail,
    },
    /// Puts an annotation in, in place of the one with its identifier if there is one.
    PutAnnotation {
        /// In which article.
        article: ArticleId,
        /// What.
        annotation: Annotation,
    },
    /// Takes an annotation out.
    RemoveAnnotation {
        /// Of which article.
        article: ArticleId,
        /// Which.
        annotation: AnnotationId,
    },
    /// Sets the labels in use. Annotations stay as they are, also those of labels that go.
    SetLabels(LabelSet),
}

/// One of the details of an article, with what it is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// The headline.
    Title(String),
    /// The language.
    Language(Option<Language>),
    /// The day of publication.
    Published(Option<Date>),
    /// Who published it.
    Source(String),
    /// Who wrote it.
    Author(String),
    /// How far the work has come.
    State(ArticleState),
    /// The file that it came from.
    Provenance(Option<Provenance>),
    /// Whether it lies in the bin.
    Binned(bool),
}

impl Detail {
    /// Sets it and returns what it was.
    fn swap(self, details: &mut Details) -> Self {
        use std::mem::replace;
        match self {
            Self::Title(title) => Self::Title(replace(&mut details.title, title)),
            Self::Language(language) => Self::Language(replace(&mut details.language, language)),
            Self::Published(date) => Self::Published(replace(&mut details.published, date)),
            Self::Source(source) => Self::Source(replace(&mut details.source, source)),
            Self::Author(author) => Self::Author(replace(&mut details.author, author)),
            Self::State(state) => Self::State(replace(&mut details.state, state)),
            Self::Provenance(file) => Self::Provenance(replace(&mut details.provenance, file)),
            Self::Binned(binned) => Self::Binned(replace(&mut details.binned, binned)),
        }
    }
}

impl Change {
    /// The article that it concerns; `None` for what concerns all.
    pub fn article(&self) -> Option<ArticleId> {
        Some(match self {
            Self::SetLabels(_) => return None,
            Self::InsertArticle { article, .. } => article.id,
            Self::RemoveArticle { article }
            | Self::SetDetail { article, .. }
            | Self::PutAnnotation { article, .. }
            | Self::RemoveAnnotation { article, .. } => *article,
        })
    }

    /// Carries it out and returns the change that takes it back.
    fn apply(self, workspace: &mut Workspace) -> Result<Self, EditError> {
        match self {
            Self::SetLabels(labels) => {
                let before = std::mem::replace(&mut workspace.labels, labels);
                Ok(Self::SetLabels(before))
            }
            Self::InsertArticle { index, article } => insert(workspace, index, article),
            Self::RemoveArticle { article } => remove(workspace, article),
            Self::SetDetail { article, detail } => {
                let detail = detail.swap(&mut open(workspace, article)?.details);
                Ok(Self::SetDetail { article, detail })
            }
            Self::PutAnnotation {
                article,
                annotation,
            } => put(workspace, article, annotation),
            Self::RemoveAnnotation {
                article,
                annotation,
            } => {
                let removed = open(workspace, article)?.annotations.remove(annotation);
                let annotation = removed.ok_or(EditError::NoAnnotation {
                    article,
                    annotation,
                })?;
                Ok(Self::PutAnnotation {
                    article,
                    annotation,
                })
            }
        }
    }
}

fn insert(
    workspace: &mut Workspace,
    index: usize,
    article: Arc<Article>,
) -> Result<Change, EditError> {
    let id = article.id;
    if workspace.position(id).is_some() {
        return Err(EditError::ArticleExists(id));
    }
    let outside = |annotation: &&Annotation| annotation.span.slice(&article.text).is_none();
    if let Some(annotation) = article.annotations.iter().find(outside) {
        return Err(EditError::OutsideText {
            article: id,
            annotation: annotation.id,
        });
    }
    let index = index.min(workspace.articles.len());
    workspace.articles.insert(index, article);
    Ok(Change::RemoveArticle { article: id })
}

fn remove(workspace: &mut Workspace, article: ArticleId) -> Result<Change, EditError> {
    let index = workspace
        .position(article)
        .ok_or(EditError::NoArticle(article))?;
    Ok(Change::InsertArticle {
        index,
        article: workspace.articles.remove(index),
    })
}

fn put(
    workspace: &mut Workspace,
    article: ArticleId,
    annotation: Annotation,
) -> Result<Change, EditError> {
    let open = open(workspace, article)?;
    let id = annotation.id;
    if annotation.span.slice(&open.text).is_none() {
        return Err(EditError::OutsideText {
            article,
            annotation: id,
        });
    }
    Ok(match open.annotations.put(annotation) {
        Some(before) => Change::PutAnnotation {
            article,
            annotation: before,
        },
        None => Change::RemoveAnnotation {
            article,
            annotation: id,
        },
    })
}

/// The article to change; a copy of its own if somebody else still holds it.
fn open(workspace: &mut Workspace, id: ArticleId) -> Result<&mut Article, EditError> {
    let index = workspace.position(id).ok_or(EditError::NoArticle(id))?;
    Ok(Arc::make_mut(&mut workspace.articles[index]))
}

/// A change of the workspace that a person sees as one.
///
/// Applying one returns its inverse: that is the whole of undo.
///
/// ```
/// use std::sync::Arc;
/// use dateline_annotation::{Article, Change, Edit, Workspace};
/// let mut workspace = Workspace::default();
/// let article = Arc::new(Article::new("Rome cheered."));
/// let inverse = workspace.apply(Edit::from(Change::InsertArticle { index: 0, article }))?;
/// assert_eq!(workspace.articles().len(), 1);
/// workspace.apply(inverse)?;
/// assert!(workspace.articles().is_empty());
/// # Ok::<(), dateline_annotation::EditError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edit {
    changes: Vec<Change>,
}

impl From<Change> for Edit {
    fn from(change: Change) -> Self {
        Self {
            changes: vec![change],
        }
    }
}

impl FromIterator<Change> for Edit {
    fn from_iter<I: IntoIterator<Item = Change>>(changes: I) -> Self {
        Self {
            changes: changes.into_iter().collect(),
        }
    }
}

impl Edit {
    /// The changes, first to last.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The changes themselves, first to last.
    pub fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// This edit and then another, as one.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.changes.extend(next.changes);
        self
    }

    /// The articles that it concerns.
    pub fn articles(&self) -> BTreeSet<ArticleId> {
        self.changes.iter().filter_map(Change::article).collect()
    }
}

impl Workspace {
    /// Carries an edit out, wholly or not at all, and returns the edit that takes it back.
    ///
    /// # Errors
    /// When it speaks of an article or annotation that is not here, or of a place outside the
    /// text; the workspace is then as it was.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        let mut inverses = Vec::with_capacity(edit.changes.len());
        for change in edit.changes {
            match change.apply(self) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    self.roll_back(inverses);
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Edit { changes: inverses })
    }

    fn roll_back(&mut self, inverses: Vec<Change>) {
        for inverse in inverses.into_iter().rev() {
            let undone = inverse.apply(self);
            debug_assert!(
                undone.is_ok(),
                "the inverse of a change that was just made applies"
            );
        }
    }
}

/// Why an edit does not fit the workspace.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// The article is not here.
    #[error("the article {0} is not in this workspace any more")]
    NoArticle(ArticleId),
    /// An article of this identifier is here already.
    #[error("the article {0} is in this workspace already")]
    ArticleExists(ArticleId),
    /// The annotation is not here.
    #[error("the mark {annotation} is not in the article {article} any more")]
    NoAnnotation {
        /// Where it was looked for.
        article: ArticleId,
        /// What was looked for.
        annotation: AnnotationId,
    },
    /// The annotation's span does not lie on characters of the text.
    #[error("the mark {annotation} lies outside the text of the article {article}")]
    OutsideText {
        /// In which article.
        article: ArticleId,
        /// Which annotation.
        annotation: AnnotationId,
    },
}
