//! Marks a word, changes the mark and takes both back.
//!
//! ```text
//! cargo run --example undo
//! ```

use dateline_annotation::{
    Annotation, AnnotationId, Article, Change, Edit, EditError, Label, Origin, Span, State,
    Workspace,
};

fn main() -> Result<(), EditError> {
    let article = Article::new("Storm in Gent 🌧");
    let (id, text) = (article.id, article.text.clone());
    let mut workspace = Workspace::new([article]);

    let Some(span) = Span::of(&text, 9, 13) else {
        unreachable!("bytes 9 to 13 are “Gent”")
    };
    let mark = Annotation {
        id: AnnotationId::of_suggestion(span, &Label::LOC),
        span,
        label: Label::LOC,
        origin: Origin::Person,
        state: State::Confirmed,
        confidence: None,
        value: None,
        entity: None,
        note: String::new(),
        value_set: false,
    };
    let put: Edit = Change::PutAnnotation {
        article: id,
        annotation: mark,
    }
    .into();

    let undo = workspace.apply(put)?;
    println!("{:?}", marks(&workspace));
    let redo = workspace.apply(undo)?;
    println!("{:?}", marks(&workspace));
    workspace.apply(redo)?;
    println!("{:?}", marks(&workspace));
    Ok(())
}

/// The words that are marked, and as what.
fn marks(workspace: &Workspace) -> Vec<(&str, &str)> {
    let articles = workspace.articles().iter();
    let marks = articles.flat_map(|article| {
        let marks = article.annotations.iter();
        marks.filter_map(|mark| Some((mark.span.slice(&article.text)?, mark.label.as_str())))
    });
    marks.collect()
}
