//! A page to read and print: the articles with their marks, in one file that needs nothing else.
//!
//! There is no script and nothing is loaded, which a Content-Security-Policy in the page says too;
//! every text is escaped. Each mark has its label beside it and its value as a tooltip, suggestions
//! are dotted. Line ends are kept as they are. It is for people and is not read back.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use dateline_annotation::{Article, LabelSet, Language, State};
use html_escape::{encode_double_quoted_attribute as attribute, encode_text as escaped};

use super::adapter::{Adapter, Files, Holding, Holds, Part};
use super::extras::{Spot, spots};
use super::place::Unit;
use crate::json::value_to_json;

pub(super) const ADAPTER: Adapter = Adapter {
    name: "html",
    title: "Page to print (HTML)",
    about: "To read and print, in any browser.",
    extension: "html",
    files: Files::One,
    items: false,
    binary: false,
    holds: HOLDS,
    write: |set| vec![Part::new("articles.html", page(set.articles, set.labels))],
    read: None,
    recognises: |_| false,
};

const HOLDS: Holds = Holds {
    text: Holding::Exact,
    overlaps: false,
    confidences: false,
    entities: false,
    details: true,
    ..Holds::ALL
};

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n<title>Marked articles</title>\n<style>\n\
    body{font:1rem/1.7 serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}\n\
    article{break-after:page}\narticle:last-child{break-after:auto}\nh1{font-size:1.4rem;line-height:1.2}\n\
    .text{white-space:pre-wrap;overflow-wrap:anywhere}\n.about,dl{color:#444;font:0.8rem/1.4 sans-serif}\n\
    mark{color:inherit;background:#fff2b3;border-bottom:2px solid #8a6d00;print-color-adjust:exact;-webkit-print-color-adjust:exact}\n\
    mark.suggested{background:none;border-bottom-style:dotted}\n\
    mark small{font:bold 0.6rem sans-serif;margin-left:0.2em;color:#5a4700}\ndt{font-weight:bold;float:left;margin-right:.5em}\ndd{margin:0}\n\
    </style>\n</head>\n<body>\n";

fn page(articles: &[Arc<Article>], labels: &LabelSet) -> String {
    let mut out = HEAD.to_owned();
    for article in articles {
        append(&mut out, article);
    }
    legend(&mut out, articles, labels);
    out.push_str("</body>\n</html>\n");
    out
}

fn append(out: &mut String, article: &Article) {
    let details = &article.details;
    let about: Vec<_> = [
        details.source.clone(),
        details
            .published
            .map_or_else(String::new, |day| day.to_string()),
        details.language.map_or("", Language::name).to_owned(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    let language = details.language.map_or("", Language::code);
    // Writing to a string can't fail.
    write!(
        out,
        "<article>\n<h1>{}</h1>\n<p class=\"about\">{}</p>\n<div class=\"text\" dir=\"auto\" lang=\"{language}\">",
        escaped(&details.title),
        escaped(&about.join(" · ")),
    )
    .ok();
    let mut end = 0;
    for spot in spots(&HOLDS, article, Unit::Byte) {
        let start = spot.start as usize;
        out.push_str(&escaped(&article.text[end..start]));
        mark(out, &spot);
        end = spot.end as usize;
    }
    out.push_str(&escaped(&article.text[end..]));
    out.push_str("</div>\n</article>\n");
}

fn mark(out: &mut String, spot: &Spot) {
    let annotation = spot.annotation;
    let class = match annotation.state {
        State::Suggested => " class=\"suggested\"",
        _ => "",
    };
    let value = annotation.value.as_ref();
    let value = value.map_or_else(String::new, |value| value_to_json(value).to_string());
    let tip = [value.as_str(), annotation.note.as_str()].join(" ");
    let tip = tip.trim();
    let title = if tip.is_empty() {
        String::new()
    } else {
        format!(" title=\"{}\"", attribute(tip))
    };
    write!(
        out,
        "<mark{class}{title}>{}<small>{}</small></mark>",
        escaped(spot.text),
        escaped(annotation.label.as_str())
    )
    .ok();
}

/// What the labels mean that stand in the page.
fn legend(out: &mut String, articles: &[Arc<Article>], labels: &LabelSet) {
    let used: BTreeSet<_> = articles
        .iter()
        .flat_map(|article| article.annotations.visible())
        .map(|annotation| &annotation.label)
        .collect();
    let definitions = labels.definitions().iter();
    let shown: Vec<_> = definitions
        .filter(|definition| used.contains(&definition.label))
        .collect();
    if shown.is_empty() {
        return;
    }
    out.push_str("<dl>\n");
    for definition in shown {
        let name = escaped(definition.label.as_str());
        let what = escaped(&definition.description);
        writeln!(
            out,
            "<dt>{name}</dt><dd>{}. {what}</dd>",
            escaped(&definition.title)
        )
        .ok();
    }
    out.push_str("</dl>\n");
}
