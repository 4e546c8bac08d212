//! What the gateway's node does for all beside calls: lets the stream forget what nobody needs any more, and whom people wanted to
//! be forgotten.

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use cluster::{Retention, View};
use events::{Erasure, PersonId, update};
use runtime::clock::now_ms;
use sharding::TICK;
use storage::{
    discretion::{
        RedactionSet,
        raw::{Depth, scrubbed},
    },
    journal::NewEntry,
};
use tokio::time::{Instant, sleep};

use super::node::Node;

/// Between two looks.
const LOOK: Duration = Duration::from_secs(2);
/// How often all journals are moved on.
const TICK_EVERY: Duration = Duration::from_secs(3600);

/// Works until it is dropped.
pub(super) async fn keep(node: Arc<Node>) {
    let retention = Retention::new(&node.layout);
    // A gateway that has just begun may follow one that has just done it.
    let mut ticked = Instant::now();
    loop {
        sleep(LOOK).await;
        if let Err(error) = erase(&node, &retention).await {
            let error = format!("{error:#}");
            tracing::warn!(error, "cannot let the stream forget people; will try again");
        }
        if ticked.elapsed() >= TICK_EVERY {
            ticked = Instant::now();
            if let Err(error) = move_on(&node, &retention).await {
                let error = format!("{error:#}");
                tracing::warn!(error, "cannot let the stream forget what is old; will try again");
            }
        }
    }
}

/// Deletes from the stream what all snapshots have passed, and what is old enough besides.
async fn move_on(node: &Node, retention: &Retention) -> anyhow::Result<()> {
    let tick = NewEntry::asked(format!(r#"{{"{TICK}":{{}}}}"#).into());
    storage::journal::UpdateLog::append(&node.log(), vec![tick]).await.context("cannot publish a tick")?;
    let passed = Retention::passed(&node.view.borrow(), node.layout.shape.shards);
    let Some(passed) = passed else { return Ok(()) };
    let kept_ms = i64::try_from(node.settings.journal.retention_hours * 3_600_000).unwrap_or(i64::MAX);
    let old = retention.note(now_ms(), passed, now_ms() - kept_ms).await?;
    if old > 0 {
        node.updates.purge_before(old.min(passed)).await?;
    }
    Ok(())
}

/// Deletes what the stream still has of those who were forgotten, once no snapshot needs it: each owner makes a new one when its
/// own files have nothing of them any more.
async fn erase(node: &Node, retention: &Retention) -> anyhow::Result<()> {
    let view: View = node.view.borrow().clone();
    let Some(passed) = Retention::passed(&view, node.layout.shape.shards) else { return Ok(()) };
    let due = view.erasures.iter().filter(|(seq, noted)| !noted.value.done && **seq <= passed);
    for (seq, noted) in due {
        let erasure = Erasure { person: PersonId(noted.value.person), before: noted.value.before };
        let erased = RedactionSet::of(std::iter::once(erasure));
        let has_words = |raw: &[u8]| {
            let raw = String::from_utf8_lossy(raw);
            scrubbed(&raw, &update::read(&raw), &erased, Depth::Echoes).is_some()
        };
        let count = node.updates.erase_where(*seq, has_words).await?;
        retention.erased(&view, *seq).await?;
        tracing::info!(seq, count, "the stream of updates forgot a person");
    }
    Ok(())
}
