//! What only a browser can tell, apart from the page as a whole: places in the text against places in the document,
//! local storage, and messages between page and worker. Run by `cargo xtask test wasm`.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test ends where it cannot go on"
)]

mod keeping;

use dateline_annotation::{
    Annotation, AnnotationId, Article, ByteOffset, Confidence, Label, Origin, Span, State,
};
use dateline_app::dom;
use dateline_app::protocol::{self, Answer, Reply, Request, Source, Task};
use dateline_app::session::Caret;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Characters of one to four bytes, joined and combining ones, right-to-left letters, Windows' line ends.
const HARD: &str = "Zoë 😀 left\r\n\r\nOn 12\u{a0}March 👩\u{200d}👧 the cafe\u{301} closed.\r\nThe word שלום stood.\n";

/// Shows a text as the reader does, every fifth character beginning a piece.
fn show(text: &str) {
    let document = dom::document().expect("a document");
    if let Some(old) = document.get_element_by_id("text") {
        old.remove();
    }
    let container = document.create_element("article").unwrap();
    container.set_id("text");
    let borders: Vec<usize> = text
        .char_indices()
        .step_by(5)
        .map(|(byte, _)| byte)
        .collect();
    for (index, start) in borders.iter().enumerate() {
        let end = borders.get(index + 1).copied().unwrap_or(text.len());
        let piece = document.create_element("span").unwrap();
        piece.set_attribute("data-piece", "").unwrap();
        piece
            .set_attribute("data-start", &start.to_string())
            .unwrap();
        piece.set_text_content(Some(&text[*start..end]));
        container.append_child(&piece).unwrap();
    }
    document
        .body()
        .expect("a body")
        .append_child(&container)
        .unwrap();
}

#[wasm_bindgen_test]
fn what_is_shown_as_selected_is_read_back_from_every_place() {
    show(HARD);
    let places: Vec<usize> = HARD
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([HARD.len()])
        .collect();
    for anchor in &places {
        for focus in &places {
            let [anchor, focus] = [*anchor, *focus].map(ByteOffset::from_usize);
            let caret = Caret { anchor, focus };
            dom::show_selection(HARD, Some(caret));
            assert_eq!(dom::selection(HARD), Some(caret));
        }
    }
    dom::show_selection(HARD, None);
    assert!(!dom::has_selection());
}

#[wasm_bindgen_test]
fn what_is_selected_beside_the_text_is_no_place_in_it() {
    show(HARD);
    let document = dom::document().expect("a document");
    let beside = document.create_element("p").unwrap();
    beside.set_text_content(Some("beside"));
    document
        .body()
        .expect("a body")
        .append_child(&beside)
        .unwrap();
    let selection = web_sys::window().unwrap().get_selection().unwrap().unwrap();
    selection.select_all_children(&beside).unwrap();
    assert!(dom::has_selection());
    assert_eq!(dom::selection(HARD), None);
    beside.remove();
}

fn article() -> Article {
    let mut article = Article::new(HARD);
    let start = HARD.find("March").unwrap();
    article.annotations.put(Annotation {
        // More than a JavaScript number holds exactly.
        id: AnnotationId::new(u64::MAX - 1),
        span: Span::of(HARD, start, start + "March".len()).unwrap(),
        label: Label::DATE,
        origin: Origin::Model,
        state: State::Confirmed,
        confidence: Some(Confidence::from_probability(0.75)),
        value: None,
        entity: None,
        note: "a “note”".to_owned(),
        value_set: true,
    });
    article
}

#[wasm_bindgen_test]
fn messages_arrive_as_they_were_sent() {
    let source = Source {
        text: HARD.to_owned(),
        language: None,
        published: None,
    };
    let request = Request {
        id: 7,
        task: Task::Extract(source),
    };
    assert_eq!(
        protocol::decode::<Request>(protocol::encode(&request).unwrap()).unwrap(),
        request
    );
    let parts = js_sys::Array::of1(&"Storm".into());
    let file = web_sys::File::new_with_str_sequence(&parts, "a.txt").unwrap();
    let path = "folder/a.txt".to_owned();
    let file = file.into();
    let task = Task::Open { file, path };
    let request = Request { id: 8, task };
    assert_eq!(
        protocol::decode::<Request>(protocol::encode(&request).unwrap()).unwrap(),
        request
    );
    let reply = Reply {
        id: 9,
        answer: Answer::Failed(dateline_app::locale::Message::said("It can’t be read.")),
    };
    assert_eq!(
        protocol::decode::<Reply>(protocol::encode(&reply).unwrap()).unwrap(),
        reply
    );
    assert!(protocol::decode::<Reply>(JsValue::from_str("nonsense")).is_err());
}
