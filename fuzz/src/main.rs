//! Damages what Dateline reads and has it read, edited and opened: nothing may panic, hang or place a mark off its text.
//!
//! ```text
//! cargo run --profile fuzz -p dateline-fuzz -- EXECUTIONS [TARGET…]
//! cargo run -p dateline-fuzz -- --seconds 60
//! cargo run --profile fuzz -p dateline-fuzz -- --minimise target/fuzz/TARGET-NUMBER TARGET
//! cargo run --profile fuzz -p dateline-fuzz -- --distil EXECUTIONS [TARGET…]
//! ```
//!
//! So many executions of each target, or so many seconds for all of them together; a target is named by its name or the
//! start of it. The same number of executions always makes the same inputs. What breaks a target is written to
//! `target/fuzz/`, and an input that takes longer than a second is told of.
//!
//! `--minimise` leaves everything out of such an input that is not needed to break its target at the same place, and
//! puts it into `tests/fuzz/`, where the tests run it from then on. `--distil` puts there, of so many executions, the
//! smallest inputs that show what nothing smaller shows.

use std::cell::RefCell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use dateline_formats::exchange::Part;
use dateline_fuzz::mutation::Random;
use dateline_fuzz::{Target, kept, targets};

/// How long a small input may take before it is told of.
const SLOW: Duration = Duration::from_secs(1);

thread_local! {
    /// Where the last panic was.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// When a target has had enough.
#[derive(Debug, Clone, Copy)]
enum Limit {
    Executions(u64),
    Time(Duration),
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(|word| &**word).collect();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        PLACE.set(place.unwrap_or_default());
    }));
    let done = match &words[..] {
        ["--minimise", input, target] => minimise(Path::new(input), target),
        ["--distil", executions, names @ ..] => executions
            .parse::<u64>()
            .map_err(io::Error::other)
            .and_then(|executions| distil(executions, names)),
        ["--seconds", seconds, names @ ..] => seconds
            .parse::<u64>()
            .map_err(io::Error::other)
            .and_then(|seconds| fuzz_all(Limit::Time(Duration::from_secs(seconds)), names)),
        [executions, names @ ..] => executions
            .parse::<u64>()
            .map_err(io::Error::other)
            .and_then(|executions| fuzz_all(Limit::Executions(executions), names)),
        [] => Err(io::Error::other(
            "mutate EXECUTIONS|--seconds SECONDS|--distil EXECUTIONS [TARGET…], mutate --minimise PATH TARGET",
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(1)
        }
    }
}

/// The targets whose names begin so; all where none is named.
fn chosen(names: &[&str]) -> Vec<Target> {
    let mut chosen = targets();
    chosen.retain(|target| {
        names.is_empty() || names.iter().any(|name| target.name.starts_with(*name))
    });
    chosen
}

fn fuzz_all(limit: Limit, names: &[&str]) -> io::Result<()> {
    let chosen = chosen(names);
    let limit = match limit {
        Limit::Time(all) => Limit::Time(all / chosen.len().max(1) as u32),
        executions @ Limit::Executions(_) => executions,
    };
    let tallies: Vec<Tally> = chosen.iter().map(|target| fuzz(target, limit)).collect();
    let sum = |count: fn(&Tally) -> u64| tallies.iter().map(count).sum::<u64>();
    let (executions, crashes) = (sum(|tally| tally.executions), sum(|tally| tally.crashes));
    println!(
        "{} targets, {executions} executions, {crashes} crashes",
        tallies.len()
    );
    if crashes > 0 || executions == 0 {
        return Err(io::Error::other("something broke, or nothing was tried"));
    }
    Ok(())
}

/// Keeps the smallest input that breaks a target where this one does.
fn minimise(path: &Path, name: &str) -> io::Result<()> {
    let target = chosen(&[name])
        .into_iter()
        .find(|target| target.name == name);
    let target = target.ok_or_else(|| io::Error::other("there is no such target"))?;
    let parts = kept::read(path)?;
    let break_of = |parts: &[Part]| match catch_unwind(AssertUnwindSafe(|| target.run(parts))) {
        Err(_) => Some(PLACE.take()),
        Ok(_) if target.is_slow(parts, SLOW) => Some("slow".to_owned()),
        Ok(_) => None,
    };
    let place = break_of(&parts).ok_or_else(|| io::Error::other("this breaks nothing"))?;
    let parts = kept::minimised(parts, |parts| break_of(parts).as_ref() == Some(&place));
    let case = path.file_stem().unwrap_or_default();
    let folder = kept::folder(name).join(case);
    kept::write(&folder, &parts)?;
    println!("{}: {place}", folder.display());
    Ok(())
}

fn distil(executions: u64, names: &[&str]) -> io::Result<()> {
    for target in chosen(names) {
        let cases = kept::distilled(&target, executions);
        println!("{:<18} {} cases", target.name, cases.len());
        for (name, parts) in cases {
            kept::write(&kept::folder(&target.name).join(name), &parts)?;
        }
    }
    Ok(())
}

/// What came of a target.
#[derive(Debug, Default)]
struct Tally {
    executions: u64,
    understood: u64,
    slow: u64,
    crashes: u64,
}

fn fuzz(target: &Target, limit: Limit) -> Tally {
    let start = Instant::now();
    let seed = match limit {
        Limit::Executions(executions) => executions,
        // Another one each time, so that a minute a day goes a long way.
        Limit::Time(_) => std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |time| time.as_nanos() as u64),
    };
    let mut random = Random::new(seed ^ target.name.len() as u64);
    let mut tally = Tally::default();
    let mut last = start;
    while match limit {
        Limit::Executions(executions) => tally.executions < executions,
        Limit::Time(time) => last - start < time,
    } {
        let parts = target.damaged(&mut random);
        if let Ok(behaviour) = catch_unwind(AssertUnwindSafe(|| target.run(&parts))) {
            tally.understood += u64::from(behaviour.understood);
        } else {
            tally.crashes += 1;
            keep(target, tally.executions, &parts);
        }
        if last.elapsed() > SLOW && target.is_slow(&parts, SLOW) {
            tally.slow += 1;
            keep(target, tally.executions, &parts);
        }
        last = Instant::now();
        tally.executions += 1;
    }
    println!(
        "{:<18} {} executions, {} of them understood, {} slow, {} crashes, {:.1} s",
        target.name,
        tally.executions,
        tally.understood,
        tally.slow,
        tally.crashes,
        (last - start).as_secs_f32()
    );
    tally
}

fn keep(target: &Target, number: u64, parts: &[Part]) {
    let folder = Path::new("target/fuzz").join(format!("{}-{number}", target.name));
    match kept::write(&folder, parts) {
        Ok(()) => eprintln!("{}", folder.display()),
        Err(error) => eprintln!("{}: {error}", folder.display()),
    }
}
