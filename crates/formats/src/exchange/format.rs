//! The table of formats, and what can be done with each.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use dateline_annotation::{Article, LabelSet};

use super::adapter::{Adapter, Clue, Files, Holds, Part, Reader, Set, Source, Written};
use super::report::Report;
use super::{
    LabelMap, Loss, ReadError, archive, bdocjs, brat, conll, dateline, docbin, doccano, draft,
    huggingface, label_studio, labels as names, losses as lost, prodigy, pubannotation, spacy,
    table, tei, uima_json, view, w3c, webanno, xmi,
};
use crate::json::{self, MAX_FILE_BYTES};
use crate::{OpenError, text};

macro_rules! formats {
    ($($variant:ident $adapter:path, $doc:literal;)*) => {
        /// A format of another tool, or Dateline's own.
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
    Dateline dateline::WHOLE, "Dateline's own JSON: everything.";
    DatelineLines dateline::LINES, "Dateline's own JSON, an article a line.";
    Doccano doccano::ADAPTER, "doccano, JSONL.";
    LabelStudio label_studio::ADAPTER, "Label Studio, JSON tasks.";
    Prodigy prodigy::ADAPTER, "Prodigy, JSONL with tokens.";
    Spacy spacy::ADAPTER, "spaCy, JSONL of text and entities.";
    DocBin docbin::ADAPTER, "spaCy, `DocBin`, the binary file that it trains on.";
    Conll2003 conll::CONLL_2003, "CoNLL-2003, four columns, IOB2.";
    Conll2002 conll::CONLL_2002, "CoNLL-2002, two columns, IOB2.";
    Bioes conll::BIOES, "Token and BIOES tag, tab-separated.";
    Bilou conll::BILOU, "Token and BILOU tag, tab-separated.";
    Iob2 conll::IOB2, "Token and IOB2 tag, tab-separated.";
    Brat brat::ADAPTER, "brat standoff, a .txt and a .ann an article.";
    HuggingFace huggingface::ADAPTER, "`HuggingFace` `datasets`, JSONL of tokens and tags.";
    WebAnnotation w3c::ADAPTER, "W3C Web Annotation, JSON-LD.";
    Bdocjs bdocjs::ADAPTER, "GATE, a bdocjs an article.";
    PubAnnotation pubannotation::ADAPTER, "`PubAnnotation`, JSON.";
    UimaJson uima_json::ADAPTER, "UIMA CAS, a JSON an article.";
    UimaXmi xmi::ADAPTER, "UIMA CAS, an XMI an article and a type system.";
    WebAnno webanno::ADAPTER, "`WebAnno` and `INCEpTION`, TSV 3.3, a file an article.";
    Tei tei::ADAPTER, "TEI, an XML an article.";
    Csv table::CSV, "A table of the marks, separated by commas.";
    Tsv table::TSV, "A table of the marks, separated by tabs.";
    View view::ADAPTER, "A page to read and print.";
}

impl Format {
    /// The format of a name as [`name`](Self::name) gives it.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|format| format.name() == name)
    }

    /// Its name on the command line: `doccano`, `conll2003`.
    pub fn name(self) -> &'static str {
        self.adapter().name
    }

    /// What it is called on screen.
    pub fn title(self) -> &'static str {
        self.adapter().title
    }

    /// In one line, what it is for.
    pub fn about(self) -> &'static str {
        self.adapter().about
    }

    /// How the name of its files ends, without the dot.
    pub fn extension(self) -> &'static str {
        self.adapter().extension
    }

    /// Whether Dateline reads it too.
    pub fn can_be_read(self) -> bool {
        self.adapter().read.is_some()
    }

    /// Whether each line, or each item of a JSON list, is an article, so that a file can be read piece by piece.
    pub fn has_items(self) -> bool {
        self.adapter().items
    }

    /// Whether it is one JSON list, an item an article.
    pub fn is_list(self) -> bool {
        self.adapter().files == Files::List
    }

    /// Whether pieces of a long list of articles, written one after the other with [`Set::first`], are a file of it.
    pub fn joins(self) -> bool {
        self.adapter().files == Files::Joining
    }

    /// Whether each article becomes a file, or two, of its own.
    pub fn has_a_file_each(self) -> bool {
        self.adapter().files == Files::Each
    }

    /// Whether its files are bytes and no text.
    pub fn is_binary(self) -> bool {
        self.adapter().binary
    }

    /// Whether a file only belongs to others and has no articles of its own.
    fn is_beside(self, part: &Part) -> bool {
        match self {
            Self::Brat => part.has_extension("txt") || part.has_extension("conf"),
            Self::UimaXmi => part.text().contains("<typeSystemDescription"),
            _ => false,
        }
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
///
/// Where there are several, [`pack`](super::pack) makes one of them.
pub fn write(format: Format, set: &Set) -> Written {
    Written {
        files: (format.adapter().write)(set),
        losses: losses(format, set.articles),
    }
}

/// Reads files of a format, also in a `.zip`.
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
    let unpacked = archive::unpack_all(parts)?;
    let parts = unpacked.as_deref().unwrap_or(parts);
    if parts.iter().map(|part| part.bytes.len()).sum::<usize>() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge);
    }
    let mut reading = Reading::default();
    for part in parts.iter().filter(|part| !format.is_beside(part)) {
        let companion = companion(format, part, parts);
        reading.part(adapter, reader, part, companion.as_deref(), first_line);
    }
    reading.finish(adapter, labels)
}

/// The text of the file that a stand-off file speaks of.
fn companion(format: Format, part: &Part, parts: &[Part]) -> Option<String> {
    let of_text = |other: &&Part| {
        format == Format::Brat && other.has_extension("txt") && other.stem() == part.stem()
    };
    let other = parts.iter().find(of_text)?;
    // Offsets count a byte order mark as they count any character, so it stays.
    match std::str::from_utf8(&other.bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => text::decode(&other.bytes).ok().map(|decoded| decoded.text),
    }
}

/// The text of a file that is one by its format, whatever characters it has.
fn decoded(bytes: &[u8]) -> Result<text::Decoded, OpenError> {
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(plain) {
        Ok(text) => Ok(text::Decoded {
            text: text.to_owned(),
            notice: None,
        }),
        Err(_) => text::decode(bytes),
    }
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    report: Report,
    drafts: Vec<draft::Draft>,
    whole: Vec<json::File>,
}

impl Reading {
    fn part(
        &mut self,
        adapter: &Adapter,
        reader: Reader,
        part: &Part,
        companion: Option<&str>,
        first_line: usize,
    ) {
        let mut text = String::new();
        if !adapter.binary {
            match decoded(&part.bytes) {
                Ok(decoded) => {
                    text = decoded.text;
                    let notice = decoded.notice;
                    self.report.decoded(&part.name, notice);
                }
                Err(error) => return self.report.line(first_line, error.to_string()),
            }
        }
        let source = Source {
            name: &part.name,
            text: &text,
            bytes: &part.bytes,
            companion,
            first_line,
        };
        match reader {
            Reader::Drafts(read) => self.drafts.extend(read(&source, &mut self.report)),
            Reader::Whole(read) => self.whole.push(read(&source, &mut self.report)),
        }
    }

    fn finish(mut self, adapter: &Adapter, labels: &LabelMap) -> Result<json::File, ReadError> {
        let mut articles = draft::assemble(self.drafts, labels, &mut self.report);
        let mut entities = self.report.entities();
        let mut definitions = Vec::new();
        for file in self.whole {
            articles.extend(file.articles);
            entities.extend(file.entities);
            definitions.extend(file.labels.definitions().to_vec());
            file.notices
                .into_iter()
                .for_each(|notice| self.report.push(notice));
        }
        if articles.is_empty() {
            return Err(ReadError::Nothing {
                title: adapter.title,
                problem: self.report.first(),
            });
        }
        renumber(&mut articles);
        let labels = if definitions.is_empty() {
            names::definitions(&articles)
        } else {
            LabelSet::new(definitions)
        };
        Ok(json::File {
            articles,
            labels,
            entities,
            notices: self.report.notices(),
        })
    }
}

/// Gives a new identifier to an article whose identifier another one has before it.
fn renumber(articles: &mut [Arc<Article>]) {
    let mut taken = HashSet::with_capacity(articles.len());
    let mut last = BTreeMap::new();
    for article in articles {
        let first = article.id;
        if taken.insert(first) {
            continue;
        }
        let mut id = last.get(&first).copied().unwrap_or(first);
        while !taken.insert(id) {
            id = id.next();
        }
        last.insert(first, id);
        Arc::make_mut(article).id = id;
    }
}

/// The format of a file, as told by its content first and its name second; `None` when it is none of these.
///
/// A brat file is told by its `.ann`; its text comes with it. Of a `.zip`, what is in it tells.
pub fn sniff(part: &Part) -> Option<Format> {
    if archive::is_archive(&part.bytes) {
        let parts = archive::unpack(&part.bytes).ok()?;
        return parts.iter().find_map(sniff);
    }
    let decoded = decoded(&part.bytes);
    sniff_text(part, decoded.as_ref().map_or("", |decoded| &decoded.text))
}

/// The same for a file whose text is known; empty where it is none.
pub(crate) fn sniff_text(part: &Part, text: &str) -> Option<Format> {
    let shape = text
        .trim_start()
        .starts_with(['{', '['])
        .then(|| json::shape(text).ok())
        .flatten()
        .unwrap_or_default();
    let clue = Clue {
        extension: &part.extension(),
        text,
        bytes: &part.bytes,
        ours: shape.is_ours(),
        keys: &|keys| shape.has(keys),
    };
    let mut all = Format::ALL.iter().copied();
    all.find(|format| (format.adapter().recognises)(&clue))
        // Text without marks is what every tool is given to begin with; doccano's is the plainest of their formats.
        .or_else(|| shape.has(&["text"]).then_some(Format::Doccano))
}
