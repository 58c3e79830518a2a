//! What a file says, before it is checked; and the articles that come of it.

use std::collections::HashMap;
use std::sync::Arc;

use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleId, Confidence, Details, Entity, Label, Origin, Span,
    State, Value,
};

use super::LabelMap;
use super::place::{Unit, place};
use super::report::Report;
use crate::MAX_TEXT_BYTES;
use crate::json::Notice;

/// One article as a file has it.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub text: String,
    /// What the offsets count, as the format says.
    pub unit: Unit,
    /// The unit is certain: the file states it, or the offsets were made while reading.
    pub stated: bool,
    /// The title is empty where the file has none.
    pub details: Details,
    pub marks: Vec<Mark>,
    /// Where it starts, from 1.
    pub line: usize,
}

/// One mark as a file has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Mark {
    pub start: u32,
    pub end: u32,
    /// The text that it says it covers.
    pub text: Option<String>,
    /// That text leaves out some that stands between its parts.
    pub gapped: bool,
    pub label: String,
    /// Nobody has decided about it.
    pub suggested: bool,
    pub confidence: Option<Confidence>,
    pub value: Option<Value>,
    pub entity: Option<String>,
    pub note: String,
}

/// The articles of drafts, their marks placed; drafts that have no text or too much are told of.
pub(super) fn assemble(
    drafts: Vec<Draft>,
    labels: &LabelMap,
    report: &mut Report,
) -> Vec<Arc<Article>> {
    // The last identifier given for a text, so that a thousand copies of it don't search a thousand times.
    let mut last: HashMap<ArticleId, ArticleId> = HashMap::new();
    let mut articles: Vec<Arc<Article>> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if draft.text.trim().is_empty() {
            report.line(draft.line, "There is no text in it; it was left out.");
        } else if draft.text.len() > MAX_TEXT_BYTES {
            let limit = MAX_TEXT_BYTES >> 20;
            report.line(
                draft.line,
                format!("The text is longer than {limit} MB, the limit for one article; it was left out."),
            );
        } else {
            let mut article = article(draft, labels, report);
            let first = article.id;
            if let Some(before) = last.get(&first) {
                article.id = before.next();
            }
            last.insert(first, article.id);
            articles.push(Arc::new(article));
        }
    }
    articles
}

fn article(draft: Draft, labels: &LabelMap, report: &mut Report) -> Article {
    let mut article = Article::new(draft.text);
    let title = std::mem::take(&mut article.details.title);
    article.details = draft.details;
    if article.details.title.is_empty() {
        article.details.title = title;
    }
    let title = article.details.title.clone();
    let placed = place(&article.text, draft.unit, draft.stated, &draft.marks);
    if let Some(unit) = placed.converted {
        report.push(Notice::Converted {
            article: title.clone(),
            unit,
        });
    }
    let mut series: HashMap<AnnotationId, u64> = HashMap::new();
    let mut annotations = Vec::with_capacity(draft.marks.len());
    for (mark, (span, moved)) in draft.marks.into_iter().zip(placed.spans) {
        let Some(span) = span else {
            report.push(left_out(&title, &mark));
            continue;
        };
        if moved {
            report.push(Notice::Moved {
                article: title.clone(),
                text: head(mark.text.as_deref()),
            });
        }
        let label = labels.label(&mark.label);
        report.renamed(&mark.label, label.as_str());
        let base = AnnotationId::of_suggestion(span, &label);
        let number = series.entry(base).and_modify(|n| *n += 1).or_default();
        let id = if *number == 0 {
            base
        } else {
            base.nth(*number)
        };
        if let Some(entity) = &mark.entity {
            let name = span.slice(&article.text).unwrap_or_default().to_owned();
            let label = label.clone();
            report.entity(entity.clone(), Entity { name, label });
        }
        annotations.push(annotation(id, span, label, mark));
    }
    article.annotations = annotations.into();
    article
}

fn annotation(id: AnnotationId, span: Span, label: Label, mark: Mark) -> Annotation {
    Annotation {
        id,
        span,
        label,
        origin: Origin::Import,
        state: if mark.suggested {
            State::Suggested
        } else {
            State::Confirmed
        },
        confidence: mark.confidence,
        value_set: mark.value.is_some(),
        value: mark.value,
        entity: mark.entity,
        note: mark.note,
    }
}

fn left_out(title: &str, mark: &Mark) -> Notice {
    Notice::LeftOut {
        article: title.to_owned(),
        label: mark.label.chars().take(40).collect(),
        start: mark.start,
        end: mark.end,
        text: head(mark.text.as_deref()),
    }
}

fn head(text: Option<&str>) -> String {
    text.unwrap_or_default().chars().take(40).collect()
}
