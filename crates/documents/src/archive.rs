//! What is in a zip: never more than a bound, whatever it says of itself.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::OpenError;

/// How many files an archive may have.
pub(crate) const MAX_FILES: usize = 20_000;
/// How many bytes one file of an archive may have once it is unpacked.
pub(crate) const MAX_FILE_BYTES: u64 = 64 << 20;
/// How many bytes are unpacked of one archive in all.
const MAX_BYTES: u64 = 512 << 20;

/// An opened zip.
pub(crate) struct Archive<'a> {
    kind: &'static str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens a zip; `kind` is what messages call it.
    pub(crate) fn open(kind: &'static str, bytes: &'a [u8]) -> Result<Self, OpenError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| problem(kind, error))?;
        if zip.len() > MAX_FILES {
            return Err(OpenError::TooManyFiles { found: zip.len() });
        }
        Ok(Self {
            kind,
            zip,
            left: MAX_BYTES,
        })
    }

    /// The names of its files, in the order in which they are packed; folders are left out.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.zip.file_names().filter_map(Result::ok);
        names
            .filter(|name| !name.ends_with('/'))
            .map(Cow::into_owned)
            .collect()
    }

    /// How many bytes a file says that it has; it may lie.
    pub(crate) fn size(&mut self, name: &str) -> u64 {
        self.zip.by_name(name).map_or(0, |file| file.size())
    }

    /// All bytes of one file; `None` when there is no such file.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, OpenError> {
        let kind = self.kind;
        let limit = MAX_FILE_BYTES.min(self.left);
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(problem(kind, error)),
        };
        let mut bytes = Vec::new();
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if bytes.len() as u64 > limit {
            return Err(OpenError::Unpacks {
                megabytes: limit >> 20,
            });
        }
        match read {
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(OpenError::damaged(kind, &error.to_string())),
        }
    }

    /// As [`Archive::read`], of a file without which there is nothing to read.
    pub(crate) fn need(&mut self, name: &str) -> Result<Vec<u8>, OpenError> {
        let kind = self.kind;
        self.read(name)?
            .ok_or_else(|| OpenError::damaged(kind, &format!("{name} is missing in it")))
    }
}

fn problem(kind: &'static str, error: ZipError) -> OpenError {
    match error {
        ZipError::UnsupportedArchive(what) if what.contains("assword") => OpenError::Locked(kind),
        other => OpenError::damaged(kind, &other.to_string()),
    }
}
