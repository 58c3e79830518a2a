//! What the tagger has learned: a row of 8-bit weights for each feature that matters.

#[cfg(feature = "train")]
use crate::bytes::Writer;
use crate::bytes::{ModelError, Reader};
use crate::coding::{Decoder, Frequencies, read_ascending};
#[cfg(feature = "train")]
use crate::coding::{Encoder, write_ascending};
#[cfg(feature = "train")]
use crate::hash::to_short;
use crate::hash::{Index, from_short};
use crate::lattice::Scores;
use crate::tags::{BEGIN, END, INSIDE, LANES, TAGS};
use crate::wide::wide;

/// Weights by feature; a feature that is not in the table has none.
///
/// Text asks for some twelve features a token and gets about ten, from all over a table of many
/// megabytes: how long that takes is how often the processor waits for memory. So a feature's row is one line
/// of its cache, with all that is needed: the weights of all tags in the order in which they are added up, and
/// the feature's own hash. That of strangers is mostly refused before, by the bits of the index; and whole
/// batches of rows are asked for at once, none of them waiting for the one before.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    index: Index,
    /// The low byte of each row's hash: small enough for a near cache, it tells nearly all strangers that the
    /// index lets pass without a look at a row. Behind the last there is room to look ahead.
    marks: Vec<u8>,
    /// By hash, ascending.
    rows: Vec<Row>,
    /// What one unit of a weight is worth.
    step: f32,
}

/// The weights of a feature, and in the three columns that stand for no tag the low bytes of its hash; the
/// high one is known from the row's place.
///
/// A weight is kept as a byte, [`ZERO`] more than it is. Two of them are one number: the low bytes have the first half
/// of the columns, the high ones the second, so that rows are added up sixteen bits wide without being spread first.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Row([u16; PAIRS]);

const PAIRS: usize = TAGS / 2;
/// The byte of a weight that is nothing.
const ZERO: u8 = 128;

/// The columns that stand for no tag: the start, the inside and the end of no label.
const SPARE: [usize; 3] = [BEGIN, INSIDE, END];

impl Row {
    const fn of(feature: u32) -> Self {
        let mut row = Self([u16::from_le_bytes([ZERO; 2]); PAIRS]);
        let bytes = feature.to_le_bytes();
        row.0[0] = u16::from_le_bytes([bytes[0], bytes[1]]);
        row.0[PAIRS / 2] = u16::from_le_bytes([bytes[2], ZERO]);
        row
    }

    const fn set(&mut self, column: usize, weight: i8) {
        let byte = weight.cast_unsigned().wrapping_add(ZERO);
        let pair = &mut self.0[column % PAIRS];
        let [low, high] = pair.to_le_bytes();
        *pair = if column < PAIRS {
            u16::from_le_bytes([byte, high])
        } else {
            u16::from_le_bytes([low, byte])
        };
    }

    /// The low 24 bits of the feature's hash.
    #[inline]
    const fn low_bits(&self) -> u32 {
        self.0[0] as u32 | (self.0[PAIRS / 2] as u32 & 0xFF) << 16
    }
}

/// Weights of a feature that are not 0, by column.
#[cfg(feature = "train")]
pub(crate) type SparseRow = Vec<(u8, i8)>;

/// A token's sums of weights, in units of [`Weights::step`]. Sixteen bits hold the sums of more features
/// than a token of news has; on others they stop at the largest number.
pub(crate) type Sums = [i16; TAGS];

/// Adds a row of sums to another.
#[inline(always)]
pub(crate) fn add(sums: &mut Sums, row: &Sums) {
    for (sum, other) in sums.iter_mut().zip(row) {
        *sum = sum.saturating_add(*other);
    }
}

/// A range with more rows than this would hide the last of them; that of random hashes has five or so at most.
const MOST_IN_RANGE: usize = 8;

/// How many rows are added up sixteen bits wide at once: so few that their sum fits, whatever they are.
const MOST_AT_ONCE: usize = 128;

/// A batch with so many features is best settled: the rows of one with many more no longer stay in a near cache until they
/// are added up.
const ENOUGH: usize = 2048;

/// Features to look up, gathered before their rows are fetched; in groups, each of which has sums of its own.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    features: Vec<u32>,
    groups: Vec<Group>,
    /// Where the features' rows are.
    places: Vec<u32>,
    /// The low bits of the hashes of what is there.
    low_bits: Vec<u32>,
}

/// Features that are added up together.
#[derive(Debug, Clone, Copy)]
struct Group {
    /// The number of the group's sums.
    target: usize,
    /// How many features the batch has up to the end of the group.
    end: usize,
}

/// The place of the first row that may be a feature's, by its mark, and whether there is one.
///
/// Nearly all ranges have one row or two. Which of them it is nothing tells beforehand, so that is no branch; the
/// others are looked at for strangers only.
#[inline(always)]
fn find_mark(index: &Index, marks: &[u8], feature: u32) -> (u32, bool) {
    let place = index.place(feature);
    let mark = feature as u8;
    let Some([first, second, rest @ ..]) = marks.get(place..place + MOST_IN_RANGE) else {
        return (0, false);
    };
    let (is_first, is_second) = (*first == mark, *second == mark);
    if !(is_first | is_second) && rest.contains(&mark) {
        let ahead = rest.iter().take_while(|other| **other != mark).count();
        return ((place + 2 + ahead) as u32, true);
    }
    (
        (place + usize::from(!is_first)) as u32,
        is_first | is_second,
    )
}

/// Adds the rows at some places, at most [`MOST_AT_ONCE`].
#[inline(always)]
fn add_rows(rows: &[Row], places: &[u32], sums: &mut Sums) {
    let (mut low, mut high) = ([0_u16; PAIRS], [0_u16; PAIRS]);
    let mut zeros = 0_u16;
    for row in places.iter().filter_map(|place| rows.get(*place as usize)) {
        for ((low, high), pair) in low.iter_mut().zip(&mut high).zip(&row.0) {
            *low = low.wrapping_add(*pair & 0xFF);
            *high = high.wrapping_add(*pair >> 8);
        }
        zeros += u16::from(ZERO);
    }
    for (sums, halves) in sums.chunks_exact_mut(PAIRS).zip([low, high]) {
        for (sum, half) in sums.iter_mut().zip(halves) {
            *sum = sum.saturating_add(half.wrapping_sub(zeros).cast_signed());
        }
    }
}

/// Keeps of each group what passes. `pass` is told which feature it is of the batch and which it becomes if it is kept, and
/// moves what belongs to it from the one place to the other.
#[inline(always)]
fn keep(groups: &mut [Group], mut pass: impl FnMut(usize, usize) -> bool) {
    let (mut count, mut start) = (0, 0);
    for group in groups {
        for index in start..group.end {
            count += usize::from(pass(index, count));
        }
        (start, group.end) = (group.end, count);
    }
}

impl Batch {
    /// Adds a feature to the group that [`Self::close`] ends next.
    #[inline(always)]
    pub(crate) fn push(&mut self, feature: u32) {
        self.features.push(feature);
    }

    /// Ends a group whose features are those added since the one before: they are for the sums of this number.
    pub(crate) fn close(&mut self, target: usize) {
        self.groups.push(Group {
            target,
            end: self.features.len(),
        });
    }

    /// Whether it is time to settle.
    pub(crate) const fn is_large(&self) -> bool {
        self.features.len() >= ENOUGH
    }
}

impl Weights {
    /// Adds the weights of a batch's groups to their sums and empties it.
    pub(crate) fn settle(&self, batch: &mut Batch, sums: &mut [Sums]) {
        wide(
            #[inline(always)]
            || self.settle_widely(batch, sums),
        );
    }

    /// [`Self::settle`], for [`wide`] to compile.
    #[inline(always)]
    fn settle_widely(&self, batch: &mut Batch, sums: &mut [Sums]) {
        self.find_rows(batch);
        let (rows, mut start) = (&self.rows[..], 0);
        for Group { target, end } in batch.groups.drain(..) {
            let places = &batch.places[start..end];
            start = end;
            let Some(sums) = sums.get_mut(target) else {
                continue;
            };
            for places in places.chunks(MOST_AT_ONCE) {
                add_rows(rows, places, sums);
            }
            for column in SPARE {
                sums[column] = 0;
            }
        }
        batch.features.clear();
    }

    /// Notes where the rows of a batch are, and keeps those only: afterwards its groups count places, not features. In
    /// loops so short that the processor waits for many lines of memory at once. Whether a feature is in the index or has
    /// a mark can't be foreseen, so that is no branch; nearly all that have one have a row.
    #[inline(always)]
    fn find_rows(&self, batch: &mut Batch) {
        let room = batch.features.len();
        if batch.places.len() < room {
            batch.places.resize(room, 0);
            batch.low_bits.resize(room, 0);
        }
        let (index, marks, rows) = (&self.index, &self.marks[..], &self.rows[..]);
        let features = &mut batch.features[..];
        let (places, groups) = (&mut batch.places[..room], &mut batch.groups[..]);
        keep(groups, |from, to| {
            let feature = features[from];
            features[to] = feature;
            index.may_have(feature)
        });
        keep(groups, |from, to| {
            let feature = features[from];
            let (place, is_known) = find_mark(index, marks, feature);
            (features[to], places[to]) = (feature, place);
            is_known
        });
        let count = groups.last().map_or(0, |group| group.end);
        for (low_bits, place) in batch.low_bits.iter_mut().zip(&places[..count]) {
            *low_bits = rows.get(*place as usize).map_or(0, Row::low_bits);
        }
        let low_bits = &batch.low_bits[..room];
        keep(groups, |from, to| {
            let (feature, place) = (features[from], places[from]);
            let row = if (low_bits[from] ^ feature) << 8 == 0 {
                Some(place)
            } else {
                self.find_behind(place, feature)
            };
            places[to] = row.unwrap_or(0);
            row.is_some()
        });
    }

    /// The place of a feature's row, when what its mark told is another's.
    #[cold]
    fn find_behind(&self, from: u32, feature: u32) -> Option<u32> {
        for (row, place) in self.rows.get(from as usize..)?.iter().zip(from..) {
            // How far the row's hash is ahead of the feature's, of which the high byte need not be known.
            let ahead = row.low_bits().wrapping_sub(feature) << 8;
            if ahead < 1 << 31 {
                return (ahead == 0).then_some(place);
            }
        }
        None
    }

    /// What one unit of a sum is worth.
    pub(crate) const fn step(&self) -> f32 {
        self.step
    }

    /// What sums are worth.
    #[inline]
    pub(crate) fn scores(&self, sums: &Sums) -> Scores {
        sums.map(|sum| f32::from(sum) * self.step)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let step = reader.f32()?;
        let keys: Vec<_> = read_ascending(reader)?
            .into_iter()
            .map(from_short)
            .collect();
        let code = Code::read(reader)?;
        let mut decoder = Decoder::read(reader)?;
        let mut rows = Vec::with_capacity(keys.len());
        for key in &keys {
            let mut row = Row::of(*key);
            code.read_row(&mut decoder, &mut row);
            rows.push(row);
        }
        decoder.finish(reader)?;
        let index = Index::new(&keys);
        let ahead = [0; MOST_IN_RANGE];
        let marks = keys.iter().map(|key| *key as u8).chain(ahead).collect();
        Ok(Self {
            index,
            marks,
            rows,
            step,
        })
    }
}

/// How rows are coded.
///
/// The weights of a row come label by label, since what has one for a label's begin mostly has one for its inside
/// and end, of the same sign and size. So a column is told after the column before it, and a weight after the
/// weight before it, if that is of the same label.
#[derive(Debug)]
struct Code {
    /// By the column before: the next one, or that there is none.
    columns: Vec<Frequencies>,
    /// By the weight before.
    weights: Vec<Frequencies>,
}

/// What stands for the end of a row, and for the column before the first.
const NO_COLUMN: u16 = TAGS as u16;
/// Weights before that are as far from 0 as this are not told from larger ones.
const FAR: i16 = 9;
/// Weights as symbols are counted from the lowest.
const LOWEST: i16 = -127;
const WEIGHT_CONTEXTS: usize = 2 * FAR as usize + 2;

/// The column of a number in the order of labels.
const fn column(number: u16) -> usize {
    number as usize / 4 + number as usize % 4 * LANES
}

/// What a weight is told after.
fn weight_context(before: u16, number: u16, weight: i8) -> usize {
    if before / 4 == number / 4 {
        usize::from((i16::from(weight).clamp(-FAR, FAR) + FAR).cast_unsigned())
    } else {
        WEIGHT_CONTEXTS - 1
    }
}

impl Code {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut tables = |count| -> Result<Vec<_>, _> {
            (0..count).map(|_| Frequencies::read(reader)).collect()
        };
        Ok(Self {
            columns: tables(TAGS + 1)?,
            weights: tables(WEIGHT_CONTEXTS)?,
        })
    }

    fn read_row(&self, decoder: &mut Decoder<'_>, row: &mut Row) {
        let (mut before, mut weight) = (NO_COLUMN, 0);
        // A row has no more weights than columns, whatever damaged bytes say.
        for _ in 0..TAGS {
            let number = decoder.next(&self.columns[usize::from(before)]);
            if number >= NO_COLUMN {
                return;
            }
            let context = weight_context(before, number, weight);
            weight = (decoder.next(&self.weights[context]).cast_signed() + LOWEST) as i8;
            if !SPARE.contains(&column(number)) {
                row.set(column(number), weight);
            }
            before = number;
        }
    }
}

/// The symbols of a row, each with whether it is a weight, and the number of its table.
#[cfg(feature = "train")]
fn symbols(row: &SparseRow) -> Vec<(bool, usize, u16)> {
    let mut ordered: Vec<(u16, i8)> = row
        .iter()
        .map(|(column, weight)| {
            let (place, lane) = (
                u16::from(*column) / LANES as u16,
                u16::from(*column) % LANES as u16,
            );
            (lane * 4 + place, *weight)
        })
        .collect();
    ordered.sort_unstable();
    let mut symbols = Vec::with_capacity(2 * ordered.len() + 1);
    let (mut before, mut last) = (NO_COLUMN, 0);
    for (number, weight) in ordered {
        symbols.push((false, usize::from(before), number));
        let context = weight_context(before, number, last);
        symbols.push((true, context, (i16::from(weight) - LOWEST).cast_unsigned()));
        (before, last) = (number, weight);
    }
    // A full row needs no end.
    if row.len() < TAGS {
        symbols.push((false, usize::from(before), NO_COLUMN));
    }
    symbols
}

/// Writes rows in the form that [`Weights::read`] reads.
#[cfg(feature = "train")]
pub(crate) fn write(
    rows: &std::collections::BTreeMap<u32, SparseRow>,
    step: f32,
    writer: &mut Writer,
) {
    writer.f32(step);
    let keys: Vec<_> = rows.keys().map(|key| to_short(*key)).collect();
    write_ascending(&keys, writer);
    let all: Vec<_> = rows.values().flat_map(symbols).collect();
    let mut seen = [
        vec![vec![0; TAGS + 1]; TAGS + 1],
        vec![vec![0; (1 - 2 * LOWEST) as usize]; WEIGHT_CONTEXTS],
    ];
    for (is_weight, table, symbol) in &all {
        seen[usize::from(*is_weight)][*table][usize::from(*symbol)] += 1;
    }
    let tables = seen.map(|kind| {
        let tables = kind.iter().map(|seen| Frequencies::of(seen));
        tables.collect::<Vec<_>>()
    });
    tables
        .iter()
        .flatten()
        .for_each(|table| table.write(writer));
    let mut encoder = Encoder::default();
    for (is_weight, table, symbol) in &all {
        encoder.push(*symbol, &tables[usize::from(*is_weight)][*table]);
    }
    encoder.write(writer);
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

#[cfg(all(test, feature = "train"))]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::hash::{finish, key, mix};

    fn feature(number: u64) -> u32 {
        key(finish(mix(3, number)))
    }

    /// A row for each of the first features, of one weight in a column of its own.
    fn weights(count: u64) -> Result<Weights, ModelError> {
        let columns: Vec<u8> = (0..TAGS as u8)
            .filter(|column| !SPARE.contains(&usize::from(*column)))
            .collect();
        let rows: BTreeMap<u32, SparseRow> = (0..count)
            .map(|number| {
                let column = columns[number as usize % columns.len()];
                (feature(number), vec![(column, (number % 127) as i8)])
            })
            .filter(|(_, row)| row[0].1 != 0)
            .collect();
        let mut writer = Writer::default();
        write(&rows, 0.5, &mut writer);
        Weights::read(&mut Reader::new(&writer.bytes))
    }

    #[test]
    fn each_group_of_a_batch_has_the_sum_of_its_own_rows() {
        let weights = weights(3000).unwrap();
        let groups = [0..5, 5..5, 100..2900, 2990..3020, 7..8];
        let of_one = |number| {
            let (mut batch, mut sums) = (Batch::default(), [[0; TAGS]]);
            batch.push(feature(number));
            batch.close(0);
            weights.settle(&mut batch, &mut sums);
            sums[0]
        };
        let (mut batch, mut sums) = (Batch::default(), vec![[1; TAGS]; groups.len()]);
        for (target, numbers) in groups.iter().enumerate() {
            for number in numbers.clone() {
                batch.push(feature(number));
            }
            batch.close(target);
        }
        weights.settle(&mut batch, &mut sums);
        for (numbers, sums) in groups.into_iter().zip(&sums) {
            let mut expected = [1; TAGS];
            for number in numbers {
                add(&mut expected, &of_one(number));
            }
            for column in SPARE {
                expected[column] = 0;
            }
            assert_eq!(*sums, expected);
        }
        assert_eq!(of_one(2)[BEGIN + 3], 2);
        assert_eq!(of_one(5000), [0; TAGS]);
        assert!(!batch.is_large());
    }
}
