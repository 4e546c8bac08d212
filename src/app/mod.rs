//! The one place where the parts are put together: start, serve, drain.

pub(crate) mod cluster;
mod drain;
mod edge;
mod last_run;
mod manager;
pub(crate) mod models;
mod preflight;
mod reload;
mod rules;
mod stores;

pub(crate) use preflight::refuse_another_bots;
pub(crate) use rules::zones;
pub(crate) use stores::Stores;

use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context as _;
use conversation::persona::Personas;
use events::PersonId;
use llm::Models;
use operations::{
    backup,
    stores::{DerivedStores, STORES, StoreDeps},
};
use runtime::{Supervisor, metrics};
use storage::{journal::Journal, store::StoreLocation};
use telegram::{Address, Client, Connectivity, Deliveries};
use tokio::{sync::watch, task::JoinHandle, time::timeout};

use reload::LiveSettings;

use crate::{
    config::Settings,
    exit::Exit,
    http, lifecycle, owner_only,
    running::{Edge, Running},
    understanding::analyzer,
};

/// How long the end of a service that gave up may wait for its admins to be told.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// The Bot API to work with.
pub struct BotAccess {
    pub token: String,
    pub api_url: String,
    /// Where it is to deliver updates; `None` to ask for them.
    pub webhook: Option<Address>,
}

/// Reads the settings again.
pub type Reread = Box<dyn Fn() -> anyhow::Result<Settings>>;

/// Runs the service until it is told to stop, or a part of it keeps failing. What may change under way is taken from
/// `again` on SIGHUP. `pages` are served beside the probes; `greet` is told the address.
///
/// # Errors
/// What stops the start; [`Exit::GaveUp`] when the supervisor gave up.
pub fn run(
    settings: &Settings,
    again: Reread,
    folder: PathBuf,
    access: BotAccess,
    pages: http::Pages,
    greet: fn(std::net::SocketAddr),
) -> anyhow::Result<()> {
    if owner_only::is_open(&folder) {
        let folder = folder.display();
        tracing::warn!(%folder, "other users can read the data directory, which contains people's messages: run chmod 700 {folder}");
    }
    metrics::register(STORES.iter().map(|store| store.name));
    actix_rt::System::new().block_on(serve(settings, again, folder, access, pages, greet))
}

async fn serve(
    settings: &Settings,
    again: Reread,
    folder: PathBuf,
    access: BotAccess,
    pages: http::Pages,
    greet: fn(std::net::SocketAddr),
) -> anyhow::Result<()> {
    let stop = lifecycle::stop_signal().context("cannot install signal handlers")?;
    drop(actix_rt::task::spawn_blocking(intent::prepare));
    let client = Client::new(&access.token, &access.api_url)
        .map_err(|problem| Exit::Usage.because(format!("TELEGRAM_API_URL: {problem}")))?;
    let live_settings = LiveSettings::new(settings, personas(settings)?);
    let (models, spent) = Models::new(&models::llm(&settings.llm)).map_err(|problem| Exit::Usage.because(problem))?;
    let own = bot_id(&access.token)?;
    preflight::check(&folder, last_run::gave_up(&folder)).await?;
    refuse_another_bots(&folder, own).await?;
    let supervisor = Supervisor::new(rules::limits(settings));
    let journal = Journal::start(&supervisor, &folder, own.0);
    journal.hear_only(rules::allowed_chats(settings));
    let shelf = settings.backups();
    let home = StoreLocation::new(&folder, move |file| backup::copies(&shelf, own.0, file));
    let (analyzer, zones) = (analyzer(settings)?, zones(settings));
    let deps = StoreDeps {
        supervisor: &supervisor,
        home,
        journal: &journal,
        own,
        analyzer: analyzer.clone(),
        zones: zones.clone(),
    };
    let derived = DerivedStores::start(deps);
    let connectivity = Connectivity::default();
    let disk = rules::disk(settings, &folder);
    let deliveries = access
        .webhook
        .as_ref()
        .map(|at| Deliveries::new(Arc::new(journal.clone()), &at.secret, disk.clone(), connectivity.clone()));
    let (edge_sender, edge) = watch::channel(None);
    let (outbox_sender, outbox) = watch::channel(None);
    let poll = Duration::from_secs(settings.telegram.poll_timeout_secs);
    let longest_silence = poll + Duration::from_secs(30);
    let running = Running {
        supervisor,
        journal,
        analyzer,
        zones,
        derived,
        connectivity,
        deliveries,
        disk,
        longest_silence,
        outbox,
        edge,
    };
    let (server, address) = http::serve(settings.http.addr, running.clone(), pages)?;
    greet(address);
    let (data, gave_up) = (folder.clone(), last_run::take_why(&folder));
    let (settings, webhook) = (settings.clone(), access.webhook);
    let drain_deadline = Duration::from_secs(settings.runtime.drain_deadline_secs);
    let (outbox, manners_of_edge) = (outbox_sender, live_settings.clone());
    let parts = edge::Parts {
        client,
        folder,
        settings,
        webhook,
        gave_up,
        live_settings: manners_of_edge,
        models,
        shards: None,
        outbox,
    };
    actix_rt::spawn(reload::on_hangup(parts.settings.clone(), again, live_settings));
    let attended = actix_rt::spawn(manager::attend(running.clone()));
    let mut starting = actix_rt::spawn(edge::start(running.clone(), parts, spent, edge_sender));

    let outcome = tokio::select! {
        () = stop => Ok(()),
        reason = running.supervisor.given_up() => {
            last_run::note_why(&data, &reason);
            tell_admins(&running).await;
            Err(Exit::GaveUp.because(reason))
        }
        () = broken(&mut starting) => Err(Exit::GaveUp.because("the service could not start: see its log")),
    };
    starting.abort();
    attended.abort();
    manager::stopping();
    drain::drain(&running, drain_deadline).await;
    server.stop(false).await;
    outcome
}

/// Resolves if the start panics: half a service must not seem to work.
async fn broken(starting: &mut JoinHandle<()>) {
    match starting.await {
        Err(error) if error.is_panic() => {}
        _ => std::future::pending().await,
    }
}

/// What needs the admins would otherwise wait for the next start, which may be refused.
async fn tell_admins(running: &Running) {
    let edge = running.edge.borrow().clone();
    let Some(Edge { alarms, alarms_actor, .. }) = edge else { return };
    // Two at once would tell twice.
    alarms_actor.stop().await;
    if timeout(LAST_WORDS, alarms.last_words()).await.is_err() {
        tracing::warn!("the admins could not be notified in time");
    }
}

/// The personas that chats may choose from.
///
/// # Errors
/// Says what is wrong with which.
pub(crate) fn personas(settings: &Settings) -> anyhow::Result<Personas> {
    let personas = Personas::load(settings.bot.personas_dir.as_deref(), &settings.bot.persona);
    personas.map_err(|problem| Exit::Usage.because(format!("bot.persona, bot.personas_dir: {problem}")))
}

/// The number in a token is the bot's own.
pub(crate) fn bot_id(token: &str) -> anyhow::Result<PersonId> {
    let number = token.split(':').next().and_then(|number| number.parse().ok());
    number.map(PersonId).ok_or_else(|| Exit::Usage.because("the bot token has no number before its colon"))
}
