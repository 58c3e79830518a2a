//! Nothing is lost: edits are stored, a reload leads back, and where the browser stores nothing the page says so.

use crate::{
    app::{App, Mark},
    browser::Setup,
    keys::{CONTROL, ESCAPE},
    texts::{OTHER, REPORT},
};
use dateline_store::{open::open_all, packed};
use serde_json::json;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// A mark with the label that the tests set, in a Dateline file.
const WEAPON: &str = "\"label\": \"WEAPON\"";

/// What is stored of the workspace in local storage, as a Dateline file.
fn stored(page: &App) -> String {
    let entries = page.script("return Object.entries(localStorage)", json!([]));
    let entries: Vec<(String, String)> =
        serde_json::from_value(entries).expect("names and entries");
    let unpack = |(name, entry): (String, String)| Some((name, packed::unpack(&entry)?));
    let local = entries.into_iter().filter_map(unpack).collect();
    let workspace = open_all(&local, &BTreeMap::new(), "").workspace;
    let articles = workspace.articles().iter().map(|article| &**article);
    dateline_formats::json::write(articles, &workspace.labels, &workspace.entities)
}

fn wait_until_unsaved(page: &App) {
    page.until("`Not saved`", || {
        (page.attribute("save-state", "data-saved")? == "no").then_some(())
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
        !stored(&page).contains(WEAPON),
        "the test's label is in use already"
    );
    let start = Instant::now();
    page.press('w');
    page.until("the edit in the storage", || {
        stored(&page).contains(WEAPON).then_some(())
    });
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "it took {:?}",
        start.elapsed()
    );
    page.wait_until_saved();
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
    page.wait_until_saved();
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
    page.wait_until_saved();
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
fn a_full_local_storage_goes_on_in_the_database_and_says_so() {
    let page = App::open();
    add(&page, REPORT);
    page.wait_until_saved();
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
    page.wait_to_read("message", |text| text.contains("database"));
    page.wait_until_saved();
    page.reload();
    page.until("the mark from the database", || page.mark("umbrella"));
    page.click("storage");
    page.wait_to_read("storage-overflow", |text| text.contains('1'));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn when_nothing_more_can_be_stored_it_is_told_and_nothing_on_screen_is_lost() {
    let page = App::open();
    add(&page, REPORT);
    page.wait_until_saved();
    let before = stored(&page);
    page.script(
        "const full = () => { throw new DOMException('full', 'QuotaExceededError') };
         window.whole = [Storage.prototype.setItem, IDBObjectStore.prototype.put];
         Storage.prototype.setItem = full;
         IDBObjectStore.prototype.put = full;",
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
    page.script(
        "[Storage.prototype.setItem, IDBObjectStore.prototype.put] = window.whole",
        json!([]),
    );
    page.click_words("garden");
    page.press('l');
    page.until("the edits in the storage", || {
        stored(&page).contains(WEAPON).then_some(())
    });
    page.wait_until_saved();
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

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_damaged_entry_is_set_aside_can_be_downloaded_and_the_second_copy_stands_in() {
    let page = App::open();
    add(&page, REPORT);
    mark_umbrella(&page);
    page.wait_until_saved();
    let marks = page.marks();
    page.script(
        "for (const name of Object.keys(localStorage)) if (name.includes('/marks/')) localStorage.setItem(name, 'damaged')",
        json!([]),
    );
    page.reload();
    page.wait_to_read("message", |text| text.contains("set aside"));
    page.until("the marks from the second copy", || {
        (page.marks() == marks).then_some(())
    });
    page.click("storage");
    page.wait_to_read("recover", |text| text.contains("marks"));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_second_tab_shows_what_the_first_one_saved_and_both_keep_all() {
    let page = App::open();
    add(&page, REPORT);
    page.wait_until_saved();
    let [first, second] = page.open_second_tab();
    page.until("the article in the second tab", || {
        (page.text() == REPORT).then_some(())
    });
    mark_umbrella(&page);
    page.wait_until_saved();
    page.show_tab(&first);
    page.until("the mark of the second tab in the first", || {
        page.mark("umbrella")
    });
    page.wait_to_read("message", |text| text.contains("nother tab"));
    page.select_words("garden");
    page.press('e');
    page.until("the second mark", || page.mark("garden"));
    page.wait_until_saved();
    let marks = page.marks();
    page.show_tab(&second);
    page.until("the mark of the first tab in the second", || {
        page.mark("garden")
    });
    let without_selection = |marks: Vec<Mark>| -> Vec<Mark> {
        let clear = |mark| Mark {
            selected: false,
            ..mark
        };
        marks.into_iter().map(clear).collect()
    };
    assert_eq!(without_selection(page.marks()), without_selection(marks));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_backup_comes_back_after_everything_was_forgotten_and_can_be_undone() {
    let page = App::open();
    add(&page, REPORT);
    mark_umbrella(&page);
    page.wait_until_saved();
    page.click("storage");
    let file = page.download(|page| page.click("backup"));
    page.click("forget");
    page.click("forget-yes");
    page.wait_to_read("forgotten", |text| {
        text.contains("0 entries") && text.contains("0 databases")
    });
    let left = page.script("return indexedDB.databases().then((all) => [localStorage.length, sessionStorage.length, all.length])", json!([]));
    assert_eq!(left, json!([0, 0, 0]));
    page.reload();
    assert!(page.read("articles").is_none(), "nothing is left");
    add(&page, OTHER);
    page.click("storage");
    let backup = page.file("backup.json", file);
    page.choose_in("restore", &backup);
    page.wait_to_read("restore-preview", |text| {
        text.contains("1 articles") && text.contains("1 are new")
    });
    page.click("restore-merge");
    page.until("both articles", || {
        (page.read_all("article-row").len() == 2).then_some(())
    });
    page.wait_until_saved();
    page.chord(&[CONTROL], 'z');
    page.until("the backup to be gone again", || {
        (page.read_all("article-row").len() == 1).then_some(())
    });
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn where_the_page_cannot_start_all_that_is_stored_is_downloaded_and_restored() {
    let page = App::open();
    add(&page, REPORT);
    mark_umbrella(&page);
    page.wait_until_saved();
    let broken = page.before_load(
        "WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => Promise.reject(new Error('no WebAssembly'))",
    );
    page.reload_without_waiting();
    page.wait_to_read("recovery", |text| text.contains("still here"));
    let dump = page.download(|page| page.click("recovery-download"));
    page.forgive_troubles();
    page.forget_before_load(&broken);
    page.reload();
    page.click("storage");
    page.click("forget");
    page.click("forget-yes");
    page.wait_to_read("forgotten", |text| text.contains("0 entries"));
    page.reload();
    add(&page, OTHER);
    page.click("storage");
    let dump = page.file("dump.json", dump);
    page.choose_in("restore", &dump);
    page.wait_to_read("restore-preview", |text| text.contains("1 articles"));
    page.click("restore-replace");
    page.until("the article that was saved", || {
        (page.text() == REPORT).then_some(())
    });
    assert!(page.mark("umbrella").is_some());
    page.wait_until_saved();
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_worker_that_breaks_is_started_again_and_the_article_is_flagged() {
    let page = App::open();
    // The first text that is handed over breaks the worker, as a panic in it would.
    page.script(
        "const post = Worker.prototype.postMessage;
         Worker.prototype.postMessage = function (...all) {
           Worker.prototype.postMessage = post;
           setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'unreachable' })));
         };",
        json!([]),
    );
    page.paste(OTHER);
    page.wait_to_read("message", |text| text.contains("started again"));
    assert_eq!(page.text(), OTHER);
    add(&page, REPORT);
    assert!(!page.marks().is_empty(), "the next article is read");
    page.wait_until_saved();
    page.reload();
    assert_eq!(page.read_all("article-row").len(), 2);
    page.forgive_troubles();
}

/// Stands for the person who chooses a file: the browser gives one of its own, with the same interface.
const CHOOSES_A_FILE: &str = "window.showSaveFilePicker = async ({ suggestedName }) =>
    (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });";

/// What is in that file.
fn file_on_disk(page: &App) -> String {
    let text = page.script(
        "return navigator.storage.getDirectory()
            .then((folder) => folder.getFileHandle('workspace.dateline.json'))
            .then((file) => file.getFile()).then((file) => file.text()).catch(() => '')",
        json!([]),
    );
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_file_on_disk_follows_every_change_also_after_a_reload_and_until_it_is_let_go() {
    let page = App::open();
    page.script(CHOOSES_A_FILE, json!([]));
    add(&page, OTHER);
    page.click("storage");
    page.click("file-pick");
    page.wait_to_read("file-kept", |text| text.contains("workspace.dateline.json"));
    page.until("the article in the file", || {
        file_on_disk(&page).contains("lighthouse").then_some(())
    });
    page.click("cupboard-close");
    add(&page, REPORT);
    mark_umbrella(&page);
    page.until("the edit in the file", || {
        file_on_disk(&page).contains(WEAPON).then_some(())
    });
    page.reload();
    page.select_words("garden");
    page.press('e');
    page.until("the edit after the reload in the file", || {
        file_on_disk(&page).contains("\"garden\"").then_some(())
    });
    page.click("storage");
    page.click("file-leave");
    page.wait_to_read("file-pick", |_| true);
    page.click("cupboard-close");
    let before = file_on_disk(&page);
    page.select_words("bridge");
    page.press('e');
    page.wait_until_saved();
    page.reload();
    page.click("storage");
    page.wait_to_read("file-pick", |_| true);
    assert_eq!(file_on_disk(&page), before);
    let file = page.file("workspace.dateline.json", before);
    page.click("forget");
    page.click("forget-yes");
    page.wait_to_read("forgotten", |_| true);
    let other = App::open();
    other.choose(&[&file]);
    other.until("what the file kept", || other.mark("garden"));
}
