//! Several files in one: a `.zip`, as browsers download and tools take it.
//!
//! Entries are stored deflated, without dates, so that the same files give the same bytes.

use std::fs::File;
use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::adapter::Part;
use crate::archive::{Archive, ArchiveError, Limits};
use crate::json::MAX_FILE_BYTES;

const LIMITS: Limits = Limits {
    files: 100_000,
    file_bytes: MAX_FILE_BYTES as u64,
    bytes: MAX_FILE_BYTES as u64,
};

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
    let parts = parts(Archive::open(bytes, LIMITS)?);
    parts.map(|(_, part)| part).collect()
}

/// The files in a `.zip` on disk one after the other, however many, with no more held than one of them; one that can't be
/// read is named in its place.
///
/// # Errors
/// When the archive can't be read at all.
pub fn each_part(
    file: File,
) -> Result<impl Iterator<Item = (String, Result<Part, ArchiveError>)>, ArchiveError> {
    let limits = Limits {
        files: usize::MAX,
        bytes: u64::MAX,
        ..LIMITS
    };
    Ok(parts(Archive::of_file(file, limits)?))
}

/// The files of an archive one after the other, but for what systems leave there of their own.
fn parts(mut archive: Archive<'_>) -> impl Iterator<Item = (String, Result<Part, ArchiveError>)> {
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    let names = names.into_iter().filter(|name| !is_litter(name));
    names.filter_map(move |name| {
        let content = archive.read(&name).transpose()?;
        let part = content.map(|content| Part::new(&*name, content));
        Some((name, part))
    })
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
