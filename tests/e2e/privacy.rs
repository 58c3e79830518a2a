//! Nothing leaves the browser.

use crate::{app::App, texts::REPORT};
use serde_json::json;

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn after_load_the_page_asks_nobody_for_anything() {
    let page = App::open();
    page.wait_until_complete();
    let loaded = page.requests();
    assert!(
        !page.network().is_empty(),
        "the browser's log tells of the requests that load the page"
    );
    page.paste(REPORT);
    page.wait_for_marks();
    page.select_words("umbrella");
    page.press('b');
    page.until("the new mark", || page.mark("umbrella"));
    page.download(|page| page.click("export"));
    assert_eq!(page.requests(), loaded);
    assert_eq!(page.network(), Vec::<String>::new());
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_policy_of_the_page_stops_what_would_leave_it() {
    let page = App::open();
    let tried = page.script(
        "const outside = 'http://outside.test';
         const failed = (promise) => promise.then(() => 'went out', () => 'stopped');
         const url = URL.createObjectURL(new Blob([
           `fetch('${outside}/worker').then(() => postMessage('went out'), () => postMessage('stopped'))`
         ]));
         const worker = new Worker(url);
         const image = new Image();
         return Promise.all([
           failed(fetch(outside + '/page')),
           new Promise((done) => { worker.onmessage = (event) => done(event.data); }),
           new Promise((done) => {
             image.onload = () => done('went out');
             image.onerror = () => done('stopped');
             image.src = outside + '/image';
           }),
         ])",
        json!([]),
    );
    assert_eq!(tried, json!(["stopped", "stopped", "stopped"]));
    assert!(!page.reached("outside.test"));
    page.forgive_troubles();
}
