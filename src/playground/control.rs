//! The control API: what the page and tests make people do, and what they may see.

use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data, Json, Path, Query, ServiceConfig};
use actix_web::{HttpResponse, ResponseError};
use serde::Deserialize;
use serde_json::{Value, json};

use super::chat::NewChat;
use super::people::Said;
use super::world::NewPerson;
use super::{FaultOrder, Flood, Playground, guard};

/// Scripted updates of one request, in bytes.
const MOST_SCRIPT: usize = 64 * 1024 * 1024;
const MOST_BODY: usize = 64 * 1024;

type World = Data<Playground>;
type Reply = Result<Json<Value>, Refusal>;

/// Why a wish cannot be fulfilled; the caller reads it.
#[derive(Debug)]
struct Refusal(String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Self(error.to_string())
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        StatusCode::BAD_REQUEST
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::BadRequest().json(json!({"error": self.0}))
    }
}

/// `/control/…` for this world; requests that other sites may have caused are not found.
pub fn routes(world: &Playground) -> impl FnOnce(&mut ServiceConfig) + use<> {
    let world = Data::new(world.clone());
    let json = web::JsonConfig::default().limit(MOST_BODY).error_handler(|error, _| Refusal(error.to_string()).into());
    move |config| {
        config.service(
            web::scope("/control")
                .guard(actix_web::guard::fn_guard(guard::is_local))
                .app_data(world)
                .app_data(json)
                .app_data(web::PayloadConfig::new(MOST_SCRIPT))
                .configure(seen)
                .configure(ordered)
                .configure(done),
        );
    }
}

/// What can be looked at.
fn seen(config: &mut ServiceConfig) {
    config
        .route("/world", web::get().to(async |world: World| HttpResponse::Ok().json(with_steps(&world))))
        .route("/events", web::get().to(events))
        .route("/photos/{file}", web::get().to(photo))
        .route(
            "/calls",
            web::get().to(async |asked: Query<Asked>, world: World| Json(world.calls(asked.after, asked.polls == 1))),
        )
        .route("/queue", web::get().to(async |world: World| Json(world.queue())));
}

/// What is ordered from the server.
fn ordered(config: &mut ServiceConfig) {
    config
        .route("/updates", web::post().to(async |lines: String, world: World| reply(world.queue_raw(&lines))))
        .route("/flood", web::post().to(flood))
        .route(
            "/faults",
            web::post().to(async |order: Json<FaultOrder>, world: World| done_with(world.order_fault(order.0))),
        )
        .route(
            "/faults",
            web::delete().to(async |world: World| {
                done_with({
                    world.clear_faults();
                    Ok(())
                })
            }),
        )
        .route(
            "/limits",
            web::post().to(async |limits: Json<On>, world: World| {
                done_with({
                    world.set_limits(limits.on);
                    Ok(())
                })
            }),
        );
}

/// What people do.
fn done(config: &mut ServiceConfig) {
    config
        .route("/people", web::post().to(add_person))
        .route("/chats", web::post().to(open_chat))
        .service(web::scope("/chats/{chat}").configure(in_chat));
}

fn in_chat(config: &mut ServiceConfig) {
    config
        .route("/messages", web::post().to(say))
        .route("/messages/{message}", web::put().to(edit))
        .route("/messages/{message}/reactions", web::post().to(react))
        .route("/messages/{message}/press", web::post().to(press))
        .route("/messages/{message}/vote", web::post().to(vote))
        .route(
            "/join",
            web::post().to(async |at: Path<i64>, who: Json<Who>, world: World| done_with(world.join(*at, who.person))),
        )
        .route(
            "/leave",
            web::post().to(async |at: Path<i64>, who: Json<Who>, world: World| done_with(world.leave(*at, who.person))),
        )
        .route(
            "/title",
            web::post().to(async |at: Path<i64>, new: Json<Title>, world: World| {
                done_with(world.rename(*at, new.by, &new.title))
            }),
        )
        .route(
            "/pin",
            web::post().to(async |at: Path<i64>, pin: Json<Pin>, world: World| {
                done_with(world.pin(*at, pin.by, pin.message_id))
            }),
        )
        .route(
            "/block",
            web::post()
                .to(async |at: Path<i64>, block: Json<Block>, world: World| done_with(world.block(*at, block.blocked))),
        )
        .route(
            "/permitted",
            web::post().to(async |at: Path<i64>, new: Json<Permitted>, world: World| {
                done_with(world.permit_reactions(*at, new.0.emoji))
            }),
        )
        .route("/migrate", web::post().to(migrate));
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    after: u64,
    #[serde(default)]
    polls: u8,
}

#[derive(Deserialize)]
struct On {
    on: bool,
}

#[derive(Deserialize)]
struct Who {
    person: i64,
}

#[derive(Deserialize)]
struct Title {
    by: i64,
    title: String,
}

#[derive(Deserialize)]
struct Pin {
    by: i64,
    message_id: i64,
}

#[derive(Deserialize)]
struct Block {
    blocked: bool,
}

#[derive(Deserialize)]
struct Permitted {
    emoji: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

#[derive(Deserialize)]
struct React {
    from: i64,
    emoji: Option<String>,
}

#[derive(Deserialize)]
struct Pressed {
    from: i64,
    data: String,
}

#[derive(Deserialize)]
struct Vote {
    from: i64,
    /// Counted from 0; `None` takes the vote back.
    option: Option<usize>,
}

fn reply<T: serde::Serialize>(result: anyhow::Result<T>) -> Reply {
    Ok(Json(json!(result?)))
}

fn done_with(result: anyhow::Result<()>) -> Reply {
    reply(result.map(|()| json!({})))
}

/// The world and the latest steps of updates' ways, as `trail`.
fn with_steps(world: &Playground) -> Value {
    let mut view = world.view();
    view["trail"] = world.events.recent_steps();
    view
}

async fn photo(file: Path<String>, world: World) -> HttpResponse {
    picture(world.photo(&file))
}

/// A PNG, or that there is none.
pub(super) fn picture(png: Option<Bytes>) -> HttpResponse {
    png.map_or_else(|| HttpResponse::NotFound().finish(), |png| HttpResponse::Ok().content_type("image/png").body(png))
}

async fn events(world: World) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("cache-control", "no-store"))
        .streaming(world.events.stream())
}

async fn flood(flood: Json<Flood>, world: World) -> Reply {
    reply(world.flood(&flood).map(|(first, last)| json!({"first_id": first, "last_id": last})))
}

async fn add_person(new: Json<NewPerson>, world: World) -> Reply {
    let id = world.add_person(new.0)?;
    Ok(Json(world.world().person_view(id)))
}

async fn open_chat(new: Json<NewChat>, world: World) -> Reply {
    let id = world.open_chat(new.0)?;
    Ok(Json(world.world().chat_view(id)))
}

async fn migrate(chat: Path<i64>, world: World) -> Reply {
    let id = world.migrate(*chat)?;
    Ok(Json(world.world().chat_view(id)))
}

async fn say(chat: Path<i64>, said: Json<Said>, world: World) -> Reply {
    let id = world.say(*chat, said.0)?;
    Ok(Json(world.message(*chat, id)))
}

async fn edit(at: Path<(i64, i64)>, new: Json<Text>, world: World) -> Reply {
    world.edit(at.0, at.1, &new.text)?;
    Ok(Json(world.message(at.0, at.1)))
}

async fn react(at: Path<(i64, i64)>, reaction: Json<React>, world: World) -> Reply {
    world.react(at.0, at.1, reaction.from, reaction.emoji.as_deref())?;
    Ok(Json(world.message(at.0, at.1)))
}

async fn press(at: Path<(i64, i64)>, press: Json<Pressed>, world: World) -> Reply {
    done_with(world.press(at.0, at.1, press.from, &press.data))
}

async fn vote(at: Path<(i64, i64)>, vote: Json<Vote>, world: World) -> Reply {
    world.vote(at.0, at.1, vote.from, vote.option)?;
    Ok(Json(world.message(at.0, at.1)))
}
