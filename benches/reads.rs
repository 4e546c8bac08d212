//! What is asked of a memory of many messages: `cargo bench --bench reads [-- --rows 1000000] [--short]`.
//!
//! One chat has 300,000 messages, or a third of all; 999 others share the rest, a few of them most of it. Of the 2,000 people
//! each group has 60. The raw reading is one prepared statement over the same file, on the caller's thread.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "it prints a table, and ends where something fails")]

mod support;

use std::{
    ops::Range,
    path::Path,
    time::{Duration, Instant},
};

use context::Context as Memory;
use events::{ChatId, PersonId, Seq};
use runtime::{Limits, Supervisor};
use storage::{
    journal::{Journal, NewEntry},
    sqlite::{self, direct::Direct},
};

use support::{Cost, is_short, skewed, update_by};

const BOT: i64 = 7;
const LARGE: i64 = -1_001_000_000_000;
/// Messages of the large chat.
const OF_LARGE: usize = 300_000;
/// Updates that are appended at a time.
const BATCH: usize = 1000;
/// Up to where the cost of a message is told apart.
const WINDOWS: [usize; 6] = [10_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];
/// How often each question is asked.
const TIMES: usize = 200;

#[actix::main]
async fn main() {
    let rows = rows();
    let large = OF_LARGE.min(rows / 3);
    let folder = tempfile::tempdir().expect("a folder");
    let supervisor = Supervisor::new(Limits { ask: Duration::from_secs(60), ..Limits::default() });
    let journal = Journal::start(&supervisor, folder.path(), BOT);
    let memory = Memory::start(&supervisor, folder.path(), &journal, PersonId(BOT));
    memory.store().opened().await;
    println!("{rows} messages, {large} of them in one chat");
    let mut there = 0;
    for until in WINDOWS.into_iter().filter(|until| *until < rows).chain([rows]) {
        let ((), cost) = Cost::of(fill(&journal, &memory, there..until, large)).await;
        println!("to {until:>9}: {:>6.1} µs of CPU each", cost.cpu_micros(until - there));
        there = until;
    }

    let chat = ChatId(LARGE);
    ask("last 100 messages", async || memory.recent(chat, 100, None).await.expect("messages").len()).await;
    raw_last(folder.path()).await;
    ask("statistics of the chat", async || memory.chat_stats(chat).await.expect("statistics").is_some().into()).await;
    ask("statistics of all", async || memory.global_stats().await.expect("statistics").total_messages as usize).await;
    for (what, words) in [("a rare word", "унікум"), ("a usual word", "каву"), ("two words", "кава вечері")]
    {
        let found = async || memory.search(chat, words, 10, 0).await.expect("hits").len();
        ask(&format!("search of {what}, the best"), found).await;
        let found = async || memory.search_newest(chat, words, 10).await.expect("hits").len();
        ask(&format!("search of {what}, the newest"), found).await;
    }
    journal.stop().await;
}

fn rows() -> usize {
    let given = std::env::args().skip_while(|argument| argument != "--rows").nth(1);
    let given = given.map(|rows| rows.parse().expect("--rows takes a number"));
    given.unwrap_or(if is_short() { 6_000 } else { 1_000_000 })
}

async fn fill(journal: &Journal, memory: &Memory, rows: Range<usize>, large: usize) {
    for from in rows.clone().step_by(BATCH) {
        let updates = (from..(from + BATCH).min(rows.end)).map(|nth| NewEntry::received(nth_update(nth, large).into()));
        journal.append(updates.collect()).await.expect("an answer");
        journal.let_stores_follow().await;
    }
    assert!(memory.store().reached(Seq(rows.end as i64), Duration::from_secs(600)).await, "it is all stored");
}

fn nth_update(nth: usize, large: usize) -> String {
    let id = nth as i64 + 1;
    let chat = if nth.is_multiple_of(3) && nth / 3 < large { 0 } else { 1 + skewed(id, 999) };
    let person = (chat * 37 + skewed(id / 3, 60)) % 2000;
    update_by(LARGE - chat, 1000 + person, id)
}

/// Asks again and again, and tells how long that took.
async fn ask(what: &str, question: impl AsyncFn() -> usize) {
    let mut times = Vec::with_capacity(TIMES);
    let mut found = 0;
    for _ in 0..TIMES {
        let since = Instant::now();
        found = question().await;
        times.push(since.elapsed());
    }
    tell(what, times, found);
}

async fn raw_last(folder: &Path) {
    let mut conn = sqlite::beside(&context::schema().path(folder)).await.expect("the database");
    let direct = Direct::of(&mut conn).await.expect("the connection");
    let sql = "SELECT m.* FROM messages m WHERE m.chat_key = (SELECT chat_key FROM chat_ids WHERE id = ?) \
               ORDER BY m.date DESC LIMIT 100";
    let mut last = direct.prepare(sql).expect("a statement");
    let mut times = Vec::with_capacity(TIMES);
    let mut found = 0;
    for _ in 0..TIMES {
        let (since, mut texts) = (Instant::now(), Vec::new());
        let read = |row: &sqlite::direct::Row<'_>| {
            texts.push(row.text(9)?.to_owned());
            Ok(())
        };
        last.each(&[LARGE.into()], read).expect("rows");
        found = texts.len();
        times.push(since.elapsed());
    }
    tell("the same by raw SQLite", times, found);
}

fn tell(what: &str, mut times: Vec<Duration>, found: usize) {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
    println!("{what:<36} p50 {:>9.3} ms  p99 {:>9.3} ms  ({found})", at(50), at(99));
}
