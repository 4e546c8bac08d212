//! What is removed from the stream of updates, or stands there twice, behind the service's back.

use std::time::Duration;

use async_nats::jetstream::stream::{self, Stream};

use crate::{
    crowd::{everything_is_there_once, people},
    nats::Nats,
    rig::{PATIENCE, Rig, within},
};

async fn updates(rig: &Rig) -> Stream {
    rig.jetstream().await.get_stream(rig.stored("UPDATES")).await.unwrap()
}

async fn last(stream: &Stream) -> u64 {
    stream.get_info().await.unwrap().state.last_sequence
}

/// A node that only receives, and one that owns all shards; the second stands still, and ten messages wait in the stream.
/// Tells the place of the last message before them.
async fn with_messages_under_way(rig: &mut Rig) -> (Stream, u64) {
    rig.run("a").await;
    rig.settled().await;
    rig.run("b").await;
    rig.spread(&["a", "b"]).await;
    assert!(rig.balachka(&["cluster", "drain", "a"]).await.status.success());
    rig.spread(&["b"]).await;
    let chat = rig.private(0);
    let command = rig.say(chat.id, chat.person, "/help");
    rig.answered(&[command], PATIENCE).await;
    rig.settled().await;
    let stream = updates(rig).await;
    rig.kill("b");
    let before = last(&stream).await;
    for nth in 0..10 {
        rig.say(chat.id, chat.person, &format!("повідомлення {nth}"));
    }
    rig.confirmed().await;
    assert_eq!(last(&stream).await, before + 10);
    (stream, before)
}

/// Waits until both shards tell that updates are lost, and looks that nothing behind the gap is taken.
async fn it_is_told(rig: &Rig, node: &str) {
    within(PATIENCE, "it is told of each shard", async || {
        let lost = |shard: u16| format!(r#"balachka_cluster_updates_lost{{shard="{shard:02}"}}"#);
        let both = [rig.metric(node, &lost(0)).await?, rig.metric(node, &lost(1)).await?];
        (both == [1.0, 1.0]).then_some(())
    })
    .await;
    assert!(rig.log(node).contains("ALARM"), "{}", rig.log(node));
    let kept = rig.sum("context.db", "SELECT count(*) FROM messages WHERE own = 0").await;
    assert_eq!(kept, 1, "the shards stand still before the gap");
}

#[actix_web::test]
async fn messages_that_are_purged_before_they_are_taken_are_missed() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    let (stream, before) = with_messages_under_way(&mut rig).await;
    stream.purge().sequence(before + 5).await.unwrap();
    rig.run("b").await;
    it_is_told(&rig, "b").await;
}

#[actix_web::test]
async fn a_message_that_is_deleted_before_it_is_taken_is_missed() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    let (stream, before) = with_messages_under_way(&mut rig).await;
    stream.delete_message(before + 5).await.unwrap();
    rig.run("b").await;
    it_is_told(&rig, "b").await;
}

#[actix_web::test]
async fn a_message_that_is_published_again_much_later_is_kept_once() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    rig.run("a").await;
    let (people, group) = people(&rig, 3);
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    let talk: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "привіт")).collect();
    rig.say(group, people[0].person, "повідомлення");
    rig.answered(&commands, PATIENCE).await;
    rig.settled().await;
    let mut stream = updates(&rig).await;
    // A gateway that died before it confirmed, and was away for longer than NATS remembers ids, leaves it to the next.
    let config = stream.info().await.unwrap().config.clone();
    let forgetful = stream::Config { duplicate_window: Duration::from_millis(100), ..config };
    let jetstream = rig.jetstream().await;
    jetstream.update_stream(&forgetful).await.unwrap();
    let (answers, before) = (rig.answers(), last(&stream).await);
    let mut again = 0;
    for seq in 1..=before {
        let message = stream.get_raw_message(seq).await.unwrap();
        let id = message.headers.get("Nats-Msg-Id").unwrap().as_str().to_owned();
        if id.starts_with("telegram:") {
            let sent = jetstream.publish_with_headers(message.subject, message.headers, message.payload).await.unwrap();
            assert!(!sent.await.unwrap().duplicate, "NATS does not know {id} any more");
            again += 1;
        }
    }
    assert_eq!(again, 8, "what they said, and that the bot is in the group");
    // It came in the order of the stream: what comes behind is taken after it.
    let after = rig.say(people[0].id, people[0].person, "/help");
    rig.answered(&[after], PATIENCE).await;
    let commands: Vec<_> = commands.into_iter().chain([after]).collect();
    everything_is_there_once(&rig, 8, &commands, &talk).await;
    let mut once = answers;
    once.insert(after, 1);
    assert_eq!(rig.answers(), once, "nothing is said again");
}
