//! Databases that were deleted, damaged or lost a part, while the service was down.

use crate::rig::{Rig, STORES, eventually};

fn remove(rig: &Rig, database: &str) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(rig.data().join(format!("{database}{end}")));
    }
}

async fn with_history() -> Rig {
    let mut rig = Rig::start().await;
    for nth in 0..120 {
        rig.say(rig.olena, &format!("давнє {nth}"));
    }
    let command = rig.say(rig.taras, "/help");
    rig.answer_to(command).await;
    rig.settled().await;
    assert_eq!(rig.stop().await.code(), Some(0));
    rig
}

#[actix_web::test]
async fn a_deleted_memory_is_built_anew_and_nobody_is_answered_twice() {
    let mut rig = with_history().await;
    let before = rig.exported(rig.group);
    remove(&rig, "context.db");
    rig.run(&[]);
    rig.settled().await;
    assert_eq!(rig.exported(rig.group), before);
    assert_eq!(rig.answers().len(), 1);
}

#[actix_web::test]
async fn a_deleted_outbox_answers_nobody_twice() {
    let mut rig = with_history().await;
    remove(&rig, "outbox.db");
    rig.run(&[]);
    let next = rig.say(rig.taras, "/start");
    rig.answer_to(next).await;
    assert_eq!(rig.answers().len(), 2, "only the new command");
}

#[actix_web::test]
async fn a_memory_of_rubbish_is_set_aside_with_an_alarm() {
    a_damaged_memory_is_set_aside(|bytes| bytes[100..].fill(0x6b)).await;
}

#[actix_web::test]
async fn a_memory_with_a_zeroed_first_page_is_set_aside_with_an_alarm() {
    a_damaged_memory_is_set_aside(|bytes| bytes[..4096].fill(0)).await;
}

async fn a_damaged_memory_is_set_aside(damage: fn(&mut [u8])) {
    let mut rig = with_history().await;
    let file = rig.data().join("context.db");
    let mut bytes = std::fs::read(&file).unwrap();
    damage(&mut bytes);
    std::fs::write(&file, bytes).unwrap();
    rig.run(&[]);
    let alarm = r#"balachka_store_alarms_total{alarm="set_aside",store="context"}"#;
    eventually("an alarm", async || rig.metric(alarm).await.filter(|alarms| *alarms == 1.0)).await;
    rig.settled().await;
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 121);
    assert!(rig.log().contains("ALARM"));
}

#[actix_web::test]
async fn a_journal_that_lost_its_end_is_an_alarm_and_nothing_new_is_missed() {
    let mut rig = with_history().await;
    remove(&rig, "journal.db");
    rig.run(&[]);
    rig.say(rig.olena, "нове");
    rig.settled().await;
    // Whichever store looks first moves the journal's end, and then no other is ahead.
    let mut alarms = 0.0;
    for store in STORES {
        let alarm = format!(r#"balachka_store_alarms_total{{alarm="ahead",store="{store}"}}"#);
        alarms += rig.metric(&alarm).await.unwrap_or(0.0);
    }
    assert!(alarms >= 1.0);
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 122);
}
