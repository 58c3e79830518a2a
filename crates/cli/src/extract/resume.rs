//! Going on where a run was cut off.
//!
//! Beside the output stands, while it is not complete, a file that says after each unit of work how long
//! the output is. A run that goes on cuts the output to the last such length, so that nothing stands in it twice
//! or by half, and passes over the units that are done.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::files::Problem;

/// How many bytes are written before output and journal go to the disk together.
const FLUSH_BYTES: u64 = 1 << 20;

/// An output that knows how far it has come.
pub(crate) struct Output {
    out: BufWriter<File>,
    journal: BufWriter<File>,
    journal_path: PathBuf,
    length: u64,
    flushed: u64,
    /// The names of the units that are done already.
    done: std::vec::IntoIter<String>,
}

impl Output {
    /// Begins anew, or goes on where the journal ends.
    pub(crate) fn open(path: &Path, resume: bool) -> Result<Self, Problem> {
        let failed = |error: io::Error| format!("{}: {error}", path.display());
        let journal_path = beside(path);
        let (length, done) = if resume {
            journal(&journal_path, path)?
        } else {
            (0, Vec::new())
        };
        let mut options = OpenOptions::new();
        let options = options.create(true).write(true).truncate(false);
        let mut out = options.open(path).map_err(failed)?;
        out.set_len(length).map_err(failed)?;
        out.seek(SeekFrom::End(0)).map_err(failed)?;
        let mut journal = BufWriter::new(File::create(&journal_path).map_err(failed)?);
        for (end, name) in &done {
            writeln!(journal, "{end}\t{name}").map_err(failed)?;
        }
        journal.flush().map_err(failed)?;
        let names: Vec<String> = done.into_iter().map(|(_, name)| name).collect();
        Ok(Self {
            out: BufWriter::new(out),
            journal,
            journal_path,
            length,
            flushed: length,
            done: names.into_iter(),
        })
    }

    /// How many units are done already.
    pub(crate) fn done(&self) -> usize {
        self.done.len()
    }

    /// Passes over a unit that is done already; units come in the same order in every run.
    ///
    /// # Errors
    /// When another unit came in this place before.
    pub(crate) fn pass(&mut self, name: &str) -> Result<(), Problem> {
        match self.done.next() {
            Some(before) if before != one_line(name) => Err(format!(
                "the inputs are not those of the run that was cut off: {before} came where {name} is; start anew without --resume"
            )),
            _ => Ok(()),
        }
    }

    /// Appends the lines of a unit.
    pub(crate) fn put(&mut self, name: &str, lines: &str) -> io::Result<()> {
        self.out.write_all(lines.as_bytes())?;
        self.length += lines.len() as u64;
        writeln!(self.journal, "{}\t{}", self.length, one_line(name))?;
        if self.length - self.flushed >= FLUSH_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// The output first, so that the journal never says more than there is.
    fn flush(&mut self) -> io::Result<()> {
        self.flushed = self.length;
        self.out.flush()?;
        self.journal.flush()
    }

    /// All is written: the journal goes.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        fs::remove_file(&self.journal_path)
    }
}

fn one_line(name: &str) -> String {
    name.replace(['\n', '\r', '\t'], " ")
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(".progress");
    path.with_file_name(name)
}

/// The length of the output after the last unit that is wholly in it, and each unit till there with the length after it.
fn journal(path: &Path, output: &Path) -> Result<(u64, Vec<(u64, String)>), Problem> {
    let Ok(text) = fs::read_to_string(path) else {
        return Err(format!(
            "{} is not there, so there is nothing to go on with; start anew without --resume",
            path.display()
        ));
    };
    let size = fs::metadata(output).map_or(0, |data| data.len());
    let (mut length, mut done) = (0, Vec::new());
    for line in text
        .split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'))
    {
        let Some((end, name)) = line.split_once('\t') else {
            break;
        };
        let Ok(end) = end.parse::<u64>() else { break };
        if end > size {
            break;
        }
        length = end;
        done.push((end, name.to_owned()));
    }
    Ok((length, done))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_goes_on_after_the_last_whole_unit() {
        let folder = std::env::temp_dir().join(format!("dateline-resume-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("out.jsonl");
        let mut first = Output::open(&path, false).unwrap();
        first.put("a", "1\n").unwrap();
        first.put("b", "22\n").unwrap();
        first.flush().unwrap();
        // The third unit came to the output by half and not to the journal.
        first.out.write_all(b"333").unwrap();
        first.out.flush().unwrap();
        drop(first);
        let mut second = Output::open(&path, true).unwrap();
        assert_eq!(second.done(), 2);
        assert_eq!((second.pass("a"), second.pass("b")), (Ok(()), Ok(())));
        second.put("c", "333\n").unwrap();
        second.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "1\n22\n333\n");
        assert!(
            Output::open(&path, true).is_err(),
            "a complete run leaves nothing to go on with"
        );
        let mut third = Output::open(&path, false).unwrap();
        third.put("a", "1\n").unwrap();
        drop(third);
        assert!(Output::open(&path, true).unwrap().pass("z").is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
