//! How fast messages that are already understood go in:
//! `cargo test --release -p actors analysis::tests::speed -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use super::rig::*;
use events::*;

const MESSAGES: usize = 200_000;

#[actix_rt::test]
#[ignore = "a measurement"]
async fn messages_a_second() {
    for batch in [100, 1000] {
        let took = flood(batch).await;
        println!("batches of {batch}: {:.1} µs a message", took.as_secs_f64() * 1e6 / MESSAGES as f64);
    }
}

async fn flood(batch: usize) -> Duration {
    let mut rig = Rig::new().await;
    let mut random = fastrand::Rng::with_seed(1);
    let chats: Vec<_> = (1..=50).map(|id| supergroup(-1000 - id)).collect();
    let mut took = Duration::ZERO;
    for first in (0..MESSAGES).step_by(batch) {
        let entries: Vec<_> = (first..first + batch)
            .map(|id| {
                let event = any(&mut random, &chats, id as i64);
                rig.entry(event)
            })
            .collect();
        let start = Instant::now();
        rig.apply_entries(&entries).await;
        took += start.elapsed();
    }
    rig.is_counted_right().await;
    took
}

fn any(random: &mut fastrand::Rng, chats: &[Chat], id: i64) -> Event {
    let feeling = ["joy", "anger", "fear", "", "", "", ""][random.usize(..7)];
    let topic = ["food", "work", "general", "general"][random.usize(..4)];
    let words = (0..5).map(|_| format!("слово{} ", random.u32(..30_000))).collect::<String>();
    let chat = &chats[random.usize(..chats.len())];
    let who = -chat.id.0 * 100 + random.i64(..40);
    let text = format!("uk {feeling} {topic} {} {words}", random.i64(-1000..1000));
    written(chat, id, who, 1_700_000_000 + id, &text)
}
