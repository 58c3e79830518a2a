//! Dateline on the command line.

fn main() {}
