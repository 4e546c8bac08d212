//! A cluster that is made to be played to, and deleted afterwards.

use ::load::{Report, Telegram, play};
use anyhow::Context as _;
use cluster::{Connection, Layout};

use super::own::OwnInstance;
use crate::{
    app::{
        bot_id,
        cluster::{cluster_settings, names},
    },
    config::{Cluster, Secret},
};

/// Shards for each node.
const SHARDS: usize = 4;

/// Makes a cluster of a name of its own, starts its nodes, and plays.
///
/// # Errors
/// NATS cannot make it, a node does not start, or the run fails.
pub(super) async fn play_to_nodes(
    telegram: &Telegram,
    settings: &Cluster,
    count: usize,
    by_webhook: bool,
) -> anyhow::Result<Report> {
    let settings = Cluster { name: format!("load-{:08x}", fastrand::u32(..)), ..settings.clone() };
    let reach = cluster_settings(&settings)?;
    let connection = Connection::open(&reach).await?;
    let names = names(&settings, bot_id(telegram.token())?);
    let shards = u16::try_from(count * SHARDS).unwrap_or(u16::MAX);
    let layout = Layout::init(&connection, &names, reach.replicas, shards, 1).await?;
    let outcome = play_to(telegram, &settings, count, by_webhook).await;
    let deleted = layout.delete().await;
    let report = outcome?;
    deleted.with_context(|| format!("cannot delete the streams of the cluster {}", settings.name))?;
    Ok(report)
}

async fn play_to(telegram: &Telegram, settings: &Cluster, count: usize, by_webhook: bool) -> anyhow::Result<Report> {
    let nodes: Vec<_> = (1..=count).map(|nth| variables(settings, &format!("load-{nth}"))).collect();
    let own = OwnInstance::start_all(telegram, by_webhook, &nodes)?;
    play(telegram, &own.instance).await
}

/// The settings of a cluster as a node reads them from its environment.
fn variables(settings: &Cluster, node: &str) -> Vec<(String, String)> {
    let path = |path: &Option<std::path::PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let set = [
        ("SERVERS", Some(settings.servers.join(","))),
        ("NODE", Some(node.to_owned())),
        ("NAME", Some(settings.name.clone())),
        ("REPLICAS", Some(settings.replicas.to_string())),
        ("MONITORS", Some(settings.monitors.join(","))),
        ("UNSAFE_SYNC", Some(settings.unsafe_sync.to_string())),
        ("CREDENTIALS", path(&settings.credentials)),
        ("USER", settings.user.clone()),
        ("PASSWORD", settings.password.as_ref().map(Secret::expose).map(str::to_owned)),
        ("CA", path(&settings.ca)),
        ("CERT", path(&settings.cert)),
        ("KEY", path(&settings.key)),
    ];
    set.into_iter().filter_map(|(name, value)| Some((format!("BALACHKA__CLUSTER__{name}"), value?))).collect()
}
