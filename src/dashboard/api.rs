//! The JSON API: what the pages show, for programs. `openapi.json` describes it.

use actix_web::{
    Error, HttpResponse, delete,
    error::InternalError,
    get,
    http::StatusCode,
    http::header::ALLOW,
    post,
    web::{Data, Json, Path, PathConfig, Query, QueryConfig, ServiceConfig, resource, scope, to},
};
use events::ChatId;
use serde::Serialize;
use serde_json::json;
use storage::AskError;

use super::{
    Dashboard,
    chat::{self, Portrait, portrait},
    chats::{self, ChatLine, list},
    live,
    search::{Found, search},
    visitor::MayWrite,
};
use crate::running::Running;

const DESCRIPTION: &str = include_str!("openapi.json");

/// What each path takes; for those who try another method.
const METHODS: [(&str, &str); 8] = [
    ("/openapi.json", "GET, HEAD"),
    ("/state", "GET, HEAD"),
    ("/events", "GET"),
    ("/chats", "GET, HEAD"),
    ("/chats/{id}", "GET, HEAD"),
    ("/chats/{id}/messages", "GET, HEAD"),
    ("/dead-letters/{id}/retry", "POST"),
    ("/dead-letters/{id}", "DELETE"),
];

pub(super) fn routes(routes: &mut ServiceConfig) {
    let api = scope("/api")
        .app_data(PathConfig::default().error_handler(|_, _| error(StatusCode::NOT_FOUND, "no such number")))
        .app_data(
            QueryConfig::default().error_handler(|problem, _| error(StatusCode::BAD_REQUEST, &problem.to_string())),
        )
        .service(openapi)
        .service(state)
        .service(live::states)
        .service(all_chats)
        .service(one_chat)
        .service(messages)
        .service(retry)
        .service(forget)
        .default_service(to(nothing));
    routes.service(METHODS.iter().fold(api, |api, (path, methods)| {
        api.service(resource(*path).to(async || {
            HttpResponse::MethodNotAllowed().insert_header((ALLOW, *methods)).json(json!({ "error": "wrong method" }))
        }))
    }));
}

/// An error that a program can read.
pub(super) fn error(status: StatusCode, words: &str) -> Error {
    InternalError::from_response("", HttpResponse::build(status).json(json!({ "error": words }))).into()
}

#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn busy(problem: AskError) -> Error {
    error(StatusCode::SERVICE_UNAVAILABLE, &problem.to_string())
}

fn unknown_chat() -> Error {
    error(StatusCode::NOT_FOUND, "no such chat")
}

async fn nothing() -> Result<HttpResponse, Error> {
    Err(error(StatusCode::NOT_FOUND, "no such path: see /api/openapi.json"))
}

#[get("/openapi.json")]
async fn openapi() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(DESCRIPTION)
}

#[get("/state")]
async fn state(dashboard: Data<Dashboard>, running: Data<Running>) -> HttpResponse {
    HttpResponse::Ok().json(dashboard.pulse.now(&running).await)
}

#[derive(Serialize)]
struct ChatList {
    chats: Vec<ChatLine>,
    more: bool,
}

#[get("/chats")]
async fn all_chats(wanted: Query<chats::Wanted>, running: Data<Running>) -> Result<Json<ChatList>, Error> {
    let (chats, more) = list(&running, wanted.page).await.map_err(busy)?;
    Ok(Json(ChatList { chats, more }))
}

#[get("/chats/{id}")]
async fn one_chat(
    id: Path<i64>,
    wanted: Query<chat::Wanted>,
    dashboard: Data<Dashboard>,
    running: Data<Running>,
) -> Result<Json<Portrait>, Error> {
    let portrait = portrait(&running, ChatId(*id), wanted.span(), dashboard.show_texts).await.map_err(busy)?;
    portrait.map(Json).ok_or_else(unknown_chat)
}

#[get("/chats/{id}/messages")]
async fn messages(
    id: Path<i64>,
    wanted: Query<chat::Wanted>,
    dashboard: Data<Dashboard>,
    running: Data<Running>,
) -> Result<Json<Found>, Error> {
    let found = search(&running, ChatId(*id), &wanted.q, wanted.offset, dashboard.show_texts).await;
    Ok(Json(found.map_err(busy)?))
}

#[post("/dead-letters/{id}/retry")]
async fn retry(
    _may: MayWrite,
    id: Path<i64>,
    dashboard: Data<Dashboard>,
    running: Data<Running>,
) -> Result<HttpResponse, Error> {
    let found = running.journal.retry(*id).await.map_err(busy)?;
    done(found, &dashboard)
}

#[delete("/dead-letters/{id}")]
async fn forget(
    _may: MayWrite,
    id: Path<i64>,
    dashboard: Data<Dashboard>,
    running: Data<Running>,
) -> Result<HttpResponse, Error> {
    let found = running.journal.forget(*id).await.map_err(busy)?;
    done(found, &dashboard)
}

fn done(found: bool, dashboard: &Dashboard) -> Result<HttpResponse, Error> {
    dashboard.pulse.forget();
    match found {
        true => Ok(HttpResponse::NoContent().finish()),
        false => Err(error(StatusCode::NOT_FOUND, "no such dead letter")),
    }
}
