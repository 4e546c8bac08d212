//! What needs Telegram: starts once Telegram has said who the bot is.

use std::{path::PathBuf, time::Duration};

use actors::{
    composer::{Composer, Knowledge},
    conversation::{Conversation, Me},
    housekeeping::Housekeeping,
    runtime::Backoff,
    spontaneity::Spontaneity,
    telegram::{CallError, Client, Identity, Ingress, Sender, Standing, register},
    voice::Voices,
};
use tokio::{sync::watch, time::sleep};

use super::rules;
use crate::{
    config::Settings,
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
    let Running { supervisor, journal, analyzer, zones, memory, analysis, personalization, reach, .. } = &running;
    let identity = Me { id: me.id, username: me.username, name: me.name };
    let conversation =
        Conversation::start(supervisor, &folder, journal, identity, rules::policy(&settings), analyzer.clone());
    // A new outbox begins at the journal's end, and a store that is ahead of the journal moves that end: both must be
    // open before anything comes in.
    let stores: Vec<_> = running.stores().into_iter().chain([conversation.store()]).collect();
    for store in &stores {
        store.opened().await;
    }
    let sender = Sender::start(supervisor, client.clone(), journal.clone(), conversation.clone(), reach.clone());
    let knowledge = Knowledge {
        memory: memory.clone(),
        analysis: analysis.clone(),
        personalization: personalization.clone(),
        zones: zones.clone(),
        voices: Voices::default(),
    };
    let composer = Composer {
        conversation: conversation.clone(),
        knowledge,
        standing: Standing::new(client.clone(), rules::operators(&settings)),
        analyzer: analyzer.clone(),
        me: me.id,
        language: rules::language(&settings),
    };
    composer.start(supervisor);
    let housekeeping = Housekeeping {
        journal: journal.clone(),
        stores,
        conversation: conversation.clone(),
        analysis: analysis.clone(),
        personalization: personalization.clone(),
        analyzer: analyzer.clone(),
        keep: rules::retention(&settings),
        every: Duration::from_secs(settings.housekeeping.every_secs),
    };
    housekeeping.start(supervisor);
    let spontaneity = Spontaneity {
        memory: memory.clone(),
        analysis: analysis.clone(),
        conversation: conversation.clone(),
        zones: zones.clone(),
        allowed_chats: rules::allowed_chats(&settings),
        rules: rules::silence_rules(&settings),
        every: Duration::from_secs(settings.spontaneous.every_secs),
    };
    spontaneity.start(supervisor);
    let commands = client.clone();
    actix_rt::spawn(async move { register(&commands).await });
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
