//! Damages what Dateline reads and has it read, edited and opened: nothing may panic, hang or place a mark off its text.
//!
//! ```text
//! cargo run --profile fuzz -p dateline-fuzz -- EXECUTIONS [TARGET…]
//! cargo run -p dateline-fuzz -- --seconds 60
//! ```
//!
//! So many executions of each target, or so many seconds for all of them together; a target is named by its name or the
//! start of it. The same number of executions always makes the same inputs. What breaks a target is written to
//! `target/fuzz/`, and an input that takes longer than a second is told of.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use dateline_formats::exchange::Part;
use dateline_fuzz::mutation::Random;
use dateline_fuzz::{Target, targets};

/// How long a small input may take before it is told of.
const SLOW: Duration = Duration::from_secs(1);

/// When a target has had enough.
#[derive(Debug, Clone, Copy)]
enum Limit {
    Executions(u64),
    Time(Duration),
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (limit, names) = match &words[..] {
        [flag, seconds, names @ ..] if flag == "--seconds" => (
            seconds
                .parse()
                .ok()
                .map(Duration::from_secs)
                .map(Limit::Time),
            names,
        ),
        [executions, names @ ..] => (executions.parse().ok().map(Limit::Executions), names),
        [] => (None, &[][..]),
    };
    let Some(limit) = limit else {
        eprintln!("mutate EXECUTIONS|--seconds SECONDS [TARGET…]");
        return ExitCode::from(2);
    };
    std::panic::set_hook(Box::new(|_| ()));
    let mut chosen = targets();
    chosen.retain(|target| {
        names.is_empty() || names.iter().any(|name| target.name.starts_with(&**name))
    });
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
    ExitCode::from(u8::from(crashes > 0 || executions == 0))
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
        if let Ok(understood) = catch_unwind(AssertUnwindSafe(|| target.run(&parts))) {
            tally.understood += u64::from(understood);
        } else {
            tally.crashes += 1;
            keep(target, tally.executions, &parts);
        }
        if last.elapsed() > SLOW && is_slow(target, &parts) {
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

/// Whether an input takes long again and again; once may be because the machine had something else to do.
fn is_slow(target: &Target, parts: &[Part]) -> bool {
    (0..3).all(|_| {
        let start = Instant::now();
        catch_unwind(AssertUnwindSafe(|| target.run(parts))).ok();
        start.elapsed() > SLOW
    })
}

fn keep(target: &Target, number: u64, parts: &[Part]) {
    let folder = Path::new("target/fuzz");
    std::fs::create_dir_all(folder).ok();
    for part in parts {
        let name = part.name.replace('/', "_");
        let path = folder.join(format!("{}-{number}-{name}", target.name));
        if let Ok(mut file) = std::fs::File::create(&path) {
            file.write_all(&part.bytes).ok();
        }
        eprintln!("{}", path.display());
    }
}
