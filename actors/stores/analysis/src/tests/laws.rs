//! What holds for any events in any batches.

use proptest::prelude::*;

use super::rig::*;
use events::*;

fn block<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn chats() -> impl Strategy<Value = Chat> {
    prop_oneof![Just(group(-5)), Just(group(-6)), Just(supergroup(-1005)), Just(supergroup(-1006))]
}

fn texts() -> impl Strategy<Value = Option<String>> {
    let texts = ["joy 500 food борщ", "anger fear -333 work", "uk 7 слово", "", "/start", "sadness a\0b", "sport 999"];
    proptest::option::weighted(0.9, proptest::sample::select(texts.to_vec()).prop_map(Into::into))
}

fn services() -> impl Strategy<Value = Option<Service>> {
    prop_oneof![
        20 => Just(None),
        1 => Just(Some(Service::Title("joy".into()))),
        1 => Just(Some(Service::MigratedTo(ChatId(-1005)))),
        1 => Just(Some(Service::MigratedFrom(ChatId(-5)))),
        1 => Just(Some(Service::MigratedFrom(ChatId(-6)))),
    ]
}

fn dates() -> impl Strategy<Value = i64> {
    prop_oneof![20 => 0..15_000_i64, 1 => Just(-7), 1 => Just(i64::MAX), 1 => Just(i64::MIN)]
}

fn messages() -> impl Strategy<Value = Message> {
    let who = prop_oneof![Just(person(7)), Just(person(8)), Just(person(9)), Just(bot())];
    (chats(), 1..8_i64, who, dates(), texts(), services(), proptest::option::weighted(0.2, dates())).prop_map(
        |(chat, id, sender, date, text, service, edited)| Message {
            sender,
            date,
            edited,
            text,
            service,
            ..message(&chat, id, "")
        },
    )
}

fn events() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => messages().prop_map(said),
        6 => messages().prop_map(|message| Event::Edited(Box::new(message))),
        1 => messages().prop_map(|message| Event::Sent(Box::new(Sent { outbox: 1, key: None, poll: None, message }))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn batches_do_not_matter_and_sums_are_right(
        events in proptest::collection::vec(events(), 1..60), sizes in proptest::collection::vec(1..9_usize, 60)
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
    fn versions_end_the_same_in_any_order_and_however_often(
        (edits, order) in proptest::collection::btree_map(2..20_i64, texts(), 1..7).prop_flat_map(|edits| {
            let edits: Vec<_> = edits.into_iter().collect();
            (Just(edits.clone()), Just([edits.clone(), edits].concat()).prop_shuffle())
        }),
        first in 0..14_usize
    ) {
        block(async {
            let chat = group(-5);
            let edit = |(at, text): (i64, Option<String>)| {
                Event::Edited(Box::new(Message { text, edited: Some(at), ..message(&chat, 1, "") }))
            };
            let original = says(&chat, 1, "joy 100 food");
            let (mut straight, mut mixed) = (Rig::new().await, Rig::new().await);
            straight.apply([original.clone()].into_iter().chain(edits.into_iter().map(edit))).await;
            let mut order: Vec<_> = order.into_iter().map(edit).collect();
            order.insert(first.min(order.len()), original);
            mixed.apply(order).await;
            assert_eq!(straight.dump().await, mixed.dump().await);
            mixed.is_counted_right().await;
        });
    }

    #[test]
    fn cleaning_up_leaves_what_only_the_kept_hours_come_to(
        events in proptest::collection::vec(events(), 1..40), before in 0..16_000_i64, limit in 1..20_u32
    ) {
        block(async {
            let mut rig = Rig::new().await;
            rig.apply(events).await;
            let count = "SELECT count(*) FROM readings WHERE date / 3600 * 3600 >= ";
            let kept = rig.rows(&format!("{count} {}", before / 3600 * 3600)).await;
            while rig.clean_up(before, limit).await > 0 {
                rig.is_counted_right().await;
            }
            assert_eq!(rig.rows("SELECT count(*) FROM readings").await, kept);
        });
    }
}
