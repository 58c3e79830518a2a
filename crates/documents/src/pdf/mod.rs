//! PDF: the text layer, in the order in which a person reads it.
//!
//! | question | module |
//! |---|---|
//! | Can its fonts be? | `fonts` |
//! | Which glyphs stand where? | `glyphs` |
//! | Which of them are words, lines, columns and paragraphs? | `layout` |
//!
//! A PDF says where glyphs stand and nothing more, so lines, columns and paragraphs are concluded from distances.
//! Lines that come back on most pages (running heads, page numbers) are left out.

mod fonts;
mod glyphs;
mod layout;

use dateline_annotation::Language;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::draft::Draft;
use crate::{Document, OpenError};

const KIND: &str = "PDF";
/// How many pages are read.
pub const MAX_PAGES: usize = 1000;

/// The text layer of a PDF.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Document, OpenError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(problem)?;
    let count = pdf.pages().len();
    if count > MAX_PAGES {
        return Err(OpenError::TooManyPages { found: count });
    }
    if !fonts::are_possible(&pdf) {
        return Err(OpenError::damaged(
            KIND,
            "a font has more characters than there are",
        ));
    }
    let pages = glyphs::pages(&pdf)?;
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        return Err(OpenError::NoTextLayer { pages: count });
    }
    let bare = pages.iter().filter(|page| page.glyphs.is_empty()).count();
    let askew: usize = pages.iter().map(|page| page.askew).sum();
    let layout::Layout {
        text,
        divided,
        left_out,
    } = layout::text(pages);
    let mut draft = Draft {
        text,
        divided,
        language: language(&pdf),
        title: pdf.metadata().title.as_deref().map(string),
        author: pdf.metadata().author.as_deref().map(string),
        ..Draft::default()
    };
    let notices = [
        (
            bare,
            "pages are pictures without a text layer and were left out.",
        ),
        (askew, "characters stand askew and were left out."),
        (
            left_out,
            "lines that come back on many pages were left out.",
        ),
    ];
    let told = notices.iter().filter(|(count, _)| *count > 0);
    draft.notices = told
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    draft.document(KIND, name)
}

fn problem(error: LoadPdfError) -> OpenError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => OpenError::Locked(KIND),
        LoadPdfError::Decryption(_) => {
            OpenError::damaged(KIND, "it is encrypted in an unknown way")
        }
        LoadPdfError::Invalid => OpenError::damaged(KIND, "its pages can't be found"),
    }
}

/// The language that the catalog states.
fn language(pdf: &Pdf) -> Option<Language> {
    let catalog = pdf.xref().get::<Dict>(pdf.xref().root_id())?;
    let code = catalog.get::<PdfString>("Lang")?;
    Language::from_code(&string(code.as_bytes()))
}

/// What `PDFDocEncoding` has in the places 0x18 to 0x1F (ISO 32000-1, annex D.2).
const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
/// What it has in the places 0x80 to 0xA0; all others are those of Latin-1.
const PUNCTUATION: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// A text string: UTF-16 with a mark, UTF-8 with a mark, or `PDFDocEncoding`.
fn string(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        let (pairs, _) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(rest).into_owned();
    }
    let spelled = bytes.iter().map(|byte| match byte {
        0x18..=0x1f => ACCENTS[usize::from(byte - 0x18)],
        0x80..=0xa0 => PUNCTUATION[usize::from(byte - 0x80)],
        latin => char::from(*latin),
    });
    spelled.collect()
}
