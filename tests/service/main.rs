//! The service as a whole: the real binary, real SQLite files, the real client, against a Bot API served by the
//! playground. Only Telegram is not real.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod answers;
mod crash;
mod engine;
mod failpoints;
mod faults;
mod hostile;
mod life;
mod memory;
mod overload;
mod reactions;
mod rebuild;
mod rig;
mod settings;
mod speed;
mod understanding;
