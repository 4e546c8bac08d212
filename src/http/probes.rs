//! `/healthz`, `/readyz` and `/metrics`.

use actix_web::{
    HttpResponse, Responder, get,
    web::{Data, ServiceConfig},
};
use actors::{metrics, telegram::Reach};
use prometheus::{Encoder, TextEncoder};
use serde_json::json;

use crate::running::Running;

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(healthz).service(readyz).service(show_metrics);
}

/// The process serves.
#[get("/healthz")]
async fn healthz() -> impl Responder {
    HttpResponse::Ok().body("ok\n")
}

/// The service does its work, or says why not.
#[get("/readyz")]
async fn readyz(running: Data<Running>) -> impl Responder {
    let reasons = reasons(&running);
    if reasons.is_empty() {
        HttpResponse::Ok().json(json!({ "ready": true, "reasons": [] }))
    } else {
        HttpResponse::ServiceUnavailable().json(json!({ "ready": false, "reasons": reasons }))
    }
}

pub(super) fn reasons(running: &Running) -> Vec<String> {
    let mut reasons = Vec::new();
    if !running.journal.is_open() {
        reasons.push("the journal is not open".to_owned());
    }
    let stores = running.stores();
    let shut = stores.iter().filter(|store| store.bookmark().is_none());
    reasons.extend(shut.map(|store| format!("the {} store is not open", store.name())));
    if running.edge.borrow().is_none() {
        reasons.push("Telegram has not said who the bot is".to_owned());
    }
    if running.disk.is_full() {
        reasons.push("the disk is nearly full: updates wait at Telegram".to_owned());
    }
    reasons.extend(silence(&running.reach, running.longest_silence));
    reasons
}

fn silence(reach: &Reach, longest: std::time::Duration) -> Option<String> {
    match reach.ago() {
        None => Some("Telegram was not reached yet".to_owned()),
        Some(ago) if ago > longest => Some(format!("Telegram was last reached {} s ago", ago.as_secs())),
        Some(_) => None,
    }
}

/// Prometheus' text format, gathered now.
#[get("/metrics")]
async fn show_metrics(running: Data<Running>) -> impl Responder {
    gather(&running).await;
    let mut text = Vec::new();
    match TextEncoder::new().encode(&prometheus::gather(), &mut text) {
        Ok(()) => HttpResponse::Ok().content_type(prometheus::TEXT_FORMAT).body(text),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

/// Sets the gauges that mirror a state.
async fn gather(running: &Running) {
    for actor in running.supervisor.states() {
        metrics::MAILBOX_IN_FLIGHT
            .with_label_values(&[actor.name])
            .set(i64::try_from(actor.in_flight).unwrap_or(i64::MAX));
        // Shows at 0 too.
        metrics::ACTOR_RESTARTS.with_label_values(&[actor.name]);
    }
    if let Ok(count) = running.journal.dead_letter_count().await {
        metrics::DEAD_LETTERS.set(count);
    }
    let edge = running.edge.borrow().clone();
    if let Some(edge) = edge
        && let Ok(counts) = edge.conversation.counts().await
    {
        for state in ["decided", "ready", "sending", "sent", "failed", "unknown"] {
            let count = counts.iter().find(|(name, _)| name == state).map_or(0, |(_, count)| *count);
            metrics::OUTBOX.with_label_values(&[state]).set(count);
        }
    }
}
