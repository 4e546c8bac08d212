//! The local analysis from outside: models that are made and measured, and what a reading costs in memory.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod allocations;
mod intents;
mod models;
mod shipped;
