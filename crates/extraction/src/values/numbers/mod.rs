//! Numbers in digits and in words, and what they count: money, shares, units.

pub(in crate::values) mod amount;
pub(in crate::values) mod amounts;
pub(in crate::values) mod countries;
pub(in crate::values) mod digits;
pub(in crate::values) mod measures;
pub(in crate::values) mod spell;
