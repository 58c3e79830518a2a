//! Temporal and numeric expressions and their values.
