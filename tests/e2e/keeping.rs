//! Nothing is lost: edits are stored, a reload leads back, and where the browser stores nothing the page says so.

use crate::{
    app::App,
    driver::Setup,
    keys::{CONTROL, ESCAPE},
    texts::{OTHER, REPORT},
};
use serde_json::json;
use std::time::{Duration, Instant};

/// What is stored of the articles.
fn stored(page: &App) -> String {
    let script = "return Object.entries(localStorage).filter(([key]) => key.includes('/article/')).join('\\n')";
    page.script(script, json!([]))
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn wait_until_unsaved(page: &App) {
    page.until("`Not saved`", || {
        (page.attribute("save-state", "data-saved")? == "no").then_some(())
    });
}

fn wait_until_saved(page: &App) {
    page.until("`Saved`", || {
        (page.attribute("save-state", "data-saved")? == "yes").then_some(())
    });
}

fn mark_umbrella(page: &App) {
    page.select_words("umbrella");
    page.press('w');
    page.until("the new mark", || page.mark("umbrella"));
}

fn add(page: &App, text: &str) {
    if page.read("add").is_some() {
        page.click("add");
    }
    page.paste(text);
    page.wait_for_marks();
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_edit_is_stored_within_a_second() {
    let page = App::open();
    add(&page, REPORT);
    page.select_words("umbrella");
    assert!(
        !stored(&page).contains("WEAPON"),
        "the test's label is in use already"
    );
    let start = Instant::now();
    page.press('w');
    page.until("the edit in the storage", || {
        stored(&page).contains("WEAPON").then_some(())
    });
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "it took {:?}",
        start.elapsed()
    );
    wait_until_saved(&page);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_reload_leads_back_to_article_mark_and_edits() {
    let page = App::open();
    add(&page, REPORT);
    mark_umbrella(&page);
    add(&page, OTHER);
    page.click_selector("[data-testid=article-row]:nth-of-type(2) button");
    page.until("the first article", || {
        (page.text() == REPORT).then_some(())
    });
    page.click_words("umbrella");
    page.until("its mark", || {
        page.selected().filter(|mark| mark.text == "umbrella")
    });
    wait_until_saved(&page);
    let marks = page.marks();
    page.reload();
    assert_eq!(page.text(), REPORT);
    assert_eq!(page.marks(), marks);
    assert_eq!(page.read_all("article-row").len(), 2);
    assert!(
        page.attribute("undo", "disabled").is_some(),
        "undo of an earlier session is a clear break"
    );
    page.press('e');
    page.until("work to go on", || {
        page.mark("umbrella").filter(|mark| mark.label == "EVENT")
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_reload_leads_back_to_the_place_in_a_long_text() {
    let page = App::open();
    let long = format!("{OTHER}\n\n").repeat(80);
    add(&page, &long);
    let scroll_to = "const reader = document.getElementById('reader'); reader.scrollTop = arguments[0] ?? reader.scrollTop; \
                     return reader.scrollTop";
    let place = page.script(scroll_to, json!([2_000]));
    assert_eq!(place, json!(2_000), "the text is long enough to scroll");
    page.until("the place to be stored", || {
        let view = page.script("return localStorage.getItem('dateline/1/view')", json!([]));
        view.as_str()
            .is_some_and(|view| view.contains("2000"))
            .then_some(())
    });
    page.reload();
    page.until("the same place", || {
        (page.script(scroll_to, json!([])) == place).then_some(())
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn an_article_is_renamed_and_deleted_and_both_are_undone() {
    let page = App::open();
    add(&page, OTHER);
    add(&page, REPORT);
    mark_umbrella(&page);
    page.fill("title", "A new headline");
    page.until("the new title in the list", || {
        page.read_all("article-row")[0]
            .contains("A new headline")
            .then_some(())
    });
    assert_eq!(page.text(), REPORT, "the title is not part of the text");
    page.press(ESCAPE);
    page.click("undo");
    page.until("the old title", || {
        (page.attribute("title", "value")? == "Troops leave Aleppo").then_some(())
    });
    let marks = page.marks();
    page.click("delete-article");
    page.until("one article", || {
        (page.read_all("article-row").len() == 1).then_some(())
    });
    assert_eq!(page.text(), OTHER);
    page.click("remedy");
    page.until("both articles", || {
        (page.read_all("article-row").len() == 2).then_some(())
    });
    page.click("article-row");
    page.until("the article with its marks", || {
        (page.text() == REPORT && page.marks().len() == marks.len()).then_some(())
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_date_of_publication_and_the_source_can_be_set_and_survive() {
    let page = App::open();
    add(&page, REPORT);
    page.fill("source", "The Courier");
    page.again(|page| {
        page.set_date("published", "2016-03-13");
    });
    page.choose_option("language", "nl");
    wait_until_saved(&page);
    page.reload();
    assert_eq!(
        page.attribute("source", "value").as_deref(),
        Some("The Courier")
    );
    assert_eq!(
        page.attribute("published", "value").as_deref(),
        Some("2016-03-13")
    );
    assert_eq!(page.attribute("language", "value").as_deref(), Some("nl"));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_full_storage_is_told_and_loses_nothing_on_screen() {
    let page = App::open();
    add(&page, REPORT);
    wait_until_saved(&page);
    let before = stored(&page);
    // Halves what is tried whenever it is too much, until not one character more goes in.
    page.script(
        "let filler = '', piece = 'x'.repeat(1 << 22);
         while (piece) {
           try { localStorage.setItem('filler', filler + piece); filler += piece; }
           catch { piece = piece.slice(0, piece.length >> 1); }
         }",
        json!([]),
    );
    mark_umbrella(&page);
    page.select_words("garden");
    page.press('e');
    page.until("the second mark", || page.mark("garden"));
    let message = page.wait_to_read("message", |text| text.contains("full"));
    assert!(
        message.contains("xport") || message.contains("ownload"),
        "it offers a way out: {message}"
    );
    wait_until_unsaved(&page);
    assert_eq!(stored(&page), before, "what was stored stays whole");
    let file = page.download(|page| page.click("remedy"));
    assert!(String::from_utf8_lossy(&file).contains("\"EVENT\""));
    assert!(page.mark("umbrella").is_some() && page.mark("garden").is_some());
    page.script("localStorage.removeItem('filler')", json!([]));
    page.click_words("garden");
    page.press('l');
    page.until("the edits in the storage", || {
        stored(&page).contains("WEAPON").then_some(())
    });
    wait_until_saved(&page);
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_denied_storage_is_told_and_loses_nothing_on_screen() {
    let mut setup = Setup::default();
    setup.preferences.insert(
        "profile.default_content_setting_values.cookies".to_owned(),
        json!(2),
    );
    let page = App::open_with(setup);
    let denied = page.script(
        "try { localStorage; return false } catch { return true }",
        json!([]),
    );
    assert_eq!(denied, json!(true), "the browser denies the storage");
    add(&page, REPORT);
    mark_umbrella(&page);
    let message = page.wait_to_read("message", |text| text.contains("stores nothing"));
    assert!(message.contains("xport"), "it offers a way out: {message}");
    wait_until_unsaved(&page);
    let file = page.download(|page| page.click("remedy"));
    assert!(String::from_utf8_lossy(&file).contains("umbrella"));
    page.chord(&[CONTROL], 'z');
    page.until("undo to work", || {
        page.mark("umbrella").is_none().then_some(())
    });
}
