//! Profiles over a real database file.

mod choices;
mod handle;
mod hostile;
mod kept;
mod laws;
mod learning;
mod rig;
mod speed;
