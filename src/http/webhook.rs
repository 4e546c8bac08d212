//! `POST /telegram/webhook`: updates that Telegram delivers.

use std::{sync::Arc, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{HeaderValue, RETRY_AFTER},
    post,
    web::{Data, Payload, ServiceConfig},
};
use futures_util::StreamExt as _;
use runtime::metrics;
use telegram::{Deliveries, LARGEST_UPDATE, NumberFinder, Refused, Turn};
use tokio::time::timeout;

use crate::running::Running;

/// Where deliveries come in.
#[derive(Clone)]
pub(crate) struct Door(Arc<dyn Fn() -> Entrance + Send + Sync>);

/// How the door is now.
pub(crate) struct Entrance {
    /// `None` if updates are asked for, or it is not known yet whom to ask.
    pub deliveries: Option<Deliveries>,
    /// What comes in can be kept.
    pub is_open: bool,
}

impl Door {
    pub(crate) fn new(look: impl Fn() -> Entrance + Send + Sync + 'static) -> Self {
        Self(Arc::new(look))
    }

    /// That of one machine. Until the outbox is open nothing may come in: see `app::edge`.
    pub(super) fn of(running: &Running) -> Self {
        let running = running.clone();
        Self::new(move || {
            let is_open = running.edge.borrow().is_some();
            Entrance { deliveries: running.deliveries.clone(), is_open }
        })
    }
}

/// <https://core.telegram.org/bots/api#setwebhook>
const SECRET: &str = "X-Telegram-Bot-Api-Secret-Token";
/// A larger update is taken alone, bytes: this is about ten times what the longest text with the longest quote takes.
const USUAL: usize = 1 << 20;
/// How long an update may take to come in.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) fn routes(routes: &mut ServiceConfig) {
    routes.service(receive);
}

/// 200 once the update is durable; anything else has Telegram deliver it again.
#[post("/telegram/webhook")]
async fn receive(request: HttpRequest, body: Payload, door: Data<Door>) -> HttpResponse {
    let Entrance { deliveries, is_open } = (door.0)();
    let Some(deliveries) = &deliveries else {
        return refuse("polling", HttpResponse::NotFound(), "no webhook is configured: set telegram.webhook_url");
    };
    let secret = request.headers().get(SECRET).map(HeaderValue::as_bytes).unwrap_or_default();
    if !deliveries.admits(secret) {
        return refuse("secret", HttpResponse::Unauthorized(), "the secret token is missing or wrong");
    }
    if !is_open {
        return later("the service is starting: deliver it again");
    }
    take(deliveries, body).await
}

async fn take(deliveries: &Deliveries, body: Payload) -> HttpResponse {
    let _turn = match deliveries.turn().await {
        Ok(turn) => turn,
        Err(error) => return later(&error.to_string()),
    };
    match timeout(PATIENCE, read(deliveries, body)).await {
        Ok(Ok(Update::Whole(update, _large))) => keep(deliveries, &update).await,
        Ok(Ok(Update::TooLarge(Some(number)))) => answer(deliveries.pass_over(number).await),
        Ok(Ok(Update::TooLarge(None))) => too_large(),
        Ok(Err(Unread::Cut)) => refuse("cut", HttpResponse::BadRequest(), "the update is incomplete"),
        Ok(Err(Unread::Refused(error))) => later(&error.to_string()),
        Err(_) => refuse("slow", HttpResponse::RequestTimeout(), "the update arrived too slowly"),
    }
}

/// A delivery as it came in.
enum Update {
    /// With the turn of a large one, which is held until it is durable.
    Whole(Vec<u8>, Option<Turn>),
    /// Its number, if it has one.
    TooLarge(Option<i64>),
}

enum Unread {
    Cut,
    Refused(Refused),
}

async fn read(deliveries: &Deliveries, mut body: Payload) -> Result<Update, Unread> {
    let (mut update, mut large) = (Vec::new(), None);
    while let Some(piece) = body.next().await {
        update.extend_from_slice(&piece.map_err(|_| Unread::Cut)?);
        if update.len() > USUAL && large.is_none() {
            large = Some(deliveries.large_turn().await.map_err(Unread::Refused)?);
        }
        if update.len() > LARGEST_UPDATE {
            return number_of(&update, body).await.map(Update::TooLarge);
        }
    }
    Ok(Update::Whole(update, large))
}

/// The rest is read to its end, or Telegram would take the answer for a broken connection.
async fn number_of(head: &[u8], mut rest: Payload) -> Result<Option<i64>, Unread> {
    let mut finder = NumberFinder::in_update();
    let mut number = finder.look(head);
    while let Some(piece) = rest.next().await {
        number = finder.look(&piece.map_err(|_| Unread::Cut)?);
    }
    Ok(number)
}

async fn keep(deliveries: &Deliveries, update: &[u8]) -> HttpResponse {
    match deliveries.keep(update).await {
        Err(Refused::NotJson) if update.len() > USUAL => too_large(),
        kept => answer(kept),
    }
}

fn answer(kept: Result<(), Refused>) -> HttpResponse {
    match kept {
        Ok(()) => HttpResponse::Ok().finish(),
        Err(error @ Refused::NotJson) => refuse("json", HttpResponse::BadRequest(), &error.to_string()),
        Err(error @ (Refused::Busy | Refused::Full | Refused::NotKept(_))) => {
            tracing::warn!(%error, "a webhook delivery was refused");
            later(&error.to_string())
        }
    }
}

fn too_large() -> HttpResponse {
    refuse("size", HttpResponse::PayloadTooLarge(), "the request is too large for an update")
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
