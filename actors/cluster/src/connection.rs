//! The connection to the NATS servers, and whether they are fit to rely on.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use async_nats::{Client, ConnectOptions, Event, ServerAddr, jetstream};
use tokio::sync::mpsc;

use crate::{
    monitor::{SyncCheck, check_sync},
    settings::{ClusterSettings, SettingsError, redacted},
    task::Task,
};

/// Older servers lost writes that they had acknowledged (nats-server issues 7564 and 7567).
const OLDEST_SERVER: (i64, i64, i64) = (2, 12, 3);
/// What is waited for an answer or an acknowledgement.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(3);
/// What is waited for one server to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// How often a silent connection is tried.
const PING: Duration = Duration::from_secs(2);
/// How often it is looked whether the connection is another one.
const LOOK: Duration = Duration::from_millis(250);
const LONGEST_RECONNECT_PAUSE: Duration = Duration::from_secs(2);

/// A connection that is made anew, for ever, when it breaks. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Connection {
    client: Client,
    jetstream: jetstream::Context,
    sync: SyncCheck,
    _log: Arc<Task>,
}

/// Why there is no connection. Holds no passwords and no tokens.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error("cannot read the NATS credentials file {path}: {error}")]
    Credentials { path: String, error: std::io::Error },
    #[error("cannot connect to NATS at {servers}: {error}: check the addresses, the login and the certificates")]
    Unreachable { servers: String, error: String },
    #[error(
        "the NATS server {server} is version {version}, and versions before 2.12.3 can lose what they acknowledged: \
         install nats-server 2.12.3 or newer on all servers"
    )]
    TooOld { server: String, version: String },
    #[error(
        "a NATS server acknowledges before its disk has it, so a power cut loses updates: set \
         `jetstream {{ sync_interval: always }}` in the configuration of every server, or accept the loss with unsafe_sync"
    )]
    NotSynced,
}

impl Connection {
    /// Connects and checks the servers.
    ///
    /// # Errors
    /// The settings are wrong, no server can be reached, or the server is not fit to rely on.
    pub async fn open(settings: &ClusterSettings) -> Result<Self, ConnectError> {
        settings.check()?;
        let (events, received) = mpsc::unbounded_channel();
        let options = options(settings, events).await?;
        let client = options.connect(&settings.servers[..]).await.map_err(|error| unreachable(settings, &error))?;
        check_version(&client)?;
        let sync = check_sync(&settings.monitors).await;
        judge_sync(sync, settings.unsafe_sync)?;
        let mut jetstream = jetstream::new(client.clone());
        jetstream.set_timeout(REQUEST_TIMEOUT);
        let log = Arc::new(Task::spawn(log_events(client.clone(), received)));
        Ok(Self { client, jetstream, sync, _log: log })
    }

    /// For requests between nodes.
    pub fn client(&self) -> &Client {
        &self.client
    }

    pub fn jetstream(&self) -> &jetstream::Context {
        &self.jetstream
    }

    /// Whether acknowledged writes outlive a power cut, as far as it is known.
    pub fn sync(&self) -> SyncCheck {
        self.sync
    }

    /// The name and the version of the server that is connected.
    pub fn server(&self) -> (String, String) {
        let info = self.client.server_info();
        (info.server_name, info.version)
    }

    /// Whether a server is connected now.
    pub fn is_connected(&self) -> bool {
        self.client.connection_state() == async_nats::connection::State::Connected
    }
}

/// How many connections a client has had: what was on its way through one that broke is lost.
pub(crate) fn connects(client: &Client) -> u64 {
    client.statistics().connects.load(Ordering::Relaxed)
}

/// Resolves when the connection is another than the one that there is now.
pub async fn reconnected(client: &Client) {
    reconnected_since(client, connects(client)).await;
}

/// Resolves when the client has had more connections than that.
pub(crate) async fn reconnected_since(client: &Client, before: u64) {
    while connects(client) == before {
        tokio::time::sleep(LOOK).await;
    }
}

async fn options(
    settings: &ClusterSettings,
    events: mpsc::UnboundedSender<Event>,
) -> Result<ConnectOptions, ConnectError> {
    let mut options = login(settings).await?;
    if let Some(ca) = &settings.ca {
        options = options.add_root_certificates(ca.clone());
    }
    if let (Some(cert), Some(key)) = (&settings.cert, &settings.key) {
        options = options.add_client_certificate(cert.clone(), key.clone());
    }
    let needs_tls = settings.ca.is_some() || settings.cert.is_some();
    let options = options.require_tls(needs_tls).name(format!("balachka {}", settings.node));
    let options = options.connection_timeout(CONNECT_TIMEOUT).request_timeout(Some(REQUEST_TIMEOUT));
    let options = options.ping_interval(PING).reconnect_delay_callback(reconnect_pause);
    Ok(options.event_callback(move |event| {
        events.send(event).ok();
        std::future::ready(())
    }))
}

async fn login(settings: &ClusterSettings) -> Result<ConnectOptions, ConnectError> {
    let options = ConnectOptions::new();
    if let Some(path) = &settings.credentials {
        let failed = |error| ConnectError::Credentials { path: path.display().to_string(), error };
        return options.credentials_file(path).await.map_err(failed);
    }
    if let Some(token) = &settings.token {
        return Ok(options.token(token.clone()));
    }
    if let (Some(user), Some(password)) = (&settings.user, &settings.password) {
        return Ok(options.user_and_password(user.clone(), password.clone()));
    }
    // async-nats does not take the login from addresses.
    let addresses = settings.servers.iter().filter_map(|server| server.parse::<ServerAddr>().ok());
    let login = addresses
        .filter(ServerAddr::has_user_pass)
        .find_map(|address| Some((address.username()?.to_owned(), address.password().unwrap_or_default().to_owned())));
    Ok(match login {
        Some((user, password)) => options.user_and_password(user, password),
        None => options,
    })
}

/// The first attempts come at once: another server is up, most likely.
fn reconnect_pause(attempts: usize) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(3)).unwrap_or(u32::MAX).min(10);
    if attempts <= 3 { Duration::ZERO } else { Duration::from_millis(50 << doublings).min(LONGEST_RECONNECT_PAUSE) }
}

fn unreachable(settings: &ClusterSettings, error: &async_nats::ConnectError) -> ConnectError {
    let servers: Vec<_> = settings.servers.iter().map(|server| redacted(server)).collect();
    ConnectError::Unreachable { servers: servers.join(", "), error: redacted(&error.to_string()) }
}

fn check_version(client: &Client) -> Result<(), ConnectError> {
    let (major, minor, patch) = OLDEST_SERVER;
    if client.is_server_compatible(major, minor, patch) {
        return Ok(());
    }
    let info = client.server_info();
    Err(ConnectError::TooOld { server: info.server_name, version: info.version })
}

fn judge_sync(sync: SyncCheck, unsafe_sync: bool) -> Result<(), ConnectError> {
    match sync {
        SyncCheck::Always => {}
        SyncCheck::NotAlways if unsafe_sync => {
            tracing::warn!("a NATS server acknowledges before its disk has it: a power cut can lose updates");
        }
        SyncCheck::NotAlways => return Err(ConnectError::NotSynced),
        SyncCheck::Unknown => tracing::warn!(
            "it is UNKNOWN whether the NATS servers write to disk before they acknowledge: set `jetstream {{ \
             sync_interval: always }}` on every server, and the addresses of their monitoring here so that it can be checked"
        ),
    }
    Ok(())
}

async fn log_events(client: Client, mut events: mpsc::UnboundedReceiver<Event>) {
    while let Some(event) = events.recv().await {
        match event {
            Event::Connected => log_server(&client).await,
            Event::Disconnected => tracing::warn!("the connection to NATS broke; connecting again"),
            Event::SlowConsumer(subscription) => {
                tracing::warn!(subscription, "messages of NATS come faster than they are taken; some were dropped");
            }
            Event::LameDuckMode => tracing::info!("the NATS server is about to stop"),
            Event::ServerError(error) => tracing::warn!(error = redacted(&error.to_string()), "NATS reports an error"),
            Event::ClientError(error) => {
                tracing::debug!(error = redacted(&error.to_string()), "cannot connect to NATS");
            }
            Event::Draining | Event::Closed => {}
        }
    }
}

async fn log_server(client: &Client) {
    // What is known of the server is that of the former one until the new connection is in use.
    client.flush().await.ok();
    let info = client.server_info();
    tracing::info!(server = info.server_name, version = info.version, "connected to NATS");
    if let Err(error) = check_version(client) {
        tracing::error!("{error}");
    }
}
