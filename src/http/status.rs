//! `/` for operators: the state of the service in a few lines of text.

use std::fmt::Write;

use actix_web::{
    Responder, get,
    web::{Data, ServiceConfig},
};

use super::probes::reasons;
use crate::running::Running;

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(status);
}

#[get("/")]
async fn status(running: Data<Running>) -> impl Responder {
    let mut text = format!("Balachka {}\n\n", env!("CARGO_PKG_VERSION"));
    let reasons = reasons(&running);
    let ready = if reasons.is_empty() { "ready".to_owned() } else { format!("not ready: {}", reasons.join("; ")) };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{ready}\njournal: entry {}\n", running.journal.head().0);
    let _ = writeln!(text, "{:<14} {:>9} {:>8}", "actor", "in flight", "restarts");
    for actor in running.supervisor.states() {
        let _ = writeln!(text, "{:<14} {:>9} {:>8}", actor.name, actor.in_flight, actor.restarts);
    }
    text.push_str("\nMore: /readyz, /metrics\n");
    text
}
