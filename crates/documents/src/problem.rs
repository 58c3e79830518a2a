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
}
