//! What counts and what does not.

use super::rig::*;
use crate::{
    GlobalStats,
    apply::save,
    stats::{active_chats, chat_stats, global_stats, person_stats},
};
use events::*;

#[actix_rt::test]
async fn people_count_and_the_bot_does_not() {
    let mut rig = Rig::new().await;
    let (here, there) = (group(-5), group(-6));
    let by = |who, id| said(Message { sender: person(who), ..message(&here, id, "a") });
    rig.apply([by(7, 10), by(8, 11), by(7, 12), sent(&here, 13, "я бот"), says(&there, 14, "b")]).await;
    rig.apply([said(service(&here, 15, Service::Left(person(7)))), edited(&here, 12, 16, "c")]).await;
    let stats = chat_stats(&mut rig.conn, ChatId(-5)).await.unwrap().unwrap();
    assert_eq!((stats.total_messages, stats.unique_users, stats.own_messages, stats.edits), (3, 2, 1, 1));
    assert_eq!((stats.first_message_at, stats.last_message_at), (Some(10), Some(12)));
    assert_eq!(
        stats.top.iter().map(|person| (person.person_id.0, person.messages)).collect::<Vec<_>>(),
        [(7, 2), (8, 1)]
    );
    let one = person_stats(&mut rig.conn, ChatId(-5), PersonId(7)).await.unwrap().unwrap();
    assert_eq!((one.name.as_str(), one.messages, one.first_message_at, one.last_message_at), ("Людина7", 2, 10, 12));
    assert_eq!(person_stats(&mut rig.conn, ChatId(-6), PersonId(8)).await.unwrap(), None);
    assert_eq!(chat_stats(&mut rig.conn, ChatId(-404)).await.unwrap(), None);
    let global = GlobalStats { total_messages: 4, active_chats: 2, total_users: 2 };
    assert_eq!(global_stats(&mut rig.conn).await.unwrap(), global);
    let active = active_chats(&mut rig.conn, 11, 10).await.unwrap();
    assert_eq!(active.iter().map(|chat| chat.chat_id.0).collect::<Vec<_>>(), [-6, -5]);
    assert_eq!(active_chats(&mut rig.conn, 13, 10).await.unwrap().len(), 1);
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn commands_and_calls_are_no_talk() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let private = Chat { kind: ChatKind::Private, ..group(7) };
    let by = |who, id, text: &str| said(Message { sender: person(who), ..message(&chat, id, text) });
    rig.apply([by(7, 1, "/top"), by(7, 2, "Балачко, ти де?"), by(7, 3, "привіт"), by(8, 4, "а"), by(8, 5, "б")]).await;
    rig.apply([says(&private, 6, "Балачко, ти де?"), says(&private, 7, "/top")]).await;
    let talk = async |rig: &mut Rig| {
        let stats = chat_stats(&mut rig.conn, ChatId(-5)).await.unwrap().unwrap();
        let top: Vec<_> = stats.top.iter().map(|person| (person.person_id.0, person.talk())).collect();
        (stats.total_messages, stats.talk(), top)
    };
    assert_eq!(talk(&mut rig).await, (5, 3, vec![(8, 2), (7, 1)]));
    assert_eq!(chat_stats(&mut rig.conn, ChatId(7)).await.unwrap().unwrap().talk(), 1);
    rig.is_counted_right().await;
    let edit = |id, at, text: &str| {
        let edited = Message { sender: person(7), edited: Some(at), ..message(&chat, id, text) };
        Event::Edited(Box::new(edited))
    };
    rig.apply([edit(1, 20, "не команда"), edit(2, 21, "друга")]).await;
    assert_eq!(talk(&mut rig).await, (5, 5, vec![(7, 3), (8, 2)]));
    rig.apply([edit(3, 22, "/stats")]).await;
    assert_eq!(talk(&mut rig).await, (5, 4, vec![(7, 2), (8, 2)]));
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn a_message_that_comes_again_counts_once() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([says(&chat, 1, "a"), says(&chat, 1, "a"), says(&chat, 2, "b")]).await;
    let before = rig.dump().await;
    rig.apply([says(&chat, 2, "b"), says(&chat, 1, "інше")]).await;
    assert_eq!(rig.dump().await, before);
    assert_eq!(global_stats(&mut rig.conn).await.unwrap().total_messages, 2);
}

#[actix_rt::test]
async fn messages_saved_directly_are_as_those_of_the_journal() {
    let (mut rig, mut other) = (Rig::new().await, Rig::new().await);
    let chat = group(-5);
    rig.apply([says(&chat, 1, "a"), says(&chat, 2, "b")]).await;
    save(&mut other.conn, &[message(&chat, 1, "a"), message(&chat, 2, "b")], BOT).await.unwrap();
    assert_eq!(rig.dump().await, other.dump().await);
}

#[actix_rt::test]
async fn a_wrong_counter_is_noticed() {
    let mut rig = Rig::new().await;
    rig.apply([says(&group(-5), 1, "a")]).await;
    for spoil in ["UPDATE chats SET people = 2", "UPDATE totals SET messages = 7", "DELETE FROM found WHERE rowid = 1"]
    {
        sqlx::query(spoil).execute(&mut rig.conn).await.unwrap();
    }
    let wrong = crate::check::check(&mut rig.conn).await.unwrap();
    let names: Vec<_> = wrong.iter().map(|wrong| (wrong.counter.as_str(), wrong.kept, wrong.counted)).collect();
    assert_eq!(names, [("people", 2, 1), ("total messages", 7, 1), ("indexed texts", 0, 1)]);
}

#[actix_rt::test]
async fn the_top_is_that_of_the_ten_who_wrote_most() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let mut id = 0;
    for round in 1..=15 {
        let who = (round..=15).map(|who| {
            id += 1;
            said(Message { sender: person(who), ..message(&chat, id, "a") })
        });
        let who: Vec<_> = who.collect();
        rig.apply(who).await;
    }
    let top = chat_stats(&mut rig.conn, ChatId(-5)).await.unwrap().unwrap().top;
    let top: Vec<_> = top.iter().map(|person| (person.person_id.0, person.messages)).collect();
    assert_eq!(top, (6..=15).rev().map(|who| (who, who)).collect::<Vec<_>>());
    rig.is_counted_right().await;
}
