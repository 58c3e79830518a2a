//! Stored states with every kind of damage. `cargo xtask torture` runs this alone and reads the figures that it prints.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that measures"
)]

mod support;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dateline_annotation::Workspace;
use dateline_store::open::open_all;
use support::{Dice, article, stored};

const BIT_FLIPS: usize = 1_000;

#[derive(Default)]
struct Figures {
    truncations: usize,
    bit_flips: usize,
    crashes: usize,
    silent_corruptions: usize,
    undamaged_lost: usize,
}

impl Figures {
    /// Opens a store with one damaged entry.
    fn open(&mut self, workspace: &Workspace, entries: &BTreeMap<String, Vec<u8>>, damaged: &str) {
        let Ok(opened) = catch_unwind(AssertUnwindSafe(|| open_all(entries, &BTreeMap::new(), "")))
        else {
            self.crashes += 1;
            return;
        };
        for before in workspace.articles() {
            let hit = damaged.ends_with(&before.id.to_string());
            match opened.workspace.article(before.id) {
                Some(after) if after == before => {}
                Some(after)
                    if hit && after.text == before.text && opened.opened[&before.id].marks_lost => {
                }
                None if hit => {}
                None => self.undamaged_lost += 1,
                Some(_) => self.silent_corruptions += 1,
            }
        }
    }
}

#[test]
#[ignore = "takes long: cargo xtask torture"]
fn truncations_and_bit_flips() {
    let mut figures = Figures::default();
    let mut dice = Dice(6);
    let small = Workspace::new((0..3).map(|_| article(&mut dice, 300, 10)));
    let entries = stored(&small);
    for (name, entry) in &entries {
        for cut in 0..entry.len() {
            let mut damaged = entries.clone();
            damaged.insert(name.clone(), entry[..cut].to_vec());
            figures.open(&small, &damaged, name);
            figures.truncations += 1;
        }
    }
    let large = Workspace::new((0..100).map(|_| article(&mut dice, 3_000, 60)));
    let mut entries = stored(&large);
    let names: Vec<String> = entries.keys().cloned().collect();
    for _ in 0..BIT_FLIPS {
        let name = &names[dice.roll(names.len())];
        let bit = dice.roll(entries[name].len() * 8);
        let flip = |entries: &mut BTreeMap<String, Vec<u8>>| {
            entries.get_mut(name).unwrap()[bit / 8] ^= 1 << (bit % 8);
        };
        flip(&mut entries);
        figures.open(&large, &entries, name);
        flip(&mut entries);
        figures.bit_flips += 1;
    }
    let Figures {
        truncations,
        bit_flips,
        crashes,
        silent_corruptions,
        undamaged_lost,
    } = figures;
    println!(
        "{{\"truncations\":{truncations},\"bit_flips\":{bit_flips},\"crashes\":{crashes},\"silent_corruptions\":{silent_corruptions}}}"
    );
    assert_eq!((crashes, silent_corruptions, undamaged_lost), (0, 0, 0));
}
