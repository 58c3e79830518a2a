//! Articles for the tests, made of numbers.
#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use std::collections::BTreeMap;

use dateline_annotation::{
    Amount, Annotation, AnnotationId, Article, ArticleState, Confidence, Label, Language, Modifier,
    Origin, Reading, Span, State, Value, Workspace,
};
use dateline_store::{Head, Key, Kind, Packed, Stamp, content};

const WORDS: [&str; 40] = [
    "de",
    "le",
    "the",
    "brug",
    "pont",
    "bridge",
    "Gent",
    "Liège",
    "maandag",
    "lundi",
    "Monday",
    "gesloten",
    "fermé",
    "closed",
    "na",
    "après",
    "after",
    "een",
    "une",
    "storm",
    "en",
    "et",
    "and",
    "politie",
    "police",
    "zei",
    "a dit",
    "said",
    "twaalf",
    "douze",
    "12",
    "mensen",
    "personnes",
    "people",
    "minister",
    "ministre",
    "stad",
    "ville",
    "city",
    "2016",
];

/// A small generator of numbers, so that a test is the same on every machine (`SplitMix64`).
#[derive(Debug, Clone)]
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }
}

/// A text of about `bytes`, of words that differ from each other in more than real ones do.
pub fn text(dice: &mut Dice, bytes: usize) -> String {
    let mut text = String::new();
    while text.len() < bytes {
        let word = WORDS[dice.roll(WORDS.len())];
        text.push_str(word);
        // One word in three is of letters of its own, as names are.
        if dice.roll(3) == 0 {
            text.push(' ');
            for _ in 0..3 + dice.roll(6) {
                text.push(char::from(b'a' + dice.roll(26) as u8));
            }
        }
        text.push_str(if dice.roll(12) == 0 { ".\n" } else { " " });
    }
    text
}

/// An article with so many marks, of every kind.
pub fn article(dice: &mut Dice, bytes: usize, marks: usize) -> Article {
    let mut article = Article::new(text(dice, bytes));
    article.details.language = Some(Language::ALL[dice.roll(3)]);
    article.details.published = "2016-11-27".parse().ok();
    "gent.txt".clone_into(&mut article.details.source);
    article.details.state = ArticleState::InWork;
    while article.annotations.len() < marks {
        let mark = mark(dice, &article.text);
        article.annotations.put(mark);
    }
    article
}

/// A mark somewhere in a text.
pub fn mark(dice: &mut Dice, text: &str) -> Annotation {
    let span = loop {
        let start = dice.roll(text.len());
        if let Some(span) = Span::of(text, start, start + 3 + dice.roll(12)) {
            break span;
        }
    };
    let label = Label::DEFAULT[dice.roll(15)].clone();
    let person = dice.roll(6) == 0;
    let id = if person {
        AnnotationId::new(dice.roll(usize::MAX) as u64)
    } else {
        AnnotationId::of_suggestion(span, &label)
    };
    Annotation {
        id,
        span,
        value: label.has_value().then(|| value(dice)),
        label,
        origin: if person {
            Origin::Person
        } else {
            Origin::Model
        },
        state: [State::Suggested, State::Confirmed, State::Rejected][dice.roll(3)],
        confidence: (!person).then(|| Confidence::from_permille(dice.roll(1001) as u16)),
        entity: (dice.roll(20) == 0).then(|| "gent".to_owned()),
        note: if dice.roll(20) == 0 {
            "see p. 2".to_owned()
        } else {
            String::new()
        },
        value_set: dice.roll(20) == 0,
    }
}

fn value(dice: &mut Dice) -> Value {
    let number = || "12.50".parse().unwrap();
    let reading = match dice.roll(7) {
        0 => Reading::Temporal(format!("2016-11-{:02}", 1 + dice.roll(28)).parse().unwrap()),
        1 => Reading::Duration("P6W".parse().unwrap()),
        2 => Reading::Number(Amount::Exact(number())),
        3 => Reading::Number(Amount::Range {
            min: number(),
            max: number(),
        }),
        4 => Reading::Money {
            amount: Amount::AtLeast(number()),
            currency: "EUR".to_owned(),
        },
        _ => Reading::Quantity {
            amount: Amount::Exact(number()),
            unit: "km".to_owned(),
        },
    };
    let mut value = Value::from(reading);
    if dice.roll(5) == 0 {
        value.modifier = Some(Modifier::ALL[dice.roll(10)]);
        value.alternatives = vec![value.reading.clone()];
    }
    value
}

/// An entry of the first version.
pub fn entry(kind: Kind, content: Vec<u8>) -> Vec<u8> {
    let parent = Stamp::default();
    let head = Head {
        kind,
        stamp: parent.next(1),
        parent,
        settled: true,
    };
    head.write(&Packed::of(content))
}

/// All entries of a workspace.
pub fn stored(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let mut entries = BTreeMap::new();
    let mut put = |key: Key, content: Vec<u8>| {
        entries.insert(key.to_string(), entry(key.kind(), content));
    };
    for article in workspace.articles() {
        put(Key::Text(article.id), content::write_text(article));
        put(Key::Marks(article.id), content::write_marks(article));
    }
    let order = workspace.articles().iter().map(|article| article.id);
    put(Key::Order, content::write_order(order));
    put(
        Key::Set,
        content::write_set(&workspace.labels, &workspace.entities),
    );
    entries
}
