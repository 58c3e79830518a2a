//! How fast a text is read on one core: `speed MODEL TEXT [NL|FR|EN]`.

use std::error::Error;
use std::ops::ControlFlow;
use std::time::Instant;

use dateline_annotation::Language;
use dateline_extraction::values::{Context, find};
use dateline_extraction::{Document, Extractor, language::detect, tokens::tokenise};

#[expect(clippy::cast_precision_loss, reason = "sizes of files")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (model, text) = (arguments.next(), arguments.next());
    let model = std::fs::read(model.ok_or("usage: speed MODEL TEXT")?)?;
    let text = std::fs::read_to_string(text.ok_or("usage: speed MODEL TEXT")?)?;
    let began = Instant::now();
    let extractor = Extractor::load(&model)?;
    println!("ready in {:.1} ms", began.elapsed().as_secs_f64() * 1e3);
    let language = detect(&text);
    let language = arguments
        .next()
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or(language);
    let megabytes = text.len() as f64 / 1e6;
    let tell = |what: &str, began: Instant| {
        println!(
            "{what}: {:.2} MB/s",
            megabytes / began.elapsed().as_secs_f64()
        );
    };
    for _ in 0..2 {
        let began = Instant::now();
        let tokens = tokenise(&text).len();
        tell(&format!("{tokens} tokens"), began);
        let began = Instant::now();
        let context = Context::of_article(&text, language, None);
        let numbers = find(&text, &context).len();
        tell(&format!("{numbers} expressions"), began);
        let began = Instant::now();
        let document = Document {
            text: &text,
            language: Some(language),
            published: None,
        };
        let found = extractor.extract(document, &mut |_| ControlFlow::Continue(()));
        tell(&format!("{} suggestions", found.suggestions.len()), began);
    }
    Ok(())
}
