//! Torturing what is kept: `cargo xtask torture`.

use crate::{
    chores::{self, TORTURE},
    shell::{Failure, Outcome, cargo, output_of, run},
};
use std::fs;

/// Cuts, flips, kills, two tabs and full quotas, and prints what came of them as one JSON object.
///
/// `percent` of the full number of kills, edits and writes are tried; damage to entries is always tried in full.
///
/// # Errors
///
/// When something was lost, or a tool is missing.
pub fn run_percent(percent: usize) -> Outcome {
    let damage = damage()?;
    let folder = chores::evidence_folder().join("torture");
    fs::remove_dir_all(&folder).ok();
    let mut tests = chores::in_chromium()?;
    tests
        .args([TORTURE, "--test-threads", "1"])
        .env("DATELINE_TORTURE", percent.to_string())
        .stdout(std::io::stderr());
    let outcome = run("The torture", &mut tests);
    let mut all = vec![damage];
    for name in ["kills.json", "two-tabs.json", "quota.json"] {
        all.extend(fs::read_to_string(folder.join(name)).ok());
    }
    println!("{}", joined(&all));
    outcome
}

/// The figures of damage to entries, which needs no browser.
fn damage() -> Result<String, Failure> {
    let mut tests = cargo();
    tests.args([
        "test",
        "--release",
        "--quiet",
        "--package",
        "dateline-store",
        "--test",
        "torture",
    ]);
    let output = output_of(tests.args(["--", "--ignored", "--nocapture"])).ok_or_else(|| {
        Failure::new(
            "damaged entries did harm: cargo test -p dateline-store --test torture -- --ignored",
        )
    })?;
    let figures = output.lines().find(|line| line.starts_with('{'));
    figures
        .map(str::to_owned)
        .ok_or_else(|| Failure::new("the test of damaged entries printed no figures"))
}

/// The fields of several JSON objects as one object.
fn joined(objects: &[String]) -> String {
    let fields: Vec<&str> = objects
        .iter()
        .filter_map(|object| object.trim().strip_prefix('{')?.strip_suffix('}'))
        .collect();
    format!("{{{}}}", fields.join(","))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn objects_become_one() {
        let objects = ["{\"a\":1}".to_owned(), "{\"b\":2,\"c\":3}\n".to_owned()];
        assert_eq!(joined(&objects), "{\"a\":1,\"b\":2,\"c\":3}");
    }
}
