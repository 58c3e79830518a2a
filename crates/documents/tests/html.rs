//! Pages of every quality: what a reader sees becomes the text, and no page stops the machine.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails panics, in the functions beside it too"
)]

use std::time::{Duration, Instant};

use dateline_annotation::{Date, Language};
use dateline_documents::{OpenError, Opened, html, open};
use proptest::prelude::*;
use proptest::sample::select;

const ARTICLE: &str = include_str!("files/article.html");

#[test]
fn a_news_page_becomes_its_article() {
    let article = html::read("gent.html", ARTICLE).unwrap();
    assert_eq!(&*article.text, include_str!("files/article.txt").trim_end());
    let details = &article.details;
    assert_eq!(details.title, "Storm velt twee bomen in Gent");
    assert_eq!(details.language, Some(Language::Dutch));
    assert_eq!(details.published, Date::new(2016, 11, 27).ok());
    assert_eq!(details.source, "De Gentse Bode");
}

#[test]
fn a_bare_page_keeps_its_text_and_takes_its_name_as_source() {
    let article = html::read(
        "a.html",
        "<p>Il pleut &agrave; Li&egrave;ge.<p>2&nbsp;500 € &lt;b&gt;",
    )
    .unwrap();
    assert_eq!(&*article.text, "Il pleut à Liège.\n\n2\u{a0}500 € <b>");
    assert_eq!(article.details.title, "Il pleut à Liège.");
    assert_eq!(article.details.source, "a.html");
}

#[test]
fn a_short_report_comes_without_the_furniture_around_it() {
    let page = r#"<!DOCTYPE html><html lang="en"><head><title>Ferry sinks off coast</title>
        <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2016-11-27T22:00:00Z"}</script></head>
        <body><div class="nav"><a href="/">Home</a></div>
        <div class="story"><h1>Ferry sinks off coast</h1><p>A ferry sank on Sunday.</p><p>Two people died.</p></div>
        <div class="footer">Copyright</div></body></html>"#;
    let article = html::read("a.html", page).unwrap();
    assert_eq!(
        &*article.text,
        "Ferry sinks off coast\n\nA ferry sank on Sunday.\n\nTwo people died."
    );
    assert_eq!(article.details.published, Date::new(2016, 11, 27).ok());
    assert_eq!(article.details.language, Some(Language::English));
}

#[test]
fn a_page_of_tables_and_line_breaks_is_read_too() {
    let page = "<html><head><title>Orage à Liège - Le Quotidien</title><META NAME='DC.date' CONTENT='2016-11-24'></head>
        <body bgcolor=white><table><tr><td><h1>Orage à Liège</h1><font size=2>Un orage a frappé la ville jeudi, selon la
        police, et deux arbres sont tombés.<br><br>&#171;&nbsp;C'est un miracle&#160;&#187;, a dit Ali H&eacute;di, 35 ans,
        qui habite la rue depuis dix ans.</font></table></body></html>";
    let article = html::read("a.html", page).unwrap();
    assert_eq!(
        &*article.text,
        "Orage à Liège\n\nUn orage a frappé la ville jeudi, selon la police, et deux arbres sont tombés.\n\n\
         «\u{a0}C'est un miracle\u{a0}», a dit Ali Hédi, 35 ans, qui habite la rue depuis dix ans."
    );
    assert_eq!(article.details.published, Date::new(2016, 11, 24).ok());
}

#[test]
fn a_page_without_text_says_so() {
    for page in [
        "<html></html>",
        "<html><script>let x = 1</script>",
        "<!doctype html><img src=a>",
        "<html><p>&nbsp;",
    ] {
        assert_eq!(html::read("a.html", page), Err(OpenError::NoText), "{page}");
    }
}

/// Reads a page on a stack as small as the browser's, and refuses to take long.
fn survive(name: &'static str, page: String) -> Duration {
    let start = Instant::now();
    let reading = move || drop(html::read("hostile.html", &page));
    std::thread::Builder::new()
        .stack_size(512 << 10)
        .spawn(reading)
        .unwrap()
        .join()
        .unwrap();
    let taken = start.elapsed();
    println!("{name}: {taken:?}");
    taken
}

/// A hundred thousand different pieces.
fn many(piece: impl Fn(u32) -> String) -> String {
    (0..100_000).map(piece).collect::<Vec<_>>().concat()
}

#[test]
fn hostile_pages_neither_overflow_nor_hang() {
    let news = "<p>Het stormde gisteren, zei de politie, in Gent, Brugge en Ieper. ";
    let repeat = |piece: &str| piece.repeat((1 << 20) / piece.len());
    let attributes = many(|number| format!(" a{number}='x'"));
    let bold = many(|number| format!("<b id=i{number}>"));
    let pages = [
        (
            "deep",
            format!("{}{}", "<div>".repeat(10_000), news.repeat(100)),
        ),
        ("deeper", repeat("<div>")),
        (
            "deeper with text",
            repeat("<div>Storm in Gent, zei de politie. "),
        ),
        ("spans", repeat("<span>a, b, c ")),
        ("closed out of order", repeat("<div><table><td></div>")),
        ("tables", repeat("<table><tr><td>")),
        ("lists", repeat("<ul><li>a")),
        ("links", repeat("<a href=x>")),
        ("links and blocks", repeat("<a href=x><div>a, b</a>")),
        ("formatting", format!("{bold}{}", repeat("<p>x"))),
        ("forms", repeat("<form><button>")),
        ("attributes", format!("<p{attributes}>{news}")),
        (
            "long attribute",
            format!("<p class='{}'>{news}", "x ".repeat(1 << 20)),
        ),
        (
            "open attribute",
            format!("<p class='{}", news.repeat(10_000)),
        ),
        ("comments", repeat("<!--")),
        ("comment ends", repeat("<!-->")),
        ("svg", repeat("<svg><foreignObject><div/>")),
        ("scripts", repeat("<script><!--<script>")),
        ("selects", repeat("<select><option>a")),
        ("closers", repeat("</p>")),
        ("pointed", repeat("<")),
        ("entities", repeat("&")),
        ("numbers", repeat("&#")),
        ("long entity", format!("<p>&{}", "a".repeat(2 << 20))),
        ("breaks", repeat("a<br>")),
        ("paragraphs", repeat(news)),
        ("headings", repeat("<h1>a</h1>")),
        (
            "data",
            format!(
                "<img src='data:image/png;base64,{}'>{news}",
                "A".repeat(2 << 20)
            ),
        ),
        ("metas", repeat("<meta name=a content=b>")),
        ("titles", repeat("<title>a | b</title>")),
        (
            "classes",
            repeat("<div class='article content'><p>a, b, c</p></div>"),
        ),
        (
            "sections",
            repeat("<section><p>Storm, zei hij, in Gent en in Brugge.</p></section>"),
        ),
    ];
    for (name, page) in pages {
        assert!(survive(name, page) < Duration::from_secs(10), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_soup_of_tags_panics(pieces in proptest::collection::vec(select(SOUP), 0..120)) {
        let page = pieces.concat();
        if let Ok(Opened::Document(document)) = open("soup.html", page.as_bytes()) {
            let article = document.article;
            prop_assert!(!article.text.trim().is_empty());
        }
    }
}

const SOUP: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "<div class=\"article\">",
    "<div class=comment>",
    "</div>",
    "<a href=/x>",
    "</a>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<br>",
    "<br><br>",
    "<body>",
    "</body>",
    "<html lang=nl>",
    "</html>",
    "<head>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>",
    "<svg>",
    "</svg>",
    "<math>",
    "<select>",
    "<option>",
    "<form>",
    "</form>",
    "<section>",
    "<article>",
    "</article>",
    "<span>",
    "</span>",
    "<b>",
    "</b>",
    "<pre>",
    "</pre>",
    "<img src=data:,x>",
    "<iframe>",
    "<noscript>",
    "<template>",
    "<frameset>",
    "<main>",
    "<header>",
    "<footer>",
    "<nav>",
    "<aside>",
    "<figure>",
    "<blockquote>",
    "<hr>",
    "<x-y>",
    "<time datetime=2016-11-27>",
    "<meta property=og:title content=Storm>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    "&amp;",
    "&nbsp;",
    "&#x1F600;",
    "&#0;",
    "&",
    "é😀",
    "\r\n",
    "\u{a0}",
    "Het stormde gisteren, zei de politie, in Gent, Brugge en Ieper, waar twee bomen omvielen. ",
    "Volgens de burgemeester raakte niemand gewond, maar de schade loopt op tot 2.500 euro, zei hij. ",
];
