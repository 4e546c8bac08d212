//! What was understood, as JSON for the playground's page. It tells of what people wrote, so it is served in
//! playground mode alone.

use actix_web::{
    HttpResponse, Responder, get,
    guard::fn_guard,
    web::{Data, Query, ServiceConfig, scope},
};
use analysis::last_days;
use bot::of_sentiment;
use events::{ChatId, PersonId};
use runtime::clock::now;
use serde::Deserialize;
use serde_json::{Value, json};
use storage::AskError;

use playground::guard::is_local;

use crate::running::Running;

/// Messages told of at most: those that a page shows.
const MESSAGES: u32 = 200;

/// `GET /insight/chat?id=`, `GET /insight/person?id=`; requests that other sites may have caused are not found.
pub fn routes(routes: &mut ServiceConfig) {
    let insight = scope("/insight").guard(fn_guard(is_local)).service(chat).service(person);
    routes.service(insight);
}

#[derive(Deserialize)]
struct Id {
    id: i64,
}

/// What the chat's last messages were understood to say, its mood today, and the time zone of its days.
#[get("/chat")]
async fn chat(running: Data<Running>, asked: Query<Id>) -> impl Responder {
    answer(of_chat(&running, ChatId(asked.id)).await)
}

/// What was learned about a person.
#[get("/person")]
async fn person(running: Data<Running>, asked: Query<Id>) -> impl Responder {
    answer(of_person(&running, PersonId(asked.id)).await)
}

async fn of_chat(running: &Running, id: ChatId) -> Result<Value, AskError> {
    let readings = running.derived.analysis.recent(id, MESSAGES).await?;
    let zone = running.zones.of(id);
    let today = running.derived.analysis.summary(id, last_days(zone, now(), 1)).await?;
    // Commands and pictures alone make no mood.
    let mood = today.filter(|today| !today.emotions.is_empty()).map(|today| {
        let mut mood = json!(today);
        mood["word"] = json!(of_sentiment(today.sentiment));
        mood
    });
    Ok(json!({ "readings": readings, "mood": mood, "zone": zone.name() }))
}

async fn of_person(running: &Running, id: PersonId) -> Result<Value, AskError> {
    let profile = running.derived.personalization.profile(id).await?;
    let statistics = running.derived.personalization.statistics(id).await?;
    Ok(json!({ "profile": profile, "statistics": statistics }))
}

fn answer(told: Result<Value, AskError>) -> HttpResponse {
    match told {
        Ok(told) => HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(told),
        Err(error) => HttpResponse::ServiceUnavailable().json(json!({ "error": error.to_string() })),
    }
}
