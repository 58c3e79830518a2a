//! A thing to break, and how it is given what breaks it.

use std::time::{Duration, Instant};

use dateline_formats::exchange::Part;

use crate::behaviour::Behaviour;
use crate::mutation::{self, Random};
use crate::{documents, edits, formats, stored, texts};

/// Something that must hold whatever it is given.
pub struct Target {
    /// What it is called on the command line.
    pub name: String,
    /// Good inputs, from which damaged ones are made.
    pub seeds: Vec<Vec<Part>>,
    /// Pieces that it looks for.
    pub words: &'static [&'static str],
    run: Run,
}

type Run = Box<dyn Fn(&[Part]) -> Behaviour>;

/// All of them: texts, edits, what is stored, documents, and the readers of every format.
pub fn targets() -> Vec<Target> {
    let mut all = texts::targets();
    all.extend(edits::targets());
    all.extend(stored::targets());
    all.extend(documents::targets());
    all.extend(formats::targets());
    all
}

impl Target {
    pub(crate) fn new(
        name: impl Into<String>,
        seeds: Vec<Vec<Part>>,
        words: &'static [&'static str],
        run: impl Fn(&[Part]) -> Behaviour + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            seeds,
            words,
            run: Box::new(run),
        }
    }

    /// Gives it an input, and tells what it made of it.
    ///
    /// # Panics
    /// When something does not hold: that is what is looked for.
    pub fn run(&self, parts: &[Part]) -> Behaviour {
        (self.run)(parts)
    }

    /// Whether an input takes longer again and again; once may be because the machine had something else to do.
    pub fn is_slow(&self, parts: &[Part], limit: Duration) -> bool {
        (0..3).all(|_| {
            let start = Instant::now();
            let run = std::panic::AssertUnwindSafe(|| self.run(parts));
            std::panic::catch_unwind(run).ok();
            start.elapsed() > limit
        })
    }

    /// A seed, damaged in one to four places.
    pub fn damaged(&self, random: &mut Random) -> Vec<Part> {
        let mut parts = self.seeds[random.below(self.seeds.len())].clone();
        for _ in 0..=random.below(4) {
            let part = random.below(parts.len());
            mutation::apply(&mut parts[part].bytes, self.words, random);
        }
        parts
    }

    /// The input that some bytes stand for: which seed, which of its parts, and what that part holds instead.
    ///
    /// So every target can be led by a fuzzer that knows only bytes.
    pub fn input(&self, bytes: &[u8]) -> Vec<Part> {
        let [seed, part, content @ ..] = bytes else {
            return self.seeds[0].clone();
        };
        let mut parts = self.seeds[usize::from(*seed) % self.seeds.len()].clone();
        let count = parts.len();
        parts[usize::from(*part) % count].bytes = content.to_vec();
        parts
    }

    /// The bytes that stand for each part of each seed.
    pub fn corpus(&self) -> Vec<Vec<u8>> {
        let seeds = self.seeds.iter().enumerate().take(256);
        let parts = |(seed, parts): (usize, &Vec<Part>)| {
            let parts = parts.iter().enumerate().take(256);
            let framed = parts
                .map(|(part, content)| [&[seed as u8, part as u8], &content.bytes[..]].concat());
            framed.collect::<Vec<_>>()
        };
        seeds.flat_map(parts).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_understood() {
        for target in targets() {
            for seed in &target.seeds {
                assert!(target.run(seed).understood, "{}", target.name);
            }
        }
    }

    #[test]
    fn the_bytes_of_a_seed_stand_for_it() {
        for target in targets() {
            let first = target.corpus().swap_remove(0);
            assert_eq!(target.input(&first), target.seeds[0], "{}", target.name);
            assert_eq!(target.input(b""), target.seeds[0], "{}", target.name);
        }
    }
}
