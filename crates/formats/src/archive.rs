//! What is in a `.zip`: read one file at a time, and never more than a bound, whatever the archive says of itself.
//!
//! See <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, ErrorKind, FileReader, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ZipArchive,
    ZipArchiveEntryWayfinder, ZipFileHeaderRecord, ZipSliceArchive,
};

/// The upper half of the characters of the first PCs, in which names are written that don't say that they are UTF-8.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// Why an archive, or a file in it, can't be unpacked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// Its list of files or one of them is not as it should be.
    #[error("The .zip is damaged: {0}. Download or make it again.")]
    Damaged(String),
    /// The disk it is on does not give it.
    #[error("The .zip can't be read: {0}.")]
    Unreadable(String),
    /// A file in it can't be read without a password.
    #[error("“{0}” in the .zip is locked with a password. Unpack it and open the files.")]
    Locked(String),
    /// A file in it is compressed in a way that is not known.
    #[error("“{0}” in the .zip is compressed in an unusual way. Unpack it and open the files.")]
    Method(String),
    /// It would unpack to more than is read.
    #[error(
        "The .zip unpacks to more than {megabytes} MB, which is the limit. Split it into smaller ones."
    )]
    TooLarge {
        /// How much is read, in MiB.
        megabytes: u64,
    },
    /// There are more files in it than are read.
    #[error(
        "There are more than {limit} files in the .zip, which is the limit. Split it into smaller ones."
    )]
    TooMany {
        /// How many are read.
        limit: usize,
    },
}

impl From<rawzip::Error> for ArchiveError {
    fn from(error: rawzip::Error) -> Self {
        match error.kind() {
            ErrorKind::IO(error) => Self::Unreadable(error.to_string()),
            _ => Self::Damaged(error.to_string()),
        }
    }
}

/// How much is read of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many files it may have.
    pub files: usize,
    /// How many bytes one of them may have once it is unpacked.
    pub file_bytes: u64,
    /// How many bytes are unpacked in all.
    pub bytes: u64,
}

/// An opened `.zip`.
///
/// ```
/// use dateline_formats::archive::{Archive, Limits};
/// use dateline_formats::exchange::{Part, pack};
/// let zip = pack(&[Part::new("news/a.txt", "Storm in Gent")])?;
/// let limits = Limits { files: 10, file_bytes: 1_000, bytes: 1_000 };
/// let mut archive = Archive::open(&zip, limits)?;
/// assert_eq!(archive.names().collect::<Vec<_>>(), ["news/a.txt"]);
/// assert_eq!(archive.read("news/a.txt")?.as_deref(), Some(&b"Storm in Gent"[..]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Archive<'a> {
    zip: Zip<'a>,
    list: List,
    limits: Limits,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// Where an archive's bytes are.
#[derive(Debug)]
enum Zip<'a> {
    Bytes(ZipSliceArchive<&'a [u8]>),
    File(ZipArchive<FileReader>),
}

/// The files of an archive, in its order, and where each name stands among them.
#[derive(Debug, Default)]
struct List {
    files: Vec<Packed>,
    places: HashMap<String, usize>,
}

impl List {
    /// Folders are left out; of several files of one name, the last counts.
    fn add(&mut self, entry: &ZipFileHeaderRecord, limit: usize) -> Result<(), ArchiveError> {
        if entry.is_dir() {
            return Ok(());
        }
        let file = Packed::new(entry);
        let last = self.files.len();
        let place = *self.places.entry(file.name.clone()).or_insert(last);
        match self.files.get_mut(place) {
            Some(same) => *same = file,
            None if place == limit => return Err(ArchiveError::TooMany { limit }),
            None => self.files.push(file),
        }
        Ok(())
    }

    fn file(&self, name: &str) -> Option<&Packed> {
        let place = *self.places.get(name)?;
        self.files.get(place)
    }
}

/// A file as the archive's list tells of it.
#[derive(Debug)]
struct Packed {
    name: String,
    at: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_locked: bool,
    bytes: u64,
}

impl Packed {
    fn new(entry: &ZipFileHeaderRecord) -> Self {
        let flags = entry.flags();
        Self {
            name: name(entry.file_path().as_ref(), flags.is_utf8()),
            at: entry.wayfinder(),
            method: entry.compression_method(),
            is_locked: flags.is_encrypted() || flags.has_strong_encryption(),
            bytes: entry.uncompressed_size_hint(),
        }
    }
}

impl<'a> Archive<'a> {
    /// Reads the list of files. Folders are left out; of several files of one name, the last counts.
    ///
    /// # Errors
    /// When the list is damaged or too long.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, ArchiveError> {
        let zip = ZipArchive::from_slice(bytes)?;
        let mut list = List::default();
        let mut entries = zip.entries();
        while let Some(entry) = entries.next_entry()? {
            list.add(&entry, limits.files)?;
        }
        Ok(Self::new(Zip::Bytes(zip), list, limits))
    }

    fn new(zip: Zip<'a>, list: List, limits: Limits) -> Self {
        let left = limits.bytes;
        Self {
            zip,
            list,
            limits,
            left,
        }
    }
}

impl Archive<'static> {
    /// Reads the list of files of an archive on disk, of which never more is held than that list and what is read.
    ///
    /// # Errors
    /// When the file can't be read, or its list is damaged or too long.
    pub fn of_file(file: File, limits: Limits) -> Result<Self, ArchiveError> {
        let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let zip = ZipArchive::from_file(file, &mut buffer)?;
        let mut list = List::default();
        let mut entries = zip.entries(&mut buffer);
        while let Some(entry) = entries.next_entry()? {
            list.add(&entry, limits.files)?;
        }
        Ok(Self::new(Zip::File(zip), list, limits))
    }
}

impl Archive<'_> {
    /// The names of its files, their folders part of them, in the order of its list.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.list.files.iter().map(|file| &*file.name)
    }

    /// How many bytes a file says that it has; it may lie.
    pub fn size(&self, name: &str) -> Option<u64> {
        self.list.file(name).map(|file| file.bytes)
    }

    /// All bytes of one file; `None` when there is no such file.
    ///
    /// # Errors
    /// When it is damaged, locked or compressed in a way that is not known, or would unpack to more than is read.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ArchiveError> {
        let Some(file) = self.list.file(name) else {
            return Ok(None);
        };
        if file.is_locked {
            return Err(ArchiveError::Locked(name.to_owned()));
        }
        let limit = self.limits.file_bytes.min(self.left);
        let (content, outcome) = self
            .zip
            .inflate(file, limit + 1)?
            .ok_or_else(|| ArchiveError::Method(name.to_owned()))?;
        let read = content.len() as u64;
        self.left = self.left.saturating_sub(read);
        if read > limit {
            let megabytes = limit >> 20;
            return Err(ArchiveError::TooLarge { megabytes });
        }
        match outcome {
            Ok(()) => Ok(Some(content)),
            Err(error) => Err(ArchiveError::Damaged(format!("“{name}”: {error}"))),
        }
    }
}

/// What was read of a file, and what stopped the reading.
type Inflated = (Vec<u8>, io::Result<()>);

impl Zip<'_> {
    /// Up to so many bytes of a file, and what stopped the reading; `None` when the method is not known.
    fn inflate(&self, file: &Packed, limit: u64) -> Result<Option<Inflated>, ArchiveError> {
        Ok(match self {
            Self::Bytes(zip) => {
                let entry = zip.get_entry(file.at)?;
                decoder(file.method, entry.data())
                    .map(|decoder| read(entry.verifying_reader(decoder), limit))
            }
            Self::File(zip) => {
                let entry = zip.get_entry(file.at)?;
                decoder(file.method, BufReader::new(entry.reader()))
                    .map(|decoder| read(entry.verifying_reader(decoder), limit))
            }
        })
    }
}

/// Reads what is compressed so; `None` when the method is not known.
fn decoder<'r>(method: CompressionMethod, packed: impl BufRead + 'r) -> Option<Box<dyn Read + 'r>> {
    match method {
        CompressionMethod::STORE => Some(Box::new(packed)),
        CompressionMethod::DEFLATE => Some(Box::new(DeflateDecoder::new(packed))),
        _ => None,
    }
}

fn read(reader: impl Read, limit: u64) -> Inflated {
    let mut content = Vec::new();
    let outcome = reader.take(limit).read_to_end(&mut content);
    (content, outcome.map(drop))
}

/// The name of a file. Many programs write UTF-8 without saying so; other bytes are those of the first PCs.
fn name(bytes: &[u8], is_utf8: bool) -> String {
    let from_pc = |byte: &u8| match byte.checked_sub(0x80) {
        Some(upper) => CP437.chars().nth(usize::from(upper)).unwrap_or('?'),
        None => char::from(*byte),
    };
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) if is_utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => bytes.iter().map(from_pc).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_old_programs_are_read() {
        assert_eq!(CP437.chars().count(), 128);
        assert_eq!(name(b"\x82t\x82.txt", false), "été.txt");
        assert_eq!(name("été.txt".as_bytes(), false), "été.txt");
        assert_eq!(name(b"\x82.txt", true), "\u{fffd}.txt");
    }
}
