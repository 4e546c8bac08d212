//! Bad input: sensible results, and nothing that grows.

use super::rig::*;
use crate::{Interaction, choose::choose, person_events, profile};
use events::*;
use language::analyzer::Reading;

#[actix_rt::test]
async fn clocks_that_jump_leave_a_sensible_profile() {
    let mut rig = Rig::new().await;
    let dates = [1_700_000_000, 0, i64::MAX, -1, i64::MIN, 1_700_000_100];
    rig.apply(dates.map(|date| writes(date, plain()))).await;
    let known = rig.statistics().await;
    assert_eq!((known.total_messages, known.sentiment_history.len()), (6, 6));
    assert_eq!(known.activity_hours.iter().sum::<i64>(), 6);
    rig.is_counted_right().await;

    rig.apply((0..300).map(|at| writes(1_700_000_200 + at * 8640, plain()))).await;
    assert_eq!(rig.profile().await.interaction.value, Interaction::Active, "the clock that was ahead is forgotten");
}

#[actix_rt::test]
async fn four_thousand_of_one_emoji_are_no_habit() {
    let mut rig = Rig::new().await;
    let flood = cued(|cues| {
        cues.characters = 4096;
        cues.emoji = vec![("🙂".into(), 4096), ("👍".repeat(40), 1)];
    });
    rig.apply([writes(1, flood)]).await;
    assert_eq!(rig.statistics().await.favorite_emojis, [("🙂".to_owned(), 10)], "what is no emoji is left out");
}

#[actix_rt::test]
async fn a_new_name_in_every_message_grows_nothing() {
    let mut rig = Rig::new().await;
    let named = |at: i64| {
        let sender = Person { first_name: format!("Ім'я {at}"), username: Some(format!("user{at}")), ..person(7) };
        understood(said(Message { sender, date: 1_700_000_000, ..message(&group(-5), at, "я") }), Some(plain()))
    };
    rig.apply((0..500).map(named)).await;
    let before: usize = rig.dump().await.iter().map(Vec::len).sum();
    rig.apply((500..1500).map(named)).await;
    assert_eq!(rig.dump().await.iter().map(Vec::len).sum::<usize>(), before);
    assert_eq!(rig.statistics().await.total_messages, 1500);
}

#[actix_rt::test]
async fn events_and_emoji_of_a_person_are_bounded() {
    let mut rig = Rig::new().await;
    let mut at = 0;
    let mut many = || {
        at += 1;
        let name = char::from_u32(0x4e00 + at).unwrap().to_string();
        let language = ["uk", "en"][at as usize % 2];
        writes(i64::from(at), Reading { language, ..cued(|cues| cues.emoji = vec![(name, 1)]) })
    };
    for _ in 0..5 {
        rig.apply((0..200).map(|_| many())).await;
    }
    let bounded = (rig.count("SELECT count(*) FROM emoji").await, rig.count("SELECT count(*) FROM events").await);
    assert_eq!(bounded, (64, 200));
    let style = |at: i64| if at % 2 == 0 { "formal" } else { "casual" };
    for now in 0..3 {
        let choice = crate::Choice::parse("style", style(now)).unwrap();
        choose(&mut rig.conn, OLENA, &choice, now).await.unwrap();
    }
    let told = person_events(&mut rig.conn, OLENA, 1000).await.unwrap();
    assert_eq!((told.len(), told[0].kind.as_str(), told[0].n - told[199].n), (200, "preference_chosen", 199));
    rig.is_counted_right().await;
}

#[actix_rt::test]
async fn many_people_have_a_profile_each() {
    let mut rig = Rig::new().await;
    let of = |id: i64| {
        let sender = person(id);
        understood(said(Message { sender, ..message(&group(-5), id, "я") }), Some(plain()))
    };
    for first in (1001..21_000).step_by(1000) {
        rig.apply((first..first + 1000).map(of)).await;
    }
    assert_eq!(rig.count("SELECT count(*) FROM people").await, 20_000);
    assert_eq!(profile(&mut rig.conn, PersonId(21_000)).await.unwrap().language.as_deref(), Some("uk"));
    rig.is_counted_right().await;
}
