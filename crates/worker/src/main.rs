//! The worker in which the extraction runs: loads the model once, then answers one request after the other.

use std::ops::ControlFlow;

use dateline_app::locale::Message;
use dateline_app::protocol::{Answer, Request, RequestId, Source, Task};
use dateline_app::samples::SAMPLES;
use dateline_app::worker::{listen, say};
use dateline_extraction::values::{self, Context};
use dateline_extraction::{Document, Extractor, Progress, language};

static MODEL: &[u8] = include_bytes!("../../../model/dateline.model");

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
    // Read once while nobody waits: browsers run a module's code fast only after it has run for a while.
    for (_, text) in SAMPLES {
        let document = Document {
            text,
            language: None,
            published: None,
        };
        extractor.extract(document, &mut |_| ControlFlow::Continue(()));
    }
    listen(move |Request { id, task }| carry_out(&extractor, id, task));
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
        _ => Answer::Failed(Message::said("Files are read elsewhere.")),
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
