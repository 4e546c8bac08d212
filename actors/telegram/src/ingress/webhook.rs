//! Has Telegram deliver updates, and looks after it that it goes on.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::{Connectivity, KINDS};
use crate::{CallError, Client};
use runtime::{Backoff, Next, Step, Supervisor, Work, Worker, WorkerHandle, metrics};

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
    ) -> WorkerHandle<Self> {
        Worker::start(supervisor, "ingress", Self { client, at, every, connectivity })
    }

    /// Sets the webhook if Telegram was not told yet, else looks at it; false if it has to be set again.
    async fn look_after(&self, state: &mut Registration) -> Result<bool, CallError> {
        if !state.told {
            return self.set().await.map(|()| true);
        }
        let info = self.client.webhook().await?;
        self.connectivity.received();
        metrics::WEBHOOK_PENDING.set(info.pending_update_count);
        if info.last_error_date > state.complained {
            state.complained = info.last_error_date;
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

/// What is kept from look to look.
pub struct Registration {
    backoff: Backoff,
    /// Whether Telegram knows where to deliver.
    told: bool,
    /// When the last failure happened that was logged, Unix seconds of Telegram's clock.
    complained: i64,
}

impl Work for Webhook {
    type State = Registration;

    fn begin(&self) -> Registration {
        let backoff = Backoff::new(Duration::from_secs(1), self.every.max(Duration::from_secs(5)));
        Registration { backoff, told: false, complained: 0 }
    }

    fn first(&self) -> Duration {
        Duration::ZERO
    }

    async fn step(&self, state: &mut Registration) -> Step {
        match self.look_after(state).await {
            Ok(as_it_was) => {
                state.backoff.reset();
                state.told = as_it_was;
                let pause = if as_it_was { self.every } else { Duration::ZERO };
                Step { result: Ok(()), next: Next::After(pause) }
            }
            Err(error) => {
                self.connectivity.failed(&error);
                metrics::POLL_FAILURES.with_label_values(&[error.label()]).inc();
                let pause = match error {
                    CallError::TooMany(wanted) => wanted.max(state.backoff.pause()),
                    _ => state.backoff.pause(),
                };
                tracing::warn!(%error, pause_ms = pause.as_millis() as u64, "cannot set or check the webhook; trying again");
                Step { result: Err(error.to_string()), next: Next::After(pause) }
            }
        }
    }
}
