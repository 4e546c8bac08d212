//! What operators need while the bot runs: backups, housekeeping, alarms, privacy and imports.
//!
//! It knows all stores and the conversation, but not how answers are worded. Begin with [`housekeeping::Housekeeping`]
//! for an actor that works by itself, and with [`importing`] for one that is ordered.

pub mod alarms;
pub mod backup;
pub mod databases;
pub mod housekeeping;
pub mod importing;
pub mod people;
pub mod privacy;
pub mod receiving;
pub mod resharding;
pub mod stores;
