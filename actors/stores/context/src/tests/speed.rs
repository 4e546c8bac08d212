//! How fast plain messages go in: `cargo test --release -p actors context::tests::speed -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use super::rig::*;
use events::*;

const MESSAGES: usize = 200_000;
const WORDS: usize = 12;

#[actix_rt::test]
#[ignore = "a measurement"]
async fn plain_messages_a_second() {
    for batch in [100, 1000] {
        for with_text in [true, false] {
            let took = flood(batch, with_text).await;
            let rate = MESSAGES as f64 / took.as_secs_f64();
            println!("batches of {batch}, words: {with_text}: {rate:.0} messages/s");
        }
    }
}

async fn flood(batch: usize, with_text: bool) -> Duration {
    let mut rig = Rig::new().await;
    let mut random = fastrand::Rng::with_seed(1);
    let chats: Vec<_> = (1..=50).map(|id| supergroup(-1000 - id)).collect();
    let mut took = Duration::ZERO;
    for first in (0..MESSAGES).step_by(batch) {
        let events: Vec<_> =
            (first..first + batch).map(|id| plain(&mut random, &chats, id as i64, with_text)).collect();
        let start = Instant::now();
        rig.apply(events).await;
        took += start.elapsed();
    }
    rig.is_counted_right().await;
    took
}

/// Words as people use them: a few often, most seldom.
fn plain(random: &mut fastrand::Rng, chats: &[Chat], id: i64, with_text: bool) -> Event {
    let word = |random: &mut fastrand::Rng| format!("слово{} ", (random.f64().powi(4) * 30_000.0) as u32);
    let text = (0..WORDS).map(|_| word(random)).collect::<String>();
    let chat = &chats[random.usize(..chats.len())];
    let sender = person(-chat.id.0 * 100 + random.i64(..40));
    let mut message = Message { sender, ..message(chat, id, &text) };
    if !with_text {
        message.media = Some(Media { kind: "photo".into(), file_id: message.text.take(), sketch: Sketch::default() });
    }
    said(message)
}
