//! What the person is told, on the page and by voice.

use gloo::timers::callback::Timeout;
use yew::Context;

use super::{App, Msg};
use crate::locale::Message;

impl App {
    pub(super) fn tell(
        &mut self,
        ctx: &Context<Self>,
        message: impl Into<Message>,
        remedy: Option<Remedy>,
        lasting: bool,
    ) {
        let message = message.into();
        self.last_notice += 1;
        let id = self.last_notice;
        self.notices
            .retain(|notice| notice.lasting && notice.message != message);
        self.notices.push(Notice {
            id,
            message,
            remedy,
            lasting,
        });
        if !lasting {
            let link = ctx.link().clone();
            Timeout::new(NOTICE_MS, move || link.send_message(Msg::Dismiss(id))).forget();
        }
    }

    /// What a screen reader says of the selection.
    pub(super) fn spoken(&self) -> String {
        let text = self.session.article().map_or("", |article| &*article.text);
        if let Some(span) = self.session.caret().and_then(crate::session::Caret::span) {
            let selected = span.slice(text).unwrap_or_default();
            return self
                .words
                .say(&Message::new("spoken-selected").with("text", selected));
        }
        let Some(mark) = self.session.selected() else {
            return String::new();
        };
        let labels = &self.session.workspace().labels;
        let title = labels
            .get(&mark.label)
            .map_or_else(|| mark.label.to_string(), |label| self.words.title(label));
        let state = if mark.is_decided() {
            "spoken-confirmed"
        } else {
            "spoken-suggested"
        };
        let words = mark.span.slice(text).unwrap_or_default();
        self.words
            .say(&Message::new(state).with("text", words).with("label", title))
    }
}

/// A sentence for the person that stands until it is read or has had its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Identifies it.
    pub id: u32,
    /// The sentence.
    pub message: Message,
    /// What can be done about it.
    pub remedy: Option<Remedy>,
    /// Stays until dismissed.
    pub lasting: bool,
}

/// A button beside a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Undo.
    Undo,
    /// Download everything.
    Export,
    /// Make the same change with others.
    Learn,
    /// Start the newer version of the page.
    Replace,
    /// Write the file on disk again.
    WriteFile,
}

/// How long a passing notice stays.
const NOTICE_MS: u32 = 8_000;
