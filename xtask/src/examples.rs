//! The examples for other programs, run as a person would run them: `cargo xtask examples`.

use crate::{
    interop,
    python::{self, Packages},
    shell::{self, Failure, Outcome, find_program, in_root, step},
};
use std::path::Path;

/// Where the scripts stand that run the examples and judge what they do.
const TESTS: &str = "tests/examples";

/// Trains with spaCy on an export, and marks so many articles with Spark on this machine; the figures are JSON, a line
/// an example.
///
/// # Errors
///
/// When Python or Java is missing, or an example does not do what it says.
pub fn run(articles: u32) -> Outcome {
    if find_program(&["java"]).is_none() {
        return Err(Failure::new(
            "no Java, in which Spark runs; install a JRE of version 17 or newer",
        ));
    }
    let packages = |what, example: &str| Packages {
        what,
        file: shell::root()
            .join("examples")
            .join(example)
            .join("requirements.txt"),
        options: &[],
    };
    let python = python::environment(
        &shell::tools_folder().join("examples/venv"),
        &[packages("spaCy", "spacy"), packages("Spark", "spark")],
    )?;
    let program = interop::program()?;
    let out = shell::target().join("examples");
    let script = |name: &str| {
        let mut command = in_root(&python);
        command
            .arg(shell::root().join(Path::new(TESTS).join(name)))
            .arg(&program);
        command
    };
    step(
        "The example for spaCy",
        script("spacy_training.py").arg(out.join("spacy")),
    )?;
    step(
        "The example for Spark",
        script("spark_local.py")
            .arg(out.join("spark"))
            .arg(articles.to_string()),
    )
}
