//! What the tagger has learned: a row of 8-bit weights for each feature that matters.

#[cfg(feature = "train")]
use crate::bytes::Writer;
use crate::bytes::{ModelError, Reader};
use crate::hash::Table;
use crate::lattice::Scores;
use crate::tags::{LANES, TAGS};

/// Weights by feature; a feature that is not in the table has none.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    /// From a feature to its row.
    table: Table,
    /// Those with most weights first: they belong to the most frequent features, which so lie together.
    rows: Vec<Row>,
    /// What one unit of a weight is worth.
    step: f32,
}

/// The weights of a feature, in one line of the processor's cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Row([i8; TAGS]);

/// Weights of a feature that are not 0, by column.
#[cfg(feature = "train")]
pub(crate) type SparseRow = Vec<(u8, i8)>;

/// A token's sums of weights, in units of [`Weights::step`]. Sixteen bits hold the sums of more features
/// than a token of news has; on others they stop at the largest number.
pub(crate) type Sums = [i16; TAGS];

/// Adds a row of sums to another.
#[inline]
pub(crate) fn add(sums: &mut Sums, row: &Sums) {
    for (sum, other) in sums.iter_mut().zip(row) {
        *sum = sum.saturating_add(*other);
    }
}

/// How many features wait at most.
const BATCH: usize = 128;

/// Features that the weights may know, gathered before their rows are fetched: so the processor fetches many
/// rows at once instead of waiting for one after the other.
#[derive(Debug)]
pub(crate) struct Batch {
    features: [u32; BATCH],
    count: usize,
}

impl Default for Batch {
    fn default() -> Self {
        Self {
            features: [0; BATCH],
            count: 0,
        }
    }
}

impl Weights {
    /// Puts a feature into a batch, and the whole batch into `sums` when it is full.
    #[inline]
    pub(crate) fn note(&self, feature: u32, batch: &mut Batch, sums: &mut Sums) {
        batch.features[batch.count] = feature;
        // Whether a feature is known can't be foreseen, so it must not be a branch.
        batch.count += usize::from(self.table.may_have(feature));
        if batch.count == BATCH {
            self.settle(batch, sums);
        }
    }

    /// Adds the weights of a batch to `sums` and empties it.
    pub(crate) fn settle(&self, batch: &mut Batch, sums: &mut Sums) {
        let mut total = *sums;
        let features = &batch.features[..batch.count];
        let rows = features
            .iter()
            .filter_map(|feature| self.table.get(*feature));
        for row in rows.filter_map(|row| self.rows.get(row as usize)) {
            for (sum, weight) in total.iter_mut().zip(row.0) {
                *sum = sum.saturating_add(i16::from(weight));
            }
        }
        *sums = total;
        batch.count = 0;
    }

    /// What sums are worth.
    #[inline]
    pub(crate) fn scores(&self, sums: &Sums) -> Scores {
        sums.map(|sum| f32::from(sum) * self.step)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let step = reader.f32()?;
        let keys = reader.ascending()?;
        let counts = reader.take(keys.len())?;
        let total = counts.iter().map(|count| usize::from(*count)).sum();
        let (columns, weights) = (reader.take(total)?, reader.take(total)?);
        let mut rows = vec![Row([0; TAGS]); keys.len()];
        let order = by_length(counts);
        let mut at = 0;
        for (row, count) in order.iter().zip(counts) {
            for _ in 0..*count {
                let column = rows[*row as usize].0.get_mut(usize::from(columns[at]));
                *column.ok_or(reader.malformed())? = weights[at].cast_signed();
                at += 1;
            }
        }
        let table = Table::new(keys.into_iter().zip(order).collect());
        Ok(Self { table, rows, step })
    }
}

/// The place of each row when the longest come first.
fn by_length(counts: &[u8]) -> Vec<u32> {
    let mut starts = [0_u32; 256];
    for count in counts {
        starts[..usize::from(*count)]
            .iter_mut()
            .for_each(|start| *start += 1);
    }
    let place = |count: &u8| {
        let next = &mut starts[usize::from(*count)];
        *next += 1;
        *next - 1
    };
    counts.iter().map(place).collect()
}

/// Writes rows in the form that [`Weights::read`] reads.
#[cfg(feature = "train")]
pub(crate) fn write(
    rows: &std::collections::BTreeMap<u32, SparseRow>,
    step: f32,
    writer: &mut Writer,
) {
    writer.f32(step);
    writer.ascending(rows.keys().copied());
    for row in rows.values() {
        writer.u8(row.len() as u8);
    }
    rows.values()
        .flatten()
        .for_each(|(column, _)| writer.u8(*column));
    rows.values()
        .flatten()
        .for_each(|(_, weight)| writer.u8(weight.cast_unsigned()));
}

/// Weights of one tag after another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Transitions {
    /// From the lane that ended (or the start of the sequence, the last row) to the lane that follows.
    pub(crate) change: [[f32; LANES]; LANES + 1],
    /// Within a span, by lane: begin to inside, begin to end, inside to inside, inside to end.
    pub(crate) stay: [[f32; LANES]; 4],
}

impl Default for Transitions {
    fn default() -> Self {
        Self {
            change: [[0.0; LANES]; LANES + 1],
            stay: [[0.0; LANES]; 4],
        }
    }
}

impl Transitions {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut transitions = Self::default();
        for weight in transitions.all_mut() {
            *weight = reader.f32()?;
        }
        Ok(transitions)
    }

    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = &mut f32> {
        self.change
            .iter_mut()
            .flatten()
            .chain(self.stay.iter_mut().flatten())
    }

    #[cfg(feature = "train")]
    pub(crate) fn write(&self, writer: &mut Writer) {
        self.change
            .iter()
            .flatten()
            .chain(self.stay.iter().flatten())
            .for_each(|weight| writer.f32(*weight));
    }
}
