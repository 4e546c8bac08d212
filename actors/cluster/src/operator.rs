//! What operators ask for: nodes emptied, shards put on a node of their choice.

use tokio::sync::watch;

use crate::{
    layout::Layout,
    shard::ShardId,
    state::{Bucket, State, StateError},
    values::{NodeReport, NodeValue, PLAN, Plan, node_key},
    view::{DEAD_AFTER, View},
};

/// Changes what the plan is made by.
pub struct Operator {
    bucket: Bucket,
    view: watch::Receiver<View>,
    shards: u16,
}

/// Why nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OperatorError {
    #[error("there is no node {node} in the cluster; there are: {known}")]
    UnknownNode { node: String, known: String },
    #[error("there is no shard {shard}: they go from 00 to {last}")]
    UnknownShard { shard: ShardId, last: ShardId },
    #[error("{0} is the only node that shards can be on: start another one first, or stop this one without draining")]
    LastNode(String),
    #[error("node {0} is running: stop it first (SIGTERM lets it hand its shards over)")]
    Running(String),
    #[error(transparent)]
    State(#[from] StateError),
}

impl Operator {
    pub fn new(layout: &Layout, state: &State) -> Self {
        Self { bucket: state.bucket().clone(), view: state.view(), shards: layout.shape.shards }
    }

    /// Lets all shards move away from a node, and no new ones come.
    ///
    /// # Errors
    /// There is no such node, or no other that could take the shards.
    pub async fn drain(&self, node: &str) -> Result<(), OperatorError> {
        self.check_node(node)?;
        let is_other = {
            let view = self.view.borrow();
            view.alive().any(|other| other != node && !view.plan.value.draining.contains(other))
        };
        if !is_other {
            return Err(OperatorError::LastNode(node.to_owned()));
        }
        self.change(|plan| plan.draining.insert(node.to_owned())).await
    }

    /// Lets a node have shards again.
    ///
    /// # Errors
    /// There is no such node.
    pub async fn undrain(&self, node: &str) -> Result<(), OperatorError> {
        self.check_node(node)?;
        self.change(|plan| plan.draining.remove(node)).await
    }

    /// Moves a shard to a node and keeps it there while the node lives.
    ///
    /// # Errors
    /// There is no such node or shard.
    pub async fn pin(&self, shard: ShardId, node: &str) -> Result<(), OperatorError> {
        self.check_node(node)?;
        self.check_shard(shard)?;
        self.change(|plan| plan.pinned.insert(shard, node.to_owned()).as_deref() != Some(node)).await
    }

    /// Lets a shard go where the plan wants it.
    ///
    /// # Errors
    /// There is no such shard.
    pub async fn unpin(&self, shard: ShardId) -> Result<(), OperatorError> {
        self.check_shard(shard)?;
        self.change(|plan| plan.pinned.remove(&shard).is_some()).await
    }

    /// Takes a node off the list that is lost for good, as if it had left in order long ago, with all that was asked for it.
    ///
    /// # Errors
    /// There is no such node, or it is there.
    pub async fn forget_node(&self, node: &str) -> Result<(), OperatorError> {
        self.check_node(node)?;
        let mut view = self.view.clone();
        let is_known = |view: &View| !view.is_alive(node) || view.nodes.get(node).is_some_and(|seen| seen.moved);
        let known = tokio::time::timeout(2 * DEAD_AFTER, view.wait_for(is_known)).await;
        let is_lost = matches!(known, Ok(Ok(view)) if !view.is_alive(node));
        let running = || OperatorError::Running(node.to_owned());
        if !is_lost {
            return Err(running());
        }
        let found = self.bucket.get::<NodeValue>(&node_key(node)).await?;
        if let Some(found) = found {
            let left = NodeValue { gone: true, at_ms: 0, report: NodeReport::default(), ..found.value };
            match self.bucket.swap(&node_key(node), &left, found.revision).await {
                Ok(_) => {}
                Err(StateError::Conflict) => return Err(running()),
                Err(error) => return Err(error.into()),
            }
        }
        self.change(|plan| {
            let pins = plan.pinned.len();
            plan.pinned.retain(|_, pinned| pinned != node);
            plan.draining.remove(node) || plan.pinned.len() < pins
        })
        .await
    }

    fn check_node(&self, node: &str) -> Result<(), OperatorError> {
        let view = self.view.borrow();
        if view.nodes.contains_key(node) {
            return Ok(());
        }
        let known: Vec<_> = view.nodes.keys().map(String::as_str).collect();
        Err(OperatorError::UnknownNode { node: node.to_owned(), known: known.join(", ") })
    }

    fn check_shard(&self, shard: ShardId) -> Result<(), OperatorError> {
        if shard.0 < self.shards {
            return Ok(());
        }
        Err(OperatorError::UnknownShard { shard, last: ShardId(self.shards.saturating_sub(1)) })
    }

    /// Changes the newest plan; nothing is written if that changes nothing.
    async fn change(&self, change: impl Fn(&mut Plan) -> bool) -> Result<(), OperatorError> {
        loop {
            let found = self.bucket.get::<Plan>(PLAN).await?;
            let (mut plan, revision) = found.map_or((Plan::default(), 0), |found| (found.value, found.revision));
            if !change(&mut plan) {
                return Ok(());
            }
            match self.bucket.swap(PLAN, &plan, revision).await {
                Ok(_) => return Ok(()),
                Err(StateError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}
