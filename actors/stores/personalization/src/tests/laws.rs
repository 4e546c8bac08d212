//! What holds for any messages in any batches.

use std::sync::Arc;

use proptest::prelude::*;

use super::rig::*;
use crate::{person_events, profile, statistics};
use events::*;
use language::analyzer::{Cues, Reading, Topic};
use storage::journal::Entry;

pub fn block<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn dates() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => 1_700_000_000..1_700_900_000_i64,
        1 => prop_oneof![Just(0), Just(-1), Just(i64::MIN), Just(i64::MAX), any::<i64>()],
    ]
}

fn emoji() -> impl Strategy<Value = Vec<(String, u32)>> {
    let one = (0..90_u32, prop_oneof![4 => 1..4_u32, 1 => Just(u32::MAX)])
        .prop_map(|(at, times)| (char::from_u32(0x1_f300 + at).unwrap().to_string(), times));
    prop_oneof![2 => Just(Vec::new()), 1 => proptest::collection::vec(one, 1..16)]
}

fn readings() -> impl Strategy<Value = Reading> {
    let cues = (0..4000_u32, 0..60_u32, 0..9_u32, (0..3_u32, 0..3_u32, 0..3_u32, 0..3_u32), emoji());
    let sentiment = prop_oneof![9 => -1.0..=1.0_f32, 1 => any::<f32>()];
    (cues, proptest::sample::select(Topic::ALL), proptest::sample::select(&["uk", "en", "und"][..]), sentiment)
        .prop_map(
            |(
                (characters, words, long_words, (formal, friendly, casual, humour), emoji),
                topic,
                language,
                sentiment,
            )| {
                let cues =
                    Cues { characters, words, long_words, formal, friendly, casual, humour, emoji, ..Cues::default() };
                Reading { language, sentiment, topic, cues, ..plain() }
            },
        )
}

fn entries() -> impl Strategy<Value = Arc<Entry>> {
    (
        prop_oneof![Just(-5), Just(KYIV)],
        prop_oneof![4 => Just(7), 1 => Just(8), 1 => Just(BOT.0)],
        dates(),
        proptest::option::weighted(0.8, readings()),
        proptest::bool::weighted(0.1),
        proptest::bool::weighted(0.1),
    )
        .prop_map(|(chat, sender, date, reading, forwarded, edited)| {
            let forward = forwarded.then(|| Forward { name: String::new(), from: None, date });
            let message = Message { sender: person(sender), date, forward, ..message(&group(chat), 1, "слова") };
            let event = if edited { Event::Edited(Box::new(message)) } else { said(message) };
            understood(event, reading)
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn batches_do_not_matter_and_counters_are_right(
        entries in proptest::collection::vec(entries(), 1..160),
        sizes in proptest::collection::vec(1..30_usize, 160),
    ) {
        block(async {
            let (mut whole, mut parts) = (Rig::new().await, Rig::new().await);
            whole.apply(entries.clone()).await;
            let mut rest = entries.iter().cloned();
            for size in sizes {
                parts.apply(rest.by_ref().take(size).collect::<Vec<_>>()).await;
            }
            assert_eq!(whole.dump().await, parts.dump().await);
            whole.is_counted_right().await;
            is_sensible(&mut whole, &entries).await;
        });
    }
}

/// Each message of a person is counted once, and every number is within its bounds.
async fn is_sensible(rig: &mut Rig, entries: &[Arc<Entry>]) {
    for id in [7, 8, BOT.0] {
        let theirs = entries.iter().filter(|it| matches!(it.event(), Ok(Event::Message(it)) if it.sender.id.0 == id));
        let sent = if id == BOT.0 { 0 } else { theirs.count() as i64 };
        let told = statistics(&mut rig.conn, PersonId(id)).await.unwrap();
        assert_eq!(told.as_ref().map_or(0, |told| told.total_messages), sent);
        let profile = profile(&mut rig.conn, PersonId(id)).await.unwrap();
        assert!((0.0..=1.0).contains(&profile.humour.value) && profile.most_active_hour < 24);
        let Some(told) = told else { continue };
        assert!((-1.0..=1.0).contains(&told.average_sentiment));
        assert!(told.sentiment_history.iter().all(|felt| (-1.0..=1.0).contains(&felt.sentiment)));
        assert!(told.first_seen <= told.last_seen);
        assert_eq!(person_events(&mut rig.conn, PersonId(id), 1000).await.unwrap().last().unwrap().kind, "met");
    }
}
