//! The clock, file descriptors, rights, and a reader that keeps the log from being cut.

use std::{net::TcpStream, time::Duration};

use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};

use super::{Machine, all_there};
use crate::rig::{Rig, eventually};

const DAY: i64 = 86_400;

#[actix_web::test]
async fn a_clock_that_jumps_a_day_either_way_stops_nothing() {
    for offset in [DAY, -DAY] {
        let mut rig = Rig::world().await;
        let machine = Machine::new(&rig, "");
        rig.run(&machine.variables());
        let before = rig.say(rig.olena, "/help");
        rig.answer_to(before).await;
        machine.set_clock(offset);
        for nth in 0..30 {
            rig.say(rig.olena, &format!("слово {nth}"));
        }
        rig.settled().await;
        // Telegram's clock is right: while ours is ahead, everything looks a day old, and is stored all the same.
        machine.set_clock(0);
        let after = rig.say(rig.taras, "/help");
        rig.answer_to(after).await;
        rig.settled().await;
        assert_eq!(rig.answers_to(before).len(), 1);
        assert_eq!(rig.get("/readyz").await.0, 200);
        all_there(&rig, 32);
    }
}

/// Connections that others open and keep take every descriptor there is.
#[actix_web::test]
async fn without_descriptors_it_waits_and_goes_on_when_there_are_some() {
    let mut rig = Rig::world().await;
    rig.run(&[]);
    let first = rig.say(rig.olena, "/help");
    rig.answer_to(first).await;
    rig.settled().await;
    limit_descriptors(rig.id(), open_descriptors(rig.id()) + 8);
    let held: Vec<_> = (0..200).filter_map(|_| TcpStream::connect(rig.address()).ok()).collect();
    eventually("none is left", async || (open_descriptors(rig.id()) >= limit_of(rig.id())).then_some(())).await;
    for nth in 0..30 {
        rig.say(rig.olena, &format!("слово {nth}"));
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    let log = rig.log();
    assert!(log.lines().count() < 100, "{log}");
    for wrong in ["is writable", "damaged"] {
        assert!(!log.contains(wrong), "{wrong}: {log}");
    }
    drop(held);
    let call = rig.say(rig.taras, "/help");
    rig.answer_to(call).await;
    rig.settled().await;
    all_there(&rig, 32);
}

/// What a shell allows by default may be far too little; it may be raised up to the hard limit.
#[actix_web::test]
async fn a_low_soft_limit_of_open_files_is_raised() {
    let mut rig = Rig::world().await;
    rig.shell = Some("ulimit -Sn 64".to_owned());
    rig.run(&[]);
    assert!(limit_of(rig.id()) >= 1024, "{}", limit_of(rig.id()));
    let call = rig.say(rig.olena, "/help");
    rig.answer_to(call).await;
    assert!(!rig.log().contains("ERROR"), "{}", rig.log());
}

#[actix_web::test]
async fn too_few_open_files_are_refused_at_the_start_in_words() {
    let mut rig = Rig::world().await;
    for limit in [30, 64, 100] {
        rig.shell = Some(format!("ulimit -n {limit}"));
        for command in ["run", "playground"] {
            let refused = rig.balachka(&[command, "--http", "127.0.0.1:0"]);
            let talk = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert_eq!(refused.status.code(), Some(2), "{command} {limit}: {talk}");
            assert!(talk.contains(&format!("{limit} files")) && talk.contains("LimitNOFILE"), "{talk}");
            assert!(talk.lines().count() < 5 && !talk.contains("panicked"), "{talk}");
        }
        assert!(rig.balachka(&["config", "show"]).status.success(), "what opens little works");
    }
}

fn open_descriptors(process: u32) -> u64 {
    std::fs::read_dir(format!("/proc/{process}/fd")).unwrap().count() as u64
}

fn limit_of(process: u32) -> u64 {
    let limits = std::fs::read_to_string(format!("/proc/{process}/limits")).unwrap();
    let files = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    files.split_whitespace().nth(3).unwrap().parse().unwrap()
}

fn limit_descriptors(process: u32, most: u64) {
    let limit = format!("--nofile={most}:{most}");
    let set = std::process::Command::new("prlimit").args(["--pid", &process.to_string(), &limit]).status();
    assert!(set.unwrap().success());
}

/// Size in bytes from which a store's log is moved into its database: 8,000 pages (`actors/storage/src/sqlite/open.rs`).
const LOG_MOVED_AT: u64 = 8000 * 4096;

/// While somebody reads an old state, nothing can be moved out of the log; afterwards it is used again.
#[actix_web::test]
async fn a_reader_that_pins_the_log_delays_nothing_and_the_log_does_not_grow_afterwards() {
    let mut rig = Rig::world().await;
    rig.run(&[("BALACHKA__HOUSEKEEPING__EVERY_SECS", "1"), ("BALACHKA__LIMITS__MESSAGES_PER_MINUTE", "0")]);
    rig.say(rig.olena, "перше");
    rig.settled().await;
    let mut pins = Vec::new();
    for database in ["journal.db", "context.db"] {
        let options = SqliteConnectOptions::new().filename(rig.data().join(database)).read_only(true);
        let mut reader = options.connect().await.unwrap();
        sqlx::query("BEGIN").execute(&mut reader).await.unwrap();
        sqlx::query("SELECT count(*) FROM sqlite_schema").execute(&mut reader).await.unwrap();
        pins.push(reader);
    }
    let text = "довге слово ".repeat(300);
    for nth in 0..6000 {
        rig.say(rig.olena, &format!("{text} {nth}"));
    }
    rig.settled().await;
    let data = rig.data();
    let logs = || ["journal.db-wal", "context.db-wal"].map(|log| data.join(log).metadata().unwrap().len());
    let pinned = logs();
    assert!(pinned.iter().all(|size| *size > LOG_MOVED_AT + (4 << 20)), "{pinned:?}");
    for reader in pins {
        reader.close().await.unwrap();
    }
    for nth in 0..6000 {
        rig.say(rig.olena, &format!("{text} {nth}"));
    }
    rig.settled().await;
    let after = logs();
    assert!(after.iter().zip(&pinned).all(|(after, pinned)| *after <= pinned + pinned / 10), "{pinned:?} {after:?}");
}
