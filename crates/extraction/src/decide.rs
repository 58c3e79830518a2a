//! Tagger and grammars decide together: where they differ, the likelier one stands.

use crate::reading::Reading;
use crate::tags::Chunk;
use crate::values::Strength;

/// A line with at most this many tokens besides an expression has too little context for the tagger.
const BARE_TOKENS: usize = 4;

/// How likely an expression is right that the tagger does not find, by its strength, in running text and in a
/// line that says little else. Measured on the dev set and on lists of bare expressions.
const IN_TEXT: [f32; 3] = [0.05, 0.15, 0.45];
const BARE: [f32; 3] = [0.6, 0.95, 0.995];

/// Lets the grammars' expressions compete with the tagger's spans; gives spans in order, without overlaps.
pub(crate) fn decide(reading: &Reading, found: Vec<(Chunk, f32)>) -> Vec<(Chunk, f32)> {
    let mut decided = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    for (chunk, strength) in reading.expression_chunks() {
        while let Some(earlier) = found.next_if(|(other, _)| other.end <= chunk.start) {
            decided.push(earlier);
        }
        let mut rivals = Vec::new();
        while let Some(rival) = found.next_if(|(other, _)| other.start < chunk.end) {
            rivals.push(rival);
        }
        let chance = chance(reading, chunk, strength);
        let agrees = rivals.iter().any(|(other, _)| *other == chunk);
        let free = decided
            .last()
            .is_none_or(|(other, _)| other.end <= chunk.start);
        let likelier = rivals.iter().all(|(_, probability)| *probability < chance);
        if free && !agrees && likelier && (!rivals.is_empty() || chance >= 0.5) {
            decided.push((chunk, chance));
        } else {
            decided.extend(rivals);
        }
    }
    decided.extend(found);
    decided
}

/// How likely an expression is right when the tagger does not find it.
fn chance(reading: &Reading, chunk: Chunk, strength: Strength) -> f32 {
    let index = match strength {
        Strength::Possible => 0,
        Strength::Likely => 1,
        Strength::Certain => 2,
    };
    let line = reading.line_len(chunk.start);
    let others = line.saturating_sub(chunk.end - chunk.start);
    if others <= BARE_TOKENS {
        BARE[index]
    } else {
        IN_TEXT[index]
    }
}
