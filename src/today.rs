//! How much was done today: a line for the person alone, which stays in this browser like the rest.

use serde::{Deserialize, Serialize};

/// A pause longer than this is no work, in milliseconds.
const LONGEST_PAUSE_MS: u64 = 5 * 60 * 1000;
/// Below this there is no rate to speak of, in milliseconds.
const SHORTEST_WORK_MS: u64 = 10 * 60 * 1000;
const HOUR_MS: u64 = 60 * 60 * 1000;

/// What a step of a person's amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// How many times marks were corrected, confirmed or made.
    pub corrections: usize,
    /// How many articles were called finished.
    pub finished: usize,
}

/// The work of one day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Today {
    /// Which day, as the person's clock has it: `2016-11-27`.
    #[serde(default)]
    pub day: String,
    /// How many corrections.
    #[serde(default)]
    pub corrections: usize,
    /// How many articles.
    #[serde(default)]
    pub finished: usize,
    /// How long the person was at work, in milliseconds.
    #[serde(default)]
    pub work_ms: u64,
    /// When something was last done, in milliseconds since 1970.
    #[serde(default)]
    pub last_ms: u64,
}

impl Today {
    /// Counts what was done at a time of a day; another day begins at nothing.
    pub fn count(&mut self, done: Done, day: &str, now_ms: u64) {
        if self.day != day {
            *self = Self {
                day: day.to_owned(),
                ..Self::default()
            };
        }
        let pause = now_ms.saturating_sub(self.last_ms);
        if self.last_ms > 0 && pause <= LONGEST_PAUSE_MS {
            self.work_ms += pause;
        }
        self.last_ms = now_ms;
        self.corrections += done.corrections;
        self.finished += done.finished;
    }

    /// How many corrections are made in an hour of work; `None` until there was enough of it.
    pub fn per_hour(&self) -> Option<usize> {
        let corrections = u64::try_from(self.corrections).ok()?;
        let rate = (corrections * HOUR_MS).checked_div(self.work_ms)?;
        (self.work_ms >= SHORTEST_WORK_MS).then_some(usize::try_from(rate).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE_MS: u64 = 60_000;
    const ONE: Done = Done {
        corrections: 1,
        finished: 0,
    };

    #[test]
    fn pauses_are_no_work_and_a_new_day_begins_at_nothing() {
        let mut today = Today::default();
        for minute in (0..=20).chain(100..=110) {
            today.count(ONE, "2016-11-27", minute * MINUTE_MS + 1);
        }
        assert_eq!((today.corrections, today.work_ms), (32, 30 * MINUTE_MS));
        assert_eq!(today.per_hour(), Some(64));
        let finished = Done {
            corrections: 0,
            finished: 1,
        };
        today.count(finished, "2016-11-28", 2_000 * MINUTE_MS);
        assert_eq!(
            (today.corrections, today.finished, today.per_hour()),
            (0, 1, None)
        );
    }
}
