//! What is kept of messages, and what is left out.

use super::rig::*;
use crate::{
    clean, draft,
    hours::{self, summaries},
    migration,
    recent::{self, message as one},
    summary, sums, trend, writers,
};
use events::*;
use language::analyzer::{Emotion, Topic};

#[actix_rt::test]
async fn a_reading_is_kept_whole() {
    let mut rig = Rig::new().await;
    rig.apply([written(&group(-5), 4, 9, 50, "uk joy surprise 250 food борщ\u{0}х пам'ять")]).await;
    let kept = one(&mut rig.conn, HERE, MessageId(4)).await.unwrap().unwrap();
    assert_eq!((kept.chat_id, kept.message_id, kept.person_id, kept.date), (HERE, MessageId(4), PersonId(9), 50));
    assert_eq!((kept.language.as_str(), kept.topic), ("uk", Topic::Food));
    assert_eq!((kept.emotion.0, &kept.emotions[..]), (Some(Emotion::Joy), &[Emotion::Joy, Emotion::Surprise][..]));
    assert_eq!((kept.sentiment, kept.confidence), (0.25, 0.5));
    assert_eq!(kept.keywords, ["борщ\u{fffd}х", "пам'ять"]);
}

#[actix_rt::test]
async fn bots_service_messages_and_our_own_are_not_counted_and_commands_and_forwards_have_no_mood() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let by_bot = Message { sender: bot(), ..message(&chat, 3, "joy") };
    rig.apply([
        sent(&chat, 2, "joy"),
        said(by_bot.clone()),
        Event::Edited(Box::new(Message { edited: Some(9), ..by_bot })),
        said(service(&chat, 4, Service::Title("joy".into()))),
        reaction(&chat, 1, 7, 5, &["👍"]),
        Event::Other("poll".into()),
    ])
    .await;
    assert!(rig.dump().await.iter().all(Vec::is_empty), "{:?}", rig.dump().await);
    let forward = Some(Forward { name: "Хтось".into(), from: None, date: 0 });
    rig.apply([
        says(&chat, 5, "/mood today"),
        said(Message { forward, ..message(&chat, 6, "sadness 900 food") }),
        said(Message { text: None, ..message(&chat, 7, "") }),
        says(&chat, 8, "joy 500 work"),
    ])
    .await;
    let moods = "SELECT messages, participants, sentiment, joy, sadness, neutral FROM hours";
    assert_eq!(rig.rows(moods).await, ["3|1|500|1|0|0"]);
    assert_eq!(rig.rows("SELECT topic FROM hour_topics").await, ["work"]);
    let summary = summaries(&mut rig.conn, HERE, 0, 3600).await.unwrap().remove(0);
    assert_eq!((summary.messages, summary.mood.sentiment), (3, 0.5));
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn what_is_said_to_a_bot_counts_apart() {
    let mut rig = Rig::new().await;
    let private = Chat { kind: ChatKind::Private, ..group(7) };
    rig.apply([
        says(&group(-5), 5, "Балачко, joy 500 work"),
        says(&group(-5), 6, "joy 500 food"),
        says(&group(-5), 8, "/top joy 500 food"),
        says(&private, 7, "Балачко, joy 500 work"),
        says(&private, 9, "/top"),
    ])
    .await;
    let hours = "SELECT messages, participants, joy, to_bot FROM hours ORDER BY chat_key";
    assert_eq!(rig.rows(hours).await, ["1|1|1|2", "1|1|1|1"]);
    assert_eq!(rig.rows("SELECT messages FROM hour_people").await, ["1", "1"]);
    rig.is_counted_right().await;
    rig.apply([edited(&group(-5), 8, 20, "joy 500 food")]).await;
    assert_eq!(rig.rows(hours).await, ["2|1|2|1", "1|1|1|1"], "an edit makes it talk");
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn an_hour_of_commands_alone_is_no_hour_of_talk_and_is_forgotten() {
    let mut rig = Rig::new().await;
    rig.apply([says(&group(-5), 5, "/top")]).await;
    assert_eq!(summaries(&mut rig.conn, HERE, 0, 3600).await.unwrap(), []);
    assert_eq!(rig.rows("SELECT hour, to_bot FROM hours").await, ["0|1"]);
    assert_eq!(rig.clean_up(3600, 10).await, 1);
    assert_eq!(rig.rows("SELECT hour FROM hours UNION ALL SELECT date FROM readings").await, [""; 0]);
}

#[actix_rt::test]
async fn hours_and_chats_are_summed_apart() {
    let mut rig = Rig::new().await;
    let (one, other) = (group(-5), group(-6));
    rig.apply([
        written(&one, 1, 7, 3599, "joy 100 food"),
        written(&one, 2, 8, 3600, "anger -200 work food"),
        written(&one, 3, 8, 7199, "300"),
        written(&other, 1, 8, 3600, "fear"),
    ])
    .await;
    let hours = summaries(&mut rig.conn, HERE, 0, 7200).await.unwrap();
    let told: Vec<_> =
        hours.iter().map(|hour| (hour.start, hour.messages, hour.participants, hour.mood.sentiment)).collect();
    assert_eq!(told, [(0, 1, 1, 0.1), (3600, 2, 1, 0.05)]);
    assert_eq!(hours[1].topics, [(Topic::Food, 1)], "the last topic named is the topic");
    assert_eq!(summaries(&mut rig.conn, HERE, 0, 3600).await.unwrap().len(), 1);
    assert_eq!(summaries(&mut rig.conn, ChatId(1), 0, 7200).await.unwrap(), []);
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn the_check_sees_what_is_wrong() {
    for (harm, what) in [
        ("UPDATE hours SET joy = joy + 1", "joy in hour 0"),
        ("DELETE FROM hours", "messages in hour 0"),
        ("DELETE FROM hour_people", "messages of a person in hour 0"),
        ("UPDATE hour_topics SET messages = 7", "messages on food in hour 0"),
        ("UPDATE chat_ids SET chat_key = 4", "messages under another key"),
    ] {
        let mut rig = Rig::new().await;
        rig.apply([says(&group(-5), 1, "joy food")]).await;
        rig.is_counted_right().await;
        rig.rows(harm).await;
        let wrong = crate::check::check(&mut rig.conn).await.unwrap();
        assert!(wrong.iter().any(|wrong| wrong.counter == what), "{harm}: {wrong:?}");
    }
}

#[actix_rt::test]
async fn no_statement_reads_a_whole_table() {
    let mut rig = Rig::new().await;
    let reads = [
        recent::RECENT,
        recent::ONE,
        recent::LANGUAGES,
        hours::HOURS,
        hours::TOPICS_OF_HOURS,
        hours::OVERALL,
        trend::TREND,
        summary::SUMS,
        summary::PARTICIPANTS,
        summary::MAIN_TOPICS,
        summary::WORDS,
        writers::WRITERS,
    ];
    let writes = [
        draft::KEY,
        draft::LAST_KEY,
        draft::KNOWN,
        sums::KNOWN_PEOPLE,
        sums::SWEEP_PEOPLE,
        sums::SWEEP_TOPICS,
        sums::SWEEP_HOURS,
        clean::OLDEST,
    ];
    for statement in reads.iter().chain(&writes).chain(migration::MERGE) {
        let steps = rig.rows(&format!("EXPLAIN QUERY PLAN {statement}")).await;
        // Tables that are made of what was looked up.
        let chosen = if *statement == clean::OLDEST { "SCAN r" } else { "SCAN oldest" };
        let small = ["VIRTUAL TABLE", "SCAN oldest", chosen, "SCAN CONSTANT ROW"];
        let whole = |step: &&String| step.contains("SCAN") && !small.iter().any(|small| step.contains(small));
        assert_eq!(steps.iter().find(whole), None, "{statement}: {steps:#?}");
    }
}

#[actix_rt::test]
async fn the_newest_come_from_an_index_in_order() {
    let mut rig = Rig::new().await;
    for statement in [recent::RECENT, recent::LANGUAGES, summary::WORDS, hours::HOURS, hours::OVERALL, clean::OLDEST] {
        let steps = rig.rows(&format!("EXPLAIN QUERY PLAN {statement}")).await;
        assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{statement}: {steps:#?}");
    }
}
