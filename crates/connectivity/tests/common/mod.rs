//! What the tests and the benchmark of the Steiner core share: instances that look random, and exact optima.
#![allow(clippy::unwrap_used, dead_code, reason = "a test fails by panicking; each uses its part")]

pub mod exact;
pub mod made;
