//! What a page says about its article: when it was published, in which language, by whom.

use dateline_annotation::{Date, Language};
use serde_json::Value;

use super::tokens::{Token, attribute, tokens, unescape};

/// The longest JSON-LD block that is read, in bytes.
const MAX_JSON_LD: usize = 1 << 20;

/// What a page says about its article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub language: Option<Language>,
    pub published: Option<Date>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The name of the site, else the address of the page.
    pub source: Option<String>,
    /// The first headline, as it stands in the page.
    pub headline: Option<String>,
}

/// Where a publication date can stand, the most telling place first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Property,
    JsonLd,
    PublishedTime,
    Named,
    Time,
}

/// Names of `meta` elements with a publication date, beside `article:published_time`.
const NAMED: &[&str] = &[
    "date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "og:published_time",
    "og:article:published_time",
];

#[derive(Default)]
struct Found {
    meta: Meta,
    date: Option<(Place, Date)>,
    site: Option<String>,
    address: Option<String>,
    /// Whether the next raw content is JSON-LD.
    json_ld: bool,
    /// Whether the first headline is open.
    in_headline: bool,
}

/// What `html` says about its article.
pub(super) fn meta(html: &str) -> Meta {
    let mut found = Found::default();
    for token in tokens(html) {
        match token {
            Token::Open { name, attributes } => found.open(&name.to_ascii_lowercase(), attributes),
            Token::Raw { name, content }
                if found.json_ld && name.eq_ignore_ascii_case("script") =>
            {
                found.json_ld(content);
            }
            Token::Text(text) if found.in_headline => found.headline(text),
            Token::Close(name) if name.eq_ignore_ascii_case("h1") => found.in_headline = false,
            _ => {}
        }
    }
    Meta {
        published: found.date.map(|(_, date)| date),
        source: found.site.or(found.address),
        headline: found
            .meta
            .headline
            .map(|line| words(&line))
            .filter(|line| !line.is_empty()),
        ..found.meta
    }
}

/// `text` with single spaces and no other white space that HTML does not show.
fn words(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

impl Found {
    fn open(&mut self, name: &str, inner: &str) {
        match name {
            "html" => {
                let code = attribute(inner, "lang").or_else(|| attribute(inner, "xml:lang"));
                self.meta.language = self
                    .meta
                    .language
                    .or(code.and_then(|code| Language::from_code(code.trim())));
            }
            "meta" => self.meta_element(inner),
            "link"
                if attribute(inner, "rel")
                    .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                self.address = self.address.take().or_else(|| attribute(inner, "href"));
            }
            "time" => {
                let place = if inner.to_ascii_lowercase().contains("pub") {
                    Place::PublishedTime
                } else {
                    Place::Time
                };
                self.date(place, attribute(inner, "datetime"));
            }
            "script" => {
                self.json_ld = attribute(inner, "type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
            }
            "h1" => self.in_headline = self.meta.headline.is_none(),
            _ => {}
        }
    }

    fn meta_element(&mut self, inner: &str) {
        let key = ["property", "name", "itemprop"]
            .into_iter()
            .find_map(|key| attribute(inner, key));
        let key = key.unwrap_or_default().trim().to_ascii_lowercase();
        let content = || {
            attribute(inner, "content")
                .map(|text| words(&text))
                .filter(|text| !text.is_empty())
        };
        match key.as_str() {
            "article:published_time" => self.date(Place::Property, content()),
            "og:site_name" => self.site = self.site.take().or_else(content),
            // Some give the address of a page about the author.
            "author" | "dc.creator" | "article:author" | "parsely-author"
                if self.meta.author.is_none() =>
            {
                self.meta.author = content().filter(|name| !name.contains("://"));
            }
            "og:url" => self.address = self.address.take().or_else(content),
            key if NAMED.contains(&key) => self.date(Place::Named, content()),
            _ => {}
        }
    }

    /// Keeps a date if none stood in a better place.
    fn date(&mut self, place: Place, text: Option<String>) {
        let Some(date) = text.and_then(|text| day(&text)) else {
            return;
        };
        if self.date.is_none_or(|(known, _)| place < known) {
            self.date = Some((place, date));
        }
    }

    fn headline(&mut self, text: &str) {
        let text = unescape(text);
        self.meta.headline.get_or_insert_default().push_str(&text);
    }

    fn json_ld(&mut self, content: &str) {
        if content.len() > MAX_JSON_LD {
            return;
        }
        let Ok(block) = serde_json::from_str::<Value>(content.trim()) else {
            return;
        };
        for object in objects(&block) {
            let date = object.get("datePublished").and_then(Value::as_str);
            self.date(Place::JsonLd, date.map(str::to_owned));
            if self.meta.author.is_none() {
                self.meta.author = object.get("author").and_then(names);
            }
        }
    }
}

/// The name of an author of JSON-LD, or of several.
fn names(author: &Value) -> Option<String> {
    let one = |author: &Value| {
        let name = author.get("name").unwrap_or(author).as_str()?;
        Some(words(name)).filter(|name| !name.is_empty() && !name.contains("://"))
    };
    let all: Vec<String> = match author {
        Value::Array(authors) => authors.iter().filter_map(one).collect(),
        author => one(author).into_iter().collect(),
    };
    Some(all.join(", ")).filter(|names| !names.is_empty())
}

/// The objects of a JSON-LD block: itself, those of a list, those of a graph.
fn objects(data: &Value) -> Vec<&Value> {
    let own: Vec<&Value> = match data {
        Value::Array(items) => items.iter().collect(),
        other => vec![other],
    };
    let graphs = own
        .iter()
        .filter_map(|object| object.get("@graph")?.as_array())
        .flatten();
    own.iter().copied().chain(graphs).collect()
}

/// The day that a time stamp starts with, as its publisher counts days: `2016-11-27T23:30:00+01:00`, `20161127`, `2016/11/27`.
fn day(stamp: &str) -> Option<Date> {
    let stamp = stamp.trim();
    let number = |from: usize, to: usize| stamp.get(from..to)?.parse::<i16>().ok();
    let separator = |at: usize| {
        stamp
            .as_bytes()
            .get(at)
            .is_some_and(|byte| b"-/.".contains(byte))
    };
    let (month, day) = if separator(4) && separator(7) {
        ((5, 7), (8, 10))
    } else {
        ((4, 6), (6, 8))
    };
    let year = number(0, 4).filter(|year| *year >= 1000)?;
    let small = |(from, to)| i8::try_from(number(from, to)?).ok();
    Date::new(year, small(month)?, small(day)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_read_from_every_common_stamp() {
        let expected = Date::new(2016, 11, 27).ok();
        for stamp in [
            "2016-11-27",
            " 2016-11-27T23:30:00+01:00",
            "20161127",
            "2016/11/27 08:00",
            "2016-11-27T00:00Z",
        ] {
            assert_eq!(day(stamp), expected, "{stamp}");
        }
        for stamp in [
            "",
            "27 nov 2016",
            "2016-13-01",
            "2016",
            "é016-11-27",
            "2016-11-2é",
            "0000-01-01",
            "2016-+1-27",
        ] {
            assert!(day(stamp).is_none_or(|day| day.month() == 1), "{stamp}");
        }
    }

    #[test]
    fn the_most_telling_date_wins_wherever_it_stands() {
        let html = r#"<html lang="nl-BE"><head>
            <meta name="date" content="2001-01-01">
            <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2003-03-03T10:00","author":[{"name":"An Jans"},{"name":"Ed Bo"}]}]}</script>
            <meta property="article:published_time" content="2004-04-04T08:00:00+02:00">
            <meta property="og:site_name" content="De Gentse Bode">
            <link rel="canonical" href="https://bode.example/storm"></head>
            <body><time datetime="2000-01-01">toen</time><h1>Storm &amp;
              <i>hagel</i></h1><h1>b</h1>"#;
        let all = meta(html);
        assert_eq!(all.language, Some(Language::Dutch));
        assert_eq!(all.published, Date::new(2004, 4, 4).ok());
        assert_eq!(all.source.as_deref(), Some("De Gentse Bode"));
        assert_eq!(all.headline.as_deref(), Some("Storm & hagel"));
        assert_eq!(all.author.as_deref(), Some("An Jans, Ed Bo"));
        let without = html
            .replace("article:published_time", "x")
            .replace("og:site_name", "x");
        assert_eq!(meta(&without).published, Date::new(2003, 3, 3).ok());
        assert_eq!(
            meta(&without).source.as_deref(),
            Some("https://bode.example/storm")
        );
    }

    #[test]
    fn broken_metadata_is_passed_over() {
        let html = "<script type='application/ld+json'>{\"datePublished\": </script><meta name=date content=soon><time datetime>";
        assert_eq!(meta(html), Meta::default());
        let deep = format!(
            "<script type=application/ld+json>{}</script>",
            "[".repeat(100_000)
        );
        assert_eq!(meta(&deep), Meta::default());
    }
}
