//! What a mark denotes, in words, and its parts to correct.

use std::str::FromStr;

use dateline_annotation::value::ValueError;
use dateline_annotation::{Amount, Decimal, Label, Modifier, Reading, Value};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::words;
use crate::app::Msg;
use crate::locale::{Message, Words, use_words};

/// What [`ValueEditor`] shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ValueEditorProps {
    /// The label of the mark.
    pub(super) label: Label,
    /// The value; `None` when the words of the mark denote none that is known.
    pub(super) value: Option<Value>,
    /// Where to say what is done.
    pub(super) send: Callback<Msg>,
}

/// A change of one part, from what was typed.
type Set = fn(&mut Value, &str) -> Result<(), Message>;

/// The value in words; its parts unfold to be corrected, other readings to be chosen.
#[component]
pub(super) fn ValueEditor(props: &ValueEditorProps) -> Html {
    let said = use_words();
    let ValueEditorProps { label, value, send } = props;
    let Some(value) = value else {
        return view_first(label, send, &said);
    };
    html! {
        <div class="value">
            <p data-testid="value">{ words::value(value, &said) }</p>
            { for value.alternatives.iter().enumerate().map(|(index, reading)| {
                let chosen = choose(value, index);
                html! {
                    <button class="link" onclick={send.reform(move |_| Msg::SetValue(Ok(chosen.clone())))}>
                        { said.say(&Message::new("take-reading").with("reading", words::reading(reading, &said))) }
                    </button>
                }
            }) }
            <details>
                <summary>{ said.text("correct-value") }</summary>
                <div class="parts">
                    { for parts(&value.reading).into_iter().map(|(name, text, set)| view_part(name, text, set, value, send, &said)) }
                    { view_modifier(value, send, &said) }
                </div>
            </details>
        </div>
    }
}

/// A field for the value of a mark that has none.
fn view_first(label: &Label, send: &Callback<Msg>, said: &Words) -> Html {
    let of = label.clone();
    let change = send.reform(move |event: Event| {
        Msg::SetValue(first(
            &of,
            &event.target_unchecked_into::<HtmlInputElement>().value(),
        ))
    });
    let example = example(label);
    html! {
        <div class="value">
            <p data-testid="value">{ said.text("no-value") }</p>
            <label>{ said.text("set-value") }<input data-testid="value-first" placeholder={example} onchange={change} /></label>
        </div>
    }
}

/// How the value of a label is written.
fn example(label: &Label) -> &'static str {
    match label.as_str() {
        "DATE" => "2016-11-27",
        "TIME" => "2016-11-27T14:30",
        "DURATION" => "P3Y",
        "MONEY" => "2500 EUR",
        "QUANTITY" => "12 km",
        _ => "2500",
    }
}

/// The value that was typed for a mark of this label: a TIMEX3 value, or a number with what it counts.
fn first(label: &Label, typed: &str) -> Result<Value, Message> {
    let (digits, unit) = typed.trim().rsplit_once(' ').unwrap_or((typed.trim(), ""));
    let amount = |digits: &str| number(digits).map(Amount::Exact);
    let timex = || {
        typed
            .trim()
            .parse()
            .map_err(|_: ValueError| Message::new("no-timex").with("typed", typed))
    };
    let mut value = Value::from(match label.as_str() {
        "DATE" | "TIME" => Reading::Temporal(timex()?),
        "DURATION" => Reading::Duration(timex()?),
        "MONEY" => Reading::Money {
            amount: amount(digits)?,
            currency: String::new(),
        },
        "QUANTITY" => Reading::Quantity {
            amount: amount(digits)?,
            unit: String::new(),
        },
        _ => Reading::Number(amount(typed)?),
    });
    match label.as_str() {
        "MONEY" => set_currency(&mut value, unit)?,
        "QUANTITY" => set_unit(&mut value, unit)?,
        _ => {}
    }
    Ok(value)
}

/// The value with one of its other readings first.
fn choose(value: &Value, index: usize) -> Value {
    let mut chosen = value.clone();
    if let Some(other) = chosen.alternatives.get_mut(index) {
        std::mem::swap(other, &mut chosen.reading);
    }
    chosen
}

/// The parts of a reading: what each is called, what it is, how it is set.
fn parts(reading: &Reading) -> Vec<(&'static str, String, Set)> {
    match reading {
        Reading::Temporal(timex) => vec![("timex", timex.to_string(), set_timex)],
        Reading::Duration(timex) => vec![("duration", timex.to_string(), set_timex)],
        Reading::Number(amount) => ends(*amount),
        Reading::Money { amount, currency } => {
            with(ends(*amount), ("currency", currency.clone(), set_currency))
        }
        Reading::Quantity { amount, unit } => with(ends(*amount), ("unit", unit.clone(), set_unit)),
    }
}

fn with<T>(mut parts: Vec<T>, part: T) -> Vec<T> {
    parts.push(part);
    parts
}

fn ends(amount: Amount) -> Vec<(&'static str, String, Set)> {
    let (from, to) = match amount {
        Amount::Exact(number) => (number, Some(number)),
        Amount::Range { min, max } => (min, Some(max)),
        Amount::AtLeast(min) => (min, None),
    };
    let to = to.map(|to| to.normalize().to_string()).unwrap_or_default();
    vec![
        ("from", from.normalize().to_string(), set_from),
        ("to", to, set_to),
    ]
}

fn set_timex(value: &mut Value, typed: &str) -> Result<(), Message> {
    if let Reading::Temporal(timex) | Reading::Duration(timex) = &mut value.reading {
        *timex = typed
            .trim()
            .parse()
            .map_err(|_: ValueError| Message::new("no-timex").with("typed", typed))?;
    }
    Ok(())
}

fn set_currency(value: &mut Value, typed: &str) -> Result<(), Message> {
    let code = typed.trim().to_uppercase();
    if code.len() != 3 || !code.chars().all(|letter| letter.is_ascii_uppercase()) {
        return Err(Message::new("no-currency").with("typed", typed));
    }
    if let Reading::Money { currency, .. } = &mut value.reading {
        *currency = code;
    }
    Ok(())
}

fn set_unit(value: &mut Value, typed: &str) -> Result<(), Message> {
    let code = typed.trim();
    if code.is_empty() || code.contains(char::is_whitespace) {
        return Err("no-unit".into());
    }
    if let Reading::Quantity { unit, .. } = &mut value.reading {
        code.clone_into(unit);
    }
    Ok(())
}

fn set_from(value: &mut Value, typed: &str) -> Result<(), Message> {
    set_ends(value, |(_, to)| Ok((number(typed)?, to)))
}

/// An empty end leaves the amount open upwards.
fn set_to(value: &mut Value, typed: &str) -> Result<(), Message> {
    let to = if typed.trim().is_empty() {
        None
    } else {
        Some(number(typed)?)
    };
    set_ends(value, |(from, _)| Ok((from, to)))
}

type Ends = (Decimal, Option<Decimal>);

fn set_ends(
    value: &mut Value,
    set: impl FnOnce(Ends) -> Result<Ends, Message>,
) -> Result<(), Message> {
    let (Reading::Number(amount)
    | Reading::Money { amount, .. }
    | Reading::Quantity { amount, .. }) = &mut value.reading
    else {
        return Ok(());
    };
    let was_exact = matches!(amount, Amount::Exact(_));
    let before = match *amount {
        Amount::Exact(number) => (number, Some(number)),
        Amount::Range { min, max } => (min, Some(max)),
        Amount::AtLeast(min) => (min, None),
    };
    let (from, mut to) = set(before)?;
    // Whoever corrects a single number means the number, not a range from it to what it was.
    if was_exact && from != before.0 {
        to = Some(from);
    }
    *amount = match to {
        None => Amount::AtLeast(from),
        Some(to) if to == from => Amount::Exact(from),
        Some(to) => Amount::Range {
            min: from.min(to),
            max: from.max(to),
        },
    };
    Ok(())
}

/// A number as it is written here: a point before the fraction; spaces, or commas, between groups of three.
fn number(typed: &str) -> Result<Decimal, Message> {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, fraction) = compact.split_once('.').unwrap_or((&compact, ""));
    let grouped = whole.split(',').skip(1).all(|group| group.len() == 3) && !fraction.contains(',');
    let plain = compact.replace(',', "");
    let read = Decimal::from_str(&plain).ok().filter(|_| grouped);
    read.ok_or_else(|| Message::new("no-number").with("typed", typed))
}

fn view_part(
    name: &'static str,
    text: String,
    set: Set,
    value: &Value,
    send: &Callback<Msg>,
    said: &Words,
) -> Html {
    let value = value.clone();
    let change = send.reform(move |event: Event| {
        let mut value = value.clone();
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        Msg::SetValue(set(&mut value, &typed).map(|()| value))
    });
    html! { <label key={name}>{ said.say(&Message::new(format!("part-{name}"))) }<input data-testid={format!("value-{name}")} value={text} onchange={change} /></label> }
}

fn view_modifier(value: &Value, send: &Callback<Msg>, said: &Words) -> Html {
    let (value, chosen) = (value.clone(), value.modifier);
    let change = send.reform(move |event: Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::SetValue(Ok(Value {
            modifier: Modifier::from_name(&name),
            ..value.clone()
        }))
    });
    html! {
        <label>
            { said.text("modifier") }
            <select onchange={change}>
                <option value="" selected={chosen.is_none()}>{ said.text("modifier-none") }</option>
                { for Modifier::ALL.map(|modifier| html! {
                    <option value={modifier.as_str()} selected={chosen == Some(modifier)}>{ said.say(&Message::new(words::modifier(modifier)).with("value", "…")) }</option>
                }) }
            </select>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number_value(amount: Amount) -> Value {
        Reading::Number(amount).into()
    }

    #[test]
    fn correcting_a_single_number_keeps_it_single_and_a_range_keeps_its_order() {
        let mut value = number_value(Amount::Exact(Decimal::from(30)));
        set_from(&mut value, "2 500").unwrap();
        assert_eq!(value, number_value(Amount::Exact(Decimal::from(2500))));
        set_to(&mut value, "300").unwrap();
        assert_eq!(
            value,
            number_value(Amount::Range {
                min: Decimal::from(300),
                max: Decimal::from(2500)
            })
        );
        set_to(&mut value, "").unwrap();
        assert_eq!(value, number_value(Amount::AtLeast(Decimal::from(300))));
    }

    #[test]
    fn the_example_of_each_label_is_a_value_of_it() {
        for label in Label::DEFAULT.iter().filter(|label| label.has_value()) {
            let value = first(label, example(label)).unwrap();
            let temporal = matches!(value.reading, Reading::Temporal(_) | Reading::Duration(_));
            assert_eq!(
                temporal,
                ["DATE", "TIME", "DURATION"].contains(&label.as_str())
            );
        }
        let euros = Reading::Money {
            amount: Amount::Exact(Decimal::from(2500)),
            currency: "EUR".into(),
        };
        assert_eq!(first(&Label::MONEY, "2 500 eur"), Ok(euros.into()));
        assert_eq!(
            first(&Label::MONEY, "2500").unwrap_err().id(),
            "no-currency"
        );
    }

    #[test]
    fn what_is_no_number_date_or_currency_is_refused_with_an_example() {
        let mut value = number_value(Amount::Exact(Decimal::ONE));
        for odd in ["many", "2,5", "1.5,000", ""] {
            assert!(
                set_from(&mut value, odd).unwrap_err().id() == "no-number",
                "{odd}"
            );
        }
        let mut date: Value = Reading::Temporal("2016".parse().unwrap()).into();
        assert!(set_timex(&mut date, "yesterday").unwrap_err().id() == "no-timex");
        assert_eq!(date, Reading::Temporal("2016".parse().unwrap()).into());
        assert!(set_currency(&mut value, "euro").unwrap_err().id() == "no-currency");
    }
}
