//! The store of the conversation: decides on what the journal brings, and keeps the outbox.

use std::sync::Arc;

use sqlx::SqliteConnection;
use tokio::sync::watch;

use super::{
    Action, Asked, Decision, Me, Policy, Request, Why, decide,
    decide::chime,
    erase::{blank_opted_out, erase},
    outbox::{self, Decided, Outcome},
    per_chat::PerChat,
    request::Silence,
    rhythm::Rhythm,
    settings::{Setting, Settings},
};
use crate::{
    analyzer::Analyzer,
    clock::{now, now_ms},
    discretion::Discretion,
    journal::Entry,
    model::{ChatId, ChatKind, Erasure, Event, Message, PersonKind, Seq, Service},
    sqlite::{Durability, Schema, StorageError},
    store::Store,
};

/// Who we are, when to answer, and who is told that the outbox changed.
#[derive(Clone)]
pub(super) struct Seed {
    pub me: Me,
    pub policy: Arc<Policy>,
    pub analyzer: Analyzer,
    pub changed: watch::Sender<()>,
}

/// A change of the outbox.
pub(super) enum Command {
    Composed { id: i64, actions: Vec<Action> },
    Withdraw { id: i64 },
    Claim { id: i64 },
    Settle { id: i64, outcome: Outcome },
    Recover,
    Prune { before_ms: i64, limit: u32 },
    Break { chat: ChatId, kind: ChatKind, silence: Silence, now: i64 },
    Set { chat: ChatId, setting: Setting },
    BlankOptedOut,
}

pub(super) struct ConversationStore {
    seed: Seed,
    rhythms: PerChat<Rhythm>,
    settings: PerChat<Settings>,
    discretion: Discretion,
    /// The transaction at hand changes the outbox.
    changes: bool,
}

impl Store for ConversationStore {
    type Seed = Seed;
    type Command = Command;
    /// Of a claim: whether the row was there for it. Of pruning: whether there may be more. Of breaking a silence:
    /// whether the limits allowed it.
    type Answer = bool;

    const NAME: &'static str = "conversation";
    /// What was said cannot be unsaid: replaying decisions would answer again.
    const DERIVED: bool = false;
    const SEES_ALL: bool = true;

    fn schema() -> Schema {
        schema()
    }

    async fn load(seed: &Seed, conn: &mut SqliteConnection) -> Result<Self, StorageError> {
        let (rhythms, settings) = (PerChat::default(), PerChat::default());
        let discretion = Discretion::load(conn).await?;
        Ok(Self { seed: seed.clone(), rhythms, settings, discretion, changes: false })
    }

    async fn erase(&mut self, conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
        self.changes = true;
        erase(conn, erasure).await
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        let now = now();
        let events = entries.iter().filter_map(|entry| entry.event.as_ref().ok());
        let groups: Vec<_> = events.filter_map(|event| Some(group(event)?.chat.id)).collect();
        self.rhythms.hold(conn, groups.iter().copied()).await?;
        self.settings.hold(conn, groups.into_iter()).await?;
        for entry in entries {
            match &entry.event {
                Ok(Event::Sent(sent)) => {
                    self.changes = true;
                    if is_group(&sent.message) && sent.message.edited.is_none() {
                        self.rhythms.change(sent.message.chat.id).speak(sent.message.date);
                    }
                    outbox::sent(conn, sent.outbox).await?;
                }
                Ok(Event::OptOut(wish)) => self.discretion.note(*wish),
                Ok(event) => self.consider(conn, entry, event, now).await?,
                Err(_) => {}
            }
        }
        self.settings.write(conn).await?;
        self.rhythms.write(conn).await
    }

    async fn execute(&mut self, conn: &mut SqliteConnection, commands: &[Command]) -> Result<Vec<bool>, StorageError> {
        self.changes = true;
        let mut answers = Vec::with_capacity(commands.len());
        for command in commands {
            answers.push(match command {
                Command::Break { chat, kind, silence, now } => {
                    self.break_silence(conn, *chat, *kind, silence, *now).await?
                }
                Command::Withdraw { id } => self.withdraw(conn, *id).await?,
                Command::Set { chat, setting } => self.set(conn, *chat, *setting).await?,
                command => execute(conn, command).await?,
            });
        }
        self.settings.write(conn).await?;
        self.rhythms.write(conn).await?;
        Ok(answers)
    }

    fn committed(&mut self) {
        if std::mem::take(&mut self.changes) {
            self.seed.changed.send_replace(());
        }
    }
}

impl ConversationStore {
    async fn consider(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        event: &Event,
        now: i64,
    ) -> Result<(), StorageError> {
        let mut decision = decide(event, &self.seed.me, &self.seed.policy, now);
        if let Some(message) = group(event).filter(|_| matches!(event, Event::Message(_))) {
            self.move_settings(conn, message).await?;
            // Whoever wants nothing kept is answered when they call, and left alone else.
            if self.discretion.is_out(message.sender.id) {
                self.rhythms.change(message.chat.id).hear(message.date, None);
            } else {
                if matches!(decision, Decision::Answer(_) | Decision::Quiet(Why::NotCalled)) {
                    self.react(conn, entry, message).await?;
                }
                self.overhear(entry, message, &mut decision);
            }
        }
        let outcome = match &decision {
            Decision::Quiet(why) => why.as_str(),
            Decision::Answer(_) => "answer",
        };
        tracing::debug!(
            target: "trail", seq = entry.seq.0, update_id = entry.update_id, stage = "conversation", outcome
        );
        match decision {
            Decision::Quiet(_) => Ok(()),
            Decision::Answer(request) => {
                self.changes = true;
                let decided = Decided { seq: entry.seq, received_ms: entry.received_ms, request: &request };
                outbox::add(conn, decided).await
            }
        }
    }

    /// A feeling may be met with a reaction, whether or not there is an answer.
    async fn react(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        message: &Message,
    ) -> Result<(), StorageError> {
        let chat = message.chat.id;
        let settings = self.settings.of(chat);
        let Some(reading) = entry.reading(&self.seed.analyzer).filter(|_| settings.reactions) else { return Ok(()) };
        let (rules, rhythm) = (&self.seed.policy.reactions, self.rhythms.of(chat));
        let inclination = settings.inclination(message.date).min(1.0);
        let Some(reacting) = rules.fall(message, reading, &rhythm, inclination) else { return Ok(()) };
        self.changes = true;
        self.rhythms.change(chat).react(message.date);
        let action = Action::React { message: message.id, emoji: reacting.emoji };
        outbox::act(conn, entry, chat, &action, now_ms() + reacting.delay_ms).await
    }

    /// What is said in a group makes its rhythm; what did not call us may still be answered.
    fn overhear(&mut self, entry: &Entry, message: &Message, decision: &mut Decision) {
        if message.service.is_some() || message.sender.kind == PersonKind::Bot {
            return;
        }
        self.rhythms.change(message.chat.id).hear(message.date, message.text.as_deref());
        if *decision == Decision::Quiet(Why::NotCalled)
            && let Some(reading) = entry.reading(&self.seed.analyzer)
        {
            let chat = message.chat.id;
            let inclination = self.settings.of(chat).inclination(message.date);
            *decision = chime(message, reading, &self.rhythms.of(chat), &self.seed.policy, inclination);
            if let Decision::Answer(_) = decision {
                self.rhythms.change(message.chat.id).chime(message.date);
            }
        }
    }

    async fn set(&mut self, conn: &mut SqliteConnection, chat: ChatId, setting: Setting) -> Result<bool, StorageError> {
        self.settings.hold(conn, std::iter::once(chat)).await?;
        self.settings.change(chat).set(setting);
        Ok(true)
    }

    /// A group that becomes a supergroup keeps its settings.
    async fn move_settings(&mut self, conn: &mut SqliteConnection, message: &Message) -> Result<(), StorageError> {
        let here = message.chat.id;
        let (old, new) = match message.service {
            Some(Service::MigratedTo(new)) => (here, new),
            Some(Service::MigratedFrom(old)) => (old, here),
            _ => return Ok(()),
        };
        self.settings.hold(conn, [old, new].into_iter()).await?;
        if self.settings.of(new) == Settings::default() {
            *self.settings.change(new) = self.settings.of(old);
        }
        Ok(())
    }

    async fn withdraw(&mut self, conn: &mut SqliteConnection, id: i64) -> Result<bool, StorageError> {
        let Some(chat) = outbox::withdraw(conn, id).await? else { return Ok(false) };
        self.rhythms.hold(conn, std::iter::once(chat)).await?;
        self.rhythms.change(chat).take_back();
        Ok(true)
    }

    /// Wants to say something in a chat that is silent, unless we did so lately or nobody has spoken since.
    async fn break_silence(
        &mut self,
        conn: &mut SqliteConnection,
        chat: ChatId,
        kind: ChatKind,
        silence: &Silence,
        now: i64,
    ) -> Result<bool, StorageError> {
        self.rhythms.hold(conn, std::iter::once(chat)).await?;
        self.settings.hold(conn, std::iter::once(chat)).await?;
        let (rhythm, limits) = (self.rhythms.of(chat), &self.seed.policy.silence);
        let settings = self.settings.of(chat);
        if settings.is_quiet(now) || !settings.silences {
            return Ok(false);
        }
        let rested = rhythm.silent_for(now).is_none_or(|silence| silence >= limits.pause_secs);
        if !rested || rhythm.heard_since() == 0 || rhythm.posted_lately(now) >= limits.per_day {
            return Ok(false);
        }
        self.rhythms.change(chat).post(now);
        let me = &self.seed.me;
        let request = Request {
            chat,
            chat_kind: kind,
            thread: None,
            reply_to: None,
            asker: me.id,
            asker_name: me.name.clone(),
            asker_language: silence.language.clone(),
            asked: Asked::Silence(silence.clone()),
        };
        outbox::add(conn, Decided { seq: Seq(0), received_ms: now_ms(), request: &request }).await?;
        Ok(true)
    }
}

/// What a chat has set for itself.
pub(super) async fn settings_of(conn: &mut SqliteConnection, chat: ChatId) -> Result<Settings, StorageError> {
    let mut settings = PerChat::default();
    settings.hold(conn, std::iter::once(chat)).await?;
    Ok(settings.of(chat))
}

/// The chats that keep their messages only for some days.
pub(super) async fn forgetful(conn: &mut SqliteConnection) -> Result<Vec<(ChatId, u32)>, StorageError> {
    let sql = "SELECT chat_id, state ->> '$.keep_days' FROM settings WHERE state ->> '$.keep_days' IS NOT NULL";
    let rows: Vec<(i64, u32)> = sqlx::query_as(sql).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(chat, days)| (ChatId(chat), days)).collect())
}

/// The message of an event in a group.
fn group(event: &Event) -> Option<&Message> {
    let message = match event {
        Event::Message(message) => message,
        Event::Sent(sent) => &sent.message,
        _ => return None,
    };
    is_group(message).then_some(message)
}

fn is_group(message: &Message) -> bool {
    matches!(message.chat.kind, ChatKind::Group | ChatKind::Supergroup)
}

async fn execute(conn: &mut SqliteConnection, command: &Command) -> Result<bool, StorageError> {
    match command {
        Command::Composed { id, actions } => outbox::composed(conn, *id, actions).await?,
        Command::Claim { id } => return outbox::claim(conn, *id).await,
        Command::Settle { id, outcome } => outbox::settle(conn, *id, outcome).await?,
        Command::Recover => outbox::recover(conn).await?,
        Command::BlankOptedOut => blank_opted_out(conn).await?,
        Command::Prune { before_ms, limit } => return outbox::prune(conn, *before_ms, *limit).await,
        Command::Break { .. } | Command::Withdraw { .. } | Command::Set { .. } => {}
    }
    Ok(true)
}

/// The outbox's database.
pub fn schema() -> Schema {
    Schema {
        name: "outbox",
        application_id: 0x426c_6303,
        durability: Durability::EachCommit,
        migrations: sqlx::migrate!("../migrations/outbox"),
    }
}
