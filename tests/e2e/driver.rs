//! A `WebDriver` session in a browser of its own, as far as these tests need the protocol.
//!
//! Everything is synchronous and everything fails loudly: a command that the browser refuses ends the test, unless it
//! was sent with [`Driver::try_send`]. See <https://www.w3.org/TR/webdriver2/>.

use crate::browser::{Browser, Programs, Setup};
use serde_json::{Value, json};
use std::{fs, time::Duration};

/// No command takes longer in a browser that still lives, but for what [`Setup::patience`] adds.
const COMMAND_TIMEOUT: Duration = Duration::from_secs(90);
/// A screenshot or a whole page is far below.
const LARGEST_ANSWER_BYTES: u64 = 256 << 20;
/// Under this key `WebDriver` hands out references to elements.
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A reference to an element of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(String);

impl Element {
    /// The form in which scripts take and return it.
    pub fn to_json(&self) -> Value {
        json!({ ELEMENT_KEY: self.0 })
    }

    fn from_json(value: &Value) -> Option<Self> {
        value[ELEMENT_KEY].as_str().map(|id| Self(id.to_owned()))
    }
}

/// The session, its browser and the programs that drive it; they end with this value.
pub struct Driver {
    programs: Programs,
    agent: ureq::Agent,
    session: String,
}

impl Driver {
    /// Starts a browser.
    pub fn start(browser: Browser, setup: &Setup) -> Self {
        let programs = browser.start(setup);
        let server = format!("http://127.0.0.1:{}", programs.port);
        let agent = ureq::Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .timeout_global(Some(COMMAND_TIMEOUT + setup.patience.unwrap_or_default()))
            .build()
            .into();
        let mut driver = Self {
            programs,
            agent,
            session: format!("{server}/session"),
        };
        let session = driver.send(
            "POST",
            "",
            json!({ "capabilities": { "alwaysMatch": browser.capabilities(setup) } }),
        );
        let id = session["sessionId"]
            .as_str()
            .expect("a new session has a number");
        driver.session = format!("{server}/session/{id}");
        driver
    }

    /// Sends a command to the session; the test fails where the browser refuses it.
    pub fn send(&self, method: &str, path: &str, body: Value) -> Value {
        self.try_send(method, path, body)
            .unwrap_or_else(|error| panic!("WebDriver {method} {path}: {error}"))
    }

    /// Sends a command to the session.
    ///
    /// # Errors
    ///
    /// The browser's reason to refuse it.
    pub fn try_send(&self, method: &str, path: &str, body: Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.session);
        let response = match method {
            "GET" => self.agent.get(url).call(),
            "DELETE" => self.agent.delete(url).call(),
            _ => self.agent.post(url).send(body.to_string()),
        };
        let mut response = response.map_err(|error| error.to_string())?;
        let body = response
            .body_mut()
            .with_config()
            .limit(LARGEST_ANSWER_BYTES)
            .read_to_string();
        let answer: Value = body
            .map_err(|error| error.to_string())
            .and_then(|body| serde_json::from_str(&body).map_err(|error| error.to_string()))?;
        let value = &answer["value"];
        match value["error"].as_str() {
            Some(error) if !response.status().is_success() => {
                let message = value["message"].as_str().unwrap_or_default();
                Err(format!(
                    "{error}: {}",
                    message.lines().next().unwrap_or_default()
                ))
            }
            _ => Ok(value.clone()),
        }
    }

    /// Runs the body of a JavaScript function in the page and returns what it returns.
    pub fn script(&self, body: &str, arguments: Value) -> Value {
        self.try_script(body, arguments)
            .unwrap_or_else(|error| panic!("script failed: {error}\n{body}"))
    }

    /// As [`Driver::script`].
    ///
    /// # Errors
    ///
    /// What the script threw.
    pub fn try_script(&self, body: &str, arguments: Value) -> Result<Value, String> {
        self.try_send(
            "POST",
            "/execute/sync",
            json!({ "script": body, "args": arguments }),
        )
    }

    /// The elements that a CSS selector matches, in document order.
    pub fn find(&self, selector: &str) -> Vec<Element> {
        let found = self.send(
            "POST",
            "/elements",
            json!({ "using": "css selector", "value": selector }),
        );
        found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Element::from_json)
            .collect()
    }

    /// Clicks the middle of an element, as a person would.
    ///
    /// # Errors
    ///
    /// When it is gone, hidden or covered by another.
    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.try_send("POST", &format!("/element/{}/click", element.0), json!({}))
            .map(drop)
    }

    /// Types into an element, or gives a file input the paths of files, one a line.
    pub fn type_into(&self, element: &Element, text: &str) {
        self.send(
            "POST",
            &format!("/element/{}/value", element.0),
            json!({ "text": text }),
        );
    }

    /// Lets input devices do what `actions` says.
    pub fn act(&self, actions: Value) {
        self.send("POST", "/actions", json!({ "actions": actions }));
    }

    /// What the largest of the browser's processes that draw pages holds in memory of its own, in MB; `None` where
    /// there is no `/proc`.
    pub fn memory_mb(&self) -> Option<u64> {
        let own = self.programs.id();
        let processes = fs::read_dir("/proc").ok()?.flatten();
        let renderers = processes.filter_map(|entry| {
            let number: u32 = entry.file_name().to_str()?.parse().ok()?;
            let command = fs::read_to_string(entry.path().join("cmdline")).ok()?;
            let kilobytes = status_of(number, "RssAnon:")?;
            (command.contains("--type=renderer") && descends(number, own))
                .then_some(kilobytes / 1024)
        });
        renderers.max()
    }

    /// What has been written to a log of the browser since it was read last.
    pub fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.send("POST", "/se/log", json!({ "type": kind }));
        entries.as_array().cloned().unwrap_or_default()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver ends the browser with the session; its programs are ended whatever it answers.
        self.try_send("DELETE", "", Value::Null).ok();
    }
}

/// A number of a process's status.
fn status_of(process: u32, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Whether a process was started by another, or by one that it started.
fn descends(process: u32, from: u32) -> bool {
    let parent = |number: &u32| u32::try_from(status_of(*number, "PPid:")?).ok();
    std::iter::successors(Some(process), parent).any(|number| number == from)
}
