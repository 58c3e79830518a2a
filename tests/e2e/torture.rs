//! What must not break what is kept: kills, two tabs, quotas. `cargo xtask torture` runs these alone and prints the
//! figures that they leave behind; `DATELINE_TORTURE` says how many percent of the full number are tried.

use crate::{
    app::{App, evidence_folder},
    texts::REPORT,
};
use serde_json::{Value, json};
use std::{
    env, fs, thread,
    time::{Duration, Instant},
};

const KILLS: usize = 200;
const TWO_TAB_EDITS: usize = 1_000;
const QUOTA_WRITES: usize = 1_000;
/// How long a browser lives at most between two kills, in milliseconds.
const LONGEST_LIFE_MS: u64 = 1_500;

/// Sets titles one after the other, and notes the last one of which the page said that it is saved.
const EDITS: &str = "
    window.made = arguments[0];
    window.saved = arguments[0];
    const state = () => document.querySelector('[data-testid=save-state]');
    const note = () => { if (state()?.dataset.saved === 'yes') window.saved = window.made; };
    new MutationObserver(note).observe(state(), { attributes: true });
    const edit = () => {
      const field = document.querySelector('[data-testid=title]');
      window.made += 1;
      field.value = `Edit ${window.made}`;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      setTimeout(edit, arguments[1] * Math.random());
    };
    edit();";

fn scaled(full: usize) -> usize {
    let percent = env::var("DATELINE_TORTURE")
        .ok()
        .and_then(|text| text.parse().ok());
    (full * percent.unwrap_or(100)).div_ceil(100)
}

fn leave(name: &str, figures: &Value) {
    let folder = evidence_folder().join("torture");
    fs::create_dir_all(&folder).expect("the folder of figures can be made");
    fs::write(folder.join(name), figures.to_string()).expect("the figures can be written");
}

fn open_with_report() -> App {
    let page = App::open();
    page.paste(REPORT);
    page.wait_for_marks();
    wait_until_saved(&page);
    page
}

fn wait_until_saved(page: &App) {
    page.until("`Saved`", || {
        (page.attribute("save-state", "data-saved")? == "yes").then_some(())
    });
}

/// The number of the last title.
fn title(page: &App) -> usize {
    let title = page.attribute("title", "value").unwrap_or_default();
    title
        .rsplit(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

#[test]
#[ignore = "takes long: cargo xtask torture"]
fn kills() {
    let mut page = open_with_report();
    let (mut acknowledged, mut lost, mut last) = (0, 0, 0);
    let kills = scaled(KILLS);
    for kill in 0..kills {
        page.script(EDITS, json!([last, 60]));
        // Not in step with the page's own timers.
        let life_ms = (kill as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) % LONGEST_LIFE_MS;
        let end = Instant::now() + Duration::from_millis(life_ms);
        let mut saved = last;
        while Instant::now() < end {
            saved = page
                .script("return window.saved", json!([]))
                .as_u64()
                .unwrap_or_default() as usize;
            thread::sleep(Duration::from_millis(5));
        }
        page.kill_and_reopen();
        let found = page.until("the article", || {
            page.attribute("title", "value").map(|_| title(&page))
        });
        assert_eq!(page.text(), REPORT, "a wrong text is shown");
        acknowledged += saved - last;
        lost += saved.saturating_sub(found);
        last = found.max(saved);
    }
    leave(
        "kills.json",
        &json!({ "kills": kills, "edits_acknowledged": acknowledged, "edits_lost": lost }),
    );
    assert_eq!(lost, 0);
}

/// Relabels marks of one parity by keys, one after the other, and returns what each was labelled last.
const RELABEL: &str = "
    const [parity, keys, count] = arguments;
    const press = (key) => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    const all = [...document.querySelectorAll('[data-testid=article] mark')];
    const ids = [...new Set(all.map((mark) => mark.dataset.id))].sort().filter((_, index) => index % 2 === parity);
    const pause = () => new Promise((done) => setTimeout(done, 0));
    return (async () => {
      const made = {};
      for (let edit = 0; edit < count; edit += 1) {
        const id = ids[Math.floor(Math.random() * ids.length)];
        const mark = document.querySelector(`[data-testid=article] mark[data-id='${id}']`);
        mark.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        await pause();
        const key = keys[Math.floor(Math.random() * keys.length)];
        press(key);
        await pause();
        made[id] = key;
      }
      return made;
    })();";

#[test]
#[ignore = "takes long: cargo xtask torture"]
fn two_tabs() {
    const BATCH: usize = 20;
    let page = open_with_report();
    let tabs = page.open_second_tab();
    let keys = ["p", "o", "l", "g", "e"];
    let labels = json!({ "p": "PER", "o": "ORG", "l": "LOC", "g": "GROUP", "e": "EVENT" });
    let edits = scaled(TWO_TAB_EDITS);
    let mut made = serde_json::Map::new();
    for batch in 0..edits / BATCH {
        let parity = batch % 2;
        page.show_tab(&tabs[parity]);
        page.until("marks", || (!page.marks().is_empty()).then_some(()));
        let batch = page.script(RELABEL, json!([parity, keys, BATCH]));
        made.extend(batch.as_object().cloned().unwrap_or_default());
    }
    let labels_in = |tab: &String| {
        page.show_tab(tab);
        wait_until_saved(&page);
        let script =
            "return Object.fromEntries([...document.querySelectorAll('[data-testid=article] mark')]
            .map((mark) => [mark.dataset.id, mark.dataset.label]))";
        page.script(script, json!([]))
    };
    let same = page.until("both tabs to show the same", || {
        let [first, second] = [labels_in(&tabs[0]), labels_in(&tabs[1])];
        (first == second).then_some(first)
    });
    let wanted = |key: &Value| &labels[key.as_str().unwrap_or_default()];
    let lost = made
        .iter()
        .filter(|(id, key)| same[id.as_str()] != *wanted(key))
        .count();
    leave(
        "two-tabs.json",
        &json!({ "two_tab_edits": edits, "two_tab_lost": lost }),
    );
    assert_eq!(lost, 0, "{made:?} {same}");
}

#[test]
#[ignore = "takes long: cargo xtask torture"]
fn quota() {
    let page = open_with_report();
    // Every hundredth write of either store is one too much, whichever entry it is.
    page.script(
        "const limit = (prototype, name) => {
           const write = prototype[name];
           let count = 0;
           prototype[name] = function (...all) {
             window.writes = (window.writes ?? 0) + 1;
             if (++count % 100 === 0) throw new DOMException('full', 'QuotaExceededError');
             return write.apply(this, all);
           };
         };
         limit(Storage.prototype, 'setItem');
         limit(IDBObjectStore.prototype, 'put');",
        json!([]),
    );
    page.script(EDITS, json!([0, 300]));
    let writes = scaled(QUOTA_WRITES);
    let count = || {
        page.script("return window.writes ?? 0", json!([]))
            .as_u64()
            .unwrap_or_default() as usize
    };
    while count() < writes {
        thread::sleep(Duration::from_millis(200));
    }
    let saved = page
        .script("return window.saved", json!([]))
        .as_u64()
        .unwrap_or_default() as usize;
    let tried = count();
    page.reload();
    let found = title(&page);
    leave(
        "quota.json",
        &json!({ "quota_writes": tried, "quota_lost": saved.saturating_sub(found) }),
    );
    assert!(found >= saved, "{found} of {saved}");
    page.forgive_troubles();
}
