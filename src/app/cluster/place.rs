//! Where a node keeps its shards: `shards/07` in the data directory, each as the data directory of one machine.

use std::{
    io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use cluster::{Epoch, ShardId, SnapshotError, Snapshots};
use serde::{Deserialize, Serialize};
use storage::{
    files,
    journal::{self, head},
    sqlite,
};

/// The folder of all shards.
pub(super) const SHARDS: &str = "shards";
/// What is noted of a shard beside its databases.
const NOTE: &str = "shard.json";
/// The instance that the node was last.
const INSTANCE: &str = "node.instance";

/// What a shard's folder says of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// The epoch of its last owner on this node.
    pub epoch: Epoch,
    /// The place in the log of claims up to which its outbox knows them.
    pub claims: u64,
}

/// The folder of a shard.
pub(super) fn folder_of(data: &Path, shard: ShardId) -> PathBuf {
    data.join(SHARDS).join(shard.to_string())
}

pub(super) fn note(folder: &Path) -> Note {
    let read = std::fs::read(folder.join(NOTE)).unwrap_or_default();
    serde_json::from_slice(&read).unwrap_or_default()
}

pub(super) fn write_note(folder: &Path, note: Note) -> anyhow::Result<()> {
    let json = serde_json::to_vec(&note)?;
    files::replace(&folder.join(NOTE), &json).with_context(|| format!("cannot write {}", folder.join(NOTE).display()))
}

/// Which instance this data directory last was.
pub(super) fn former_instance(data: &Path) -> Option<String> {
    let read = std::fs::read_to_string(data.join(INSTANCE)).ok()?;
    Some(read.trim().to_owned()).filter(|instance| !instance.is_empty())
}

pub(super) fn write_instance(data: &Path, instance: &str) -> io::Result<()> {
    files::replace(&data.join(INSTANCE), format!("{instance}\n").as_bytes())
}

/// Makes a shard's folder hold the newest that there is: what this node had of it, or its newest snapshot.
///
/// # Errors
/// Neither can be used.
pub(super) async fn make_newest(
    data: &Path,
    shard: ShardId,
    snapshots: &Snapshots,
    newest: Option<u64>,
) -> anyhow::Result<Note> {
    let folder = folder_of(data, shard);
    let here = own_head(&folder).await.unwrap_or(None);
    match (here, newest) {
        (Some(here), Some(newest)) if here < newest => replace(data, shard, snapshots).await?,
        (None, Some(_)) => replace(data, shard, snapshots).await?,
        _ => std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?,
    }
    Ok(note(&folder))
}

/// The last entry of the journal that is there.
async fn own_head(folder: &Path) -> anyhow::Result<Option<u64>> {
    if !folder.exists() {
        return Ok(None);
    }
    let head = sqlite::look(folder, &journal::schema(), async |conn| head(conn).await.map(Some)).await?;
    Ok(head.and_then(|head| u64::try_from(head.0).ok()))
}

/// Fetches the snapshot beside the folder, and puts it into its place once it is whole.
async fn replace(data: &Path, shard: ShardId, snapshots: &Snapshots) -> anyhow::Result<()> {
    let folder = folder_of(data, shard);
    let fetched = folder.with_extension("fetched");
    clear(&fetched)?;
    std::fs::create_dir_all(&fetched).with_context(|| format!("cannot make {}", fetched.display()))?;
    let snapshot = match snapshots.fetch_any(shard, &fetched).await {
        // Whether the stream has all that is missing here is looked at before anything is taken from it.
        Err(error @ SnapshotError::Damaged { .. }) => {
            tracing::error!(%shard, %error, "ALARM: no snapshot of the shard can be used; going on from the stream alone");
            clear(&fetched)?;
            return std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()));
        }
        fetched => fetched.with_context(|| format!("cannot fetch the snapshot of shard {shard}"))?,
    };
    let Some(snapshot) = snapshot else { return Ok(()) };
    write_note(&fetched, Note { epoch: snapshot.epoch, claims: snapshot.claims })?;
    let former = folder.with_extension("former");
    clear(&former)?;
    if folder.exists() {
        std::fs::rename(&folder, &former)?;
    }
    std::fs::rename(&fetched, &folder)?;
    clear(&former)
}

/// Removes what this node has of a shard.
pub(super) fn remove(data: &Path, shard: ShardId) -> anyhow::Result<()> {
    clear(&folder_of(data, shard))
}

/// The shards that this node has something of, with what is noted of each.
pub(super) fn all(data: &Path) -> Vec<(ShardId, Note)> {
    let folders = std::fs::read_dir(data.join(SHARDS)).into_iter().flatten().flatten();
    let shards = folders.filter_map(|folder| folder.file_name().to_str()?.parse().ok());
    shards.map(|shard| (shard, note(&folder_of(data, shard)))).collect()
}

fn clear(folder: &Path) -> anyhow::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
