//! A node's place in the cluster: it says once a second that it lives, and stops acting when nobody hears it.

use std::time::Duration;

use parking_lot::Mutex;
use tokio::sync::{oneshot, watch};

use crate::{
    beat::Beater,
    lease::Lease,
    state::{Bucket, State, StateError},
    task::Task,
    values::{NodeReport, NodeValue, node_key},
    view::{DEAD_AFTER, Revised},
};

/// How often a node says that it lives.
pub const BEAT: Duration = Duration::from_secs(1);
/// How often it is looked whether another node of the same name lives.
const LOOK: Duration = Duration::from_millis(500);

/// Who joins.
#[derive(Debug, Clone)]
pub struct Member {
    pub node: String,
    /// The version of the service, to be shown.
    pub version: String,
    /// The instance that the same data directory last had, if the caller holds its lock: then that one is over.
    pub former_instance: Option<String>,
}

/// Whether the node may act.
#[derive(Debug, Clone)]
pub enum Standing {
    In(Lease),
    Out(Lost),
}

/// Why a node is not in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// NATS did not acknowledge in time. The node comes back by itself, as another instance.
    Unacknowledged,
    /// Another node took its name. It does not come back.
    Replaced,
    /// It left.
    Left,
}

/// Why a node cannot join.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    #[error(
        "another node of the name {0} is running (its beat moves): give this one another name, or stop the other one first"
    )]
    NameTaken(String),
    #[error(transparent)]
    State(#[from] StateError),
}

/// Asks the task to leave; what it sends back is how that went.
type LeaveSender = oneshot::Sender<oneshot::Sender<Result<(), StateError>>>;

/// A node's membership. Dropping it ends the lease as soon as its task ended; others see it after [`DEAD_AFTER`].
pub struct Membership {
    standing: watch::Receiver<Standing>,
    report: watch::Sender<NodeReport>,
    /// `None` once it was asked to leave.
    leave: Mutex<Option<LeaveSender>>,
    _beats: Task,
}

impl Membership {
    /// Joins the cluster. If the name's former bearer did not leave in an orderly way, it is watched for [`DEAD_AFTER`].
    ///
    /// # Errors
    /// The name is in use, or the bucket cannot be reached.
    pub async fn join(state: &State, member: Member) -> Result<Self, JoinError> {
        let bucket = state.bucket().clone();
        let revision = free_revision(&bucket, &member).await?;
        let value = NodeValue { version: member.version, ..NodeValue::default() };
        let (report, reports) = watch::channel(NodeReport::default());
        let (standing_sender, standing) = watch::channel(Standing::Out(Lost::Unacknowledged));
        let mut beater = Beater::new(bucket, member.node.clone(), value, revision, reports, standing_sender);
        beater.join().await.map_err(|error| match error {
            StateError::Conflict => JoinError::NameTaken(member.node),
            error => JoinError::State(error),
        })?;
        let (leave, leaving) = oneshot::channel();
        Ok(Self { standing, report, leave: Mutex::new(Some(leave)), _beats: Task::spawn(beater.run(leaving)) })
    }

    /// Whether the node may act, to look at or to wait for changes of. Each time it comes back it is another lease.
    pub fn standing(&self) -> watch::Receiver<Standing> {
        self.standing.clone()
    }

    /// The lease, if the node is in.
    pub fn lease(&self) -> Option<Lease> {
        lease_of(&self.standing)
    }

    /// Tells others with the next beat.
    pub fn report(&self, report: NodeReport) {
        self.report.send_replace(report);
    }

    /// Leaves: others need not wait until the node counts as dead. Release the shards first. A second call does nothing.
    ///
    /// # Errors
    /// It could not be written; the node is out nevertheless.
    pub async fn leave(&self) -> Result<(), StateError> {
        let Some(leave) = self.leave.lock().take() else { return Ok(()) };
        let (reply, answer) = oneshot::channel();
        leave.send(reply).ok();
        // The task is gone when the membership was lost for good: then there is nothing to leave.
        answer.await.unwrap_or(Ok(()))
    }
}

/// The valid lease of a standing.
pub(crate) fn lease_of(standing: &watch::Receiver<Standing>) -> Option<Lease> {
    match &*standing.borrow() {
        Standing::In(lease) if lease.is_valid() => Some(lease.clone()),
        _ => None,
    }
}

/// The revision of the name's entry, once nobody lives under it.
async fn free_revision(bucket: &Bucket, member: &Member) -> Result<u64, JoinError> {
    let key = node_key(&member.node);
    let Some(found) = bucket.get::<NodeValue>(&key).await? else { return Ok(0) };
    if is_over(&found, member) {
        return Ok(found.revision);
    }
    tracing::info!(node = member.node, "looking whether another node of this name is running");
    let deadline = tokio::time::Instant::now() + DEAD_AFTER;
    while tokio::time::Instant::now() < deadline {
        tokio::time::sleep(LOOK).await;
        let now = bucket.get::<NodeValue>(&key).await?;
        match now {
            Some(now) if now.value.gone => return Ok(now.revision),
            Some(now) if now.revision == found.revision => {}
            _ => return Err(JoinError::NameTaken(member.node.clone())),
        }
    }
    Ok(found.revision)
}

fn is_over(found: &Revised<NodeValue>, member: &Member) -> bool {
    found.value.gone || member.former_instance.as_ref() == Some(&found.value.instance)
}
