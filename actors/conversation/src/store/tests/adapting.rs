//! More where our words are welcome, less where they are not.

use super::*;
use crate::{Talk, commands::tests::command};
use events::{MessageId, ReactionCount, ReplyTo};

/// How often we chime in on 1,500 messages of person 7, a minute apart.
async fn chimes(room: &mut Room, chat: i64) -> usize {
    chimes_to(room, chat, 7).await
}

async fn chimes_to(room: &mut Room, chat: i64, who: i64) -> usize {
    room.decided().await;
    let lines = (0..1500).map(|nth| says(chat, 10_000 + nth, who, nth * 61, &format!("рядок номер {nth}")));
    room.apply(lines.collect()).await;
    let decided = room.decided().await;
    assert!(decided.iter().all(|it| matches!(it.kind, RequestKind::Chime { .. })), "{:?}", decided.first());
    decided.len()
}

/// Eight words of ours, each followed by this.
async fn after_words(room: &mut Room, chat: i64, then: impl Fn(i64) -> Vec<Event>) {
    for id in 1..=8 {
        room.chimed(chat, id, 99).await;
        room.apply(then(id)).await;
    }
}

#[actix_rt::test]
async fn where_words_are_liked_there_are_more_and_where_they_are_ignored_fewer_and_a_restart_changes_nothing() {
    let mut room = Room::open(0.2).await;
    after_words(&mut room, -2, |id| vec![reacts(-2, id, 20 + id, &[], &["❤"])]).await;
    after_words(&mut room, -3, |id| {
        (1..=12).map(|nth| says(-3, 100 * id + nth, nth, 0, &format!("далі {id}"))).collect()
    })
    .await;
    room.restart().await;
    let (strange, liked, ignored) =
        (chimes(&mut room, -1).await, chimes(&mut room, -2).await, chimes(&mut room, -3).await);
    // Shares: 0.2 · 1, · 2^(8/12), · 4^(-4/8).
    assert!((270..330).contains(&strange) && (430..520).contains(&liked), "{strange} {liked}");
    assert!((120..180).contains(&ignored), "{ignored}");
}

#[actix_rt::test]
async fn reactions_that_are_taken_back_leave_nothing() {
    let mut room = Room::open(0.2).await;
    let before = chimes(&mut room, -1).await;
    after_words(&mut room, -1, |id| {
        vec![reacts(-1, id, id, &[], &["👎"]), reacts(-1, id, id, &["👎"], &["❤"]), reacts(-1, id, id, &["❤"], &[])]
    })
    .await;
    assert_eq!(chimes(&mut room, -1).await, before);
}

#[actix_rt::test]
async fn who_does_not_like_our_words_is_left_alone_and_others_are_not() {
    let mut room = Room::open(0.5).await;
    room.chimed(-1, 1, 7).await;
    room.apply(vec![reacts(-1, 1, 7, &[], &["👎"])]).await;
    room.apply((0..20).map(|nth| says(-1, 50 + nth, 7, nth * 60, "Яка радість! Я така щаслива!")).collect()).await;
    assert_eq!(room.reactions().await, 0, "nor does anybody get reactions who wants none");
    room.restart().await;
    assert_eq!(chimes(&mut room, -1).await, 0);
    assert!(chimes_to(&mut room, -1, 8).await > 300);
    assert!(chimes(&mut room, -2).await > 300, "in another chat nothing is known of it");
    room.apply(vec![says(-1, 5, 7, 0, "Балачко, привіт!")]).await;
    assert_eq!(room.decided().await.len(), 1, "a call is answered");
}

#[actix_rt::test]
async fn replies_are_welcome_unless_they_are_angry() {
    let mut room = Room::open(0.2).await;
    let reply = |chat: i64, text: &'static str| {
        move |id: i64| {
            let Event::Message(mut message) = says(chat, 1000 + id, 20 + id, id * 61, text) else { unreachable!() };
            message.reply_to = Some(ReplyTo { id: MessageId(id), sender: Some(BOT) });
            vec![Event::Message(message)]
        }
    };
    after_words(&mut room, -2, reply(-2, "цікаво, розкажи ще")).await;
    after_words(&mut room, -3, reply(-3, "Який ти дурень, ненавиджу тебе!")).await;
    let (strange, welcome, not) =
        (chimes(&mut room, -1).await, chimes(&mut room, -2).await, chimes(&mut room, -3).await);
    assert!(welcome > strange + 50 && not < strange - 50, "{strange} {welcome} {not}");
}

#[actix_rt::test]
async fn anonymous_reactions_count_for_the_chat() {
    let mut room = Room::open(0.2).await;
    let count = |id: i64| {
        let count =
            ReactionCount {
                chat: group(-2), message: MessageId(id), date: NOON, counts: vec![("🔥".to_owned(), 40)]
            };
        vec![Event::ReactionCount(Box::new(count))]
    };
    after_words(&mut room, -2, count).await;
    let (strange, liked) = (chimes(&mut room, -1).await, chimes(&mut room, -2).await);
    assert!(liked > strange + 50, "{strange} {liked}");
}

#[actix_rt::test]
async fn answers_to_commands_are_not_judged() {
    let mut room = Room::open(0.2).await;
    let before = chimes(&mut room, -1).await;
    for id in 1..=8 {
        room.said(-1, id, 7, command("help", ""), NOON).await;
        room.apply(vec![reacts(-1, id, id, &[], &["👎"])]).await;
    }
    assert_eq!(chimes(&mut room, -1).await, before);
}

#[actix_rt::test]
async fn a_group_that_becomes_a_supergroup_keeps_what_it_thinks_of_us() {
    let mut room = Room::open(0.5).await;
    room.chimed(-1, 1, 7).await;
    room.apply(vec![reacts(-1, 1, 7, &[], &["👎"])]).await;
    let Event::Message(mut moved) = says(-1, 2, 7, 0, "") else { unreachable!() };
    (moved.text, moved.service) = (None, Some(Service::MigratedTo(ChatId(-100))));
    room.apply(vec![Event::Message(moved)]).await;
    assert_eq!(chimes(&mut room, -100).await, 0);
}

#[actix_rt::test]
async fn words_that_nobody_called_for_are_told_from_answers() {
    let mut room = Room::open(0.2).await;
    room.chimed(-1, 1, 7).await;
    room.said(-1, 2, 7, RequestKind::Talk(Talk::new("привіт")), NOON).await;
    let silence = Silence { language: None, topic: None, downcast: false };
    room.said(-1, 3, 7, RequestKind::Silence(silence), NOON).await;
    assert_eq!(unasked_of(&mut room.conn, ChatId(-1)).await.unwrap(), [1, 3].map(MessageId));
}

/// Whether we would speak up in a silent chat.
async fn breaks(room: &mut Room, at: i64) -> bool {
    let silence = Silence { language: None, topic: None, downcast: false };
    let (chat, kind) = (ChatId(KITCHEN), ChatKind::Group);
    room.execute(commands::BreakSilence { chat, kind, silence, now: NOON + at }).await
}

#[actix_rt::test]
async fn a_silence_is_not_broken_again_before_somebody_took_it_up() {
    const HOUR: i64 = 3600;
    let mut room = Room::open(0.0).await;
    room.apply(vec![says(KITCHEN, 1, 7, -HOUR, "тихо тут")]).await;
    assert!(breaks(&mut room, 0).await);
    let silence = Silence { language: None, topic: None, downcast: false };
    room.said(KITCHEN, 2, 7, RequestKind::Silence(silence), NOON).await;
    room.apply(vec![says(KITCHEN, 3, 7, 4 * HOUR, "про своє")]).await;
    assert!(!breaks(&mut room, 5 * HOUR).await, "they talk of something else, hours later");
    room.restart().await;
    assert!(!breaks(&mut room, 5 * HOUR).await);
    room.apply(vec![reacts(KITCHEN, 2, 7, &[], &["👍"])]).await;
    assert!(breaks(&mut room, 5 * HOUR).await);
    room.apply(vec![says(KITCHEN, 4, 7, 6 * HOUR, "а так!")]).await;
    assert!(breaks(&mut room, 7 * HOUR).await, "words soon after are an answer too");
}
