//! What shards ask one another about people, over NATS.

use std::time::Duration;

use async_nats::Client;
use cluster::{Epoch, Lease, Names, ShardId, View, shard_of};
use events::PersonId;
use futures_util::future::BoxFuture;
use operations::{
    people::{People, Shards},
    stores::DerivedStores,
};
use sharding::{LookupError, answer_questions, look_up, questions};
use storage::{AskError, sqlite::StorageError};
use tokio::{
    sync::{mpsc, oneshot, watch},
    task::JoinHandle,
    time::sleep,
};

use super::node::Node;

/// A shard that moves has no owner for a moment: so much later it is asked again, until whoever asks has no patience left.
const AGAIN: Duration = Duration::from_millis(50);

/// All shards of the cluster, seen from the owner of one.
pub(super) struct OtherShards {
    client: Client,
    names: Names,
    view: watch::Receiver<View>,
    lease: Lease,
    count: u16,
}

impl OtherShards {
    pub(super) fn of(node: &Node, lease: &Lease) -> Self {
        Self {
            client: node.layout.connection().client().clone(),
            names: node.layout.names.clone(),
            view: node.view.clone(),
            lease: lease.clone(),
            count: node.layout.shape.shards,
        }
    }
}

impl Shards for OtherShards {
    fn count(&self) -> u16 {
        self.count
    }

    fn keeper(&self, person: PersonId) -> u16 {
        shard_of(person.0, self.count).0
    }

    fn ask(&self, shard: u16, question: Vec<u8>) -> BoxFuture<'_, Result<Vec<u8>, AskError>> {
        Box::pin(async move {
            let failed = |why: String| AskError::from(StorageError::Other(why));
            loop {
                if !self.lease.is_valid() {
                    return Err(failed("this node is not in the cluster for now".to_owned()));
                }
                let view = self.view.borrow().clone();
                match look_up(&self.client, &self.names, &view, ShardId(shard), question.clone()).await {
                    Err(LookupError::NoOwner(_)) => sleep(AGAIN).await,
                    answer => return answer.map_err(|error| failed(error.to_string())),
                }
            }
        })
    }
}

/// What asks a shard's owner for a snapshot now.
pub(crate) const SNAPSHOT: &[u8] = b"snapshot";

/// Somebody waits for a snapshot; is told why there is none.
pub(super) type SnapshotWanted = oneshot::Sender<Result<(), String>>;

async fn snapshot(want: &mpsc::Sender<SnapshotWanted>) -> anyhow::Result<Vec<u8>> {
    let (done, made) = oneshot::channel();
    want.send(done).await?;
    made.await?.map_err(anyhow::Error::msg)?;
    Ok(Vec::new())
}

/// A task that ends with what it belongs to.
pub(super) struct AbortOnDrop(JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Answers what other shards ask this one.
///
/// # Errors
/// NATS takes no subscription.
pub(super) async fn answer(
    node: &Node,
    (shard, epoch): (ShardId, Epoch),
    stores: &DerivedStores,
    want: mpsc::Sender<SnapshotWanted>,
) -> anyhow::Result<AbortOnDrop> {
    let people = People::here(stores);
    let client = node.layout.connection().client().clone();
    let asked = questions(&client, &node.layout.names, (shard, epoch)).await?;
    Ok(AbortOnDrop(actix_rt::spawn(async move {
        answer_questions(client, asked, async |question: &[u8]| match question {
            SNAPSHOT => snapshot(&want).await,
            question => people.answer(question).await.map_err(anyhow::Error::from),
        })
        .await;
    })))
}
