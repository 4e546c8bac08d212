//! The analysis over a real database file.

mod cleaning;
mod clocks;
mod doubt;
mod edits;
mod handle;
mod laws;
mod migration;
mod periods;
mod rig;
mod speed;
mod sums;
