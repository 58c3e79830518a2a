//! The list of articles, with the progress of each.

use std::sync::Arc;

use dateline_annotation::{Article, ArticleId, ArticleState};
use yew::prelude::*;

use crate::app::Msg;
use crate::locale::{Message, use_words};

/// What [`Articles`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ArticlesProps {
    /// All of them, in their order.
    pub articles: Vec<Arc<Article>>,
    /// The one that is shown.
    pub open: Option<ArticleId>,
    /// Those that are being read.
    pub reading: Vec<ArticleId>,
    /// Where to say what is done.
    pub send: Callback<Msg>,
}

/// The narrow list at the left.
#[component]
pub fn Articles(props: &ArticlesProps) -> Html {
    let words = use_words();
    html! {
        <nav class="articles" id="articles" tabindex="-1" aria-label={words.text("articles")} data-testid="articles">
            <header>
                <span class="brand">{ "Dateline" }</span>
                <button data-testid="add" onclick={props.send.reform(|_| Msg::Adding(true))}>{ words.text("add") }</button>
            </header>
            <ol>
            { for props.articles.iter().map(|article| html! {
                <Row key={article.id.to_string()} article={article.clone()} open={props.open == Some(article.id)}
                    reading={props.reading.contains(&article.id)} send={props.send.clone()} />
            }) }
            </ol>
            <footer>
                <button class="quiet" data-testid="export-all"
                    onclick={props.send.reform(|_| Msg::Export { all: true, copy: false })}>{ words.text("download-all") }</button>
            </footer>
        </nav>
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
    let id = article.id;
    let total = article.annotations.visible().count();
    let decided = article
        .annotations
        .visible()
        .filter(|mark| mark.is_decided())
        .count();
    let title = if article.details.title.is_empty() {
        words.text("untitled")
    } else {
        article.details.title.clone()
    };
    let language = article
        .details
        .language
        .map_or("…", |language| language.code());
    let progress = match (article.details.state, props.reading) {
        (_, true) => words.text("row-reading"),
        (ArticleState::Done, _) => words.text("row-finished"),
        _ => words.say(
            &Message::new("row-decided")
                .with("decided", decided)
                .with("total", total),
        ),
    };
    html! {
        <li data-open={props.open.to_string()} data-testid="article-row">
            <button class="row" aria-current={props.open.then_some("true")} onclick={props.send.reform(move |_| Msg::OpenArticle(id))}>
                <span class="headline">{ &title }</span>
                <span class="meta">
                    { language }
                    if let Some(date) = article.details.published { { format!(" · {date}") } }
                    { format!(" · {progress}") }
                </span>
                <progress max={total.max(1).to_string()} value={decided.to_string()} aria-label={words.text("confirmed-marks")} />
            </button>
            <button class="delete" data-testid="delete-article" aria-label={words.say(&Message::new("delete-article").with("title", title))} title={words.text("delete")}
                onclick={props.send.reform(move |_| Msg::DeleteArticle(id))}>{ "×" }</button>
        </li>
    }
}
