//! A group becomes a supergroup and stays one chat.

use super::rig::*;
use crate::{
    last_hours,
    recent::{message as one, recent},
    summary::summary,
};
use events::*;

const NEW: ChatId = ChatId(-1005);

fn before() -> [Event; 2] {
    [says(&group(-5), 1, "joy 600 food старий"), written(&group(-5), 2, 8, 2, "fear 0 work тривога")]
}

fn to() -> Event {
    said(service(&group(-5), 3, Service::MigratedTo(NEW)))
}

fn from() -> Event {
    said(service(&supergroup(-1005), 3, Service::MigratedFrom(HERE)))
}

/// Message 1 again, as ids start again; person 7 again, and in the next hour.
fn after() -> [Event; 2] {
    [says(&supergroup(-1005), 1, "joy 300 food новий"), written(&supergroup(-1005), 9, 7, 3700, "uk далі")]
}

async fn is_one_chat(rig: &mut Rig, messages: i64) {
    for id in [HERE, NEW] {
        let words: Vec<_> =
            recent(&mut rig.conn, id, 10).await.unwrap().into_iter().flat_map(|it| it.keywords).collect();
        assert_eq!(words.len(), 4, "{words:?}");
        let summary = summary(&mut rig.conn, id, last_hours(3700, 1)).await.unwrap().unwrap();
        assert_eq!((summary.messages, summary.participants, summary.sentiment), (messages, 2, 0.225));
        let first = one(&mut rig.conn, id, MessageId(1)).await.unwrap().unwrap();
        assert_eq!(first.keywords, [if id == HERE { "старий" } else { "новий" }], "each id its own message 1");
        let far = one(&mut rig.conn, id, MessageId(9)).await.unwrap().unwrap();
        assert_eq!(far.keywords, ["далі"]);
    }
    let hours = rig.rows("SELECT hour, messages, participants, sentiment, fear, joy, neutral FROM hours").await;
    assert_eq!(hours, [format!("0|{}|2|900|1|2|0", messages - 1), "1|1|1|0|0|0|1".to_owned()]);
    assert_eq!(rig.rows("SELECT topic, messages FROM hour_topics ORDER BY topic").await, ["food|2", "work|1"]);
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn whichever_service_message_comes_first_or_alone() {
    for between in [vec![to(), from()], vec![from(), to()], vec![to()], vec![from()]] {
        let mut rig = Rig::new().await;
        rig.apply(before()).await;
        rig.apply(between).await;
        rig.apply(after()).await;
        is_one_chat(&mut rig, 4).await;
    }
}

#[actix_rt::test]
async fn ids_linked_before_anything_was_said_are_one_chat() {
    for first in [to(), from()] {
        let mut rig = Rig::new().await;
        rig.apply([first]).await;
        rig.apply(after()).await;
        rig.apply(before()).await;
        is_one_chat(&mut rig, 4).await;
    }
}

#[actix_rt::test]
async fn chats_that_are_both_known_are_merged() {
    for (late, first, second) in [(to(), before(), after()), (from(), after(), before())] {
        let mut rig = Rig::new().await;
        rig.apply(first).await;
        rig.apply(second).await;
        rig.apply([edited(&group(-5), 77, 1, "")]).await;
        rig.apply([late]).await;
        is_one_chat(&mut rig, 5).await;
        rig.apply([edited(&group(-5), 77, 9, "joy після"), edited(&group(-5), 77, 10, "")]).await;
        is_one_chat(&mut rig, 5).await;
    }
}
