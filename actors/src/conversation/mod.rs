//! Decides what to answer, and keeps the outbox.

pub mod command;
pub mod decide;
pub mod request;
