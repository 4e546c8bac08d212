//! How the cluster is reached, as the settings say.

use cluster::{ClusterSettings, Names};
use events::PersonId;

use crate::{
    config::{Cluster, Secret},
    exit::Exit,
};

/// Who only looks at a cluster needs no name.
const NOBODY: &str = "operator";

/// The settings of a node that takes part.
///
/// # Errors
/// As [`cluster_settings`]; the node has no name.
pub(crate) fn node_settings(settings: &Cluster) -> anyhow::Result<ClusterSettings> {
    if settings.node.is_none() {
        return Err(Exit::Usage.because(
            "cluster.servers needs cluster.node (BALACHKA__CLUSTER__NODE) too: the name of this machine, different from all others",
        ));
    }
    cluster_settings(settings)
}

/// How the cluster is reached, checked.
///
/// # Errors
/// [`Exit::Usage`]: says what is wrong.
pub(crate) fn cluster_settings(settings: &Cluster) -> anyhow::Result<ClusterSettings> {
    let settings = ClusterSettings {
        servers: settings.servers.clone(),
        name: settings.name.clone(),
        node: settings.node.clone().unwrap_or_else(|| NOBODY.to_owned()),
        replicas: usize::try_from(settings.replicas).unwrap_or_default(),
        credentials: settings.credentials.clone(),
        user: settings.user.clone(),
        password: settings.password.as_ref().map(Secret::expose).map(str::to_owned),
        token: None,
        ca: settings.ca.clone(),
        cert: settings.cert.clone(),
        key: settings.key.clone(),
        monitors: settings.monitors.clone(),
        unsafe_sync: settings.unsafe_sync,
    };
    settings.check().map_err(|problem| Exit::Usage.because(format!("[cluster]: {problem}")))?;
    Ok(settings)
}

/// What everything of this bot's cluster is called.
pub(crate) fn names(settings: &Cluster, bot: PersonId) -> Names {
    Names::new(&settings.name, u64::try_from(bot.0).unwrap_or_default())
}
