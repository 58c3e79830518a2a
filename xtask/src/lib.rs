//! The chores of this repository, run as `cargo xtask COMMAND`.
//!
//! The binary is a thin command line over these modules. [`site`] is public for one more reason: the end-to-end tests
//! serve the built page with the same server that `cargo xtask serve` uses.

pub mod browser;
pub mod chores;
pub mod examples;
pub mod extraction;
pub mod interop;
pub mod package;
pub mod page;
pub mod publish;
mod python;
pub mod shell;
pub mod site;
pub mod tools;
pub mod torture;
pub mod values;
