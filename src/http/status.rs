//! `/status`: the state of the service in a few lines of text. It is `/` too where no other page is.

use std::fmt::Write;

use actix_web::{
    Responder,
    web::{self, Data, ServiceConfig},
};

use runtime::{WorkStatus, clock::now};

use super::probes::{in_words, reasons};
use crate::running::Running;

/// To come before the pages, one of which may take every path.
pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.route("/status", web::get().to(status));
}

/// What is at `/` unless a page is.
pub(super) fn fallback(routes: &mut ServiceConfig) {
    routes.route("/", web::get().to(status));
}

async fn status(running: Data<Running>) -> impl Responder {
    let mut text = format!("Balachka {}\n\n", env!("CARGO_PKG_VERSION"));
    let reasons = in_words(&reasons(&running));
    let ready = if reasons.is_empty() { "ready".to_owned() } else { format!("not ready: {}", reasons.join("; ")) };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{ready}\njournal: entry {}\n", running.journal.head().0);
    let _ = writeln!(text, "{:<15} {:>9} {:>8}", "actor", "in flight", "restarts");
    for actor in running.supervisor.states() {
        let _ = writeln!(text, "{:<15} {:>9} {:>8}", actor.name, actor.in_flight, actor.restarts);
    }
    text.push('\n');
    for (name, work) in running.supervisor.states().iter().filter_map(|actor| Some((actor.name, actor.work.as_ref()?)))
    {
        let _ = writeln!(text, "{name:<15} {}", told(work));
    }
    text.push_str("\nMore: /readyz, /metrics\n");
    text
}

/// What background work is doing, in a line.
fn told(work: &WorkStatus) -> String {
    let mut line = work.activity.as_str().to_owned();
    // Writing to a string cannot fail.
    if let Some(at) = work.last_run {
        let _ = write!(line, ", last run {} s ago", (now() - at).max(0));
    }
    if let Some(Err(_)) = &work.last_result {
        // Why is in the log: this page is open to everybody.
        line.push_str(", which failed");
    }
    if let Some(at) = work.next_run {
        let _ = write!(line, ", next in {} s", (at - now()).max(0));
    }
    line
}
