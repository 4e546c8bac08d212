//! The way to the conversation.

use std::sync::Arc;

use tokio::sync::watch;

use super::{
    Action, Me, Policy, files,
    outbox::{self, Job, JobId, Outcome, Outgoing},
    polls::{self, NewPoll, Poll},
    reminders::{self, Added, NewReminder, Owner, Reminder},
    request::Silence,
    settings::{Setting, Settings},
    spending,
    stamp::Stamp,
    store::{
        ConversationStore, Deps,
        commands::{
            AddPoll, AddReminder, BlankOptedOut, BreakSilence, CancelReminder, Claim, Composed, Prune, PutOffReminder,
            RaisePolls, RaiseReminders, Recover, Set, Settle, Spend, Withdraw,
        },
        forgetful, settings_of, tally_of, unasked_of,
    },
    talks::{self, LastTalk, Remembered},
};
use events::{ChatId, ChatKind, MessageId, PersonId};
use language::{analyzer::Analyzer, zone::Zones};
use llm::Spending;
use runtime::{Supervisor, clock::now, live::Live};
use storage::AskError;
use storage::{
    journal::Journal,
    store::{SomeStore, StoreHandle, StoreLocation},
};

/// Rows that one look at the outbox returns at most.
const PAGE: u32 = 64;
/// Finished rows that one step of pruning deletes at most.
const PRUNE_STEP: u32 = 1000;

/// The handle of the conversation and its outbox.
#[derive(Clone)]
pub struct Conversation {
    store: StoreHandle<ConversationStore>,
    changed: watch::Receiver<()>,
}

impl Conversation {
    /// Starts deciding on what the journal brings.
    pub fn start(
        supervisor: &Supervisor,
        home: impl Into<StoreLocation>,
        journal: &Journal,
        me: Me,
        policy: Live<Policy>,
        analyzer: Analyzer,
        zones: Zones,
    ) -> Self {
        let sender = watch::Sender::new(());
        let changed = sender.subscribe();
        let deps = Deps { me, policy, analyzer, zones, changed: sender };
        Self { store: StoreHandle::start(supervisor, home, journal, deps), changed }
    }

    /// Resolves when the outbox may have changed since the last call on this clone.
    pub async fn changed(&mut self) {
        if self.changed.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// What waits to be worded, commands first, then the oldest.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn decided(&self) -> Result<Vec<Job>, AskError> {
        self.store.read(async |conn| outbox::decided(conn, PAGE).await).await
    }

    /// What may be sent now: the first in each lane of each chat.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn ready(&self) -> Result<Vec<Outgoing>, AskError> {
        self.store.read(async |conn| outbox::ready(conn, PAGE).await).await
    }

    /// The file that a row sends; `None` once the row is done with, or if it sends none.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn file(&self, id: i64) -> Result<Option<Vec<u8>>, AskError> {
        self.store.read(async |conn| files::of(conn, id).await).await
    }

    /// How many rows are in each state.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn counts(&self) -> Result<Vec<(String, i64)>, AskError> {
        self.store.read(async |conn| outbox::counts(conn).await).await
    }

    /// Whether anything waits to be worded, or could be sent now.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn is_busy(&self) -> Result<bool, AskError> {
        self.store.read(async |conn| outbox::is_busy(conn).await).await
    }

    /// Keeps what a decided row comes to, in order; unless the row was decided anew meanwhile, as when somebody asked to
    /// be forgotten: then it is to be worded again. The asker's next words may go on from what is `remembered`.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn composed(
        &self,
        job: JobId,
        actions: Vec<Action>,
        remembered: Option<Remembered>,
    ) -> Result<(), AskError> {
        self.store.execute(Composed { job, actions, remembered }).await
    }

    /// What a person was answered in a chat some minutes before `now` (Unix milliseconds) at most.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn last_talk(&self, chat: ChatId, person: PersonId, now: i64) -> Result<Option<LastTalk>, AskError> {
        self.store.read(async |conn| talks::last(conn, chat, person, now).await).await
    }

    /// What anybody was answered last in a topic of a chat, if that was just before `now` (Unix milliseconds).
    ///
    /// # Errors
    /// Those of the database.
    pub async fn last_heard(&self, chat: ChatId, thread: Option<i64>, now: i64) -> Result<Option<LastTalk>, AskError> {
        self.store.read(async |conn| talks::last_heard(conn, chat, thread, now).await).await
    }

    /// Takes a decided row back: it is not worth saying.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn withdraw(&self, id: i64) -> Result<(), AskError> {
        self.store.execute(Withdraw(id)).await
    }

    /// Marks a row as being sent, durably; false if somebody else did.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn claim(&self, id: i64) -> Result<bool, AskError> {
        self.store.execute(Claim(id)).await
    }

    /// Says what became of a claimed row that was not sent. What was sent comes back through the journal.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn settle(&self, id: i64, outcome: Outcome) -> Result<(), AskError> {
        self.store.execute(Settle { id, outcome }).await
    }

    /// Deals with rows whose sender is gone: sends again what must be said, leaves the rest.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn recover(&self) -> Result<(), AskError> {
        self.store.execute(Recover).await
    }

    /// Deletes the finished rows that are older than `before_ms` (Unix milliseconds).
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn prune(&self, before_ms: i64) -> Result<(), AskError> {
        while self.store.execute(Prune { before_ms, limit: PRUNE_STEP }).await? {}
        Ok(())
    }

    /// Lets go of what was asked by, and said to, those who want nothing kept, once it is done. Whether there was any:
    /// then the file is to be cleaned.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn blank_opted_out(&self) -> Result<bool, AskError> {
        self.store.execute(BlankOptedOut).await
    }

    /// Wants to say something in a chat that has fallen silent; false if the limits do not allow it.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn break_silence(
        &self,
        chat: ChatId,
        kind: ChatKind,
        silence: Silence,
        now: i64,
    ) -> Result<bool, AskError> {
        self.store.execute(BreakSilence { chat, kind, silence, now }).await
    }

    /// What a chat has set for itself.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn settings(&self, chat: ChatId) -> Result<Settings, AskError> {
        self.store.read(async |conn| settings_of(conn, chat).await).await
    }

    /// How welcome our words are in a chat at `now` (Unix seconds): from 0.25 to 2, and 1 where nothing tells.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn feedback_factor(&self, chat: ChatId, now: i64) -> Result<f64, AskError> {
        Ok(self.store.read(async |conn| tally_of(conn, chat).await).await?.factor(now))
    }

    /// Which of our last words in a chat nobody had called for, oldest first: they are no answers to anybody.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn unasked(&self, chat: ChatId) -> Result<Vec<MessageId>, AskError> {
        self.store.read(async |conn| unasked_of(conn, chat).await).await
    }

    /// The chats that keep their messages only for some days, with how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn forgetful(&self) -> Result<Vec<(ChatId, u32)>, AskError> {
        self.store.read(async |conn| forgetful(conn).await).await
    }

    /// Sets something for a chat.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn set(&self, chat: ChatId, setting: Setting) -> Result<(), AskError> {
        self.store.keep(Set { chat, setting, stamp: Stamp::at(now()) }).await
    }

    /// Keeps a reminder, unless its message asked for one before, or the person has too many.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn add_reminder(&self, new: NewReminder) -> Result<Added, AskError> {
        self.store.keep(AddReminder { new, stamp: Stamp::at(now()) }).await
    }

    /// What waits for its time, the nearest first, at most so many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn reminders(&self, owner: Owner, limit: u32) -> Result<Vec<Reminder>, AskError> {
        self.store.read(async |conn| reminders::of_chat(conn, owner, limit).await).await
    }

    /// The birthdays that are known in a chat, the nearest first, at most so many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn birthdays(&self, chat: ChatId, limit: u32) -> Result<Vec<Reminder>, AskError> {
        self.store.read(async |conn| reminders::birthdays(conn, chat, limit).await).await
    }

    /// The reminder of that number in that chat, said or not.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn reminder(&self, chat: ChatId, id: i64) -> Result<Option<Reminder>, AskError> {
        self.store.read(async |conn| reminders::find(conn, chat, id).await).await
    }

    /// Lets go of a reminder; tells which, if it was there and waiting.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn cancel_reminder(&self, chat: ChatId, id: i64) -> Result<Option<Reminder>, AskError> {
        self.store.keep(CancelReminder { chat, id, now: now() }).await
    }

    /// Says a reminder at another time (Unix seconds); tells which, if it was there.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn put_off_reminder(&self, chat: ChatId, id: i64, due: i64) -> Result<Option<Reminder>, AskError> {
        self.store.keep(PutOffReminder { chat, id, due, now: now() }).await
    }

    /// Says the reminders whose time has come at `now` (Unix seconds), each once; tells how many.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn raise_reminders(&self, now: i64) -> Result<usize, AskError> {
        // Most looks find nothing, and need not disturb the writer.
        if !self.store.read(async |conn| reminders::are_due(conn, now).await).await? {
            return Ok(0);
        }
        self.store.execute(RaiseReminders(now)).await
    }

    /// Keeps a poll that may be wanted, unless its message asked for one before; tells its number. It is sent by an
    /// [`Action::Poll`], and its result is told by itself.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn add_poll(&self, new: NewPoll) -> Result<i64, AskError> {
        self.store.keep(AddPoll { new, stamp: Stamp::at(now()) }).await
    }

    /// The poll of that number in that chat, whether people vote or not.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn poll(&self, chat: ChatId, id: i64) -> Result<Option<Poll>, AskError> {
        self.store.read(async |conn| polls::find(conn, chat, id).await).await
    }

    /// Closes the polls whose result is due at `now` (Unix seconds), and lets it be told, each once; tells how many.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn raise_polls(&self, now: i64) -> Result<usize, AskError> {
        // As with reminders, most looks find nothing.
        if !self.store.read(async |conn| polls::are_due(conn, now).await).await? {
            return Ok(0);
        }
        self.store.execute(RaisePolls(now)).await
    }

    /// Adds up what language models cost.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn spend(&self, spent: Vec<Spending>) -> Result<(), AskError> {
        self.store.execute(Spend(spent)).await
    }

    /// What language models cost since a day (in days since 1970, UTC), a row for each day, chat, person and model.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn spent_since(&self, day: i64) -> Result<Vec<Spending>, AskError> {
        self.store.read(async |conn| spending::since(conn, day).await).await
    }

    /// The store behind it.
    pub fn store(&self) -> SomeStore {
        Arc::new(self.store.clone())
    }
}
