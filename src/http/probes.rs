//! `/healthz` and `/readyz`.

use std::fmt::{self, Display};

use actix_web::{
    HttpResponse, Responder,
    web::{Data, ServiceConfig, get, resource},
};
use serde_json::json;
use telegram::{Connectivity, Rejection};

use crate::running::Running;

pub(super) fn routes(routes: &mut ServiceConfig) {
    // A resource answers other methods with 405, where a route would leave them to the pages.
    routes.service(resource("/healthz").route(get().to(healthz)));
    routes.service(resource("/readyz").route(get().to(readyz)));
}

/// The process serves.
async fn healthz() -> impl Responder {
    HttpResponse::Ok().body("ok\n")
}

/// The service does its work, or says why not.
async fn readyz(running: Data<Running>) -> impl Responder {
    let reasons = reasons(&running);
    if reasons.is_empty() {
        HttpResponse::Ok().json(json!({ "ready": true, "reasons": [] }))
    } else {
        HttpResponse::ServiceUnavailable().json(json!({ "ready": false, "reasons": in_words(&reasons) }))
    }
}

/// Why the service is not ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The supervisor gave up, for this reason.
    Ending(String),
    /// Why, if it cannot be opened for now.
    JournalShut(Option<String>),
    StoreShut {
        store: &'static str,
        why: Option<String>,
    },
    Unnamed,
    DiskFull,
    /// The newest answer of the Bot API.
    Rejected(Rejection),
    NeverReached,
    /// Seconds since Telegram answered.
    Silent(u64),
}

impl Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ending(reason) => write!(f, "the service is stopping: {reason}"),
            Self::JournalShut(None) => f.write_str("the journal is not open"),
            Self::JournalShut(Some(why)) => write!(f, "the journal is not open: {why}"),
            Self::StoreShut { store, why: None } => write!(f, "the {store} store is not open"),
            Self::StoreShut { store, why: Some(why) } => write!(f, "the {store} store is not open: {why}"),
            Self::Unnamed => f.write_str("Telegram has not yet identified the bot"),
            Self::DiskFull => f.write_str("the disk is nearly full: updates wait at Telegram"),
            Self::Rejected(rejection) => f.write_str(remedy(*rejection)),
            Self::NeverReached => f.write_str("Telegram has not been reached yet"),
            Self::Silent(seconds) => write!(f, "Telegram was last reached {seconds} s ago"),
        }
    }
}

/// Nothing if it is ready.
pub(crate) fn reasons(running: &Running) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(running.supervisor.gave_up().map(Reason::Ending));
    if !running.journal.is_open() {
        reasons.push(Reason::JournalShut(running.journal.shut().map(|why| why.to_string())));
    }
    let stores = running.stores();
    let shut = stores.iter().filter(|store| store.bookmark().is_none());
    reasons.extend(shut.map(|it| Reason::StoreShut { store: it.name(), why: it.shut().map(|why| why.to_string()) }));
    if running.edge.borrow().is_none() {
        reasons.push(Reason::Unnamed);
    }
    if running.disk.is_full() {
        reasons.push(Reason::DiskFull);
    }
    reasons.extend(running.connectivity.rejection().map(Reason::Rejected));
    reasons.extend(silence(&running.connectivity, running.longest_silence));
    reasons
}

/// In words for programs and logs.
pub(super) fn in_words(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(ToString::to_string).collect()
}

fn remedy(rejection: Rejection) -> &'static str {
    match rejection {
        Rejection::Token => {
            "Telegram refuses the bot's token (401): it was revoked or is wrong. Ask @BotFather for a new one and set \
             TELEGRAM_BOT_TOKEN"
        }
        Rejection::NoSuchBot => {
            "the Bot API server does not know this bot (404): check TELEGRAM_API_URL; if the token was revoked, ask \
             @BotFather for a new one and set TELEGRAM_BOT_TOKEN"
        }
        Rejection::Redirect => {
            "the Bot API server redirects to another address, and redirects are not followed: set TELEGRAM_API_URL to \
             the final address"
        }
        Rejection::Nonsense => {
            "the server does not answer like a Bot API server: check TELEGRAM_API_URL, and whether a proxy or a login \
             page is in between"
        }
    }
}

fn silence(connectivity: &Connectivity, longest: std::time::Duration) -> Option<Reason> {
    match connectivity.ago() {
        None => Some(Reason::NeverReached),
        Some(ago) if ago > longest => Some(Reason::Silent(ago.as_secs())),
        Some(_) => None,
    }
}
