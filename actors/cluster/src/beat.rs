//! The beats of a member: written once a second by compare-and-set on its own last one.

use std::time::Instant;

use tokio::{
    sync::{oneshot, watch},
    time::{MissedTickBehavior, interval, timeout},
};

use crate::{
    lease::LeaseKeeper,
    membership::{BEAT, Lost, Standing},
    state::{Bucket, StateError},
    values::{NodeReport, NodeValue, node_key},
};

/// Writes a node's entry and keeps its lease.
pub(crate) struct Beater {
    bucket: Bucket,
    node: String,
    key: String,
    value: NodeValue,
    /// Of the node's entry, as far as it is known.
    revision: u64,
    /// The instance before this one, of which a late beat may still arrive.
    former: Option<String>,
    report: watch::Receiver<NodeReport>,
    standing: watch::Sender<Standing>,
    /// `None` while the node is out.
    keeper: Option<LeaseKeeper>,
    /// Why the last beats were not acknowledged; empty if they were.
    trouble: String,
}

impl Beater {
    pub fn new(
        bucket: Bucket,
        node: String,
        value: NodeValue,
        revision: u64,
        report: watch::Receiver<NodeReport>,
        standing: watch::Sender<Standing>,
    ) -> Self {
        let key = node_key(&node);
        let value = NodeValue { instance: new_instance(), ..value };
        Self {
            bucket,
            node,
            key,
            value,
            revision,
            former: None,
            report,
            standing,
            keeper: None,
            trouble: String::new(),
        }
    }

    /// Writes the first beat of an instance. A conflict: another node of that name did the same.
    pub async fn join(&mut self) -> Result<(), StateError> {
        let sent = self.prepare();
        self.revision = self.bucket.swap(&self.key, &self.value, self.revision).await?;
        self.enter(sent);
        Ok(())
    }

    /// Beats until the node leaves or is replaced.
    pub async fn run(mut self, mut leaving: oneshot::Receiver<oneshot::Sender<Result<(), StateError>>>) {
        let mut ticks = interval(BEAT);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ticks.tick().await;
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                reply = &mut leaving => {
                    if let Ok(reply) = reply {
                        reply.send(self.leave().await).ok();
                    }
                    return;
                }
            }
            if self.beat().await == Err(Lost::Replaced) {
                tracing::error!(node = self.node, "another node took this one's name: this one stops");
                return self.drop_out(Lost::Replaced);
            }
        }
    }

    /// One beat. Whoever is out comes back with it, as another instance.
    async fn beat(&mut self) -> Result<(), Lost> {
        self.start_over_if_lost();
        let sent = self.prepare();
        match timeout(BEAT, self.bucket.swap(&self.key, &self.value, self.revision)).await {
            Ok(Ok(revision)) => {
                self.revision = revision;
                self.acknowledged(sent);
                Ok(())
            }
            Ok(Err(error)) => self.find_out(sent, &error).await,
            Err(_) => self.find_out(sent, &StateError::Unavailable("no answer in time".to_owned())).await,
        }
    }

    /// Whether a beat arrived is unknown, or another one arrived before it: the entry tells.
    async fn find_out(&mut self, sent: Instant, error: &StateError) -> Result<(), Lost> {
        tracing::debug!(%error, node = self.node, "a beat was not acknowledged");
        self.trouble = error.to_string();
        let Ok(Ok(Some(found))) = timeout(BEAT, self.bucket.get::<NodeValue>(&self.key)).await else { return Ok(()) };
        let is_former = Some(&found.value.instance) == self.former.as_ref();
        if found.value.instance != self.value.instance && !is_former {
            return Err(Lost::Replaced);
        }
        self.revision = found.revision;
        if found.value.instance == self.value.instance && found.value.beat == self.value.beat {
            self.acknowledged(sent);
        }
        Ok(())
    }

    fn prepare(&mut self) -> Instant {
        self.value.beat += 1;
        self.value.at_ms = runtime::clock::now_ms();
        self.value.report = self.report.borrow_and_update().clone();
        Instant::now()
    }

    fn acknowledged(&mut self, sent: Instant) {
        self.trouble.clear();
        match &self.keeper {
            // It may have ended while the acknowledgement was on its way; the next beat is another instance's.
            Some(keeper) => {
                keeper.prolong(sent);
            }
            None => self.enter(sent),
        }
    }

    fn enter(&mut self, sent: Instant) {
        let (keeper, lease) = LeaseKeeper::new(&self.node, &self.value.instance, sent);
        self.keeper = Some(keeper);
        tracing::info!(node = self.node, instance = self.value.instance, "in the cluster");
        self.standing.send_replace(Standing::In(lease));
    }

    fn drop_out(&mut self, lost: Lost) {
        if let Some(keeper) = self.keeper.take() {
            keeper.end();
        }
        self.standing.send_replace(Standing::Out(lost));
    }

    /// If the lease ended, what comes next is another instance.
    fn start_over_if_lost(&mut self) {
        if self.keeper.as_ref().is_none_or(LeaseKeeper::is_valid) {
            return;
        }
        let trouble = std::mem::take(&mut self.trouble);
        tracing::warn!(node = self.node, trouble, "NATS acknowledged no beat in time: this node stops, and comes back");
        self.drop_out(Lost::Unacknowledged);
        self.former = Some(std::mem::replace(&mut self.value.instance, new_instance()));
    }

    async fn leave(&mut self) -> Result<(), StateError> {
        let is_member = self.keeper.is_some();
        self.drop_out(Lost::Left);
        if !is_member {
            return Ok(());
        }
        self.prepare();
        self.value.gone = true;
        self.bucket.swap(&self.key, &self.value, self.revision).await.map(drop)
    }
}

fn new_instance() -> String {
    format!("{:016x}", fastrand::u64(..))
}
