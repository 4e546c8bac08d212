//! Floods, mutes and nights.

use super::*;
use crate::commands::tests::command;
use crate::{Chattiness, Excess, Hush, Night};

const FLOODER: i64 = 7;
const NEIGHBOUR: i64 = 8;

fn flood(at: i64) -> Vec<Event> {
    (0..50).map(|nth| says(KITCHEN, 100 + at + nth, FLOODER, at, &format!("потік {nth}"))).collect()
}

async fn answered(room: &mut Room, who: i64, at: i64, text: &str) -> Vec<RequestKind> {
    room.apply(vec![says(KITCHEN, 1000 + at, who, at, text)]).await;
    room.decided().await.into_iter().map(|request| request.kind).collect()
}

#[actix_rt::test]
async fn a_flooder_hears_one_mild_word_then_silence_until_calm_and_a_neighbour_is_answered() {
    let mut room = Room::open(0.5).await;
    room.apply(vec![says(KITCHEN, 1, NEIGHBOUR, 0, "агов")]).await;
    room.apply(flood(0)).await;
    let asked: Vec<_> = room.decided().await.into_iter().map(|it| (it.asker, it.kind)).collect();
    let mild = |it: &&(PersonId, RequestKind)| matches!(it.1, RequestKind::Mild { excess: Excess::Messages });
    assert_eq!(asked.iter().filter(mild).count(), 1, "{asked:?}");
    assert!(answered(&mut room, FLOODER, 1, "Балачко, агов!").await.is_empty());
    assert_eq!(answered(&mut room, FLOODER, 1, "/help").await, [command("help", "")], "a command is meant");
    room.restart().await;
    assert!(answered(&mut room, FLOODER, 2, "Балачко, привіт!").await.is_empty());
    assert_eq!(answered(&mut room, NEIGHBOUR, 2, "/help").await, [command("help", "")]);
    room.apply(flood(3)).await;
    assert!(room.decided().await.is_empty(), "not a second mild word so soon");
    assert_eq!(answered(&mut room, FLOODER, 70, "/help").await, [command("help", "")]);
}

#[actix_rt::test]
async fn who_floods_an_empty_room_hears_nothing_before_calling() {
    let mut room = Room::open(0.0).await;
    room.apply(flood(0)).await;
    assert!(room.decided().await.is_empty());
    let mild = RequestKind::Mild { excess: Excess::Messages };
    assert_eq!(answered(&mut room, FLOODER, 1, "Балачко, привіт!").await, [mild]);
    assert!(answered(&mut room, FLOODER, 2, "Балачко, агов!").await.is_empty());
}

#[actix_rt::test]
async fn a_flood_makes_no_rhythm() {
    let mut room = Room::open(0.0).await;
    room.apply(flood(0)).await;
    assert_eq!(room.store.activities.of(ChatId(KITCHEN)).crowd().messages, 35);
}

#[actix_rt::test]
async fn a_mild_word_is_not_said_where_nothing_is_to_be_said_unasked() {
    for setting in
        [Setting::Quiet(Some(NOON + 3600)), Setting::Hush(Hush::Called), Setting::Chattiness(Chattiness::Never)]
    {
        let mut room = Room::open(0.5).await;
        room.set(setting.clone()).await;
        room.apply(vec![says(KITCHEN, 1, NEIGHBOUR, 0, "агов")]).await;
        room.apply(flood(0)).await;

        assert!(room.decided().await.is_empty(), "{setting:?}");
    }
}

#[actix_rt::test]
async fn beyond_so_many_answers_an_hour_there_is_a_mild_word_then_silence() {
    let mut room = Room::open(0.0).await;
    let policy = Policy {
        limits: Limits { answers_per_person: 2, ..room.deps.policy.now().limits.clone() },
        ..Policy::clone(&room.deps.policy.now())
    };
    room.deps.policy = Live::new(policy);
    room.restart().await;
    let mut asked = Vec::new();
    for at in 0..5 {
        asked.extend(answered(&mut room, FLOODER, at, "/help").await);
    }
    assert_eq!(asked, [command("help", ""), command("help", ""), RequestKind::Mild { excess: Excess::Answers }]);
    assert_eq!(answered(&mut room, NEIGHBOUR, 9, "/help").await, [command("help", "")]);
}

#[actix_rt::test]
async fn a_muted_bot_answers_nothing_but_the_ways_out() {
    let mut room = Room::open(1.0).await;
    room.set(Setting::Hush(Hush::Mute)).await;
    for (at, text) in (0..).zip(["Балачко, привіт!", "/stats", "/quiet 2h", "/me", "мені так сумно"])
    {
        assert!(answered(&mut room, FLOODER, at, text).await.is_empty(), "{text}");
    }
    for (at, text) in (10..).zip(["/settings", "/help", "/quiet off", "/quiet ні", "/unmute"]) {
        assert_eq!(answered(&mut room, FLOODER, at, text).await.len(), 1, "{text}");
    }
    assert_eq!(room.reactions().await, 0);
    room.set(Setting::Hush(Hush::Called)).await;
    assert_eq!(answered(&mut room, FLOODER, 20, "Балачко, привіт!").await.len(), 1);
    assert!(answered(&mut room, FLOODER, 90, "мені так сумно").await.is_empty());
}

#[actix_rt::test]
async fn at_night_only_calls_are_answered() {
    let mut room = Room::open(1.0).await;
    let (evening, night) = (9 * 3600 - 1, 9 * 3600);
    room.set(Setting::Night(Night::From22To7)).await;
    assert_eq!(answered(&mut room, FLOODER, evening, "Мені так сумно, хочеться плакати").await.len(), 1);
    let reactions = room.reactions().await;
    assert_eq!(reactions, 1);
    assert!(answered(&mut room, FLOODER, night + 60, "Мені знову сумно, хочеться плакати").await.is_empty());
    assert_eq!(room.reactions().await, reactions);
    assert_eq!(answered(&mut room, FLOODER, night + 61, "/help").await, [command("help", "")]);
    let silence = Silence { language: None, topic: None, downcast: false };
    let (chat, kind) = (ChatId(KITCHEN), ChatKind::Group);
    let breaks = |now| commands::BreakSilence { chat, kind, silence: silence.clone(), now: NOON + now };
    assert!(!room.execute(breaks(night + 3600)).await);
    assert!(room.execute(breaks(night + 11 * 3600)).await);
}
