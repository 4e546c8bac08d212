//! The way down: from upstream to downstream, so that what has come in is dealt with before its part ends.

use std::time::{Duration, Instant};

use tokio::time::{sleep, timeout};

use crate::running::{Edge, Running};

/// Stops everything within the deadline. What is not done by then is in the journal and the outbox, and goes on at
/// the next start.
pub(super) async fn drain(running: &Running, deadline: Duration) {
    let started = Instant::now();
    if timeout(deadline, in_order(running, deadline)).await.is_err() {
        tracing::warn!("the drain took too long; the rest goes on at the next start");
        return;
    }
    tracing::info!(took_ms = started.elapsed().as_millis() as u64, "drained");
}

async fn in_order(running: &Running, deadline: Duration) {
    let edge = running.edge.borrow().clone();
    running.supervisor.stop("ingress").await;
    let head = running.journal.head();
    running.memory.reached(head, deadline).await;
    if let Some(edge) = &edge {
        edge.conversation.reached(head, deadline).await;
        // A chat that has to wait for Telegram's limits must not hold up the stop.
        let _ = timeout(deadline / 2, said(edge)).await;
        edge.sender.finish().await;
    }
    for actor in ["composer", "sender", "housekeeping"] {
        running.supervisor.stop(actor).await;
    }
    // Errors here mean that the part is down already.
    if let Some(edge) = &edge {
        let _ = edge.conversation.close().await;
    }
    let _ = running.memory.close().await;
    let _ = running.journal.close().await;
    for actor in ["conversation", "context", "journal"] {
        running.supervisor.stop(actor).await;
    }
}

/// Resolves when nothing waits to be said.
async fn said(edge: &Edge) {
    while edge.conversation.is_busy().await.unwrap_or(false) {
        sleep(Duration::from_millis(20)).await;
    }
}
