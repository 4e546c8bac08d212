//! The work that nobody asks for: forgetting what is no longer needed, in small steps.

use std::time::Duration;

use actix::{Actor, AsyncContext, Context, Supervised, WrapFuture};
use tokio::time::sleep;

use crate::{
    clock::now_ms,
    context,
    conversation::Conversation,
    journal::Journal,
    runtime::{AskError, Supervisor},
};

/// How often it looks around.
const EVERY: Duration = Duration::from_secs(15 * 60);

/// The actor that tidies up. Replaces `memory_cleanup_task`.
#[derive(Clone)]
pub struct Housekeeping {
    journal: Journal,
    memory: context::Context,
    conversation: Conversation,
    retention: Duration,
}

impl Housekeeping {
    pub fn new(journal: Journal, memory: context::Context, conversation: Conversation, retention: Duration) -> Self {
        Self { journal, memory, conversation, retention }
    }

    /// Starts tidying up every now and then.
    pub fn start(self, supervisor: &Supervisor) {
        supervisor.start("housekeeping", move || self);
    }

    /// Deletes journal entries and finished rows of the outbox that are older than the retention; entries only once
    /// every store has them durably. Tells how many entries went.
    ///
    /// # Errors
    /// See [`AskError`]; the next time may work.
    pub async fn tidy(&self) -> Result<u64, AskError> {
        let retention = i64::try_from(self.retention.as_millis()).unwrap_or(i64::MAX);
        let before_ms = now_ms().saturating_sub(retention);
        self.conversation.prune(before_ms).await?;
        let durable = self.memory.durable().await?.min(self.conversation.durable().await?);
        self.journal.prune(durable, before_ms).await
    }

    async fn run(self) {
        loop {
            sleep(EVERY).await;
            match self.tidy().await {
                Ok(0) => {}
                Ok(pruned) => tracing::info!(pruned, "old journal entries were deleted"),
                Err(error) => tracing::warn!(%error, "tidying up did not work; it is tried again later"),
            }
        }
    }
}

impl Actor for Housekeeping {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.spawn(self.clone().run().into_actor(self));
    }
}

impl Supervised for Housekeeping {
    fn restarting(&mut self, _: &mut Self::Context) {}
}
