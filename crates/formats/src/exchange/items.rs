//! The objects of a JSON file, whether it is a list, one object, or one object a line.

use serde_json::value::RawValue;
use serde_json::{Deserializer, Map, Value};

use super::adapter::Source;
use super::report::Report;

/// One item of a file and the line where it starts.
pub(super) struct Item {
    pub line: usize,
    pub value: Value,
}

/// Calls `each` for every item of a file in turn; what can't be parsed is reported with its line.
pub(super) fn for_each(
    source: &Source,
    report: &mut Report,
    mut each: impl FnMut(Item, &mut Report),
) {
    let text = source.text;
    let first = text.lines().find(|line| !line.trim().is_empty());
    let complete = first.is_some_and(|line| serde_json::from_str::<&RawValue>(line).is_ok());
    let several = text.trim().contains('\n');
    if complete && several {
        return lines(source, report, &mut each);
    }
    let mut lines = Lines::new(source);
    for raw in values(text) {
        match raw {
            Ok(raw) => unpack(raw, &mut lines, report, &mut each),
            Err(error) => report.line(source.first_line + error.line().max(1) - 1, reason(&error)),
        }
    }
}

fn values(text: &str) -> impl Iterator<Item = serde_json::Result<&RawValue>> {
    let mut failed = false;
    let mut values = Deserializer::from_str(text).into_iter::<&RawValue>();
    std::iter::from_fn(move || {
        let value = values.next().filter(|_| !failed)?;
        failed = value.is_err();
        Some(value)
    })
}

/// A list gives its items, anything else itself.
fn unpack(
    raw: &RawValue,
    lines: &mut Lines,
    report: &mut Report,
    each: &mut impl FnMut(Item, &mut Report),
) {
    let list = raw.get().starts_with('[');
    let items = if list {
        serde_json::from_str::<Vec<&RawValue>>(raw.get()).unwrap_or_default()
    } else {
        vec![raw]
    };
    for item in items {
        let line = lines.of(item.get());
        match serde_json::from_str(item.get()) {
            Ok(value) => each(Item { line, value }, report),
            Err(error) => report.line(line + error.line().max(1) - 1, reason(&error)),
        }
    }
}

fn lines(source: &Source, report: &mut Report, each: &mut impl FnMut(Item, &mut Report)) {
    for (index, text) in source.text.split('\n').enumerate() {
        let line = source.first_line + index;
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        match serde_json::from_str(text) {
            Ok(value) => each(Item { line, value }, report),
            Err(error) => report.line(line, reason(&error)),
        }
    }
}

/// Tells in which line a part of a text starts, for parts in their order.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(source: &Source<'a>) -> Self {
        Self {
            text: source.text,
            offset: 0,
            line: source.first_line,
        }
    }

    fn of(&mut self, part: &str) -> usize {
        let start = part
            .as_ptr()
            .addr()
            .saturating_sub(self.text.as_ptr().addr());
        if let Some(between) = self.text.as_bytes().get(self.offset..start) {
            self.line += between.split(|byte| *byte == b'\n').count() - 1;
            self.offset = start;
        }
        self.line
    }
}

/// What is wrong with JSON, as a sentence.
fn reason(error: &serde_json::Error) -> String {
    let what = if error.is_eof() {
        "it breaks off".to_owned()
    } else {
        crate::json::reason(error)
    };
    format!("This is not JSON: {what}.")
}

/// A whole number that offsets can be.
pub(super) fn number(value: Option<&Value>) -> Option<u32> {
    let value = value?;
    let whole = value.as_u64();
    let float = || {
        let number = value.as_f64()?;
        let fits = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
        #[expect(clippy::cast_sign_loss, reason = "checked just before")]
        fits.then_some(number as u64)
    };
    u32::try_from(whole.or_else(float)?).ok()
}

/// A field that is a string.
pub(super) fn string<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    object.get(key)?.as_str()
}

/// A field that is a list; an empty one where it is missing or something else.
pub(super) fn list<'a>(object: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    object
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The objects of a file; anything else in it is reported.
pub(super) fn objects(
    source: &Source,
    report: &mut Report,
    mut each: impl FnMut(usize, Map<String, Value>, &mut Report),
) {
    for_each(source, report, |item, report| match item.value {
        Value::Object(object) => each(item.line, object, report),
        _ => report.line(item.line, "An object {…} is expected."),
    });
}

/// One line of JSON; nothing that is written here can fail.
pub(super) fn line(value: &impl serde::Serialize) -> String {
    let mut line = serde_json::to_string(value).unwrap_or_default();
    line.push('\n');
    line
}

/// JSON over several lines, for files that are one value.
pub(super) fn pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
