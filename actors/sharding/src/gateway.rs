//! The gateway's side: makes the calls of all nodes, and refuses those of owners that are none any more.

use async_nats::{Client, Message, Subscriber};
use cluster::{Epoch, GatewayLease, Names, ShardId, View};
use futures_util::StreamExt;
use telegram::CallError;
use tokio::sync::watch;

use crate::{
    calls::{CallAnswer, CallRequest},
    pieces::Pieces,
};

/// Serves calls for one epoch of a gateway.
pub struct Calls {
    nats: Client,
    telegram: telegram::Client,
    lease: GatewayLease,
    view: watch::Receiver<View>,
    pieces: Pieces,
}

impl Calls {
    /// For the gateway of this lease, which calls through `telegram`.
    pub fn new(nats: &Client, telegram: &telegram::Client, lease: &GatewayLease, view: watch::Receiver<View>) -> Self {
        Self { nats: nats.clone(), telegram: telegram.clone(), lease: lease.clone(), view, pieces: Pieces::default() }
    }

    /// Serves until the subscription ends with the connection.
    ///
    /// # Errors
    /// NATS takes no subscription.
    pub async fn serve(self, names: &Names) -> Result<(), async_nats::SubscribeError> {
        let requests: Subscriber = self.nats.subscribe(names.call(self.lease.epoch())).await?;
        requests.for_each_concurrent(None, |message| self.answer(message)).await;
        Ok(())
    }

    async fn answer(&self, message: Message) {
        let Some(reply) = message.reply else { return };
        if let Some(taken) = self.pieces.take(message.headers.as_ref(), &message.payload) {
            // Whoever hears nothing sends it again.
            return drop(self.nats.publish(reply, taken.into()).await);
        }
        let before = self.pieces.file(message.headers.as_ref());
        let answer = match CallRequest::unpacked(message.headers.as_ref(), &message.payload) {
            Some((request, file)) => match self.refused(&request) {
                Some(why) => CallAnswer::Failed(CallError::Unreachable(why)),
                None => self.call(request, before.or(file)).await,
            },
            None => CallAnswer::Failed(CallError::Unreachable("the gateway cannot read the call".to_owned())),
        };
        // Whoever hears nothing does not know, and deals with it.
        match serde_json::to_vec(&answer) {
            Ok(json) => drop(self.nats.publish(reply, json.into()).await),
            Err(error) => tracing::error!(%error, "the answer to a call cannot be written"),
        }
    }

    async fn call(&self, request: CallRequest, file: Option<Vec<u8>>) -> CallAnswer {
        let CallRequest { shard, call } = request;
        let started = std::time::Instant::now();
        let (method, chat_id) = (call.method.clone(), call.payload["chat_id"].as_i64());
        let result = self.telegram.perform(call, file).await;
        tracing::debug!(
            target: "trail", chat_id, stage = "gateway", outcome = if result.is_ok() { "called" } else { "failed" }, method,
            shard = shard.map(|(shard, _)| shard.0), epoch = shard.map(|(_, epoch)| epoch.0),
            took_us = started.elapsed().as_micros() as u64,
        );
        match result {
            Ok(result) => CallAnswer::Done(result),
            Err(error) => CallAnswer::Failed(error),
        }
    }

    fn refused(&self, request: &CallRequest) -> Option<String> {
        if !self.lease.is_valid() {
            return Some("this node is the gateway no more".to_owned());
        }
        let (shard, epoch) = request.shard?;
        let is_old = is_old(&self.view.borrow(), shard, epoch);
        is_old.then(|| format!("shard {shard} has another owner by now"))
    }
}

fn is_old(view: &View, shard: ShardId, epoch: Epoch) -> bool {
    view.shards.get(&shard).is_some_and(|newest| epoch < newest.value.epoch)
}
