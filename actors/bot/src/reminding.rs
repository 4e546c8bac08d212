//! Says reminders and the results of polls when their time has come.

use std::time::Duration;

use conversation::Conversation;
use runtime::{Next, Step, Supervisor, Work, Worker, WorkerHandle, clock::now};

/// How often it is looked whether any is due.
const LOOK: Duration = Duration::from_secs(1);

/// The actor that watches the clock for reminders and polls.
#[derive(Clone)]
pub struct Reminding {
    pub conversation: Conversation,
}

impl Reminding {
    /// Starts watching the clock.
    pub fn start(self, supervisor: &Supervisor) -> WorkerHandle<Self> {
        Worker::start(supervisor, "reminding", self)
    }
}

impl Work for Reminding {
    type State = ();

    fn begin(&self) {}

    fn first(&self) -> Duration {
        LOOK
    }

    async fn step(&self, (): &mut ()) -> Step {
        let now = now();
        let reminders = self.conversation.raise_reminders(now).await;
        let polls = self.conversation.raise_polls(now).await;
        let result = reminders
            .and(polls)
            .map(drop)
            .inspect_err(|error| tracing::warn!(%error, "cannot tell which reminders and polls are due; trying again"))
            .map_err(|error| error.to_string());
        Step { result, next: Next::Every(LOOK) }
    }
}
