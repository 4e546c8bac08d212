//! Who wrote of something, and when.

use std::ops::Range;

use super::rig::*;
use crate::{
    MOST_MENTIONS, Sought,
    mentions::mentions,
    search::{newest, search},
};
use events::*;

const HERE: ChatId = ChatId(-5);

fn of(words: &str) -> Sought {
    Sought { words: words.to_owned(), all: true, by: None, within: 0..i64::MAX }
}

async fn ids(rig: &mut Rig, sought: &Sought) -> Vec<i64> {
    let found = mentions(&mut rig.conn, HERE, sought).await.unwrap();
    assert!(!found.cut);
    found.said.iter().map(|said| said.message_id.0).collect()
}

/// A message of that time.
fn at(chat: &Chat, id: i64, date: i64, sender: Person, text: &str) -> Event {
    said(Message { date, sender, ..message(chat, id, text) })
}

#[actix_rt::test]
async fn of_a_time_by_a_person_and_newest_first() {
    let mut rig = Rig::new().await;
    let (here, there) = (group(-5), group(-6));
    let bot = || Person { kind: PersonKind::Bot, ..person(9) };
    rig.apply([
        at(&here, 1, 1000, person(2), "варю борщ"),
        at(&here, 2, 2000, person(3), "борщу забагато"),
        at(&here, 3, 3000, person(2), "борщ без сметани"),
        at(&here, 4, 3500, person(2), "/search борщ"),
        at(&here, 5, 3500, bot(), "борщ за рецептом"),
        at(&there, 6, 3500, person(2), "борщ деінде"),
        // Imported later, said before.
        at(&here, 7, 500, person(2), "колишній борщ"),
        at(&here, 8, 3600, person(2), "сметани нема"),
    ])
    .await;
    let within = |within: Range<i64>| Sought { within, ..of("борщ") };
    assert_eq!(ids(&mut rig, &of("борщі")).await, [3, 2, 1, 7]);
    assert_eq!(ids(&mut rig, &within(1000..3000)).await, [2, 1]);
    assert_eq!(ids(&mut rig, &within(4000..5000)).await, [0; 0]);
    assert_eq!(ids(&mut rig, &Sought { by: Some(PersonId(3)), ..of("борщ") }).await, [2]);
    assert_eq!(ids(&mut rig, &of("борщ сметана")).await, [3]);
    assert_eq!(ids(&mut rig, &Sought { all: false, ..of("борщ сметана") }).await, [8, 3, 2, 1, 7]);
    assert_eq!(ids(&mut rig, &of("?!")).await, [0; 0]);
}

#[actix_rt::test]
async fn of_a_common_word_only_the_newest_are_read_and_that_is_told() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    let most = i64::from(MOST_MENTIONS);
    rig.apply((1..=most + 5).map(|id| at(&chat, id, id, person(2), "знову борщ"))).await;
    let found = mentions(&mut rig.conn, HERE, &of("борщ")).await.unwrap();
    assert!(found.cut && found.said.len() == usize::try_from(MOST_MENTIONS).unwrap());
    assert_eq!(found.said.last().map(|said| said.date), Some(6));
    // An old time is not hidden behind what is newer.
    assert_eq!(ids(&mut rig, &Sought { within: 1..4, ..of("борщ") }).await, [3, 2, 1]);
}

#[actix_rt::test]
async fn a_long_text_is_cut() {
    let mut rig = Rig::new().await;
    rig.apply([at(&group(-5), 1, 1, person(2), &"борщ ".repeat(10_000))]).await;
    let found = mentions(&mut rig.conn, HERE, &of("борщ")).await.unwrap();
    assert_eq!(found.said[0].text.chars().count(), 2000);
}

#[actix_rt::test]
async fn a_search_may_be_by_time() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([
        at(&chat, 1, 1000, person(2), "борщ борщ борщ"),
        at(&chat, 2, 3000, person(2), "сьогодні на обід маємо добрий борщ із пампушками"),
        at(&chat, 3, 2000, person(2), "борщ і ще щось смачненьке до нього"),
        at(&chat, 4, 4000, person(2), "пампушки самі"),
    ])
    .await;
    let of = |hits: Vec<crate::Hit>| hits.iter().map(|hit| hit.message_id.0).collect::<Vec<_>>();
    assert_eq!(of(newest(&mut rig.conn, HERE, "борщ", 10).await.unwrap()), [2, 3, 1]);
    assert_eq!(of(search(&mut rig.conn, HERE, "борщ", 10, 0).await.unwrap())[0], 1);
    assert_eq!(of(newest(&mut rig.conn, HERE, "борщ пампушки", 10).await.unwrap()), [2]);
    // Nothing has all of the words: the best are those with the most.
    assert_eq!(of(newest(&mut rig.conn, HERE, "борщ пампушки слон", 10).await.unwrap()), [2]);
}
