//! Keeps open pages fresh: one gatherer for all who look, and none while nobody does.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix_web::{
    HttpResponse, get,
    http::header::RETRY_AFTER,
    web::{Bytes, Data, ServiceConfig},
};
use futures_util::stream::{Stream, unfold};
use runtime::clock::now;
use serde_json::{Value, json};
use tokio::{
    sync::{Mutex, watch},
    time::{sleep, timeout},
};

use super::{Dashboard, frame::words, gather::Gatherer, overview::Parts, state::State, visitor::Visitor, words::Words};
use crate::running::Running;

/// Between two looks.
pub(super) const PERIOD: Duration = Duration::from_secs(2);
/// A page that hears nothing for longer is told that we are here.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Pages that are kept fresh at once.
pub(super) const MOST: usize = 32;

/// The latest state, and who waits for the next.
pub(super) struct Pulse {
    latest: watch::Sender<Option<Arc<State>>>,
    gatherer: Mutex<Gatherer>,
    beats: AtomicBool,
}

impl Default for Pulse {
    fn default() -> Self {
        Self { latest: watch::Sender::new(None), gatherer: Mutex::default(), beats: AtomicBool::new(false) }
    }
}

impl Pulse {
    /// The state, not older than one period.
    pub async fn now(&self, running: &Running) -> Arc<State> {
        let mut gatherer = self.gatherer.lock().await;
        let fresh = |state: &&Arc<State>| now() - state.at < PERIOD.as_secs() as i64;
        if let Some(state) = self.latest.borrow().as_ref().filter(fresh) {
            return Arc::clone(state);
        }
        let state = Arc::new(gatherer.gather(running).await);
        self.latest.send_replace(Some(Arc::clone(&state)));
        state
    }

    /// What comes from now on; gathering begins with the first who follows and ends with the last.
    fn follow(self: &Arc<Self>, running: &Running) -> watch::Receiver<Option<Arc<State>>> {
        let follower = self.latest.subscribe();
        if !self.beats.swap(true, Ordering::AcqRel) {
            actix_rt::spawn(Arc::clone(self).beat(running.clone()));
        }
        follower
    }

    async fn beat(self: Arc<Self>, running: Running) {
        let _beating = Beating(&self.beats);
        while self.latest.receiver_count() > 0 {
            self.now(&running).await;
            sleep(PERIOD).await;
        }
        // Who begins to follow does so on this thread too, so nobody can have come in between.
    }

    fn is_crowded(&self) -> bool {
        self.latest.receiver_count() >= MOST
    }

    /// What was dead a moment ago may not be now.
    pub fn forget(&self) {
        self.latest.send_if_modified(|state| {
            *state = None;
            false
        });
    }
}

/// Says that it beats no longer, whatever ended it.
struct Beating<'a>(&'a AtomicBool);

impl Drop for Beating<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

pub(super) fn routes(routes: &mut ServiceConfig) {
    routes.service(events);
}

/// The parts of the overview that change, as they do.
#[get("/events")]
async fn events(visitor: Visitor, dashboard: Data<Dashboard>, running: Data<Running>) -> HttpResponse {
    if dashboard.pulse.is_crowded() {
        return HttpResponse::ServiceUnavailable().insert_header((RETRY_AFTER, "30")).finish();
    }
    let (words, token) = (words(&visitor, &dashboard), visitor.token(&dashboard));
    let mut shown = HashMap::new();
    let encode = move |state: &State| page_events(state, &words, &token, &mut shown);
    answer(stream(visitor, dashboard, &running, encode))
}

/// The whole state, as it changes, for programs.
#[get("/events")]
pub(super) async fn states(visitor: Visitor, dashboard: Data<Dashboard>, running: Data<Running>) -> HttpResponse {
    if dashboard.pulse.is_crowded() {
        return HttpResponse::ServiceUnavailable().insert_header((RETRY_AFTER, "30")).finish();
    }
    answer(stream(visitor, dashboard, &running, |state| event("state", &json!(state))))
}

pub(super) fn answer(body: impl Stream<Item = Result<Bytes, actix_web::Error>> + 'static) -> HttpResponse {
    // nginx would hold events back.
    HttpResponse::Ok().content_type("text/event-stream").insert_header(("x-accel-buffering", "no")).streaming(body)
}

/// Ends when the visitor may no longer look.
fn stream(
    visitor: Visitor,
    dashboard: Data<Dashboard>,
    running: &Running,
    encode: impl FnMut(&State) -> String + 'static,
) -> impl Stream<Item = Result<Bytes, actix_web::Error>> + 'static {
    let follower = dashboard.pulse.follow(running);
    unfold((follower, encode), move |(mut follower, mut encode)| {
        let still = visitor.session.as_ref().is_none_or(|session| dashboard.sessions.knows(session));
        async move {
            let text = match timeout(KEEP_ALIVE, follower.changed()).await {
                _ if !still => return None,
                Ok(Err(_)) => return None,
                Err(_) => ": still here\n\n".to_owned(),
                Ok(Ok(())) => {
                    let state = follower.borrow_and_update().clone();
                    // Without news a byte tells whether anybody is there.
                    state
                        .map(|state| encode(&state))
                        .filter(|text| !text.is_empty())
                        .unwrap_or_else(|| ":\n\n".to_owned())
                }
            };
            Some((Ok(Bytes::from(text)), (follower, encode)))
        }
    })
}

/// The parts whose HTML is not what this page was sent last, and the newest point of the chart.
fn page_events(state: &State, words: &Words, token: &str, shown: &mut HashMap<&'static str, String>) -> String {
    let mut news = serde_json::Map::new();
    for (id, html) in Parts::of(state, words, token).render() {
        if shown.get(id) != Some(&html) {
            news.insert(id.to_owned(), html.clone().into());
            shown.insert(id, html);
        }
    }
    let mut text = String::new();
    if !news.is_empty() {
        text += &event("parts", &Value::Object(news));
    }
    if let Some(point) = state.updates.history.last() {
        text += &event("point", &json!([words.clock(&point.at), point.per_second]));
    }
    text
}

pub(super) fn event(name: &str, data: &Value) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}
