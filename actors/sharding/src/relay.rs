//! Has the gateway call Telegram.

use std::time::Duration;

use async_nats::{Client, Request, client::RequestErrorKind};
use cluster::{Epoch, Lease, Names, ShardId, View, reconnected};
use futures_util::future::BoxFuture;
use serde_json::value::RawValue;
use telegram::{CallError, Relay, RelayedCall};
use tokio::{sync::watch, time::sleep};

use crate::{
    calls::{CallAnswer, CallRequest},
    pieces,
};

/// What NATS itself may take, there and back, beside the call.
const UNDERWAY: Duration = Duration::from_secs(5);

/// How long a gateway that was replaced may still answer.
const LAST_ANSWERS: Duration = Duration::from_secs(1);

/// For whom calls are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// The owner of a shard, of this epoch.
    Owner(ShardId, Epoch),
    /// A node that speaks for itself.
    Node,
}

/// The way to whoever is the gateway.
pub struct GatewayRelay {
    client: Client,
    names: Names,
    view: watch::Receiver<View>,
    lease: Lease,
    caller: Caller,
}

impl GatewayRelay {
    /// For a caller on a node with this lease.
    pub fn new(client: &Client, names: &Names, view: watch::Receiver<View>, lease: Lease, caller: Caller) -> Self {
        Self { client: client.clone(), names: names.clone(), view, lease, caller }
    }

    /// Resolves some time after another gateway took the place of this one: what it still had to answer, it has answered by then.
    async fn replaced(&self, gateway: Epoch) {
        let mut view = self.view.clone();
        let another = |view: &View| view.gateway.as_ref().is_some_and(|newest| newest.value.epoch != gateway);
        if view.wait_for(another).await.is_err() {
            std::future::pending::<()>().await;
        }
        sleep(LAST_ANSWERS).await;
    }

    /// Resolves some time after the connection was made anew: an answer that was on its way through the former is lost.
    async fn reconnected(&self) {
        reconnected(&self.client).await;
        sleep(UNDERWAY).await;
    }

    async fn ask(&self, call: RelayedCall, file: Option<Vec<u8>>) -> Result<Box<RawValue>, CallError> {
        let not_made = |why: &str| CallError::Unreachable(why.to_owned());
        if !self.lease.is_valid() {
            return Err(not_made("this node is not in the cluster for now"));
        }
        let Some(gateway) = self.view.borrow().gateway.as_ref().map(|gateway| gateway.value.epoch) else {
            return Err(not_made("no node of the cluster is the gateway"));
        };
        // The wait for Telegram's limits, and the call itself.
        let patience = call.patience * 2 + UNDERWAY;
        let shard = match self.caller {
            Caller::Owner(shard, epoch) => Some((shard, epoch)),
            Caller::Node => None,
        };
        let request = CallRequest { shard, call };
        let subject = self.names.call(gateway);
        let before = match file.as_deref().filter(|file| pieces::is_too_large(file)) {
            None => None,
            Some(file) => Some(pieces::send(&self.client, &subject, file).await.map_err(|why| not_made(&why))?),
        };
        let beside = if before.is_some() { None } else { file };
        let (headers, payload) = request.packed(beside).map_err(|error| not_made(&error.to_string()))?;
        let headers = before.unwrap_or(headers);
        let request = Request::new().headers(headers).payload(payload.into()).timeout(Some(patience));
        let answer = tokio::select! {
            answer = self.client.send_request(subject, request) => answer,
            () = self.reconnected() => return Err(CallError::Broken("the connection to NATS broke meanwhile".to_owned())),
            () = self.replaced(gateway) => return Err(CallError::Broken("the gateway was replaced meanwhile".to_owned())),
        };
        let answer = answer.map_err(|error| match error.kind() {
            RequestErrorKind::NoResponders => not_made("the gateway does not listen"),
            RequestErrorKind::MaxPayloadExceeded | RequestErrorKind::InvalidSubject => not_made(&error.to_string()),
            _ => CallError::Broken(format!("the gateway did not answer: {error}")),
        })?;
        match serde_json::from_slice(&answer.payload) {
            Ok(CallAnswer::Done(result)) => Ok(result),
            Ok(CallAnswer::Failed(error)) => Err(error),
            Err(error) => Err(CallError::Broken(format!("the gateway's answer cannot be read: {error}"))),
        }
    }
}

impl Relay for GatewayRelay {
    fn call(&self, call: RelayedCall, file: Option<Vec<u8>>) -> BoxFuture<'_, Result<Box<RawValue>, CallError>> {
        Box::pin(self.ask(call, file))
    }
}
