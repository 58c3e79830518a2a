//! One annotation a line, for tools that want the marks and not the rest.

use dateline_annotation::{Article, OffsetMap};
use serde::Serialize;

use super::{value_to_json, wire};

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    start: u32,
    end: u32,
    label: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<serde_json::Value>,
}

/// One JSON object a line for each annotation of `article` that is not rejected, in the order of the text.
///
/// Offsets count code points, end exclusive. `confidence` and `value` are left out where there is none.
///
/// ```
/// use dateline_annotation::{Article, Confidence, Label, Origin, Span};
/// use dateline_annotation::correction::Offer;
/// use dateline_formats::json;
/// let mut article = Article::new("Zoë joined IBM.");
/// article.annotations.put(Offer {
///     span: Span::of(&article.text, 12, 15).unwrap(),
///     label: Label::ORG,
///     confidence: Confidence::from_permille(974),
///     origin: Origin::Model,
///     value: None,
/// }.into());
/// assert_eq!(
///     json::span_lines("a.txt", &article),
///     "{\"file\":\"a.txt\",\"start\":11,\"end\":14,\"label\":\"ORG\",\"text\":\"IBM\",\"confidence\":0.974}\n",
/// );
/// ```
pub fn span_lines(file: &str, article: &Article) -> String {
    let map = OffsetMap::new(&article.text);
    let mut lines = String::new();
    for annotation in article.annotations.visible() {
        let Some(text) = annotation.span.slice(&article.text) else {
            continue;
        };
        let line = Line {
            file,
            start: map
                .code_points(&article.text, annotation.span.start())
                .get(),
            end: map.code_points(&article.text, annotation.span.end()).get(),
            label: annotation.label.as_str(),
            text,
            confidence: annotation.confidence.map(wire::probability),
            value: annotation.value.as_ref().map(value_to_json),
        };
        // Writing to memory can't fail, and every key is a string.
        lines.push_str(&serde_json::to_string(&line).unwrap_or_default());
        lines.push('\n');
    }
    lines
}
