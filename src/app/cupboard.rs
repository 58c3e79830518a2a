//! The dialog about what is kept: how full it is, backups, what was set aside, forgetting.

use dateline_annotation::{Article, Workspace};
use dateline_store::dump;
use js_sys::Object;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::{App, Mirror, Mirrored, Mirroring, Msg, Remedy, Saved};
use crate::importing::Pick;
use crate::locale::Message;
use crate::protocol::{Answer, Opened, RequestId, Task};
use crate::session::Session;
use crate::storage::ASIDE;
use crate::{dom, files, storage};

/// So many UTF-16 units local storage holds in every browser that counts them.
const QUOTA_UNITS: usize = 5 << 20;

/// What the dialog shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cupboard {
    /// How much local storage holds, in thousands of UTF-16 units.
    pub used_kb: usize,
    /// How much it can hold.
    pub quota_kb: usize,
    /// Whether there is a second copy of everything.
    pub has_database: bool,
    /// How many articles only the database has room for.
    pub overflow: usize,
    /// Whether the browser has promised to keep it; `None` when it was not asked.
    pub persisted: Option<bool>,
    /// The names of entries that were set aside.
    pub aside: Vec<String>,
    /// The file on disk that is kept up to date.
    pub mirrored: Mirrored,
    /// A backup that waits for a decision.
    pub preview: Option<Preview>,
    /// The person is asked whether everything is to be forgotten.
    pub forgetting: bool,
}

/// A backup that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The name of its file.
    pub name: String,
    /// Articles that are not here.
    pub fresh: usize,
    /// Articles that differ from those here.
    pub differ: usize,
    /// Articles that are the same.
    pub same: usize,
    articles: Vec<Article>,
    set: dateline_store::content::Set,
}

/// A backup that the reader looks at.
#[derive(Debug)]
pub struct Restoring {
    request: RequestId,
    name: String,
    opened: Option<Result<Opened, Message>>,
}

/// What is asked of it.
#[derive(Debug, Clone)]
pub enum Ask {
    /// Show it.
    Show,
    /// Close it.
    Close,
    /// Ask the browser to keep what is stored.
    Persist,
    /// The browser promised it, or not.
    Persisted(bool),
    /// Download everything.
    Backup,
    /// Something about the file on disk that is kept up to date.
    Mirror(Mirroring),
    /// Read these files as a backup.
    Restore(Vec<Pick<Object>>),
    /// A file was read.
    Read(Result<(File, Vec<u8>), Message>),
    /// Bring the backup back that was read.
    Take {
        /// In place of what is here.
        replace: bool,
    },
    /// Leave it.
    Leave,
    /// Download an entry that was set aside.
    Recover(String),
    /// Ask whether everything is to be forgotten.
    Forgetting,
    /// Forget everything.
    Forget,
    /// Everything is forgotten; so many entries and databases are left.
    Forgot(usize, usize),
}

impl App {
    /// Does what the dialog asks for.
    pub(super) fn ask(&mut self, ctx: &Context<Self>, ask: Ask) {
        match ask {
            Ask::Show => self.show_cupboard(ctx),
            Ask::Close => {
                self.cupboard = None;
                self.after_render.focus = Some("reader");
            }
            Ask::Persist => Self::persist(ctx, true),
            Ask::Persisted(persisted) => self.change_cupboard(|it| it.persisted = Some(persisted)),
            Ask::Backup => self.backup(ctx),
            Ask::Mirror(act) => self.mirror(ctx, act),
            Ask::Restore(picked) => {
                let told = ctx.link().callback(|read| Msg::Cupboard(Ask::Read(read)));
                spawn_local(async move {
                    for pick in picked {
                        told.emit(files::read(pick.file.unchecked_into()).await);
                    }
                });
            }
            Ask::Read(Ok((file, bytes))) => self.read_backup(&file, &bytes),
            Ask::Read(Err(problem)) => self.tell(ctx, problem, None, true),
            Ask::Take { replace } => self.take_backup(replace),
            Ask::Leave => self.change_cupboard(|it| it.preview = None),
            Ask::Recover(name) => {
                let entry = storage::read(&name).unwrap_or_default();
                let file = name.strip_prefix(ASIDE).unwrap_or(&name).replace('/', "-");
                files::download(&format!("{file}.txt"), &entry).ok();
            }
            Ask::Forgetting => self.change_cupboard(|it| it.forgetting = true),
            Ask::Forget => self.forget(ctx),
            Ask::Forgot(local, databases) => {
                self.forgotten = Some(
                    Message::new("forgotten")
                        .with("local", local)
                        .with("databases", databases),
                );
            }
        }
    }

    fn change_cupboard(&mut self, change: impl FnOnce(&mut Cupboard)) {
        if let Some(cupboard) = &mut self.cupboard {
            change(cupboard);
        }
    }

    fn show_cupboard(&mut self, ctx: &Context<Self>) {
        let aside = storage::names();
        self.cupboard = Some(Cupboard {
            used_kb: storage::used_units().div_ceil(1_000),
            quota_kb: QUOTA_UNITS / 1_000,
            has_database: self.keeper.has_vault(),
            overflow: self.keeper.overflow(),
            persisted: None,
            aside: aside
                .into_iter()
                .filter(|name| name.starts_with(ASIDE) || name.starts_with("dateline/1/damaged/"))
                .collect(),
            mirrored: self.mirrored(),
            preview: None,
            forgetting: false,
        });
        // On a narrow screen the list, from which it is opened, would cover it.
        self.panel = None;
        self.after_render.focus = Some("cupboard");
        Self::persist(ctx, false);
    }

    /// Finds out whether the browser keeps what is stored; with `ask`, asks it to.
    fn persist(ctx: &Context<Self>, ask: bool) {
        let told = ctx
            .link()
            .callback(|persisted| Msg::Cupboard(Ask::Persisted(persisted)));
        spawn_local(async move {
            let persisted = dom::is_persisted(ask).await;
            if ask || persisted {
                told.emit(persisted);
            }
        });
    }

    fn backup(&mut self, ctx: &Context<Self>) {
        if files::download("backup.dateline.json", &self.everything()).is_err() {
            return self.tell(ctx, "not-downloaded", None, true);
        }
        storage::set_edits_since_backup(0);
        self.notices
            .retain(|notice| notice.message.id() != "backup-due");
    }

    /// All that is kept, the bin too, as one file of ours.
    pub(super) fn everything(&self) -> String {
        self.file(self.session.workspace().articles())
    }

    fn read_backup(&mut self, file: &File, bytes: &[u8]) {
        let name = file.name();
        if let Some(workspace) = dump::read(bytes, &self.words.text("second-reading")) {
            return self.show_preview(name, workspace);
        }
        let file = files::handed(&name, bytes);
        let path = name.clone();
        self.restoring = Some(Restoring {
            request: self.reader.ask(Task::Open { file, path }),
            name,
            opened: None,
        });
    }

    /// Hears from the reader about a backup; gives back what is about something else.
    pub(super) fn hear_of_backup(
        &mut self,
        ctx: &Context<Self>,
        id: RequestId,
        answer: Answer,
    ) -> Option<Answer> {
        let Some(restoring) = self.restoring.as_mut().filter(|it| it.request == id) else {
            return Some(answer);
        };
        match answer {
            Answer::Found(found) => {
                let found = found.into_iter().next_back();
                restoring.opened = found.map(|found| found.opened);
                return None;
            }
            Answer::Failed(problem) => restoring.opened = Some(Err(problem)),
            _ => {}
        }
        let restoring = self.restoring.take()?;
        match restoring.opened? {
            Ok(opened) => self.preview_opened(restoring.name, opened),
            Err(problem) => {
                let message = Message::new("not-opened")
                    .with("name", restoring.name)
                    .with("problem", problem);
                self.tell(ctx, message, None, true);
            }
        }
        None
    }

    /// Shows what a backup would change.
    fn preview_opened(&mut self, name: String, opened: Opened) {
        let mut workspace = Workspace::new(opened.articles);
        workspace.labels = opened.labels.unwrap_or_default();
        workspace.entities = opened.entities;
        self.show_preview(name, workspace);
    }

    fn show_preview(&mut self, name: String, workspace: Workspace) {
        let articles: Vec<Article> = workspace
            .articles()
            .iter()
            .map(|article| (**article).clone())
            .collect();
        let comparison = self.session.compare(&articles);
        let preview = Preview {
            name,
            fresh: comparison.fresh,
            differ: comparison.differ,
            same: comparison.same,
            articles,
            set: (workspace.labels, workspace.entities),
        };
        self.change_cupboard(|it| it.preview = Some(preview));
    }

    fn take_backup(&mut self, replace: bool) {
        let Some(preview) = self.cupboard.take().and_then(|cupboard| cupboard.preview) else {
            return;
        };
        let note = self.words.text("second-reading");
        self.session
            .restore_backup(&preview.name, preview.articles, preview.set, &note, replace);
        self.keymap.borrow_mut().labels = self.session.workspace().labels.clone();
        self.adding = false;
        self.after_render.focus = Some("reader");
    }

    /// Forgets everything, and shows nothing but that it did.
    fn forget(&mut self, ctx: &Context<Self>) {
        self.session = Session::default();
        (self.saved, self.cupboard) = (Saved::Yes, None);
        self.mirror = Mirror::default();
        self.unsaved.clear();
        self.notices
            .retain(|notice| notice.remedy == Some(Remedy::Export));
        self.notices.clear();
        let (keeper, told) = (self.keeper.clone(), ctx.link().callback(Msg::Cupboard));
        spawn_local(async move {
            keeper.forget().await.ok();
            let databases = dom::count_databases().await;
            told.emit(Ask::Forgot(storage::names().len(), databases));
        });
    }
}
