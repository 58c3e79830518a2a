//! Reading and writing the numbers of a model file.

/// Why a model file can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file doesn't start as a model does.
    #[error("this is not a Dateline model; take model/dateline.model or run `dateline train`")]
    Foreign,
    /// The file was written by another version.
    #[error(
        "this model has format version {found}, but only {supported} can be read; run `dateline train` again"
    )]
    Version {
        /// The version in the file.
        found: u32,
        /// The version that this program reads.
        supported: u32,
    },
    /// The file's bytes don't have the checksum that was written with them.
    #[error("the model file is damaged (its checksum is wrong); fetch it again")]
    Damaged,
    /// The file ends too early or contradicts itself.
    #[error("the model file is cut short or inconsistent at byte {at}; fetch it again")]
    Malformed {
        /// Where reading failed, in bytes from the start of the content.
        at: usize,
    },
}

/// Reads numbers from bytes, never past their end.
#[derive(Debug)]
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    pub(crate) const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) const fn malformed(&self) -> ModelError {
        ModelError::Malformed { at: self.at }
    }

    pub(crate) fn take(&mut self, count: usize) -> Result<&'b [u8], ModelError> {
        let end = self.at.checked_add(count).ok_or(self.malformed())?;
        let taken = self.bytes.get(self.at..end).ok_or(self.malformed())?;
        self.at = end;
        Ok(taken)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, ModelError> {
        Ok(self.take(1)?[0])
    }

    pub(crate) fn u32(&mut self) -> Result<u32, ModelError> {
        let bytes = self.take(4)?.try_into().map_err(|_| self.malformed())?;
        Ok(u32::from_le_bytes(bytes))
    }

    pub(crate) fn f32(&mut self) -> Result<f32, ModelError> {
        let value = f32::from_bits(self.u32()?);
        if value.is_finite() {
            Ok(value)
        } else {
            Err(self.malformed())
        }
    }

    /// A number in groups of seven bits, low ones first.
    pub(crate) fn varint(&mut self) -> Result<u32, ModelError> {
        let mut value = 0_u32;
        for shift in (0..35).step_by(7) {
            let byte = self.u8()?;
            value |= u32::from(byte & 0x7F)
                .checked_shl(shift)
                .ok_or(self.malformed())?;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.malformed())
    }

    /// How many items follow, each at least `least_bytes` long: more than the rest can hold is an error.
    pub(crate) fn count(&mut self, least_bytes: usize) -> Result<usize, ModelError> {
        let count = self.u32()? as usize;
        let fits = count.saturating_mul(least_bytes) <= self.bytes.len() - self.at;
        if fits {
            Ok(count)
        } else {
            Err(self.malformed())
        }
    }

    /// # Errors
    /// When something is left over.
    pub(crate) const fn finish(&self) -> Result<(), ModelError> {
        if self.at == self.bytes.len() {
            Ok(())
        } else {
            Err(self.malformed())
        }
    }
}

/// Writes what [`Reader`] reads.
#[cfg(feature = "train")]
#[derive(Debug, Default)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
}

#[cfg(feature = "train")]
impl Writer {
    pub(crate) fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub(crate) fn u32(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }

    pub(crate) fn f32(&mut self, value: f32) {
        self.u32(value.to_bits());
    }

    pub(crate) fn count(&mut self, count: usize) {
        self.u32(count as u32);
    }

    pub(crate) fn varint(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back() {
        let mut writer = Writer::default();
        writer.u8(7);
        writer.f32(-1.5);
        writer.varint(u32::MAX);
        let mut reader = Reader::new(&writer.bytes);
        assert_eq!(reader.u8(), Ok(7));
        assert_eq!(reader.f32(), Ok(-1.5));
        assert_eq!(reader.varint(), Ok(u32::MAX));
        assert_eq!(reader.finish(), Ok(()));
        assert!(reader.u8().is_err());
    }
}
