//! The list of everything that can be done, found by typing.

use std::collections::HashSet;
use std::sync::Arc;

use dateline_annotation::{Article, LabelSet};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Msg;
use crate::dom;
use crate::keys::{self, Command};
use crate::locale::{Message, Words, use_words};

/// What [`Palette`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PaletteProps {
    /// The labels that can be set.
    pub labels: LabelSet,
    /// The articles that can be opened.
    pub articles: Vec<Arc<Article>>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// One thing that can be done.
#[derive(Clone, PartialEq)]
struct Choice {
    title: String,
    key: String,
    does: Does,
}

#[derive(Clone, PartialEq)]
enum Does {
    Run(Command),
    Open(dateline_annotation::ArticleId),
}

impl Choice {
    fn msg(&self) -> Msg {
        Msg::Chosen(Box::new(match &self.does {
            Does::Run(command) => Msg::Run(command.clone()),
            Does::Open(article) => Msg::OpenArticle(*article),
        }))
    }
}

/// How many choices are listed; typing narrows them down.
const LISTED: usize = 60;

/// A field, and the commands, labels and articles whose words begin with what is typed.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let words = use_words();
    let (typed, at) = (use_state(String::new), use_state(|| 0_usize));
    let all = use_memo((props.clone(), words.clone()), |(props, words)| {
        choices(props, words)
    });
    let listed = use_memo((typed.clone(), all.clone()), |(typed, all)| {
        found(typed, all)
    });
    use_effect_with(*at, |at| dom::show(&format!("choice-{at}")));
    let input = {
        let (typed, at) = (typed.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
            at.set(0);
        })
    };
    let keydown = {
        let (at, send) = (at.clone(), props.send.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            let field = event.target_unchecked_into::<HtmlInputElement>();
            // What is on screen may not yet be what was typed last.
            let found = || found(&field.value(), &all);
            match &*event.key() {
                "ArrowDown" => at.set((*at + 1).min(found().len().saturating_sub(1))),
                "ArrowUp" => at.set(at.saturating_sub(1)),
                "Enter" => {
                    let found = found();
                    if let Some(choice) = found.get(*at).or(found.last()) {
                        send.emit(choice.msg());
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    html! {
        <section class="palette" role="dialog" aria-label={words.text("find-command")} data-testid="palette-list">
            <input id="palette" data-testid="palette" role="combobox" aria-expanded="true" aria-controls="choices" aria-label={words.text("palette-hint")} aria-activedescendant={format!("choice-{}", *at)}
                placeholder={words.text("palette-hint")} autocomplete="off" spellcheck="false" oninput={input} onkeydown={keydown} />
            <ul id="choices" role="listbox">
                { for listed.iter().enumerate().map(|(index, choice)| {
                    let choose = { let choice = choice.clone(); props.send.reform(move |_| choice.msg()) };
                    html! {
                        <li key={index} id={format!("choice-{index}")} role="option" aria-selected={(index == *at).to_string()} onclick={choose}>
                            <span>{ &choice.title }</span>
                            if !choice.key.is_empty() { <kbd>{ &choice.key }</kbd> }
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

fn found(typed: &str, all: &[Choice]) -> Vec<Choice> {
    let wanted = typed.to_lowercase();
    let fits = |choice: &Choice| {
        let title = choice.title.to_lowercase();
        wanted
            .split_whitespace()
            .all(|word| title.split_whitespace().any(|of| of.starts_with(word)))
    };
    // A command with several keys is listed once, with the first of them; two articles of one title are two.
    let mut listed = HashSet::new();
    all.iter()
        .filter(|choice| fits(choice))
        .filter(|choice| {
            matches!(choice.does, Does::Open(_)) || listed.insert(choice.title.clone())
        })
        .take(LISTED)
        .cloned()
        .collect()
}

fn choices(props: &PaletteProps, words: &Words) -> Vec<Choice> {
    let commands = keys::bindings().into_iter().map(|binding| Choice {
        title: words.text(binding.title),
        key: words.key(binding.shown),
        does: Does::Run(binding.command),
    });
    let labels = props.labels.definitions().iter().map(|definition| Choice {
        title: words.say(
            &Message::new("palette-label")
                .with("label", definition.label.as_str())
                .with("title", words.title(definition)),
        ),
        key: definition.key.to_uppercase().to_string(),
        does: Does::Run(Command::Label(definition.label.clone())),
    });
    let articles = props.articles.iter().map(|article| Choice {
        title: words.say(&Message::new("palette-open").with("title", &*article.details.title)),
        key: String::new(),
        does: Does::Open(article.id),
    });
    commands.chain(labels).chain(articles).collect()
}
