//! The worker's end: loads the model once, then answers one request after the other.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use dateline_app::exporting;
use dateline_app::locale::Message;
use dateline_app::protocol::{self, Answer, Opened, Reply, Request, RequestId, Source, Task};
use dateline_extraction::values::{self, Context};
use dateline_extraction::{Document, Extractor, Progress, language};
use dateline_formats::{self as formats, json};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

static MODEL: &[u8] = include_bytes!("../model/dateline.model");

/// Read once while nobody waits: browsers run a module's code fast only after it has run for a while.
const WARM_UP: [&str; 3] = [
    include_str!("samples/nl.txt"),
    include_str!("samples/fr.txt"),
    include_str!("samples/en.txt"),
];

fn main() {
    let extractor = match Extractor::load(MODEL) {
        Ok(extractor) => extractor,
        Err(error) => {
            return say(
                0,
                Answer::Failed(Message::new("model-unusable").with("problem", error.to_string())),
            );
        }
    };
    say(0, Answer::Ready);
    for text in WARM_UP {
        let document = Document {
            text,
            language: None,
            published: None,
        };
        extractor.extract(document, &mut |_| ControlFlow::Continue(()));
    }
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(request) = protocol::decode::<Request>(event.data()) {
            let answer = carry_out(&extractor, request.id, request.task);
            say(request.id, answer);
        }
    });
    scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn say(id: RequestId, answer: Answer) {
    let message = protocol::encode(&Reply { id, answer }).unwrap_or(JsValue::NULL);
    // A message that can't be posted has nobody to be told: the page restarts a worker that says nonsense.
    scope().post_message(&message).ok();
}

fn carry_out(extractor: &Extractor, id: RequestId, task: Task) -> Answer {
    match task {
        Task::Extract(source) => extract(extractor, id, &source),
        Task::Values { source, marks } => {
            let language = source
                .language
                .unwrap_or_else(|| language::detect(&source.text));
            let context = Context::of_article(&source.text, language, source.published);
            let value =
                |(span, label): &(_, _)| values::value_of(&source.text, *span, label, &context);
            Answer::Values(marks.iter().map(value).collect())
        }
        Task::Formats => Answer::Formats(exporting::formats()),
        Task::Preview { format, file } => exporting::preview(&format, &file),
        Task::Export { format, file } => exporting::export(&format, &file),
        Task::Open { name, bytes } => match formats::open(&name, &bytes) {
            Ok(opened) => Answer::Opened(describe(opened)),
            Err(error) => Answer::Failed(Message::said(error.to_string())),
        },
    }
}

fn extract(extractor: &Extractor, id: RequestId, source: &Source) -> Answer {
    let document = Document {
        text: &source.text,
        language: source.language,
        published: source.published,
    };
    let mut report = |Progress { done, total }| {
        say(
            id,
            Answer::Progress {
                done: done as u32,
                total: total as u32,
            },
        );
        ControlFlow::Continue(())
    };
    let extraction = extractor.extract(document, &mut report);
    Answer::Extracted {
        language: extraction.language,
        offers: extraction.suggestions,
    }
}

/// What was opened, as the page takes it.
fn describe(opened: formats::Opened) -> Opened {
    match opened {
        formats::Opened::File(json::File {
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
        formats::Opened::Article { article, notice } => Opened {
            articles: vec![Arc::unwrap_or_clone(article)],
            labels: None,
            entities: BTreeMap::new(),
            annotated: false,
            notices: notice.iter().map(ToString::to_string).collect(),
        },
    }
}
