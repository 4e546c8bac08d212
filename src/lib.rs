//! The service: wiring, command line, settings and what an operator sees.
//!
//! Begin with [`app`], which starts and stops the parts, or with [`cli`].

pub mod app;
pub mod cli;
pub mod config;
pub mod dashboard;
pub mod data_dir;
pub mod descriptors;
pub mod exit;
pub mod http;
pub mod insight;
pub mod lifecycle;
pub mod owner_only;
#[cfg(test)]
#[path = "../tests/support/redirect.rs"]
mod redirect;
pub mod running;
pub mod telemetry;
pub mod understanding;
pub mod version;
