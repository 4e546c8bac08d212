//! `/healthz` and `/readyz`.

use actix_web::{
    HttpResponse, Responder, get,
    web::{Data, ServiceConfig},
};
use actors::telegram::Reach;
use serde_json::json;

use crate::running::Running;

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(healthz).service(readyz);
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
