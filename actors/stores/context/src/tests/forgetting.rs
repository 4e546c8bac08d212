//! Forgetting a person, or what is old: contents go, and every counter stays right.

use super::rig::*;
use crate::{erase::erase, old::forget_old, recent::recent, search::search};
use events::*;
use storage::sqlite::transaction;

const HERE: ChatId = ChatId(-5);

async fn forget(rig: &mut Rig, person: i64, before: i64) {
    let erasure = Erasure { person: PersonId(person), before };
    transaction(&mut rig.conn, async |conn| erase(conn, &erasure).await).await.unwrap();
}

fn by(chat: &Chat, id: i64, who: i64, text: &str) -> Event {
    said(Message { sender: person(who), ..message(chat, id, text) })
}

async fn busy() -> Rig {
    let mut rig = Rig::new().await;
    let (chat, other) = (group(-5), group(-6));
    let forwarded = Forward { name: "Людина7".into(), from: Some(PersonId(7)), date: 1 };
    rig.apply([
        says(&chat, 1, "таємний борщ"),
        by(&chat, 2, 8, "борщ сусіда"),
        edited(&chat, 1, 3, "ще таємніший борщ"),
        edited(&chat, 1, 4, "найтаємніший борщ"),
        sent(&chat, 5, "Людина7 каже: таємний борщ"),
        said(Message { sender: person(8), forward: Some(forwarded), ..message(&chat, 6, "таємний борщ") }),
        said(Message {
            sender: person(8),
            entities: Some(r#"[{"type":"text_mention","user":{"id":7,"first_name":"Людина7"}}]"#.into()),
            ..message(&chat, 7, "гей")
        }),
        said(service(&chat, 8, Service::Joined(vec![person(7), person(9)]))),
        reaction(&chat, 2, 7, 9, &["👍"]),
        membership(&chat, 7, 10, "member"),
        by(&other, 1, 8, "інший борщ"),
        sent(&other, 2, "в іншому чаті"),
    ])
    .await;
    rig
}

#[actix_rt::test]
async fn nothing_of_a_person_is_left_and_all_of_others_is() {
    let mut rig = busy().await;
    rig.is_counted_right().await;
    forget(&mut rig, 7, 100).await;
    rig.is_counted_right().await;
    let dump = format!("{:?}", rig.dump().await);
    assert!(!dump.contains("таєм") && !dump.contains("Людина7"), "{dump}");
    for theirs in ["борщ сусіда", "інший борщ", "в іншому чаті", "Людина8", "Людина9"]
    {
        assert!(dump.contains(theirs), "{theirs}: {dump}");
    }
    assert_eq!(rig.rows("SELECT messages, people FROM chats ORDER BY key").await, ["4|2", "1|1"]);
    assert_eq!(rig.rows("SELECT count(*) FROM messages WHERE sender_id = 7").await, ["0"]);
    assert_eq!(rig.rows("SELECT count(*) FROM reactions").await, ["0"]);
}

/// Of an author without an id, and of a contact that others shared.
#[actix_rt::test]
async fn a_name_that_stands_with_a_message_goes_too() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let without_id = |id: i64, name: &str| {
        let message = Message { sender: Person::without_id(name.into()), ..message(&chat, id, "борщ") };
        Event::Imported(Box::new(Imported { message, reactions: Vec::new(), counts: None }))
    };
    let contact = |id: i64, name: &str, whose: Option<i64>| {
        let sketch = Sketch { title: Some(name.into()), person: whose.map(PersonId), ..Sketch::default() };
        let media = Media { kind: "contact".into(), file_id: None, sketch };
        said(Message { sender: person(8), text: None, media: Some(media), ..message(&chat, id, "") })
    };
    let with_words = |event: Event, text: &str| match event {
        Event::Message(message) => said(Message { text: Some(text.into()), ..*message }),
        other => other,
    };
    rig.apply([
        says(&chat, 1, "я тут"),
        without_id(2, "Людина7"),
        without_id(3, "Аліса"),
        contact(4, "Кохана", Some(7)),
        contact(5, "Людина7", None),
        with_words(contact(7, "Кохана", Some(7)), "подзвони"),
        contact(6, "Людина9", Some(9)),
    ])
    .await;
    let names =
        "SELECT group_concat(coalesce(author, sketch ->> 'title'), ' ') FROM (SELECT * FROM messages ORDER BY id)";
    assert_eq!(rig.rows(names).await, ["Людина7 Аліса Кохана Людина7 Кохана Людина9"]);
    let found = search(&mut rig.conn, HERE, "борщ", 9, 0).await.unwrap();
    assert_eq!(found.iter().map(|hit| hit.sender_name.as_str()).collect::<Vec<_>>(), ["Аліса", "Людина7"]);
    let recent = recent(&mut rig.conn, HERE, 7, None).await.unwrap();
    assert_eq!(recent[1].sender_name, "Людина7");

    forget(&mut rig, 7, 100).await;
    rig.is_counted_right().await;
    assert_eq!(rig.rows(names).await, ["Аліса Людина9"]);
    assert_eq!(rig.rows("SELECT count(*) FROM messages WHERE text = 'борщ'").await, ["2"], "what they wrote stays");
    assert_eq!(search(&mut rig.conn, HERE, "кохана", 9, 0).await.unwrap(), []);
    assert_eq!(search(&mut rig.conn, HERE, "подзвони", 9, 0).await.unwrap().len(), 1);
    assert_eq!(search(&mut rig.conn, HERE, "людина9", 9, 0).await.unwrap().len(), 1);
}

#[actix_rt::test]
async fn whoever_comes_back_starts_anew() {
    let mut rig = busy().await;
    forget(&mut rig, 7, 100).await;
    rig.apply([says(&group(-5), 200, "новий борщ")]).await;
    rig.is_counted_right().await;
    let counted = "SELECT messages FROM chat_people WHERE person_id = 7";
    assert_eq!(rig.rows(counted).await, ["1"]);
    // Told again to a memory that has newer words.
    forget(&mut rig, 7, 100).await;
    rig.is_counted_right().await;
    assert_eq!(rig.rows(counted).await, ["1"]);
    assert_eq!(rig.rows("SELECT text FROM messages WHERE sender_id = 7").await, ["новий борщ"]);
}

#[actix_rt::test]
async fn old_messages_of_a_chat_are_wiped_step_by_step_and_counters_stay() {
    let mut rig = busy().await;
    let before = rig.rows("SELECT messages, people FROM chats ORDER BY key").await;
    let mut step = async |limit| {
        let wiped = transaction(&mut rig.conn, async |conn| forget_old(conn, HERE, 6, limit).await).await.unwrap();
        rig.is_counted_right().await;
        wiped
    };
    assert_eq!([step(2).await, step(2).await, step(2).await], [2, 1, 0]);
    let texts = rig.rows("SELECT text FROM messages WHERE text IS NOT NULL ORDER BY id").await;
    assert_eq!(texts, ["таємний борщ", "гей", "інший борщ", "в іншому чаті"]);
    assert_eq!(rig.rows("SELECT messages, people FROM chats ORDER BY key").await, before);
}
