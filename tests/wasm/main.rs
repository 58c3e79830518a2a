//! What only a browser can tell, apart from the page as a whole: places in the text against places in the document,
//! local storage, and messages between page and worker. Run by `cargo xtask test wasm`.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test ends where it cannot go on"
)]

use dateline_annotation::{
    Annotation, AnnotationId, Article, ArticleId, ByteOffset, Confidence, Label, Origin, Span,
    State, Workspace,
};
use dateline_app::protocol::{self, Answer, Reply, Request, Source, Task};
use dateline_app::session::Caret;
use dateline_app::{dom, storage};
use std::collections::BTreeSet;
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
fn what_was_saved_is_restored() {
    let workspace = Workspace::new([article(), Article::new("Another one")]);
    let all: BTreeSet<ArticleId> = workspace
        .articles()
        .iter()
        .map(|article| article.id)
        .collect();
    let (first, mark) = (workspace.articles()[0].id, AnnotationId::new(u64::MAX - 1));
    storage::save(&workspace, &all).expect("the browser stores");
    storage::save_view(Some(first), Some(mark), 120.5);
    let restored = storage::restore();
    assert_eq!(restored.workspace, workspace);
    assert_eq!(restored.damaged, 0);
    assert_eq!(restored.view.open, Some(first.to_string()));
    assert_eq!(restored.view.selected, Some(mark.to_string()));
    assert!((restored.view.scroll - 120.5).abs() < 1e-9);
}

#[wasm_bindgen_test]
fn a_damaged_entry_is_set_aside_and_the_rest_opens() {
    let local = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    local.clear().unwrap();
    let workspace = Workspace::new([article(), Article::new("Another one")]);
    let [damaged, whole] = [0, 1].map(|index: usize| workspace.articles()[index].id);
    storage::save(&workspace, &BTreeSet::from([damaged, whole])).expect("the browser stores");
    let key = format!("dateline/1/article/{damaged}");
    assert!(local.get_item(&key).unwrap().is_some());
    local.set_item(&key, "{\"text\": ").unwrap();
    let restored = storage::restore();
    assert_eq!(restored.damaged, 1);
    assert_eq!(restored.workspace.articles().len(), 1);
    assert_eq!(restored.workspace.articles()[0].id, whole);
    let kept = local
        .get_item(&format!("dateline/1/damaged/{damaged}"))
        .unwrap();
    assert_eq!(kept.as_deref(), Some("{\"text\": "));
    local.clear().unwrap();
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
    let bytes = Task::Open {
        name: "a.txt".to_owned(),
        bytes: (0..=255).collect(),
    };
    let request = Request { id: 8, task: bytes };
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
