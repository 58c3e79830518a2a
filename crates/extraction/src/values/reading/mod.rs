//! From a text to its expressions.

pub(in crate::values) mod around;
pub(in crate::values) mod article;
pub(in crate::values) mod base;
pub(in crate::values) mod build;
pub(in crate::values) mod chart;
pub(in crate::values) mod select;
pub(in crate::values) mod starts;
pub(in crate::values) mod token;

use dateline_annotation::{Label, Reading as Meaning, Span, Timex, Value};

use crate::values::dates::clocks;
use crate::values::dates::resolve::{Frame, resolve};
use crate::values::dates::when::{Time, When};
use crate::values::grammar::Grammar;
use crate::values::grammar::pattern::Match;
use crate::values::grammar::phase::Ahead;
use crate::values::languages::grammar;
use crate::values::languages::template::Class;
use crate::values::numbers::digits::Style;
use crate::values::numbers::measures;
use crate::values::reading::article::Context;
use crate::values::reading::base::Reading;
use crate::values::reading::chart::{Chart, Item, Sense, bit};
use crate::values::reading::token::Gap;
use crate::values::{Expression, Strength};

/// All expressions of a text.
pub(in crate::values) fn expressions(text: &str, context: &Context) -> Vec<Expression> {
    read(text, context, grammar(context.language), false)
}

/// All expressions of a text by a table.
pub(in crate::values) fn read(
    text: &str,
    context: &Context,
    grammar: &Grammar,
    is_marked: bool,
) -> Vec<Expression> {
    let (tokens, compounds) = grammar.read(text);
    let reading = Reading {
        text,
        tokens: &tokens,
        compounds: &compounds,
        grammar,
        style: Style {
            decimal_comma: context.decimal_comma,
            space_groups: grammar.template.space_groups,
        },
        is_marked,
    };
    let mut chart = base::items(&reading);
    run(&reading, &mut chart);
    let chosen = select::longest(&reading, &chart);
    meanings(&reading, context, &chosen)
}

/// Runs all phases over the chart.
fn run(reading: &Reading, chart: &mut Chart) {
    let grammar = reading.grammar;
    // Rules begin at few tokens.
    let mut places: Vec<Place> = (0..reading.tokens.len())
        .map(|at| Place::new(reading, chart, at))
        .filter(|place| place.phases != 0)
        .collect();
    let (mut made, mut more) = (Vec::new(), Vec::new());
    let (mut parts, mut candidates) = (Vec::new(), Vec::new());
    for (number, phase) in grammar.phases.iter().enumerate() {
        for Place { at, symbol, .. } in places.iter().filter(|place| place.has(number)) {
            let ahead = |at| ahead(reading, chart, at);
            phase.candidates((*at, *symbol), chart, ahead, &mut candidates);
            for rule in candidates.iter().filter_map(|rule| phase.rule(*rule)) {
                let mut add =
                    |found: &Match| made.extend(build::item(rule, phase.class, found, chart));
                rule.pattern
                    .matches(reading.tokens, chart, *at, &mut parts, &mut add);
            }
        }
        let next = grammar.phases_of_classes(bit(phase.class));
        for item in made.drain(..) {
            let start = item.start as usize;
            // A rule with words before its mark makes items that begin later than it does.
            match places.binary_search_by_key(&start, |place| place.at) {
                Ok(place) => places[place].phases |= next,
                Err(_) => more.push(start),
            }
            chart.add(item);
        }
        if !more.is_empty() {
            more.sort_unstable();
            more.dedup();
            places.extend(more.drain(..).map(|at| Place::new(reading, chart, at)));
            places.sort_unstable_by_key(|place| place.at);
        }
    }
}

/// A token at which rules may begin.
struct Place {
    at: usize,
    symbol: u16,
    /// The phases with rules that can begin here, as bits.
    phases: u32,
}

impl Place {
    fn new(reading: &Reading, chart: &Chart, at: usize) -> Self {
        let symbol = reading.tokens.get(at).map_or(0, |token| token.symbol);
        let classes = chart.classes(at);
        let mut phases = reading.grammar.phases_of_classes(classes);
        if symbol != 0 {
            let alone = ahead(reading, chart, at + 1).is_empty();
            phases |= reading.grammar.phases_of(symbol, alone);
        }
        Self { at, symbol, phases }
    }

    const fn has(&self, phase: usize) -> bool {
        self.phases >> phase & 1 == 1
    }
}

/// What stands at a token that a match goes on to.
fn ahead(reading: &Reading, chart: &Chart, at: usize) -> Ahead {
    match reading.tokens.get(at) {
        Some(token) if token.gap != Gap::Break => Ahead::new(token.symbol, chart.classes(at)),
        _ => Ahead::default(),
    }
}

/// The label of an item; `None` when it is only a part of others.
pub(in crate::values) fn label_of(item: &Item) -> Option<Label> {
    Some(match (&item.sense, item.class) {
        (Sense::Number(_), Class::Num | Class::Amount) => Label::CARDINAL,
        (Sense::Rank(_), Class::Ord) => Label::ORDINAL,
        (Sense::Money(..), _) => Label::MONEY,
        (Sense::Percent(_), _) => Label::PERCENT,
        (Sense::Quantity(..), _) => Label::QUANTITY,
        (Sense::Length(_), _) => Label::DURATION,
        (
            Sense::When(when),
            Class::Date | Class::Point1 | Class::Time | Class::Clock | Class::Range,
        ) => {
            if is_feast(when) {
                Label::EVENT
            } else if is_time(when) {
                Label::TIME
            } else {
                Label::DATE
            }
        }
        _ => return None,
    })
}

/// A holiday by its bare name is an event; see the guidelines of the corpus.
fn is_feast(when: &When) -> bool {
    matches!(
        when,
        When::Feast {
            year: None,
            shift: None,
            ..
        }
    )
}

fn is_time(when: &When) -> bool {
    match when {
        When::Time { .. } => true,
        When::Offset { length, .. } => length.grain().is_none(),
        When::Range(first, _) => is_time(first),
        When::Edge(_, inner) => is_time(inner),
        When::Every(timex) => timex.contains('T'),
        _ => false,
    }
}

fn meanings(reading: &Reading, context: &Context, chosen: &[&Item]) -> Vec<Expression> {
    let mut frame = Frame {
        now: context.published,
        has_time: context.has_time,
        day_first: context.day_first,
        ..Frame::default()
    };
    let mut found = Vec::with_capacity(chosen.len());
    for (index, item) in chosen.iter().enumerate() {
        let Some((label, span)) = label_of(item).zip(span_of(reading, item)) else {
            continue;
        };
        frame.future = matches!(item.sense, Sense::When(_)) && around::is_future(reading, item);
        let day = near_day(reading, chosen, index);
        let cents = reading.grammar.template.cents;
        let Some((meaning, period)) = meaning(item, day, (context, cents), &frame) else {
            continue;
        };
        if let Some(period) = period.filter(|_| item.strength > Strength::Possible) {
            frame.story = Some(period);
        }
        let mut value = meaning;
        if value.modifier.is_none() {
            value.modifier = around::modifier(reading, item);
        }
        found.push(Expression {
            span,
            label,
            value,
            strength: strength(reading, item),
        });
    }
    found
}

/// How sure an item is; a rank before a capital often belongs to a name: the 7th Division.
fn strength(reading: &Reading, item: &Item) -> Strength {
    let next = reading.tokens.get(item.end as usize);
    let named = next.is_some_and(|next| next.capital && next.gap != Gap::Break);
    match item.sense {
        Sense::Rank(_) if named => Strength::Possible,
        _ => item.strength,
    }
}

fn span_of(reading: &Reading, item: &Item) -> Option<Span> {
    let first = reading.tokens.get(item.start as usize)?;
    let last = reading.tokens.get(item.end.checked_sub(1)? as usize)?;
    Span::of(reading.text, first.start as usize, last.end as usize)
}

/// The day that stands beside a clock time: `Monday at 5 pm`, `5 pm on Monday`.
fn near_day<'a>(reading: &Reading, chosen: &[&'a Item], index: usize) -> Option<&'a When> {
    let item = chosen.get(index)?;
    let bare = match &item.sense {
        Sense::When(When::Time { day: None, .. }) => true,
        Sense::When(When::Range(first, _)) => matches!(**first, When::Time { day: None, .. }),
        _ => false,
    };
    if !bare {
        return None;
    }
    let before = index.checked_sub(1).and_then(|before| chosen.get(before));
    let near = |first: &Item, second: &Item| {
        second.start - first.end <= 2 && around::same_line(reading, first.end, second.start)
    };
    let day_of = |item: &'a Item| match &item.sense {
        Sense::When(when) if clocks::is_day(when) => Some(when),
        Sense::When(
            when @ When::Time {
                day: Some(_),
                time: Time::Part(_),
            },
        ) => Some(when),
        _ => None,
    };
    let before = before
        .filter(|before| near(before, item))
        .and_then(|before| day_of(before));
    let after = chosen.get(index + 1).filter(|after| near(item, after));
    before.or_else(|| after.and_then(|after| day_of(after)))
}

type Period = crate::values::dates::calendar::Period;

fn meaning(
    item: &Item,
    day: Option<&When>,
    (context, cents): (&Context, &'static str),
    frame: &Frame,
) -> Option<(Value, Option<Period>)> {
    let plain = |reading: Meaning| Some((Value::from(reading), None));
    match &item.sense {
        Sense::Number(number) => plain(Meaning::Number(number.amount)),
        Sense::Rank(rank) => {
            let rank = rust_decimal::Decimal::from(*rank);
            plain(Meaning::Number(dateline_annotation::Amount::Exact(rank)))
        }
        Sense::Percent(amount) => plain(Meaning::Number(*amount)),
        Sense::Money(amount, currency) => plain(Meaning::Money {
            amount: *amount,
            currency: currency_of(currency, context, cents).to_owned(),
        }),
        Sense::Quantity(amount, unit) => plain(Meaning::Quantity {
            amount: *amount,
            unit: (*unit).to_owned(),
        }),
        Sense::Length(length) => plain(Meaning::Duration(length.iso()?.parse().ok()?)),
        Sense::When(when) => temporal(&on(when, day), frame),
        Sense::Word(_) | Sense::Code(_) | Sense::Nothing => None,
    }
}

/// The currency of a code or shared name, by the countries of the article.
fn currency_of(code: &'static str, context: &Context, cents: &'static str) -> &'static str {
    let code = if code == measures::CENTS { cents } else { code };
    crate::values::numbers::countries::currency_in(code, &context.countries)
}

/// A time on a day that stands beside it, and in the part of that day.
fn on(when: &When, day: Option<&When>) -> When {
    let Some(day) = day else {
        return when.clone();
    };
    match (when, day) {
        (
            When::Time {
                day: None,
                time: Time::Clock(clock),
            },
            When::Time {
                day: Some(named),
                time: Time::Part(part),
            },
        ) => When::Time {
            day: Some(named.clone()),
            time: Time::Clock(clocks::in_part(*clock, *part)),
        },
        (When::Time { day: None, time }, _) => When::Time {
            day: Some(Box::new(day.clone())),
            time: *time,
        },
        (When::Range(first, second), _) => When::Range(
            Box::new(on(first, Some(day))),
            Box::new(on(second, Some(day))),
        ),
        (other, _) => other.clone(),
    }
}

fn temporal(when: &When, frame: &Frame) -> Option<(Value, Option<Period>)> {
    let resolved = resolve(when, frame)?;
    let timex: Timex = resolved.timex.parse().ok()?;
    let other = resolved.other.and_then(|other| other.parse().ok());
    let value = Value {
        reading: Meaning::Temporal(timex),
        modifier: resolved.modifier,
        alternatives: other.map(Meaning::Temporal).into_iter().collect(),
    };
    Some((value, resolved.period))
}

/// How far before a marked span the text is read for what surrounds it.
const BEFORE: usize = 1500;
/// How far after it.
const AFTER: usize = 60;

/// The value of a span that is marked already.
pub(in crate::values) fn value_of(
    text: &str,
    span: Span,
    label: &Label,
    context: &Context,
) -> Option<Value> {
    span.slice(text)?;
    in_context(text, span, label, context).or_else(|| alone(text, span, label, context))
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The value of the expression that is found where the span is.
fn in_context(text: &str, span: Span, label: &Label, context: &Context) -> Option<Value> {
    let from = floor(text, span.start().to_usize().saturating_sub(BEFORE));
    let to = floor(text, (span.end().to_usize() + AFTER).min(text.len()));
    let (start, end) = (span.start().to_usize() - from, span.end().to_usize() - from);
    let exact = |found: &Expression| {
        found.span.start().to_usize() == start && found.span.end().to_usize() == end
    };
    let found = expressions(text.get(from..to)?, context);
    as_label(found.iter().find(|found| exact(found))?, label)
}

/// The value of the longest expression in the span's own words.
pub(in crate::values) fn alone(
    text: &str,
    span: Span,
    label: &Label,
    context: &Context,
) -> Option<Value> {
    let own = span.slice(text)?;
    let found = read(own, context, grammar(context.language), true);
    let best = found.iter().filter(|found| found.label == *label);
    let best = best.max_by_key(|found| found.span.byte_len()).cloned();
    match best {
        Some(best) => Some(best.value),
        None => found.iter().find_map(|found| as_label(found, label)),
    }
}

/// What an expression means under another label: `42` is an age, `2,5` a percentage, a holiday a
/// date, when the one who marked it says so.
pub(in crate::values) fn as_label(found: &Expression, label: &Label) -> Option<Value> {
    if found.label == *label || (found.label == Label::EVENT && *label == Label::DATE) {
        return Some(found.value.clone());
    }
    let Meaning::Number(amount) = found.value.reading else {
        return None;
    };
    let (low, _) = crate::values::numbers::amount::ends(amount);
    let reading = if *label == Label::DURATION {
        let years = crate::values::dates::length::Length::new(
            amount,
            crate::values::dates::length::Unit::Year,
        );
        Meaning::Duration(years.iso()?.parse().ok()?)
    } else if *label == Label::MONEY {
        let currency = "XXX".to_owned();
        Meaning::Money { amount, currency }
    } else if *label == Label::DATE && low.is_integer() && low.mantissa() / 1000 % 10 > 0 {
        Meaning::Temporal(low.trunc().to_string().parse().ok()?)
    } else if [Label::CARDINAL, Label::PERCENT, Label::ORDINAL].contains(label) {
        Meaning::Number(amount)
    } else {
        return None;
    };
    Some(Value {
        reading,
        ..found.value.clone()
    })
}
