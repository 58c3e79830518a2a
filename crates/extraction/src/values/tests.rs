//! What the grammar must read: tables of marked sentences, spelled numbers, written days.

mod days;
mod marked;
mod numbers;
mod text;
