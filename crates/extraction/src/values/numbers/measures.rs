//! Signs and codes of currencies and units that are the same in every language.

/// The signs and codes in a table of two columns, form and code, each with its code.
pub(in crate::values) fn signs(
    table: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = table.lines().skip(1);
    rows.filter_map(|row| row.split_once('\t'))
}

/// Signs of currencies: form, ISO 4217 code, or the name of a family of currencies that a country tells apart
/// (`countries.rs`).
pub(in crate::values) static CURRENCIES: &str = include_str!("currencies.tsv");

/// Signs of units: form, UCUM code.
pub(in crate::values) static UNITS: &str = include_str!("units.tsv");

/// What stands for the currency of cents when it is not said.
pub(in crate::values) const CENTS: &str = "cents";
