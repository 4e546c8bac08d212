//! What language models may cost in a day is a limit for all nodes together: each tells the others what it knows was spent.

use std::{sync::Arc, time::Duration};

use conversation::Conversation;
use events::{ChatId, PersonId};
use futures_util::StreamExt;
use llm::{Total, UsageOwner, day_of};
use runtime::{Backoff, clock::now};
use serde::{Deserialize, Serialize};
use tokio::time::sleep;

use super::node::Node;

/// How often nodes tell. Until then others may spend the same once more.
const EVERY: Duration = Duration::from_secs(10);
/// Payers in one message, which then stays far below what NATS takes.
const TOGETHER: usize = 4000;

/// What is told: the totals of a day by chat and person.
#[derive(Serialize, Deserialize)]
struct Told {
    /// Days since 1970-01-01 (UTC).
    day: i64,
    payers: Vec<Payer>,
}

#[derive(Serialize, Deserialize)]
struct Payer {
    chat: i64,
    person: Option<i64>,
    requests: u64,
    tokens: u64,
}

/// Tells and hears for as long as the node runs.
pub(super) async fn share(node: Arc<Node>) {
    if !node.models.is_empty() {
        tokio::join!(tell(&node), hear(&node));
    }
}

/// Counts what a shard that is opened here has cost today.
pub(super) async fn recall(node: &Node, conversation: &Conversation) {
    match conversation.spent_since(day_of(now())).await {
        Ok(spent) => node.models.learn(Total::of_each(spent)),
        Err(error) => tracing::warn!(%error, "cannot read today's use of language models; it may be exceeded"),
    }
}

async fn tell(node: &Node) {
    let client = node.layout.connection().client();
    loop {
        sleep(EVERY).await;
        for totals in node.models.spent_today().chunks(TOGETHER) {
            let Some(day) = totals.first().map(|total| total.day) else { continue };
            let told = Told { day, payers: totals.iter().map(Payer::of).collect() };
            let Ok(json) = serde_json::to_vec(&told) else { continue };
            if let Err(error) = client.publish(node.layout.names.spent(), json.into()).await {
                tracing::debug!(%error, "cannot tell other nodes what language models cost; it is told again");
            }
        }
    }
}

async fn hear(node: &Node) {
    let client = node.layout.connection().client();
    let mut backoff = Backoff::new(Duration::from_millis(500), Duration::from_secs(30));
    loop {
        match client.subscribe(node.layout.names.spent()).await {
            Ok(mut told) => {
                while let Some(message) = told.next().await {
                    match serde_json::from_slice::<Told>(&message.payload) {
                        Ok(told) => node.models.learn(told.totals()),
                        Err(error) => tracing::warn!(%error, "what another node tells of its spending cannot be read"),
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "cannot hear what language models cost elsewhere; trying again"),
        }
        sleep(backoff.pause()).await;
    }
}

impl Told {
    fn totals(self) -> impl Iterator<Item = Total> {
        let day = self.day;
        self.payers.into_iter().map(move |Payer { chat, person, requests, tokens }| {
            let who = UsageOwner { chat: ChatId(chat), person: person.map(PersonId) };
            Total { day, who, requests, tokens }
        })
    }
}

impl Payer {
    fn of(total: &Total) -> Self {
        let Total { who, requests, tokens, .. } = *total;
        Self { chat: who.chat.0, person: who.person.map(|person| person.0), requests, tokens }
    }
}
