//! Compiles the word lists of `model/lexicon` into the lexicon of a model.

use std::collections::BTreeMap;

use crate::bytes::{Reader, Writer};
use crate::hash::finish;
use crate::lexicon::{Class, Classes, Entry, Lexicon, Place, write};
use crate::tokens::tokenise;
use crate::word::{Case, Word};

/// A word list: tab-separated, with a header line that names `surface` and `class`.
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

/// The entries of all lists, by the hash of their words.
#[derive(Debug, Default)]
struct Compiler {
    entries: BTreeMap<u32, Entry>,
}

/// Compiles word lists; gives them as the bytes of a model file's part.
pub(crate) fn compile(tables: &[Table]) -> Result<Vec<u8>, TableError> {
    let mut compiler = Compiler::default();
    for table in tables {
        compiler.add_table(table)?;
    }
    let mut writer = Writer::default();
    write(&compiler.entries, &mut writer);
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
        self.entries.entry(finish(place)).or_default()
    }
}
