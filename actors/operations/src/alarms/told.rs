//! What admins know already. It is kept: a service that starts again and again must not wake them each time.

use std::{
    collections::{BTreeMap, HashSet},
    path::Path,
};

use serde::{Deserialize, Serialize};

use super::{ClusterFault, Trouble};
use storage::files;

const FILE: &str = "alarms.json";
/// A trouble that comes and goes is told of no more often, seconds.
const AGAIN: i64 = 6 * 3600;
/// The same where the end was told too: silence would look as if all were well.
const AGAIN_AFTER_END: i64 = 600;
/// Troubles that are over are remembered for so long, seconds.
const MEMORY: i64 = 7 * 86_400;

/// What was told, by kind of trouble.
#[derive(Default)]
pub struct Told {
    kinds: BTreeMap<String, Alarm>,
    /// What nobody could be told of yet.
    pending: BTreeMap<String, Trouble>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Alarm {
    /// Unix seconds.
    told_at: i64,
    /// It is not over.
    open: bool,
    /// There was nobody to be told.
    #[serde(skip)]
    unheard: bool,
    /// What is to be told when it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<(ClusterFault, String)>,
    /// Its end was told.
    #[serde(default)]
    ended: bool,
}

impl Alarm {
    fn is_recent(&self, now: i64) -> bool {
        now - self.told_at < if self.ended { AGAIN_AFTER_END } else { AGAIN }
    }
}

impl Told {
    /// Begins anew if there is nothing that can be read.
    pub(super) fn read(folder: &Path) -> Self {
        let kept = std::fs::read(folder.join(FILE)).ok().and_then(|text| serde_json::from_slice(&text).ok());
        kept.map(Self::from_kept).unwrap_or_default()
    }

    /// From what [`Self::to_keep`] gave; begins anew if it cannot be read.
    pub fn from_kept(kept: serde_json::Value) -> Self {
        Self { kinds: serde_json::from_value(kept).unwrap_or_default(), pending: BTreeMap::new() }
    }

    /// What is to be kept.
    pub fn to_keep(&self) -> serde_json::Value {
        let heard: BTreeMap<_, _> = self.kinds.iter().filter(|(_, alarm)| !alarm.unheard).collect();
        serde_json::to_value(&heard).unwrap_or_default()
    }

    /// Whether they know of it and of no end.
    pub fn is_open(&self, trouble: &Trouble) -> bool {
        self.kinds.get(&trouble.kind()).is_some_and(|alarm| alarm.open)
    }

    /// What is to be told now, given all that is wrong.
    pub(super) fn news(&mut self, troubles: &[Trouble], now: i64) -> Vec<Trouble> {
        for trouble in troubles {
            let kind = trouble.kind();
            let known = self.kinds.get(&kind).is_some_and(|alarm| alarm.open || alarm.is_recent(now));
            if !known {
                self.pending.insert(kind, trouble.clone());
            }
        }
        let wrong: HashSet<String> = troubles.iter().map(Trouble::kind).collect();
        for (kind, alarm) in &mut self.kinds {
            alarm.open &= wrong.contains(kind);
        }
        self.kinds.retain(|_, alarm| alarm.open || now - alarm.told_at < MEMORY);
        self.pending.values().cloned().collect()
    }

    /// What is over, and was not told to be.
    pub(super) fn over(&self) -> Vec<Trouble> {
        let over = self.kinds.values().filter(|alarm| !alarm.open).filter_map(|alarm| alarm.end.clone());
        over.map(|(fault, what)| Trouble::Cluster(fault, what)).collect()
    }

    /// They know that it is over.
    pub(super) fn note_end(&mut self, trouble: &Trouble) {
        if let Some(alarm) = self.kinds.get_mut(&trouble.kind()) {
            alarm.end = None;
            alarm.ended = true;
        }
    }

    /// There was nobody to be told: not again now, but after the next start, when there may be somebody.
    pub(super) fn pass_over(&mut self, trouble: &Trouble, now: i64) {
        self.pending.remove(&trouble.kind());
        let alarm = Alarm { told_at: now, open: true, unheard: true, end: None, ended: false };
        self.kinds.insert(trouble.kind(), alarm);
    }

    /// Somebody was told of it.
    pub(super) fn note(&mut self, trouble: &Trouble, now: i64) {
        self.pending.remove(&trouble.kind());
        let end = match trouble {
            Trouble::Cluster(fault, what) => Some((*fault, what.clone())),
            _ => None,
        };
        self.kinds.insert(trouble.kind(), Alarm { told_at: now, open: true, unheard: false, end, ended: false });
    }

    /// Keeps it in a file. On a full disk it is at least remembered until the next start.
    pub(super) fn write(&self, folder: &Path) {
        if let Err(error) = files::replace(&folder.join(FILE), self.to_keep().to_string().as_bytes()) {
            tracing::warn!(%error, "cannot record what the admins were told");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISK: Trouble = Trouble::Disk { free: 1, floor: 2 };

    #[test]
    fn a_trouble_is_told_once_until_it_is_over_and_then_not_too_soon() {
        let folder = tempfile::tempdir().unwrap();
        let mut told = Told::read(folder.path());
        assert_eq!(told.news(&[DISK], 0), [DISK]);
        assert_eq!(told.news(&[DISK], 30), [DISK], "nobody could be told");
        told.note(&DISK, 60);
        assert_eq!(told.news(&[DISK], AGAIN * 2), [], "it is still the same");
        assert_eq!(told.news(&[], AGAIN * 2), []);
        told.note(&DISK, AGAIN * 2);
        assert_eq!(told.news(&[], AGAIN * 2 + 1), []);
        assert_eq!(told.news(&[DISK], AGAIN * 2 + 2), [], "it comes and goes");
        assert_eq!(told.news(&[], AGAIN * 3), []);
        assert_eq!(told.news(&[DISK], AGAIN * 3 + 1), [DISK]);
    }

    #[test]
    fn a_restart_is_no_reason_to_tell_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut told = Told::read(folder.path());
        told.news(&[DISK, Trouble::Backup], 0);
        told.note(&DISK, 0);
        told.write(folder.path());
        assert_eq!(Told::read(folder.path()).news(&[DISK, Trouble::Backup], AGAIN * 4), [Trouble::Backup]);
        std::fs::write(folder.path().join(FILE), "no json").unwrap();
        assert_eq!(Told::read(folder.path()).news(&[DISK], 1), [DISK]);
    }

    #[test]
    fn what_nobody_was_there_to_hear_is_told_after_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let mut told = Told::read(folder.path());
        told.news(&[DISK, Trouble::Backup], 0);
        told.pass_over(&DISK, 0);
        told.note(&Trouble::Backup, 0);
        told.write(folder.path());
        assert_eq!(told.news(&[DISK, Trouble::Backup], 5), []);
        assert_eq!(Told::read(folder.path()).news(&[DISK, Trouble::Backup], 10), [DISK]);
    }

    #[test]
    fn what_could_not_be_told_in_time_is_told_when_it_is_over() {
        let folder = tempfile::tempdir().unwrap();
        let mut told = Told::read(folder.path());
        let deaf = Trouble::Deaf(std::time::Duration::from_secs(900));
        told.news(std::slice::from_ref(&deaf), 0);
        assert_eq!(told.news(&[], 10), [deaf]);
    }

    #[test]
    fn the_end_of_a_fault_of_the_cluster_is_told_once_by_whoever_knows_of_it() {
        let lost = Trouble::Cluster(ClusterFault::NodeLost, "a".to_owned());
        let mut told = Told::default();
        assert_eq!((told.news(std::slice::from_ref(&lost), 0), told.over()), (vec![lost.clone()], vec![]));
        told.note(&lost, 0);
        let mut next = Told::from_kept(told.to_keep());
        assert_eq!((next.news(std::slice::from_ref(&lost), 1), next.over()), (vec![], vec![]), "another node knows it");
        assert_eq!((next.news(&[], 2), next.over()), (vec![], vec![lost.clone()]));
        assert_eq!(next.over(), std::slice::from_ref(&lost), "nobody could be told");
        next.note_end(&lost);
        assert_eq!((next.news(&[], 3), next.over()), (vec![], vec![]));
        let mut next = Told::from_kept(next.to_keep());
        assert_eq!(next.news(std::slice::from_ref(&lost), 4), [], "it comes and goes");
        assert_eq!((next.news(&[], 5), next.over()), (vec![], vec![]), "what was not told needs no end");
        assert_eq!(next.news(std::slice::from_ref(&lost), AGAIN_AFTER_END), [lost], "nobody would know");
    }

    #[test]
    fn a_trouble_that_is_back_and_stays_is_told_after_a_while() {
        let mut told = Told::default();
        told.note(&DISK, 0);
        told.news(&[], 10);
        assert_eq!(told.news(&[DISK], 20), []);
        assert_eq!(told.news(&[DISK], AGAIN), [DISK]);
    }

    #[test]
    fn ten_times_as_many_dead_letters_are_news() {
        let kinds = [1, 9, 10, 99, 100].map(|count| Trouble::DeadLetters(count).kind());
        assert_eq!(kinds[0], kinds[1]);
        assert_ne!(kinds[1], kinds[2]);
        assert_eq!(kinds[2], kinds[3]);
        assert_ne!(kinds[3], kinds[4]);
    }
}
