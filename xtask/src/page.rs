//! Building the page and serving it.

use crate::{
    publish::publish,
    shell::{self, Failure, Outcome, in_root, say, step},
    site::Site,
    tools,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::SystemTime,
};

/// The port that [`serve`] tries first when none is asked for.
const USUAL_PORT: u16 = 8080;
/// How many ports after it are tried when it is taken.
const PORTS_TRIED: u16 = 20;
/// What the page is made from, relative to the top folder.
const SOURCES: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "rust-toolchain.toml",
    "index.html",
    "icons",
    "src",
    "styles",
    "crates",
    "model",
    "xtask/src",
];

/// How the page is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Small and fast, as it is published.
    Release,
    /// Without optimisation, built again and reloaded on every change.
    Dev,
}

/// Where a build is put: the folder `site` for a server, and the file `dateline.html` that needs none.
pub fn dist() -> PathBuf {
    shell::root().join("dist")
}

/// Where Trunk puts what those are made from; `Trunk.toml` says so too.
fn built() -> PathBuf {
    shell::root().join("target/page")
}

/// Builds the page for release and publishes it into [`dist`], unless that is newer than all it is made from.
///
/// # Errors
///
/// When a tool is missing or the build fails.
pub fn build() -> Outcome {
    tools::for_release()?;
    if is_fresh() {
        say("dist/ is up to date");
        return Ok(());
    }
    // A build that fails must not leave an old page that looks like its result.
    remove_old_page()?;
    step(
        "Building the page into dist/ (some minutes the first time)",
        trunk("build").arg("--release=true"),
    )?;
    publish(&built(), &dist())
}

/// Builds and serves the page until the process is stopped.
///
/// # Errors
///
/// When it cannot be built, or no port can be opened.
pub fn serve(profile: Profile, port: Option<u16>) -> Outcome {
    match profile {
        Profile::Release => serve_release(port),
        Profile::Dev => serve_dev(port),
    }
}

fn serve_release(port: Option<u16>) -> Outcome {
    build()?;
    let site = open_site(port)?;
    println!("Dateline is at {} (Ctrl-C stops it)", site.url());
    loop {
        thread::park();
    }
}

fn open_site(port: Option<u16>) -> Result<Site, Failure> {
    let wanted = match port {
        Some(port) => port..=port,
        None => USUAL_PORT..=USUAL_PORT + PORTS_TRIED,
    };
    let mut reason = None;
    for port in wanted {
        match Site::open(&dist().join("site"), port) {
            Ok(site) => return Ok(site),
            Err(error) => {
                reason.get_or_insert(format!("port {port}: {error}; choose another with --port"))
            }
        };
    }
    Err(Failure::new(reason.unwrap_or_default()))
}

fn serve_dev(port: Option<u16>) -> Outcome {
    tools::for_development()?;
    say(
        "Building the page (some minutes the first time); Trunk prints the address when it listens …",
    );
    let port = port.unwrap_or(USUAL_PORT).to_string();
    run_in_place(trunk("serve").args(["--port", &port]))
}

/// Becomes the command, so that whoever stops this process stops it.
#[cfg(unix)]
fn run_in_place(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    Err(Failure::new(format!(
        "Trunk did not start: {}",
        command.exec()
    )))
}

#[cfg(not(unix))]
fn run_in_place(command: &mut Command) -> Outcome {
    shell::run("Trunk", command)
}

fn trunk(command: &str) -> Command {
    let mut trunk = in_root("trunk");
    trunk.arg(command).env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk wants true or false where the NO_COLOR convention allows any text.
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        trunk.env("NO_COLOR", "true");
    }
    trunk
}

fn remove_old_page() -> Outcome {
    for page in published() {
        match fs::remove_file(&page) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                let page = page.display();
                return Err(Failure::new(format!("{page} cannot be replaced: {error}")));
            }
            _ => {}
        }
    }
    Ok(())
}

fn published() -> [PathBuf; 2] {
    [dist().join("site/index.html"), dist().join("dateline.html")]
}

fn is_fresh() -> bool {
    let written = |page: PathBuf| fs::metadata(page).and_then(|data| data.modified()).ok();
    let built = published().into_iter().map(written).min().flatten();
    let newest = SOURCES
        .iter()
        .filter_map(|source| newest_change(&shell::root().join(source)))
        .max();
    built > newest
}

/// When something at or below `path` last changed; a folder changes when a file comes or goes.
fn newest_change(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|data| data.modified()).ok()?;
    let inner = fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| newest_change(&entry.path()));
    inner.chain([own]).max()
}
