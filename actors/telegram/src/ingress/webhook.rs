//! Has Telegram deliver updates, and looks after it that it goes on.

use std::{sync::Arc, time::Duration};

use actix::{Actor, AsyncContext, Context, Supervised, WrapFuture};
use serde_json::json;
use tokio::time::sleep;

use super::{Connectivity, KINDS};
use crate::{CallError, Client};
use runtime::{ActorHandle, Backoff, Supervisor, metrics};

/// The most deliveries that Telegram makes at once, <https://core.telegram.org/bots/api#setwebhook>.
const AT_ONCE: u32 = 100;
const PATIENCE: Duration = Duration::from_secs(20);

/// Where Telegram is to deliver.
#[derive(Clone)]
pub struct Address {
    pub url: String,
    /// 1 to 256 letters, digits, `_` and `-`.
    pub secret: Arc<str>,
}

/// The actor that keeps Telegram delivering.
#[derive(Clone)]
pub struct Webhook {
    client: Client,
    at: Address,
    every: Duration,
    connectivity: Connectivity,
}

impl Webhook {
    /// Tells Telegram where to deliver, and looks `every` so often whether it does.
    pub fn start(
        supervisor: &Supervisor,
        client: Client,
        at: Address,
        every: Duration,
        connectivity: Connectivity,
    ) -> ActorHandle {
        supervisor.start("ingress", move || Self { client, at, every, connectivity }).actor().clone()
    }

    async fn run(self) {
        let mut backoff = Backoff::new(Duration::from_secs(1), self.every.max(Duration::from_secs(5)));
        let (mut told, mut complained) = (false, 0);
        loop {
            let pause = match self.look_after(told, &mut complained).await {
                Ok(as_it_was) => {
                    backoff.reset();
                    told = as_it_was;
                    if told { self.every } else { Duration::ZERO }
                }
                Err(error) => {
                    self.connectivity.failed(&error);
                    metrics::POLL_FAILURES.with_label_values(&[error.label()]).inc();
                    let pause = match error {
                        CallError::TooMany(wanted) => wanted.max(backoff.pause()),
                        _ => backoff.pause(),
                    };
                    tracing::warn!(%error, pause_ms = pause.as_millis() as u64, "cannot set or check the webhook; trying again");
                    pause
                }
            };
            sleep(pause).await;
        }
    }

    /// Sets the webhook if Telegram was not told yet, else looks at it; false if it has to be set again.
    async fn look_after(&self, told: bool, complained: &mut i64) -> Result<bool, CallError> {
        if !told {
            return self.set().await.map(|()| true);
        }
        let info = self.client.webhook().await?;
        self.connectivity.received();
        metrics::WEBHOOK_PENDING.set(info.pending_update_count);
        if info.last_error_date > *complained {
            *complained = info.last_error_date;
            tracing::warn!(
                message = info.last_error_message,
                waiting = info.pending_update_count,
                "Telegram could not deliver"
            );
        }
        if info.url != self.at.url {
            tracing::warn!("somebody removed or replaced the webhook; registering it again");
        }
        Ok(info.url == self.at.url)
    }

    async fn set(&self) -> Result<(), CallError> {
        let wish = json!({
            "url": self.at.url, "secret_token": self.at.secret, "allowed_updates": KINDS,
            "max_connections": AT_ONCE, "drop_pending_updates": false,
        });
        self.client.call("SetWebhook", &wish, PATIENCE).await?;
        self.connectivity.received();
        tracing::info!("Telegram delivers updates to the webhook");
        Ok(())
    }
}

impl Actor for Webhook {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.spawn(self.clone().run().into_actor(self));
    }
}

impl Supervised for Webhook {
    fn restarting(&mut self, _: &mut Self::Context) {}
}
