//! What media tell is kept, found, and read out again.

use super::rig::*;
use crate::{
    export::export_page,
    history::history_page,
    recent::{message as one, recent},
    search::search,
};
use events::*;

fn poll(chat: &Chat, id: i64, question: &str) -> Message {
    let sketch =
        Sketch {
            title: Some(question.into()), options: vec!["кіно".into(), "парк".into()], ..Sketch::default()
        };
    let media = Some(Media { kind: "poll".into(), file_id: None, sketch });
    Message { text: None, media, ..message(chat, id, "") }
}

async fn found(rig: &mut Rig, chat: i64, words: &str) -> Vec<(i64, Option<String>)> {
    let hits = search(&mut rig.conn, ChatId(chat), words, 10, 0).await.unwrap();
    hits.into_iter().map(|hit| (hit.message_id.0, hit.media_kind)).collect()
}

#[actix_rt::test]
async fn a_poll_is_found_by_what_it_asks_and_offers_also_after_an_edit_and_a_move() {
    let mut rig = Rig::new().await;
    let (old, new) = (group(-5), supergroup(-1005));
    let caption = Message { text: Some("голосуймо".into()), ..poll(&old, 2, "Коли?") };
    rig.apply([said(poll(&old, 1, "Куди йдемо?")), said(caption)]).await;
    let kind = Some("poll".to_owned());
    assert_eq!(found(&mut rig, -5, "йдемо").await, [(1, kind.clone())]);
    assert_eq!(found(&mut rig, -5, "голосуймо коли").await, [(2, kind.clone())]);
    let hits = search(&mut rig.conn, ChatId(-5), "парк", 10, 0).await.unwrap();
    assert!(hits.iter().all(|hit| hit.snippet.iter().any(|(run, marked)| *marked && run == "парк")), "{hits:?}");
    let mut asked = poll(&old, 1, "Куди їдемо?");
    (asked.edited, asked.text) = (Some(50), Some("важливо".into()));
    rig.apply([Event::Edited(Box::new(asked))]).await;
    assert_eq!(found(&mut rig, -5, "їдемо").await, [(1, kind.clone())]);
    assert_eq!(found(&mut rig, -5, "йдемо").await, []);
    rig.is_counted_right().await;
    rig.apply([says(&new, 1, "ми тут"), said(service(&old, 9, Service::MigratedTo(ChatId(-1005))))]).await;
    assert_eq!(found(&mut rig, -1005, "їдемо").await, [(1, kind)]);
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn nothing_of_it_is_lost_to_those_who_read_the_memory_out() {
    let mut rig = Rig::new().await;
    let asked = poll(&group(-5), 1, "Куди йдемо?");
    let media = asked.media.clone();
    let via = Message {
        aside: Aside { quoted: None, via_bot: true, ..Aside::default() },
        ..message(&group(-5), 2, "слова бота")
    };
    rig.apply([said(asked), said(via)]).await;
    let kept = one(&mut rig.conn, ChatId(-5), MessageId(1)).await.unwrap().unwrap();
    assert_eq!(kept.media, media);
    let page = export_page(&mut rig.conn, ChatId(-5), None, 10).await.unwrap();
    assert_eq!((&page[0].media, &page[1].media), (&media, &None));
    let history = history_page(&mut rig.conn, 0, 10).await.unwrap();
    let Ok(Event::Message(again)) = history.entries[1].event() else { panic!("no message") };
    assert!(again.aside.via_bot);
}

#[actix_rt::test]
async fn the_words_of_service_messages_are_found_and_count_as_nobodys_message() {
    let mut rig = Rig::new().await;
    let (old, new) = (group(-5), supergroup(-1005));
    let sketch =
        Sketch { title: Some("Борщ".into()), description: Some("і сало".into()), ..Sketch::default() };
    let media = Some(Media { kind: "forum_topic_created".into(), file_id: None, sketch });
    let topic = Message { media, ..service(&old, 1, Service::Other("forum_topic_created".into())) };
    let empty = service(&old, 2, Service::Other("new_chat_photo".into()));
    rig.apply([said(topic), said(empty), says(&old, 3, "каша")]).await;
    let kind = Some("forum_topic_created".to_owned());
    for words in ["борщ", "сало"] {
        assert_eq!(found(&mut rig, -5, words).await, [(1, kind.clone())]);
    }
    let last = recent(&mut rig.conn, ChatId(-5), 10, None).await.unwrap();
    assert_eq!(last.iter().map(|message| message.message_id.0).collect::<Vec<_>>(), [1, 3]);
    rig.is_counted_right().await;
    rig.apply([says(&new, 1, "ми тут"), said(service(&old, 9, Service::MigratedTo(ChatId(-1005))))]).await;
    assert_eq!(found(&mut rig, -1005, "борщ").await, [(1, kind)]);
    rig.is_counted_right().await;
}
