//! More than a store can take.

use std::time::Duration;

use playground::Flood;

use crate::rig::{Rig, within};

#[actix_web::test]
async fn a_hundred_thousand_updates_against_a_slow_store_stay_in_bounds_and_are_all_kept() {
    let mut rig = Rig::world().await;
    let flood = Flood { updates: 100_000, chats: 50, people: 500, words: 12 };
    rig.world.flood(&flood).unwrap();
    // Every step of the context store takes 20 ms longer than it should.
    rig.run(&[("FAILPOINTS", "context-before-commit=sleep(20)")]);
    let (mut highest, mut lag) = (0.0_f64, 0.0_f64);
    within(Duration::from_secs(150), "all is confirmed and applied", async || {
        highest = highest.max(rig.metric("process_resident_memory_bytes").await?);
        let seq = rig.metric("balachka_journal_seq").await?;
        let behind = seq - rig.metric(r#"balachka_store_bookmark{store="context"}"#).await?;
        lag = lag.max(behind);
        (seq >= 100_000.0 && behind == 0.0).then_some(())
    })
    .await;
    rig.settled().await;
    assert!(highest < 200e6, "{highest} bytes resident");
    println!("highest resident memory {:.0} MB, longest lag {lag} entries", highest / 1e6);
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 100_000);
}
