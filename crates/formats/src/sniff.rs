//! What bytes that are no text probably are, by how they start.

/// A kind of file that Dateline does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// What it is, as in “a PDF”.
    pub name: &'static str,
    /// How one sees that, as in “it starts with %PDF”.
    pub start: &'static str,
}

macro_rules! kinds {
    ($($magic:literal $start:literal $name:literal),* $(,)?) => {
        /// Signatures at the very start of a file; longer ones first where one begins another.
        const KINDS: &[(&[u8], Kind)] = &[$(($magic, Kind { name: $name, start: $start })),*];
    };
}

kinds! {
    b"PK\x03\x04" "it starts with PK" "a .docx, .odt, .epub or .zip file",
    b"PK\x05\x06" "it starts with PK" "an empty .zip file",
    b"%PDF" "it starts with %PDF" "a PDF",
    b"\xd0\xcf\x11\xe0" "it has the signature of old Office files" "a .doc, .xls or .ppt file",
    b"{\\rtf" "it starts with {\\rtf" "a rich text (.rtf) file",
    b"\x1f\x8b" "it has the signature of gzip" "a gzip archive",
    b"BZh" "it starts with BZh" "a bzip2 archive",
    b"\xfd7zXZ" "it has the signature of xz" "an xz archive",
    b"\x28\xb5\x2f\xfd" "it has the signature of Zstandard" "a .zst archive",
    b"7z\xbc\xaf\x27\x1c" "it starts with 7z" "a 7-Zip archive",
    b"Rar!" "it starts with Rar!" "a RAR archive",
    b"\x89PNG" "it starts with PNG" "a PNG image",
    b"\xff\xd8\xff" "it has the signature of JPEG" "a JPEG image",
    b"GIF8" "it starts with GIF8" "a GIF image",
    b"RIFF" "it starts with RIFF" "a WebP image, a sound or a film",
    b"II*\0" "it has the signature of TIFF" "a TIFF image",
    b"MM\0*" "it has the signature of TIFF" "a TIFF image",
    b"ID3" "it starts with ID3" "an MP3 recording",
    b"OggS" "it starts with OggS" "a sound or film",
    b"\x1aE\xdf\xa3" "it has the signature of Matroska" "a film",
    b"SQLite format 3\0" "it starts with SQLite" "an SQLite database",
    b"\0asm" "it has the signature of WebAssembly" "a WebAssembly program",
    b"\x7fELF" "it starts with ELF" "a program",
    b"MZ\x90" "it starts with MZ" "a Windows program",
    b"bplist" "it starts with bplist" "a Safari web archive",
    b"!<arch>" "it starts with !<arch>" "an archive",
}

/// How many bytes of a file are looked at beside its signature.
const HEAD: usize = 1024;

/// Text between pointed brackets: fit for another reader than the one that came across it.
pub(crate) const MARKUP: Kind = Kind {
    name: "a web page or XML",
    start: "it starts with <",
};

/// The kind of file that `bytes` are the start of; `None` when they may be text.
///
/// ```
/// let kind = dateline_formats::sniff::kind(b"%PDF-1.7").unwrap();
/// assert_eq!(kind.name, "a PDF");
/// assert_eq!(dateline_formats::sniff::kind(b"Storm in Gent"), None);
/// ```
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    // A word of plain letters may also begin an article; a binary file has more than letters.
    let wordy = |magic: &[u8]| magic.iter().all(u8::is_ascii_alphanumeric);
    let binary = || bytes.iter().take(HEAD).any(|byte| *byte < b'\t');
    let signature = KINDS
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic) && (!wordy(magic) || binary()));
    signature.map(|(_, kind)| *kind).or_else(|| media(bytes))
}

/// Films and recent photographs have their signature four bytes in.
fn media(bytes: &[u8]) -> Option<Kind> {
    (bytes.get(4..8) == Some(b"ftyp")).then_some(Kind {
        name: "a film or photograph",
        start: "it has the signature of MP4 and HEIC",
    })
}
