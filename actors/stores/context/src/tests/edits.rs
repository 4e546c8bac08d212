//! The laws of edits.

use super::rig::*;
use crate::{edits::earlier_texts, recent::message as one, search::search, stats::chat_stats};
use events::*;

const HERE: ChatId = ChatId(-5);
const FIRST: MessageId = MessageId(1);

async fn text(rig: &mut Rig) -> (Option<String>, Option<i64>) {
    let message = one(&mut rig.conn, HERE, FIRST).await.unwrap().unwrap();
    (message.text, message.edited_at)
}

async fn earlier(rig: &mut Rig) -> Vec<String> {
    let texts = earlier_texts(&mut rig.conn, HERE, FIRST).await.unwrap();
    texts.into_iter().map(|earlier| earlier.text.unwrap_or_default()).collect()
}

async fn edits(rig: &mut Rig) -> i64 {
    chat_stats(&mut rig.conn, HERE).await.unwrap().unwrap().edits
}

#[actix_rt::test]
async fn an_edit_replaces_the_text_and_keeps_the_earlier_one() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([says(&chat, 1, "борщ"), edited(&chat, 1, 5, "вареники"), edited(&chat, 1, 5, "вареники")]).await;
    assert_eq!(text(&mut rig).await, (Some("вареники".into()), Some(5)));
    assert_eq!(earlier(&mut rig).await, ["борщ"]);
    assert_eq!(edits(&mut rig).await, 1);
    assert_eq!(search(&mut rig.conn, HERE, "борщ", 5, 0).await.unwrap(), []);
    assert_eq!(search(&mut rig.conn, HERE, "вареники", 5, 0).await.unwrap().len(), 1);
}

#[actix_rt::test]
async fn an_older_edit_that_comes_late_is_recorded_only() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([says(&chat, 1, "a"), edited(&chat, 1, 9, "c"), edited(&chat, 1, 5, "b")]).await;
    assert_eq!(text(&mut rig).await, (Some("c".into()), Some(9)));
    assert_eq!(earlier(&mut rig).await, ["a", "b"]);
    assert_eq!(edits(&mut rig).await, 2);
}

#[actix_rt::test]
async fn an_edit_that_says_the_same_is_none() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let odd = "\"a\" \\ \u{1}\u{7f} / 'b' \n\0 🙂";
    rig.apply([says(&chat, 1, odd), edited(&chat, 1, 9, odd)]).await;
    assert_eq!(text(&mut rig).await.1, None);
    assert_eq!((edits(&mut rig).await, earlier(&mut rig).await.len()), (0, 0));
}

#[actix_rt::test]
async fn an_edit_of_an_unknown_message_stores_it() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([edited(&chat, 1, 9, "борщ"), says(&chat, 1, "перше")]).await;
    assert_eq!(text(&mut rig).await, (Some("борщ".into()), Some(9)));
    let stats = chat_stats(&mut rig.conn, HERE).await.unwrap().unwrap();
    assert_eq!((stats.total_messages, stats.last_message_at), (1, Some(1)));
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn captions_and_media_are_edited_too() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let photo = |file: &str, caption: Option<&str>, edited| Message {
        media: Some(Media { kind: "photo".into(), file_id: Some(file.into()), sketch: Sketch::default() }),
        text: caption.map(Into::into),
        edited,
        ..message(&chat, 1, "")
    };
    let edit = |message| Event::Edited(Box::new(message));
    rig.apply([said(photo("F1", Some("борщ"), None)), edit(photo("F2", Some("борщ"), Some(5)))]).await;
    assert_eq!(rig.rows("SELECT file_id, text FROM messages").await, ["F2|борщ"]);
    rig.apply([edit(photo("F2", None, Some(6)))]).await;
    assert_eq!(rig.rows("SELECT file_id, text FROM messages").await, ["F2|-"]);
    assert_eq!(search(&mut rig.conn, HERE, "борщ", 5, 0).await.unwrap(), []);
    assert_eq!(edits(&mut rig).await, 2);
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn an_edit_by_nobody_changes_the_words_and_not_the_author() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let edit = Message { sender: Person::nobody(), edited: Some(5), ..message(&chat, 1, "вареники") };
    rig.apply([says(&chat, 1, "борщ"), Event::Edited(Box::new(edit))]).await;
    let kept = one(&mut rig.conn, HERE, FIRST).await.unwrap().unwrap();
    assert_eq!(
        (kept.text.as_deref(), kept.sender_id, kept.sender_name.as_str()),
        (Some("вареники"), PersonId(7), "Людина7")
    );
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn a_person_without_a_name_keeps_theirs_and_takes_the_first_that_is_told() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let by = |id, who: i64, name: &str, username: Option<&str>| {
        let username = username.map(str::to_owned);
        said(Message { sender: Person { first_name: name.into(), username, ..person(who) }, ..message(&chat, id, "a") })
    };
    rig.apply([by(1, 7, "Ада", Some("ada")), by(2, 7, "", None), by(9, 8, "", None), by(3, 8, "Леся", None)]).await;
    let people = rig.rows("SELECT id, first_name, username FROM people ORDER BY id").await;
    assert_eq!(people, ["7|Ада|ada", "8|Леся|-"]);
    assert_eq!(rig.rows("SELECT name FROM people_names WHERE person_id = 7").await, ["Ада"]);
}
