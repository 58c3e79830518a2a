//! Tests, measurements and the checks of CI.

use crate::{
    browser::{Browser, Programs},
    page,
    shell::{self, Failure, Outcome, cargo, find_program, output_of, run, say, step},
    tools,
};
use std::{fs, path::PathBuf, process::Command, time::Instant};

/// The package of the page.
const APP: &str = "dateline";
const WASM_TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
/// The crates that build and test without a browser, and must stay so.
const ENGINE: [&str; 5] = [
    "dateline-annotation",
    "dateline-documents",
    "dateline-extraction",
    "dateline-formats",
    "dateline-store",
];
/// What none of them may depend on, and all that starts so.
const WEB: [&str; 7] = [
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "yew",
    "gloo",
    "wasm-streams",
    "serde-wasm-bindgen",
];
/// The tests that measure instead of judging.
const BENCH: [&str; 5] = [
    "bench::page",
    "editor::editor",
    BENCH_EXTRACTION,
    "bench::import",
    "bench::storage",
];
pub(crate) const BENCH_EXTRACTION: &str = "bench::extraction";
/// The one that writes pictures.
const PICTURES: &str = "views::pictures";

/// The tests that take long.
pub(crate) const TORTURE: &str = "torture::";
/// What is no test, or takes long.
const APART: [&str; 7] = [
    BENCH[0], BENCH[1], BENCH[2], BENCH[3], BENCH[4], PICTURES, TORTURE,
];
/// The tests that every browser must pass.
const BASIC_LOOP: &str = "everywhere::";
/// What Firefox must pass besides: most of the others ask for what only Chromium lets a driver do.
const IN_FIREFOX: [&str; 6] = [
    "correcting::",
    "desk::",
    "editing::",
    "journeys::",
    "smoke::",
    "working::",
];
/// It has no phone to play.
const NOT_IN_FIREFOX: [&str; 2] = ["--skip", "touch_alone"];

/// A kind of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    /// All that needs no browser.
    Native,
    /// Unit tests of the app inside a headless browser.
    Wasm,
    /// The built page, used as a person would, in a browser.
    EndToEnd(Browser),
}

/// Runs all tests.
///
/// # Errors
///
/// When a tool is missing or a test fails.
pub fn test_all() -> Outcome {
    let start = Instant::now();
    for suite in [
        Suite::Native,
        Suite::Wasm,
        Suite::EndToEnd(Browser::Chromium),
    ] {
        test(suite, None)?;
    }
    for browser in [Browser::Firefox, Browser::WebKit] {
        if let Some(reason) = browser.missing() {
            say(format_args!("No tests in {}: {reason}", browser.name()));
        } else {
            test(Suite::EndToEnd(browser), None)?;
        }
    }
    say(format_args!(
        "All tests passed in {:.0} s",
        start.elapsed().as_secs_f32()
    ));
    Ok(())
}

/// Runs one kind of tests, or those of them whose names contain `filter`.
///
/// # Errors
///
/// As [`test_all`].
pub fn test(suite: Suite, filter: Option<&str>) -> Outcome {
    match suite {
        Suite::Native => test_native(filter),
        Suite::Wasm => test_wasm(filter),
        Suite::EndToEnd(browser) => test_in(browser, filter),
    }
}

/// Runs the end-to-end tests in a browser.
///
/// # Errors
///
/// As [`test_all`].
pub fn test_in(browser: Browser, filter: Option<&str>) -> Outcome {
    let mut tests = end_to_end(browser, browser.ready()?)?;
    tests.args(APART.into_iter().flat_map(|name| ["--skip", name]));
    let wanted = match (filter, browser) {
        (Some(filter), _) => vec![filter],
        (None, Browser::Chromium) => Vec::new(),
        (None, Browser::Firefox) => [&[BASIC_LOOP], &IN_FIREFOX[..], &NOT_IN_FIREFOX[..]].concat(),
        (None, Browser::WebKit) => vec![BASIC_LOOP],
    };
    let what = format!("End-to-end tests in {}", browser.name());
    step(&what, tests.args(wanted))
}

/// Runs the native tests and, where not only some are wanted, tries for a minute to break what takes what others made.
fn test_native(filter: Option<&str>) -> Outcome {
    step(
        "Native tests",
        cargo()
            .args(["test", "--workspace", "--quiet"])
            .args(filter),
    )?;
    if filter.is_some() {
        return Ok(());
    }
    step(
        "A minute of damaged input",
        cargo()
            .args(["run", "--quiet", "--package", "dateline-fuzz", "--"])
            .args(["--seconds", "60"])
            .stdout(std::io::stderr()),
    )
}

fn test_wasm(filter: Option<&str>) -> Outcome {
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    let programs = Browser::Chromium.ready()?;
    let mut tests = cargo();
    tests
        .args(["test", "--package", APP, "--lib", "--test", "wasm"])
        .args(WASM_TARGET)
        .args(filter)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        // A machine that does other work besides needs longer than the runner's 20 seconds.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .envs(programs);
    step("Tests in the browser", &mut tests)
}

/// As [`end_to_end`], in Chromium.
pub(crate) fn in_chromium() -> Result<Command, Failure> {
    end_to_end(Browser::Chromium, Browser::Chromium.ready()?)
}

/// The command for the tests that drive the built page, up to the arguments of the test program.
fn end_to_end(browser: Browser, programs: Programs) -> Result<Command, Failure> {
    let packages = tools::measuring_packages()?;
    page::build()?;
    let mut tests = cargo();
    tests
        .args(["test", "--package", APP, "--test", "e2e", "--", "--ignored"])
        .env("DATELINE_DIST", page::dist())
        .env("DATELINE_EVIDENCE", evidence_folder())
        .env("DATELINE_NODE_MODULES", packages)
        .env("DATELINE_BROWSER", browser.name())
        .envs(programs);
    Ok(tests)
}

/// Where browser tests leave screenshots of failures and the figures of measurements.
pub(crate) fn evidence_folder() -> PathBuf {
    shell::target().join("e2e")
}

/// Measures the release page in Chromium and prints the figures as JSON.
///
/// # Errors
///
/// As [`test_all`].
pub fn bench_page() -> Outcome {
    bench(in_chromium()?, BENCH[0], "bench-page.json")
}

/// Measures in Chromium how 1,000 articles of one archive come in, are marked and listed, beside 10, and how long the page
/// is busy at a stretch meanwhile; prints the figures as JSON.
///
/// # Errors
///
/// As [`test_all`].
pub fn bench_import() -> Outcome {
    bench(in_chromium()?, BENCH[3], "bench-import.json")
}

/// Measures in Chromium what an edit costs to save and how soon the article of the last visit is shown, with 1,000
/// articles and with 10, and prints the figures as JSON.
///
/// # Errors
///
/// As [`test_all`].
pub fn bench_storage() -> Outcome {
    bench(in_chromium()?, BENCH[4], "bench-storage.json")
}

/// Measures how the editor of the release page shows and changes a long and a short article in Chromium, with Recogito's
/// text annotator on the same beside it, and prints the figures as JSON.
///
/// # Errors
///
/// As [`test_all`].
pub fn bench_editor() -> Outcome {
    bench(in_chromium()?, BENCH[1], "bench-editor.json")
}

/// Writes a picture of each view at each size, light and dark, and says where.
///
/// # Errors
///
/// As [`test_all`].
pub fn screenshots() -> Outcome {
    step("Pictures", in_chromium()?.args([PICTURES, "--exact"]))?;
    let folder = evidence_folder().with_file_name("screenshots");
    say(format_args!("See {}", folder.display()));
    Ok(())
}

/// Runs one measurement; only the figures go to the standard output.
fn bench(mut tests: Command, name: &str, figures: &str) -> Outcome {
    run(
        "The measurement",
        tests.args([name, "--exact"]).stdout(std::io::stderr()),
    )?;
    let file = evidence_folder().join(figures);
    let figures = fs::read_to_string(&file)
        .map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    println!("{}", figures.trim());
    Ok(())
}

/// All that CI checks.
///
/// # Errors
///
/// When one of the checks fails.
pub fn ci() -> Outcome {
    step("Format", cargo().args(["fmt", "--all", "--check"]))?;
    tools::wasm_target()?;
    borders()?;
    supply()?;
    let deny = ["--", "--deny", "warnings"];
    step(
        "Lints",
        cargo()
            .args(["clippy", "--workspace", "--all-targets", "--quiet"])
            .args(deny),
    )?;
    step(
        "Lints of the app in the browser",
        cargo()
            .args(["clippy", "--package", APP, "--all-targets", "--quiet"])
            .args(WASM_TARGET)
            .args(deny),
    )?;
    step(
        "Docs",
        cargo()
            .args(["doc", "--workspace", "--no-deps", "--quiet"])
            .env("RUSTDOCFLAGS", "--deny warnings"),
    )?;
    step("Accuracy of the tagger", &mut gate())?;
    test_all()
}

/// Checks the licences and sources of all dependencies, where cargo-deny is installed: building it would take longer than
/// all else. Advisories are asked for apart, `cargo deny check advisories`, because that needs the network.
fn supply() -> Outcome {
    if find_program(&["cargo-deny"]).is_none() {
        say(
            "Licences and sources: not checked, cargo-deny is not installed (cargo install cargo-deny --locked)",
        );
        return Ok(());
    }
    let checks = [
        "deny",
        "--offline",
        "--log-level",
        "error",
        "check",
        "licenses",
        "bans",
        "sources",
    ];
    step("Licences and sources of dependencies", cargo().args(checks))
}

/// The command that fails when the model finds less than what was recorded of it.
fn gate() -> Command {
    let mut gate = cargo();
    gate.args(["run", "--quiet", "--package", "dateline-cli", "--"])
        .args(["evaluate", "--dev", "model/corpus", "--gate"]);
    gate
}

/// Checks that no crate of the engine depends on the web, on any platform.
fn borders() -> Outcome {
    for package in ENGINE {
        let arguments = [
            "tree",
            "--edges",
            "normal,build",
            "--target",
            "all",
            "--prefix",
            "none",
            "--package",
        ];
        let tree = output_of(cargo().args(arguments).arg(package))
            .ok_or_else(|| Failure::new(format!("cargo tree did not work for {package}")))?;
        if let Some(crosser) = tree.lines().find(|line| is_web(line)) {
            return Err(Failure::new(format!(
                "{package} must not know the web, but depends on {crosser}; `cargo tree --invert` shows through what"
            )));
        }
    }
    say("Borders: the engine depends on nothing of the web");
    Ok(())
}

fn is_web(line: &str) -> bool {
    let name = line.split_whitespace().next().unwrap_or_default();
    WEB.iter().any(|web| {
        name.strip_prefix(web)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

#[cfg(test)]
mod tests {
    use super::is_web;

    #[test]
    fn the_border_knows_what_belongs_to_the_web() {
        for line in [
            "web-sys v0.3.80",
            "gloo-storage v0.3.0",
            "wasm-bindgen-macro v0.2.130 (proc-macro)",
        ] {
            assert!(is_web(line), "{line}");
        }
        for line in ["serde v1.0.0", "yewish v0.1.0", "websys v0.1.0", ""] {
            assert!(!is_web(line), "{line}");
        }
    }
}
