//! What a node does while it is the gateway: receives for all, and calls Telegram for all.

use std::{sync::Arc, time::Duration};

use bot::commands::menus;
use cluster::{Gateway, GatewayLease};
use runtime::{Backoff, Supervisor};
use sharding::Calls;
use telegram::{Address, Polling, Webhook, register};
use tokio::{sync::watch, time::sleep};

use super::{alarms, keeper, node::Node};
use crate::app::rules;

/// Receives and calls whenever this node is the gateway.
pub(super) async fn serve(
    node: Arc<Node>,
    gateway: Gateway,
    webhook: Option<Address>,
    mut stop: watch::Receiver<bool>,
) {
    let mut lease = gateway.lease();
    while !*stop.borrow_and_update() {
        let mine = lease.borrow_and_update().clone();
        if let Some(mine) = mine {
            tracing::info!(epoch = mine.epoch().0, "this node is the gateway");
            let supervisor = receive(&node, webhook.clone());
            tokio::select! {
                () = make_calls(&node, &mine) => {}
                () = keeper::keep(Arc::clone(&node)) => {}
                () = alarms::watch(Arc::clone(&node), &mine) => {}
                _ = lease.changed() => {}
                _ = stop.changed() => {}
            }
            supervisor.stop_all().await;
            tracing::info!(epoch = mine.epoch().0, "this node is the gateway no more");
            continue;
        }
        tokio::select! {
            changed = lease.changed() => if changed.is_err() { return },
            _ = stop.changed() => {}
        }
    }
}

fn receive(node: &Arc<Node>, webhook: Option<Address>) -> Supervisor {
    let supervisor = Supervisor::new(rules::limits(&node.settings));
    let (client, connectivity) = (node.telegram.clone(), node.connectivity.clone());
    let every = Duration::from_secs(node.settings.telegram.poll_timeout_secs);
    match webhook {
        Some(at) => drop(Webhook::start(&supervisor, client, at, every, connectivity)),
        None => {
            let log = Arc::new(node.log());
            drop(Polling::start(&supervisor, client, log, every, connectivity, node.disk.clone()));
        }
    }
    let (client, menus) = (node.telegram.clone(), menus(rules::operators(&node.settings)));
    actix_rt::spawn(async move { register(&client, menus).await });
    supervisor
}

/// Serves the calls of all nodes while the lease lasts.
async fn make_calls(node: &Node, lease: &GatewayLease) {
    let nats = node.layout.connection().client();
    let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(5));
    while lease.is_valid() {
        let calls = Calls::new(nats, &node.telegram, lease, node.view.clone());
        if let Err(error) = calls.serve(&node.layout.names).await {
            tracing::warn!(%error, "the gateway cannot take calls; trying again");
        }
        sleep(backoff.pause()).await;
    }
}
