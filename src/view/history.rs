//! What was done, step by step, to go back to.

use dateline_annotation::History;
use js_sys::Date;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::app::Msg;
use crate::keys::{Command, Sheet};
use crate::locale::{Words, use_words};
use crate::session::Act;

/// What [`Steps`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct StepsProps {
    /// What was done and undone, the first step first.
    pub acts: Vec<Act>,
    /// How many of them are done.
    pub done: usize,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

impl StepsProps {
    /// The steps of a history.
    pub fn new(history: &History<Act>, send: Callback<Msg>) -> Self {
        Self {
            acts: history.done().chain(history.undone()).cloned().collect(),
            done: history.done().len(),
            send,
        }
    }
}

/// The steps, the last one first; a click goes back to, or forward to, where one was just done.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let words = use_words();
    let steps = props.acts.iter().enumerate().rev().map(|(index, act)| {
        view_step(
            words.say(&act.message),
            time(act.at_ms, &words),
            index + 1,
            props,
        )
    });
    html! {
        <section class="sheet" id="sheet" tabindex="-1" role="dialog" aria-label={words.text("history")} data-testid="history">
            <header>
                <h2>{ words.text("history") }</h2>
                <button onclick={props.send.reform(|_| Msg::Run(Command::Show(Sheet::History)))}>{ words.text("close") }</button>
            </header>
            <ol class="steps">
                { for steps }
                { view_step(words.text("history-start"), String::new(), 0, props) }
            </ol>
        </section>
    }
}

fn view_step(title: String, time: String, done: usize, props: &StepsProps) -> Html {
    let here = done == props.done;
    html! {
        <li key={done} data-undone={(done > props.done).to_string()}>
            <button class="quiet" data-testid="step" aria-current={here.then_some("step")} onclick={props.send.reform(move |_| Msg::GoToStep(done))}>
                <span>{ title }</span><time>{ time }</time>
            </button>
        </li>
    }
}

/// The time of day as the person's clock has it, hours and minutes.
fn time(at_ms: u64, words: &Words) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds since 1970 are exact for 285,000 years"
    )]
    let date = Date::new(&JsValue::from_f64(at_ms as f64));
    let (hours, minutes) = (date.get_hours(), date.get_minutes());
    words.time(hours, minutes)
}
