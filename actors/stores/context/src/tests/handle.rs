//! Each function of the memory that this one replaces, asked through its handle. `init_db` is the opening itself.

use crate::Context;
use events::{ChatId, MessageId, PersonId};
use runtime::{Limits, Supervisor};
use storage::journal::{Journal, NewEntry};

use super::rig::{bot, message, supergroup};

const CHAT: ChatId = ChatId(-1001);

struct House {
    journal: Journal,
    memory: Context,
    _supervisor: Supervisor,
    _folder: tempfile::TempDir,
}

/// A memory that has been told three lines, one of them edited later, and has one more by `save`.
async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let supervisor = Supervisor::new(Limits::default());
    let journal = Journal::start(&supervisor, folder.path(), bot().id.0);
    let memory = Context::start(&supervisor, folder.path(), &journal, bot().id);
    memory.store().opened().await;
    let raw = |id: i64, kind: &str, text: &str, extra: &str| {
        format!(
            r#"{{"update_id":{},"{kind}":{{"message_id":{id},"date":{},"chat":{{"id":-1001,"type":"supergroup","title":"Кухня"}},"from":{{"id":{},"is_bot":false,"first_name":"Олена"}},"text":"{text}"{extra}}}}}"#,
            10 * id + kind.len() as i64,
            1000 + id,
            5 + id % 2
        )
    };
    let lines = [
        raw(1, "message", "варю борщ", ""),
        raw(2, "message", "а я ні", ""),
        raw(3, "message", "борщь готовий", ""),
        raw(3, "edited_message", "борщ готовий", r#","edit_date":2000"#),
    ];
    journal.append(lines.iter().map(|raw| NewEntry::received(raw.as_str().into())).collect()).await.unwrap();
    memory.save(vec![message(&supergroup(-1001), 4, "збережене окремо")]).await.unwrap();
    assert!(memory.store().reached(journal.head(), std::time::Duration::from_secs(10)).await);
    House { journal, memory, _supervisor: supervisor, _folder: folder }
}

#[actix::test]
async fn save_message_and_get_recent_messages() {
    let house = house().await;
    let recent = house.memory.recent(CHAT, 2, None).await.unwrap();
    assert_eq!(recent.len(), 2);
    let mut texts: Vec<_> =
        house.memory.recent(CHAT, 100, None).await.unwrap().into_iter().filter_map(|it| it.text).collect();
    texts.sort();
    assert_eq!(texts, ["а я ні", "борщ готовий", "варю борщ", "збережене окремо"]);
    let one = house.memory.message(CHAT, MessageId(1)).await.unwrap().unwrap();
    assert_eq!((one.text.as_deref(), one.sender_name.as_str()), (Some("варю борщ"), "Олена"));
    assert_eq!(house.journal.head().0, 4);
}

#[actix::test]
async fn get_chat_stats_get_global_stats_and_get_active_chats() {
    let house = house().await;
    let stats = house.memory.chat_stats(CHAT).await.unwrap().unwrap();
    assert_eq!((stats.total_messages, stats.edits), (4, 1));
    let global = house.memory.global_stats().await.unwrap();
    assert_eq!((global.total_messages, global.active_chats), (4, 1));
    assert_eq!(house.memory.active_chats(0, 10).await.unwrap()[0].chat_id, CHAT);
    assert!(house.memory.active_chats(i64::MAX, 10).await.unwrap().is_empty());
    let own = house.memory.person_stats(CHAT, PersonId(6)).await.unwrap().unwrap();
    assert_eq!(own.messages, 2);
}

#[actix::test]
async fn search_and_earlier_texts() {
    let house = house().await;
    let hits = house.memory.search(CHAT, "борщ", 10, 0).await.unwrap();
    assert_eq!(hits.len(), 2);
    let earlier = house.memory.earlier_texts(CHAT, MessageId(3)).await.unwrap();
    assert_eq!(earlier[0].text.as_deref(), Some("борщь готовий"));
}

#[actix::test]
async fn names_of_those_who_are_known() {
    let house = house().await;
    let names = house.memory.names(&[PersonId(5), PersonId(404)]).await.unwrap();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), [(PersonId(5), "Олена".to_owned())]);
    assert!(house.memory.names(&[]).await.unwrap().is_empty());
}
