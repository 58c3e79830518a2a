//! The raw content of both stores in one file: what the page's recovery view downloads when the page can't run.
//!
//! ```json
//! {"format": "dateline-storage", "version": 1, "local": {"NAME": "STRING"}, "database": {"NAME": "HEXADECIMAL"}}
//! ```

use std::collections::BTreeMap;

use dateline_annotation::Workspace;
use serde::Deserialize;

use crate::open::open_all;
use crate::{legacy, packed};

const FORMAT: &str = "dateline-storage";

#[derive(Deserialize)]
struct Dump {
    format: String,
    local: BTreeMap<String, String>,
    #[serde(default)]
    database: BTreeMap<String, String>,
}

/// The workspace in a dump; `None` when it is no dump. Damaged entries in it are passed over.
///
/// `note` is written on second readings.
pub fn read(file: &[u8], note: &str) -> Option<Workspace> {
    let dump: Dump = serde_json::from_slice(file).ok()?;
    (dump.format == FORMAT).then_some(())?;
    let old = dump
        .local
        .iter()
        .filter(|(name, _)| legacy::is_content(name));
    let old = old
        .map(|(name, entry)| (name.clone(), entry.clone()))
        .collect();
    let unpack = |(name, entry): (String, String)| Some((name, packed::unpack(&entry)?));
    let mut local: BTreeMap<String, Vec<u8>> = dump.local.into_iter().filter_map(unpack).collect();
    let steps = legacy::migrate(&old, &[]).steps.into_iter();
    for (key, entry) in steps.flat_map(|step| step.write) {
        local.entry(key.to_string()).or_insert(entry);
    }
    let bytes = |(name, digits): (String, String)| Some((name, hexadecimal(&digits)?));
    let database = dump.database.into_iter().filter_map(bytes).collect();
    Some(open_all(&local, &database, note).workspace)
}

fn hexadecimal(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect()
}
