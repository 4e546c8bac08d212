//! How the service is, as pages show it and the API tells it.

use runtime::WorkStatus;
use serde::Serialize;

use crate::{http::probes::Reason, telemetry::Incident};

/// All of it, at one moment.
#[derive(Debug, Clone, Serialize)]
pub(super) struct State {
    /// Unix seconds.
    pub at: i64,
    pub version: &'static str,
    pub up_seconds: i64,
    pub ready: bool,
    /// Why it is not ready.
    pub reasons: Vec<String>,
    #[serde(skip)]
    pub why: Vec<Reason>,
    pub alarms: Vec<Alarm>,
    pub updates: Updates,
    pub actors: Vec<ActorLine>,
    pub outbox: Outbox,
    pub llm: Llm,
    pub memory_bytes: u64,
    pub databases: Vec<Database>,
    pub disk: DiskRoom,
    pub dead_letters: DeadLetters,
    /// Newest first.
    pub errors: Vec<Incident>,
}

/// Something that needs an operator.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Alarm {
    pub kind: String,
    pub uk: String,
    pub en: String,
}

#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Updates {
    /// Since the start.
    pub received: i64,
    pub confirmed: i64,
    /// Over the last seconds; unknown when nobody has looked for a while.
    pub per_second: Option<f64>,
    pub journal_seq: i64,
    /// Seconds since Telegram answered anything; unknown before it did.
    pub telegram_answered_ago: Option<i64>,
    /// While somebody looked.
    pub history: Vec<Point>,
}

/// Updates received a second, at a time (Unix seconds).
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Point {
    pub at: i64,
    pub per_second: f64,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct ActorLine {
    pub name: &'static str,
    /// Questions that wait or are being worked on.
    pub mailbox: i64,
    /// Questions done with, or journal entries applied; unknown for those that nobody asks.
    pub per_second: Option<f64>,
    /// How long a question took, or a group of entries to be applied and committed, on average.
    pub latency_ms: Option<f64>,
    pub restarts: i64,
    /// Of a store: the last journal entry that it has applied; unknown while it is shut.
    pub bookmark: Option<i64>,
    /// Of a store: entries that it has yet to apply.
    pub behind: Option<i64>,
    /// It is a store that is not open.
    pub shut: bool,
    /// Of background work.
    pub work: Option<WorkLine>,
}

/// What background work is doing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct WorkLine {
    /// `waiting`, `running` or `paused`.
    pub activity: &'static str,
    /// When the last step ended, Unix seconds.
    pub last_run: Option<i64>,
    /// Why it failed; `None` if it worked.
    pub last_error: Option<String>,
    /// When the next step begins, Unix seconds.
    pub next_run: Option<i64>,
}

impl WorkLine {
    pub fn of(work: WorkStatus) -> Self {
        Self {
            activity: work.activity.as_str(),
            last_run: work.last_run,
            last_error: work.last_result.and_then(Result::err),
            next_run: work.next_run,
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Outbox {
    /// To be worded, or to be sent.
    pub waiting: i64,
    pub sending: i64,
    pub sent: i64,
    pub failed: i64,
    /// Nobody knows what became of them.
    pub unknown: i64,
}

#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Llm {
    /// Requests since the start, by what became of them.
    pub requests: Vec<Outcome>,
    /// What each model did today (UTC).
    pub today: Vec<ModelDay>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Outcome {
    pub outcome: String,
    pub count: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct ModelDay {
    pub model: String,
    pub requests: i64,
    pub failures: i64,
    pub tokens: i64,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Database {
    pub name: &'static str,
    /// With its write-ahead log.
    pub bytes: u64,
}

#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct DiskRoom {
    pub free_bytes: Option<u64>,
    /// What is to stay free.
    pub floor_bytes: u64,
}

#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct DeadLetters {
    pub count: i64,
    /// The oldest of them, without what was written in them.
    pub oldest: Vec<Letter>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct Letter {
    pub id: i64,
    pub seq: i64,
    /// `update`: it cannot be read; else the store that failed on it.
    pub stage: String,
    pub reason: String,
    pub tries: i64,
    /// Unix seconds.
    pub set_aside_at: i64,
}

impl State {
    /// Nothing is wrong.
    pub fn is_well(&self) -> bool {
        self.ready && self.alarms.is_empty()
    }

    /// How much of all databases one takes, percent.
    pub fn share_of(&self, database: &Database) -> u64 {
        database.bytes.saturating_mul(100) / self.databases_bytes().max(1)
    }

    pub fn databases_bytes(&self) -> u64 {
        self.databases.iter().map(|database| database.bytes).sum()
    }
}

impl Llm {
    pub fn requests_today(&self) -> i64 {
        self.today.iter().map(|day| day.requests).sum()
    }

    pub fn failures_today(&self) -> i64 {
        self.today.iter().map(|day| day.failures).sum()
    }

    pub fn tokens_today(&self) -> i64 {
        self.today.iter().map(|day| day.tokens).sum()
    }
}
