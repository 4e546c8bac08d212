//! What the store decides as events come in, over a real database.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod adapting;
mod kept;
mod manners;
mod pings;
mod tact;

use tempfile::TempDir;

use super::*;
use crate::{Chance, Limits, Reactions, Request, RequestKind, Setting, SilenceLimits, request::Silence, stamp::Stamp};
use events::{PersonId, Seq};
use storage::{
    Command,
    discretion::RedactionSet,
    fixtures::{BOT, entry, group, person},
    sqlite::{self, transaction},
};

/// Far in the future, so that nothing is too old; 13:00 UTC.
const NOON: i64 = 7_000_002_000;
const KITCHEN: i64 = -5;

/// A conversation without pauses; nobody words or sends what it decides.
struct Room {
    deps: Deps,
    store: ConversationStore,
    conn: SqliteConnection,
    seq: i64,
    _folder: TempDir,
}

impl Room {
    async fn open(share: f64) -> Self {
        let chance = Chance {
            base: share,
            question: share,
            deep: share,
            conflict: share,
            engaged: share,
            after_messages: 0,
            pause_secs: 0,
            per_hour: 60,
            ..Chance::default()
        };
        let policy = Policy {
            chance,
            silence: SilenceLimits { pause_secs: 0, per_day: 48 },
            reactions: Reactions { share: 1.0, per_hour: 60 },
            limits: Limits {
                messages_per_minute: 35,
                chat_messages_per_minute: 120,
                calls_per_minute: 20,
                repeats_per_minute: 4,
                ..Limits::default()
            },
            commands: crate::commands::tests::SOME,
            ..Policy::default()
        };
        let me = Me { id: BOT, username: "balachka_bot".into(), name: "Балачка".into(), hears_all: true };
        let (policy, analyzer) = (Live::new(policy), Analyzer::default());
        let deps = Deps { me, policy, analyzer, zones: Zones::default(), changed: watch::Sender::new(()) };
        let folder = tempfile::tempdir().unwrap();
        let mut conn = sqlite::open(folder.path(), &schema()).await.unwrap();
        RedactionSet::prepare(&mut conn).await.unwrap();
        let store = ConversationStore::load(&deps, &mut conn).await.unwrap();
        Self { deps, store, conn, seq: 0, _folder: folder }
    }

    async fn restart(&mut self) {
        self.store = ConversationStore::load(&self.deps, &mut self.conn).await.unwrap();
    }

    async fn apply(&mut self, events: Vec<Event>) {
        let entries: Vec<_> = events
            .into_iter()
            .map(|event| {
                self.seq += 1;
                entry(self.seq, event)
            })
            .collect();
        let store = &mut self.store;
        transaction(&mut self.conn, async |conn| store.apply(conn, &entries).await).await.unwrap();
    }

    async fn execute<C: Command<ConversationStore>>(&mut self, command: C) -> C::Answer {
        let store = &mut self.store;
        let execute = async |conn: &mut SqliteConnection| {
            let answer = command.execute(store, conn).await?;
            store.write_back(conn).await?;
            Ok(answer)
        };
        transaction(&mut self.conn, execute).await.unwrap()
    }

    async fn set(&mut self, setting: Setting) {
        self.execute(commands::Set { chat: ChatId(KITCHEN), setting, stamp: Stamp::at(NOON) }).await;
    }

    /// What was decided since the last question, oldest first.
    async fn decided(&mut self) -> Vec<Request> {
        let jobs = outbox::decided(&mut self.conn, 10_000).await.unwrap();
        sqlx::query("UPDATE outbox SET state = 'failed' WHERE state = 'decided'")
            .execute(&mut self.conn)
            .await
            .unwrap();
        jobs.into_iter().filter_map(|job| job.request).collect()
    }

    async fn reactions(&mut self) -> i64 {
        let sql = "SELECT count(*) FROM outbox WHERE lane = 'reaction'";
        sqlx::query_scalar(sql).fetch_one(&mut self.conn).await.unwrap()
    }

    /// We have said something unasked to a person, as message `id`.
    async fn chimed(&mut self, chat: i64, id: i64, to: i64) {
        self.said(chat, id, to, RequestKind::Chime { text: "щось".into() }, NOON).await;
    }

    async fn said(&mut self, chat: i64, id: i64, to: i64, kind: RequestKind, date: i64) {
        let request = Request {
            chat: ChatId(chat),
            chat_kind: ChatKind::Group,
            thread: None,
            reply_to: None,
            asker: PersonId(to),
            asker_name: "Оля".to_owned(),
            asker_language: None,
            asked_at: 0,
            silent: false,
            follows: false,
            ephemeral: None,
            kind,
            is_order: false,
            about: Default::default(),
            mood: ChatMood::Calm,
        };
        let decided = Decided { seq: Seq(1), received_ms: 0, not_before_ms: 0, request: &request };
        outbox::add(&mut self.conn, decided).await.unwrap();
        let outbox = sqlx::query_scalar("SELECT max(id) FROM outbox").fetch_one(&mut self.conn).await.unwrap();
        let message = Message { date, ..storage::fixtures::message(&group(chat), id, "наше слово") };
        self.apply(vec![Event::Sent(Box::new(Sent { outbox, key: None, poll: None, message }))]).await;
        self.decided().await;
    }
}

/// Somebody of a chat says something at a second after noon.
fn says(chat: i64, id: i64, who: i64, at: i64, text: &str) -> Event {
    let message = storage::fixtures::message(&group(chat), id, text);
    Event::Message(Box::new(Message { sender: person(who), date: NOON + at, ..message }))
}

fn reacts(chat: i64, id: i64, who: i64, was: &[&str], emoji: &[&str]) -> Event {
    let Event::Reaction(mut reaction) = storage::fixtures::reaction(&group(chat), id, who, NOON, emoji) else {
        unreachable!("it is a reaction")
    };
    reaction.was = was.iter().map(|&it| it.to_owned()).collect();
    Event::Reaction(reaction)
}
