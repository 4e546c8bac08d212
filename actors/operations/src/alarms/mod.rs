//! Tells the bot's admins in private when something needs them: once, until it is over.

mod admins;
mod cluster;
mod told;
mod trouble;

use std::{path::PathBuf, time::Duration};

use tokio::time::sleep;

pub use self::{admins::Admins, cluster::ClusterFault, told::Told, trouble::Trouble};
use crate::stores::is_derived;
use llm::Models;
use runtime::{Next, Step, Supervisor, Work, Worker, WorkerHandle, clock::now, metrics};
use storage::{
    disk::Disk,
    journal::Journal,
    sqlite::StorageError,
    store::{Shut, SomeStore},
};
use telegram::Connectivity;

/// A silence of Telegram shorter than this is nothing to wake anybody for.
const SILENCE: Duration = Duration::from_secs(600);
/// Between two tries to tell, before the service ends.
const AGAIN: Duration = Duration::from_millis(500);

/// The actor that raises the alarm.
#[derive(Clone)]
pub struct Alarms {
    pub admins: Admins,
    /// Where what was told is kept.
    pub folder: PathBuf,
    pub disk: Disk,
    pub journal: Journal,
    pub stores: Vec<SomeStore>,
    pub models: Models,
    pub connectivity: Connectivity,
    /// Why the supervisor gave up in the last run; `None` if it did not.
    pub gave_up: Option<String>,
    /// How often it looks around.
    pub every: Duration,
}

impl Alarms {
    /// Starts looking around.
    pub fn start(self, supervisor: &Supervisor) -> WorkerHandle<Self> {
        Worker::start(supervisor, "alarms", self)
    }

    /// Tells what the admins were not told yet, before the service ends. Does not give up: the caller sets a time.
    pub async fn last_words(&self) {
        let mut told = Told::read(&self.folder);
        while !self.tell_news(&mut told).await {
            sleep(AGAIN).await;
        }
    }

    /// Whether nothing is left to be told.
    async fn tell_news(&self, told: &mut Told) -> bool {
        let troubles = self.look_around().await;
        self.admins.tell_news(told, &troubles, async |told| told.write(&self.folder)).await
    }

    /// All that is wrong now.
    pub async fn look_around(&self) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        troubles.extend(self.gave_up.clone().map(Trouble::GaveUp));
        let floor = self.disk.floor();
        troubles.extend(self.disk.free().filter(|free| *free < floor * 2).map(|free| Trouble::Disk { free, floor }));
        troubles.extend(self.databases().filter(|name| is_hurt(name)).map(hurt));
        troubles.extend(self.shut());
        if let Ok(count @ 1..) = self.journal.dead_letter_count().await {
            troubles.push(Trouble::DeadLetters(count));
        }
        if self.models.is_spent() {
            troubles.push(Trouble::Budget(now().div_euclid(86_400)));
        }
        if metrics::BACKUP_FAILING.get() == 1 {
            troubles.push(Trouble::Backup);
        }
        let silence = self.connectivity.received_ago();
        if silence > SILENCE {
            troubles.push(Trouble::Deaf(silence));
        }
        troubles
    }

    fn databases(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once("journal").chain(self.stores.iter().map(|store| store.name()))
    }

    /// Databases that cannot be opened, for another reason than damage.
    fn shut(&self) -> impl Iterator<Item = Trouble> {
        let journal = self.journal.shut().map(|why| ("journal", why));
        let stores = self.stores.iter().filter_map(|store| match store.shut()? {
            Shut::Failing(why) => Some((store.name(), why)),
            _ => None,
        });
        let failing = journal.into_iter().chain(stores).filter(|(_, why)| !matches!(why, StorageError::Corrupt(_)));
        failing.map(|(database, why)| Trouble::Shut(database, why.to_string()))
    }
}

/// What cannot be built anew and is damaged needs a backup.
fn hurt(name: &'static str) -> Trouble {
    match name {
        name if !is_derived(name) && has_alarm(name, "damaged") => Trouble::Lost(name),
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

impl Work for Alarms {
    type State = Told;

    fn begin(&self) -> Told {
        Told::read(&self.folder)
    }

    fn first(&self) -> Duration {
        self.every
    }

    async fn step(&self, told: &mut Told) -> Step {
        metrics::ROUNDS.with_label_values(&["alarms"]).inc();
        let all = self.tell_news(told).await;
        let result = if all { Ok(()) } else { Err("an admin could not be told yet".to_owned()) };
        Step { result, next: Next::Every(self.every) }
    }
}
