//! The service: wiring, command line, HTTP, and the playground.

pub mod playground;
