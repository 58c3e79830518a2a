//! What a match of a rule means.

use crate::values::Strength;
use crate::values::dates;
use crate::values::dates::{clocks, lengths};
use crate::values::grammar::pattern::Match;
use crate::values::grammar::phase::CompiledRule;
use crate::values::languages::template::{Class, Do};
use crate::values::numbers::amounts;
use crate::values::reading::chart::{Chart, Item, Sense};

/// The parts of a match, by their names in the pattern.
pub(in crate::values) struct Parts<'a> {
    chart: &'a Chart,
    parts: &'a [(&'static str, u32)],
}

impl<'a> Parts<'a> {
    /// All parts in order.
    pub(in crate::values) fn all(&self) -> impl Iterator<Item = (&'static str, &'a Item)> {
        let chart = self.chart;
        self.parts
            .iter()
            .filter_map(move |(name, place)| Some((*name, chart.get(*place)?)))
    }

    /// The first part of one of these names.
    pub(in crate::values) fn first(&self, names: &[&str]) -> Option<&'a Item> {
        self.all()
            .find(|(name, _)| names.contains(name))
            .map(|(_, item)| item)
    }

    /// The number of the first word of a name.
    pub(in crate::values) fn word(&self, name: &str) -> Option<i32> {
        self.first(&[name])?.word()
    }

    /// The code of the first currency or unit of one of these names.
    pub(in crate::values) fn code(&self, names: &[&str]) -> Option<&'static str> {
        self.first(names)?.code()
    }

    /// The weakest strength of the parts that rules made.
    fn strength(&self) -> Option<Strength> {
        let made = |item: &&Item| item.class >= Class::Point1;
        self.all()
            .map(|(_, item)| item)
            .filter(made)
            .map(|item| item.strength)
            .min()
    }
}

/// The item that a rule makes of a match; `None` when its parts don't go together.
pub(in crate::values) fn item(
    rule: &CompiledRule,
    class: Class,
    found: &Match,
    chart: &Chart,
) -> Option<Item> {
    let parts = Parts {
        chart,
        parts: found.parts,
    };
    let sense = sense(rule.action, &parts)?;
    let mut item = Item::new(class, found.start, found.end, sense);
    item.strength = match parts.strength() {
        Some(Strength::Possible) if found.parts.len() > 1 => rule.strength,
        Some(weakest) if rule.action == Do::Same => rule.strength.min(weakest),
        _ => rule.strength,
    };
    item.supported = found.closed;
    item.if_future = rule.action == Do::AheadIf;
    item.if_alone = rule.action == Do::VagueAlone;
    Some(item)
}

fn sense(action: Do, parts: &Parts) -> Option<Sense> {
    match action {
        Do::Times
        | Do::Add
        | Do::AddPart(_)
        | Do::Fixed(_)
        | Do::Ratio
        | Do::Span
        | Do::SpanOfHundreds
        | Do::Score
        | Do::Neighbours
        | Do::AtLeast(_)
        | Do::Rank => amounts::number(action, parts),
        Do::Money
        | Do::Percent
        | Do::MinusPercent
        | Do::Quantity
        | Do::QuantityHalf
        | Do::BelowZero
        | Do::Join => amounts::measure(action, parts),
        Do::Length
        | Do::LengthAnd(_)
        | Do::Vague
        | Do::VagueAlone
        | Do::Years
        | Do::Decades
        | Do::Hours
        | Do::Age => lengths::length(action, parts),
        Do::Clock
        | Do::Past
        | Do::To
        | Do::HalfTo(_)
        | Do::PartOfDay
        | Do::OnDay
        | Do::OnThis
        | Do::OnPart
        | Do::NightBefore
        | Do::NightOf => clocks::time(action, parts).map(Sense::When),
        Do::Nothing => Some(Sense::Nothing),
        Do::Same => parts.all().next().map(|(_, item)| item.sense.clone()),
        _ => dates::date(action, parts).map(Sense::When),
    }
}
