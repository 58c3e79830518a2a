//! What stands in the entries: articles in two parts, their order, label set and entities.
//!
//! An article is two entries, because its text never changes: saving an edit writes only what is marked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use dateline_annotation::{
    Annotation, AnnotationId, Annotations, Article, ArticleId, ArticleState, ByteOffset,
    Confidence, Details, Entity, Label, LabelSet, Language, Origin, Provenance, Rank, Span, State,
};
use dateline_formats::json;

use crate::bytes::{Reader, Writer};
use crate::entry::checksum;
use crate::value;

/// The numbers of these are their places here; never reorder, only add.
const ORIGINS: [Origin; 4] = [Origin::Model, Origin::Rule, Origin::Person, Origin::Import];
const STATES: [State; 3] = [State::Suggested, State::Confirmed, State::Rejected];
const LANGUAGES: [Language; 3] = [Language::Dutch, Language::French, Language::English];
const ARTICLE_STATES: [ArticleState; 4] = [
    ArticleState::New,
    ArticleState::InWork,
    ArticleState::Done,
    ArticleState::Flagged,
];

// What follows a mark, as bits beside its origin (two bits) and state (two bits).
const CONFIDENCE: u8 = 1 << 4;
const OWN_ID: u8 = 1 << 5;
const VALUE: u8 = 1 << 6;
const REMARKS: u8 = 1 << 7;

// What stands in the byte before the remarks.
const MENTION: u8 = 1;
const VALUE_SET: u8 = 1 << 1;

/// Beside the state of an article.
const BINNED: u8 = 1 << 7;

/// The content of an article's text entry.
pub fn write_text(article: &Article) -> Vec<u8> {
    let mut to = Writer::default();
    to.fixed(article.id.get());
    to.raw(article.text.as_bytes());
    to.finish()
}

/// The text of an article; `None` when the content is no text or another article's.
pub fn read_text(id: ArticleId, content: &[u8]) -> Option<Arc<str>> {
    let mut from = Reader::new(content);
    (from.fixed()? == id.get()).then_some(())?;
    std::str::from_utf8(from.rest()).ok().map(Arc::from)
}

/// The content of an article's marks entry: all but its text.
pub fn write_marks(article: &Article) -> Vec<u8> {
    let mut writer = MarksWriter::new(article);
    while !writer.step(usize::MAX) {}
    writer.finish()
}

/// Writes the content of an article's marks entry in steps.
#[derive(Debug)]
pub(crate) struct MarksWriter<A> {
    article: A,
    to: Writer,
    /// The labels in use, sorted: marks name them by their places here. `None` before the first step.
    labels: Option<Vec<Label>>,
    /// After which mark it goes on, and where that starts.
    last: (Rank, u32),
}

impl<A: Deref<Target = Article>> MarksWriter<A> {
    pub(crate) fn new(article: A) -> Self {
        Self {
            article,
            to: Writer::default(),
            labels: None,
            last: (Rank::before(ByteOffset::new(0)), 0),
        }
    }

    /// Writes what stands before the marks, or the next marks, as many as `most`; whether all is written.
    pub(crate) fn step(&mut self, most: usize) -> bool {
        let Some(labels) = &self.labels else {
            self.labels = Some(write_before_marks(&mut self.to, &self.article));
            return false;
        };
        let mut next = self.article.annotations.after(self.last.0);
        for mark in next.by_ref().take(most) {
            write_mark(&mut self.to, mark, self.last.1, labels);
            self.last = (Rank::new(mark.span, mark.id), mark.span.start().get());
        }
        next.next().is_none()
    }

    /// What was written.
    pub(crate) fn finish(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.to).finish()
    }
}

/// Returns the labels in use, sorted.
fn write_before_marks(to: &mut Writer, article: &Article) -> Vec<Label> {
    to.fixed(article.id.get());
    to.fixed(checksum(article.text.as_bytes()));
    write_details(to, &article.details);
    let labels: BTreeSet<&Label> = article.annotations.iter().map(|mark| &mark.label).collect();
    to.number(labels.len() as u64);
    for label in &labels {
        to.text(label.as_str());
    }
    to.number(article.annotations.len() as u64);
    labels.into_iter().cloned().collect()
}

/// The article of a text and the content of its marks entry; `None` when the content is none, or another text's.
pub fn read_marks(id: ArticleId, text: &Arc<str>, content: &[u8]) -> Option<Article> {
    let mut from = Reader::new(content);
    let fits = from.fixed()? == id.get() && from.fixed()? == checksum(text.as_bytes());
    fits.then_some(())?;
    let details = read_details(&mut from)?;
    let labels = (0..from.size()?)
        .map(|_| from.text().map(Label::new))
        .collect::<Option<Vec<_>>>()?;
    let count = from.size()?;
    let mut before = 0;
    let mut marks = Vec::new();
    for _ in 0..count {
        let mark = read_mark(&mut from, text, before, &labels)?;
        before = mark.span.start().get();
        marks.push(mark);
    }
    let annotations = Annotations::from(marks);
    let whole = from.is_done() && annotations.len() == count as usize;
    whole.then(|| Article {
        id,
        text: text.clone(),
        details,
        annotations,
    })
}

fn write_details(to: &mut Writer, details: &Details) {
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
    to.text(title);
    to.byte(language.map_or(0, |language| place(&LANGUAGES, language) + 1));
    to.text(&published.map_or_else(String::new, |date| date.to_string()));
    to.text(source);
    to.text(author);
    to.byte(place(&ARTICLE_STATES, *state) | if *binned { BINNED } else { 0 });
    to.byte(u8::from(provenance.is_some()));
    if let Some(Provenance { file, path, sha256 }) = provenance {
        for part in [file, path, sha256] {
            to.text(part);
        }
    }
}

fn read_details(from: &mut Reader) -> Option<Details> {
    let own = |from: &mut Reader| from.text().map(str::to_owned);
    let title = own(from)?;
    let language = match from.byte()? {
        0 => None,
        place => Some(*LANGUAGES.get(usize::from(place) - 1)?),
    };
    let published = match from.text()? {
        "" => None,
        date => Some(date.parse().ok()?),
    };
    let (source, author) = (own(from)?, own(from)?);
    let state = from.byte()?;
    Some(Details {
        title,
        language,
        published,
        source,
        author,
        state: *ARTICLE_STATES.get(usize::from(state & !BINNED))?,
        binned: state & BINNED != 0,
        provenance: match from.byte()? {
            0 => None,
            _ => Some(Provenance {
                file: own(from)?,
                path: own(from)?,
                sha256: own(from)?,
            }),
        },
    })
}

/// A mark on its own: equal marks have equal bytes.
pub(crate) fn mark_bytes(mark: &Annotation) -> Vec<u8> {
    let mut to = Writer::default();
    to.text(mark.label.as_str());
    write_mark(&mut to, mark, 0, std::slice::from_ref(&mark.label));
    to.finish()
}

fn write_mark(to: &mut Writer, mark: &Annotation, before: u32, labels: &[Label]) {
    let Annotation {
        id,
        span,
        label,
        origin,
        state,
        confidence,
        value,
        entity,
        note,
        value_set,
    } = mark;
    to.number(u64::from(span.start().get() - before));
    to.number(span.byte_len() as u64);
    to.number(labels.binary_search(label).unwrap_or_default() as u64);
    let own_id = *id != AnnotationId::of_suggestion(*span, label);
    let remarks = entity.is_some() || !note.is_empty() || *value_set;
    let flag = |set: bool, bit: u8| if set { bit } else { 0 };
    to.byte(
        place(&ORIGINS, *origin)
            | place(&STATES, *state) << 2
            | flag(confidence.is_some(), CONFIDENCE)
            | flag(own_id, OWN_ID)
            | flag(value.is_some(), VALUE)
            | flag(remarks, REMARKS),
    );
    if let Some(confidence) = confidence {
        to.number(u64::from(confidence.permille()));
    }
    if own_id {
        to.fixed(id.get());
    }
    if let Some(value) = value {
        value::write(to, value);
    }
    if remarks {
        to.byte(flag(entity.is_some(), MENTION) | flag(*value_set, VALUE_SET));
        to.text(entity.as_deref().unwrap_or_default());
        to.text(note);
    }
}

fn read_mark(from: &mut Reader, text: &str, before: u32, labels: &[Label]) -> Option<Annotation> {
    let start = before.checked_add(from.size()?)? as usize;
    let end = start.checked_add(from.size()? as usize)?;
    let span = Span::of(text, start, end)?;
    let label = labels.get(from.size()? as usize)?.clone();
    let flags = from.byte()?;
    let has = |bit: u8| flags & bit != 0;
    let confidence = has(CONFIDENCE).then(|| from.size());
    let id = has(OWN_ID).then(|| from.fixed());
    let value = has(VALUE).then(|| value::read(from));
    let remarks = has(REMARKS).then(|| read_remarks(from));
    let (entity, note, value_set) = optional(remarks)?.unwrap_or_default();
    Some(Annotation {
        id: optional(id)?.map_or_else(
            || AnnotationId::of_suggestion(span, &label),
            AnnotationId::new,
        ),
        span,
        label,
        origin: ORIGINS[usize::from(flags & 3)],
        state: *STATES.get(usize::from(flags >> 2 & 3))?,
        confidence: optional(confidence)?
            .map(|permille| Confidence::from_permille(permille.try_into().unwrap_or(u16::MAX))),
        value: optional(value)?,
        entity,
        note,
        value_set,
    })
}

/// What was to be read, if anything was; `None` where reading it failed.
#[expect(clippy::option_option, reason = "absent and unreadable are two things")]
fn optional<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        None => Some(None),
        Some(read) => read.map(Some),
    }
}

/// Entity, note, and whether a person set the value.
fn read_remarks(from: &mut Reader) -> Option<(Option<String>, String, bool)> {
    let flags = from.byte()?;
    let (entity, note) = (from.text()?, from.text()?);
    let entity = (flags & MENTION != 0).then(|| entity.to_owned());
    Some((entity, note.to_owned(), flags & VALUE_SET != 0))
}

fn place<T: PartialEq + Copy>(all: &[T], one: T) -> u8 {
    all.iter()
        .position(|known| *known == one)
        .unwrap_or_default() as u8
}

/// The content of the order entry.
pub fn write_order(articles: impl IntoIterator<Item = ArticleId>) -> Vec<u8> {
    let mut to = Writer::default();
    for id in articles {
        to.fixed(id.get());
    }
    to.finish()
}

/// The identifiers of the articles, in their order; `None` when the content is none.
pub fn read_order(content: &[u8]) -> Option<Vec<ArticleId>> {
    let mut from = Reader::new(content);
    let mut order = Vec::with_capacity(content.len() / 8);
    while !from.is_done() {
        order.push(ArticleId::new(from.fixed()?));
    }
    Some(order)
}

/// Label set, and entities by identifier.
pub type Set = (LabelSet, BTreeMap<String, Entity>);

/// The content of the entry of label set and entities: a Dateline file without articles.
pub fn write_set(labels: &LabelSet, entities: &BTreeMap<String, Entity>) -> Vec<u8> {
    json::write([], labels, entities).into_bytes()
}

/// Label set and entities; `None` when the content is none.
pub fn read_set(content: &[u8]) -> Option<Set> {
    let file = json::read(std::str::from_utf8(content).ok()?).ok()?;
    Some((file.labels, file.entities))
}
