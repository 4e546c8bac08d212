//! What the benchmarks share. Each uses a part of it.
#![allow(dead_code, reason = "each benchmark is a crate of its own")]

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Whether only a short form is wanted (`--short`): it shows that the benchmark works, and gross regressions.
pub fn is_short() -> bool {
    std::env::args().any(|argument| argument == "--short")
}

/// How often each figure is measured: the median of these is told.
pub fn runs() -> usize {
    if is_short() { 1 } else { 5 }
}

/// The middle one.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// What something took.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    pub wall: Duration,
    /// CPU time of this process, all threads together.
    pub cpu: Duration,
}

impl Cost {
    /// Of what is done.
    pub async fn of<T>(work: impl Future<Output = T>) -> (T, Self) {
        let (wall, cpu) = (Instant::now(), cpu_time());
        let done = work.await;
        (done, Self { wall: wall.elapsed(), cpu: cpu_time().saturating_sub(cpu) })
    }

    /// Microseconds of CPU a piece.
    pub fn cpu_micros(&self, pieces: usize) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / pieces as f64
    }

    /// Pieces a second.
    pub fn rate(&self, pieces: usize) -> f64 {
        pieces as f64 / self.wall.as_secs_f64()
    }
}

fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// What people write, among them a question, a thanks, English.
pub const TEXTS: [&str; 6] = [
    "привіт усім, як справи?",
    "хто сьогодні на каву о шостій",
    "the train is late again",
    "дякую, вже бачу",
    "ок",
    "а що на вечері, знову кава",
];

/// An update with a message, as Telegram sends it, of one of so many chats and people.
pub fn update(id: i64, chats: i64, people: i64) -> String {
    update_by(-1_001_000_000_000 - id % chats, 1000 + id * 7919 % people, id)
}

/// The same of this chat and person. One in ten thousand has a word that no other has.
pub fn update_by(chat: i64, person: i64, id: i64) -> String {
    let text = TEXTS[usize::try_from(id % TEXTS.len() as i64).unwrap_or(0)];
    let rare = if id % 9_973 == 0 { " унікум" } else { "" };
    let date = 1_760_000_000 + id / 20;
    format!(
        r#"{{"update_id":{id},"message":{{"message_id":{id},"date":{date},"chat":{{"id":{chat},"type":"supergroup","title":"Кухня {chat}"}},"from":{{"id":{person},"is_bot":false,"first_name":"Олена {person}","language_code":"uk"}},"text":"{text} {id}{rare}"}}}}"#
    )
}

/// One of so many, the first of them most often: a few groups are loud, and a few people write most.
pub fn skewed(nth: i64, many: i64) -> i64 {
    // The fraction of multiples of an irrational number looks like chance, and is the same in each run.
    let even = (nth as f64 * 0.618_033_988_749_895).fract();
    (even * even * many as f64) as i64
}
