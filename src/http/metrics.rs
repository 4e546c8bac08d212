//! `/metrics`: what is counted as it happens, and what is looked up when somebody asks.

use std::time::Duration;

use actix_web::{
    HttpResponse, Responder,
    web::{Data, ServiceConfig, get, resource},
};
use operations::databases;
use prometheus::{Encoder, TextEncoder};
use runtime::metrics;
use storage::{disk::Disk, sqlite};

use super::probes::reasons;
use crate::{
    running::{Edge, Running},
    version::COMMIT,
};

const STATES: [&str; 6] = ["decided", "ready", "sending", "sent", "failed", "unknown"];

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(resource("/metrics").route(get().to(show)));
}

/// Prometheus' text format, gathered now.
async fn show(running: Data<Running>) -> impl Responder {
    gather(&running).await;
    text()
}

/// Prometheus' text format, as the metrics stand.
pub(crate) fn text() -> HttpResponse {
    let mut text = Vec::new();
    match TextEncoder::new().encode(&prometheus::gather(), &mut text) {
        Ok(()) => HttpResponse::Ok().content_type(prometheus::TEXT_FORMAT).body(text),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

/// Sets the gauges that mirror a state.
pub(crate) async fn gather(running: &Running) {
    gather_process(reasons(running).is_empty(), &running.disk);
    metrics::SILENCE.set(seconds(running.connectivity.received_ago()));
    actors_of(running);
    for (database, bytes) in databases::sizes(running.disk.folder()) {
        metrics::DATABASE_BYTES.with_label_values(&[database]).set(whole(bytes));
    }
    if let Ok(count) = running.journal.dead_letter_count().await {
        metrics::DEAD_LETTERS.set(count);
    }
    let edge = running.edge.borrow().clone();
    if let Some(edge) = edge {
        outbox(&edge).await;
    }
}

fn actors_of(running: &Running) {
    for actor in running.supervisor.states() {
        metrics::MAILBOX_IN_FLIGHT.with_label_values(&[actor.name]).set(whole(actor.in_flight as u64));
        // Shows at 0 too.
        metrics::ACTOR_RESTARTS.with_label_values(&[actor.name]);
    }
}

/// Sets what every process tells of itself, whatever it runs.
pub(crate) fn gather_process(ready: bool, disk: &Disk) {
    metrics::BUILD_INFO.with_label_values(&[env!("CARGO_PKG_VERSION"), COMMIT, sqlite::version()]).set(1);
    metrics::READY.set(i64::from(ready));
    metrics::DISK_FLOOR.set(whole(disk.floor()));
    if let Some(free) = disk.free() {
        metrics::DISK_FREE.set(whole(free));
    }
}

async fn outbox(edge: &Edge) {
    let Ok(counts) = edge.conversation.counts().await else { return };
    for state in STATES {
        let count = counts.iter().find(|(name, _)| name == state).map_or(0, |(_, count)| *count);
        metrics::OUTBOX.with_label_values(&[state]).set(count);
    }
}

fn seconds(time: Duration) -> i64 {
    whole(time.as_secs())
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
