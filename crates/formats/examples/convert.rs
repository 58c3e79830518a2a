//! Converts a file of marked articles to every format, and says what each can't hold.
//!
//! ```text
//! cargo run --example convert [FILE]
//! ```

use std::sync::Arc;

use dateline_annotation::{Article, LabelSet};
use dateline_formats::exchange::{
    Format, LabelMap, Part, Set, losses, preview, read, sniff, survey,
};

/// What is converted where no file is named.
const LINE: &str =
    r#"{"text": "Zoë 😀 joined IBM in Rome.", "label": [[14, 17, "ORG"], [21, 25, "GPE"]]}"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let part = match std::env::args_os().nth(1) {
        Some(path) => Part::new(path.to_string_lossy(), std::fs::read(&path)?),
        None => Part::new("articles.jsonl", LINE),
    };
    let labels = LabelMap::default();
    if let Some(seen) = survey(std::slice::from_ref(&part), &labels)? {
        println!(
            "{}: {} articles, {} marks",
            seen.format.title(),
            seen.articles,
            seen.marks
        );
        for label in &seen.labels {
            println!(
                "  {} × {} → {}",
                label.count,
                label.name,
                label.label.as_str()
            );
        }
    }
    let format = sniff(&part).ok_or("this file is of no format that is known")?;
    let file = read(format, &[part], &labels)?;
    for notice in &file.notices {
        println!("  {notice}");
    }
    show(&file.articles, &file.labels);
    Ok(())
}

fn show(articles: &[Arc<Article>], labels: &LabelSet) {
    for format in Format::ALL.iter().copied() {
        println!(
            "\n{} (.{}): {}",
            format.title(),
            format.extension(),
            format.about()
        );
        for loss in losses(format, articles) {
            println!("  will not hold {loss}");
        }
        println!("{}", preview(format, &Set::new(articles, labels), 4));
    }
}
