//! Every format against the tool that it belongs to, in one pinned environment.

use crate::shell::{self, Failure, Outcome, find_program, in_root, step};
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
    step(
        "Building the program",
        shell::cargo().args(["build", "--release", "--quiet", "--package", "dateline-cli"]),
    )?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let target = shell::root().join(target);
    let out = target.join("interop");
    fs::remove_dir_all(&out).ok();
    fs::create_dir_all(&out)
        .map_err(|error| Failure::new(format!("{}: {error}", out.display())))?;
    let mut checks = in_root(python);
    checks
        .arg(shell::root().join(FOLDER).join("run.py"))
        .arg(target.join("release/dateline"))
        .arg(&out)
        .env("NODE_MODULES", modules)
        .env("HF_HUB_OFFLINE", "1");
    shell::run("A check of a format", &mut checks)
}

/// The Python of a virtual environment with the packages that the checks use.
fn python(home: &Path) -> Result<PathBuf, Failure> {
    let environment = home.join("venv");
    let program = environment.join("bin/python");
    let wanted = wanted(&["requirements.txt", "requirements-nodeps.txt"])?;
    let stamp = environment.join("installed.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(program);
    }
    let Some(system) = find_program(&["python3", "python"]) else {
        return Err(Failure::new(
            "no Python; install Python 3.11 or newer with its venv module",
        ));
    };
    step(
        "Making a virtual environment in .tools/",
        in_root(system).args(["-m", "venv"]).arg(&environment),
    )?;
    let install = |file: &str| {
        let mut pip = in_root(&program);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
        ]);
        pip.arg(shell::root().join(FOLDER).join(file));
        pip
    };
    step(
        "Installing spaCy and the other tools into it (1.2 GB, some minutes)",
        &mut install("requirements.txt"),
    )?;
    step(
        "Installing doccano's parsers and others into it",
        install("requirements-nodeps.txt").arg("--no-deps"),
    )?;
    fs::write(&stamp, wanted)
        .map_err(|error| Failure::new(format!("{}: {error}", stamp.display())))?;
    Ok(program)
}

/// The folder of Node's modules.
fn modules(home: &Path) -> Result<PathBuf, Failure> {
    let modules = home.join("node_modules");
    let wanted = wanted(&["package.json"])?;
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

/// What the files of pinned versions say.
fn wanted(files: &[&str]) -> Result<String, Failure> {
    let read = |file: &&str| {
        let path = shell::root().join(FOLDER).join(file);
        fs::read_to_string(&path)
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))
    };
    files.iter().map(read).collect()
}
