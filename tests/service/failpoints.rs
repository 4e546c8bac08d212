//! The service dies, or an actor panics, right before or after each commit, confirmation and sending.

use std::time::Duration;

use crate::rig::{Rig, eventually};

const POINTS: [&str; 14] = [
    "journal-before-commit",
    "journal-after-commit",
    "context-before-commit",
    "context-after-commit",
    "analysis-before-commit",
    "analysis-after-commit",
    "personalization-before-commit",
    "personalization-after-commit",
    "conversation-before-commit",
    "conversation-after-commit",
    "confirm-before",
    "confirm-after",
    "send-before",
    "send-after",
];

/// Talks, and checks that each line is stored once whatever happened.
async fn talk(rig: &Rig) -> (i64, i64) {
    for nth in 0..250 {
        rig.say(rig.olena, &format!("рядок {nth}"));
    }
    (rig.say(rig.taras, "/help"), rig.say(rig.taras, &format!("@{} привіт", rig.world.bot_username())))
}

async fn all_is_well(rig: &mut Rig, (command, greeting): (i64, i64), point: &str) {
    rig.answer_to(command).await;
    rig.settled().await;
    let stored: i64 = rig.read("context.db", "SELECT count(*) FROM messages WHERE own = 0").await;
    assert_eq!(stored, 252, "{point}");
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 252, "{point}");
    assert!(rig.answers_to(greeting).len() <= 1, "{point}: chatter was said twice");
    let understood: i64 = rig.read("analysis.db", "SELECT count(*) FROM readings WHERE topic IS NOT NULL").await;
    let learned: i64 = rig.read("personalization.db", "SELECT sum(messages) FROM people").await;
    assert_eq!((understood, learned), (251, 252), "{point}: the command is counted, and not understood");
    let open = "SELECT count(*) FROM outbox WHERE state IN ('decided', 'ready', 'sending')";
    eventually("the outbox is empty", async || (rig.read::<i64>("outbox.db", open).await == 0).then_some(())).await;
}

#[actix_web::test]
async fn dying_anywhere_loses_nothing() {
    for point in POINTS {
        let mut rig = Rig::world().await;
        let told = talk(&rig).await;
        rig.run(&[("FAILPOINTS", &format!("{point}=1*return"))]);
        let status = rig.ended().await;
        assert!(status.code().is_none(), "{point}: it was to die, and ended with {status}");
        rig.run(&[]);
        all_is_well(&mut rig, told, point).await;
    }
}

#[actix_web::test]
async fn a_panic_anywhere_restarts_that_actor_and_loses_nothing() {
    for point in POINTS {
        let mut rig = Rig::world().await;
        let told = talk(&rig).await;
        rig.run(&[("FAILPOINTS", &format!("{point}=1*panic"))]);
        let actor = match point.split('-').next().unwrap() {
            "confirm" => "ingress",
            "send" => "sender",
            store => store,
        };
        let restarts = format!(r#"balachka_actor_restarts_total{{actor="{actor}"}}"#);
        eventually("the actor restarts", async || rig.metric(&restarts).await.filter(|count| *count == 1.0)).await;
        all_is_well(&mut rig, told, point).await;
        assert_eq!(rig.metric(&restarts).await, Some(1.0), "{point}: once");
        assert!(!rig.has_ended());
    }
}

#[actix_web::test]
async fn an_actor_that_keeps_failing_ends_the_service_with_70() {
    let mut rig = Rig::world().await;
    talk(&rig).await;
    rig.run(&[("FAILPOINTS", "context-before-commit=panic")]);
    assert_eq!(rig.ended().await.code(), Some(70));
    assert!(rig.log().contains("context keeps failing"), "the reason is told");
    rig.run(&[]);
    rig.settled().await;
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 252);
}

#[actix_web::test]
async fn a_thread_that_hangs_ends_the_service_with_70() {
    let mut rig = Rig::world().await;
    talk(&rig).await;
    rig.run(&[
        ("FAILPOINTS", "context-before-commit=1*sleep(60000)"),
        ("BALACHKA__RUNTIME__HANG_AFTER_SECS", "1"),
        ("BALACHKA__RUNTIME__DRAIN_DEADLINE_SECS", "1"),
    ]);
    let started = std::time::Instant::now();
    assert_eq!(rig.ended().await.code(), Some(70));
    assert!(started.elapsed() < Duration::from_secs(20));
}
