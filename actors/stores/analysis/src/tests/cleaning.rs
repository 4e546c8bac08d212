//! Forgetting what is old, in small steps.

use super::rig::*;
use events::*;

#[actix_rt::test]
async fn whole_hours_go_and_the_sums_are_right_after_each_step() {
    let mut rig = Rig::new().await;
    let (one, other) = (group(-5), group(-6));
    rig.apply((0..40).map(|id| written(if id % 3 == 0 { &one } else { &other }, id, id % 4, id * 360, "joy food")))
        .await;
    let edited_late = Event::Edited(Box::new(Message {
        text: None,
        date: 38 * 360,
        edited: Some(20_000),
        ..message(&other, 38, "")
    }));
    rig.apply([edited(&one, 3, 2000, ""), edited_late]).await;
    let mut deleted = Vec::new();
    loop {
        // In the middle of the third hour: it stays.
        deleted.push(rig.clean_up(9000, 7).await);
        rig.is_counted_right().await;
        if deleted.last() == Some(&0) {
            break;
        }
    }
    assert_eq!(deleted.iter().sum::<u64>(), 20);
    assert!(deleted.iter().all(|step| *step <= 14), "{deleted:?}");
    assert_eq!(rig.rows("SELECT min(date), count(*) FROM readings").await, ["7200|20"]);
    assert_eq!(rig.rows("SELECT min(hour) FROM hours").await, ["2"]);
    assert_eq!(rig.rows("SELECT min(hour) FROM hour_people").await, ["2"]);
    assert_eq!(rig.rows("SELECT min(hour) FROM hour_topics").await, ["2"]);
}

#[actix_rt::test]
async fn a_forgotten_message_that_is_edited_counts_as_new() {
    let mut rig = Rig::new().await;
    let chat = group(-5);
    rig.apply([says(&chat, 1, "joy")]).await;
    assert_eq!(rig.clean_up(3600, 10).await, 1);
    rig.apply([edited(&chat, 1, 5, "fear")]).await;
    assert_eq!(rig.rows("SELECT hour, messages, participants, joy, fear FROM hours").await, ["0|1|1|0|1"]);
    rig.is_counted_right().await;
}
