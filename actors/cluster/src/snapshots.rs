//! The shards' backups in the object store, and the pointer to the newest of each, which only ever points at a whole one.

use std::path::{Path, PathBuf};

use tokio::sync::Mutex;

use crate::{
    layout::Layout,
    objects::Objects,
    shard::{Epoch, ShardId},
    state::{Bucket, StateError},
    values::{SnapshotValue, snapshot_key},
};

/// Puts and fetches snapshots.
pub struct Snapshots {
    objects: Objects,
    bucket: Bucket,
    /// One at a time: they are large, and each removes what others left behind.
    putting: Mutex<()>,
}

/// A snapshot to be put.
#[derive(Debug, Clone)]
pub struct NewSnapshot {
    pub shard: ShardId,
    pub epoch: Epoch,
    /// The stream's sequence up to which it has everything.
    pub seq: u64,
    /// The same for the stream of claims.
    pub claims: u64,
    /// Files of different names; folders are not kept.
    pub files: Vec<PathBuf>,
    /// Whether the snapshot before it is kept as well. Not where it has what is to be gone.
    pub keeps_former: bool,
}

/// Why a snapshot was not put or fetched.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    #[error("a later owner of the shard made a snapshot: this one is not pointed at")]
    Fenced,
    #[error("cannot read or write {path}: {error}")]
    File { path: PathBuf, error: std::io::Error },
    #[error("{0:?} is no file name that a snapshot can have, or comes twice")]
    Name(String),
    #[error("the object store failed: {0}")]
    Store(String),
    #[error("the object {object} is damaged or missing ({error}): take the snapshot before it, or a backup")]
    Damaged { object: String, error: String },
    #[error(transparent)]
    State(#[from] StateError),
}

impl Snapshots {
    pub fn new(layout: &Layout) -> Self {
        Self { objects: Objects::of(layout), bucket: Bucket::of(layout), putting: Mutex::new(()) }
    }

    /// Puts all files, then points at them, then removes what no snapshot needs: the newest two of each shard are kept.
    ///
    /// # Errors
    /// It was not put, or it is unknown whether it is pointed at. What is left over goes with the next one.
    pub async fn put(&self, new: NewSnapshot) -> Result<SnapshotValue, SnapshotError> {
        let _alone = self.putting.lock().await;
        let key = snapshot_key(new.shard);
        self.former(&key, new.epoch).await?;
        let at_ms = runtime::clock::now_ms();
        let name = format!("{}-{}-{at_ms:x}", new.epoch, new.seq);
        let files = self.objects.put(new.shard, &name, &new.files).await?;
        let mut value = SnapshotValue {
            object: format!("{}/{name}", new.shard),
            epoch: new.epoch,
            seq: new.seq,
            claims: new.claims,
            at_ms,
            bytes: files.iter().map(|file| file.bytes).sum(),
            files,
            former: None,
        };
        loop {
            let (former, revision) = self.former(&key, new.epoch).await?;
            let former = former.filter(|_| new.keeps_former);
            value.former = former.map(|former| Box::new(SnapshotValue { former: None, ..former }));
            match self.bucket.swap(&key, &value, revision).await {
                Ok(_) => break,
                Err(StateError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        if let Err(error) = self.objects.remove_others(new.shard, &value).await {
            tracing::warn!(shard = %new.shard, %error, "old snapshots were not removed; the next one tries again");
        }
        Ok(value)
    }

    /// The snapshot that is pointed at now, and the pointer's revision, unless it is a later owner's.
    async fn former(&self, key: &str, epoch: Epoch) -> Result<(Option<SnapshotValue>, u64), SnapshotError> {
        match self.bucket.get::<SnapshotValue>(key).await? {
            Some(found) if found.value.epoch > epoch => Err(SnapshotError::Fenced),
            Some(found) => Ok((Some(found.value), found.revision)),
            None => Ok((None, 0)),
        }
    }

    /// Writes the files of a shard's newest snapshot into a folder, each checked against its digest. `None` if there is no
    /// snapshot.
    ///
    /// # Errors
    /// It could not be read or written, or it is damaged; the folder may hold a part of it.
    pub async fn fetch(&self, shard: ShardId, into: &Path) -> Result<Option<SnapshotValue>, SnapshotError> {
        let Some(found) = self.bucket.get::<SnapshotValue>(&snapshot_key(shard)).await? else { return Ok(None) };
        self.fetch_files(&found.value, into).await?;
        Ok(Some(found.value))
    }

    /// As [`fetch`](Self::fetch); where the newest is damaged, the one before it, which the stream makes up for.
    ///
    /// # Errors
    /// As [`fetch`](Self::fetch), of both.
    pub async fn fetch_any(&self, shard: ShardId, into: &Path) -> Result<Option<SnapshotValue>, SnapshotError> {
        let Some(found) = self.bucket.get::<SnapshotValue>(&snapshot_key(shard)).await? else { return Ok(None) };
        let mut newest = found.value;
        let Err(error) = self.fetch_files(&newest, into).await else { return Ok(Some(newest)) };
        let is_damaged = matches!(error, SnapshotError::Damaged { .. });
        let Some(former) = newest.former.take().filter(|_| is_damaged) else { return Err(error) };
        tracing::error!(%shard, %error, "ALARM: a snapshot is damaged; taking the one before it");
        for file in &newest.files {
            // Not all of them were fetched.
            let _ = tokio::fs::remove_file(into.join(&file.name)).await;
        }
        self.fetch_files(&former, into).await?;
        Ok(Some(*former))
    }

    async fn fetch_files(&self, snapshot: &SnapshotValue, into: &Path) -> Result<(), SnapshotError> {
        for file in &snapshot.files {
            self.objects.fetch(&snapshot.object, file, into).await?;
        }
        Ok(())
    }
}
