//! Durable appends to the journal, each answered after COMMIT, against a raw loop over SQLite with the same schema,
//! durability and batch size: `cargo bench --bench append [-- --short]`.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "it prints a table, and ends where something fails")]

mod support;

use std::{sync::Arc, time::Duration};

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
        "{:>8} {:>12} {:>12} {:>10} {:>12} {:>12}",
        "callers", "journal/s", "raw/s", "journal is", "CPU journal", "CPU raw"
    );
    for (callers, appends) in SIZES {
        let appends = if is_short() { appends / 20 } else { appends };
        let updates: Arc<Vec<Arc<str>>> = Arc::new((1..=appends as i64).map(|id| update(id, 50, 500).into()).collect());
        let (mut ratios, mut journals, mut raws) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..runs() {
            let journal = of_journal(callers, &updates).await;
            let raw = of_raw_loop(callers, &updates).await;
            ratios.push(journal.rate(appends) / raw.rate(appends));
            journals.push((journal.rate(appends), journal.cpu_micros(appends)));
            raws.push((raw.rate(appends), raw.cpu_micros(appends)));
        }
        let of = |figures: &[(f64, f64)]| {
            let (rates, cpus): (Vec<_>, Vec<_>) = figures.iter().copied().unzip();
            (median(rates), median(cpus))
        };
        let ((journal, journal_cpu), (raw, raw_cpu)) = (of(&journals), of(&raws));
        let ratio = median(ratios) * 100.0;
        println!("{callers:>8} {journal:>12.0} {raw:>12.0} {ratio:>8.0} % {journal_cpu:>9.1} µs {raw_cpu:>9.1} µs");
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
async fn of_raw_loop(batch: usize, updates: &[Arc<str>]) -> Cost {
    let folder = tempfile::tempdir().expect("a folder");
    let mut conn = sqlite::open(folder.path(), &schema()).await.expect("a database");
    let direct = Direct::of(&mut conn).await.expect("the connection");
    let sql =
        "INSERT INTO updates (seq, source, bot_id, update_id, received_ms, raw) VALUES (?, 'telegram', 7, ?, 0, ?)";
    let write = |nth: i64, part: &[Arc<str>]| {
        direct.write("BEGIN IMMEDIATE", [[]])?;
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
