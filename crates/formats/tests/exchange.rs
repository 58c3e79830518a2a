//! What other tools' formats hold comes back, what they don't is told, and no file is too odd.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails panics, in the functions beside it too"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use dateline_annotation::{
    Amount, Annotation, AnnotationId, Article, ArticleState, ByteOffset, Confidence, Label,
    LabelSet, Language, Modifier, Origin, Provenance, Reading, Span, State, Value,
};
use dateline_formats::exchange::{
    Format, LabelMap, Lost, Part, Set, losses, pack, preview, read, read_from, sniff, survey,
    unpack, write,
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
        value_set: false,
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
    write(format, &Set::new(articles, &LabelSet::default())).files
}

fn back(format: Format, articles: &[Arc<Article>]) -> json::File {
    let parts = nameless(written(format, articles));
    read(format, &parts, &LabelMap::none()).unwrap()
}

/// Without names, so that none becomes the source of an article; text and marks of one article still belong together.
fn nameless(parts: Vec<Part>) -> Vec<Part> {
    let rename = |part: Part| match part.name.rsplit_once('.') {
        Some((_, "txt" | "ann")) => part,
        _ => Part::new("", part.bytes),
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

/// What was compressed with zlib; all else as it is. Which bytes a compressor writes depends on which one is built in.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    match flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut whole) {
        Ok(_) => whole,
        Err(_) => bytes.to_vec(),
    }
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
                fs::write(&path, &part.bytes).unwrap();
            }
            let expected = fs::read(&path).unwrap();
            assert!(
                unpacked(&part.bytes) == unpacked(&expected),
                "{}: {}",
                path.display(),
                part.text()
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
        let beside = |part: &&Part| part.name != "TypeSystem.xml" && !part.name.contains(".txt");
        let last = parts.iter().find(beside).unwrap();
        assert_eq!(sniff(last), Some(format), "{}", last.text());
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
        let opened = open(&part.name, &part.bytes);
        let Ok(Opened::File(file)) = opened else {
            panic!("{format:?}: {opened:?}")
        };
        let own = format == Format::Dateline || format == Format::DatelineLines;
        assert_eq!(
            file.articles[0].details.source,
            if own { "" } else { &part.name }
        );
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
        assert_eq!(sniff(&Part::new("", &*text)), Some(format), "{text}");
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
fn several_files_are_packed_as_one_and_read_from_it() {
    let articles = [Arc::new(sample()), Arc::new(Article::new("x"))];
    for format in Format::ALL
        .iter()
        .copied()
        .filter(|format| format.can_be_read())
    {
        let parts = written(format, &articles);
        let zip = pack(&parts).unwrap();
        assert_eq!(unpack(&zip).unwrap(), parts);
        let packed = Part::new("all.zip", zip);
        assert_eq!(sniff(&packed), Some(format));
        let whole = read(format, &parts, &LabelMap::none()).unwrap();
        assert_eq!(
            read(format, std::slice::from_ref(&packed), &LabelMap::none()),
            Ok(whole)
        );
        assert!(
            matches!(open("all.zip", &packed.bytes), Ok(Opened::File(_))),
            "{format:?}"
        );
    }
}

#[test]
fn a_damaged_or_endless_archive_is_an_error() {
    let mut zip = pack(&[Part::new("a.jsonl", "{\"text\":\"a\",\"label\":[]}\n")]).unwrap();
    let flipped = zip.len() / 3;
    zip[flipped] ^= 0xff;
    assert!(unpack(&zip).is_err());
    assert!(unpack(&zip[..20]).is_err());
    let zeros = pack(&[Part::new("a.jsonl", vec![b' '; json::MAX_FILE_BYTES + 1])]).unwrap();
    assert!(zeros.len() < 1 << 20);
    let message = unpack(&zeros).unwrap_err().to_string();
    assert!(message.contains("more than 256 MB"), "{message}");
}

#[test]
fn a_survey_shows_what_would_come_in_and_which_labels_are_new() {
    let line =
        "{\"text\":\"a b c\",\"label\":[[0,1,\"SHIP\"],[2,3,\"SHIP\"],[4,5,\"Person\"]]}\n{\n";
    let seen = survey(&[Part::new("a.jsonl", line)], &LabelMap::default())
        .unwrap()
        .unwrap();
    assert_eq!(
        (seen.format, seen.articles, seen.marks),
        (Format::Doccano, 1, 3)
    );
    let labels: Vec<_> = seen
        .labels
        .iter()
        .map(|used| (&*used.name, used.count, used.label.as_str(), used.unknown))
        .collect();
    assert_eq!(
        labels,
        [("SHIP", 2, "SHIP", true), ("Person", 1, "PER", false)]
    );
    assert_eq!(seen.notices.len(), 1);
    assert_eq!(
        survey(&[Part::new("a.txt", "Storm in Gent")], &LabelMap::default()),
        Ok(None)
    );
}

#[test]
fn a_preview_is_the_start_of_the_file() {
    let articles: Vec<_> = (0..5).map(|_| Arc::new(sample())).collect();
    let labels = LabelSet::default();
    let set = Set::new(&articles, &labels);
    for format in Format::ALL.iter().copied() {
        let shown = preview(format, &set, 4);
        assert!(
            !shown.is_empty() && shown.lines().count() <= 4,
            "{format:?}: {shown}"
        );
        let part = written(format, &articles[..3]).remove(0);
        if !format.is_binary() && format != Format::Brat {
            let start: Vec<_> = shown
                .lines()
                .map(|line| line.trim_end_matches('…').to_owned())
                .collect();
            assert!(part.text().starts_with(&start[0]), "{format:?}");
        }
    }
}

#[test]
fn files_in_other_encodings_are_read_and_told_of() {
    let latin = b"{\"text\": \"caf\xe9 in Gent\", \"label\": [[8, 12, \"LOC\"]]}\n";
    let file = read(
        Format::Doccano,
        &[Part::new("a.jsonl", &latin[..])],
        &LabelMap::default(),
    )
    .unwrap();
    assert_eq!(marks(&file.articles[0]), [("LOC", "Gent")]);
    assert!(
        file.notices
            .iter()
            .any(|notice| matches!(notice, Notice::ReadAs { file, .. } if file == "a.jsonl"))
    );
    let text =
        String::from_utf8_lossy(&written(Format::Tei, &[Arc::new(sample())])[0].bytes).into_owned();
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let file = read(
        Format::Tei,
        &[Part::new("a.xml", wide)],
        &LabelMap::default(),
    )
    .unwrap();
    assert_eq!(&*file.articles[0].text, T);
}

#[test]
fn tei_of_others_is_read_as_lines_with_single_spaces() {
    let text = "<?xml version=\"1.0\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>\n  A\n  storm</title></titleStmt>\
        <publicationStmt><publisher>HLN</publisher><date when=\"2016-11-27\"/></publicationStmt></fileDesc></teiHeader>\n\
        <text xml:lang=\"nl-BE\"><body>\n  <head>Storm</head>\n  <p>In <placeName ref=\"#gent\">\n Gent </placeName>, <note>sic</note>\n  zegt\n <persName type=\"mayor\">Zoë <surname>Q</surname></persName>.</p>\
        <p><date from=\"2016-11\" to=\"2016-12\">winter</date></p></body></text></TEI>";
    let file = only(Format::Tei, text);
    let article = &file.articles[0];
    assert_eq!(&*article.text, "Storm\nIn Gent , zegt Zoë Q.\nwinter");
    assert_eq!(
        marks(article),
        [("LOC", "Gent"), ("PER", "Zoë Q"), ("DATE", "winter")]
    );
    assert_eq!(
        (&*article.details.title, &*article.details.source),
        ("A storm", "HLN")
    );
    assert_eq!(article.details.language, Language::from_code("nl"));
    let values: Vec<_> = article
        .annotations
        .iter()
        .filter_map(|mark| mark.value.clone())
        .collect();
    assert_eq!(
        values,
        [Reading::Temporal("2016-11/2016-12".parse().unwrap()).into()]
    );
}

#[test]
fn webanno_of_others_is_read_with_its_layers() {
    let text = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n\
        #T_SP=webanno.custom.Ship|Class\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\
        #T_RL=webanno.custom.Rel|kind|BT_webanno.custom.Ship\n\n\n\
        #Text=Zoë 😀 joined IBM.\n1-1\t0-3\tZoë\tNNP\t_\thttp://q\tPER\t_\t_\t\n1-2\t4-6\t😀\t_\tcog[3]|\\[x\\][4]\t_\t_\t_\t_\t\n\
        1-3\t7-13\tjoined\tVB\tcog[3]\t*\tOR\\_G\trel\t1-1\t\n1-4\t14-17\tIBM\t_\t_\t_\t_\t_\t_\t\n1-4.1\t14-15\tI\t_\t*\t_\t_\t_\t_\t\n1-5\t17-18\t.\t_\t_\t_\t_\t_\t_\t\n\n\
        #Text=Rome cheered.\n2-1\t20-24\tRome\t_\t_\t*\tLOC\t_\t_\t\n";
    assert_eq!(sniff(&Part::new("x.tsv", text)), Some(Format::WebAnno));
    let file = read(
        Format::WebAnno,
        &[Part::new("x.tsv", text)],
        &LabelMap::none(),
    )
    .unwrap();
    let article = &file.articles[0];
    assert_eq!(&*article.text, "Zoë 😀 joined IBM.\n Rome cheered.");
    let mut found = marks(article);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("LOC", "Rome"),
            ("OR_G", "joined"),
            ("PER", "Zoë"),
            ("Ship", "I"),
            ("[x]", "😀"),
            ("cog", "😀 joined")
        ]
    );
    assert!(
        article
            .annotations
            .iter()
            .any(|mark| mark.entity.as_deref() == Some("http://q"))
    );
    assert!(
        matches!(&file.notices[..], [Notice::Skipped { count: 2, .. }]),
        "{:?}",
        file.notices
    );
}

#[test]
fn a_number_far_away_makes_no_long_text_of_a_short_webanno_file() {
    let text = "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Zoë joined IBM.\n1-1\t20638574-3\tZoë\t_\t\n";
    let file = only(Format::WebAnno, text);
    assert_eq!(&*file.articles[0].text, "Zoë joined IBM.");
    let told = file.notices[0].to_string();
    assert!(told.contains("far outside the text"), "{told}");
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
    let table = parts[0].text();
    let row = table.lines().nth(1).unwrap();
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
    let page = &written(Format::View, &[Arc::new(article)])[0]
        .text()
        .into_owned();
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
    let own = [Format::Dateline, Format::DatelineLines];
    for format in Format::ALL.iter().filter(|format| !own.contains(format)) {
        for part in written(*format, &articles) {
            let text = part.text();
            assert!(
                !text.contains("REJECTED-LABEL") && !text.contains("secret"),
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
    let mut files: Vec<String> = vec![
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
        let text = written(*format, &[Arc::new(sample())])
            .remove(0)
            .text()
            .into_owned();
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
        4 => select(&["PER", "ORG", "GROUP", "LOC", "DATE", "DURATION", "CARDINAL", "MONEY", "QUANTITY", "B-ship", "navire"][..]).prop_map(str::to_owned),
        1 => words(4),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let timex = |text: &str| text.parse().unwrap();
    let exact = Amount::Exact("2500.5".parse().unwrap());
    let range = Amount::Range {
        min: 2.into(),
        max: 3.into(),
    };
    let readings = vec![
        Reading::Temporal(timex("2016-11-27")),
        Reading::Temporal(timex("2017-Q2")),
        Reading::Temporal(timex("P-3Y")),
        Reading::Duration(timex("P6W")),
        Reading::Number(exact),
        Reading::Number(range),
        Reading::Number(Amount::AtLeast(20.into())),
        Reading::Money {
            amount: exact,
            currency: "EUR".to_owned(),
        },
        Reading::Quantity {
            amount: exact,
            unit: "[mi_i]".to_owned(),
        },
    ];
    let about = |(reading, about): (Reading, bool)| {
        let value = Value::from(reading);
        if about {
            value.with_modifier(Modifier::Approx)
        } else {
            value
        }
    };
    (
        proptest::sample::select(readings),
        prop::bool::weighted(0.2),
    )
        .prop_map(about)
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
        value in proptest::option::of(value()),
        entity in proptest::option::of(words(3).prop_filter("an identifier", |id| !id.is_empty())),
        note in prop_oneof![3 => Just(String::new()), 1 => words(6)],
    ) -> (prop::sample::Index, prop::sample::Index, Annotation) {
        let mut mark = mark("a", 0, 1, &label);
        mark.state = state;
        mark.confidence = confidence.map(Confidence::from_permille);
        mark.value = value;
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
        author in words(3),
        provenance in proptest::option::of(Just(Provenance { file: "a.txt".to_owned(), path: "b/a.txt".to_owned(), sha256: "0".repeat(64) })),
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
            details.author = author;
            details.provenance = provenance;
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
    Option<String>,
    Option<String>,
    String,
);

/// The text with what stands for characters that XML forbids.
fn allowed(text: &str) -> String {
    let forbidden = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || "\u{fffe}\u{ffff}".contains(c);
    let replaced = text.chars().map(|c| match c {
        c if !forbidden(c) => c,
        c if c.is_whitespace() => ' ',
        _ => '\u{fffd}',
    });
    replaced.collect()
}

/// Whether the value of a mark, alone in an article, is lost.
fn loses_value(format: Format, mark: &Annotation, text: &str) -> bool {
    let mut alone = Article::new(text);
    alone.annotations.put(mark.clone());
    losses(format, &[Arc::new(alone)])
        .iter()
        .any(|loss| loss.what == Lost::Values)
}

fn kept(format: Format, mark: &Annotation, lost: &BTreeSet<Lost>, text: &str) -> Option<Kept> {
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
        mark.value
            .as_ref()
            .filter(|_| !loses_value(format, mark, text))
            .map(|value| json::value_to_json(value).to_string()),
        mark.entity
            .as_deref()
            .filter(|_| has(Lost::Entities))
            .map(|entity| {
                if has(Lost::Controls) {
                    entity.to_owned()
                } else {
                    allowed(entity)
                }
            }),
        if has(Lost::Notes) {
            mark.note.clone()
        } else {
            String::new()
        },
    ))
}

fn check(format: Format, article: &Arc<Article>) -> Result<(), TestCaseError> {
    let articles = [article.clone(), Arc::new(sample())];
    let own = [Format::Dateline, Format::DatelineLines].contains(&format);
    if own {
        prop_assert_eq!(losses(format, &articles), []);
        prop_assert_eq!(back(format, &articles).articles, articles);
        return Ok(());
    }
    let lost: Vec<_> = losses(format, &articles[..1]);
    let kinds: BTreeSet<Lost> = lost.iter().map(|loss| loss.what).collect();
    let file = back(format, &articles);
    prop_assert_eq!(file.articles.len(), 2);
    let read = &file.articles[0];
    if !kinds.contains(&Lost::Details) && !kinds.contains(&Lost::Spacing) && format != Format::Brat
    {
        let mut details = article.details.clone();
        if kinds.contains(&Lost::Controls) {
            for field in [&mut details.title, &mut details.source, &mut details.author] {
                *field = allowed(field);
            }
        }
        prop_assert_eq!(&read.details, &details, "{:?}", format);
    }
    let overlaps = lost
        .iter()
        .find(|loss| loss.what == Lost::Overlaps)
        .map_or(0, |loss| loss.count);
    if kinds.contains(&Lost::Spacing) {
        let dense = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(dense(&read.text), dense(&article.text));
    } else if kinds.contains(&Lost::Controls) {
        prop_assert_eq!(&*read.text, allowed(&article.text));
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
            .filter_map(|mark| kept(format, mark, &kinds, &article.text))
            .map(|mark| {
                let at = place(&article.text, mark.0);
                let count = |end: ByteOffset| article.text[..end.to_usize()].chars().count();
                let exact = (!spacing).then(|| (count(mark.0.start()), count(mark.0.end())));
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
        "{:?} {:?} {:?}",
        format,
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
                let start = at.index(part.bytes.len() + 1);
                let end = part.bytes.len().min(start + length);
                part.bytes.splice(start..end, new.bytes());
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
