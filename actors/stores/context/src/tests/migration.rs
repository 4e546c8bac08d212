//! A group becomes a supergroup and stays one chat.

use super::rig::*;
use crate::{
    recent::{message as one, recent},
    search::search,
    stats::{chat_stats, global_stats},
};
use events::*;

const OLD: ChatId = ChatId(-5);
const NEW: ChatId = ChatId(-1005);

async fn is_one_chat(rig: &mut Rig) {
    for id in [OLD, NEW] {
        let texts: Vec<_> = recent(&mut rig.conn, id, 10, None).await.unwrap();
        let texts: Vec<_> = texts.into_iter().map(|message| message.text.unwrap()).collect();
        assert_eq!(texts, ["старий борщ", "свій борщ", "новий борщ", "знов борщ"]);
        let stats = chat_stats(&mut rig.conn, id).await.unwrap().unwrap();
        assert_eq!((stats.chat_id, stats.title.as_str()), (NEW, "Супергрупа -1005"));
        assert_eq!((stats.total_messages, stats.unique_users, stats.own_messages), (3, 1, 1));
        assert_eq!((stats.first_message_at, stats.last_message_at), (Some(1), Some(9)));
        assert_eq!(search(&mut rig.conn, id, "борщ", 10, 0).await.unwrap().len(), 3);
        let one = one(&mut rig.conn, id, MessageId(1)).await.unwrap().unwrap();
        assert_eq!(one.text.as_deref(), Some("старий борщ"));
    }
    assert_eq!(rig.rows("SELECT current_id, kind FROM chats").await, ["-1005|supergroup"]);
    assert_eq!(global_stats(&mut rig.conn).await.unwrap().active_chats, 1);
    rig.is_counted_right().await;
}

fn before() -> [Event; 2] {
    [says(&group(-5), 1, "старий борщ"), sent(&group(-5), 2, "свій борщ")]
}

fn to() -> Event {
    said(service(&group(-5), 3, Service::MigratedTo(NEW)))
}

fn from() -> Event {
    said(service(&supergroup(-1005), 3, Service::MigratedFrom(OLD)))
}

fn after() -> [Event; 2] {
    [says(&supergroup(-1005), 8, "новий борщ"), says(&supergroup(-1005), 9, "знов борщ")]
}

#[actix_rt::test]
async fn whichever_service_message_comes_first_or_alone() {
    for between in [vec![to(), from()], vec![from(), to()], vec![to()], vec![from()]] {
        let mut rig = Rig::new().await;
        rig.apply(before()).await;
        rig.apply(between).await;
        rig.apply(after()).await;
        is_one_chat(&mut rig).await;
    }
}

#[actix_rt::test]
async fn a_new_chat_that_already_has_messages_is_merged() {
    for late in [to(), from()] {
        let mut rig = Rig::new().await;
        rig.apply(before()).await;
        rig.apply(after()).await;
        rig.apply([membership(&group(-5), 8, 4, "member"), membership(&supergroup(-1005), 8, 5, "administrator")])
            .await;
        assert_eq!(global_stats(&mut rig.conn).await.unwrap().active_chats, 2);
        rig.apply([late]).await;
        is_one_chat(&mut rig).await;
        assert_eq!(rig.rows("SELECT person_id, status FROM members").await, ["8|administrator"]);
        assert_eq!(rig.rows("SELECT status FROM membership_log ORDER BY date").await, ["member", "administrator"]);
    }
}

#[actix_rt::test]
async fn many_words_move_with_a_merged_chat() {
    let mut rig = Rig::new().await;
    rig.apply(before()).await;
    rig.apply((10..1300).map(|id| says(&supergroup(-1005), id, "спільне слово"))).await;
    rig.apply([edited(&supergroup(-1005), 20, 2000, "рідкісне"), to()]).await;
    let found = search(&mut rig.conn, OLD, "рідкісне", 10, 0).await.unwrap();
    assert_eq!(found[0].message_id, MessageId(20));
    assert_eq!(rig.rows("SELECT count(*) FROM found WHERE found MATCH '\"1:спільне\"'").await, ["1289"]);
    assert_eq!(rig.rows("SELECT count(*) FROM found WHERE found MATCH '\"2:спільне\"'").await, ["0"]);
    rig.is_counted_right().await;
}
