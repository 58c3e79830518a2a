//! The page in a real browser, used as a person would use it. Run by `cargo xtask test e2e`, which builds the page and
//! sees to the browser; a plain `cargo test` passes these tests over.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where it cannot go on"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "JSON is made where it is passed"
)]
#![allow(clippy::unused_self, reason = "`page.until(…)` reads as what it is")]
#![allow(unreachable_pub, reason = "everything here is for the tests beside it")]

mod app;
mod bench;
mod browser;
mod correcting;
mod desk;
mod driver;
mod editing;
mod editor;
mod everywhere;
mod exchange;
mod home;
mod hostile;
mod importing;
mod journeys;
mod keeping;
mod keys;
mod offline;
mod outside;
mod privacy;
mod smoke;
mod texts;
mod torture;
mod views;
mod working;
