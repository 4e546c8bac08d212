use balachka_cluster::{Claim, ClaimError, ClaimRecord, ClaimsLog, Epoch, Layout, ShardId};
use serde_json::json;

use crate::{
    nats::Nats,
    support::{eventually, init},
};

const SHARD: ShardId = ShardId(3);

async fn begin(layout: &Layout, epoch: u64) -> Result<ClaimsLog, ClaimError> {
    ClaimsLog::begin(layout, SHARD, Epoch(epoch), "a").await
}

fn keys(records: &[(u64, ClaimRecord)]) -> Vec<&str> {
    records.iter().flat_map(|(_, record)| &record.claims).map(|claim| claim.key.as_str()).collect()
}

#[tokio::test]
async fn the_next_owner_reads_what_was_claimed_and_done() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let first = begin(&layout, 1).await.unwrap();
    let more = json!({"chat": 5}).as_object().unwrap().clone();
    first.claim(vec![Claim { key: "one".to_owned(), more: more.clone() }]).await.unwrap();
    let many = (0..100).map(|nth| first.claim(vec![Claim::from(format!("m{nth}").as_str())])).collect::<Vec<_>>();
    assert!(futures_util::future::join_all(many).await.into_iter().all(|result| result.is_ok()));
    first.done(vec!["one".to_owned()]).await.unwrap();
    let second = begin(&layout, 2).await.unwrap();
    let records = ClaimsLog::read(&layout, SHARD, 0, second.began()).await.unwrap();
    assert_eq!(keys(&records).len(), 101);
    assert!(records.len() < 50, "claims that come together are written together");
    assert_eq!(records[1].1.claims[0].more, more);
    assert!(records.iter().any(|(_, record)| record.done == ["one"]));
    let last = records.last().unwrap();
    assert_eq!((last.0, last.1.epoch, last.1.owner.as_deref()), (second.began(), Epoch(2), Some("a")));
    let later = ClaimsLog::read(&layout, SHARD, first.began(), second.began()).await.unwrap();
    assert_eq!(later.len(), records.len() - 1);
}

#[tokio::test]
async fn claims_of_a_former_owner_are_refused() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let first = begin(&layout, 1).await.unwrap();
    first.claim(vec![Claim::from("one")]).await.unwrap();
    let other_shard = ClaimsLog::begin(&layout, ShardId(4), Epoch(1), "a").await.unwrap();
    let second = begin(&layout, 2).await.unwrap();
    assert_eq!(first.claim(vec![Claim::from("two")]).await, Err(ClaimError::Fenced));
    assert_eq!(first.claim(vec![Claim::from("three")]).await, Err(ClaimError::Fenced), "and for good");
    second.claim(vec![Claim::from("four")]).await.unwrap();
    assert_eq!(begin(&layout, 1).await.map(drop), Err(ClaimError::Fenced));
    other_shard.claim(vec![Claim::from("five")]).await.unwrap();
    let third = begin(&layout, 3).await.unwrap();
    let records = ClaimsLog::read(&layout, SHARD, 0, third.began()).await.unwrap();
    assert_eq!(keys(&records), ["one", "four"]);
}

/// NATS stands still: the claim may arrive or not. Afterwards the writer finds out and goes on.
#[tokio::test]
async fn a_claim_of_unknown_outcome_does_not_fence_its_owner() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let log = begin(&layout, 1).await.unwrap();
    nats.stop(0);
    let unknown = log.claim(vec![Claim::from("unknown")]).await;
    assert!(matches!(unknown, Err(ClaimError::Unavailable(_))), "{unknown:?}");
    nats.cont(0);
    eventually("claims are written again", async || match log.claim(vec![Claim::from("next")]).await {
        Ok(()) => true,
        Err(ClaimError::Unavailable(_)) => false,
        Err(error) => panic!("{error}"),
    })
    .await;
    let second = begin(&layout, 2).await.unwrap();
    let records = ClaimsLog::read(&layout, SHARD, 0, second.began()).await.unwrap();
    assert!(keys(&records).contains(&"next"));
}

#[tokio::test]
async fn claims_that_are_too_old_to_be_kept_fence_nobody_but_former_owners() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let log = begin(&layout, 1).await.unwrap();
    let stream = layout.connection().jetstream().get_stream(layout.names.claims_stream()).await.unwrap();
    stream.purge().await.unwrap();
    log.claim(vec![Claim::from("one")]).await.unwrap();
    stream.purge().await.unwrap();
    let state = layout.connection().jetstream().get_key_value(layout.names.state_bucket()).await.unwrap();
    state.put("shard.03", r#"{"owner":"b","instance":"i","epoch":2}"#.into()).await.unwrap();
    assert_eq!(log.claim(vec![Claim::from("two")]).await, Err(ClaimError::Fenced));
}

#[tokio::test]
async fn large_claims_are_not_put_together_into_what_nats_refuses() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let log = begin(&layout, 1).await.unwrap();
    let more = json!({"text": "x".repeat(100_000)}).as_object().unwrap().clone();
    let large = |nth: u32| Claim { key: nth.to_string(), more: more.clone() };
    let many = (0..40).map(|nth| log.claim(vec![large(nth)])).collect::<Vec<_>>();
    let results = futures_util::future::join_all(many).await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    let refused = log.claim((0..20).map(large).collect()).await;
    assert!(matches!(refused, Err(ClaimError::Refused(_))), "{refused:?}");
    log.claim(vec![Claim::from("small")]).await.unwrap();
}
