//! Chromium and its driver, for the tests that need a real browser.

use crate::shell::{self, Failure, find_program, in_root, step};
use std::path::PathBuf;

const BROWSERS: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
];
/// Where installers put browsers without telling `PATH`.
const BROWSER_PATHS: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
];
const DRIVERS: [&str; 2] = ["chromedriver", "msedgedriver"];

/// A browser and the driver that steers it.
#[derive(Debug)]
pub struct Browser {
    /// The browser's program.
    pub program: PathBuf,
    /// The program that steers it for a test.
    pub driver: PathBuf,
}

/// Finds a Chromium and its driver; on Debian, as root, installs them where they are missing.
///
/// # Errors
///
/// When one is missing and cannot be installed; the message says how to get it.
pub fn ready() -> Result<Browser, Failure> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    if find_program(&["apt-get"]).is_some() && is_root() {
        install_on_debian()?;
    }
    find().ok_or_else(|| {
        Failure::new(
            "the browser tests need Chromium, Chrome or Edge and the chromedriver of the same version on PATH: \
             `sudo apt-get install chromium chromium-driver` on Debian, `brew install --cask chromium chromedriver` \
             on macOS, https://googlechromelabs.github.io/chrome-for-testing/ elsewhere",
        )
    })
}

fn find() -> Option<Browser> {
    let installed = || {
        BROWSER_PATHS
            .iter()
            .map(PathBuf::from)
            .find(|path| path.is_file())
    };
    Some(Browser {
        program: find_program(&BROWSERS).or_else(installed)?,
        driver: find_program(&DRIVERS)?,
    })
}

fn install_on_debian() -> Result<(), Failure> {
    step(
        "Refreshing Debian's package lists (some seconds)",
        in_root("apt-get").args(["update", "-qq"]),
    )?;
    step(
        "Installing Chromium and its driver with apt-get (100 MB, about a minute)",
        in_root("apt-get")
            .args([
                "install",
                "-qq",
                "-y",
                "--no-install-recommends",
                "chromium",
                "chromium-driver",
            ])
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn is_root() -> bool {
    shell::output_of(in_root("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
