//! The field to find words in the article.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Msg;
use crate::keys::Command;
use crate::locale::{Message, use_words};
use crate::session;
use dateline_annotation::boundary::Direction;

/// What [`Find`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FindProps {
    /// The search.
    pub find: session::Find,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// What is looked for, how often it is there, and the way from one hit to the next.
#[component]
pub fn Find(props: &FindProps) -> Html {
    let words = use_words();
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    let typed = props.send.reform(|event: InputEvent| {
        Msg::Seek(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let keydown = {
        let send = props.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            let direction = if event.shift_key() {
                Direction::Earlier
            } else {
                Direction::Later
            };
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                send.emit(Msg::Run(Command::FindNext(direction)));
            }
        })
    };
    let count = props.find.hits.len();
    let said = match count {
        0 if props.find.typed.is_empty() => String::new(),
        0 => words.text("find-none"),
        _ => words.say(
            &Message::new("find-at")
                .with("at", props.find.at + 1)
                .with("count", count),
        ),
    };
    html! {
        <search class="find" data-testid="find-bar">
            <input id="find" data-testid="find" aria-label={words.text("find-in-text")} placeholder={words.text("find-in-text")}
                autocomplete="off" spellcheck="false" value={props.find.typed.clone()} oninput={typed} onkeydown={keydown} />
            <span class="count" role="status" data-testid="find-count">{ said }</span>
            <button class="quiet" disabled={count == 0} title="Shift F3" aria-label={words.text("previous")} onclick={run(Command::FindNext(Direction::Earlier))}>{ "↑" }</button>
            <button class="quiet" disabled={count == 0} title="F3" aria-label={words.text("next")} onclick={run(Command::FindNext(Direction::Later))}>{ "↓" }</button>
            <button disabled={count == 0} data-testid="mark-found" onclick={props.send.reform(|_| Msg::GatherFound)}>{ words.text("mark-all-found") }</button>
            <button class="quiet" aria-label={words.text("close")} data-testid="close-find" onclick={run(Command::LetGo)}>{ "×" }</button>
        </search>
    }
}
