//! The card that says what to try next.

use yew::prelude::*;

use crate::app::Msg;
use crate::keys;
use crate::locale::{Message, use_words};
use crate::tour::{Ask, Tour};

/// What [`TourCard`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TourCardProps {
    /// How far it has come.
    pub tour: Tour,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// One thing to try, beside the article and never over it where there is room.
#[component]
pub fn TourCard(props: &TourCardProps) -> Html {
    let words = use_words();
    let stop = props.tour.stop();
    let (number, of) = props.tour.count();
    let title = words.say(
        &Message::new("tour-title")
            .with("number", number)
            .with("of", of),
    );
    let keys = stop.commands.iter().filter_map(keys::shown);
    let ask = |ask: Ask| props.send.reform(move |_: MouseEvent| Msg::Tour(ask));
    html! {
        <section class="tour" id="tour" role="region" aria-label={title.clone()} data-testid="tour" data-stop={stop.message}>
            <h2>{ title }</h2>
            <div aria-live="polite">
                <p>{ words.text(stop.message) }</p>
                <p class="keycaps">{ for keys.map(|key| html! { <kbd>{ words.key(key) }</kbd> }) }</p>
            </div>
            <p class="actions">
                if props.tour.is_at_its_end() {
                    <button class="primary" data-testid="tour-leave" onclick={ask(Ask::Leave)}>{ words.text("tour-finish") }</button>
                } else {
                    <button data-testid="tour-next" onclick={ask(Ask::Next)}>{ words.text("tour-next") }</button>
                    <button class="quiet" data-testid="tour-leave" onclick={ask(Ask::Leave)}>{ words.text("tour-leave") }</button>
                }
            </p>
        </section>
    }
}
