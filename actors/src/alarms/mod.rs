//! Tells the bot's admins in private when something needs them: once, until it is over.

mod told;
mod trouble;

use std::{path::PathBuf, time::Duration};

use actix::{Actor, AsyncContext, Context, Supervised, WrapFuture};
use serde_json::json;

use self::told::Told;
pub use self::trouble::Trouble;
use crate::{
    clock::now,
    disk::Disk,
    journal::Journal,
    llm::Models,
    metrics,
    model::PersonId,
    runtime::{Supervisor, rounds},
    store::SomeStore,
    telegram::{CallError, Client, Reach},
    text::catalogue::Language,
};

const PATIENCE: Duration = Duration::from_secs(20);
/// A silence of Telegram shorter than this is nothing to wake anybody for.
const SILENCE: Duration = Duration::from_secs(600);

/// The actor that raises the alarm.
#[derive(Clone)]
pub struct Alarms {
    pub client: Client,
    /// Who is told; nobody if empty.
    pub admins: Vec<PersonId>,
    pub language: Language,
    /// Where what was told is kept.
    pub folder: PathBuf,
    pub disk: Disk,
    pub journal: Journal,
    pub stores: Vec<SomeStore>,
    pub models: Models,
    pub reach: Reach,
    /// Why the supervisor gave up in the last run; `None` if it did not.
    pub gave_up: Option<String>,
    /// How often it looks around.
    pub every: Duration,
}

impl Alarms {
    /// Starts looking around.
    pub fn start(self, supervisor: &Supervisor) {
        supervisor.start("alarms", move || self);
    }

    async fn run(self) {
        let mut told = Told::read(&self.folder);
        rounds(self.every, async || {
            metrics::ROUNDS.with_label_values(&["alarms"]).inc();
            self.tell_news(&mut told).await;
        })
        .await;
    }

    /// Tells what the admins were not told yet, before the service ends.
    pub async fn last_words(&self) {
        let mut told = Told::read(&self.folder);
        self.tell_news(&mut told).await;
    }

    async fn tell_news(&self, told: &mut Told) {
        let troubles = self.look_around().await;
        for trouble in told.news(&troubles, now()) {
            match self.tell(&trouble).await {
                Heard::Told => told.note(&trouble, now()),
                Heard::Never => told.pass_over(&trouble, now()),
                Heard::NotNow => {}
            }
        }
    }

    /// All that is wrong now.
    pub async fn look_around(&self) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        troubles.extend(self.gave_up.clone().map(Trouble::GaveUp));
        let floor = self.disk.floor();
        troubles.extend(self.disk.free().filter(|free| *free < floor * 2).map(|free| Trouble::Disk { free, floor }));
        troubles.extend(self.databases().filter(|name| is_hurt(name)).map(hurt));
        if let Ok(count @ 1..) = self.journal.dead_letter_count().await {
            troubles.push(Trouble::DeadLetters(count));
        }
        if self.models.is_spent() {
            troubles.push(Trouble::Budget(now().div_euclid(86_400)));
        }
        if metrics::BACKUP_FAILING.get() == 1 {
            troubles.push(Trouble::Backup);
        }
        let silence = self.reach.received_ago();
        if silence > SILENCE {
            troubles.push(Trouble::Deaf(silence));
        }
        troubles
    }

    fn databases(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once("journal").chain(self.stores.iter().map(|store| store.name()))
    }

    async fn tell(&self, trouble: &Trouble) -> Heard {
        tracing::warn!(trouble = trouble.kind(), "something needs the bot's admins");
        let text = trouble.in_words(self.language);
        let mut heard = Heard::Never;
        for admin in &self.admins {
            let message = json!({ "chat_id": admin, "text": text, "parse_mode": "HTML" });
            match self.client.call("SendMessage", &message, PATIENCE).await {
                Ok(_) => heard = Heard::Told,
                Err(error @ CallError::Refused { .. }) => {
                    tracing::warn!(admin = admin.0, %error, "an admin cannot be told: they have to write to the bot first");
                }
                Err(error) => {
                    tracing::warn!(admin = admin.0, %error, "an admin could not be told; trying again");
                    if heard == Heard::Never {
                        heard = Heard::NotNow;
                    }
                }
            }
        }
        heard
    }
}

/// Whether anybody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    Told,
    NotNow,
    /// There is nobody, or they never wrote to the bot: it would be the same the next time.
    Never,
}

/// What cannot be built anew and is damaged needs a backup.
fn hurt(name: &'static str) -> Trouble {
    match name {
        "journal" | "conversation" if has_alarm(name, "damaged") => Trouble::Lost(name),
        name => Trouble::Store(name),
    }
}

/// Whether a database was found damaged, or ahead of the journal, since the start.
fn is_hurt(name: &str) -> bool {
    ["set_aside", "ahead", "damaged", "lost"].iter().any(|alarm| has_alarm(name, alarm))
}

fn has_alarm(name: &str, alarm: &str) -> bool {
    metrics::STORE_ALARMS.with_label_values(&[name, alarm]).get() > 0
}

impl Actor for Alarms {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.spawn(self.clone().run().into_actor(self));
    }
}

impl Supervised for Alarms {
    fn restarting(&mut self, _: &mut Self::Context) {}
}
