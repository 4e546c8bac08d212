//! What a cluster does while nothing fails, and when a node is lost.

use std::time::Duration;

use crate::{
    nats::Nats,
    rig::{Rig, within},
};

#[actix_web::test]
async fn three_nodes_keep_each_message_once_and_answer() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    for node in ["a", "b", "c"] {
        rig.run(node).await;
    }
    let people: Vec<_> = (0..8).map(|nth| rig.private(nth)).collect();
    let group = rig.group(1, &people);
    for nth in 0..100 {
        rig.say(group, people[nth % 8].person, &format!("повідомлення {nth}"));
    }
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    rig.answered(&commands, Duration::from_secs(60)).await;
    rig.settled().await;
    assert_eq!(rig.sum("context.db", "SELECT count(*) FROM messages WHERE own = 0").await, 108);
    assert_eq!(rig.sum("personalization.db", "SELECT sum(messages) FROM people").await, 108);
    within(Duration::from_secs(10), "each node has some of the shards", async || {
        let status = rig.status("a").await?;
        let shards = status["shards"].as_array()?;
        let has_some = |node| shards.iter().any(|shard| shard["owner"] == node);
        ["a", "b", "c"].into_iter().all(has_some).then_some(())
    })
    .await;
}
