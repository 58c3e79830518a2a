//! The file on disk that is kept up to date with everything that is stored.

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::Context;

use super::{App, Ask, Msg, Remedy};
use crate::disk::{self, DiskFile};
use crate::locale::Message;
use crate::{dom, storage};

/// How long after a save the file is written, in milliseconds, so that a run of edits is written once.
const WRITE_AFTER_MS: f64 = 2_000.0;
/// A file whose making takes long is made less often: so many times as long passes between two.
const REST: f64 = 30.0;
/// What the file is called unless the person says otherwise.
const NAME: &str = "workspace.dateline.json";

/// The file and how it stands.
#[derive(Debug, Default)]
pub(super) struct Mirror {
    file: Option<DiskFile>,
    /// Whether the browser lets it be written.
    allowed: bool,
    /// Waits for the next time.
    timer: Option<Timeout>,
    /// How long it took to make the last time, in milliseconds.
    took_ms: f64,
    writing: bool,
    /// Something was stored while it was written.
    stale: bool,
}

/// What the dialog shows of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Mirrored {
    /// The browser can't.
    #[default]
    Impossible,
    /// None was chosen.
    None,
    /// One of this name is kept up to date.
    Kept(String),
    /// One of this name waits for the browser's permission.
    Waits(String),
}

/// What happens to it.
#[derive(Debug, Clone, PartialEq)]
pub enum Mirroring {
    /// One is to be chosen.
    Pick,
    /// One was chosen, or found from the last visit; whether it may be written.
    Found(DiskFile, bool),
    /// The person is to be asked for permission.
    Allow,
    /// It is to be written no more.
    Leave,
    /// It is time to write it.
    Due,
    /// It was written, or not.
    Written(bool),
}

impl App {
    /// How the file stands.
    pub(super) fn mirrored(&self) -> Mirrored {
        match &self.mirror.file {
            Some(file) if self.mirror.allowed => Mirrored::Kept(file.name()),
            Some(file) => Mirrored::Waits(file.name()),
            None if disk::is_possible() && self.keeper.has_vault() => Mirrored::None,
            None => Mirrored::Impossible,
        }
    }

    /// Looks for the file of an earlier visit. Where something of what was stored is `lost`, the file may be what has it:
    /// it is not written before the person says so.
    pub(super) fn find_mirror(&self, ctx: &Context<Self>, lost: bool) {
        let (keeper, told) = (self.keeper.clone(), told(ctx));
        spawn_local(async move {
            if let Some(file) = keeper.disk_file().await {
                let allowed = !lost && file.is_allowed(false).await;
                told.emit(Mirroring::Found(file, allowed));
            }
        });
    }

    /// Does what is asked about the file.
    pub(super) fn mirror(&mut self, ctx: &Context<Self>, act: Mirroring) {
        let told = told(ctx);
        match act {
            Mirroring::Pick => spawn_local(async move {
                if let Some(file) = disk::pick(NAME).await {
                    told.emit(Mirroring::Found(file, true));
                }
            }),
            Mirroring::Found(file, allowed) => {
                self.keeper.keep_disk_file(Some(&file));
                self.mirror.allowed = allowed;
                if !allowed {
                    self.tell_of_mirror(ctx, "file-waits", file.name());
                }
                self.mirror.file = Some(file);
                self.mirror_soon(ctx);
            }
            Mirroring::Allow => {
                let file = self.mirror.file.clone();
                spawn_local(async move {
                    if let Some(file) = file {
                        let allowed = file.is_allowed(true).await;
                        told.emit(Mirroring::Found(file, allowed));
                    }
                });
            }
            Mirroring::Leave => {
                self.keeper.keep_disk_file(None);
                self.mirror = Mirror::default();
                self.forget_notices_of_mirror();
            }
            Mirroring::Due => self.write_mirror(ctx),
            Mirroring::Written(true) => {
                storage::set_edits_since_backup(0);
                self.mirror.writing = false;
                self.forget_notices_of_mirror();
                if std::mem::take(&mut self.mirror.stale) {
                    self.mirror_soon(ctx);
                }
            }
            Mirroring::Written(false) => {
                (self.mirror.writing, self.mirror.allowed) = (false, false);
                let name = self.mirror.file.as_ref().map(DiskFile::name);
                self.tell_of_mirror(ctx, "file-not-written", name.unwrap_or_default());
            }
        }
        let mirrored = self.mirrored();
        if let Some(cupboard) = &mut self.cupboard {
            cupboard.mirrored = mirrored;
        }
    }

    /// Has the file written in a while.
    pub(super) fn mirror_soon(&mut self, ctx: &Context<Self>) {
        let mirror = &mut self.mirror;
        if mirror.file.is_none() || !mirror.allowed || mirror.timer.is_some() {
            return;
        }
        let told = told(ctx);
        let wait_ms = WRITE_AFTER_MS.max(mirror.took_ms * REST);
        let wait_ms = wait_ms.round() as i32;
        let wait_ms = wait_ms.unsigned_abs();
        mirror.timer = Some(Timeout::new(wait_ms, move || told.emit(Mirroring::Due)));
    }

    fn write_mirror(&mut self, ctx: &Context<Self>) {
        self.mirror.timer = None;
        let Some(file) = self.mirror.file.clone().filter(|_| self.mirror.allowed) else {
            return;
        };
        if self.mirror.writing {
            self.mirror.stale = true;
            return;
        }
        let start = dom::since_load_ms();
        let text = self.everything();
        self.mirror.took_ms = dom::since_load_ms() - start;
        self.mirror.writing = true;
        let told = told(ctx);
        spawn_local(async move {
            told.emit(Mirroring::Written(file.write(&text).await.is_ok()));
        });
    }

    fn tell_of_mirror(&mut self, ctx: &Context<Self>, id: &'static str, name: String) {
        self.forget_notices_of_mirror();
        let message = Message::new(id).with("name", name);
        self.tell(ctx, message, Some(Remedy::WriteFile), true);
    }

    fn forget_notices_of_mirror(&mut self) {
        self.notices
            .retain(|notice| notice.remedy != Some(Remedy::WriteFile));
    }
}

fn told(ctx: &Context<App>) -> yew::Callback<Mirroring> {
    ctx.link().callback(|act| Msg::Cupboard(Ask::Mirror(act)))
}
