//! What is asked of the engine, and what it answers.

use dateline_annotation::{Annotation, Article, ArticleId, Date, Details, Language};
use wasm_bindgen_futures::spawn_local;
use yew::Context;

use super::{App, Msg};
use crate::engine::{EXTRACTOR, Engine};
use crate::locale::Message;
use crate::protocol::{Answer, Reply, RequestId, Source, Task};
use crate::{boot, dom};

impl App {
    pub(super) fn read(&mut self, id: ArticleId) {
        let Some(article) = self.session.workspace().article(id) else {
            return;
        };
        let Details {
            language,
            published,
            ..
        } = article.details;
        let request = self.engine.ask(Task::Extract(source(article)));
        if let Some(earlier) = self.reading.insert(
            id,
            Reading {
                request,
                done: 0,
                total: 0,
            },
        ) {
            self.pending.remove(&earlier.request);
            self.engine.cancel(earlier.request);
        }
        self.pending
            .insert(request, Pending::Extract(id, language, published));
    }

    pub(super) fn ask_values(&mut self, id: ArticleId, marks: Vec<Annotation>) {
        let Some(article) = self.session.workspace().article(id) else {
            return;
        };
        let request = self.engine.ask(Task::Values {
            source: source(article),
            marks: marks
                .iter()
                .map(|mark| (mark.span, mark.label.clone()))
                .collect(),
        });
        self.pending.insert(request, Pending::Values(id, marks));
    }

    pub(super) fn hear(&mut self, ctx: &Context<Self>, reply: Reply) {
        let Reply { id, answer } = reply;
        if let Answer::Progress { done, total } = answer {
            if let Some(reading) = self
                .reading
                .values_mut()
                .find(|reading| reading.request == id)
            {
                (reading.done, reading.total) = (done, total);
            }
            return;
        }
        let pending = self.pending.remove(&id);
        if let Some(Pending::Extract(article, ..)) = &pending {
            self.reading.remove(article);
        }
        match (answer, pending) {
            (Answer::Ready, _) => {
                if !self.engine_ready {
                    self.load_rest();
                }
                self.engine_ready = true;
                self.note_readiness();
            }
            (
                Answer::Extracted { language, offers },
                Some(Pending::Extract(article, asked, published)),
            ) if self.is_read_as(article, asked, published) => {
                self.session.suggest(article, language, offers);
                self.after_render.marks_shown = true;
            }
            (Answer::Values(values), Some(Pending::Values(article, marks))) => {
                self.session
                    .set_values(article, marks.into_iter().zip(values));
            }
            (Answer::Failed(_), Some(Pending::Extract(article, ..))) => {
                if let Some(title) = self.session.give_up_on(article) {
                    let message = Message::new("reading-failed").with("title", title);
                    self.tell(ctx, message, None, true);
                }
            }
            (Answer::Failed(problem), _) => self.tell(ctx, problem, None, true),
            _ => {}
        }
    }

    /// Fetches what nobody needs before the page is ready, and then has the browser refuse all requests.
    pub(super) fn load_rest(&self) {
        let reader = self.reader.clone();
        spawn_local(async move {
            // The one file unpacks the reader when it is needed.
            if !boot::is_single() {
                reader.load().await;
            }
            dom::forbid_requests();
            boot::keep().await;
            dom::note_moment("complete");
        });
    }

    /// Whether an article still has the language and date that it was read with: undo may have changed them since.
    pub(super) fn is_read_as(
        &self,
        id: ArticleId,
        asked: Option<Language>,
        published: Option<Date>,
    ) -> bool {
        let article = self.session.workspace().article(id);
        article.is_some_and(|article| {
            article.details.language == asked && article.details.published == published
        })
    }

    /// What the person looks at is read before all else.
    pub(super) fn hurry(&self) {
        let open = self.session.article().map(|article| article.id);
        if let Some(reading) = open.and_then(|id| self.reading.get(&id)) {
            self.engine.hurry(reading.request);
        }
    }

    pub(super) fn cancel(&mut self, ctx: &Context<Self>, id: ArticleId) {
        if self.stop_reading(|reading| reading == id) {
            self.tell(ctx, "stopped-reading", None, false);
        }
    }
}

/// The engine that finds marks; it loads and starts at once.
pub(super) fn started(ctx: &Context<App>) -> Engine {
    let engine = Engine::new(&EXTRACTOR, ctx.link().callback(Msg::Reply));
    let loading = engine.clone();
    spawn_local(async move {
        loading.load().await;
        loading.start();
    });
    engine
}

pub(super) fn source(article: &Article) -> Source {
    let Details {
        language,
        published,
        ..
    } = article.details;
    Source {
        text: article.text.to_string(),
        language,
        published,
    }
}

/// What an answer of the worker is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Pending {
    /// The suggestions for an article, read in this language as of this day.
    Extract(ArticleId, Option<Language>, Option<Date>),
    /// What these marks denote, as they were when they were read.
    Values(ArticleId, Vec<Annotation>),
}

/// How far the reading of an article has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub(super) request: RequestId,
    /// Bytes read.
    pub done: u32,
    /// Of so many; 0 when it has not begun.
    pub total: u32,
}
