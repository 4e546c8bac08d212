//! Nothing unasked in a chat that mourns or quarrels, and reactions for what matters.

use super::*;
use crate::ChatMood;

const HOUR: i64 = 3600;

/// What is decided unasked on a message.
async fn chimes_on(room: &mut Room, id: i64, at: i64, text: &str) -> usize {
    room.decided().await;
    room.apply(vec![says(KITCHEN, id, 8, at, text)]).await;
    room.decided().await.len()
}

async fn breaks(room: &mut Room, at: i64) -> bool {
    let silence = Silence { language: None, topic: None, downcast: false };
    let (chat, kind) = (ChatId(KITCHEN), ChatKind::Group);
    room.execute(commands::BreakSilence { chat, kind, silence, now: NOON + at }).await
}

#[actix_rt::test]
async fn for_some_hours_after_grief_nothing_is_said_unasked_also_after_a_restart() {
    let mut room = Room::open(1.0).await;
    room.apply(vec![says(KITCHEN, 1, 7, 0, "сьогодні вночі помер мій дідусь")]).await;
    room.restart().await;
    for (id, at) in [(2, 60), (3, HOUR), (4, 5 * HOUR)] {
        assert_eq!(chimes_on(&mut room, id, at, "ахаха, дивіться який кіт").await, 0, "{at}");
    }
    assert!(!breaks(&mut room, 5 * HOUR + 1).await);
    let call = says(KITCHEN, 5, 8, 5 * HOUR + 2, "Балачко, розкажи анекдот");
    room.apply(vec![call]).await;
    let moods: Vec<ChatMood> = room.decided().await.into_iter().map(|request| request.mood).collect();
    assert_eq!(moods, [ChatMood::Grief]);
    assert!(breaks(&mut room, 7 * HOUR).await);
    assert_eq!(chimes_on(&mut room, 6, 7 * HOUR + 1, "гарний сьогодні вечір").await, 1);
}

#[actix_rt::test]
async fn one_chats_grief_is_no_others() {
    let mut room = Room::open(1.0).await;
    room.apply(vec![says(-77, 1, 7, 0, "сьогодні вночі помер мій дідусь")]).await;
    assert_eq!(chimes_on(&mut room, 2, 60, "гарний сьогодні вечір").await, 1);
}

#[actix_rt::test]
async fn in_a_quarrel_nothing_is_said_unasked_and_nothing_merry_is_seen() {
    let mut room = Room::open(1.0).await;
    room.apply(vec![
        says(KITCHEN, 1, 7, 0, "ти ідіот, Тарасе, ненавиджу тебе"),
        says(KITCHEN, 2, 8, 20, "сам такий, заткнись"),
    ])
    .await;
    let reactions = room.reactions().await;
    assert_eq!(chimes_on(&mut room, 3, 100, "ахаха, як весело, я так радію!").await, 0);
    assert_eq!(room.reactions().await, reactions);
    assert_eq!(chimes_on(&mut room, 4, 20 * 60, "гарний сьогодні вечір").await, 1);
}

#[actix_rt::test]
async fn what_is_said_to_us_is_no_quarrel_among_people() {
    let mut room = Room::open(1.0).await;
    room.apply(vec![
        says(KITCHEN, 1, 7, 0, "Балачко, ти ідіотка, ненавиджу тебе"),
        says(KITCHEN, 2, 8, 20, "Балачко, заткнись, дурепо"),
    ])
    .await;
    assert_eq!(chimes_on(&mut room, 3, 100, "гарний сьогодні вечір").await, 1);
}

#[actix_rt::test]
async fn big_news_gets_a_reaction_after_an_hour_of_small_ones_and_thanks_get_one_too() {
    let mut room = Room::open(0.0).await;
    let policy = Policy::clone(&room.deps.policy.now());
    room.deps.policy = Live::new(Policy { reactions: Reactions { share: 1.0, per_hour: 6 }, ..policy });
    room.restart().await;
    let merry = (0..50).map(|nth| says(KITCHEN, 10 + nth, 7, nth * 60, "Яка радість сьогодні, я так щасливий"));
    room.apply(merry.collect()).await;
    let small = room.reactions().await;
    assert!((1..=4).contains(&small), "{small}");
    room.apply(vec![says(KITCHEN, 90, 8, 3001, "у мене донька народилась")]).await;
    room.apply(vec![says(KITCHEN, 91, 8, 3002, "а ще я здала екзамен")]).await;
    assert_eq!(room.reactions().await, small + 2);
    room.apply(vec![says(KITCHEN, 92, 8, 3 * HOUR, "Балачко, дякую тобі")]).await;
    assert_eq!(room.reactions().await, small + 3);
}
