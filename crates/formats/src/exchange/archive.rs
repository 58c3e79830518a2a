//! Several files in one: a `.zip`, as browsers download and tools take it.
//!
//! Entries are stored deflated, without dates, so that the same files give the same bytes. Reading
//! gives up on what would unpack to more than the limit for one file, whatever the headers say.
//! See <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>.

use std::io::{self, Read as _, Write as _};

use flate2::Compression;
use flate2::bufread::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveWriter, ZipSliceEntry};

use super::adapter::Part;
use crate::json::MAX_FILE_BYTES;

/// How many files are taken from an archive.
const MAX_ENTRIES: usize = 100_000;

/// Why an archive can't be unpacked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// Its list of files or one of them is not as it should be.
    #[error("The .zip is damaged: {0}. Download or make it again.")]
    Damaged(String),
    /// A file in it is compressed or encrypted in a way that is not known.
    #[error(
        "“{0}” in the .zip is encrypted or compressed in an unusual way. Unpack it and open the files."
    )]
    Method(String),
    /// It would unpack to more than is read at once.
    #[error("The .zip unpacks to more than {limit} MB or {MAX_ENTRIES} files, which is the limit. Split it into smaller ones.", limit = MAX_FILE_BYTES >> 20)]
    TooLarge,
}

impl From<rawzip::Error> for ArchiveError {
    fn from(error: rawzip::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Whether bytes are a `.zip` that holds something.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// One `.zip` of several files. The same files give the same bytes.
///
/// # Errors
/// When a file has a name that no archive can hold (longer than 65,535 bytes).
///
/// ```
/// use dateline_formats::exchange::{Part, pack, unpack};
/// let files = [Part::new("a.txt", "Storm in Gent"), Part::new("a.ann", "T1\tLOC 9 13\tGent\n")];
/// assert_eq!(unpack(&pack(&files)?)?, files);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn pack(parts: &[Part]) -> io::Result<Vec<u8>> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for part in parts {
        let file = archive.new_file(&part.name);
        let file = file.compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().map_err(io::Error::other)?;
        let encoder = DeflateEncoder::new(&mut entry, Compression::default());
        let mut writer = config.wrap(encoder);
        writer.write_all(&part.bytes)?;
        let (encoder, descriptor) = writer.finish().map_err(io::Error::other)?;
        encoder.finish()?;
        entry.finish(descriptor).map_err(io::Error::other)?;
    }
    archive.finish().map_err(io::Error::other)
}

/// The files in a `.zip`, their folders part of their names; what systems leave there of their own is passed over.
///
/// # Errors
/// When the archive is damaged, or holds more than is read at once.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Part>, ArchiveError> {
    let archive = ZipArchive::from_slice(bytes)?;
    let (mut parts, mut left) = (Vec::new(), MAX_FILE_BYTES);
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry()? {
        let path = entry.file_path();
        let name = String::from_utf8_lossy(path.as_ref()).into_owned();
        if entry.is_dir() || is_litter(&name) {
            continue;
        }
        if parts.len() == MAX_ENTRIES {
            return Err(ArchiveError::TooLarge);
        }
        let method = entry.compression_method();
        let content = inflate(&archive.get_entry(entry.wayfinder())?, method, &name, left)?;
        left -= content.len();
        parts.push(Part::new(name, content));
    }
    Ok(parts)
}

fn inflate(
    entry: &ZipSliceEntry,
    method: CompressionMethod,
    name: &str,
    left: usize,
) -> Result<Vec<u8>, ArchiveError> {
    let damaged = |error: io::Error| ArchiveError::Damaged(format!("“{name}”: {error}"));
    let mut content = Vec::new();
    let limit = left as u64 + 1;
    match method {
        CompressionMethod::STORE => {
            let reader = entry.verifying_reader(entry.data());
            reader.take(limit).read_to_end(&mut content)
        }
        CompressionMethod::DEFLATE => {
            let reader = entry.verifying_reader(DeflateDecoder::new(entry.data()));
            reader.take(limit).read_to_end(&mut content)
        }
        _ => return Err(ArchiveError::Method(name.to_owned())),
    }
    .map_err(damaged)?;
    if content.len() > left {
        return Err(ArchiveError::TooLarge);
    }
    Ok(content)
}

/// What file managers put into archives beside the files.
fn is_litter(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/") || file.is_empty() || file.starts_with('.')
}

/// The parts with the files of archives in their place; `None` when none is an archive.
pub(super) fn unpack_all(parts: &[Part]) -> Result<Option<Vec<Part>>, ArchiveError> {
    if !parts.iter().any(|part| is_archive(&part.bytes)) {
        return Ok(None);
    }
    let mut all = Vec::new();
    for part in parts {
        if is_archive(&part.bytes) {
            all.extend(unpack(&part.bytes)?);
        } else {
            all.push(part.clone());
        }
    }
    Ok(Some(all))
}
