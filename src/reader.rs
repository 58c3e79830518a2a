//! The worker that reads and writes files: it has the readers of all kinds of documents and the formats of other tools,
//! and is loaded once the page is ready.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use dateline_app::exporting;
use dateline_app::locale::Message;
use dateline_app::protocol::{Answer, Opened, Request, Task};
use dateline_app::worker::{listen, say};
use dateline_documents::{self as documents, Piece};
use dateline_formats::json;

fn main() {
    listen(|Request { task, .. }| carry_out(task));
    say(0, Answer::Ready);
}

fn carry_out(task: Task) -> Answer {
    match task {
        Task::Open { name, bytes } => open(&name, &bytes),
        Task::Formats => Answer::Formats(exporting::formats()),
        Task::Preview { format, file } => exporting::preview(&format, &file),
        Task::Export { format, file } => exporting::export(&format, &file),
        Task::Extract(_) | Task::Values { .. } => {
            Answer::Failed(Message::said("Texts are read elsewhere."))
        }
    }
}

fn open(name: &str, bytes: &[u8]) -> Answer {
    let mut pieces = Vec::new();
    let all = documents::open_each(name, bytes, &mut |piece| {
        pieces.push(piece);
        ControlFlow::Continue(())
    });
    if let Err(error) = all {
        return Answer::Failed(Message::said(error.to_string()));
    }
    match pieces.pop() {
        Some(Piece { opened, .. }) if pieces.is_empty() => match opened {
            Ok(opened) => Answer::Opened(describe(opened)),
            Err(error) => Answer::Failed(Message::said(error.to_string())),
        },
        last => Answer::Opened(join(pieces.into_iter().chain(last))),
    }
}

/// The texts of an archive as one import, with a notice for each file that could not be read.
fn join(pieces: impl Iterator<Item = Piece>) -> Opened {
    let mut joined = Opened {
        articles: Vec::new(),
        labels: None,
        entities: BTreeMap::new(),
        annotated: false,
        notices: Vec::new(),
    };
    for Piece { path, opened, .. } in pieces {
        match opened {
            Ok(documents::Opened::Document(document)) => joined.articles.push(document.article),
            Ok(documents::Opened::File(_)) => {
                let notice = format!("“{path}” has marks. Open it by itself to bring them in.");
                joined.notices.push(notice);
            }
            Err(error) => joined
                .notices
                .push(format!("“{path}” was not opened. {error}")),
        }
    }
    joined
}

/// What was opened, as the page takes it.
fn describe(opened: documents::Opened) -> Opened {
    match opened {
        documents::Opened::File(json::File {
            articles,
            labels,
            entities,
            notices,
        }) => Opened {
            articles: articles.into_iter().map(Arc::unwrap_or_clone).collect(),
            labels: Some(labels),
            entities,
            annotated: true,
            notices: notices.iter().map(ToString::to_string).collect(),
        },
        documents::Opened::Document(document) => Opened {
            articles: vec![document.article],
            labels: None,
            entities: BTreeMap::new(),
            annotated: false,
            notices: document.notices,
        },
    }
}
