//! The service as a whole: the real binary, real SQLite files, the real client, against a Bot API served by the
//! playground. Only Telegram is not real.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod admin;
mod alarms;
mod answers;
mod backups;
mod birthdays;
mod buttons;
mod crash;
mod dashboard;
mod deploy;
mod digest;
mod doctor;
mod engine;
mod ephemeral;
mod evening;
mod failpoints;
mod faults;
mod favours;
mod feedback;
mod groups;
mod hostile;
mod hush;
mod isolation;
mod language;
mod large;
mod life;
mod llm;
mod machine;
mod manager;
mod manners;
mod memory;
mod order;
mod orders;
mod overload;
mod pictures;
mod privacy;
mod proxies;
mod reactions;
mod readiness;
mod rebuild;
mod recall;
mod recalled;
mod reminders;
mod rig;
mod sent_history;
mod settings;
mod spam;
mod speed;
#[path = "../support/llm.rs"]
mod stand_in;
mod streaming;
mod traces;
mod understanding;
mod webhook;
mod words;
