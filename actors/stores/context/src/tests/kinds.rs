//! Every kind of update leaves its trace.

use super::rig::*;
use crate::{
    export::{chat_head, export_page},
    recent::{message as one, recent},
};
use events::*;

const HERE: ChatId = ChatId(-5);

#[actix_rt::test]
async fn a_message_keeps_all_its_parts() {
    let mut rig = Rig::new().await;
    let full = Message {
        thread: Some(4),
        reply_to: Some(ReplyTo { id: MessageId(1), sender: None }),
        entities: Some(r#"[{"type":"bold","offset":0,"length":4}]"#.into()),
        media: Some(Media { kind: "photo".into(), file_id: Some("F1".into()), sketch: Sketch::default() }),
        forward: Some(Forward { name: "Канал".into(), from: Some(PersonId(-1009)), date: 3 }),
        album: Some("A".into()),
        ..message(&group(-5), 9, "борщ\0 🙂 \"і\" 'пампушки'")
    };
    rig.apply([said(full.clone())]).await;
    let page = export_page(&mut rig.conn, HERE, None, 10).await.unwrap();
    let kept = &page[0];
    assert_eq!(kept.text.as_deref(), Some("борщ\u{fffd} 🙂 \"і\" 'пампушки'"));
    assert_eq!((kept.chat_id, kept.message_id, kept.sender_id), (HERE, MessageId(9), PersonId(7)));
    assert_eq!((kept.thread, kept.reply_to, kept.date), (Some(4), Some(MessageId(1)), 9));
    assert_eq!((&kept.entities, &kept.media, &kept.forward), (&full.entities, &full.media, &full.forward));
    assert_eq!((kept.album.as_deref(), kept.sender_kind), (Some("A"), PersonKind::User));
    assert!(export_page(&mut rig.conn, HERE, Some(kept.place), 10).await.unwrap().is_empty());
    let head = chat_head(&mut rig.conn, HERE).await.unwrap().unwrap();
    assert_eq!((head.id, head.kind, head.title.as_str()), (HERE, ChatKind::Group, "Група -5"));
}

#[actix_rt::test]
async fn the_last_messages_come_oldest_first_without_service_messages() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let in_topic = Message { thread: Some(8), ..message(&chat, 3, "c") };
    rig.apply([says(&chat, 1, "a"), says(&chat, 2, "b"), said(in_topic), sent(&chat, 4, "d")]).await;
    rig.apply([said(service(&chat, 5, Service::Other("new_chat_photo".into())))]).await;
    let texts = |messages: Vec<crate::Remembered>| {
        messages.into_iter().map(|message| message.text.unwrap()).collect::<String>()
    };
    assert_eq!(texts(recent(&mut rig.conn, HERE, 3, None).await.unwrap()), "bcd");
    assert_eq!(texts(recent(&mut rig.conn, HERE, u32::MAX, None).await.unwrap()), "abcd");
    assert_eq!(texts(recent(&mut rig.conn, HERE, 9, Some(8)).await.unwrap()), "c");
    let own = one(&mut rig.conn, HERE, MessageId(4)).await.unwrap().unwrap();
    assert!(own.own && own.sender_name == "Балачка");
    assert!(one(&mut rig.conn, HERE, MessageId(5)).await.unwrap().is_some_and(|message| message.text.is_none()));
    assert!(one(&mut rig.conn, HERE, MessageId(6)).await.unwrap().is_none());
}

#[actix_rt::test]
async fn pages_of_an_export_give_every_message_once_in_order() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let same_second = (1..=25).map(|id| said(Message { date: id / 10, ..message(&chat, id, "a") }));
    rig.apply(same_second).await;
    rig.apply([said(service(&chat, 40, Service::Pinned(MessageId(3))))]).await;
    let (mut after, mut ids) = (None, Vec::new());
    loop {
        let page = export_page(&mut rig.conn, HERE, after, 4).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.place);
        ids.extend(page.iter().map(|message| message.message_id.0));
        if last.message_id.0 == 40 {
            assert_eq!(last.service, Some(Service::Pinned(MessageId(3))));
        }
    }
    assert_eq!(ids, (1..=25).chain([40]).collect::<Vec<_>>());
}

#[actix_rt::test]
async fn renamed_people_keep_their_earlier_names() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let named = |id, first: &str, username: Option<&str>| {
        let sender = Person {
            first_name: first.into(),
            last_name: Some("Шевченко".into()),
            username: username.map(Into::into),
            ..person(7)
        };
        said(Message { sender, ..message(&chat, id, "a") })
    };
    rig.apply([named(10, "Оля", None), named(11, "Оля\0", None), named(12, "Ольга", Some("olha"))]).await;
    rig.apply([named(13, "Ольга", Some("olha")), named(5, "Стара", None)]).await;
    let names = rig.rows("SELECT name, username, since FROM people_names ORDER BY since").await;
    assert_eq!(names, ["Оля Шевченко|-|10", "Оля\u{fffd} Шевченко|-|11", "Ольга Шевченко|olha|12"]);
    let all = recent(&mut rig.conn, HERE, 10, None).await.unwrap();
    assert!(all.iter().all(|message| message.sender_name == "Ольга Шевченко"));
}

#[actix_rt::test]
async fn channels_anonymous_admins_and_deleted_accounts_are_people_too() {
    let mut rig = Rig::new().await;
    let chat = supergroup(-1005);
    let by = |id, who: i64, kind, name: &str| {
        let sender = Person { kind, first_name: name.into(), ..person(who) };
        said(Message { sender, ..message(&chat, id, "a") })
    };
    rig.apply([
        by(1, -1009, PersonKind::Channel, "Новини"),
        by(2, -1005, PersonKind::Anonymous, "Супергрупа"),
        by(3, 8, PersonKind::User, "Іван"),
        by(4, 8, PersonKind::Deleted, ""),
    ])
    .await;
    let people = rig.rows("SELECT id, kind, first_name FROM people ORDER BY id").await;
    assert_eq!(people, ["-1009|channel|Новини", "-1005|anonymous|Супергрупа", "8|user|Іван"]);
    let last = recent(&mut rig.conn, ChatId(-1005), 1, None).await.unwrap();
    assert_eq!(last[0].sender_name, "Іван", "an update without a name does not take the name away");
}

#[actix_rt::test]
async fn reactions_replace_each_other_and_the_newest_wins() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let count = |date, number| {
        let counts = vec![("👍".to_owned(), number)];
        Event::ReactionCount(Box::new(ReactionCount { chat: chat.clone(), message: MessageId(1), date, counts }))
    };
    rig.apply([reaction(&chat, 1, 7, 10, &["👍"]), reaction(&chat, 1, 7, 12, &["❤", "custom:5"])]).await;
    rig.apply([reaction(&chat, 1, 7, 11, &["👎"]), reaction(&chat, 1, 8, 9, &["🔥"]), reaction(&chat, 1, 8, 9, &[])])
        .await;
    rig.apply([count(5, 3), count(4, 2)]).await;
    let kept = rig.rows("SELECT person_id, emoji, date FROM reactions ORDER BY person_id").await;
    assert_eq!(kept, [r#"7|["❤","custom:5"]|12"#, "8|[]|9"]);
    assert_eq!(rig.rows("SELECT counts, date FROM reaction_counts").await, [r#"[["👍",3]]|5"#]);
    assert_eq!(rig.rows("SELECT id FROM people ORDER BY id").await, ["7", "8"]);
}

#[actix_rt::test]
async fn joins_and_leaves_are_logged_and_a_membership_update_knows_better() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([
        said(service(&chat, 10, Service::Joined(vec![person(8), person(9)]))),
        membership(&chat, 9, 20, "kicked"),
        said(service(&chat, 20, Service::Left(person(9)))),
        membership(&chat, 8, 5, "left"),
    ])
    .await;
    let members = rig.rows("SELECT person_id, status, since FROM members ORDER BY person_id").await;
    assert_eq!(members, ["8|member|10", "9|kicked|20"]);
    let log = rig.rows("SELECT person_id, date, status, changed_by FROM membership_log ORDER BY 1, 2, 3").await;
    assert_eq!(log, ["8|5|left|1", "8|10|member|7", "9|10|member|7", "9|20|kicked|1", "9|20|left|7"]);
}

#[actix_rt::test]
async fn pins_and_titles_are_kept() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([
        says(&chat, 1, "a"),
        said(service(&chat, 2, Service::Pinned(MessageId(1)))),
        said(service(&chat, 3, Service::Title("Нова назва".into()))),
        says(&Chat { title: "Нова назва".into(), ..chat.clone() }, 4, "b"),
    ])
    .await;
    assert_eq!(rig.rows("SELECT chat_id, message_id, date, pinned_by FROM pins").await, ["-5|1|2|7"]);
    assert_eq!(rig.rows("SELECT title, since FROM titles ORDER BY since").await, ["Група -5|1", "Нова назва|3"]);
    let head = chat_head(&mut rig.conn, HERE).await.unwrap().unwrap();
    assert_eq!(head.title, "Нова назва");
}

#[actix_rt::test]
async fn the_last_messages_need_no_sorting() {
    let mut rig = Rig::new().await;
    for query in [crate::recent::RECENT, crate::recent::RECENT_IN_THREAD] {
        let plan = plan(&mut rig, query).await;
        assert!(plan.contains("USING INDEX messages_") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
    for query in [crate::theirs::MESSAGES, crate::material::LAST] {
        let plan = plan(&mut rig, query).await;
        assert!(plan.contains("SEARCH by_person USING PRIMARY KEY (person_id=?"), "{plan}");
        assert!(plan.contains("SEARCH m USING INTEGER PRIMARY KEY (rowid>?)"), "{plan}");
        assert!(plan.find("TEMP B-TREE") > plan.find("SCAN (subquery"), "no more than the limit is sorted: {plan}");
    }
    let page = plan(&mut rig, crate::export::PAGE).await;
    assert!(!page.contains("TEMP B-TREE") && !page.contains("SCAN"), "{page}");
    let top = plan(&mut rig, crate::stats::TOP).await;
    assert!(top.replace("SCAN t VIRTUAL", "").matches("SCAN").count() == 0, "{top}");
    let names = plan(&mut rig, crate::stats::NAMES).await;
    assert!(names.replace("SCAN w VIRTUAL", "").matches("SCAN").count() == 0, "{names}");
}

async fn plan(rig: &mut Rig, query: &'static str) -> String {
    let query = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}"));
    let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(query).fetch_all(&mut rig.conn).await.unwrap();
    steps.into_iter().map(|(_, _, _, step)| step + "\n").collect()
}

#[actix_rt::test]
async fn what_we_sent_in_the_second_of_a_new_title_does_not_bring_the_old_one_back() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let renamed = Message { date: 10, ..service(&chat, 3, Service::Title("Нова назва".into())) };
    let ours = |date| match sent(&chat, 4, "відповідь") {
        Event::Sent(ours) => Event::Sent(Box::new(Sent { message: Message { date, ..ours.message.clone() }, ..*ours })),
        other => other,
    };
    rig.apply([says(&chat, 1, "a"), said(renamed), ours(10)]).await;
    let title = crate::stats::chat_stats(&mut rig.conn, ChatId(-5)).await.unwrap().unwrap().title;
    assert_eq!(title, "Нова назва");
}
