//! The actors of Balachka, floor upon floor; see ARCHITECTURE.md for who may know whom.

pub mod alarms;
pub mod analysis;
pub mod analyzer;
pub mod backup;
pub mod clock;
pub mod composer;
pub mod context;
pub mod conversation;
pub mod databases;
pub mod desktop;
pub mod discretion;
pub mod disk;
#[cfg(test)]
mod fixtures;
pub mod housekeeping;
pub mod importing;
pub mod journal;
pub mod live;
pub mod llm;
pub mod loopback;
pub mod metrics;
pub mod model;
mod panics;
pub mod persona;
pub mod personalization;
pub mod pictures;
pub mod privacy;
pub mod receiving;
#[cfg(test)]
#[path = "../../tests/support/redirect.rs"]
mod redirect;
pub mod runtime;
pub mod spontaneity;
pub mod sqlite;
pub mod store;
pub mod telegram;
pub mod text;
pub mod tls;
pub mod update;
pub mod voice;
pub mod zone;
