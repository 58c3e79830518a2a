//! Values of annotations as they stand in files.
//!
//! | label | form |
//! |---|---|
//! | DATE, TIME | `{"timex": "2016-11-27"}` |
//! | DURATION | `{"iso": "P6W"}` |
//! | CARDINAL, ORDINAL, PERCENT | `{"decimal": "2500"}`, `{"min": "2", "max": "3"}`, at least: `{"min": "20"}` |
//! | MONEY | the same and `"currency": "EUR"` |
//! | QUANTITY | the same and `"unit": "km"` |
//!
//! Beside it may stand `"mod"` (`start`, `approx`, `more_than` …) and `"alternatives"`, a list of
//! further readings in the same form.

use dateline_annotation::{Amount, Decimal, Modifier, Reading, Timex, Value};
use serde::{Deserialize, Serialize};

/// A value as it stands in files.
///
/// ```
/// use dateline_annotation::{Amount, Reading, Value};
/// use dateline_formats::json::value_to_json;
/// let value = Value::from(Reading::Money { amount: Amount::Exact("2500.00".parse()?), currency: "EUR".to_owned() });
/// assert_eq!(value_to_json(&value).to_string(), r#"{"currency":"EUR","decimal":"2500"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn value_to_json(value: &Value) -> serde_json::Value {
    // Strings and lists under plain keys: nothing in it that JSON can't hold.
    serde_json::to_value(WireValue::from(value)).unwrap_or_default()
}

/// The value that stands in a file, the inverse of [`value_to_json`].
///
/// # Errors
/// When the object has none of the forms above; the message says what is missing or wrong.
///
/// ```
/// use dateline_formats::json::value_from_json;
/// let value = value_from_json(&serde_json::json!({"timex": "2016-11", "mod": "mid"}))?;
/// assert_eq!(value.modifier, Some(dateline_annotation::Modifier::Mid));
/// assert!(value_from_json(&serde_json::json!({"currency": "EUR"})).is_err());
/// # Ok::<(), String>(())
/// ```
pub fn value_from_json(json: &serde_json::Value) -> Result<Value, String> {
    WireValue::deserialize(json)
        .map_err(|error| error.to_string())?
        .try_into()
}

#[derive(Serialize, Deserialize)]
struct WireValue {
    #[serde(flatten)]
    reading: WireReading,
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    alternatives: Vec<WireReading>,
}

/// A reading without the parts that only a whole value has, so that alternatives don't nest.
#[derive(Default, Serialize, Deserialize)]
struct WireReading {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timex: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    iso: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decimal: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
}

impl From<&Reading> for WireReading {
    fn from(reading: &Reading) -> Self {
        match reading {
            Reading::Temporal(timex) => Self {
                timex: Some(timex.to_string()),
                ..Self::default()
            },
            Reading::Duration(timex) => Self {
                iso: Some(timex.to_string()),
                ..Self::default()
            },
            Reading::Number(amount) => Self::of_amount(*amount),
            Reading::Money { amount, currency } => Self {
                currency: Some(currency.clone()),
                ..Self::of_amount(*amount)
            },
            Reading::Quantity { amount, unit } => Self {
                unit: Some(unit.clone()),
                ..Self::of_amount(*amount)
            },
        }
    }
}

impl WireReading {
    fn of_amount(amount: Amount) -> Self {
        let digits = |number: Decimal| Some(number.normalize().to_string());
        match amount {
            Amount::Exact(number) => Self {
                decimal: digits(number),
                ..Self::default()
            },
            Amount::Range { min, max } => Self {
                min: digits(min),
                max: digits(max),
                ..Self::default()
            },
            Amount::AtLeast(min) => Self {
                min: digits(min),
                ..Self::default()
            },
        }
    }
}

impl TryFrom<WireReading> for Reading {
    type Error = String;

    fn try_from(wire: WireReading) -> Result<Self, String> {
        let timex = |text: String| text.parse::<Timex>().map_err(|error| error.to_string());
        match (
            wire.timex,
            wire.iso,
            amount(wire.decimal, wire.min, wire.max)?,
        ) {
            (Some(text), None, None) => Ok(Self::Temporal(timex(text)?)),
            (None, Some(text), None) => Ok(Self::Duration(timex(text)?)),
            (None, None, Some(amount)) => match (wire.currency, wire.unit) {
                (None, None) => Ok(Self::Number(amount)),
                (Some(currency), None) => Ok(Self::Money { amount, currency }),
                (None, Some(unit)) => Ok(Self::Quantity { amount, unit }),
                (Some(_), Some(_)) => Err("a value has a currency or a unit, not both".to_owned()),
            },
            _ => Err(
                "a value has one of: timex, iso, decimal, or min with or without max".to_owned(),
            ),
        }
    }
}

fn amount(
    exact: Option<String>,
    min: Option<String>,
    max: Option<String>,
) -> Result<Option<Amount>, String> {
    let number = |text: String| {
        Decimal::from_str_exact(&text)
            .map_err(|_| format!("“{text}” is not a decimal number; write for example 2500 or 0.5"))
    };
    match (exact, min, max) {
        (None, None, None) => Ok(None),
        (Some(exact), None, None) => Ok(Some(Amount::Exact(number(exact)?))),
        (None, Some(min), Some(max)) => Ok(Some(Amount::Range {
            min: number(min)?,
            max: number(max)?,
        })),
        (None, Some(min), None) => Ok(Some(Amount::AtLeast(number(min)?))),
        _ => Err("a number is either a decimal, or min and max, or min alone".to_owned()),
    }
}

impl From<&Value> for WireValue {
    fn from(value: &Value) -> Self {
        Self {
            reading: (&value.reading).into(),
            modifier: value.modifier.map(|modifier| modifier.as_str().to_owned()),
            alternatives: value.alternatives.iter().map(WireReading::from).collect(),
        }
    }
}

impl TryFrom<WireValue> for Value {
    type Error = String;

    fn try_from(wire: WireValue) -> Result<Self, String> {
        let known = |name: String| {
            Modifier::from_name(&name).ok_or_else(|| format!("“{name}” is not a known mod"))
        };
        Ok(Self {
            reading: wire.reading.try_into()?,
            modifier: wire.modifier.map(known).transpose()?,
            alternatives: wire
                .alternatives
                .into_iter()
                .map(Reading::try_from)
                .collect::<Result<_, _>>()?,
        })
    }
}

/// Values within larger wire types, for `serde(with)`.
pub(super) mod wire {
    use dateline_annotation::Value;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::WireValue;

    #[expect(clippy::ref_option, reason = "serde gives a reference")]
    pub(in crate::json) fn serialize<S: Serializer>(
        value: &Option<Value>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(WireValue::from).serialize(to)
    }

    pub(in crate::json) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Value>, D::Error> {
        let wire = Option::<WireValue>::deserialize(from)?;
        wire.map(Value::try_from)
            .transpose()
            .map_err(D::Error::custom)
    }
}
