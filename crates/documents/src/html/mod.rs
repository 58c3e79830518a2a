//! A saved web page: its readable text as one article, with the metadata that the page gives.
//!
//! What is the article and what is furniture is decided by the rules of Readability, as browsers use
//! them for their reader view. See <https://github.com/mozilla/readability>.
//!
//! | question | module |
//! |---|---|
//! | Which tags and texts are there? | `tokens` |
//! | How is a hostile page made harmless? | `clean` |
//! | Which plain text does a reader see? | `layout` |
//! | When, where, in which language? | `meta` |

mod clean;
mod layout;
mod meta;
mod tokens;

use dateline_annotation::Article;
use dom_smoothie::{Config, Readability};

use dateline_formats::MAX_TEXT_BYTES;

use crate::OpenError;
use layout::lay_out;

/// How much of the start of a text is looked at for the tags of a page, in bytes.
const HEAD: usize = 2048;

/// Whether a text is a web page, by how it starts.
///
/// ```
/// assert!(dateline_documents::html::is_page("<!DOCTYPE html><p>Storm"));
/// assert!(!dateline_documents::html::is_page("<3 means love"));
/// ```
pub fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    let head = start
        .char_indices()
        .nth(HEAD)
        .map_or(start, |(cut, _)| &start[..cut])
        .to_ascii_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body"];
    let later =
        head.starts_with("<?xml") || head.starts_with("<!--") || head.starts_with("<!doctype");
    tags.iter().any(|tag| head.starts_with(tag))
        || (later && tags.iter().any(|tag| head.contains(tag)))
}

/// The article of a web page.
///
/// Its text has a blank line between paragraphs and headings, and each list item and table row on a
/// line of its own; entities are decoded, no-break spaces kept. The first headline of the page
/// comes first. Title, publication date, language and source are those of the metadata; `name` is
/// the source when the page names none.
///
/// # Errors
/// [`OpenError::NoText`] when the page has no text, another one when it is too large.
///
/// ```
/// let page = "<html lang=fr><title>Orage</title><h1>Orage</h1><p>Il pleut.<p>Il vente.";
/// let article = dateline_documents::html::read("a.html", page)?;
/// assert_eq!(&*article.text, "Orage\n\nIl pleut.\n\nIl vente.");
/// assert_eq!(article.details.language.map(|language| language.code()), Some("fr"));
/// # Ok::<(), dateline_documents::OpenError>(())
/// ```
pub fn read(name: &str, html: &str) -> Result<Article, OpenError> {
    if html.len() > MAX_TEXT_BYTES {
        return Err(dateline_formats::OpenError::TooLong { bytes: html.len() }.into());
    }
    let meta = meta::meta(html);
    let (title, body) = readable(html).unwrap_or_else(|| (String::new(), whole(html)));
    if body.trim().is_empty() {
        return Err(OpenError::NoText);
    }
    let mut article = Article::new(with_headline(meta.headline.as_deref(), body));
    // A title is cut at signs that also stand between an article's name and its site's.
    let whole = meta
        .headline
        .filter(|headline| headline.contains(title.trim()));
    let title = whole.unwrap_or(title);
    if !title.trim().is_empty() {
        title.trim().clone_into(&mut article.details.title);
    }
    article.details.language = meta.language;
    article.details.published = meta.published;
    article.details.author = meta.author.unwrap_or_default();
    article.details.source = meta.source.unwrap_or_else(|| name.to_owned());
    Ok(article)
}

/// How long the text that the strictest rules find must be, in bytes, before laxer ones are tried:
/// Readability's 500 characters, or a third of a page that has little text.
fn enough(html: &str) -> usize {
    (whole(html).len() / 3).min(500)
}

/// Title and text of the article that Readability's rules find; `None` when there is none, or the page is too large for them.
fn readable(html: &str) -> Option<(String, String)> {
    let config = Config {
        disable_json_ld: true,
        char_threshold: enough(html),
        ..Config::default()
    };
    let mut page = Readability::new(clean::clean(html)?, None, Some(config)).ok()?;
    let found = page.parse().ok()?;
    let text = clean::restore(&lay_out(&found.content, true));
    (!text.trim().is_empty()).then(|| (clean::restore(&found.title), text))
}

/// All text of a page as a reader sees it, without looking for the article in it.
pub(crate) fn text(html: &str) -> String {
    whole(html)
}

/// All text of a piece of a page, furniture too: what a person selected is what they want.
pub(crate) fn everything(html: &str) -> String {
    lay_out(html, true)
}

/// The elements that stand on lines of their own in what is copied.
const BLOCKS: [&str; 13] = [
    "p",
    "div",
    "li",
    "tr",
    "br",
    "pre",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// Whether a piece of a page has paragraphs, headings, list items or rows of its own.
pub(crate) fn has_blocks(html: &str) -> bool {
    tokens::tokens(html).any(|token| match token {
        tokens::Token::Open { name, .. } => {
            BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
        }
        _ => false,
    })
}

/// All text of a page, without its furniture unless there is nothing else.
fn whole(html: &str) -> String {
    let text = lay_out(html, false);
    if text.trim().is_empty() {
        lay_out(html, true)
    } else {
        text
    }
}

/// Puts the headline, which Readability takes out as a double of the title, back before the text.
fn with_headline(headline: Option<&str>, body: String) -> String {
    match headline {
        Some(headline) if !body.starts_with(headline) => format!("{headline}\n\n{body}"),
        _ => body,
    }
}
