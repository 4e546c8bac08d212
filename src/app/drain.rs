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
    receive_nothing_more(running, edge.as_ref()).await;
    apply_what_came(running, deadline).await;
    if let Some(edge) = &edge {
        say_what_waits(edge, deadline).await;
    }
    // In reverse order of their start: those who talk, the stores, whose databases are closed, and the journal last.
    running.supervisor.stop_all().await;
}

async fn receive_nothing_more(running: &Running, edge: Option<&Edge>) {
    if let Some(edge) = edge {
        edge.ingress.stop().await;
    }
    if let Some(deliveries) = &running.deliveries {
        deliveries.close().await;
    }
}

/// Waits for the stores that are open.
async fn apply_what_came(running: &Running, deadline: Duration) {
    let head = running.journal.head();
    for store in running.stores().iter().filter(|store| store.bookmark().is_some()) {
        store.reached(head, deadline).await;
    }
}

async fn say_what_waits(edge: &Edge, deadline: Duration) {
    // A chat that has to wait for Telegram's limits must not hold up the stop.
    let _ = timeout(deadline / 2, said(edge)).await;
    edge.sender.finish().await;
}

/// Resolves when nothing waits to be said.
async fn said(edge: &Edge) {
    while edge.conversation.is_busy().await.unwrap_or(false) {
        sleep(Duration::from_millis(20)).await;
    }
}
