//! Whatever a person does, every mark stands on whole characters of the text as it came in, and is exported as it is shown.

use super::*;
use dateline_annotation::{CodePointOffset, OffsetMap};
use dateline_formats::json;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Emoji of several code points, flags, joined families, combining accents, Windows' and old line ends, tabs, spaces that
/// do not break, letters that are written from right to left.
const PIECES: [&str; 16] = [
    "Zoë",
    "😀",
    "👩\u{200d}👩\u{200d}👧",
    "🇧🇪🇳🇱",
    "e\u{301}a\u{308}",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{202f}",
    "مرحبا",
    "שלום",
    " ",
    "l’armée",
    "\n",
    "👍🏽",
    "IBM",
];
const KEYS: [&str; 30] = [
    "ArrowRight",
    "ArrowLeft",
    "j",
    "k",
    "Enter",
    "x",
    "s",
    "p",
    "o",
    "l",
    "d",
    "+",
    "-",
    "y",
    "Shift+ArrowRight",
    "Shift+ArrowLeft",
    "Shift+ArrowUp",
    "Shift+ArrowDown",
    "Shift+Alt+ArrowRight",
    "Shift+Alt+ArrowLeft",
    "Shift+Alt+ArrowUp",
    "Shift+Alt+ArrowDown",
    "Alt+ArrowRight",
    "Alt+ArrowLeft",
    "Control+ArrowRight",
    "Control+Shift+ArrowRight",
    "Escape",
    "Control+z",
    "Control+y",
    "Shift+J",
];

/// Something that a person does.
#[derive(Debug, Clone)]
enum Act {
    Press(usize),
    Click(usize),
    Select(usize, usize, bool),
    Drag(bool, usize, bool),
    Gather(u8),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..KEYS.len()).prop_map(Act::Press),
        1 => (0..200_usize).prop_map(Act::Click),
        2 => (0..200_usize, 0..200_usize, any::<bool>()).prop_map(|(a, b, exact)| Act::Select(a, b, exact)),
        1 => (any::<bool>(), 0..200_usize, any::<bool>()).prop_map(|(end, to, exact)| Act::Drag(end, to, exact)),
        1 => (0..4_u8).prop_map(Act::Gather),
    ]
}

/// The border of a character that is nearest before a byte, as the page gives no other places.
fn place(text: &str, at: usize) -> ByteOffset {
    let at = (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    ByteOffset::from_usize(at.unwrap_or_default())
}

fn does(session: &mut Session, act: &Act, number: u64) {
    let text = session.article().unwrap().text.clone();
    match *act {
        Act::Press(key) => {
            let chord = KEYS[key];
            let mode = session.caret().map_or(Mode::Marks, |_| Mode::Text);
            let held = |name: &str| chord.contains(name);
            let press = Press {
                key: chord
                    .rsplit('+')
                    .next()
                    .filter(|key| !key.is_empty())
                    .unwrap_or("+"),
                control: held("Control+"),
                shift: held("Shift+"),
                alt: held("Alt+"),
            };
            if let Some(command) = keys::command(press, mode, &LabelSet::default()) {
                session.run(command, AnnotationId::new(1000 + number));
            }
        }
        Act::Click(at) => {
            let at = place(&text, at);
            let marks = session.article().unwrap().annotations.visible();
            let under: Vec<_> = marks
                .filter(|mark| mark.span.contains_offset(at))
                .map(|mark| mark.id)
                .collect();
            session.click(Some(at), &under);
        }
        Act::Select(a, b, exact) => session.select_text(place(&text, a), place(&text, b), exact),
        Act::Drag(end, to, exact) => {
            let edge = if end { Edge::End } else { Edge::Start };
            let step = if exact { Step::Character } else { Step::Word };
            session.drag_edge(edge, place(&text, to), step);
        }
        Act::Gather(aim) => {
            let aim = [Aim::Mark, Aim::Delete, Aim::Relabel, Aim::Confirm][usize::from(aim)];
            session.open_together(aim);
            session.run(Command::ApplyTogether, AnnotationId::new(5000 + number));
        }
    }
}

proptest! {
    #[test]
    fn every_mark_is_exported_as_the_words_that_it_is_shown_on(
        pieces in proptest::collection::vec(0..PIECES.len(), 1..30),
        acts in proptest::collection::vec(act(), 0..40),
    ) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let mut session = Session::default();
        session.add_articles(vec![Article::new(&*text)], false);
        for (act, number) in acts.iter().zip(1..) {
            does(&mut session, act, number);
            if session.article().is_none() {
                // The article itself was taken back.
                session.run(Command::Redo, AnnotationId::new(0));
            }
            let article = session.article().unwrap();
            prop_assert_eq!(&*article.text, &*text);
            for mark in &article.annotations {
                let words = mark.span.slice(&text);
                prop_assert!(words.is_some_and(|words| words.trim() == words), "{:?} after {:?}", words, act);
            }
            let caret = session.caret().and_then(Caret::span);
            prop_assert!(caret.is_none_or(|span| span.slice(&text).is_some()), "{:?}", act);
        }
        let article = session.article().unwrap();
        let file = json::write([&**article], &LabelSet::default(), &BTreeMap::new());
        let file: serde_json::Value = serde_json::from_str(&file).unwrap();
        let characters: Vec<char> = text.chars().collect();
        let map = OffsetMap::new(&text);
        let exported = file["articles"][0]["annotations"].as_array().cloned().unwrap_or_default();
        prop_assert_eq!(exported.len(), article.annotations.len());
        for (mark, written) in article.annotations.iter().zip(exported) {
            let at = |name: &str| usize::try_from(written[name].as_u64().unwrap()).unwrap();
            let words: String = characters[at("start")..at("end")].iter().collect();
            prop_assert_eq!(Some(&*words), mark.span.slice(&text));
            let start = map.code_points(&text, mark.span.start());
            prop_assert_eq!(start, CodePointOffset::from_usize(at("start")));
        }
    }
}
