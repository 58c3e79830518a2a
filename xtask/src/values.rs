//! Measuring the grammars of dates and amounts on cases with values, beside other tools'.

use crate::python::{self, Packages};
use crate::shell::{self, Failure, Outcome, cargo, find_program, in_root, run, step};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Cases with their values, and what scores them: not part of the project, since the cases are other people's.
const CASES: &str = "../shared/eval/values/cases.open.jsonl";
const SCORER: &str = "../shared/eval/values/score_values.py";
/// Scripts for the peers and their pinned versions.
const FOLDER: &str = "tests/peers";

/// Prints a table of scores by language and label; `with_peers` beside chrono-node, Recognizers-Text and duckling.
///
/// # Errors
///
/// When a tool is missing or a measurement fails. Where there are no cases it says so and is done.
pub fn bench(with_peers: bool) -> Outcome {
    let (cases, scorer) = (shell::root().join(CASES), shell::root().join(SCORER));
    if !cases.is_file() || !scorer.is_file() {
        println!(
            "nothing measured: {CASES} or its scorer is not there; the cases are not part of the project"
        );
        return Ok(());
    }
    let out = shell::tools_folder().join("values");
    fs::create_dir_all(&out)
        .map_err(|error| Failure::new(format!("{}: {error}", out.display())))?;
    let mut found = vec![("dateline", out.join("dateline.jsonl"))];
    let mut ours = cargo();
    ours.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "dateline-extraction",
    ]);
    ours.args(["--example", "values", "--"]).arg(&cases);
    write(&mut ours, &found[0].1)?;
    if with_peers {
        found.extend(peers(&cases, &out)?);
    }
    let mut table = in_root(python::system()?);
    table.arg(shell::root().join(FOLDER).join("table.py"));
    table.arg(scorer).arg(cases);
    for (name, file) in found {
        table.arg(format!("{name}={}", file.display()));
    }
    run("The table", &mut table)
}

/// What each peer finds in the cases.
fn peers(cases: &Path, out: &Path) -> Result<Vec<(&'static str, PathBuf)>, Failure> {
    let node = find_program(&["node"]).ok_or_else(|| Failure::new("no Node; install Node 20"))?;
    let npm =
        find_program(&["npm", "npm.cmd"]).ok_or_else(|| Failure::new("no npm; install Node 20"))?;
    let scripts = shell::root().join(FOLDER);
    fs::copy(scripts.join("package.json"), out.join("package.json"))
        .map_err(|error| Failure::new(format!("{}: {error}", out.display())))?;
    let mut install = Command::new(npm);
    install
        .current_dir(out)
        .args(["install", "--silent", "--no-audit", "--no-fund"]);
    step(
        "Installing chrono-node and Recognizers-Text into .tools/",
        &mut install,
    )?;
    let mut found = Vec::new();
    for (name, peer) in [("chrono-node", "chrono"), ("recognizers", "recognizers")] {
        let file = out.join(format!("{peer}.jsonl"));
        let mut reads = in_root(&node);
        reads
            .arg(scripts.join("values.mjs"))
            .arg(out)
            .arg(peer)
            .arg(cases);
        write(&mut reads, &file)?;
        found.push((name, file));
    }
    let file = out.join("duckling.jsonl");
    let mut reads = in_root(environment(out)?);
    reads.arg(scripts.join("duckling_values.py")).arg(cases);
    write(&mut reads, &file)?;
    found.push(("duckling", file));
    Ok(found)
}

/// Has numbers spelled by num2words read back: every one up to a million and a sample up to 10^12, in English, Dutch, and
/// the French of France, Belgium and Switzerland.
///
/// # Errors
///
/// When Python is missing, or a number does not read back.
pub fn numbers() -> Outcome {
    let out = shell::tools_folder().join("values");
    fs::create_dir_all(&out)
        .map_err(|error| Failure::new(format!("{}: {error}", out.display())))?;
    let mut spell = in_root(environment(&out)?);
    spell
        .arg(shell::root().join(FOLDER).join("spell.py"))
        .arg("1000000");
    let spelled = spell
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::new(format!("num2words cannot be run: {error}")))?;
    let words = spelled
        .stdout
        .ok_or_else(|| Failure::new("num2words prints nothing"))?;
    let mut reads = cargo();
    reads.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "dateline-extraction",
    ]);
    run(
        "Reading numbers back",
        reads.args(["--example", "spelled"]).stdin(words),
    )
}

/// The Python of a virtual environment with duckling and num2words.
fn environment(out: &Path) -> Result<PathBuf, Failure> {
    let packages = Packages {
        what: "duckling and num2words",
        file: shell::root().join(FOLDER).join("requirements.txt"),
        options: &[],
    };
    python::environment(&out.join("venv"), &[packages])
}

/// Runs a command that writes what it found.
fn write(command: &mut Command, file: &Path) -> Outcome {
    let written = fs::File::create(file)
        .map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    run("Reading the cases", command.stdout(written))
}
