//! From a `DocBin` to articles.

use std::collections::HashMap;
use std::io::Read as _;

use flate2::bufread::ZlibDecoder;
use serde::de::DeserializeOwned;

use super::super::adapter::Source;
use super::super::draft::{Draft, Mark};
use super::super::extras::details;
use super::super::place::Unit;
use super::super::report::Report;
use super::hash::{number, symbol};
use super::wire::{
    BEGIN, ENT_IOB, ENT_KB_ID, ENT_TYPE, Group, Groups, INSIDE, ORTH, Read, ReadUserData,
};
use crate::json::MAX_FILE_BYTES;

pub(super) fn read(source: &Source, report: &mut Report) -> Vec<Draft> {
    let mut bytes = Vec::new();
    let decoder = ZlibDecoder::new(source.bytes);
    let unpacked = decoder
        .take(MAX_FILE_BYTES as u64 + 1)
        .read_to_end(&mut bytes);
    if let Err(error) = unpacked {
        report.line(1, format!("It is not compressed as a DocBin is: {error}."));
        return Vec::new();
    }
    if bytes.len() > MAX_FILE_BYTES {
        let limit = MAX_FILE_BYTES >> 20;
        report.line(
            1,
            format!("It unpacks to more than {limit} MB, the limit. Split it."),
        );
        return Vec::new();
    }
    let file: Read = match rmp_serde::from_slice(&bytes) {
        Ok(file) => file,
        Err(error) => {
            report.line(1, format!("It is no DocBin: {error}."));
            return Vec::new();
        }
    };
    let Some(bin) = Bin::of(&file) else {
        report.line(1, "It is no DocBin: its tables do not fit together.");
        return Vec::new();
    };
    bin.drafts(source, report)
}

/// A file whose tables fit together.
struct Bin<'a> {
    file: &'a Read,
    /// The string behind each number that the file gives.
    strings: HashMap<u64, &'a str>,
    width: usize,
    /// Where in a token's attributes each stands.
    orth: usize,
    iob: Option<usize>,
    kind: Option<usize>,
    entity: Option<usize>,
}

/// One document while it is put together.
struct Document {
    text: String,
    /// Where each token stands in it.
    places: Vec<(u32, u32)>,
}

impl<'a> Bin<'a> {
    fn of(file: &'a Read) -> Option<Self> {
        let column = |wanted| file.attrs.iter().position(|attribute| *attribute == wanted);
        let width = file.attrs.len();
        let bin = Self {
            file,
            strings: file
                .strings
                .iter()
                .map(|text| (number(text), &**text))
                .collect(),
            width,
            orth: column(ORTH)?,
            iob: column(ENT_IOB),
            kind: column(ENT_TYPE),
            entity: column(ENT_KB_ID),
        };
        let total: usize = bin.lengths().sum();
        let fits = file.tokens.len() == total.checked_mul(width)?.checked_mul(8)?;
        (fits && file.spaces.len() == total && file.lengths.len().is_multiple_of(4)).then_some(bin)
    }

    fn lengths(&self) -> impl Iterator<Item = usize> {
        let (lengths, _) = self.file.lengths.as_chunks::<4>();
        lengths
            .iter()
            .map(|length| u32::from_le_bytes(*length) as usize)
    }

    fn attribute(&self, token: usize, column: usize) -> u64 {
        let start = (token * self.width + column) * 8;
        let bytes = self.file.tokens.get(start..start + 8);
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, u64::from_le_bytes)
    }

    fn string(&self, number: u64) -> Option<&'a str> {
        symbol(number).or_else(|| self.strings.get(&number).copied())
    }

    fn drafts(&self, source: &Source, report: &mut Report) -> Vec<Draft> {
        let (mut drafts, mut first) = (Vec::new(), 0);
        for (index, length) in self.lengths().enumerate() {
            let tokens = first..first + length;
            first += length;
            let Some(document) = self.document(index, tokens.clone()) else {
                report.line(index + 1, "A token has no text; the document was left out.");
                continue;
            };
            let marks = self.marks(index, tokens, &document, report);
            let meta = self.meta(index);
            drafts.push(Draft {
                text: document.text,
                unit: Unit::Byte,
                stated: true,
                details: details(meta.as_object(), source.name),
                marks,
                line: index + 1,
            });
        }
        drafts
    }

    fn document(&self, index: usize, tokens: std::ops::Range<usize>) -> Option<Document> {
        let unknown = self
            .file
            .flags
            .get(index)
            .is_some_and(|flags| flags.has_unknown_spaces);
        let mut document = Document {
            text: String::new(),
            places: Vec::with_capacity(tokens.len()),
        };
        let last = tokens.end;
        for token in tokens {
            let start = document.text.len() as u32;
            document
                .text
                .push_str(self.string(self.attribute(token, self.orth))?);
            document.places.push((start, document.text.len() as u32));
            let space = self.file.spaces.get(token).is_some_and(|space| *space != 0);
            if (space && !unknown) || (unknown && token + 1 < last) {
                document.text.push(' ');
            }
        }
        Some(document)
    }

    fn meta(&self, index: usize) -> serde_json::Value {
        let bytes = self.file.user_data.get(index).and_then(Option::as_ref);
        let read = bytes.and_then(|bytes| unpacked::<ReadUserData>(bytes));
        read.map(|data| data.meta).unwrap_or_default()
    }

    /// Those of `spans`, and of the entities those that are not among them.
    fn marks(
        &self,
        index: usize,
        tokens: std::ops::Range<usize>,
        document: &Document,
        report: &mut Report,
    ) -> Vec<Mark> {
        let mut marks = Vec::new();
        let groups = self.file.span_groups.get(index);
        let groups = groups.and_then(|bytes| unpacked::<Groups>(bytes));
        for group in groups.into_iter().flat_map(Groups::into_list) {
            for span in unpacked::<Group>(&group)
                .into_iter()
                .flat_map(|group| group.spans)
            {
                match self.span(&span, document) {
                    Some(mark) => marks.push(mark),
                    None => report.line(
                        index + 1,
                        "A span lies outside its document; it was left out.",
                    ),
                }
            }
        }
        let mut known: HashMap<(u32, u32, String), usize> = HashMap::new();
        for mark in &marks {
            *known
                .entry((mark.start, mark.end, mark.label.clone()))
                .or_default() += 1;
        }
        for mark in self.entities(tokens, document) {
            match known.get_mut(&(mark.start, mark.end, mark.label.clone())) {
                Some(count) if *count > 0 => *count -= 1,
                _ => marks.push(mark),
            }
        }
        marks
    }

    fn span(&self, bytes: &[u8], document: &Document) -> Option<Mark> {
        let numbers = bytes.len().checked_sub(16)?;
        let long = |from: usize| {
            Some(u64::from_be_bytes(
                bytes.get(from..from + 8)?.try_into().ok()?,
            ))
        };
        let short = |from: usize| {
            Some(u32::from_be_bytes(bytes.get(from..from + 4)?.try_into().ok()?) as usize)
        };
        let entity = long(numbers.checked_sub(16)?)?;
        let label = long(numbers.checked_sub(8)?)?;
        let (from, to) = (short(numbers)?, short(numbers + 4)?);
        Some(Mark {
            start: document.places.get(from)?.0,
            end: document.places.get(to.checked_sub(1)?)?.1,
            label: self.string(label)?.to_owned(),
            entity: (entity != 0)
                .then(|| self.string(entity))
                .flatten()
                .map(str::to_owned),
            ..Mark::default()
        })
    }

    fn entities(&self, tokens: std::ops::Range<usize>, document: &Document) -> Vec<Mark> {
        let (Some(iob), Some(kind)) = (self.iob, self.kind) else {
            return Vec::new();
        };
        let mut marks: Vec<Mark> = Vec::new();
        let mut open = None;
        for (token, (start, end)) in tokens.zip(&document.places) {
            let label = self.attribute(token, kind);
            let state = self.attribute(token, iob);
            if label == 0 || !(state == INSIDE || state == BEGIN) {
                open = None;
                continue;
            }
            if let Some(mark) = marks
                .last_mut()
                .filter(|_| state == INSIDE && open == Some(label))
            {
                mark.end = *end;
                continue;
            }
            let Some(name) = self.string(label) else {
                continue;
            };
            let entity = self
                .entity
                .map_or(0, |column| self.attribute(token, column));
            marks.push(Mark {
                start: *start,
                end: *end,
                label: name.to_owned(),
                entity: (entity != 0)
                    .then(|| self.string(entity))
                    .flatten()
                    .map(str::to_owned),
                ..Mark::default()
            });
            open = Some(label);
        }
        marks
    }
}

fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    rmp_serde::from_slice(bytes).ok()
}
