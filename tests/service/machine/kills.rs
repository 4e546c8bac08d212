//! SIGKILL in the middle of what is rare: the drain, a backup, a migration, a checkpoint.

use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};

use super::all_there;
use crate::rig::{Rig, eventually, signal};

fn some_time(most_ms: u64) -> Duration {
    Duration::from_micros(fastrand::u64(0..most_ms * 1000))
}

#[actix_web::test]
async fn a_kill_in_the_drain_loses_nothing() {
    let mut rig = Rig::world().await;
    let mut told = 0;
    for round in 0..12 {
        rig.run(&[]);
        for nth in 0..150 {
            rig.say(rig.olena, &format!("слово {round}/{nth}"));
        }
        told += 150;
        tokio::time::sleep(some_time(150)).await;
        signal(rig.id(), "TERM");
        tokio::time::sleep(some_time(60)).await;
        rig.kill();
    }
    rig.run(&[]);
    rig.settled().await;
    all_there(&rig, told);
}

/// Rounds of tidying up follow each other, with all that they forget, move and shrink.
#[actix_web::test]
async fn kills_while_it_tidies_up_lose_nothing() {
    let mut rig = Rig::world().await;
    let busy = [
        ("BALACHKA__HOUSEKEEPING__EVERY_SECS", "1"),
        ("BALACHKA__JOURNAL__RETENTION_HOURS", "1"),
        ("BALACHKA__HOUSEKEEPING__EVENTS_DAYS", "1"),
    ];
    let mut told = 0;
    for round in 0..12 {
        rig.run(&busy);
        for nth in 0..150 {
            rig.say(rig.olena, &format!("слово {round}/{nth}"));
        }
        told += 150;
        tokio::time::sleep(some_time(300)).await;
        rig.kill();
    }
    rig.run(&busy);
    rig.settled().await;
    let rounds = r#"balachka_rounds_total{task="housekeeping"}"#;
    eventually("it tidies up", async || rig.metric(rounds).await.filter(|rounds| *rounds > 2.0)).await;
    all_there(&rig, told);
}

fn start(rig: &Rig, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_balachka"));
    command.args(arguments).env_clear().env("TELEGRAM_BOT_TOKEN", rig.world.token());
    command.env("TELEGRAM_API_URL", &rig.url).env("BALACHKA_DATA_DIR", rig.data());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

async fn kill_after(mut process: Child, time: Duration) {
    tokio::time::sleep(time).await;
    process.kill().unwrap();
    process.wait().unwrap();
}

#[actix_web::test]
async fn a_kill_in_a_backup_leaves_whole_ones_only() {
    let mut rig = Rig::world().await;
    rig.run(&[]);
    for nth in 0..200 {
        rig.say(rig.olena, &format!("слово {nth}"));
    }
    rig.settled().await;
    let shelf = rig.folder().join("shelf");
    let arguments = ["backup", "--out", shelf.to_str().unwrap()];
    for _ in 0..25 {
        kill_after(start(&rig, &arguments), some_time(120)).await;
    }
    let last = rig.balachka(&arguments);
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
    let made = operations::backup::backups(&shelf).unwrap();
    for backup in &made {
        assert!(rig.balachka(&["verify", backup.to_str().unwrap()]).status.success(), "{}", backup.display());
    }
    let beside: Vec<_> = std::fs::read_dir(&shelf).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(beside.iter().all(|path| made.contains(path) || path.is_file()), "{beside:?}");
}

/// Whenever it strikes, the next start has all databases of the one, or all of the other.
#[actix_web::test]
async fn a_kill_in_a_restore_leaves_no_part_of_it() {
    let mut rig = Rig::world().await;
    rig.run(&[]);
    for nth in 0..50 {
        rig.say(rig.olena, &format!("слово {nth}"));
    }
    rig.settled().await;
    let shelf = rig.folder().join("shelf");
    let made = rig.json(&["backup", "--out", shelf.to_str().unwrap(), "--json"]);
    let backup = made["backup"].as_str().unwrap().to_owned();
    assert!(rig.stop().await.success());
    for _ in 0..15 {
        kill_after(start(&rig, &["restore", &backup, "--force"]), some_time(40)).await;
        rig.run(&[]);
        rig.settled().await;
        all_there(&rig, 50);
        assert!(rig.stop().await.success());
    }
}

/// The databases are moved away, and the copies wait beside them: the start goes on from there.
#[actix_web::test]
async fn a_restore_that_was_cut_short_is_finished_by_the_start() {
    let mut rig = Rig::world().await;
    rig.run(&[]);
    rig.say(rig.olena, "запам’ятай це");
    rig.settled().await;
    assert!(rig.stop().await.success());
    let (data, decided) = (rig.data(), rig.data().join("restoring-5"));
    std::fs::create_dir(&decided).unwrap();
    for database in ["journal", "context", "analysis", "personalization", "outbox"].map(|name| format!("{name}.db")) {
        std::fs::rename(data.join(&database), decided.join(&database)).unwrap();
    }
    for reader in [&["stats"][..], &["verify"], &["export", "--chat", "5"], &["dead-letters"]] {
        let output = rig.balachka(reader);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(75) && said.contains("was interrupted"), "{reader:?}: {said}");
    }
    rig.run(&[]);
    rig.say(rig.taras, "і це");
    rig.settled().await;
    all_there(&rig, 2);
    assert!(!decided.exists());
}

/// The first start makes every database, one migration after the other.
#[actix_web::test]
async fn a_kill_in_a_migration_is_made_good_by_the_next_start() {
    let mut rig = Rig::world().await;
    for _ in 0..25 {
        kill_after(start(&rig, &["run", "--http", "127.0.0.1:0"]), some_time(80)).await;
    }
    rig.run(&[]);
    let call = rig.say(rig.olena, "/help");
    rig.answer_to(call).await;
    rig.settled().await;
    all_there(&rig, 1);
}
