//! Messages by who wrote them, those that are in the table of it and those that are not yet.

use super::rig::*;
use crate::{erase::erase, material::last_said, recent::last_word, theirs};
use events::*;
use storage::sqlite::transaction;

const HERE: ChatId = ChatId(-5);
/// More than are taken into the table at once.
const MESSAGES: i64 = 10_400;

/// Every hundredth message is by 8, the others are by 7; two chats in turn.
async fn filled(batch: usize) -> Rig {
    let mut rig = Rig::new().await;
    let chats = [group(-5), group(-6)];
    for ids in (1..=MESSAGES).collect::<Vec<_>>().chunks(batch) {
        let by = |id: i64| person(if id % 100 == 0 { 8 } else { 7 });
        let text = |id: i64| format!("слово {id}");
        let say = |id: i64| Message { sender: by(id), ..message(&chats[(id / 100 % 2) as usize], id, &text(id)) };
        rig.apply(ids.iter().map(|id| said(say(*id)))).await;
    }
    rig
}

const IN_TABLE: &str = "SELECT message, (SELECT count(*) FROM by_person) FROM by_person_through";

#[actix_rt::test]
async fn they_are_taken_in_by_parts_that_batches_do_not_change() {
    for batch in [700, 3000] {
        let mut rig = filled(batch).await;
        assert_eq!(rig.rows(IN_TABLE).await, ["10000|10000"]);
        rig.is_counted_right().await;
    }
}

#[actix_rt::test]
async fn the_newest_are_found_wherever_they_are() {
    let mut rig = filled(1000).await;
    let said = last_said(&mut rig.conn, HERE, PersonId(8), 0..i64::MAX).await.unwrap();
    let ids: Vec<_> = said.iter().map(|said| said.message_id.0).collect();
    let expected: Vec<_> = (1..=MESSAGES).rev().filter(|id| id % 200 == 0).collect();
    assert_eq!(ids, expected);
    let said = last_said(&mut rig.conn, HERE, PersonId(8), 9000..10_201).await.unwrap();
    assert_eq!(
        said.iter().map(|said| said.message_id.0).collect::<Vec<_>>(),
        [10_200, 10_000, 9_800, 9_600, 9_400, 9_200, 9_000]
    );
    assert_eq!(last_word(&mut rig.conn, PersonId(8)).await.unwrap(), Some(MESSAGES));
    assert_eq!(last_word(&mut rig.conn, PersonId(404)).await.unwrap(), None);
}

#[actix_rt::test]
async fn an_export_turns_all_pages() {
    let mut rig = filled(1000).await;
    let (mut ids, mut place) = (Vec::new(), None);
    loop {
        let page = theirs::messages(&mut rig.conn, PersonId(8), place, 30).await.unwrap();
        let Some(last) = page.last() else { break };
        place = Some(last.place);
        ids.extend(page.iter().map(|message| message.id.1));
    }
    let expected: Vec<_> = (1..=MESSAGES).rev().filter(|id| id % 100 == 0).collect();
    assert_eq!(ids, expected);
}

#[actix_rt::test]
async fn whoever_is_forgotten_is_gone_from_both() {
    let mut rig = filled(1000).await;
    let erasure = Erasure { person: PersonId(8), before: 10_300 };
    transaction(&mut rig.conn, async |conn| erase(conn, &erasure).await).await.unwrap();
    rig.is_counted_right().await;
    let left = "SELECT count(*), min(date) FROM messages WHERE sender_id = 8";
    assert_eq!(rig.rows(left).await, ["1|10400"]);
    assert_eq!(rig.rows(IN_TABLE).await, [format!("{MESSAGES}|{MESSAGES}")]);
    let theirs = theirs::messages(&mut rig.conn, PersonId(8), None, 30).await.unwrap();
    assert_eq!(theirs.len(), 1);
}
