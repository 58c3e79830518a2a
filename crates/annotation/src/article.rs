//! A text and what is known and marked of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;
use std::sync::Arc;

use imbl::ordmap::{self, OrdMap};
use imbl::shared_ptr::DefaultSharedPtr;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::identifier::{fnv1a, identifier};
use crate::{Annotation, AnnotationId, ByteOffset, Label, Language, Span, queue};

identifier! {
    /// Identifies an article in every workspace that holds it.
    ArticleId
}

impl ArticleId {
    /// The identifier of a text that came in without one: the same text has the same one everywhere.
    pub fn of_text(text: &str) -> Self {
        Self::new(fnv1a([text.as_bytes()]))
    }

    /// The next identifier to try when this one is taken.
    #[must_use]
    pub fn next(self) -> Self {
        Self::new(fnv1a([&self.0.to_le_bytes()[..]]))
    }
}

/// How far the work on an article has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum ArticleState {
    /// Nobody has decided anything yet.
    #[default]
    New,
    /// Something was decided.
    InWork,
    /// A person called it finished.
    Done,
    /// Set aside with a question.
    Flagged,
}

/// All that can change about an article but its annotations.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Details {
    /// The headline, one line.
    pub title: String,
    /// The language; `None` until it is found or set.
    pub language: Option<Language>,
    /// The day of publication, against which relative dates are resolved.
    pub published: Option<Date>,
    /// Who published it: a name, an address, a file name.
    pub source: String,
    /// Who wrote it: a name, or several with commas between.
    pub author: String,
    /// How far the work has come.
    pub state: ArticleState,
    /// The file that it came from; `None` for a text that was typed or pasted.
    pub provenance: Option<Provenance>,
    /// Whether it lies in the bin: kept, but not shown, counted or exported.
    pub binned: bool,
}

/// Which file a text came from, so that the same file leads to the same article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Provenance {
    /// What the file is called.
    pub file: String,
    /// Where it lies in the folder or archive that was opened, file name included; empty for a file of its own.
    pub path: String,
    /// SHA-256 of its bytes, in 64 hexadecimal digits in lower case.
    pub sha256: String,
}

/// A text with its details and annotations. The text never changes.
#[derive(Debug, Clone, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Identifies it.
    pub id: ArticleId,
    /// The text, exactly as it came in.
    pub text: Arc<str>,
    /// Title, language, date, source, state.
    pub details: Details,
    /// What is marked in it.
    pub annotations: Annotations,
}

impl PartialEq for Article {
    /// Copies of one article share its text, which is then not compared.
    fn eq(&self, other: &Self) -> bool {
        let Self {
            id,
            text,
            details,
            annotations,
        } = self;
        *id == other.id
            && (Arc::ptr_eq(text, &other.text) || *text == other.text)
            && *details == other.details
            && *annotations == other.annotations
    }
}

impl Article {
    /// An article of `text` without annotations; its title is the first line that is not blank.
    ///
    /// ```
    /// use dateline_annotation::Article;
    /// let article = Article::new("\n  Storm in Gent \r\nTwee bomen om.");
    /// assert_eq!(article.details.title, "Storm in Gent");
    /// assert_eq!(&*article.text, "\n  Storm in Gent \r\nTwee bomen om.");
    /// ```
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let title = first_line(&text).to_owned();
        Self {
            id: ArticleId::of_text(&text),
            details: Details {
                title,
                ..Details::default()
            },
            annotations: Annotations::default(),
            text,
        }
    }
}

/// The longest title taken from a text, in code points.
const TITLE_LENGTH: usize = 200;

/// The first line of `text` that is not blank, without white space around it, cut at 200 code points.
fn first_line(text: &str) -> &str {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    line.char_indices()
        .nth(TITLE_LENGTH)
        .map_or(line, |(cut, _)| line[..cut].trim_end())
}

/// The annotations of one article, in the order of the text; longer ones first where two start together.
///
/// A copy costs nothing and shares with the original all that neither changes; putting one in, taking one out and
/// finding one take time that grows with the logarithm of how many there are.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Annotation>", into = "Vec<Annotation>")]
pub struct Annotations {
    sorted: OrdMap<Rank, Arc<Annotation>>,
    /// Where each identifier stands, so that a mark among thousands is found at once.
    spans: imbl::HashMap<AnnotationId, Span>,
    /// No span is or was longer, in bytes: how far before a place one that reaches it can start.
    longest: usize,
    tally: Tally,
}

/// What is counted of the annotations that are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many there are.
    pub marks: usize,
    /// How many of them somebody has decided on.
    pub decided: usize,
    /// How many of the others the machine itself was not sure of.
    pub uncertain: usize,
    labels: BTreeMap<Label, usize>,
}

impl Tally {
    /// How many nobody has decided on.
    pub const fn left(&self) -> usize {
        self.marks - self.decided
    }

    /// How many have this label.
    pub fn of(&self, label: &Label) -> usize {
        self.labels.get(label).copied().unwrap_or_default()
    }

    fn add(&mut self, annotation: &Annotation) {
        if annotation.is_visible() {
            self.marks += 1;
            self.decided += usize::from(annotation.is_decided());
            self.uncertain += usize::from(queue::is_uncertain(annotation));
            *self.labels.entry(annotation.label.clone()).or_default() += 1;
        }
    }

    /// Of an annotation that was added.
    fn take(&mut self, annotation: &Annotation) {
        if annotation.is_visible() {
            self.marks -= 1;
            self.decided -= usize::from(annotation.is_decided());
            self.uncertain -= usize::from(queue::is_uncertain(annotation));
            if let Some(count) = self.labels.get_mut(&annotation.label) {
                *count -= 1;
            }
        }
    }
}

/// Where an annotation stands among others: by start, then the longer one, then by identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(ByteOffset, Reverse<ByteOffset>, AnnotationId);

impl Rank {
    /// The rank of an annotation of this span and identifier.
    pub const fn new(span: Span, id: AnnotationId) -> Self {
        Self(span.start(), Reverse(span.end()), id)
    }

    /// Before every annotation that starts at `offset`, and after all that start earlier.
    pub const fn before(offset: ByteOffset) -> Self {
        Self(
            offset,
            Reverse(ByteOffset::new(u32::MAX)),
            AnnotationId::new(0),
        )
    }
}

/// Annotations in the order of the text.
#[derive(Clone)]
pub struct Iter<'a>(ordmap::Iter<'a, Rank, Arc<Annotation>, DefaultSharedPtr>);

impl fmt::Debug for Iter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Annotation;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(_, annotation)| &**annotation)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(_, annotation)| &**annotation)
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl Annotations {
    /// All of them, rejected ones too, in the order of the text.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.sorted.iter())
    }

    /// Those that are shown in the text.
    pub fn visible(&self) -> impl DoubleEndedIterator<Item = &Annotation> {
        self.iter().filter(|annotation| annotation.is_visible())
    }

    /// Those after a rank, rejected ones too, in the order of the text.
    pub fn after(&self, rank: Rank) -> impl DoubleEndedIterator<Item = &Annotation> {
        let later = (Bound::Excluded(rank), Bound::Unbounded);
        self.sorted
            .range(later)
            .map(|(_, annotation)| &**annotation)
    }

    /// Those before a rank, rejected ones too, in the order of the text.
    pub fn before(&self, rank: Rank) -> impl DoubleEndedIterator<Item = &Annotation> {
        self.sorted
            .range(..rank)
            .map(|(_, annotation)| &**annotation)
    }

    /// How many of those that are shown there are, of which kind; counted already.
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// How many there are, rejected ones too.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The annotation of this identifier.
    pub fn get(&self, id: AnnotationId) -> Option<&Annotation> {
        let span = self.spans.get(&id)?;
        self.sorted
            .get(&Rank::new(*span, id))
            .map(|annotation| &**annotation)
    }

    /// Those that share a byte with `span`, rejected ones too.
    pub fn overlapping(&self, span: Span) -> impl DoubleEndedIterator<Item = &Annotation> {
        let reach = ByteOffset::from_usize(span.start().to_usize().saturating_sub(self.longest));
        self.sorted
            .range(Rank::before(reach)..Rank::before(span.end()))
            .map(|(_, annotation)| &**annotation)
            .filter(move |annotation| annotation.span.overlaps(span))
    }

    /// Puts an annotation in, in place of the one with its identifier, which is returned.
    pub fn put(&mut self, annotation: Annotation) -> Option<Annotation> {
        let before = self.remove(annotation.id);
        self.spans.insert(annotation.id, annotation.span);
        self.longest = self.longest.max(annotation.span.byte_len());
        self.tally.add(&annotation);
        let rank = Rank::new(annotation.span, annotation.id);
        self.sorted.insert(rank, Arc::new(annotation));
        before
    }

    /// Takes the annotation of this identifier out.
    pub fn remove(&mut self, id: AnnotationId) -> Option<Annotation> {
        let span = self.spans.remove(&id)?;
        let removed = self.sorted.remove(&Rank::new(span, id))?;
        self.tally.take(&removed);
        Some(Arc::unwrap_or_clone(removed))
    }
}

impl PartialEq for Annotations {
    /// The index follows from the rest, and what two copies share is not compared.
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<Annotation>, &Arc<Annotation>)| {
            Arc::ptr_eq(one, other) || one == other
        };
        self.sorted.ptr_eq(&other.sorted)
            || self.sorted.len() == other.sorted.len()
                && self.sorted.values().zip(other.sorted.values()).all(same)
    }
}

impl Eq for Annotations {}

impl<'a> IntoIterator for &'a Annotations {
    type Item = &'a Annotation;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Annotation> for Annotations {
    /// Of two with one identifier the last is kept.
    fn from_iter<I: IntoIterator<Item = Annotation>>(annotations: I) -> Self {
        let mut all = Self::default();
        for annotation in annotations {
            all.put(annotation);
        }
        all
    }
}

impl From<Vec<Annotation>> for Annotations {
    fn from(annotations: Vec<Annotation>) -> Self {
        annotations.into_iter().collect()
    }
}

impl From<Annotations> for Vec<Annotation> {
    fn from(annotations: Annotations) -> Self {
        let sorted = annotations.sorted.into_iter();
        sorted.map(|(_, it)| Arc::unwrap_or_clone(it)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Confidence, Origin, State};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_counted_is_what_is_there(steps in proptest::collection::vec((0..12_u64, 0..3_u8, 0..3_u8, 0..1000_u16), 0..60)) {
            let text = "Storm in Gent";
            let mut annotations = Annotations::default();
            for (id, state, label, permille) in steps {
                let id = AnnotationId::new(id);
                if permille % 4 == 0 {
                    annotations.remove(id);
                    continue;
                }
                annotations.put(Annotation {
                    id,
                    span: Span::of(text, 0, 5).unwrap(),
                    label: [Label::EVENT, Label::LOC, Label::PER][usize::from(label)].clone(),
                    origin: Origin::Model,
                    state: [State::Suggested, State::Confirmed, State::Rejected][usize::from(state)],
                    confidence: Some(Confidence::from_permille(permille)),
                    value: None,
                    entity: None,
                    note: String::new(),
                    value_set: false,
                });
            }
            let (tally, visible) = (annotations.tally(), || annotations.visible());
            prop_assert_eq!(tally.marks, visible().count());
            prop_assert_eq!(tally.decided, visible().filter(|mark| mark.is_decided()).count());
            prop_assert_eq!(tally.uncertain, visible().filter(|mark| queue::is_uncertain(mark)).count());
            for label in [Label::EVENT, Label::LOC, Label::PER] {
                prop_assert_eq!(tally.of(&label), visible().filter(|mark| mark.label == label).count());
            }
        }
    }

    #[test]
    fn a_title_is_the_first_line_that_says_something_and_never_longer_than_a_headline() {
        assert_eq!(first_line(" \n\r\n Kop \nrest"), "Kop");
        assert_eq!(first_line(""), "");
        assert_eq!(first_line(&"é".repeat(300)).chars().count(), TITLE_LENGTH);
    }
}
