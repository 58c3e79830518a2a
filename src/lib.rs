//! The page: a Yew app that shows articles with their marks and lets a person correct them.
//!
//! What can be decided without a browser is decided in `crates/`; here is what is seen, what is
//! typed, what is stored, and the two ends of the workers in which the extraction runs and files are read.
//!
//! | part | module |
//! |---|---|
//! | what is open, selected and undone; no web in it | [`session`] |
//! | what comes in, and what is asked about it | [`importing`] |
//! | how much was done today | [`today`] |
//! | what a newcomer tries first, and on what | [`tour`], [`samples`] |
//! | which key does what, and what is typed ahead of a field | [`keys`], [`ahead`] |
//! | what the page says, in three languages | [`locale`] |
//! | the component that ties all together | [`app`], [`view`] |
//! | the workers: messages, the page's end, their own end, what is exported | [`protocol`], [`engine`], [`worker`], [`exporting`] |
//! | keeping the workspace, across tabs | [`keeper`], [`vault`], [`channel`] |
//! | the browser: events, pointer, local storage, selection, what floats over the text, files | [`listeners`], [`mod@pointer`], [`storage`], [`dom`], [`overlay`], [`files`] |
//! | where the page came from: a site or one file | [`boot`] |

pub mod ahead;
pub mod app;
pub mod boot;
pub mod channel;
pub mod disk;
pub mod dom;
pub mod engine;
pub mod exporting;
pub mod files;
pub mod importing;
pub mod keeper;
pub mod keys;
pub mod listeners;
pub mod locale;
pub mod overlay;
pub mod pointer;
pub mod protocol;
pub mod refusal;
pub mod samples;
pub mod session;
pub mod storage;
pub mod today;
pub mod tour;
pub mod vault;
pub mod view;
pub mod worker;
