//! Saving, and taking in what other tabs saved.

use std::collections::BTreeSet;

use dateline_annotation::ArticleId;
use yew::prelude::*;

use super::{App, Remedy, Saved};
use crate::keeper::Kept;
use crate::locale::Message;
use crate::session::News;
use crate::storage::SaveError;
use crate::{dom, storage};

/// So many articles are saved at once: packing them holds the page up.
const MOST_SAVED: usize = 24;
/// After so many saved edits the person is reminded of a backup.
const EDITS_TO_BACKUP: u32 = 200;

impl App {
    /// Saves what changed, unless something is being saved or read already: then it is saved after that.
    pub(super) fn save(&mut self, _ctx: &Context<Self>) {
        self.save_timer = None;
        if self.saved == Saved::Yes {
            return;
        }
        if dom::is_hidden() {
            let all = self.unsaved.union(&self.saving).copied().collect();
            self.keeper.save_in_haste(self.session.workspace(), &all);
        }
        if self.keeper.is_idle() {
            dom::note_moment("save");
            self.saving = self.next_to_save();
            self.saved = Saved::Soon;
            self.keeper.save(self.session.workspace(), &self.saving);
        }
    }

    /// The articles that are saved next; what is over comes after them.
    fn next_to_save(&mut self) -> BTreeSet<ArticleId> {
        let over = self.unsaved.iter().nth(MOST_SAVED).copied();
        let over = over.map(|id| self.unsaved.split_off(&id));
        std::mem::replace(&mut self.unsaved, over.unwrap_or_default())
    }

    /// Hears what happened in the stores.
    pub(super) fn kept(&mut self, ctx: &Context<Self>, kept: Kept) {
        match kept {
            Kept::Loaded {
                news,
                damaged,
                lost,
                unsettled,
            } => self.loaded(ctx, news, [damaged, lost], unsettled),
            Kept::Saved(news) => self.was_saved(ctx, news),
            Kept::Failed(error) => self.was_not_saved(ctx, error),
            Kept::Changed(news) => self.other_tab(ctx, news),
            Kept::Forgotten => {
                (self.saved, self.unsaved) = (Saved::Yes, BTreeSet::new());
                dom::reload();
            }
        }
        if !self.unsaved.is_empty() && self.saved == Saved::Yes {
            self.saved = Saved::Soon;
            self.save(ctx);
        }
    }

    fn loaded(
        &mut self,
        ctx: &Context<Self>,
        news: News,
        [damaged, lost]: [usize; 2],
        unsettled: BTreeSet<ArticleId>,
    ) {
        self.loaded = true;
        let conflicts = self.take_in(news, true).1;
        if let Some((article, mark)) = self.wanted.take() {
            self.session.open_article(article);
            self.session.select(mark);
        }
        self.unsaved.extend(unsettled);
        self.tell_of_conflicts(ctx, conflicts);
        if damaged > 0 {
            let message = Message::new("set-aside")
                .with("count", damaged)
                .with("lost", lost);
            self.tell(ctx, message, None, true);
        }
        self.note_readiness();
        self.find_mirror(ctx, damaged + lost > 0);
        if self.saved != Saved::Yes {
            self.save(ctx);
        }
    }

    /// Notes the moment from which the page takes text, reads it and keeps it.
    pub(super) fn note_readiness(&mut self) {
        if self.loaded && self.engine_ready && !self.readiness_noted {
            self.readiness_noted = true;
            dom::note_moment("ready");
        }
    }

    fn was_saved(&mut self, ctx: &Context<Self>, news: News) {
        dom::note_moment("saved");
        let conflicts = self.take_in(news, false).1;
        self.tell_of_conflicts(ctx, conflicts);
        let edits = storage::edits_since_backup().saturating_add(self.saving.len() as u32);
        storage::set_edits_since_backup(edits);
        if edits.is_multiple_of(EDITS_TO_BACKUP) && !self.saving.is_empty() {
            let message = Message::new("backup-due").with("count", edits as usize);
            self.tell(ctx, message, Some(Remedy::Export), true);
        }
        self.saving.clear();
        self.mirror_soon(ctx);
        if self.save_timer.is_none() {
            self.saved = Saved::Yes;
        }
        let overflow = self.keeper.overflow();
        if overflow > 0 && !self.overflow_told {
            self.overflow_told = true;
            self.tell(
                ctx,
                Message::new("overflow").with("count", overflow),
                None,
                true,
            );
        }
        self.notices
            .retain(|notice| !is_about_saving(&notice.message));
    }

    fn was_not_saved(&mut self, ctx: &Context<Self>, error: SaveError) {
        self.unsaved.append(&mut self.saving);
        let known = self
            .notices
            .iter()
            .any(|notice| is_about_saving(&notice.message));
        if !known {
            let remedy = (error != SaveError::Newer).then_some(Remedy::Export);
            self.tell(ctx, error.message(), remedy, true);
        }
        self.saved = Saved::No(error);
    }

    fn other_tab(&mut self, ctx: &Context<Self>, news: News) {
        let heard = news.conflicts;
        let (changed, conflicts) = self.take_in(news, false);
        self.keeper.found_conflicts(conflicts.saturating_sub(heard));
        self.tell_of_conflicts(ctx, conflicts);
        self.mirror_soon(ctx);
        if changed > 0 && conflicts == 0 {
            let message = Message::new("other-tab").with("count", changed);
            self.tell(ctx, message, None, false);
        }
    }

    /// Takes in what is stored; returns how many articles changed and in how many places both readings were kept.
    fn take_in(&mut self, news: News, read: bool) -> (usize, usize) {
        let note = self.words.text("second-reading");
        let taken = self.session.take_in(news, &note, read);
        self.keymap.borrow_mut().labels = self.session.workspace().labels.clone();
        self.unsaved.extend(taken.unsaved);
        (taken.changed, taken.conflicts)
    }

    fn tell_of_conflicts(&mut self, ctx: &Context<Self>, conflicts: usize) {
        if conflicts > 0 {
            let message = Message::new("two-readings").with("count", conflicts);
            self.tell(ctx, message, None, true);
        }
    }
}

/// Whether a notice says that something is not saved.
fn is_about_saving(message: &Message) -> bool {
    ["storage-full", "storage-denied", "storage-newer"].contains(&message.id())
}
