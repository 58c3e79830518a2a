//! The browsers that the tests need, and the programs that drive them: found, or installed where that can be done.

use crate::{
    shell::{self, Failure, Outcome, find_program, in_root, step},
    tools,
};
use std::path::PathBuf;

const CHROMIUM: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
];
/// Where installers put browsers without telling `PATH`.
const CHROMIUM_PATHS: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
];
const CHROMIUM_DRIVERS: [&str; 2] = ["chromedriver", "msedgedriver"];
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];
const FIREFOX_PATHS: [&str; 2] = [
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
];
/// Debian's `WebKitGTK` brings a small browser that is made for tests, apart from `PATH`.
const WEBKIT_PATHS: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];

/// A browser that the page is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, Chrome or Edge; all tests run in it.
    Chromium,
    /// Firefox; the loop from text to export.
    Firefox,
    /// `WebKitGTK` on a screen that nobody sees; the same.
    WebKit,
}

/// Programs by the variables that the tests look for them in.
pub type Programs = Vec<(&'static str, PathBuf)>;

impl Browser {
    /// What the tests know it as.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Finds its programs; on Debian, as root, installs what is missing.
    ///
    /// # Errors
    ///
    /// When one is missing and cannot be installed; the message says how to get it.
    pub fn ready(self) -> Result<Programs, Failure> {
        if self.find().is_none() && find_program(&["apt-get"]).is_some() && is_root() {
            self.install()?;
        }
        self.find().ok_or_else(|| Failure::new(self.advice()))
    }

    /// Why a browser is not here and can't be installed by this process; `None` where [`Browser::ready`] is to be asked.
    pub fn missing(self) -> Option<&'static str> {
        let installable = find_program(&["apt-get"]).is_some() && is_root();
        (self.find().is_none() && !installable).then(|| self.advice())
    }

    fn find(self) -> Option<Programs> {
        let either = |names: &[&str], paths: &[&str]| {
            let installed = paths.iter().map(PathBuf::from).find(|path| path.is_file());
            find_program(names).or(installed)
        };
        let programs = match self {
            Self::Chromium => [
                ("CHROME", either(&CHROMIUM, &CHROMIUM_PATHS)),
                ("CHROMEDRIVER", find_program(&CHROMIUM_DRIVERS)),
            ]
            .to_vec(),
            Self::Firefox => [
                ("FIREFOX", either(&FIREFOX, &FIREFOX_PATHS)),
                ("GECKODRIVER", find_program(&["geckodriver"])),
            ]
            .to_vec(),
            Self::WebKit => [
                ("MINIBROWSER", either(&["MiniBrowser"], &WEBKIT_PATHS)),
                ("WEBKITDRIVER", find_program(&["WebKitWebDriver"])),
                ("XVFB", find_program(&["Xvfb"])),
            ]
            .to_vec(),
        };
        programs
            .into_iter()
            .map(|(variable, program)| Some((variable, program?)))
            .collect()
    }

    fn install(self) -> Outcome {
        match self {
            Self::Chromium => apt_get(
                "Chromium and its driver (100 MB)",
                &["chromium", "chromium-driver"],
            ),
            Self::Firefox => {
                if find_program(&FIREFOX).is_none() {
                    apt_get("Firefox (70 MB)", &["firefox-esr"])?;
                }
                // Debian's Firefox comes without its driver.
                if find_program(&["geckodriver"]).is_none() {
                    tools::geckodriver()?;
                }
                Ok(())
            }
            Self::WebKit => apt_get(
                "WebKitGTK, its driver and a screen that nobody sees (60 MB)",
                &["webkit2gtk-driver", "xvfb"],
            ),
        }
    }

    fn advice(self) -> &'static str {
        match self {
            Self::Chromium => {
                "the browser tests need Chromium, Chrome or Edge and the chromedriver of the same version on PATH: \
                 `sudo apt-get install chromium chromium-driver` on Debian, `brew install --cask chromium chromedriver` \
                 on macOS, https://googlechromelabs.github.io/chrome-for-testing/ elsewhere"
            }
            Self::Firefox => {
                "Firefox and geckodriver (`cargo install geckodriver`) are not both on PATH"
            }
            Self::WebKit => {
                "WebKitGTK's MiniBrowser, WebKitWebDriver and Xvfb are not all there; on Debian, `sudo apt-get install \
                 webkit2gtk-driver xvfb` brings them"
            }
        }
    }
}

fn apt_get(what: &str, packages: &[&str]) -> Outcome {
    step(
        "Refreshing Debian's package lists (some seconds)",
        in_root("apt-get").args(["update", "-qq"]),
    )?;
    step(
        &format!("Installing {what} with apt-get (about a minute)"),
        in_root("apt-get")
            .args(["install", "-qq", "-y", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn is_root() -> bool {
    shell::output_of(in_root("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
