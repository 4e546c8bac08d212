//! Looks at all parts of the service, none of them for long.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    time::{Duration, Instant},
};

use language::text::{
    bare,
    catalogue::Language,
    visible::{shorten, visible},
};
use llm::day_of;
use operations::{alarms::Trouble, databases};
use prometheus::core::Collector as _;
use runtime::{ActorState, clock::now, metrics};
use storage::journal::Letter as Dead;

use super::{
    meter::{Count, Meter},
    state::{
        ActorLine, Alarm, Database, DeadLetters, DiskRoom, Letter, Llm, ModelDay, Outbox, Outcome, Point, State,
        Updates, WorkLine,
    },
};
use crate::{
    http::probes::reasons,
    running::{Edge, Running},
    telemetry,
};

/// Points of the history: five minutes of them.
const POINTS: usize = 150;
/// What is asked of the outbox is counted over its rows, so not each time.
const SELDOM: Duration = Duration::from_secs(10);
/// Dead letters that are shown.
const LETTERS: u32 = 20;
/// Graphemes of a reason.
const REASON: usize = 200;
const UPDATES: &str = "updates";

/// Gathers, and remembers what rates are made of.
pub(super) struct Gatherer {
    started: i64,
    meter: Meter,
    history: VecDeque<Point>,
    seldom: Option<(Instant, Outbox, Vec<ModelDay>)>,
}

impl Default for Gatherer {
    fn default() -> Self {
        Self { started: now(), meter: Meter::default(), history: VecDeque::new(), seldom: None }
    }
}

impl Gatherer {
    pub async fn gather(&mut self, running: &Running) -> State {
        let actors = running.supervisor.states();
        self.meter.read(Instant::now(), counts(running, &actors));
        let edge = running.edge.borrow().clone();
        let (outbox, today) = self.seldom(edge.as_ref()).await;
        let why = reasons(running);
        State {
            at: now(),
            version: env!("CARGO_PKG_VERSION"),
            up_seconds: now() - self.started,
            ready: why.is_empty(),
            reasons: why.iter().map(ToString::to_string).collect(),
            why,
            alarms: alarms(edge.as_ref()).await,
            updates: self.updates(running),
            actors: actors.iter().map(|actor| self.line(actor, running)).collect(),
            outbox,
            llm: Llm { requests: outcomes(), today },
            memory_bytes: resident_bytes(),
            databases: databases::sizes(running.disk.folder()).map(|(name, bytes)| Database { name, bytes }).collect(),
            disk: DiskRoom { free_bytes: running.disk.free(), floor_bytes: running.disk.floor() },
            dead_letters: dead_letters(running).await,
            errors: telemetry::recent(),
        }
    }

    fn updates(&mut self, running: &Running) -> Updates {
        let per_second = self.meter.per_second(UPDATES);
        if self.history.back().is_some_and(|last| now() - last.at > 30) {
            self.history.clear();
        }
        if let Some(per_second) = per_second {
            self.history.push_back(Point { at: now(), per_second });
            let many = self.history.len().saturating_sub(POINTS);
            self.history.drain(..many);
        }
        Updates {
            received: whole(metrics::UPDATES_RECEIVED.get()),
            confirmed: whole(metrics::UPDATES_CONFIRMED.get()),
            per_second,
            journal_seq: running.journal.head().0,
            telegram_answered_ago: running.connectivity.ago().map(|ago| whole(ago.as_secs())),
            history: self.history.iter().copied().collect(),
        }
    }

    fn line(&self, actor: &ActorState, running: &Running) -> ActorLine {
        let store = running.stores().into_iter().find(|store| store.name() == actor.name);
        let bookmark = store.as_ref().and_then(|store| store.bookmark());
        let asked = actor.done > 0 || store.is_some();
        ActorLine {
            name: actor.name,
            mailbox: whole(actor.in_flight as u64),
            per_second: self.meter.per_second(actor.name).filter(|_| asked),
            latency_ms: self.meter.latency(actor.name).map(|seconds| seconds * 1000.0),
            restarts: whole(actor.restarts),
            bookmark: bookmark.map(|seq| seq.0),
            behind: bookmark.map(|seq| (running.journal.head().0 - seq.0).max(0)),
            shut: store.is_some() && bookmark.is_none(),
            work: actor.work.clone().map(WorkLine::of),
        }
    }

    async fn seldom(&mut self, edge: Option<&Edge>) -> (Outbox, Vec<ModelDay>) {
        if let Some((at, outbox, today)) = &self.seldom
            && at.elapsed() < SELDOM
        {
            return (outbox.clone(), today.clone());
        }
        let Some(edge) = edge else { return Default::default() };
        let (outbox, today) = (outbox(edge).await, models_today(edge).await);
        self.seldom = Some((Instant::now(), outbox.clone(), today.clone()));
        (outbox, today)
    }
}

/// What each actor has done: a store applies entries, the others answer questions.
fn counts(running: &Running, actors: &[ActorState]) -> HashMap<&'static str, Count> {
    let asked = |actor: &ActorState| (actor.name, Count { times: actor.done, seconds: actor.took.as_secs_f64() });
    let mut counts: HashMap<_, _> = actors.iter().map(asked).collect();
    for store in running.stores() {
        let applied = metrics::STORE_APPLY.with_label_values(&[store.name()]);
        counts.insert(store.name(), Count { times: applied.get_sample_count(), seconds: applied.get_sample_sum() });
    }
    counts.insert(UPDATES, Count { times: metrics::UPDATES_RECEIVED.get(), seconds: 0.0 });
    counts
}

async fn outbox(edge: &Edge) -> Outbox {
    let counts = edge.conversation.counts().await.unwrap_or_default();
    let count = |state: &str| counts.iter().find(|(name, _)| name == state).map_or(0, |(_, count)| *count);
    Outbox {
        waiting: count("decided") + count("ready"),
        sending: count("sending"),
        sent: count("sent"),
        failed: count("failed"),
        unknown: count("unknown"),
    }
}

async fn models_today(edge: &Edge) -> Vec<ModelDay> {
    let mut models = BTreeMap::new();
    for row in edge.conversation.spent_since(day_of(now())).await.unwrap_or_default() {
        let nothing = ModelDay { model: row.model.clone(), requests: 0, failures: 0, tokens: 0 };
        let day = models.entry(row.model).or_insert(nothing);
        day.requests += whole(row.requests);
        day.failures += whole(row.failures);
        day.tokens += whole(row.usage.total());
    }
    models.into_values().collect()
}

fn outcomes() -> Vec<Outcome> {
    let families = metrics::LLM_REQUESTS.collect();
    let counters = families.iter().flat_map(prometheus::proto::MetricFamily::get_metric);
    let outcome = |counter: &prometheus::proto::Metric| Outcome {
        outcome: counter.get_label().first().map(|label| label.value().to_owned()).unwrap_or_default(),
        count: counter.get_counter().get_value() as i64,
    };
    counters.map(outcome).filter(|outcome| outcome.count > 0).collect()
}

async fn alarms(edge: Option<&Edge>) -> Vec<Alarm> {
    let Some(edge) = edge else { return Vec::new() };
    edge.alarms.look_around().await.iter().map(alarm).collect()
}

fn alarm(trouble: &Trouble) -> Alarm {
    Alarm { kind: trouble.kind(), uk: plain(trouble, Language::Uk), en: plain(trouble, Language::En) }
}

/// What a trouble says. The sign before the words is for a chat.
pub(super) fn plain(trouble: &Trouble, language: Language) -> String {
    bare(&trouble.in_words(language)).trim_start_matches(['⚠', '\u{fe0f}', ' ']).to_owned()
}

async fn dead_letters(running: &Running) -> DeadLetters {
    let count = running.journal.dead_letter_count().await.unwrap_or(0);
    let oldest = if count == 0 { Vec::new() } else { running.journal.dead_letters(LETTERS).await.unwrap_or_default() };
    DeadLetters { count, oldest: oldest.into_iter().map(Letter::from).collect() }
}

impl From<Dead> for Letter {
    fn from(dead: Dead) -> Self {
        let Dead { id, seq, stage, reason, tries, set_aside_ms, .. } = dead;
        let (stage, reason) = (visible(&stage), shorten(&visible(&reason), REASON));
        Self { id, seq, stage, reason, tries, set_aside_at: set_aside_ms / 1000 }
    }
}

/// The memory of this process, bytes, as the metrics have it.
fn resident_bytes() -> u64 {
    let families = prometheus::gather();
    let resident = families.iter().find(|family| family.name() == "process_resident_memory_bytes");
    let gauge = resident.and_then(|family| family.get_metric().first()).map(|metric| metric.get_gauge().get_value());
    gauge.map_or(0, |bytes| bytes as u64)
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
