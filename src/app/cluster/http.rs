//! What a node serves over HTTP: probes, metrics, deliveries, and how the cluster is.

use std::sync::Arc;

use actix_web::{
    HttpResponse, Responder,
    web::{Data, ServiceConfig, get, resource},
};
use cluster::Status;
use parking_lot::Mutex;
use serde_json::json;

use super::node::Node;
use crate::http::{metrics as text, webhook};

/// The node, once it is in the cluster.
#[derive(Clone, Default)]
pub(super) struct Seen(Arc<Mutex<Option<Arc<Node>>>>);

impl Seen {
    pub(super) fn show(&self, node: &Arc<Node>) {
        *self.0.lock() = Some(Arc::clone(node));
    }

    pub(super) fn hide(&self) {
        *self.0.lock() = None;
    }

    fn node(&self) -> Option<Arc<Node>> {
        self.0.lock().clone()
    }
}

pub(super) fn routes(routes: &mut ServiceConfig, seen: &Seen, door: &webhook::Door) {
    routes
        .app_data(Data::new(seen.clone()))
        .app_data(Data::new(door.clone()))
        .service(resource("/healthz").route(get().to(healthz)))
        .service(resource("/readyz").route(get().to(readyz)))
        .service(resource("/metrics").route(get().to(metrics)))
        .service(resource("/cluster.json").route(get().to(status)))
        .configure(webhook::routes);
}

async fn healthz() -> impl Responder {
    HttpResponse::Ok().body("ok\n")
}

async fn readyz(seen: Data<Seen>) -> impl Responder {
    let reasons = reasons(seen.node().as_deref());
    if reasons.is_empty() {
        HttpResponse::Ok().json(json!({ "ready": true, "reasons": [] }))
    } else {
        HttpResponse::ServiceUnavailable().json(json!({ "ready": false, "reasons": reasons }))
    }
}

/// Nothing if the node does its part.
fn reasons(node: Option<&Node>) -> Vec<String> {
    let Some(node) = node else { return vec!["this node is not in the cluster yet".to_owned()] };
    let mut reasons = Vec::new();
    if node.membership.lease().is_none() {
        reasons.push("this node is not in the cluster for now: NATS does not acknowledge its beats".to_owned());
    }
    if node.disk.is_full() {
        reasons.push("the disk is nearly full".to_owned());
    }
    let view = node.view.borrow();
    if view.gateway.as_ref().is_none_or(|gateway| !view.is_alive(&gateway.value.node)) {
        reasons.push("no node of the cluster is the gateway".to_owned());
    }
    reasons
}

async fn metrics(seen: Data<Seen>) -> impl Responder {
    if let Some(node) = seen.node() {
        text::gather_process(reasons(Some(&node)).is_empty(), &node.disk);
    }
    text::text()
}

/// The cluster as this node sees it, as `balachka cluster status --json` tells it.
async fn status(seen: Data<Seen>) -> impl Responder {
    let Some(node) = seen.node() else {
        return HttpResponse::ServiceUnavailable().json(json!({ "error": "this node is not in the cluster yet" }));
    };
    let status = Status::of(&node.view.borrow(), node.layout.shape.shards);
    HttpResponse::Ok().json(status)
}
