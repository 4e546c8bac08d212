//! A full disk, a broken one, and somebody else who holds a database.

use std::time::Duration;

use playground::{ChatKind, NewChat};
use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{Fails, IO_ERROR, Machine, NO_SPACE, all_there, files::change_a_little};
use crate::rig::{Rig, eventually};

/// How often the log has these words.
fn logged(rig: &Rig, words: &str) -> usize {
    rig.log().matches(words).count()
}

fn say_some(rig: &Rig, number: usize) {
    for nth in 0..number {
        rig.say(rig.olena, &format!("слово {nth}"));
    }
}

async fn on_a_machine(files: &str, others: &[(&str, &str)]) -> (Rig, Machine) {
    let mut rig = Rig::world().await;
    let machine = Machine::new(&rig, files);
    rig.run(&machine.variables_and(others));
    say_some(&rig, 20);
    rig.settled().await;
    (rig, machine)
}

/// Without a floor, so that SQLite itself meets the end of the disk.
#[actix_web::test]
async fn on_a_full_disk_updates_wait_and_go_on_when_there_is_room() {
    let (mut rig, machine) = on_a_machine("/data/", &[("BALACHKA__HOUSEKEEPING__DISK_FLOOR_MIB", "0")]).await;
    machine.set(Fails::Write, NO_SPACE);
    say_some(&rig, 50);
    let call = rig.say(rig.taras, "/help");
    eventually("it is told", async || (logged(&rig, "the disk is full") >= 5).then_some(())).await;
    assert_eq!(rig.get("/healthz").await.0, 200);
    assert!(rig.answers_to(call).is_empty());
    machine.set(Fails::Write, 0);
    rig.answer_to(call).await;
    rig.settled().await;
    all_there(&rig, 71);
    assert!(rig.stop().await.success());
}

/// The memory's disk alone: the journal goes on, and the memory catches up.
#[actix_web::test]
async fn a_store_without_room_catches_up_later() {
    let (mut rig, machine) = on_a_machine("context.db", &[]).await;
    machine.set(Fails::Write, NO_SPACE);
    say_some(&rig, 50);
    eventually("it is told", async || (logged(&rig, "the disk is full") >= 3).then_some(())).await;
    eventually("all are received", async || rig.metric("balachka_journal_seq").await.filter(|seq| *seq >= 71.0)).await;
    machine.set(Fails::Write, 0);
    rig.settled().await;
    all_there(&rig, 70);
}

#[actix_web::test]
async fn a_backup_without_room_leaves_nothing_half_made() {
    let mut rig = Rig::world().await;
    rig.run(&[]);
    say_some(&rig, 50);
    rig.settled().await;
    let shelf = rig.folder().join("shelf");
    let arguments = ["backup", "--out", shelf.to_str().unwrap()];
    let machine = Machine::new(&rig, "/shelf/");
    machine.set(Fails::Write, NO_SPACE);
    let failed = rig.balachka_with(&arguments, &machine.variables());
    let talk = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert_eq!(failed.status.code(), Some(1), "{talk}");
    assert!(talk.contains("disk is full") || talk.contains("No space"), "{talk}");
    assert!(operations::backup::backups(&shelf).unwrap().is_empty());
    machine.set(Fails::Write, 0);
    assert!(rig.balachka_with(&arguments, &machine.variables()).status.success());
    let made = operations::backup::backups(&shelf).unwrap();
    let folders = std::fs::read_dir(&shelf).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!((made.len(), folders.count()), (1, 1), "nothing lies beside it");
    assert!(rig.balachka(&["verify", made[0].to_str().unwrap()]).status.success());
}

/// What cannot be read tells nothing of what is in it.
#[actix_web::test]
async fn errors_of_the_disk_cost_nothing_that_was_confirmed() {
    for fails in [Fails::Write, Fails::Sync, Fails::Read] {
        for files in ["/data/journal.db", "/data/context.db", "/data/outbox.db"] {
            let (mut rig, machine) = on_a_machine(files, &[]).await;
            machine.set(fails, IO_ERROR);
            say_some(&rig, 50);
            tokio::time::sleep(Duration::from_millis(700)).await;
            machine.set(fails, 0);
            assert!(!rig.has_ended() && logged(&rig, "damaged") == 0, "{fails:?} {files}: {}", rig.log());
            let call = rig.say(rig.taras, "/help");
            rig.answer_to(call).await;
            rig.settled().await;
            all_there(&rig, 71);
        }
    }
}

/// The stores' disk fails for reading, from before the start or under way: they are waited for, one admin is told once, and
/// what needs none of them goes on.
#[actix_web::test]
async fn stores_that_cannot_be_read_are_waited_for_while_the_others_go_on() {
    for (files, store, under_way) in [
        ("/data/context.db", "context", false),
        ("/data/analysis.db", "analysis", true),
        ("/data/personalization.db", "personalization", false),
    ] {
        let (mut rig, machine) = on_a_machine(files, &[]).await;
        assert!(rig.stop().await.success());
        let private = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
        let own = rig.world.open_chat(private).unwrap();
        let admin = rig.olena.to_string();
        let variables = [("ADMIN_IDS", &*admin), ("BOT_LANGUAGE", "en")];
        if under_way {
            rig.run(&machine.variables_and(&variables));
            rig.settled().await;
            change_a_little(&rig, &format!("{store}.db")).await;
        }
        machine.set(Fails::Read, IO_ERROR);
        if under_way {
            say_some(&rig, 5);
        } else {
            rig.run(&machine.variables_and(&variables));
        }
        eventually("it is told which store, and why", async || {
            let (status, reasons) = rig.get("/readyz").await;
            let named = reasons.contains(&format!("the {store} store is not open: ")) && reasons.contains("disk");
            (status == 503 && named).then_some(())
        })
        .await;
        let call = rig.say(rig.taras, "/help");
        rig.answer_to(call).await;
        if store == "context" {
            let call = rig.say(rig.taras, "/stats");
            let answer = rig.answer_to(call).await;
            assert!(["memory", "memories"].iter().any(|it| answer.contains(it)), "{answer}");
        }
        let told = |rig: &Rig| {
            let said = rig.sent().into_iter().filter(|it| it["chat_id"] == own);
            said.filter(|it| it["text"].to_string().contains("cannot open the database")).count()
        };
        eventually("an admin is told", async || (told(&rig) > 0).then_some(())).await;
        eventually("it is tried for long", async || (logged(&rig, "cannot be opened; trying again") > 6).then_some(()))
            .await;
        assert!(!rig.has_ended(), "{}", rig.log());
        machine.set(Fails::Read, 0);
        eventually("it is ready", async || (rig.get("/readyz").await.0 == 200).then_some(())).await;
        rig.settled().await;
        assert_eq!(told(&rig), 1);
        let restarts = rig.metric(&format!(r#"balachka_actor_restarts_total{{actor="{store}"}}"#)).await;
        assert_eq!(restarts.unwrap_or(0.0), 0.0);
        let asked = usize::from(store == "context");
        all_there(&rig, if under_way { 26 } else { 21 } + asked);
    }
}

/// Without the outbox nobody is answered, so nothing is received either; the rest is served.
#[actix_web::test]
async fn an_outbox_that_cannot_be_read_at_the_start_is_waited_for() {
    let (mut rig, machine) = on_a_machine("/data/outbox.db", &[]).await;
    assert!(rig.stop().await.success());
    machine.set(Fails::Read, IO_ERROR);
    rig.run(&machine.variables());
    let call = rig.say(rig.taras, "/help");
    eventually("it is told", async || {
        let (status, reasons) = rig.get("/readyz").await;
        (status == 503 && reasons.contains("the conversation store is not open: ")).then_some(())
    })
    .await;
    assert_eq!((logged(&rig, "damaged"), rig.has_ended()), (0, false));
    machine.set(Fails::Read, 0);
    rig.answer_to(call).await;
    rig.settled().await;
    assert_eq!(rig.answers_to(call).len(), 1);
}

async fn hold(rig: &Rig, database: &str) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(rig.data().join(database));
    let mut other = options.busy_timeout(Duration::from_secs(5)).connect().await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    other
}

/// Longer than SQLite waits for a lock.
#[actix_web::test]
async fn a_database_that_another_process_holds_is_waited_for() {
    let (mut rig, _machine) = on_a_machine("", &[]).await;
    let mut holders = Vec::new();
    for database in ["journal.db", "context.db", "analysis.db", "personalization.db", "outbox.db"] {
        holders.push(hold(&rig, database).await);
    }
    say_some(&rig, 50);
    let call = rig.say(rig.taras, "/help");
    eventually("it is told", async || (logged(&rig, "locked by another process") >= 2).then_some(())).await;
    for holder in holders {
        holder.close().await.unwrap();
    }
    rig.answer_to(call).await;
    rig.settled().await;
    all_there(&rig, 71);
}
