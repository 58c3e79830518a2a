//! Carrying an import out: the reader reads, the import takes it down, the session takes it in, and the extractor marks it.

use std::collections::BTreeSet;

use dateline_annotation::labelling::Fate;
use dateline_annotation::{ArticleId, Label};
use js_sys::Object;
use wasm_bindgen_futures::spawn_local;
use web_sys::FileSystemEntry;
use yew::prelude::*;

use super::{App, Msg};
use crate::importing::{Import, Outcome, Pick, Refused, Shown, Step};
use crate::locale::Message;
use crate::protocol::{Answer, RequestId, Task};
use crate::{boot, files, storage};

/// So many articles that are being marked are told of together.
const MANY_MARKED: usize = 3;

/// What the person does about an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// What is to come shall come, or come as was chosen.
    Go,
    /// Divided words shall be joined, or not.
    Join(bool),
    /// What becomes of the marks of a label that the label set lacks.
    Choose(Label, Fate),
    /// Nothing shall come in; or, once it is in, nothing more shall be marked.
    Stop,
    /// The report was read.
    Close,
}

/// What came of an import that a person should know, once it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many articles came in.
    pub articles: usize,
    /// The files that did not, and why.
    pub refused: Vec<Refused>,
    /// What was repaired or left out.
    pub notices: Vec<Message>,
}

/// What the page shows of imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coming {
    /// One goes on.
    Files(Shown),
    /// One is done.
    Report(Report),
    /// How many of how many articles are marked that came with the last.
    Marking(usize, usize),
}

/// Imports, as far as the app follows them.
#[derive(Debug, Default)]
pub struct Imports {
    import: Option<Import<Object>>,
    /// What the reader is at, and the path of that.
    step: Option<(RequestId, String)>,
    report: Option<Report>,
    /// The articles that came last and are to be marked.
    marking: BTreeSet<ArticleId>,
    /// A paste that the reader looks at, with its plain text.
    pasted: Option<(RequestId, String)>,
}

impl Imports {
    /// Whether something about an import is asked or told.
    pub fn is_open(&self) -> bool {
        self.report.is_some() || self.import.as_ref().is_some_and(Import::asks)
    }
}

impl App {
    /// What is shown of imports.
    pub(super) fn coming(&self) -> Option<Coming> {
        let Imports {
            import,
            report,
            marking,
            ..
        } = &self.imports;
        if let Some(import) = import {
            return import.shown().map(Coming::Files);
        }
        if let Some(report) = report {
            return Some(Coming::Report(report.clone()));
        }
        let left = marking
            .iter()
            .filter(|id| self.reading.contains_key(id))
            .count();
        let shown = marking.len() > MANY_MARKED && left > 0;
        shown.then(|| Coming::Marking(marking.len() - left, marking.len()))
    }

    pub(super) fn add_files(&mut self, ctx: &Context<Self>, picks: Vec<Pick<Object>>) {
        if !boot::is_single() {
            return self.start_import(ctx, picks);
        }
        // Where the page is a file itself, WebKit lets no worker read another.
        let told = ctx.link().callback(Msg::FilesHeld);
        spawn_local(async move { told.emit(files::held(picks).await) });
    }

    pub(super) fn start_import(&mut self, ctx: &Context<Self>, mut picks: Vec<Pick<Object>>) {
        self.hovering = false;
        picks.retain(|pick| !dateline_documents::is_furniture(&pick.path));
        if picks.is_empty() {
            return;
        }
        if self.imports.import.is_some() {
            return self.tell(ctx, "import-goes-on", None, false);
        }
        let labels = self.session.workspace().labels.clone();
        let import = Import::new(picks, labels, storage::fates());
        self.imports.report = None;
        self.imports.import = Some(import);
        self.go_on(ctx);
    }

    /// Looks for the files in dropped folders.
    pub(super) fn walk(&mut self, ctx: &Context<Self>, entries: Vec<FileSystemEntry>) {
        self.hovering = false;
        let told = ctx.link().callback(Msg::AddFiles);
        spawn_local(async move { told.emit(files::walk(entries).await) });
    }

    /// Has the reader take the next step, or takes in what was read.
    fn go_on(&mut self, ctx: &Context<Self>) {
        let Some(import) = &mut self.imports.import else {
            return;
        };
        let (task, path) = match import.step() {
            Some(Step::Survey(file)) => (Task::Survey { file }, String::new()),
            Some(Step::Read { file, text, path }) => (read(file, text, path.clone()), path),
            None if import.is_done() => return self.end_import(ctx),
            None => return self.after_render.focus = Some("import"),
        };
        self.imports.step = Some((self.reader.ask(task), path));
    }

    /// Does what the person wants about an import.
    pub(super) fn act(&mut self, ctx: &Context<Self>, act: Act) {
        match (act, &mut self.imports.import) {
            (Act::Go, Some(import)) => {
                import.agree();
                self.after_render.focus = Some("reader");
                self.go_on(ctx);
            }
            (Act::Join(join), Some(import)) => import.join(join),
            (Act::Choose(label, fate), Some(import)) => import.choose(&label, &fate),
            (Act::Stop, Some(_)) => {
                self.imports.import = None;
                if let Some((request, _)) = self.imports.step.take() {
                    self.reader.cancel(request);
                }
                self.after_render.focus = Some("reader");
                self.tell(ctx, "import-stopped", None, false);
            }
            (Act::Stop, None) => self.stop_marking(ctx),
            (Act::Close, _) => {
                self.imports.report = None;
                self.after_render.focus = Some("reader");
            }
            (_, None) => {}
        }
    }

    /// Leaves what is asked or told about an import.
    pub(super) fn leave_import(&mut self, ctx: &Context<Self>) {
        let told = self.imports.report.is_some();
        self.act(ctx, if told { Act::Close } else { Act::Stop });
    }

    fn stop_marking(&mut self, ctx: &Context<Self>) {
        let stopped = std::mem::take(&mut self.imports.marking);
        if self.stop_reading(|id| stopped.contains(&id)) {
            self.tell(ctx, "stopped-reading", None, false);
        }
    }

    /// Stops the reading of articles; whether any was being read.
    pub(super) fn stop_reading(&mut self, which: impl Fn(ArticleId) -> bool) -> bool {
        let mut requests = Vec::new();
        self.reading.retain(|id, reading| {
            if which(*id) {
                requests.push(reading.request);
            }
            !which(*id)
        });
        // The one that the worker is at comes last, so that the worker is started anew once.
        requests.sort_unstable_by_key(|request| std::cmp::Reverse(*request));
        for request in &requests {
            self.pending.remove(request);
            self.engine.cancel(*request);
        }
        !requests.is_empty()
    }

    /// Stops the reading of articles that undo has taken out.
    pub(super) fn stop_reading_gone(&mut self) {
        if self.reading.is_empty() {
            return;
        }
        let articles = self.session.workspace().articles().iter();
        let here: BTreeSet<ArticleId> = articles.map(|article| article.id).collect();
        self.stop_reading(|id| !here.contains(&id));
    }

    /// Hears from the reader about an import or paste; gives back what is about something else.
    pub(super) fn hear_of_import(
        &mut self,
        ctx: &Context<Self>,
        id: RequestId,
        answer: Answer,
    ) -> Option<Answer> {
        if id == 0 && matches!(answer, Answer::Failed(_)) {
            // There is no reader: nothing that was asked of it comes any more.
            (self.imports.import, self.imports.step) = (None, None);
            if let Some((_, plain)) = self.imports.pasted.take() {
                self.add_text(ctx, &plain);
            }
            return Some(answer);
        }
        if let Some((_, plain)) = self.imports.pasted.take_if(|(request, _)| *request == id) {
            let Answer::Pasted(text) = answer else {
                self.add_text(ctx, &plain);
                return Some(answer);
            };
            self.add_text(ctx, &text);
            return None;
        }
        let path = match &self.imports.step {
            Some((request, path)) if *request == id => path.clone(),
            _ => return Some(answer),
        };
        let import = self.imports.import.as_mut()?;
        match answer {
            Answer::Found(found) => {
                import.found(found);
                return None;
            }
            Answer::Surveyed(survey) => import.surveyed(survey),
            Answer::Read => import.ended(&path, None),
            Answer::Failed(problem) => import.ended(&path, Some(problem)),
            other => return Some(other),
        }
        self.imports.step = None;
        self.go_on(ctx);
        None
    }

    fn end_import(&mut self, ctx: &Context<Self>) {
        let Some(import) = self.imports.import.take() else {
            return;
        };
        let Outcome {
            articles,
            brought,
            notices,
            refused,
            fates,
        } = import.finish();
        storage::remember_fates(fates);
        let count = articles.len();
        if count > 0 {
            self.imports.marking = self.session.import(articles, brought);
            self.adding = false;
            self.after_render.scroll = Some(0.0);
            self.after_render.focus = Some("reader");
        }
        self.report(ctx, count, refused, notices);
    }

    /// Tells what did not come in: of one file in a sentence, of more in a list.
    fn report(
        &mut self,
        ctx: &Context<Self>,
        articles: usize,
        refused: Vec<Refused>,
        mut notices: Vec<Message>,
    ) {
        match (refused.len(), notices.pop()) {
            (0, None) => {}
            (0, Some(notice)) if notices.is_empty() => self.tell(ctx, notice, None, true),
            (1, None) => {
                for Refused { path, reason } in refused {
                    let message = Message::new("not-opened")
                        .with("name", path)
                        .with("problem", reason);
                    self.tell(ctx, message, None, true);
                }
            }
            (_, last) => {
                notices.extend(last);
                self.imports.report = Some(Report {
                    articles,
                    refused,
                    notices,
                });
                self.after_render.focus = Some("import");
            }
        }
    }

    /// Has the reader make paragraphs of what was copied elsewhere.
    pub(super) fn add_copied(&mut self, ctx: &Context<Self>, html: String, text: String) {
        if super::incoming::is_address(&text) {
            return self.add_text(ctx, &text);
        }
        let plain = text.clone();
        let request = self.reader.ask(Task::Paste { html, text });
        self.imports.pasted = Some((request, plain));
    }
}

fn read(file: Object, text: Option<Object>, path: String) -> Task {
    match text {
        Some(text) => Task::OpenPair {
            marks: file,
            text,
            path,
        },
        None => Task::Open { file, path },
    }
}
