//! Durable appends to the journal, each answered after COMMIT, against a raw loop over SQLite with the same schema,
//! durability and batch size, and against one that reads the updates, too, as the journal does:
//! `cargo bench --bench append [-- --short]`.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "it prints a table, and ends where something fails")]

mod support;

use std::{hint::black_box, sync::Arc, time::Duration};

use runtime::{Limits, Supervisor};
use storage::{
    journal::{Journal, NewEntry, schema},
    sqlite::{self, direct::Direct},
};

use support::{Cost, is_short, median, runs, update};

/// Callers at a time, and appends of all together.
const SIZES: [(usize, usize); 4] = [(1, 2_000), (100, 60_000), (1_000, 100_000), (10_000, 100_000)];
const BOT: i64 = 7;

#[actix::main]
async fn main() {
    println!(
        "{:>8} {:>12} {:>12} {:>10} {:>14} {:>12} {:>12}",
        "callers", "journal/s", "raw/s", "journal is", "of one reading", "CPU journal", "CPU raw"
    );
    for (callers, appends) in SIZES {
        let appends = if is_short() { appends / 20 } else { appends };
        let updates: Arc<Vec<Arc<str>>> = Arc::new((1..=appends as i64).map(|id| update(id, 50, 500).into()).collect());
        let (mut journals, mut raws, mut readings) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..runs() {
            journals.push(of_journal(callers, &updates).await);
            raws.push(of_raw_loop(callers, &updates, false).await);
            readings.push(of_raw_loop(callers, &updates, true).await);
        }
        let rate = |costs: &[Cost]| median(costs.iter().map(|cost| cost.rate(appends)).collect());
        let cpu = |costs: &[Cost]| median(costs.iter().map(|cost| cost.cpu_micros(appends)).collect());
        let share = |of: &[Cost]| {
            let ratios = journals.iter().zip(of).map(|(journal, raw)| journal.rate(appends) / raw.rate(appends));
            median(ratios.collect()) * 100.0
        };
        println!(
            "{callers:>8} {:>12.0} {:>12.0} {:>8.0} % {:>12.0} % {:>9.1} µs {:>9.1} µs",
            rate(&journals),
            rate(&raws),
            share(&raws),
            share(&readings),
            cpu(&journals),
            cpu(&raws),
        );
    }
}

/// So many callers, each of which appends one update after the other and waits for each.
async fn of_journal(callers: usize, updates: &Arc<Vec<Arc<str>>>) -> Cost {
    let folder = tempfile::tempdir().expect("a folder");
    let limits = Limits { ask: Duration::from_secs(60), ..Limits::default() };
    let journal = Journal::start(&Supervisor::new(limits), folder.path(), BOT);
    journal.opened().await;
    let ((), cost) = Cost::of(async {
        let calls = (0..callers).map(|first| {
            let (journal, updates) = (journal.clone(), updates.clone());
            async move {
                for raw in updates.iter().skip(first).step_by(callers) {
                    let places = journal.append(vec![NewEntry::received(raw.clone())]).await.expect("an answer");
                    assert!(places[0].is_some(), "it is there for the first time");
                }
            }
        });
        futures_util::future::join_all(calls).await;
    })
    .await;
    assert_eq!(journal.head().0, updates.len() as i64);
    journal.stop().await;
    cost
}

/// One transaction after the other, each with as many updates as there are callers, on one thread.
async fn of_raw_loop(batch: usize, updates: &[Arc<str>], reads: bool) -> Cost {
    let folder = tempfile::tempdir().expect("a folder");
    let mut conn = sqlite::open(folder.path(), &schema()).await.expect("a database");
    let direct = Direct::of(&mut conn).await.expect("the connection");
    let sql =
        "INSERT INTO updates (seq, source, bot_id, update_id, received_ms, raw) VALUES (?, 'telegram', 7, ?, 0, ?)";
    let write = |nth: i64, part: &[Arc<str>]| {
        direct.write("BEGIN IMMEDIATE", [[]])?;
        if reads {
            part.iter().for_each(|raw| drop(black_box(NewEntry::received(raw.clone()))));
        }
        let ids = (nth * batch as i64 + 1)..;
        direct.write(sql, ids.zip(part).map(|(id, raw)| [id.into(), id.into(), (&**raw).into()]))?;
        direct.write("COMMIT", [[]])
    };
    let (written, cost) =
        Cost::of(async { (0..).zip(updates.chunks(batch)).try_for_each(|(nth, part)| write(nth, part)) }).await;
    written.expect("all of it");
    drop(direct);
    sqlite::close(conn).await;
    cost
}
