//! Rounds what was learned to eight bits and writes the model file.

use std::collections::BTreeMap;

use crate::bytes::Writer;
use crate::model::file;
use crate::tags::TAGS;
use crate::train::News;
use crate::train::learn::Options;
use crate::train::stages::Stages;
use crate::weights::{SparseRow, write};

/// The model file of what was learned.
pub(crate) fn pack(
    lexicon: &[u8],
    stages: &Stages,
    options: Options,
    watch: &mut dyn FnMut(News),
) -> Vec<u8> {
    let step = options.step;
    let mut rows: BTreeMap<u32, SparseRow> = BTreeMap::new();
    for (features, learned) in [&stages.first, &stages.second] {
        for (feature, row) in features.iter().zip(&learned.rows) {
            let sparse = round(row, options.prune, step);
            if !sparse.is_empty() && strength(&sparse, step) >= options.weak {
                rows.insert(*feature, sparse);
            }
        }
    }
    watch(News::Packed {
        features: rows.len(),
        weights: rows.values().map(Vec::len).sum(),
    });
    let mut content = Writer::default();
    content.bytes.extend(lexicon);
    write(&rows, step, &mut content);
    stages.first.1.transitions.write(&mut content);
    stages.calibration.write(&mut content);
    file(&content)
}

/// The weights of a row that are not left out, in eight bits.
fn round(row: &[f32; TAGS], prune: f32, step: f32) -> SparseRow {
    (0..)
        .zip(row)
        .filter(|(_, weight)| weight.abs() >= prune)
        .map(|(column, weight)| (column, (weight / step).round().clamp(-127.0, 127.0) as i8))
        .filter(|(_, weight)| *weight != 0)
        .collect()
}

/// What the weights of a row add up to, whatever their signs.
fn strength(row: &SparseRow, step: f32) -> f32 {
    let units = row
        .iter()
        .map(|(_, weight)| f32::from(weight.unsigned_abs()));
    units.sum::<f32>() * step
}
