//! The site stays when the network goes, is installed where it can be, and changes only when the person agrees. What
//! drives this is Chromium's own; `cargo xtask test` runs it there alone.

use crate::{
    app::{App, Origin, dist},
    browser::Setup,
    importing::document,
    texts::{OTHER, REPORT},
};
use serde_json::json;
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process,
};

/// A copy of the site, which goes when the test ends.
struct Copy(PathBuf);

impl Copy {
    /// In a folder of its own, or one inside that.
    fn new(name: &str, inside: &str) -> Self {
        let top = env::temp_dir().join(format!("dateline-{name}-{}", process::id()));
        copy(&dist().join("site"), &top.join(inside)).expect("the site can be copied");
        Self(top)
    }

    /// Turns it into another build of the same page.
    fn renew(&self, old: &str, new: &str) {
        for name in ["index.html", "sw.js"] {
            let file = self.0.join(name);
            let text = fs::read_to_string(&file).expect("the copy can be read");
            assert!(text.contains(old), "{name} names its build");
            fs::write(file, text.replace(old, new)).expect("the copy can be written");
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn build(page: &App) -> String {
    let build = page.script("return dateline.build", json!([]));
    build.as_str().unwrap_or_default().to_owned()
}

/// What was saved is there without a network, and texts and documents come in.
fn goes_on_without_a_network(page: &App) {
    page.wait_until_complete();
    page.paste(REPORT);
    page.wait_for_marks();
    page.wait_until_saved();
    page.cut_off();
    page.reload();
    let text = || Some(page.text()).filter(|text| !text.is_empty());
    assert_eq!(page.until("the text that was saved", text), REPORT);
    page.click("add");
    page.paste(OTHER);
    assert!(
        page.wait_for_marks()
            .iter()
            .any(|mark| mark.text == "Ghent")
    );
    page.choose(&[&document("en.docx")]);
    let text = fs::read_to_string(document("en.txt")).expect("the text of the document");
    page.until("the document", || {
        (page.text() == text.trim_end()).then_some(())
    });
    page.wait_for_marks();
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn after_the_first_visit_the_site_needs_no_network() {
    let page = App::open();
    page.wait_to_read("network", |text| text == "Works offline");
    goes_on_without_a_network(&page);
    page.devtools(
        "Network.emulateNetworkConditions",
        json!({
            "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0
        }),
    );
    page.wait_to_read("network", |text| text == "Offline");
    page.forgive_troubles();
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_site_works_in_a_folder_of_its_server() {
    let copy = Copy::new("folder", "tools/dateline");
    let page = App::open_from(Origin::Site, &copy.0, "tools/dateline/", Setup::default());
    goes_on_without_a_network(&page);
    page.forgive_troubles();
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn a_newer_version_waits_until_the_person_agrees() {
    let copy = Copy::new("newer", "");
    let page = App::open_from(Origin::Site, &copy.0, "", Setup::default());
    page.wait_until_complete();
    page.paste(REPORT);
    page.wait_for_marks();
    page.wait_until_saved();
    let old = build(&page);
    copy.renew(&old, "0newest0");
    page.reload();
    page.wait_to_read("message", |text| text.contains("newer version"));
    assert_eq!(build(&page), old, "nobody has agreed");
    page.reload();
    page.wait_to_read("message", |text| text.contains("newer version"));
    assert_eq!(build(&page), old, "nor by loading the page again");
    page.click("remedy");
    page.until("the newer version", || {
        (build(&page) == "0newest0").then_some(())
    });
    assert_eq!(
        page.until("the text that was saved", || Some(page.text())
            .filter(|text| !text.is_empty())),
        REPORT
    );
    page.press('?');
    page.wait_to_read("version", |text| text.ends_with("0newest0"));
}

#[test]
#[ignore = "needs a browser: cargo xtask test e2e"]
fn the_site_can_be_installed() {
    let page = App::open();
    page.wait_until_complete();
    let manifest = page.devtools("Page.getAppManifest", json!({}));
    assert_eq!(manifest["errors"], json!([]), "{manifest}");
    let refusals = page.devtools("Page.getInstallabilityErrors", json!({}));
    assert_eq!(refusals["installabilityErrors"], json!([]));
}
