//! Reads an object into a file, again if a server was behind.

use std::{io, path::Path, time::Duration};

use async_nats::jetstream::object_store::{Object, ObjectStore};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncWriteExt},
    time::{Instant, timeout},
};

use crate::{snapshots::SnapshotError, values::SnapshotFile};

/// A server that is behind has an object a little later than it is pointed at.
const BEHIND: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_secs(1);
/// What is waited for the next piece. Of an object with missing chunks none comes.
const PATIENCE: Duration = Duration::from_secs(3);
const PIECE: usize = 256 * 1024;

/// What is wrong: here, or with the object.
enum Failed {
    Here(io::Error),
    There(String),
}

pub(crate) async fn fetch(
    store: &ObjectStore,
    object: &str,
    file: &SnapshotFile,
    path: &Path,
) -> Result<(), SnapshotError> {
    let started = Instant::now();
    loop {
        match try_fetch(store, object, file, path).await {
            Ok(()) => return Ok(()),
            Err(Failed::Here(error)) => return Err(SnapshotError::File { path: path.to_owned(), error }),
            Err(Failed::There(error)) if started.elapsed() < BEHIND => {
                tracing::info!(object, error, "an object cannot be read yet; trying again");
                tokio::time::sleep(PAUSE).await;
            }
            Err(Failed::There(error)) => return Err(SnapshotError::Damaged { object: object.to_owned(), error }),
        }
    }
}

async fn try_fetch(store: &ObjectStore, name: &str, wanted: &SnapshotFile, path: &Path) -> Result<(), Failed> {
    let object = store.get(name).await.map_err(|error| Failed::There(error.to_string()))?;
    if object.info.digest.as_ref() != Some(&wanted.digest) || object.info.size as u64 != wanted.bytes {
        return Err(Failed::There("it is another than the snapshot has".to_owned()));
    }
    let mut file = File::create(path).await.map_err(Failed::Here)?;
    let written = copy(object, &mut file).await?;
    if written != wanted.bytes {
        return Err(Failed::There(format!("it has {written} bytes instead of {}", wanted.bytes)));
    }
    file.sync_all().await.map_err(Failed::Here)
}

/// async-nats compares the digest when the last piece was read.
async fn copy(mut object: Object, file: &mut File) -> Result<u64, Failed> {
    let (mut piece, mut written) = (vec![0; PIECE], 0);
    loop {
        let read = timeout(PATIENCE, object.read(&mut piece)).await;
        let read = read.map_err(|_| Failed::There("a part of it does not come".to_owned()))?;
        let length = read.map_err(|error| Failed::There(error.to_string()))?;
        if length == 0 {
            return Ok(written);
        }
        file.write_all(&piece[..length]).await.map_err(Failed::Here)?;
        written += length as u64;
    }
}
