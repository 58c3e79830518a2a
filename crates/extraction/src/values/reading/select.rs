//! Which of the items found are taken.

use crate::values::Strength;
use crate::values::dates::when::When;
use crate::values::grammar::Entry;
use crate::values::languages::template::Class;
use crate::values::numbers::amount::Form;
use crate::values::reading::around;
use crate::values::reading::base::Reading;
use crate::values::reading::chart::{Chart, Item, Sense};
use crate::values::reading::label_of;
use crate::values::reading::token::{Gap, Shape, Token};

/// The longest items that don't overlap, in their order in the text.
///
/// Of two that overlap the longer one is taken, in bytes; of two as long, the one that its context
/// supports, then by class (a date before a number).
pub(in crate::values) fn longest<'a>(reading: &Reading, chart: &'a Chart) -> Vec<&'a Item> {
    let mut candidates: Vec<&Item> = chart
        .items
        .iter()
        .filter(|item| item.sense == Sense::Nothing || label_of(item).is_some())
        .filter(|item| stands_free(reading, item))
        .collect();
    candidates.retain(|item| !item.if_future || around::is_ahead(reading, item));
    candidates.retain(|item| !item.if_alone || is_alone(reading, item));
    candidates.sort_by_key(|item| {
        (
            std::cmp::Reverse(bytes(reading, item)),
            std::cmp::Reverse(item.supported),
            rank(item),
            item.start,
        )
    });
    let mut taken = vec![false; reading.tokens.len()];
    let mut chosen = Vec::new();
    for item in candidates {
        let range = item.start as usize..item.end as usize;
        let Some(tokens) = taken.get_mut(range) else {
            continue;
        };
        if tokens.contains(&true) {
            continue;
        }
        tokens.fill(true);
        chosen.push(item);
    }
    chosen.retain(|item| item.sense != Sense::Nothing);
    chosen.sort_by_key(|item| item.start);
    chosen
}

/// Which of two readings of the same words is taken: the lower rank.
fn rank(item: &Item) -> u8 {
    match item.class {
        _ if item.sense == Sense::Nothing => 0,
        Class::Point1 | Class::Date | Class::Time | Class::Clock => 0,
        Class::Range if matches!(item.sense, Sense::When(_)) => 1,
        Class::Ord => 2,
        Class::Percent | Class::Money => 3,
        Class::Quantity => 4,
        Class::Stretch | Class::Length => 5,
        Class::Num => 6,
        _ => 7,
    }
}

/// Whether the text holds nothing but the item.
fn is_alone(reading: &Reading, item: &Item) -> bool {
    item.start == 0 && item.end as usize == reading.tokens.len()
}

fn bytes(reading: &Reading, item: &Item) -> u32 {
    let start = reading
        .tokens
        .get(item.start as usize)
        .map_or(0, |token| token.start);
    let end = reading
        .tokens
        .get((item.end - 1) as usize)
        .map_or(0, |token| token.end);
    end - start
}

/// Whether an item is no piece of a longer name, number or code.
fn stands_free(reading: &Reading, item: &Item) -> bool {
    let before = item
        .start
        .checked_sub(1)
        .and_then(|at| reading.tokens.get(at as usize));
    let first = reading.tokens.get(item.start as usize);
    let next = reading.tokens.get(item.end as usize);
    let (Some(first), Some(last)) = (first, reading.tokens.get((item.end - 1) as usize)) else {
        return false;
    };
    let glued_before = before.filter(|_| first.gap == Gap::None);
    let glued_after = next.filter(|next| next.gap == Gap::None);
    let counts = reading.is_marked && is_alone(reading, item);
    if (is_lone_article(item) && !counts) || is_part_of_name(reading, item, *first) {
        return false;
    }
    let starts = glued_before.is_none_or(|before| may_precede(reading, item, *before, *first));
    let ends = glued_after.is_none_or(|next| may_follow(reading, item, *last, *next));
    starts && ends
}

/// A month by itself beside a capital is a name (Jan Smit, Theresa May), and so is one with a capital where
/// months have none (Mars); a short one without its own is a verb where they do.
fn is_part_of_name(reading: &Reading, item: &Item, first: Token) -> bool {
    let bare = match &item.sense {
        Sense::When(When::Month { year: None, .. }) => item.end == item.start + 1,
        Sense::When(When::Range(start, _)) => {
            item.class == Class::Range && matches!(**start, When::Month { year: None, .. })
        }
        _ => false,
    };
    let at = |at: Option<u32>| at.and_then(|at| reading.tokens.get(at as usize));
    let word = |token: &&Token| token.shape == Shape::Word;
    let before = at(item.start.checked_sub(1)).filter(|_| first.gap == Gap::Space);
    let before = before.filter(word);
    let after = at(Some(item.end)).filter(|token| token.gap == Gap::Space);
    if bare && !reading.grammar.template.capital_months {
        let short = |entry: &Entry| entry.class == Class::MonthShort;
        let planet = reading.grammar.entries(first.symbol).iter().any(short);
        let named = |before: &Token| planet || (before.capital && before.end - before.start > 2);
        return first.capital && before.is_some_and(named);
    }
    if !bare || (item.supported && item.end == item.start + 1) {
        return false;
    }
    let doubtful = item.strength == Strength::Possible;
    let name = |token: &Token| token.capital && (doubtful || token.symbol == 0);
    let beside = before.is_some_and(name) || after.filter(word).is_some_and(name);
    let verb = doubtful && !first.capital && reading.tokens.len() > 3;
    (first.capital && beside) || verb
}

/// One, un, een by themselves are unmarked.
fn is_lone_article(item: &Item) -> bool {
    match &item.sense {
        Sense::Number(number) if item.class == Class::Num => {
            let whole = number.whole();
            number.form == Form::Article
                || number.form == Form::YearWords
                || (number.form == Form::Words && matches!(whole, Some(0 | 1)))
        }
        _ => false,
    }
}

fn may_precede(reading: &Reading, item: &Item, before: Token, first: Token) -> bool {
    match before.shape {
        // F16, 3D: letters and digits that touch are a name, but 3km and €5 are not.
        Shape::Word | Shape::Digits => first.shape == Shape::Mark,
        Shape::Mark => {
            let mark = before.of(reading.text);
            let at = item.start as usize - 1;
            let further = at.checked_sub(1).and_then(|at| reading.tokens.get(at));
            let joined = further.filter(|_| before.gap == Gap::None);
            match (mark, joined.map(|token| token.shape)) {
                (
                    "-" | "‑" | "–" | "/" | "." | "," | ":" | "_" | "+" | "'" | "’",
                    Some(Shape::Digits),
                )
                | ("#" | "@" | "&", _)
                | ("_", None | Some(Shape::Mark)) => first.shape != Shape::Digits,
                ("-" | "‑" | "/" | "_", Some(Shape::Word)) => {
                    first.shape != Shape::Digits
                        && !matches!(item.sense, Sense::Number(_) | Sense::Rank(_))
                }
                _ => true,
            }
        }
    }
}

fn may_follow(reading: &Reading, item: &Item, last: Token, next: Token) -> bool {
    match next.shape {
        Shape::Word | Shape::Digits => last.shape == Shape::Mark && last.of(reading.text) != ".",
        Shape::Mark => {
            let mark = next.of(reading.text);
            let further = reading.tokens.get(item.end as usize + 1);
            let joined = further.filter(|token| token.gap == Gap::None);
            match (mark, joined.map(|token| token.shape)) {
                ("-" | "‑" | "/" | "." | "," | ":" | "_", Some(Shape::Digits)) => {
                    last.shape != Shape::Digits
                }
                ("_" | "@", _) => last.shape != Shape::Digits,
                _ => true,
            }
        }
    }
}
