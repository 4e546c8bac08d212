//! The memory over a real database file.

mod by_person;
mod edits;
mod forgetting;
mod handle;
mod kinds;
mod laws;
mod media;
mod mentions;
mod migration;
mod rig;
mod search;
mod speed;
mod stats;
