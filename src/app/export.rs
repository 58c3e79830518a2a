//! Articles out, in the formats of other tools.

use std::sync::Arc;

use dateline_annotation::Article;
use dateline_formats::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{App, Msg};
use crate::files;
use crate::protocol::{Exported, FormatName, Preview, RequestId, Task};

/// Which articles leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// The open one.
    #[default]
    Open,
    /// Those that are listed, in their order.
    Listed,
    /// All but those of the bin.
    All,
}

/// What is chosen in the sheet of formats.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exporting {
    /// All formats; empty until the worker has named them.
    pub formats: Vec<FormatName>,
    /// The name of the chosen one.
    pub format: String,
    /// Which articles.
    pub scope: Scope,
    /// What would be written; `None` while it is made.
    pub preview: Option<Preview>,
    /// The request for the preview that is being made, or was made last.
    pub asked: RequestId,
}

impl App {
    pub(super) fn export(&mut self, ctx: &Context<Self>, all: bool, copy: bool) {
        let articles = self.articles_of(if all { Scope::All } else { Scope::Open });
        let Some(first) = articles.first() else {
            return;
        };
        let text = self.file(&articles);
        if copy {
            let told = ctx.link().callback(Msg::Copied);
            spawn_local(async move { told.emit(files::copy(&text).await.is_ok()) });
            return;
        }
        let name = if all {
            "articles.dateline.json".to_owned()
        } else {
            files::file_name(&first.details.title)
        };
        if files::download(&name, &text).is_err() {
            self.tell(ctx, "not-downloaded", None, true);
        }
    }

    /// The articles of a scope.
    pub(super) fn articles_of(&self, scope: Scope) -> Vec<Arc<Article>> {
        let workspace = self.session.workspace();
        match scope {
            Scope::Open => self.session.article().cloned().into_iter().collect(),
            Scope::Listed => self
                .session
                .queue()
                .list(workspace)
                .into_iter()
                .cloned()
                .collect(),
            Scope::All => self.session.kept().cloned().collect(),
        }
    }

    /// The Dateline file of a scope.
    fn file_of(&self, scope: Scope) -> String {
        self.file(&self.articles_of(scope))
    }

    /// The Dateline file of articles, with the labels and entities of all.
    pub(super) fn file(&self, articles: &[Arc<Article>]) -> String {
        let workspace = self.session.workspace();
        let articles = articles.iter().map(|article| &**article);
        json::write(articles, &workspace.labels, &workspace.entities)
    }

    pub(super) fn begin_export(&mut self) {
        if self.exporting.formats.is_empty() {
            self.reader.ask(Task::Formats);
        } else {
            self.choose_export(self.exporting.clone());
        }
    }

    pub(super) fn choose_export(&mut self, mut exporting: Exporting) {
        exporting.preview = None;
        let task = Task::Preview {
            format: exporting.format.clone(),
            file: self.file_of(exporting.scope),
        };
        exporting.asked = self.reader.ask(task);
        self.exporting = exporting;
    }

    pub(super) fn name_formats(&mut self, formats: Vec<FormatName>) {
        let first = formats.first().map(|format| format.name.clone());
        self.choose_export(Exporting {
            formats,
            format: first.unwrap_or_default(),
            ..Exporting::default()
        });
    }

    pub(super) fn export_as(&mut self) {
        let Exporting { format, scope, .. } = &self.exporting;
        let task = Task::Export {
            format: format.clone(),
            file: self.file_of(*scope),
        };
        self.reader.ask(task);
    }

    pub(super) fn exported(&mut self, ctx: &Context<Self>, exported: &Exported) {
        let articles = self.articles_of(self.exporting.scope);
        let stem = match &articles[..] {
            [article] => files::stem(&article.details.title),
            _ => "articles".to_owned(),
        };
        let name = format!("{stem}.{}", exported.extension);
        if files::download_bytes(&name, &exported.bytes).is_err() {
            self.tell(ctx, "not-downloaded", None, true);
        }
    }
}

impl Msg {
    /// The message that another choice was made in the sheet of formats.
    pub fn choose(exporting: &Exporting, change: impl FnOnce(&mut Exporting)) -> Self {
        let mut exporting = exporting.clone();
        change(&mut exporting);
        Self::ChooseExport(exporting)
    }
}
