//! Sentences for the person, and what can be done about them.

use yew::prelude::*;

use crate::app::{Ask, Mirroring, Msg, Notice, Remedy};
use crate::keys::Command;
use crate::locale::{Message, Words, use_words};

/// What [`Notices`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct NoticesProps {
    /// The oldest first.
    pub notices: Vec<Notice>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// From so many on, they can be dismissed together.
const MANY: usize = 3;

/// The notices above the status line; where there is no room for all, the list of them scrolls.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let words = use_words();
    html! {
        <div class="notices" role="status" aria-live="polite">
            if props.notices.len() >= MANY {
                <button class="all" data-testid="dismiss-all" onclick={props.send.reform(|_| Msg::DismissAll)}>
                    { words.say(&Message::new("dismiss-all").with("count", props.notices.len())) }
                </button>
            }
            { for props.notices.iter().map(|notice| view_notice(notice, &props.send, &words)) }
        </div>
    }
}

fn view_notice(notice: &Notice, send: &Callback<Msg>, words: &Words) -> Html {
    let id = notice.id;
    html! {
        <div class="notice" key={id} data-testid="message" data-lasting={notice.lasting.to_string()}>
            <span>{ words.say(&notice.message) }</span>
            if let Some(remedy) = notice.remedy {
                <button data-testid="remedy" onclick={send.reform(move |_| act(remedy))}>{ words.text(name(remedy)) }if remedy == Remedy::Learn { <kbd>{ "Y" }</kbd> }</button>
            }
            <button class="quiet" aria-label={words.text("dismiss")} onclick={send.reform(move |_| Msg::Dismiss(id))}>{ "×" }</button>
        </div>
    }
}

fn name(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Undo => "undo",
        Remedy::Export => "download-everything",
        Remedy::Learn => "change-too",
        Remedy::Replace => "use-newer",
        Remedy::WriteFile => "file-allow",
    }
}

fn act(remedy: Remedy) -> Msg {
    match remedy {
        Remedy::Undo => Msg::Run(Command::Undo),
        Remedy::Export => Msg::Export {
            all: true,
            copy: false,
        },
        Remedy::Learn => Msg::Run(Command::Learn),
        Remedy::Replace => Msg::Replace,
        Remedy::WriteFile => Msg::Cupboard(Ask::Mirror(Mirroring::Allow)),
    }
}
