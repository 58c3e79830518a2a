//! Dateline on the command line: the same engine without a browser.
//!
//! Exit codes: 0 done; 2 bad usage or input, with a message that says what to do.

mod convert;
mod evaluate;
mod extract;
mod files;
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Marks who, where, when and how many in news articles.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Mark names, dates and amounts in articles.
    Extract(extract::Arguments),
    /// Convert marked articles from one tool's format to another's.
    Convert(convert::Arguments),
    /// Learn a model from marked articles and word lists.
    Train(train::Arguments),
    /// Compare what the model marks with what people marked.
    Evaluate(evaluate::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("dateline: {problem}");
            ExitCode::from(2)
        }
    }
}
