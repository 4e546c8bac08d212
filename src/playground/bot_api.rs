//! The Bot API over HTTP, as Telegram serves it, with the faults that were ordered.

use std::time::Duration;

use actix_web::body::BodyStream;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{self, Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;
use serde_json::Value;
use tokio::time::{Instant, sleep, timeout_at};

use super::Playground;
use super::calls::Call;
use super::control::picture;
use super::faults::Fault;
use super::methods::{ApiError, Params};
use super::postman;
use super::world::now_ms;

/// A call that is never answered is given up after this.
const HANG: Duration = Duration::from_secs(600);
const LONGEST_POLL_SECONDS: u64 = 50;
const MOST_BODY: usize = 4 * 1024 * 1024;
const MOST_UPDATES: i64 = 100;

/// `/bot<token>/<method>` for this world, and `/file/bot<token>/<path>`.
pub fn routes(world: &Playground) -> impl FnOnce(&mut web::ServiceConfig) + use<> {
    let world = Data::new(world.clone());
    move |config| {
        config.service(
            web::resource("/file/bot{token}/photos/{file}.png").app_data(world.clone()).route(web::get().to(download)),
        );
        config.service(
            web::resource("/file/bot{token}/documents/{file}").app_data(world.clone()).route(web::get().to(hand_out)),
        );
        config.service(
            web::resource("/bot{token}/{method}")
                .app_data(world)
                .app_data(web::PayloadConfig::new(MOST_BODY))
                .route(web::get().to(call))
                .route(web::post().to(call)),
        );
    }
}

async fn call(
    path: Path<(String, String)>,
    request: HttpRequest,
    body: Bytes,
    world: Data<Playground>,
) -> HttpResponse {
    let (token, method) = path.into_inner();
    if token != world.token() {
        return respond(&Err(ApiError::of_status(401)));
    }
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let params = match Params::read(request.query_string(), content_type, &body) {
        Ok(params) => params,
        Err(error) => return respond(&Err(error)),
    };
    let fault = world.world().faults.take(&method);
    answer(&world, &method, &params, fault).await
}

/// What `getFile` told the path of.
async fn download(path: Path<(String, String)>, world: Data<Playground>) -> HttpResponse {
    let (token, file) = path.into_inner();
    if token != world.token() {
        return respond(&Err(ApiError::of_status(401)));
    }
    picture(world.photo(&file))
}

/// As [`download`], of what somebody sent.
async fn hand_out(path: Path<(String, String)>, world: Data<Playground>) -> HttpResponse {
    let (token, file) = path.into_inner();
    if token != world.token() {
        return respond(&Err(ApiError::of_status(401)));
    }
    match world.world().files.find(&file) {
        Some(content) => HttpResponse::Ok().body(content.clone()),
        None => respond(&Err(ApiError::of_status(404))),
    }
}

async fn answer(world: &Playground, method: &str, params: &Params, fault: Option<Fault>) -> HttpResponse {
    let name = fault.as_ref().map(Fault::name);
    let at_ms = now_ms();
    let note = |ok: bool, error_code: Option<u16>| {
        let call = Call { method: method.into(), params: params.all(), at_ms, ok, error_code, fault: name };
        world.world().calls.note(call);
    };
    if let Some(fault) = fault.as_ref().filter(|fault| !lets_through(fault)) {
        note(false, code_of(fault));
        return spoil(fault).await;
    }
    if let Some(Fault::Slow { ms }) = fault {
        sleep(Duration::from_millis(ms)).await;
    }
    let result = if method.eq_ignore_ascii_case("getUpdates") {
        get_updates(world, params, fault == Some(Fault::Again)).await
    } else {
        world.world().answer(method, params).map(|value| value.to_string())
    };
    if method.eq_ignore_ascii_case("setWebhook")
        && let Some(webhook) = &world.world().webhook
    {
        actix_web::rt::spawn(postman::deliver(world.clone(), webhook.round));
    }
    note(result.is_ok(), result.as_ref().err().map(|error| error.code));
    match fault {
        Some(Fault::Cut) => cut(&result),
        Some(Fault::Unsigned) => respond(&result.map(|message| unsigned(&message))),
        _ => respond(&result),
    }
}

/// The message without its author.
fn unsigned(message: &str) -> String {
    let mut message: Value = serde_json::from_str(message).unwrap_or_default();
    if let Some(fields) = message.as_object_mut() {
        fields.remove("from");
    }
    message.to_string()
}

/// Faults that leave the call its effect.
fn lets_through(fault: &Fault) -> bool {
    matches!(fault, Fault::Cut | Fault::Slow { .. } | Fault::Again | Fault::Unsigned)
}

fn code_of(fault: &Fault) -> Option<u16> {
    match fault {
        Fault::Status { code, .. } | Fault::Html { code } | Fault::Error { code, .. } => Some(*code),
        Fault::Conflict => Some(409),
        _ => None,
    }
}

async fn spoil(fault: &Fault) -> HttpResponse {
    match fault {
        Fault::Status { code: 429, retry_after } => respond(&Err(ApiError::too_many(retry_after.unwrap_or(1)))),
        Fault::Status { code, .. } => respond(&Err(ApiError::of_status(*code))),
        Fault::Error { code, description } => respond(&Err(ApiError::new(*code, description.clone()))),
        Fault::Conflict => respond(&Err(other_poll())),
        Fault::Html { code } => {
            let page = format!("<html><head><title>{code}</title></head><body><h1>{code}</h1></body></html>");
            HttpResponse::build(status(*code)).content_type("text/html").body(page)
        }
        Fault::Garbage => HttpResponse::Ok().content_type("application/json").body("{\"ok\":tru\u{0}\u{1}"),
        Fault::Body { body } => HttpResponse::Ok().content_type("application/json").body(body.clone()),
        Fault::Hang => {
            sleep(HANG).await;
            dropped(None)
        }
        _ => dropped(None),
    }
}

fn other_poll() -> ApiError {
    ApiError::conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn body_of(result: &Result<String, ApiError>) -> String {
    match result {
        Ok(value) => format!("{{\"ok\":true,\"result\":{value}}}"),
        Err(error) => error.body(),
    }
}

fn respond(result: &Result<String, ApiError>) -> HttpResponse {
    let code = result.as_ref().err().map_or(200, |error| error.code);
    HttpResponse::build(status(code)).content_type("application/json").body(body_of(result))
}

/// Half the answer, and then the connection ends.
fn cut(result: &Result<String, ApiError>) -> HttpResponse {
    let mut body = body_of(result).into_bytes();
    body.truncate(body.len() / 2);
    dropped(Some(Bytes::from(body)))
}

fn dropped(first: Option<Bytes>) -> HttpResponse {
    let parts = first.map(Ok).into_iter().chain([Err(std::io::Error::other("dropped on demand"))]);
    HttpResponse::Ok().content_type("application/json").body(BodyStream::new(stream::iter(parts)))
}

/// The updates as the text of a JSON array, so that scripted ones reach the bot byte for byte.
async fn get_updates(world: &Playground, params: &Params, again: bool) -> Result<String, ApiError> {
    let limit = usize::try_from(params.int("limit").unwrap_or(MOST_UPDATES).clamp(1, MOST_UPDATES)).unwrap_or(1);
    let seconds = u64::try_from(params.int("timeout").unwrap_or(0)).unwrap_or(0).min(LONGEST_POLL_SECONDS);
    let deadline = Instant::now() + Duration::from_secs(seconds);
    let (poll, mut wake) = begin_poll(world, params, again)?;
    loop {
        wake.mark_unchanged();
        match next_batch(world, poll, limit)? {
            Some(batch) => return Ok(batch),
            None if timeout_at(deadline, wake.changed()).await.is_err() => return Ok("[]".into()),
            None => {}
        }
    }
}

fn begin_poll(
    world: &Playground,
    params: &Params,
    again: bool,
) -> Result<(u64, tokio::sync::watch::Receiver<()>), ApiError> {
    let allowed = params.kinds()?;
    let mut world = world.world();
    if world.webhook.is_some() {
        let advice =
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
        return Err(ApiError::conflict(advice));
    }
    world.queue.allow(allowed);
    if !again {
        world.queue.confirm(params.int("offset").unwrap_or(0));
    }
    Ok(world.queue.start_poll())
}

fn next_batch(world: &Playground, poll: u64, limit: usize) -> Result<Option<String>, ApiError> {
    let mut world = world.world();
    if !world.queue.is_current(poll) {
        return Err(other_poll());
    }
    Ok(world.queue.batch(limit))
}
