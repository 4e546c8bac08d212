//! Counts of the same days are the same, whatever tells them.

use super::rig::*;
use crate::{Step, hours::summaries, last_days, summary::summary, trend::trend, writers::writers};
use events::{ChatId, PersonId};
use language::zone::Zone;

const HOUR: i64 = 3600;
/// 2026-03-31 12:00 UTC; Kyiv's clocks went forward two days before.
const NOON: i64 = 1_774_958_400;

async fn counts(rig: &mut Rig, zone: &Zone, now: i64, days: i64) -> [i64; 4] {
    let period = last_days(zone, now, days);
    let (from, to) = (period.start, period.end);
    let trend = trend(&mut rig.conn, HERE, from, to, Step::Day, zone).await.unwrap();
    let summaries = summaries(&mut rig.conn, HERE, from, to).await.unwrap();
    let summary = summary(&mut rig.conn, HERE, period).await.unwrap();
    let writers: Vec<(PersonId, i64)> = writers(&mut rig.conn, HERE, from, to, 10).await.unwrap();
    [
        trend.iter().map(|day| day.messages).sum(),
        summaries.iter().map(|hour| hour.messages).sum(),
        summary.map_or(0, |summary| summary.messages),
        writers.iter().map(|(_, messages)| messages).sum(),
    ]
}

#[actix_rt::test]
async fn whatever_counts_the_same_days_counts_the_same() {
    let mut rig = Rig::new().await;
    // A message every half an hour of four days.
    let halves = |nth: i64| written(&group(-5), nth, 7 + nth % 2, NOON - nth * HOUR / 2, "joy");
    rig.apply((1..=192).map(halves)).await;
    assert_eq!(HERE, ChatId(-5));
    for (name, today, three_days) in [
        ("Etc/UTC", 24, 120),
        // Three hours ahead, and one hour less of the days before.
        ("Europe/Kyiv", 30, 124),
        // Half an hour off: the hour that begins before midnight counts for the day before.
        ("Asia/Kolkata", 34, 130),
        ("America/St_Johns", 18, 114),
    ] {
        let zone = Zone::named(name).unwrap();
        assert_eq!(counts(&mut rig, &zone, NOON, 1).await, [today; 4], "{name}");
        assert_eq!(counts(&mut rig, &zone, NOON, 3).await, [three_days; 4], "{name}");
        for at in 0..48 {
            let all = counts(&mut rig, &zone, NOON + at * HOUR / 2, 2).await;
            assert!(all.iter().all(|count| *count == all[0]), "{name}, {at}: {all:?}");
        }
    }
}
