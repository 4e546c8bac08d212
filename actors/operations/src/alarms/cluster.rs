//! What can be wrong with several machines.

use serde::{Deserialize, Serialize};

/// What is wrong with a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClusterFault {
    /// A node is gone, and did not leave in order.
    NodeLost,
    /// Shards stand still because updates that they need are lost.
    UpdatesLost,
    /// No node serves some shards.
    Unserved,
    /// Some shards have had no snapshot for long.
    SnapshotOld,
    /// NATS servers lack copies.
    Replica,
}

impl ClusterFault {
    /// As messages of the catalogue name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NodeLost => "node-lost",
            Self::UpdatesLost => "updates-lost",
            Self::Unserved => "unserved",
            Self::SnapshotOld => "snapshot-old",
            Self::Replica => "replica",
        }
    }
}
