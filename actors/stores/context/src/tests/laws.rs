//! What holds for any events in any batches.

use proptest::prelude::*;

use super::rig::*;
use crate::{recent::message as one, stats::chat_stats};
use events::*;

fn block<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn chats() -> impl Strategy<Value = Chat> {
    prop_oneof![Just(group(-5)), Just(group(-6)), Just(supergroup(-1005)), Just(supergroup(-1006))]
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("борщ"),
        Just("борщі каша"),
        Just("a\0b"),
        Just("\"x\""),
        Just(""),
        Just("/top"),
        Just("Балачко, ти де?")
    ]
    .prop_map(Into::into)
}

fn people() -> impl Strategy<Value = Person> {
    (prop_oneof![Just(7), Just(8), Just(BOT.0)], prop_oneof![Just("Оля"), Just("Ян\0"), Just("")], any::<bool>())
        .prop_map(|(id, name, named)| Person {
            first_name: name.into(),
            username: named.then(|| "user".into()),
            ..person(id)
        })
}

fn services() -> impl Strategy<Value = Option<Service>> {
    prop_oneof![
        10 => Just(None),
        1 => people().prop_map(|person| Some(Service::Joined(vec![person]))),
        1 => people().prop_map(|person| Some(Service::Left(person))),
        1 => Just(Some(Service::Title("Назва".into()))),
        1 => (1..6_i64).prop_map(|id| Some(Service::Pinned(MessageId(id)))),
        1 => Just(Some(Service::MigratedTo(ChatId(-1005)))),
        1 => Just(Some(Service::MigratedFrom(ChatId(-5)))),
    ]
}

fn messages() -> impl Strategy<Value = Message> {
    (chats(), 1..12_i64, people(), 1..30_i64, texts(), services(), proptest::option::of(1..40_i64)).prop_map(
        |(chat, id, sender, date, text, service, edited)| Message {
            sender,
            date,
            edited,
            service,
            thread: (id % 3 == 0).then_some(id),
            ..message(&chat, id, &text)
        },
    )
}

fn events() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => messages().prop_map(said),
        1 => messages().prop_map(|message| Event::Sent(Box::new(Sent { outbox: 1, key: None, poll: None, message }))),
        4 => messages().prop_map(|message| Event::Edited(Box::new(message))),
        2 => (chats(), 1..12_i64, 7..9_i64, 1..30_i64)
            .prop_map(|(chat, id, who, date)| reaction(&chat, id, who, date, &["👍"])),
        2 => (chats(), 7..9_i64, 1..30_i64, any::<bool>())
            .prop_map(|(chat, who, date, left)| membership(&chat, who, date, if left { "left" } else { "member" })),
        1 => Just(Event::Other("poll".into())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn batches_do_not_matter_and_counters_are_right(
        events in proptest::collection::vec(events(), 1..40), sizes in proptest::collection::vec(1..9_usize, 40)
    ) {
        block(async {
            let (mut whole, mut parts) = (Rig::new().await, Rig::new().await);
            whole.apply(events.clone()).await;
            let mut rest = events.into_iter();
            for size in sizes {
                parts.apply(rest.by_ref().take(size).collect::<Vec<_>>()).await;
            }
            assert_eq!(whole.dump().await, parts.dump().await);
            whole.is_counted_right().await;
        });
    }

    #[test]
    fn edits_end_the_same_in_any_order_and_however_often(
        (edits, order) in proptest::collection::btree_map(2..20_i64, texts(), 1..7).prop_flat_map(|edits| {
            let edits: Vec<_> = edits.into_iter().collect();
            (Just(edits.clone()), Just([edits.clone(), edits].concat()).prop_shuffle())
        })
    ) {
        block(async {
            let chat = group(-5);
            let (mut straight, mut mixed) = (Rig::new().await, Rig::new().await);
            let mut told = Vec::new();
            for (rig, edits) in [(&mut straight, &edits), (&mut mixed, &order)] {
                rig.apply([says(&chat, 1, "борщ")]).await;
                rig.apply(edits.iter().map(|(at, text)| edited(&chat, 1, *at, text))).await;
                rig.is_counted_right().await;
                let message = one(&mut rig.conn, ChatId(-5), MessageId(1)).await.unwrap().unwrap();
                let versions = rig.rows("SELECT since, content FROM message_versions ORDER BY since").await;
                let edits = chat_stats(&mut rig.conn, ChatId(-5)).await.unwrap().unwrap().edits;
                told.push((message.text, message.edited_at, edits, versions));
            }
            let newest = edits.last().unwrap().1.replace('\0', "\u{fffd}");
            assert_eq!(told[0].0.as_deref(), Some(newest.as_str()));
            assert_eq!(told[0], told[1]);
        });
    }
}
