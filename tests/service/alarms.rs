//! What the bot's admins are told by themselves, and a disk that fills.

use std::fs::File;

use playground::{ChatKind, NewChat};
use serde_json::Value;

use crate::rig::{Rig, eventually};

/// A world in which Olena is the bot's admin and has a private chat with it.
async fn administered() -> (Rig, i64) {
    let rig = Rig::world().await;
    let private = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
    let own = rig.world.open_chat(private).unwrap();
    (rig, own)
}

fn told(rig: &Rig, chat: i64, words: &str) -> Vec<Value> {
    let said = rig.sent().into_iter();
    said.filter(|it| it["chat_id"] == chat && it["text"].as_str().unwrap().contains(words)).collect()
}

/// Waits until it was looked so often whether something is wrong.
async fn looked(rig: &Rig, rounds: f64) {
    eventually("rounds of alarms", async || {
        (rig.metric(r#"balachka_rounds_total{task="alarms"}"#).await? >= rounds).then_some(())
    })
    .await;
}

#[actix_web::test]
async fn an_admin_is_told_of_dead_letters_once_however_often_the_service_starts() {
    let (mut rig, own) = administered().await;
    let admins = rig.olena.to_string();
    rig.world.queue_raw(r#"{"message": {"message_id": "no number"}}"#).unwrap();
    for start in 0..2 {
        rig.run(&[("ADMIN_IDS", &admins), ("BOT_LANGUAGE", "en")]);
        rig.settled().await;
        eventually("an alarm", async || (!told(&rig, own, "could not be processed: 1").is_empty()).then_some(())).await;
        looked(&rig, 2.0).await;
        assert_eq!(told(&rig, own, "could not be processed").len(), 1, "start {start}");
        assert!(rig.stop().await.success());
    }
}

#[actix_web::test]
async fn the_next_run_tells_that_the_last_one_gave_up() {
    let (mut rig, own) = administered().await;
    let admins = rig.olena.to_string();
    let failing = [("FAILPOINTS", "context-before-commit=panic"), ("BALACHKA__RUNTIME__MAX_RESTARTS", "1")];
    rig.say(rig.olena, "хтось є?");
    rig.run(&failing);
    assert_eq!(rig.ended().await.code(), Some(70));
    rig.run(&[("ADMIN_IDS", &admins), ("BOT_LANGUAGE", "en")]);
    eventually("an alarm", async || (!told(&rig, own, "context keeps failing").is_empty()).then_some(())).await;
    assert!(rig.stop().await.success());
    rig.run(&[("ADMIN_IDS", &admins), ("BOT_LANGUAGE", "en")]);
    looked(&rig, 2.0).await;
    assert_eq!(told(&rig, own, "keeps failing").len(), 1);
}

/// The floor lies a little below what is free; a large file takes the rest.
#[actix_web::test]
async fn below_the_floor_updates_wait_and_go_on_when_there_is_room() {
    let (mut rig, own) = administered().await;
    let disk = rustix::fs::statvfs(rig.folder()).unwrap();
    let free = disk.f_bavail * disk.f_frsize;
    let large = (free / 4).min(4 << 30);
    let floor = ((free - large / 2) >> 20).to_string();
    let admins = rig.olena.to_string();
    rig.run(&[("ADMIN_IDS", &admins), ("BOT_LANGUAGE", "en"), ("BALACHKA__HOUSEKEEPING__DISK_FLOOR_MIB", &floor)]);
    let first = rig.say(rig.olena, "Балачко, привіт!");
    rig.answer_to(first).await;
    eventually("an alarm", async || (!told(&rig, own, "The disk is filling").is_empty()).then_some(())).await;

    let filler = rig.folder().join("filler");
    let file = File::create(&filler).unwrap();
    rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, large).unwrap();
    // A poll that was under way brings what comes next; then it is noticed.
    rig.say(rig.taras, "ще одне");
    eventually("it is noticed", async || {
        let (status, reasons) = rig.get("/readyz").await;
        (status == 503 && reasons.contains("disk") && rig.log().contains("the disk is nearly full")).then_some(())
    })
    .await;
    let waiting = rig.say(rig.taras, "Балачко, ти тут?");
    looked(&rig, rig.metric(r#"balachka_rounds_total{task="alarms"}"#).await.unwrap() + 1.0).await;
    assert!(rig.exported(rig.group).iter().all(|message| message["id"] != waiting), "it was received");

    drop(file);
    std::fs::remove_file(&filler).unwrap();
    rig.answer_to(waiting).await;
    rig.settled().await;
    assert_eq!(rig.get("/readyz").await.0, 200);
    assert_eq!(told(&rig, own, "The disk is filling").len(), 1);
}
