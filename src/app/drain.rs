//! The way down: from upstream to downstream, so that what has come in is dealt with before its part ends.

use std::time::{Duration, Instant};

use tokio::time::{sleep, timeout};

use crate::running::{Edge, Running};

/// Stops everything within the deadline. What is not done by then is in the journal and the outbox, and goes on at
/// the next start.
pub(super) async fn drain(running: &Running, deadline: Duration) {
    let started = Instant::now();
    if timeout(deadline, in_order(running, deadline)).await.is_err() {
        tracing::warn!("the shutdown took too long; unfinished work continues at the next start");
        return;
    }
    tracing::info!(took_ms = started.elapsed().as_millis() as u64, "drained");
}

async fn in_order(running: &Running, deadline: Duration) {
    let edge = running.edge.borrow().clone();
    running.supervisor.stop("ingress").await;
    if let Some(deliveries) = &running.deliveries {
        deliveries.close().await;
    }
    let head = running.journal.head();
    let stores = running.stores();
    for store in stores.iter().filter(|store| store.bookmark().is_some()) {
        store.reached(head, deadline).await;
    }
    if let Some(edge) = &edge {
        // A chat that has to wait for Telegram's limits must not hold up the stop.
        let _ = timeout(deadline / 2, said(edge)).await;
        edge.sender.finish().await;
    }
    for actor in ["receiving", "spontaneity", "composer", "sender", "housekeeping", "privacy"] {
        running.supervisor.stop(actor).await;
    }
    for store in &stores {
        // An error means that it is down already; so it does below.
        let _ = store.close().await;
    }
    let _ = running.journal.close().await;
    for store in stores {
        running.supervisor.stop(store.name()).await;
    }
    running.supervisor.stop("journal").await;
}

/// Resolves when nothing waits to be said.
async fn said(edge: &Edge) {
    while edge.conversation.is_busy().await.unwrap_or(false) {
        sleep(Duration::from_millis(20)).await;
    }
}
