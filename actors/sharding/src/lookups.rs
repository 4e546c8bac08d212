//! What shards ask one another: a request to the owner, answered within a deadline or not at all.

use async_nats::{Client, Request, Subscriber, client::RequestErrorKind};
use cluster::{Epoch, Names, ShardId, View};
use futures_util::StreamExt;

/// Questions that a shard answers at once.
const AT_ONCE: usize = 16;
/// What an answer begins with.
const DONE: u8 = b'+';
const FAILED: u8 = b'-';

/// Why a shard did not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    #[error("shard {0} has no owner for now")]
    NoOwner(ShardId),
    #[error("the owner of shard {shard} does not answer: {why}")]
    Silent { shard: ShardId, why: String },
    #[error("the owner of shard {shard} cannot tell: {why}")]
    Failed { shard: ShardId, why: String },
}

/// Asks the owner of a shard.
///
/// # Errors
/// It has none, does not answer, or cannot tell.
pub async fn look_up(
    client: &Client,
    names: &Names,
    view: &View,
    shard: ShardId,
    question: Vec<u8>,
) -> Result<Vec<u8>, LookupError> {
    let owner = view.shards.get(&shard).filter(|seen| seen.value.owner.is_some());
    let epoch = owner.map(|seen| seen.value.epoch).ok_or(LookupError::NoOwner(shard))?;
    let request = Request::new().payload(question.into());
    let answer =
        client.send_request(names.lookup(shard, epoch), request).await.map_err(|error| match error.kind() {
            RequestErrorKind::NoResponders => LookupError::NoOwner(shard),
            _ => LookupError::Silent { shard, why: error.to_string() },
        })?;
    match answer.payload.split_first() {
        Some((&DONE, answer)) => Ok(answer.to_vec()),
        Some((&FAILED, why)) => Err(LookupError::Failed { shard, why: String::from_utf8_lossy(why).into_owned() }),
        _ => Err(LookupError::Silent { shard, why: "the answer is none".to_owned() }),
    }
}

/// The questions that others ask a shard's owner of this epoch.
///
/// # Errors
/// NATS takes no subscription.
pub async fn questions(
    client: &Client,
    names: &Names,
    (shard, epoch): (ShardId, Epoch),
) -> Result<Subscriber, async_nats::SubscribeError> {
    client.subscribe(names.lookup(shard, epoch)).await
}

/// Answers them until the connection is closed.
pub async fn answer_questions<E: std::fmt::Display>(
    client: Client,
    questions: Subscriber,
    answer: impl AsyncFn(&[u8]) -> Result<Vec<u8>, E>,
) {
    let (client, answer) = (&client, &answer);
    let each = async |message: async_nats::Message| {
        let Some(reply) = message.reply else { return };
        let payload = match answer(&message.payload).await {
            Ok(answer) => [&[DONE], answer.as_slice()].concat(),
            Err(error) => [&[FAILED], error.to_string().as_bytes()].concat(),
        };
        // Whoever hears nothing goes on without it.
        let _ = client.publish(reply, payload.into()).await;
    };
    questions.for_each_concurrent(AT_ONCE, each).await;
}
