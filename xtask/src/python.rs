//! Virtual environments of Python with pinned packages.

use crate::shell::{Failure, find_program, in_root, step};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Packages of pinned versions, one a line of a file.
pub(crate) struct Packages {
    /// What is installed, in words.
    pub what: &'static str,
    /// The file.
    pub file: PathBuf,
    /// Further options of pip.
    pub options: &'static [&'static str],
}

/// The Python of an environment in this folder that has these packages; what is there already is not installed again.
pub(crate) fn environment(folder: &Path, packages: &[Packages]) -> Result<PathBuf, Failure> {
    let program = folder.join("bin/python");
    let wanted = packages.iter().map(|packages| text(&packages.file));
    let wanted = wanted.collect::<Result<String, _>>()?;
    let stamp = folder.join("installed.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(program);
    }
    step(
        "Making a virtual environment in .tools/",
        in_root(system()?).args(["-m", "venv"]).arg(folder),
    )?;
    for Packages {
        what,
        file,
        options,
    } in packages
    {
        let mut pip = in_root(&program);
        pip.args(["-m", "pip", "install", "--quiet"])
            .args(["--disable-pip-version-check", "-r"])
            .arg(file)
            .args(*options);
        step(
            &format!("Installing {what} into it (some minutes)"),
            &mut pip,
        )?;
    }
    fs::write(&stamp, wanted)
        .map_err(|error| Failure::new(format!("{}: {error}", stamp.display())))?;
    Ok(program)
}

/// The machine's own Python.
pub(crate) fn system() -> Result<PathBuf, Failure> {
    find_program(&["python3", "python"])
        .ok_or_else(|| Failure::new("no Python; install Python 3.11 or newer with its venv module"))
}

/// A file as text.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}
