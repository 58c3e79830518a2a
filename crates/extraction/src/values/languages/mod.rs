//! The tables of all languages; each is one file.

pub(in crate::values) mod template;

use std::sync::OnceLock;

use dateline_annotation::Language;

use crate::values::grammar::Grammar;
use crate::values::languages::template::Template;

mod en;
mod fr;
mod nl;
#[cfg(test)]
mod sample;

/// Every language that has a table.
static TABLES: [(Language, &Template); 3] = [
    (Language::Dutch, &nl::TABLE),
    (Language::French, &fr::TABLE),
    (Language::English, &en::TABLE),
];

/// The compiled table of a language; made at its first use.
pub(in crate::values) fn grammar(language: Language) -> &'static Grammar {
    static COMPILED: [OnceLock<Grammar>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
    let known = TABLES.iter().position(|(known, _)| *known == language);
    let place = known.unwrap_or(0);
    COMPILED[place].get_or_init(|| Grammar::new(TABLES[place].1))
}
