//! How fast messages go in: `cargo test --release -p actors personalization::tests::speed -- --ignored --nocapture`.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::rig::*;
use events::*;
use language::analyzer::{Reading, Topic};
use storage::journal::Entry;

const MESSAGES: usize = 200_000;

#[actix_rt::test]
#[ignore = "a measurement"]
async fn microseconds_an_entry() {
    for (batch, people) in [(100, 500), (1000, 500), (1000, 100_000)] {
        let took = flood(batch, people).await;
        let each = took.as_secs_f64() * 1e6 / MESSAGES as f64;
        println!("batches of {batch}, {people} people: {each:.1} us an entry");
    }
}

async fn flood(batch: usize, people: i64) -> Duration {
    let mut rig = Rig::new().await;
    let mut random = fastrand::Rng::with_seed(1);
    let mut took = Duration::ZERO;
    for first in (0..MESSAGES).step_by(batch) {
        let entries: Vec<_> = (first..first + batch).map(|at| some(&mut random, at as i64, people)).collect();
        let start = Instant::now();
        rig.apply(entries).await;
        took += start.elapsed();
    }
    rig.is_counted_right().await;
    took
}

/// One message in four has an emoji, people write at all hours about some topics, and a few words show a manner.
fn some(random: &mut fastrand::Rng, at: i64, people: i64) -> Arc<Entry> {
    let mut reading = cued(|cues| {
        cues.characters = random.u32(..200);
        cues.casual = random.u32(..8) / 7;
        cues.humour = random.u32(..8) / 7;
        if random.u8(..4) == 0 {
            cues.emoji = vec![(char::from_u32(0x1_f600 + random.u32(..30)).unwrap().to_string(), 1)];
        }
    });
    reading = Reading { topic: Topic::ALL[random.usize(..4)], sentiment: random.f32(), ..reading };
    let sender = person(1 + random.i64(0..people));
    understood(said(Message { sender, date: 1_700_000_000 + at * 20, ..message(&group(-5), at, "") }), Some(reading))
}
