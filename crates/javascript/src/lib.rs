//! The extraction for JavaScript: in a page, in a worker, in Node.
//!
//! `cargo xtask package` makes an npm package of it. The TypeScript types of the package are made from the types here.
//! Offsets are in UTF-16 units, as JavaScript's strings count, so that `text.slice(start, end)` is what was marked.

use std::cell::OnceCell;
use std::ops::ControlFlow;

use dateline_annotation::{self as engine, Language, OffsetMap};
use dateline_extraction::{Document, Extractor};
use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::*;

static MODEL: &[u8] = include_bytes!("../../../model/dateline.model");

/// What is known of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Tsify)]
#[serde(default)]
pub struct Options {
    /// The language of the text, `nl`, `fr` or `en`; found from the text when absent.
    #[tsify(optional)]
    pub language: Option<String>,
    /// The day of publication, such as `2016-11-27`, against which relative dates are resolved.
    #[tsify(optional)]
    pub date: Option<String>,
}

/// A marked span.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct Annotation {
    /// Where it starts, in UTF-16 units.
    pub start: u32,
    /// Where it ends, in UTF-16 units, exclusive.
    pub end: u32,
    /// Its words.
    pub text: String,
    /// What it is: `PER`, `ORG`, `GROUP`, `LOC`, `NORP`, `EVENT`, `DATE`, `TIME`, `DURATION`, `MONEY`, `PERCENT`,
    /// `QUANTITY`, `CARDINAL`, `ORDINAL` or `WEAPON`.
    pub label: String,
    /// How sure the machine is, 0 to 1.
    pub confidence: f64,
    /// What its words denote, for temporal and numeric labels.
    #[tsify(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// What words denote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct Value {
    /// The first reading.
    pub reading: Reading,
    /// What the words around add: `approx`, `start`, `more_than` and so on.
    #[tsify(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// Other readings, of an ambiguous date such as 03/04/2016.
    pub alternatives: Vec<Reading>,
}

/// One reading of an expression. Numbers are exact decimals, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Reading {
    /// A point or stretch of time, as TIMEX3.
    Temporal {
        /// Such as `2016-11-27` or `2017-Q2`.
        timex: String,
    },
    /// A length of time, as ISO 8601.
    Duration {
        /// Such as `P6W`.
        timex: String,
    },
    /// A number, a percentage, a rank.
    Number {
        /// How many.
        amount: Amount,
    },
    /// Money.
    Money {
        /// How much.
        amount: Amount,
        /// ISO 4217.
        currency: String,
    },
    /// A number with a unit.
    Quantity {
        /// How much.
        amount: Amount,
        /// UCUM.
        unit: String,
    },
}

/// One number (`min` and `max` are the same), a range, or a number with no upper end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct Amount {
    /// The smaller end.
    pub min: String,
    /// The larger end; `null` when there is none.
    pub max: Option<String>,
}

/// The annotations of a text, in its order, without overlaps.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct Extraction {
    /// The language in which the text was read.
    pub language: String,
    /// What was found.
    pub annotations: Vec<Annotation>,
}

thread_local! {
    /// Loading the model takes as long as reading a long article, so that it is done once.
    static EXTRACTOR: OnceCell<Extractor> = const { OnceCell::new() };
}

/// Reads a text.
///
/// # Errors
/// When `language` is none of the three, `date` is no day, or the model can't be used; the message says which.
#[wasm_bindgen(js_name = read, unchecked_return_type = "Extraction")]
pub fn read(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: JsValue,
) -> Result<JsValue, JsError> {
    let options = if options.is_undefined() || options.is_null() {
        Options::default()
    } else {
        serde_wasm_bindgen::from_value(options)?
    };
    let found = extract(text, &options).map_err(|problem| JsError::new(&problem))?;
    Ok(serde_wasm_bindgen::to_value(&found)?)
}

/// The same without JavaScript.
///
/// # Errors
/// As [`read`].
///
/// ```
/// use dateline_javascript::{Options, extract};
/// let found = extract("Storm in Ghent on 3 February 2020.", &Options::default())?;
/// assert!(found.annotations.iter().any(|annotation| annotation.label == "DATE"));
/// # Ok::<(), String>(())
/// ```
pub fn extract(text: &str, options: &Options) -> Result<Extraction, String> {
    let language = options.language.as_deref().map(language).transpose()?;
    let published = options.date.as_deref().map(day).transpose()?;
    let document = Document {
        text,
        language,
        published,
    };
    EXTRACTOR.with(|cell| {
        let extractor = if let Some(extractor) = cell.get() {
            extractor
        } else {
            let loaded = Extractor::load(MODEL).map_err(|error| error.to_string())?;
            cell.get_or_init(|| loaded)
        };
        let found = extractor.extract(document, &mut |_| ControlFlow::Continue(()));
        let places = OffsetMap::new(text);
        let annotations = found.suggestions.iter();
        Ok(Extraction {
            language: found.language.code().to_owned(),
            annotations: annotations
                .filter_map(|offer| annotation(offer, text, &places))
                .collect(),
        })
    })
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code)
        .ok_or_else(|| format!("“{code}” is not a language that is read here: give nl, fr or en"))
}

fn day(date: &str) -> Result<engine::Date, String> {
    date.parse()
        .map_err(|_| format!("“{date}” is not a day: write it as 2016-11-27"))
}

fn annotation(
    offer: &engine::correction::Offer,
    text: &str,
    places: &OffsetMap,
) -> Option<Annotation> {
    let place = |at| places.utf16(text, at).get();
    Some(Annotation {
        start: place(offer.span.start()),
        end: place(offer.span.end()),
        text: offer.span.slice(text)?.to_owned(),
        label: offer.label.to_string(),
        confidence: f64::from(offer.confidence.permille()) / 1000.0,
        value: offer.value.as_ref().map(value),
    })
}

fn value(value: &engine::Value) -> Value {
    Value {
        reading: reading(&value.reading),
        modifier: value.modifier.map(|modifier| modifier.as_str().to_owned()),
        alternatives: value.alternatives.iter().map(reading).collect(),
    }
}

fn reading(reading: &engine::Reading) -> Reading {
    match reading {
        engine::Reading::Temporal(timex) => Reading::Temporal {
            timex: timex.to_string(),
        },
        engine::Reading::Duration(timex) => Reading::Duration {
            timex: timex.to_string(),
        },
        engine::Reading::Number(number) => Reading::Number {
            amount: amount(*number),
        },
        engine::Reading::Money {
            amount: money,
            currency,
        } => Reading::Money {
            amount: amount(*money),
            currency: currency.clone(),
        },
        engine::Reading::Quantity {
            amount: quantity,
            unit,
        } => Reading::Quantity {
            amount: amount(*quantity),
            unit: unit.clone(),
        },
    }
}

fn amount(amount: engine::Amount) -> Amount {
    let (min, max) = match amount {
        engine::Amount::Exact(number) => (number, Some(number)),
        engine::Amount::Range { min, max } => (min, Some(max)),
        engine::Amount::AtLeast(min) => (min, None),
    };
    let text = |number: engine::Decimal| number.normalize().to_string();
    Amount {
        min: text(min),
        max: max.map(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_as_javascript_does() {
        let text = "😀 Storm kills 12 people in Ghent.";
        let units: Vec<u16> = text.encode_utf16().collect();
        let found = extract(text, &Options::default()).unwrap();
        assert!(!found.annotations.is_empty());
        for annotation in found.annotations {
            let slice = &units[annotation.start as usize..annotation.end as usize];
            assert_eq!(String::from_utf16(slice).unwrap(), annotation.text);
        }
    }

    #[test]
    fn a_relative_date_is_resolved_against_the_day_of_publication() {
        let options = Options {
            date: Some("2016-11-27".to_owned()),
            ..Options::default()
        };
        let found = extract(
            "Troops left the town of Aleppo yesterday, officials said.",
            &options,
        )
        .unwrap();
        let timexes = found.annotations.iter().filter_map(|annotation| {
            match &annotation.value.as_ref()?.reading {
                Reading::Temporal { timex } => Some(timex.as_str()),
                _ => None,
            }
        });
        assert_eq!(timexes.collect::<Vec<_>>(), ["2016-11-26"]);
    }

    #[test]
    fn what_is_no_language_or_day_is_refused_with_a_remedy() {
        let options = |language: &str, date: &str| Options {
            language: Some(language.to_owned()),
            date: Some(date.to_owned()),
        };
        assert!(
            extract("x", &options("de", "2016-11-27"))
                .unwrap_err()
                .contains("nl, fr or en")
        );
        assert!(
            extract("x", &options("en", "today"))
                .unwrap_err()
                .contains("2016-11-27")
        );
    }
}
