//! The empty page: one sentence, a place for text, three samples, and the promise.

use dateline_annotation::Language;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::app::Msg;
use crate::files;
use crate::keys::Command;
use crate::locale::{Words, language_name, use_words};
use crate::samples::SAMPLES;

/// How the files are called that a picker offers; what they are, their content says.
const ACCEPTED: &str = ".txt,.text,.md,.html,.htm,.xhtml,.mhtml,.mht,.eml,.docx,.odt,.rtf,.epub,.pdf,.zip,.json,.jsonl,.jsonld,.ann,.tsv,.conll,.iob,.bio,.csv,.xml,.xmi,.spacy,.bdocjs";

/// The languages that the page speaks, each as it calls itself.
const LANGUAGES: [(Language, &str); 3] = [
    (Language::English, "English"),
    (Language::French, "Français"),
    (Language::Dutch, "Nederlands"),
];

/// What [`Welcome`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct WelcomeProps {
    /// Whether there is no article yet.
    pub first: bool,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// A place to paste, drop or pick articles.
#[component]
pub fn Welcome(props: &WelcomeProps) -> Html {
    let words = use_words();
    let field = use_node_ref();
    let typed = {
        let (field, send) = (field.clone(), props.send.clone());
        Callback::from(move |()| {
            if let Some(area) = field.cast::<HtmlTextAreaElement>() {
                send.emit(Msg::AddText(area.value()));
            }
        })
    };
    let picked = props.send.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let picked = input
            .files()
            .map(|list| files::list(&list))
            .unwrap_or_default();
        input.set_value("");
        Msg::AddFiles(picked)
    });
    html! {
        <main class="welcome" id="welcome">
            <h1>{ if props.first { "Dateline".to_owned() } else { words.text("add-articles") } }</h1>
            <p class="lead">{ words.text("welcome-lead") }</p>
            <label for="paste" class="unseen">{ words.text("article-text") }</label>
            <textarea id="paste" data-testid="paste" ref={field} rows="9" spellcheck="false"
                placeholder={words.text("paste-here")} />
            <p class="actions">
                <button class="primary" data-testid="read" onclick={typed.reform(|_| ())}>{ words.text("read-this") }</button>
                <label class="button">
                    { words.text("open-files") }
                    <input type="file" class="unseen" data-testid="files" multiple=true
                        accept={ACCEPTED} onchange={picked.clone()} />
                </label>
                <label class="button">
                    { words.text("open-folder") }
                    <input type="file" class="unseen" data-testid="folder" multiple=true webkitdirectory=true onchange={picked} />
                </label>
                if !props.first {
                    <button onclick={props.send.reform(|_| Msg::Adding(false))}>{ words.text("back-to-article") }</button>
                }
            </p>
            <p class="samples">{ words.text("try-sample") }{ " " }{ for SAMPLES.map(|sample| view_sample(sample, &props.send, &words)) }</p>
            <p class="samples"><button class="link" data-testid="tour-begin"
                onclick={props.send.reform(|_| Msg::Run(Command::Tour))}>{ words.text("tour-begin") }</button></p>
            <p class="promise">{ words.text("promise") }</p>
            <p class="languages">{ for LANGUAGES.map(|language| view_language(language, &words, &props.send)) }</p>
        </main>
    }
}

fn view_sample(
    (language, text): (Language, &'static str),
    send: &Callback<Msg>,
    words: &Words,
) -> Html {
    let add = send.reform(move |_| Msg::AddText(text.to_owned()));
    html! {
        <button class="link" data-testid={format!("sample-{}", language.code())} onclick={add}>
            { words.text(language_name(language)) }
        </button>
    }
}

fn view_language(
    (language, name): (Language, &'static str),
    words: &Words,
    send: &Callback<Msg>,
) -> Html {
    let spoken = words.language() == language;
    html! {
        <button class="link" lang={language.code()} aria-pressed={spoken.to_string()} data-testid={format!("speak-{}", language.code())}
            onclick={send.reform(move |_| Msg::Speak(language))}>{ name }</button>
    }
}
