//! What people choose, and what becomes of it.

use proptest::prelude::*;

use super::{laws::block, rig::*};
use crate::{
    Choice, Key, Style, carry_over,
    choose::*,
    may_notify, person_events, profile,
    vocabulary::{Length, Notice},
};
use events::PersonId;
use language::analyzer::Topic;

fn choice(key: &str, value: &str) -> Choice {
    Choice::parse(key, value).unwrap()
}

impl Rig {
    async fn choose(&mut self, key: &str, value: &str, now: i64) -> u64 {
        choose(&mut self.conn, OLENA, &choice(key, value), now).await.unwrap()
    }

    async fn reset(&mut self, key: Option<Key>) -> u64 {
        reset(&mut self.conn, OLENA, key, 9).await.unwrap()
    }
}

#[actix_rt::test]
async fn what_is_chosen_beats_what_is_inferred_until_it_is_reset() {
    let mut rig = Rig::new().await;
    rig.apply((0..9).map(|date| writes(date, cued(|cues| cues.formal = 2)))).await;
    let inferred = rig.profile().await;
    rig.choose("стиль", "жартівливо", 1).await;
    rig.choose("довжина", "довго", 2).await;
    rig.choose("гумор", "80", 3).await;
    rig.choose("теми", "спорт, музика", 4).await;
    let chosen = rig.profile().await;
    assert_eq!((chosen.style.value, chosen.style.chosen), (Style::Humorous, true));
    assert_eq!((chosen.length.value, chosen.humour.value), (Length::Long, 0.8));
    assert_eq!(chosen.topics, [Topic::Sport, Topic::Music]);
    assert_eq!(chosen.complexity, inferred.complexity);
    assert_eq!(rig.statistics().await.choices[&Key::Topics], "sport,music");
    assert_eq!(rig.statistics().await.communication_style, Style::Humorous);

    assert_eq!(rig.reset(Some(Key::Style)).await, 1);
    assert_eq!(rig.profile().await.style, inferred.style);
    assert_eq!(rig.reset(None).await, 3);
    assert_eq!(rig.profile().await, inferred);
    assert_eq!(rig.reset(None).await, 0);
}

#[actix_rt::test]
async fn choosing_again_keeps_one_row_and_tells_changes_only() {
    let mut rig = Rig::new().await;
    let chosen = [rig.choose("style", "formal", 1).await, rig.choose("style", "formal", 2).await];
    assert_eq!(chosen, [1, 0]);
    rig.choose("style", "casual", 3).await;
    assert_eq!(rig.count("SELECT count(*) FROM choices").await, 1);
    let told = person_events(&mut rig.conn, OLENA, 10).await.unwrap();
    let told: Vec<_> = told.iter().map(|event| (event.at, event.detail.as_str())).collect();
    assert_eq!(told, [(3, "style casual"), (1, "style formal")]);
}

#[actix_rt::test]
async fn notifications_have_defaults_and_can_be_chosen() {
    let mut rig = Rig::new().await;
    let allowed = async |rig: &mut Rig, notice| may_notify(&mut rig.conn, OLENA, notice).await.unwrap();
    for (notice, by_default) in
        [(Notice::SmartReactions, true), (Notice::SpontaneousMessages, true), (Notice::AnalyticsMentions, false)]
    {
        assert_eq!(allowed(&mut rig, notice).await, by_default);
        let changed = choose_notification(&mut rig.conn, OLENA, notice, !by_default, 1).await.unwrap();
        assert_eq!((changed, allowed(&mut rig, notice).await), (1, !by_default));
    }
    let told = rig.profile().await.notifications;
    assert_eq!((told.smart_reactions, told.spontaneous_messages, told.analytics_mentions), (false, false, true));
    assert!(may_notify(&mut rig.conn, PersonId(8), Notice::SmartReactions).await.unwrap());
}

#[actix_rt::test]
async fn a_rebuilt_store_takes_over_what_was_chosen() {
    let (mut old, mut new) = (Rig::new().await, Rig::new().await);
    for person in -1500..1500 {
        choose(&mut old.conn, PersonId(person), &choice("style", "casual"), 1).await.unwrap();
    }
    old.choose("length", "short", 1).await;
    choose_notification(&mut old.conn, OLENA, Notice::SmartReactions, false, 1).await.unwrap();
    new.choose("style", "formal", 2).await;
    carry_over(&mut old.conn, &mut new.conn).await.unwrap();
    assert_eq!(new.count("SELECT count(*) FROM choices").await, 3001);
    let mine = new.profile().await;
    assert_eq!((mine.style.value, mine.length.value), (Style::Formal, Length::Short), "what is newer stays");
    assert!(!mine.notifications.smart_reactions);
    assert_eq!(profile(&mut new.conn, PersonId(-1500)).await.unwrap().style.value, Style::Casual);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Profile merging: each part is the chosen one if there is one, else the inferred one, whatever came first.
    #[test]
    fn each_part_of_a_profile_is_chosen_or_inferred(
        formal in proptest::collection::vec(0..3_u32, 0..12),
        chosen in proptest::collection::btree_map(
            proptest::sample::select(Key::ALL), 0..3_usize, 0..6,
        ),
        first in any::<bool>(),
    ) {
        block(async {
            let entries = || formal.iter().map(|formal| writes(1, cued(|cues| cues.formal = *formal)));
            let (mut plain, mut merged) = (Rig::new().await, Rig::new().await);
            plain.apply(entries()).await;
            let inferred = plain.profile().await;
            if first {
                merged.apply(entries()).await;
            }
            for (key, which) in &chosen {
                merged.choose(key.as_str(), value(*key, *which), 1).await;
            }
            if !first {
                merged.apply(entries()).await;
            }
            let profile = merged.profile().await;
            let has = |key| chosen.contains_key(&key);
            assert_eq!(profile.style.chosen, has(Key::Style));
            assert_eq!(profile.length.chosen, has(Key::Length));
            assert_eq!(profile.humour.chosen, has(Key::Humour));
            assert_eq!(profile.complexity.chosen, has(Key::Complexity));
            assert_eq!(profile.interaction.chosen, has(Key::Interaction));
            for (key, which) in &chosen {
                let value = value(*key, *which);
                match key {
                    Key::Style => assert_eq!(profile.style.value.as_str(), value),
                    Key::Length => assert_eq!(profile.length.value.as_str(), value),
                    Key::Humour => assert_eq!((profile.humour.value * 100.0).round().to_string(), value),
                    Key::Complexity => assert_eq!(profile.complexity.value.as_str(), value),
                    Key::Interaction => assert_eq!(profile.interaction.value.as_str(), value),
                    Key::Topics => assert_eq!(profile.topics[0].as_str(), value),
                }
            }
            merged.reset(None).await;
            assert_eq!(merged.profile().await, inferred);
        });
    }
}

fn value(key: Key, which: usize) -> &'static str {
    match key {
        Key::Style => ["formal", "casual", "neutral"][which],
        Key::Length => ["short", "medium", "long"][which],
        Key::Humour => ["0", "33", "100"][which],
        Key::Complexity => ["simple", "medium", "complex"][which],
        Key::Interaction => ["minimal", "balanced", "active"][which],
        Key::Topics => ["food", "news", "everyday"][which],
    }
}
