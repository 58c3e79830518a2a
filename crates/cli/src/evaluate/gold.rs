//! Gold files: spans beside a text.

use std::path::Path;

use dateline_annotation::{ByteOffset, CodePointOffset, Label, OffsetMap};
use dateline_extraction::train::{Article, Mark};
use serde_json::Value;

use crate::files::{Problem, read_text};

/// A gold file: one JSON object a line, `{"start", "end", "label"}` in code points.
pub(crate) fn read_gold(path: &Path, text: Option<&Path>) -> Result<Article, Problem> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let stem = name.trim_end_matches(".jsonl").trim_end_matches(".gold");
    let beside = path.with_file_name(format!("{stem}.txt"));
    let text_path = match text {
        Some(folder) if folder.is_dir() => folder.join(format!("{stem}.txt")),
        Some(file) => file.to_owned(),
        None => beside,
    };
    let text = read_text(&text_path)
        .map_err(|problem| format!("{problem}; name the text of {name} with --text"))?;
    let map = OffsetMap::new(&text);
    let gold = read_text(path)?;
    let mut marks = Vec::new();
    for (line, number) in gold
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
    {
        let mark = read_mark(line, &text, &map).ok_or_else(|| {
            format!("{}:{number}: a line must be {{\"start\", \"end\", \"label\"}} with offsets inside {}", path.display(), text_path.display())
        })?;
        marks.push(mark);
    }
    Ok(Article {
        name: stem.to_owned(),
        language: None,
        text,
        marks,
        labels: None,
    })
}

fn read_mark(line: &str, text: &str, map: &OffsetMap) -> Option<Mark> {
    let object: Value = serde_json::from_str(line).ok()?;
    let offset = |key: &str| {
        let points = u32::try_from(object.get(key)?.as_u64()?).ok()?;
        map.byte_of_code_point(text, CodePointOffset::new(points))
            .map(ByteOffset::to_usize)
    };
    let label = Label::new(object.get("label")?.as_str()?);
    Some(Mark {
        start: offset("start")?,
        end: offset("end")?,
        label,
    })
}
