//! Keys that have no character, as `WebDriver` writes them, and the actions that press keys.

use serde_json::{Value, json};

pub const TAB: char = '\u{E004}';
pub const ENTER: char = '\u{E007}';
pub const SHIFT: char = '\u{E008}';
pub const CONTROL: char = '\u{E009}';
pub const ALT: char = '\u{E00A}';
pub const ESCAPE: char = '\u{E00C}';
pub const SPACE: char = ' ';
pub const LEFT: char = '\u{E012}';
pub const UP: char = '\u{E013}';
pub const RIGHT: char = '\u{E014}';
pub const DOWN: char = '\u{E015}';
pub const DELETE: char = '\u{E017}';

/// Presses the keys one after the other while the first of them are held, as many as `held` says.
pub fn presses(held: &[char], keys: &[char]) -> Value {
    let down = |key: &char| json!({ "type": "keyDown", "value": key.to_string() });
    let up = |key: &char| json!({ "type": "keyUp", "value": key.to_string() });
    let mut actions: Vec<Value> = held.iter().map(down).collect();
    actions.extend(keys.iter().flat_map(|key| [down(key), up(key)]));
    actions.extend(held.iter().rev().map(up));
    json!([{ "type": "key", "id": "keyboard", "actions": actions }])
}
