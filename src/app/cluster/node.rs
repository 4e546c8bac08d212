//! What all of a node's shards share.

use std::{path::PathBuf, sync::Arc, time::Duration};

use cluster::{Layout, Membership, ShardId, Snapshots, State, Updates, View};
use conversation::Conversation;
use events::ChatId;
use language::{analyzer::Analyzer, zone::Zones};
use llm::{Models, Spending};
use operations::stores::STORES;
use parking_lot::Mutex;
use sharding::{Right, Routes, StoresOf, StreamLog};
use storage::{disk::Disk, store::ShardedBy};
use telegram::{Client, Connectivity, Identity};
use tokio::sync::{mpsc::UnboundedReceiver, watch};

use crate::{app::reload::LiveSettings, config::Settings};

/// What all of a node's shards share.
pub(super) struct Node {
    pub data: PathBuf,
    pub settings: Settings,
    pub live_settings: LiveSettings,
    pub models: Models,
    pub analyzer: Analyzer,
    pub zones: Zones,
    pub disk: Disk,
    pub connectivity: Connectivity,
    pub longest_silence: Duration,
    pub identity: Identity,
    /// Calls Telegram itself: for the gateway, and to ask who the bot is.
    pub telegram: Client,
    pub layout: Layout,
    pub state: Arc<State>,
    pub view: watch::Receiver<View>,
    pub membership: Membership,
    pub updates: Updates,
    pub snapshots: Snapshots,
    pub routes: Routes,
    pub stores_of: StoresOf,
    /// The conversations of the shards that talk here.
    pub conversations: Mutex<Vec<(ShardId, Conversation)>>,
}

impl Node {
    /// Where what Telegram sends is made durable.
    pub(super) fn log(&self) -> StreamLog {
        let right = Right::In(self.membership.standing());
        StreamLog::new(&self.updates, &self.layout.names, &self.routes, right)
    }

    fn conversation_of(&self, chat: ChatId) -> Option<Conversation> {
        let shard = self.routes.of_chat(chat);
        let conversations = self.conversations.lock();
        conversations.iter().find(|(of, _)| *of == shard).map(|(_, conversation)| conversation.clone())
    }
}

/// Which stores take what of a shard.
pub(super) fn stores_of() -> StoresOf {
    let names = |by| {
        let those = STORES.iter().filter(|store| store.sharded_by == by).map(|store| store.name);
        those.collect::<Vec<_>>().join(" ").into()
    };
    StoresOf { chats: names(ShardedBy::Chat), people: names(ShardedBy::Person) }
}

/// Keeps what language models cost with the chats that they were asked for.
pub(super) async fn record_usage(node: Arc<Node>, mut spent: UnboundedReceiver<Spending>) {
    while let Some(entry) = spent.recv().await {
        let Some(conversation) = node.conversation_of(entry.who.chat) else { continue };
        if let Err(error) = conversation.spend(vec![entry]).await {
            tracing::warn!(%error, "what a language model cost cannot be kept");
        }
    }
}
