//! Prints what a model marks in a text.
//!
//! ```text
//! cargo run --release --example extract -- ../../model/dateline.model "Op 27 november 2016 in Gent."
//! ```

use std::ops::ControlFlow;

use dateline_extraction::{Document, Extractor};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let (Some(model), Some(text)) = (words.next(), words.next()) else {
        println!("extract MODEL TEXT; the model comes with Dateline as model/dateline.model");
        return Ok(());
    };
    let extractor = Extractor::load(&std::fs::read(model)?)?;
    let document = Document {
        text: &text,
        language: None,
        published: None,
    };
    let found = extractor.extract(document, &mut |_| ControlFlow::Continue(()));
    println!("read as {:?}", found.language);
    for suggestion in &found.suggestions {
        let words = suggestion.span.slice(&text).unwrap_or_default();
        println!(
            "{} {words:?} {:?}",
            suggestion.label.as_str(),
            suggestion.value
        );
    }
    Ok(())
}
