//! Reads texts, one JSON object a line (`id`, `lang`, `text`, `reference`), and writes what
//! [`find`](dateline_extraction::values::find) marks in them: `values CASES.jsonl > PRED.jsonl`.

use std::error::Error;

use dateline_annotation::{Amount, Language, OffsetMap, Reading, Value};
use dateline_extraction::values::{Context, Expression, find};
use serde_json::{Map, json};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: values CASES.jsonl")?;
    for line in std::fs::read_to_string(path)?.lines() {
        let case: serde_json::Value = serde_json::from_str(line)?;
        let text = case["text"].as_str().unwrap_or_default();
        let language = case["lang"].as_str().and_then(Language::from_code);
        let language = language.ok_or("a case needs a known lang")?;
        let mut context = Context::of_article(text, language, None);
        if let Some(reference) = case["reference"].as_str() {
            context = context.at(reference.parse()?);
        }
        let map = OffsetMap::new(text);
        let spans: Vec<_> = find(text, &context)
            .iter()
            .map(|found| span(found, text, &map))
            .collect();
        println!("{}", json!({"id": case["id"], "spans": spans}));
    }
    Ok(())
}

fn span(found: &Expression, text: &str, map: &OffsetMap) -> serde_json::Value {
    json!({
        "start": map.code_points(text, found.span.start()).get(),
        "end": map.code_points(text, found.span.end()).get(),
        "label": found.label.as_str(),
        "strength": format!("{:?}", found.strength),
        "value": value(&found.value),
    })
}

fn value(value: &Value) -> serde_json::Value {
    let mut fields = Map::new();
    match &value.reading {
        Reading::Temporal(timex) => put(&mut fields, "timex", timex.as_str()),
        Reading::Duration(timex) => put(&mut fields, "iso", timex.as_str()),
        Reading::Number(number) => amount(&mut fields, *number),
        Reading::Money {
            amount: number,
            currency,
        } => {
            amount(&mut fields, *number);
            put(&mut fields, "currency", currency);
        }
        Reading::Quantity {
            amount: number,
            unit,
        } => {
            amount(&mut fields, *number);
            put(&mut fields, "unit", unit);
        }
    }
    if let Some(modifier) = value.modifier {
        put(&mut fields, "mod", modifier.as_str());
    }
    fields.into()
}

fn put(fields: &mut Map<String, serde_json::Value>, name: &str, text: &str) {
    fields.insert(name.to_owned(), text.into());
}

fn amount(fields: &mut Map<String, serde_json::Value>, amount: Amount) {
    match amount {
        Amount::Exact(number) => put(fields, "decimal", &number.to_string()),
        Amount::Range { min, max } => {
            put(fields, "min", &min.to_string());
            put(fields, "max", &max.to_string());
        }
        Amount::AtLeast(min) => put(fields, "min", &min.to_string()),
    }
}
