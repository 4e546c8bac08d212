//! From one machine into a cluster, and back.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use cluster::{Epoch, Layout, NewSnapshot, ShardId, Snapshots, State, Updates, shard_of};
use operations::{
    databases::DATABASES,
    resharding::{Split, merge, split},
};
use sharding::look_up;
use storage::discretion::log::FILE as WISHES;

use super::{connect, open};
use crate::{app::cluster::SNAPSHOT, config::Settings, data_dir::DataDir, exit::Exit};

/// Makes a cluster of what one machine has: each shard begins with a snapshot of its part.
pub(super) async fn init_from(settings: &Settings, from: &Path, shards: u16) -> anyhow::Result<()> {
    if !from.join("journal.db").exists() {
        return Err(
            Exit::Usage.because(format!("{} has no databases: give the data directory of one machine", from.display()))
        );
    }
    let _held = DataDir::claim(from, "cluster init")?;
    let (connection, names, replicas) = connect(settings).await?;
    let place = beside(from, "shards");
    let Split { head, moved } = split(from, shards, &place, |id| shard_of(id, shards).0).await?;
    let head = u64::try_from(head.0).unwrap_or_default();
    let layout = Layout::init(&connection, &names, replicas, shards, head + 1).await?;
    let snapshots = Snapshots::new(&layout);
    for shard in layout.shards() {
        let files = files_of(&place.join(shard.to_string()));
        let new = NewSnapshot { shard, epoch: Epoch(0), seq: head, claims: 0, files, keeps_former: true };
        snapshots.put(new).await.with_context(|| format!("cannot store shard {shard}: {AGAIN}"))?;
    }
    let state = State::open(&layout).await?;
    for moved in moved {
        state.set_moved(moved.chat.0, moved.first.0).await.context(AGAIN)?;
    }
    std::fs::remove_dir_all(&place).with_context(|| format!("cannot remove {}", place.display()))?;
    Ok(crate::cli::say(&format!(
        "the cluster is made of {}, with {shards} shards: start its nodes, each with an empty data directory, and do not start \
         this one again\n",
        from.display()
    ))?)
}

const AGAIN: &str = "the cluster is not whole; delete its streams with `nats stream rm` and do it again";

/// Writes what the cluster has as one machine would have it.
pub(super) async fn export(settings: &Settings, into: &Path) -> anyhow::Result<()> {
    let (layout, state) = open(settings).await?;
    let (snapshots, updates) = (Snapshots::new(&layout), Updates::new(&layout));
    let place = beside(into, "fetched");
    let mut fetched = Vec::new();
    for shard in layout.shards() {
        let folder = place.join(shard.to_string());
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        make_snapshot(&layout, &state, shard).await?;
        let snapshot = snapshots.fetch(shard, &folder).await?;
        let seq = snapshot.with_context(|| format!("shard {shard} has no snapshot: start its nodes once"))?.seq;
        let is_owned = state.view().borrow().shards.get(&shard).is_some_and(|seen| seen.value.owner.is_some());
        let newest = updates.newest_of(shard).await?;
        if !is_owned && seq < newest {
            anyhow::bail!(
                "shard {shard} has not taken all updates (it is at {seq} of {newest}): start a node, and stop it in order"
            );
        }
        fetched.push(folder);
    }
    merge(&fetched, into).await?;
    std::fs::remove_dir_all(&place).with_context(|| format!("cannot remove {}", place.display()))?;
    Ok(crate::cli::say(&format!(
        "{} has everything that the cluster had: stop all nodes before you start a service in it\n",
        into.display()
    ))?)
}

/// The owner has more than its last snapshot.
async fn make_snapshot(layout: &Layout, state: &State, shard: ShardId) -> anyhow::Result<()> {
    let view = state.view().borrow().clone();
    let owner = view.shards.get(&shard).and_then(|seen| seen.value.owner.as_deref());
    let is_there = owner.and_then(|owner| view.nodes.get(owner)).is_some_and(|node| !node.value.gone);
    if !is_there {
        return Ok(());
    }
    let client = layout.connection().client();
    let made = look_up(client, &layout.names, &view, shard, SNAPSHOT.to_vec()).await;
    made.map(drop).with_context(|| format!("cannot make a snapshot of shard {shard}"))
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let databases = DATABASES.iter().map(|database| format!("{}.db", (database.schema)().name));
    let files = databases.chain([WISHES.to_owned()]).map(|file| folder.join(file));
    files.filter(|file| file.exists()).collect()
}

/// A folder beside another, for what is under way.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder.with_file_name(format!("{name}.{what}"))
}
