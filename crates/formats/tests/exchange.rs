//! What other tools' formats hold comes back, what they don't is told, and no file is too odd.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails panics, in the functions beside it too"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleState, Confidence, Label, LabelSet, Language, Origin,
    Reading, Span, State,
};
use dateline_formats::exchange::{
    Format, LabelMap, Lost, Part, losses, read, read_from, sniff, write,
};
use dateline_formats::json::{self, Notice};
use dateline_formats::{Opened, open};
use proptest::prelude::*;
use proptest::sample::select;

const T: &str = "Zoë 😀 joined IBM.\nRome cheered.";

fn mark(text: &str, start: usize, end: usize, label: &str) -> Annotation {
    let span = Span::of(text, start, end).unwrap();
    let label = Label::new(label);
    Annotation {
        id: AnnotationId::of_suggestion(span, &label),
        span,
        label,
        origin: Origin::Import,
        state: State::Confirmed,
        confidence: None,
        value: None,
        entity: None,
        note: String::new(),
    }
}

fn sample() -> Article {
    let mut article = Article::new(T);
    for (start, end, label) in [(0, 4, "PER"), (17, 20, "ORG"), (22, 26, "LOC")] {
        article.annotations.put(mark(T, start, end, label));
    }
    article
}

fn written(format: Format, articles: &[Arc<Article>]) -> Vec<Part> {
    write(format, articles, &LabelSet::default()).files
}

fn back(format: Format, articles: &[Arc<Article>]) -> json::File {
    let parts = nameless(written(format, articles));
    read(format, &parts, &LabelMap::none()).unwrap()
}

/// Without names, so that none becomes the source of an article; text and marks of one article still belong together.
fn nameless(parts: Vec<Part>) -> Vec<Part> {
    let rename = |part: Part| match part.name.rsplit_once('.') {
        Some((_, "txt" | "ann")) => part,
        _ => Part::new("", part.text),
    };
    parts.into_iter().map(rename).collect()
}

/// Label and text of each mark.
fn marks(article: &Article) -> Vec<(&str, &str)> {
    let marks = article.annotations.iter();
    marks
        .map(|mark| (mark.label.as_str(), mark.span.slice(&article.text).unwrap()))
        .collect()
}

/// Every format writes the sample text byte for byte as the file in `tests/files/exchange`;
/// with `DATELINE_BLESS` set the files are written anew, to be reviewed as a diff.
#[test]
fn the_sample_is_written_byte_for_byte() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/exchange");
    for format in Format::ALL {
        for part in written(*format, &[Arc::new(sample())]) {
            let (_, extension) = part.name.rsplit_once('.').unwrap();
            let path = folder.join(format!("{}.{extension}", format.name()));
            if std::env::var_os("DATELINE_BLESS").is_some() {
                fs::write(&path, &part.text).unwrap();
            }
            assert_eq!(
                part.text,
                fs::read_to_string(&path).unwrap(),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn the_sample_is_recognised_and_read_back() {
    for format in Format::ALL
        .iter()
        .copied()
        .filter(|format| format.can_be_read())
    {
        let parts = written(format, &[Arc::new(sample())]);
        let last = parts.last().unwrap();
        assert_eq!(sniff(&last.name, &last.text), Some(format), "{}", last.text);
        let file = back(format, &[Arc::new(sample())]);
        assert_eq!(file.notices, [], "{format:?}");
        let spans: Vec<_> = marks(&file.articles[0])
            .into_iter()
            .map(|(label, text)| format!("{label} {text}"))
            .collect();
        assert_eq!(spans, ["PER Zoë", "ORG IBM", "LOC Rome"], "{format:?}");
    }
}

#[test]
fn opening_a_file_finds_its_format() {
    for format in Format::ALL
        .iter()
        .copied()
        .filter(|format| format.can_be_read())
    {
        let parts = written(format, &[Arc::new(sample())]);
        let [part] = &parts[..] else { continue };
        let opened = open(&part.name, part.text.as_bytes());
        let Ok(Opened::File(file)) = opened else {
            panic!("{format:?}: {opened:?}")
        };
        assert_eq!(file.articles[0].details.source, part.name);
        assert_eq!(file.articles[0].annotations.len(), 3);
    }
    assert!(matches!(
        open("a.txt", b"Storm in Gent"),
        Ok(Opened::Article { .. })
    ));
    let message = open("a.ann", b"T1\tPER 0 3\tZoe\n")
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("open a.txt together with a.ann"),
        "{message}"
    );
}

fn only(format: Format, text: &str) -> json::File {
    read(format, &[Part::new("", text)], &LabelMap::default()).unwrap()
}

#[test]
fn what_other_tools_write_is_read() {
    let text = "\"Zoë 😀 joined IBM.\\nRome cheered.\"";
    let cases = [
        (
            Format::Doccano,
            format!(
                "{{\"id\": 1, \"text\": {text}, \"label\": [[0,3,\"PER\"],[13,16,\"ORG\"],[18,22,\"LOC\"]], \"Comments\": []}}"
            ),
        ),
        (
            Format::Doccano,
            format!(
                "{{\"text\": {text}, \"entities\": [{{\"id\":0,\"start_offset\":0,\"end_offset\":3,\"label\":\"PER\"}}, {{\"id\":1,\"start_offset\":13,\"end_offset\":16,\"label\":\"ORG\"}}, {{\"id\":2,\"start_offset\":18,\"end_offset\":22,\"label\":\"LOC\"}}], \"relations\": [{{\"id\":0}}], \"Comments\":[]}}"
            ),
        ),
        (
            Format::Spacy,
            format!(
                "[{text}, {{\"entities\": [[0,3,\"PERSON\"],[13,16,\"ORG\"],[18,22,\"GPE\"]]}}]\n[\"x\", {{\"entities\": []}}]"
            ),
        ),
        (
            Format::Spacy,
            format!(
                "[[{text}, {{\"entities\": [[0,3,\"PERSON\"],[13,16,\"ORG\"],[18,22,\"GPE\"]]}}]]"
            ),
        ),
        (
            Format::Spacy,
            format!(
                "{{\"text\": {text}, \"ents\": [{{\"start\":0,\"end\":3,\"label\":\"PERSON\"}}, {{\"start\":13,\"end\":16,\"label\":\"ORG\"}}, {{\"start\":18,\"end\":22,\"label\":\"GPE\"}}], \"tokens\": []}}"
            ),
        ),
        (
            Format::Bdocjs,
            format!(
                "{{\"offset_type\":\"j\",\"text\":{text},\"annotation_sets\":{{\"\":{{\"annotations\":[{{\"type\":\"Person\",\"start\":0,\"end\":3}},{{\"type\":\"Organization\",\"start\":14,\"end\":17}},{{\"type\":\"Location\",\"start\":19,\"end\":23}}]}}}}}}"
            ),
        ),
        (
            Format::PubAnnotation,
            format!(
                "{{\"text\":{text},\"denotations\":[{{\"id\":\"T1\",\"span\":{{\"begin\":0,\"end\":3}},\"obj\":\"PER\"}},{{\"span\":{{\"begin\":13,\"end\":16}},\"obj\":\"ORG\"}},{{\"span\":{{\"begin\":18,\"end\":22}},\"obj\":\"LOC\"}}],\"relations\":[{{}}]}}"
            ),
        ),
    ];
    for (format, text) in cases {
        assert_eq!(sniff("", &text), Some(format), "{text}");
        let file = only(format, &text);
        let found = marks(&file.articles[0]);
        assert_eq!(
            found,
            [("PER", "Zoë"), ("ORG", "IBM"), ("LOC", "Rome")],
            "{text}"
        );
    }
}

#[test]
fn predictions_are_suggestions_and_annotations_decisions() {
    let text = r#"[{"data": {"text": "Zoë 😀 joined IBM.\nRome cheered."},
      "predictions": [{"model_version": "m1", "score": 0.9, "result": [
        {"id": "r1", "from_name": "label", "to_name": "text", "type": "labels", "score": 0.97,
         "value": {"start": 13, "end": 16, "text": "IBM", "labels": ["ORG"]}}]}],
      "annotations": [{"result": [
        {"id": "r2", "from_name": "label", "to_name": "text", "type": "labels",
         "value": {"start": 18, "end": 22, "text": "Rome", "labels": ["LOC"]}}]}]}]"#;
    let file = only(Format::LabelStudio, text);
    let found: Vec<_> = file.articles[0].annotations.iter().collect();
    assert_eq!(
        (found[0].state, found[0].confidence),
        (State::Suggested, Some(Confidence::from_permille(970)))
    );
    assert_eq!(
        (found[1].state, found[1].confidence),
        (State::Confirmed, None)
    );
}

#[test]
fn a_brat_pair_keeps_marks_and_notes_and_counts_the_rest() {
    let ann = "T1\tPER 0 3\tZoë\nT2\tORG 13 16\tIBM\nT6\tMISC 13 17;18 22\tIBM. Rome\n\
        R1\tWorks_for Arg1:T1 Arg2:T2\nE1\tHire:T4 Who:T1\nA1\tCertain E1\nN1\tReference T2 Wikidata:Q37156\tIBM\n\
        #1\tAnnotatorNotes T2\tcheck the subsidiary\n*\tEquiv T1 T2\nnonsense\n";
    let parts = [Part::new("doc.txt", T), Part::new("doc.ann", ann)];
    let file = read(Format::Brat, &parts, &LabelMap::default()).unwrap();
    let article = &file.articles[0];
    let found: Vec<_> = marks(article).into_iter().map(|mark| mark.1).collect();
    assert_eq!(found, ["Zoë", "IBM.\nRome", "IBM"]);
    assert_eq!(article.details.source, "doc.txt");
    assert!(
        article
            .annotations
            .iter()
            .any(|mark| mark.note == "check the subsidiary")
    );
    let notices: Vec<_> = file.notices.iter().map(ToString::to_string).collect();
    assert_eq!(
        notices[0],
        "Line 10: This is no line of brat standoff; it was left out."
    );
    assert_eq!(notices.len(), 5, "{notices:?}");
}

#[test]
fn offsets_that_count_otherwise_are_converted_and_told_of() {
    let cases = [
        (
            "Zoë 😀 joined IBM.\\nRome cheered.",
            [[0, 3], [14, 17], [19, 23]],
            "UTF-16 units",
        ),
        (
            "Zoë is\\r\\nat IBM\\r\\nin Rome",
            [[0, 3], [10, 13], [17, 21]],
            "code points, CRLF as one",
        ),
        (
            "Zoë 😀 is\\r\\nat IBM\\r\\nin Rome",
            [[0, 3], [13, 16], [20, 24]],
            "UTF-16 units, CRLF as one",
        ),
    ];
    for (text, offsets, unit) in cases {
        let labels: Vec<_> = offsets
            .iter()
            .map(|[start, end]| format!("[{start},{end},\"X\"]"))
            .collect();
        let line = format!("{{\"text\":\"{text}\",\"label\":[{}]}}", labels.join(","));
        let file = only(Format::Doccano, &line);
        let found: Vec<_> = marks(&file.articles[0])
            .into_iter()
            .map(|mark| mark.1)
            .collect();
        assert_eq!(found, ["Zoë", "IBM", "Rome"], "{line}");
        assert!(
            matches!(&file.notices[..], [Notice::Converted { unit: found, .. }] if *found == unit),
            "{:?}",
            file.notices
        );
    }
}

#[test]
fn a_mark_whose_text_stands_elsewhere_moves_there_or_is_left_out() {
    let ann = "T1\tORG 2 5\tIBM\nT2\tORG 2 5\tApple\n";
    let parts = [Part::new("doc.txt", T), Part::new("doc.ann", ann)];
    let file = read(Format::Brat, &parts, &LabelMap::default()).unwrap();
    assert_eq!(marks(&file.articles[0])[0].1, "IBM");
    assert_eq!(file.articles[0].annotations.len(), 1);
    let told: Vec<_> = file.notices.iter().map(ToString::to_string).collect();
    assert!(told[0].contains("did not stand at its offsets"), "{told:?}");
    assert!(
        told[1].contains("“Apple” at 2 to 5 was left out"),
        "{told:?}"
    );
}

#[test]
fn a_broken_line_is_told_of_with_its_number_and_the_rest_is_read() {
    let text = "{\"text\": \"a b\", \"label\": [[0, 1, \"X\"]]}\r\n\r\n{\"text\": \n{\"label\": []}\n7\n{\"text\": \"c\", \"label\": [[0, 1], [0, 1, \"X\"]]}\n";
    let file = only(Format::Doccano, text);
    assert_eq!(file.articles.len(), 2);
    let lines = file.notices.iter().map(|notice| match notice {
        Notice::Line { line, .. } => *line,
        other => panic!("{other:?}"),
    });
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines, [3, 4, 5, 6]);
    let later = read_from(
        Format::Doccano,
        &[Part::new("", "{}")],
        &LabelMap::default(),
        41,
    );
    assert!(later.unwrap_err().to_string().contains("Line 41"));
}

#[test]
fn a_new_label_gets_a_key_that_is_free() {
    let file = only(
        Format::Doccano,
        "{\"text\": \"a b\", \"label\": [[0, 1, \"SHIP\"], [2, 3, \"person\"]]}",
    );
    let definition = file.labels.get(&Label::new("SHIP")).unwrap();
    assert_eq!(definition.key, 's');
    assert!(file.labels.get(&Label::new("person")).is_none());
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_disarmed() {
    let text = "=cmd|' /C calc'!A0 \"x\", y";
    let mut article = Article::new(text);
    article.annotations.put(mark(text, 0, text.len(), "@SUM"));
    article.details.source = " -1+1".to_owned();
    let parts = written(Format::Csv, &[Arc::new(article)]);
    let row = parts[0].text.lines().nth(1).unwrap();
    assert!(
        row.contains(",\"'=cmd|' /C calc'!A0 \"\"x\"\", y\","),
        "{row}"
    );
    assert!(row.contains(",'@SUM,") && row.contains(",' -1+1,"), "{row}");
}

#[test]
fn the_page_runs_and_loads_nothing() {
    let text = "<script>alert(1)</script> & \"q\"";
    let mut article = Article::new(text);
    let mut hostile = mark(text, 0, 8, "<img onerror=x>");
    hostile.note = "\"><script>".to_owned();
    article.annotations.put(hostile);
    article.details.source = "</style><script>".to_owned();
    let page = &written(Format::View, &[Arc::new(article)])[0].text;
    assert!(
        !page.contains("<script") && !page.contains("<img"),
        "{page}"
    );
    assert!(!page.contains("src=") && !page.contains("href=") && !page.contains("url("));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn rejected_marks_are_never_written() {
    let mut rejected = mark(T, 17, 20, "REJECTED-LABEL");
    rejected.state = State::Rejected;
    rejected.note = "secret".to_owned();
    let mut article = sample();
    article.annotations.put(rejected);
    let articles = [Arc::new(article)];
    for format in Format::ALL {
        for part in written(*format, &articles) {
            assert!(
                !part.text.contains("REJECTED-LABEL") && !part.text.contains("secret"),
                "{format:?}"
            );
        }
        let rejected = losses(*format, &articles)
            .into_iter()
            .find(|loss| loss.what == Lost::Rejected);
        assert_eq!(rejected.unwrap().count, 1);
    }
}

#[test]
fn hostile_files_are_errors_or_notices() {
    let deep = |open: &str, n: usize| open.repeat(n);
    let mut files = vec![
        String::new(),
        "\u{feff}".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        "null".to_owned(),
        deep("[", 200_000),
        deep("{\"text\":", 100_000),
        format!("{{\"text\":\"a\",\"label\":{}{}}}", deep("[", 90_000), deep("]", 90_000)),
        "{\"text\":\"a\",\"label\":[[0,1e300,\"X\"],[-1,1,\"X\"],[1,0,\"X\"],[0,99999999999,\"X\"],[0.5,1,\"X\"],[4294967295,4294967295,\"X\"]]}".to_owned(),
        "T1\tX 0 1;;\ta\nT\t\t\n#1\n#\t T1\n".to_owned(),
        "a\tB-\n\tI-X\n\t\nO O\nB- B-\n-DOCSTART-\n".to_owned(),
        "{\"%FEATURE_STRUCTURES\":[{\"%ID\":1,\"sofaString\":\"a\"},{\"@sofa\":1,\"begin\":0,\"end\":9,\"value\":\"X\",\"%TYPE\":\"T\"}]}".to_owned(),
        "{\"items\":[{\"target\":{\"selector\":[]}},{\"target\":7}],\"sources\":[1,{}]}".to_owned(),
        "{\"tokens\":[\"a\"],\"ner_tags\":[0]}\n{\"tokens\":[\"a\"],\"ner_tags\":[]}".to_owned(),
        "[{\"data\":{\"text\":\"a\"},\"annotations\":[{\"result\":[{\"type\":\"labels\"},7,{\"type\":\"relation\"}]}]}]".to_owned(),
    ];
    for format in Format::ALL {
        let text = written(*format, &[Arc::new(sample())]).remove(0).text;
        let cuts: Vec<_> = text
            .char_indices()
            .step_by(7)
            .map(|(cut, _)| text[..cut].to_owned())
            .collect();
        files.extend(cuts);
    }
    for text in &files {
        for format in Format::ALL {
            let parts = [Part::new("a.txt", "a"), Part::new("a.ann", &**text)];
            if let Ok(file) = read(*format, &parts, &LabelMap::default()) {
                for article in &file.articles {
                    assert!(
                        article
                            .annotations
                            .iter()
                            .all(|mark| mark.span.slice(&article.text).is_some())
                    );
                }
            }
        }
        open("a.json", text.as_bytes()).ok();
        open("a.ann", text.as_bytes()).ok();
    }
}

/// Twice the input must not take much more than twice the time; what is quadratic takes minutes here.
#[test]
fn long_files_take_no_longer_than_they_are() {
    let n = 20_000;
    let line = |text: &str, labels: &str| format!("{{\"text\":\"{text}\",\"label\":[{labels}]}}\n");
    let many_marks = (0..n)
        .map(|i| format!("[{},{},\"L{i}\"]", 2 * i + 1, 2 * i + 2))
        .collect::<Vec<_>>()
        .join(",");
    let files = [
        line("same", "[0,4,\"X\"]").repeat(n),
        line(&"😀a ".repeat(n), &many_marks),
        line("a", vec!["[0,1,\"X\"]"; n].join(",").as_str()),
        "broken\n".repeat(n),
    ];
    for text in &files {
        read(
            Format::Doccano,
            &[Part::new("", &**text)],
            &LabelMap::default(),
        )
        .ok();
    }
    let lines: Vec<_> = (0..n)
        .map(|i| format!("T{i}\tX 0 1\tnowhere{i}\n"))
        .collect();
    let parts = [
        Part::new("a.txt", "a".repeat(1 << 20)),
        Part::new("a.ann", lines.concat()),
    ];
    read(Format::Brat, &parts, &LabelMap::default()).unwrap();
}

const PIECES: &[&str] = &[
    "Zoë",
    "😀",
    "👩‍👩‍👧",
    "🇧🇪",
    "e\u{301}",
    "\r\n",
    "\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\u{a0}",
    "\u{202f}",
    "שלום",
    "مرحبا",
    "\u{202b}",
    "\"",
    "\\",
    "</script>",
    "\u{7f}",
    "\u{2028}",
    "-DOCSTART-",
    "# ",
    "O",
    "B-PER",
    "2.500",
    "l'armée",
    "IBM",
    ".",
    "=1+1",
    "_",
    "|",
    "*",
];

fn words(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(&["PER", "ORG", "LOC", "DATE", "B-ship", "navire"][..]).prop_map(str::to_owned),
        1 => words(4),
    ]
}

fn state() -> impl Strategy<Value = State> {
    select(
        &[
            State::Confirmed,
            State::Confirmed,
            State::Suggested,
            State::Rejected,
        ][..],
    )
}

prop_compose! {
    fn annotation()(
        place in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        label in label(),
        state in state(),
        confidence in proptest::option::of(0u16..=1000),
        value in proptest::option::of(select(&["2016-11-27", "P-3Y"][..])),
        entity in proptest::option::of(words(3)),
        note in prop_oneof![3 => Just(String::new()), 1 => words(6)],
    ) -> (prop::sample::Index, prop::sample::Index, Annotation) {
        let mut mark = mark("a", 0, 1, &label);
        mark.state = state;
        mark.confidence = confidence.map(Confidence::from_permille);
        mark.value = value.map(|timex| Reading::Temporal(timex.parse().unwrap()).into());
        mark.entity = entity;
        mark.note = note;
        (place.0, place.1, mark)
    }
}

prop_compose! {
    fn article()(
        text in words(24).prop_filter("some text", |text| !text.trim().is_empty()),
        marks in proptest::collection::vec(annotation(), 0..6),
        title in proptest::option::of(words(3).prop_filter("not blank", |text| !text.is_empty())),
        language in proptest::option::of(select(&Language::ALL[..])),
        day in proptest::option::of(Just("2016-11-27".parse().unwrap())),
        source in words(3),
        state in select(&[ArticleState::New, ArticleState::InWork, ArticleState::Done, ArticleState::Flagged][..]),
        plain in any::<bool>(),
    ) -> Article {
        let mut article = Article::new(&*text);
        let borders: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
        for (a, b, mut mark) in marks {
            let (a, b) = (*a.get(&borders), *b.get(&borders));
            let Some(span) = Span::of(&text, a.min(b), a.max(b)) else { continue };
            mark.span = span;
            mark.id = AnnotationId::of_suggestion(span, &mark.label);
            article.annotations.put(mark);
        }
        if !plain {
            let details = &mut article.details;
            if let Some(title) = title {
                details.title = title;
            }
            details.language = language;
            details.published = day;
            details.source = source;
            details.state = state;
        }
        article
    }
}

/// A mark as it must come back, given what is lost.
type Kept = (
    Span,
    String,
    State,
    Option<Confidence>,
    bool,
    Option<String>,
    String,
);

fn kept(mark: &Annotation, lost: &BTreeSet<Lost>, text: &str) -> Option<Kept> {
    let has = |what| !lost.contains(&what);
    let span = if has(Lost::Edges) {
        Some(mark.span)
    } else {
        mark.span.trimmed(text)
    };
    Some((
        span?,
        if has(Lost::Labels) {
            mark.label.as_str().to_owned()
        } else {
            String::new()
        },
        if has(Lost::Suggestions) {
            mark.state
        } else {
            State::Confirmed
        },
        mark.confidence.filter(|_| has(Lost::Confidences)),
        mark.value.is_some() && has(Lost::Values),
        mark.entity.clone().filter(|_| has(Lost::Entities)),
        if has(Lost::Notes) {
            mark.note.clone()
        } else {
            String::new()
        },
    ))
}

fn check(format: Format, article: &Arc<Article>) -> Result<(), TestCaseError> {
    let articles = [article.clone(), Arc::new(sample())];
    let lost: Vec<_> = losses(format, &articles[..1]);
    let kinds: BTreeSet<Lost> = lost.iter().map(|loss| loss.what).collect();
    let file = back(format, &articles);
    prop_assert_eq!(file.articles.len(), 2);
    let read = &file.articles[0];
    if !kinds.contains(&Lost::Details) && !kinds.contains(&Lost::Spacing) && format != Format::Brat
    {
        prop_assert_eq!(&read.details, &article.details);
    }
    let overlaps = lost
        .iter()
        .find(|loss| loss.what == Lost::Overlaps)
        .map_or(0, |loss| loss.count);
    if kinds.contains(&Lost::Spacing) {
        let dense = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(dense(&read.text), dense(&article.text));
    } else {
        prop_assert_eq!(&read.text, &article.text);
    }
    let place = |text: &str, span: Span| {
        let dense = |part: &str| part.chars().filter(|c| !c.is_whitespace()).count();
        (
            dense(&text[..span.start().to_usize()]),
            dense(span.slice(text).unwrap_or_default()),
        )
    };
    let spacing = kinds.contains(&Lost::Spacing);
    let list = |article: &Article, sieve: &dyn Fn(&Annotation) -> bool| {
        let marks = article.annotations.visible().filter(|mark| sieve(mark));
        let mut list: Vec<_> = marks
            .filter_map(|mark| kept(mark, &kinds, &article.text))
            .map(|mark| {
                let at = place(&article.text, mark.0);
                let exact = (!spacing).then_some(mark.0);
                (exact, at, mark.1, mark.2, mark.3, mark.4, mark.5, mark.6)
            })
            .collect();
        list.sort();
        list
    };
    let mut expected = list(article, &|_| true);
    let found = list(read, &|_| true);
    prop_assert_eq!(
        found.len() + overlaps,
        expected.len(),
        "{:?} {:?}",
        lost,
        file.notices
    );
    for mark in &found {
        let index = expected.iter().position(|other| other == mark);
        prop_assert!(
            index.is_some(),
            "{:?}: {:?} is not in {:?}",
            format,
            mark,
            expected
        );
        expected.remove(index.unwrap());
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_a_format_holds_comes_back_and_the_rest_is_told(article in article()) {
        let article = Arc::new(article);
        for format in Format::ALL.iter().copied().filter(|format| format.can_be_read()) {
            check(format, &article)?;
        }
    }

    #[test]
    fn no_damaged_file_is_too_odd_to_read(
        format in select(Format::ALL),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..4, words(3)), 1..5),
        article in article(),
    ) {
        let mut parts = written(format, &[Arc::new(article)]);
        for part in &mut parts {
            for (at, length, new) in &cuts {
                let borders: Vec<usize> = part.text.char_indices().map(|(place, _)| place).collect();
                let Some(start) = (!borders.is_empty()).then(|| *at.get(&borders)) else { continue };
                let end = part.text[start..].char_indices().nth(*length).map_or(part.text.len(), |(end, _)| start + end);
                part.text.replace_range(start..end, new);
            }
        }
        if let Ok(file) = read(format, &parts, &LabelMap::default()) {
            for article in &file.articles {
                prop_assert!(article.annotations.iter().all(|mark| mark.span.slice(&article.text).is_some()));
            }
        }
    }

    #[test]
    fn no_text_is_too_odd_to_read(text in words(30), name in "[a-z]{0,2}\\.(ann|tsv|json|jsonl)") {
        for format in Format::ALL {
            read(*format, &[Part::new("a.txt", T), Part::new(&*name, &*text)], &LabelMap::default()).ok();
        }
        open(&name, text.as_bytes()).ok();
    }
}
