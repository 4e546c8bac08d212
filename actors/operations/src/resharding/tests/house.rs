//! The stores of a data directory, running.

use std::{path::Path, time::Duration};

use analysis::last_days;
use conversation::{Conversation, Me, Policy};
use events::{ChatId, PersonId};
use language::{
    analyzer::Analyzer,
    zone::{Zone, Zones},
};
use runtime::{Limits, Supervisor, clock::now, live::Live};
use storage::{
    journal::{Journal, NewEntry},
    store::SomeStore,
};

use crate::stores::{DerivedStores, StoreDeps};

pub(super) const BOT: PersonId = PersonId(999);
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) struct House {
    supervisor: Supervisor,
    pub journal: Journal,
    pub derived: DerivedStores,
    pub conversation: Conversation,
}

impl House {
    pub async fn start(folder: &Path) -> Self {
        let supervisor = Supervisor::new(Limits::default());
        let journal = Journal::start(&supervisor, folder, BOT.0);
        journal.opened().await;
        let (analyzer, zones) = (Analyzer::default(), Zones::default());
        let derived = DerivedStores::start(StoreDeps {
            supervisor: &supervisor,
            home: folder.into(),
            journal: &journal,
            own: BOT,
            analyzer: analyzer.clone(),
            zones: zones.clone(),
        });
        let me = Me { id: BOT, username: "balachka_bot".into(), name: "Балачка".into(), hears_all: true };
        let policy = Live::new(Policy::default());
        let conversation = Conversation::start(&supervisor, folder, &journal, me, policy, analyzer, zones);
        let house = Self { supervisor, journal, derived, conversation };
        house.reached().await;
        house
    }

    fn stores(&self) -> Vec<SomeStore> {
        let mut stores = self.derived.all();
        stores.push(self.conversation.store());
        stores
    }

    pub async fn append(&self, entries: Vec<NewEntry>) {
        self.journal.append(entries).await.unwrap();
        self.reached().await;
    }

    async fn reached(&self) {
        for store in self.stores() {
            store.opened().await;
            let reached = store.reached(self.journal.head(), PATIENCE).await;
            assert!(reached, "{} does not get on: {:?}", store.name(), store.shut());
        }
    }

    pub async fn stop(self) {
        for store in self.stores() {
            store.close().await.unwrap();
        }
        self.journal.close().await.unwrap();
        self.supervisor.stop_all().await;
        assert_eq!(self.supervisor.gave_up(), None);
    }

    /// What is told of these chats and people, as text.
    pub async fn tells(&self, chats: &[i64], people: &[i64]) -> Vec<String> {
        let mut told = Vec::new();
        for chat in chats.iter().map(|chat| ChatId(*chat)) {
            told.extend(self.of_chat(chat).await);
            for person in people.iter().map(|person| PersonId(*person)) {
                told.push(format!("{:?}", self.derived.context.person_stats(chat, person).await.unwrap()));
            }
        }
        for person in people.iter().map(|person| PersonId(*person)) {
            told.push(format!("{:?}", self.derived.context.about(person).await.unwrap()));
            told.push(format!("{:?}", self.derived.context.messages_of(person, None, 1000).await.unwrap()));
            told.push(format!("{:?}", self.derived.personalization.statistics(person).await.unwrap()));
            told.push(format!("{:?}", self.derived.personalization.profile(person).await.unwrap()));
            told.push(format!("{:?}", self.derived.personalization.events(person, 100).await.unwrap()));
        }
        told.push(format!("{:?}", self.derived.context.global_stats().await.unwrap()));
        told.push(format!("{:?}", self.derived.context.active_chats(0, 100).await.unwrap()));
        told
    }

    async fn of_chat(&self, chat: ChatId) -> Vec<String> {
        let week = last_days(&Zone::UTC, now(), 7);
        vec![
            format!("{:?}", self.derived.context.chat_stats(chat).await.unwrap()),
            format!("{:?}", self.derived.context.recent(chat, 1000, None).await.unwrap()),
            format!("{:?}", self.derived.context.recent(chat, 1000, Some(77)).await.unwrap()),
            format!("{:?}", self.found(chat, "борщ").await),
            format!("{:?}", self.derived.analysis.summary(chat, week).await.unwrap()),
            format!("{:?}", self.conversation.settings(chat).await.unwrap()),
        ]
    }

    /// The messages of a chat that hold the words, newest first.
    pub async fn found(&self, chat: ChatId, words: &str) -> Vec<String> {
        let hits = self.derived.context.search_newest(chat, words, 1000).await.unwrap();
        hits.iter().map(|hit| format!("{hit:?}")).collect()
    }
}
