//! `dateline completions` and `dateline man`: what shells and manuals want to know of the commands.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell;

use crate::files::Problem;

/// Which shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell; its script is printed, to be put where that shell looks for it.
    shell: Shell,
}

/// Where to.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The folder for the pages, one for each command.
    folder: PathBuf,
}

/// Prints the script of a shell.
pub(crate) fn completions(arguments: &Completions, mut command: Command) {
    clap_complete::generate(arguments.shell, &mut command, "dateline", &mut io::stdout());
}

/// Writes the manual pages.
pub(crate) fn man(arguments: &Man, command: Command) -> Result<(), Problem> {
    let failed = |error: io::Error| format!("{}: {error}", arguments.folder.display());
    fs::create_dir_all(&arguments.folder).map_err(failed)?;
    clap_mangen::generate_to(command, &arguments.folder).map_err(failed)
}
