//! The list of articles: the queue that a person works through.

use std::sync::Arc;

use dateline_annotation::queue::{Order, Queue};
use dateline_annotation::{Article, ArticleId, ArticleState, Language, Tally};
use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::{Ask, Msg};
use crate::keys::{Command, Sheet};
use crate::locale::{Message, Words, language_name, use_words};
use crate::today::Today;

/// What [`Articles`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ArticlesProps {
    /// Those that are listed, in their order.
    pub articles: Vec<Arc<Article>>,
    /// What is listed, and how.
    pub queue: Queue,
    /// How many articles there are outside of the bin.
    pub all: usize,
    /// How many articles lie in the bin.
    pub binned: usize,
    /// What was done today.
    pub today: Today,
    /// The one that is shown.
    pub open: Option<ArticleId>,
    /// Those that are being read.
    pub reading: Vec<ArticleId>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// So many articles are listed at first; more come as the list is scrolled, for thousands at once would hold the page up.
const FIRST_ROWS: usize = 30;
/// How many come at a time.
const MORE_ROWS: usize = 30;
/// How near the end of the list more come, in CSS pixels.
const NEAR_PX: i32 = 800;

fn is_near_end(list: &Element) -> bool {
    list.scroll_height() - list.scroll_top() - list.client_height() < NEAR_PX
}

/// The narrow list at the left.
#[component]
pub fn Articles(props: &ArticlesProps) -> Html {
    let words = use_words();
    let narrowed = !props.queue.is_everything();
    let shown = use_state(|| FIRST_ROWS);
    let grow = {
        let (shown, all) = (shown.clone(), props.articles.len());
        Callback::from(move |event: Event| {
            if *shown < all && is_near_end(&event.target_unchecked_into()) {
                shown.set(*shown + MORE_ROWS);
            }
        })
    };
    let opened = props
        .open
        .and_then(|open| props.articles.iter().position(|article| article.id == open));
    {
        // An open article further down is come to in steps, each short enough to keep the page at hand.
        let shown = shown.clone();
        use_effect_with((opened, *shown), move |(opened, now)| {
            let lacking = opened.is_some_and(|opened| opened >= *now);
            let next = *now + MORE_ROWS;
            let step = lacking.then(|| Timeout::new(0, move || shown.set(next)));
            || drop(step)
        });
    }
    html! {
        <nav class="articles" id="articles" tabindex="-1" aria-label={words.text("articles")} data-testid="articles"
            data-count={props.articles.len().to_string()}>
            <header>
                <span class="brand">{ "Dateline" }</span>
                <button data-testid="add" onclick={props.send.reform(|_| Msg::Adding(true))}>{ words.text("add") }</button>
            </header>
            if props.queue.bin {
                { view_bin_heading(props, &words) }
            } else if props.all > 1 || narrowed {
                <Filter queue={props.queue.clone()} send={props.send.clone()} />
            }
            <ol onscroll={grow}>
            { for props.articles.iter().take(*shown).map(|article| html! {
                <Row key={article.id.to_string()} article={article.clone()} open={props.open == Some(article.id)}
                    reading={props.reading.contains(&article.id)} send={props.send.clone()} />
            }) }
            </ol>
            if narrowed && props.articles.is_empty() {
                <p class="none" data-testid="none-listed">{ words.text("none-listed") }</p>
            }
            { view_footer(props, &words) }
        </nav>
    }
}

fn view_bin_heading(props: &ArticlesProps, words: &Words) -> Html {
    let back = Queue {
        bin: false,
        ..props.queue.clone()
    };
    html! {
        <div class="filter">
            <b>{ words.text("bin") }</b>
            <span class="orders">
                <button class="quiet" data-testid="leave-bin" onclick={props.send.reform(move |_| Msg::SetQueue(back.clone()))}>
                    { words.text("leave-bin") }
                </button>
                <button class="quiet" data-testid="empty-bin" disabled={props.binned == 0}
                    onclick={props.send.reform(|_| Msg::EmptyBin)}>{ words.text("empty-bin") }</button>
            </span>
        </div>
    }
}

fn view_footer(props: &ArticlesProps, words: &Words) -> Html {
    let bin = Queue {
        bin: true,
        ..Queue::default()
    };
    html! {
        <footer>
            if let Some(today) = today(&props.today) {
                <p class="today" data-testid="today">{ words.say(&today) }</p>
            }
            <button class="quiet" data-testid="export-all"
                onclick={props.send.reform(|_| Msg::Export { all: true, copy: false })}>{ words.text("download-all") }</button>
            <button class="quiet" data-testid="export-as" onclick={props.send.reform(|_| Msg::Run(Command::Show(Sheet::Export)))}>{ words.text("export-as") }</button>
            <button class="quiet" data-testid="storage"
                onclick={props.send.reform(|_| Msg::Cupboard(Ask::Show))}>{ words.text("storage") }</button>
            if props.binned > 0 && !props.queue.bin {
                <button class="quiet" data-testid="bin" onclick={props.send.reform(move |_| Msg::SetQueue(bin.clone()))}>
                    { words.say(&Message::new("bin-count").with("count", props.binned)) }
                </button>
            }
        </footer>
    }
}

/// What was done today; nothing before anything was.
fn today(today: &Today) -> Option<Message> {
    let said = match today.per_hour() {
        _ if today.corrections == 0 && today.finished == 0 => return None,
        None => Message::new("today"),
        Some(rate) => Message::new("today-rate").with("rate", rate),
    };
    Some(
        said.with("finished", today.finished)
            .with("corrections", today.corrections),
    )
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct FilterProps {
    queue: Queue,
    send: Callback<Msg>,
}

/// What narrows the list down, and what comes first in it.
#[component]
fn Filter(props: &FilterProps) -> Html {
    let words = use_words();
    let FilterProps { queue, send } = props;
    let typed = set(props, |queue, typed| typed.clone_into(&mut queue.query));
    let states = [
        ("new", ArticleState::New),
        ("in-work", ArticleState::InWork),
        ("flagged", ArticleState::Flagged),
        ("done", ArticleState::Done),
    ];
    let state = states.iter().find(|(_, state)| queue.state == Some(*state));
    let orders = Order::ALL.map(|order| (order_name(order), order_name(order).to_owned()));
    let search =
        typed.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let clear = Callback::from({
        let (queue, send) = (queue.clone(), send.clone());
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && !queue.query.is_empty() {
                event.stop_propagation();
                send.emit(Msg::SetQueue(Queue {
                    query: String::new(),
                    ..queue.clone()
                }));
            }
        }
    });
    html! {
        <div class="filter" role="search">
            <input id="search" type="search" data-testid="search" aria-label={words.text("search-articles")}
                placeholder={words.text("search-articles")} value={queue.query.clone()} oninput={search} onkeydown={clear} />
            <span class="orders">
                { choice("filter-state", state.map(|(name, _)| *name), &states.map(|(name, _)| (name, words.say(&Message::new(format!("state-{name}"))))), Some(words.text("any-state")), &words,
                    &set(props, move |queue, name| queue.state = states.iter().find(|(of, _)| *of == name).map(|(_, state)| *state))) }
                { choice("filter-language", queue.language.map(Language::code), &Language::ALL.map(|one| (one.code(), words.text(language_name(one)))), Some(words.text("any-language")), &words,
                    &set(props, |queue, code| queue.language = Language::from_code(code))) }
                { choice("order", Some(order_name(queue.order)), &orders.map(|(name, id)| (name, words.say(&Message::new(id)))), None, &words,
                    &set(props, |queue, name| queue.order = Order::ALL.into_iter().find(|order| order_name(*order) == name).unwrap_or_default())) }
            </span>
        </div>
    }
}

fn order_name(order: Order) -> &'static str {
    match order {
        Order::Added => "order-added",
        Order::Published => "order-published",
        Order::Left => "order-left",
        Order::Uncertain => "order-uncertain",
        Order::Title => "order-title",
    }
}

/// A callback that changes the queue by what was typed or chosen.
fn set(props: &FilterProps, change: impl Fn(&mut Queue, &str) + 'static) -> Callback<String> {
    let queue = props.queue.clone();
    props.send.reform(move |typed: String| {
        let mut queue = queue.clone();
        change(&mut queue, &typed);
        Msg::SetQueue(queue)
    })
}

/// A list to choose from; `any`, where there is one, chooses nothing.
fn choice(
    name: &'static str,
    chosen: Option<&str>,
    all: &[(&'static str, String)],
    any: Option<String>,
    words: &Words,
    choose: &Callback<String>,
) -> Html {
    let change =
        choose.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <select aria-label={words.say(&Message::new(name))} data-testid={name} onchange={change}>
            if let Some(any) = any { <option value="" selected={chosen.is_none()}>{ any }</option> }
            { for all.iter().map(|(value, title)| html! {
                <option value={*value} selected={chosen == Some(*value)}>{ title }</option>
            }) }
        </select>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct RowProps {
    article: Arc<Article>,
    open: bool,
    reading: bool,
    send: Callback<Msg>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let words = use_words();
    let article = &props.article;
    let (id, details) = (article.id, &article.details);
    let tally = article.annotations.tally();
    let title = if details.title.is_empty() {
        words.text("untitled")
    } else {
        details.title.clone()
    };
    let language = details.language.map_or("…", Language::code);
    let open = if details.binned {
        props.send.reform(move |_| Msg::RestoreArticle(id))
    } else {
        props.send.reform(move |_| Msg::OpenArticle(id))
    };
    html! {
        <li data-open={props.open.to_string()} data-state={state_name(details.state)} data-reading={props.reading.to_string()} data-testid="article-row">
            <button class="row" aria-current={props.open.then_some("true")} onclick={open}>
                <span class="headline">{ &title }</span>
                <span class="meta">
                    { language }
                    if let Some(date) = details.published { { format!(" · {}", words.date(date)) } }
                    { format!(" · {}", words.say(&how_far(props, tally))) }
                </span>
                <progress max={tally.marks.max(1).to_string()} value={tally.decided.to_string()} aria-label={words.text("confirmed-marks")} />
            </button>
            if !details.binned {
                <button class="delete" data-testid="delete-article" aria-label={words.say(&Message::new("delete-article").with("title", title))} title={words.text("delete")}
                    onclick={props.send.reform(move |_| Msg::DeleteArticle(id))}>{ "×" }</button>
            }
        </li>
    }
}

fn state_name(state: ArticleState) -> &'static str {
    match state {
        ArticleState::New => "new",
        ArticleState::InWork => "in-work",
        ArticleState::Done => "done",
        ArticleState::Flagged => "flagged",
    }
}

fn how_far(props: &RowProps, tally: &Tally) -> Message {
    let details = &props.article.details;
    let said = match (details.binned, props.reading, details.state) {
        (true, ..) => return "row-binned".into(),
        (_, true, _) => return "row-reading".into(),
        (_, _, ArticleState::Done) => return "row-finished".into(),
        (_, _, ArticleState::Flagged) => Message::new("row-flagged"),
        _ if tally.uncertain > 0 => {
            Message::new("row-uncertain").with("uncertain", tally.uncertain)
        }
        _ => Message::new("row-decided"),
    };
    said.with("decided", tally.decided)
        .with("total", tally.marks)
}
