//! What needs Telegram: starts once Telegram has said who the bot is.

use std::{path::PathBuf, sync::Arc, time::Duration};

use bot::{
    composer::{Address as CalledBy, Composer, Knowledge, Operations, Thinker, Turns, Typing, keep_books},
    spontaneity::Spontaneity,
};
use conversation::{Conversation, Me};
use language::voice::Voices;
use llm::{Models, Spending, day_of};
use operations::{
    alarms::Alarms,
    backup::Schedule,
    housekeeping::Housekeeping,
    privacy::{Keeper, Privacy},
    receiving::Receiving,
};
use runtime::{Backoff, clock::now};
use storage::store::SomeStore;
use telegram::{Address, CallError, Client, Identity, Polling, Sender, Standing, Webhook, register};
use tokio::{
    sync::{mpsc::UnboundedReceiver, watch},
    time::sleep,
};

use super::{reload::Manners, rules};
use crate::{
    config::Settings,
    running::{Edge, Running},
};

/// How often it is looked whether something needs the bot's admins.
const ALARMS: Duration = Duration::from_secs(5);

/// What those who talk are made of.
pub(super) struct Parts {
    pub client: Client,
    pub folder: PathBuf,
    pub settings: Settings,
    pub webhook: Option<Address>,
    /// Why the last run gave up; `None` if it did not.
    pub gave_up: Option<String>,
    pub manners: Manners,
    pub models: Models,
    /// What the models cost, to be kept.
    pub spent: UnboundedReceiver<Spending>,
    /// Where the conversation's store is shown as soon as it is started.
    pub outbox: watch::Sender<Option<SomeStore>>,
}

/// Asks Telegram until it answers, then starts those who talk; polling last.
pub(super) async fn start(running: Running, parts: Parts, ready: watch::Sender<Option<Edge>>) {
    let Parts { client, folder, settings, webhook, gave_up, manners, models, spent, outbox } = parts;
    let me = who_am_i(&running, &client).await;
    let Running { supervisor, journal, analyzer, zones, memory, analysis, personalization, reach, .. } = &running;
    let names = settings.bot.triggers.iter().map(String::as_str).chain([me.name.as_str()]);
    let address = CalledBy::new(&me.username, names);
    let identity = Me { id: me.id, username: me.username, name: me.name, hears_all: me.can_read_all_group_messages };
    let (policy, analyzer_of_talk) = (manners.policy, analyzer.clone());
    let us = identity.clone();
    let conversation =
        Conversation::start(supervisor, folder.as_path(), journal, identity, policy, analyzer_of_talk, zones.clone());
    outbox.send_replace(Some(conversation.store()));
    let stores = running.stores();
    let alarms = Alarms {
        client: client.clone(),
        admins: rules::operators(&settings).collect(),
        language: rules::language(&settings).unwrap_or_default(),
        folder: folder.clone(),
        disk: running.disk.clone(),
        journal: journal.clone(),
        stores: stores.clone(),
        models: models.clone(),
        reach: reach.clone(),
        gave_up,
        every: ALARMS,
    };
    let alarms_actor = alarms.clone().start(supervisor);
    // A new outbox begins at the journal's end, and a store that is ahead of the journal moves that end: they must be
    // open before anything comes in. A store that cannot be opened holds up nobody; without the outbox nobody is answered.
    conversation.store().opened().await;
    for store in &stores {
        if let Err(error) = store.tried().await {
            tracing::warn!(store = store.name(), %error, "the service begins without this store");
        }
    }
    count_again(&models, &conversation).await;
    actix_rt::spawn(keep_books(spent, conversation.clone()));
    let sender = Sender::start(supervisor, client.clone(), journal.clone(), conversation.clone(), reach.clone(), &us);
    let knowledge = Knowledge {
        memory: memory.clone(),
        analysis: analysis.clone(),
        personalization: personalization.clone(),
        zones: zones.clone(),
        voices: Voices::default(),
    };
    let privacy = Privacy {
        folder: folder.clone(),
        journal: journal.clone(),
        memory: memory.clone(),
        stores: stores.clone(),
        keep: rules::retention(&settings),
    };
    let (words, thoughts, voices) = (analyzer.clone(), models.clone(), knowledge.voices.clone());
    let keeper = Keeper {
        journal: journal.clone(),
        memory: memory.clone(),
        conversation: conversation.clone(),
        stores: stores.clone(),
        caches: vec![
            Arc::new(move || words.clear()),
            Arc::new(move || thoughts.forget()),
            Arc::new(move || voices.clear()),
        ],
    };
    keeper.start(supervisor);
    let housekeeping = Housekeeping {
        journal: journal.clone(),
        stores: stores.clone(),
        conversation: conversation.clone(),
        memory: memory.clone(),
        analysis: analysis.clone(),
        personalization: personalization.clone(),
        analyzer: analyzer.clone(),
        keep: rules::retention(&settings),
        night: rules::night(&settings),
        every: Duration::from_secs(settings.housekeeping.every_secs),
    };
    let operations = Operations {
        journal: journal.clone(),
        stores,
        housekeeping: housekeeping.clone(),
        personas: manners.personas.clone(),
        reach: reach.clone(),
        backups: settings.backups(),
        folder: folder.clone(),
        started: now(),
    };
    let composer = Composer {
        conversation: conversation.clone(),
        knowledge: knowledge.clone(),
        privacy,
        standing: Standing::new(client.clone(), rules::operators(&settings)),
        analyzer: analyzer.clone(),
        thinker: Thinker {
            knowledge: knowledge.clone(),
            conversation: conversation.clone(),
            models,
            typing: Typing::new(client.clone()),
            patience: Duration::from_secs(settings.llm.deadline_secs),
            prompt_tokens: settings.llm.prompt_tokens,
            turns: Turns::default(),
        },
        personas: manners.personas,
        operations,
        me: me.id,
        address,
        language: rules::language(&settings),
    };
    composer.start(supervisor);
    housekeeping.start(supervisor);
    let disk = running.disk.clone();
    let backups = &settings.backup;
    if backups.every_hours > 0 {
        let every = Duration::from_secs(backups.every_hours * 3600);
        let shelf = settings.backups();
        Schedule { folder: folder.clone(), shelf, every, keep: backups.keep }.start(supervisor);
    }
    let receiving = Receiving {
        client: client.clone(),
        admins: rules::operators(&settings).collect(),
        language: rules::language(&settings).unwrap_or_default(),
        folder: folder.clone(),
        journal: journal.clone(),
        memory: memory.clone(),
        stores: running.stores(),
        zone: rules::own_zone(&settings),
    };
    receiving.start(supervisor);
    let spontaneity = Spontaneity {
        memory: memory.clone(),
        analysis: analysis.clone(),
        conversation: conversation.clone(),
        zones: zones.clone(),
        allowed_chats: rules::allowed_chats(&settings),
        rules: manners.silences,
        every: Duration::from_secs(settings.spontaneous.every_secs),
    };
    spontaneity.start(supervisor);
    let (commands, admins) = (client.clone(), rules::operators(&settings).collect::<Vec<_>>());
    actix_rt::spawn(async move { register(&commands, admins).await });
    let every = Duration::from_secs(settings.telegram.poll_timeout_secs);
    let ingress = match webhook {
        Some(at) => Webhook::start(supervisor, client, at, every, reach.clone()),
        None => Polling::start(supervisor, client, journal.clone(), every, reach.clone(), disk),
    };
    ready.send_replace(Some(Edge { conversation, sender, alarms, alarms_actor, ingress }));
}

/// What was spent today before a restart is spent.
async fn count_again(models: &Models, conversation: &Conversation) {
    match conversation.spent_since(day_of(now())).await {
        Ok(spent) => models.restore(spent),
        Err(error) => tracing::warn!(%error, "today's budgets of language models begin anew"),
    }
}

async fn who_am_i(running: &Running, client: &Client) -> Identity {
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(30));
    loop {
        match client.me().await {
            Ok(me) => {
                running.reach.accepted();
                greet(&me);
                return me;
            }
            Err(error) => {
                running.reach.failed(&error);
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
