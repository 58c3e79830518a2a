//! Fonts that can't be, found before anything is made of them.
//!
//! A few bytes can say that a font has the widths of four thousand million characters, and what reads the font would
//! believe it.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Object};

/// No character of a font has a higher number (ISO 32000-1, annex C).
const HIGHEST: f64 = 65_535.0;
/// So many characters may be named in the ranges of one font, each as often as it is.
const MOST_NAMED: f64 = 1_000_000.0;
/// How deep direct objects are followed into one another.
const DEEPEST: usize = 32;

/// Whether all fonts have widths of as many characters as there can be.
pub(super) fn are_possible(pdf: &Pdf) -> bool {
    pdf.objects()
        .into_iter()
        .all(|object| is_possible(&object, 0))
}

fn is_possible(object: &Object, depth: usize) -> bool {
    let inner = |value: MaybeRef<Object>| match value {
        MaybeRef::NotRef(object) => is_possible(&object, depth + 1),
        // It is looked at where it stands.
        MaybeRef::Ref(_) => true,
    };
    match object {
        _ if depth > DEEPEST => true,
        Object::Dict(dict) => {
            has_possible_widths(dict) && dict.entries().all(|(_, value)| inner(value))
        }
        Object::Stream(stream) => stream.dict().entries().all(|(_, value)| inner(value)),
        Object::Array(array) => array.raw_iter().all(inner),
        _ => true,
    }
}

fn has_possible_widths(dict: &Dict) -> bool {
    let first = match dict.get::<Object>("FirstChar") {
        Some(Object::Number(first)) => first.as_f64(),
        _ => 0.0,
    };
    let ranges = [("W", 3), ("W2", 5)];
    first <= HIGHEST
        && ranges.iter().all(|(key, numbers)| {
            let widths = dict.get::<Array>(*key);
            widths.is_none_or(|widths| named(&widths, *numbers) <= MOST_NAMED)
        })
}

/// How many characters an array of widths names in ranges of so many numbers, of which the first two are the first
/// character and the last.
fn named(widths: &Array, numbers: usize) -> f64 {
    let (mut range, mut named) = (Vec::new(), 0.0);
    for object in widths.iter::<Object>() {
        match object {
            Object::Number(number) => range.push(number.as_f64()),
            _ => range.clear(),
        }
        if range.len() == numbers {
            if range[1] > HIGHEST {
                return f64::INFINITY;
            }
            named += (range[1] - range[0] + 1.0).max(0.0);
            range.clear();
        }
    }
    named
}
