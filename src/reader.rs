//! The worker that reads files: it has the readers of all kinds of documents, and is loaded once the page is ready.

use std::collections::BTreeMap;
use std::sync::Arc;

use dateline_app::locale::Message;
use dateline_app::protocol::{Answer, Opened, Request, Task};
use dateline_app::worker::{listen, say};
use dateline_documents as documents;
use dateline_formats::json;

fn main() {
    listen(|Request { task, .. }| carry_out(task));
    say(0, Answer::Ready);
}

fn carry_out(task: Task) -> Answer {
    let Task::Open { name, bytes } = task else {
        return Answer::Failed(Message::said("This is not a file."));
    };
    match documents::open(&name, &bytes) {
        Ok(opened) => Answer::Opened(describe(opened)),
        Err(error) => Answer::Failed(Message::said(error.to_string())),
    }
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
