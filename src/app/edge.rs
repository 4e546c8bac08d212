//! What needs Telegram: starts once Telegram has said who the bot is.

use std::{path::PathBuf, sync::Arc, time::Duration};

use bot::{
    Address as CalledBy, Composer, Drafts, Knowledge, LlmResponder, Operations, Reminding, Spontaneous, Turns, Typing,
    commands::menus, record_usage,
};
use conversation::{Conversation, Me};
use events::PersonId;
use language::voice::ChatVoices;
use llm::{Models, Spending, Total, day_of};
use operations::{
    alarms::Alarms,
    backup::Schedule,
    housekeeping::Housekeeping,
    people::{People, Shards},
    privacy::{Keeper, Privacy},
    receiving::Receiving,
    stores::DerivedStores,
};
use runtime::{ActorHandle, Backoff, LooperHandle, clock::now};
use storage::store::SomeStore;
use telegram::{
    Address, CallError, ChatPermissions, Claims, Client, Connectivity, Identity, Polling, Sender, Webhook, register,
};
use tokio::{
    sync::{mpsc::UnboundedReceiver, watch},
    time::sleep,
};

use super::{reload::LiveSettings, rules};
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
    pub live_settings: LiveSettings,
    pub models: Models,
    /// The other shards; `None` on one machine.
    pub shards: Option<Arc<dyn Shards>>,
    /// Where the conversation's store is shown as soon as it is started.
    pub outbox: watch::Sender<Option<SomeStore>>,
}

/// Asks Telegram until it answers, then starts those who talk. Receiving begins last. What the models cost is kept as it is `spent`.
pub(super) async fn start(
    running: Running,
    parts: Parts,
    spent: UnboundedReceiver<Spending>,
    ready: watch::Sender<Option<Edge>>,
) {
    let identity = who_am_i(&running.connectivity, &parts.client).await;
    let edge = Builder::new(&running, parts, identity);
    // They must be able to tell what keeps the stores from opening.
    let (alarms, alarms_actor) = edge.alarms();
    edge.stores_are_open().await;
    edge.restore_spending().await;
    actix_rt::spawn(record_usage(spent, edge.conversation.clone()));
    let sender = edge.sender(None);
    edge.privacy_keeper();
    let housekeeping = edge.housekeeping();
    edge.composer(&housekeeping);
    housekeeping.start(&running.supervisor);
    edge.backups();
    edge.receiving();
    edge.reminding();
    edge.spontaneous();
    edge.register_commands();
    let ingress = edge.ingress();
    let conversation = edge.conversation;
    ready.send_replace(Some(Edge { conversation, sender, alarms, alarms_actor, ingress }));
}

/// Those who talk in the chats of one shard.
pub(super) struct ShardEdge<'a>(Builder<'a>);

impl<'a> ShardEdge<'a> {
    /// Starts the conversation; what it decides is said from [`talk`](Self::talk) on.
    pub(super) async fn start(running: &'a Running, parts: Parts, identity: Identity) -> Self {
        let edge = Builder::new(running, parts, identity);
        edge.stores_are_open().await;
        Self(edge)
    }

    /// The conversation of the shard.
    pub(super) fn conversation(&self) -> &Conversation {
        &self.0.conversation
    }

    /// Starts those who word and send what is decided, with claims that other machines respect.
    pub(super) fn talk(self, claims: Arc<dyn Claims>) -> LooperHandle<Sender> {
        let edge = self.0;
        let sender = edge.sender(Some(claims));
        edge.privacy_keeper();
        let housekeeping = edge.housekeeping();
        edge.composer(&housekeeping);
        housekeeping.start(&edge.running.supervisor);
        edge.reminding();
        edge.spontaneous();
        sender
    }
}

/// Starts the parts that talk, one by one.
struct Builder<'a> {
    running: &'a Running,
    client: Client,
    folder: PathBuf,
    settings: Settings,
    webhook: Option<Address>,
    gave_up: Option<String>,
    live_settings: LiveSettings,
    models: Models,
    me: Me,
    conversation: Conversation,
    /// All of them: the conversation is the last.
    stores: Vec<SomeStore>,
    knowledge: Knowledge,
}

impl<'a> Builder<'a> {
    /// Starts the conversation, which all others need.
    fn new(running: &'a Running, parts: Parts, identity: Identity) -> Self {
        let Parts { client, folder, settings, webhook, gave_up, live_settings, models, shards, outbox } = parts;
        let me = Me {
            id: identity.id,
            username: identity.username,
            name: identity.name,
            hears_all: identity.can_read_all_group_messages,
        };
        let conversation = Conversation::start(
            &running.supervisor,
            folder.as_path(),
            &running.journal,
            me.clone(),
            live_settings.policy.clone(),
            running.analyzer.clone(),
            running.zones.clone(),
        );
        outbox.send_replace(Some(conversation.store()));
        let (stores, knowledge) = (running.stores(), knowledge(running, shards));
        Self {
            running,
            client,
            folder,
            settings,
            webhook,
            gave_up,
            live_settings,
            models,
            me,
            conversation,
            stores,
            knowledge,
        }
    }

    fn alarms(&self) -> (Alarms, ActorHandle) {
        let alarms = Alarms {
            admins: rules::admins(&self.settings, &self.client),
            folder: self.folder.clone(),
            disk: self.running.disk.clone(),
            journal: self.running.journal.clone(),
            stores: self.stores.clone(),
            models: self.models.clone(),
            connectivity: self.running.connectivity.clone(),
            gave_up: self.gave_up.clone(),
            every: ALARMS,
        };
        let worker = alarms.clone().start(&self.running.supervisor);
        (alarms, worker.actor().clone())
    }

    /// A new outbox begins at the journal's end, and a store that is ahead of the journal moves that end: they must be
    /// open before anything comes in. A store that cannot be opened holds up nobody; without the outbox nobody is
    /// answered.
    async fn stores_are_open(&self) {
        self.conversation.store().opened().await;
        for store in &self.stores {
            if let Err(error) = store.tried().await {
                tracing::warn!(store = store.name(), %error, "the service starts without this store");
            }
        }
    }

    /// What was spent today before a restart is spent.
    async fn restore_spending(&self) {
        match self.conversation.spent_since(day_of(now())).await {
            Ok(spent) => self.models.learn(Total::of_each(spent)),
            Err(error) => tracing::warn!(%error, "cannot read today's use of language models; budgets start at zero"),
        }
    }

    fn sender(&self, claims: Option<Arc<dyn Claims>>) -> LooperHandle<Sender> {
        let Running { supervisor, journal, connectivity, .. } = self.running;
        let conversation = self.conversation.clone();
        Sender::start(
            supervisor,
            self.client.clone(),
            journal.clone(),
            conversation,
            connectivity.clone(),
            &self.me,
            claims,
        )
    }

    fn privacy_keeper(&self) {
        let (words, thoughts) = (self.running.analyzer.clone(), self.models.clone());
        let voices = self.knowledge.voices.clone();
        let keeper = Keeper {
            journal: self.running.journal.clone(),
            context: self.running.derived.context.clone(),
            conversation: self.conversation.clone(),
            stores: self.stores.clone(),
            caches: vec![
                Arc::new(move || words.clear()),
                Arc::new(move || thoughts.forget()),
                Arc::new(move || voices.clear()),
            ],
        };
        keeper.start(&self.running.supervisor);
    }

    /// Not started yet: the composer knows it too, and comes first.
    fn housekeeping(&self) -> Housekeeping {
        let DerivedStores { context, analysis, personalization, .. } = self.running.derived.clone();
        Housekeeping {
            journal: self.running.journal.clone(),
            stores: self.stores.clone(),
            conversation: self.conversation.clone(),
            context,
            analysis,
            personalization,
            analyzer: self.running.analyzer.clone(),
            keep: rules::retention(&self.settings),
            night: rules::night(&self.settings),
            every: Duration::from_secs(self.settings.housekeeping.every_secs),
        }
    }

    fn composer(&self, housekeeping: &Housekeeping) {
        let names = self.settings.bot.triggers.iter().map(String::as_str).chain([self.me.name.as_str()]);
        let composer = Composer {
            conversation: self.conversation.clone(),
            knowledge: self.knowledge.clone(),
            privacy: self.privacy(),
            permissions: ChatPermissions::new(self.client.clone(), rules::operators(&self.settings)),
            analyzer: self.running.analyzer.clone(),
            responder: self.responder(),
            personas: self.live_settings.personas.clone(),
            operations: self.operations(housekeeping.clone()),
            me: self.me.id,
            address: CalledBy::new(&self.me.username, names),
            language: rules::language(&self.settings),
        };
        composer.start(&self.running.supervisor);
    }

    fn privacy(&self) -> Privacy {
        Privacy {
            folder: self.folder.clone(),
            journal: self.running.journal.clone(),
            context: self.running.derived.context.clone(),
            people: self.knowledge.people.clone(),
            stores: self.stores.clone(),
            keep: rules::retention(&self.settings),
        }
    }

    fn responder(&self) -> LlmResponder {
        LlmResponder {
            knowledge: self.knowledge.clone(),
            conversation: self.conversation.clone(),
            models: self.models.clone(),
            typing: Typing::new(self.client.clone()),
            drafts: Drafts::new(self.client.clone()),
            deadline: Duration::from_secs(self.settings.llm.deadline_secs),
            prompt_tokens: self.settings.llm.prompt_tokens,
            turns: Turns::default(),
        }
    }

    fn operations(&self, housekeeping: Housekeeping) -> Operations {
        Operations {
            journal: self.running.journal.clone(),
            stores: self.stores.clone(),
            housekeeping,
            personas: self.live_settings.personas.clone(),
            connectivity: self.running.connectivity.clone(),
            backups: self.settings.backups(),
            folder: self.folder.clone(),
            started: now(),
        }
    }

    fn backups(&self) {
        let backup = &self.settings.backup;
        if backup.every_hours > 0 {
            let every = Duration::from_secs(backup.every_hours * 3600);
            let (folder, shelf) = (self.folder.clone(), self.settings.backups());
            Schedule { folder, shelf, every, keep: backup.keep }.start(&self.running.supervisor);
        }
    }

    fn receiving(&self) {
        let receiving = Receiving {
            client: self.client.clone(),
            admins: self.operators(),
            language: rules::language(&self.settings).unwrap_or_default(),
            folder: self.folder.clone(),
            journal: self.running.journal.clone(),
            context: self.running.derived.context.clone(),
            stores: self.stores.clone(),
            zone: rules::own_zone(&self.settings),
        };
        receiving.start(&self.running.supervisor);
    }

    fn reminding(&self) {
        Reminding { conversation: self.conversation.clone() }.start(&self.running.supervisor);
    }

    fn spontaneous(&self) {
        let spontaneous = Spontaneous {
            context: self.running.derived.context.clone(),
            analysis: self.running.derived.analysis.clone(),
            conversation: self.conversation.clone(),
            zones: self.running.zones.clone(),
            allowed_chats: rules::allowed_chats(&self.settings),
            rules: self.live_settings.silences.clone(),
            every: Duration::from_secs(self.settings.spontaneous.every_secs),
        };
        spontaneous.start(&self.running.supervisor);
    }

    /// Telegram shows the bot's commands as people type.
    fn register_commands(&self) {
        let (client, menus) = (self.client.clone(), menus(self.operators()));
        actix_rt::spawn(async move { register(&client, menus).await });
    }

    fn ingress(&self) -> ActorHandle {
        let Running { supervisor, journal, connectivity, disk, .. } = self.running;
        let (client, connectivity) = (self.client.clone(), connectivity.clone());
        let every = Duration::from_secs(self.settings.telegram.poll_timeout_secs);
        match &self.webhook {
            Some(at) => Webhook::start(supervisor, client, at.clone(), every, connectivity).actor().clone(),
            None => {
                let polling =
                    Polling::start(supervisor, client, Arc::new(journal.clone()), every, connectivity, disk.clone());
                polling.actor().clone()
            }
        }
    }

    /// Those who may decide for every chat, and are told of troubles.
    fn operators(&self) -> Vec<PersonId> {
        rules::operators(&self.settings).collect()
    }
}

/// What answers are made of.
fn knowledge(running: &Running, shards: Option<Arc<dyn Shards>>) -> Knowledge {
    let people = match shards {
        None => People::here(&running.derived),
        Some(shards) => People::in_cluster(&running.derived, shards),
    };
    let DerivedStores { context, analysis, personalization, .. } = running.derived.clone();
    Knowledge {
        context,
        analysis,
        personalization,
        people,
        zones: running.zones.clone(),
        voices: ChatVoices::default(),
    }
}

/// Asks Telegram until it answers.
pub(super) async fn who_am_i(connectivity: &Connectivity, client: &Client) -> Identity {
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(30));
    loop {
        match client.me().await {
            Ok(me) => {
                connectivity.accepted();
                greet(&me);
                return me;
            }
            Err(error) => {
                connectivity.failed(&error);
                let pause = match error {
                    CallError::TooMany(wanted) => wanted.max(backoff.pause()),
                    _ => backoff.pause(),
                };
                tracing::warn!(%error, pause_ms = pause.as_millis() as u64, "cannot identify the bot; trying again");
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
