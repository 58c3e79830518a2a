//! Running other programs, and saying so.

use std::{
    env, fmt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

/// Why a chore stopped, in words a person can act on.
#[derive(Debug)]
pub struct Failure {
    message: String,
    exit_code: u8,
}

/// What a chore returns.
pub type Outcome = Result<(), Failure>;

impl Failure {
    /// Something went wrong while the chore ran; exit code 1.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            exit_code: 1,
        }
    }

    /// The command line was not understood; exit code 2.
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            exit_code: 2,
        }
    }

    /// What the process returns to the shell.
    pub fn exit_code(&self) -> u8 {
        self.exit_code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The top folder of the repository.
pub fn root() -> PathBuf {
    let own = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.ancestors()
        .find(|folder| folder.join("Trunk.toml").is_file())
        .map_or(own.clone(), Path::to_path_buf)
}

/// Where tools that this project installs for itself live; git ignores it.
pub fn tools_folder() -> PathBuf {
    root().join(".tools")
}

/// Where builds go.
pub fn target() -> PathBuf {
    let folder = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(folder)
}

/// The cargo that runs this process, or the one on `PATH`.
pub fn cargo() -> Command {
    in_root(env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from))
}

/// A command that runs in the top folder and sees the project's own tools first.
pub fn in_root(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", path_with_tools());
    command
}

fn path_with_tools() -> std::ffi::OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let folders = tool_folders()
        .into_iter()
        .chain(env::split_paths(&inherited));
    env::join_paths(folders).unwrap_or(inherited)
}

/// Folders of programs that this project installed for itself.
pub fn tool_folders() -> [PathBuf; 2] {
    [
        tools_folder().join("bin"),
        tools_folder().join("node_modules").join(".bin"),
    ]
}

/// Prints one line about what happens now, apart from the output of the programs that are run.
pub fn say(line: impl fmt::Display) {
    eprintln!("xtask: {line}");
}

/// Runs a command to its end, its output shown.
///
/// # Errors
///
/// When it cannot be started or does not succeed; `what` names it in the message.
pub fn run(what: &str, command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("{what} failed ({status})"))),
        Err(error) => Err(Failure::new(format!("{what} did not start: {error}"))),
    }
}

/// As [`run`], and says before what is done and after how long it took.
///
/// # Errors
///
/// Those of [`run`].
pub fn step(what: &str, command: &mut Command) -> Outcome {
    say(format_args!("{what} …"));
    let start = Instant::now();
    run(what, command)?;
    say(format_args!(
        "{what}: done in {:.1} s",
        start.elapsed().as_secs_f32()
    ));
    Ok(())
}

/// What a command prints, or nothing when it cannot be started or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// The first folder of `PATH`, the project's own tools first, that holds one of these programs.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = path_with_tools();
    names.iter().find_map(|name| {
        env::split_paths(&path)
            .map(|folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION))
            .find(|candidate| candidate.is_file())
    })
}
