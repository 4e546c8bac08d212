//! Several machines: the NATS servers, what the cluster has in them, its nodes and shards.

use cluster::{ConnectError, Connection, Layout, LayoutError, ShardId, ShardStatus, State, Status, ask_monitor};

use super::Finding;
use crate::{
    app::{
        bot_id,
        cluster::{cluster_settings, is_old, is_served, names},
    },
    cli::cluster::{SYNC_REMEDY, SYNC_UNKNOWN},
    config::Settings,
};

/// Updates that a shard may be behind; the alert in deploy/prometheus has the same.
const LAG: u64 = 10_000;

pub(super) async fn look(settings: &Settings) -> Vec<Finding> {
    if settings.cluster.servers.is_empty() {
        return Vec::new();
    }
    // Both are found by other checks if they are wrong.
    let Ok(reach) = cluster_settings(&settings.cluster) else { return Vec::new() };
    let token = settings.telegram.token.as_ref();
    let Some(bot) = token.and_then(|token| bot_id(token.expose()).ok()) else { return Vec::new() };
    let names = names(&settings.cluster, bot);
    // What is wrong with the servers is a finding, and no reason to look no further.
    let reach = cluster::ClusterSettings { unsafe_sync: true, ..reach };
    let mut findings = servers(&reach).await;
    findings.extend(syncs(settings).await);
    if let Ok(connection) = Connection::open(&reach).await {
        match Layout::open(&connection, &names, reach.replicas).await {
            Ok(layout) => findings.extend(inside(&layout, settings.cluster.snapshot_secs).await),
            Err(error) => findings.push(streams(&error)),
        }
    }
    findings
}

/// Each server by itself: a client that has one asks no other.
async fn servers(reach: &cluster::ClusterSettings) -> Vec<Finding> {
    let mut asked = Vec::new();
    for server in &reach.servers {
        let one = cluster::ClusterSettings { servers: vec![server.clone()], monitors: Vec::new(), ..reach.clone() };
        asked.push(Connection::open(&one).await.map(|connection| connection.server()));
    }
    let is_any_there = asked.iter().any(Result::is_ok);
    asked.into_iter().map(|answer| server(answer, is_any_there)).collect()
}

fn server(answer: Result<(String, String), ConnectError>, is_any_there: bool) -> Finding {
    match answer {
        Ok((name, version)) => Finding::fine("nats", format!("the server {name} is version {version}")),
        Err(ConnectError::TooOld { server, version }) => Finding::failed(
            "nats",
            format!("the server {server} is version {version}, which can lose what it acknowledged"),
            "install nats-server 2.12.3 or newer on all servers, one at a time",
        ),
        Err(ConnectError::Unreachable { servers, error }) => {
            let found = format!("cannot connect to {servers}: {error}");
            let remedy = "start the server; or check cluster.servers, the login and the certificates";
            if is_any_there { Finding::warning("nats", found, remedy) } else { Finding::failed("nats", found, remedy) }
        }
        Err(error) => Finding::failed("nats", error.to_string(), "check [cluster] in the settings"),
    }
}

/// Whether what the servers acknowledge is on their disks.
async fn syncs(settings: &Settings) -> Vec<Finding> {
    let cluster = &settings.cluster;
    if cluster.monitors.is_empty() {
        return vec![Finding::warning("sync", SYNC_UNKNOWN, SYNC_REMEDY)];
    }
    let (mut findings, mut synced) = (Vec::new(), Vec::new());
    for monitor in &cluster.monitors {
        match ask_monitor(monitor).await {
            Ok(server) if server.sync_always => synced.push(server.name),
            Ok(server) => findings.push(not_synced(&server.name, cluster.unsafe_sync)),
            Err(error) => findings.push(Finding::warning(
                "sync",
                format!("the monitoring at {monitor} does not answer: {error}"),
                "start the server, or check cluster.monitors",
            )),
        }
    }
    if !synced.is_empty() {
        let names = synced.join(", ");
        findings.push(Finding::fine("sync", format!("written to disk before it is acknowledged: {names}")));
    }
    findings
}

fn not_synced(server: &str, is_accepted: bool) -> Finding {
    let found = format!("the server {server} acknowledges before its disk has it: a power cut loses updates");
    let remedy = "set `jetstream { sync_interval: always }` in the configuration of every server, and restart them one at a time";
    if is_accepted { Finding::warning("sync", found, remedy) } else { Finding::failed("sync", found, remedy) }
}

fn streams(error: &LayoutError) -> Finding {
    let remedy = match error {
        LayoutError::NotInitialised => "deploy/CLUSTER.md: begin",
        LayoutError::Unavailable { .. } => "start more servers: a majority of the copies must be there",
        _ => "deploy/CLUSTER.md: what happens when",
    };
    Finding::failed("streams", error.to_string(), remedy)
}

/// What is in a cluster that was made.
async fn inside(layout: &Layout, snapshot_secs: u64) -> Vec<Finding> {
    let mut findings =
        vec![Finding::fine("streams", format!("all are there as they should be, for {} shards", layout.shape.shards))];
    findings.extend(copies(layout).await);
    match State::open(layout).await {
        Ok(state) => findings.extend(parts(&Status::observe(&state, layout.shape.shards).await, snapshot_secs)),
        Err(error) => findings.push(Finding::failed("nodes", error.to_string(), "look again in a minute")),
    }
    findings
}

async fn copies(layout: &Layout) -> Vec<Finding> {
    match layout.missing_copies().await {
        Ok(missing) if missing.is_empty() => vec![Finding::fine("copies", "none is missing")],
        Ok(missing) => missing.iter().map(|(server, streams)| missing_copy(server, streams)).collect(),
        Err(error) => vec![Finding::failed(
            "copies",
            error.to_string(),
            "start more servers: a majority of the copies must be there",
        )],
    }
}

fn missing_copy(server: &str, streams: &[String]) -> Finding {
    Finding::warning(
        "copies",
        format!("the server {server} lacks the newest of {}", streams.join(", ")),
        "start it; if it runs, it catches up by itself: look again in a minute",
    )
}

/// Nodes and shards.
fn parts(status: &Status, snapshot_secs: u64) -> Vec<Finding> {
    let alive: Vec<_> = status.nodes.iter().filter(|node| node.alive).map(|node| node.node.as_str()).collect();
    let mut findings = vec![match alive.len() {
        0 => Finding::warning("nodes", "none is running", "start them: `balachka run`"),
        count => Finding::fine("nodes", format!("{count} of {} are running: {}", status.nodes.len(), alive.join(", "))),
    }];
    let lost = status.nodes.iter().filter(|node| !node.alive && !node.left);
    findings.extend(lost.map(|node| lost_node(&node.node)));
    if !alive.is_empty() {
        findings.push(gateway(status.gateway.as_deref()));
        findings.extend(shards(&status.shards));
        findings.push(lag(&status.shards));
    }
    findings.extend(snapshots(&status.shards, snapshot_secs));
    findings
}

fn lost_node(node: &str) -> Finding {
    Finding::warning(
        "nodes",
        format!("{node} was lost: it did not stop in order"),
        format!("start it again; if it is gone for good, `balachka cluster forget-node {node}`"),
    )
}

fn gateway(gateway: Option<&str>) -> Finding {
    match gateway {
        Some(node) => Finding::fine("gateway", format!("{node} receives from Telegram, and sends")),
        None => Finding::failed("gateway", "no node receives from Telegram", "the logs of the nodes have the reason"),
    }
}

fn shards(shards: &[ShardStatus]) -> Vec<Finding> {
    let still = those(shards, |shard| shard.stands_still);
    let homeless = those(shards, |shard| shard.owner.is_none());
    let unserved = those(shards, |shard| shard.owner.is_some() && !is_served(shard) && !shard.stands_still);
    let mut findings = Vec::new();
    findings.extend(still.map(|shards| {
        let remedy = "restore NATS from a backup, or stop all nodes and run `balachka cluster restore`";
        Finding::failed(
            "shards",
            format!("these stand still, since NATS lost updates that they need: {shards}"),
            remedy,
        )
    }));
    findings.extend(homeless.map(|shards| {
        let remedy = "look again in a minute: others take them within seconds; if not, the nodes' logs have the reason";
        Finding::failed("shards", format!("no node has these: {shards}"), remedy)
    }));
    findings.extend(unserved.map(|shards| {
        let remedy = "look again in a minute; if it stays so, the logs of their owners have the reason";
        Finding::warning("shards", format!("their owners do not serve these yet: {shards}"), remedy)
    }));
    if findings.is_empty() {
        findings.push(Finding::fine("shards", format!("all {} are served", shards.len())));
    }
    findings
}

fn lag(shards: &[ShardStatus]) -> Finding {
    let behind = shards.iter().filter_map(|shard| Some((shard.lag?, ShardId(shard.shard)))).max();
    match behind {
        Some((lag, shard)) if lag > LAG => {
            let found = format!("shard {shard} is {lag} updates behind");
            Finding::warning("lag", found, "it catches up by itself unless its node is too slow: add a node")
        }
        Some((lag, _)) => Finding::fine("lag", format!("no shard is more than {lag} updates behind")),
        None => Finding::warning("lag", "no owner tells how far it is", "look again in a minute"),
    }
}

fn snapshots(shards: &[ShardStatus], snapshot_secs: u64) -> Vec<Finding> {
    let none = those(shards, |shard| shard.snapshot_age_s.is_none());
    let old = those(shards, |shard| is_old(shard, snapshot_secs));
    let mut findings = Vec::new();
    findings.extend(none.map(|shards| {
        let remedy = format!("their nodes make one within {} s", snapshot_secs.saturating_mul(2));
        Finding::warning("snapshots", format!("these shards have none yet: {shards}"), remedy)
    }));
    findings.extend(old.map(|shards| {
        let remedy = "the logs of their nodes have the reason; NATS keeps the updates meanwhile";
        Finding::warning("snapshots", format!("those of these shards are too old: {shards}"), remedy)
    }));
    let oldest = shards.iter().filter_map(|shard| shard.snapshot_age_s).max();
    if let (true, Some(age)) = (findings.is_empty(), oldest) {
        findings.push(Finding::fine("snapshots", format!("the oldest was made {age} s ago")));
    }
    findings
}

/// The numbers of the shards of which it is true; `None` if it is of none.
fn those(shards: &[ShardStatus], is: impl Fn(&ShardStatus) -> bool) -> Option<String> {
    let numbers: Vec<_> =
        shards.iter().filter(|shard| is(shard)).map(|shard| ShardId(shard.shard).to_string()).collect();
    (!numbers.is_empty()).then(|| numbers.join(", "))
}
