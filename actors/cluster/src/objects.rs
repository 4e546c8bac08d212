//! Files as objects of the object store.
//!
//! They are in the format that every NATS tool reads, but written here: the subjects of the chunks name the shard and the
//! snapshot, so that what a crash left behind can be found and removed. async-nats would give them random names.

use std::{
    collections::{BTreeSet, VecDeque},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use async_nats::{
    HeaderMap,
    header::NATS_ROLLUP,
    jetstream::{
        self,
        object_store::{ObjectInfo, ObjectOptions, ObjectStore},
        stream::Stream,
    },
};
use base64::{Engine, engine::general_purpose::URL_SAFE};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use tokio::{fs::File, io::AsyncReadExt};

use crate::{
    connection::Connection,
    layout::Layout,
    object_reader,
    publish::{PublishError, send},
    reader::{Gone, Reader},
    shard::ShardId,
    snapshots::SnapshotError,
    values::{SnapshotFile, SnapshotValue},
};

/// As large as those of other clients.
const CHUNK: usize = 128 * 1024;
/// At most so many chunks are on their way.
const IN_FLIGHT: usize = 16;
/// So many chunks are read at a time.
const BATCH: usize = 64;
/// When nothing came for that long, there is nothing more.
const QUIET: Duration = Duration::from_secs(10);

pub(crate) struct Objects {
    bucket: String,
    connection: Connection,
    jetstream: jetstream::Context,
    store: ObjectStore,
    /// The stream below the store.
    stream: Stream,
}

impl Objects {
    pub fn of(layout: &Layout) -> Self {
        Self {
            bucket: layout.names.snapshots_bucket(),
            connection: layout.connection().clone(),
            jetstream: layout.connection().jetstream().clone(),
            store: layout.snapshots.clone(),
            stream: layout.snapshot_chunks.clone(),
        }
    }

    /// Writes files as `<shard>/<snapshot>/<file name>`.
    pub async fn put(
        &self,
        shard: ShardId,
        snapshot: &str,
        paths: &[PathBuf],
    ) -> Result<Vec<SnapshotFile>, SnapshotError> {
        let mut files = Vec::new();
        for (nth, path) in paths.iter().enumerate() {
            let name = name_of(path)?;
            if files.iter().any(|file: &SnapshotFile| file.name == name) {
                return Err(SnapshotError::Name(name));
            }
            let info =
                self.put_file(path, format!("{shard}/{snapshot}/{name}"), format!("{shard}.{snapshot}.{nth}")).await?;
            let digest = info.digest.unwrap_or_default();
            files.push(SnapshotFile { name, bytes: info.size as u64, digest });
        }
        Ok(files)
    }

    async fn put_file(&self, path: &Path, name: String, id: String) -> Result<ObjectInfo, SnapshotError> {
        let failed = |error: io::Error| SnapshotError::File { path: path.to_owned(), error };
        let mut file = File::open(path).await.map_err(failed)?;
        let subject = format!("$O.{}.C.{id}", self.bucket);
        let (mut digest, mut size, mut chunks) = (Sha256::new(), 0, 0);
        let mut in_flight = VecDeque::new();
        loop {
            let mut chunk = Vec::with_capacity(CHUNK);
            (&mut file).take(CHUNK as u64).read_to_end(&mut chunk).await.map_err(failed)?;
            if chunk.is_empty() {
                break;
            }
            digest.update(&chunk);
            (size, chunks) = (size + chunk.len(), chunks + 1);
            in_flight.push_back(send(&self.jetstream, subject.clone(), HeaderMap::new(), chunk).await?);
            if in_flight.len() >= IN_FLIGHT
                && let Some(oldest) = in_flight.pop_front()
            {
                oldest.await.map_err(PublishError::from)?;
            }
        }
        for ack in in_flight {
            ack.await.map_err(PublishError::from)?;
        }
        let digest = format!("SHA-256={}", URL_SAFE.encode(digest.finalize()));
        let info = self.info(name, id, size, chunks, digest);
        self.put_info(&info).await?;
        Ok(info)
    }

    fn info(&self, name: String, id: String, size: usize, chunks: usize, digest: String) -> ObjectInfo {
        ObjectInfo {
            name,
            description: None,
            metadata: [].into(),
            headers: None,
            options: Some(ObjectOptions { link: None, max_chunk_size: Some(CHUNK) }),
            bucket: self.bucket.clone(),
            nuid: id,
            size,
            chunks,
            modified: None,
            digest: Some(digest),
            deleted: false,
        }
    }

    async fn put_info(&self, info: &ObjectInfo) -> Result<(), SnapshotError> {
        let json = serde_json::to_vec(info).map_err(store_failed)?;
        let mut headers = HeaderMap::new();
        headers.insert(NATS_ROLLUP, "sub");
        send(&self.jetstream, self.info_subject(&info.name), headers, json).await?.await.map_err(PublishError::from)?;
        Ok(())
    }

    fn info_subject(&self, name: &str) -> String {
        format!("$O.{}.M.{}", self.bucket, URL_SAFE.encode(name))
    }

    /// Writes a file of a snapshot into a folder.
    pub async fn fetch(&self, snapshot: &str, file: &SnapshotFile, into: &Path) -> Result<(), SnapshotError> {
        let path = into.join(&file.name);
        if name_of(&path)? != file.name {
            return Err(SnapshotError::Name(file.name.clone()));
        }
        object_reader::fetch(&self.store, &format!("{snapshot}/{}", file.name), file, &path).await
    }

    /// Removes the shard's objects that neither this snapshot has nor the one before it. Those of later owners stay, and what
    /// former ones are still writing goes: they may not point at it anyway.
    pub async fn remove_others(&self, shard: ShardId, current: &SnapshotValue) -> Result<(), SnapshotError> {
        let kept = [Some(&current.object), current.former.as_ref().map(|former| &former.object)];
        let is_old =
            |object: &str| !kept.contains(&Some(&object.to_owned())) && epoch_of(object) <= Some(current.epoch.0);
        let infos: Vec<_> = self.store.list().await.map_err(store_failed)?.try_collect().await.map_err(store_failed)?;
        let old_infos = infos.iter().filter(|info| snapshot_of(&info.name, shard, '/').is_some_and(|it| is_old(&it)));
        for info in old_infos {
            self.stream.purge().filter(self.info_subject(&info.name)).await.map_err(store_failed)?;
        }
        let chunks = format!("$O.{}.C.", self.bucket);
        let subjects = self.stream.info_with_subjects(format!("{chunks}{shard}.>")).await.map_err(store_failed)?;
        let subjects: Vec<(String, usize)> = subjects.try_collect().await.map_err(store_failed)?;
        let ids = subjects.iter().filter_map(|(subject, _)| snapshot_of(subject.strip_prefix(&chunks)?, shard, '.'));
        for old in ids.filter(|object| is_old(object)).collect::<BTreeSet<_>>() {
            let filter = format!("{chunks}{}.>", old.replacen('/', ".", 1));
            self.overwrite(filter.clone()).await?;
            self.stream.purge().filter(filter).await.map_err(store_failed)?;
        }
        Ok(())
    }
}

impl Objects {
    /// Deletes each message of a subject so that its bytes are gone from the servers' disks: what is purged stays there until
    /// its place is used again.
    async fn overwrite(&self, subject: String) -> Result<(), SnapshotError> {
        let mut reader = Reader::new(&self.connection, self.stream.clone(), vec![subject], 0);
        reader.info().await.map_err(|Gone| store_failed("the stream was deleted"))?;
        reader.open().await;
        let mut left = reader.waiting().unwrap_or_default();
        while left > 0 {
            let Ok(batch) = tokio::time::timeout(QUIET, reader.next(BATCH)).await else { break };
            if batch.is_empty() {
                break;
            }
            for read in batch {
                self.stream.delete_message(read.seq).await.map_err(store_failed)?;
                left = left.saturating_sub(1);
            }
        }
        Ok(())
    }
}

/// `07/3-4711-abc` of `07/3-4711-abc/journal.db`, or of `07.3-4711-abc.0`.
fn snapshot_of(name: &str, shard: ShardId, separator: char) -> Option<String> {
    let mut parts = name.split(separator);
    let (of, snapshot) = (parts.next()?, parts.next()?);
    (of == shard.to_string()).then(|| format!("{of}/{snapshot}"))
}

fn epoch_of(object: &str) -> Option<u64> {
    object.split_once('/')?.1.split_once('-')?.0.parse().ok()
}

fn name_of(path: &Path) -> Result<String, SnapshotError> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.map(str::to_owned).ok_or_else(|| SnapshotError::Name(path.display().to_string()))
}

fn store_failed(error: impl std::fmt::Display) -> SnapshotError {
    SnapshotError::Store(error.to_string())
}

impl From<PublishError> for SnapshotError {
    fn from(error: PublishError) -> Self {
        Self::Store(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_tell_their_snapshot() {
        let snapshot = Some("07/3-4711-abc".to_owned());
        assert_eq!(snapshot_of("07/3-4711-abc/journal.db", ShardId(7), '/'), snapshot);
        assert_eq!(snapshot_of("07.3-4711-abc.0", ShardId(7), '.'), snapshot);
        assert_eq!(snapshot_of("08.3-4711-abc.0", ShardId(7), '.'), None);
        assert_eq!(epoch_of("07/3-4711-abc"), Some(3));
    }
}
