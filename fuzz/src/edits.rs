//! Sequences of what people and the machine do to marks, taken from bytes, with undo and redo.

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline_annotation::alike::{self, Lesson};
use dateline_annotation::correction::{self, Offer};
use dateline_annotation::history::{History, MergeKey};
use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleId, ByteOffset, Change, Confidence, Details, Edit,
    Label, Language, Origin, Span, Workspace, reshape,
};
use dateline_formats::exchange::Part;
use dateline_store::merge;

use crate::Target;
use crate::behaviour::Behaviour;

const TEXT: &str = "Zoë 😀 joined IBM.\r\nRome cheered e\u{301} שלום the\u{a0}end, IBM said.";
/// How many acts one execution has at most.
const MOST: usize = 64;

/// What each act is called.
const ACTS: [&str; 20] = [
    "suggest",
    "mark",
    "relabel",
    "stretch",
    "confirm",
    "delete",
    "join",
    "split",
    "note",
    "mark others",
    "delete others",
    "relabel all",
    "confirm above",
    "learn",
    "details",
    "remove",
    "misfit",
    "undo",
    "redo",
    "seal",
];

pub(crate) fn targets() -> Vec<Target> {
    let seeds = [
        &b"\x00\x05\x00\x04\x00\x10\x10\x01\x17\x1b\x03\x04\x00\x05\x00\x00\x02\x01\x07"[..],
        b"\x01\x07\x10\x14\x02\x01\x09\x00\x04\x00\x03\x00\x00\x12\x11\x00\x01\x06\x00\x13\x13\x14",
        b"\x0f\x10\x01\x01\x00\x04\x02\x0c\x00\x02\x09\x0d\x00\x05\x11\x11\x12\x12\x0a\x80",
    ];
    let seeds = seeds
        .map(|bytes| vec![Part::new("acts", bytes)])
        .into_iter();
    vec![
        Target::new("edits", seeds.clone().collect(), &[], |parts| {
            acted(&parts[0].bytes)
        }),
        Target::new("merge", seeds.collect(), &[], |parts| {
            merged(&parts[0].bytes)
        }),
    ]
}

/// Gives the bytes of an input one by one, then zeros.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> usize {
        self.0.split_off_first().copied().unwrap_or(0).into()
    }

    fn span(&mut self, text: &str) -> Option<Span> {
        let (a, b) = (self.next(), self.next());
        Span::of(text, a.min(b), a.max(b))
    }

    fn label(&mut self) -> Label {
        Label::DEFAULT[self.next() % Label::DEFAULT.len()].clone()
    }

    fn mark<'a>(&mut self, article: &'a Article) -> Option<&'a Annotation> {
        article.annotations.iter().nth(self.next() % 8)
    }
}

/// The edit that the next bytes amount to in the first article; `None` when it changes nothing.
fn edit(workspace: &Workspace, act: usize, bytes: &mut Bytes) -> Option<Edit> {
    let Some(article) = workspace.articles().first() else {
        return Some(insertion());
    };
    if act < 9 {
        edit_of_one(article, act, bytes)
    } else {
        edit_of_many(article, act, bytes)
    }
}

fn insertion() -> Edit {
    let article = Arc::new(Article::new(TEXT));
    Change::InsertArticle { index: 9, article }.into()
}

fn edit_of_one(article: &Article, act: usize, bytes: &mut Bytes) -> Option<Edit> {
    match act {
        0 => Some(suggestions(article, bytes)),
        1 => {
            let id = AnnotationId::new(bytes.next() as u64);
            let span = bytes.span(&article.text)?;
            correction::mark(article, id, span, &bytes.label())
        }
        2 => {
            let id = bytes.mark(article)?.id;
            correction::relabel(article, id, &bytes.label())
        }
        3 => {
            let id = bytes.mark(article)?.id;
            correction::set_span(article, id, bytes.span(&article.text)?)
        }
        4 => correction::confirm(article, bytes.mark(article)?.id),
        5 => correction::delete(article, bytes.mark(article)?.id),
        6 => reshape::join(article, bytes.mark(article)?.id),
        7 => {
            let id = bytes.mark(article)?.id;
            let at = ByteOffset::from_usize(bytes.next());
            reshape::split(article, id, at, AnnotationId::new(bytes.next() as u64))
        }
        _ => {
            let id = bytes.mark(article)?.id;
            correction::set_note(article, id, &"a note ".repeat(bytes.next() % 3))
        }
    }
}

fn edit_of_many(article: &Article, act: usize, bytes: &mut Bytes) -> Option<Edit> {
    match act {
        9 => {
            let id = bytes.mark(article)?.id;
            alike::mark_others(article, id, AnnotationId::new(bytes.next() as u64))
        }
        10 => alike::delete_others(article, bytes.mark(article)?.id),
        11 => {
            let words = bytes.mark(article)?.span.slice(&article.text)?;
            let ids: Vec<_> = alike::marks_of(article, words, None)
                .map(|mark| mark.id)
                .collect();
            alike::relabel_all(article, &ids, &bytes.label())
        }
        12 => {
            let least = Confidence::from_permille(bytes.next() as u16 * 4);
            alike::confirm_above(article, least)
        }
        13 => {
            let before = bytes.mark(article)?;
            let after = Annotation {
                label: bytes.label(),
                ..before.clone()
            };
            Lesson::of(&article.text, before, Some(&after))?.apply(article)
        }
        14 => {
            let title = "Gent ".repeat(bytes.next() % 3);
            let details = Details {
                title,
                ..article.details.clone()
            };
            correction::set_details(article, details)
        }
        15 => Some(
            Change::RemoveArticle {
                article: article.id,
            }
            .into(),
        ),
        // Made for another workspace, so it must be refused whole.
        _ => Some(Edit::from_iter([
            Change::RemoveAnnotation {
                article: article.id,
                annotation: AnnotationId::new(bytes.next() as u64),
            },
            Change::RemoveArticle {
                article: ArticleId::new(bytes.next() as u64),
            },
        ])),
    }
}

fn suggestions(article: &Article, bytes: &mut Bytes) -> Edit {
    let mut offers = Vec::new();
    for _ in 0..bytes.next() % 6 {
        let span = bytes.span(&article.text);
        let label = bytes.label();
        offers.extend(span.map(|span| Offer {
            span,
            label,
            confidence: Confidence::from_permille(700),
            origin: Origin::Model,
            value: None,
        }));
    }
    correction::suggest(article, Language::English, offers)
}

/// Every edit and its inverse are nothing, undoing all leads back and redoing all leads forth.
fn acted(input: &[u8]) -> Behaviour {
    let mut bytes = Bytes(input);
    let mut workspace = Workspace::new([Article::new(TEXT)]);
    let mut history = History::<String>::default();
    let start = workspace.clone();
    // What made a step, or took one back.
    let mut acts = BTreeSet::new();
    for _ in 0..MOST {
        if bytes.0.is_empty() {
            break;
        }
        let act = bytes.next() % 20;
        let before = history.done().len();
        match act {
            17 => turned(history.undo(&mut workspace)),
            18 => turned(history.redo(&mut workspace)),
            19 => history.seal(),
            act => act_once(&mut workspace, &mut history, act, &mut bytes),
        }
        if history.done().len() != before {
            acts.insert(act);
        }
    }
    let end = workspace.clone();
    let steps = history.done().len();
    while let Some(step) = history.undo(&mut workspace) {
        turned(Some(step));
    }
    assert_eq!(workspace, start, "undoing everything leads back");
    for _ in 0..steps {
        turned(history.redo(&mut workspace));
    }
    assert_eq!(workspace, end, "redoing everything leads forth");
    let marks = |article: &Arc<Article>| article.annotations.len();
    Behaviour::of(steps > 0)
        .count("steps", steps)
        .count("marks", end.articles().iter().map(marks).sum())
        .say_all(acts.into_iter().map(|act| format!("act {}", ACTS[act])))
}

fn turned<T>(step: Option<Result<T, dateline_annotation::EditError>>) {
    assert!(
        step.is_none_or(|step| step.is_ok()),
        "a step does not apply"
    );
}

fn act_once(
    workspace: &mut Workspace,
    history: &mut History<String>,
    act: usize,
    bytes: &mut Bytes,
) {
    let Some(edit) = edit(workspace, act, bytes) else {
        return;
    };
    let before = workspace.clone();
    let key = match edit.changes() {
        [Change::PutAnnotation { annotation, .. }] if act == 3 => {
            Some(MergeKey::Edges(annotation.id))
        }
        _ => None,
    };
    match workspace.apply(edit.clone()) {
        Ok(inverse) => {
            assert!(
                workspace.apply(inverse).is_ok(),
                "an inverse does not apply"
            );
            assert_eq!(*workspace, before, "an edit and its inverse are something");
            let made = history.make(workspace, edit, "act", key);
            assert!(made.is_ok(), "what applied once applies again");
        }
        Err(_) => assert_eq!(*workspace, before, "what is refused changes nothing"),
    }
    for article in workspace.articles() {
        let spans = article.annotations.iter().map(|mark| mark.span);
        for span in spans {
            assert!(span.slice(&article.text).is_some(), "a mark off its text");
        }
    }
}

/// What two tabs make of one article comes together in both in the same way.
fn merged(input: &[u8]) -> Behaviour {
    let base = Article::new(TEXT);
    let (ours, theirs) = input.split_at(input.len() / 2);
    let side = |input| {
        let mut workspace = Workspace::new([base.clone()]);
        let mut bytes = Bytes(input);
        while !bytes.0.is_empty() {
            // Without taking the article away: a merge is of two versions of one.
            let act = bytes.next() % 15;
            if let Some(edit) = edit(&workspace, act, &mut bytes) {
                workspace.apply(edit).ok();
            }
        }
        Article::clone(&workspace.articles()[0])
    };
    let (ours, theirs) = (side(ours), side(theirs));
    let merged = merge(Some(&base), &ours, &theirs, "");
    for mark in &merged.article.annotations {
        assert!(mark.span.slice(TEXT).is_some(), "a mark off its text");
    }
    let settled = merge(Some(&ours), &merged.article, &ours, "");
    assert_eq!(
        settled.article, merged.article,
        "merging what is merged is nothing"
    );
    Behaviour::of(merged.article != base)
        .count("conflicts", merged.conflicts.len())
        .count("marks", merged.article.annotations.len())
        .count("marks of ours", ours.annotations.len())
        .count("marks of theirs", theirs.annotations.len())
}
