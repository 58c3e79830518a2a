//! `dateline extract`: marks articles.

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use dateline_annotation::{Language, OffsetMap};
use dateline_extraction::Document;

use crate::files::{Problem, load_model, read_text};

/// What to mark, and how.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The articles.
    files: Vec<PathBuf>,
    /// Their language; found from the text when not given.
    #[arg(long)]
    lang: Option<String>,
    /// The model.
    #[arg(long, default_value = "model/dateline.model")]
    model: PathBuf,
}

pub(crate) fn run(arguments: Arguments) -> Result<(), Problem> {
    let extractor = load_model(&arguments.model)?;
    let language = arguments.lang.as_deref().and_then(Language::from_code);
    for path in arguments.files {
        let text = read_text(&path)?;
        let map = OffsetMap::new(&text);
        let document = Document { text: &text, language, published: None };
        for found in extractor.extract(document, &mut |_| ControlFlow::Continue(())).suggestions {
            let offset = |at| map.code_points(&text, at).get();
            println!(
                "{}",
                serde_json::json!({
                    "file": path, "start": offset(found.span.start()), "end": offset(found.span.end()),
                    "label": found.label, "text": found.span.slice(&text),
                    "confidence": f64::from(found.confidence.permille()) / 1000.0,
                })
            );
        }
    }
    Ok(())
}
