//! What a node serves over HTTP: probes, metrics, deliveries, and how the cluster is.

use actix_web::{
    HttpResponse, Responder,
    web::{Data, ServiceConfig, get, resource},
};
use serde_json::json;

use super::seen::{Reason, Seen};
use crate::http::{Pages, metrics as text, webhook};

pub(super) fn routes(routes: &mut ServiceConfig, seen: &Seen, door: &webhook::Door, pages: &Pages) {
    routes
        .app_data(Data::new(seen.clone()))
        .app_data(Data::new(door.clone()))
        .service(resource("/healthz").route(get().to(healthz)))
        .service(resource("/readyz").route(get().to(readyz)))
        .service(resource("/metrics").route(get().to(metrics)))
        .service(resource("/cluster.json").route(get().to(status)))
        .configure(webhook::routes)
        .configure(|routes| pages(routes));
}

async fn healthz() -> impl Responder {
    HttpResponse::Ok().body("ok\n")
}

async fn readyz(seen: Data<Seen>) -> impl Responder {
    let reasons: Vec<_> = seen.reasons().iter().map(ToString::to_string).collect();
    if reasons.is_empty() {
        HttpResponse::Ok().json(json!({ "ready": true, "reasons": [] }))
    } else {
        HttpResponse::ServiceUnavailable().json(json!({ "ready": false, "reasons": reasons }))
    }
}

async fn metrics(seen: Data<Seen>) -> impl Responder {
    if let Some(node) = seen.node() {
        text::gather_process(seen.reasons().is_empty(), &node.disk);
    }
    text::text()
}

/// The cluster as this node sees it, as `balachka cluster status --json` tells it.
async fn status(seen: Data<Seen>) -> impl Responder {
    match seen.look() {
        Some(sight) => HttpResponse::Ok().json(sight.status),
        None => HttpResponse::ServiceUnavailable().json(json!({ "error": Reason::Outside.to_string() })),
    }
}
