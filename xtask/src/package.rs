//! The npm package: the extraction for JavaScript.

use crate::{
    browser::Browser,
    shell::{self, Failure, Outcome, find_program, in_root, say, step},
    site::Site,
    tools,
};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What of the package is written by hand, and where its tests stand.
const SOURCES: &str = "crates/javascript/npm";
const TESTS: &str = "tests/package";
const MODULE: &str = "wasm32-unknown-unknown/release/dateline_javascript.wasm";
const TYPESCRIPT: &str = "typescript@5.9.3";
/// How long the page may take in Chromium before it is given up.
const PATIENCE: Duration = Duration::from_mins(1);

/// Writes the package into `dist/npm/` and tries it: in Node, in Chromium, in a worker, and its types.
///
/// # Errors
///
/// When a tool is missing, or the package does not do what its README says.
pub fn run() -> Outcome {
    let folder = build()?;
    let Some(node) = find_program(&["node"]) else {
        return Err(Failure::new(
            "the package is tried in Node: https://nodejs.org",
        ));
    };
    let tests = shell::root().join(TESTS);
    step(
        "Trying it in Node",
        in_root(&node).arg(tests.join("node.mjs")).arg(&folder),
    )?;
    let home = shell::tools_folder().join("typescript");
    check_types(&folder, &home)?;
    try_readme(&node, &home)?;
    try_in_chromium(&folder)?;
    say(format_args!(
        "The package is in {}: npm publish, or npm pack, there",
        folder.display()
    ));
    Ok(())
}

fn build() -> Result<PathBuf, Failure> {
    tools::for_release()?;
    let folder = shell::root().join("dist/npm");
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
    let target = ["--release", "--quiet", "--target", "wasm32-unknown-unknown"];
    step(
        "Building the package",
        shell::cargo()
            .arg("build")
            .args(target)
            .args(["--package", "dateline-javascript"]),
    )?;
    let mut bind = in_root("wasm-bindgen");
    bind.args(["--target", "web", "--out-name", "dateline", "--out-dir"])
        .arg(&folder)
        .arg(shell::target().join(MODULE));
    step("Binding it to JavaScript", &mut bind)?;
    let module = folder.join("dateline_bg.wasm");
    step(
        "Making it small",
        in_root("wasm-opt")
            .args(["-O3", "--output"])
            .arg(&module)
            .arg(&module),
    )?;
    copy_sources(&folder).map_err(|error| failed(&folder, &error))?;
    Ok(folder)
}

fn failed(folder: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{}: {error}", folder.display()))
}

fn copy_sources(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(shell::root().join(SOURCES))? {
        let entry = entry?;
        fs::copy(entry.path(), folder.join(entry.file_name()))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(shell::root().join(licence), folder.join(licence))?;
    }
    let manifest = folder.join("package.json");
    let text = fs::read_to_string(&manifest)?;
    fs::write(manifest, text.replace("0.0.0", env!("CARGO_PKG_VERSION")))
}

/// Has TypeScript compile a program that uses every type of the package.
fn check_types(package: &Path, home: &Path) -> Outcome {
    let Some(npm) = find_program(&["npm", "npm.cmd"]) else {
        return Err(Failure::new(
            "TypeScript is installed with npm, which comes with Node: https://nodejs.org",
        ));
    };
    let install = |what: &str| {
        let mut command = Command::new(&npm);
        command
            .current_dir(shell::root())
            .args(["install", "--prefix"])
            .arg(home);
        command.args(["--no-save", "--silent", "--install-links", TYPESCRIPT, what]);
        command
    };
    let package = package.to_string_lossy();
    step(
        "Installing TypeScript and the package into .tools/",
        &mut install(&package),
    )?;
    let program = home.join("types.ts");
    fs::copy(shell::root().join(TESTS).join("types.ts"), &program)
        .map_err(|error| failed(home, &error))?;
    let mut check = in_root(home.join("node_modules/.bin/tsc"));
    check
        .args([
            "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext",
        ])
        .args([
            "--moduleResolution",
            "nodenext",
            "--moduleDetection",
            "force",
        ])
        .arg(program);
    fs::write(home.join("package.json"), "{ \"type\": \"module\" }\n")
        .map_err(|error| failed(home, &error))?;
    step("Checking its types", &mut check)
}

/// Runs the example of the README, as it stands there, where the package is installed.
fn try_readme(node: &Path, home: &Path) -> Outcome {
    let readme = shell::root().join(SOURCES).join("README.md");
    let text = fs::read_to_string(&readme).map_err(|error| failed(&readme, &error))?;
    let script = home.join("readme.mjs");
    fs::write(&script, example(&text)).map_err(|error| failed(home, &error))?;
    let said = shell::output_of(in_root(node).arg(&script)).unwrap_or_default();
    if !said.lines().any(|line| line.starts_with("LOC Aleppo")) {
        return Err(Failure::new(format!(
            "the example in {} does not find Aleppo; it prints: {said}",
            readme.display()
        )));
    }
    say("Ran the example of the README");
    Ok(())
}

/// The first piece of JavaScript in a text.
fn example(readme: &str) -> &str {
    let after = readme.split_once("```js\n").map_or("", |(_, after)| after);
    after.split_once("```").map_or(after, |(code, _)| code)
}

/// Opens a page that reads a text, itself and in a worker, and asks the server for `passed` or `failed`.
fn try_in_chromium(package: &Path) -> Outcome {
    let programs = Browser::Chromium.ready()?;
    let chromium = programs
        .into_iter()
        .find(|(variable, _)| *variable == "CHROME");
    let Some((_, chromium)) = chromium else {
        return Err(Failure::new("Chromium is not where it was found"));
    };
    let page = package.join("try.html");
    fs::copy(shell::root().join(TESTS).join("page.html"), &page)
        .map_err(|error| failed(package, &error))?;
    let site = Site::open(package, 0).map_err(|error| failed(package, &error))?;
    let profile = env::temp_dir().join(format!("dateline-package-{}", process::id()));
    let mut chromium = Command::new(chromium)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("{}try.html", site.url()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(package, &error))?;
    let verdict = wait_for_verdict(&site);
    chromium.kill().ok();
    chromium.wait().ok();
    fs::remove_dir_all(profile).ok();
    fs::remove_file(page).ok();
    match verdict {
        Some(true) => {
            say("Tried it in Chromium, in a page and in a worker");
            Ok(())
        }
        Some(false) => Err(Failure::new(
            "in Chromium the package marks other words than it says",
        )),
        None => Err(Failure::new(
            "the package does not run in Chromium; open dist/npm with tests/package/page.html to see why",
        )),
    }
}

/// What the page asked for in the end; `None` when it never did.
fn wait_for_verdict(site: &Site) -> Option<bool> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let requests = site.requests();
        let asked = |name: &str| requests.iter().any(|request| request.ends_with(name));
        if asked("passed") || asked("failed") {
            return Some(asked("passed"));
        }
        thread::sleep(Duration::from_millis(100));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::example;

    #[test]
    fn the_example_of_a_readme_is_its_first_piece_of_javascript() {
        assert_eq!(
            example("# a\n```js\nb();\n```\n```js\nc();\n```\n"),
            "b();\n"
        );
        assert_eq!(example("nothing"), "");
    }
}
