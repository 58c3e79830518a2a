//! Articles in the formats of other tools: the worker's side, which has the writers.

use std::sync::Arc;

use dateline_formats::exchange::{self, Format, Loss, Lost, Part, Set};
use dateline_formats::json;

use crate::locale::Message;
use crate::protocol::{Answer, Exported, FormatName, Preview};

/// How many lines of a file are shown before it is written.
const PREVIEWED_LINES: usize = 40;

/// All formats, in the order in which they are offered.
pub fn formats() -> Vec<FormatName> {
    let name = |format: &Format| FormatName {
        name: format.name().to_owned(),
        title: format.title().to_owned(),
    };
    Format::ALL.iter().map(name).collect()
}

/// What a format makes of the articles of a Dateline file, and what it can't hold of them.
pub fn preview(format: &str, file: &str) -> Answer {
    with_set(format, file, |format, set| {
        let losses = exchange::losses(format, set.articles);
        Answer::Previewed(Preview {
            losses: losses.iter().map(said).collect(),
            start: exchange::preview(format, set, PREVIEWED_LINES),
        })
    })
}

/// The articles of a Dateline file in a format: one file, or an archive of several.
pub fn export(format: &str, file: &str) -> Answer {
    with_set(format, file, |format, set| {
        let written = exchange::write(format, set);
        match one(format, written.files) {
            Ok(exported) => Answer::Exported(exported),
            Err(problem) => Answer::Failed(failed(&problem.to_string())),
        }
    })
}

fn with_set(format: &str, file: &str, act: impl FnOnce(Format, &Set) -> Answer) -> Answer {
    let (format, file) = match (Format::from_name(format), json::read(file)) {
        (Some(format), Ok(file)) => (format, file),
        (None, _) => return Answer::Failed(failed(format)),
        (_, Err(problem)) => return Answer::Failed(failed(&problem.to_string())),
    };
    let articles: Vec<Arc<_>> = file.articles;
    let set = Set {
        articles: &articles,
        labels: &file.labels,
        entities: &file.entities,
        first: 1,
    };
    act(format, &set)
}

fn failed(problem: &str) -> Message {
    Message::new("not-exported").with("problem", problem)
}

fn one(format: Format, mut files: Vec<Part>) -> std::io::Result<Exported> {
    if files.len() == 1
        && let Some(Part { name: _, bytes }) = files.pop()
    {
        let extension = format.extension().to_owned();
        return Ok(Exported { extension, bytes });
    }
    let extension = format!("{}.zip", format.name());
    exchange::pack(&files).map(|bytes| Exported { extension, bytes })
}

fn said(loss: &Loss) -> Message {
    let id = match loss.what {
        Lost::Text => "lost-text",
        Lost::Spacing => "lost-spacing",
        Lost::Controls => "lost-controls",
        Lost::Details => "lost-details",
        Lost::Rejected => "lost-rejected",
        Lost::Overlaps => "lost-overlaps",
        Lost::Edges => "lost-edges",
        Lost::Labels => "lost-labels",
        Lost::Suggestions => "lost-suggestions",
        Lost::Confidences => "lost-confidences",
        Lost::Values => "lost-values",
        Lost::Entities => "lost-entities",
        Lost::Notes => "lost-notes",
        _ => return Message::said(loss.to_string()),
    };
    Message::new(id).with("count", loss.count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_annotation::{AnnotationId, Article, Label, Span, Workspace, correction};
    use std::collections::BTreeMap;

    fn file() -> String {
        let article = Article::new("Rome cheered.");
        let mut workspace = Workspace::new([article.clone()]);
        let span = Span::of(&article.text, 0, 4).unwrap();
        let mark = correction::mark(&article, AnnotationId::new(1), span, &Label::LOC).unwrap();
        workspace.apply(mark).unwrap();
        let marked = workspace.article(article.id).unwrap().clone();
        let note = correction::set_note(&marked, AnnotationId::new(1), "which?").unwrap();
        workspace.apply(note).unwrap();
        let articles = workspace.articles().iter().map(|article| &**article);
        json::write(articles, &workspace.labels, &BTreeMap::new())
    }

    #[test]
    fn every_format_is_previewed_and_exported_as_one_file() {
        for FormatName { name, .. } in formats() {
            let Answer::Previewed(preview) = preview(&name, &file()) else {
                panic!("{name}")
            };
            let Answer::Exported(exported) = export(&name, &file()) else {
                panic!("{name}")
            };
            assert!(
                !preview.start.is_empty() && !exported.bytes.is_empty(),
                "{name}"
            );
        }
    }

    #[test]
    fn what_a_format_has_no_place_for_is_said_beforehand() {
        let Answer::Previewed(preview) = preview("conll2003", &file()) else {
            panic!()
        };
        let notes = Message::new("lost-notes").with("count", 1_usize);
        assert!(preview.losses.contains(&notes), "{:?}", preview.losses);
    }

    #[test]
    fn an_unknown_format_is_a_message() {
        assert!(matches!(preview("word", &file()), Answer::Failed(_)));
        assert!(matches!(export("doccano", "{"), Answer::Failed(_)));
    }
}
