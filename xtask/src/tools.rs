//! The tools that turn Rust into a page: found where they fit, installed where they are missing.
//!
//! A tool on `PATH` of the right version is used as it is. What is missing goes into `.tools/` at the top of the
//! repository, so that nothing else on the machine changes, and removing that folder undoes it.

use crate::shell::{self, Failure, Outcome, find_program, in_root, output_of, say, step};
use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
    process::Command,
};

const GECKODRIVER_VERSION: &str = "0.37.1";
/// Newer ones need a newer compiler than the pinned one.
const TRUNK_VERSION: &str = "0.21.14";
/// Older ones do not know the WebAssembly that the pinned compiler writes.
const WASM_OPT_OLDEST: u32 = 117;
const WASM_OPT_PACKAGE: &str = "binaryen@132.0.0";
/// The editor that ours is measured beside, and the judge of accessibility.
const MEASURING: [&str; 2] = ["@recogito/text-annotator@4.1.1", "axe-core@4.14.1"];
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the page can be built for release.
///
/// # Errors
///
/// When something is missing and cannot be installed; the message says how to get it by hand.
pub fn for_release() -> Outcome {
    for_development()?;
    wasm_opt()
}

/// Makes sure that the page can be built without optimisation.
///
/// # Errors
///
/// As [`for_release`].
pub fn for_development() -> Outcome {
    wasm_target()?;
    wasm_bindgen()?;
    trunk()
}

/// Makes sure that code compiles to WebAssembly.
///
/// # Errors
///
/// When the target is missing and rustup cannot add it.
pub fn wasm_target() -> Outcome {
    let sysroot = output_of(in_root("rustc").args(["--print", "sysroot"])).ok_or_else(|| {
        Failure::new("rustc does not run here; install Rust from https://rustup.rs")
    })?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM_TARGET)
        .is_dir()
    {
        return Ok(());
    }
    if find_program(&["rustup"]).is_none() {
        return Err(Failure::new(format!(
            "this Rust has no {WASM_TARGET} target and no rustup to add it; install the target with the package \
             manager Rust came from"
        )));
    }
    step(
        &format!("Adding the {WASM_TARGET} target to Rust (20 MB, under a minute)"),
        in_root("rustup").args(["target", "add", WASM_TARGET]),
    )
}

/// Makes sure that the wasm-bindgen program and its test runner are of exactly the version in `Cargo.lock`.
///
/// # Errors
///
/// When they are not and cannot be installed.
pub fn wasm_bindgen() -> Outcome {
    let lock = fs::read_to_string(shell::root().join("Cargo.lock"))
        .map_err(|error| Failure::new(format!("Cargo.lock cannot be read: {error}")))?;
    let Some(wanted) = locked_version(&lock, "wasm-bindgen") else {
        return Err(Failure::new(
            "Cargo.lock names no wasm-bindgen; is the checkout complete?",
        ));
    };
    let fits = |program| version_of(program).as_deref() == Some(wanted);
    if fits("wasm-bindgen") && fits("wasm-bindgen-test-runner") {
        return Ok(());
    }
    let what =
        format!("Installing wasm-bindgen {wanted} into .tools/ (about 4 minutes on two cores)");
    step(&what, &mut install("wasm-bindgen-cli", wanted))
}

/// Installs the program that drives Firefox.
///
/// # Errors
///
/// When it cannot be built.
pub fn geckodriver() -> Outcome {
    let what = format!(
        "Installing geckodriver {GECKODRIVER_VERSION} into .tools/ (about 2 minutes on two cores)"
    );
    step(
        &what,
        install("geckodriver", GECKODRIVER_VERSION).arg("--locked"),
    )
}

fn trunk() -> Outcome {
    if version_of("trunk").as_deref() == Some(TRUNK_VERSION) {
        return Ok(());
    }
    step(
        &format!("Installing Trunk {TRUNK_VERSION} into .tools/ (about 3 minutes on two cores)"),
        install("trunk", TRUNK_VERSION).args([
            "--locked",
            "--no-default-features",
            "--features",
            "rustls",
        ]),
    )
}

/// Without npm, Trunk downloads a wasm-opt itself when it first needs one.
fn wasm_opt() -> Outcome {
    let own = shell::tools_folder().join("node_modules/.bin/wasm-opt");
    if own.exists()
        || version_of("wasm-opt").and_then(|text| text.parse().ok()) >= Some(WASM_OPT_OLDEST)
    {
        return Ok(());
    }
    let Some(npm) = find_program(&["npm", "npm.cmd"]) else {
        say(
            "Found neither wasm-opt nor npm: Trunk will download wasm-opt from GitHub (40 MB, under a minute)",
        );
        return Ok(());
    };
    let folder = shell::tools_folder();
    step(
        "Installing wasm-opt into .tools/ with npm (15 MB, a few seconds)",
        in_root(npm)
            .arg("install")
            .arg("--prefix")
            .arg(folder)
            .args(["--no-save", "--silent", WASM_OPT_PACKAGE]),
    )
}

/// Makes sure that what pages are measured with and beside is in `.tools/`, and says in which folder of npm packages.
///
/// # Errors
///
/// When npm is missing or can't install them.
pub fn measuring_packages() -> Result<PathBuf, Failure> {
    // Apart from wasm-opt: npm takes out of a folder what it is not told of.
    let folder = shell::tools_folder().join("measuring");
    let modules = folder.join("node_modules");
    let is_there = |package: &&str| {
        let (name, version) = package.rsplit_once('@').unwrap_or((package, ""));
        let manifest = fs::read_to_string(modules.join(name).join("package.json"));
        manifest.is_ok_and(|text| text.contains(&format!("\"version\": \"{version}\"")))
    };
    if MEASURING.iter().all(is_there) {
        return Ok(modules);
    }
    let what = MEASURING.join(", ");
    let Some(npm) = find_program(&["npm", "npm.cmd"]) else {
        return Err(Failure::new(format!(
            "{what} are installed with npm, which comes with Node: https://nodejs.org"
        )));
    };
    step(
        &format!("Installing {what} into .tools/ with npm (a few seconds)"),
        in_root(npm)
            .arg("install")
            .arg("--prefix")
            .arg(folder)
            .args(["--no-save", "--silent"])
            .args(MEASURING),
    )?;
    Ok(modules)
}

/// `cargo install` into `.tools/`. The tools run for seconds and build for minutes, so they are built in haste.
fn install(package: &str, version: &str) -> Command {
    let mut command = shell::cargo();
    command
        .args([
            "install",
            package,
            "--version",
            version,
            "--force",
            "--root",
        ])
        .arg(shell::tools_folder());
    if !std::io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    command
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS")
        .env("CARGO_PROFILE_RELEASE_LTO", "false")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    command
}

/// What a program calls its version, where it runs: the first word that starts with a digit.
fn version_of(program: &str) -> Option<String> {
    let text = output_of(in_root(find_program(&[program])?).arg("--version"))?;
    text.split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
