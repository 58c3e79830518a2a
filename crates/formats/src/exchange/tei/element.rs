//! Which element a mark is, and how its attributes spell its value.

use dateline_annotation::{Amount, Annotation, Decimal, Label, Reading, Timex, Value};

use super::super::xml::Tag;

/// The elements of marks and the label of each that has no `type`.
const ELEMENTS: [(&str, &str); 14] = [
    ("persName", "PER"),
    ("orgName", "ORG"),
    ("placeName", "LOC"),
    ("geogName", "LOC"),
    ("country", "LOC"),
    ("region", "LOC"),
    ("settlement", "LOC"),
    ("date", "DATE"),
    ("time", "TIME"),
    ("num", "CARDINAL"),
    ("measure", "QUANTITY"),
    ("name", "name"),
    ("rs", "rs"),
    ("objectName", "objectName"),
];

/// The element for a label.
pub(super) fn of_label(label: &str) -> &'static str {
    match label {
        "GROUP" => "orgName",
        "DURATION" => "date",
        "ORDINAL" | "PERCENT" => "num",
        "MONEY" => "measure",
        _ => {
            let own = ELEMENTS
                .iter()
                .filter(|(_, of)| Label::DEFAULT.iter().any(|label| label.as_str() == *of));
            own.into_iter()
                .find(|(_, of)| *of == label)
                .map_or("name", |(element, _)| element)
        }
    }
}

/// The label of an element; `None` for one that is no mark.
pub(super) fn label(tag: &Tag) -> Option<String> {
    let (element, usual) = ELEMENTS.iter().find(|(element, _)| *element == tag.name)?;
    let own = tag.get("type").filter(|name| {
        // Elsewhere a type says what kind of person or place it is.
        ["name", "rs"].contains(element)
            || Label::DEFAULT.iter().any(|label| label.as_str() == *name)
    });
    Some(own.unwrap_or(usual).to_owned())
}

/// The label of an element that has no `type`.
pub(super) fn usual(element: &str) -> &'static str {
    let known = ELEMENTS.iter().find(|(name, _)| *name == element);
    known.map_or("", |(_, label)| label)
}

/// The attribute for what a mark of an element mentions.
pub(super) fn key(element: &str) -> &'static str {
    if ["num", "measure"].contains(&element) {
        "n"
    } else {
        "key"
    }
}

/// The attributes that spell the value of a mark; `None` where the element has none that can.
pub(super) fn value(annotation: &Annotation) -> Option<Vec<(&'static str, String)>> {
    let value = annotation.value.as_ref()?;
    if value.modifier.is_some() || !value.alternatives.is_empty() {
        return None;
    }
    match (of_label(annotation.label.as_str()), &value.reading) {
        ("date" | "time", Reading::Temporal(timex)) => {
            iso(timex).map(|text| vec![("when-iso", text)])
        }
        ("date" | "time", Reading::Duration(timex)) => {
            iso(timex).map(|text| vec![("dur-iso", text)])
        }
        ("num", Reading::Number(amount)) => Some(number(*amount)),
        (
            "measure",
            Reading::Quantity {
                amount: Amount::Exact(number),
                unit,
            },
        ) if annotation.label != Label::MONEY => measure(*number, unit),
        (
            "measure",
            Reading::Money {
                amount: Amount::Exact(number),
                currency,
            },
        ) if annotation.label == Label::MONEY => measure(*number, currency),
        _ => None,
    }
}

/// The notation, where it has no other characters than TEI's `teidata.temporal.iso` takes.
fn iso(timex: &Timex) -> Option<String> {
    let allowed = |c: char| c.is_ascii_digit() || ".,DHMPRSTWYZ/:+-".contains(c);
    let text = timex.as_str();
    text.chars().all(allowed).then(|| text.to_owned())
}

fn number(amount: Amount) -> Vec<(&'static str, String)> {
    match amount {
        Amount::Exact(number) => vec![("value", number.to_string())],
        Amount::Range { min, max } => {
            vec![("atLeast", min.to_string()), ("atMost", max.to_string())]
        }
        Amount::AtLeast(min) => vec![("atLeast", min.to_string())],
    }
}

fn measure(number: Decimal, unit: &str) -> Option<Vec<(&'static str, String)>> {
    let fits = !unit.is_empty() && unit.chars().all(|c| c.is_ascii_graphic());
    fits.then(|| vec![("quantity", number.to_string()), ("unit", unit.to_owned())])
}

/// The value that attributes spell, in ISO or in W3C notation.
pub(super) fn read_value(tag: &Tag) -> Option<Value> {
    let timex = |name: &str| tag.get(name)?.parse::<Timex>().ok();
    let decimal = |name: &str| Decimal::from_str_exact(tag.get(name)?).ok();
    let reading = match tag.name.as_str() {
        "date" | "time" => {
            let point = timex("when-iso")
                .or_else(|| timex("when"))
                .or_else(|| stretch(tag));
            let length = || timex("dur-iso").or_else(|| timex("dur"));
            point
                .map(Reading::Temporal)
                .or_else(|| length().map(Reading::Duration))?
        }
        "num" => match (decimal("value"), decimal("atLeast"), decimal("atMost")) {
            (Some(exact), ..) => Reading::Number(Amount::Exact(exact)),
            (None, Some(min), Some(max)) => Reading::Number(Amount::Range { min, max }),
            (None, Some(min), None) => Reading::Number(Amount::AtLeast(min)),
            _ => return None,
        },
        "measure" => {
            let amount = Amount::Exact(decimal("quantity")?);
            let unit = tag.get("unit")?.to_owned();
            if ["MONEY", "currency"].contains(&tag.get("type").unwrap_or_default()) {
                Reading::Money {
                    amount,
                    currency: unit,
                }
            } else {
                Reading::Quantity { amount, unit }
            }
        }
        _ => return None,
    };
    Some(reading.into())
}

fn stretch(tag: &Tag) -> Option<Timex> {
    let end = |names: [&str; 2]| names.into_iter().find_map(|name| tag.get(name));
    let (from, to) = (end(["from-iso", "from"])?, end(["to-iso", "to"])?);
    format!("{from}/{to}").parse().ok()
}
