//! Compiles the word lists of `model/lexicon` into the lexicon of a model.

use std::collections::BTreeMap;

use crate::bytes::{Reader, Writer};
use crate::hash::{finish, key};
use crate::lexicon::{Class, Classes, Cluster, Entry, Lexicon, Place, write};
use crate::tokens::tokenise;
use crate::word::{Case, Word};

/// A word list: tab-separated, with a header line that names `surface` and `class`, or `surface`, `cluster` and
/// `kind` where words are listed with the numbers of the narrow and the wide cluster that they are in.
#[derive(Debug, Clone)]
pub struct Table {
    /// The file's name, for messages.
    pub name: String,
    /// Its content.
    pub content: String,
}

/// What is wrong with a word list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// A column is missing from the header or from a line.
    #[error(
        "{table}, line {line}: a word list needs the columns `surface` and `class`, separated by tabs"
    )]
    Column {
        /// The file.
        table: String,
        /// Counted from 1.
        line: usize,
    },
    /// A word without the numbers of its clusters.
    #[error(
        "{table}, line {line}: a list of clusters needs the columns `surface`, `cluster` and `kind`, the last two numbers below 4000 and 255"
    )]
    Cluster {
        /// The file.
        table: String,
        /// Counted from 1.
        line: usize,
    },
    /// A class that the tagger does not know.
    #[error("{table}, line {line}: there is no class {class:?}")]
    Class {
        /// The file.
        table: String,
        /// Counted from 1.
        line: usize,
        /// What stood there.
        class: String,
    },
}

/// The most clusters that words can be divided into.
const MOST_CLUSTERS: u16 = 4000;

/// The entries of all lists, by the hash of their words.
#[derive(Debug, Default)]
struct Compiler {
    entries: BTreeMap<u32, Entry>,
    /// The clusters of words, by the hash of their folded form.
    clusters: BTreeMap<u32, Cluster>,
}

/// Compiles word lists; gives them as the bytes of a model file's part.
pub(crate) fn compile(tables: &[Table]) -> Result<Vec<u8>, TableError> {
    let mut compiler = Compiler::default();
    for table in tables {
        compiler.add_table(table)?;
    }
    let mut writer = Writer::default();
    write(&compiler.entries, &compiler.clusters, &mut writer);
    Ok(writer.bytes)
}

/// The lexicon of compiled bytes.
pub(crate) fn lexicon(compiled: &[u8]) -> Result<Lexicon, crate::ModelError> {
    Lexicon::read(&mut Reader::new(compiled))
}

impl Compiler {
    fn add_table(&mut self, table: &Table) -> Result<(), TableError> {
        let missing = |line| TableError::Column {
            table: table.name.clone(),
            line,
        };
        let mut lines = table
            .content
            .lines()
            .zip(1..)
            .filter(|(line, _)| !line.starts_with('#'));
        let (header, _) = lines.next().ok_or_else(|| missing(1))?;
        let column = |name| {
            header
                .split('\t')
                .position(|column| column == name)
                .ok_or_else(|| missing(1))
        };
        if let Ok(narrow) = column("cluster") {
            return self.add_clusters(table, lines, [column("surface")?, narrow, column("kind")?]);
        }
        let (surface, class) = (column("surface")?, column("class")?);
        for (line, number) in lines.filter(|(line, _)| !line.trim().is_empty()) {
            let cells: Vec<_> = line.split('\t').collect();
            let surface = cells.get(surface).ok_or_else(|| missing(number))?;
            let names = cells.get(class).ok_or_else(|| missing(number))?;
            let mut classes = Classes::default();
            for name in names.split(',') {
                let class = Class::from_name(name).ok_or_else(|| TableError::Class {
                    table: table.name.clone(),
                    line: number,
                    class: name.to_owned(),
                })?;
                classes = classes.union(Classes::of(class));
            }
            self.add(surface, classes);
        }
        Ok(())
    }

    /// Adds words with the numbers of their narrow and wide clusters.
    fn add_clusters<'l>(
        &mut self,
        table: &Table,
        lines: impl Iterator<Item = (&'l str, usize)>,
        columns: [usize; 3],
    ) -> Result<(), TableError> {
        let empty = Lexicon::empty();
        for (line, number) in lines.filter(|(line, _)| !line.trim().is_empty()) {
            let cells: Vec<_> = line.split('\t').collect();
            let wrong = || TableError::Cluster {
                table: table.name.clone(),
                line: number,
            };
            let [surface, narrow, wide] = columns.map(|column| cells.get(column));
            let number = |cell: Option<&&str>| cell.and_then(|cell| cell.parse::<u8>().ok());
            let narrow = narrow.and_then(|cell| cell.parse::<u16>().ok());
            let (surface, narrow, wide) = surface
                .zip(narrow.filter(|narrow| *narrow < MOST_CLUSTERS))
                .zip(number(wide).filter(|wide| *wide < u8::MAX))
                .map(|((surface, narrow), wide)| (*surface, narrow, wide))
                .ok_or_else(wrong)?;
            let cluster = Cluster {
                narrow: narrow + 1,
                wide: u16::from(wide) + 1,
            };
            self.clusters
                .insert(key(Word::new(surface, &empty).fold), cluster);
        }
        Ok(())
    }

    /// Adds a phrase: as written when it is an acronym or a number, in any case otherwise.
    fn add(&mut self, surface: &str, classes: Classes) {
        let empty = Lexicon::empty();
        let words: Vec<_> = tokenise(surface)
            .iter()
            .map(|token| Word::new(token.of(surface), &empty))
            .collect();
        let exact = words.len() == 1 && words[0].case == Case::Upper && words[0].letters <= 6;
        let number = |word: &Word| if exact { word.form } else { word.fold };
        let Some((first, rest)) = words.split_first() else {
            return;
        };
        let mut place = if exact {
            Lexicon::start_exact(first.form)
        } else {
            Lexicon::start(first.fold)
        };
        for word in rest {
            self.entry(place).goes_on = true;
            place = Lexicon::step(place, number(word));
        }
        let entry = self.entry(place);
        entry.classes = entry.classes.union(classes);
    }

    fn entry(&mut self, place: Place) -> &mut Entry {
        self.entries.entry(key(finish(place))).or_default()
    }
}
