//! What is in a zip, with the bounds of documents.

use dateline_formats::archive::{self, ArchiveError, Limits};

use crate::OpenError;

/// How many files an archive may have.
pub const MAX_FILES: usize = 20_000;
const LIMITS: Limits = Limits {
    files: MAX_FILES,
    file_bytes: 64 << 20,
    bytes: 512 << 20,
};

/// An opened zip.
pub(crate) struct Archive<'a> {
    kind: &'static str,
    zip: archive::Archive<'a>,
}

impl<'a> Archive<'a> {
    /// Opens a zip; `kind` is what messages call it.
    pub(crate) fn open(kind: &'static str, bytes: &'a [u8]) -> Result<Self, OpenError> {
        let zip = archive::Archive::open(bytes, LIMITS).map_err(|error| problem(kind, error))?;
        Ok(Self { kind, zip })
    }

    /// The names of its files, in the order in which they are packed; folders are left out.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.names().map(str::to_owned).collect()
    }

    /// How many bytes a file says that it has; it may lie.
    pub(crate) fn size(&self, name: &str) -> u64 {
        self.zip.size(name).unwrap_or(0)
    }

    /// All bytes of one file; `None` when there is no such file.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, OpenError> {
        let read = self.zip.read(name);
        read.map_err(|error| problem(self.kind, error))
    }

    /// As [`Archive::read`], of a file without which there is nothing to read.
    pub(crate) fn need(&mut self, name: &str) -> Result<Vec<u8>, OpenError> {
        let kind = self.kind;
        self.read(name)?
            .ok_or_else(|| OpenError::damaged(kind, &format!("{name} is missing in it")))
    }
}

fn problem(kind: &'static str, error: ArchiveError) -> OpenError {
    match error {
        ArchiveError::Locked(_) => OpenError::Locked(kind),
        ArchiveError::TooLarge { megabytes } => OpenError::Unpacks { megabytes },
        ArchiveError::TooMany { .. } => OpenError::TooManyFiles,
        ArchiveError::Damaged(reason) => OpenError::damaged(kind, &reason),
        other => OpenError::damaged(kind, &other.to_string()),
    }
}
