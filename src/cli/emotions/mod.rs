//! Models of emotions: how one is made, and how well it does.

pub mod evaluate;
mod labelled;
pub mod train;
