//! A data directory that the stores themselves fill.

use std::{collections::HashMap, path::Path, time::Duration};

use analysis::Analysis;
use context::Context;
use conversation::{Conversation, Me, Policy};
use events::{PersonId, Seq};
use language::{
    analyzer::Analyzer,
    zone::{Zone, Zones},
};
use personalization::Personalization;
use runtime::{Limits, Supervisor, live::Live};
use storage::{
    journal::{Journal, NewEntry},
    store::SomeStore,
};

use super::*;

pub const BOT: i64 = 999;
pub const GROUP: i64 = -1_001_234_567_890;

/// A data directory; its stores run until [`House::close`].
pub struct House {
    folder: tempfile::TempDir,
    running: Option<Running>,
    updates: i64,
}

struct Running {
    journal: Journal,
    stores: Vec<SomeStore>,
}

impl House {
    pub async fn open() -> Self {
        let mut house = Self { folder: tempfile::tempdir().unwrap(), running: None, updates: 0 };
        house.start().await;
        house
    }

    pub async fn with(updates: Vec<Value>) -> Self {
        let mut house = Self::open().await;
        house.receive(updates).await;
        house
    }

    /// A directory with these messages and nobody who runs.
    pub async fn left_with(updates: Vec<Value>) -> Self {
        let mut house = Self::with(updates).await;
        house.close().await;
        house
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub async fn start(&mut self) {
        let supervisor = Supervisor::new(Limits::default());
        let journal = Journal::start(&supervisor, self.folder.path(), BOT);
        journal.opened().await;
        let (own, analyzer, path) = (PersonId(BOT), Analyzer::default(), self.folder.path());
        let memory = Context::start(&supervisor, path, &journal, own);
        let analysis = Analysis::start(&supervisor, path, &journal, analyzer.clone());
        // As the service has it by default.
        let zones = Zones::new(Zone::named("Europe/Kyiv").unwrap(), HashMap::new());
        let personalization = Personalization::start(&supervisor, path, &journal, own, analyzer.clone(), zones.clone());
        let me = Me { id: own, username: "balachka_bot".into(), name: "Balachka".into(), hears_all: true };
        let conversation =
            Conversation::start(&supervisor, path, &journal, me, Live::new(Policy::default()), analyzer, zones);
        let stores = vec![memory.store(), analysis.store(), personalization.store(), conversation.store()];
        let running = Running { journal, stores };
        running.reach(running.journal.head()).await;
        self.running = Some(running);
    }

    /// Bodies of updates, numbered here; returns once all stores have them.
    pub async fn receive(&mut self, updates: Vec<Value>) {
        let drafts = updates.into_iter().map(|mut update| {
            self.updates += 1;
            update["update_id"] = self.updates.into();
            NewEntry::received(update.to_string().into())
        });
        let drafts = drafts.collect();
        let running = self.running.as_ref().unwrap();
        running.journal.append(drafts).await.unwrap();
        running.reach(running.journal.head()).await;
    }

    /// Waits until the stores have applied as much as this.
    pub async fn reach(&self, seq: i64) {
        self.running.as_ref().unwrap().reach(Seq(seq)).await;
    }

    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    pub async fn close(&mut self) {
        let running = self.running.take().unwrap();
        for store in &running.stores {
            store.close().await.unwrap();
        }
        running.journal.close().await.unwrap();
    }
}

impl Running {
    async fn reach(&self, seq: Seq) {
        for store in &self.stores {
            assert!(store.reached(seq, Duration::from_secs(20)).await, "{}", store.name());
        }
    }
}

/// A message of the group, written by Оля at the second `1_700_000_000 + id`.
pub fn message(id: i64, more: Value) -> Value {
    let mut message = json!({
        "message_id": id,
        "date": 1_700_000_000 + id,
        "chat": { "id": GROUP, "type": "supergroup", "title": "Кав'ярня" },
        "from": { "id": 7, "is_bot": false, "first_name": "Оля", "last_name": "Мельник" },
    });
    add(&mut message, more);
    json!({ "message": message })
}

/// Puts the fields of one object over those of another.
pub fn add(object: &mut Value, more: Value) {
    let Value::Object(more) = more else { panic!("no object: {more}") };
    object.as_object_mut().unwrap().extend(more);
}

pub fn said(id: i64, text: &str) -> Value {
    message(id, json!({ "text": text }))
}
