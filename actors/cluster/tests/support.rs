//! Nodes of test clusters.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::{Duration, Instant},
};

use balachka_cluster::{
    ClusterSettings, Connection, Epoch, Gateway, Layout, Member, Membership, Names, Ownership, Planner, ShardId, State,
    View,
};
use tokio::{sync::Mutex, task::JoinHandle};

use crate::nats::Nats;

/// What nobody should wait longer for, on a slow machine either.
pub const LONG: Duration = Duration::from_secs(40);

pub fn settings(nats: &Nats, node: &str) -> ClusterSettings {
    ClusterSettings {
        servers: nats.urls(),
        monitors: nats.monitors(),
        node: node.to_owned(),
        replicas: nats.replicas(),
        ..ClusterSettings::default()
    }
}

pub fn names() -> Names {
    Names::new("test", 123)
}

pub async fn connect(nats: &Nats) -> Connection {
    Connection::open(&settings(nats, "a")).await.unwrap()
}

pub async fn init(nats: &Nats, shards: u16) -> Layout {
    Layout::init(&connect(nats).await, &names(), nats.replicas(), shards, 1).await.unwrap()
}

pub async fn open(nats: &Nats) -> Layout {
    Layout::open(&connect(nats).await, &names(), nats.replicas()).await.unwrap()
}

pub fn member(node: &str) -> Member {
    Member { node: node.to_owned(), version: "1".to_owned(), former_instance: None }
}

/// Asks until it is so.
pub async fn eventually(what: &str, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !is_so().await {
        assert!(start.elapsed() < LONG, "never: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    start.elapsed()
}

/// Waits until the view is so.
pub async fn seen(state: &State, what: &str, is_so: impl FnMut(&View) -> bool) -> Duration {
    let start = Instant::now();
    let found = tokio::time::timeout(LONG, state.view().wait_for(is_so)).await.is_ok();
    assert!(found, "never seen: {what}: {:?}", *state.view().borrow());
    start.elapsed()
}

/// A whole node, which takes and releases shards as the plan says. Dropped, it is a machine that lost its power.
pub struct Node {
    pub state: State,
    pub membership: Membership,
    pub gateway: Gateway,
    pub ownership: Ownership,
    pub owned: Owned,
    _planner: Planner,
    _owner: AbortOnDrop,
}

pub type Owned = Arc<Mutex<BTreeMap<ShardId, Epoch>>>;

struct AbortOnDrop(JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Node {
    pub async fn start(nats: &Nats, node: &str) -> Self {
        let layout = open(nats).await;
        let state = State::open(&layout).await.unwrap();
        let membership = Membership::join(&state, member(node)).await.unwrap();
        let gateway = Gateway::stand(&state, &membership);
        let planner = Planner::start(&state, &gateway, layout.shape.shards);
        let ownership = Ownership::new(&state, &membership);
        let owned = Owned::default();
        let work = keep_owning(ownership.clone(), state.view(), owned.clone());
        let owner = AbortOnDrop(tokio::spawn(work));
        Self { state, membership, gateway, ownership, owned, _planner: planner, _owner: owner }
    }

    pub fn is_gateway(&self) -> bool {
        self.gateway.lease().borrow().as_ref().is_some_and(balachka_cluster::GatewayLease::is_valid)
    }

    /// The shards that it has now.
    pub async fn shards(&self) -> BTreeSet<ShardId> {
        let owned = self.owned.lock().await;
        let mine = owned.iter().filter(|(shard, epoch)| self.ownership.still_mine(**shard, **epoch));
        mine.map(|(shard, _)| *shard).collect()
    }

    /// Leaves as an operator would have it.
    pub async fn leave(self) {
        drop(self._owner);
        for (shard, epoch) in self.owned.lock().await.iter() {
            self.ownership.release(*shard, *epoch).await.ok();
        }
        self.membership.leave().await.unwrap();
    }
}

async fn keep_owning(ownership: Ownership, mut view: tokio::sync::watch::Receiver<View>, owned: Owned) {
    loop {
        let planned = ownership.planned();
        let mut owned = owned.lock().await;
        owned.retain(|shard, epoch| ownership.still_mine(*shard, *epoch));
        for (shard, epoch) in owned.clone() {
            if !planned.contains(&shard) && ownership.release(shard, epoch).await.is_ok() {
                owned.remove(&shard);
            }
        }
        for shard in planned {
            if !owned.contains_key(&shard)
                && let Ok(epoch) = ownership.take(shard).await
            {
                owned.insert(shard, epoch);
            }
        }
        drop(owned);
        if view.changed().await.is_err() {
            return;
        }
    }
}
