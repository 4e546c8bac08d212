//! The parts of a running service, for those who look at it while it runs.

use std::time::Duration;

use conversation::Conversation;
use language::{analyzer::Analyzer, zone::Zones};
use operations::{alarms::Alarms, stores::DerivedStores};
use runtime::{ActorHandle, LooperHandle, Supervisor};
use storage::{disk::Disk, journal::Journal, store::SomeStore};
use telegram::{Connectivity, Deliveries, Sender};
use tokio::sync::watch;

/// What exists from the start.
#[derive(Clone)]
pub struct Running {
    pub supervisor: Supervisor,
    pub journal: Journal,
    pub analyzer: Analyzer,
    pub zones: Zones,
    pub derived: DerivedStores,
    pub connectivity: Connectivity,
    /// Where updates are delivered; `None` if they are asked for.
    pub deliveries: Option<Deliveries>,
    pub disk: Disk,
    /// A silence of Telegram longer than this is a fault.
    pub longest_silence: Duration,
    /// The conversation's store, once it was started.
    pub outbox: watch::Receiver<Option<SomeStore>>,
    /// What exists once Telegram has said who the bot is, and the stores are open.
    pub edge: watch::Receiver<Option<Edge>>,
}

impl Running {
    /// The stores that have been started.
    pub fn stores(&self) -> Vec<SomeStore> {
        let conversation = self.outbox.borrow().clone();
        self.derived.all().into_iter().chain(conversation).collect()
    }
}

/// The parts that talk.
#[derive(Clone)]
pub struct Edge {
    pub conversation: Conversation,
    pub sender: LooperHandle<Sender>,
    /// What looks around for something wrong, and its actor.
    pub alarms: Alarms,
    pub alarms_actor: ActorHandle,
    /// Receives updates, or sees to it that they are delivered.
    pub ingress: ActorHandle,
}
