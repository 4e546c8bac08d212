//! `POST /telegram/webhook`: updates that Telegram delivers.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{HeaderValue, RETRY_AFTER},
    post,
    web::{Bytes, Data, Payload, ServiceConfig},
};
use actors::{
    metrics,
    telegram::{Deliveries, Refused},
};
use tokio::time::timeout;

use crate::running::Running;

/// <https://core.telegram.org/bots/api#setwebhook>
const SECRET: &str = "X-Telegram-Bot-Api-Secret-Token";
/// The largest update, bytes: about ten times what the longest text with the longest quote takes.
const LARGEST: usize = 1 << 20;
/// How long an update may take to come in.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(receive);
}

/// 200 once the update is durable; anything else has Telegram deliver it again.
#[post("/telegram/webhook")]
async fn receive(request: HttpRequest, body: Payload, running: Data<Running>) -> HttpResponse {
    let Some(deliveries) = &running.deliveries else {
        return refuse("polling", HttpResponse::NotFound(), "no webhook is set up here: see telegram.webhook_url");
    };
    let secret = request.headers().get(SECRET).map(HeaderValue::as_bytes).unwrap_or_default();
    if !deliveries.admits(secret) {
        return refuse("secret", HttpResponse::Unauthorized(), "the secret token is missing or wrong");
    }
    // Until the outbox is open nothing may come in: see `app::edge`.
    if running.edge.borrow().is_none() {
        return later("the service is starting: deliver it again");
    }
    take(deliveries, body).await
}

async fn take(deliveries: &Deliveries, body: Payload) -> HttpResponse {
    let _turn = match deliveries.turn().await {
        Ok(turn) => turn,
        Err(error) => return later(&error.to_string()),
    };
    let update = match timeout(PATIENCE, body.to_bytes_limited(LARGEST)).await {
        Ok(Ok(Ok(update))) => update,
        Ok(Err(_)) => return refuse("size", HttpResponse::PayloadTooLarge(), "no update is larger than 1 MiB"),
        Ok(Ok(Err(_))) => return refuse("cut", HttpResponse::BadRequest(), "the update did not come in whole"),
        Err(_) => return refuse("slow", HttpResponse::RequestTimeout(), "the update came in too slowly"),
    };
    keep(deliveries, update).await
}

async fn keep(deliveries: &Deliveries, update: Bytes) -> HttpResponse {
    match deliveries.keep(&update).await {
        Ok(()) => HttpResponse::Ok().finish(),
        Err(error @ Refused::NotJson) => refuse("json", HttpResponse::BadRequest(), &error.to_string()),
        Err(error @ (Refused::Busy | Refused::Full | Refused::NotKept(_))) => {
            tracing::warn!(%error, "a delivery is refused");
            later(&error.to_string())
        }
    }
}

fn later(reason: &str) -> HttpResponse {
    let mut answer = HttpResponse::ServiceUnavailable();
    answer.insert_header((RETRY_AFTER, "1"));
    refuse("later", answer, reason)
}

fn refuse(label: &str, mut answer: actix_web::HttpResponseBuilder, reason: &str) -> HttpResponse {
    metrics::WEBHOOK_REFUSED.with_label_values(&[label]).inc();
    // What is left of the body is nothing to wait for.
    answer.force_close().body(format!("{reason}\n"))
}
