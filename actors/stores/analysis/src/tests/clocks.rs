//! Clocks that jump, and a crowd.

use super::rig::*;
use crate::{
    Step,
    hours::summaries,
    last_hours,
    recent::{message as one, recent},
    summary::summary,
    trend::trend,
};
use events::*;
use language::zone::Zone;

const TIMES: [i64; 7] = [0, -1, i64::MIN, i64::MAX, 1 << 32, 253_402_300_800, 1_700_000_000];

#[actix_rt::test]
async fn any_date_is_kept_and_counted() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    for (id, date) in (1..).zip(TIMES) {
        rig.apply([written(&chat, id, 7, date, "joy")]).await;
        rig.apply([edited(&chat, id, i64::MIN, "fear"), edited(&chat, id, i64::MAX, "anger 100")]).await;
        assert_eq!(one(&mut rig.conn, HERE, MessageId(id)).await.unwrap().unwrap().sentiment, 0.1);
    }
    rig.is_counted_right().await;
    let all = recent(&mut rig.conn, HERE, u32::MAX).await.unwrap();
    assert_eq!(all.len(), TIMES.len());
    assert!(all.iter().all(|message| (0..=253_402_300_799).contains(&message.date)));
    let everything = summaries(&mut rig.conn, HERE, i64::MIN, i64::MAX).await.unwrap();
    assert_eq!(everything.iter().map(|hour| hour.messages).sum::<i64>(), TIMES.len() as i64);
}

#[actix_rt::test]
async fn any_time_can_be_asked_for() {
    let mut rig = Rig::new().await;
    rig.apply([written(&group(-5), 1, 7, 1_700_000_000, "joy")]).await;
    let kyiv = Zone::named("Europe/Kyiv").unwrap();
    for from in TIMES {
        for to in TIMES {
            summaries(&mut rig.conn, HERE, from, to).await.unwrap();
            for step in [Step::Hour, Step::Day] {
                assert!(trend(&mut rig.conn, HERE, from, to, step, &kyiv).await.unwrap().len() <= 1000);
            }
        }
        for hours in [0, 1, 24, u32::MAX] {
            summary(&mut rig.conn, HERE, last_hours(from, hours)).await.unwrap();
        }
    }
    assert_eq!(rig.clean_up(i64::MIN, 10).await, 0);
    assert_eq!(rig.clean_up(i64::MAX, 10).await, 1);
}

#[actix_rt::test]
async fn a_crowd_is_counted() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    for first in (0..20_000).step_by(1000) {
        rig.apply((first..first + 1000).map(|id| written(&chat, id, id, 100, "joy"))).await;
    }
    let hour = &summaries(&mut rig.conn, HERE, 0, 3600).await.unwrap()[0];
    assert_eq!((hour.messages, hour.participants), (20_000, 20_000));
}
