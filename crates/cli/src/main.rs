//! Dateline on the command line: the same engine without a browser.
//!
//! Exit codes: 0 done; 2 bad usage or input, with a message that says what to do.

mod convert;
mod evaluate;
mod extract;
mod files;
mod inputs;
mod labels;
mod pieces;
mod pool;
mod progress;
mod shell;
mod stats;
mod train;
mod validate;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

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
    /// Check whether files can be read, and what is odd in them.
    Validate(validate::Arguments),
    /// Count articles and marks.
    Stats(stats::Arguments),
    /// Learn a model from marked articles and word lists.
    Train(train::Arguments),
    /// Compare what the model marks with what people marked.
    Evaluate(evaluate::Arguments),
    /// Print what a shell needs to complete these commands.
    Completions(shell::Completions),
    /// Write the manual pages.
    Man(shell::Man),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Validate(arguments) => validate::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Completions(arguments) => {
            shell::completions(&arguments, Arguments::command());
            Ok(())
        }
        Command::Man(arguments) => shell::man(&arguments, Arguments::command()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("dateline: {problem}");
            ExitCode::from(2)
        }
    }
}
