//! The work that nobody asks for: forgetting what is no longer needed, in small steps.

use std::time::Duration;

use actix::{Actor, AsyncContext, Context, Supervised, WrapFuture};
use tokio::time::sleep;

use crate::{
    clock::now_ms,
    conversation::Conversation,
    journal::Journal,
    runtime::{AskError, Supervisor},
    store::SomeStore,
};

/// How often it looks around.
const EVERY: Duration = Duration::from_secs(15 * 60);

/// The actor that tidies up. Replaces `memory_cleanup_task`.
#[derive(Clone)]
pub struct Housekeeping {
    journal: Journal,
    /// All that apply the journal.
    stores: Vec<SomeStore>,
    conversation: Conversation,
    retention: Duration,
}

impl Housekeeping {
    /// `stores` are all that apply the journal: what one of them still needs is kept.
    pub fn new(journal: Journal, stores: Vec<SomeStore>, conversation: Conversation, retention: Duration) -> Self {
        Self { journal, stores, conversation, retention }
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
        let mut durable = self.journal.head();
        for store in &self.stores {
            durable = durable.min(store.durable().await?);
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        conversation::{Me, Policy},
        journal::Draft,
        model::{PersonId, Seq},
        runtime::Limits,
    };

    /// `memory_cleanup_task`
    #[actix::test]
    async fn old_entries_go_once_every_store_has_them_and_young_ones_stay() {
        let folder = tempfile::tempdir().unwrap();
        let supervisor = Supervisor::new(Limits::default());
        let journal = Journal::start(&supervisor, folder.path(), 7);
        let memory = crate::context::Context::start(&supervisor, folder.path(), &journal, PersonId(7));
        let me = Me { id: PersonId(7), username: "balachka_bot".into(), name: "Балачка".into() };
        let conversation = Conversation::start(&supervisor, folder.path(), &journal, me, Policy::default());
        conversation.store().opened().await;
        let updates = (1..=30).map(|id| Draft::received(format!(r#"{{"update_id":{id},"poll":{{}}}}"#).into()));
        journal.append(updates.collect()).await.unwrap();
        assert!(memory.store().reached(Seq(30), Duration::from_secs(10)).await);
        assert!(conversation.store().reached(Seq(30), Duration::from_secs(10)).await);

        let stores = vec![memory.store(), conversation.store()];
        let keeping = |retention| Housekeeping::new(journal.clone(), stores.clone(), conversation.clone(), retention);
        assert_eq!(keeping(Duration::from_secs(3600)).tidy().await.unwrap(), 0);
        assert_eq!(journal.read(Seq(0)).await.unwrap().len(), 30);
        sleep(Duration::from_millis(2)).await;
        assert_eq!(keeping(Duration::ZERO).tidy().await.unwrap(), 30);
        assert!(journal.read(Seq(0)).await.unwrap().is_empty());
        assert_eq!(journal.head(), Seq(30));
    }
}
