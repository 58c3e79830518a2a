//! How far the work is, on one line of the terminal.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// How often the line is written anew.
const INTERVAL: Duration = Duration::from_millis(200);

/// A line that says how far the work is; nothing where the error output is no terminal.
pub(crate) struct Progress {
    started: Instant,
    shown: Option<Instant>,
    visible: bool,
    /// How many bytes there are to read, if that is known.
    total: Option<u64>,
    bytes: u64,
    articles: usize,
}

impl Progress {
    /// The work is to read so many bytes, if that is known.
    pub(crate) fn new(total: Option<u64>, quiet: bool) -> Self {
        Self {
            started: Instant::now(),
            shown: None,
            visible: !quiet && std::io::stderr().is_terminal(),
            total,
            bytes: 0,
            articles: 0,
        }
    }

    /// So many bytes more are done, with so many articles.
    pub(crate) fn step(&mut self, bytes: u64, articles: usize) {
        self.bytes += bytes;
        self.articles += articles;
        if self.visible && self.shown.is_none_or(|shown| shown.elapsed() >= INTERVAL) {
            self.shown = Some(Instant::now());
            eprint!("\r{}\x1b[K", self.line());
            std::io::stderr().flush().ok();
        }
    }

    fn line(&self) -> String {
        let seconds = self.started.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let rate = self.articles as f64 / seconds.max(0.001);
        let of = |total: u64| format!(" {}", bar(self.bytes, total));
        let bar = self.total.map_or_else(String::new, of);
        format!("{} articles, {rate:.0} a second{bar}", self.articles)
    }

    /// Takes the line away, so that messages stand alone.
    pub(crate) fn clear(&self) {
        if self.visible && self.shown.is_some() {
            eprint!("\r\x1b[K");
        }
    }
}

fn bar(done: u64, total: u64) -> String {
    const WIDTH: u64 = 24;
    let part = |of: u64| (done * of).checked_div(total).unwrap_or(of).min(of);
    let filled = part(WIDTH) as usize;
    format!(
        "[{}{}] {} %",
        "#".repeat(filled),
        "-".repeat(WIDTH as usize - filled),
        part(100)
    )
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn the_bar_fills_up() {
        assert_eq!(bar(0, 4), "[------------------------] 0 %");
        assert_eq!(bar(1, 2), "[############------------] 50 %");
        assert_eq!(bar(3, 3), "[########################] 100 %");
        assert_eq!(bar(0, 0), "[########################] 100 %");
    }
}
