use std::time::Duration;

use balachka_cluster::{Addressees, Follow, FollowError, Layout, Message, Outgoing, PublishError, ShardId, Updates};

use crate::{
    nats::Nats,
    support::{LONG, init},
};

fn outgoing(layout: &Layout, chat: u16, person: u16, id: u64) -> Outgoing {
    let subject = layout.names.update(ShardId(chat), ShardId(person));
    Outgoing { subject, msg_id: id.to_string(), payload: id.to_string().into_bytes(), ..Outgoing::default() }
}

fn to_all(layout: &Layout, id: u64) -> Outgoing {
    Outgoing { subject: layout.names.update_for_all(), ..outgoing(layout, 0, 0, id) }
}

/// So many messages, in batches as they come.
async fn take(follow: &mut Follow, count: usize) -> Vec<Message> {
    let mut messages = Vec::new();
    while messages.len() < count {
        let batch = tokio::time::timeout(LONG, follow.next_batch(count - messages.len())).await;
        messages.extend(batch.expect("in time").unwrap());
    }
    messages
}

fn ids(messages: &[Message]) -> Vec<u64> {
    messages.iter().map(|message| String::from_utf8_lossy(&message.payload).parse().unwrap()).collect()
}

async fn fails(follow: &mut Follow) -> FollowError {
    tokio::time::timeout(LONG, follow.next_batch(1)).await.expect("in time").unwrap_err()
}

#[tokio::test]
async fn a_shard_gets_what_is_its_own_in_order() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let updates = Updates::new(&layout);
    let mut all: Vec<_> = (0..2_500).map(|id| outgoing(&layout, (id % 4) as u16, (id / 4 % 4) as u16, id)).collect();
    all.push(to_all(&layout, 9_999));
    all[0].headers.insert("Kind", "message");
    let published = updates.publish_all(all.clone()).await;
    let seqs: Vec<_> = published.into_iter().map(Result::unwrap).collect();
    assert_eq!(seqs, (1..=2_501).collect::<Vec<_>>());
    assert_eq!(updates.publish(all.remove(7)).await, Ok(8), "published again it is the same");
    let wanted: Vec<_> = (0..2_500).filter(|id| id % 4 == 1 || id / 4 % 4 == 1).chain([9_999]).collect();
    let messages = take(&mut updates.follow(ShardId(1), 0), wanted.len()).await;
    assert_eq!(ids(&messages), wanted);
    assert_eq!(messages.last().unwrap().to, Addressees::All);
    assert_eq!(messages.last().unwrap().pending, 0);
    assert_eq!(messages[0].to, Addressees::Shards { chat: ShardId(1), person: ShardId(0) });
    assert!((messages[0].time_ms - runtime_ms()).abs() < 60_000);
    let later = take(&mut updates.follow(ShardId(1), messages[10].seq), 3).await;
    assert_eq!(ids(&later), wanted[11..14]);
    let first = take(&mut updates.follow(ShardId(0), 0), 1).await;
    assert_eq!(first[0].headers.get("Kind").unwrap().as_str(), "message");
    assert_eq!(updates.last_sequence().await, Ok(2_501));
}

fn runtime_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

#[tokio::test]
async fn what_is_purged_is_missed_by_whoever_needs_it() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 1).await;
    let updates = Updates::new(&layout);
    for id in 1..=10 {
        updates.publish(outgoing(&layout, 0, 0, id)).await.unwrap();
    }
    updates.purge_before(5).await.unwrap();
    assert_eq!(ids(&take(&mut updates.follow(ShardId(0), 4), 2).await), [5, 6]);
    assert_eq!(fails(&mut updates.follow(ShardId(0), 3)).await, FollowError::Gap { after: 3, first: 5 });
    assert_eq!(fails(&mut updates.follow(ShardId(0), 11)).await, FollowError::Behind { after: 11, last: 10 });
    // Whoever else removes messages, with `nats stream purge` say, is found out.
    let stream = layout.connection().jetstream().get_stream(layout.names.updates_stream()).await.unwrap();
    stream.purge().sequence(8).await.unwrap();
    assert_eq!(fails(&mut updates.follow(ShardId(0), 4)).await, FollowError::Gap { after: 4, first: 8 });
}

#[tokio::test]
async fn an_erased_message_is_no_gap() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 1).await;
    let updates = Updates::new(&layout);
    for id in 1..=6 {
        updates.publish(outgoing(&layout, 0, 0, id)).await.unwrap();
    }
    assert_eq!(updates.erase(2).await, Ok(true));
    assert_eq!(updates.erase(2).await, Ok(false));
    assert_eq!(updates.erase(1).await, Ok(true));
    assert_eq!(ids(&take(&mut updates.follow(ShardId(0), 0), 2).await), [3, 4]);
    updates.purge_before(4).await.unwrap();
    assert_eq!(ids(&take(&mut updates.follow(ShardId(0), 3), 1).await), [4]);
    assert!(matches!(fails(&mut updates.follow(ShardId(0), 0)).await, FollowError::Gap { .. }));
}

#[tokio::test]
async fn a_stream_made_anew_is_lost() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 1).await;
    let updates = Updates::new(&layout);
    updates.publish(outgoing(&layout, 0, 0, 1)).await.unwrap();
    let mut follow = updates.follow(ShardId(0), 0);
    take(&mut follow, 1).await;
    let (jetstream, stream) = (layout.connection().jetstream(), layout.names.updates_stream());
    let config = jetstream.get_stream(&stream).await.unwrap().cached_info().config.clone();
    jetstream.delete_stream(&stream).await.unwrap();
    assert!(matches!(fails(&mut follow).await, FollowError::StreamLost(_)), "also for whoever reads already");
    jetstream.create_stream(config).await.unwrap();
    assert!(matches!(fails(&mut updates.follow(ShardId(0), 0)).await, FollowError::StreamLost(_)));
}

#[tokio::test]
async fn reading_goes_on_where_it_was_when_nats_was_restarted() {
    let Some(mut nats) = Nats::single().await else { return };
    let layout = init(&nats, 1).await;
    let updates = Updates::new(&layout);
    let publish = async |id| updates.publish(outgoing(&layout, 0, 0, id)).await;
    for id in 1..=5 {
        publish(id).await.unwrap();
    }
    let mut follow = updates.follow(ShardId(0), 0);
    assert_eq!(ids(&take(&mut follow, 3).await), [1, 2, 3]);
    nats.kill(0);
    let lost = publish(6).await;
    assert!(matches!(lost, Err(PublishError::Unavailable(_))), "{lost:?}");
    let results = updates.publish_all((6..200).map(|id| outgoing(&layout, 0, 0, id)).collect()).await;
    assert!(results.iter().all(|result| matches!(result, Err(PublishError::Unavailable(_)))));
    nats.restart(0).await;
    let mut id = 6;
    while id < 200 {
        match publish(id).await {
            Ok(_) => id += 1,
            Err(PublishError::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(50)).await,
            Err(error) => panic!("{error}"),
        }
    }
    // What was handed over before arrives late, or twice: it is the same message, and the order is that of the first arrival.
    let mut rest = ids(&take(&mut follow, 196).await);
    rest.sort_unstable();
    assert_eq!(rest, (4..200).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_consumer_that_is_deleted_is_made_anew() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 1).await;
    let updates = Updates::new(&layout);
    updates.publish(outgoing(&layout, 0, 0, 1)).await.unwrap();
    let mut follow = updates.follow(ShardId(0), 0);
    take(&mut follow, 1).await;
    let stream = layout.connection().jetstream().get_stream(layout.names.updates_stream()).await.unwrap();
    let consumers: Vec<_> = futures_util::StreamExt::collect(stream.consumer_names()).await;
    for consumer in consumers {
        stream.delete_consumer(&consumer.unwrap()).await.unwrap();
    }
    updates.publish(outgoing(&layout, 0, 0, 2)).await.unwrap();
    assert_eq!(ids(&take(&mut follow, 1).await), [2]);
}
