//! How the cluster is, as those see it who ask this node over HTTP.

use std::{fmt, sync::Arc};

use cluster::Status;
use operations::alarms::{ClusterFault, Trouble};
use parking_lot::Mutex;

use super::{
    faults::{faults, troubles},
    node::Node,
};

/// The node, once it is in the cluster.
#[derive(Clone, Default)]
pub(crate) struct Seen(Arc<Mutex<Option<Arc<Node>>>>);

/// The cluster as a node sees it.
pub(crate) struct Sight {
    /// The node's name.
    pub node: String,
    pub status: Status,
    /// What needs an operator.
    pub troubles: Vec<Trouble>,
    /// How often snapshots are to be made.
    pub snapshot_secs: u64,
}

/// Why a node does not do its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It did not join yet, or has ended.
    Outside,
    /// NATS does not acknowledge that it lives.
    Unheard,
    DiskFull,
    NoGateway,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Outside => "this node is not in the cluster yet",
            Self::Unheard => "this node is not in the cluster for now: NATS does not acknowledge its beats",
            Self::DiskFull => "the disk is nearly full",
            Self::NoGateway => "no node of the cluster is the gateway",
        })
    }
}

impl Seen {
    pub(super) fn show(&self, node: &Arc<Node>) {
        *self.0.lock() = Some(Arc::clone(node));
    }

    pub(super) fn hide(&self) {
        *self.0.lock() = None;
    }

    pub(super) fn node(&self) -> Option<Arc<Node>> {
        self.0.lock().clone()
    }

    /// The cluster, if the node has joined it.
    pub(crate) fn look(&self) -> Option<Sight> {
        let node = self.node()?;
        let status = Status::of(&node.view.borrow(), node.layout.shape.shards);
        let snapshot_secs = node.settings.cluster.snapshot_secs;
        // Shards that move are served by nobody for a moment: the list of shards shows them, and that is enough.
        let lasting = faults(&status, snapshot_secs).into_iter().filter(|(fault, _)| *fault != ClusterFault::Unserved);
        let troubles = troubles(lasting);
        Some(Sight { node: node.settings.cluster.node.clone().unwrap_or_default(), status, troubles, snapshot_secs })
    }

    /// Nothing if the node does its part.
    pub(crate) fn reasons(&self) -> Vec<Reason> {
        let Some(node) = self.node() else { return vec![Reason::Outside] };
        let mut reasons = Vec::new();
        if node.membership.lease().is_none() {
            reasons.push(Reason::Unheard);
        }
        if node.disk.is_full() {
            reasons.push(Reason::DiskFull);
        }
        let view = node.view.borrow();
        if view.gateway.as_ref().is_none_or(|gateway| !view.is_alive(&gateway.value.node)) {
            reasons.push(Reason::NoGateway);
        }
        reasons
    }
}
