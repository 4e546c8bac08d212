//! `balachka cluster`: what operators do with several machines.

mod transfer;

use std::{fmt::Write as _, path::PathBuf};

use clap::{Args, Subcommand};
use cluster::{Connection, Layout, NodeStatus, Operator, OperatorError, ShardId, State, Status, SyncCheck};

use crate::{
    app::{
        bot_id,
        cluster::{cluster_settings, names},
    },
    config::Settings,
    exit::Exit,
};

/// What is said where nobody knows whether acknowledged updates are on disk, and what to do.
pub(super) const SYNC_UNKNOWN: &str =
    "it is unknown whether the NATS servers write to disk before they acknowledge: a power cut may lose updates";
pub(super) const SYNC_REMEDY: &str = "set `jetstream { sync_interval: always }` on every server, and the addresses of their \
                                      monitoring in cluster.monitors, so that it can be checked";

/// What can be done with a cluster.
#[derive(Debug, Subcommand)]
pub(super) enum ClusterCommand {
    /// Make the streams and buckets of a new cluster in NATS, once
    Init(InitArgs),
    /// Write a data directory of one machine with everything that the cluster has
    Export(ExportArgs),
    /// Make the stream of updates anew where NATS lost it; no node may run
    Restore,
    /// Show nodes, shards and the gateway
    Status(StatusArgs),
    /// Move everything off a node, and keep it empty
    Drain(NodeArgs),
    /// Let a drained node have shards again
    Undrain(NodeArgs),
    /// Take a node off the list that is lost for good
    ForgetNode(NodeArgs),
    /// Move a shard to a node, and keep it there while that node lives
    Move(MoveArgs),
    /// Let the cluster decide again where a shard is
    Unpin(ShardArgs),
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Number of shards; it can never be changed
    #[arg(long, value_name = "N", default_value_t = 16)]
    shards: u16,
    /// Take over what one machine has: its data directory, while nothing runs in it
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The data directory to write; new or empty
    dir: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct NodeArgs {
    /// The node's name
    node: String,
}

#[derive(Debug, Args)]
pub(super) struct MoveArgs {
    /// The shard's number
    shard: u16,
    /// The node's name
    node: String,
}

#[derive(Debug, Args)]
pub(super) struct ShardArgs {
    /// The shard's number
    shard: u16,
}

/// Does it.
///
/// # Errors
/// The settings are not those of a cluster, NATS cannot be reached, or what is asked makes no sense.
pub(super) fn run(settings: &Settings, command: &ClusterCommand) -> anyhow::Result<()> {
    actix_rt::System::new().block_on(async {
        let done = match command {
            ClusterCommand::Init(args) => return init(settings, args).await,
            ClusterCommand::Status(args) => return status(settings, args).await,
            ClusterCommand::Export(args) => return transfer::export(settings, &args.dir).await,
            ClusterCommand::Restore => {
                let (connection, names, replicas) = connect(settings).await?;
                let first = Layout::restore(&connection, &names, replicas).await?;
                format!("the stream of updates is there again and begins with {first}: start the nodes\n")
            }
            ClusterCommand::Drain(NodeArgs { node }) => {
                change(settings, async |operator| operator.drain(node).await).await?;
                format!("node {node} is being emptied: see `balachka cluster status`\n")
            }
            ClusterCommand::Undrain(NodeArgs { node }) => {
                change(settings, async |operator| operator.undrain(node).await).await?;
                format!("node {node} may have shards again\n")
            }
            ClusterCommand::ForgetNode(NodeArgs { node }) => {
                change(settings, async |operator| operator.forget_node(node).await).await?;
                format!("node {node} is off the list\n")
            }
            ClusterCommand::Move(MoveArgs { shard, node }) => {
                change(settings, async |operator| operator.pin(ShardId(*shard), node).await).await?;
                format!("shard {shard} moves to {node}: see `balachka cluster status`\n")
            }
            ClusterCommand::Unpin(ShardArgs { shard }) => {
                change(settings, async |operator| operator.unpin(ShardId(*shard)).await).await?;
                format!("shard {shard} is where the cluster wants it again\n")
            }
        };
        Ok(super::say(&done)?)
    })
}

async fn init(settings: &Settings, args: &InitArgs) -> anyhow::Result<()> {
    if let Some(from) = &args.from {
        return transfer::init_from(settings, from, args.shards).await;
    }
    let (connection, names, replicas) = connect(settings).await?;
    Layout::init(&connection, &names, replicas, args.shards, 1).await?;
    Ok(super::say(&format!("the cluster is made, with {} shards: start its nodes\n", args.shards))?)
}

async fn status(settings: &Settings, args: &StatusArgs) -> anyhow::Result<()> {
    let (layout, state) = open(settings).await?;
    let status = Status::observe(&state, layout.shape.shards).await;
    let words = if args.json { format!("{}\n", serde_json::to_string(&status)?) } else { in_words(&status) };
    super::say(&words)?;
    if layout.connection().sync() == SyncCheck::Unknown {
        eprintln!("warning: {SYNC_UNKNOWN}: {SYNC_REMEDY}");
    }
    Ok(())
}

fn in_words(status: &Status) -> String {
    let mut words = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(words, "gateway  {}\n", status.gateway.as_deref().unwrap_or("none"));
    let _ = writeln!(words, "{:<32} {:<6} {:<8} version", "node", "state", "draining");
    for node in &status.nodes {
        let draining = if node.draining { "yes" } else { "no" };
        let _ = writeln!(words, "{:<32} {:<6} {draining:<8} {}", node.node, state_of(node), node.version);
    }
    let _ = writeln!(words, "\n{:<6} {:<32} {:>6} {:>10} {:>14}", "shard", "owner", "epoch", "lag", "snapshot age");
    for shard in &status.shards {
        let owner = shard.owner.as_deref().unwrap_or("none");
        let lag = shard.lag.map_or_else(|| "-".to_owned(), |lag| lag.to_string());
        let age = shard.snapshot_age_s.map_or_else(|| "-".to_owned(), |age| format!("{age} s"));
        let _ = writeln!(words, "{:<6} {owner:<32} {:>6} {lag:>10} {age:>14}", shard.shard, shard.epoch.0);
    }
    words
}

fn state_of(node: &NodeStatus) -> &'static str {
    match node {
        NodeStatus { alive: true, .. } => "alive",
        NodeStatus { left: true, .. } => "left",
        _ => "lost",
    }
}

/// Changes what the cluster is to be like.
async fn change(
    settings: &Settings,
    change: impl AsyncFnOnce(&Operator) -> Result<(), OperatorError>,
) -> anyhow::Result<()> {
    let (layout, state) = open(settings).await?;
    Ok(change(&Operator::new(&layout, &state)).await?)
}

async fn open(settings: &Settings) -> anyhow::Result<(Layout, State)> {
    let (connection, names, replicas) = connect(settings).await?;
    let layout = Layout::open(&connection, &names, replicas).await?;
    let state = State::open(&layout).await?;
    Ok((layout, state))
}

async fn connect(settings: &Settings) -> anyhow::Result<(Connection, cluster::Names, usize)> {
    if settings.cluster.servers.is_empty() {
        return Err(Exit::Usage.because(
            "no cluster is set: set cluster.servers (BALACHKA__CLUSTER__SERVERS) to the addresses of the NATS servers",
        ));
    }
    let Some(token) = &settings.telegram.token else {
        return Err(Exit::Usage.because("set TELEGRAM_BOT_TOKEN: a cluster belongs to one bot"));
    };
    let cluster_settings = cluster_settings(&settings.cluster)?;
    let names = names(&settings.cluster, bot_id(token.expose())?);
    let connection = Connection::open(&cluster_settings).await?;
    Ok((connection, names, cluster_settings.replicas))
}
