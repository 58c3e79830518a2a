//! What is noticed while a file is read, and why it can't be.

use std::collections::BTreeMap;

use dateline_annotation::Entity;

use crate::json::{MAX_FILE_BYTES, Notice};
use crate::text;

/// How many notices of a file are listed.
const MAX_NOTICES: usize = 500;

/// Why a file of another tool can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing in it is what the format says.
    #[error("No article in it can be read as {title}{problem}", problem = because(.problem.as_deref()))]
    Nothing {
        /// What the format is called.
        title: &'static str,
        /// The first thing that is wrong.
        problem: Option<String>,
    },
    /// The format does not hold enough to be read.
    #[error(
        "{title} can be written but not read, because it does not hold the text of the articles."
    )]
    WriteOnly {
        /// What the format is called.
        title: &'static str,
    },
    /// An archive that can't be unpacked.
    #[error(transparent)]
    Archive(#[from] crate::archive::ArchiveError),
    /// It is larger than what is read.
    #[error("The file is larger than {limit} MB, which is the limit. Split it into smaller ones.", limit = MAX_FILE_BYTES >> 20)]
    TooLarge,
}

fn because(problem: Option<&str>) -> String {
    problem.map_or_else(|| ".".to_owned(), |problem| format!(". {problem}"))
}

/// Collects what is to be told about a file.
#[derive(Debug, Default)]
pub(super) struct Report {
    notices: Vec<Notice>,
    unlisted: usize,
    skipped: BTreeMap<&'static str, usize>,
    renamed: BTreeMap<(String, String), usize>,
    entities: BTreeMap<String, Entity>,
}

impl Report {
    pub(super) fn push(&mut self, notice: Notice) {
        if self.notices.len() < MAX_NOTICES {
            self.notices.push(notice);
        } else {
            self.unlisted += 1;
        }
    }

    /// Something in a line could not be read.
    pub(super) fn line(&mut self, line: usize, problem: impl Into<String>) {
        let problem = problem.into();
        self.push(Notice::Line { line, problem });
    }

    /// How the bytes of a file were read, if otherwise than as UTF-8.
    pub(super) fn decoded(&mut self, file: &str, notice: Option<text::Notice>) {
        if let Some(text::Notice::ReadAs(encoding)) = notice {
            let file = file.to_owned();
            self.push(Notice::ReadAs { encoding, file });
        }
    }

    /// Something in the file has no place here.
    pub(super) fn skip(&mut self, what: &'static str, count: usize) {
        if count > 0 {
            *self.skipped.entry(what).or_default() += count;
        }
    }

    pub(super) fn renamed(&mut self, from: &str, to: &str) {
        if from != to && (self.renamed.len() < MAX_NOTICES) {
            let names = (from.to_owned(), to.to_owned());
            *self.renamed.entry(names).or_default() += 1;
        }
    }

    pub(super) fn entity(&mut self, id: String, entity: Entity) {
        self.entities.entry(id).or_insert(entity);
    }

    pub(super) fn first(&self) -> Option<String> {
        self.notices.first().map(ToString::to_string)
    }

    pub(super) fn entities(&mut self) -> BTreeMap<String, Entity> {
        std::mem::take(&mut self.entities)
    }

    pub(super) fn notices(self) -> Vec<Notice> {
        let mut notices = self.notices;
        notices.extend((self.unlisted > 0).then_some(Notice::More {
            count: self.unlisted,
        }));
        let skipped = self.skipped.into_iter();
        notices.extend(skipped.map(|(what, count)| Notice::Skipped { what, count }));
        let renamed = self.renamed.into_iter();
        notices.extend(renamed.map(|((from, to), count)| Notice::Renamed { from, to, count }));
        notices
    }
}
