//! `cargo xtask COMMAND`: serve, build, test, measure and check Dateline.

use std::{env, process::ExitCode};
use xtask::{
    browser::Browser,
    chores::{self, Suite},
    examples, extraction, interop, package,
    page::{self, Profile},
    shell::{Failure, Outcome},
    torture, values,
};

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  serve [--release|--dev] [--port N]  build the page, serve it on this machine and print the address;
                                      --dev builds without optimisation and rebuilds on every change
  build                               build the page for release: dist/site/ for a server, and
                                      dist/dateline.html, one file that needs none
  test [native|wasm|e2e] [FILTER]     run all tests, or one kind of them
  test numbers                        have numbers spelled by num2words read back (needs Python; some minutes)
  test firefox|webkit [FILTER]        the loop from text to export in another browser
  bench page                          measure the page in Chromium and print JSON
  bench import                        measure how 1,000 articles come in, beside 10, and print JSON
  bench storage                       measure saving and starting with 1,000 articles, beside 10, and print JSON
  screenshots                         write pictures of all views
  bench extraction [--peers]          measure the extraction on this machine and in Chromium and print JSON;
                                      --peers measures others on the same texts beside it
  bench values [--peers]              score dates and amounts on cases with values, where there are such cases;
                                      --peers beside chrono-node, Recognizers-Text and duckling
  bench editor                        measure the editor on a long and a short article, beside Recogito's
  interop                             check every format against the tool that it belongs to (needs Python and Node)
  examples [ARTICLES]                 run the examples for spaCy and Spark, the latter on so many articles (needs Python and
                                      Java), and print JSON
  torture [PERCENT]                   kill, cut, flip and fill what is kept, and print JSON; PERCENT of the full number
  package                             write the npm package into dist/npm/ and try it in Node and Chromium
  ci                                  all that CI checks: format, borders, lints, docs, tests

Each command first installs what it needs and does not find, into .tools/ where it can.";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(words: &[&str]) -> Outcome {
    match words {
        ["serve", options @ ..] => {
            let (profile, port) = serve_options(options)?;
            page::serve(profile, port)
        }
        ["build"] => page::build(),
        ["test"] => chores::test_all(),
        ["test", "numbers"] => values::numbers(),
        ["test", suite] => chores::test(suite_named(suite)?, None),
        ["test", suite, filter] => chores::test(suite_named(suite)?, Some(filter)),
        ["bench", "page"] => chores::bench_page(),
        ["bench", "import"] => chores::bench_import(),
        ["screenshots"] => chores::screenshots(),
        ["bench", "editor"] => chores::bench_editor(),
        ["bench", "storage"] => chores::bench_storage(),
        ["bench", "extraction"] => extraction::bench(false),
        ["bench", "extraction", "--peers"] => extraction::bench(true),
        ["bench", "values"] => values::bench(false),
        ["bench", "values", "--peers"] => values::bench(true),
        ["interop"] => interop::run(),
        ["examples"] => examples::run(2_000),
        ["examples", articles] => {
            examples::run(articles.parse().map_err(|_| {
                Failure::usage("examples takes a number of articles, such as 100000")
            })?)
        }
        ["torture"] => torture::run_percent(100),
        ["torture", percent] => torture::run_percent(
            percent
                .parse()
                .map_err(|_| Failure::usage("torture takes a number of percent, such as 10"))?,
        ),
        ["package"] => package::run(),
        ["ci"] => chores::ci(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(Failure::usage(format!(
            "no such command: {}\n\n{USAGE}",
            words.join(" ")
        ))),
    }
}

fn suite_named(name: &str) -> Result<Suite, Failure> {
    match name {
        "native" => Ok(Suite::Native),
        "wasm" => Ok(Suite::Wasm),
        "e2e" => Ok(Suite::EndToEnd(Browser::Chromium)),
        "firefox" => Ok(Suite::EndToEnd(Browser::Firefox)),
        "webkit" => Ok(Suite::EndToEnd(Browser::WebKit)),
        _ => Err(Failure::usage(format!(
            "no such tests: {name}; there are native, wasm, e2e, firefox and webkit"
        ))),
    }
}

fn serve_options(words: &[&str]) -> Result<(Profile, Option<u16>), Failure> {
    let (mut profile, mut port) = (Profile::Release, None);
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match *word {
            "--release" => profile = Profile::Release,
            "--dev" => profile = Profile::Dev,
            "--port" => {
                let number = rest.next().and_then(|text| text.parse().ok());
                port = Some(
                    number
                        .ok_or_else(|| Failure::usage("--port needs a number from 0 to 65535"))?,
                );
            }
            other => {
                return Err(Failure::usage(format!(
                    "serve has no option {other}\n\n{USAGE}"
                )));
            }
        }
    }
    Ok((profile, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serve_reads_its_options_in_any_order() {
        assert_eq!(serve_options(&[]).unwrap(), (Profile::Release, None));
        assert_eq!(
            serve_options(&["--port", "9000", "--dev"]).unwrap(),
            (Profile::Dev, Some(9000))
        );
    }

    #[test]
    fn what_is_not_understood_is_bad_usage() {
        for words in [
            &["serve", "--port"][..],
            &["serve", "--fast"],
            &["test", "moon"],
            &["torture", "much"],
            &["dance"],
        ] {
            assert_eq!(run(words).unwrap_err().exit_code(), 2, "{words:?}");
        }
    }
}
