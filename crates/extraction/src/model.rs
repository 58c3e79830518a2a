//! The model file: everything that was learned, in one file for the three languages.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `DATELINE` |
//! | 4 | format version |
//! | 4 | checksum of the rest |
//! | … | lexicon, weights, transitions, calibration |
//!
//! Numbers are little-endian. What there is much of is coded as short as it can be (`coding`): packing the file
//! gains next to nothing.

#[cfg(feature = "train")]
use crate::bytes::Writer;
use crate::bytes::{ModelError, Reader};
use crate::hash::{finish, mix};
use crate::lattice::Factors;
use crate::lexicon::Lexicon;
use crate::weights::{Transitions, Weights};

const MAGIC: &[u8; 8] = b"DATELINE";
/// The version of the format, of the hashes and of the feature templates.
pub(crate) const VERSION: u32 = 6;

/// A model, ready for use.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) lexicon: Lexicon,
    pub(crate) weights: Weights,
    pub(crate) transitions: Transitions,
    pub(crate) factors: Factors,
    pub(crate) calibration: Calibration,
}

impl Model {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new(content(bytes)?);
        let lexicon = Lexicon::read(&mut reader)?;
        let weights = Weights::read(&mut reader)?;
        let transitions = Transitions::read(&mut reader)?;
        let calibration = Calibration::read(&mut reader)?;
        reader.finish()?;
        let factors = Factors::new(&transitions);
        Ok(Self {
            lexicon,
            weights,
            transitions,
            factors,
            calibration,
        })
    }
}

/// What follows the header, once the header and the checksum are found right.
fn content(bytes: &[u8]) -> Result<&[u8], ModelError> {
    let (magic, rest) = bytes
        .split_at_checked(MAGIC.len())
        .ok_or(ModelError::Foreign)?;
    if magic != MAGIC {
        return Err(ModelError::Foreign);
    }
    let mut header = Reader::new(rest);
    let (found, sum) = (header.u32()?, header.u32()?);
    if found != VERSION {
        return Err(ModelError::Version {
            found,
            supported: VERSION,
        });
    }
    let content = header.take(rest.len() - 8)?;
    if checksum(content) == sum {
        Ok(content)
    } else {
        Err(ModelError::Damaged)
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    let hash = bytes.chunks(8).fold(bytes.len() as u64, |hash, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        mix(hash, u64::from_le_bytes(word))
    });
    finish(hash)
}

/// Puts the header before a model's content.
#[cfg(feature = "train")]
pub(crate) fn file(content: &Writer) -> Vec<u8> {
    let mut file = Writer::default();
    file.bytes.extend(MAGIC);
    file.u32(VERSION);
    file.u32(checksum(&content.bytes));
    file.bytes.extend(&content.bytes);
    file.bytes
}

/// Turns the tagger's probabilities into shares of spans that are right: a line through knots.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Calibration {
    /// Probability and share right, both rising.
    pub(crate) knots: Vec<(f32, f32)>,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            knots: vec![(0.0, 0.0), (1.0, 1.0)],
        }
    }
}

impl Calibration {
    fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let count = reader.count(8)?;
        let knots = (0..count)
            .map(|_| Ok((reader.f32()?, reader.f32()?)))
            .collect::<Result<_, ModelError>>()?;
        Ok(Self { knots })
    }

    #[cfg(feature = "train")]
    pub(crate) fn write(&self, writer: &mut Writer) {
        writer.count(self.knots.len());
        for (probability, share) in &self.knots {
            writer.f32(*probability);
            writer.f32(*share);
        }
    }

    /// The share of spans of this probability that are right.
    pub(crate) fn share(&self, probability: f32) -> f32 {
        let after = self.knots.partition_point(|(knot, _)| *knot < probability);
        match (
            after.checked_sub(1).and_then(|i| self.knots.get(i)),
            self.knots.get(after),
        ) {
            (Some((x0, y0)), Some((x1, y1))) => y0 + (probability - x0) / (x1 - x0) * (y1 - y0),
            (Some((_, y)), None) | (None, Some((_, y))) => *y,
            (None, None) => probability,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_files_are_refused_with_a_reason() {
        assert_eq!(Model::read(b"").err(), Some(ModelError::Foreign));
        assert_eq!(
            Model::read(b"PK\x03\x04 something else").err(),
            Some(ModelError::Foreign)
        );
        assert!(matches!(
            Model::read(b"DATELINE\x63\0\0\0\0\0\0\0").err(),
            Some(ModelError::Version { found: 99, .. })
        ));
        let mut file = [MAGIC.as_slice(), &VERSION.to_le_bytes()].concat();
        assert!(matches!(
            Model::read(&file).err(),
            Some(ModelError::Malformed { .. })
        ));
        file.extend(b"\0\0\0\0abc");
        assert_eq!(Model::read(&file).err(), Some(ModelError::Damaged));
    }

    #[test]
    fn calibration_is_a_line_through_its_knots() {
        let calibration = Calibration {
            knots: vec![(0.2, 0.4), (0.6, 0.8)],
        };
        assert!((calibration.share(0.4) - 0.6).abs() < 1e-6);
        assert!((calibration.share(0.1) - 0.4).abs() < 1e-6);
        assert!((calibration.share(0.9) - 0.8).abs() < 1e-6);
    }
}
