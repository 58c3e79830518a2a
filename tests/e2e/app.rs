//! The page as a person meets it: what can be seen, and what can be done with keys, mouse and files.
//!
//! Each [`App`] is a browser of its own with an empty profile and a server of its own for the built page. Waiting is
//! always for something, with a deadline; a test that fails leaves a screenshot, the page and the console in
//! `target/e2e/`, and an error in the console fails the test that caused it.

use crate::{
    browser::{Browser, Setup},
    driver::{Driver, Element},
    home::Home,
    keys,
    outside::Outside,
};
use base64::Engine;
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    cell::Cell,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};
use xtask::site::Site;

/// How long anything may take before it counts as never.
const DEADLINE: Duration = Duration::from_mins(1);
/// How often is looked.
const INTERVAL: Duration = Duration::from_millis(20);
const SELDOM: Duration = Duration::from_millis(500);
/// Scripts that run in the page.
const SCRIPTS: &str = include_str!("page.js");

/// A mark as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Mark {
    /// In UTF-8 bytes of the article.
    pub start: usize,
    /// In UTF-8 bytes of the article, exclusive.
    pub end: usize,
    pub label: String,
    /// `suggested`, `uncertain` or `confirmed`.
    pub state: String,
    /// The words on screen.
    pub text: String,
    pub selected: bool,
}

/// A place on the screen, in CSS pixels of the viewport.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// What the page is opened from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The folder, over a server.
    Site,
    /// The one file, from the disk.
    File,
}

/// The page in a browser.
pub struct App {
    browser: Browser,
    driver: Driver,
    setup: Setup,
    site: Site,
    outside: Outside,
    home: Home,
    /// How often the page had shown marks when text was last given to it.
    shown_before: Cell<usize>,
}

impl App {
    /// Opens the page in a fresh browser and waits until it takes text.
    pub fn open() -> Self {
        Self::open_with(Setup::default())
    }

    /// As [`App::open`], in a browser that is set up in another way.
    pub fn open_with(setup: Setup) -> Self {
        Self::open_from(Origin::Site, &dist().join("site"), "", setup)
    }

    /// As [`App::open`], from one of the two places that the page can come from.
    pub fn open_at(origin: Origin) -> Self {
        Self::open_from(origin, &dist().join("site"), "", Setup::default())
    }

    /// As [`App::open`], with another folder behind the server, and the page at a path in it.
    pub fn open_from(origin: Origin, folder: &Path, path: &str, setup: Setup) -> Self {
        let (home, outside, browser) = (Home::new(), Outside::new(), Browser::of_these_tests());
        let setup = Setup {
            profile: home.profile(),
            downloads: home.downloads(),
            proxy_port: Some(outside.port()),
            ..setup
        };
        let site = Site::open(folder, 0).expect("a free port");
        let app = Self {
            browser,
            driver: Driver::start(browser, &setup),
            setup,
            site,
            outside,
            home,
            shown_before: Cell::new(0),
        };
        let url = match origin {
            Origin::Site => format!("{}{path}", app.site.url()),
            Origin::File => format!("file://{}", dist().join("dateline.html").display()),
        };
        if browser != Browser::Chromium {
            let size = json!({ "width": 1440, "height": 900 });
            app.driver.send("POST", "/window/rect", size);
        }
        app.go_to(&url);
        app.wait_until_ready();
        app
    }

    /// Leaves the page for an address; whether anybody answers there is no matter.
    pub fn go_to(&self, url: &str) {
        self.driver
            .try_send("POST", "/url", json!({ "url": url }))
            .ok();
    }

    /// Has the server answer nobody any more.
    pub fn cut_off(&self) {
        self.site.close();
    }

    /// Loads the page again, as after closing and opening the tab.
    pub fn reload(&self) {
        self.fail_on_troubles();
        self.driver.send("POST", "/refresh", json!({}));
        self.shown_before.set(0);
        self.wait_until_ready();
    }

    /// Opens the page in a second tab and goes there; returns both tabs, this one first.
    pub fn open_second_tab(&self) -> [String; 2] {
        let handle = |value: &Value| value.as_str().expect("a handle").to_owned();
        let first = handle(&self.driver.send("GET", "/window", Value::Null));
        let new = self
            .driver
            .send("POST", "/window/new", json!({ "type": "tab" }));
        let second = handle(&new["handle"]);
        self.show_tab(&second);
        self.driver
            .send("POST", "/url", json!({ "url": self.site.url() }));
        self.shown_before.set(0);
        self.wait_until_ready();
        [first, second]
    }

    /// Goes to a tab.
    pub fn show_tab(&self, handle: &str) {
        self.driver
            .send("POST", "/window", json!({ "handle": handle }));
    }

    /// Gives a file to the file picker of this name.
    pub fn choose_in(&self, name: &str, file: &Path) {
        let picker = self.find(name);
        self.driver.type_into(&picker, &file.display().to_string());
    }

    /// Ends the browser as a crash would, and opens the page again in another one on the same profile.
    pub fn kill_and_reopen(&mut self) {
        let profile = self.home.profile();
        for process in browsers_of(&profile) {
            Command::new("kill").args(["-9", &process]).status().ok();
        }
        for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
            fs::remove_file(profile.join(lock)).ok();
        }
        self.driver = Driver::start(self.browser, &self.setup);
        self.driver
            .send("POST", "/url", json!({ "url": self.site.url() }));
        self.shown_before.set(0);
        self.wait_until_ready();
    }

    /// Runs a script before the page's own whenever it is loaded; returns what takes that back.
    pub fn before_load(&self, script: &str) -> String {
        let added = self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        );
        added["identifier"]
            .as_str()
            .expect("an identifier")
            .to_owned()
    }

    /// Takes a script back.
    pub fn forget_before_load(&self, script: &str) {
        self.devtools(
            "Page.removeScriptToEvaluateOnNewDocument",
            json!({ "identifier": script }),
        );
    }

    /// As [`App::reload`], for a page that is not to get ready.
    pub fn reload_without_waiting(&self) {
        self.driver.send("POST", "/refresh", json!({}));
    }

    /// Waits until the page has asked for all that it ever asks for.
    pub fn wait_until_complete(&self) {
        self.until("the page to be complete", || {
            (self.times("dateline:complete") > 0).then_some(())
        });
    }

    /// Goes to another file of the site; the page is left.
    pub fn visit(&self, file: &str) {
        let url = format!("{}{file}", self.site.url());
        self.driver.send("POST", "/url", json!({ "url": url }));
    }

    fn wait_until_ready(&self) {
        self.until("the page to be ready", || {
            (self.times("dateline:complete") > 0).then_some(())
        });
    }

    // Text in

    /// Pastes text into the place for it.
    pub fn paste(&self, text: &str) {
        self.expect_text();
        self.call("paste", json!([self.find("paste").to_json(), text]));
    }

    /// Pastes HTML, and the same as text, as from another page.
    pub fn paste_html(&self, html: &str, text: &str) {
        self.expect_text();
        self.call("paste", json!([self.find("paste").to_json(), text, html]));
    }

    /// As [`App::paste`]; returns the milliseconds until the first frame that shows the marks of the whole text.
    pub fn paste_and_time(&self, text: &str) -> f64 {
        self.expect_text();
        self.call("pasteAndTime", json!([self.find("paste").to_json(), text]))
            .as_f64()
            .expect("a time")
    }

    /// Makes a file that the page can open.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.files().join(name);
        fs::write(&path, content).expect("the folder of files can be written");
        path
    }

    /// Chooses files in the page's file picker.
    pub fn choose(&self, files: &[&Path]) {
        self.expect_text();
        let picker = self.until("a file picker", || {
            let picker = self.driver.find("input[type=file]").into_iter().next();
            if picker.is_none() && self.read("add").is_some() {
                self.click("add");
            }
            picker
        });
        let paths: Vec<String> = files
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        self.driver.type_into(&picker, &paths.join("\n"));
    }

    /// Drops files with text on the page.
    pub fn drop_text(&self, files: &[(&str, &str)]) {
        self.expect_text();
        self.call("drop", json!([files]));
    }

    fn expect_text(&self) {
        self.shown_before.set(self.times("dateline:marks-shown"));
    }

    /// Waits until the machine's marks are on the text given last.
    pub fn wait_for_marks(&self) -> Vec<Mark> {
        let before = self.shown_before.get();
        self.until("marks", || {
            (self.times("dateline:marks-shown") > before).then_some(())
        });
        self.marks()
    }

    // What can be seen

    /// The text of the open article.
    pub fn text(&self) -> String {
        self.call("text", json!([]))
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The marks of the open article, in the order of the text.
    pub fn marks(&self) -> Vec<Mark> {
        serde_json::from_value(self.call("marks", json!([]))).expect("marks carry their data")
    }

    /// The first mark with these words.
    pub fn mark(&self, words: &str) -> Option<Mark> {
        self.marks().into_iter().find(|mark| mark.text == words)
    }

    /// The mark that is selected.
    pub fn selected(&self) -> Option<Mark> {
        self.marks().into_iter().find(|mark| mark.selected)
    }

    /// What the browser has selected.
    pub fn selected_text(&self) -> String {
        self.script("return getSelection().toString()", json!([]))
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The words of the first element of this name; none when it is not there or not visible.
    pub fn read(&self, name: &str) -> Option<String> {
        self.call("read", json!([name])).as_str().map(str::to_owned)
    }

    /// An attribute of the first visible element of this name, or the `value` of a field.
    pub fn attribute(&self, name: &str, key: &str) -> Option<String> {
        self.call("attribute", json!([name, key]))
            .as_str()
            .map(str::to_owned)
    }

    /// The words of all elements of this name.
    pub fn read_all(&self, name: &str) -> Vec<String> {
        serde_json::from_value(self.call("readAll", json!([name]))).expect("a list of texts")
    }

    /// Waits until an element of this name says something that fits.
    pub fn wait_to_read(&self, name: &str, fits: impl Fn(&str) -> bool) -> String {
        let last = Cell::new(None);
        let what = format!("`{name}` to say something else");
        self.until_or(
            &what,
            || format!("it says {:?}", last.take()),
            || {
                let text = self.read(name);
                last.set(text.clone());
                text.filter(|text| fits(text))
            },
        )
    }

    // What can be done

    /// Clicks the middle of the first visible element of this name.
    pub fn click(&self, name: &str) {
        self.click_selector(&selector(name));
    }

    /// Clicks the middle of the first element that matches and can be clicked.
    pub fn click_selector(&self, selector: &str) {
        let reason = Cell::new(String::new());
        self.until_or(
            &format!("`{selector}` to take a click"),
            || reason.take(),
            || {
                let elements = self.driver.find(selector);
                elements.iter().find_map(|element| {
                    self.driver
                        .click(element)
                        .map_err(|error| reason.set(error))
                        .ok()
                })
            },
        );
    }

    /// Types text where the focus is.
    pub fn type_text(&self, text: &str) {
        self.press_all(&text.chars().collect::<Vec<_>>());
    }

    /// Empties the field of this name, types into it and leaves it with Enter.
    pub fn fill(&self, name: &str, text: &str) {
        self.click(name);
        self.chord(&[keys::CONTROL], 'a');
        self.type_text(text);
        self.press(keys::ENTER);
    }

    /// Gives a date field a value; what is typed into one depends on the browser's language.
    pub fn set_date(&self, name: &str, date: &str) {
        self.call("setValue", json!([self.find(name).to_json(), date]));
    }

    /// Chooses an option of a drop-down field by its value.
    pub fn choose_option(&self, name: &str, value: &str) {
        self.click_selector(&format!("{} option[value=\"{value}\"]", selector(name)));
    }

    /// Presses a key.
    pub fn press(&self, key: char) {
        self.chord(&[], key);
    }

    /// Presses keys one after the other.
    pub fn press_all(&self, all: &[char]) {
        self.driver.act(keys::presses(&[], all));
    }

    /// Presses a key while others are held.
    pub fn chord(&self, held: &[char], key: char) {
        self.driver.act(keys::presses(held, &[key]));
    }

    /// Goes on to the next field or button, unless this one has the keyboard.
    pub fn focus_by_tab(&self, name: &str) -> Option<()> {
        let focused = "return document.activeElement?.dataset.testid ?? null";
        if self.script(focused, json!([])) == name {
            return Some(());
        }
        self.press(keys::TAB);
        None
    }

    /// Does something that has the machine read the article again, and waits for its marks.
    pub fn again(&self, act: impl FnOnce(&Self)) -> Vec<Mark> {
        self.expect_text();
        act(self);
        self.wait_for_marks()
    }

    /// Selects the first occurrence of words in the article by dragging the mouse over them.
    pub fn select_words(&self, words: &str) {
        let [from, to] = self.ends(words);
        self.drag(from, to);
    }

    /// Clicks the first occurrence of words in the article.
    pub fn click_words(&self, words: &str) {
        let [from, to] = self.ends(words);
        let middle = Point {
            x: f64::midpoint(from.x, to.x),
            y: from.y,
        };
        self.pointer(&[("move", middle), ("down", middle), ("up", middle)]);
    }

    /// Where the first occurrence of words in the article begins and ends on the screen, after scrolling there.
    pub fn ends(&self, words: &str) -> [Point; 2] {
        let ends = self.call("ends", json!([words]));
        serde_json::from_value(ends)
            .unwrap_or_else(|_| panic!("the article does not say {words:?}: {}", self.text()))
    }

    /// The middle of the first visible element that matches.
    pub fn middle(&self, selector: &str) -> Point {
        self.until(&format!("`{selector}` on screen"), || {
            serde_json::from_value(self.call("middle", json!([selector]))).ok()
        })
    }

    /// Drags the mouse from one place to another.
    pub fn drag(&self, from: Point, to: Point) {
        let between = Point {
            x: f64::midpoint(from.x, to.x),
            y: f64::midpoint(from.y, to.y),
        };
        self.pointer(&[
            ("move", from),
            ("down", from),
            ("move", between),
            ("move", to),
            ("up", to),
        ]);
    }

    /// Presses the mouse at one place and moves it to another, without letting go.
    pub fn press_and_move(&self, from: Point, to: Point) {
        self.pointer(&[("move", from), ("down", from), ("move", to)]);
    }

    /// Lets the mouse go where it is.
    pub fn release(&self) {
        self.pointer(&[("up", Point { x: 0.0, y: 0.0 })]);
    }

    /// Taps the first occurrence of words in the article with a finger.
    pub fn tap_words(&self, words: &str) {
        let [from, to] = self.ends(words);
        let middle = Point {
            x: f64::midpoint(from.x, to.x),
            y: from.y,
        };
        self.point(
            "touch",
            &[("move", middle), ("down", middle), ("up", middle)],
        );
    }

    /// Selects words as the browser does for a finger, whose own handles no test can reach.
    pub fn select_by_touch(&self, words: &str) {
        self.call("select", json!([words]));
    }

    fn pointer(&self, moves: &[(&str, Point)]) {
        self.point("mouse", moves);
    }

    fn point(&self, pointer: &str, moves: &[(&str, Point)]) {
        let action = |(kind, Point { x, y }): &(&str, Point)| match *kind {
            "down" => json!({ "type": "pointerDown", "button": 0 }),
            "up" => json!({ "type": "pointerUp", "button": 0 }),
            _ => json!({ "type": "pointerMove", "duration": 20, "x": x.round(), "y": y.round() }),
        };
        let actions: Vec<Value> = moves.iter().map(action).collect();
        self.driver.act(json!([{
            "type": "pointer", "id": pointer, "parameters": { "pointerType": pointer }, "actions": actions
        }]));
    }

    /// Does something that downloads an export, and returns all of the file: the browser makes it under its name before
    /// it has its content, and every export ends with a closing brace on a line of its own.
    pub fn download(&self, act: impl FnOnce(&Self)) -> Vec<u8> {
        self.download_ending(b"\n}\n", act)
    }

    /// The same for a file that ends otherwise.
    pub fn download_ending(&self, end: &[u8], act: impl FnOnce(&Self)) -> Vec<u8> {
        let before = self.home.downloaded();
        act(self);
        self.until("a whole download", || {
            let downloaded = self.home.downloaded();
            let new = downloaded.iter().find(|file| !before.contains(file))?;
            fs::read(new).ok().filter(|content| content.ends_with(end))
        })
    }

    /// What stands in the clipboard.
    pub fn clipboard(&self) -> String {
        let permission = json!({ "descriptor": { "name": "clipboard-read" }, "state": "granted" });
        self.driver.send("POST", "/permissions", permission);
        let text = self.driver.send(
            "POST",
            "/execute/sync",
            json!({
                "script": "return navigator.clipboard.readText()", "args": []
            }),
        );
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until all that is on screen is stored.
    pub fn wait_until_saved(&self) {
        self.until("`Saved`", || {
            (self.attribute("save-state", "data-saved")? == "yes").then_some(())
        });
    }

    // What the page did

    /// Sends a command of Chromium's developer tools.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.driver.send("POST", "/goog/cdp/execute", body)
    }

    /// The paths that were asked of the page's server.
    pub fn requests(&self) -> Vec<String> {
        self.site.requests()
    }

    /// All addresses that the page itself, not the browser, has asked for since this was read last, as far as the
    /// browser tells; only Chromium does.
    pub fn network(&self) -> Vec<String> {
        if self.browser != Browser::Chromium {
            return Vec::new();
        }
        let entries = self.driver.log("performance");
        let events = entries.iter().filter_map(|entry| entry["message"].as_str());
        let events = events.filter_map(|event| serde_json::from_str::<Value>(event).ok());
        let sent = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
        let urls = sent.filter_map(|event| {
            event["message"]["params"]["request"]["url"]
                .as_str()
                .map(str::to_owned)
        });
        urls.filter(|url| url.starts_with("http") || url.starts_with("ws"))
            .collect()
    }

    /// All addresses that the page has loaded something from, as the page itself can tell.
    pub fn resources(&self) -> Vec<String> {
        let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((name) => !name.startsWith('blob:') && !name.startsWith('data:'))";
        serde_json::from_value(self.script(script, json!([]))).expect("a list of addresses")
    }

    /// Whether anything reached a host outside this machine.
    pub fn reached(&self, host: &str) -> bool {
        self.outside.calls().iter().any(|call| call.contains(host))
    }

    /// Passes over what went wrong until now: the test has caused it.
    pub fn forgive_troubles(&self) {
        self.troubles();
    }

    /// When each of the page's performance marks of this name was set, in milliseconds since navigation.
    pub fn moments(&self, name: &str) -> Vec<f64> {
        serde_json::from_value(self.call("moments", json!([name]))).expect("a list of times")
    }

    fn times(&self, name: &str) -> usize {
        self.moments(name).len()
    }

    /// What is on screen, as PNG.
    pub fn picture(&self) -> Vec<u8> {
        let picture = self.driver.send("GET", "/screenshot", Value::Null);
        base64::prelude::BASE64_STANDARD
            .decode(picture.as_str().unwrap_or_default())
            .expect("a picture comes in Base64")
    }

    /// What the page's process holds in memory, in MB; as [`Driver::memory_mb`].
    pub fn memory_mb(&self) -> Option<u64> {
        self.driver.memory_mb()
    }

    /// Runs the body of a JavaScript function in the page.
    pub fn script(&self, body: &str, arguments: Value) -> Value {
        self.driver.script(body, arguments)
    }

    /// Waits for something to happen; what it is called says the failure.
    pub fn until<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        self.until_or(what, String::new, look)
    }

    /// As [`App::until`], for what takes long; it is looked for seldom, so that looking takes nothing from it.
    pub fn until_within<T>(
        &self,
        deadline: Duration,
        what: &str,
        mut look: impl FnMut() -> Option<T>,
    ) -> T {
        let start = Instant::now();
        loop {
            thread::sleep(SELDOM);
            if let Some(seen) = look() {
                return seen;
            }
            assert!(start.elapsed() < deadline, "waited {deadline:?} for {what}");
        }
    }

    fn until_or<T>(
        &self,
        what: &str,
        state: impl Fn() -> String,
        mut look: impl FnMut() -> Option<T>,
    ) -> T {
        let start = Instant::now();
        loop {
            if let Some(seen) = look() {
                return seen;
            }
            assert!(
                start.elapsed() < DEADLINE,
                "waited {DEADLINE:?} for {what}; {}",
                state()
            );
            thread::sleep(INTERVAL);
        }
    }

    fn find(&self, name: &str) -> Element {
        self.until(&format!("`{name}`"), || {
            self.driver.find(&selector(name)).into_iter().next()
        })
    }

    fn call(&self, function: &str, arguments: Value) -> Value {
        self.driver.script(
            &format!("{SCRIPTS}\nreturn {function}(...arguments);"),
            arguments,
        )
    }

    /// What went wrong since this was read last: refusals of the policy, unhandled rejections, and errors.
    fn troubles(&self) -> Vec<String> {
        let script = "return globalThis.dateline?.troubles.splice(0) ?? []";
        let noted = self
            .driver
            .try_script(script, json!([]))
            .unwrap_or_default();
        let mut troubles: Vec<String> = serde_json::from_value(noted).unwrap_or_default();
        if self.browser == Browser::Chromium {
            let entries = self.driver.log("browser");
            let errors = entries.iter().filter(|entry| entry["level"] == "SEVERE");
            let messages = errors.map(|entry| entry["message"].as_str().unwrap_or_default());
            troubles.extend(messages.map(str::to_owned));
        }
        troubles
    }

    fn fail_on_troubles(&self) {
        let troubles = self.troubles();
        if !troubles.is_empty() {
            self.keep_evidence();
            panic!("things went wrong in the page:\n{}", troubles.join("\n"));
        }
    }

    fn keep_evidence(&self) {
        let name = thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        let folder = evidence_folder();
        let keep = |extension: &str, content: &[u8]| {
            let file = folder.join(format!("{name}.{extension}"));
            match fs::create_dir_all(&folder).and_then(|()| fs::write(&file, content)) {
                Ok(()) => eprintln!("see {}", file.display()),
                Err(error) => eprintln!("{}: {error}", file.display()),
            }
        };
        let picture = self
            .driver
            .try_send("GET", "/screenshot", Value::Null)
            .unwrap_or_default();
        let picture = base64::prelude::BASE64_STANDARD.decode(picture.as_str().unwrap_or_default());
        keep("png", &picture.unwrap_or_default());
        let page = self
            .driver
            .try_send("GET", "/source", Value::Null)
            .unwrap_or_default();
        keep("html", page.as_str().unwrap_or_default().as_bytes());
        keep("troubles.txt", self.troubles().join("\n").as_bytes());
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if thread::panicking() {
            return self.keep_evidence();
        }
        self.fail_on_troubles();
    }
}

/// The processes of the browsers that use a profile.
fn browsers_of(profile: &Path) -> Vec<String> {
    let flag = format!("--user-data-dir={}", profile.display());
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ours = |process: &fs::DirEntry| {
        let line = fs::read(process.path().join("cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0)
            .any(|argument| argument == flag.as_bytes())
    };
    let ours = processes.filter(ours);
    ours.map(|process| process.file_name().to_string_lossy().into_owned())
        .collect()
}

fn selector(name: &str) -> String {
    format!("[data-testid=\"{name}\"]")
}

/// Where screenshots of failures and figures of measurements go.
pub fn evidence_folder() -> PathBuf {
    env::var_os("DATELINE_EVIDENCE").map_or_else(|| PathBuf::from("target/e2e"), PathBuf::from)
}

/// The folder in which the page is published.
pub fn dist() -> PathBuf {
    let dist = env::var_os("DATELINE_DIST").map_or_else(|| PathBuf::from("dist"), PathBuf::from);
    assert!(
        dist.join("site/index.html").is_file(),
        "no page in {}; run `cargo xtask test e2e`",
        dist.display()
    );
    dist
}
