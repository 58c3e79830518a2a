//! Measuring the extraction: on this machine, in the page's worker, and beside others on the same texts.

use crate::{
    chores::{BENCH_EXTRACTION, evidence_folder, in_chromium},
    shell::{self, Failure, Outcome, cargo, find_program, in_root, output_of, run, step},
};
use std::{fs, path::Path};

/// What other extractors are installed as. There is no compromise for Dutch.
const PEERS: [&str; 5] = [
    "wink-nlp@2.4.0",
    "wink-eng-lite-web-model@1.8.1",
    "compromise@14.17.0",
    "fr-compromise@0.2.8",
    "chrono-node@2.10.3",
];

/// Measures the extraction and prints the figures as JSON.
///
/// # Errors
///
/// When a tool is missing or a measurement fails.
pub fn bench(with_peers: bool) -> Outcome {
    let folder = evidence_folder().with_file_name("bench");
    step(
        "Measuring the extraction on this machine",
        cargo()
            .args([
                "run",
                "--quiet",
                "--release",
                "--package",
                "dateline-extraction",
            ])
            .args(["--example", "speed", "--"])
            .args(["model/dateline.model", "model/corpus"])
            .arg(&folder)
            .stdout(std::io::stderr()),
    )?;
    run(
        "The measurement in the browser",
        in_chromium()?
            .args([BENCH_EXTRACTION, "--exact"])
            .env("DATELINE_BENCH", &folder)
            .stdout(std::io::stderr()),
    )?;
    let mut figures = vec![
        read(&folder.join("native.json"))?,
        read(&folder.join("worker.json"))?,
    ];
    if with_peers {
        figures.push(peers(&folder)?);
    }
    println!("{}", joined(&figures));
    Ok(())
}

fn peers(folder: &Path) -> Result<String, Failure> {
    let modules = shell::tools_folder().join("peers");
    let missing = |name| Failure::new(format!("the peers run under {name}; install Node"));
    let npm = find_program(&["npm", "npm.cmd"]).ok_or_else(|| missing("npm"))?;
    let node = find_program(&["node"]).ok_or_else(|| missing("node"))?;
    step(
        "Installing the peers into .tools/peers",
        in_root(npm)
            .args(["install", "--no-save", "--silent", "--prefix"])
            .arg(&modules)
            .args(PEERS),
    )?;
    let script = shell::root().join("xtask/src/peers.mjs");
    let figures = output_of(in_root(node).arg(script).arg(&modules).arg(folder));
    figures.ok_or_else(|| {
        Failure::new("the measurement of the peers failed; run xtask/src/peers.mjs by hand")
    })
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file)
        .map(|figures| figures.trim().to_owned())
        .map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// One JSON object with the members of all.
fn joined(objects: &[String]) -> String {
    let inner = |object: &String| {
        let object = object.trim();
        let object = object.strip_prefix('{').unwrap_or(object);
        object.strip_suffix('}').unwrap_or(object).to_owned()
    };
    let members: Vec<_> = objects.iter().map(inner).collect();
    format!("{{{}}}", members.join(","))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn objects_become_one() {
        let objects = ["{\"a\":1}\n", "{\"b\":{\"c\":2}}"].map(str::to_owned);
        assert_eq!(joined(&objects), "{\"a\":1,\"b\":{\"c\":2}}");
    }
}
