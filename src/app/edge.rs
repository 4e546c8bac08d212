//! What needs Telegram: starts once Telegram has said who the bot is.

use std::{path::PathBuf, time::Duration};

use actors::{
    composer::Composer,
    conversation::{Conversation, Me, Policy},
    housekeeping::Housekeeping,
    model::ChatId,
    runtime::Backoff,
    telegram::{CallError, Client, Identity, Ingress, Sender},
    text::catalogue::Language,
};
use tokio::{sync::watch, time::sleep};

use crate::{
    config::{self, Settings},
    running::{Edge, Running},
};

/// Asks Telegram until it answers, then starts those who talk; polling last.
pub(super) async fn start(
    running: Running,
    client: Client,
    folder: PathBuf,
    settings: Settings,
    ready: watch::Sender<Option<Edge>>,
) {
    let me = who_am_i(&running, &client).await;
    let Running { supervisor, journal, memory, reach, .. } = &running;
    let identity = Me { id: me.id, username: me.username, name: me.name };
    let conversation = Conversation::start(supervisor, &folder, journal, identity, policy(&settings));
    // A new outbox begins at the journal's end, and a store that is ahead of the journal moves that end: both must be
    // open before anything comes in.
    let stores: Vec<_> = running.stores().into_iter().chain([conversation.store()]).collect();
    for store in &stores {
        store.opened().await;
    }
    let sender = Sender::start(supervisor, client.clone(), journal.clone(), conversation.clone(), reach.clone());
    Composer::start(supervisor, conversation.clone(), memory.clone(), me.id, language(&settings));
    let retention = Duration::from_secs(settings.journal.retention_hours * 3600);
    Housekeeping::new(journal.clone(), stores, conversation.clone(), retention).start(supervisor);
    let poll = Duration::from_secs(settings.telegram.poll_timeout_secs);
    Ingress::start(supervisor, client, journal.clone(), poll, reach.clone());
    ready.send_replace(Some(Edge { conversation, sender }));
}

async fn who_am_i(running: &Running, client: &Client) -> Identity {
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(30));
    loop {
        match client.me().await {
            Ok(me) => {
                running.reach.now();
                greet(&me);
                return me;
            }
            Err(error) => {
                let pause = match error {
                    CallError::TooMany(wanted) => wanted.max(backoff.pause()),
                    _ => backoff.pause(),
                };
                tracing::warn!(%error, pause_ms = pause.as_millis() as u64, "Telegram does not say who the bot is; trying again");
                sleep(pause).await;
            }
        }
    }
}

fn greet(me: &Identity) {
    tracing::info!(username = %me.username, id = me.id.0, "connected to Telegram");
    if !me.can_read_all_group_messages {
        tracing::warn!(
            "privacy mode is on: in groups the bot sees only commands and replies to itself; switch it off with \
             @BotFather (/setprivacy), or make the bot an admin, then add it to the group again"
        );
    }
}

fn policy(settings: &Settings) -> Policy {
    Policy {
        triggers: settings.bot.triggers.clone(),
        max_age_secs: i64::try_from(settings.bot.max_answer_age_secs).unwrap_or(i64::MAX),
        allowed_chats: settings.telegram.allowed_chat_ids.iter().map(|id| ChatId(*id)).collect(),
    }
}

/// Where neither the words nor the person's client tell a language, Ukrainian is spoken.
fn language(settings: &Settings) -> Language {
    match settings.bot.language {
        config::Language::En => Language::En,
        config::Language::Auto | config::Language::Uk => Language::Uk,
    }
}
