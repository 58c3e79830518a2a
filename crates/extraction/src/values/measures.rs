//! Currencies and units of measurement, and which is meant.

use std::sync::OnceLock;

use super::template::Class;

/// One form of a currency or unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coin {
    /// As it is written.
    pub surface: &'static str,
    /// [`Class::Currency`] or [`Class::Measure`].
    pub class: Class,
    /// Its place in the list of codes.
    pub number: i32,
}

struct Row {
    language: &'static str,
    surface: &'static str,
    code: usize,
    class: Class,
}

struct Table {
    rows: Vec<Row>,
    codes: Vec<&'static str>,
}

/// Surface forms of currencies: language, form, ISO 4217 code, or the name of a family of
/// currencies that a country tells apart (`countries.rs`).
static CURRENCIES: &str = include_str!("currencies.tsv");
/// Surface forms of units: language, form, UCUM code.
static UNITS: &str = include_str!("units.tsv");

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table {
            rows: Vec::new(),
            codes: Vec::new(),
        };
        table.read(CURRENCIES, Class::Currency);
        table.read(UNITS, Class::Measure);
        table
    })
}

impl Table {
    fn read(&mut self, lines: &'static str, class: Class) {
        for line in lines.lines().skip(1) {
            let mut fields = line.split('\t');
            let (Some(language), Some(surface), Some(code)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let known = self.codes.iter().position(|known| *known == code);
            let code = known.unwrap_or_else(|| {
                self.codes.push(code);
                self.codes.len() - 1
            });
            self.rows.push(Row {
                language,
                surface,
                code,
                class,
            });
        }
    }
}

/// The forms of a language.
pub(super) fn coins(language: &'static str) -> impl Iterator<Item = Coin> {
    table()
        .rows
        .iter()
        .filter(move |row| row.language == language || row.language == "*")
        .map(|row| Coin {
            surface: row.surface,
            class: row.class,
            number: i32::try_from(row.code).unwrap_or(-1),
        })
}

/// What stands for the currency of cents when it is not said.
pub(super) const CENTS: &str = "cents";

/// The code of a form's number.
pub(super) fn code(number: i32) -> Option<&'static str> {
    table().codes.get(usize::try_from(number).ok()?).copied()
}

/// Whether a unit's code is one letter.
pub(super) fn is_letter(number: i32) -> bool {
    code(number).is_some_and(|code| code.len() == 1)
}
