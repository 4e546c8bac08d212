//! NATS has no room left.

use std::time::Duration;

use async_nats::jetstream::{Context, stream};

use crate::{
    crowd::{everything_is_there_once, people},
    nats::Nats,
    rig::{Rig, eventually},
};

/// The stream of somebody else who fills the disk.
const OTHERS: &str = "OTHERS";

/// Publishes into a stream of its own until NATS takes no more.
async fn fill(jetstream: &Context) {
    let config =
        stream::Config { name: OTHERS.to_owned(), subjects: vec!["others".to_owned()], ..stream::Config::default() };
    jetstream.create_stream(config).await.unwrap();
    // The last of them are small, so that no room is left for anybody's small messages either.
    for size in [512 << 10, 16 << 10, 256] {
        while let Ok(true) = takes(jetstream, size).await {}
    }
}

async fn takes(jetstream: &Context, size: usize) -> Result<bool, async_nats::Error> {
    let ack = jetstream.publish("others", vec![b'x'; size].into()).await?;
    Ok(ack.await.is_ok())
}

/// What cannot be made durable is not confirmed: Telegram keeps it until there is room again.
#[actix_web::test]
async fn a_full_disk_of_nats_loses_nothing() {
    let Some(mut rig) = Rig::world(Nats::small("24MB").await, 2).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    rig.spread(&["a", "b"]).await;
    let (people, group) = people(&rig, 4);
    let mut commands = vec![rig.say(people[0].id, people[0].person, "/help")];
    rig.answered(&commands, Duration::from_secs(30)).await;
    let jetstream = rig.jetstream().await;
    fill(&jetstream).await;
    let before = rig.world.queue()["confirmed_through"].as_i64().unwrap();
    for nth in 0..40 {
        rig.say(group, people[nth % 4].person, &format!("повідомлення {nth}"));
    }
    commands.extend(people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")));
    eventually("both nodes say what is wrong and what to do", async || {
        let says = |node| rig.log(node).contains("no room") && rig.log(node).contains("max_file_store");
        (says("a") && says("b")).then_some(())
    })
    .await;
    for node in ["a", "b"] {
        eventually("it is not ready", async || (rig.get(node, "readyz").await?.0 == 503).then_some(())).await;
    }
    assert_eq!(rig.world.queue()["confirmed_through"], before, "nothing is confirmed that NATS does not have");
    assert_eq!(rig.answers().len(), 1, "nothing is done that NATS does not have");
    jetstream.delete_stream(OTHERS).await.unwrap();
    everything_is_there_once(&rig, 45, &commands, &[]).await;
}
