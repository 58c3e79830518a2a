//! The compact parts of a model file: symbols by how likely they are, and ascending numbers.
//!
//! Symbols are coded by asymmetric numeral systems with fixed tables (Duda, arXiv:1311.2540; the form with
//! bytes is Giesen's, arXiv:1402.3392): a symbol costs what it tells, and reading one is a look into a table.
//! Ascending numbers, spread as hashes are, cost the least as differences in Rice's code (Rice and Plaunt,
//! IEEE Transactions on Communication Technology, 1971).

#[cfg(feature = "train")]
use crate::bytes::Writer;
use crate::bytes::{ModelError, Reader};

/// Frequencies add up to two to the power of this.
const SCALE_BITS: u32 = 12;
const SCALE: u32 = 1 << SCALE_BITS;
/// The least state between two symbols.
const LEAST: u32 = 1 << 23;

/// How likely each symbol of an alphabet is.
#[derive(Debug, Clone)]
pub(crate) struct Frequencies {
    /// Where each symbol's slots begin; one more at the end.
    starts: Vec<u32>,
    /// The symbol of each slot.
    slots: Vec<u16>,
}

impl Frequencies {
    fn new(counts: &[u32]) -> Option<Self> {
        let mut starts = vec![0];
        let mut slots = Vec::with_capacity(SCALE as usize);
        for (symbol, count) in counts.iter().enumerate() {
            let end = slots.len() + *count as usize;
            if end > SCALE as usize {
                return None;
            }
            slots.resize(end, symbol as u16);
            starts.push(end as u32);
        }
        (slots.len() == SCALE as usize || slots.is_empty()).then_some(Self { starts, slots })
    }

    /// Reads what [`Frequencies::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let symbols = reader.count(1)?;
        let counts = (0..symbols)
            .map(|_| reader.varint())
            .collect::<Result<Vec<_>, _>>()?;
        Self::new(&counts).ok_or(reader.malformed())
    }

    /// The frequencies of an alphabet of which each symbol was seen so often.
    #[cfg(feature = "train")]
    pub(crate) fn of(seen: &[u32]) -> Self {
        let total: u64 = seen.iter().map(|count| u64::from(*count)).sum();
        let scaled = |count: &u32| match *count {
            0 => 0,
            count => (u64::from(count) * u64::from(SCALE) / total).max(1) as u32,
        };
        let mut counts: Vec<u32> = seen.iter().map(scaled).collect();
        let mut sum: u32 = counts.iter().sum();
        // What rounding has left over or taken too much goes to the most frequent symbols, which feel it least.
        while total > 0 && sum != SCALE {
            let Some(most) = counts.iter_mut().max() else {
                break;
            };
            let wanted = if sum < SCALE {
                *most + SCALE - sum
            } else {
                *most - (sum - SCALE).min(*most / 2).max(1)
            };
            sum = sum + wanted - *most;
            *most = wanted;
        }
        Self::new(&counts).unwrap_or_else(|| unreachable!("scaled counts add up"))
    }

    #[cfg(feature = "train")]
    pub(crate) fn write(&self, writer: &mut Writer) {
        writer.count(self.starts.len() - 1);
        for ends in self.starts.windows(2) {
            writer.varint(ends[1] - ends[0]);
        }
    }

    fn range(&self, symbol: u16) -> (u32, u32) {
        let at = usize::from(symbol);
        (self.starts[at], self.starts[at + 1] - self.starts[at])
    }
}

/// Reads symbols.
#[derive(Debug)]
pub(crate) struct Decoder<'b> {
    state: u32,
    bytes: std::slice::Iter<'b, u8>,
}

impl<'b> Decoder<'b> {
    /// A decoder of what [`Encoder::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'b>) -> Result<Self, ModelError> {
        let length = reader.count(1)?;
        let state = reader.u32()?;
        Ok(Self {
            state,
            bytes: reader.take(length)?.iter(),
        })
    }

    /// The next symbol. Of damaged bytes it may be any of the alphabet.
    #[inline]
    pub(crate) fn next(&mut self, frequencies: &Frequencies) -> u16 {
        let slot = self.state & (SCALE - 1);
        let Some(symbol) = frequencies.slots.get(slot as usize).copied() else {
            return 0;
        };
        let (start, count) = frequencies.range(symbol);
        self.state = count
            .wrapping_mul(self.state >> SCALE_BITS)
            .wrapping_add(slot - start);
        while self.state < LEAST {
            let Some(byte) = self.bytes.next() else {
                break;
            };
            self.state = self.state << 8 | u32::from(*byte);
        }
        symbol
    }

    /// # Errors
    /// When this is not where the symbols end.
    pub(crate) fn finish(&self, reader: &Reader<'_>) -> Result<(), ModelError> {
        if self.state == LEAST && self.bytes.len() == 0 {
            Ok(())
        } else {
            Err(reader.malformed())
        }
    }
}

/// Gathers symbols, then writes them: the coder works from the last to the first.
#[cfg(feature = "train")]
#[derive(Debug, Default)]
pub(crate) struct Encoder {
    /// Where each symbol's slots begin, and how many there are.
    ranges: Vec<(u32, u32)>,
}

#[cfg(feature = "train")]
impl Encoder {
    pub(crate) fn push(&mut self, symbol: u16, frequencies: &Frequencies) {
        self.ranges.push(frequencies.range(symbol));
    }

    pub(crate) fn write(&self, writer: &mut Writer) {
        let mut bytes = Vec::new();
        let mut state = LEAST;
        for (start, count) in self.ranges.iter().rev() {
            while state >= (LEAST >> SCALE_BITS << 8) * count {
                bytes.push(state as u8);
                state >>= 8;
            }
            state = ((state / count) << SCALE_BITS) + state % count + start;
        }
        writer.count(bytes.len());
        writer.u32(state);
        writer.bytes.extend(bytes.iter().rev());
    }
}

/// Reads numbers in ascending order, none 0.
pub(crate) fn read_ascending(reader: &mut Reader<'_>) -> Result<Vec<u32>, ModelError> {
    let count = reader.u32()? as usize;
    let low_bits = u32::from(reader.u8()?);
    let length = reader.count(1)?;
    let mut bits = Bits {
        bytes: reader.take(length)?,
        at: 0,
    };
    // Each number takes at least the bit that ends its unary part.
    if count > length * 8 || low_bits >= 32 {
        return Err(reader.malformed());
    }
    let mut last = 0_u32;
    let mut numbers = Vec::with_capacity(count);
    for _ in 0..count {
        let step = bits.step(low_bits).ok_or(reader.malformed())?;
        last = last.checked_add(step).ok_or(reader.malformed())?;
        numbers.push(last);
    }
    Ok(numbers)
}

/// Reads bits, the low ones of a byte first.
struct Bits<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Bits<'_> {
    fn next(&mut self) -> Option<u32> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (self.at % 8) & 1;
        self.at += 1;
        Some(u32::from(bit))
    }

    /// A difference: how many times `1 << low_bits` it holds, in ones and a zero, then the rest; 1 is the least.
    fn step(&mut self, low_bits: u32) -> Option<u32> {
        let mut high = 0_u32;
        while self.next()? == 1 {
            high += 1;
        }
        let mut low = 0;
        for bit in 0..low_bits {
            low |= self.next()? << bit;
        }
        high.checked_mul(1 << low_bits)?
            .checked_add(low)?
            .checked_add(1)
    }
}

/// Writes numbers in ascending order, none 0 and none twice, for [`read_ascending`].
#[cfg(feature = "train")]
pub(crate) fn write_ascending(numbers: &[u32], writer: &mut Writer) {
    let mean = numbers
        .last()
        .map_or(1, |last| *last as usize / numbers.len());
    let low_bits = (mean.max(1) * 7 / 10).max(1).ilog2();
    let mut bits = Vec::new();
    let mut last = 0;
    for number in numbers {
        let step = number - last - 1;
        bits.extend((0..step >> low_bits).map(|_| true));
        bits.push(false);
        bits.extend((0..low_bits).map(|bit| step >> bit & 1 == 1));
        last = *number;
    }
    writer.count(numbers.len());
    writer.u8(low_bits as u8);
    writer.count(bits.len().div_ceil(8));
    for byte in bits.chunks(8) {
        let byte = byte
            .iter()
            .rev()
            .fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        writer.u8(byte);
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;
    use crate::hash::{finish, mix};

    #[test]
    fn symbols_read_back_and_cost_what_they_tell() {
        let symbol = |n: u64| (finish(mix(3, n)) % 1000).min(900).saturating_sub(890) as u16;
        let symbols: Vec<u16> = (0..20_000).map(symbol).collect();
        let mut seen = vec![0; 12];
        for symbol in &symbols {
            seen[usize::from(*symbol)] += 1;
        }
        let frequencies = Frequencies::of(&seen);
        let mut encoder = Encoder::default();
        for symbol in &symbols {
            encoder.push(*symbol, &frequencies);
        }
        let mut writer = Writer::default();
        frequencies.write(&mut writer);
        encoder.write(&mut writer);
        let entropy: f64 = seen
            .iter()
            .filter(|count| **count > 0)
            .map(|count| f64::from(*count) * (20_000.0 / f64::from(*count)).log2() / 8.0)
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "a small length")]
        let length = writer.bytes.len() as f64;
        assert!(length < entropy * 1.02 + 40.0, "{length} for {entropy}");
        let mut reader = Reader::new(&writer.bytes);
        let frequencies = Frequencies::read(&mut reader).unwrap();
        let mut decoder = Decoder::read(&mut reader).unwrap();
        assert!(symbols.iter().all(|s| decoder.next(&frequencies) == *s));
        assert!(decoder.finish(&reader).is_ok());
    }

    #[test]
    fn ascending_numbers_read_back() {
        let mut numbers: Vec<u32> = (0..3000).map(|n| finish(mix(5, n)) >> 6).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for numbers in [numbers.as_slice(), &[1, 2, 3, 900_000], &[]] {
            let mut writer = Writer::default();
            write_ascending(numbers, &mut writer);
            let mut reader = Reader::new(&writer.bytes);
            assert_eq!(read_ascending(&mut reader).as_deref(), Ok(numbers));
            assert!(reader.finish().is_ok());
        }
    }

    #[test]
    fn counts_that_cannot_be_true_are_refused() {
        assert!(read_ascending(&mut Reader::new(&[255, 255, 255, 127, 1, 1, 0, 0, 0, 7])).is_err());
        assert!(Frequencies::read(&mut Reader::new(&[1, 0, 0, 0, 5])).is_err());
    }
}
