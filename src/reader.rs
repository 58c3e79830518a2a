//! The worker that reads and writes files: it has the readers of all kinds of documents and the formats of other tools,
//! and is loaded once the page is ready.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use dateline_annotation::Article;
use dateline_app::exporting;
use dateline_app::locale::Message;
use dateline_app::protocol::{Answer, Found, Opened, Request, RequestId, Survey, Task};
use dateline_app::refusal;
use dateline_app::worker::{listen, say};
use dateline_documents::{self as documents, Piece};
use dateline_formats::exchange::Format;
use dateline_formats::json;
use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, FileReaderSync};

/// How often the page hears what was found: often enough to show progress, seldom enough to leave it time for the person.
const TELL_MS: f64 = 100.0;
/// So many are told of at once: the page takes them in at a stretch.
const MOST_TOLD: usize = 32;
/// So many divided words are shown to the person.
const EXAMPLES: usize = 3;

fn main() {
    listen(|Request { id, task }| carry_out(id, task).unwrap_or_else(Answer::Failed));
    say(0, Answer::Ready);
}

fn carry_out(id: RequestId, task: Task) -> Result<Answer, Message> {
    match task {
        Task::Survey { file } => {
            let survey = documents::survey(&name(&file), &bytes(&file)?)
                .map_err(|error| refusal::of_document(&error))?;
            let documents::Survey { bytes, kinds, .. } = survey;
            Ok(Answer::Surveyed(Survey { kinds, bytes }))
        }
        Task::Open { file, path } => open(id, &file, &path),
        Task::OpenPair { marks, text, path } => {
            let opened = documents::open_pair(&path, &bytes(&marks)?, &bytes(&text)?);
            let piece = Piece {
                path,
                opened,
                format: Some(Format::Brat),
                done: 1,
                total: 1,
            };
            say(id, Answer::Found(vec![found(piece)]));
            Ok(Answer::Read)
        }
        Task::Paste { html, text } => Ok(Answer::Pasted(documents::paste(&html).unwrap_or(text))),
        Task::Formats => Ok(Answer::Formats(exporting::formats())),
        Task::Preview { format, file } => Ok(exporting::preview(&format, &file)),
        Task::Export { format, file } => Ok(exporting::export(&format, &file)),
        Task::Extract(_) | Task::Values { .. } => Err(Message::said("Texts are read elsewhere.")),
    }
}

fn open(id: RequestId, file: &Object, path: &str) -> Result<Answer, Message> {
    let bytes = bytes(file)?;
    let (mut waiting, mut told) = (Vec::new(), js_sys::Date::now());
    let read = documents::open_each(path, &bytes, &mut |piece| {
        waiting.push(found(piece));
        if waiting.len() >= MOST_TOLD || js_sys::Date::now() - told >= TELL_MS {
            say(id, Answer::Found(std::mem::take(&mut waiting)));
            told = js_sys::Date::now();
        }
        ControlFlow::Continue(())
    });
    say(id, Answer::Found(waiting));
    read.map(|()| Answer::Read)
        .map_err(|error| refusal::of_document(&error))
}

/// The name of a file, be it the file itself or what was [handed](dateline_app::files::handed) of it.
fn name(file: &Object) -> String {
    match file.dyn_ref::<File>() {
        Some(file) => file.name(),
        None => Array::from(file).get(0).as_string().unwrap_or_default(),
    }
}

/// All its bytes. A worker may wait for them.
fn bytes(file: &Object) -> Result<Vec<u8>, Message> {
    let Some(file) = file.dyn_ref::<File>() else {
        return Ok(Uint8Array::new(&Array::from(file).get(1)).to_vec());
    };
    let read = || -> Result<Vec<u8>, JsValue> {
        let buffer = FileReaderSync::new()?.read_as_array_buffer(file)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    };
    read().map_err(|error| {
        let error = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::message);
        Message::new("file-unreadable").with("problem", String::from(error.unwrap_or_default()))
    })
}

fn found(piece: Piece) -> Found {
    let Piece { format, .. } = piece;
    let describe = |opened| match opened {
        documents::Opened::File(file) => describe_file(file, format),
        documents::Opened::Document(document) => describe_document(*document),
    };
    Found {
        opened: piece
            .opened
            .map(describe)
            .map_err(|error| refusal::of_document(&error)),
        path: piece.path,
        done: piece.done as u32,
    }
}

fn describe_file(file: json::File, format: Option<Format>) -> Opened {
    let is_marked = |article: &Arc<Article>| !article.annotations.is_empty();
    Opened {
        // Of our own files nothing is marked that a person wanted to be without marks.
        annotated: format.is_none() || file.articles.iter().any(is_marked),
        articles: file
            .articles
            .into_iter()
            .map(Arc::unwrap_or_clone)
            .collect(),
        labels: Some(file.labels),
        entities: file.entities,
        format: format.map(|format| format.title().to_owned()),
        divided: Vec::new(),
        examples: Vec::new(),
        notices: file.notices.iter().map(ToString::to_string).collect(),
    }
}

fn describe_document(document: documents::Document) -> Opened {
    let words = documents::divisions(&document.article.text, &document.divided);
    Opened {
        examples: words
            .into_iter()
            .take(EXAMPLES)
            .map(str::to_owned)
            .collect(),
        divided: document.divided.iter().map(|at| *at as u32).collect(),
        articles: vec![document.article],
        labels: None,
        entities: BTreeMap::new(),
        annotated: false,
        format: None,
        notices: document.notices,
    }
}
