//! The formats in which articles leave, what each can't hold, and how the file begins.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::{Exporting, Msg, Scope};
use crate::keys::{Command, Sheet};
use crate::locale::{Message, Words, use_words};
use crate::protocol::Preview;

/// What [`Export`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ExportProps {
    /// What is chosen.
    pub exporting: Exporting,
    /// How many articles there are: open, listed, all.
    pub counts: [usize; 3],
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// The formats at the left; at the right what the chosen one makes of the articles.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    let words = use_words();
    let ExportProps {
        exporting, send, ..
    } = props;
    html! {
        <section class="sheet wide export" id="sheet" tabindex="-1" role="dialog" aria-label={words.text("export")} data-testid="export-sheet">
            <header>
                <h2>{ words.text("export") }</h2>
                <button onclick={send.reform(|_| Msg::Run(Command::Show(Sheet::Export)))}>{ words.text("close") }</button>
                <button class="primary" data-testid="export-now" disabled={exporting.preview.is_none()} onclick={send.reform(|_| Msg::ExportAs)}>
                    { words.text("download") }
                </button>
            </header>
            { view_scope(props, &words) }
            <div class="formats" role="radiogroup" aria-label={words.text("format")}>
                { for exporting.formats.iter().map(|format| {
                    let (chosen, name) = (exporting.format == format.name, format.name.clone());
                    let choose = { let (exporting, name) = (exporting.clone(), name.clone());
                        send.reform(move |_| Msg::choose(&exporting, |exporting| exporting.format.clone_from(&name))) };
                    html! {
                        <label key={name.clone()} data-chosen={chosen.to_string()}>
                            <input type="radio" name="format" data-testid={format!("format-{name}")} checked={chosen} onchange={choose} />
                            { &format.title }
                        </label>
                    }
                }) }
            </div>
            <div class="preview" aria-live="polite">
                if let Some(preview) = &exporting.preview {
                    { view_losses(preview, &words) }
                    <pre data-testid="preview" tabindex="0" aria-label={words.text("preview")}>{ &preview.start }</pre>
                } else {
                    <p>{ words.text("preview-loading") }</p>
                }
            </div>
        </section>
    }
}

fn view_scope(props: &ExportProps, words: &Words) -> Html {
    let scopes = [
        ("scope-open", Scope::Open),
        ("scope-listed", Scope::Listed),
        ("scope-all", Scope::All),
    ];
    let exporting = props.exporting.clone();
    let choose = props.send.reform(move |event: Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        let scope = scopes
            .iter()
            .find(|(of, _)| *of == name)
            .map(|(_, scope)| *scope);
        Msg::choose(&exporting, |exporting| {
            exporting.scope = scope.unwrap_or_default();
        })
    });
    html! {
        <p class="actions">
            <select aria-label={words.text("scope")} data-testid="scope" onchange={choose}>
                { for scopes.iter().zip(props.counts).map(|((name, scope), count)| html! {
                    <option value={*name} selected={props.exporting.scope == *scope}>{ words.say(&Message::new(*name).with("count", count)) }</option>
                }) }
            </select>
        </p>
    }
}

fn view_losses(preview: &Preview, words: &Words) -> Html {
    if preview.losses.is_empty() {
        return html! { <p data-testid="losses">{ words.text("loses-nothing") }</p> };
    }
    html! {
        <div data-testid="losses">
            { words.text("loses") }
            <ul>{ for preview.losses.iter().map(|loss| html! { <li>{ words.say(loss) }</li> }) }</ul>
        </div>
    }
}
