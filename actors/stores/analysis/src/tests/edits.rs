//! Edited messages are analysed again.

use super::rig::*;
use crate::{Feeling, recent::message as one};
use events::*;
use language::analyzer::Emotion;

const FIRST: MessageId = MessageId(1);
const HOURS: &str = "SELECT hour, messages, participants, sentiment, joy, anger, neutral FROM hours";

async fn keywords(rig: &mut Rig) -> Option<Vec<String>> {
    one(&mut rig.conn, HERE, FIRST).await.unwrap().map(|message| message.keywords)
}

#[actix_rt::test]
async fn an_edit_takes_the_old_reading_out_and_puts_the_new_one_in() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([says(&chat, 1, "joy 500 food борщ"), edited(&chat, 1, 5, "anger -700 work звіт")]).await;
    assert_eq!(rig.rows(HOURS).await, ["0|1|1|-700|0|1|0"]);
    assert_eq!(rig.rows("SELECT topic, messages FROM hour_topics").await, ["work|1"]);
    assert_eq!(keywords(&mut rig).await.unwrap(), ["звіт"]);
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn an_edit_to_nothing_takes_the_message_back_until_it_says_something_again() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let nothing = |text: Option<&str>, at| {
        Event::Edited(Box::new(Message { text: text.map(Into::into), edited: Some(at), ..message(&chat, 1, "") }))
    };
    for (at, text) in [(5, None), (7, Some("  ")), (9, Some("/start"))] {
        rig.apply([edited(&chat, 1, at - 1, "joy 500 food борщ"), nothing(text, at)]).await;
        // A command counts apart.
        let said = if at == 9 { "0|0|0|0|0|0|0" } else { "0|1|1|0|0|0|0" };
        assert_eq!(rig.rows(HOURS).await, [said], "it was written, and says nothing: {text:?}");
        assert_eq!(rig.rows("SELECT * FROM hour_topics").await, [""; 0], "{text:?}");
        assert_eq!(keywords(&mut rig).await, None);
    }
    rig.apply([edited(&chat, 1, 8, "joy запізно")]).await;
    assert_eq!(keywords(&mut rig).await, None, "it is older than what took the message back");
    rig.apply([edited(&chat, 1, 10, "joy знов")]).await;
    assert_eq!(keywords(&mut rig).await.unwrap(), ["знов"]);
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn a_caption_that_comes_by_an_edit_counts() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([said(Message { text: None, ..message(&chat, 1, "") })]).await;
    assert_eq!(rig.rows(HOURS).await, ["0|1|1|0|0|0|0"]);
    rig.apply([edited(&chat, 1, 5, "joy підпис")]).await;
    assert_eq!(rig.rows(HOURS).await, ["0|1|1|0|1|0|0"]);
}

#[actix_rt::test]
async fn an_edit_of_a_message_never_seen_counts_as_new() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([edited(&chat, 1, 5, "joy b"), says(&chat, 1, "anger a")]).await;
    assert_eq!(rig.rows(HOURS).await, ["0|1|1|0|1|0|0"]);
    assert_eq!(keywords(&mut rig).await.unwrap(), ["b"]);
}

#[actix_rt::test]
async fn an_older_edit_that_comes_late_changes_nothing() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([
        says(&chat, 1, "a"),
        edited(&chat, 1, 9, "joy c"),
        edited(&chat, 1, 9, "joy c"),
        edited(&chat, 1, 5, "b"),
    ])
    .await;
    assert_eq!(keywords(&mut rig).await.unwrap(), ["c"]);
    rig.apply([edited(&chat, 1, 8, "b")]).await;
    assert_eq!(keywords(&mut rig).await.unwrap(), ["c"]);
    assert_eq!(rig.rows(HOURS).await, ["0|1|1|0|1|0|0"]);
}

#[actix_rt::test]
async fn an_equal_reading_keeps_the_sums_and_is_not_counted_again() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    assert_eq!(rig.apply([says(&chat, 1, "joy 500 борщ")]).await.of(Feeling(Some(Emotion::Joy))), 1);
    let before = rig.rows("SELECT * FROM hours").await;
    assert_eq!(rig.apply([edited(&chat, 1, 9, "joy 500 борщ")]).await.shares(), []);
    assert_eq!(rig.rows("SELECT * FROM hours").await, before);
    rig.apply([edited(&chat, 1, 8, "anger b")]).await;
    assert_eq!(keywords(&mut rig).await.unwrap(), ["борщ"], "the equal edit was the newer one");
}

#[actix_rt::test]
async fn an_edit_in_the_second_of_writing_wins_and_a_repeated_delivery_counts_once() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([says(&chat, 1, "a"), edited(&chat, 1, 1, "b"), says(&chat, 1, "a")]).await;
    rig.apply([says(&chat, 1, "a")]).await;
    assert_eq!(keywords(&mut rig).await.unwrap(), ["b"]);
    assert_eq!(rig.rows(HOURS).await, ["0|1|1|0|0|0|1"]);
}

#[actix_rt::test]
async fn who_takes_back_what_they_said_has_written_all_the_same() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([says(&chat, 1, "a"), says(&chat, 2, "b"), written(&chat, 3, 8, 3, "c")]).await;
    assert_eq!(rig.rows(HOURS).await, ["0|3|2|0|0|0|3"]);
    rig.apply([edited(&chat, 1, 5, "")]).await;
    assert_eq!(rig.rows(HOURS).await, ["0|3|2|0|0|0|2"]);
    rig.apply([edited(&chat, 2, 6, "")]).await;
    assert_eq!(rig.rows(HOURS).await, ["0|3|2|0|0|0|1"]);
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn an_edit_by_nobody_stays_the_authors() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let edit = Message { sender: Person::nobody(), edited: Some(5), ..message(&chat, 1, "anger") };
    rig.apply([says(&chat, 1, "joy"), Event::Edited(Box::new(edit))]).await;
    assert_eq!(rig.rows("SELECT person_id FROM readings").await, ["7"]);
    assert_eq!(rig.rows("SELECT messages, participants, joy, anger FROM hours").await, ["1|1|0|1"]);
    rig.is_counted_right().await;
}
