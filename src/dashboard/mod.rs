//! The pages for operators: how the service is, and how the chats are. Rendered here, kept fresh by server-sent events,
//! with a JSON API beside them.

mod access;
mod api;
mod assets;
mod chart;
mod chat;
mod chats;
mod cluster;
mod cookies;
mod frame;
mod gather;
mod guard;
mod letters;
mod live;
mod login;
mod meter;
mod overview;
mod search;
mod sessions;
mod spark;
mod state;
mod tries;
mod visitor;
mod words;

use std::{net::IpAddr, sync::Arc, time::Duration};

use actix_web::{
    dev::ServiceRequest,
    http::header::AUTHORIZATION,
    middleware::from_fn,
    web::{self, Data, ServiceConfig},
};

pub use access::Access;
pub(crate) use access::is_here;

use crate::{
    app::{cluster::Seen, zones},
    config::Settings,
    http::Pages,
};
use frame::NO_CHAT;
use language::zone::Zone;
use live::Pulse;
use sessions::Sessions;
use tries::Tries;

/// What the pages share.
pub(crate) struct Dashboard {
    access: Access,
    sessions: Sessions,
    tries: Tries,
    pulse: Arc<Pulse>,
    /// That of times which belong to no chat.
    zone: Zone,
    /// Whether it shows a cluster, and not what one machine has.
    is_of_cluster: bool,
    /// Whether what people wrote is shown.
    show_texts: bool,
}

/// The pages that these settings ask for; none where the dashboard is off.
///
/// # Errors
/// Others could reach it without a password, or the system has no random numbers.
pub fn pages(settings: &Settings) -> anyhow::Result<Pages> {
    guarded(settings, false, |pages| {
        pages
            .configure(overview::routes)
            .configure(letters::routes)
            .configure(chats::routes)
            .configure(chat::routes)
            .configure(live::routes)
            .configure(api::routes);
    })
}

/// The pages of a node of a cluster.
///
/// # Errors
/// As [`pages`].
pub(crate) fn cluster_pages(settings: &Settings, seen: &Seen) -> anyhow::Result<Pages> {
    let cluster = cluster::Cluster::new(seen);
    guarded(settings, true, move |pages| cluster::routes(pages, &cluster))
}

/// These pages, behind the door that all have.
fn guarded(
    settings: &Settings,
    is_of_cluster: bool,
    own: impl Fn(&mut ServiceConfig) + Send + Sync + 'static,
) -> anyhow::Result<Pages> {
    let Some(dashboard) = Dashboard::of(settings, is_of_cluster)? else { return Ok(Arc::new(|_| {})) };
    let dashboard = Data::new(dashboard);
    Ok(Arc::new(move |config| {
        let pages = web::scope("")
            .app_data(dashboard.clone())
            .wrap(from_fn(guard::guard))
            .configure(assets::routes)
            .configure(login::routes)
            .configure(&own)
            .default_service(web::to(frame::not_found));
        config.service(pages);
    }))
}

impl Dashboard {
    /// `None` where it is off.
    fn of(settings: &Settings, is_of_cluster: bool) -> anyhow::Result<Option<Self>> {
        let Some(access) = Access::of(settings)? else { return Ok(None) };
        Ok(Some(Self {
            access,
            sessions: Sessions::new()?,
            tries: Tries::default(),
            pulse: Arc::default(),
            zone: zones(settings).of(NO_CHAT).clone(),
            is_of_cluster,
            show_texts: settings.dashboard.show_texts,
        }))
    }

    /// Whether a request brings the password in its header; wrong ones count as guesses.
    ///
    /// # Errors
    /// How long it has to wait after too many of them.
    fn admits_bearer(&self, request: &ServiceRequest) -> Result<bool, Duration> {
        if !self.access.needs_password() {
            return Ok(false);
        }
        let header = request.headers().get(AUTHORIZATION).and_then(|value| std::str::from_utf8(value.as_bytes()).ok());
        let Some(password) = header.and_then(|header| header.strip_prefix("Bearer ")) else { return Ok(false) };
        match self.admits(password, request.peer_addr().map(|peer| peer.ip())) {
            Ok(()) => Ok(true),
            Err(Refusal::Wrong) => Ok(false),
            Err(Refusal::Wait(wait)) => Err(wait),
        }
    }

    /// Whether this is the password.
    ///
    /// # Errors
    /// It is not, or too many others were tried from there.
    fn admits(&self, password: &str, from: Option<IpAddr>) -> Result<(), Refusal> {
        let from = from.unwrap_or(IpAddr::from([0, 0, 0, 0]));
        if let Some(wait) = self.tries.wait(from) {
            return Err(Refusal::Wait(wait));
        }
        if !self.access.admits(password) {
            self.tries.note(from);
            tracing::info!(address = %from, "wrong password for the dashboard");
            return Err(Refusal::Wrong);
        }
        Ok(())
    }
}

/// Why somebody is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Wrong,
    Wait(Duration),
}
