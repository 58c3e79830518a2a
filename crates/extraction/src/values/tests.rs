//! What the grammar must read: spelled numbers, written days, any text; `tests/values.rs` has sentences.

mod days;
mod numbers;
mod text;
