//! What needs an admin, and how that is said.

use std::time::Duration;

use super::ClusterFault;
use language::text::{
    catalogue::{Args, Language, say},
    visible::{shorten, visible},
};

const MEBIBYTE: u64 = 1 << 20;
/// Graphemes of a reason.
const REASON: usize = 300;

/// Something that does not mend itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The disk is filling; bytes.
    Disk { free: u64, floor: u64 },
    /// A store was damaged or did not fit the journal.
    Store(&'static str),
    /// A database that cannot be built anew is damaged.
    Lost(&'static str),
    /// A database cannot be opened, for this reason, and is tried again.
    Shut(&'static str, String),
    /// So many updates could not be handled.
    DeadLetters(i64),
    /// Nothing may be spent on language models for the rest of this day (days since 1970, UTC).
    Budget(i64),
    /// The last backup failed.
    Backup,
    /// No updates could be received for so long.
    Deaf(Duration),
    /// The last run ended because a part of it kept failing.
    GaveUp(String),
    /// A fault of the cluster, and what it is of: the name of a node, or those of shards or servers.
    Cluster(ClusterFault, String),
}

impl Trouble {
    /// Troubles of one kind are told of once.
    pub fn kind(&self) -> String {
        match self {
            Self::Disk { .. } => "disk".to_owned(),
            Self::Store(store) => format!("store-{store}"),
            Self::Lost(database) => format!("lost-{database}"),
            Self::Shut(database, _) => format!("shut-{database}"),
            // Ten times as many are news.
            Self::DeadLetters(count) => format!("dead-letters-{}", count.max(&1).ilog10()),
            Self::Budget(day) => format!("budget-{day}"),
            Self::Backup => "backup".to_owned(),
            Self::Deaf(_) => "deaf".to_owned(),
            Self::GaveUp(_) => "gave-up".to_owned(),
            Self::Cluster(fault @ ClusterFault::NodeLost, node) => format!("cluster-{}-{node}", fault.as_str()),
            Self::Cluster(fault, _) => format!("cluster-{}", fault.as_str()),
        }
    }

    /// As Telegram HTML.
    pub fn in_words(&self, language: Language) -> String {
        let args = Args::default();
        let (id, args) = match self {
            Self::Disk { free, floor } => {
                ("alarm-disk", args.number("free", whole(free / MEBIBYTE)).number("floor", whole(floor / MEBIBYTE)))
            }
            Self::Store(store) => ("alarm-store", args.text("store", store)),
            Self::Lost(database) => ("alarm-lost", args.text("database", database)),
            Self::Shut(database, why) => {
                ("alarm-shut", args.text("database", database).text("reason", &shorten(&visible(why), REASON)))
            }
            Self::DeadLetters(count) => ("alarm-dead-letters", args.number("count", *count)),
            Self::Budget(_) => ("alarm-budget", args),
            Self::Backup => ("alarm-backup", args),
            Self::Deaf(silence) => ("alarm-deaf", args.number("minutes", whole(silence.as_secs() / 60))),
            Self::GaveUp(reason) => ("alarm-gave-up", args.text("reason", &shorten(&visible(reason), REASON))),
            Self::Cluster(fault, what) => {
                let args = args.text("what", &shorten(&visible(what), REASON));
                return say(language, &format!("alarm-cluster-{}", fault.as_str()), &args);
            }
        };
        say(language, id, &args)
    }

    /// That it is over, as Telegram HTML; `None` where that is not told.
    pub fn over_in_words(&self, language: Language) -> Option<String> {
        let Self::Cluster(fault, what) = self else { return None };
        let args = Args::default().text("what", &shorten(&visible(what), REASON));
        Some(say(language, &format!("alarm-cluster-over-{}", fault.as_str()), &args))
    }
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
