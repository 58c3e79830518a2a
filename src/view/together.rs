//! Many marks at once: each place in its sentence, what is left out, and one button that changes the rest.

use std::sync::Arc;

use dateline_annotation::alike::Query;
use dateline_annotation::{Article, Confidence, Label, LabelSet};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::Msg;
use crate::keys::Command;
use crate::locale::{Message, Words, use_words};
use crate::session::{self, Aim, Candidate};

/// How many places are listed; the rest are changed with them.
const LISTED: usize = 200;
/// How much of a long sentence is shown on each side of the words, in bytes.
const AROUND_BYTES: usize = 70;

/// What [`Together`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TogetherProps {
    /// What is gathered.
    pub together: session::Together,
    /// The open article.
    pub article: Arc<Article>,
    /// All articles.
    pub articles: Vec<Arc<Article>>,
    /// The labels that can be given.
    pub labels: LabelSet,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// The panel that stands in the place of labels and inspector while many marks are looked through.
#[component]
pub fn Together(props: &TogetherProps) -> Html {
    let words = use_words();
    let gathered = use_memo(
        (
            props.together.clone(),
            props.article.clone(),
            props.articles.clone(),
        ),
        |_| gather(props),
    );
    let taken = gathered
        .iter()
        .flat_map(|(_, found)| found)
        .filter(|one| props.together.takes(one))
        .count();
    let run = |command: Command| props.send.reform(move |_| Msg::Run(command.clone()));
    let apply = match props.together.aim {
        Aim::Mark => "apply-mark",
        Aim::Relabel => "apply-relabel",
        Aim::Delete => "apply-delete",
        Aim::Confirm => "apply-confirm",
    };
    html! {
        <section class="together" aria-label={words.text("together")} data-testid="together">
            { view_aims(props, &words) }
            { view_options(props, &words) }
            <p class="actions">
                <button class="primary" id="together" data-testid="apply-together" disabled={taken == 0}
                    onclick={run(Command::ApplyTogether)}>{ words.say(&Message::new(apply).with("count", taken)) }</button>
                <button data-testid="close-together" onclick={run(Command::LetGo)}>{ words.text("close") }<kbd>{ words.text("key-esc") }</kbd></button>
            </p>
            { view_found(&gathered, props, &words) }
        </section>
    }
}

type Gathered = Vec<(Arc<Article>, Vec<Candidate>)>;

fn gather(props: &TogetherProps) -> Gathered {
    let articles = if props.together.everywhere {
        &*props.articles
    } else {
        std::slice::from_ref(&props.article)
    };
    let found = articles
        .iter()
        .map(|article| (article.clone(), props.together.candidates(article)));
    found.filter(|(_, found)| !found.is_empty()).collect()
}

/// A callback that gathers in another way.
fn change<E: 'static>(
    props: &TogetherProps,
    act: impl Fn(&mut session::Together, E) + 'static,
) -> Callback<E> {
    let together = props.together.clone();
    props.send.reform(move |event| {
        let mut changed = together.clone();
        act(&mut changed, event);
        Msg::Gather(changed)
    })
}

fn view_aims(props: &TogetherProps, words: &Words) -> Html {
    if props.together.aim == Aim::Confirm {
        return html! { <h2>{ words.text("aim-confirm") }</h2> };
    }
    let aims = [
        (Aim::Mark, "aim-mark"),
        (Aim::Relabel, "aim-relabel"),
        (Aim::Delete, "aim-delete"),
    ];
    html! {
        <div class="aims" role="group" aria-label={words.text("together-aim")}>
            { for aims.map(|(aim, name)| html! {
                <button aria-pressed={(props.together.aim == aim).to_string()} data-testid={name}
                    onclick={change(props, move |together, _: MouseEvent| together.aim = aim)}>{ words.text(name) }</button>
            }) }
        </div>
    }
}

fn view_options(props: &TogetherProps, words: &Words) -> Html {
    let together = &props.together;
    let everywhere = view_check(
        "all-articles",
        together.everywhere,
        change(props, |together, event| {
            together.everywhere = checked(&event);
        }),
        words,
    );
    if together.aim == Aim::Confirm {
        return html! { <div class="options">{ view_sure(props, words) }{ everywhere }</div> };
    }
    let typed = change(props, |together, event: InputEvent| {
        together.query.words = event.target_unchecked_into::<HtmlInputElement>().value();
    });
    let Query {
        whole_words,
        same_case,
        ..
    } = together.query;
    html! {
        <div class="options">
            <label>{ words.text("words") }<input data-testid="together-words" value={together.query.words.clone()} oninput={typed} /></label>
            { view_labels("label", &together.label, change(props, |together, event| together.label = chosen(&event)), props, words) }
            if together.aim == Aim::Relabel {
                { view_labels("label-to", &together.to, change(props, |together, event| together.to = chosen(&event)), props, words) }
            }
            { view_check("whole-words", whole_words, change(props, |together, event| together.query.whole_words = checked(&event)), words) }
            { view_check("same-case", same_case, change(props, |together, event| together.query.same_case = checked(&event)), words) }
            { everywhere }
        </div>
    }
}

fn view_sure(props: &TogetherProps, words: &Words) -> Html {
    let percent = usize::from(props.together.at_least.permille() / 10);
    let set = change(props, |together, event: InputEvent| {
        let percent: u16 = event
            .target_unchecked_into::<HtmlInputElement>()
            .value()
            .parse()
            .unwrap_or(90);
        together.at_least = Confidence::from_permille(percent.saturating_mul(10));
    });
    html! {
        <label>{ words.text("sure-at-least") }
            <input type="range" min="0" max="100" data-testid="sure" value={percent.to_string()} oninput={set} />
            <output>{ words.say(&Message::new("sure-percent").with("percent", percent)) }</output></label>
    }
}

fn checked(event: &Event) -> bool {
    event.target_unchecked_into::<HtmlInputElement>().checked()
}

fn chosen(event: &Event) -> Label {
    Label::new(&event.target_unchecked_into::<HtmlSelectElement>().value())
}

fn view_check(name: &'static str, on: bool, set: Callback<Event>, words: &Words) -> Html {
    html! { <label class="check"><input type="checkbox" data-testid={name} checked={on} onchange={set} />{ words.text(name) }</label> }
}

fn view_labels(
    name: &'static str,
    at: &Label,
    set: Callback<Event>,
    props: &TogetherProps,
    words: &Words,
) -> Html {
    html! {
        <label>{ words.text(name) }
            <select data-testid={format!("together-{name}")} onchange={set}>
                { for props.labels.definitions().iter().map(|definition| html! {
                    <option value={definition.label.to_string()} selected={definition.label == *at}>{ words.title(definition) }</option>
                }) }
            </select>
        </label>
    }
}

fn view_found(gathered: &Gathered, props: &TogetherProps, words: &Words) -> Html {
    let total: usize = gathered.iter().map(|(_, found)| found.len()).sum();
    if total == 0 {
        return html! { <p class="none" data-testid="together-none">{ words.text("nothing-gathered") }</p> };
    }
    let many = gathered.len() > 1;
    let mut left = LISTED;
    let lists = gathered.iter().map(|(article, found)| {
        let shown = &found[..found.len().min(left)];
        left -= shown.len();
        html! {
            if !shown.is_empty() {
                if many { <h3>{ &article.details.title }</h3> }
                <ul key={article.id.to_string()} lang={article.details.language.map(dateline_annotation::Language::code)}>
                    { for shown.iter().map(|one| view_one(one, article, props, words)) }
                </ul>
            }
        }
    });
    html! {
        <>
            <div class="found">{ for lists }</div>
            if total > LISTED { <p>{ words.say(&Message::new("more-not-listed").with("count", total - LISTED)) }</p> }
        </>
    }
}

fn view_one(one: &Candidate, article: &Article, props: &TogetherProps, words: &Words) -> Html {
    let toggle = {
        let one = one.clone();
        change(props, move |together, _: Event| together.toggle(&one))
    };
    let (before, text, after) = in_sentence(one, article);
    html! {
        <li key={one.span.start().get()}>
            <label class="check" data-testid="candidate" data-label={props.together.label.to_string()}>
                <input type="checkbox" checked={props.together.takes(one)} disabled={!one.open} onchange={toggle} />
                <span dir="auto">{ before }<b>{ text }</b>{ after }
                    if !one.open { <i>{ format!(" ({})", words.text("other-mark-here")) }</i> }
                </span>
            </label>
        </li>
    }
}

/// The words of a candidate with what stands around them in their sentence, cut between words where that is long.
fn in_sentence<'a>(one: &Candidate, article: &'a Article) -> (String, &'a str, String) {
    let text = &*article.text;
    let (start, end) = (one.span.start().to_usize(), one.span.end().to_usize());
    let before = text
        .get(one.sentence.start().to_usize()..start)
        .unwrap_or_default();
    let after = text
        .get(end..one.sentence.end().to_usize())
        .unwrap_or_default();
    let from = before.len().saturating_sub(AROUND_BYTES);
    let cut = before
        .char_indices()
        .find(|(at, c)| *at > from && c.is_whitespace());
    let before = match cut.filter(|_| from > 0) {
        Some((at, _)) => format!("…{}", &before[at..]),
        None => before.to_owned(),
    };
    let cut = after
        .char_indices()
        .find(|(at, c)| *at > AROUND_BYTES && c.is_whitespace());
    let after = match cut {
        Some((at, _)) => format!("{}…", &after[..at]),
        None => after.to_owned(),
    };
    (before, text.get(start..end).unwrap_or_default(), after)
}
