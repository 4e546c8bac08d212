//! The service as one node of a cluster: the shards that are its own, each as one machine has its stores, and the gateway while it
//! is elected.

mod alarms;
mod budgets;
mod faults;
mod gateway;
mod http;
mod keeper;
mod lookups;
mod node;
mod owner;
mod place;
mod seen;
mod settings;
mod shard;

pub(crate) use faults::{is_old, is_served};
pub(crate) use lookups::SNAPSHOT;
pub(crate) use seen::{Reason, Seen, Sight};
pub(crate) use settings::{cluster_settings, names, node_settings};

use std::{fmt::Display, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use anyhow::Context as _;
use cluster::{
    ClusterSettings, ConnectError, Connection, Gateway, JoinError, Layout, LayoutError, Member, Membership, Names,
    Planner, Snapshots, Standing, State, Updates,
};
use llm::Models;
use operations::stores::STORES;
use parking_lot::Mutex;
use prometheus::core::Collector;
use runtime::{Backoff, metrics};
use sharding::Routes;
use telegram::{Client, Connectivity, Deliveries};
use tokio::{
    sync::{mpsc, watch},
    time::{sleep, timeout},
};

use super::{BotAccess, Reread, bot_id, edge, models, personas, reload, reload::LiveSettings, rules, zones};
use crate::{
    config::Settings,
    exit::Exit,
    http as server,
    http::webhook::{Door, Entrance},
    lifecycle,
    understanding::analyzer,
};
use node::Node;
use owner::Owner;

/// Runs this node until it is told to stop, or a part of it keeps failing. `pages`, served beside the probes, see the cluster
/// through `seen`.
///
/// # Errors
/// What stops the start; [`Exit::GaveUp`] when a supervisor gave up.
pub fn run(
    settings: &Settings,
    again: Reread,
    data: &Path,
    access: BotAccess,
    (seen, pages): (Seen, server::Pages),
    greet: fn(SocketAddr),
) -> anyhow::Result<()> {
    refuse_one_machines(data)?;
    metrics::register(STORES.iter().map(|store| store.name));
    leave_out_one_journals();
    actix_rt::System::new().block_on(serve(settings, again, data, access, (seen, pages), greet))
}

/// Takes back what is told of one journal and its stores: each shard would tell it of itself.
fn leave_out_one_journals() {
    for told in
        [Box::new(metrics::JOURNAL_SEQ.clone()) as Box<dyn Collector>, Box::new(metrics::STORE_BOOKMARK.clone())]
    {
        // An error means that it is not told.
        let _ = prometheus::unregister(told);
    }
}

/// What one machine has belongs to no shard.
fn refuse_one_machines(data: &Path) -> anyhow::Result<()> {
    if !data.join("journal.db").exists() {
        return Ok(());
    }
    Err(Exit::Usage.because(format!(
        "the data directory {} is that of one machine: take it into the cluster with `balachka cluster init --from {0}` while \
         nothing runs, and give this node an empty data directory",
        data.display()
    )))
}

async fn serve(
    settings: &Settings,
    again: Reread,
    data: &Path,
    access: BotAccess,
    (seen, pages): (Seen, server::Pages),
    greet: fn(SocketAddr),
) -> anyhow::Result<()> {
    let stop = lifecycle::stop_signal().context("cannot install signal handlers")?;
    tokio::pin!(stop);
    drop(actix_rt::task::spawn_blocking(intent::prepare));
    let cluster_settings = node_settings(&settings.cluster)?;
    let deliveries: Arc<Mutex<Option<Deliveries>>> = Arc::default();
    let (server, address) = listen(settings, &seen, &deliveries, pages)?;
    greet(address);
    let started = tokio::select! {
        started = start(settings, again, data, &access, &cluster_settings) => started?,
        () = &mut stop => return Ok(()),
    };
    let Started { node, spent } = started;
    seen.show(&node);
    if let Some(at) = &access.webhook {
        let door = Deliveries::new(Arc::new(node.log()), &at.secret, node.disk.clone(), node.connectivity.clone());
        *deliveries.lock() = Some(door);
    }
    actix_rt::spawn(node::record_usage(Arc::clone(&node), spent));
    actix_rt::spawn(budgets::share(Arc::clone(&node)));
    let gateway = Gateway::stand(&node.state, &node.membership);
    let _planner = Planner::start(&node.state, &gateway, node.layout.shape.shards);
    let (gave_up, mut given_up) = mpsc::unbounded_channel();
    let (stopping, stopped) = watch::channel(false);
    let mut owner = actix_rt::spawn(Owner::new(Arc::clone(&node), gave_up).run(stopped.clone()));
    let gateway = actix_rt::spawn(gateway::serve(Arc::clone(&node), gateway, access.webhook, stopped));
    let outcome = tokio::select! {
        () = &mut stop => Ok(()),
        Some(why) = given_up.recv() => Err(Exit::GaveUp.because(why)),
        () = replaced(&node) => Err(Exit::Busy.because(format!(
            "another node took the name {}: give each its own cluster.node", cluster_settings.node
        ))),
    };
    stopping.send_replace(true);
    let deadline = Duration::from_secs(settings.runtime.drain_deadline_secs);
    // Nothing more is received; what was is handed over.
    let ended = async { (gateway.await, (&mut owner).await) };
    if timeout(deadline, ended).await.is_err() {
        tracing::warn!("the shutdown took too long; other nodes go on from what they have");
    }
    seen.hide();
    if let Err(error) = node.membership.leave().await {
        tracing::warn!(%error, "cannot tell the others that this node leaves; they find out");
    }
    server.stop(false).await;
    outcome
}

fn listen(
    settings: &Settings,
    seen: &Seen,
    deliveries: &Arc<Mutex<Option<Deliveries>>>,
    pages: server::Pages,
) -> anyhow::Result<(actix_web::dev::ServerHandle, SocketAddr)> {
    let (seen, deliveries) = (seen.clone(), Arc::clone(deliveries));
    let door = Door::new(move || {
        let deliveries = deliveries.lock().clone();
        Entrance { is_open: deliveries.is_some(), deliveries }
    });
    server::listen(settings.http.addr, Arc::new(move |routes| http::routes(routes, &seen, &door, &pages)))
}

/// Resolves when another node has this one's name.
async fn replaced(node: &Node) {
    let mut standing = node.membership.standing();
    let replaced = standing.wait_for(|standing| matches!(standing, Standing::Out(cluster::Lost::Replaced))).await;
    if replaced.is_err() {
        std::future::pending::<()>().await;
    }
}

/// What [`start`] puts together.
struct Started {
    node: Arc<Node>,
    spent: mpsc::UnboundedReceiver<llm::Spending>,
}

/// Comes into the cluster: waits for NATS and for Telegram, and for nothing else.
async fn start(
    settings: &Settings,
    again: Reread,
    data: &Path,
    access: &BotAccess,
    cluster_settings: &ClusterSettings,
) -> anyhow::Result<Started> {
    let own = bot_id(&access.token)?;
    let telegram = Client::new(&access.token, &access.api_url)
        .map_err(|problem| Exit::Usage.because(format!("TELEGRAM_API_URL: {problem}")))?;
    let live_settings = LiveSettings::new(settings, personas(settings)?);
    let (models, spent) = Models::new(&models::llm(&settings.llm)).map_err(|problem| Exit::Usage.because(problem))?;
    let connection = connect(cluster_settings).await?;
    let names = names(&settings.cluster, own);
    let layout = open_layout(&connection, &names, cluster_settings.replicas).await?;
    let state = patiently("read the state", |_| true, async || State::open(&layout).await).await;
    let state = Arc::new(state.context("cannot read the cluster's state")?);
    let membership = join(&state, data, cluster_settings).await?;
    let connectivity = Connectivity::default();
    let identity = edge::who_am_i(&connectivity, &telegram).await;
    let updates = Updates::new(&layout);
    let node = Node {
        data: data.to_owned(),
        settings: settings.clone(),
        live_settings: live_settings.clone(),
        models,
        analyzer: analyzer(settings)?,
        zones: zones(settings),
        disk: rules::disk(settings, data),
        connectivity,
        longest_silence: Duration::from_secs(settings.telegram.poll_timeout_secs + 30),
        identity,
        telegram,
        view: state.view(),
        routes: Routes::new(&state, layout.shape.shards),
        snapshots: Snapshots::new(&layout),
        state,
        membership,
        updates,
        layout,
        stores_of: node::stores_of(),
        conversations: Mutex::default(),
    };
    actix_rt::spawn(reload::on_hangup(settings.clone(), again, live_settings));
    Ok(Started { node: Arc::new(node), spent })
}

/// Tries until it works, or fails in a way that waiting does not mend.
async fn patiently<T, E: Display>(
    what: &str,
    may_pass: impl Fn(&E) -> bool,
    work: impl AsyncFn() -> Result<T, E>,
) -> Result<T, E> {
    let mut backoff = Backoff::new(Duration::from_millis(500), Duration::from_secs(15));
    loop {
        match work().await {
            Err(error) if may_pass(&error) => {
                let pause = backoff.pause();
                tracing::warn!(what, %error, pause_ms = pause.as_millis() as u64, "NATS is not ready; trying again");
                sleep(pause).await;
            }
            outcome => return outcome,
        }
    }
}

/// What is wrong with the cluster that the settings name.
fn unusable(error: impl Display) -> anyhow::Error {
    Exit::Usage.because(format!("[cluster]: {error}"))
}

async fn connect(settings: &ClusterSettings) -> anyhow::Result<Connection> {
    let may_pass = |error: &ConnectError| matches!(error, ConnectError::Unreachable { .. });
    patiently("connect", may_pass, async || Connection::open(settings).await).await.map_err(unusable)
}

async fn open_layout(connection: &Connection, names: &Names, replicas: usize) -> anyhow::Result<Layout> {
    let may_pass = |error: &LayoutError| matches!(error, LayoutError::Unavailable { .. });
    let open = async || Layout::open(connection, names, replicas).await;
    patiently("find the streams", may_pass, open).await.map_err(unusable)
}

async fn join(state: &State, data: &Path, settings: &ClusterSettings) -> anyhow::Result<Membership> {
    let may_pass = |error: &JoinError| matches!(error, JoinError::State(_));
    let join = async || {
        let member = Member {
            node: settings.node.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            former_instance: place::former_instance(data),
        };
        Membership::join(state, member).await
    };
    let membership = patiently("join", may_pass, join).await.map_err(|error| Exit::Busy.because(error))?;
    remember_instance(&membership, data);
    Ok(membership)
}

/// Notes each instance in the data directory: who holds its lock knows that the instance is over.
fn remember_instance(membership: &Membership, data: &Path) {
    let (mut standing, data) = (membership.standing(), data.to_owned());
    actix_rt::spawn(async move {
        loop {
            let instance = match &*standing.borrow_and_update() {
                Standing::In(lease) => Some(lease.instance().to_owned()),
                Standing::Out(_) => None,
            };
            if let Some(instance) = instance
                && let Err(error) = place::write_instance(&data, &instance)
            {
                tracing::warn!(%error, "cannot note this node's instance; its next start takes some seconds longer");
            }
            if standing.changed().await.is_err() {
                return;
            }
        }
    });
}
