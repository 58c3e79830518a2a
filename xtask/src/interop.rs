//! Every format against the tool that it belongs to, in one pinned environment.

use crate::{
    python::{self, Packages},
    shell::{self, Failure, Outcome, find_program, in_root, step},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Where scripts and pinned versions stand.
const FOLDER: &str = "tests/interop";

/// Has the real tools read what Dateline writes and the other way about, and prints a table.
///
/// # Errors
///
/// When Python, Node or a package is missing, or a check fails.
pub fn run() -> Outcome {
    let home = shell::tools_folder().join("interop");
    let python = python(&home)?;
    let modules = modules(&home)?;
    let program = program()?;
    let out = shell::target().join("interop");
    fs::remove_dir_all(&out).ok();
    fs::create_dir_all(&out)
        .map_err(|error| Failure::new(format!("{}: {error}", out.display())))?;
    let mut checks = in_root(python);
    checks
        .arg(shell::root().join(FOLDER).join("run.py"))
        .arg(program)
        .arg(&out)
        .env("NODE_MODULES", modules)
        .env("HF_HUB_OFFLINE", "1");
    shell::run("A check of a format", &mut checks)
}

/// The command line's program, built for release.
pub(crate) fn program() -> Result<PathBuf, Failure> {
    step(
        "Building the program",
        shell::cargo().args(["build", "--release", "--quiet", "--package", "dateline-cli"]),
    )?;
    Ok(shell::target().join("release/dateline"))
}

/// The Python of a virtual environment with the packages that the checks use.
fn python(home: &Path) -> Result<PathBuf, Failure> {
    let file = |name| shell::root().join(FOLDER).join(name);
    let packages = [
        Packages {
            what: "spaCy and the other tools",
            file: file("requirements.txt"),
            options: &[],
        },
        Packages {
            what: "doccano's parsers and others",
            file: file("requirements-nodeps.txt"),
            options: &["--no-deps"],
        },
    ];
    python::environment(&home.join("venv"), &packages)
}

/// The folder of Node's modules.
fn modules(home: &Path) -> Result<PathBuf, Failure> {
    let modules = home.join("node_modules");
    let wanted = python::text(&shell::root().join(FOLDER).join("package.json"))?;
    let stamp = home.join("package.json");
    if modules.is_dir() && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(modules);
    }
    let Some(npm) = find_program(&["npm", "npm.cmd"]) else {
        return Err(Failure::new("no npm; install Node 20 or newer"));
    };
    fs::write(&stamp, wanted)
        .map_err(|error| Failure::new(format!("{}: {error}", stamp.display())))?;
    let mut install = Command::new(npm);
    install
        .current_dir(home)
        .args(["install", "--silent", "--no-audit", "--no-fund"]);
    step("Installing Recogito's annotator into .tools/", &mut install)?;
    Ok(modules)
}
