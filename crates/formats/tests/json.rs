//! What is written is read back, byte for byte, and stands in the published schema.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails panics, in the functions beside it too"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use dateline_annotation::{
    Amount, Annotation, AnnotationId, Article, ArticleId, ArticleState, Confidence, Date, Decimal,
    Details, Entity, Label, LabelDefinition, LabelSet, Language, Modifier, Origin, Provenance,
    Reading, Span, State, Value,
};
use dateline_formats::json::{self, File};
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces that offsets and writers stumble over.
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
    "\u{a0}",
    "\u{202f}",
    "שלום",
    "مرحبا",
    "\u{202b}",
    "\"",
    "\\",
    "</script>",
    "\u{0}",
    "\u{7}",
    "\u{7f}",
    "\u{2028}",
    "\u{feff}",
    "2.500",
    "IBM",
    ".",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn short() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), text()]
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0u32..20).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        decimal().prop_map(Amount::Exact),
        (decimal(), decimal()).prop_map(|(min, max)| Amount::Range { min, max }),
        decimal().prop_map(Amount::AtLeast),
    ]
}

fn reading() -> impl Strategy<Value = Reading> {
    let timex = || {
        select(
            &[
                "2016-11-27",
                "2016-W45-WE",
                "P-3Y",
                "T17:00",
                "199",
                "2016-11-24/2016-11-30",
            ][..],
        )
    };
    prop_oneof![
        timex().prop_map(|timex| Reading::Temporal(timex.parse().unwrap())),
        timex().prop_map(|timex| Reading::Duration(timex.parse().unwrap())),
        amount().prop_map(Reading::Number),
        (amount(), "[A-Z]{3}").prop_map(|(amount, currency)| Reading::Money { amount, currency }),
        (amount(), select(&["km", "m2", "[mi_i]", "Cel"][..])).prop_map(|(amount, unit)| {
            Reading::Quantity {
                amount,
                unit: unit.to_owned(),
            }
        }),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let modifiers = [
        Modifier::Start,
        Modifier::Mid,
        Modifier::End,
        Modifier::Approx,
        Modifier::Before,
        Modifier::After,
        Modifier::MoreThan,
        Modifier::LessThan,
        Modifier::AtLeast,
        Modifier::AtMost,
    ];
    (
        reading(),
        proptest::option::of(select(modifiers.to_vec())),
        proptest::collection::vec(reading(), 0..3),
    )
        .prop_map(|(reading, modifier, alternatives)| Value {
            reading,
            modifier,
            alternatives,
        })
}

fn label() -> impl Strategy<Value = Label> {
    prop_oneof![
        select(Label::DEFAULT.to_vec()),
        "[A-Z\"é]{1,8}".prop_map(|name| Label::new(&name))
    ]
}

/// An annotation of a text, between two of its characters.
fn annotation(text: &str) -> impl Strategy<Value = Annotation> + use<> {
    let borders: Vec<usize> = (0..=text.len())
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    let text = text.to_owned();
    let span = (0..borders.len() - 1).prop_flat_map(move |from| {
        let (borders, text) = (borders.clone(), text.clone());
        (from + 1..borders.len())
            .prop_map(move |to| Span::of(&text, borders[from], borders[to]).unwrap())
    });
    let who = (
        select(vec![
            Origin::Model,
            Origin::Rule,
            Origin::Person,
            Origin::Import,
        ]),
        select(vec![State::Suggested, State::Confirmed, State::Rejected]),
        proptest::option::of((0u16..=1000).prop_map(Confidence::from_permille)),
    );
    let what = (
        proptest::option::of(value()),
        proptest::option::of(short()),
        short(),
        any::<bool>(),
    );
    (any::<u64>(), span, label(), who, what).prop_map(
        |(id, span, label, (origin, state, confidence), (value, entity, note, value_set))| {
            Annotation {
                id: AnnotationId::new(id),
                span,
                label,
                origin,
                state,
                confidence,
                value,
                entity,
                note,
                value_set,
            }
        },
    )
}

fn provenance() -> impl Strategy<Value = Provenance> {
    (short(), short(), short()).prop_map(|(file, path, sha256)| Provenance { file, path, sha256 })
}

fn details() -> impl Strategy<Value = Details> {
    (
        short(),
        proptest::option::of(select(Language::ALL.to_vec())),
        proptest::option::of(
            (1i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap()),
        ),
        short(),
        select(vec![
            ArticleState::New,
            ArticleState::InWork,
            ArticleState::Done,
            ArticleState::Flagged,
        ]),
        short(),
        proptest::option::of(provenance()),
        any::<bool>(),
    )
        .prop_map(
            |(title, language, published, source, state, author, provenance, binned)| Details {
                title,
                language,
                published,
                source,
                author,
                state,
                provenance,
                binned,
            },
        )
}

fn article() -> impl Strategy<Value = Article> {
    text().prop_flat_map(|text| {
        let most = if text.is_empty() { 0 } else { 8 };
        let annotations = if most == 0 {
            Just(Vec::new()).boxed()
        } else {
            proptest::collection::vec(annotation(&text), 0..=most).boxed()
        };
        (any::<u64>(), details(), annotations).prop_map(move |(id, details, annotations)| Article {
            id: ArticleId::new(id),
            text: text.as_str().into(),
            details,
            annotations: annotations.into(),
        })
    })
}

fn file() -> impl Strategy<Value = File> {
    let definition = (
        label(),
        any::<char>(),
        short(),
        short(),
        proptest::option::of(label()),
        proptest::collection::vec(label(), 0..3),
    )
        .prop_map(
            |(label, key, title, description, hue, takes)| LabelDefinition {
                label,
                key,
                title,
                description,
                hue,
                takes,
            },
        );
    let labels = prop_oneof![
        Just(LabelSet::default()),
        proptest::collection::vec(definition, 0..4).prop_map(LabelSet::new),
    ];
    let entity = (short(), label()).prop_map(|(name, label)| Entity { name, label });
    let articles = proptest::collection::vec(article(), 0..4).prop_map(|articles| {
        let by_id: BTreeMap<_, _> = articles
            .into_iter()
            .map(|article| (article.id, article))
            .collect();
        by_id.into_values().map(Arc::new).collect()
    });
    (
        articles,
        labels,
        proptest::collection::btree_map(short(), entity, 0..4),
    )
        .prop_map(|(articles, labels, entities)| File {
            articles,
            labels,
            entities,
            notices: Vec::new(),
        })
}

fn written(file: &File) -> String {
    json::write(
        file.articles.iter().map(Arc::as_ref),
        &file.labels,
        &file.entities,
    )
}

fn schema() -> jsonschema::Validator {
    let schema = serde_json::from_str(json::SCHEMA).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn violations(schema: &jsonschema::Validator, text: &str) -> Vec<String> {
    let instance = serde_json::from_str(text).unwrap();
    schema
        .iter_errors(&instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_what_was_written_is_nothing(file in file()) {
        let text = written(&file);
        let read = json::read(&text).unwrap();
        prop_assert_eq!(&read, &file);
        prop_assert_eq!(written(&read), text);
    }

    #[test]
    fn the_line_of_an_article_reads_back(article in article()) {
        let line = json::write_article(&article);
        prop_assert!(!line.contains(['\n', '\r']));
        let stored = json::read_article(&line).unwrap();
        prop_assert_eq!(&*stored.article, &article);
        prop_assert_eq!(&stored.notices, &[]);
    }

    #[test]
    fn every_offset_points_at_its_text_as_python_counts(article in article()) {
        let file: serde_json::Value = serde_json::from_str(&json::write_article(&article)).unwrap();
        let points: Vec<char> = article.text.chars().collect();
        let annotations = file["articles"][0]["annotations"].as_array().unwrap();
        prop_assert_eq!(annotations.len(), article.annotations.len());
        for annotation in annotations {
            let at = |name: &str| usize::try_from(annotation[name].as_u64().unwrap()).unwrap();
            let covered: String = points[at("start")..at("end")].iter().collect();
            prop_assert_eq!(&covered, annotation["text"].as_str().unwrap());
        }
    }

    #[test]
    fn a_value_reads_back_from_json(value in value()) {
        prop_assert_eq!(json::value_from_json(&json::value_to_json(&value)), Ok(value));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,300}", cut in any::<prop::sample::Index>(), file in file()) {
        let _ = json::read(&text);
        let written = written(&file);
        let cut = cut.index(written.trim_end().len());
        if let Some(part) = written.get(..cut) {
            prop_assert!(json::read(part).is_err());
            let _ = json::read(&format!("{part}{text}{}", &written[cut..]));
        }
    }
}

#[test]
fn every_export_obeys_the_schema() {
    let schema = schema();
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest::test_runner::TestRunner::new(config)
        .run(&file(), |file| {
            prop_assert_eq!(violations(&schema, &written(&file)), Vec::<String>::new());
            for article in &file.articles {
                prop_assert_eq!(
                    violations(&schema, &json::write_article(article)),
                    Vec::<String>::new()
                );
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_schema_refuses_what_is_no_export() {
    let schema = schema();
    let annotation = |rest: &str| {
        format!(
            r#"{{"format":"dateline","version":1,"offset_unit":"codepoint","articles":[{{"id":"0000000000000001","text":"IBM","annotations":[
                {{"id":"0000000000000001","start":0,"end":3,"label":"ORG","text":"IBM","origin":"model","state":"suggested"{rest}}}]}}]}}"#
        )
    };
    assert_eq!(violations(&schema, &annotation("")), Vec::<String>::new());
    for wrong in [
        r#","value":{}"#,
        r#","value":{"currency":"EUR"}"#,
        r#","value":{"decimal":"1","unit":"km","currency":"EUR"}"#,
        r#","value":{"decimal":"1","min":"1"}"#,
        r#","value":{"decimal":"1.50"}"#,
        r#","value":{"decimal":2}"#,
        r#","value":{"timex":"2016","unit":"km"}"#,
        r#","value":{"timex":"2016","iso":"P1Y"}"#,
        r#","value":{"timex":"2016","alternatives":[{"timex":"2017","mod":"mid"}]}"#,
        r#","confidence":1.5"#,
        r#","note":"""#,
        r#","surprise":1"#,
    ] {
        assert!(
            !violations(&schema, &annotation(wrong)).is_empty(),
            "{wrong}"
        );
    }
}

#[test]
fn every_confidence_is_exact_and_short() {
    let mut article = Article::new("IBM");
    for permille in 0..=1000 {
        article.annotations.put(Annotation {
            id: AnnotationId::new(1),
            span: Span::of("IBM", 0, 3).unwrap(),
            label: Label::ORG,
            origin: Origin::Model,
            state: State::Suggested,
            confidence: Some(Confidence::from_permille(permille)),
            value: None,
            entity: None,
            note: String::new(),
            value_set: false,
        });
        let line = json::write_article(&article);
        let digits = line
            .split("\"confidence\":")
            .nth(1)
            .unwrap()
            .split('}')
            .next()
            .unwrap();
        assert!(digits.len() <= 5, "{digits}");
        assert_eq!(*json::read_article(&line).unwrap().article, article);
    }
}
