//! The election of the node that speaks with Telegram: whoever finds the place empty takes it.

use tokio::sync::watch;

use crate::{
    lease::Lease,
    membership::{Membership, Standing, lease_of},
    shard::Epoch,
    state::{Bucket, State},
    task::Task,
    values::{GATEWAY, GatewayValue},
    view::View,
};

/// A node's candidacy. Dropping it ends it; the place stays taken while the node is alive.
pub struct Gateway {
    lease: watch::Receiver<Option<GatewayLease>>,
    _candidate: Task,
}

/// The right to speak with Telegram.
#[derive(Debug, Clone)]
pub struct GatewayLease {
    epoch: Epoch,
    lease: Lease,
    view: watch::Receiver<View>,
}

struct Candidate {
    bucket: Bucket,
    view: watch::Receiver<View>,
    announce: watch::Sender<Option<GatewayLease>>,
}

impl Gateway {
    /// Stands for election whenever the node is in the cluster.
    pub fn stand(state: &State, membership: &Membership) -> Self {
        let (announce, lease) = watch::channel(None);
        let candidate = Candidate { bucket: state.bucket().clone(), view: state.view(), announce };
        Self { lease, _candidate: Task::spawn(candidate.run(membership.standing())) }
    }

    /// Whether this node is the gateway, to look at or to wait for changes of.
    pub fn lease(&self) -> watch::Receiver<Option<GatewayLease>> {
        self.lease.clone()
    }
}

impl GatewayLease {
    /// It goes with every call to Telegram; a gateway of another epoch refuses the call.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Whether this node is still the gateway, as far as it knows. Ask right before each act.
    pub fn is_valid(&self) -> bool {
        self.lease.is_valid() && held_by(&self.view.borrow(), &self.lease) == Some(self.epoch)
    }
}

impl Candidate {
    async fn run(mut self, mut standing: watch::Receiver<Standing>) {
        loop {
            if let Some(lease) = lease_of(&standing) {
                self.stand(&lease).await;
                self.announce(None);
            }
            if standing.changed().await.is_err() {
                return;
            }
        }
    }

    /// Looks at every change until the lease ends.
    async fn stand(&mut self, lease: &Lease) {
        while lease.is_valid() {
            let held = held_by(&self.view.borrow_and_update(), lease);
            self.announce(held.map(|epoch| GatewayLease { epoch, lease: lease.clone(), view: self.view.clone() }));
            if held.is_none() {
                self.try_to_take(lease).await;
            }
            tokio::select! {
                () = lease.lost() => return,
                changed = self.view.changed() => if changed.is_err() { return },
            }
        }
    }

    /// The change that it makes, or that somebody else makes first, is seen in the view.
    async fn try_to_take(&self, lease: &Lease) {
        let Some((former, revision)) = vacancy(&self.view.borrow()) else { return };
        let (node, instance, epoch) = (lease.node().to_owned(), lease.instance().to_owned(), former.next());
        match self.bucket.swap(GATEWAY, &GatewayValue { node, instance, epoch }, revision).await {
            Ok(_) => tracing::info!(node = lease.node(), %epoch, "this node speaks with Telegram now"),
            Err(error) => tracing::debug!(%error, "could not become the gateway"),
        }
    }

    fn announce(&self, lease: Option<GatewayLease>) {
        self.announce.send_if_modified(|announced| {
            let key =
                |lease: &Option<GatewayLease>| lease.as_ref().map(|it| (it.epoch, it.lease.instance().to_owned()));
            let is_news = key(announced) != key(&lease);
            if is_news {
                *announced = lease;
            }
            is_news
        });
    }
}

/// The epoch in which this lease's node has the place.
fn held_by(view: &View, lease: &Lease) -> Option<Epoch> {
    let gateway = &view.gateway.as_ref()?.value;
    (gateway.node == lease.node() && gateway.instance == lease.instance()).then_some(gateway.epoch)
}

/// The last epoch and the revision, if nobody who is alive has the place.
fn vacancy(view: &View) -> Option<(Epoch, u64)> {
    let Some(gateway) = &view.gateway else { return Some((Epoch(0), 0)) };
    let is_held = view.is_instance_alive(&gateway.value.node, &gateway.value.instance);
    (!is_held).then_some((gateway.value.epoch, gateway.revision))
}
