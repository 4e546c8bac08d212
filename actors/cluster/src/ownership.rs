//! Taking and releasing shards. Each taking has an epoch of its own, which everything that has effects carries.

use std::time::Duration;

use tokio::sync::watch;

use crate::{
    lease::Lease,
    membership::{Membership, Standing, lease_of},
    shard::{Epoch, ShardId},
    state::{Bucket, State, StateError},
    values::{ShardValue, shard_key},
    view::{Revised, View},
};

/// What is waited until the own change is seen.
const CATCH_UP: Duration = Duration::from_secs(3);

/// Takes and releases shards for this node.
#[derive(Clone)]
pub struct Ownership {
    bucket: Bucket,
    view: watch::Receiver<View>,
    standing: watch::Receiver<Standing>,
}

/// Why a shard was not taken or released.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OwnershipError {
    #[error("this node is not in the cluster now")]
    NotMember,
    #[error("the plan gives shard {shard} to {}", .planned.as_deref().unwrap_or("nobody"))]
    NotPlanned { shard: ShardId, planned: Option<String> },
    #[error("shard {shard} is still owned by {owner}")]
    Owned { shard: ShardId, owner: String },
    #[error("shard {shard} is not this node's in epoch {epoch}")]
    NotMine { shard: ShardId, epoch: Epoch },
    #[error(transparent)]
    State(#[from] StateError),
}

impl Ownership {
    pub fn new(state: &State, membership: &Membership) -> Self {
        Self { bucket: state.bucket().clone(), view: state.view(), standing: membership.standing() }
    }

    /// Takes a shard that the plan gives to this node and that no living node has. A shard that it has already gets another
    /// epoch.
    ///
    /// # Errors
    /// It is not to be taken, or not yet; or somebody else was first. Try again when the view changes.
    pub async fn take(&self, shard: ShardId) -> Result<Epoch, OwnershipError> {
        let lease = lease_of(&self.standing).ok_or(OwnershipError::NotMember)?;
        let (epoch, revision) = may_take(&self.view.borrow(), shard, lease.node())?;
        let owner = Some(lease.node().to_owned());
        let value = ShardValue { owner, instance: lease.instance().to_owned(), epoch: epoch.next() };
        let written = self.bucket.swap(&shard_key(shard), &value, revision).await?;
        self.catch_up(written).await?;
        Ok(value.epoch)
    }

    /// Gives a shard up, so that its next owner need not wait.
    ///
    /// # Errors
    /// It is not this node's in that epoch, or the bucket could not be reached.
    pub async fn release(&self, shard: ShardId, epoch: Epoch) -> Result<(), OwnershipError> {
        let lease = lease_of(&self.standing).ok_or(OwnershipError::NotMember)?;
        let seen = self.view.borrow().shards.get(&shard).cloned();
        let seen = seen.filter(|seen| is_of(seen, &lease, epoch)).ok_or(OwnershipError::NotMine { shard, epoch })?;
        let value = ShardValue { owner: None, ..seen.value };
        let written = self.bucket.swap(&shard_key(shard), &value, seen.revision).await?;
        self.catch_up(written).await
    }

    /// Whether the shard is this node's in that epoch, as far as it knows. Ask right before each act; what has effects
    /// elsewhere is fenced there by the epoch.
    pub fn still_mine(&self, shard: ShardId, epoch: Epoch) -> bool {
        let Some(lease) = lease_of(&self.standing) else { return false };
        self.view.borrow().shards.get(&shard).is_some_and(|seen| is_of(seen, &lease, epoch))
    }

    /// The shards that the plan gives to this node.
    pub fn planned(&self) -> Vec<ShardId> {
        let Some(lease) = lease_of(&self.standing) else { return Vec::new() };
        let view = self.view.borrow();
        let plan = view.plan.value.shards.iter();
        plan.filter(|(_, node)| *node == lease.node()).map(|(shard, _)| *shard).collect()
    }

    async fn catch_up(&self, revision: u64) -> Result<(), OwnershipError> {
        let mut view = self.view.clone();
        let seen = tokio::time::timeout(CATCH_UP, view.wait_for(|view| view.revision >= revision)).await;
        match seen {
            Ok(Ok(_)) => Ok(()),
            _ => Err(StateError::Unavailable("the change is not seen".to_owned()).into()),
        }
    }
}

fn is_of(seen: &Revised<ShardValue>, lease: &Lease, epoch: Epoch) -> bool {
    let value = &seen.value;
    value.owner.as_deref() == Some(lease.node()) && value.instance == lease.instance() && value.epoch == epoch
}

/// The last epoch and the revision, if the node may take the shard. Both are of one view: a node's start is seen before
/// what it took.
fn may_take(view: &View, shard: ShardId, node: &str) -> Result<(Epoch, u64), OwnershipError> {
    let planned = view.plan.value.shards.get(&shard);
    if planned.map(String::as_str) != Some(node) {
        return Err(OwnershipError::NotPlanned { shard, planned: planned.cloned() });
    }
    let Some(seen) = view.shards.get(&shard) else { return Ok((Epoch(0), 0)) };
    let free = Ok((seen.value.epoch, seen.revision));
    match &seen.value.owner {
        Some(owner) if owner != node && view.is_instance_alive(owner, &seen.value.instance) => {
            Err(OwnershipError::Owned { shard, owner: owner.clone() })
        }
        _ => free,
    }
}
