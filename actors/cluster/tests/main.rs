//! The cluster's coordination against real NATS servers.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod claims;
mod connection;
mod failover;
mod layout;
mod membership;
mod nats;
mod snapshots;
mod support;
mod three_servers;
mod updates;
