//! What fuzzing found, run again: nothing of it breaks its target any more.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use dateline_fuzz::{kept, targets};

/// How long an input of at most some kilobytes may take on a busy machine, without optimisation.
const SLOW: Duration = Duration::from_secs(10);
/// How much all of them may take in the repository.
const MOST_BYTES: u64 = 300_000;

#[test]
fn what_was_found_breaks_nothing_any_more() {
    for target in targets() {
        let cases = kept::entries(&kept::folder(&target.name)).unwrap_or_default();
        assert!(!cases.is_empty(), "no input of {} is kept", target.name);
        for case in cases {
            // Shown where the target panics.
            println!("{}", case.display());
            let parts = kept::read(&case).unwrap();
            target.run(&parts);
            assert!(!target.is_slow(&parts, SLOW), "{} is slow", case.display());
        }
    }
}

#[test]
fn what_is_kept_is_little_and_belongs_to_a_target() {
    let targets: Vec<_> = targets().into_iter().map(|target| target.name).collect();
    let mut bytes = 0;
    for folder in kept::entries(&kept::folder("")).unwrap() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        assert!(targets.contains(&name), "{name} is no target");
        bytes += bytes_in(&folder);
    }
    assert!(bytes <= MOST_BYTES, "{bytes} bytes are kept");
}

fn bytes_in(path: &Path) -> u64 {
    if path.is_file() {
        return fs::metadata(path).unwrap().len();
    }
    let inner = kept::entries(path).unwrap().into_iter();
    inner.map(|path| bytes_in(&path)).sum()
}
