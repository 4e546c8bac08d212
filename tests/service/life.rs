//! Start, stop, probes, one instance.

use std::time::{Duration, Instant};

use crate::rig::{Rig, eventually, signal};

#[actix_web::test]
async fn it_is_ready_once_telegram_was_reached_and_says_why_it_is_not() {
    let mut rig = Rig::world().await;
    let fault = playground::Fault::Status { code: 500, retry_after: None };
    rig.world.order_fault(playground::FaultOrder { method: "getMe".into(), times: 2, fault }).unwrap();
    rig.run(&[]);
    assert_eq!(rig.get("/healthz").await.0, 200);
    let (status, body) = rig.get("/readyz").await;
    assert_eq!(status, 503);
    assert!(body.contains("Telegram"), "{body}");
    eventually("it is ready", async || (rig.get("/readyz").await.0 == 200).then_some(())).await;
    let (status, page) = rig.get("/status").await;
    assert!(status == 200 && page.contains("ready") && page.contains("ingress"), "{page}");
    assert!(page.contains("waiting, next in"), "background work shows what it does: {page}");
}

#[actix_web::test]
async fn sigterm_under_load_drains_and_ends_with_0() {
    let mut rig = Rig::start().await;
    for nth in 0..2000 {
        rig.say(rig.olena, &format!("перед кінцем {nth}"));
    }
    eventually("it is at work", async || rig.metric("balachka_journal_seq").await.filter(|seq| *seq > 300.0)).await;
    let started = Instant::now();
    assert_eq!(rig.stop().await.code(), Some(0));
    assert!(started.elapsed() < Duration::from_secs(20));
    let seq: i64 = rig.read("journal.db", "SELECT max(seq) FROM updates").await;
    let bookmark: i64 = rig.read("context.db", "SELECT seq FROM bookmark").await;
    assert_eq!(bookmark, seq, "what came in is applied");
    rig.run(&[]);
    rig.settled().await;
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 2000);
}

#[actix_web::test]
async fn a_second_signal_ends_it_at_once() {
    let mut rig = Rig::world().await;
    rig.say(rig.olena, "раз");
    // The context store is stuck, so the drain takes long.
    rig.run(&[("FAILPOINTS", "context-before-commit=sleep(30000)")]);
    eventually("it is at work", async || rig.metric("balachka_journal_seq").await.filter(|seq| *seq >= 1.0)).await;
    signal(rig.id(), "INT");
    eventually("the first is heard", async || rig.log().contains("second signal").then_some(())).await;
    assert!(!rig.has_ended());
    signal(rig.id(), "INT");
    assert_eq!(rig.ended().await.code(), Some(130));
}

#[actix_web::test]
async fn a_second_instance_is_turned_away_with_75() {
    let rig = Rig::start().await;
    let second = rig.balachka(&["run", "--http", "127.0.0.1:0"]);
    assert_eq!(second.status.code(), Some(75));
    let talk = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(talk.contains("another instance"), "{talk}");
}

#[actix_web::test]
async fn foreign_and_unwritable_data_stop_the_start_with_a_plain_message() {
    let rig = Rig::world().await;
    std::fs::create_dir_all(rig.data()).unwrap();
    std::fs::write(rig.data().join("journal.db"), "not a database, but long enough to look like some file").unwrap();
    let refused = rig.balachka(&["run", "--http", "127.0.0.1:0"]);
    let talk = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{talk}");
    assert!(talk.contains("journal.db is not a database of this kind"), "{talk}");
}

#[actix_web::test]
async fn an_address_that_is_taken_is_told() {
    let rig = Rig::world().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = rig.balachka(&["run", "--http", &address]);
    let talk = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{talk}");
    assert!(talk.contains(&address) && talk.contains("--http"), "{talk}");
}
