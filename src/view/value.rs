//! What a mark denotes, in words, and its parts to correct.

use std::str::FromStr;

use dateline_annotation::value::ValueError;
use dateline_annotation::{Amount, Decimal, Label, Modifier, Reading, Timex, Value, timex};
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
            { for (0..value.alternatives.len()).map(|index| view_choice(value, index, send, &said)) }
            <details>
                <summary>{ said.text("correct-value") }</summary>
                <div class="parts">
                    { for parts(&value.reading).into_iter().map(|(name, text, set)| view_part(name, text, set, value, send, &said)) }
                    { view_precision(value, send, &said) }
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
    let mut value = Value::from(match label.as_str() {
        "DATE" | "TIME" => Reading::Temporal(date(typed)?),
        "DURATION" => Reading::Duration(length(typed)?),
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

/// A button that takes another reading; the first one has a key.
fn view_choice(value: &Value, index: usize, send: &Callback<Msg>, said: &Words) -> Html {
    let chosen = value.choosing(index);
    let reading = words::reading(&chosen.reading, said);
    html! {
        <button class="link" data-testid="other-reading" onclick={send.reform(move |_| Msg::SetValue(Ok(chosen.clone())))}>
            { said.say(&Message::new("take-reading").with("reading", reading)) }
            if index == 0 {
                <kbd>{ said.key("Shift V") }</kbd>
            }
        </button>
    }
}

/// The parts of a reading: what each is called, what it is, how it is set.
fn parts(reading: &Reading) -> Vec<(&'static str, String, Set)> {
    match reading {
        Reading::Temporal(timex) => {
            let (from, to) = timex
                .as_str()
                .split_once('/')
                .unwrap_or((timex.as_str(), ""));
            vec![
                ("from", from.to_owned(), set_since),
                ("to", to.to_owned(), set_until),
            ]
        }
        Reading::Duration(timex) => vec![("duration", timex.to_string(), set_length)],
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

/// A date or time as it is written here, on the calendar.
fn date(typed: &str) -> Result<Timex, Message> {
    let read: Result<Timex, ValueError> = typed.trim().parse();
    let known = read.ok().filter(timex::is_date);
    known.ok_or_else(|| Message::new("no-timex").with("typed", typed))
}

/// A length of time as it is written here.
fn length(typed: &str) -> Result<Timex, Message> {
    let read: Result<Timex, ValueError> = typed.trim().parse();
    let known = read.ok().filter(timex::is_length);
    known.ok_or_else(|| Message::new("no-length").with("typed", typed))
}

fn set_length(value: &mut Value, typed: &str) -> Result<(), Message> {
    if let Reading::Duration(length_of) = &mut value.reading {
        *length_of = length(typed)?;
    }
    Ok(())
}

/// From when: the whole value where there is no end.
fn set_since(value: &mut Value, typed: &str) -> Result<(), Message> {
    set_dates(value, |(_, to)| (typed.trim().to_owned(), to))
}

/// An empty end leaves the one date.
fn set_until(value: &mut Value, typed: &str) -> Result<(), Message> {
    set_dates(value, |(from, _)| (from, typed.trim().to_owned()))
}

/// Sets the ends of a range of dates; what is the other way round is turned.
fn set_dates(
    value: &mut Value,
    set: impl FnOnce((String, String)) -> (String, String),
) -> Result<(), Message> {
    let Reading::Temporal(dates) = &mut value.reading else {
        return Ok(());
    };
    let (from, to) = dates
        .as_str()
        .split_once('/')
        .unwrap_or((dates.as_str(), ""));
    let (from, to) = set((from.to_owned(), to.to_owned()));
    *dates = match &to[..] {
        "" => date(&from)?,
        to if *to == from => date(&from)?,
        to => {
            let (from, to) = (date(&from)?, date(to)?);
            let (first, last) = if from.as_str().len() == to.as_str().len() && to < from {
                (to, from)
            } else {
                (from, to)
            };
            date(&format!("{first}/{last}"))?
        }
    };
    Ok(())
}

/// The less precise names of a date, or of both ends of a range.
fn coarser(value: &Value) -> Vec<Timex> {
    let Reading::Temporal(dates) = &value.reading else {
        return Vec::new();
    };
    let ends: Vec<Vec<String>> = timex::parts(dates)
        .into_iter()
        .map(|end| end.coarser().iter().map(ToString::to_string).collect())
        .collect();
    let names: Vec<String> = match &ends[..] {
        [one] => one.clone(),
        [from, to] if from.len() == to.len() => from
            .iter()
            .zip(to)
            .map(|(from, to)| {
                if from == to {
                    from.clone()
                } else {
                    format!("{from}/{to}")
                }
            })
            .collect(),
        _ => Vec::new(),
    };
    names.iter().filter_map(|name| name.parse().ok()).collect()
}

/// How precise a date is: as it is, or less.
fn view_precision(value: &Value, send: &Callback<Msg>, said: &Words) -> Html {
    let coarser = coarser(value);
    if coarser.is_empty() {
        return Html::default();
    }
    let named = |timex: &Timex| words::reading(&Reading::Temporal(timex.clone()), said);
    let options = coarser
        .iter()
        .map(|timex| html! { <option value={timex.to_string()}>{ named(timex) }</option> });
    let options: Vec<Html> = options.collect();
    let now = words::reading(&value.reading, said);
    let value = value.clone();
    let change = send.reform(move |event: Event| {
        let typed = event.target_unchecked_into::<HtmlSelectElement>().value();
        Msg::SetValue(date(&typed).map(|timex| Value {
            reading: Reading::Temporal(timex),
            ..value.clone()
        }))
    });
    html! {
        <label key="precision">
            { said.text("precision") }
            <select data-testid="value-precision" onchange={change}>
                <option value="" selected=true>{ now }</option>
                { for options }
            </select>
        </label>
    }
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
            <select data-testid="value-modifier" onchange={change}>
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
    fn the_ends_of_dates_are_set_and_their_precision_is_lowered() {
        let mut value: Value = Reading::Temporal("2016-11-27".parse().unwrap()).into();
        let shown = |value: &Value| match &value.reading {
            Reading::Temporal(timex) => timex.to_string(),
            other => format!("{other:?}"),
        };
        set_until(&mut value, "2016-11-24").unwrap();
        assert_eq!(shown(&value), "2016-11-24/2016-11-27");
        let names: Vec<String> = coarser(&value).iter().map(ToString::to_string).collect();
        assert_eq!(
            names,
            [
                "2016-W47", "2016-11", "2016-Q4", "2016-H2", "2016", "201", "20"
            ]
        );
        set_until(&mut value, "").unwrap();
        set_since(&mut value, "2016-10").unwrap();
        assert_eq!(shown(&value), "2016-10");
        assert!(coarser(&Reading::Duration("P3Y".parse().unwrap()).into()).is_empty());
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
        for odd in ["yesterday", "2016-13", "2015-02-29", ""] {
            assert!(
                set_since(&mut date, odd).unwrap_err().id() == "no-timex",
                "{odd}"
            );
        }
        assert_eq!(date, Reading::Temporal("2016".parse().unwrap()).into());
        let mut lasting: Value = Reading::Duration("P3Y".parse().unwrap()).into();
        for odd in ["2016", "P-3Y", "T17:00"] {
            assert!(
                set_length(&mut lasting, odd).unwrap_err().id() == "no-length",
                "{odd}"
            );
        }
        assert!(set_currency(&mut value, "euro").unwrap_err().id() == "no-currency");
    }
}
