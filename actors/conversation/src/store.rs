//! The store of the conversation: decides on what the journal brings, and keeps the outbox.

pub(super) mod commands;
mod feedback;
mod flood_limits;
mod following;
mod messages;
mod queries;
mod raise;
mod silence;
mod unasked;

pub(super) use queries::{forgetful, settings_of, tally_of, unasked_of};

use std::sync::Arc;

use sqlx::SqliteConnection;
use tokio::sync::watch;

use super::{
    ChatMood, Decision, Me, Policy, Request, Why,
    activity::ChatActivity,
    decide,
    erase::erase,
    feedback::{OwnWords, Tallies},
    membership::BotMembership,
    outbox::{self, Decided},
    per_chat::PerChat,
    pings::Pings,
    polls, reminders,
    row_key::row_of,
    settings::Settings,
    spam::Floods,
};
use crate::persona::Persona;
use events::{Chat, ChatId, ChatKind, Erasure, Event, Message, Sent, Service};
use language::{analyzer::Analyzer, text::calling::CallNames, zone::Zones};
use runtime::{clock::now, live::Live};
use storage::{
    discretion::RedactionSet,
    journal::Entry,
    sqlite::{Durability, Schema, StorageError, direct::Direct},
    store::{KeptKind, Store, StoreKind},
};

/// Who we are, when to answer, and who is told that the outbox changed.
#[derive(Clone)]
pub(super) struct Deps {
    pub me: Me,
    pub policy: Live<Policy>,
    pub analyzer: Analyzer,
    pub zones: Zones,
    pub changed: watch::Sender<()>,
}

pub(super) struct ConversationStore {
    pub(super) deps: Deps,
    /// Our name at Telegram.
    own_names: CallNames,
    /// As it is for the transaction at hand.
    pub(super) policy: Arc<Policy>,
    pub(super) activities: PerChat<ChatActivity>,
    pub(super) settings: PerChat<Settings>,
    pub(super) memberships: PerChat<BotMembership>,
    pub(super) floods: PerChat<Floods>,
    pub(super) own_words: PerChat<OwnWords>,
    tallies: Tallies,
    pings: Pings,
    pub(super) discretion: RedactionSet,
    /// The transaction at hand changes the outbox.
    pub(super) changes: bool,
}

impl Store for ConversationStore {
    type Deps = Deps;

    const NAME: &'static str = "conversation";
    /// What was said cannot be unsaid: replaying decisions would answer again.
    const DERIVED: bool = false;
    /// Where we are added to a chat that is not listed, we say so.
    const ONLY_LISTED: bool = false;
    const SEES_ALL: bool = true;
    const KEPT: &'static [KeptKind<Self>] = commands::KEPT;

    fn schema() -> Schema {
        schema()
    }

    async fn load(deps: &Deps, conn: &mut SqliteConnection) -> Result<Self, StorageError> {
        Ok(Self {
            deps: deps.clone(),
            own_names: CallNames::new([deps.me.name.as_str()]),
            policy: deps.policy.now(),
            activities: PerChat::default(),
            settings: PerChat::default(),
            memberships: PerChat::default(),
            floods: PerChat::default(),
            own_words: PerChat::default(),
            tallies: Tallies::default(),
            pings: Pings::default(),
            discretion: RedactionSet::load(conn).await?,
            changes: false,
        })
    }

    async fn erase(&mut self, conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
        self.changes = true;
        self.write(conn).await?;
        let Self { activities, settings, memberships, floods, own_words, tallies, .. } = self;
        // What is kept is changed below them, and read again.
        (*activities, *settings, *memberships) = Default::default();
        (*floods, *own_words, *tallies) = Default::default();
        self.pings = Pings::default();
        self.discretion = RedactionSet::load(conn).await?;
        erase(conn, erasure).await
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        let now = now();
        self.policy = self.deps.policy.now();
        self.hold(conn, entries).await?;
        for entry in entries {
            match entry.event() {
                Ok(Event::Sent(sent)) => {
                    self.changes = true;
                    let request = match row_of(conn, sent).await? {
                        Some(row) => fulfil(conn, row, sent, now).await?,
                        None => None,
                    };
                    let (chat, edited) = (&sent.message.chat, sent.message.edited.is_some());
                    let ephemeral = sent.message.id.is_ephemeral();
                    if self.policy.serves(chat.id) && is_group(chat) && !edited && !ephemeral {
                        self.activities.change(sent.message.chat.id).speak(sent.message.date);
                        self.remember_own(&sent.message, request.as_ref());
                    }
                }
                Ok(Event::Poll(state)) => polls::count(conn, state, now).await?,
                Ok(Event::OptOut(wish)) => self.discretion.note(*wish),
                // It was said long ago, or heard already.
                Ok(Event::Imported(_)) => {}
                Ok(event) => self.handle_event(conn, entry, event, now).await?,
                Err(_) => {}
            }
        }
        self.write(conn).await
    }

    async fn write_back(&mut self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        self.changes = true;
        self.write(conn).await
    }

    fn committed(&mut self) {
        if std::mem::take(&mut self.changes) {
            self.deps.changed.send_replace(());
        }
    }
}

/// A row was sent; tells what had asked for it, if that can still be read.
async fn fulfil(conn: &mut SqliteConnection, row: i64, sent: &Sent, now: i64) -> Result<Option<Request>, StorageError> {
    if let Some(poll) = &sent.poll {
        polls::opened(conn, row, sent.message.id, poll, now).await?;
    }
    outbox::sent(conn, row).await
}

impl ConversationStore {
    /// Brings into memory what is kept of the chats and people of these entries.
    async fn hold(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        let events = entries.iter().filter_map(|entry| entry.event().ok());
        let events: Vec<_> = events.filter(|event| !matches!(event, Event::Imported(_))).collect();
        let chats = || events.iter().filter_map(|event| Some(event.chat()?.id));
        self.activities.hold(conn, chats()).await?;
        self.settings.hold(conn, chats()).await?;
        self.memberships.hold(conn, chats()).await?;
        self.floods.hold(conn, chats()).await?;
        self.own_words.hold(conn, chats()).await?;
        self.tallies.hold(conn, events.iter().filter_map(|event| feedback::giver(event))).await
    }

    async fn write(&mut self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        let direct = Direct::of(conn).await?;
        self.settings.write(&direct)?;
        self.memberships.write(&direct)?;
        self.activities.write(&direct)?;
        self.floods.write(&direct)?;
        self.own_words.write(&direct)?;
        self.tallies.write(&direct)
    }

    /// Decides about one event, learns from it, and keeps in the outbox what is to be answered.
    async fn handle_event(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        event: &Event,
        now: i64,
    ) -> Result<(), StorageError> {
        let decision = self.first_decision(event, now);
        let decision = match event {
            _ if decision == Decision::Quiet(Why::ChatNotAllowed) => decision,
            Event::Message(message) => self.on_message(conn, entry, event, message, now, decision).await?,
            Event::Membership(change) if change.own => self.stand(conn, change, decision).await?,
            _ => {
                self.record_feedback(conn, entry, event, true, &decision).await?;
                decision
            }
        };
        let decision = self.quiet_where_forbidden(event, now, decision);
        trace(entry, &decision);
        match decision {
            Decision::Quiet(_) => Ok(()),
            Decision::Answer(request) => self.keep_request(conn, entry, *request).await,
        }
    }

    /// What the event alone asks for.
    fn first_decision(&self, event: &Event, now: i64) -> Decision {
        let persona = event.chat().map(|chat| self.persona(chat.id));
        let names: Vec<&CallNames> =
            persona.iter().map(|persona| &persona.call_names).chain([&self.own_names]).collect();
        decide(event, &self.deps.me, &self.policy, &names, now)
    }

    /// Where we may not write, nothing is answered.
    fn quiet_where_forbidden(&self, event: &Event, now: i64, decision: Decision) -> Decision {
        let muted = event.chat().is_some_and(|chat| self.memberships.of(chat.id).may_not_write(now));
        match decision {
            Decision::Answer(_) if muted => Decision::Quiet(Why::MayNotWrite),
            decision => decision,
        }
    }

    async fn keep_request(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        mut request: Request,
    ) -> Result<(), StorageError> {
        self.changes = true;
        request.about.quoted.take_if(|it| self.discretion.covers_quoted(it));
        let asked_at = request.asked_or_now();
        request.mood = self.mood(request.chat, asked_at);
        let mut not_before_ms = 0;
        if request.is_ping() {
            outbox::supersede(conn, &request).await?;
            not_before_ms = self.pings.wait_until(&request, entry.received_ms);
        }
        let decided = Decided { seq: entry.seq, received_ms: entry.received_ms, not_before_ms, request: &request };
        outbox::add(conn, decided).await.map(drop)
    }

    /// The mood of a chat at a time.
    pub(super) fn mood(&self, chat: ChatId, at: i64) -> ChatMood {
        self.activities.of(chat).mood(at)
    }

    /// Who we are in a chat.
    fn persona(&self, chat: ChatId) -> Arc<Persona> {
        self.policy.personas.of(self.settings.of(chat).persona.as_deref())
    }

    /// A group that becomes a supergroup keeps its settings.
    pub(super) async fn move_settings(
        &mut self,
        conn: &mut SqliteConnection,
        message: &Message,
    ) -> Result<(), StorageError> {
        let here = message.chat.id;
        let (old, new) = match message.service {
            Some(Service::MigratedTo(new)) => (here, new),
            Some(Service::MigratedFrom(old)) => (old, here),
            _ => return Ok(()),
        };
        if self.policy.serves(old) && !self.policy.serves(new) {
            tracing::warn!(
                old = old.0,
                new = new.0,
                "a group became a supergroup that is not in ALLOWED_CHAT_IDS: add it"
            );
        }
        self.settings.hold(conn, [old, new].into_iter()).await?;
        if *self.settings.of(new) == Settings::default() {
            *self.settings.change(new) = self.settings.of(old).clone();
        }
        self.memberships.hold(conn, [old, new].into_iter()).await?;
        if *self.memberships.of(new) == BotMembership::default() {
            *self.memberships.change(new) = self.memberships.of(old).clone();
        }
        reminders::move_chat(conn, old, new).await?;
        polls::move_chat(conn, old, new).await?;
        self.tallies.carry(conn, old, new).await
    }
}

fn trace(entry: &Entry, decision: &Decision) {
    let outcome = match decision {
        Decision::Quiet(why) => why.as_str(),
        Decision::Answer(_) => "answer",
    };
    tracing::debug!(
        target: "trail", seq = entry.seq.0, update_id = entry.update_id, stage = "conversation", outcome
    );
}

/// The message of somebody in a group.
fn in_group(event: &Event) -> Option<&Message> {
    let Event::Message(message) = event else { return None };
    is_group(&message.chat).then_some(message)
}

pub(super) fn is_group(chat: &Chat) -> bool {
    matches!(chat.kind, ChatKind::Group | ChatKind::Supergroup)
}

/// The outbox's database.
pub fn schema() -> Schema {
    Schema {
        name: "outbox",
        application_id: 0x426c_6303,
        durability: Durability::EachCommand,
        cache_kib: 1024,
        migrations: sqlx::migrate!("../../migrations/outbox"),
    }
}

/// The conversation in the list of stores.
pub const STORE: StoreKind = StoreKind::of::<ConversationStore>();

#[cfg(test)]
mod tests;
