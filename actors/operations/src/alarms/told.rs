//! What admins know already, in a file: a service that starts again and again must not wake them each time.

use std::{
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::Trouble;
use storage::files;

const FILE: &str = "alarms.json";
/// A trouble that comes and goes is told of no more often, seconds.
const AGAIN: i64 = 6 * 3600;
/// Troubles that are over are remembered for so long, seconds.
const MEMORY: i64 = 7 * 86_400;

/// What was told, by kind of trouble.
pub struct Told {
    path: PathBuf,
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
}

impl Told {
    /// Begins anew if there is nothing that can be read.
    pub(super) fn read(folder: &Path) -> Self {
        let path = folder.join(FILE);
        let kinds = std::fs::read(&path).ok().and_then(|text| serde_json::from_slice(&text).ok());
        Self { path, kinds: kinds.unwrap_or_default(), pending: BTreeMap::new() }
    }

    /// What is to be told now, given all that is wrong.
    pub(super) fn news(&mut self, troubles: &[Trouble], now: i64) -> Vec<Trouble> {
        for trouble in troubles {
            let kind = trouble.kind();
            let known = self.kinds.get(&kind).is_some_and(|alarm| alarm.open || now - alarm.told_at < AGAIN);
            if !known {
                self.pending.insert(kind, trouble.clone());
            }
        }
        let wrong: HashSet<String> = troubles.iter().map(Trouble::kind).collect();
        for (kind, alarm) in &mut self.kinds {
            alarm.open = wrong.contains(kind);
        }
        self.kinds.retain(|_, alarm| alarm.open || now - alarm.told_at < MEMORY);
        self.pending.values().cloned().collect()
    }

    /// There was nobody to be told: not again now, but after the next start, when there may be somebody.
    pub(super) fn pass_over(&mut self, trouble: &Trouble, now: i64) {
        self.pending.remove(&trouble.kind());
        self.kinds.insert(trouble.kind(), Alarm { told_at: now, open: true, unheard: true });
    }

    /// Somebody was told of it.
    pub(super) fn note(&mut self, trouble: &Trouble, now: i64) {
        self.pending.remove(&trouble.kind());
        self.kinds.insert(trouble.kind(), Alarm { told_at: now, open: true, unheard: false });
        // On a full disk it is at least remembered until the next start.
        if let Err(error) = self.write() {
            tracing::warn!(%error, "cannot record what the admins were told");
        }
    }

    fn write(&self) -> std::io::Result<()> {
        let heard: BTreeMap<_, _> = self.kinds.iter().filter(|(_, alarm)| !alarm.unheard).collect();
        files::replace(&self.path, &serde_json::to_vec(&heard)?)
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
    fn ten_times_as_many_dead_letters_are_news() {
        let kinds = [1, 9, 10, 99, 100].map(|count| Trouble::DeadLetters(count).kind());
        assert_eq!(kinds[0], kinds[1]);
        assert_ne!(kinds[1], kinds[2]);
        assert_eq!(kinds[2], kinds[3]);
        assert_ne!(kinds[3], kinds[4]);
    }
}
