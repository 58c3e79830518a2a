//! Why a file can't be opened, and what can be done about it.

/// Why a file can't be opened. The messages leave out its name, which whoever shows them knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// It is text or JSON that can't be read.
    #[error(transparent)]
    Text(#[from] dateline_formats::OpenError),
    /// The page has no text.
    #[error(
        "The page has no readable text. Open it in a browser, copy the article and paste it here."
    )]
    NoText,
    /// The document has no text.
    #[error("There is no text in this {0}.")]
    Blank(&'static str),
    /// A PDF of pictures.
    #[error(
        "This PDF has no text layer: its {pages} pages are pictures, as from a scanner. Have a program recognise the text (OCR), save the result and open that."
    )]
    NoTextLayer {
        /// How many pages it has.
        pages: usize,
    },
    /// It is not whole, or not what it says it is.
    #[error(
        "This {kind} is damaged: {reason}. Open it in the program that made it, save it again and open that."
    )]
    Damaged {
        /// What it was taken for.
        kind: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// It can't be read without a password.
    #[error("This {0} is locked with a password. Save it without one and open that.")]
    Locked(&'static str),
    /// A part unpacks to more than is taken.
    #[error("A file in it unpacks to more than {megabytes} MB, which no article does.")]
    Unpacks {
        /// How much is taken, in MiB.
        megabytes: u64,
    },
    /// An archive of too many files.
    #[error("There are more than {limit} files in it, and up to that many are opened at once. Split it.", limit = crate::archive::MAX_FILES)]
    TooManyFiles,
    /// A document of too many pages.
    #[error("It has {found} pages, and up to {limit} are read. Split it.", limit = crate::pdf::MAX_PAGES)]
    TooManyPages {
        /// How many there are.
        found: usize,
    },
    /// An archive of several files, where one is expected.
    #[error("This is an archive of several files. Unpack it and open those.")]
    Archive,
    /// An archive in an archive in an archive, and so on.
    #[error("It is an archive within archives, which is not looked into. Unpack it and open that.")]
    TooDeep,
    /// A document of an old or rare kind.
    #[error(
        "Documents of this kind ({0}) are not read. Save it as .docx or plain text and open that."
    )]
    Kind(&'static str),
    /// An archive with nothing in it that is read.
    #[error("There is no document in it that can be read.")]
    NoDocument,
}

impl OpenError {
    /// More text than an article may have, of which the reading was stopped.
    pub(crate) fn too_long() -> Self {
        let bytes = dateline_formats::MAX_TEXT_BYTES + 1;
        dateline_formats::OpenError::TooLong { bytes }.into()
    }

    pub(crate) fn damaged(kind: &'static str, reason: &str) -> Self {
        Self::Damaged {
            kind,
            reason: reason.trim_end_matches('.').to_owned(),
        }
    }
}
