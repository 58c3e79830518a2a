use super::*;
use dateline_annotation::{AnnotationId, Span, Workspace, correction};

fn pick(path: &str, bytes: f64) -> Pick<String> {
    Pick {
        path: path.to_owned(),
        bytes,
        file: path.to_owned(),
    }
}

fn import(picks: Vec<Pick<String>>) -> Import<String> {
    Import::new(picks, LabelSet::default(), BTreeMap::new())
}

fn opened(text: &str, divided: Vec<u32>) -> Opened {
    Opened {
        articles: vec![Article::new(text)],
        labels: None,
        entities: BTreeMap::new(),
        annotated: false,
        format: None,
        examples: Vec::new(),
        divided,
        notices: Vec::new(),
    }
}

/// “Storm in Gent”, with Gent marked as a `town` and Storm as a `wind`.
fn of_another_tool() -> Opened {
    let mut workspace = Workspace::new([Article::new("Storm in Gent")]);
    for (number, start, end, label) in [(1, 9, 13, "town"), (2, 0, 5, "wind")] {
        let article = workspace.articles()[0].clone();
        let span = Span::of(&article.text, start, end).unwrap();
        let id = AnnotationId::new(number);
        let edit = correction::mark(&article, id, span, &Label::new(label)).unwrap();
        workspace.apply(edit).unwrap();
    }
    let names = ["PER", "town", "wind"].map(Label::new);
    let definition = |label: Label| LabelDefinition {
        title: label.to_string(),
        label,
        ..LabelSet::default().definitions()[0].clone()
    };
    Opened {
        articles: vec![(*workspace.articles()[0]).clone()],
        labels: Some(LabelSet::new(names.map(definition))),
        annotated: true,
        format: Some("doccano".to_owned()),
        ..opened("", Vec::new())
    }
}

fn found(path: &str, done: u32, opened: Result<Opened, Message>) -> Vec<Found> {
    let path = path.to_owned();
    vec![Found { path, opened, done }]
}

#[test]
fn few_files_come_in_without_a_question() {
    let mut import = import(vec![
        pick("b.txt", 10.0),
        pick("a.txt", 10.0),
        pick("c.pdf", 300e6),
    ]);
    for path in ["a.txt", "b.txt"] {
        assert!(matches!(import.step(), Some(Step::Read { path: next, .. }) if next == path));
        import.found(found(path, 1, Ok(opened(path, Vec::new()))));
        import.ended(path, None);
    }
    assert!(import.is_done());
    let outcome = import.finish();
    let texts = outcome.articles.iter().map(|(article, _)| &*article.text);
    assert_eq!(texts.collect::<Vec<_>>(), ["a.txt", "b.txt"]);
    assert_eq!(outcome.refused[0].path, "c.pdf");
}

#[test]
fn files_that_are_all_too_large_are_told_of() {
    let import = import(vec![pick("c.pdf", 300e6)]);
    assert!(import.is_done());
    assert_eq!(import.finish().refused.len(), 1);
}

#[test]
fn an_archive_of_many_is_counted_and_asked_about_and_one_bad_file_harms_no_other() {
    let mut import = import(vec![pick("a.zip", 10.0)]);
    assert_eq!(import.step(), Some(Step::Survey("a.zip".to_owned())));
    let kinds = [("docx".to_owned(), 5), ("txt".to_owned(), 15)];
    import.surveyed(Survey {
        kinds: kinds.into(),
        bytes: 3_000_000,
    });
    let Some(Shown::Preview(preview)) = import.shown() else {
        panic!("{:?}", import.shown())
    };
    assert_eq!((preview.files, &*preview.megabytes), (20, "3"));
    assert_eq!(preview.kinds[0], ("txt".to_owned(), 15));
    assert_eq!(import.step(), None);
    import.agree();
    assert!(matches!(import.step(), Some(Step::Read { .. })));
    import.found(found("a.zip/1", 1, Ok(opened("1", Vec::new()))));
    import.found(found("a.zip/2", 2, Err(Message::said("damaged"))));
    import.found(found("a.zip/3", 3, Ok(opened("3", Vec::new()))));
    assert_eq!(import.shown(), Some(Shown::Reading(3, 20)));
    import.ended("a.zip", None);
    let outcome = import.finish();
    assert_eq!((outcome.articles.len(), outcome.refused.len()), (2, 1));
}

#[test]
fn words_are_joined_only_where_the_person_says_so() {
    for (join, text) in [(true, "een militair"), (false, "een mili-tair")] {
        let mut import = import(vec![pick("a.pdf", 10.0)]);
        import.step();
        import.found(found("a.pdf", 1, Ok(opened("een mili-tair", vec![9]))));
        import.ended("a.pdf", None);
        assert!(matches!(import.shown(), Some(Shown::Settling(it)) if it.divided == 1));
        import.join(join);
        import.agree();
        let article = &import.finish().articles[0].0;
        assert_eq!(&*article.text, text);
    }
}

#[test]
fn labels_that_are_lacking_meet_the_fate_that_the_person_chooses_and_that_is_remembered() {
    let mut import = import(vec![pick("a.jsonl", 10.0)]);
    import.step();
    import.found(found("a.jsonl", 1, Ok(of_another_tool())));
    import.ended("a.jsonl", None);
    let Some(Shown::Settling(settling)) = import.shown() else {
        panic!("{:?}", import.shown())
    };
    let names = settling.labels.iter().map(|foreign| foreign.label.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["town", "wind"]);
    import.choose(&Label::new("town"), &Fate::Become(Label::LOC));
    import.choose(&Label::new("wind"), &Fate::Remove);
    import.agree();
    let outcome = import.finish();
    let marks: Vec<_> = outcome.articles[0].0.annotations.iter().collect();
    assert_eq!((marks.len(), &marks[0].label), (1, &Label::LOC));
    assert_eq!(outcome.brought[0].labels.definitions(), []);
    let mut again = Import::new(
        vec![pick("a.jsonl", 10.0)],
        LabelSet::default(),
        outcome.fates,
    );
    again.step();
    again.found(found("a.jsonl", 1, Ok(of_another_tool())));
    again.ended("a.jsonl", None);
    let Some(Shown::Settling(settling)) = again.shown() else {
        panic!("{:?}", again.shown())
    };
    assert_eq!(settling.labels[0].fate, Fate::Become(Label::LOC));
    assert_eq!(settling.labels[1].fate, Fate::Remove);
}

#[test]
fn the_text_and_the_marks_of_one_article_are_read_together() {
    let mut import = import(vec![
        pick("a/b.txt", 10.0),
        pick("a/b.ann", 10.0),
        pick("a/c.txt", 10.0),
    ]);
    let Some(Step::Read { file, text, .. }) = import.step() else {
        panic!("nothing to read")
    };
    assert_eq!((&*file, text.as_deref()), ("a/b.ann", Some("a/b.txt")));
    let Some(Step::Read { file, text, .. }) = import.step() else {
        panic!("nothing more to read")
    };
    assert_eq!((&*file, text), ("a/c.txt", None));
}
