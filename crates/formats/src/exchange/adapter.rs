//! What a format is, and the table of them.

use std::borrow::Cow;
use std::sync::Arc;

use dateline_annotation::{Article, LabelSet};

use super::draft::{self, Draft};
use super::report::Report;
use super::{
    LabelMap, Loss, ReadError, bdocjs, brat, conll, doccano, huggingface, label_studio,
    labels as names, losses as lost, prodigy, pubannotation, spacy, table, uima_json, view, w3c,
};
use crate::json::{self, MAX_FILE_BYTES};

/// One file: a name without folders, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its content.
    pub text: String,
}

impl Part {
    /// A file of this name and content.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    fn has_extension(&self, wanted: &str) -> bool {
        let extension = self.name.rsplit_once('.');
        extension.is_some_and(|(_, extension)| extension.eq_ignore_ascii_case(wanted))
    }

    /// The name without what follows its last dot.
    pub(super) fn stem(&self) -> &str {
        self.name
            .rsplit_once('.')
            .map_or(&*self.name, |(stem, _)| stem)
    }
}

/// What was written, and what did not go in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// One file for most formats; one or two an article where the tool wants it so.
    pub files: Vec<Part>,
    /// What the format can't hold of these articles; the same as [`losses`] says beforehand.
    pub losses: Vec<Loss>,
}

/// How much of an article's text a format keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    /// Every character.
    Exact,
    /// Its tokens, but not what stands between them.
    Tokens,
    /// Nothing but what is marked.
    Marked,
}

/// Which remarks a format keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notes {
    None,
    /// Those of one line without white space at its edges.
    Line,
    Any,
}

/// What a format can hold.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a list of independent yes or no"
)]
pub(super) struct Holds {
    pub text: Holding,
    pub overlaps: bool,
    /// Marks that start or end in white space, or consist of it.
    pub loose_edges: bool,
    /// That nobody has decided about a mark yet.
    pub suggestions: bool,
    pub confidences: bool,
    pub values: bool,
    pub entities: bool,
    pub notes: Notes,
    /// Title, language, day, source and state of an article.
    pub details: bool,
    /// The name of a label as it stands in a file.
    pub label: fn(&str) -> Cow<'_, str>,
}

impl Holds {
    /// A format that has text, spans and names of labels, and nothing else.
    pub(super) const SPANS: Self = Self {
        text: Holding::Exact,
        overlaps: true,
        loose_edges: true,
        suggestions: false,
        confidences: false,
        values: false,
        entities: false,
        notes: Notes::None,
        details: false,
        label: |name| Cow::Borrowed(name),
    };

    /// A format with room for everything that is known of a mark.
    pub(super) const ALL: Self = Self {
        suggestions: true,
        confidences: true,
        values: true,
        entities: true,
        notes: Notes::Any,
        details: true,
        ..Self::SPANS
    };

    /// A format of tokens and tags.
    pub(super) const TAGS: Self = Self {
        text: Holding::Tokens,
        overlaps: false,
        loose_edges: false,
        label: without_space,
        ..Self::SPANS
    };
}

/// The name of a label with an underscore for each character that would end a column.
pub(super) fn without_space(name: &str) -> Cow<'_, str> {
    let odd = |c: char| c.is_whitespace() || c.is_control();
    if name.contains(odd) {
        Cow::Owned(name.replace(odd, "_"))
    } else {
        Cow::Borrowed(name)
    }
}

/// What tells a format: the name of a file and the start of what is in it.
pub(super) struct Clue<'a> {
    /// What follows the last dot of the name, in lower case.
    pub extension: &'a str,
    pub text: &'a str,
    /// The keys of the first object, if it is JSON.
    pub keys: &'a dyn Fn(&[&str]) -> bool,
}

/// From a file and the one that belongs to it, to articles that are not checked yet.
pub(super) type Reader = fn(&Source, &mut Report) -> Vec<Draft>;

/// A file to read.
pub(super) struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
    /// The text that a stand-off file speaks of.
    pub companion: Option<&'a str>,
    /// The number of its first line, for messages.
    pub first_line: usize,
}

/// One format; each module of this folder that is a format has one.
pub(super) struct Adapter {
    pub name: &'static str,
    pub title: &'static str,
    pub extension: &'static str,
    /// Whether files of it may simply be put one after the other.
    pub joins: bool,
    /// Whether each line is an article of its own, whatever stands before and after.
    pub lines: bool,
    pub holds: Holds,
    pub write: fn(&[Arc<Article>], &LabelSet) -> Vec<Part>,
    pub read: Option<Reader>,
    pub recognises: fn(&Clue) -> bool,
}

macro_rules! formats {
    ($($variant:ident $adapter:path, $doc:literal;)*) => {
        /// A format of another tool.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Format {
            $(#[doc = $doc] $variant,)*
        }

        impl Format {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            fn adapter(self) -> &'static Adapter {
                match self {
                    $(Self::$variant => &$adapter,)*
                }
            }
        }
    };
}

formats! {
    Doccano doccano::ADAPTER, "doccano, JSONL.";
    LabelStudio label_studio::ADAPTER, "Label Studio, JSON tasks.";
    Prodigy prodigy::ADAPTER, "Prodigy, JSONL with tokens.";
    Spacy spacy::ADAPTER, "spaCy, JSONL of text and entities.";
    Conll2003 conll::CONLL_2003, "CoNLL-2003, four columns, IOB2.";
    Conll2002 conll::CONLL_2002, "CoNLL-2002, two columns, IOB2.";
    Bioes conll::BIOES, "Token and BIOES tag, tab-separated.";
    Iob2 conll::IOB2, "Token and IOB2 tag, tab-separated.";
    Brat brat::ADAPTER, "brat standoff, a .txt and a .ann an article.";
    HuggingFace huggingface::ADAPTER, "`HuggingFace` `datasets`, JSONL of tokens and tags.";
    WebAnnotation w3c::ADAPTER, "W3C Web Annotation, JSON-LD.";
    Bdocjs bdocjs::ADAPTER, "GATE, a bdocjs an article.";
    PubAnnotation pubannotation::ADAPTER, "`PubAnnotation`, JSON.";
    UimaJson uima_json::ADAPTER, "UIMA CAS, a JSON an article.";
    Csv table::CSV, "A table of the marks, separated by commas.";
    Tsv table::TSV, "A table of the marks, separated by tabs.";
    View view::ADAPTER, "A page to read and print.";
}

impl Format {
    /// The format of a name as [`name`](Self::name) gives it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name)
    }

    /// Its name on the command line: `doccano`, `conll2003`.
    pub fn name(self) -> &'static str {
        self.adapter().name
    }

    /// What it is called on screen.
    pub fn title(self) -> &'static str {
        self.adapter().title
    }

    /// How the name of its files ends, without the dot.
    pub fn extension(self) -> &'static str {
        self.adapter().extension
    }

    /// Whether Dateline reads it too.
    pub fn can_be_read(self) -> bool {
        self.adapter().read.is_some()
    }

    /// Whether each line is an article, so that a file can be read piece by piece.
    pub fn has_lines(self) -> bool {
        self.adapter().lines
    }

    /// Whether two files of it, one after the other, are a file of it.
    pub fn joins(self) -> bool {
        self.adapter().joins
    }

    /// Whether text and marks stand in two files.
    fn is_apart(self) -> bool {
        self.extension() == "ann"
    }

    pub(super) fn holds(self) -> Holds {
        self.adapter().holds
    }
}

/// What `format` can't hold of these articles; empty when nothing is lost.
pub fn losses(format: Format, articles: &[Arc<Article>]) -> Vec<Loss> {
    lost::losses(&format.holds(), articles)
}

/// The files that `format` makes of these articles. The same input gives the same bytes.
pub fn write(format: Format, articles: &[Arc<Article>], labels: &LabelSet) -> Written {
    Written {
        files: (format.adapter().write)(articles, labels),
        losses: losses(format, articles),
    }
}

/// Reads files of a format.
///
/// A format that keeps text and marks apart (brat) wants both files; their names but for the end
/// are the same. The name of a file becomes the source of its articles where it names none.
///
/// # Errors
/// When nothing in the files can be read; the message says what is wrong with the first. Anything
/// less is a notice.
pub fn read(format: Format, parts: &[Part], labels: &LabelMap) -> Result<json::File, ReadError> {
    read_from(format, parts, labels, 1)
}

/// The same for a piece of a longer file, whose first line has this number.
///
/// # Errors
/// Those of [`read`].
pub fn read_from(
    format: Format,
    parts: &[Part],
    labels: &LabelMap,
    first_line: usize,
) -> Result<json::File, ReadError> {
    let adapter = format.adapter();
    let reader = adapter.read.ok_or(ReadError::WriteOnly {
        title: adapter.title,
    })?;
    if parts.iter().map(|part| part.text.len()).sum::<usize>() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge);
    }
    let mut report = Report::default();
    let mut drafts = Vec::new();
    let is_companion = |part: &Part| format.is_apart() && part.has_extension("txt");
    for part in parts.iter().filter(|part| !is_companion(part)) {
        let companion = parts
            .iter()
            .find(|other| is_companion(other) && other.stem() == part.stem());
        let source = Source {
            name: &part.name,
            text: part.text.strip_prefix('\u{feff}').unwrap_or(&part.text),
            companion: companion.map(|part| &*part.text),
            first_line,
        };
        drafts.extend(reader(&source, &mut report));
    }
    let articles = draft::assemble(drafts, labels, &mut report);
    if articles.is_empty() {
        return Err(ReadError::Nothing {
            title: adapter.title,
            problem: report.first(),
        });
    }
    let labels = names::definitions(&articles);
    Ok(json::File {
        articles,
        labels,
        entities: report.entities(),
        notices: report.notices(),
    })
}

/// The format of a file, as told by its content first and its name second; `None` when it is none of these.
///
/// A brat file is told by its `.ann`; its text comes with it.
pub fn sniff(name: &str, text: &str) -> Option<Format> {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .unwrap_or_default();
    let shape = text
        .trim_start()
        .starts_with(['{', '['])
        .then(|| json::shape(text).ok())
        .flatten()
        .unwrap_or_default();
    let clue = Clue {
        extension: &extension,
        text,
        keys: &|keys| shape.has(keys),
    };
    Format::ALL
        .iter()
        .copied()
        .find(|format| (format.adapter().recognises)(&clue))
}
