//! What things of a cluster are called in NATS: streams, buckets and subjects.

use crate::shard::{Epoch, ShardId};

/// The names of one bot's cluster. Two clusters, or two bots, share no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// What streams and buckets begin with: `BALACHKA_123`.
    storage: String,
    /// What subjects begin with: `balachka.123`.
    subjects: String,
}

impl Names {
    /// For a cluster's name that [`crate::ClusterSettings::check`] let pass, and the bot's id in Telegram.
    pub fn new(cluster: &str, bot: u64) -> Self {
        Self { storage: format!("{}_{bot}", cluster.to_ascii_uppercase()), subjects: format!("{cluster}.{bot}") }
    }

    /// The stream of what Telegram sent.
    pub fn updates_stream(&self) -> String {
        format!("{}_UPDATES", self.storage)
    }

    /// The stream of what shards were about to say.
    pub fn claims_stream(&self) -> String {
        format!("{}_CLAIMS", self.storage)
    }

    /// The key-value bucket of who is there and who has what.
    pub fn state_bucket(&self) -> String {
        format!("{}_STATE", self.storage)
    }

    /// The object store of the shards' backups.
    pub fn snapshots_bucket(&self) -> String {
        format!("{}_SNAPSHOTS", self.storage)
    }

    /// An update's subject: the shard of its chat, and that of its person.
    pub fn update(&self, chat: ShardId, person: ShardId) -> String {
        format!("{}.updates.{chat}.{person}", self.subjects)
    }

    /// The subject of what every shard takes.
    pub fn update_for_all(&self) -> String {
        format!("{}.updates.all", self.subjects)
    }

    /// All subjects of the stream of updates.
    pub fn all_updates(&self) -> String {
        format!("{}.updates.>", self.subjects)
    }

    /// The subjects that make up a shard's part of the updates. None overlaps another: JetStream refuses filters that do.
    pub fn updates_of(&self, shard: ShardId, shards: u16) -> Vec<String> {
        let of_its_chats = format!("{}.updates.{shard}.*", self.subjects);
        let other_chats = (0..shards).map(ShardId).filter(|chat| *chat != shard);
        let of_its_persons = other_chats.map(|chat| self.update(chat, shard));
        [of_its_chats, self.update_for_all()].into_iter().chain(of_its_persons).collect()
    }

    /// The subject of a shard's claims.
    pub fn claims(&self, shard: ShardId) -> String {
        format!("{}.claims.{shard}", self.subjects)
    }

    /// All subjects of the stream of claims.
    pub fn all_claims(&self) -> String {
        format!("{}.claims.*", self.subjects)
    }

    /// Where the gateway of an epoch takes requests.
    pub fn call(&self, gateway: Epoch) -> String {
        format!("{}.call.{gateway}", self.subjects)
    }

    /// Where a shard's owner of an epoch takes requests.
    pub fn lookup(&self, shard: ShardId, epoch: Epoch) -> String {
        format!("{}.lookup.{shard}.{epoch}", self.subjects)
    }

    /// Where nodes tell one another what was spent on language models.
    pub fn spent(&self) -> String {
        format!("{}.spent", self.subjects)
    }

    /// Reads an update's subject back. `None` if it is none of this cluster.
    pub fn addressees(&self, subject: &str) -> Option<Addressees> {
        let rest = subject.strip_prefix(&self.subjects)?.strip_prefix(".updates.")?;
        if rest == "all" {
            return Some(Addressees::All);
        }
        let (chat, person) = rest.split_once('.')?;
        Some(Addressees::Shards { chat: chat.parse().ok()?, person: person.parse().ok()? })
    }
}

/// Whom a message of the stream of updates is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressees {
    /// The shard of the chat and that of the person; often the same.
    Shards { chat: ShardId, person: ShardId },
    /// Every shard.
    All,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_cluster_and_the_bot() {
        let names = Names::new("balachka", 123);
        assert_eq!(names.updates_stream(), "BALACHKA_123_UPDATES");
        assert_eq!(names.claims_stream(), "BALACHKA_123_CLAIMS");
        assert_eq!(names.state_bucket(), "BALACHKA_123_STATE");
        assert_eq!(names.snapshots_bucket(), "BALACHKA_123_SNAPSHOTS");
        assert_eq!(names.update(ShardId(7), ShardId(12)), "balachka.123.updates.07.12");
        assert_eq!(names.claims(ShardId(7)), "balachka.123.claims.07");
        assert_eq!(names.call(Epoch(3)), "balachka.123.call.3");
        assert_eq!(names.lookup(ShardId(7), Epoch(3)), "balachka.123.lookup.07.3");
    }

    #[test]
    fn a_shard_gets_its_chats_its_persons_and_what_is_for_all() {
        let subjects = Names::new("b", 1).updates_of(ShardId(1), 3);
        assert_eq!(subjects, ["b.1.updates.01.*", "b.1.updates.all", "b.1.updates.00.01", "b.1.updates.02.01"]);
    }

    #[test]
    fn a_subject_can_be_read_back() {
        let names = Names::new("b", 1);
        let both = Addressees::Shards { chat: ShardId(7), person: ShardId(120) };
        assert_eq!(names.addressees(&names.update(ShardId(7), ShardId(120))), Some(both));
        assert_eq!(names.addressees(&names.update_for_all()), Some(Addressees::All));
        assert_eq!(names.addressees("b.12.updates.all"), None);
        assert_eq!(names.addressees("b.1.updates.x.y"), None);
    }
}
