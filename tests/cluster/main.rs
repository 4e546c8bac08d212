//! Several nodes of the real binary over real NATS servers, against a Bot API served by the playground. Only Telegram is not real.
//!
//! Where there is no nats-server (`NATS_SERVER`, `target/tools/bin`, the path) the tests say that they are skipped.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod basics;
mod clocks;
mod crowd;
mod disk;
mod equality;
mod faults;
mod heard;
mod load;
mod losses;
mod moves;
#[path = "../../actors/cluster/tests/nats/mod.rs"]
mod nats;
mod network;
mod operators;
mod people;
mod proxy;
mod rig;
mod snapshots;
mod stream;
mod trace;
mod transfer;
