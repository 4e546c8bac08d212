use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use balachka_cluster::{Epoch, Layout, NewSnapshot, ShardId, SnapshotError, SnapshotValue, Snapshots};
use futures_util::TryStreamExt;
use tempfile::TempDir;

use crate::{nats::Nats, support::init};

const SHARD: ShardId = ShardId(7);

fn files(folder: &Path, seed: u8) -> Vec<PathBuf> {
    let sizes = [("journal.db", 700_001), ("empty", 0), ("context.db", 128 * 1024)];
    let write = |(name, size): (&str, usize)| {
        let path = folder.join(name);
        let bytes: Vec<u8> = (0..size).map(|nth| (nth % 251) as u8 ^ seed).collect();
        fs::write(&path, bytes).unwrap();
        path
    };
    sizes.map(write).to_vec()
}

fn new(epoch: u64, seq: u64, files: Vec<PathBuf>) -> NewSnapshot {
    NewSnapshot { shard: SHARD, epoch: Epoch(epoch), seq, claims: 5, files, keeps_former: true }
}

/// What the store has of the shard: snapshots that chunks are of, and those that names are of.
async fn stored(layout: &Layout) -> BTreeSet<String> {
    let bucket = layout.names.snapshots_bucket();
    let stream = layout.connection().jetstream().get_stream(format!("OBJ_{bucket}")).await.unwrap();
    let subjects = stream.info_with_subjects(format!("$O.{bucket}.C.>")).await.unwrap();
    let subjects: Vec<_> = subjects.try_collect().await.unwrap();
    let chunks = subjects.iter().map(|(subject, _)| subject.split('.').nth(4).unwrap().to_owned());
    let store = layout.connection().jetstream().get_object_store(&bucket).await.unwrap();
    let infos: Vec<_> = store.list().await.unwrap().try_collect().await.unwrap();
    let names = infos.iter().map(|info| info.name.split('/').nth(1).unwrap().to_owned());
    chunks.chain(names).collect()
}

fn own(snapshot: &SnapshotValue) -> String {
    snapshot.object.split('/').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn a_snapshot_comes_back_as_it_was() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let snapshots = Snapshots::new(&layout);
    let (from, into) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    assert!(snapshots.fetch(SHARD, into.path()).await.unwrap().is_none());
    let put = snapshots.put(new(1, 10, files(from.path(), 1))).await.unwrap();
    assert_eq!((put.seq, put.claims, put.bytes), (10, 5, 700_001 + 128 * 1024));
    let fetched = snapshots.fetch(SHARD, into.path()).await.unwrap().unwrap();
    assert_eq!(fetched, put);
    for name in ["journal.db", "empty", "context.db"] {
        assert!(fs::read(from.path().join(name)).unwrap() == fs::read(into.path().join(name)).unwrap(), "{name}");
    }
    // Other tools read it too.
    let store = layout.connection().jetstream().get_object_store(layout.names.snapshots_bucket()).await.unwrap();
    assert_eq!(store.info(format!("{}/journal.db", put.object)).await.unwrap().size, 700_001);
}

#[tokio::test]
async fn the_newest_two_are_kept() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let snapshots = Snapshots::new(&layout);
    let from = TempDir::new().unwrap();
    let mut put = Vec::new();
    for seq in 1..=4 {
        put.push(snapshots.put(new(1, seq, files(from.path(), 1))).await.unwrap());
    }
    assert_eq!(put[3].former.as_ref().map(|former| &former.object), Some(&put[2].object));
    assert_eq!(stored(&layout).await, BTreeSet::from([own(&put[2]), own(&put[3])]));
}

#[tokio::test]
async fn a_snapshot_that_was_cut_is_not_pointed_at_and_goes_with_the_next() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let snapshots = Snapshots::new(&layout);
    let (from, into) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let good = snapshots.put(new(1, 1, files(from.path(), 1))).await.unwrap();
    let mut cut = files(from.path(), 2);
    cut.push(from.path().join("missing"));
    let error = snapshots.put(new(1, 2, cut)).await.unwrap_err();
    assert!(matches!(error, SnapshotError::File { .. }), "{error}");
    assert_eq!(stored(&layout).await.len(), 2, "the cut one is left behind");
    assert_eq!(snapshots.fetch(SHARD, into.path()).await.unwrap().unwrap(), good);
    // What a crash leaves may be chunks that have no name yet.
    let chunk = format!("$O.{}.C.07.1-3-0.0", layout.names.snapshots_bucket());
    layout.connection().jetstream().publish(chunk, "x".into()).await.unwrap().await.unwrap();
    let next = snapshots.put(new(1, 4, files(from.path(), 3))).await.unwrap();
    assert_eq!(stored(&layout).await, BTreeSet::from([own(&good), own(&next)]));
}

#[tokio::test]
async fn a_former_owner_does_not_replace_the_snapshot() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let (snapshots, others) = (Snapshots::new(&layout), Snapshots::new(&layout));
    let from = TempDir::new().unwrap();
    let newer = snapshots.put(new(2, 1, files(from.path(), 1))).await.unwrap();
    let fenced = others.put(new(1, 9, files(from.path(), 2))).await;
    assert!(matches!(fenced, Err(SnapshotError::Fenced)));
    let into = TempDir::new().unwrap();
    assert_eq!(snapshots.fetch(SHARD, into.path()).await.unwrap().unwrap(), newer);
}

#[tokio::test]
async fn a_damaged_snapshot_is_refused() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 8).await;
    let snapshots = Snapshots::new(&layout);
    let (from, into) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let put = snapshots.put(new(1, 1, files(from.path(), 1))).await.unwrap();
    let bucket = layout.names.snapshots_bucket();
    let stream = layout.connection().jetstream().get_stream(format!("OBJ_{bucket}")).await.unwrap();
    let chunks = format!("$O.{bucket}.C.07.{}.0", own(&put));
    let first = stream.get_last_raw_message_by_subject(&chunks).await.unwrap();
    stream.delete_message(first.sequence).await.unwrap();
    let damaged = snapshots.fetch(SHARD, into.path()).await;
    assert!(matches!(damaged, Err(SnapshotError::Damaged { .. })), "{damaged:?}");
}
