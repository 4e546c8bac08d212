//! Opens the shards that this node is to have, and hands over or drops those that it is not to have any more.

use std::{collections::HashMap, sync::Arc, time::Duration};

use cluster::{Epoch, FollowError, Lease, NodeReport, Ownership, OwnershipError, ShardId, ShardReport, Standing};
use parking_lot::Mutex;
use runtime::{Backoff, Supervisor, metrics};
use tokio::{
    sync::{Semaphore, mpsc, watch},
    task::JoinHandle,
    time::{Instant, interval_at, sleep},
};

use super::{
    lookups::SnapshotWanted,
    node::Node,
    place,
    shard::{Broken, OpenShard},
};
use crate::app::rules;

/// How often it is looked whether something changed that no message tells.
const LOOK: Duration = Duration::from_millis(500);
/// How often it is told how far shards are.
const REPORT: Duration = Duration::from_secs(1);
/// Shards that are brought up at once.
const AT_ONCE: usize = 4;

/// Sees to it that this node has the shards that it is to have.
pub(super) struct Owner {
    node: Arc<Node>,
    ownership: Arc<Ownership>,
    shards: HashMap<ShardId, Held>,
    opening: Arc<Semaphore>,
    reports: Arc<Reports>,
    /// Where a shard tells that the process must end.
    gave_up: mpsc::UnboundedSender<String>,
}

type Reports = Mutex<HashMap<ShardId, ShardReport>>;

/// A shard that this node has, or tries to take.
struct Held {
    /// Tells it to be handed over.
    release: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Owner {
    pub(super) fn new(node: Arc<Node>, gave_up: mpsc::UnboundedSender<String>) -> Self {
        let ownership = Arc::new(Ownership::new(&node.state, &node.membership));
        let opening = Arc::new(Semaphore::new(AT_ONCE));
        Self { node, ownership, shards: HashMap::new(), opening, reports: Arc::default(), gave_up }
    }

    /// Works until `stop` says so; then hands everything over.
    pub(super) async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let mut view = self.node.view.clone();
        let mut standing = self.node.membership.standing();
        let mut reported = Instant::now();
        while !*stop.borrow_and_update() {
            self.shards.retain(|_, held| !held.task.is_finished());
            let lease = match &*standing.borrow_and_update() {
                Standing::In(lease) if lease.is_valid() => Some(lease.clone()),
                _ => None,
            };
            if let Some(lease) = lease {
                self.follow_plan(&lease);
            }
            if reported.elapsed() >= REPORT {
                self.report();
                self.remove_what_others_have();
                reported = Instant::now();
            }
            tokio::select! {
                _ = view.changed() => {}
                _ = standing.changed() => {}
                _ = stop.changed() => {}
                () = sleep(LOOK) => {}
            }
        }
        self.release_all().await;
    }

    fn follow_plan(&mut self, lease: &Lease) {
        let planned = self.ownership.planned();
        for (shard, held) in &self.shards {
            if !planned.contains(shard) {
                held.release.send_replace(true);
            }
        }
        for shard in planned {
            if !self.shards.contains_key(&shard) {
                let held = self.hold(shard, lease.clone());
                self.shards.insert(shard, held);
            }
        }
    }

    fn hold(&self, shard: ShardId, lease: Lease) -> Held {
        let (release, released) = watch::channel(false);
        let holder = Holder {
            node: Arc::clone(&self.node),
            ownership: Arc::clone(&self.ownership),
            reports: Arc::clone(&self.reports),
            gave_up: self.gave_up.clone(),
            shard,
            lease,
            released,
        };
        let opening = Arc::clone(&self.opening);
        Held { release, task: actix_rt::spawn(async move { holder.hold(&opening).await }) }
    }

    fn report(&self) {
        let shards: Vec<_> = self.reports.lock().values().cloned().collect();
        metrics::CLUSTER_SHARDS_OWNED.set(i64::try_from(shards.len()).unwrap_or(i64::MAX));
        for ShardReport { shard, epoch, lag, .. } in &shards {
            let shard = shard.to_string();
            metrics::CLUSTER_SHARD_LAG.with_label_values(&[&shard]).set(i64::try_from(*lag).unwrap_or(i64::MAX));
            metrics::CLUSTER_EPOCH.with_label_values(&[&shard]).set(i64::try_from(epoch.0).unwrap_or(i64::MAX));
        }
        let ready = !shards.is_empty();
        self.node.membership.report(NodeReport { shards, ready, address: None });
    }

    /// What this node had of a shard goes once its new owner has made a snapshot: it would outlive what is erased there.
    fn remove_what_others_have(&self) {
        let view = self.node.view.borrow();
        for (shard, note) in place::all(&self.node.data) {
            let is_others = view.snapshots.get(&shard).is_some_and(|snapshot| snapshot.value.epoch > note.epoch);
            if is_others && !self.shards.contains_key(&shard) {
                remove(&self.node, shard);
            }
        }
    }

    async fn release_all(self) {
        for held in self.shards.values() {
            held.release.send_replace(true);
        }
        for (_, held) in self.shards {
            let _ = held.task.await;
        }
    }
}

/// Who holds one shard, from taking it to giving it away.
struct Holder {
    node: Arc<Node>,
    ownership: Arc<Ownership>,
    reports: Arc<Reports>,
    gave_up: mpsc::UnboundedSender<String>,
    shard: ShardId,
    lease: Lease,
    released: watch::Receiver<bool>,
}

impl Holder {
    async fn hold(mut self, opening: &Semaphore) {
        let Some(epoch) = self.take().await else { return };
        let opened = self.open(epoch, opening).await;
        // An error means that nothing was told of it.
        let _ = metrics::CLUSTER_UPDATES_LOST.remove_label_values(&[&self.shard.to_string()]);
        let Some(mut open) = opened else { return self.release(epoch).await };
        tracing::info!(shard = %self.shard, epoch = epoch.0, "this node owns the shard");
        self.node.conversations.lock().push((self.shard, open.conversation().clone()));
        let handed_over = self.serve(&mut open, epoch).await;
        let is_in_snapshot = open.is_in_snapshot();
        self.node.conversations.lock().retain(|(shard, _)| *shard != self.shard);
        self.reports.lock().remove(&self.shard);
        open.stop().await;
        forget_metrics(self.shard);
        if handed_over {
            if is_in_snapshot {
                remove(&self.node, self.shard);
            }
            self.release(epoch).await;
        }
    }

    async fn release(&self, epoch: Epoch) {
        if let Err(error) = self.ownership.release(self.shard, epoch).await {
            tracing::warn!(shard = %self.shard, %error, "a shard cannot be released; others take it once this node is gone");
        }
    }

    /// `None` if it is not to be had: it is tried again while the plan says so.
    async fn take(&mut self) -> Option<Epoch> {
        match self.ownership.take(self.shard).await {
            Ok(epoch) => Some(epoch),
            Err(error) => {
                if !matches!(error, OwnershipError::Owned { .. } | OwnershipError::NotPlanned { .. }) {
                    tracing::warn!(shard = %self.shard, %error, "cannot take a shard; trying again");
                }
                sleep(LOOK).await;
                None
            }
        }
    }

    /// Does not give up while the shard is ours: nobody else can open it meanwhile.
    async fn open(&mut self, epoch: Epoch, opening: &Semaphore) -> Option<OpenShard> {
        let mut backoff = Backoff::new(Duration::from_millis(200), Duration::from_secs(15));
        loop {
            let _turn = opening.acquire().await.ok()?;
            let supervisor = Supervisor::on_one_thread(rules::limits(&self.node.settings));
            let opened = tokio::select! {
                opened = OpenShard::open(&self.node, (self.shard, epoch), &self.lease, &supervisor) => Some(opened),
                () = self.lease.lost() => None,
            };
            if !matches!(opened, Some(Ok(_))) {
                supervisor.stop_all().await;
            }
            match opened? {
                Ok(open) => return Some(open),
                Err(error) => {
                    let pause = backoff.pause();
                    if error.is::<FollowError>() {
                        metrics::CLUSTER_UPDATES_LOST.with_label_values(&[&self.shard.to_string()]).set(1);
                    }
                    let error = format!("{error:#}");
                    tracing::error!(shard = %self.shard, error, pause_ms = pause.as_millis() as u64, "cannot open a shard; trying again");
                    let still_mine = self.ownership.still_mine(self.shard, epoch);
                    if !still_mine || *self.released.borrow() {
                        return None;
                    }
                    sleep(pause).await;
                }
            }
        }
    }

    /// Until it is handed over, or cannot go on. True if its next owner may have it at once.
    async fn serve(&mut self, open: &mut OpenShard, epoch: Epoch) -> bool {
        let every = Duration::from_secs(self.node.settings.cluster.snapshot_secs);
        // Nodes that start together do not make their snapshots together.
        let first = Instant::now() + every.mul_f64(0.5 + fastrand::f64());
        let mut snapshots = interval_at(first, every);
        let mut wanted = open.wanted();
        let mut saved = Saved::begin(open);
        loop {
            let report = ShardReport { unsaved_s: saved.ago(open).as_secs(), ..open.report() };
            self.reports.lock().insert(self.shard, report);
            let next = tokio::select! {
                broken = open.broken() => Next::Broken(broken),
                () = self.lease.lost() => return false,
                () = is_released(self.released.clone()) => Next::HandOver,
                _ = snapshots.tick() => Next::Snapshot,
                Some(wanted) = wanted.recv() => Next::Wanted(wanted),
                () = sleep(LOOK) => Next::Look,
            };
            match next {
                Next::Broken(broken) => return self.broken(broken).await,
                Next::HandOver => return self.hand_over(open).await,
                Next::Snapshot => self.snapshot(open).await,
                Next::Wanted(wanted) => {
                    let made = open.snapshot(&self.node).await.map_err(|error| format!("{error:#}"));
                    // Who asked may have gone.
                    let _ = wanted.send(made);
                }
                Next::Look if open.is_snapshot_overdue() => self.snapshot(open).await,
                Next::Look => {}
            }
            if !self.ownership.still_mine(self.shard, epoch) {
                tracing::warn!(shard = %self.shard, "another node has the shard; stopping it here");
                return false;
            }
        }
    }

    async fn broken(&mut self, broken: Broken) -> bool {
        match broken {
            Broken::Fenced => tracing::warn!(shard = %self.shard, "another node has the shard; stopping it here"),
            Broken::GaveUp(why) => drop(self.gave_up.send(format!("shard {}: {why}", self.shard))),
            Broken::UpdatesLost(why) => {
                metrics::CLUSTER_UPDATES_LOST.with_label_values(&[&self.shard.to_string()]).set(1);
                self.reports.lock().entry(self.shard).and_modify(|report| report.stands_still = true);
                tracing::error!(shard = %self.shard, why, "ALARM: a shard stands still until somebody sets it right");
                // It stays this node's, so that the others need not find out the same.
                tokio::select! {
                    () = self.lease.lost() => {}
                    () = is_released(self.released.clone()) => return true,
                }
            }
        }
        false
    }

    async fn snapshot(&self, open: &mut OpenShard) {
        match open.snapshot(&self.node).await {
            Ok(()) => {}
            Err(error) => {
                let error = format!("{error:#}");
                tracing::warn!(shard = %self.shard, error, "cannot make a snapshot of a shard; will try again");
            }
        }
    }

    async fn hand_over(&self, open: &mut OpenShard) -> bool {
        open.drain().await;
        self.snapshot(open).await;
        tracing::info!(shard = %self.shard, "this node hands the shard over");
        true
    }
}

/// When everything of a shard was last in a snapshot.
struct Saved {
    at: Instant,
    snapshot: Option<u64>,
}

impl Saved {
    fn begin(open: &OpenShard) -> Self {
        Self { at: Instant::now(), snapshot: open.newest_snapshot() }
    }

    /// How long ago. While people write there is always something newer, so a snapshot that was just made counts too.
    fn ago(&mut self, open: &OpenShard) -> Duration {
        if open.is_in_snapshot() || open.newest_snapshot() != self.snapshot {
            *self = Self::begin(open);
        }
        self.at.elapsed()
    }
}

fn remove(node: &Node, shard: ShardId) {
    if let Err(error) = place::remove(&node.data, shard) {
        let error = format!("{error:#}");
        tracing::warn!(%shard, error, "cannot remove what this node had of a shard");
    }
}

/// What happens next to a shard that is served.
enum Next {
    Broken(Broken),
    HandOver,
    Snapshot,
    Wanted(SnapshotWanted),
    Look,
}

/// Resolves when the shard is to be handed over.
async fn is_released(mut released: watch::Receiver<bool>) {
    // The sender is gone only together with the node's owner, which releases all first.
    if released.wait_for(|released| *released).await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// What others own now is told by them.
fn forget_metrics(shard: ShardId) {
    let shard = shard.to_string();
    // An error means that nothing was told of it.
    let _ = metrics::CLUSTER_SHARD_LAG.remove_label_values(&[&shard]);
    let _ = metrics::CLUSTER_EPOCH.remove_label_values(&[&shard]);
    let _ = metrics::CLUSTER_UPDATES_LOST.remove_label_values(&[&shard]);
}
